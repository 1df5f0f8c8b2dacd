"""What an organiser proposes: events, what was inferred about them, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduling.recurrence import occurrences

#: The most dates of one series that are looked at; the answer says so when a series has more.
MOST_SPANS = 2000


class Trait(StrEnum):
    """What the text itself says about an event. Never guessed from the names of people."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    FOOD = "food"
    ALCOHOL = "alcohol"
    SOCIAL = "social"
    OVERNIGHT = "overnight"
    CLINICAL = "clinical"
    PUBLIC = "public"
    COMPULSORY = "compulsory"


class Inferred(StrEnum):
    """The kinds of inference a reading can make; the words of each are in `Inference.words`."""

    YEAR = "year"
    MONTH = "month"
    DATE = "date"
    START = "start"
    END = "end"
    MERIDIEM = "am/pm"
    ZONE = "zone"
    MONTH_FIRST = "month first"
    WEEKDAY = "weekday mismatch"
    PAST = "past"
    SPELLING = "spelling"
    ROUGH = "rough time"
    CLOCK_CHANGE = "clock change"
    REPEAT = "repeat"
    NAMED_DAY = "named day"
    CORRECTED = "corrected"
    EARLIER_TIME = "earlier time"
    REPAIRED = "repaired"


@dataclass(frozen=True, slots=True)
class Inference:
    """One thing that the text did not say and the reading supplied, in words a person can check."""

    kind: Inferred
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """One happening of an event: both ends aware datetimes, or both dates with an exclusive end."""

    start: datetime | date
    end: datetime | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One proposed event, or one series.

    A timed event has aware datetimes in the zone `tzid`; an all-day event has dates and an exclusive end, as in
    RFC 5545 section 3.6.1. A series has `rrule` (without the `RRULE:` name) and, as `start` and `end`, its first
    occurrence. `instances` is set when a rule cannot say it all (a calendar file with moved occurrences or RDATE):
    it then lists every occurrence inside the window the file was read for, and `rrule` is for display.
    """

    text: str
    start: datetime | date
    end: datetime | date
    tzid: str
    title: str = ""
    end_stated: bool = True
    rrule: str | None = None
    exdates: tuple[datetime | date, ...] = ()
    instances: tuple[Span, ...] | None = None
    traits: frozenset[Trait] = frozenset()
    place_name: str = ""
    inferences: tuple[Inference, ...] = ()
    alternatives: tuple[Event, ...] = ()

    @property
    def all_day(self) -> bool:
        """Whether the event is a run of whole days, without times."""
        return not isinstance(self.start, datetime)

    @property
    def is_series(self) -> bool:
        """Whether the event happens more than once."""
        return self.rrule is not None or self.instances is not None

    @property
    def span(self) -> Span:
        """The only or the first happening."""
        return Span(self.start, self.end)

    def spans(self, first: date, until: date, *, limit: int = MOST_SPANS) -> Iterator[Span]:
        """Happenings that start from `first` to `until` (both inclusive, in the event's own zone), in order.

        A single event is given whatever its date: a window cuts a series, never the one date somebody asked about.
        At most `limit` are given. Recurrence is by `dateutil`, in local wall time, so that a weekly 10:00 stays at
        10:00 over a clock change (RFC 5545 section 3.3.10).
        """
        if self.instances is not None:
            inside = (span for span in self.instances if first <= _civil(span.start) <= until)
            yield from _take(inside, limit)
        elif self.rrule is None:
            yield self.span
        else:
            yield from _take(self._recur(self.rrule, first, until), limit)

    def _recur(self, rrule: str, first: date, until: date) -> Iterator[Span]:
        zone = ZoneInfo(self.tzid)
        naive_start = _naive(self.start, zone)
        naive_length = _naive(self.end, zone) - naive_start
        excluded = {_naive(moment, zone) for moment in self.exdates}
        begin, end = datetime.combine(first, time.min), datetime.combine(until, time.max)
        for moment in occurrences(with_local_until(rrule, zone), naive_start, begin, end):
            if moment in excluded:
                continue
            if self.all_day:
                yield Span(moment.date(), (moment + naive_length).date())
            else:
                yield Span(moment.replace(tzinfo=zone), (moment + naive_length).replace(tzinfo=zone))


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of the text that looked like a date and did not become an event, with the reason in words."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood from one paste or file, in the order of the text, and all that was not."""

    events: tuple[Event, ...] = ()
    unread: tuple[Unread, ...] = ()


def _civil(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _naive(moment: datetime | date, zone: ZoneInfo) -> datetime:
    """Local wall time in `zone`, without the zone; midnight for a date."""
    if isinstance(moment, datetime):
        return moment.astimezone(zone).replace(tzinfo=None)
    return datetime.combine(moment, time.min)


def with_local_until(rrule: str, zone: ZoneInfo) -> str:
    """Turn a UTC `UNTIL` into wall time of `zone` and a date `UNTIL` into the end of that day."""
    parts = []
    for part in rrule.split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL":
            if len(value) == len("20271231"):
                value += "T235959"
            elif value.endswith("Z"):
                moment = datetime.strptime(value, "%Y%m%dT%H%M%S%z").astimezone(zone)
                value = moment.strftime("%Y%m%dT%H%M%S")
        parts.append(f"{name}={value}")
    return ";".join(parts)


def _take(spans: Iterator[Span], limit: int) -> Iterator[Span]:
    for number, span in enumerate(spans):
        if number == limit:
            return
        yield span


#: The end that is assumed when the text states none.
ASSUMED_LENGTH = timedelta(hours=1)
