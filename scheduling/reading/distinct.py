"""Of what a message names more than once, the fuller statement: one event for each moment, and no day of its own for a heading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from scheduling.events import Event


def civil_day(event: Event) -> date:
    """The day on which an event starts, in its own zone."""
    return event.start.date() if isinstance(event.start, datetime) else event.start


def distinct(events: Sequence[Event], *, headings: Sequence[Event] = ()) -> list[Event]:
    """One event for each moment: a fuller statement of the same event takes the place of a barer one.

    `headings`: the weeks that stand above a list; one of them is no event when another event falls in it.
    """
    kept: list[Event] = []
    at: dict[object, int] = {}
    for event in events:
        key = event.start.astimezone(UTC) if isinstance(event.start, datetime) else event.start
        known = at.get(key)
        if known is None:
            at[key] = len(kept)
            kept.append(event)
            continue
        other = kept[known]
        if (event.rrule and not other.rrule) or (event.end_stated and not other.end_stated and not other.rrule):
            kept[known] = event
        elif (
            event.end != other.end
            and event.end_stated
            and other.end_stated
            and (event.rrule is None) == (other.rrule is None)
        ) or (event.rrule != other.rrule and event.rrule and other.rrule):
            kept.append(event)
    timed = {event.start.date() for event in kept if isinstance(event.start, datetime)}
    kept = [event for event in kept if event not in headings or not any(_within(other, event) for other in kept)]
    kept = [
        event
        for event in kept
        if isinstance(event.start, datetime) or event.rrule or event.start not in timed or _days(event) > 1
    ]
    series = [event for event in kept if event.rrule]
    return [event for event in kept if event.rrule or not any(_holds(rule, event) for rule in series)]


def is_dated_elsewhere(event: Event, events: list[Event]) -> bool:
    """`Thursday works for me. So 10 Dec at 2pm`: a weekday alone, and below it the date and hour it stands for."""
    weekday = civil_day(event).weekday()
    return any(not other.all_day and not other.rrule and civil_day(other).weekday() == weekday for other in events)


def _days(event: Event) -> int:
    """How many whole days an all-day event covers."""
    if isinstance(event.start, datetime) or isinstance(event.end, datetime):
        return 1
    return (event.end - event.start).days


def _within(event: Event, week: Event) -> bool:
    """Whether an event falls in a week that heads it."""
    return event is not week and not isinstance(week.end, datetime) and week.start <= civil_day(event) < week.end


def _holds(series: Event, event: Event) -> bool:
    day = civil_day(event)
    if event.all_day != series.all_day:
        return False
    return any(span.start == event.start for span in series.spans(day, day, limit=3))
