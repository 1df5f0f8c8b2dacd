"""Tells the numbers of a list from days: `2. May Day rally` below `1. Sponsored walk` is no 2 May."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduling.reading.covers.parts import MONTH
from scheduling.reading.normalise import Line

_NUMBER = re.compile(r"\W{0,4}(?P<number>\d{1,2})[.)]\s")
#: A list number before what could be read as its month.
LIST_NUMBER = re.compile(rf"\W{{0,4}}\d{{1,2}}(?=[.)]\s{{1,3}}{MONTH}\b)", re.IGNORECASE)


def numbered_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that begin with the next number of a list that counts from 1; two or more, with other lines between them or not."""
    found: set[int] = set()
    block: list[int] = []
    for index, line in enumerate(lines):
        match = _NUMBER.match(line.text)
        if match is None:
            continue
        if int(match["number"]) != len(block) + 1:
            found |= set(block) if len(block) > 1 else set()
            block = []
        if int(match["number"]) == len(block) + 1:
            block.append(index)
    return frozenset(found | (set(block) if len(block) > 1 else set()))
