"""The Ethiopian calendar: twelve months of thirty days and a short thirteenth, with a leap day every fourth year.

Rules: "1 Meskerem". The year begins on 11 September, and on 12 September before a Gregorian leap year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1901, 2099)

MONTHS = (
    *("Meskerem", "Tikimt", "Hidar", "Tahsas", "Tir", "Yekatit"),
    *("Megabit", "Miyazya", "Ginbot", "Sene", "Hamle", "Nehase", "Pagume"),
)

_RULE = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})")


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    _read(rule)


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    day, month = _read(rule)
    # An Ethiopian year is named by the civil year of its end less eight; it begins in the civil year before that.
    days = (new_year(civil) + timedelta(days=30 * (month - 1) + day - 1) for civil in (year - 1, year))
    return [Fall(found) for found in days if found.year == year]


def new_year(civil: int) -> date:
    """1 Meskerem in that civil year, right from March 1900 to February 2100."""
    return date(civil, 9, 12 if (civil + 1) % 4 == 0 else 11)


def _read(rule: str) -> tuple[int, int]:
    match = _RULE.fullmatch(rule)
    if match is None or not 1 <= int(match["day"]) <= 30:
        raise RuleError(f'"{rule}" is not an Ethiopian date: write a day from 1 to 30 and one of {", ".join(MONTHS)}')
    return int(match["day"]), MONTHS.index(match["month"]) + 1
