"""Better times nearby: same length, same week first, inside the core hours, and strictly milder than the asked one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling.almanac import Almanac, almanac
from scheduling.better_series import better_series
from scheduling.burden import Burden
from scheduling.caring import days_of
from scheduling.clash import check
from scheduling.errors import OutOfRangeError
from scheduling.events import Event, Span
from scheduling.findings import Check
from scheduling.levels import Level
from scheduling.openings import days_long, length_of, minutes_of, starts_on
from scheduling.overlaps import overlaps_of
from scheduling.policy import Policy

#: Weeks looked at around the asked one, in this order; 0 is its own.
_WEEKS = (0, 1, -1, 2, -2, 3)
#: Whole days are planned further ahead, and a month of fasting must not be all that is looked at.
_WEEKS_FOR_DAYS = (*_WEEKS, -3, 4, 5)


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    day: date
    burden: Burden
    week: int
    lateness: int
    days_off: int
    shift: timedelta


def better_slots(
    event: Event,
    *,
    policy: Policy,
    count: int = 3,
    now: datetime | None = None,
    first: date | None = None,
    until: date | None = None,
) -> list[Check]:
    """Up to `count` nearby times with strictly less to say, best first, on different days where there are enough.

    Empty when there is nothing to adjust, and for an event that is over. Never in the past, on a bank holiday, or on a
    day off for a meeting on a working day. A whole-day event is given other days; a series another weekday or hour,
    with the window of `check`.
    """
    if event.is_series:
        return better_series(event, policy, count, now, first, until)
    burden = Burden.of(overlaps_of(event.span, event.traits, policy, now).values())
    if burden.level < Level.ADJUST.weight or _is_over(event, policy, now):
        return []
    chosen = _diverse(sorted(_milder(event, burden, policy, now, count), key=_preference), count)
    moved = (_moved(event, candidate.span) for candidate in chosen)
    return [check(event, policy=policy, now=now) for event in moved]


def _milder(event: Event, asked: Burden, policy: Policy, now: datetime | None, count: int) -> Iterator[_Candidate]:
    """Milder slots, week by week, until the nearest weeks have enough days with nothing to adjust."""
    free: set[date] = set()
    for week in _WEEKS_FOR_DAYS if event.all_day else _WEEKS:
        for candidate in _in_week(event, week, policy, now):
            if candidate.burden.is_worth_moving_from(asked):
                if candidate.burden.level < Level.ADJUST.weight:
                    free.add(candidate.day)
                yield candidate
        if len(free) >= count:
            return


def _in_week(event: Event, week: int, policy: Policy, now: datetime | None) -> Iterator[_Candidate]:
    zone = policy.place.zone
    asked = event.start.astimezone(zone) if isinstance(event.start, datetime) else event.start
    asked_day = asked.date() if isinstance(asked, datetime) else asked
    monday = asked_day - timedelta(days=asked_day.weekday()) + timedelta(weeks=week)
    known = almanac(policy.place, policy.overrides, policy.observance_hours)
    for number in range(7):
        day = monday + timedelta(days=number)
        for span in _spans_on(day, event, asked, policy, known, now):
            try:
                overlaps = overlaps_of(span, event.traits, policy, now)
            except OutOfRangeError:
                return
            begins = span.start.astimezone(zone) if isinstance(span.start, datetime) else None
            ends = span.end.astimezone(zone).time() if isinstance(span.end, datetime) else time(0)
            shift = minutes_of(begins) - minutes_of(asked) if begins is not None else 0
            yield _Candidate(
                span=span,
                day=day,
                burden=Burden.of(overlaps.values()),
                week=week,
                lateness=int(ends > policy.prefer_end_by),
                days_off=abs((day - asked_day).days),
                shift=timedelta(minutes=shift),
            )


def _spans_on(
    day: date, event: Event, asked: datetime | date, policy: Policy, known: Almanac, now: datetime | None
) -> Iterator[Span]:
    """The happenings of the event's length that can be offered on that day."""
    asked_day = asked.date() if isinstance(asked, datetime) else asked
    on_working_day = asked_day.weekday() in policy.week
    if day == asked_day and not isinstance(asked, datetime):
        return
    if not _offered(day, on_working_day, policy, known):
        return
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        length = days_long(event)
        days = [day + timedelta(days=number) for number in range(min(length.days, 31))]
        today = now.astimezone(policy.place.zone).date() if now else None
        if all(_offered(each, on_working_day, policy, known) for each in days) and (today is None or day > today):
            yield Span(day, day + length)
        return
    zone = policy.place.zone
    length = length_of(event.start.astimezone(zone), event.end.astimezone(zone))
    for begins in starts_on(day, event.start.astimezone(zone), length, policy, on_working_day):
        start, end = begins.replace(tzinfo=zone), (begins + length).replace(tzinfo=zone)
        if (now is None or start > now) and not known.bank_holidays(days_of(start, end)):
            yield Span(start, end)


def _offered(day: date, on_working_day: bool, policy: Policy, known: Almanac) -> bool:
    """A working day for a meeting on one; for a weekend event, another day of the weekend."""
    return (day.weekday() in policy.week) is on_working_day and not known.is_bank_holiday(day)


def _preference(candidate: _Candidate) -> tuple[object, ...]:
    """Nothing to adjust first, best moved last, strong causes late; then the nearest week, the fewest causes, the day.

    What is only good to know comes after the day: the same day at a better hour is the smallest change.
    """
    burden = candidate.burden
    return (
        max(burden.level, Level.KNOW.weight),
        burden.strong,
        _WEEKS_FOR_DAYS.index(candidate.week),
        replace(burden, level=0, know=0),
        candidate.lateness,
        candidate.days_off,
        burden.know,
        abs(candidate.shift),
        candidate.day,
    )


def _diverse(candidates: list[_Candidate], count: int) -> list[_Candidate]:
    """The first of each day, then further times, until there are `count`."""
    chosen: list[_Candidate] = []
    for fresh in (True, False):
        for candidate in candidates:
            if len(chosen) == count:
                return chosen
            taken = candidate.day in {other.day for other in chosen}
            if candidate not in chosen and taken is not fresh:
                chosen.append(candidate)
    return chosen


def _is_over(event: Event, policy: Policy, now: datetime | None) -> bool:
    if now is None:
        return False
    if isinstance(event.end, datetime):
        return event.end <= now
    return event.end <= now.astimezone(policy.place.zone).date()


def _moved(event: Event, span: Span) -> Event:
    """The event at another time, written in its own zone as it was asked."""
    start, end = (
        moment.astimezone(ZoneInfo(event.tzid)) if isinstance(moment, datetime) else moment
        for moment in (span.start, span.end)
    )
    return replace(event, start=start, end=end, text="", inferences=(), alternatives=())
