"""Tibetan calendars of the Phugpa school and of Bhutan: exact arithmetic in fractions, with tables for sun and moon.

Rules: "Losar" and "Losar in Bhutan", the first day of the year. Constants are those that S. Janson gives in "Tibetan
Calendar Mathematics" (2014): of the Phugpa school for 1987, of Bhutan for 1754.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import floor

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1900, 2100)

#: Days from the origin of Julian day numbers to that of `date.fromordinal`.
_JULIAN_DAY_OF_ORDINAL_0 = 1721425

_DATE_MONTH, _DATE_DAY = Fraction(167025, 5656), Fraction(11135, 11312)
_SUN_MONTH, _SUN_DAY = Fraction(65, 804), Fraction(13, 4824)
_MOON_MONTH, _MOON_DAY = Fraction(253, 3528), Fraction(1, 28)
_MOON_TABLE = (0, 5, 10, 15, 19, 22, 24, 25)
_SUN_TABLE = (0, 6, 10, 11)


@dataclass(frozen=True, slots=True)
class School:
    """Where a calendar starts from: a year, Julian day, and turns of sun and moon; how many 65ths its months are ahead.

    `doubled` are the 65ths at which a month is doubled; a year whose first month is begins with the leap month.
    """

    year: int
    date: Fraction
    sun: Fraction
    moon: Fraction
    ahead: int
    doubled: tuple[int, ...]


_PHUGPA = School(1987, 2446914 + Fraction(135, 707), Fraction(0), Fraction(38, 49), 17, (48, 49))
_BHUTAN = School(1754, 2361807 + Fraction(52, 707), Fraction(1, 67), Fraction(17, 147), 8, ())
SCHOOLS = {"Losar": _PHUGPA, "Losar in Bhutan": _BHUTAN}


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of those above."""
    if rule not in SCHOOLS:
        raise RuleError(f'"{rule}" is not a rule of the Tibetan calendar: write {" or ".join(SCHOOLS)}')


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    check(rule)
    return [Fall(losar(year, SCHOOLS[rule]))]


@lru_cache(maxsize=512)
def losar(year: int, school: School = _PHUGPA) -> date:
    """The first day of the Tibetan year that begins in a civil year: the day after the last of the month before."""
    months = 12 * (year - school.year) - 2  # from the third month of the first year, at which both schools start
    true_month = (67 * months + school.ahead) // 65
    if (2 * months) % 65 in school.doubled:
        true_month -= 1
    last = floor(_true_date(30, true_month - 1, school))
    return date.fromordinal(last - _JULIAN_DAY_OF_ORDINAL_0) + timedelta(days=1)


def _true_date(day: int, month: int, school: School) -> Fraction:
    """When a lunar day of the numbered month ends, in Julian days."""
    mean = month * _DATE_MONTH + day * _DATE_DAY + school.date
    sun = month * _SUN_MONTH + day * _SUN_DAY + school.sun - Fraction(1, 4)
    moon = month * _MOON_MONTH + day * _MOON_DAY + school.moon
    return mean + _wave(_MOON_TABLE, moon) / 60 - _wave(_SUN_TABLE, sun) / 60


def _wave(table: tuple[int, ...], turns: Fraction) -> Fraction:
    """A table of a quarter of a wave, read between its entries at a fraction of a turn."""
    quarter = len(table) - 1
    at = turns % 1 * 4 * quarter
    sign = 1
    if at >= 2 * quarter:
        at, sign = at - 2 * quarter, -1
    at = min(at, 2 * quarter - at)
    low = floor(at)
    high = min(low + 1, quarter)
    return sign * (table[low] + (at - low) * (table[high] - table[low]))
