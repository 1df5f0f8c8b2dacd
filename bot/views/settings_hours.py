"""The second form of a workspace's settings: hours and weights of single rules, with what holds in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from bot.choices import LEAD_DAYS
from bot.views import inputs
from bot.views.blocks import Block, button, field, modal
from bot.workplace import Workplace
from scheduling.hours import AS_SHIPPED, LONGEST_LEAD, in_words
from scheduling.levels import Level
from scheduling.observances import catalogue
from scheduling.policy import Policy
from scheduling.wording.findings import templates

OPEN = "settings_hours"
FORM = "settings_hours_form"
#: What this form keeps, by the names of the stored document.
STORED = frozenset({"assumed_day", "dropoff", "observances", "rules", "levels"})

_TIMES: Mapping[str, str] = {
    "assumed_start": "A whole day is taken to begin",
    "assumed_end": "A whole day is taken to end",
    "dropoff_start": "School drop-off begins",
    "dropoff_end": "School drop-off ends",
    "prayer_start": "Friday prayers with travel begin",
    "prayer_core_start": "The core of Friday prayers begins",
    "prayer_core_end": "The core of Friday prayers ends",
    "prayer_end": "Friday prayers with travel end",
}
_LEAD = range(int(LONGEST_LEAD.total_seconds() // 60) + 1)
#: The fields that hold a number, and which numbers they take.
NUMBERS: Mapping[str, range] = {"before_rest": _LEAD, "before_ramadan_sunset": _LEAD, "notice": LEAD_DAYS}

#: Parts of observances that can be made milder by themselves, beside whole caring rules: id → what it is called.
_PARTS = {
    "friday-prayer/prayer-edge": "Friday prayers: only their edges",
    "shabbat/eve": "Shabbat: the hours before sunset",
    "ramadan/late-afternoon": "Ramadan: late afternoons",
    "ramadan/evening": "Ramadan: evenings",
}


def milder() -> Mapping[str, str]:
    """What can be made only good to know: id → its name."""
    caring = {rule: str(entry["name"]) for rule, entry in templates("caring").items() if "-overnight" not in rule}
    return caring | _PARTS


def opening() -> Block:
    """The button that opens the form."""
    return button("Hours and weights", OPEN, aria="Change the hours and weights of single rules")


def in_short(policy: Policy) -> list[str]:
    """What holds, one line for the hours and one for the weights that were changed."""
    hours = policy.observance_hours
    told = (
        f"*Observances*: Friday prayers {hours.friday_prayer_core}, with edges {hours.friday_prayer}; rest days from "
        f"{in_words(hours.before_rest)} before their sunset; late afternoons in Ramadan from "
        f"{in_words(hours.before_ramadan_sunset)} before sunset"
    )
    weights = [f"{_name(id_)} ({level.label})" for id_, level in policy.levels.items()]
    return [told, *([f"*Other weights*: {', '.join(weights)}"] if weights else [])]


def form(place: Workplace, *, kept: str = "") -> Block:
    """Hours and weights, filled with what holds now; what is left untouched stays as it is. `kept` travels with it."""
    now = shown(place.policy)
    carried = json.dumps({"first": now, "kept": kept})
    blocks = [field(label, inputs.clock(now[name]), block_id=name, optional=False) for name, label in _TIMES.items()]
    blocks += [
        field("Minutes before a rest day’s sunset", _number("before_rest", now), block_id="before_rest",
              optional=False, hint=f"Time to travel home; {in_words(AS_SHIPPED.before_rest)} unless changed."),
        field("Minutes before sunset in Ramadan", _number("before_ramadan_sunset", now),
              block_id="before_ramadan_sunset", optional=False,
              hint=f"When a late afternoon begins; {in_words(AS_SHIPPED.before_ramadan_sunset)} unless changed."),
        field("Days below which notice is short", _number("notice", now), block_id="notice", optional=False),
        field("Only good to know", inputs.many(milder(), now["milder"]), block_id="milder",
              hint="Still told, but nothing is asked of the organiser."),
    ]  # fmt: skip
    return modal("Hours and weights", blocks, callback_id=FORM, submit="Save", close="Cancel", kept=carried)


def shown(policy: Policy) -> dict[str, Any]:
    """What each field of the form shows where that policy holds, as Slack gives it back."""
    hours, dropoff = policy.observance_hours, policy.rules["school-dropoff"].hours_at(policy.place)[0]
    times: dict[str, time] = {
        "assumed_start": policy.assumed_day.start,
        "assumed_end": policy.assumed_day.end,
        "dropoff_start": dropoff.start,
        "dropoff_end": dropoff.end,
        "prayer_start": hours.friday_prayer.start,
        "prayer_core_start": hours.friday_prayer_core.start,
        "prayer_core_end": hours.friday_prayer_core.end,
        "prayer_end": hours.friday_prayer.end,
    }
    return {name: f"{clock:%H:%M}" for name, clock in times.items()} | {
        "before_rest": f"{_minutes(hours.before_rest)}",
        "before_ramadan_sunset": f"{_minutes(hours.before_ramadan_sunset)}",
        "notice": f"{policy.rules['notice-28'].less_than_days}",
        "milder": sorted(id_ for id_, level in policy.levels.items() if level is Level.KNOW and id_ in milder()),
    }


def touched(chosen: Mapping[str, Any], carried: str, policy: Policy) -> dict[str, Any]:
    """What the form holds where somebody changed it, and what holds by now in that policy where nobody did."""
    first = json.loads(carried).get("first", {})
    entered = dict(chosen) | {"milder": sorted(chosen.get("milder") or ())}
    return {name: now if entered.get(name) == first.get(name) else entered[name] for name, now in shown(policy).items()}


def _name(identity: str) -> str:
    observance = catalogue().observances.get(identity)
    return milder().get(identity) or (observance.name if observance else identity)


def _number(name: str, now: Mapping[str, Any]) -> Block:
    return inputs.number(int(now[name]), NUMBERS[name])


def _minutes(lead: timedelta) -> int:
    return int(lead.total_seconds() // 60)
