"""Better times nearby: same length, same week first, inside the core hours, and strictly milder than the asked one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling.almanac import Almanac, almanac
from scheduling.caring import days_of
from scheduling.clash import check, weigh, window_of
from scheduling.errors import OutOfRangeError
from scheduling.events import Event, Span
from scheduling.findings import Check, Tally
from scheduling.levels import Level
from scheduling.overlaps import Overlap, overlaps_of
from scheduling.policy import Policy
from scheduling.repeats import from_now_on, keeps_weekday, moved_series

#: Weeks looked at around the asked one, in this order; 0 is its own.
_WEEKS = (0, 1, -1, 2, -2, 3)
_STEP = timedelta(minutes=30)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Burden:
    """How much a slot asks of people: compared by its heaviest level, then by how many causes weigh how much."""

    level: int
    best_moved: float
    strong: float
    adjust: float
    know: float

    @classmethod
    def of(cls, overlaps: Iterable[Overlap]) -> Burden:
        """The burden of one happening."""
        found = list(overlaps)
        return cls(
            max((overlap.level.weight for overlap in found), default=0),
            sum(overlap.level is Level.MOVE for overlap in found),
            sum(overlap.level is Level.ADJUST and overlap.strong for overlap in found),
            sum(overlap.level is Level.ADJUST and not overlap.strong for overlap in found),
            sum(overlap.level is Level.KNOW for overlap in found),
        )

    @classmethod
    def of_series(cls, level: Level, tally: Tally) -> Burden:
        """The burden of a series: its level, and the share of its happenings at each level."""
        share = {each: number / max(tally.count, 1) for each, number in tally.by_level.items()}
        return cls(level.weight, share.get(Level.MOVE, 0), 0, share.get(Level.ADJUST, 0), share.get(Level.KNOW, 0))


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
        return _better_series(event, policy, count, now, first, until)
    burden = Burden.of(overlaps_of(event.span, event.traits, policy, now).values())
    if burden.level < Level.ADJUST.weight or _is_over(event, policy, now):
        return []
    chosen = _diverse(sorted(_milder(event, burden, policy, now, count), key=_preference), count)
    moved = (_moved(event, candidate.span) for candidate in chosen)
    return [check(event, policy=policy, now=now) for event in moved]


def _milder(event: Event, asked: Burden, policy: Policy, now: datetime | None, count: int) -> Iterator[_Candidate]:
    """Milder slots, week by week, until the nearest weeks have enough days with nothing to adjust."""
    free: set[date] = set()
    for week in _WEEKS:
        for candidate in _in_week(event, week, policy, now):
            if candidate.burden < asked:
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
            shift = _minutes(begins) - _minutes(asked) if begins is not None else 0
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
        length = _days_long(event)
        days = [day + timedelta(days=number) for number in range(min(length.days, 31))]
        today = now.astimezone(policy.place.zone).date() if now else None
        if all(_offered(each, on_working_day, policy, known) for each in days) and (today is None or day > today):
            yield Span(day, day + length)
        return
    zone = policy.place.zone
    length = _length(event.start.astimezone(zone), event.end.astimezone(zone))
    for begins in _starts(day, event.start.astimezone(zone), length, policy, on_working_day):
        start, end = begins.replace(tzinfo=zone), (begins + length).replace(tzinfo=zone)
        if (now is None or start > now) and not known.bank_holidays(days_of(start, end)):
            yield Span(start, end)


def _length(starts: datetime, ends: datetime) -> timedelta:
    """How long an event takes by the clock on the wall, or really, where a clock that goes back leaves nothing."""
    by_the_clock = ends.replace(tzinfo=None) - starts.replace(tzinfo=None)
    return by_the_clock if by_the_clock > timedelta() else ends.astimezone(UTC) - starts.astimezone(UTC)


def _days_long(event: Event) -> timedelta:
    """How many whole days an event without times takes."""
    first, after = (moment.date() if isinstance(moment, datetime) else moment for moment in (event.start, event.end))
    return after - first


def _starts(day: date, asked: datetime, length: timedelta, policy: Policy, on_working_day: bool) -> Iterator[datetime]:
    """Naive local starts on that day: every half hour of the core hours that leaves room, else the asked time."""
    opens, closes = datetime.combine(day, policy.core.start), datetime.combine(day, policy.core.end)
    if not on_working_day:
        closes = datetime.combine(day, policy.assumed_day.end)
    begins = opens
    while begins + length <= closes:
        yield begins
        begins += _STEP
    if begins == opens:
        yield datetime.combine(day, asked.time())


def _offered(day: date, on_working_day: bool, policy: Policy, known: Almanac) -> bool:
    """A working day for a meeting on one; for a weekend event, another day of the weekend."""
    return (day.weekday() in policy.week) is on_working_day and not known.is_bank_holiday(day)


def _preference(candidate: _Candidate) -> tuple[object, ...]:
    """Nothing to adjust first, best moved last; then the nearest week, the least burden, the day, a time near."""
    return (
        max(candidate.burden.level, Level.KNOW.weight),
        _WEEKS.index(candidate.week),
        candidate.burden,
        candidate.lateness,
        candidate.days_off,
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


def _minutes(moment: datetime | date) -> int:
    return moment.hour * 60 + moment.minute if isinstance(moment, datetime) else 0


def _better_series(
    event: Event, policy: Policy, count: int, now: datetime | None, first: date | None, until: date | None
) -> list[Check]:
    if event.all_day or not isinstance(event.start, datetime):
        return []
    first, until = window_of(event, policy, now, first, until)
    asked = Burden.of_series(*weigh(event, policy, now, first, until))
    if asked.level < Level.ADJUST.weight:
        return []
    starts = event.start.astimezone(policy.place.zone)
    best: list[tuple[tuple[object, ...], Event]] = []
    for days, hours in _other_weekdays_and_hours(event, policy):
        for begins in hours:
            moved = moved_series(event, days, begins.replace(tzinfo=policy.place.zone))
            coming = moved if now is None else from_now_on(moved, now, until)
            if coming is None:
                continue
            burden = Burden.of_series(*weigh(coming, policy, now, first, until))
            if burden < asked:
                ends = coming.end.astimezone(policy.place.zone) if isinstance(coming.end, datetime) else begins
                late = ends.time() > policy.prefer_end_by
                away = abs(_minutes(begins) - _minutes(starts))
                best.append(((burden.level, late, abs(days), burden, away), coming))
            if burden.level < Level.ADJUST.weight:
                break  # this weekday has an hour with nothing to adjust
    best.sort(key=lambda scored: scored[0])
    chosen = _different_weekdays([moved for _, moved in best], count)
    return [check(moved, policy=policy, now=now, first=first, until=until) for moved in chosen]


def _other_weekdays_and_hours(event: Event, policy: Policy) -> Iterator[tuple[int, list[datetime]]]:
    """Days to move a series by, nearest first, each with a few naive local starts in the core hours."""
    zone = policy.place.zone
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return
    starts, ends = event.start.astimezone(zone), event.end.astimezone(zone)
    length = _length(starts, ends)
    on_working_day = starts.weekday() in policy.week
    shifts = range(-starts.weekday(), 7 - starts.weekday()) if keeps_weekday(event) else (0,)
    for days in sorted(shifts, key=abs):
        day = starts.date() + days * _DAY
        if (day.weekday() in policy.week) is on_working_day:
            yield days, _few_starts(list(_starts(day, starts, length, policy, on_working_day)), starts)


def _few_starts(starts: list[datetime], asked: datetime) -> list[datetime]:
    """Three hours to try on a day, each a whole series to judge: the nearest to the asked one, and two apart."""
    nearest = sorted(starts, key=lambda begins: abs(_minutes(begins) - _minutes(asked)))
    return list(dict.fromkeys([*nearest[:1], *starts[1:2], *starts[len(starts) // 2 :][:1]]))


def _different_weekdays(moved: list[Event], count: int) -> list[Event]:
    fresh: dict[int, Event] = {}
    for event in moved:
        fresh.setdefault(event.start.weekday(), event)
    chosen = list(fresh.values())
    return (chosen + [event for event in moved if event not in chosen])[:count]
