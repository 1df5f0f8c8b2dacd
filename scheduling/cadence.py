"""When a channel's prompts fall: a pure function of its rhythm, the days off, and an instant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

#: Weeks after which the channel is asked whether to go on: silent renewal breeds muting.
RUN_WEEKS = 12
#: How far ahead a slot is looked for; a rhythm whose every day is off ends here and not in an endless search.
HORIZON_WEEKS = 160
MONDAY_TO_FRIDAY = frozenset(range(5))

#: Why nothing is posted on a civil day ("Boxing Day"), or "" when nothing stands against it.
DayOff = Callable[[date], str]


#: Whether a prompt was written for a civil day that is off.
Written = Callable[[date], bool]


def no_days_off(_day: date) -> str:
    """A calendar on which no day is off."""
    return ""


def nothing_written(_day: date) -> bool:
    """A collection without a prompt for any day that is off."""
    return False


class SlotKind(StrEnum):
    """What is due at a slot."""

    PROMPT = "prompt"
    QUESTION = "question"  # twelve weeks are over: shall we go on?


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One moment at which a channel gets something; `at` is aware, in the zone of the rhythm."""

    at: datetime
    kind: SlotKind


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day on which the rhythm falls and nothing is posted, with the reason in a few words."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Civil days, both inclusive, on which the workspace is silent; open-ended without `last`."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the hold is on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What decides when a channel's prompts fall.

    `at` is wall time in the IANA zone `tz`; `weekday` counts from Monday, 0. With `every_weeks` 2, prompts fall in
    the week (Monday to Sunday) of `anchor` and every other week from there. `run_began` is the first day of the present
    twelve weeks. `paused_until` is the first day after a pause; `paused` has no end. `skips` are slots somebody
    left out, as instants. `day_off` answers for bank holidays and solemn days; on one that a prompt was `written` for,
    that prompt is posted, and never the question.
    """

    every_weeks: int
    weekday: int
    at: time
    tz: str
    anchor: date
    run_began: date
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    paused: bool = False
    paused_until: date | None = None
    holds: tuple[Hold, ...] = ()
    skips: frozenset[datetime] = frozenset()
    day_off: DayOff = no_days_off
    written: Written = nothing_written

    @property
    def question_from(self) -> date:
        """The first day on which the twelve weeks are over."""
        return self.run_began + timedelta(weeks=RUN_WEEKS)


def next_slots(rhythm: Rhythm, after: datetime, count: int) -> list[Slot]:
    """The next slots strictly after an instant, in order: at most `count`, fewer when the run of twelve weeks ends.

    A wall time that the clocks skip is posted as much later as they skip (RFC 5545 section 3.3.5); one that they
    repeat is posted the first time. The last slot of a run is the question; nothing follows it.
    """
    if rhythm.paused and rhythm.paused_until is None:
        return []
    return list(islice(_slots(rhythm, after), count))


def slots_between(rhythm: Rhythm, after: datetime, until: datetime) -> list[Slot]:
    """The slots strictly after an instant and up to another (inclusive), as `next_slots` gives them."""
    if rhythm.paused and rhythm.paused_until is None:
        return []
    return list(takewhile(lambda slot: slot.at <= until, _slots(rhythm, after)))


def left_out(rhythm: Rhythm, after: datetime, until: date) -> list[LeftOut]:
    """The days of the rhythm, from the day of `after` to `until` (inclusive), on which nothing is posted, with why."""
    first = after.astimezone(ZoneInfo(rhythm.tz)).date()
    days = (day for day in _days(rhythm, first) if day <= until)
    return [LeftOut(day, why) for day in days if (why := _why_not(rhythm, day))]


def _slots(rhythm: Rhythm, after: datetime) -> Iterator[Slot]:
    for day in _days(rhythm, after.astimezone(ZoneInfo(rhythm.tz)).date()):
        moment = _moment(rhythm, day)
        if moment is None or moment <= after or _why_not(rhythm, day):
            continue
        if day >= rhythm.question_from:
            yield Slot(moment, SlotKind.QUESTION)
            return
        yield Slot(moment, SlotKind.PROMPT)


def _days(rhythm: Rhythm, first: date) -> Iterator[date]:
    """The civil days of the rhythm from `first` on, as far as anybody looks ahead."""
    due = _monday(rhythm.anchor) + timedelta(days=rhythm.weekday)
    step = timedelta(weeks=rhythm.every_weeks)
    day = due + -((due - first) // step) * step
    for _ in range(HORIZON_WEEKS // rhythm.every_weeks):
        yield day
        day += step


def _why_not(rhythm: Rhythm, day: date) -> str:
    if rhythm.weekday not in rhythm.working_days:
        return "not a working day"
    if rhythm.paused_until is not None and day < rhythm.paused_until:
        return "paused"
    if any(hold.covers(day) for hold in rhythm.holds):
        return "on hold"
    why = rhythm.day_off(day)
    if why and (day >= rhythm.question_from or not rhythm.written(day)):
        return why
    moment = _moment(rhythm, day)
    if moment is None:
        return "the clocks skip that time"
    return "skipped" if moment in rhythm.skips else ""


def _moment(rhythm: Rhythm, day: date) -> datetime | None:
    """The instant of the wall time on that day; None where the clocks jump over it into another day."""
    zone = ZoneInfo(rhythm.tz)
    moment = datetime.combine(day, rhythm.at, tzinfo=zone).astimezone(UTC).astimezone(zone)
    return moment if moment.date() == day else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
