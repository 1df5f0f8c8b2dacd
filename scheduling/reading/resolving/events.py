"""Drafts → events: one for a day or a whole run of days, one a day for a run with hours, and the other sensible reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

from scheduling.events import Event, Inference, Inferred
from scheduling.reading.finding.pieces import DayOfRun, FeastDay, NamedWeekday
from scheduling.reading.resolving.clock_changes import at
from scheduling.reading.resolving.days import resolve_day
from scheduling.reading.resolving.hours import Hours, resolve_hours
from scheduling.reading.resolving.leaning import lean_of
from scheduling.reading.resolving.series import make_series
from scheduling.reading.resolving.setting import Setting, Stretch, UnresolvedError, day_words
from scheduling.reading.resolving.timed import Source, continuous, draft_notes, timed
from scheduling.reading.resolving.zoned import other_zones
from scheduling.reading.sentence.statement import Draft

#: A run of days with hours becomes one event a day up to this many days, and a daily series beyond.
MOST_DAYS = 31
#: Said of a date that takes the hours of a later one.
SHARED = "The hours after the last date were taken for this one too."


@dataclass(slots=True)
class Made:
    """The events of one draft, or the reason there is none."""

    events: list[Event] = field(default_factory=list)
    why: str = ""


def make_events(draft: Draft, source: Source, *, since: date | None = None) -> Made:
    """The events of a draft. `since`: the date before it in a list."""
    try:
        if draft.rule is not None:
            return Made([make_series(draft, draft.rule, source)])
        if draft.day is None:
            return Made(why="it names a time but no day")
        stretch = resolve_day(draft.day, source.setting, heading=draft.heading, since=since)
        return Made(_events(draft, stretch, source))
    except UnresolvedError as error:
        return Made(why=str(error))
    except (ValueError, OverflowError):
        return Made(why="it is not a date that can be reckoned with")


def _events(draft: Draft, stretch: Stretch, source: Source) -> list[Event]:
    if draft.slot is None:
        return [_whole_days(draft, stretch, source)]
    setting = source.setting
    hours = resolve_hours(draft.slot, lean_of(source.words, draft.part))
    if draft.until_day is not None and draft.until_slot is not None:
        last = resolve_day(draft.until_day, setting, heading=draft.heading, since=stretch.first)
        return [continuous(draft, stretch, last, hours, source)]
    stretch = _later_today(draft, stretch, hours, setting)
    count = (stretch.last - stretch.first).days + 1
    if draft.length is not None and draft.length.days > 1 and count == 1 and not isinstance(draft.day, DayOfRun):
        count = draft.length.days
    if count > MOST_DAYS:
        daily = timed(draft, stretch.first, stretch.inferences, hours, source)
        until = at(stretch.last, time(23, 59, 59), ZoneInfo(daily.tzid)).astimezone(UTC)
        return [replace(daily, rrule=f"FREQ=DAILY;UNTIL={until:%Y%m%dT%H%M%SZ}")]
    days = [stretch.first + timedelta(days=number) for number in range(count)]
    if isinstance(draft.day, FeastDay) and draft.day.name.endswith(" Eve") and hours.other and hours.other.start_days:
        hours = replace(hours.other, inferences=(), other=replace(hours, other=None))  # midnight on New Year's Eve
    return [_with_others(draft, day, stretch if count == 1 else _alone(stretch), hours, source) for day in days]


def _alone(stretch: Stretch) -> Stretch:
    """A run of days without its other first days, which are those of the whole run."""
    return Stretch(stretch.first, stretch.last, stretch.inferences)


def _later_today(draft: Draft, stretch: Stretch, hours: Hours, setting: Setting) -> Stretch:
    """A weekday alone whose hour has passed today is next week's."""
    if stretch.first != setting.today or stretch.last != stretch.first:
        return stretch
    if at(stretch.first, hours.start, setting.now.tzinfo or UTC) > setting.now:
        return stretch
    day = draft.day
    if isinstance(day, NamedWeekday) and not day.which and day.in_week is None and not draft.part:
        later = stretch.first + timedelta(weeks=1)
        words = f"{hours.start:%H:%M} has passed today: read as {day_words(later)}."
        return Stretch(later, later, [Inference(Inferred.DATE, words)])
    passed = Inference(Inferred.PAST, f"{hours.start:%H:%M} today has passed.")
    return Stretch(stretch.first, stretch.last, [*stretch.inferences, passed], stretch.others)


def _with_others(draft: Draft, on: date, stretch: Stretch, hours: Hours, source: Source) -> Event:
    """The event on a day with its other sensible readings: another day, hour or zone, or the whole day."""
    event = timed(draft, on, stretch.inferences, hours, source)
    others = []
    for day, why in stretch.others:
        note = Inference(Inferred.DATE, f"The other reading: {why}, {day_words(day)}.")
        others.append(timed(draft, day, [note], hours, source))
    if hours.other is not None:
        others.append(timed(draft, on, [], hours.other, source))
    others += [
        timed(draft, on, [note], replace(hours, inferences=()), source, zone=name)
        for name, note in other_zones(draft.zone or source.zone, on, source.setting)
    ]
    if draft.shares_time:
        event = replace(event, inferences=(*event.inferences, Inference(Inferred.START, SHARED)))
        others.append(_all_day(on, on, [Inference(Inferred.START, "The other reading: the whole day.")], source))
    return replace(event, alternatives=tuple(others)) if others else event


def _whole_days(draft: Draft, stretch: Stretch, source: Source) -> Event:
    notes = list(stretch.inferences)
    last = stretch.last
    if (
        draft.length is not None
        and draft.length.days > 1
        and last == stretch.first
        and not isinstance(draft.day, DayOfRun)
    ):
        last = stretch.first + timedelta(days=draft.length.days - 1)
    if draft.part and draft.part != "all day":
        notes.append(Inference(Inferred.START, f'"{draft.part}" gives no hour: read as the whole day.'))
    if draft.to_be_confirmed:
        notes.append(Inference(Inferred.START, "The time is still to be confirmed: read as the whole day."))
    event = _all_day(stretch.first, last, [*notes, *draft_notes(draft)], source)
    others = tuple(
        _all_day(day, day, [Inference(Inferred.DATE, f"The other reading: {why}, {day_words(day)}.")], source)
        for day, why in stretch.others
    )
    return replace(event, alternatives=others) if others else event


def _all_day(first: date, last: date, notes: list[Inference], source: Source) -> Event:
    end = last + timedelta(days=1)
    return Event(text=source.text, start=first, end=end, tzid=source.setting.tz, inferences=tuple(notes))
