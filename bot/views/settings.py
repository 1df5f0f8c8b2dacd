"""A workspace's settings: as everybody may read them, and the form with which admins and owners change them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.changes import MOST_OWNERS
from bot.choices import LEAD_DAYS, LEAD_HOURS
from bot.spellings import MOST, written
from bot.views import inputs, settings_hours
from bot.views.blocks import Block, Message, actions, button, context, escape, field, header, message, modal, section
from bot.views.choices import RULES, name_of, observance_name, value_of
from bot.views.dates import tradition
from bot.views.days import DAYS, reach
from bot.views.history import HISTORY, Told, lines
from bot.views.words import OURS
from bot.workplace import Workplace
from scheduling.observances import catalogue
from scheduling.observances.entries import TRADITIONS
from scheduling.places import Nation
from scheduling.policy import Policy
from scheduling.wording.dates import WEEKDAYS, day_in_full

CHANGE = "settings_change"
HOLD = "settings_hold"
RELEASE = "settings_release"
FORM = "settings_form"

#: Changes that stand under the settings themselves; the rest are behind a button.
LATEST = 3
#: Items of a line that are named; the rest are counted.
NAMED = 10


def shown(
    place: Workplace,
    *,
    changes: Sequence[Told] = (),
    due: int = 0,
    lead: int = 0,
    may_change: bool,
) -> Message:
    """The settings as they stand. Admins and owners get buttons, the latest changes, and what is due for review."""
    blocks: list[Block] = [header("This workspace’s settings"), *summary(place)]
    if place.held:
        blocks.append(section("*Channel prompts are on hold in the whole workspace.*"))
    if not place.certain:
        blocks.append(context("The database does not answer just now; these may be out of date."))
    if not may_change:
        return message([*blocks, context("Workspace admins and content owners can change these.")])
    blocks.append(section(f"*Prompts are handed to Slack*: {value_of('lead', lead)}"))
    if due:
        cards = "1 card of our own is" if due == 1 else f"{due} cards of our own are"
        blocks.append(section(f"*Due for review*: {cards} to be looked at again; see _Our words_."))
    hold = (
        button("Release channel prompts", RELEASE) if place.held else button("Hold all channel prompts", HOLD) | _SURE
    )
    blocks.append(
        actions(
            button("Change", CHANGE, style="primary", aria="Change the settings"),
            settings_hours.opening(),
            button("Days and terms", DAYS, aria="Days and terms: confirmed days, and calendars of school terms"),
            button("Our words", OURS, aria="Our words: our own cards, and what is hidden here"),
            button("All changes", HISTORY, aria="All changes: who changed what, and undoing it"),
            hold,
        )
    )
    if changes:
        blocks += [section("*Latest changes* (shown to admins and owners only)"), *lines(changes[:LATEST])]
    return message(blocks)


def summary(workplace: Workplace) -> list[Block]:
    """Place, hours, what is shown, terms and confirmed days, in words."""
    policy, confirmed = workplace.policy, workplace.confirmed
    place = policy.place
    days = ", ".join(WEEKDAYS[day] for day in sorted(policy.week))
    late, evening = policy.rules["late"].hours[0], policy.rules["evening"].hours[0]
    dropoff, pickup = (policy.rules[f"school-{one}"].hours_at(place)[0] for one in ("dropoff", "pickup"))
    lines = [
        f"*Place*: {escape(place.name)}{f', {place.nation}' if place.nation else ''} (zone {escape(place.tz)})",
        f"*Working week*: {days}",
        f"*Core hours*: {policy.core}; late after {late.start:%H:%M}, evening after {evening.start:%H:%M}",
        *([f"*School run*: drop-off {dropoff}, pick-up {pickup}"] if place.country == "GB" else []),
        f"*Lead times*: {_lead_times(policy)}",
        *settings_hours.in_short(policy),
        f"*Not judged*: {_not_judged(policy)}",
        f"*School terms*: {_terms(workplace)}",
    ]
    if policy.spellings:
        lines.append(f"*Own spellings*: {_named([escape(name) for name in policy.spellings.values()])}")
    if confirmed:
        told = [f"{escape(_spelt(one.observance_id, policy))}: {day_in_full(one.day)}" for one in confirmed]
        lines.append(f"*Confirmed days*: {_named(told, '; ')}")
    return [section("\n".join(lines))]


def form(place: Workplace, held: Mapping[str, Any], *, admin: bool, kept: str = "") -> Block:
    """Everything that can be chosen, filled with what holds now; what is left untouched stays as it is.

    `held` is what holds, as it would be stored. `kept` travels with the form.
    """
    rules = {rule: RULES[rule] for rule in place.policy.rules if rule in RULES}
    areas = {one.area: one.area for one in place.terms}
    nations = {"": NATION_OF_THE_PLACE} | {nation.value: nation.value for nation in Nation}
    blocks = [
        header("Place"),
        field("Place", inputs.text(held["place"], most=80), block_id="place", optional=False,
              hint="A town, or latitude,longitude. Sunset, bank holidays and school hours depend on it."),
        field("Nation", inputs.one(_filled(nations), held["nation"] or _EMPTY), block_id="nation", optional=False,
              hint="Whose bank holidays and school hours count."),
        field("Time zone", inputs.text(held["zone"], most=60, placeholder="Europe/London"), block_id="zone",
              hint="Only where it is not the zone of the place. Everybody’s own zone comes from their Slack."),
        header("Hours"),
        field("Working week", inputs.boxes(_WEEK, [str(day) for day in held["week"]]), block_id="week", optional=False),
        *_from_to("Core hours", "core", held["core"]),
        *_from_to("School pick-up", "pickup", held["pickup"]),
        field("A late finish is after", inputs.clock(held["late"]), block_id="late", optional=False),
        field("An evening is after", inputs.clock(held["evening"]), block_id="evening", optional=False),
        header("What is judged"),
        field("Caring rules to leave out", inputs.many(rules, held["off"]), block_id="off"),
        field("Traditions to leave out", inputs.many({word: tradition(word) for word in TRADITIONS}, held["hidden"]),
              block_id="hidden", hint="For the whole workspace. Best left empty."),
        field("Own spellings", inputs.text(written(held["spellings"]), most=MOST, lines=True), block_id="spellings",
              hint="One a line, as in: Eid al-Fitr = Eid-ul-Fitr"),
        *([field("School area", inputs.one(_filled({"": "Every imported area"} | areas), held["area"] or _EMPTY),
                 block_id="area", hint="The area whose imported school terms count.")] if areas else []),
        header("Lead times"),
        field("Interpreters: days ahead", inputs.number(held["interpreters"], LEAD_DAYS), block_id="interpreters",
              optional=False, hint="When the checklist asks to book them. 0 for never."),
        field("Conference timetable: days ahead", inputs.number(held["timetable"], LEAD_DAYS), block_id="timetable",
              optional=False, hint="When the checklist asks to publish it. 0 for never."),
        field("Handing prompts to Slack: hours ahead", inputs.number(held["lead"], LEAD_HOURS),
              block_id="lead", optional=False,
              hint="From then on Slack posts it even if Alongside is down. Holds for prompts more than a day off."),
        header("People and channels"),
        field("Shared channels", inputs.boxes({"outside": "Answer in channels shared with other organisations"},
              ["outside"] if held["outside"] else []), block_id="outside"),
    ]  # fmt: skip
    if admin:
        people: Block = {"type": "multi_users_select", "action_id": "chosen", "max_selected_items": MOST_OWNERS}
        if place.owners:
            people["initial_users"] = sorted(place.owners)
        hint = "They may change settings, words and days, beside the admins."
        blocks.append(field("Content owners", people, block_id="owners", hint=hint))
    shown_first = {name: _print_of(value) for name, value in held.items()}
    carried = json.dumps({"first": shown_first, "owners": sorted(place.owners), "kept": kept})
    return modal("Settings", blocks, callback_id=FORM, submit="Save", close="Cancel", kept=carried)


def entered(chosen: Mapping[str, Any], spellings: Mapping[str, str]) -> dict[str, Any]:
    """What the form holds, as it would be stored; `spellings` were read from its lines."""
    pairs = {name: [str(chosen[f"{name}_start"]), str(chosen[f"{name}_end"])] for name in PAIRS}
    area = str(chosen.get("area") or "")
    return {
        "place": str(chosen["place"]).strip(),
        "nation": "" if chosen.get("nation") in (None, _EMPTY) else str(chosen["nation"]),
        "zone": str(chosen.get("zone") or "").strip(),
        "week": sorted(int(day) for day in chosen.get("week") or ()),
        **pairs,
        **{name: str(chosen[name]) for name in ("late", "evening")},
        **{name: sorted(chosen.get(name) or ()) for name in ("off", "hidden")},
        "spellings": dict(spellings),
        **({"area": "" if area == _EMPTY else area} if area else {}),
        **{name: int(chosen[name]) for name in NUMBERS},
        "outside": bool(chosen.get("outside")),
    }


def touched(values: Mapping[str, Any], carried: str) -> dict[str, Any]:
    """Those of the values that are not as the form showed them first: a person's choice, and nobody else's."""
    first = json.loads(carried)["first"]
    return {name: value for name, value in values.items() if _print_of(value) != first.get(name)}


def owners_touched(owners: Collection[str], carried: str) -> dict[str, Any]:
    """Who was added to the content owners that the form showed (True), and who was taken out of them (None)."""
    shown = json.loads(carried)["owners"]
    added = dict.fromkeys((one for one in owners if one not in shown), True)
    return added | dict.fromkeys(one for one in shown if one not in owners)


def kept_with(carried: str) -> str:
    """What travelled with the form."""
    return str(json.loads(carried)["kept"])


def saved(words: str = "Saved. It holds from now on, for everybody here.") -> Block:
    """What closes a form."""
    return modal("Settings", [section(escape(words))], close="Done")


#: Stretches of a day and what they are called where their end is wrong.
PAIRS: Mapping[str, str] = {"core": "Core hours", "pickup": "Pick-up hours"}
NUMBERS: Mapping[str, range] = {"interpreters": LEAD_DAYS, "timetable": LEAD_DAYS, "lead": LEAD_HOURS}
NATION_OF_THE_PLACE = "As the place is"
_EMPTY = "none"
_WEEK = {str(number): name for number, name in enumerate(WEEKDAYS)}
_SURE: Block = {
    "confirm": {
        "title": {"type": "plain_text", "text": "Hold all prompts?"},
        "text": {"type": "plain_text", "text": "No channel gets a prompt until you release them."},
        "confirm": {"type": "plain_text", "text": "Hold"},
        "deny": {"type": "plain_text", "text": "Cancel"},
    }
}


def _from_to(words: str, name: str, pair: Sequence[str]) -> list[Block]:
    return [
        field(f"{words} begin{'s' if words[-1] != 's' else ''}", inputs.clock(pair[0]), block_id=f"{name}_start",
              optional=False),
        field(f"{words} end{'s' if words[-1] != 's' else ''}", inputs.clock(pair[1]), block_id=f"{name}_end",
              optional=False),
    ]  # fmt: skip


def _filled(choices: Mapping[str, str]) -> dict[str, str]:
    """A menu's values cannot be empty."""
    return {value or _EMPTY: words for value, words in choices.items()}


