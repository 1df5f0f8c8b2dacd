"""The short checklist of an event: only what fits its traits, its length and the time that is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from scheduling.events import Event, Trait
from scheduling.policy import Policy
from scheduling.wording.findings import templates

#: Most lines that an answer shows; the first ones matter most.
LONGEST = 5
#: Interpreters of British Sign Language are found six to eight weeks ahead, and hardly within four.
_BSL_ASK, _BSL_LATE = timedelta(days=42), timedelta(days=28)
_LONG, _LONG_ENOUGH_FOR_A_ROOM = timedelta(hours=2), timedelta(hours=2, minutes=30)


def checklist(event: Event, policy: Policy, now: datetime | None) -> tuple[str, ...]:
    """What helps more people take part in this event, in sentences, at most `LONGEST` of them."""
    words = templates("answer")["checklist"]
    return tuple(str(words[line]) for line in _lines(event, policy, now))[:LONGEST]


def _lines(event: Event, policy: Policy, now: datetime | None) -> Iterator[str]:
    traits, length = event.traits, _length(event)
    if Trait.PUBLIC in traits:
        yield _bsl(event, policy, now)
    if traits & {Trait.FOOD, Trait.ALCOHOL, Trait.SOCIAL}:
        yield "food"
    if Trait.CLINICAL in traits:
        yield "repeat"
    if length > _LONG:
        yield "breaks"
    if traits & {Trait.IN_PERSON, Trait.PUBLIC} and length > _LONG_ENOUGH_FOR_A_ROOM:
        yield "long_room"
    if traits & {Trait.IN_PERSON, Trait.PUBLIC}:
        yield "access"
    if Trait.IN_PERSON in traits:
        yield "venue"
        if Trait.ONLINE not in traits:
            yield "hybrid"
    if Trait.ONLINE in traits:
        yield "captions"


def _bsl(event: Event, policy: Policy, now: datetime | None) -> str:
    if now is None:
        return "bsl_soon"
    begins: date = event.start.date() if isinstance(event.start, datetime) else event.start
    left = begins - now.astimezone(policy.place.zone).date()
    if left < _BSL_LATE:
        return "bsl_late"
    return "bsl_soon" if left < _BSL_ASK else "bsl_ask"


def _length(event: Event) -> timedelta:
    """How long one day of the event is; a whole day counts as a working day."""
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        return event.end - event.start
    return timedelta(hours=7)
