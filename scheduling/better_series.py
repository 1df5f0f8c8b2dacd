"""Another weekday or another hour for a whole series: strictly milder, never past, on no more bank holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from scheduling.almanac import almanac
from scheduling.burden import Burden
from scheduling.caring import days_of
from scheduling.clash import check, weigh, window_of
from scheduling.events import Event, Span
from scheduling.findings import Check
from scheduling.levels import Level
from scheduling.openings import days_long, length_of, minutes_of, starts_on
from scheduling.policy import Policy
from scheduling.repeats import from_now_on, moved_series, weekdays_of

_DAY = timedelta(days=1)


def better_series(
    event: Event, policy: Policy, count: int, now: datetime | None, first: date | None, until: date | None
) -> list[Check]:
    """Up to `count` ways to hold the series that ask for less, on different weekdays where there are enough.

    Another weekday is offered only where none of its dates is a bank holiday; a series of whole days moves to another
    weekday, one with times to another weekday or hour. The window is that of `check`. Raises OutOfRangeError.
    """
    first, until = window_of(event, policy, now, first, until)
    asked = _burden(event, policy, now, first, until)
    if asked.level < Level.ADJUST.weight:
        return []
    best: list[tuple[tuple[object, ...], Event]] = []
    for days, starts in _other_weekdays_and_hours(event, policy):
        for begins in starts:
            moved = moved_series(event, days, begins)
            coming = from_now_on(moved, now, until)
            if coming is None or (days and _meets_bank_holidays(coming, policy, first, until)):
                continue
            burden = _burden(coming, policy, now, first, until)
            if burden.asks_less_than(asked):
                late, away = _how_far(event, coming, policy)
                best.append(((burden.level, late, round(burden.asks, 1), abs(days), burden, away), coming))
            if burden.level < Level.ADJUST.weight:
                break  # this weekday has an hour with nothing to adjust
    best.sort(key=lambda scored: scored[0])
    chosen = _different_weekdays([moved for _, moved in best], count)
    return [check(moved, policy=policy, now=now, first=first, until=until) for moved in chosen]


def _burden(event: Event, policy: Policy, now: datetime | None, first: date, until: date) -> Burden:
    level, dates = weigh(event, policy, now, first, until)
    return Burden.of_series(level, [Burden.of(each) for each in dates])


def _other_weekdays_and_hours(event: Event, policy: Policy) -> Iterator[tuple[int, list[datetime] | list[date]]]:
    """Days to move a series by, nearest first, each with its first starts: a few hours, or the day for whole days."""
    first = event.start.astimezone(policy.place.zone) if isinstance(event.start, datetime) else event.start
    for days in sorted(_shifts(event, policy), key=abs):
        moved = first + days * _DAY
        if isinstance(moved, datetime):
            yield days, _hours_on(moved, event, policy)
        elif days and _alike(event.start, _run(moved, days_long(event)), policy):
            yield days, [moved]


def _shifts(event: Event, policy: Policy) -> list[int]:
    """By how many days a series can move inside its week, every weekday of it staying a working day or a day off."""
    kept = weekdays_of(event)
    if not kept:
        return [0]
    return [
        days
        for days in range(-min(kept), 7 - max(kept))
        if all(((day + days) in policy.week) is (day in policy.week) for day in kept)
    ]


def _hours_on(moved: datetime, event: Event, policy: Policy) -> list[datetime]:
    """A few starts on that day, aware and local."""
    zone = policy.place.zone
    starts, ends = (moment.astimezone(zone) for moment in (event.start, event.end) if isinstance(moment, datetime))
    on_working_day = starts.weekday() in policy.week
    every = list(starts_on(moved.date(), starts, length_of(starts, ends), policy, on_working_day))
    return [begins.replace(tzinfo=zone) for begins in _few(every, starts)]


def _alike(asked: date, days: list[date], policy: Policy) -> bool:
    """Whether all those days are working days like the asked one, or days off like it."""
    return all((day.weekday() in policy.week) is (asked.weekday() in policy.week) for day in days)


def _few(starts: list[datetime], asked: datetime) -> list[datetime]:
    """Three hours to try on a day, each a whole series to judge: the nearest to the asked one, and two apart."""
    nearest = sorted(starts, key=lambda begins: abs(minutes_of(begins) - minutes_of(asked)))
    return list(dict.fromkeys([*nearest[:1], *starts[1:2], *starts[len(starts) // 2 :][:1]]))


def _meets_bank_holidays(series: Event, policy: Policy, first: date, until: date) -> bool:
    """Whether any happening of a series that would come on another weekday is on a bank holiday."""
    known = almanac(policy.place, policy.overrides, policy.observance_hours)
    return any(known.bank_holidays(_days_of(span, policy)) for span in series.spans(first, until))


def _days_of(span: Span, policy: Policy) -> list[date]:
    if isinstance(span.start, datetime) and isinstance(span.end, datetime):
        return days_of(span.start.astimezone(policy.place.zone), span.end.astimezone(policy.place.zone))
    first, after = (moment.date() if isinstance(moment, datetime) else moment for moment in (span.start, span.end))
    return _run(first, after - first)


def _run(first: date, length: timedelta) -> list[date]:
    return [first + number * _DAY for number in range(length.days)]


def _how_far(event: Event, moved: Event, policy: Policy) -> tuple[bool, int]:
    """Whether a moved series ends too late for the school run, and how many minutes its hours are from the asked."""
    if not isinstance(event.start, datetime) or not isinstance(moved.start, datetime):
        return False, 0
    zone = policy.place.zone
    asked, begins = event.start.astimezone(zone), moved.start.astimezone(zone)
    late = isinstance(moved.end, datetime) and moved.end.astimezone(zone).time() > policy.prefer_end_by
    return late, abs(minutes_of(begins) - minutes_of(asked))


def _different_weekdays(moved: list[Event], count: int) -> list[Event]:
    """The first of each weekday, then further ones, until there are `count`."""
    fresh: dict[int, Event] = {}
    for event in moved:
        fresh.setdefault(event.start.weekday(), event)
    chosen = list(fresh.values())
    return (chosen + [event for event in moved if event not in chosen])[:count]
