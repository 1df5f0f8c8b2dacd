"""School terms of one area, as imported from a calendar: which days are holiday, and how far the calendar reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A run of days without school, `first` to `last` inclusive. `name` is "" when the calendar gives none."""

    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class TermCalendar:
    """The term dates of `area`, as they stood on `fetched`.

    `holidays` are in order and do not touch; a weekend inside or beside a holiday belongs to it. The calendar says
    something about the days `first` to `last` (inclusive) and nothing about any other. `passed_over` are titles in
    the imported file that were not understood as a term or a holiday.
    """

    area: str
    fetched: date
    first: date
    last: date
    holidays: tuple[SchoolHoliday, ...] = ()
    passed_over: tuple[str, ...] = ()

    def covers(self, day: date) -> bool:
        """Whether the calendar reaches that day."""
        return self.first <= day <= self.last

    def holiday_on(self, day: date) -> SchoolHoliday | None:
        """The holiday that day belongs to, if any."""
        return next((holiday for holiday in self.holidays if holiday.first <= day <= holiday.last), None)

    def is_school_day(self, day: date) -> bool | None:
        """Whether schools are open to pupils: None when the calendar does not reach that day."""
        if not self.covers(day):
            return None
        return day.weekday() < 5 and self.holiday_on(day) is None


def joined(holidays: Iterable[SchoolHoliday]) -> tuple[SchoolHoliday, ...]:
    """Holidays in order, each with the weekends beside it, and those that then touch as one, under the longest name."""
    whole: list[SchoolHoliday] = []
    longest = timedelta()
    for holiday in sorted(map(_with_weekends, holidays), key=lambda each: (each.first, each.last)):
        length = holiday.last - holiday.first if holiday.name else -_DAY
        if whole and holiday.first <= whole[-1].last + _DAY:
            before = whole.pop()
            name = holiday.name if length > longest or not before.name else before.name
            whole.append(SchoolHoliday(before.first, max(before.last, holiday.last), name))
            longest = max(longest, length)
        else:
            whole.append(holiday)
            longest = length
    return tuple(whole)


def _with_weekends(holiday: SchoolHoliday) -> SchoolHoliday:
    first, last = holiday.first, holiday.last
    while (first - _DAY).weekday() >= 5:
        first -= _DAY
    while (last + _DAY).weekday() >= 5:
        last += _DAY
    return SchoolHoliday(first, last, holiday.name)
