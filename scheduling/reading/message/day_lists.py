"""Lists of day numbers below a month: `FEBRUARY 2027`, and below it `11  Finance Committee, 10am`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduling.reading.normalise import Line
from scheduling.reading.vocabulary import month_of

#: A heading: a few words, one of them a month, and no figures but a year; or a month with its year, and then words.
_HEADING = re.compile(
    r"\W*(?:[^\W\d_][\w'&]*[\s,:-]{1,3}){0,6}?(?P<month>[^\W\d_]{3,9})\.?,?"
    r"(?:(?:\s(?:19|20)\d\d)?\W*|\s(?:19|20)\d\d\W{1,3}\w.*)"
)
#: `11  Finance Committee, 10am`, `4th  Beginners' night`: a number, then words; after a weekday also a time ("Sat 9 - 10.30am").
#: A full stop or bracket would number the points of a list.
_DAY_LINE = re.compile(
    r"[\s•*|-]{0,4}(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:\s{1,8}|\s?[-:|]\s|\t)(?!(?:am|pm|to|or|and|of|st|nd|rd|th|x)\b)"
    r"(?:(?=[^\W\d_]{2})|(?(weekday)(?=\d{1,2}(?:[.:]\d\d|\s?[ap]m))|(?!)))",
    re.IGNORECASE,
)


def day_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that begin with a day of the month above them: two or more below a month, in order, not numbered 1, 2, 3."""
    found: set[int] = set()
    block: list[tuple[int, int]] = []
    under = False
    for index, line in enumerate([*lines, None]):
        text = line.text if line is not None else ""
        match = _DAY_LINE.match(text) if under else None
        day = int(match["day"]) if match is not None else 0
        if match is not None and 0 < day <= 31 and not _names_month(text[match.end() :]):
            block.append((index, day))
            continue
        if line is not None and not text.strip():
            continue
        found |= _kept(block)
        block = []
        under = _is_heading(text)
    return frozenset(found)


def _kept(block: Sequence[tuple[int, int]]) -> set[int]:
    days = [day for _, day in block]
    numbered = days == list(range(1, len(days) + 1))
    return {index for index, _ in block} if len(block) > 1 and days == sorted(days) and not numbered else set()


def _is_heading(text: str) -> bool:
    match = _HEADING.fullmatch(text) if len(text) < 80 else None
    return match is not None and month_of(match["month"].lower()) is not None


def _names_month(rest: str) -> bool:
    """Whether the words after a number begin with a month, so that it is a full date already."""
    word = re.match(r"[^\W\d_]+", rest)
    return word is not None and month_of(word.group().lower()) is not None
