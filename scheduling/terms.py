"""School terms of one area, as imported from a calendar: which days are holiday, and how far the calendar reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A run of days without school, `first` to `last` inclusive. `name` is "" when the calendar gives none."""

    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class TermCalendar:
    """The term dates of `area`, as they stood on `fetched`.

    `holidays` are in order and do not overlap; weekends inside or beside a holiday belong to it, other weekends do
    not. The calendar says something about the days `first` to `last` (inclusive) and nothing about any other.
    """

    area: str
    fetched: date
    first: date
    last: date
    holidays: tuple[SchoolHoliday, ...] = ()

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


def joined(holidays: list[SchoolHoliday]) -> tuple[SchoolHoliday, ...]:
    """Holidays in order, those that touch or overlap (or have only a weekend between them) as one."""
    ordered: list[SchoolHoliday] = []
    for holiday in sorted(holidays, key=lambda each: (each.first, each.last)):
        if ordered and holiday.first <= _next_weekday(ordered[-1].last):
            before = ordered.pop()
            last = max(before.last, holiday.last)
            longest = max(before, holiday, key=lambda each: (bool(each.name), each.last - each.first))
            ordered.append(SchoolHoliday(before.first, last, longest.name))
        else:
            ordered.append(holiday)
    return tuple(ordered)


def _next_weekday(day: date) -> date:
    """The first Monday to Friday after `day`."""
    after = day + timedelta(days=1)
    while after.weekday() >= 5:
        after += timedelta(days=1)
    return after
