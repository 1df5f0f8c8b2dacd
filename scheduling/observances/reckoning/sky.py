"""Sun and moon for calendars: when the moon is how far ahead of the sun, when the sun reaches a longitude, rises, sets.

Instants are `float` days since 2000-01-01 12:00 UT, as in astronomy-engine, whose positions these are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import astronomy

#: Instants before this are never asked for; new moons are counted from here.
_START = astronomy.Time.Make(1999, 11, 1, 0, 0, 0)
_NEW_MOONS: list[float] = []
_EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
#: Degrees that the moon gains on the sun in one tithi, a thirtieth of a lunar month.
TITHI_DEGREES = 12


@dataclass(frozen=True, slots=True)
class Site:
    """A place whose sunrise and sunset a calendar goes by: degrees, and hours of its clock from UT."""

    name: str
    latitude: float
    longitude: float
    hours: float = 0.0
    summer_time: bool = False


DELHI = Site("Delhi", 28.6139, 77.2090, 5.5)
COLOMBO = Site("Colombo", 6.9271, 79.8612, 5.5)
LONDON = Site("London", 51.5085, -0.1257, 0.0)


def new_moon(number: int) -> float:
    """The numbered new moon, 0 being the first after 1 November 1999."""
    while len(_NEW_MOONS) <= number:
        start = astronomy.Time(_NEW_MOONS[-1] + 25) if _NEW_MOONS else _START
        _NEW_MOONS.append(float(astronomy.SearchMoonPhase(0, start, 40).ut))
    return _NEW_MOONS[number]


@lru_cache(maxsize=65_536)
def moon_ahead(number: int, degrees: float) -> float:
    """When, after the numbered new moon, the moon is so many degrees ahead of the sun (0 to 360)."""
    if degrees <= 0:
        return new_moon(number)
    if degrees >= 360:
        return new_moon(number + 1)
    about = new_moon(number) + degrees / 360 * 29.53 - 2
    found = astronomy.SearchMoonPhase(degrees, astronomy.Time(max(about, new_moon(number))), 5)
    return float(found.ut)


@lru_cache(maxsize=1024)
def new_moons_of(year: int) -> range:
    """Numbers of the new moons from the autumn before a civil year to the spring after it."""
    first = (instant(date(year, 1, 1)) - new_moon(0)) / 29.530588
    return range(max(0, int(first) - 4), int(first) + 16)


def sun_longitude(at: float) -> float:
    """Apparent ecliptic longitude of the sun, of date, in degrees."""
    return float(astronomy.SunPosition(astronomy.Time(at)).elon)


@lru_cache(maxsize=4096)
def sun_reaches(longitude: float, year: int, month: int) -> float:
    """When the sun reaches a tropical longitude, sought from ten days before that month of that year."""
    start = astronomy.Time(instant(date(year, month, 1)) - 10)
    found = astronomy.SearchSunLongitude(longitude % 360, start, 60)
    return float(found.ut)


def lahiri(at: float) -> float:
    """The Lahiri ayanamsha in degrees: how far the zodiac of Indian calendars lies behind the tropical one."""
    centuries = at / 36525
    return 23.857092 + 1.396971 * centuries + 0.000309 * centuries**2


def moon_longitude(at: float) -> float:
    """Ecliptic longitude of the moon, of date, in degrees."""
    time = astronomy.Time(at)
    return float(astronomy.SunPosition(time).elon + astronomy.MoonPhase(time)) % 360


def instant(day: date, hours: float = 0.0, site: Site | None = None) -> float:
    """The instant so many hours after midnight of a civil day, by the clock of a site (UT without one)."""
    zone = site.hours if site else 0.0
    return (day - _EPOCH.date()).days - 0.5 + (hours - zone) / 24


def civil_day(at: float, hours: float) -> date:
    """The civil day of an instant where clocks are so many hours ahead of UT."""
    return (_EPOCH + timedelta(days=at, hours=hours)).date()


@lru_cache(maxsize=65_536)
def sunrise(site: Site, day: date) -> float:
    """When the upper limb rises, with refraction, on that civil day of the site."""
    return _rise_or_set(site, day, astronomy.Direction.Rise)


@lru_cache(maxsize=65_536)
def sunset(site: Site, day: date) -> float:
    """When the upper limb sets, with refraction, on that civil day of the site."""
    return _rise_or_set(site, day, astronomy.Direction.Set)


def _rise_or_set(site: Site, day: date, direction: astronomy.Direction) -> float:
    observer = astronomy.Observer(site.latitude, site.longitude, 0)
    start = astronomy.Time(instant(day, 0.0, site))
    found = astronomy.SearchRiseSet(astronomy.Body.Sun, observer, direction, start, 1.5)
    return float(found.ut)
