"""Calendar files and pasted calendar text to events, safe on hostile input."""

from __future__ import annotations

from datetime import date, datetime

from scheduling.events import Reading
from scheduling.places import zone
from scheduling.reading.calfile.limits import Limits
from scheduling.reading.calfile.lines import components
from scheduling.reading.calfile.unwrapping import decoded, looks_like_calendar, unwrapped

__all__ = ["Limits", "looks_like_calendar", "read_ics"]

#: What is read in place: a paste of this many bytes, components, and rules that repeat more often than yearly.
SMALL, FEW_EVENTS, FEW_RULES = 20_000, 50, 4


def read_ics(
    data: bytes | str,
    *,
    now: datetime,
    tz: str,
    first: date | None = None,
    until: date | None = None,
    limits: Limits | None = None,
) -> Reading:
    """The events of a calendar file (RFC 5545), or of calendar text pasted into a message, and all that was not read.

    `now` is aware; `tz` is the asker's zone, in which floating times are read. Series are cut to the days `first` to
    `until` (both inclusive; by default a year from now). When either is given, single events outside are left out too;
    otherwise they are read wherever they lie, unless the file is a long history. One bad event becomes an `Unread`
    with its reason and never costs another event; "no events found" is an `Unread` too.

    The file is read in a child process that is stopped at the limits; only a paste too small to do harm is read in
    place. Raises OutOfRangeError, with one sentence, when the file is beyond the limits, and UnknownZoneError when
    `tz` is not a zone.
    """
    limits = limits or Limits()
    zone(tz)
    limits.check_size(data)
    if _is_harmless(data):
        from scheduling.reading.calfile.whole import read_in_process

        return read_in_process(data, now=now, tz=tz, first=first, until=until, limits=limits)
    from scheduling.reading.calfile.guarded import read_in_child

    return read_in_child(data, now=now, tz=tz, first=first, until=until, limits=limits)


def _is_harmless(data: bytes | str) -> bool:
    """Whether a paste is so small, and repeats so little, that even the worst of its kind is read in a second or two.

    The costliest daily rule that passes the guard takes about a third of a second; yearly rules, as in definitions
    of zones, take next to nothing; hourly ones are left to the child.
    """
    if len(data) > SMALL:
        return False
    found = components(unwrapped(decoded(data)))
    rules = [rule.value.upper() for each in found for name in ("RRULE", "EXRULE") for rule in each.every(name)]
    if len(found) > FEW_EVENTS or any("HOURLY" in rule for rule in rules):
        return False
    return sum("FREQ=YEARLY" not in rule for rule in rules) <= FEW_RULES
