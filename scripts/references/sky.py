"""Sun and moon by PyEphem: another ephemeris, another ayanamsa and other code than the product's.

Instants are PyEphem's days, from noon UT on 31 December 1899.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import ephem

#: Noon UT on 31 December 1899.
_DAY_0 = date(1899, 12, 31)
#: The Lahiri ayanamsa as the Calendar Reform Committee fixed it for 21 March 1956, 0 h: 23° 15′ 0.658″, of which
#: 16.760″ is nutation; and general precession in a Julian year.
_AYANAMSA_1956 = (23 + 15 / 60 + (0.658 - 16.760) / 3600, float(ephem.Date("1956/3/21")))
_PRECESSION = 50.2879 / 3600


@dataclass(frozen=True)
class Site:
    """Where the sun rises: degrees, and hours of the clock from UT."""

    latitude: float
    longitude: float
    hours: float


DELHI = Site(28.6139, 77.2090, 5.5)
LONDON = Site(51.5085, -0.1257, 0.0)
COLOMBO = Site(6.9271, 79.8612, 5.5)
TEHRAN = Site(35.6944, 51.4215, 3.5)
CHINA = Site(39.9, 116.4, 8)


def _longitude(body: ephem.Body, at: float) -> float:
    """Apparent geocentric ecliptic longitude of date, in degrees."""
    body.compute(at)
    return math.degrees(ephem.Ecliptic(ephem.Equatorial(body.g_ra, body.g_dec, epoch=at), epoch=at).lon) % 360


@cache
def sun_longitude(at: float) -> float:
    """Tropical longitude of the sun in degrees."""
    return _longitude(ephem.Sun(), at)


@cache
def moon_longitude(at: float) -> float:
    """Tropical longitude of the moon in degrees."""
    return _longitude(ephem.Moon(), at)


def sidereal(longitude: float, at: float) -> float:
    """A longitude in the zodiac of Indian calendars."""
    value, since = _AYANAMSA_1956
    return (longitude - value - _PRECESSION * (at - since) / 365.25) % 360


def ahead(at: float) -> float:
    """By how many degrees the moon is ahead of the sun."""
    return (moon_longitude(at) - sun_longitude(at)) % 360


@cache
def new_moons() -> list[float]:
    """All new moons from late 1999 to early 2052."""
    found = [float(ephem.next_new_moon("1999/11/1"))]
    while found[-1] < float(ephem.Date("2052/3/1")):
        found.append(float(ephem.next_new_moon(found[-1] + 1)))
    return found


def moon_of(at: float) -> int:
    """The number of the new moon that began the lunar month of an instant."""
    began = at - ahead(at) / 360 * 29.530588
    return bisect_right(new_moons(), began + 7) - 1


def midnight(day: date, site: Site) -> float:
    """The instant at which a civil day of the site begins."""
    return (day - _DAY_0).days - 0.5 - site.hours / 24


def civil_day(at: float, site: Site) -> date:
    """The civil day of an instant at the site."""
    return _DAY_0 + timedelta(days=math.floor(at + 0.5 + site.hours / 24))


@cache
def sunrise(day: date, site: Site) -> float:
    """When the upper limb rises, with 34′ of refraction."""
    return float(_observer(day, site).next_rising(ephem.Sun()))


@cache
def sunset(day: date, site: Site) -> float:
    """When the upper limb sets, with 34′ of refraction."""
    return float(_observer(day, site).next_setting(ephem.Sun()))


def _observer(day: date, site: Site) -> ephem.Observer:
    found = ephem.Observer()
    found.lat, found.lon = str(site.latitude), str(site.longitude)
    found.pressure, found.horizon = 0, "-0:34"
    found.date = midnight(day, site)
    return found


def when(function: Callable[[float], float], target: float, low: float, high: float) -> float:
    """When an angle that grows reaches a target, between two instants less than half a turn apart."""
    for _ in range(45):
        middle = (low + high) / 2
        if (function(middle) - target + 180) % 360 < 180:
            low = middle
        else:
            high = middle
    return high