def _print_of(value: Any) -> str:
    """A few digits that tell whether a value is still the same."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:10]


def _not_judged(policy: Policy) -> str:
    traditions = {one.id: one.tradition for one in catalogue().observances.values()}
    whole = [
        word for word in TRADITIONS if all(one in policy.off for one, other in traditions.items() if other == word)
    ]
    rest = [observance_name(one) for one in sorted(policy.off) if traditions.get(one) not in whole]
    return _named([escape(one) for one in [*map(tradition, whole), *rest]]) or "nothing is left out"


def _lead_times(policy: Policy) -> str:
    ahead, notice = policy.lead_times, policy.rules["notice-28"].less_than_days
    short = f"short notice under {notice} days" if notice else "no notice is short"
    times = {"interpreters": ahead.interpreters, "timetable": ahead.timetable}
    return "; ".join([short, *(f"{name_of(name).lower()} {value_of(name, number)}" for name, number in times.items())])


def _terms(workplace: Workplace) -> str:
    if not workplace.terms:
        return "none imported, so term time is assumed"
    names = _named([f"{escape(one.area)} ({reach(one)})" for one in workplace.terms], "; ")
    return f"{names}. {escape(workplace.policy.term_area)} counts" if workplace.policy.term_area else names


def _spelt(identity: str, policy: Policy) -> str:
    return policy.spellings.get(identity, observance_name(identity))


def _named(items: Sequence[str], between: str = ", ") -> str:
    rest = len(items) - NAMED
    return between.join([*items[:NAMED], *([f"and {rest} more"] if rest > 0 else [])])
