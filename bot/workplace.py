"""What a workspace has settled, as the core needs it: from the database, else from memory, else the defaults."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time as clock_time
from threading import Lock
from typing import Any

from bot.reach import Reach
from bot.settings import Settings
from bot.store import calendars as kept_calendars
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.store.workspaces import content_owners_of, workspace_of
from scheduling.hours import Hours
from scheduling.observances import Override, catalogue
from scheduling.places import find_place
from scheduling.policy import Policy
from scheduling.policy_file import settled
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
    """The policy for what a workspace chose; everything it did not choose is the default.

    A stored choice that this version cannot use any more (a place that left the gazetteer, say) counts as not chosen,
    and is logged: an old setting must never keep a date from being checked.
    """
    policy = Policy(place=find_place(settings.place, tz=settings.tz))
    for name, apply in _CHOICES.items():
        if name in chosen:
            try:
                policy = apply(policy, chosen[name])
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                log.warning("unusable setting", extra={"setting": name, "kind": type(error).__name__})
    return replace(
        policy,
        terms=tuple(map(_term_calendar, terms)),
        overrides=tuple(Override(one.observance_id, one.day, source="confirmed here") for one in confirmed),
    )


def _place(policy: Policy, name: str) -> Policy:
    return replace(policy, place=find_place(name, tz=policy.place.tz))


def _core(policy: Policy, hours: Sequence[str]) -> Policy:
    core = Hours.of(*hours)
    return replace(policy, core=core, prefer_end_by=min(policy.prefer_end_by, core.end))


def _week(policy: Policy, days: Sequence[int]) -> Policy:
    return replace(policy, working_week=frozenset(int(day) for day in days if 0 <= int(day) <= 6))


def _until_midnight(rule: str) -> Callable[[Policy, str], Policy]:
    """A rule that begins at an hour and lasts to the end of the day."""

    def apply(policy: Policy, begins: str) -> Policy:
        return policy.changed(rule, hours=(Hours(clock_time.fromisoformat(begins), clock_time(0)),))

    return apply


def _between(rule: str) -> Callable[[Policy, Sequence[str]], Policy]:
    def apply(policy: Policy, hours: Sequence[str]) -> Policy:
        return policy.changed(rule, hours=(Hours.of(*hours),))

    return apply


def _hidden(policy: Policy, traditions: Sequence[str]) -> Policy:
    ids = (one.id for one in catalogue().observances.values() if one.tradition in traditions)
    return policy.without(*ids)


#: What can be chosen → how it changes a policy. The names are those of the stored document.
_CHOICES: Mapping[str, Callable[[Policy, Any], Policy]] = {
    "place": _place,
    "core": _core,
    "week": _week,
    "late": _until_midnight("late"),
    "evening": _until_midnight("evening"),
    "dropoff": _between("school-dropoff"),
    "pickup": _between("school-pickup"),
    "assumed_day": lambda policy, hours: settled(policy, "assumed_day", hours),
    "observances": lambda policy, hours: settled(policy, "observances", hours),
    "rules": lambda policy, rules: settled(policy, "rules", rules),
    "levels": lambda policy, levels: settled(policy, "levels", levels),
    "off": lambda policy, ids: policy.without(*ids),
    "hidden": _hidden,
    "spellings": lambda policy, names: replace(policy, spellings=dict(names)),
    "area": lambda policy, area: replace(policy, term_area=str(area)),
}


def _term_calendar(kept: kept_calendars.TermCalendar) -> TermCalendar:
    """What was stored are the holidays; beyond the first and the last of them nothing is claimed."""
    holidays = tuple(SchoolHoliday(one.first, one.last, one.name) for one in kept.holidays)
    first, last = min(one.first for one in holidays), max(one.last for one in holidays)
    return TermCalendar(kept.area, kept.fetched_on, first, last, holidays)
