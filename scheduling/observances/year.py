"""Every occurrence between two days at a place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from scheduling.errors import OutOfRangeError
from scheduling.observances.calendars.fall import Fall
from scheduling.observances.catalogue_files import catalogue
from scheduling.observances.entries import Observance
from scheduling.observances.falls import FAR, falls, where_of
from scheduling.observances.hours import occurrence, span
from scheduling.observances.names import require_ids
from scheduling.observances.occurrence import Occurrence
from scheduling.observances.overrides import Confirmed, Override, confirm
from scheduling.places import Place

#: Civil years that may be asked about. What the data of each calendar reach is `coverage`'s to say.
YEARS = range(1901, 2199)

_WEEK = timedelta(weeks=1)


def observances(
    first: date,
    last: date,
    *,
    place: Place,
    traditions: Collection[str] | None = None,
    ids: Collection[str] | None = None,
    weekly: bool = False,
    adventist: bool | Collection[str] = False,
    overrides: Sequence[Override] = (),
) -> list[Occurrence]:
    """All occurrences that touch the civil days `first` to `last` (inclusive) at `place`, by start.

    An occurrence touches a day by its real hours there, by one of its windows (the hours before an eve, the day before
    an Eid) or by a day that some community keeps. Weekly ones come only with `weekly`, or when `ids` names them.
    `adventist` turns on observances that are off by default: True for all, or their ids. Bank holidays are those of
    the nation of the place. Raises OutOfRangeError when the days are not in order or outside `YEARS`, OverrideError
    for a confirmation that cannot be, UnknownObservanceError for an id that is not ours.
    """
    if last < first:
        raise OutOfRangeError(f"{last} is before {first}: please give the earlier day first.", value=(first, last))
    for day in (first, last):
        if day.year not in YEARS:
            sentence = f"{day} cannot be asked about: please give days in the years {YEARS[0]} to {YEARS[-1]}."
            raise OutOfRangeError(sentence, value=day)
    require_ids(ids or ())
    confirmed = confirm(overrides)
    found = [
        occurrence
        for entry in _wanted(traditions, ids, weekly, adventist)
        for occurrence in _between(entry, first, last, place, confirmed)
    ]
    return sorted(found, key=lambda occurrence: (occurrence.start.timestamp(), occurrence.id))


def _wanted(
    traditions: Collection[str] | None, ids: Collection[str] | None, weekly: bool, adventist: bool | Collection[str]
) -> Iterator[Observance]:
    for entry in catalogue().observances.values():
        if traditions is not None and entry.tradition not in traditions:
            continue
        if ids is not None:
            if entry.id in ids:
                yield entry
            continue
        if entry.weekly and not weekly:
            continue
        turned_on = adventist if isinstance(adventist, bool) else entry.id in adventist
        if entry.off_by_default and not turned_on:
            continue
        yield entry


def _between(entry: Observance, first: date, last: date, place: Place, confirmed: Confirmed) -> Iterator[Occurrence]:
    # An occurrence of the year before or after can reach into the range, or have a second day in it.
    reach = _WEEK if entry.weekly else FAR
    for year in range((first - reach).year, (last + reach).year + 1):
        for fall, low, high in _spans(entry, year, where_of(entry, place), confirmed):
            if low <= last and high >= first:
                found = occurrence(entry, fall, place)
                if _touches(found, first, last):
                    yield found


@lru_cache(maxsize=50_000)
def _spans(entry: Observance, year: int, where: str, confirmed: Confirmed) -> tuple[tuple[Fall, date, date], ...]:
    """The days of an observance in a year, with the first and last day that each can touch."""
    return tuple((fall, *span(entry, fall)) for fall in falls(entry, year, where, confirmed))


def _touches(found: Occurrence, first: date, last: date) -> bool:
    if found.day <= last and found.last_day >= first:
        return True
    if any(first <= candidate.day <= last for candidate in found.candidates):
        return True
    zone = found.start.tzinfo
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    return any(window.start < ends and window.end > begins for window in found.windows)
