"""What a newer message in a thread says about the dates an older one proposed: which is taken, what is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from scheduling.events import Event, Inference, Inferred
from scheduling.reading.calling_off import says_off, sentences_of
from scheduling.reading.distinct import civil_day
from scheduling.reading.finding.pieces import CalendarDay, NamedWeekday, TimePiece
from scheduling.reading.message import Document
from scheduling.reading.resolving.clock_changes import at
from scheduling.reading.resolving.hours import resolve_hours
from scheduling.reading.sentence.roles import Role

_CHOICE = r"(?: (?:one|option|date|slot|choice|works|please|is|would|suits))"
#: The words that pick one of several, with its place among them.
_CHOICES = (
    (re.compile(rf"\b(?:(?:first|1st){_CHOICE}|former|option (?:a|1|one))\b"), 0),
    (re.compile(rf"\b(?:(?:second|2nd){_CHOICE}|option (?:b|2|two))\b"), 1),
    (re.compile(rf"\b(?:(?:third|3rd){_CHOICE}|option (?:c|3|three))\b"), 2),
    (re.compile(r"\b(?:last one|latter|last option|last date)\b"), -1),
)
_NOT = re.compile(r"\b(?:not|no|can't|cannot)\b|n't\b")


#: Why what an older message proposed is no event.
CALLED_OFF = "a newer message in the thread calls it off"
#: Another proposal beside those words: "scrap that, the second one works".
_RATHER = re.compile(
    r"\b(?:instead|works|suits|how about|what about|let's (?:do|go|say|make)|make it|go (?:with|for))\b"
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


def says_something(message: Message) -> bool:
    """Whether a message bears on what the older ones propose: it names a day or time, or picks one of theirs."""
    return message.document.says_anything or _choice(message) is not None


def calls_off(newest: Message) -> bool:
    """Whether the newest message says that nothing takes place of what the older ones propose."""
    if newest.events:
        return False
    if newest.document.cancelled:
        return True
    if any(item.role in {Role.NEW, Role.EVENT} for item in newest.document.spare):
        return False
    said = "\n".join(newest.document.lines.values()).lower()
    return says_off(said) and not _RATHER.search(said)


def left_standing(older: Message, days: set[date]) -> tuple[Event, ...]:
    """What still takes place of an older message when the newest calls off `days`: nothing, unless it names some of them.

    A series goes on without those days.
    """
    kept = [_without(event, days) for event in older.events]
    if all(event is left for event, left in zip(older.events, kept, strict=True)):
        return ()
    return tuple(event for event in kept if event is not None)


def _without(event: Event, days: set[date]) -> Event | None:
    if not event.rrule:
        return None if civil_day(event) in days else event
    gone = [span.start for day in sorted(days) for span in event.spans(day, day, limit=1)]
    return replace(event, exdates=(*event.exdates, *gone)) if gone else event


def settle(newer: Message, older: Message) -> tuple[Event, ...]:
    """The events that stand after both messages."""
    if newer.events:
        matching = tuple(event for event in older.events if _fits(newer, event))
        return matching or newer.events
    changed = _changed_time(newer, older)
    if changed:
        return changed
    return _chosen(newer, older)


def _fits(newer: Message, event: Event) -> bool:
    day = newer.document.drafts[0].day
    if isinstance(day, NamedWeekday) and not day.which:
        return civil_day(event).weekday() == day.weekday
    return any(civil_day(event) == civil_day(other) for other in newer.events)


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
    start = at(civil_day(event), hours.start, zone)
    end = start + (event.end - event.start)
    if hours.end is not None:
        end = at(civil_day(event) + timedelta(days=hours.end_days), hours.end, zone)
    note = Inference(Inferred.CORRECTED, f"The newer message changes {event.start:%H:%M} to {start:%H:%M}.")
    stated = event.end_stated or hours.end is not None
    return (replace(event, start=start, end=end, end_stated=stated, inferences=(*event.inferences, note)),)


def _chosen(newer: Message, older: Message) -> tuple[Event, ...]:
    """`The second one works for me` picks one of several."""
    choice = _choice(newer)
    if len(older.events) > 1 and choice is not None and choice < len(older.events):
        return (older.events[choice],)
    return older.events


def _choice(newer: Message) -> int | None:
    """Which of several proposals a message picks, counted from 0, or -1 for the last; None when it picks none."""
    said = "\n".join(newer.document.lines.values()).lower()
    for each in sentences_of(said):
        for pattern, index in _CHOICES:
            if pattern.search(each) and not _NOT.search(each):
                return index
    return None
