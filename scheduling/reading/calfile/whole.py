"""A whole calendar file to a `Reading`, in this process: each event by itself, and all that was left out counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from scheduling.errors import OutOfRangeError
from scheduling.events import Event, Inference, Inferred, Reading, Trait, Unread
from scheduling.places import zone as asked_zone
from scheduling.reading.calfile.entries import Entry, entry, plain, source_text
from scheduling.reading.calfile.limits import Limits
from scheduling.reading.calfile.lines import Component, components
from scheduling.reading.calfile.moments import UnreadableError
from scheduling.reading.calfile.series import Told, Window, events_of
from scheduling.reading.calfile.unwrapping import decoded, text_beside, unwrapped
from scheduling.reading.calfile.zone_rules import ZoneRules, zone_rules
from scheduling.reading.calfile.zones import Zones
from scheduling.reading.traits import shown_traits, stated_traits

#: A file with more past events than this is a calendar's history, not a question: they are counted, not read out.
PAST_KEPT = 50
#: In a larger file than this, descriptions do not count among the words that state traits: it would take too long.
DESCRIBED = 200
#: Zone definitions that are looked at.
ZONES_KEPT = 500
_OTHERS = {
    "VTODO": ("task", "tasks"),
    "VJOURNAL": ("journal entry", "journal entries"),
    "VFREEBUSY": ("free/busy list", "free/busy lists"),
}


def read_in_process(
    data: bytes | str,
    *,
    now: datetime,
    tz: str,
    first: date | None = None,
    until: date | None = None,
    limits: Limits | None = None,
) -> Reading:
    """Read a calendar file in this process, with no limit on time and memory: for tests, benchmarks and the child.

    Arguments, result and errors are those of `read_ics`.
    """
    limits = limits or Limits()
    limits.check_size(data)
    today = now.astimezone(asked_zone(tz)).date()
    window = Window(first or today, until or (first or today) + timedelta(days=365))
    text = decoded(data)
    lines, beside = unwrapped(text), text_beside(text)
    if not lines:
        shown = " ".join(text[:200].split())[:60]
        shown = shown if shown.isprintable() and shown else "The file"
        return Reading(unread=(Unread(shown, "No calendar is in it: no line says BEGIN:VCALENDAR or BEGIN:VEVENT."),))
    found = components(lines)
    count = sum(component.kind == "VEVENT" for component in found)
    if count > limits.events:
        sentence = f"The calendar file holds {count:,} events; at most {limits.events:,} are read. Please send fewer."
        raise OutOfRangeError(sentence, value=count)
    zones = Zones(tz, _definitions(found))
    events, outside, unread = _read(found, zones, window)
    if first is None and until is None:
        events, outside = _with_single_days(events, outside, window)
    if not events and not unread and not outside:
        unread.append(Unread("The calendar", "No events were found in it."))
    unread += [*_left_out(outside, window), *_other_kinds(found)]
    if beside:
        unread.append(
            Unread(beside, "Only the calendar that was pasted with it is read; send these words by themselves.")
        )
    events.sort(key=lambda each: each.entry.number)
    stated = {words: stated_traits(words) for words in {each.entry.words for each in events}}
    return Reading(tuple(_finished(each, stated[each.entry.words], now, today) for each in events), tuple(unread))


def _definitions(found: Iterable[Component]) -> dict[str, ZoneRules]:
    defined: dict[str, ZoneRules] = {}
    zones = [component for component in found if component.kind == "VTIMEZONE"]
    for component in zones[:ZONES_KEPT]:
        name = plain(component.first("TZID")).strip('"').casefold()
        rules = zone_rules(component)
        if name and rules:
            defined.setdefault(name, rules)
    return defined


def _read(found: Sequence[Component], zones: Zones, window: Window) -> tuple[list[Told], list[Told], list[Unread]]:
    """Events inside the window and outside it, in the order of the file, and what could not be read."""
    unread: list[Unread] = []
    groups: dict[str, list[Entry]] = {}
    described = len(found) <= DESCRIBED
    for number, component in enumerate(found):
        if component.kind != "VEVENT":
            continue
        try:
            each = entry(component, zones, number=number, described=described)
        except (UnreadableError, OverflowError, ValueError) as error:
            why = str(error) if isinstance(error, UnreadableError) else "Its dates cannot be worked out."
            unread.append(
                Unread((plain(component.first("SUMMARY")) or source_text(component))[:200] or "An event", why)
            )
            continue
        groups.setdefault(each.uid or f"\0{number}", []).append(each)
    events: list[Told] = []
    outside: list[Told] = []
    for entries in groups.values():
        given = events_of(entries, zones, window)
        events += given.events
        outside += given.outside
        unread += given.unread
    return events, outside, unread


def _with_single_days(events: list[Told], outside: list[Told], window: Window) -> tuple[list[Told], list[Told]]:
    """Without a window asked for, a date by itself is answered wherever it lies; only a long history is left out."""
    single = [each for each in outside if not each.event.is_series]
    ahead = [each for each in single if _starts(each.event) > window.until]
    if len(single) - len(ahead) > PAST_KEPT and (events or ahead):
        single = ahead
    kept = {each.entry.number for each in single}
    return [*events, *single], [each for each in outside if each.entry.number not in kept]


def _starts(event: Event) -> date:
    return event.start.date() if isinstance(event.start, datetime) else event.start


def _left_out(outside: Sequence[Told], window: Window) -> list[Unread]:
    """One line for all that lies outside the window, so that nothing is dropped in silence."""
    if not outside:
        return []
    dates = f"{_day(window.first)} to {_day(window.until)}"
    names = list(dict.fromkeys(each.event.title or each.event.text for each in outside))
    if len(outside) == 1:
        return [Unread(names[0], f"It has no date from {dates}.")]
    shown = ", ".join(f'"{name[:40]}"' for name in names[:3]) + (" and others" if len(names) > 3 else "")
    return [Unread(shown, f"{len(outside):,} events have no date from {dates}.")]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _other_kinds(found: Sequence[Component]) -> list[Unread]:
    """What a calendar holds beside events, counted."""
    notes = []
    for kind, (one, many) in _OTHERS.items():
        count = sum(component.kind == kind for component in found)
        if count:
            notes.append(Unread(f"{count:,} {one if count == 1 else many} ({kind})", "Only events are checked."))
    return notes


def _finished(told: Told, stated: frozenset[Trait], now: datetime, today: date) -> Event:
    """The event with the traits that its words and hours state, and a word when it is over."""
    event = told.event
    event = replace(event, traits=event.traits | stated | shown_traits(event))
    if event.is_series or (event.end > now if isinstance(event.end, datetime) else event.end > today):
        return event
    past = Inference(Inferred.PAST, f"{_day(_starts(event))} is in the past.")
    return replace(event, inferences=(*event.inferences, past))
