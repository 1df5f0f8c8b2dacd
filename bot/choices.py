"""What a workspace can choose: how each choice changes a policy, and what holds where nothing was chosen.

A choice is stored as plain values under its name, and only where it differs from the default: a default that changes
later, with the product or with the place, then reaches everybody who did not choose otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from bot.settings import Settings
from scheduling.hours import Hours
from scheduling.observances import catalogue
from scheduling.places import Nation, find_place, zone
from scheduling.policy import LONGEST_LEAD_DAYS, Policy
from scheduling.policy_file import settled

log = logging.getLogger("alongside.choices")

#: How many hours ahead of its time a prompt can be handed to Slack, which takes one up to 120 days ahead.
LEAD_HOURS = range(1, 24 * 119 + 1)
#: How many days ahead something can be asked for; 0 means that it is not asked for.
LEAD_DAYS = range(LONGEST_LEAD_DAYS + 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen. `change` makes it hold in a policy; `holds` reads it from one, as it is stored."""

    change: Callable[[Policy, Any], Policy]
    holds: Callable[[Policy], Any]


def policy_of(chosen: Mapping[str, Any], settings: Settings) -> Policy:
    """The policy for what a workspace chose; everything it did not choose is the default.

    A stored choice that this version cannot use any more (a place that left the gazetteer, say) counts as not chosen,
    and is logged: an old setting must never keep a date from being checked.
    """
    policy = Policy(place=find_place(settings.place, tz=settings.tz))
    for name, choice in CHOICES.items():
        if name in chosen:
            try:
                policy = choice.change(policy, chosen[name])
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                log.warning("unusable setting", extra={"setting": name, "kind": type(error).__name__})
    return policy


def in_force(chosen: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """What holds of everything that can be chosen, chosen or not, as it would be stored."""
    policy = policy_of(chosen, settings)
    held = {name: choice.holds(policy) for name, choice in CHOICES.items()}
    return held | {
        "place": chosen.get("place") or settings.place,
        "zone": chosen.get("zone") or "",
        "nation": chosen.get("nation") or "",
        "off": sorted(chosen.get("off") or ()),
        "hidden": sorted(chosen.get("hidden") or ()),
        "lead": lead_hours(chosen, settings),
        "outside": bool(chosen.get("outside")),
    }


def defaults(chosen: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """What holds where nothing is chosen, at the place that is chosen, as it would be stored."""
    there = {name: chosen[name] for name in _PLACE if chosen.get(name)}
    return in_force(there, settings) | {"place": settings.place, "zone": "", "nation": ""}


def differing(entered: Mapping[str, Any], chosen: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """What was entered, ready to be stored: None where it is the default at the place that is then chosen."""
    usual = defaults({**chosen, **entered}, settings)
    return {name: None if value == usual.get(name) else value for name, value in entered.items()}


def lead_hours(chosen: Mapping[str, Any], settings: Settings) -> int:
    """How many hours before its time a prompt of this workspace is handed to Slack."""
    lead = chosen.get("lead")
    return lead if isinstance(lead, int) and lead in LEAD_HOURS else settings.lead_hours


def _place(policy: Policy, name: str) -> Policy:
    return replace(policy, place=find_place(name, tz=policy.place.tz))


def _zone(policy: Policy, name: str) -> Policy:
    return replace(policy, place=replace(policy.place, tz=zone(name).key))


def _nation(policy: Policy, name: str) -> Policy:
    """The bank holidays and school hours of that nation, wherever the place itself is."""
    return replace(policy, place=replace(policy.place, nation=Nation(name), country="GB"))


def _core(policy: Policy, hours: Sequence[str]) -> Policy:
    core = Hours.of(*hours)
    return replace(policy, core=core, prefer_end_by=min(policy.prefer_end_by, core.end))


def _week(policy: Policy, days: Sequence[int]) -> Policy:
    return replace(policy, working_week=frozenset(int(day) for day in days if 0 <= int(day) <= 6))


def _until_midnight(rule: str) -> Choice:
    """A rule that begins at an hour and lasts to the end of the day."""

    def change(policy: Policy, begins: str) -> Policy:
        return policy.changed(rule, hours=(Hours(time.fromisoformat(begins), time(0)),))

    return Choice(change, lambda policy: f"{policy.rules[rule].hours_at(policy.place)[0].start:%H:%M}")


def _between(rule: str) -> Choice:
    return Choice(
        lambda policy, hours: policy.changed(rule, hours=(Hours.of(*hours),)),
        lambda policy: _pair(policy.rules[rule].hours_at(policy.place)[0]),
    )


def _pair(hours: Hours) -> list[str]:
    return [f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"]


def _hidden(policy: Policy, traditions: Sequence[str]) -> Policy:
    ids = (one.id for one in catalogue().observances.values() if one.tradition in traditions)
    return policy.without(*ids)


def _ahead(name: str) -> Choice:
    """Days before an event at which the checklist asks for something."""

    def change(policy: Policy, days: int) -> Policy:
        asked = replace(policy.lead_times, **{name: days})
        asked = replace(asked, interpreters_late=min(asked.interpreters_late, asked.interpreters))
        return replace(policy, lead_times=asked)

    return Choice(change, lambda policy: getattr(policy.lead_times, name))


def _in_a_file(name: str, holds: Callable[[Policy], Any]) -> Choice:
    """A choice that is stored as a policy file has it."""
    return Choice(lambda policy, value: settled(policy, name, value), holds)


def _nothing(policy: Policy) -> dict[str, Any]:
    """What holds of a table of exceptions where there are none."""
    del policy
    return {}


#: What can be chosen, under the names of the stored document; the place first, because hours differ by nation.
CHOICES: Mapping[str, Choice] = {
    "place": Choice(_place, lambda policy: policy.place.name),
    "nation": Choice(_nation, lambda policy: policy.place.nation or ""),
    "zone": Choice(_zone, lambda policy: policy.place.tz),
    "week": Choice(_week, lambda policy: sorted(policy.week)),
    "core": Choice(_core, lambda policy: _pair(policy.core)),
    "dropoff": _between("school-dropoff"),
    "pickup": _between("school-pickup"),
    "late": _until_midnight("late"),
    "evening": _until_midnight("evening"),
    "assumed_day": _in_a_file("assumed_day", lambda policy: _pair(policy.assumed_day)),
    "observances": _in_a_file("observances", _nothing),
    "rules": _in_a_file("rules", _nothing),
    "levels": _in_a_file("levels", _nothing),
    "interpreters": _ahead("interpreters"),
    "timetable": _ahead("timetable"),
    "off": Choice(lambda policy, ids: policy.without(*ids), lambda policy: sorted(policy.off)),
    "hidden": Choice(_hidden, lambda policy: sorted(policy.off)),
    "spellings": Choice(
        lambda policy, names: replace(policy, spellings=dict(names)), lambda policy: dict(policy.spellings)
    ),
    "area": Choice(lambda policy, area: replace(policy, term_area=str(area)), lambda policy: policy.term_area),
}
_PLACE = frozenset({"place", "nation", "zone"})
