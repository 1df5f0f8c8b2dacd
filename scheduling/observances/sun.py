"""Dawn, sunrise, sunset and nightfall at a place, each with the rule that was used, in words.

The position of the sun is `astral`'s (NOAA's equations; within half a minute of a full ephemeris at these latitudes).
Every instant is the minute in which it happens, as a clock on the wall shows it: seconds are dropped,
except that nightfall, the end of a rest, is the next whole minute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from astral import Observer, SunDirection
from astral.sun import SUN_APPARENT_RADIUS, time_of_transit

from scheduling.places import Place

#: The sun's centre below the horizon at first light, as the Muslim World League and most British timetables have it.
DAWN_DEGREES = 18.0
#: The sun's centre below the horizon when three medium stars can be seen: the end of Shabbat and holy days.
NIGHTFALL_DEGREES = 8.5
#: Nightfall where the sun does not go that low: the fixed interval many communities use.
NIGHTFALL_MINUTES = 72
#: The latitude whose day is used nearer the pole when the sun does not rise or set.
SUBSTITUTE_LATITUDE = 60.0

_TO_NEXT_MINUTE = timedelta(seconds=59)
_HALF_DAY = timedelta(hours=13)  # a little more than half: solar noon and the middle of the light are not the same


@dataclass(frozen=True, slots=True)
class SunTime:
    """An instant (aware, in the zone of the place, whole minutes) and `words`, the rule that gave it."""

    at: datetime
    words: str


@lru_cache(maxsize=20_000)
def sunset(place: Place, day: date) -> SunTime:
    """When the upper edge of the sun sets at the end of that civil day's light; may be after midnight by the clock."""
    return _edge(place, day, "sunset", SunDirection.SETTING)


@lru_cache(maxsize=20_000)
def sunrise(place: Place, day: date) -> SunTime:
    """When the upper edge of the sun rises at the start of that civil day's light."""
    return _edge(place, day, "sunrise", SunDirection.RISING)


@lru_cache(maxsize=20_000)
def dawn(place: Place, day: date) -> SunTime:
    """First light: the sun 18° below the horizon; in lighter nights, a seventh of the night before sunrise.

    The seventh of the night is one of the rules that councils of scholars recommend for high latitudes.
    """
    at = _crossing(place.latitude, place, day, 90 + DAWN_DEGREES, SunDirection.RISING)
    if at is not None:
        return _told("dawn", at, place, "")
    rise = sunrise(place, day)
    night = rise.at.astimezone(UTC) - sunset(place, day - timedelta(days=1)).at.astimezone(UTC)
    why = "a seventh of the night before sunrise, because the sun does not go 18° below the horizon"
    return _told("dawn", rise.at.astimezone(UTC) - night / 7, place, why)


@lru_cache(maxsize=20_000)
def nightfall(place: Place, day: date) -> SunTime:
    """Full dark at the end of a day: the sun 8.5° below the horizon; in lighter nights, 72 minutes after sunset."""
    at = _crossing(place.latitude, place, day, 90 + NIGHTFALL_DEGREES, SunDirection.SETTING)
    if at is not None:
        return _told("nightfall", at + _TO_NEXT_MINUTE, place, "")
    why = f"{NIGHTFALL_MINUTES} minutes after sunset, because the sun does not go 8.5° below the horizon"
    at = sunset(place, day).at.astimezone(UTC) + timedelta(minutes=NIGHTFALL_MINUTES)
    return _told("nightfall", at, place, why)


#: The moments of a day that the sun decides, by the word the catalogue uses.
BY_NAME: dict[str, Callable[[Place, date], SunTime]] = {
    "dawn": dawn,
    "sunrise": sunrise,
    "sunset": sunset,
    "nightfall": nightfall,
}


def _edge(place: Place, day: date, name: str, direction: SunDirection) -> SunTime:
    at = _crossing(place.latitude, place, day, 90 + SUN_APPARENT_RADIUS, direction)
    if at is not None:
        return _told(name, at, place, "")
    latitude = SUBSTITUTE_LATITUDE if place.latitude > 0 else -SUBSTITUTE_LATITUDE
    at = _crossing(latitude, place, day, 90 + SUN_APPARENT_RADIUS, direction)
    assert at is not None  # the sun rises and sets every day at 60 degrees
    verb = "set" if direction is SunDirection.SETTING else "rise"
    return _told(name, at, place, f"as at 60° of latitude, because the sun does not {verb} here on this day")


def _crossing(latitude: float, place: Place, day: date, zenith: float, direction: SunDirection) -> datetime | None:
    """When the sun crosses that zenith angle on the given side of the noon of that civil day, or None.

    `astral` counts days in UTC and may answer for the day before or after far from Greenwich, so the answer is
    held against the noon of the place and asked again a day away.
    """
    observer = Observer(latitude, place.longitude)
    noon = _solar_noon(place, day)
    low, high = (noon, noon + _HALF_DAY) if direction is SunDirection.SETTING else (noon - _HALF_DAY, noon)
    for days in (0, -1, 1):
        try:
            at = time_of_transit(observer, noon.date() + timedelta(days=days), zenith, direction)
        except ValueError:  # the arc cosine of more than one: the sun does not get there
            return None
        if low <= at <= high:
            return at
    return None


def _solar_noon(place: Place, day: date) -> datetime:
    """Mean solar noon nearest to 12:00 by the clocks of the place, in UTC; within 17 minutes of the true one."""
    clock = datetime.combine(day, time(12), place.zone).astimezone(UTC)
    mean = datetime.combine(clock.date(), time(12), UTC) - timedelta(minutes=4 * place.longitude)
    return min((mean + timedelta(days=days) for days in (-1, 0, 1)), key=lambda noon: abs(noon - clock))


def _told(name: str, at: datetime, place: Place, why: str) -> SunTime:
    """The minute of `at`, which is in UTC: sums of instants in a zone would be sums of wall time."""
    minute = at.replace(second=0, microsecond=0).astimezone(place.zone)
    words = f"{name} {minute:%H:%M}"
    return SunTime(minute, f"{words} ({why})" if why else words)
