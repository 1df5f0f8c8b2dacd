"""Days and runs of days as written → dates: against now, the heading above and the date before in a list."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from scheduling.events import Inference, Inferred
from scheduling.reading.finding.pieces import (
    Ahead,
    CalendarDay,
    Day,
    DayOfRun,
    FeastDay,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    NoSuchDay,
    NthWeekday,
    Run,
    WeekOf,
    WeekOfMonth,
    YearOf,
)
from scheduling.reading.named_days import day_of
from scheduling.reading.resolving.dated import check_weekday, on_or_after, resolve_dated, year_before
from scheduling.reading.resolving.setting import Setting, Stretch, UnresolvedError, day_words
from scheduling.reading.resolving.spans import resolve_month, resolve_month_end, resolve_week, resolve_week_of_month
from scheduling.reading.resolving.weekdays import resolve_nth, resolve_weekday
from scheduling.reading.sentence.statement import Heading
from scheduling.reading.vocabulary import WEEKDAY_NAMES


def resolve_day(
    day: Day | Run, setting: Setting, *, heading: Heading | None = None, since: date | None = None
) -> Stretch:
    """The dates of a day or run of days. `since`: the date before it in a list. Raises UnresolvedError."""
    try:
        if isinstance(day, Run):
            return _run(day, setting, heading, since)
        return _one(day, setting, heading, since)
    except (ValueError, OverflowError) as error:
        raise UnresolvedError(str(error) or "it is not a date") from error


def _run(run: Run, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    first = _one(run.first, setting, heading, since)
    last = _one(run.last, setting, heading, first.first)
    if isinstance(run.last, NamedWeekday) and last.last < first.first:
        last.last += timedelta(weeks=1)
    if (
        isinstance(run.first, CalendarDay)
        and isinstance(run.last, CalendarDay)
        and run.first.year is None
        and run.last.year is None
    ):
        end = on_or_after(run.last.month or first.first.month, run.last.day, first.first)
        last = Stretch(end, end, [note for note in last.inferences if note.kind is not Inferred.WEEKDAY])
        check_weekday(last, run.last)
        # A run that has begun and not ended is the one people mean.
        begun = year_before(first.first)
        if (
            begun is not None
            and not run.first.months_ahead
            and (heading is None or heading == Heading())
            and begun <= setting.today <= on_or_after(end.month, end.day, begun)
            and first.first > setting.today
        ):
            moved = on_or_after(end.month, end.day, begun)
            if (moved - begun).days < 120:
                first = Stretch(begun, begun, [Inference(Inferred.YEAR, f"No year was given: read as {begun.year}.")])
                last = Stretch(moved, moved, last.inferences)
    if last.last < first.first:
        raise UnresolvedError(f"the end, {day_words(last.last)}, comes before the start, {day_words(first.first)}")
    if (last.last - first.first).days > 400:
        raise UnresolvedError("it is longer than a year")
    kinds = {note.kind for note in first.inferences}
    notes = first.inferences + [
        note for note in last.inferences if note.kind not in kinds or note.kind is Inferred.WEEKDAY
    ]
    return Stretch(first.first, last.last, notes)


def _one(day: Day, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    today = setting.today
    match day:
        case CalendarDay():
            return resolve_dated(day, setting, heading, since)
        case NamedWeekday():
            if heading is not None and heading.week is not None and not day.which and day.in_week is None:
                monday = resolve_week(heading.week, setting, Heading(heading.month, heading.year), None).first
                found = monday + timedelta(days=day.weekday, weeks=day.weeks)
                return Stretch(
                    found, found, [Inference(Inferred.DATE, f"Read in the week above, as {day_words(found)}.")]
                )
            return resolve_weekday(day, setting, since)
        case Ahead():
            found = today + relativedelta(days=day.days, weeks=day.weeks, months=day.months)
            return Stretch(found, found, [Inference(Inferred.DATE, f"Counted from today, {day_words(today)}.")])
        case NthWeekday():
            return resolve_nth(day, setting, heading)
        case MonthEnd():
            return resolve_month_end(day, setting)
        case FeastDay():
            return _feast(day, setting, since)
        case WeekOf():
            return resolve_week(day, setting, heading, since)
        case MonthOf():
            return resolve_month(day, setting, heading, since)
        case YearOf():
            return Stretch(date(day.year, 1, 1), date(day.year, 12, 31))
        case WeekOfMonth():
            return resolve_week_of_month(day, setting, heading)
        case DayOfRun():
            return _one_of(day, resolve_day(day.days, setting, heading=heading, since=since))
        case NoSuchDay():
            raise UnresolvedError(day.why)


def _one_of(day: DayOfRun, whole: Stretch) -> Stretch:
    length = (whole.last - whole.first).days + 1 if isinstance(day.days, Run) else 7
    ahead = day.number - 1 if day.weekday is None else (day.weekday - whole.first.weekday()) % 7
    if ahead >= length:
        missing = f"day {day.number}" if day.weekday is None else WEEKDAY_NAMES[day.weekday]
        raise UnresolvedError(f"there is no {missing} from {day_words(whole.first)} to {day_words(whole.last)}")
    found = whole.first + timedelta(days=ahead)
    return Stretch(found, found, whole.inferences)


def _feast(day: FeastDay, setting: Setting, since: date | None) -> Stretch:
    start = since or setting.today
    if not day.is_ours:
        found = _looked_up(day, setting, start)
        words = f"{day.name.title()} is expected on or around {day_words(found)}."
        return Stretch(found, found, [Inference(Inferred.NAMED_DAY, words)])
    if day.year is not None:
        found = day_of(day.name, day.year)
    else:
        found = next(found for year in range(start.year, start.year + 3) if (found := day_of(day.name, year)) >= start)
    notes = [Inference(Inferred.NAMED_DAY, f"{day.name[0].upper()}{day.name[1:]} is {day_words(found)}.")]
    if day.year is not None and found < setting.today:
        notes.append(Inference(Inferred.PAST, f"{day_words(found)} is in the past."))
    return Stretch(found, found, notes)


def _looked_up(day: FeastDay, setting: Setting, start: date) -> date:
    """The next date of an observance that the caller knows, or that of the year written."""
    if setting.named_days is None:
        raise UnresolvedError(f"the date of {day.name.title()} has to be looked up")
    for year in [day.year] if day.year else range(start.year, start.year + 3):
        days = [found for found in setting.named_days(day.name, year) if day.year or found >= start]
        if days:
            return days[0]
    raise UnresolvedError(f"the date of {day.name.title()} is not known")
