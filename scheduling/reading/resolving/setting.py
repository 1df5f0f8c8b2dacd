"""What a text is read against, and what a day or run of days comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from scheduling.events import Inference
from scheduling.reading.named_days import NamedDays
from scheduling.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

#: Years that an organiser can mean, counted from the present one.
YEARS_BACK, YEARS_ON = 12, 60


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
