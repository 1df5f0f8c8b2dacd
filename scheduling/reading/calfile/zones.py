"""From the zone names that calendar programs write (TZID) to zones of the IANA database."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from scheduling.reading.calfile.zone_rules import ZoneRules

#: Abbreviations and short names without a zone of their own in the database, or with a misleading one.
_SHORT = {
    "bst": "Europe/London",
    "gmt/bst": "Europe/London",
    "uk": "Europe/London",
    "uk time": "Europe/London",
    "british summer time": "Europe/London",
    "greenwich mean time": "UTC",
    "gmt": "UTC",
    "z": "UTC",
    "zulu": "UTC",
    "utc": "UTC",
    "etc/utc": "UTC",
    "etc/gmt": "UTC",
    "coordinated universal time": "UTC",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "eet": "Europe/Helsinki",
    "eest": "Europe/Helsinki",
    "wet": "Europe/Lisbon",
    "west": "Europe/Lisbon",
    "est": "America/New_York",
    "edt": "America/New_York",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "jst": "Asia/Tokyo",
    "us/eastern": "America/New_York",
    "us/central": "America/Chicago",
    "us/mountain": "America/Denver",
    "us/pacific": "America/Los_Angeles",
}
_OFFSET = re.compile(r"\(?(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?:[:.]?([0-5]\d))?\)?", re.IGNORECASE)
_DISPLAY = re.compile(r"\(?(?:utc|gmt)\s*(?:[+-]\s*\d{1,2}[:.]?\d{0,2})?\)?\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"(.{3,80}?)[ _-]\d{1,3}$")
_IANA = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the database that stands for a TZID, and how that was found out.

    `words` is empty when the file names the zone itself. `offset` is set when no zone of the database keeps the rules
    that the file gives: it tells the offset from UTC of a naive time, and times are given as instants in `name`.
    """

    name: str
    words: str = ""
    offset: Callable[[datetime], timedelta] | None = None

    def at(self, wall: datetime) -> datetime:
        """The aware time of that naive wall time."""
        if self.offset is None:
            return wall.replace(tzinfo=ZoneInfo(self.name))
        return (wall - self.offset(wall)).replace(tzinfo=UTC).astimezone(ZoneInfo(self.name))


class Zones:
    """The zones of one file: what its TZIDs mean, given its own definitions and the zone of whoever asks."""

    def __init__(self, asker: str, definitions: dict[str, ZoneRules]) -> None:
        self.asker = asker
        self._definitions = definitions
        self._found: dict[tuple[str, int], Zone] = {}

    def find(self, tzid: str, year: int) -> Zone:
        """The zone that `tzid` means in that year. Never raises: an unknown name is the asker's zone, and says so."""
        key = (tzid, year)
        if key not in self._found:
            self._found[key] = self._find(tzid, year)
        return self._found[key]

    def _find(self, tzid: str, year: int) -> Zone:
        rules = self._definitions.get(tzid.casefold()) or self._definitions.get(_bare(tzid).casefold())
        shown = _bare(tzid)[:80]
        if rules is not None and shown.casefold() in _SHORT:
            return self._by_rules(shown, rules, year)  # a zone called GMT may change its clocks, one called EST may not
        name = named_zone(tzid)
        if name is not None:
            plain = name.casefold() in (shown.casefold(), tzid.casefold()) or (name == "UTC" and _is_utc(shown))
            return Zone(name, "" if plain else f'The zone "{shown}" is read as {name}.')
        if rules is not None:
            return self._by_rules(shown, rules, year)
        return Zone(
            self.asker, f'The zone "{shown}" is not known and the file does not define it: read as {self.asker}.'
        )

    def _by_rules(self, shown: str, rules: ZoneRules, year: int) -> Zone:
        name = rules.zone_that_agrees(year, [self.asker, *_candidates()])
        if (name == "UTC" and _is_utc(shown)) or (name == self.asker and _is_outlooks_own(shown)):
            return Zone(name)
        if name is not None:
            return Zone(name, f'The zone "{shown}" is read as {name}, whose clock agrees with the rules in the file.')
        words = f'The zone "{shown}" follows rules of its own, given in the file: times, and repeats, are by the clock of {self.asker}.'
        return Zone(self.asker, words, rules.offset)


