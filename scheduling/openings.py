"""Where an event of some length fits into a day: its length by the clock, and the starts that can be offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from scheduling.events import Event
from scheduling.hours import Hours
from scheduling.policy import Policy

_STEP = timedelta(minutes=30)


def length_of(starts: datetime, ends: datetime) -> timedelta:
    """How long an event takes by the clock on the wall, or really, where a clock that goes back leaves nothing."""
    by_the_clock = ends.replace(tzinfo=None) - starts.replace(tzinfo=None)
    return by_the_clock if by_the_clock > timedelta() else ends.astimezone(UTC) - starts.astimezone(UTC)


def days_long(event: Event) -> timedelta:
    """How many whole days an event without times takes."""
    first, after = (moment.date() if isinstance(moment, datetime) else moment for moment in (event.start, event.end))
    return after - first


def starts_on(
    day: date, asked: datetime, length: timedelta, policy: Policy, on_working_day: bool
) -> Iterator[datetime]:
    """Naive local starts on that day: every half hour of the core hours that leaves room, else the asked time."""
    opens = datetime.combine(day, policy.core.start)
    closes = _end_of(policy.core if on_working_day else policy.assumed_day, day)
    begins = opens
    while begins + length <= closes:
        yield begins
        begins += _STEP
    if begins == opens:
        yield datetime.combine(day, asked.time())


def _end_of(hours: Hours, day: date) -> datetime:
    """When hours end on that day, as wall time: midnight is the end of the day."""
    return datetime.combine(day + timedelta(days=1) if hours.end == time(0) else day, hours.end)


def minutes_of(moment: datetime | date) -> int:
    """Minutes since midnight by its own clock; 0 for a whole day."""
    return moment.hour * 60 + moment.minute if isinstance(moment, datetime) else 0
