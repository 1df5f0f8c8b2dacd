"""Finds the days of a run by number: `day 1`, `Day two`, `days 2 and 3`, `the first day`, `last day`."""

from __future__ import annotations

import re

from scheduling.reading.finding.pieces import DayNumberPiece

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_WORDS)})\b"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
#: What makes the number an hour, a date or the start of a range: `open day 2pm`, `day 4 March`, `day 10-3`, `day 10 - 3`.
_NO_HOUR = (
    rf"(?![:.,]?\d|\s?[ap]\.?m\b|/\d|-\d|\s?(?:of\s)?{_MONTH}|\s(?:to|until|till|of)\s|\s?hrs?\b|%|\sday"
    r"|\s-\s\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]m)?(?![\d:.ap]|\s?(?:-|to|until|till)\s?\d))"
)
_PATTERN = re.compile(
    rf"(?<![\w-])(?:(?:(?<=[,;:(.•]\s)|^)day\s(?P<alone>{_NUMBER})(?=\s(?:until|till|to)\s)"
    rf"|day\s(?P<one>{_NUMBER}){_NO_HOUR}"
    rf"|days\s(?P<from>{_NUMBER})\s?(?P<sign>-|to|and|&|,)\s?(?P<to>{_NUMBER}){_NO_HOUR}"
    rf"|(?P<nth>{'|'.join(_NTHS)})\sday\b(?!\s(?:of|in|for|to|back|off|at)\b))",
    re.IGNORECASE,
)
#: After "the first day" the others need no noun: "4pm finish on the second".
_ELLIPTIC = re.compile(
    r"\bon the (?P<nth>second|third|fourth|fifth|last|final)\b(?=\s*(?:[),.;]|$|at\b|from\b|\d))", re.IGNORECASE
)
#: Days have numbers up to this one; a higher number is something else.
MOST_DAYS = 14


def day_numbers(text: str) -> list[DayNumberPiece]:
    """The numbered days of a line, in order. -1 is the last day."""
    if "day" not in text.lower():
        return []
    found: list[DayNumberPiece] = []
    for match in _PATTERN.finditer(text):
        if match["nth"]:
            numbers: tuple[int, ...] = (_NTHS[match["nth"].lower()],)
        elif match["one"] or match["alone"]:
            numbers = (_number(match["one"] or match["alone"]),)
        else:
            first, last = _number(match["from"]), _number(match["to"])
            numbers = tuple(range(first, last + 1)) if match["sign"] in {"-", "to"} else (first, last)
        if numbers and max(numbers) <= MOST_DAYS and 0 not in numbers:
            found.append(DayNumberPiece(match.start(), match.end(), numbers))
    if found:
        found += [
            DayNumberPiece(match.start("nth"), match.end("nth"), (_NTHS[match["nth"].lower()],))
            for match in _ELLIPTIC.finditer(text, found[0].end)
        ]
    return sorted(found, key=lambda piece: piece.start)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _WORDS[written.lower()]