def named_zone(tzid: str) -> str | None:
    """The IANA zone of a name as calendar programs write it, None when the name alone does not tell.

    Understood: IANA names, also behind a vendor's prefix (`/freeassociation.sourceforge.net/Europe/Berlin`,
    `tzone://Microsoft/Utc`); Windows ids and display names; short names; whole-hour offsets.
    """
    name = _bare(tzid)
    if not name or len(name) > 120:
        return None
    folded = name.casefold()
    if folded in _SHORT:
        return _SHORT[folded]
    iana = _iana_names()
    pieces = name.replace("\\", "/").strip("/").split("/")
    for count in (3, 2, 1):
        tail = "/".join(pieces[-count:]).casefold()
        if len(pieces) >= count and tail in iana and (count > 1 or len(pieces) == 1):
            return iana[tail]
    if len(pieces) > 1 and pieces[-1].casefold() in _SHORT:
        return _SHORT[pieces[-1].casefold()]
    return _windows_zone(name) or _of_city(name) or _of_offset(name)


def _bare(tzid: str) -> str:
    """The name without quotation marks, escapes and doubled spaces."""
    return " ".join(tzid.replace("\\,", ",").replace("\\;", ";").strip(" \t\"'“”„‘’").split())


def _is_utc(name: str) -> bool:
    return name.casefold() in ("utc", "z", "etc/utc", "zulu", "tzone://microsoft/utc", "gmt", "etc/gmt")


@cache
def _iana_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if not name.startswith(("posix", "right"))}


@cache
def _windows_names() -> dict[str, str]:
    """Zones by folded Windows id and by folded display name."""
    named: dict[str, str] = {}
    with resources.files(__package__).joinpath("windows_zones.csv").open(encoding="utf-8") as file:
        next(file)  # the line that credits the source
        for row in csv.DictReader(file):
            for name in (row["windows"], *filter(None, row["display"].split("|"))):
                named[_folded(name)] = row["zone"]
    return named


def _is_outlooks_own(name: str) -> bool:
    """Whether that is exactly a name of Windows, which leaves nothing to infer."""
    return _folded(name) in _windows_names() or _folded(_DISPLAY.sub("", name, count=1)) in _windows_names()


def _candidates() -> list[str]:
    """Zones to hold against rules that a file gives, likely ones first."""
    likely = ["Europe/London", "UTC", "Europe/Paris", "Europe/Berlin", "America/New_York", "America/Chicago"]
    return list(dict.fromkeys([*likely, "America/Denver", "America/Los_Angeles", *_windows_names().values()]))


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[^\w+-]+", " ", name.casefold().replace("&", "and")).split())


def _windows_zone(name: str) -> str | None:
    named = _windows_names()
    bare = _DISPLAY.sub("", name, count=1) if name[:4].upper().lstrip("(").startswith(("UTC", "GMT")) else name
    for each in (name, bare):
        numbered = _NUMBERED.match(each)
        for form in (each, numbered[1] if numbered else each):
            folded = _folded(form)
            standard = folded.replace("daylight time", "standard time").replace("summer time", "standard time")
            if found := named.get(folded) or named.get(standard):
                return found
    return None


def _of_city(name: str) -> str | None:
    """The zone named after that city, as in `London` or `Europe - London`."""
    city = re.split(r"[/\-,:]", name)[-1].strip().replace(" ", "_").casefold()
    return _cities().get(city) if len(city) > 3 else None


@cache
def _cities() -> dict[str, str]:
    cities: dict[str, str] = {}
    for name in sorted(_iana_names().values()):
        if "/" in name and not name.startswith(("Etc/", "US/", "SystemV/")):
            cities.setdefault(name.rpartition("/")[2].casefold(), name)
    return cities


def _of_offset(name: str) -> str | None:
    """The zone of a whole-hour offset: `UTC+01:00`, `GMT-5`. The database counts Etc/GMT the other way round."""
    found = _OFFSET.fullmatch(name)
    if found is None or int(found[3] or 0) or int(found[2]) > 12:
        return None
    hours = int(found[2])
    return "UTC" if not hours else f"Etc/GMT{'-' if found[1] == '+' else '+'}{hours}"
