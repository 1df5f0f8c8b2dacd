"""Drafts → events: resolves days, times, zones and rules, and says in words what was inferred."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from scheduling.events import ASSUMED_LENGTH, Event, Inference, Inferred
from scheduling.reading.pieces import CalendarDay, FeastDay, MonthEnd, MonthOf, Run, WeekOf, YearOf, ZonePiece
from scheduling.reading.resolve import (
    Hours,
    Setting,
    Stretch,
    UnresolvedError,
    at,
    clock_change,
    crosses_change,
    day_words,
    fixed_zone,
    resolve_day,
    resolve_hours,
)
from scheduling.reading.statement import Draft, Rule
from scheduling.reading.vocabulary import WEEKDAY_NAMES

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: A run of days with hours becomes one event a day up to this many days, and a daily series beyond.
MOST_DAYS = 31
_EVENING = re.compile(
    r"\b(?:evening|dinner|supper|drinks?|party|gig|concert|quiz|pub|disco|ceilidh|social|night|tonight|awards|gala|ball|carol|comedy|karaoke|late|film|cocktails?|doors|curry|panto\w*|performance|show)\b",
    re.IGNORECASE,
)
_MORNING = re.compile(r"\b(?:breakfast|morning|sunrise|brunch|early shift|dawn)\b", re.IGNORECASE)


@dataclass(slots=True)
class Made:
    """The events of one draft, or the reason there is none."""

    events: list[Event] = field(default_factory=list)
    why: str = ""


def lean_of(words: str, part: str) -> str:
    """The part of the day a text speaks of, for hours without am or pm."""
    if part and part != "all day":
        return part
    if _MORNING.search(words):
        return "morning"
    return "evening" if _EVENING.search(words) else ""


def make_events(
    draft: Draft,
    setting: Setting,
    *,
    text: str,
    words: str,
    default_zone: ZonePiece | None = None,
    since: date | None = None,
) -> Made:
    """The events of a draft. `text`: its source; `words`: what is written around it; `since`: the date before it in a list."""
    try:
        if draft.rule is not None:
            return Made([_series(draft, draft.rule, setting, text, words, default_zone)])
        if draft.day is None:
            return Made(why="it names a time but no day")
        stretch = resolve_day(draft.day, setting, heading=draft.heading, since=since)
        return Made(_days(draft, stretch, setting, text, words, default_zone))
    except UnresolvedError as error:
        return Made(why=str(error))
    except (ValueError, OverflowError):
        return Made(why="it is not a date that can be reckoned with")


def _days(
    draft: Draft, stretch: Stretch, setting: Setting, text: str, words: str, default_zone: ZonePiece | None
) -> list[Event]:
    if draft.slot is None:
        return [_whole_days(draft, stretch, setting, text)]
    hours = resolve_hours(draft.slot, lean_of(words, draft.part))
    if draft.until_day is not None and draft.until_slot is not None:
        last = resolve_day(draft.until_day, setting, heading=draft.heading, since=stretch.first)
        return [_continuous(draft, stretch, last, hours, setting, text, words, default_zone)]
    stretch = _later_today(draft, stretch, hours, setting)
    count = (stretch.last - stretch.first).days + 1
    if draft.length is not None and draft.length.days > 1 and count == 1:
        count = draft.length.days
    if count > MOST_DAYS:
        daily = _timed(draft, stretch.first, stretch.inferences, hours, setting, text, default_zone)
        until = at(stretch.last, time(23, 59, 59), ZoneInfo(daily.tzid)).astimezone(UTC)
        return [replace(daily, rrule=f"FREQ=DAILY;UNTIL={until:%Y%m%dT%H%M%SZ}")]
    events = []
    for number in range(count):
        day = stretch.first + timedelta(days=number)
        event = _timed(draft, day, stretch.inferences, hours, setting, text, default_zone)
        events.append(_with_others(event, draft, stretch, hours, setting, text, default_zone) if count == 1 else event)
    return events


def _later_today(draft: Draft, stretch: Stretch, hours: Hours, setting: Setting) -> Stretch:
    """A weekday alone whose hour has passed today is next week's."""
    day = draft.day
    if (
        stretch.first != setting.today
        or stretch.last != stretch.first
        or at(stretch.first, hours.start, setting.now.tzinfo or UTC) > setting.now
    ):
        return stretch
    if (
        type(day).__name__ == "NamedWeekday"
        and getattr(day, "which", "") == ""
        and getattr(day, "in_week", None) is None
        and not draft.part
    ):
        later = stretch.first + timedelta(weeks=1)
        words = f"{hours.start:%H:%M} has passed today: read as {day_words(later)}."
        return Stretch(later, later, [Inference(Inferred.DATE, words)])
    passed = Inference(Inferred.PAST, f"{hours.start:%H:%M} today has passed.")
    return Stretch(stretch.first, stretch.last, [*stretch.inferences, passed], stretch.others)


