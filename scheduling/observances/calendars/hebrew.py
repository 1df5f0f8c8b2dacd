"""The Hebrew calendar: fixed arithmetic, as kept outside Israel.

Rules: "10 Tishri". In a leap year Adar is the second Adar, where Purim belongs.
"""

from __future__ import annotations

import re
from datetime import date

from pyluach.dates import HebrewDate

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1900, 2200)

#: Months in the order of their numbers, from spring.
MONTHS = ["Nisan", "Iyar", "Sivan", "Tammuz", "Av", "Elul", "Tishri", "Cheshvan", "Kislev", "Tevet", "Shevat", "Adar"]

_RULE = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})")


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    _read(rule)


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's days in a civil year: one, and for days around the new year none or two."""
    day, month = _read(rule)
    days = (_civil(hebrew, month, day) for hebrew in (year + 3760, year + 3761))
    return [Fall(found) for found in days if found.year == year]


def is_leap(hebrew_year: int) -> bool:
    """Whether the year has two months of Adar: seven years in nineteen."""
    return (7 * hebrew_year + 1) % 19 < 7


def _read(rule: str) -> tuple[int, int]:
    match = _RULE.fullmatch(rule)
    if match is None or not 1 <= int(match["day"]) <= 29:
        raise RuleError(f'"{rule}" is not a Hebrew date: write a day from 1 to 29 and one of {", ".join(MONTHS)}')
    return int(match["day"]), MONTHS.index(match["month"]) + 1


def _civil(hebrew_year: int, month: int, day: int) -> date:
    if month == len(MONTHS) and is_leap(hebrew_year):
        month += 1
    found: date = HebrewDate(hebrew_year, month, day).to_pydate()
    return found
