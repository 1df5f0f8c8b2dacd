"""From the entries that share a UID to events: versions, cancelled and moved occurrences, repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling.events import Event, Inference, Inferred, Unread
from scheduling.reading.calfile.entries import Entry
from scheduling.reading.calfile.exceptions import change_notes, civil, excluded_moments, like_start, moments_of_exrules
from scheduling.reading.calfile.expansion import expanded
from scheduling.reading.calfile.moments import Moment, UnreadableError, periods
from scheduling.reading.calfile.rules import Rule, sound_rule
from scheduling.reading.calfile.zones import Zone, Zones, named_zone

#: Dates that one event may list (RDATE, EXDATE) and occurrences it may have inside the window.
LISTED = 5_000


@dataclass(frozen=True, slots=True)
class Window:
    """The days a file is read for, both inclusive."""

    first: date
    until: date

    def holds(self, start: date | datetime, end: date | datetime) -> bool:
        """Whether any part of that stretch is inside."""
        last = end.date() if isinstance(end, datetime) else end - timedelta(days=1)
        begins = start.date() if isinstance(start, datetime) else start
        return begins <= self.until and last >= self.first


@dataclass(frozen=True, slots=True)
class Told:
    """An event and the entry of the file that tells it."""

    event: Event
    entry: Entry


@dataclass(slots=True)
class Found:
    """What one UID gave: events inside the window, those outside it, and what was not read."""

    events: list[Told]
    outside: list[Told]
    unread: list[Unread]


def events_of(entries: Sequence[Entry], zones: Zones, window: Window) -> Found:
    """The events of the entries that share one UID; one that cannot be read becomes unread with its reason."""
    found = Found([], [], [])
    masters = _current(entries, found)
    changes = _latest([each for each in entries if each.recurrence is not None])
    owners = _owners(masters, changes)
    for master in masters:
        if master.cancelled:
            found.unread.append(Unread(_name(master), "It is cancelled in the file."))
            continue
        try:
            _one(master, owners[id(master)], zones, window, found)
        except MemoryError:
            raise
        except Exception as error:
            found.unread.append(Unread(_name(master), _reason(error)))
    if not masters:
        for change in changes:
            _alone(change, window, found)
    return found


def _reason(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return str(error)
    return "Its dates cannot be worked out."


def _name(entry: Entry) -> str:
    return entry.title or entry.text


def _current(entries: Sequence[Entry], found: Found) -> list[Entry]:
    """The entries that are events themselves, in their newest version; a UID used for several events loses none."""
    masters = [each for each in entries if each.recurrence is None]
    if len(masters) < 2:
        return masters
    newest = max(each.sequence for each in masters)
    kept: dict[tuple[object, ...], Entry] = {}
    for each in masters:
        if each.sequence < newest:
            words = "It is an older version of an event that the file also has in a newer one."
            found.unread.append(Unread(f"{_name(each)} ({each.text})"[:300], words))
            continue
        rule = each.component.text("RRULE")
        key = (each.start.value, each.end, each.title, rule)
        before = kept.get(key)
        if before is None or before.revision < each.revision:
            kept[key] = each
    return list(kept.values())


def _latest(changes: list[Entry]) -> list[Entry]:
    """Of several changes to one occurrence, the newest, whatever their order in the file."""
    newest: dict[object, Entry] = {}
    for each in changes:
        key = _instant(each.recurrence)
        if key not in newest or newest[key].revision < each.revision:
            newest[key] = each
    return list(newest.values())


def _instant(at: Moment | None) -> object:
    """Something to compare moments by: the instant, or the date."""
    if at is None:
        return None
    return at.value.astimezone(UTC) if isinstance(at.value, datetime) else at.value


def _owners(masters: list[Entry], changes: list[Entry]) -> dict[int, list[Entry]]:
    """Which changes belong to which master, by id: when a UID is used twice, to the one whose time of day agrees."""
    owned: dict[int, list[Entry]] = {id(master): [] for master in masters}
    repeating = [each for each in masters if each.component.first("RRULE") or each.component.first("RDATE")] or masters
    for change in changes:
        if repeating:
            at = change.recurrence
            fits = [each for each in repeating if at and _clock(each.start.value) == _clock(at.value)]
            owned[id((fits or repeating)[0])].append(change)
    return owned


def _clock(value: date | datetime) -> time | None:
    return value.astimezone(UTC).time() if isinstance(value, datetime) else None


def _alone(change: Entry, window: Window, found: Found) -> None:
    """A changed occurrence whose series is not in the file: an event by itself."""
    if change.cancelled:
        found.unread.append(Unread(_name(change), "It is cancelled in the file."))
        return
    words = "One occurrence of a series; the series itself is not in the file."
    event = _event(change, Inference(Inferred.REPAIRED, words))
    (found.events if window.holds(event.start, event.end) else found.outside).append(Told(event, change))


def _event(entry: Entry, *notes: Inference) -> Event:
    zone = entry.start.zone.name
    return Event(
        text=entry.text,
        start=entry.start.value,
        end=entry.end,
        tzid=zone,
        title=entry.title,
        end_stated=entry.end_stated,
        traits=entry.traits,
        place_name=entry.place,
        inferences=(*entry.notes, *_length_note(entry), *notes),
    )


def _length_note(entry: Entry) -> tuple[Inference, ...]:
    if entry.end_stated or not entry.start.timed or any(note.kind is Inferred.END for note in entry.notes):
        return ()
    return (Inference(Inferred.END, "The file gives no end: an hour is assumed."),)


def _one(master: Entry, changes: list[Entry], zones: Zones, window: Window, found: Found) -> None:
    """Add the event or series of one master."""
    component = master.component
    written = [each.value for each in component.every("RRULE") if each.value.strip(" ;")]
    if not written and not component.first("RDATE") and not changes:
        event = _event(master)
        (found.events if window.holds(event.start, event.end) else found.outside).append(Told(event, master))
        return
    master = _in_its_own_zone(master)
    rules = [sound_rule(rule, master.start) for rule in written]
    if len(rules) == 1 and rules[0].until is not None and _before(rules[0].until, master.start.value):
        raise UnreadableError("Its repeats end before it starts.")
    notes = [note for rule in rules for note in rule.notes]
    excluded = excluded_moments(master, zones, notes)
    extra = [each for given in component.every("RDATE") for each in periods(given, zones)]
    if max(len(extra), len(excluded)) > LISTED:
        raise UnreadableError(f"It lists more than {LISTED:,} single dates.")
    unruly = len(rules) != 1 or bool(extra or changes or component.first("EXRULE"))
    if not unruly and not _keeps_its_start(master, rules[0], window):
        unruly = True
    if unruly:
        _by_instances(master, changes, rules, excluded, extra, notes, window, found)
        return
    event = replace(_event(master, *notes), rrule=rules[0].text, exdates=tuple(excluded))
    if next(iter(event.spans(window.first, window.until, limit=1)), None) is not None:
        found.events.append(Told(event, master))
    else:
        found.outside.append(Told(event, master))


def _before(until: date | datetime, start: date | datetime) -> bool:
    if isinstance(until, datetime) and isinstance(start, datetime):
        return until < start
    return civil(until) < civil(start)


def _in_its_own_zone(master: Entry) -> Entry:
    """A series whose start is written in UTC repeats by UTC, or by the zone its calendar declares (X-WR-TIMEZONE)."""
    value = master.start.value
    if not master.start.in_utc or not isinstance(value, datetime) or not isinstance(master.end, datetime):
        return master
    declared = named_zone(master.component.zone) if master.component.zone else None
    name = declared or "UTC"
    zone = ZoneInfo(name)
    how = (
        f"by {declared}, the zone its calendar declares"
        if declared
        else "by UTC, so that local times move with the clocks"
    )
    note = Inference(Inferred.ZONE, f"The series is written in UTC: it repeats {how}.")
    start = value.astimezone(zone)
    moved = replace(master.start, value=start, zone=Zone(name), wall=start.replace(tzinfo=None))
    return replace(master, start=moved, end=master.end.astimezone(zone), notes=(*master.notes, note))


def _keeps_its_start(master: Entry, rule: Rule, window: Window) -> bool:
    """Whether the rule gives the start itself. If it does not, the start still counts, as calendar programs have it."""
    start = master.start.value
    if not window.holds(start, master.end):
        return True  # whether or not the start is an occurrence, it is not one inside the window
    naive = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time.min)
    local = replace(_event(master), rrule=rule.text)
    first = next(local.spans(civil(start), civil(start), limit=1), None)
    return first is not None and _naive(first.start) == naive


def _naive(value: date | datetime) -> datetime:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time.min)


def _by_instances(
    master: Entry,
    changes: list[Entry],
    rules: list[Rule],
    excluded: list[date | datetime],
    extra: list[tuple[Moment, timedelta | None]],
    notes: list[Inference],
    window: Window,
    found: Found,
) -> None:
    """A series that no rule can tell: every occurrence inside the window, listed."""
    plain = _event(master)
    excluded = excluded + moments_of_exrules(master, plain, window.first, window.until, LISTED, notes)
    dropped = [each for each in changes if each.cancelled]
    kept = [each for each in changes if not each.cancelled]
    excluded += [
        like_start(each.recurrence, master.start) for each in dropped if each.recurrence and not each.and_future
    ]
    ends = [_instant(each.recurrence) for each in dropped if each.and_future]
    rdates = [(like_start(at, master.start), length) for at, length in extra]
    spans = [
        span
        for span in expanded(
            master, kept, [rule.text for rule in rules], rdates, excluded, window.first, window.until, LISTED
        )
        if not any(_not_before(span.start, end) for end in ends)
    ]
    notes = [*notes, *change_notes(master, dropped, kept)]
    event = _event(master, *notes)
    if not spans:
        lost = replace(event, rrule=rules[0].text if rules else None, instances=())
        found.outside.append(Told(lost, master))
        return
    if len(spans) == 1 and not rules:
        found.events.append(Told(replace(event, start=spans[0].start, end=spans[0].end), master))
        return
    display = rules[0].text if rules else None
    begins = (event.start, event.end)
    if window.holds(event.start, event.end) and spans[0].start != event.start:
        begins = (spans[0].start, spans[0].end)
    whole = replace(
        event, start=begins[0], end=begins[1], rrule=display, exdates=tuple(excluded), instances=tuple(spans)
    )
    found.events.append(Told(whole, master))


def _not_before(start: date | datetime, end: object) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start >= end
    return isinstance(end, date) and civil(start) >= civil(end)
