"""Reads a paste with observances and towns at hand, so that "Diwali, 1pm, Leeds" has a date and a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from scheduling.events import Reading
from scheduling.places import Place, find_place
from scheduling.reading import Limits, TextLimits
from scheduling.reading import read_text as read_plain
from scheduling.whereabouts import with_known_place

#: Whose calendar is used for names of days when no place is given.
DEFAULT_PLACE = "London"


def read_text(
    text: str,
    *,
    now: datetime,
    tz: str,
    place: Place | None = None,
    limits: TextLimits | None = None,
    files: Limits | None = None,
) -> Reading:
    """The events of a pasted text, or of calendar text pasted as text, and what was not understood.

    `now` is aware; `tz` is the asker's zone. Named days ("Eid", "the August bank holiday") are those of `place`, by
    default London. An event whose own words name one town of the United Kingdom has it as `place_name`. `limits` bound
    a text, `files` calendar text. Raises OutOfRangeError past a limit and UnknownZoneError.
    """

    def days(name: str, year: int) -> Sequence[date]:
        from scheduling.observances import named_days  # the catalogue is loaded only when a text names a day

        return named_days(name, year, place or find_place(DEFAULT_PLACE))

    reading = read_plain(text, now=now, tz=tz, named_days=days, limits=limits or TextLimits(), files=files)
    return replace(reading, events=tuple(with_known_place(event, text) for event in reading.events))
