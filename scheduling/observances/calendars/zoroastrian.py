"""The Zoroastrian years of 365 days without leap days: Shahenshahi, and Kadmi, which is a month ahead of it.

Rules: "day 6 of month 1, Shahenshahi". Twelve months of thirty days, then five days of the Gathas.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1900, 2200)

#: A first day of each calendar: the Shahenshahi year 1396 began on 15 August 2026.
_NEW_YEARS = {"Shahenshahi": date(2026, 8, 15), "Kadmi": date(2026, 7, 16)}
_YEAR = 365
_RULE = re.compile(rf"day (?P<day>\d{{1,2}}) of month (?P<month>\d{{1,2}}), (?P<which>{'|'.join(_NEW_YEARS)})")


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of these calendars'."""
    match = _RULE.fullmatch(rule)
    if match is None or not (1 <= int(match["day"]) <= 30 and 1 <= int(match["month"]) <= 12):
        raise RuleError(f'"{rule}" is not a Zoroastrian date such as "day 6 of month 1, Shahenshahi"')


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's days in a civil year: one, or two at its ends."""
    match = _RULE.fullmatch(rule)
    assert match is not None  # `check` has seen every rule of the catalogue
    known = _NEW_YEARS[match["which"]] + timedelta(days=30 * (int(match["month"]) - 1) + int(match["day"]) - 1)
    day = date(year, 1, 1) + timedelta(days=(known - date(year, 1, 1)).days % _YEAR)
    return [Fall(found) for found in (day, day + timedelta(days=_YEAR)) if found.year == year]
