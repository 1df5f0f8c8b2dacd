"""The civil calendar: fixed dates and weekdays of a month.

Rules: "25 December", "last Monday of May", "second Sunday of November", "Sunday on or after 27 November".
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1900, 2200)

MONTHS = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)
_ORDINALS = ("first", "second", "third", "fourth", "last")

_FIXED = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})")
_NTH = re.compile(rf"(?P<nth>{'|'.join(_ORDINALS)}) (?P<weekday>{'|'.join(WEEKDAYS)}) of (?P<month>{'|'.join(MONTHS)})")
_ON_OR_AFTER = re.compile(rf"(?P<weekday>{'|'.join(WEEKDAYS)}) on or after (?P<date>.+)")


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    _day(rule, 2001)


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    return [Fall(_day(rule, year))]


def fixed(rule: str) -> tuple[int, int]:
    """Month and day of a fixed date. Raises RuleError."""
    match = _FIXED.fullmatch(rule)
    if match is None:
        raise RuleError(f'"{rule}" is not a date such as 25 December')
    month, day = MONTHS.index(match["month"]) + 1, int(match["day"])
    if not 1 <= day <= calendar.monthrange(2001, month)[1]:
        raise RuleError(f'"{rule}" is not in every year')
    return month, day


def _day(rule: str, year: int) -> date:
    if match := _NTH.fullmatch(rule):
        return _nth(match["nth"], WEEKDAYS.index(match["weekday"]), year, MONTHS.index(match["month"]) + 1)
    if match := _ON_OR_AFTER.fullmatch(rule):
        start = date(year, *fixed(match["date"]))
        return start + timedelta(days=(WEEKDAYS.index(match["weekday"]) - start.weekday()) % 7)
    return date(year, *fixed(rule))


def _nth(nth: str, weekday: int, year: int, month: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    if nth != "last":
        return day + timedelta(weeks=_ORDINALS.index(nth))
    while (day + timedelta(weeks=1)).month == month:
        day += timedelta(weeks=1)
    return day
