"""Every occurrence of a series that no single rule can tell, inside a window, by `recurring-ical-events`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalendar.prop import vDDDTypes, vRecur

from scheduling.events import Span, with_local_until
from scheduling.reading.calfile.entries import Entry
from scheduling.reading.calfile.moments import UnreadableError, settled
from scheduling.recurrence import occurrences, parts_of


def expanded(
    master: Entry,
    changes: Sequence[Entry],
    rules: Sequence[str],
    added: Sequence[tuple[date | datetime, timedelta | None]],
    excluded: Sequence[date | datetime],
    first: date,
    until: date,
    limit: int,
) -> list[Span]:
    """The occurrences of a series that overlap the days `first` to `until`, in order of start, in the master's zone.

    `changes` replace occurrences (RECURRENCE-ID, some with THISANDFUTURE); `added` are moments in the form of the
    start, some with a length of their own. Raises UnreadableError beyond `limit` occurrences.
    """
    reach = _reach(master, changes)
    begin = _midnight(first) - reach
    end = _midnight(until) + reach
    calendar = icalendar.Calendar()
    calendar.add_component(_master(master, rules, added, excluded, begin, end, limit))
    for change in changes:
        calendar.add_component(_change(master, change))
    found = recurring_ical_events.of(calendar).between(first, until + timedelta(days=1))
    _check_number(len(found), limit)
    spans = {_span(each, master) for each in found}
    return sorted(spans, key=lambda span: (_sortable(span.start), _sortable(span.end)))


def _reach(master: Entry, changes: Sequence[Entry]) -> timedelta:
    """How far outside the window an occurrence may be that a change brings inside."""
    moves = [abs(_naive(each.start.value) - _naive(each.recurrence.value)) for each in changes if each.recurrence]
    return max(moves, default=timedelta()) + master.length + timedelta(days=2)


def _master(
    master: Entry,
    rules: Sequence[str],
    added: Sequence[tuple[date | datetime, timedelta | None]],
    excluded: Sequence[date | datetime],
    begin: datetime,
    end: datetime,
    limit: int,
) -> icalendar.Event:
    """The series itself, its rules bounded to `begin` to `end`: the library would search an endless rule for ever."""
    start = master.start.value
    bounded = [_bounded(rule, start, begin, end, limit) for rule in rules]
    if len(bounded) == 1 and bounded[0] and _naive(start) < begin and bounded[0][0] > _naive(start):
        start = _like(bounded[0][0], start)  # an old series is begun near the window
    event = icalendar.Event()
    event.add("UID", "series")
    event.add("DTSTART", start)
    event.add("DTEND", _like(_naive(start) + master.length, start))
    for dates in bounded:
        if dates:
            event.add("RRULE", vRecur.from_ical(dates[1]))
    for moment, length in added:
        event.add("RDATE", [moment if length is None else (moment, length)])
    for moment in excluded:
        event.add("EXDATE", [moment])
    return event


def _bounded(
    rule: str, start: date | datetime, begin: datetime, end: datetime, limit: int
) -> tuple[datetime, str] | None:
    """The first time of a rule from `begin` on, and the rule with an UNTIL in place of a COUNT or of no end at all."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    local = with_local_until(rule, zone) if isinstance(zone, ZoneInfo) else rule
    dates = list(islice(occurrences(local, _naive(start), begin, end), limit + 1))
    if not dates:
        return None
    _check_number(len(dates), limit)
    parts = parts_of(rule)
    parts.pop("COUNT", None)
    last = _like(dates[-1], start)
    parts["UNTIL"] = f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(last, datetime) else f"{last:%Y%m%d}"
    return dates[0], ";".join(f"{name}={value}" for name, value in parts.items())


def _check_number(number: int, limit: int) -> None:
    if number > limit:
        raise UnreadableError(f"It has more than {limit:,} occurrences between the dates asked for.")


def _like(wall: datetime, start: date | datetime) -> date | datetime:
    return wall.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else wall.date()


def _naive(value: date | datetime) -> datetime:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else _midnight(value)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _change(master: Entry, change: Entry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", "series")
    event.add("DTSTART", change.start.value)
    event.add("DTEND", change.end)
    at = change.recurrence.value if change.recurrence else change.start.value
    if isinstance(master.start.value, datetime) and not isinstance(at, datetime):
        at = master.start.zone.at(datetime.combine(at, master.start.wall.time()))  # a date means that day's occurrence
    elif isinstance(at, datetime) and not isinstance(master.start.value, datetime):
        at = at.date()
    identity = vDDDTypes(at)
    if change.and_future:
        identity.params["RANGE"] = "THISANDFUTURE"
    event["RECURRENCE-ID"] = identity
    return event


def _span(found: icalendar.Event, master: Entry) -> Span:
    """An occurrence in the form of its series: days among times run from midnight, times among days are their day."""
    start, end = found.decoded("DTSTART"), found.decoded("DTEND")
    zone = ZoneInfo(master.start.zone.name)
    if isinstance(master.start.value, datetime):
        return Span(_timed(start, zone), _timed(end, zone))
    if isinstance(start, datetime):
        first = start.astimezone(zone).date()
        return Span(first, max((end.astimezone(zone) - timedelta(microseconds=1)).date(), first) + timedelta(days=1))
    return Span(start, end)


def _timed(value: date | datetime, zone: ZoneInfo) -> datetime:
    if isinstance(value, datetime):
        return settled(value.astimezone(zone))
    return datetime.combine(value, time.min, tzinfo=zone)


def _sortable(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime.combine(value, time.min, tzinfo=UTC)