def _with_others(
    event: Event,
    draft: Draft,
    stretch: Stretch,
    hours: Hours,
    setting: Setting,
    text: str,
    default_zone: ZonePiece | None,
) -> Event:
    others = []
    for day, why in stretch.others:
        note = Inference(Inferred.DATE, f"The other reading: {why}, {day_words(day)}.")
        others.append(_timed(draft, day, [note], hours, setting, text, default_zone))
    if hours.other_start is not None and hours.end is None:
        note = Inference(Inferred.MERIDIEM, f"The other reading: {hours.other_start:%H:%M}.")
        others.append(_timed(draft, stretch.first, [note], Hours(hours.other_start), setting, text, default_zone))
    return replace(event, alternatives=tuple(others)) if others else event


def _whole_days(draft: Draft, stretch: Stretch, setting: Setting, text: str) -> Event:
    notes = list(stretch.inferences)
    last = stretch.last
    if draft.length is not None and draft.length.days > 1 and last == stretch.first:
        last = stretch.first + timedelta(days=draft.length.days - 1)
    if draft.part and draft.part != "all day":
        notes.append(Inference(Inferred.START, f'"{draft.part}" gives no hour: read as the whole day.'))
    if draft.to_be_confirmed:
        notes.append(Inference(Inferred.START, "The time is still to be confirmed: read as the whole day."))
    notes += _draft_notes(draft)
    event = Event(
        text=text, start=stretch.first, end=last + timedelta(days=1), tzid=setting.tz, inferences=tuple(notes)
    )
    others = tuple(
        Event(
            text=text,
            start=day,
            end=day + timedelta(days=1),
            tzid=setting.tz,
            inferences=(Inference(Inferred.DATE, f"The other reading: {why}, {day_words(day)}."),),
        )
        for day, why in stretch.others
    )
    return replace(event, alternatives=others) if others else event


def _draft_notes(draft: Draft) -> list[Inference]:
    notes = [Inference(Inferred.EARLIER_TIME, f"Beside the event: {note}.") for note in draft.notes]
    if draft.replaced:
        notes.append(Inference(Inferred.CORRECTED, f"It replaces {draft.replaced}."))
    return notes


