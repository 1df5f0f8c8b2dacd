"""What a calendar file takes out of a series or changes in it: EXDATE, EXRULE, cancelled and moved occurrences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from scheduling.events import Event, Inference, Inferred
from scheduling.reading.calfile.entries import Entry
from scheduling.reading.calfile.moments import Moment, UnreadableError, moments
from scheduling.reading.calfile.rules import sound_rule
from scheduling.reading.calfile.zones import Zones


def excluded_moments(master: Entry, zones: Zones, notes: list[Inference]) -> list[date | datetime]:
    """The moments left out (EXDATE), in the form and zone of the start, whatever form the file gives them in."""
    found: list[date | datetime] = []
    for given in master.component.every("EXDATE"):
        try:
            listed = moments(given, zones)
        except UnreadableError as error:
            notes.append(Inference(Inferred.REPAIRED, f"An excluded date was passed over: {error}"))
            continue
        found += [like_start(each, master.start) for each in listed]
    return sorted(set(found), key=lambda each: each if isinstance(each, datetime) else _noon(each))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def like_start(at: Moment, start: Moment) -> date | datetime:
    """A moment in the form of the start: a date on a timed series means that day's occurrence."""
    value = start.value
    if not isinstance(value, datetime):
        return at.wall.date() if at.timed and not at.in_utc else civil(at.value)
    zone = start.zone
    if isinstance(at.value, datetime) and not (at.wall.time() == time.min != start.wall.time() and not at.in_utc):
        return at.value.astimezone(ZoneInfo(zone.name))
    return zone.at(datetime.combine(at.wall.date(), start.wall.time()))


def moments_of_exrules(
    master: Entry, event: Event, first: date, until: date, limit: int, notes: list[Inference]
) -> list[date | datetime]:
    """The moments that an EXRULE (RFC 2445 section 4.8.5.2) leaves out from `first` to `until`, at most `limit`."""
    found: list[date | datetime] = []
    for given in master.component.every("EXRULE"):
        rule = sound_rule(given.value, master.start)
        local = replace(event, rrule=rule.text)
        found += [span.start for span in local.spans(first, until, limit=limit)]
        notes.append(Inference(Inferred.REPAIRED, "An old form of exclusion (EXRULE) is followed."))
    return found


def change_notes(master: Entry, dropped: Sequence[Entry], kept: Sequence[Entry]) -> Iterator[Inference]:
    """What the file changes about single occurrences, in words; of a long list the first few."""
    lost = sorted(civil(each.recurrence.value) for each in dropped if each.recurrence)
    if lost:
        yield Inference(Inferred.CORRECTED, f"Cancelled in the file: {_listed(map(_day, lost))}.")
    ordered = sorted((civil(each.recurrence.value), each.number, each) for each in kept if each.recurrence)
    changes = [words for was, _, each in ordered if (words := _changed(master, was, each))]
    if changes:
        yield Inference(Inferred.CORRECTED, f"Changed in the file: {_listed(changes)}.")


def _changed(master: Entry, was: date, change: Entry) -> str:
    """What became of the occurrence of that day, "" when neither its time nor its title is another."""
    start = change.start.value
    same_start = change.recurrence is not None and start == change.recurrence.value
    if not same_start or change.length != master.length or change.and_future:
        return f"{_day(was)} is now {_when(change)}"
    return f'{_day(was)} is "{change.title}"' if change.title not in ("", master.title) else ""


def _listed(phrases: Iterable[str], most: int = 5) -> str:
    told = list(phrases)
    return ", ".join(told[:most]) + (f" and {len(told) - most} more" if len(told) > most else "")


def _when(change: Entry) -> str:
    """When a changed occurrence is, in words."""
    start, end = change.start.value, change.end
    words = _day(civil(start))
    if isinstance(start, datetime) and isinstance(end, datetime):
        words += f", {start:%H:%M}–{end:%H:%M}"
    return f"{words} and later ones likewise" if change.and_future else words


def civil(value: date | datetime) -> date:
    """The day of a time, on its own clock; a day as it is."""
    return value.date() if isinstance(value, datetime) else value


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
