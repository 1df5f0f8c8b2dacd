"""Where an event is held: latitude, longitude, zone and, inside the United Kingdom, the nation."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt
from zoneinfo import ZoneInfo, available_timezones

from scheduling.errors import UnknownPlaceError, UnknownZoneError

#: How far from a listed place a bare coordinate may be and still take its nation, country and zone, in kilometres.
NEAR_KM = 40.0
#: How far it may be and still take the zone when none is given.
SAME_CLOCK_KM = 400.0


class Nation(StrEnum):
    """The four nations, whose bank holidays and school hours differ."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the ground: degrees north and east, an IANA zone, an ISO 3166 country ("" when unknown)."""

    name: str
    latitude: float
    longitude: float
    tz: str
    country: str = ""
    nation: Nation | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone as an object."""
        return ZoneInfo(self.tz)

    @property
    def coordinates(self) -> str:
        """Position in words, to two decimals: "53.96 N 1.08 W"."""
        north = "N" if self.latitude >= 0 else "S"
        east = "E" if self.longitude >= 0 else "W"
        return f"{abs(self.latitude):.2f} {north} {abs(self.longitude):.2f} {east}"


def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises UnknownZoneError."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:  # ZoneInfo raises all three for odd names
        near = _near_zones(name)
        hint = f"did you mean {' or '.join(near)}?" if near else "use an IANA name such as Europe/London."
        sentence = f'"{name[:60]}" is not a time zone; {hint}'
        raise UnknownZoneError(sentence, value=name) from error


def _near_zones(name: str) -> list[str]:
    """Zones that somebody may mean by a city or a slip of the pen, at most three; only looked for after an error."""
    known = {fold(zone): zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith("Etc/")}
    wanted = fold(name[:60])
    named = [zone for folded, zone in known.items() if wanted and folded.endswith(f" {wanted}")]
    return named[:3] or [known[folded] for folded in get_close_matches(wanted, known, n=3, cutoff=0.8)]


def find_place(text: str, *, tz: str | None = None) -> Place:
    """The place of that name ("York", "Bangor, Wales", "Boston, US") or at "latitude,longitude".

    Names match without regard to case, accents and punctuation; the United Kingdom comes before elsewhere and a
    larger place before a smaller one of the same name. `tz` is the zone of bare coordinates away from any listed
    place and otherwise unused; without it, the zone is that of the nearest listed place, and far from all of them the
    nautical one of the longitude. Raises UnknownPlaceError with near spellings.
    """
    if match := _COORDINATES.fullmatch(text):
        return _at(float(match["latitude"]), float(match["longitude"]), text, tz)
    name, _, area = text.partition(",")
    named = _gazetteer().get(fold(text)) or [p for p in _gazetteer().get(fold(name), ()) if _is_in(p, area)]
    if named:
        return named[0]
    raise UnknownPlaceError(_unknown(text), value=text)


@cache
def places() -> tuple[Place, ...]:
    """Every place of the gazetteer, the United Kingdom first."""
    return tuple(dict.fromkeys(place for named in _gazetteer().values() for place in named))


@cache
def british_towns() -> dict[str, Place]:
    """Every place of the United Kingdom under each of its names, folded; the larger of two of the same name."""
    british = ((name, place) for name, named in _gazetteer().items() for place in named[:1] if place.nation)
    return dict(british)


def fold(name: str) -> str:
    """Lower case, no accents, one space for any punctuation."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O")).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", letters).split())


_COORDINATES = re.compile(
    r"\s*(?P<latitude>[+-]?\d{1,2}(?:\.\d{1,10})?)\s*,\s*(?P<longitude>[+-]?\d{1,3}(?:\.\d{1,10})?)\s*"
)
_AREAS = {"uk": "gb", "united kingdom": "gb", "usa": "us", "united states": "us", "ireland": "ie"}


@cache
def _gazetteer() -> dict[str, list[Place]]:
    """Places by folded name, in the order of the file."""
    named: dict[str, list[Place]] = {}
    with resources.files(__package__).joinpath("places.csv").open(encoding="utf-8") as file:
        next(file)  # the line that credits the source
        for row in csv.DictReader(file):
            nation = Nation(row["nation"]) if row["nation"] else None
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
            place = Place(row["name"], latitude, longitude, row["zone"], row["country"], nation)
            for name in [row["name"], *filter(None, row["also"].split("|"))]:
                named.setdefault(fold(name), []).append(place)
    return named


def _is_in(place: Place, area: str) -> bool:
    wanted = fold(area)
    wanted = _AREAS.get(wanted, wanted)
    return not wanted or wanted in (fold(place.nation or ""), place.country.lower())


def _at(latitude: float, longitude: float, text: str, tz: str | None) -> Place:
    if abs(latitude) > 90 or abs(longitude) > 180:
        sentence = f'"{text.strip()}" is not a place on Earth: latitude is -90 to 90 and longitude -180 to 180.'
        raise UnknownPlaceError(sentence, value=text)
    here = Place(text.strip(), latitude, longitude, tz or _nautical(longitude))
    nearest = min(places(), key=lambda place: _kilometres(here, place))
    away = _kilometres(here, nearest)
    if away <= NEAR_KM:
        return replace(here, tz=nearest.tz, country=nearest.country, nation=nearest.nation)
    return replace(here, tz=nearest.tz) if tz is None and away <= SAME_CLOCK_KM else here


def _nautical(longitude: float) -> str:
    """The zone of the high seas at that longitude: a whole hour for each 15 degrees (its IANA name counts westward)."""
    west = -round(longitude / 15)
    return f"Etc/GMT{west:+d}" if west else "Etc/GMT"


def _kilometres(a: Place, b: Place) -> float:
    """Great-circle distance by the haversine formula on a sphere of 6,371 km."""
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    half = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def _unknown(text: str) -> str:
    from rapidfuzz import process  # only on the way to an error: keeps a cold start short

    shown = text.strip()[:60]
    near = process.extract(fold(text), _gazetteer().keys(), limit=5, score_cutoff=75)
    found = sorted((_gazetteer()[key][0] for key, _, _ in near), key=lambda place: place.nation is None)
    names = list(dict.fromkeys(place.name for place in found))[:3]
    hint = f"did you mean {' or '.join(names)}?" if names else "try the nearest larger town."
    return f'"{shown}" is not a place we know; {hint} Latitude and longitude work too, as in "53.96,-1.08".'
