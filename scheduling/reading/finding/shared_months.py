"""Gives days written together the month and year that only one of them has."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.months import MONTH_DAYS, no_such_day
from scheduling.reading.finding.pieces import CalendarDay, Day, NoSuchDay
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.finding.years import year_at


def share_month(items: list[tuple[Day, str]]) -> list[tuple[Day, str]] | None:
    """Give days without a month that of the next day that has one, or else of the one before."""
    shared: list[tuple[Day, str]] = list(items)
    month: int | None = None
    year: int | None = None
    later: CalendarDay | None = None
    for n in range(len(shared) - 1, -1, -1):
        day, joiner = shared[n]
        if not isinstance(day, CalendarDay):
            later = _named_month(day) or later
            continue
        if day.month is None and day.months_ahead is None and later is not None:
            month, year = later.month, later.year
            if month is None and later.months_ahead is None:
                continue
            if later.months_ahead is not None:
                shared[n] = replace(day, months_ahead=later.months_ahead, is_bare=False), joiner
                continue
            if month is not None and day.day > later.day:
                if joiner != "-" and shared[n + 1][1] != "-":
                    return None
                month = month - 1 or 12
            if month is not None and not 1 <= day.day <= MONTH_DAYS[month - 1]:
                shared[n] = NoSuchDay(no_such_day(day.day, month)), joiner
                continue
            day = replace(day, month=month, year=year if later.month == month else None, is_bare=False)
            shared[n] = day, joiner
        elif day.month is not None and day.year is None and later is not None and later.year is not None:
            year = (
                later.year
                if later.month is not None and (day.month, day.day) <= (later.month, later.day)
                else later.year - 1
            )
            if not (later.month is not None and (day.month, day.day) > (later.month, later.day) and later.month > 6):
                day = replace(day, year=year)
                shared[n] = day, joiner
        later = day
    return _forward(shared)


def _named_month(day: Day) -> CalendarDay | None:
    """The day, month and year that something written as a date names, although there is no such day: 31 April."""
    if not isinstance(day, NoSuchDay) or day.month is None:
        return None
    return CalendarDay(day.day, day.month, day.year)


def _forward(shared: list[tuple[Day, str]]) -> list[tuple[Day, str]]:
    before: CalendarDay | None = None
    for n, (day, joiner) in enumerate(shared):
        if not isinstance(day, CalendarDay):
            before = _named_month(day) or before
            continue
        if before is not None and day.month is None and day.months_ahead is None and before.month is not None:
            if day.day > MONTH_DAYS[before.month - 1]:
                shared[n] = NoSuchDay(no_such_day(day.day, before.month)), joiner
                continue
            day = replace(day, month=before.month, year=before.year, is_bare=False)
            shared[n] = day, joiner
        elif (
            before is not None
            and day.month is not None
            and day.year is None
            and before.year is not None
            and before.month is not None
        ):
            year = before.year if (day.month, day.day) >= (before.month, before.day) else before.year + 1
            day = replace(day, year=year)
            shared[n] = day, joiner
        before = day
    return shared


def take_year_behind(r: Reader, end: int, days: list[tuple[Day, str]], year_now: int) -> int:
    """A year after inherited days: "December 4-6, 2026"."""
    last = days[-1][0]
    if len(days) < 2 or not isinstance(last, CalendarDay) or last.year is not None:
        return end
    year, after = year_at(r, end, year_now)
    if year is not None:
        for n, (day, joiner) in enumerate(days):
            if isinstance(day, CalendarDay) and day.year is None:
                days[n] = replace(day, year=year), joiner
    return after
