"""The civil days of an observance in a year: its rule, days it moves to, other communities' days, confirmations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from scheduling.observances.calendars import bank_holidays, islamic
from scheduling.observances.calendars.fall import Fall
from scheduling.observances.calendars.gregorian import WEEKDAYS
from scheduling.observances.entries import Observance, Other, calendar_module
from scheduling.observances.occurrence import Candidate, Certainty
from scheduling.observances.overrides import NOTHING_CONFIRMED, Confirmed
from scheduling.places import Nation

#: What the one day of an observance is called when its entry names no convention.
CONVENTIONS = {
    "hebrew": "Hebrew calendar",
    "islamic": islamic.SAUDI,
    "gregorian": "Civil calendar",
    "julian": "Old (Julian) calendar",
    "easter": "Date of Easter",
    "ethiopian": "Ethiopian calendar",
    "uk bank holidays": "Bank holidays of the nation",
    "weekly": "Every week",
}
#: How far apart two communities' days for one observance may be: Vesak a month, old and revised calendars 13 days.
NEAR = timedelta(days=45)


@lru_cache(maxsize=50_000)
def falls(
    entry: Observance, year: int, nation: Nation | None = None, confirmed: Confirmed = NOTHING_CONFIRMED
) -> tuple[Fall, ...]:
    """The occurrences whose display day is in a civil year, in order; none beyond what the calendar's data cover."""
    module = calendar_module(entry.calendar)
    if year not in module.YEARS:
        return ()
    if entry.calendar == "uk bank holidays":
        named = bank_holidays.falls_in(nation, year) if nation else []
        return tuple(_with_others(entry, fall, confirmed) for fall in named)
    if entry.calendar == "islamic":
        found = islamic.falls(entry.falls, year, confirmed.months)
    else:
        found = module.falls(entry.falls, year)
    settled = (_with_others(entry, _moved(entry, fall), confirmed) for fall in found)
    return tuple(sorted((_confirmed(entry, fall, confirmed) for fall in settled), key=lambda fall: fall.day))


def _moved(entry: Observance, fall: Fall) -> Fall:
    """A day that the tradition moves off a day of the week: fasts off Shabbat, Yom HaShoah off its eves."""
    to = entry.moves.get(WEEKDAYS[fall.day.weekday()])
    if to is None:
        return fall
    _, weekday, side = to.split()
    step = 1 if side == "after" else -1
    day = fall.day
    while WEEKDAYS[day.weekday()] != weekday:
        day += timedelta(days=step)
    return replace(fall, day=day)


def _with_others(entry: Observance, fall: Fall, confirmed: Confirmed) -> Fall:
    own = fall.candidates or (Candidate(fall.day, entry.convention or CONVENTIONS[entry.calendar]),)
    days = {candidate.day for candidate in own}
    found = [
        Candidate(day, other.convention)
        for other in entry.others
        if fall.certainty is not Certainty.ANNOUNCED or other.calendar != "islamic"
        for day in _nearest(other, fall.day, confirmed)
    ]
    others = tuple(candidate for candidate in found if candidate.day not in days)
    return replace(fall, candidates=own + others, certainty=fall.certainty or entry.certainty)


def _nearest(other: Other, day: date, confirmed: Confirmed) -> list[date]:
    """The day of another rule that belongs to the same occurrence."""
    module = calendar_module(other.calendar)
    years = [year for year in {(day - NEAR).year, day.year, (day + NEAR).year} if year in module.YEARS]
    if other.calendar == "islamic":
        near = [fall.day for year in years for fall in islamic.falls(other.falls, year, confirmed.months)]
    else:
        near = [fall.day for year in years for fall in module.falls(other.falls, year)]
    near = [found for found in near if abs(found - day) <= NEAR]
    return [min(near, key=lambda found: abs(found - day))] if near else []


def _confirmed(entry: Observance, fall: Fall, confirmed: Confirmed) -> Fall:
    """A single day that a person confirmed, outside the Islamic calendar, where months are confirmed."""
    for one in confirmed.days:
        if one.id == entry.id and abs(one.day - fall.day) <= NEAR:
            length = fall.last_day - fall.day if fall.last_day else None
            return replace(
                fall,
                day=one.day,
                last_day=one.day + length if length is not None else None,
                candidates=(Candidate(one.day, islamic.CONFIRMED), *(Candidate(*other) for other in one.also)),
                certainty=Certainty.ANNOUNCED,
                reckoned=fall.day,
            )
    return fall
