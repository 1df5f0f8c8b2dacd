"""Equinoxes and solstices, as instants; and the Persian year, which begins with one.

Rules, as the catalogue writes them:

    March equinox, June solstice, September equinox, December solstice     an instant; the civil day is the place's
    10 Mehr                                                                a day of the Persian year
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import astronomy

from scheduling.observances.calendars.fall import RuleError
from scheduling.observances.reckoning.sky import civil_day, instant, sun_reaches

SEASONS = {"March equinox": 0, "June solstice": 90, "September equinox": 180, "December solstice": 270}
MONTHS = (
    *("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar"),
    *("Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"),
)
TEHRAN_HOURS = 3.5

_PERSIAN = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})")


def check_season(rule: str) -> None:
    """Raise RuleError unless the rule is an equinox or a solstice."""
    if rule not in SEASONS:
        raise RuleError(f'"{rule}" is not one of {", ".join(SEASONS)}')


def check_persian(rule: str) -> None:
    """Raise RuleError unless the rule is a Persian date."""
    match = _PERSIAN.fullmatch(rule)
    if match is None or not 1 <= int(match["day"]) <= 31:
        raise RuleError(f'"{rule}" is not a Persian date: write a day from 1 to 31 and one of {", ".join(MONTHS)}')


def season(rule: str, year: int) -> datetime:
    """The instant of an equinox or solstice, to the minute, in UTC."""
    degrees = SEASONS[rule]
    at = sun_reaches(degrees, year, degrees // 30 + 3)
    moment: datetime = astronomy.Time(at).Utc().replace(tzinfo=UTC) + timedelta(seconds=30)
    return moment.replace(second=0, microsecond=0)


def persian_days(rule: str, year: int) -> list[date]:
    """The rule's days in a civil year, by the Iranian civil calendar."""
    match = _PERSIAN.fullmatch(rule)
    assert match is not None  # `check_persian` has seen every rule of the catalogue
    month = MONTHS.index(match["month"])
    before = 31 * min(month, 6) + 30 * max(0, month - 6) + int(match["day"]) - 1
    found = [persian_new_year(about) + timedelta(days=before) for about in (year - 1, year)]
    return [day for day in found if day.year == year]


def persian_new_year(year: int) -> date:
    """1 Farvardin: the day of the March equinox at Tehran, or the next when that comes after noon."""
    at = sun_reaches(0, year, 3)
    day = civil_day(at, TEHRAN_HOURS)
    noon = instant(day, 12.0) - TEHRAN_HOURS / 24
    return day if at < noon else day + timedelta(days=1)
