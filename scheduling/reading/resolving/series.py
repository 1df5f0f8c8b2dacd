"""A series as written → its rule as RFC 5545 has it: first day, last day, days left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from scheduling.events import Event, Inference, Inferred
from scheduling.reading.finding.pieces import CalendarDay, FeastDay, MonthEnd, MonthOf, Run, WeekOf, YearOf
from scheduling.reading.resolving.clock_changes import at
from scheduling.reading.resolving.days import resolve_day
from scheduling.reading.resolving.hours import Hours, resolve_hours
from scheduling.reading.resolving.leaning import lean_of
from scheduling.reading.resolving.setting import Setting, UnresolvedError, day_words
from scheduling.reading.resolving.timed import Source, draft_notes, timed
from scheduling.reading.resolving.zoned import zone_for
from scheduling.reading.sentence.statement import Draft, Rule
from scheduling.reading.vocabulary import WEEKDAY_NAMES

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def make_series(draft: Draft, rule: Rule, source: Source) -> Event:
    """The event of a series: its first happening, with rule and days left out. Raises UnresolvedError when it never happens."""
    setting = source.setting
    notes: list[Inference] = []
    since, until = _bounds(draft, rule, setting, notes)
    hours = resolve_hours(draft.slot, lean_of(source.words, draft.part)) if draft.slot is not None else None
    tzid, zone_notes = zone_for(draft.zone or source.zone, since, setting)
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
        span = f"{rule.count.weeks} weeks" if rule.count.weeks else f"{rule.count.months} months"
        notes.append(Inference(Inferred.REPEAT, f"It runs for {span}, until {day_words(until)}."))
    if until is not None and until < first.date():
        raise UnresolvedError(f"its end, {day_words(until)}, comes before its first day, {day_words(first.date())}")
    if until is not None:
        parts.append(f"UNTIL={_until(until, hours, zone)}")
    exdates = _exdates(parts, first, until, excluded, rule.count.count if rule.count else 0)
    if rule.count is not None and rule.count.count and until is None:
        parts.append(f"COUNT={rule.count.count + len(exdates)}")
        if exdates:
            notes.append(Inference(Inferred.REPEAT, f"{rule.count.count} sessions besides the days left out."))
    notes += [*zone_notes, *draft_notes(draft)]
    if rule.repeat.note == "bi":
        notes.append(Inference(Inferred.REPEAT, '"Bi-weekly" can mean twice a week; read as every two weeks.'))
    first_day = Inference(Inferred.DATE, f"The first day is {day_words(first.date())}.")
    if hours is None:
        return Event(
            text=source.text,
            start=first.date(),
            end=first.date() + timedelta(days=1),
            tzid=tzid,
            rrule=";".join(parts),
            exdates=tuple(moment.date() for moment in exdates),
            inferences=(*notes, first_day),
        )
    noted = replace(draft, notes=[], replaced="")
    single = timed(noted, first.date(), [first_day, *notes], hours, source)
    moments = tuple(moment.replace(tzinfo=zone) for moment in exdates)
    return replace(single, rrule=";".join(parts), exdates=moments, tzid=tzid)


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
