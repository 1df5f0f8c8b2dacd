"""What one happening overlaps: every observance and caring rule it touches, each at its heaviest, before any words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduling.almanac import Stretch, almanac
from scheduling.caring import CaringOverlap, caring_overlaps, days_of, on_day
from scheduling.errors import OutOfRangeError
from scheduling.events import Span, Trait
from scheduling.levels import Level
from scheduling.observances.occurrence import Part
from scheduling.policy import LONGEST_DAYS, Policy

#: The years that can be judged; the tables and formulas behind the observances are tested inside them.
FIRST_YEAR, LAST_YEAR = 1902, 2100

_SOFTER = {Level.MOVE: Level.ADJUST, Level.ADJUST: Level.KNOW, Level.KNOW: Level.KNOW, Level.NONE: Level.NONE}


@dataclass(frozen=True, slots=True)
class Overlap:
    """One cause that one happening touches, before it is put into words.

    `slot` is the stretch of the happening that was compared, aware and local to the place; `cause` is the stretch of
    the observance, or the caring rule with its hours.
    """

    id: str
    level: Level
    strong: bool
    start: datetime
    end: datetime
    slot: tuple[datetime, datetime]
    cause: Stretch | CaringOverlap

    @property
    def weight(self) -> tuple[int, bool, bool, bool]:
        """Heavier is larger; of equals, first what the event itself stated (food), then the day rather than its eve."""
        if not isinstance(self.cause, Stretch):
            return self.level.weight, self.strong, False, True
        window = self.cause.window
        return self.level.weight, self.strong, window.only_with is not None, window.part is not Part.EVE


def overlaps_of(
    span: Span, traits: frozenset[Trait], policy: Policy, now: datetime | None = None
) -> dict[str, Overlap]:
    """Every cause that one happening touches, by id, each at its heaviest. Nothing about people goes in."""
    assumed, whole = stretches_of(span, policy)
    at_place = almanac(policy.place, policy.overrides, policy.observance_hours)
    found: dict[str, Overlap] = {}
    for slot, full in zip(assumed, whole, strict=True):
        for day in days_of(*full):
            for stretch in at_place.on(day):
                overlap = _observed(stretch, slot, full, traits, policy)
                if overlap is not None and _outweighs(overlap, found.get(overlap.id)):
                    found[overlap.id] = overlap
    days = {day for slot in assumed for day in days_of(*slot)}
    for caring in caring_overlaps(
        assumed, policy=policy, traits=traits, bank_holidays=at_place.bank_holidays(days), now=now
    ):
        level = policy.levels.get(caring.rule.id, caring.rule.level)
        slot = next(slot for slot in assumed if slot[0] < caring.end and caring.start < slot[1])
        found[caring.rule.id] = Overlap(
            caring.rule.id, level, caring.rule.strong, caring.start, caring.end, slot, caring
        )
    return found


def stretches_of(span: Span, policy: Policy) -> tuple[list[tuple[datetime, datetime]], list[tuple[datetime, datetime]]]:
    """A happening as stretches of time local to the place: by the assumed hours of each day, and by whole days.

    For a happening with times both are the one stretch it takes. Raises OutOfRangeError.
    """
    zone = policy.place.zone
    if isinstance(span.start, datetime) and isinstance(span.end, datetime):
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        _check_years(start.date(), end.date())
        end = min(max(end, start + timedelta(minutes=1)), start + timedelta(days=LONGEST_DAYS))
        return [(start, end)], [(start, end)]
    first, last = span.start, span.end - timedelta(days=1)
    _check_years(first, last)
    count = min((last - first).days + 1, LONGEST_DAYS)
    days = [first + timedelta(days=number) for number in range(max(count, 1))]
    midnight = time(0)
    return (
        [on_day(policy.assumed_day, day, policy.place) for day in days],
        [
            (datetime.combine(day, midnight, zone), datetime.combine(day + timedelta(days=1), midnight, zone))
            for day in days
        ],
    )


def _check_years(first: date, last: date) -> None:
    if first.year < FIRST_YEAR or last.year > LAST_YEAR:
        outside = first if first.year < FIRST_YEAR else last
        sentence = f"{outside.isoformat()} is outside what we can check: dates from {FIRST_YEAR} to {LAST_YEAR}."
        raise OutOfRangeError(sentence, value=outside)


def _observed(
    stretch: Stretch,
    slot: tuple[datetime, datetime],
    full: tuple[datetime, datetime],
    traits: frozenset[Trait],
    policy: Policy,
) -> Overlap | None:
    window, id_ = stretch.window, stretch.occurrence.id
    if id_ in policy.off or (window.only_with is not None and window.only_with not in traits):
        return None
    if not (window.start < full[1] and full[0] < window.end):
        return None
    level, strong = policy.weight(id_, window.part, window.level), window.strong
    if level is Level.NONE:
        return None
    if not (window.start < slot[1] and slot[0] < window.end):
        # Outside the hours that an event without times is assumed to have: it may not touch this, so one step milder,
        # and no reason to be told before what the assumed hours do touch.
        level, strong = _SOFTER[level], False
    return Overlap(id_, level, strong, window.start, window.end, slot, stretch)


def _outweighs(new: Overlap, old: Overlap | None) -> bool:
    """Whether the new overlap says more about its id: it is heavier, else longer shared, else narrower."""
    if old is None or new.weight != old.weight:
        return old is None or new.weight > old.weight
    return (_shared(new), old.end - old.start) > (_shared(old), new.end - new.start)


def _shared(overlap: Overlap) -> timedelta:
    return min(overlap.end, overlap.slot[1]) - max(overlap.start, overlap.slot[0])
