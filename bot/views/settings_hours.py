"""The second form of a workspace's settings: hours and weights of single rules, with what holds in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

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
    """Hours and weights, filled with what holds now. `kept` travels with the form."""
    policy = place.policy
    hours, dropoff = policy.observance_hours, policy.rules["school-dropoff"].hours_at(policy.place)[0]
    lighter = [id_ for id_, level in policy.levels.items() if level is Level.KNOW]
    times = {
        "assumed_start": ("A whole day is taken to begin", policy.assumed_day.start),
        "assumed_end": ("A whole day is taken to end", policy.assumed_day.end),
        "dropoff_start": ("School drop-off begins", dropoff.start),
        "dropoff_end": ("School drop-off ends", dropoff.end),
        "prayer_start": ("Friday prayers with travel begin", hours.friday_prayer.start),
        "prayer_core_start": ("The core of Friday prayers begins", hours.friday_prayer_core.start),
        "prayer_core_end": ("The core of Friday prayers ends", hours.friday_prayer_core.end),
        "prayer_end": ("Friday prayers with travel end", hours.friday_prayer.end),
    }
    blocks = [
        field(label, inputs.clock(f"{clock:%H:%M}"), block_id=name, optional=False)
        for name, (label, clock) in times.items()
    ]
    most = range(_minutes(LONGEST_LEAD) + 1)
    notice = policy.rules["notice-28"].less_than_days
    blocks += [
        field("Minutes before a rest day’s sunset", inputs.number(_minutes(hours.before_rest), most),
              block_id="before_rest", optional=False,
              hint=f"Time to travel home; {in_words(AS_SHIPPED.before_rest)} unless changed."),
        field("Minutes before sunset in Ramadan", inputs.number(_minutes(hours.before_ramadan_sunset), most),
              block_id="before_ramadan_sunset", optional=False,
              hint=f"When a late afternoon begins; {in_words(AS_SHIPPED.before_ramadan_sunset)} unless changed."),
        field("Days below which notice is short", inputs.number(notice, LEAD_DAYS), block_id="notice", optional=False),
        field("Only good to know", inputs.many(milder(), lighter), block_id="milder",
              hint="Still told, but nothing is asked of the organiser."),
    ]  # fmt: skip
    return modal("Hours and weights", blocks, callback_id=FORM, submit="Save", close="Cancel", kept=kept)


def _name(identity: str) -> str:
    observance = catalogue().observances.get(identity)
    return milder().get(identity) or (observance.name if observance else identity)


def _minutes(lead: timedelta) -> int:
    return int(lead.total_seconds() // 60)
