"""Calendar files and pasted calendar text to events, safe on hostile input."""

from __future__ import annotations

from datetime import date, datetime

from scheduling.events import Reading
from scheduling.places import zone
from scheduling.reading.calfile.limits import Limits
from scheduling.reading.calfile.unwrapping import looks_like_calendar

__all__ = ["Limits", "looks_like_calendar", "read_ics"]


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

    The file is read in a child process that is stopped at the limits. Raises OutOfRangeError, with one sentence,
    when the file is beyond them, and UnknownZoneError when `tz` is not a zone.
    """
    from scheduling.reading.calfile.guarded import read_in_child
    from scheduling.reading.calfile.whole import check_size

    limits = limits or Limits()
    zone(tz)
    check_size(data, limits)
    return read_in_child(data, now=now, tz=tz, first=first, until=until, limits=limits)
