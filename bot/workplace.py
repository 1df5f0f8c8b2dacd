"""What a workspace has settled, as the core needs it: from the database, else from memory, else the defaults."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from bot.choices import policy_of
from bot.reach import Reach
from bot.settings import Settings
from bot.store import calendars as kept_calendars
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.store.workspaces import content_owners_of, workspace_of
from scheduling.observances import Override
from scheduling.observances.overrides import still_means
from scheduling.policy import Policy
from scheduling.terms import SchoolHoliday, TermCalendar

log = logging.getLogger("alongside.workplace")

#: How long what was read is used without reading it again, in seconds.
FRESH = 3.0
MANY = 2000


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workspace's choices. `certain` is false when the database did not answer and these may be out of date.

    `chosen` is the policy as stored: only what differs from the defaults. `owners` are user ids of content owners.
    """

    policy: Policy
    chosen: Mapping[str, Any] = field(default_factory=dict)
    owners: frozenset[str] = frozenset()
    held: bool = False
    terms: tuple[kept_calendars.TermCalendar, ...] = ()
    confirmed: tuple[kept_calendars.Override, ...] = ()
    certain: bool = True

    @property
    def answers_outside(self) -> bool:
        """Whether an admin allowed answers in channels shared with other organisations."""
        return bool(self.chosen.get("outside"))


class Workplaces:
    """Reads workplaces, and goes on without the database when it is slow or away. Safe to use from several threads."""

    def __init__(self, settings: Settings, store: Store, reach: Reach) -> None:
        self._settings = settings
        self._store = store
        self._reach = reach
        self._known: OrderedDict[str, tuple[float, Workplace]] = OrderedDict()
        self._lock = Lock()

    def of(self, team: str) -> Workplace:
        """The workplace of that workspace; never waits longer than `Reach` does."""
        with self._lock:
            known = self._known.get(team)
        if known and time.monotonic() - known[0] < FRESH:
            return known[1]
        try:
            found = self._reach.ask(lambda: self._read(team))
        except StoreError as error:
            log.warning("without settings", extra={"cause": type(error).__name__})
            return replace(known[1] if known else Workplace(policy_from({}, self._settings)), certain=False)
        with self._lock:
            self._known[team] = (time.monotonic(), found)
            self._known.move_to_end(team)
            while len(self._known) > MANY:
                self._known.popitem(last=False)
        return found

    def forget(self, team: str) -> None:
        """Read anew next time, because something was changed."""
        with self._lock:
            self._known.pop(team, None)

    def close(self) -> None:
        """Let go of the threads."""
        self._reach.close()

    def _read(self, team: str) -> Workplace:
        with self._store.read() as connection:
            kept = workspace_of(connection, team)
            terms = kept_calendars.term_calendars_of(connection, team)
            confirmed = kept_calendars.overrides_of(connection, team)
            owners = content_owners_of(connection, team)
        policy = policy_from(kept.policy, self._settings, terms=terms, confirmed=confirmed)
        return Workplace(policy, kept.policy, owners, kept.held_at is not None, tuple(terms), tuple(confirmed))


def policy_from(
    chosen: Mapping[str, Any],
    settings: Settings,
    *,
    terms: Sequence[kept_calendars.TermCalendar] = (),
    confirmed: Sequence[kept_calendars.Override] = (),
) -> Policy:
    """The policy for what a workspace chose, with its terms and the days it confirmed, the latest word last.

    A chosen area whose calendar is gone counts as not chosen, and a confirmed day of an observance that is no longer on
    our list as not confirmed.
    """
    policy = policy_of(chosen, settings)
    area = policy.term_area if policy.term_area in {one.area for one in terms} else ""
    latest_last = sorted(confirmed, key=lambda one: one.confirmed_at)
    overrides = (Override(one.observance_id, one.day, source="confirmed here") for one in latest_last)
    return replace(
        policy,
        term_area=area,
        terms=tuple(map(_term_calendar, terms)),
        overrides=tuple(filter(still_means, overrides)),
    )


def _term_calendar(kept: kept_calendars.TermCalendar) -> TermCalendar:
    """What was stored, as the core takes it; beyond its first and last day nothing is claimed."""
    holidays = tuple(SchoolHoliday(one.first, one.last, one.name) for one in kept.holidays)
    return TermCalendar(kept.area, kept.fetched_on, kept.first, kept.last, holidays)
