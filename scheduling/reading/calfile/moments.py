"""The dates and times of a calendar property: in which zone, with what repaired."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from icalendar.prop import vDuration

from scheduling.events import Inference, Inferred
from scheduling.reading.calfile.lines import Property
from scheduling.reading.calfile.zones import Zone, Zones

#: Years that a calendar file may speak of. Address books write 1604 for a birthday of unknown year.
FIRST_YEAR, LAST_YEAR = 1583, 2200

_MOMENT = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"[ ]?(?P<at>Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_DURATION = re.compile(r"\+?P(?:\d{1,4}W|(?=\d|T)(?:\d{1,4}D)?(?:T(?=\d)(?:\d{1,5}H)?(?:\d{1,6}M)?(?:\d{1,8}S)?)?)")


class UnreadableError(ValueError):
    """An event, or one property of it, that cannot be read; `str(error)` is the reason in words."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or an aware time with the zone its file means by it.

    `in_utc`: written as an instant (`Z` or an offset), so that its zone tells nothing about the place. `wall` is the
    naive time as written, before any clock change was allowed for.
    """

    value: date | datetime
    zone: Zone
    wall: datetime
    in_utc: bool = False
    notes: tuple[Inference, ...] = ()

    @property
    def timed(self) -> bool:
        """Whether it has a time of day."""
        return isinstance(self.value, datetime)


def moment(given: Property, zones: Zones) -> Moment:
    """The moment of a property with one value, such as DTSTART. Raises UnreadableError."""
    return _moment(given.last_value, given, zones)


def moments(given: Property, zones: Zones) -> list[Moment]:
    """The moments of a property that may list several, such as EXDATE. Raises UnreadableError."""
    return [_moment(text.partition("/")[0], given, zones) for text in _listed(given)]


def periods(given: Property, zones: Zones) -> list[tuple[Moment, timedelta | None]]:
    """The moments of an RDATE, each with its own length when it is a period. Raises UnreadableError."""
    found: list[tuple[Moment, timedelta | None]] = []
    for text in _listed(given):
        begin, _, end = text.partition("/")
        start = _moment(begin, given, zones)
        length: timedelta | None = None
        if end[:1] in ("P", "+"):
            length = duration(end)
        elif end:
            finish = _moment(end, given, zones)
            if isinstance(finish.value, datetime) and isinstance(start.value, datetime):
                length = finish.value.astimezone(UTC) - start.value.astimezone(UTC)
        found.append((start, length))
    return found


def duration(text: str) -> timedelta | None:
    """A DURATION (RFC 5545 section 3.3.6), None when it is negative, empty or not one."""
    text = text.strip().upper()
    if not _DURATION.fullmatch(text) or text.endswith(("P", "T")):
        return None
    length: timedelta = vDuration.from_ical(text.removeprefix("+"))  # type: ignore[no-untyped-call]
    return length


def later(start: datetime, text: str, length: timedelta) -> datetime:
    """`start` after a DURATION: days by the calendar, hours and less by the clock (RFC 5545 section 3.3.6)."""
    if "T" not in text.upper():
        return settled(start + length)
    days = timedelta(days=length.days) if "D" in text.upper().partition("T")[0] else timedelta()
    reached = settled(start + days).astimezone(UTC) + (length - days)
    return reached.astimezone(start.tzinfo)


def settled(time: datetime) -> datetime:
    """The same instant on the clock of its own zone: a time that a clock change leaves out moves on by the gap."""
    return time.astimezone(UTC).astimezone(time.tzinfo)


def _listed(given: Property) -> list[str]:
    texts = [text.strip() for text in given.last_value.split(",")]
    if given.parameter("VALUE", dated=True).upper() == "PERIOD" or "/" in given.last_value:
        texts = [text.strip() for text in given.raw.rpartition(":")[2].split(",")]
    return [text for text in texts if text]


def _moment(text: str, given: Property, zones: Zones) -> Moment:
    text = text.strip()
    found = _MOMENT.fullmatch(text)
    if found is None:
        reason = f'"{text[:40]}" is not a date.' if text else "it is empty."
        raise UnreadableError(f"{given.name} cannot be read: {reason}")
    year = int(found["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableError(f"The year {found['year']} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    try:
        day = date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise UnreadableError(f'{given.name} cannot be read: "{text[:40]}" is not a date of the calendar.') from None
    if found["hour"] is None or (given.parameter("VALUE", dated=True).upper() == "DATE" and _at_midnight(found)):
        return Moment(day, Zone(zones.asker), datetime(day.year, day.month, day.day))  # noqa: DTZ001 - wall time
    return _timed(found, day, given, zones)


def _timed(found: re.Match[str], day: date, given: Property, zones: Zones) -> Moment:
    hour, minute, second = int(found["hour"]), int(found["minute"]), min(int(found["second"] or 0), 59)
    next_day = hour == 24 and minute == 0
    if (hour > 23 and not next_day) or minute > 59:
        raise UnreadableError(f'{given.name} cannot be read: "{found[0][:40]}" is not a time.')
    wall = datetime(day.year, day.month, day.day, 0 if next_day else hour, minute, second)  # noqa: DTZ001 - wall time
    wall += timedelta(days=next_day)
    tzid = given.parameter("TZID", dated=True)
    if found["at"]:
        return _instant(wall, found["at"].upper(), tzid, zones)
    if tzid:
        zone = zones.find(tzid, day.year)
        notes = [Inference(Inferred.ZONE, zone.words)] if zone.words else []
    else:
        zone = Zone(zones.asker)
        notes = [Inference(Inferred.ZONE, f"The file names no zone: read as {zones.asker}.")]
    time = zone.at(wall)
    if zone.offset is not None or time.utcoffset() == time.replace(fold=1).utcoffset():
        return Moment(time, zone, wall, notes=tuple(notes))
    time = settled(time)
    if time.replace(tzinfo=None) != wall:
        words = f"{wall:%H:%M} does not exist on {wall.day} {wall:%B %Y} in {zone.name}, as the clocks go forward"
        notes.append(Inference(Inferred.CLOCK_CHANGE, f"{words}: read as {time:%H:%M}."))
    else:
        words = f"{wall:%H:%M} happens twice on {wall.day} {wall:%B %Y} in {zone.name}: the first is meant."
        notes.append(Inference(Inferred.CLOCK_CHANGE, words))
    return Moment(time, zone, wall, notes=tuple(notes))


def _instant(wall: datetime, written: str, tzid: str, zones: Zones) -> Moment:
    """A time with `Z` or an offset: shown in the zone that is named beside it, else in the asker's."""
    if written == "Z":
        ahead = timedelta()
    else:
        ahead = timedelta(hours=int(written[1:3]), minutes=int(written[-2:])) * (1 if written[0] == "+" else -1)
    if abs(ahead) >= timedelta(hours=24):
        raise UnreadableError(f'"{written}" is not an offset from UTC.')
    aware = wall.replace(tzinfo=timezone(ahead))
    zone = zones.find(tzid, wall.year) if tzid and written == "Z" else Zone(zones.asker)
    return Moment(aware.astimezone(ZoneInfo(zone.name)), zone, wall - ahead, in_utc=True)


def _at_midnight(found: re.Match[str]) -> bool:
    return found["hour"] == "00" and found["minute"] == "00"
