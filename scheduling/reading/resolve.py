"""Days and times as written → dates and instants: against now, the zone, the heading above and the working day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from scheduling.events import Inference, Inferred
from scheduling.reading.calendar_days import no_such_day
from scheduling.reading.named_days import NamedDays, day_of, nth_weekday
from scheduling.reading.pieces import (
    Ahead,
    CalendarDay,
    Clock,
    Day,
    FeastDay,
    Half,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    NoSuchDay,
    NthWeekday,
    Run,
    TimePiece,
    WeekOf,
    YearOf,
)
from scheduling.reading.statement import Heading
from scheduling.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

#: Years that an organiser can mean, counted from the present one.
YEARS_BACK, YEARS_ON = 100, 60


class UnresolvedError(Exception):
    """A day that is none after all; the text is the reason for people."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is read against: the moment in the reader's zone, the zone's name, the caller's observances."""

    now: datetime
    tz: str
    named_days: NamedDays | None = None

    @property
    def today(self) -> date:
        """The date of `now` in the zone."""
        return self.now.date()


@dataclass(slots=True)
class Stretch:
    """Days from `first` to `last`, both included, with what was inferred and other sensible first days."""

    first: date
    last: date
    inferences: list[Inference] = field(default_factory=list)
    others: list[tuple[date, str]] = field(default_factory=list)


def day_words(day: date) -> str:
    """`Friday 4 December 2026`."""
    return f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


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
        end = _on_or_after(run.last.month or first.first.month, run.last.day, first.first)
        last = Stretch(end, end, [note for note in last.inferences if note.kind is not Inferred.WEEKDAY])
        _check_weekday(last, run.last)
        # A run that has begun and not ended is the one people mean.
        begun = _before(first.first)
        if (
            begun is not None
            and not run.first.months_ahead
            and (heading is None or heading == Heading())
            and begun <= setting.today <= _on_or_after(end.month, end.day, begun)
            and first.first > setting.today
        ):
            moved = _on_or_after(end.month, end.day, begun)
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


def _before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None


