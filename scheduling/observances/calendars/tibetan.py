"""The Tibetan calendar of the Phugpa school: exact arithmetic in fractions, with tables for sun and moon.

Rule: "Losar", the first day of the year. Constants are those of the epoch of 1987, as S. Janson gives them in
"Tibetan Calendar Mathematics" (2014).
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import floor

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1900, 2100)

#: Days from the origin of Julian day numbers to that of `date.fromordinal`.
_JULIAN_DAY_OF_ORDINAL_0 = 1721425

_EPOCH_YEAR, _EPOCH_MONTH = 1987, 3
_DATE_0, _DATE_MONTH, _DATE_DAY = 2446914 + Fraction(135, 707), Fraction(167025, 5656), Fraction(11135, 11312)
_SUN_0, _SUN_MONTH, _SUN_DAY = Fraction(0), Fraction(65, 804), Fraction(13, 4824)
_MOON_0, _MOON_MONTH, _MOON_DAY = Fraction(38, 49), Fraction(253, 3528), Fraction(1, 28)
_MOON_TABLE = (0, 5, 10, 15, 19, 22, 24, 25)
_SUN_TABLE = (0, 6, 10, 11)


def check(rule: str) -> None:
    """Raise RuleError unless it is the one rule there is."""
    if rule != "Losar":
        raise RuleError(f'"{rule}" is not a rule of the Tibetan calendar: write "Losar"')


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    check(rule)
    return [Fall(losar(year))]


@lru_cache(maxsize=512)
def losar(year: int) -> date:
    """The first day of the Tibetan year that begins in a civil year: the day after the last of the month before."""
    months = 12 * (year - _EPOCH_YEAR) + 1 - _EPOCH_MONTH
    true_month = (67 * months + 17) // 65
    if (2 * months) % 65 in (48, 49):  # the first month is doubled, and the year begins with the leap month
        true_month -= 1
    last = floor(_true_date(30, true_month - 1))
    return date.fromordinal(last - _JULIAN_DAY_OF_ORDINAL_0) + timedelta(days=1)


def _true_date(day: int, month: int) -> Fraction:
    """When a lunar day of the numbered month ends, in Julian days."""
    mean = month * _DATE_MONTH + day * _DATE_DAY + _DATE_0
    sun = month * _SUN_MONTH + day * _SUN_DAY + _SUN_0 - Fraction(1, 4)
    moon = month * _MOON_MONTH + day * _MOON_DAY + _MOON_0
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
