"""The short checklist of an event: only what fits its traits, its length and the time that is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from scheduling.events import Event, Trait
from scheduling.observances.sun import sunset
from scheduling.policy import Policy
from scheduling.wording.dates import clock, day_in_full, length_of_notice
from scheduling.wording.findings import fill, templates

#: Most lines that an answer shows; the first ones matter most.
LONGEST = 6
_LONG, _LONG_ENOUGH_FOR_A_ROOM = timedelta(hours=2), timedelta(hours=2, minutes=30)
_MOST_OF_A_DAY = timedelta(hours=5)


def checklist(event: Event, policy: Policy, now: datetime | None) -> tuple[str, ...]:
    """What helps more people take part in this event, in sentences, at most `LONGEST` of them.

    Only what fits what was said of the event, its length and the time that is left; without `now`, all of that time.
    """
    words = templates("answer")["checklist"]
    ahead = policy.lead_times
    facts = {
        "sunset": clock(_sunset(event, policy)),
        "late": length_of_notice(ahead.interpreters_late),
        "ahead": length_of_notice(ahead.timetable),
        "by": day_in_full(_first_day(event, policy) - timedelta(days=ahead.timetable)),
    }
    return tuple(fill(str(words[line]), facts) for line in _lines(event, policy, now))[:LONGEST]


def _lines(event: Event, policy: Policy, now: datetime | None) -> Iterator[str]:
    traits, length, left = event.traits, _length(event), _left(event, policy, now)
    ahead = policy.lead_times
    if Trait.PUBLIC in traits and ahead.interpreters:
        soon, late = timedelta(ahead.interpreters), timedelta(ahead.interpreters_late)
        yield "bsl_ask" if left is None or left >= soon else "bsl_soon" if left >= late else "bsl_late"
    if _has_a_timetable(event, length, policy) and ahead.timetable:
        yield "timetable" if left is None or left >= timedelta(ahead.timetable) else "timetable_late"
    if traits & {Trait.FOOD, Trait.SOCIAL}:
        yield "food"
        if _ends_after_sunset(event, policy):
            yield "after_sunset_food"
    if Trait.ALCOHOL in traits:
        yield "alcohol"
    if Trait.CLINICAL in traits:
        yield "repeat"
    if length > _LONG:
        yield "breaks"
    if traits & {Trait.IN_PERSON, Trait.PUBLIC}:
        yield "access"
    if Trait.IN_PERSON in traits:
        yield "venue_long" if length > _LONG_ENOUGH_FOR_A_ROOM else "venue"
        if Trait.ONLINE not in traits:
            yield "hybrid"
    elif Trait.PUBLIC in traits and length > _LONG_ENOUGH_FOR_A_ROOM:
        yield "long_room"
    if Trait.ONLINE in traits:
        yield "captions"


def _has_a_timetable(event: Event, length: timedelta, policy: Policy) -> bool:
    """Whether people arrange care and travel by its programme: a long public day, a stay, several days in person."""
    if event.is_series or length <= _MOST_OF_A_DAY:
        return False
    several = not isinstance(event.end, datetime) and event.end - timedelta(days=1) > _first_day(event, policy)
    return bool(event.traits & {Trait.PUBLIC, Trait.OVERNIGHT}) or (several and Trait.IN_PERSON in event.traits)


def _left(event: Event, policy: Policy, now: datetime | None) -> timedelta | None:
    return None if now is None else _first_day(event, policy) - now.astimezone(policy.place.zone).date()


def _first_day(event: Event, policy: Policy) -> date:
    return event.start.astimezone(policy.place.zone).date() if isinstance(event.start, datetime) else event.start


def _sunset(event: Event, policy: Policy) -> datetime:
    return sunset(policy.place, _first_day(event, policy)).at


def _ends_after_sunset(event: Event, policy: Policy) -> bool:
    """Whether an event with times goes on after the sunset of its first day; whole days end in office hours."""
    return isinstance(event.end, datetime) and _sunset(event, policy).timestamp() < event.end.timestamp()


def _length(event: Event) -> timedelta:
    """How long one day of the event is; a whole day counts as a working day."""
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        return event.end - event.start
    return timedelta(hours=7)
