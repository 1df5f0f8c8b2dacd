"""The stretches of every observance at one place, by civil day: reckoned a month at a time and kept."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from scheduling.hours import AS_SHIPPED, ObservanceHours, windows_of
from scheduling.observances.occurrence import Occurrence, Part, Window
from scheduling.observances.overrides import Override
from scheduling.observances.year import observances
from scheduling.places import Place

#: Months kept for each place before they are reckoned anew, and places kept: together some 100 MB at the very most.
_MONTHS_KEPT, _PLACES_KEPT = 60, 16


@dataclass(frozen=True, slots=True)
class Stretch:
    """One window of one occurrence."""

    occurrence: Occurrence
    window: Window


@dataclass(slots=True)
class Almanac:
    """What is observed at one place, asked for by civil day. Made by `almanac`, which keeps them."""

    place: Place
    overrides: tuple[Override, ...] = ()
    hours: ObservanceHours = AS_SHIPPED
    _months: dict[tuple[int, int], dict[date, tuple[Stretch, ...]]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Stretch, ...]:
        """Every stretch that touches that civil day at the place. Raises OutOfRangeError beyond the data."""
        key = (day.year, day.month)
        if key not in self._months:
            if len(self._months) >= _MONTHS_KEPT:
                self._months.clear()
            self._months[key] = self._reckon(*key)
        return self._months[key].get(day, ())

    def is_bank_holiday(self, day: date) -> bool:
        """Whether that day is a bank holiday in the nation of the place."""
        return any(stretch.window.part is Part.HOLIDAY and stretch.window.day == day for stretch in self.on(day))

    def bank_holidays(self, days: Iterable[date]) -> frozenset[date]:
        """Those of the given days that are bank holidays in the nation of the place."""
        return frozenset(day for day in days if self.is_bank_holiday(day))

    def _reckon(self, year: int, month: int) -> dict[date, tuple[Stretch, ...]]:
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        days: dict[date, list[Stretch]] = {}
        # A rest can begin on the evening before its first day, and end on the night after its last.
        found = observances(
            *(first - timedelta(days=1), last + timedelta(days=1)),
            place=self.place,
            weekly=True,
            adventist=True,
            overrides=self.overrides,
        )
        for occurrence in found:
            for window in windows_of(occurrence, self.hours):
                day = max(window.start.date(), first)
                while day <= last and day <= (window.end - timedelta(microseconds=1)).date():
                    days.setdefault(day, []).append(Stretch(occurrence, window))
                    day += timedelta(days=1)
        return {day: tuple(found) for day, found in days.items()}


@lru_cache(maxsize=_PLACES_KEPT)
def almanac(place: Place, overrides: tuple[Override, ...] = (), hours: ObservanceHours = AS_SHIPPED) -> Almanac:
    """The almanac of that place, with those confirmed days and the hours that were set."""
    return Almanac(place, overrides, hours)