def zone_for(piece: ZonePiece | None, day: date, setting: Setting) -> tuple[str, list[Inference]]:
    """The IANA zone of a written zone on a day, with a note where people often mean another."""
    if piece is None:
        return setting.tz, []
    if piece.name:
        try:
            ZoneInfo(piece.name)
        except (ValueError, OSError, LookupError):
            return setting.tz, [
                Inference(Inferred.ZONE, f"{piece.written} is not a zone we know: {setting.tz} was used.")
            ]
        if piece.name == setting.tz:
            return piece.name, []
        return piece.name, [Inference(Inferred.ZONE, f"{piece.written} was read as the zone {piece.name}.")]
    offset = piece.offset or 0
    here = datetime.combine(day, time(12), tzinfo=ZoneInfo(setting.tz)).utcoffset()
    if here == timedelta(minutes=offset):
        return setting.tz, []
    london = datetime.combine(day, time(12), tzinfo=ZoneInfo("Europe/London")).utcoffset()
    if piece.written.upper() in {"BST", "GMT"} and london == timedelta(minutes=offset):
        return "Europe/London", [Inference(Inferred.ZONE, f"{piece.written} was read as London time.")]
    name = fixed_zone(offset)
    if not name:
        return setting.tz, [
            Inference(Inferred.ZONE, f"The offset {piece.written} is not one we know: {setting.tz} was used.")
        ]
    note = f"{piece.written} was read as it stands, {_offset_words(offset)}."
    if piece.written.upper() == "GMT":
        note = "GMT was read as it stands; London is on summer time that day, an hour ahead."
    elif piece.written.upper() == "BST":
        note = "BST was read as it stands, UTC+1; London is on GMT that day."
    return name, [Inference(Inferred.ZONE, note)]


def _offset_words(minutes: int) -> str:
    sign = "+" if minutes >= 0 else "-"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def _timed(
    draft: Draft,
    day: date,
    found: list[Inference],
    hours: Hours,
    setting: Setting,
    text: str,
    default_zone: ZonePiece | None,
) -> Event:
    tzid, notes = zone_for(draft.zone or default_zone, day, setting)
    zone = ZoneInfo(tzid)
    start = at(day, hours.start, zone)
    notes = [*found, *hours.inferences, *notes, *_draft_notes(draft)]
    stated = True
    if hours.end is not None:
        end = at(day + timedelta(days=hours.end_days), hours.end, zone)
    elif draft.length is not None and draft.length.minutes:
        end = _plus(start, timedelta(minutes=draft.length.minutes))
        notes.append(Inference(Inferred.END, f"The end is reckoned from the length: {end:%H:%M}."))
    else:
        end, stated = _plus(start, ASSUMED_LENGTH), False
        said = (
            f' ("till {draft.slot.open_end}")'
            if draft.slot is not None and draft.slot.open_end in {"late", "close", "dusk", "sunset"}
            else ""
        )
        notes.append(Inference(Inferred.END, f"No end was given{said}: one hour is assumed."))
    notes += [note for note in (clock_change(start), crosses_change(start, end)) if note is not None]
    return Event(text=text, start=start, end=end, tzid=tzid, end_stated=stated, inferences=tuple(notes))


def _plus(start: datetime, length: timedelta) -> datetime:
    """A length of real time later, on the same clock."""
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def _continuous(
    draft: Draft,
    first: Stretch,
    last: Stretch,
    hours: Hours,
    setting: Setting,
    text: str,
    words: str,
    default_zone: ZonePiece | None,
) -> Event:
    tzid, notes = zone_for(draft.zone or default_zone, first.first, setting)
    zone = ZoneInfo(tzid)
    ending = resolve_hours(draft.until_slot, lean_of(words, "")) if draft.until_slot is not None else hours
    start, end = at(first.first, hours.start, zone), at(last.last, ending.start, zone)
    if end <= start:
        raise UnresolvedError("the end comes before the start")
    kinds = {note.kind for note in first.inferences}
    found = [
        *first.inferences,
        *[note for note in last.inferences if note.kind not in kinds or note.kind is Inferred.WEEKDAY],
        *hours.inferences,
        *notes,
    ]
    found += _draft_notes(draft)
    found += [note for note in (clock_change(start), crosses_change(start, end)) if note is not None]
    return Event(text=text, start=start, end=end, tzid=tzid, inferences=tuple(found))


# ---------------------------------------------------------------- series


