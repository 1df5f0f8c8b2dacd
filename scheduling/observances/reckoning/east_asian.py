"""Days of the Chinese, Korean and Vietnamese lunisolar calendars, which differ by the clock they go by.

Rules, as the catalogue writes them:

    month 1 day 15 in China        also Korea, Vietnam; the first of two months of one number (a leap month has no days)
    the day before month 1 day 1 in China
    the sun reaches 15° in China   a solar term, by the sun's longitude
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from scheduling.observances.calendars.fall import RuleError
from scheduling.observances.reckoning.sky import civil_day, instant, new_moon, sun_longitude, sun_reaches

#: Hours ahead of UT of the clock that each calendar goes by.
CLOCKS = {"China": 8, "Korea": 9, "Vietnam": 7}

_DAY = timedelta(days=1)
_MONTH = re.compile(
    rf"(?P<before>the day before )?month (?P<month>\d{{1,2}}) day (?P<day>\d{{1,2}}) in (?P<land>{'|'.join(CLOCKS)})"
)
_TERM = re.compile(rf"the sun reaches (?P<degrees>\d{{1,3}})° in (?P<land>{'|'.join(CLOCKS)})")
_WINTER_SOLSTICE = 270


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of those above."""
    match = _MONTH.fullmatch(rule)
    if match and 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 30:
        return
    if not _TERM.fullmatch(rule):
        raise RuleError(f'"{rule}" is not a rule of the East Asian calendars')


def days(rule: str, year: int) -> list[date]:
    """The rule's days in a civil year."""
    if match := _TERM.fullmatch(rule):
        degrees = int(match["degrees"])
        month = (degrees // 30 + 2) % 12 + 1
        return [civil_day(sun_reaches(degrees, year, month), CLOCKS[match["land"]])]
    match = _MONTH.fullmatch(rule)
    assert match is not None  # `check` has seen every rule of the catalogue
    shift = int(match["day"]) - 1 - (1 if match["before"] else 0)
    found = [
        first + shift * _DAY
        for about in (year - 1, year, year + 1)
        for number, first in _months(about, CLOCKS[match["land"]])
        if number == int(match["month"])
    ]
    return sorted({day for day in found if day.year == year})


@lru_cache(maxsize=1024)
def _months(year: int, hours: int) -> tuple[tuple[int, date], ...]:
    """Numbers and first days of the months from month 11 of a year to month 10 of the next; 0 for a leap month.

    Month 11 holds the winter solstice. Where thirteen months lie between two such months, the first in which the sun
    enters no twelfth of the zodiac is the leap month.
    """
    first, last = _month_of_solstice(year, hours), _month_of_solstice(year + 1, hours)
    leap = -1
    if last - first == 13:
        leap = next(n for n in range(first + 1, last) if _sign(n, hours) == _sign(n + 1, hours))
    months, number = [], 11
    for moon in range(first, last):
        if moon == leap:
            months.append((0, _first_day(moon, hours)))
        else:
            months.append((number, _first_day(moon, hours)))
            number = number % 12 + 1
    return tuple(months)


def _month_of_solstice(year: int, hours: int) -> int:
    """The number of the new moon on or before the day of the winter solstice."""
    solstice = civil_day(sun_reaches(_WINTER_SOLSTICE, year, 12), hours)
    number = int((instant(solstice) - new_moon(0)) / 29.530588) + 1
    while _first_day(number, hours) > solstice:
        number -= 1
    return number


def _first_day(moon: int, hours: int) -> date:
    return civil_day(new_moon(moon), hours)


def _sign(moon: int, hours: int) -> int:
    """The twelfth of the zodiac in which the sun is when the first day of a month begins."""
    midnight = instant(_first_day(moon, hours)) - hours / 24
    return int(sun_longitude(midnight) // 30)
