"""Days that come every week.

Rules: "Saturday".
"""

from __future__ import annotations

from datetime import date, timedelta

from scheduling.observances.calendars.fall import Fall, RuleError
from scheduling.observances.calendars.gregorian import WEEKDAYS

YEARS = range(1900, 2200)


def check(rule: str) -> None:
    """Raise RuleError unless the rule is a day of the week."""
    if rule not in WEEKDAYS:
        raise RuleError(f'"{rule}" is not a day of the week')


def falls(rule: str, year: int) -> list[Fall]:
    """Every such day of a civil year."""
    first = date(year, 1, 1)
    day = first + timedelta(days=(WEEKDAYS.index(rule) - first.weekday()) % 7)
    found = []
    while day.year == year:
        found.append(Fall(day))
        day += timedelta(weeks=1)
    return found
