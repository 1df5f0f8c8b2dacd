"""The Buddhist lunar calendar of Thailand: months of 29 and 30 days, with a doubled eighth month in some years.

Rules: "full moon of month 6". In a year of thirteen months the feasts of months 3 and 6 move to months 4 and 7,
and that of month 8 to the second month 8; the rule names the month of an ordinary year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(2001, 2051)

#: First day of month 1 of the lunar year that is mostly 2001.
_START = date(2000, 11, 27)
#: Years of thirteen months, and years with a day more in month 7, as published in Thailand.
_LONG = frozenset(
    {2002, 2004, 2007, 2010, 2012, 2015, 2018, 2021, 2023, 2026, 2029, 2031, 2034, 2037, 2040, 2043, 2045}
)
_LONG_LATER = frozenset({2048, 2050})
_DAY_MORE = frozenset({2006, 2009, 2016, 2020, 2025, 2032, 2035, 2041, 2046})

_RULE = re.compile(r"full moon of month (?P<month>[1-9]|1[0-2])")


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    if not _RULE.fullmatch(rule):
        raise RuleError(f'"{rule}" is not a rule of the Thai calendar: write "full moon of month 6"')


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    match = _RULE.fullmatch(rule)
    assert match is not None  # `check` has seen every rule of the catalogue
    month = int(match["month"]) + _is_long(year)
    lengths = _month_lengths(year)
    return [Fall(_new_year(year) + timedelta(days=sum(lengths[: month - 1]) + 14))]


def _is_long(year: int) -> bool:
    return year in _LONG or year in _LONG_LATER


def _month_lengths(year: int) -> list[int]:
    lengths = [29 if number % 2 == 0 else 30 for number in range(12)]
    if _is_long(year):
        lengths.insert(8, 30)
    elif year in _DAY_MORE:
        lengths[6] += 1
    return lengths


@lru_cache(maxsize=64)
def _new_year(year: int) -> date:
    return _START + timedelta(days=sum(sum(_month_lengths(before)) for before in range(2001, year)))
