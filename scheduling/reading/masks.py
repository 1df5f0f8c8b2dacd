"""Covers what has figures in it and is never a date: telephone numbers, prices, rooms, references, scores.

Every pattern is anchored at a word or a sign and its repeats are bounded, so a search is linear in the line.
"""

from __future__ import annotations

import re
from functools import cache

from scheduling.reading.covers.amounts import AMOUNTS
from scheduling.reading.covers.names import NAMES
from scheduling.reading.covers.numbered import NUMBERED
from scheduling.reading.covers.parts import DAYNAME, MONTH
from scheduling.reading.covers.references import IN_STAMPED, IN_STORED, REFERENCES, STAMPED, STORED
from scheduling.reading.covers.scores import IN_RESULTS, RESULTS, SCORES
from scheduling.reading.covers.versions import IN_VERSIONS, TELLS_VERSIONS, VERSIONS
from scheduling.reading.finding.tokens import MASK

#: Where two fit, the first is taken.
PATTERNS = [*REFERENCES, *AMOUNTS, *SCORES, *VERSIONS, *NUMBERED, *NAMES]
_ALL = re.compile("|".join(f"(?:{pattern})" for _, pattern in PATTERNS), re.IGNORECASE)
#: A line that is known by its words, what else in it is no date, and what that is.
_LINES = [
    (re.compile(RESULTS, re.IGNORECASE), re.compile(IN_RESULTS, re.IGNORECASE), "a score"),
    (re.compile(TELLS_VERSIONS, re.IGNORECASE), re.compile(IN_VERSIONS, re.IGNORECASE), "a version"),
    (re.compile(STORED, re.IGNORECASE), re.compile(IN_STORED, re.IGNORECASE), "a place in a store"),
    (re.compile(STAMPED), re.compile(IN_STAMPED), "a time stamp"),
]
#: Where a pattern can begin: at a word, a number or a sign. Trying only there makes a line four times as fast to cover.
_BEGINNINGS = re.compile(r"(?<!\w)\w|(?<!\d)\d|[^\w\s]|[½⅓⅔¼¾⅕⅛]")
_NAMED_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|png|jpe?g|csv|zip|txt|msg)\b", re.IGNORECASE)
_BEFORE_FILE = re.compile(
    r"(?:attach\w*|see|file|files|opens?|called|named|download\w*|enclosed|the)\b|[:;\"'(|>\t]|, ", re.IGNORECASE
)


#: `Tues 10-11 team brief`: after a day, a range and then a noun in the singular, with its own noun, are hours and a name.
_HOURS_AND_NAME = re.compile(r"\d{1,2}\s?-\s?\d{1,2}\s(?:staff|[a-z]+(?<!s))", re.IGNORECASE)
_AFTER_DAY = re.compile(rf"\b(?:{DAYNAME}|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s20\d\d)?)[,:]?\s$", re.IGNORECASE)
_NAME_GOES_ON = re.compile(r"\s[a-z]", re.IGNORECASE)


def _is_hours(text: str, match: re.Match[str]) -> bool:
    if not _HOURS_AND_NAME.fullmatch(match.group()) or not _NAME_GOES_ON.match(text, match.end()):
        return False
    return bool(_AFTER_DAY.search(text, max(0, match.start() - 24), match.start()))


def mask(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The line with everything that is not a date covered, and what was covered, in order."""
    found: list[tuple[int, int]] = []
    pieces: list[str] = []
    last = 0
    files = _file_names(text) if "." in text else []
    kinds = [inside for told, inside, _ in _LINES if told.search(text)]
    for begin in _BEGINNINGS.finditer(text):
        if begin.start() < last or (match := _match(text, begin.start(), kinds)) is None:
            continue
        if _is_hours(text, match):
            continue
        start, end = match.span()
        found.append((start, end))
        pieces += [text[last:start], MASK * (end - start)]
        last = end
    pieces.append(text[last:])
    covered = "".join(pieces)
    for start, end in files:
        found.append((start, end))
        covered = covered[:start] + MASK * (end - start) + covered[end:]
    return covered, found


def _match(text: str, at: int, kinds: list[re.Pattern[str]]) -> re.Match[str] | None:
    return _ALL.match(text, at) or next((match for kind in kinds if (match := kind.match(text, at))), None)


@cache
def _each() -> list[tuple[str, re.Pattern[str]]]:
    each = [(what, re.compile(pattern, re.IGNORECASE)) for what, pattern in PATTERNS]
    return [*each, *((what, inside) for _, inside, what in _LINES)]


def what_is(text: str, start: int, end: int) -> str:
    """What a masked stretch of the line is, in words."""
    for what, pattern in _each():
        if (match := pattern.match(text, start)) and match.end() == end:
            return what
    return "a file name" if _NAMED_FILE.search(text, start, end) else "not a date"


def _is_closed(text: str, sign: re.Match[str], extension: re.Match[str]) -> bool:
    """`minutes 5.11.26 (tracked).docx`: a bracket that closes within the name introduces nothing."""
    return sign.group() == "(" and ")" in text[sign.end() : extension.start()]


def _file_names(text: str) -> list[tuple[int, int]]:
    """File names with spaces in them reach back to the word or sign that introduces them, 60 characters at most."""
    spans = []
    for match in _NAMED_FILE.finditer(text):
        floor = max(0, match.start() - 60)
        begins = [m.end() for m in _BEFORE_FILE.finditer(text, floor, match.start()) if not _is_closed(text, m, match)]
        spans.append((begins[-1] if begins else floor, match.end()))
    return spans
