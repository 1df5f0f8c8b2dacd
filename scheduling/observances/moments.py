"""The phrases in which the catalogue says when something begins or ends: "2 h before sunset the day before"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from scheduling.observances import sun
from scheduling.places import Place

#: The end of a late evening: 23:00, and in high summer two hours after sunset.
LATE_EVENING = time(23)
_AFTER_SUNSET = timedelta(hours=2)

_PHRASE = re.compile(
    r"(?:(?P<count>\d{1,3}) (?P<unit>min|h) (?P<side>before|after) )?"
    r"(?P<base>dawn|sunrise|sunset|nightfall|late evening|(?:[01]\d|2[0-4]):[0-5]\d)"
    r"(?: the day (?P<day>before|after))?"
)


class PhraseError(ValueError):
    """A phrase that is not one of the catalogue's."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a day: its base, minutes from it, and days from the day in question."""

    base: str
    minutes: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment at a place on a day: aware, in the zone of the place; `words` is empty when the clock alone decided.

    `sun` is the sunset (or dawn, sunrise, nightfall) that it is counted from.
    """

    at: datetime
    words: str = ""
    sun: datetime | None = None


@lru_cache(maxsize=512)
def read_moment(phrase: str) -> Moment:
    """The moment that a phrase names. Raises PhraseError with what is allowed."""
    match = _PHRASE.fullmatch(phrase)
    if match is None or (match["base"] > "24:00" and match["base"][0] == "2"):
        allowed = "dawn, sunrise, sunset, nightfall, late evening or HH:MM"
        shape = '"2 h before …" or "30 min after …" may stand in front, "the day before" behind'
        raise PhraseError(f'"{phrase}" is not a moment: use {allowed}; {shape}')
    minutes = int(match["count"] or 0) * (60 if match["unit"] == "h" else 1)
    if match["side"] == "before":
        minutes = -minutes
    days = {"before": -1, "after": 1, None: 0}[match["day"]]
    return Moment(match["base"], minutes, days)


def at(moment: Moment, place: Place, day: date) -> Instant:
    """That moment at `place`, for the civil day `day`."""
    base = _base(moment.base, place, day + timedelta(days=moment.days))
    if not moment.minutes:
        return base
    shifted = base.at.astimezone(UTC) + timedelta(minutes=moment.minutes)
    return Instant(shifted.astimezone(place.zone), base.words, base.sun)


def _base(base: str, place: Place, day: date) -> Instant:
    if base in sun.BY_NAME:
        told = sun.BY_NAME[base](place, day)
        return Instant(told.at, told.words, told.at)
    if base == "late evening":
        dusk = sun.sunset(place, day).at.astimezone(UTC) + _AFTER_SUNSET
        clock = datetime.combine(day, LATE_EVENING, place.zone)
        return Instant(max(clock, dusk.astimezone(place.zone), key=lambda moment: moment.astimezone(UTC)))
    hours, minutes = int(base[:2]), int(base[3:])
    if hours == 24:
        return Instant(datetime.combine(day + timedelta(days=1), time(), place.zone))
    return Instant(datetime.combine(day, time(hours, minutes), place.zone))
