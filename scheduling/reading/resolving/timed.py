"""One event with hours: its day, hours, zone and end put together, and the notes that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.events import ASSUMED_LENGTH, Event, Inference, Inferred
from scheduling.reading.finding.pieces import ZonePiece
from scheduling.reading.resolving.clock_changes import at, clock_change, crosses_change
from scheduling.reading.resolving.hours import Hours, resolve_hours
from scheduling.reading.resolving.leaning import lean_of
from scheduling.reading.resolving.setting import Setting, Stretch, UnresolvedError
from scheduling.reading.resolving.zoned import zone_for
from scheduling.reading.sentence.statement import Draft

#: Ends in words that name no hour.
_OPEN_ENDS = frozenset({"late", "close", "dusk", "sunset"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a draft stands: its piece of the text, the words around it, the zone the message names, and the setting."""

    setting: Setting
    text: str
    words: str
    zone: ZonePiece | None = None


def timed(draft: Draft, day: date, found: list[Inference], hours: Hours, source: Source, *, zone: str = "") -> Event:
    """The event of a draft on a day. The end is an instant of real time after the start.

    `found`: what was inferred for the day; `zone`: another IANA zone than the written one.
    """
    tzid, notes = (zone, []) if zone else zone_for(draft.zone or source.zone, day, source.setting)
    clock = ZoneInfo(tzid)
    start = at(day + timedelta(days=hours.start_days), hours.start, clock)
    notes = [*found, *hours.inferences, *notes, *draft_notes(draft)]
    stated = True
    if hours.end is not None:
        end = at(day + timedelta(days=hours.end_days), hours.end, clock)
    elif draft.length is not None and draft.length.minutes:
        end = _plus(start, timedelta(minutes=draft.length.minutes))
        notes.append(Inference(Inferred.END, f"The end is reckoned from the length: {end:%H:%M}."))
    else:
        end, stated = _plus(start, ASSUMED_LENGTH), False
        open_end = draft.slot.open_end if draft.slot is not None else ""
        said = f' ("till {open_end}")' if open_end in _OPEN_ENDS else ""
        notes.append(Inference(Inferred.END, f"No end was given{said}: one hour is assumed."))
    notes += [note for note in (clock_change(start), crosses_change(start, end)) if note is not None]
    return Event(text=source.text, start=start, end=end, tzid=tzid, end_stated=stated, inferences=tuple(notes))


def continuous(draft: Draft, first: Stretch, last: Stretch, hours: Hours, source: Source) -> Event:
    """One stretch from a time on one day to a time on another. Raises UnresolvedError when it ends before it starts."""
    tzid, notes = zone_for(draft.zone or source.zone, first.first, source.setting)
    zone = ZoneInfo(tzid)
    ending = resolve_hours(draft.until_slot, lean_of(source.words, "")) if draft.until_slot is not None else hours
    start, end = at(first.first, hours.start, zone), at(last.last, ending.start, zone)
    if end <= start:
        raise UnresolvedError("the end comes before the start")
    kinds = {note.kind for note in first.inferences}
    found = [
        *first.inferences,
        *[note for note in last.inferences if note.kind not in kinds or note.kind is Inferred.WEEKDAY],
        *hours.inferences,
        *notes,
        *draft_notes(draft),
    ]
    found += [note for note in (clock_change(start), crosses_change(start, end)) if note is not None]
    return Event(text=source.text, start=start, end=end, tzid=tzid, inferences=tuple(found))


def draft_notes(draft: Draft) -> list[Inference]:
    """What the text says beside the event, and what the event replaces."""
    notes = [Inference(Inferred.EARLIER_TIME, f"Beside the event: {note}.") for note in draft.notes]
    if draft.replaced:
        notes.append(Inference(Inferred.CORRECTED, f"It replaces {draft.replaced}."))
    return notes


def _plus(start: datetime, length: timedelta) -> datetime:
    """A length of real time later, on the same clock."""
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