def _series(draft: Draft, rule: Rule, setting: Setting, text: str, words: str, default_zone: ZonePiece | None) -> Event:
    notes: list[Inference] = []
    since, until = _bounds(draft, rule, setting, notes)
    hours = resolve_hours(draft.slot, lean_of(words, draft.part)) if draft.slot is not None else None
    tzid, zone_notes = zone_for(draft.zone or default_zone, since, setting)
    zone = ZoneInfo(tzid)
    parts, since = _parts(rule, since, notes)
    begin = datetime.combine(since, hours.start if hours else time.min)
    if hours and since == setting.today and rule.since is None and at(since, hours.start, zone) <= setting.now:
        begin += timedelta(days=1)
        parts, moved = _parts(rule, begin.date(), notes)
        begin = datetime.combine(moved, hours.start)
    first = next(iter(rrulestr(f"RRULE:{';'.join(parts)}", dtstart=begin).xafter(begin, count=1, inc=True)), None)
    if first is None:
        raise UnresolvedError("the rule it gives never happens")
    excluded = _excluded(draft, rule, setting, first.date())
    if rule.count is not None and (rule.count.weeks or rule.count.months):
        until = first.date() + relativedelta(weeks=rule.count.weeks, months=rule.count.months) - timedelta(days=1)
        notes.append(
            Inference(
                Inferred.REPEAT,
                f"It runs for {_span_words(rule.count.weeks, rule.count.months)}, until {day_words(until)}.",
            )
        )
    if until is not None and until < first.date():
        raise UnresolvedError(f"its end, {day_words(until)}, comes before its first day, {day_words(first.date())}")
    if until is not None:
        parts.append(f"UNTIL={_until(until, hours, zone)}")
    exdates = _exdates(parts, first, until, excluded, rule.count.count if rule.count else 0)
    if rule.count is not None and rule.count.count and until is None:
        parts.append(f"COUNT={rule.count.count + len(exdates)}")
        if exdates:
            notes.append(Inference(Inferred.REPEAT, f"{rule.count.count} sessions besides the days left out."))
    notes += [*zone_notes, *_draft_notes(draft)]
    if rule.repeat.note == "bi":
        notes.append(Inference(Inferred.REPEAT, '"Bi-weekly" can mean twice a week; read as every two weeks.'))
    if hours is None:
        days = tuple(moment.date() for moment in exdates)
        notes.append(Inference(Inferred.DATE, f"The first day is {day_words(first.date())}."))
        return Event(
            text=text,
            start=first.date(),
            end=first.date() + timedelta(days=1),
            tzid=tzid,
            rrule=";".join(parts),
            exdates=days,
            inferences=tuple(notes),
        )
    single = _timed(
        replace_notes(draft),
        first.date(),
        [Inference(Inferred.DATE, f"The first day is {day_words(first.date())}."), *notes],
        hours,
        setting,
        text,
        default_zone,
    )
    moments = tuple(moment.replace(tzinfo=zone) for moment in exdates)
    return replace(single, rrule=";".join(parts), exdates=moments, tzid=tzid)


def replace_notes(draft: Draft) -> Draft:
    """The draft without what was already noted."""
    return replace(draft, notes=[], replaced="")


def _span_words(weeks: int, months: int) -> str:
    return f"{weeks} weeks" if weeks else f"{months} months"


def _until(until: date, hours: Hours | None, zone: ZoneInfo) -> str:
    """RFC 5545: a date for whole days; UTC for times, here the end of that day in the zone."""
    if hours is None:
        return f"{until:%Y%m%d}"
    return f"{at(until, time(23, 59, 59), zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _bounds(draft: Draft, rule: Rule, setting: Setting, notes: list[Inference]) -> tuple[date, date | None]:
    since, until = setting.today, None
    for window in rule.window[:1]:
        stretch = resolve_day(window, setting, heading=draft.heading)
        since, until = (
            max(stretch.first, setting.today) if stretch.last >= setting.today else stretch.first,
            stretch.last,
        )
        for other in rule.window[1:]:
            until = resolve_day(other, setting, heading=draft.heading, since=stretch.first).last
    if rule.since is not None:
        stretch = resolve_day(rule.since, setting, heading=draft.heading)
        since = stretch.first
        notes += stretch.inferences
    elif rule.named:
        stretch = resolve_day(rule.named[0], setting, heading=draft.heading)
        since = stretch.first
    if rule.until is not None:
        until = _last_day(rule, setting, since, draft, notes)
    return since, until


