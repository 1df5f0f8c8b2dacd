"""What a newer message in a thread says about the dates an older one proposed: which is taken, what is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from scheduling.events import Event, Inference, Inferred
from scheduling.reading.finding.pieces import CalendarDay, NamedWeekday, TimePiece
from scheduling.reading.message import Document
from scheduling.reading.resolving.clock_changes import at
from scheduling.reading.resolving.hours import resolve_hours
from scheduling.reading.sentence.roles import Role

_CHOICES = (
    (
        re.compile(
            r"\b(?:first|option (?:a|1|one)|former|1st) ?(?:one|option|date|slot|choice|works|please|is|would|suits|it is)?\b"
        ),
        0,
    ),
    (
        re.compile(
            r"\b(?:second|option (?:b|2|two)|2nd) ?(?:one|option|date|slot|choice|works|please|is|would|suits|it is)?\b"
        ),
        1,
    ),
    (
        re.compile(
            r"\b(?:third|option (?:c|3|three)|3rd) ?(?:one|option|date|slot|choice|works|please|is|would|suits|it is)?\b"
        ),
        2,
    ),
    (re.compile(r"\b(?:last one|latter|last option|last date)\b"), -1),
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread and the events found in it."""

    document: Document
    events: tuple[Event, ...]


def needs_older(document: Document, events: tuple[Event, ...]) -> bool:
    """Whether a newest message only points at dates ("Tuesday works", "the 9th then") that an older one spells out."""
    if len(events) != 1 or len(document.drafts) != 1:
        return False
    draft = document.drafts[0]
    if draft.slot is not None or draft.rule is not None:
        return False
    return isinstance(draft.day, NamedWeekday) or (isinstance(draft.day, CalendarDay) and draft.day.year is None)


def settle(newer: Message, older: Message) -> tuple[Event, ...]:
    """The events that stand after both messages."""
    if newer.events:
        matching = tuple(event for event in older.events if _fits(newer, event))
        return matching or newer.events
    changed = _changed_time(newer, older)
    if changed:
        return changed
    return _chosen(newer, older)


def _day(event: Event) -> date:
    return event.start.date() if isinstance(event.start, datetime) else event.start


def _fits(newer: Message, event: Event) -> bool:
    day = newer.document.drafts[0].day
    if isinstance(day, NamedWeekday) and not day.which:
        return _day(event).weekday() == day.weekday
    return any(_day(event) == _day(other) for other in newer.events)


def _changed_time(newer: Message, older: Message) -> tuple[Event, ...]:
    """`Can we make it 3pm instead?` about the one event below."""
    slots = [item for item in newer.document.spare if item.role in {Role.NEW, Role.EVENT}]
    if len(slots) != 1 or not older.events:
        return ()
    slot = slots[0].piece
    if not isinstance(slot, TimePiece):
        return ()
    hours = resolve_hours(slot)
    same = tuple(
        event for event in older.events if isinstance(event.start, datetime) and event.start.time() == hours.start
    )
    if same:
        return same
    if len(older.events) != 1:
        return ()
    event = older.events[0]
    zone = event.start.tzinfo if isinstance(event.start, datetime) else None
    if zone is None or not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return ()
    start = at(_day(event), hours.start, zone)
    end = start + (event.end - event.start)
    if hours.end is not None:
        end = at(_day(event) + timedelta(days=hours.end_days), hours.end, zone)
    note = Inference(Inferred.CORRECTED, f"The newer message changes {event.start:%H:%M} to {start:%H:%M}.")
    stated = event.end_stated or hours.end is not None
    return (replace(event, start=start, end=end, end_stated=stated, inferences=(*event.inferences, note)),)


def _chosen(newer: Message, older: Message) -> tuple[Event, ...]:
    """`The second one works for me` picks one of several."""
    said = " ".join(newer.document.lines.values()).lower()
    if len(older.events) > 1:
        for pattern, index in _CHOICES:
            if pattern.search(said) and (index < len(older.events)):
                return (older.events[index],)
    return older.events
