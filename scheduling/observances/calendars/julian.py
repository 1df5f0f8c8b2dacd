"""The Julian calendar of Orthodox churches that keep the old reckoning: 13 days behind until 28 February 2100.

Rules: "25 December", which is 7 January of the next civil year.
"""

from __future__ import annotations

from datetime import date, timedelta

from scheduling.observances.calendars import gregorian
from scheduling.observances.calendars.fall import Fall

YEARS = range(1901, 2200)


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    gregorian.fixed(rule)


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    month, day = gregorian.fixed(rule)
    days = (_civil(julian, month, day) for julian in (year - 1, year))
    return [Fall(found) for found in days if found.year == year]


def _civil(year: int, month: int, day: int) -> date:
    """Civil date of a Julian one: the calendars part by a day in each century year that is not a multiple of 400."""
    counted = year if (month, day) > (2, 28) else year - 1
    behind = counted // 100 - counted // 400 - 2
    return date(year, month, day) + timedelta(days=behind)
