"""From what somebody asked to answered checks, the same for a command, a form, a message and a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Semaphore

from scheduling import better_slots, check
from scheduling.errors import OutOfRangeError, UnknownPlaceError
from scheduling.events import Event, Unread
from scheduling.findings import Check
from scheduling.levels import Level
from scheduling.places import find_place
from scheduling.policy import Policy
from scheduling.whereabouts import known_place

#: Reckoning takes turns: the interpreter runs one thread at a time anyway, and several at once would only keep the
#: threads waiting that acknowledge Slack's requests.
_TURN = Semaphore(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """The check of one event with better times nearby, at the place it was judged for."""

    check: Check
    policy: Policy
    better: tuple[Check, ...] = ()
    looked_for_better: bool = True

    @property
    def event(self) -> Event:
        """What was checked."""
        return self.check.event

    @property
    def level(self) -> Level:
        """How much it asks of the organiser."""
        return self.check.level


@dataclass(frozen=True, slots=True)
class Answers:
    """All that can be said about one paste, form or file, and what could not be read of it."""

    found: tuple[Answer, ...] = ()
    unread: tuple[Unread, ...] = ()


def answer_all(
    events: Iterable[Event],
    unread: Iterable[Unread],
    *,
    policy: Policy,
    now: datetime,
    better_for: int = 3,
    first: date | None = None,
    until: date | None = None,
) -> Answers:
    """Judge every event. Better times are looked for when there are at most `better_for` events: they take longest.

    A series is judged from `first` to `until` (inclusive), by default for a year from now.

    A date beyond the data becomes unread, with the reason; the others are still answered.
    """
    proposed = list(events)
    left = list(unread)
    found = []
    for event in proposed:
        local = policy_at(event, policy)
        wanted = len(proposed) <= better_for
        try:
            with _TURN:
                checked = check(event, policy=local, now=now, first=first, until=until)
                better = better_slots(event, policy=local, now=now, first=first, until=until) if wanted else []
        except OutOfRangeError as error:
            left.append(Unread(event.text, str(error)))
            continue
        found.append(Answer(checked, local, tuple(better), wanted))
    return Answers(tuple(found), tuple(left))


def policy_at(event: Event, policy: Policy) -> Policy:
    """The workspace's policy, at the place that the event itself names when we know it."""
    if not event.place_name:
        return policy
    try:
        return replace(policy, place=find_place(event.place_name, tz=event.tzid))
    except UnknownPlaceError:
        town = known_place(event.place_name)
        return replace(policy, place=town) if town else policy
