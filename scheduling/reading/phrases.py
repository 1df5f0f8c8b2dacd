"""Builds patterns from lists of phrases, so that the words a rule knows can be read and added to as words."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r",\s+")


def each_of(phrases: str) -> list[str]:
    """The phrases of a text, which a comma and white space part, to stand among the patterns of `either`."""
    return _BETWEEN.split(phrases.strip())


def one_of(phrases: str, kind: str = "?:") -> str:
    """A group that matches any of the phrases of a text, which a comma and white space part. A phrase may be a pattern.

    `kind` is what the group opens with when it is more than a group: a name (`?P<sent>`) or a look ahead (`?=`, `?!`).
    """
    return f"({kind}{'|'.join(each_of(phrases))})"


def either(*patterns: str) -> str:
    """A pattern that matches what any of the patterns matches."""
    return "|".join(patterns)
