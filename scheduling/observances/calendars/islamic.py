"""The Islamic calendar: Umm al-Qura months, moved where a person has confirmed the sighting of a moon.

Rules: "10 Muharram", "month of Ramadan". Every day is expected, with the next day as second candidate: of the dates
that 32 countries announced, 55 % fall on the Umm al-Qura day and 36 % on the day after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from hijridate import Hijri
from hijridate.ummalqura import HIJRI_RANGE

from scheduling.observances.calendars.fall import Fall, RuleError
from scheduling.observances.occurrence import Candidate, Certainty

#: Civil years that the Umm al-Qura table covers whole.
YEARS = range(1925, 2077)

SAUDI = "Saudi calendar (Umm al-Qura)"
SIGHTING = "Local sighting, a day later"
CONFIRMED = "Confirmed"
SHIFTED = "29 or 30 days from a confirmed month"

MONTHS = (
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qadah",
    "Dhu al-Hijjah",
)

_DAY = timedelta(days=1)
_RULE = re.compile(rf"(?:(?P<day>\d{{1,2}})|(?P<whole>month of)) (?P<month>{'|'.join(MONTHS)})")


@dataclass(frozen=True, slots=True, order=True)
class MonthStart:
    """A month (year of the Hijra, 1 to 12) whose first day a person confirmed; `also` are other days kept beside it."""

    year: int
    month: int
    day: date
    also: tuple[tuple[date, str], ...] = ()


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    _read(rule)


def falls(rule: str, year: int, confirmed: tuple[MonthStart, ...] = ()) -> list[Fall]:
    """The rule's days in a civil year; one or two, as the Islamic year is 354 or 355 days."""
    day, month = _read(rule)
    found = (_fall(hijri, month, day, confirmed) for hijri in _years_around(year))
    return [fall for fall in found if fall.day.year == year]


def month_start(year: int, month: int, confirmed: tuple[MonthStart, ...] = ()) -> date:
    """The first day of a month: as confirmed; else Umm al-Qura, kept to 29 or 30 days beside a confirmed one."""
    return _starts(confirmed).get((year, month)) or _table(year, month)


def nearest_month(rule: str, day: date) -> MonthStart:
    """The month start that makes the rule fall on `day`, for the year in which it comes nearest."""
    number, month = _read(rule)
    start = day - (max(number, 1) - 1) * _DAY
    hijri = min(_years_around(day.year), key=lambda hijri: abs(_table(hijri, month) - start))
    return MonthStart(hijri, month, start)


def _read(rule: str) -> tuple[int, int]:
    """Day (0 for the whole month) and month."""
    match = _RULE.fullmatch(rule)
    if match is None or not 0 <= int(match["day"] or 0) <= 30:
        known = ", ".join(MONTHS)
        raise RuleError(f'"{rule}" is not an Islamic date: write a day from 1 to 30, or "month of", and one of {known}')
    return int(match["day"] or 0), MONTHS.index(match["month"]) + 1


def _fall(hijri: int, month: int, number: int, confirmed: tuple[MonthStart, ...]) -> Fall:
    start = month_start(hijri, month, confirmed)
    day = start + (max(number, 1) - 1) * _DAY
    last = latest = None
    if number == 0:
        following = _after(hijri, month)
        last = month_start(*following, confirmed) - _DAY
        latest = next((last for one in confirmed if (one.year, one.month) == following and not one.also), None)
    shift = day - start
    reckoned = _table(hijri, month) + shift
    for one in confirmed:
        if (one.year, one.month) == (hijri, month):
            others = tuple(Candidate(also + shift, words) for also, words in one.also)
            return Fall(day, (Candidate(day, CONFIRMED), *others), last, latest, Certainty.ANNOUNCED, reckoned=reckoned)
    candidates = (Candidate(day, SAUDI if day == reckoned else SHIFTED), Candidate(day + _DAY, SIGHTING))
    return Fall(day, candidates, last, latest, Certainty.EXPECTED, reckoned=reckoned)


def _years_around(year: int) -> Iterable[int]:
    """Years of the Hijra that touch a civil year, inside the table."""
    about = (year - 622) * 33 // 32
    first, last = HIJRI_RANGE[0][0], HIJRI_RANGE[1][0] - 1
    return range(max(first, about - 1), min(last, about + 2) + 1)


@lru_cache(maxsize=4096)
def _table(year: int, month: int) -> date:
    return date(*Hijri(year, month, 1, validate=False).to_gregorian().datetuple())


def _after(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < len(MONTHS) else (year + 1, 1)


def _before(year: int, month: int) -> tuple[int, int]:
    return (year, month - 1) if month > 1 else (year - 1, len(MONTHS))


@lru_cache(maxsize=64)
def _starts(confirmed: tuple[MonthStart, ...]) -> dict[tuple[int, int], date]:
    """Starts that differ from the table: the confirmed ones, and neighbours that would be 28 or 31 days long."""
    starts = {(one.year, one.month): one.day for one in confirmed}
    fixed = frozenset(starts)
    for key in sorted(fixed):
        for step, sign in ((_after, 1), (_before, -1)):
            here = key
            while (there := step(*here)) not in fixed:
                table = _table(*there)
                near, far = starts[here] + sign * 29 * _DAY, starts[here] + sign * 30 * _DAY
                settled = min(max(table, min(near, far)), max(near, far))
                if settled == starts.get(there, table):
                    break
                starts[there] = settled
                here = there
    return starts
