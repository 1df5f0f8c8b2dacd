"""Reads pasted text: the one way from words to events, inferences and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from scheduling.errors import OutOfRangeError
from scheduling.events import Event, Reading, Unread
from scheduling.places import zone
from scheduling.reading.calfile import looks_like_calendar, read_ics
from scheduling.reading.document import Document, read_lines
from scheduling.reading.drafts import Draft
from scheduling.reading.events_of import make_events
from scheduling.reading.named_days import NamedDays
from scheduling.reading.normalise import Line, normalise
from scheduling.reading.pieces import CalendarDay, FeastDay
from scheduling.reading.resolve import Setting, UnresolvedError, resolve_day
from scheduling.reading.threads import messages


@dataclass(frozen=True, slots=True)
class TextLimits:
    """How much text is read at once: bytes in UTF-8, lines, and events."""

    size: int = 20 * 1024
    lines: int = 200
    events: int = 1000


LIMITS = TextLimits()


def read_text(
    text: str, *, now: datetime, tz: str, named_days: NamedDays | None = None, limits: TextLimits = LIMITS
) -> Reading:
    """The events of a pasted text, in its order, and what looked like a date and is no event.

    `now` is an aware instant; `tz` the IANA zone of the reader, in which times without a zone are meant. `named_days`
    resolves observances ("Eid") to dates. Calendar text (BEGIN:VCALENDAR) is handed to `read_ics`. Raises OutOfRangeError past a limit, UnknownZoneError for `tz`.
    """
    if looks_like_calendar(text):
        return read_ics(text, now=now, tz=tz)
    _hold(text, limits)
    setting = Setting(now.astimezone(zone(tz)), tz, named_days)
    unread: list[Unread] = []
    for part in messages(normalise(text)):
        document = read_lines(part, setting.today.year)
        reading = _reading(document, part, text, setting, limits)
        unread += reading.unread
        if reading.events or document.cancelled:
            return Reading(reading.events, tuple(dict.fromkeys(unread)))
    return Reading((), tuple(dict.fromkeys(unread)))


def _hold(text: str, limits: TextLimits) -> None:
    size = len(text.encode("utf-8", "replace"))
    if size > limits.size:
        sentence = f"This text is {size // 1024 + 1} KB long; up to {limits.size // 1024} KB can be read at once. Paste it in parts."
        raise OutOfRangeError(sentence, value=size)
    lines = text.count("\n") + 1
    if lines > limits.lines:
        sentence = f"This text has {lines} lines; up to {limits.lines} lines can be read at once. Paste it in parts."
        raise OutOfRangeError(sentence, value=lines)


def _reading(document: Document, lines: list[Line], pasted: str, setting: Setting, limits: TextLimits) -> Reading:
    by_number = {line.number: line for line in lines}
    events: list[Event] = []
    unread = [
        Unread(_piece(by_number, pasted, refused.line, refused.start, refused.end), refused.why)
        for refused in document.refused
    ]
    removed = _removed_days(document, setting)
    previous: Draft | None = None
    previous_day: date | None = None
    for draft in document.drafts:
        source = _source(draft, by_number, pasted)
        words = " ".join(document.lines.get(line, "") for line in dict.fromkeys(span[0] for span in draft.spans))
        since = previous_day if previous is not None and _follows(previous, draft) else None
        made = make_events(draft, setting, text=source, words=words, default_zone=document.zone, since=since)
        if made.why:
            unread.append(Unread(source, made.why))
            continue
        for event in made.events:
            if draft.rule is None and _civil(event) in removed:
                unread.append(Unread(event.text, "the text says that it is cancelled or moved"))
                continue
            events.append(event)
        previous = draft
        previous_day = _civil(made.events[-1]) if made.events else previous_day
    if document.cancelled and not events:
        unread.append(Unread(document.cancelled, "it is cancelled or postponed, and no new date is given"))
    events = _distinct(events)
    if len(events) > limits.events:
        left = len(events) - limits.events
        unread.append(
            Unread(
                events[limits.events].text, f"only the first {limits.events} events are read; {left} more are left out"
            )
        )
        events = events[: limits.events]
    return Reading(tuple(events), tuple(unread))


def _follows(before: Draft, after: Draft) -> bool:
    """Whether a date without a year stands in one list with a dated one before it."""
    if before.rule is not None or after.rule is not None or after.line - before.line > 1:
        return False
    year = before.day.year if isinstance(before.day, CalendarDay) else None
    return year is not None and isinstance(after.day, (CalendarDay, FeastDay)) and after.day.year is None


def _civil(event: Event) -> date:
    return event.start.date() if isinstance(event.start, datetime) else event.start


def _removed_days(document: Document, setting: Setting) -> set[date]:
    days: set[date] = set()
    for day, heading in document.removed:
        try:
            stretch = resolve_day(day, setting, heading=heading)
        except UnresolvedError:
            continue
        days |= {date.fromordinal(n) for n in range(stretch.first.toordinal(), stretch.last.toordinal() + 1)}
    return days


def _piece(by_number: dict[int, Line], pasted: str, line: int, start: int, end: int) -> str:
    return by_number[line].source(start, end, pasted) if line in by_number else ""


def _source(draft: Draft, by_number: dict[int, Line], pasted: str) -> str:
    """The pieces of the pasted text an event came from, in order."""
    pieces = [_piece(by_number, pasted, *span) for span in dict.fromkeys(draft.spans)]
    return " … ".join(piece.strip() for piece in pieces if piece.strip())


def _distinct(events: list[Event]) -> list[Event]:
    """One event for each moment: a fuller statement of the same event takes the place of a barer one."""
    kept: list[Event] = []
    at: dict[object, int] = {}
    for event in events:
        key = event.start.astimezone(UTC) if isinstance(event.start, datetime) else event.start
        known = at.get(key)
        if known is None:
            at[key] = len(kept)
            kept.append(event)
            continue
        other = kept[known]
        if (event.rrule and not other.rrule) or (event.end_stated and not other.end_stated and not other.rrule):
            kept[known] = event
        elif (
            event.end != other.end
            and event.end_stated
            and other.end_stated
            and (event.rrule is None) == (other.rrule is None)
        ) or (event.rrule != other.rrule and event.rrule and other.rrule):
            kept.append(event)
    timed = {event.start.date() for event in kept if isinstance(event.start, datetime)}
    kept = [
        event
        for event in kept
        if isinstance(event.start, datetime) or event.rrule or event.start not in timed or _days(event) > 1
    ]
    series = [event for event in kept if event.rrule]
    return [event for event in kept if event.rrule or not any(_holds(rule, event) for rule in series)]


def _days(event: Event) -> int:
    """How many whole days an all-day event covers."""
    if isinstance(event.start, datetime) or isinstance(event.end, datetime):
        return 1
    return (event.end - event.start).days


def _holds(series: Event, event: Event) -> bool:
    day = _civil(event)
    if event.all_day != series.all_day:
        return False
    return any(span.start == event.start for span in series.spans(day, day, limit=3))
