"""The pieces a text is taken apart into: days, times, lengths, zones and repeats as written, not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the month with what else was written. `months_ahead` counts from the present month ("the 9th of next month")."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    months_ahead: int | None = None
    month_first: bool = False
    #: Digits with a stroke and nothing else, as `5/7`: a date only in company.
    is_fraction: bool = False
    #: A number after a weekday with no ending and no month: `Tues 7`.
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class NamedWeekday:
    """A weekday by name. `which` is "", "this", "next" or "last"; `weeks` are added; `in_week` counts weeks from this one."""

    weekday: int
    which: str = ""
    weeks: int = 0
    in_week: int | None = None
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day counted from today."""

    days: int = 0
    weeks: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The nth weekday of a month (-1 the last); without a month, of the month `months_ahead`."""

    nth: int
    weekday: int
    month: int | None = None
    year: int | None = None
    months_ahead: int | None = None


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last day of a month (`first`: the first)."""

    month: int | None = None
    year: int | None = None
    months_ahead: int | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class FeastDay:
    """A day with a name: Easter Monday, Boxing Day, Eid. `is_loose` when the word is also a season ("Christmas")."""

    name: str
    year: int | None = None
    is_loose: bool = False
    is_ours: bool = True


@dataclass(frozen=True, slots=True)
class WeekOf:
    """Monday to Friday of the week that holds a day, or of the week `weeks` from this one."""

    day: CalendarDay | None = None
    weeks: int = 0
    weekend: bool = False
    ending: bool = False


@dataclass(frozen=True, slots=True)
class MonthOf:
    """A month alone: a heading, or the bounds of a series. `months_ahead` counts from this one."""

    month: int | None = None
    year: int | None = None
    months_ahead: int | None = None


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year alone, as a heading."""

    year: int


@dataclass(frozen=True, slots=True)
class Run:
    """Days from `first` to `last`, both included."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """Something in the form of a date that is none, with the reason. Days beside it share the month it names."""

    why: str
    day: int = 0
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfRun:
    """One day of several: the `number`-th of a run, or of a week counted from Monday; or the run's day of that `weekday`."""

    days: Run | WeekOf | WeekOfMonth
    number: int = 0
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class WeekOfMonth:
    """The `nth` week of a month (-1 the last): the Monday to Friday whose Wednesday is the nth of the month."""

    nth: int
    month: int | None = None
    year: int | None = None
    months_ahead: int | None = None


Day = (
    CalendarDay
    | NamedWeekday
    | Ahead
    | NthWeekday
    | MonthEnd
    | FeastDay
    | WeekOf
    | MonthOf
    | YearOf
    | NoSuchDay
    | DayOfRun
    | WeekOfMonth
)


@dataclass(frozen=True, slots=True)
class DatePiece:
    """Days written together: one, a run, or a list joined by `joined` ("", "and", "or", ";")."""

    start: int
    end: int
    days: tuple[Day | Run, ...]
    joined: str = ""

    @property
    def only(self) -> Day | Run | None:
        """The single day or run, when there is one."""
        return self.days[0] if len(self.days) == 1 else None


class Half(StrEnum):
    """Which half of the day a written hour is in: said, on the 24-hour clock, or left open."""

    AM = "am"
    PM = "pm"
    FULL = "24"
    OPEN = ""


#: The part of the day of the word "midnight", which some mean as the start of a day and some as its end.
MIDNIGHT = "midnight"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; `hour` is 1 to 12 with AM, PM and OPEN."""

    hour: int
    minute: int = 0
    half: Half = Half.OPEN
    rough: str = ""
    #: A part of the day that was said beside it: "morning", "evening".
    part: str = ""


@dataclass(frozen=True, slots=True)
class TimePiece:
    """A time, or a time and its end. `role` says what the words before it make of it: see `roles`."""

    start: int
    end: int
    begins: Clock
    ends: Clock | None = None
    open_end: str = ""
    role: str = ""
    #: `7.15 for 7.45`: the earlier time.
    earlier: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class LengthPiece:
    """How long: minutes, or whole days."""

    start: int
    end: int
    minutes: int = 0
    days: int = 0
    weeks: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class ZonePiece:
    """A zone as written: an IANA name or a fixed offset in minutes."""

    start: int
    end: int
    name: str = ""
    offset: int | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class RepeatPiece:
    """How an event repeats: the parts of a rule as RFC 5545 names them."""

    start: int
    end: int
    freq: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    month_day: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountPiece:
    """How many times a series happens, or over how many weeks."""

    start: int
    end: int
    count: int = 0
    weeks: int = 0
    months: int = 0
    #: How often, where the count says so itself: `6 weekly sessions`.
    every: str = ""


@dataclass(frozen=True, slots=True)
class PartPiece:
    """A part of the day without an hour: morning, afternoon, evening, all day."""

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True)
class DayNumberPiece:
    """Days of a run by their numbers ("day 1", "days 2 and 3"); -1 is the last."""

    start: int
    end: int
    numbers: tuple[int, ...]


Piece = DatePiece | TimePiece | LengthPiece | ZonePiece | RepeatPiece | CountPiece | PartPiece | DayNumberPiece
