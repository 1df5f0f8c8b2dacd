"""Reads pasted text: the one way from words to events, inferences and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from scheduling.errors import OutOfRangeError
from scheduling.events import Event, Reading, Trait, Unread
from scheduling.places import zone
from scheduling.reading.calfile import Limits, looks_like_calendar, read_ics
from scheduling.reading.distinct import civil_day, distinct, is_dated_elsewhere
from scheduling.reading.finding.pieces import CalendarDay, FeastDay
from scheduling.reading.message import Document, Refused, read_lines
from scheduling.reading.message.corrections import TAKEN_BACK
from scheduling.reading.named_days import NamedDays
from scheduling.reading.normalise import Line, normalise
from scheduling.reading.resolving.days import resolve_day
from scheduling.reading.resolving.events import make_events
from scheduling.reading.resolving.setting import Setting, UnresolvedError
from scheduling.reading.resolving.timed import Source
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.statement import Draft
from scheduling.reading.settling import (
    CALLED_OFF,
    Message,
    calls_off,
    left_standing,
    needs_older,
    says_something,
    settle,
)
from scheduling.reading.threads import messages
from scheduling.reading.titles import title_of
from scheduling.reading.traits import place_of, shown_traits, stated_traits


@dataclass(frozen=True, slots=True)
class TextLimits:
    """How much text is read at once: bytes in UTF-8, lines, and events."""

    size: int = 20 * 1024
    lines: int = 200
    events: int = 1000


LIMITS = TextLimits()
#: How many characters around an event are searched for its traits.
MOST_WORDS = 6000
#: How many characters before and after an event can say which half of the day its hours are in.
NEAR = 500


def read_text(
    text: str,
    *,
    now: datetime,
    tz: str,
    named_days: NamedDays | None = None,
    limits: TextLimits = LIMITS,
    files: Limits | None = None,
) -> Reading:
    """The events of a pasted text, in its order, and what looked like a date and is no event.

    `now` is an aware instant; `tz` the IANA zone of the reader, in which times without a zone are meant. `named_days`
    resolves observances ("Eid") to dates. Calendar text (BEGIN:VCALENDAR) is handed to `read_ics`, within `files`.
    Raises OutOfRangeError past a limit, UnknownZoneError for `tz`.
    """
    if looks_like_calendar(text):
        return read_ics(text, now=now, tz=tz, limits=files)
    _hold(text, limits)
    setting = Setting(now.astimezone(zone(tz)), tz, named_days)
    unread: list[Unread] = []
    newer: Message | None = None
    off: set[date] | None = None
    for part in messages(normalise(text), setting.today):
        document = read_lines(part, setting.today)
        reading = _reading(document, part, text, setting, limits)
        unread += reading.unread
        message = Message(document, reading.events)
        if off is not None:
            kept = left_standing(message, off)
            unread += [Unread(event.text, CALLED_OFF) for event in reading.events if not _is_among(event, kept)]
            if kept:
                return Reading(kept, tuple(dict.fromkeys(unread)))
            continue
        if newer is None and calls_off(message):
            off = _removed_days(document, setting)
            continue
        settled = settle(newer, message) if newer is not None else reading.events
        if settled:
            if newer is None and needs_older(document, reading.events):
                newer = message
                continue
            return Reading(settled, tuple(dict.fromkeys(unread)))
        if newer is None and says_something(message):
            newer = message
    return Reading(newer.events if newer is not None else (), tuple(dict.fromkeys(unread)))


def _is_among(event: Event, kept: tuple[Event, ...]) -> bool:
    return any(other.text == event.text and other.start == event.start for other in kept)


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
    unread = [_unread(refused, by_number, pasted) for refused in document.refused]
    removed = _removed_days(document, setting)
    named = _Dressing(document, lines)
    previous: Draft | None = None
    previous_day: date | None = None
    passing: list[Event] = []
    headings: list[Event] = []
    for draft in document.drafts:
        source = _source(draft, by_number, pasted)
        words = _words_near(draft, document)
        since = previous_day if previous is not None and _follows(previous, draft) else None
        made = make_events(draft, Source(setting, source, words, document.zone), since=since)
        if made.why:
            unread.append(Unread(source, made.why))
            continue
        for event in (named.dress(made_event, draft) for made_event in made.events):
            if draft.rule is None and civil_day(event) in removed:
                unread.append(Unread(event.text, TAKEN_BACK))
                continue
            events.append(event)
            if draft.slot is None and draft.rule is None and is_bare_weekday(draft.day):
                passing.append(event)
            if draft.heads_list:
                headings.append(event)
        previous = draft
        previous_day = civil_day(made.events[-1]) if made.events else previous_day
    if document.cancelled and not events:
        unread.append(Unread(document.cancelled, "it is cancelled or postponed, and no new date is given"))
    elif not any(found.why == TAKEN_BACK for found in unread):
        unread += [_unread(refused, by_number, pasted) for refused in document.called_off]
    named_again = [event for event in passing if is_dated_elsewhere(event, events)]
    unread += [Unread(event.text, "it names the weekday of a date that is given beside it") for event in named_again]
    events = distinct([event for event in events if event not in named_again], headings=headings)
    if len(events) > limits.events:
        left = len(events) - limits.events
        unread.append(
            Unread(
                events[limits.events].text, f"only the first {limits.events} events are read; {left} more are left out"
            )
        )
        events = events[: limits.events]
    return Reading(tuple(events), tuple(unread))


class _Dressing:
    """Gives events their title, place and traits from the words around them."""

    def __init__(self, document: Document, lines: list[Line]) -> None:
        self.lines = {line.number: line.text for line in lines}
        self.dated = sorted(
            {span[0] for draft in document.drafts for span in draft.spans} | {r.line for r in document.refused}
        )
        self.pieces = document.pieces
        self.own = {number: self._region(number) for number in self.dated}
        self.single = len({draft.line for draft in document.drafts}) <= 1
        self.known: dict[int, tuple[frozenset[Trait], str]] = {}

    def _region(self, line: int) -> list[str]:
        """The lines that speak of the event at `line`: from it to the next dated line, and what stands above the first."""
        above = [text for number, text in self.lines.items() if number < self.dated[0]]
        later = next((number for number in self.dated if number > line), None)
        below = [text for number, text in self.lines.items() if number >= line and (later is None or number < later)]
        return [*below, *above] if later is not None else [*below[:12], *above]

    def dress(self, event: Event, draft: Draft) -> Event:
        line, start, end = draft.spans[0]
        if line not in self.known:
            words = list(self.lines.values()) if self.single else self.own.get(line, [])
            self.known[line] = stated_traits("\n".join(words)[:MOST_WORDS]), place_of(words)
        stated, place = self.known[line]
        title = title_of(line, start, end, self.lines, self.pieces)
        alternatives = tuple(replace(other, title=title) for other in event.alternatives)
        return replace(
            event, title=title, traits=stated | shown_traits(event), place_name=place, alternatives=alternatives
        )


def _words_near(draft: Draft, document: Document) -> str:
    """What is written around a draft's pieces, `NEAR` characters of each line either way."""
    reach: dict[int, tuple[int, int]] = {}
    for line, start, end in draft.spans:
        low, high = reach.get(line, (start, end))
        reach[line] = min(low, start), max(high, end)
    return " ".join(
        document.lines.get(line, "")[max(0, low - NEAR) : high + NEAR] for line, (low, high) in reach.items()
    )


def _follows(before: Draft, after: Draft) -> bool:
    """Whether a date without a year stands in one list with a dated one before it."""
    if before.rule is not None or after.rule is not None or after.line - before.line > 1:
        return False
    year = before.day.year if isinstance(before.day, CalendarDay) else None
    return year is not None and isinstance(after.day, (CalendarDay, FeastDay)) and after.day.year is None


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


def _unread(refused: Refused, by_number: dict[int, Line], pasted: str) -> Unread:
    return Unread(_piece(by_number, pasted, refused.line, refused.start, refused.end), refused.why)


def _source(draft: Draft, by_number: dict[int, Line], pasted: str) -> str:
    """The pieces of the pasted text an event came from, in order."""
    pieces = [_piece(by_number, pasted, *span) for span in dict.fromkeys(draft.spans)]
    return " … ".join(piece.strip() for piece in pieces if piece.strip())
