"""The civil days of an observance in a year: its rule, days it moves to, other communities' days, confirmations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduling.observances.calendars import bank_holidays, islamic
from scheduling.observances.calendars.fall import Fall
from scheduling.observances.calendars.gregorian import WEEKDAYS
from scheduling.observances.entries import Observance, Other, calendar_module
from scheduling.observances.occurrence import Candidate, Certainty
from scheduling.observances.overrides import NEAR, NOTHING_CONFIRMED, Confirmed
from scheduling.places import Nation, Place

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
    "bahai": "Bahá’í calendar",
    "zoroastrian": "Shahenshahi calendar",
    "thai": "Thai calendar",
    "tibetan": "Tibetan calendar",
    "hindu": "Delhi and London reckoning",
    "east asian": "Lunar calendar",
    "persian": "Iranian calendar",
    "season": "Equinox or solstice at the place",
}
#: How far apart two communities' days for one observance may be: Zoroastrian calendars nearly half a year.
FAR = timedelta(days=184)


@lru_cache(maxsize=50_000)
def falls(entry: Observance, year: int, where: str = "", confirmed: Confirmed = NOTHING_CONFIRMED) -> tuple[Fall, ...]:
    """The occurrences whose display day is in a civil year, in order; none beyond what the calendar's data cover.

    `where` is what of the place matters (see `where_of`): two places that agree in it share their days.
    """
    module = calendar_module(entry.calendar)
    if year not in module.YEARS:
        return ()
    if entry.calendar == "uk bank holidays":
        named = bank_holidays.falls_in(Nation(where), year) if where else []
        return tuple(_with_others(entry, fall, confirmed) for fall in named)
    if entry.calendar == "islamic":
        found = islamic.falls(entry.falls, year, confirmed.months)
    elif entry.calendar == "season":
        found = [replace(fall, day=_local(fall, where)) for fall in module.falls(entry.falls, year)]
    else:
        found = module.falls(entry.falls, year)
    settled = (_with_others(entry, _moved(entry, fall), confirmed) for fall in found)
    return tuple(sorted((_confirmed(entry, fall, confirmed) for fall in settled), key=lambda fall: fall.day))


def where_of(entry: Observance, place: Place) -> str:
    """What an observance's days need to know of a place: the nation, the zone, or nothing."""
    if entry.calendar == "uk bank holidays":
        return place.nation or ""
    return place.tz if entry.calendar == "season" else ""


def _local(fall: Fall, tz: str) -> date:
    return fall.at.astimezone(ZoneInfo(tz)).date() if fall.at and tz else fall.day


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
    if fall.candidates and entry.convention:  # a named convention that the almanac reckons at two places
        own = tuple(replace(one, convention=f"{entry.convention}, {one.convention}") for one in own)
    found = dict.fromkeys(own)
    if not (fall.certainty is Certainty.ANNOUNCED and entry.calendar == "islamic"):
        for other in entry.others:
            found |= dict.fromkeys(_nearest(other, fall.day, confirmed))
    return replace(fall, candidates=_by_day(found, fall.day), certainty=fall.certainty or entry.certainty)


def _by_day(found: Iterable[Candidate], shown: date) -> tuple[Candidate, ...]:
    """Each day once. The day we show has the name of its own convention; another day those of all that keep it."""
    names: dict[date, list[str]] = {}
    for candidate in found:
        said = names.setdefault(candidate.day, [])
        if not any(candidate.convention.endswith(f", {name}") for name in said):  # a tie that falls as the rule itself
            said.append(candidate.convention)
    return tuple(Candidate(day, said[0] if day == shown else "; ".join(said)) for day, said in names.items())


def _nearest(other: Other, day: date, confirmed: Confirmed) -> list[Candidate]:
    """The days of another rule that belong to the same occurrence, by the name of its convention."""
    module = calendar_module(other.calendar)
    near: list[Fall] = []
    for year in sorted({(day - FAR).year, day.year, (day + FAR).year}):
        if year in module.YEARS:
            islam = other.calendar == "islamic"
            near += islamic.falls(other.falls, year, confirmed.months) if islam else module.falls(other.falls, year)
    if not near:
        return []
    nearest = min(near, key=lambda fall: abs(fall.day - day))
    if abs(nearest.day - day) > FAR:
        return []
    if len(nearest.candidates) < 2 or other.calendar == "islamic":
        return [Candidate(nearest.day, other.convention)]
    return [Candidate(one.day, f"{other.convention}, {one.convention}") for one in nearest.candidates]


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