def _one(day: Day, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    today = setting.today
    match day:
        case CalendarDay():
            return _calendar_day(day, setting, heading, since)
        case NamedWeekday():
            if heading is not None and heading.week is not None and not day.which and day.in_week is None:
                monday = _week(heading.week, setting, Heading(heading.month, heading.year), None).first
                found = monday + timedelta(days=day.weekday, weeks=day.weeks)
                return Stretch(
                    found, found, [Inference(Inferred.DATE, f"Read in the week above, as {day_words(found)}.")]
                )
            return _weekday(day, setting, since)
        case Ahead():
            found = today + relativedelta(days=day.days, weeks=day.weeks, months=day.months)
            return Stretch(found, found, [Inference(Inferred.DATE, f"Counted from today, {day_words(today)}.")])
        case NthWeekday():
            return _nth(day, setting, heading)
        case MonthEnd():
            return _month_end(day, setting)
        case FeastDay():
            return _feast(day, setting, since)
        case WeekOf():
            return _week(day, setting, heading, since)
        case MonthOf():
            return _month(day, setting, heading, since)
        case YearOf():
            return Stretch(date(day.year, 1, 1), date(day.year, 12, 31))
        case NoSuchDay():
            raise UnresolvedError(day.why)


def _calendar_day(day: CalendarDay, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    notes: list[Inference] = []
    if day.months_ahead is not None:
        month = setting.today.replace(day=1) + relativedelta(months=day.months_ahead)
        found = month.replace(day=_checked_day(day.day, month))
        if day.months_ahead == 0 and found < setting.today:
            month = month + relativedelta(months=1)
            found = month.replace(day=_checked_day(day.day, month))
        notes.append(Inference(Inferred.MONTH, f"Read as {MONTH_NAMES[found.month - 1]} {found.year}."))
    elif day.month is None:
        found = _numbered(day, setting, heading, since, notes)
    else:
        found = _dated(day, day.month, setting, heading, since, notes)
    stretch = Stretch(found, found, notes)
    if day.month_first:
        notes.append(
            Inference(Inferred.MONTH_FIRST, f"There is no month {day.day}: read month first, as {day_words(found)}.")
        )
    _check_weekday(stretch, day)
    if day.year is not None and found < setting.today:
        notes.append(Inference(Inferred.PAST, f"{day_words(found)} is in the past."))
    if (
        any(note.kind is Inferred.WEEKDAY for note in notes)
        and day.year is None
        and day.weekday is not None
        and found > setting.today
    ):
        before = _before(found)
        if before is not None and before.weekday() == day.weekday and (setting.today - before).days < 120:
            stretch.others.append((before, "the weekday fits the year before"))
    return stretch


def _check_weekday(stretch: Stretch, day: Day) -> None:
    found = stretch.first
    if isinstance(day, CalendarDay) and day.weekday is not None and found.weekday() != day.weekday:
        words = f"The text says {WEEKDAY_NAMES[day.weekday]}, but {found.day} {MONTH_NAMES[found.month - 1]} {found.year} is a {WEEKDAY_NAMES[found.weekday()]}: the date was used."
        stretch.inferences.append(Inference(Inferred.WEEKDAY, words))


def _checked_day(day: int, month: date) -> int:
    if day > monthrange(month.year, month.month)[1]:
        raise UnresolvedError(no_such_day(day, month.month))
    return day


def _numbered(
    day: CalendarDay, setting: Setting, heading: Heading | None, since: date | None, notes: list[Inference]
) -> date:
    """A day of the month without its month: under a heading, or the next such day."""
    if heading is not None and heading.month is not None:
        return _dated(day, heading.month, setting, heading, since, notes)
    start = since or setting.today
    candidates = []
    month = start.replace(day=1)
    for _ in range(14):
        if day.day <= monthrange(month.year, month.month)[1] and month.replace(day=day.day) >= start:
            candidates.append(month.replace(day=day.day))
        month = month + relativedelta(months=1)
    found = candidates[0]
    if day.weekday is not None and found.weekday() != day.weekday:
        fitting = [other for other in candidates[:5] if other.weekday() == day.weekday]
        if fitting:
            found = fitting[0]
    notes.append(Inference(Inferred.MONTH, f"No month was given: read as {day_words(found)}."))
    return found


def _dated(
    day: CalendarDay, month: int, setting: Setting, heading: Heading | None, since: date | None, notes: list[Inference]
) -> date:
    if day.year is not None:
        this_year = setting.today.year
        if not this_year - YEARS_BACK <= day.year <= this_year + YEARS_ON:
            raise UnresolvedError(f"the year {day.year} is too far from now")
        return _exact(day.year, month, day.day)
    if heading is not None and heading.year is not None:
        year = heading.year
        if (
            since is not None
            and since.year == year
            and (month, day.day) < (since.month, since.day)
            and heading.month is None
            and since.month - month > 6
        ):
            year += 1
        found = _exact(year, month, day.day)
        notes.append(Inference(Inferred.YEAR, f"The year {year} was taken from the text above or beside it."))
        return found
    if since is not None:
        found = _on_or_after(month, day.day, since)
        notes.append(Inference(Inferred.YEAR, f"No year was given: read as {found.year}, after the date before it."))
        return found
    found = _on_or_after(month, day.day, setting.today)
    notes.append(Inference(Inferred.YEAR, f"No year was given: read as {found.year}."))
    return found


def _exact(year: int, month: int, day: int) -> date:
    if not 1 <= day <= monthrange(year, month)[1]:
        length = monthrange(year, month)[1]
        raise UnresolvedError(f"{MONTH_NAMES[month - 1]} {year} has {length} days")
    return date(year, month, day)


def _on_or_after(month: int, day: int, start: date) -> date:
    """The next such date on or after `start`; 29 February waits for its leap year."""
    for year in range(start.year, start.year + 9):
        if day <= monthrange(year, month)[1] and (found := date(year, month, day)) >= start:
            return found
    raise UnresolvedError(no_such_day(day, month))


def _weekday(day: NamedWeekday, setting: Setting, since: date | None) -> Stretch:
    """British use: "this Friday" the coming one, "next Friday" that of next week, "Friday week" a week after the coming one."""
    today = setting.today
    monday = today - timedelta(days=today.weekday())
    name = WEEKDAY_NAMES[day.weekday]
    if day.in_week is not None:
        found = monday + timedelta(weeks=day.in_week, days=day.weekday)
        if day.in_week == 0 and found < today:
            found += timedelta(weeks=1)
        return Stretch(found, found, [Inference(Inferred.DATE, f'"{name}" was read as {day_words(found)}.')])
    coming = (since or today) + timedelta(days=(day.weekday - (since or today).weekday()) % 7)
    others: list[tuple[date, str]] = []
    if day.which == "last":
        found = today - timedelta(days=(today.weekday() - day.weekday - 1) % 7 + 1)
        raise UnresolvedError(f"last {name} was {day_words(found)}")
    if day.which == "next" and since is None:
        found = monday + timedelta(weeks=1, days=day.weekday)
        if found != coming and coming != today:
            others.append((coming, f"the coming {name}"))
    else:
        found = coming + timedelta(weeks=day.weeks)
    said = f"next {name}" if day.which == "next" else name
    return Stretch(found, found, [Inference(Inferred.DATE, f'"{said}" was read as {day_words(found)}.')], others)


def _nth(day: NthWeekday, setting: Setting, heading: Heading | None) -> Stretch:
    today = setting.today
    if day.month is None:
        month = today.replace(day=1) + relativedelta(months=day.months_ahead or 0)
        found = _nth_of(month.year, month.month, day)
    elif day.year is not None or (heading is not None and heading.year is not None):
        found = _nth_of(day.year or (heading.year if heading and heading.year else today.year), day.month, day)
    else:
        found = _nth_of(today.year, day.month, day)
        if found < today:
            found = _nth_of(today.year + 1, day.month, day)
    return Stretch(found, found, [Inference(Inferred.DATE, f"That is {day_words(found)}.")])


def _nth_of(year: int, month: int, day: NthWeekday) -> date:
    try:
        return nth_weekday(year, month, day.weekday, day.nth)
    except ValueError as error:
        raise UnresolvedError(f"{MONTH_NAMES[month - 1]} {year} has no fifth {WEEKDAY_NAMES[day.weekday]}") from error


def _month_end(day: MonthEnd, setting: Setting) -> Stretch:
    stretch = _month(MonthOf(day.month, day.year, day.months_ahead), setting, None, None)
    found = stretch.first if day.first else stretch.last
    return Stretch(found, found, [Inference(Inferred.DATE, f"Read as {day_words(found)}.")])


def _month(day: MonthOf, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    today = setting.today
    if day.month is None:
        first = today.replace(day=1) + relativedelta(months=day.months_ahead or 0)
    elif day.year is not None:
        first = date(day.year, day.month, 1)
    elif heading is not None and heading.year is not None:
        first = date(heading.year, day.month, 1)
    else:
        start = (since or today).replace(day=1)
        first = date(start.year if day.month >= start.month else start.year + 1, day.month, 1)
    return Stretch(first, first + relativedelta(months=1, days=-1))


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


def _week(day: WeekOf, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    today = setting.today
    monday = today - timedelta(days=today.weekday())
    if day.day is None:
        start = monday + timedelta(weeks=day.weeks)
        if day.weekend:
            return Stretch(
                start + timedelta(days=5),
                start + timedelta(days=6),
                [Inference(Inferred.DATE, f"Saturday and Sunday from {day_words(start + timedelta(days=5))}.")],
            )
        return Stretch(
            start, start + timedelta(days=4), [Inference(Inferred.DATE, f"Monday to Friday from {day_words(start)}.")]
        )
    named = _one(day.day, setting, heading, since)
    found = named.first
    if day.weekend:
        saturday = found - timedelta(days=(found.weekday() - 5) % 7)
        return Stretch(saturday, saturday + timedelta(days=1), named.inferences)
    start = (
        found - timedelta(days=found.weekday())
        if found.weekday() < 5 or day.ending
        else found + timedelta(days=7 - found.weekday())
    )
    if start != found and not day.ending:
        named.inferences.append(
            Inference(Inferred.DATE, f"{day_words(found)} is not a Monday: the week from {day_words(start)} was used.")
        )
    named.inferences.append(Inference(Inferred.DATE, "A week was read as Monday to Friday, whole days."))
    return Stretch(start, start + timedelta(days=4), named.inferences)


# ---------------------------------------------------------------- times


@dataclass(frozen=True, slots=True)
class Hours:
    """A start and perhaps an end as wall time; `end_days` is how many days after the start's day the end falls."""

    start: time
    end: time | None = None
    end_days: int = 0
    inferences: tuple[Inference, ...] = ()
    other_start: time | None = None


def resolve_hours(slot: TimePiece, lean: str = "") -> Hours:
    """Wall times of a written time. `lean`: the part of the day the text speaks of ("morning", "evening", ...).

    Bare hours fall inside the working day: 7 to 11 in the morning, 12 to 6 in the afternoon; am and pm carry across.
    """
    begins, ends = slot.begins, slot.ends
    lean = begins.part or lean
    notes: list[Inference] = []
    start = _start_minutes(begins, ends, lean)
    other: time | None = None
    if begins.half is Half.OPEN and (ends is None or ends.half is Half.OPEN) and _said_bare(begins, lean):
        notes.append(Inference(Inferred.MERIDIEM, f"No am or pm was given: read as {_clock_words(start)}."))
        if begins.hour in (6, 7, 8):
            other = _as_time((start + 720) % 1440)
    if begins.rough:
        notes.append(Inference(Inferred.ROUGH, f'"{begins.rough}" is only roughly {_clock_words(start)}.'))
    if slot.earlier:
        notes.append(
            Inference(Inferred.EARLIER_TIME, f"{slot.earlier} comes before the start at {_clock_words(start)}.")
        )
    if ends is None:
        return Hours(_as_time(start), None, 0, tuple(notes), other)
    end = _end_minutes(ends, start)
    if ends.rough:
        notes.append(Inference(Inferred.ROUGH, f'"{ends.rough}" is only roughly {_clock_words(end % 1440)}.'))
    return Hours(_as_time(start), _as_time(end % 1440), end // 1440, tuple(notes), other)


def _said_bare(clock: Clock, lean: str) -> bool:
    return not lean and clock.hour not in (9, 10, 11, 12)


def _as_time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _clock_words(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _start_minutes(begins: Clock, ends: Clock | None, lean: str) -> int:
    hour, minute = begins.hour, begins.minute
    if begins.half is Half.FULL:
        return (hour % 24) * 60 + minute
    am, pm = hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute
    if begins.half is Half.AM:
        return am
    if begins.half is Half.PM:
        return pm
    usual = _usual(hour, am, pm, lean)
    if ends is None or ends.half is Half.OPEN:
        return usual
    end = (ends.hour % 24) * 60 + ends.minute
    if ends.half is Half.FULL:
        if end == 0 or usual < end:
            return usual
        return am if am < end else usual
    if ends.half is Half.PM:
        end = (ends.hour % 12 + 12) * 60 + ends.minute
        return pm if pm < end else am
    end = ends.hour % 12 * 60 + ends.minute
    return am if am < end else pm


def _usual(hour: int, am: int, pm: int, lean: str) -> int:
    """Inside the working day, unless the text speaks of a part of the day."""
    if lean == "evening":
        return am if hour == 12 else pm
    if lean == "morning":
        return pm if hour == 12 else am
    if lean in {"afternoon", "lunchtime"}:
        return pm if hour in (12, 1, 2, 3, 4, 5, 6) else am if lean == "lunchtime" else pm
    return am if 7 <= hour <= 11 else pm


def _end_minutes(ends: Clock, start: int) -> int:
    """Minutes from midnight of the start's day; 1440 and more on the day after."""
    if ends.half is Half.OPEN:
        first = ends.hour % 12 * 60 + ends.minute
        return next(minutes for minutes in (first, first + 720, first + 1440, first + 2160) if minutes > start)
    hour = ends.hour % 24 if ends.half is Half.FULL else ends.hour % 12 + (12 if ends.half is Half.PM else 0)
    end = hour * 60 + ends.minute
    return end if end > start else end + 1440


# ---------------------------------------------------------------- zones


def fixed_zone(minutes: int) -> str:
    """An IANA name for a whole-hour offset; POSIX names count west, so UTC+1 is `Etc/GMT-1`."""
    if minutes == 0:
        return "UTC"
    if minutes % 60:
        return {
            330: "Asia/Kolkata",
            570: "Australia/Darwin",
            345: "Asia/Kathmandu",
            270: "Asia/Kabul",
            -150: "America/St_Johns",
        }.get(minutes, "")
    hours = minutes // 60
    return f"Etc/GMT{-hours:+d}"


def clock_change(moment: datetime) -> Inference | None:
    """A note when a wall time does not exist, or exists twice, because the clocks change."""
    zone = moment.tzinfo
    if not isinstance(zone, ZoneInfo):
        return None
    wall = moment.replace(tzinfo=None)
    shown = f"{moment:%H:%M} on {day_words(moment.date())}"
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        later = moment.astimezone(UTC).astimezone(zone)
        return Inference(
            Inferred.CLOCK_CHANGE, f"The clocks go forward: {shown} does not exist and is read as {later:%H:%M}."
        )
    if moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset():
        return Inference(Inferred.CLOCK_CHANGE, f"The clocks go back: {shown} happens twice; the first was used.")
    return None


def crosses_change(start: datetime, end: datetime) -> Inference | None:
    """A note when the clocks change during the event."""
    before, after = start.utcoffset(), end.utcoffset()
    if before is None or after is None or before == after or start.tzinfo is not end.tzinfo:
        return None
    hours = "an hour shorter" if after > before else "an hour longer"
    return Inference(
        Inferred.CLOCK_CHANGE, f"The clocks change during this event, which makes it {hours} than its times suggest."
    )


def at(day: date, clock: time, zone: tzinfo) -> datetime:
    """A wall time on a day in a zone."""
    return datetime.combine(day, clock, tzinfo=zone)
