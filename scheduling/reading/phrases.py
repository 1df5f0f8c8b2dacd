"""Builds patterns from lists of phrases, so that the words a rule knows can be read and added to as words."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r",\s+")
#: A phrase whose first letter stands in all it matches: not optional, and no choice outside brackets.
_BY_LETTER = re.compile(r"[a-z](?![?*+{|])[^|]*$|[a-z][a-z][^|(]*\(")


def each_of(phrases: str) -> list[str]:
    """The phrases of a text, which a comma and white space part, to stand among the patterns of `either`."""
    return _BETWEEN.split(phrases.strip())


def one_of(phrases: str, kind: str = "?:") -> str:
    """A group that matches any of the phrases of a text, which a comma and white space part. A phrase may be a pattern.

    `kind` is what the group opens with when it is more than a group: a name (`?P<sent>`) or a look ahead (`?=`, `?!`).
    """
    listed = each_of(phrases)
    return f"({kind}{'|'.join(_by_letter(listed) if all(map(_BY_LETTER.match, listed)) else listed)})"


def _by_letter(phrases: list[str]) -> list[str]:
    """The same phrases with those of one first letter together, so that a word is compared with these few alone."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[0], []).append(phrase[1:])
    return [letter + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})") for letter, rest in rests.items()]


def either(*patterns: str) -> str:
    """A pattern that matches what any of the patterns matches."""
    return "|".join(patterns)