def _last_day(rule: Rule, setting: Setting, since: date, draft: Draft, notes: list[Inference]) -> date:
    day = rule.until
    if day is None:
        raise UnresolvedError("no end")
    after = since
    stretch = resolve_day(day, setting, heading=draft.heading, since=after if _is_open(day) else None)
    if stretch.last < since:
        stretch = resolve_day(day, setting, heading=draft.heading, since=since)
    if isinstance(day, (FeastDay, MonthEnd, MonthOf, YearOf)) or (isinstance(day, CalendarDay) and day.year is None):
        notes.append(Inference(Inferred.REPEAT, f"The last possible day is {day_words(stretch.last)}."))
    return stretch.last


def _is_open(day: object) -> bool:
    return (isinstance(day, (FeastDay, MonthOf)) and day.year is None) or (
        isinstance(day, CalendarDay) and day.year is None
    )


def _parts(rule: Rule, since: date, notes: list[Inference]) -> tuple[list[str], date]:
    repeat = rule.repeat
    parts = [f"FREQ={repeat.freq}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    weekdays = repeat.weekdays
    if repeat.freq == "WEEKLY":
        if not weekdays:
            weekdays = (since.weekday(),)
            if not any(note.kind is Inferred.REPEAT for note in notes):
                notes.append(
                    Inference(Inferred.REPEAT, f"No weekday was given: read as {WEEKDAY_NAMES[since.weekday()]}s.")
                )
        elif repeat.interval > 1:
            # Count the fortnights from the first day that fits, not from the week of the bound.
            since += timedelta(days=min((weekday - since.weekday()) % 7 for weekday in weekdays))
        parts.append(f"BYDAY={','.join(_CODES[day] for day in weekdays)}")
    elif repeat.freq == "MONTHLY" and repeat.nths and weekdays:
        parts.append(f"BYDAY={','.join(f'{nth}{_CODES[day]}' for nth in repeat.nths for day in weekdays)}")
    elif repeat.freq == "MONTHLY" and repeat.month_day:
        parts.append(f"BYMONTHDAY={repeat.month_day}")
    elif repeat.freq == "MONTHLY" and weekdays:
        parts.append(f"BYDAY={(since.day - 1) // 7 + 1}{_CODES[weekdays[0]]}")
    elif (
        repeat.freq == "MONTHLY"
        and rule.since is not None
        and isinstance(rule.since, CalendarDay)
        and rule.since.weekday is not None
    ):
        parts.append(f"BYMONTHDAY={since.day}")
    return parts, since


def _excluded(draft: Draft, rule: Rule, setting: Setting, first: date) -> list[tuple[date, date]]:
    days = []
    for day in rule.without:
        stretch = resolve_day(day, setting, heading=draft.heading, since=first if not isinstance(day, WeekOf) else None)
        days.append((stretch.first, stretch.last))
        if isinstance(day, Run):
            continue
    return days


def _exdates(
    parts: list[str], first: datetime, until: date | None, excluded: list[tuple[date, date]], count: int
) -> list[datetime]:
    """The moments of the rule that fall on days left out."""
    if not excluded:
        return []
    last = max(end for _, end in excluded)
    found = []
    plain = [part for part in parts if not part.startswith("UNTIL=")]
    kept = 0
    for moment in rrulestr(f"RRULE:{';'.join(plain)}", dtstart=first).xafter(first, inc=True):
        if moment.date() > last or (until is not None and moment.date() > until) or (count and kept >= count):
            break
        if any(start <= moment.date() <= end for start, end in excluded):
            found.append(moment)
        else:
            kept += 1
    return found
