"""Days of the month → dates: the year or month that was not written, and the weekday that was."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dateutil.relativedelta import relativedelta

from scheduling.events import Inference, Inferred
from scheduling.reading.finding.months import no_such_day
from scheduling.reading.finding.pieces import CalendarDay, Day
from scheduling.reading.resolving.setting import YEARS_BACK, YEARS_ON, Setting, Stretch, UnresolvedError, day_words
from scheduling.reading.sentence.statement import Heading
from scheduling.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES


def resolve_dated(day: CalendarDay, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    """A day of the month: the next such, under the heading above it or after the date before it. Raises UnresolvedError."""
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
    check_weekday(stretch, day)
    if day.year is not None and found < setting.today:
        notes.append(Inference(Inferred.PAST, f"{day_words(found)} is in the past."))
    if (
        any(note.kind is Inferred.WEEKDAY for note in notes)
        and day.year is None
        and day.weekday is not None
        and found > setting.today
    ):
        before = year_before(found)
        if before is not None and before.weekday() == day.weekday and (setting.today - before).days < 120:
            stretch.others.append((before, "the weekday fits the year before"))
    return stretch


def _dated(
    day: CalendarDay, month: int, setting: Setting, heading: Heading | None, since: date | None, notes: list[Inference]
) -> date:
    if day.year is not None:
        check_year(day.year, setting)
        return _exact(day.year, month, day.day)
    if heading is not None and heading.year is not None and _is_near(heading.year, setting):
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
        found = on_or_after(month, day.day, since)
        notes.append(Inference(Inferred.YEAR, f"No year was given: read as {found.year}, after the date before it."))
        return found
    found = on_or_after(month, day.day, setting.today)
    notes.append(Inference(Inferred.YEAR, f"No year was given: read as {found.year}."))
    return found


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


def _checked_day(day: int, month: date) -> int:
    if day > monthrange(month.year, month.month)[1]:
        raise UnresolvedError(no_such_day(day, month.month))
    return day


def check_year(year: int, setting: Setting) -> None:
    """Raise UnresolvedError for a year that no organiser means."""
    if not _is_near(year, setting):
        raise UnresolvedError(f"the year {year} is too far from now")


def _is_near(year: int, setting: Setting) -> bool:
    return setting.today.year - YEARS_BACK <= year <= setting.today.year + YEARS_ON


def _exact(year: int, month: int, day: int) -> date:
    if not 1 <= day <= monthrange(year, month)[1]:
        length = monthrange(year, month)[1]
        raise UnresolvedError(f"{MONTH_NAMES[month - 1]} {year} has {length} days")
    return date(year, month, day)


def on_or_after(month: int, day: int, start: date) -> date:
    """The next such date on or after `start`; 29 February waits for its leap year."""
    for year in range(start.year, start.year + 9):
        if day <= monthrange(year, month)[1] and (found := date(year, month, day)) >= start:
            return found
    raise UnresolvedError(no_such_day(day, month))


def year_before(day: date) -> date | None:
    """The same day a year before; None for 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None


def check_weekday(stretch: Stretch, day: Day) -> None:
    """Note when the weekday beside a date is not that of the date; the date wins."""
    found = stretch.first
    if isinstance(day, CalendarDay) and day.weekday is not None and found.weekday() != day.weekday:
        written = f"{found.day} {MONTH_NAMES[found.month - 1]} {found.year}"
        proper = WEEKDAY_NAMES[found.weekday()]
        words = f"The text says {WEEKDAY_NAMES[day.weekday]}, but {written} is a {proper}: the date was used."
        stretch.inferences.append(Inference(Inferred.WEEKDAY, words))
