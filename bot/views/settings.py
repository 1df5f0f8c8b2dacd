"""A workspace's settings: as everybody may read them, and the forms with which admins and owners change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.store.calendars import TermCalendar
from bot.store.workspaces import Change
from bot.views import settings_hours
from bot.views.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    escape,
    field,
    header,
    message,
    modal,
    option,
    section,
)
from bot.views.dates import tradition
from bot.views.words import OURS
from bot.workplace import Workplace
from scheduling.observances import Occurrence, catalogue
from scheduling.observances.entries import TRADITIONS
from scheduling.policy import Policy
from scheduling.wording.dates import WEEKDAYS, clock, day_in_full
from scheduling.wording.findings import templates

CHANGE = "settings_change"
CONFIRM = "settings_confirm"
TERMS = "settings_terms"
HOLD = "settings_hold"
RELEASE = "settings_release"
UNDO = "settings_undo"
FORM = "settings_form"
CONFIRM_FORM = "settings_confirm_form"
TERMS_FORM = "settings_terms_form"

#: Caring rules by their stored id, as the form names them.
_RULES = templates("caring")


def shown(
    place: Workplace,
    *,
    changes: Sequence[Change] = (),
    may_change: bool,
) -> Message:
    """The settings as they stand. Admins and owners get buttons, and the latest changes with who made them."""
    blocks: list[Block] = [
        header("This workspace’s settings"),
        *summary(place),
    ]
    if place.held:
        blocks.append(section("*Channel prompts are on hold in the whole workspace.*"))
    if not place.certain:
        blocks.append(context("The database does not answer just now; these may be out of date."))
    if not may_change:
        return message([*blocks, context("Workspace admins and content owners can change these.")])
    hold = (
        button("Release channel prompts", RELEASE) if place.held else button("Hold all channel prompts", HOLD) | _SURE
    )
    blocks.append(
        actions(
            button("Change", CHANGE, style="primary", aria="Change the settings"),
            settings_hours.opening(),
            button("Confirm a day", CONFIRM, aria="Confirm the day of an observance that is only expected"),
            button("Our words", OURS, aria="Our own prompts, and what is hidden here"),
            button("Add school terms", TERMS, aria="Import a calendar of school terms"),
            hold,
        )
    )
    return message([*blocks, *_history(changes)])


def summary(workplace: Workplace) -> list[Block]:
    """Place, hours, what is shown, terms and confirmed days, in words."""
    policy, confirmed = workplace.policy, workplace.confirmed
    place = policy.place
    days = ", ".join(WEEKDAYS[day] for day in sorted(policy.week))
    late, evening = policy.rules["late"].hours[0], policy.rules["evening"].hours[0]
    lines = [
        f"*Place*: {escape(place.name)}{f', {place.nation}' if place.nation else ''} (zone {escape(place.tz)})",
        f"*Working week*: {days}",
        f"*Core hours*: {policy.core}; late after {late.start:%H:%M}, evening after {evening.start:%H:%M}",
        *settings_hours.in_short(policy),
        f"*Not judged*: {_not_judged(policy)}",
        f"*School terms*: {_terms(workplace.terms, policy)}",
    ]
    if policy.spellings:
        names = ", ".join(escape(name) for name in policy.spellings.values())
        lines.append(f"*Own spellings*: {names}")
    if confirmed:
        days = "; ".join(f"{escape(_name(one.observance_id))}: {day_in_full(one.day)}" for one in confirmed[:10])
        lines.append(f"*Confirmed days*: {days}")
    return [section("\n".join(lines))]


def form(place: Workplace, *, admin: bool, area: str) -> Block:
    """Everything that can be chosen, filled with what holds now."""
    policy = place.policy
    late, evening = policy.rules["late"].hours[0], policy.rules["evening"].hours[0]
    pickup = policy.rules["school-pickup"].hours_at(policy.place)[0]
    hidden = [word for word in TRADITIONS if word in place.chosen.get("hidden", ())]
    off = [rule for rule in _RULES if rule in place.chosen.get("off", ()) and rule in policy.rules]
    spelt = "\n".join(f"{_name(one)} = {said}" for one, said in policy.spellings.items())
    blocks = [
        field("Place", _text(policy.place.name, 80), block_id="place", optional=False,
              hint="A town, or latitude,longitude. Sunset, bank holidays and school hours depend on it."),
        field("Working week", _boxes(_WEEK, sorted(map(str, policy.week))), block_id="week", optional=False),
        field("Core hours begin", _time(f"{policy.core.start:%H:%M}"), block_id="core_start", optional=False),
        field("Core hours end", _time(f"{policy.core.end:%H:%M}"), block_id="core_end", optional=False),
        field("School pick-up begins", _time(f"{pickup.start:%H:%M}"), block_id="pickup_start", optional=False),
        field("School pick-up ends", _time(f"{pickup.end:%H:%M}"), block_id="pickup_end", optional=False),
        field("A late finish is after", _time(f"{late.start:%H:%M}"), block_id="late", optional=False),
        field("An evening is after", _time(f"{evening.start:%H:%M}"), block_id="evening", optional=False),
        field("Caring rules to leave out", _many({r: str(_RULES[r]["name"]) for r in policy.rules if r in _RULES}, off),
              block_id="off"),
        field("Traditions to leave out", _many({word: tradition(word) for word in TRADITIONS}, hidden),
              block_id="hidden", hint="For the whole workspace. Best left empty."),
        field("Own spellings", _text(spelt, 2000, lines=True), block_id="spellings",
              hint="One a line, as in: Eid al-Fitr = Eid-ul-Fitr"),
        field("School area", _text(area, 80), block_id="area", hint="The area whose imported school terms count."),
        field("Shared channels", _boxes({"outside": "Answer in channels shared with other organisations"},
              ["outside"] if place.answers_outside else []), block_id="outside"),
    ]  # fmt: skip
    if admin:
        people: Block = {"type": "multi_users_select", "action_id": "chosen", "max_selected_items": 20}
        if place.owners:
            people["initial_users"] = sorted(place.owners)
        hint = "They may change settings, words and days, beside the admins."
        blocks.append(field("Content owners", people, block_id="owners", hint=hint))
    return modal("Settings", blocks, callback_id=FORM, submit="Save", close="Cancel")


def saved(words: str = "Saved. It holds from now on, for everybody here.") -> Block:
    """What closes a form."""
    return modal("Settings", [section(escape(words))], close="Done")


def confirm_form(expected: Sequence[Occurrence]) -> Block:
    """Which expected day is confirmed, and for when."""
    choices: dict[str, str] = {}
    for one in expected[:90]:
        choices.setdefault(one.id, f"{one.name} (expected {day_in_full(one.day)})")
    if not choices:
        return saved("No day of the coming year is waiting for confirmation.")
    blocks = [
        field("Observance", _one(choices), block_id="observance", optional=False),
        field("First day", {"type": "datepicker", "action_id": "date"}, block_id="day", optional=False),
        context("For an Islamic month the first day settles the other days of that month too."),
    ]
    return modal("Confirm a day", blocks, callback_id=CONFIRM_FORM, submit="Confirm", close="Cancel")


def terms_form(area: str) -> Block:
    """A calendar of school terms, for an area."""
    file: Block = {"type": "file_input", "action_id": "file", "filetypes": ["ics"], "max_files": 1}
    blocks = [
        field(
            "Area", _text(area, 80), block_id="area", optional=False, hint="The council or school whose terms they are."
        ),
        field("Calendar of school terms (.ics)", file, block_id="file", optional=False),
        context("Most councils publish one. Only the holidays are kept, not the file."),
    ]
    return modal("School terms", blocks, callback_id=TERMS_FORM, submit="Import", close="Cancel")


def terms_saved(area: str, first: date, last: date, holidays: int, passed_over: Sequence[str]) -> Block:
    """What was understood of an imported calendar."""
    said = f"{escape(area)}: {holidays} holidays, from {day_in_full(first)} to {day_in_full(last)}."
    blocks = [section(said)]
    if passed_over:
        blocks.append(context("Not understood: " + escape("; ".join(passed_over[:20]))))
    return modal("School terms", blocks, close="Done")


def _history(changes: Sequence[Change]) -> list[Block]:
    """The latest changes; the newest that still stands can be undone."""
    blocks = []
    open_to_undo = next((change for change in changes if change.undone_at is None), None)
    for change in changes[:5]:
        who = f"<@{change.changed_by}>" if change.changed_by else "somebody"
        undone = ", undone" if change.undone_at else ""
        at = f"{day_in_full(change.changed_at)}, {clock(change.changed_at)} UTC"
        line = section(f"{escape(change.part.capitalize())}, changed by {who} on {at}{undone}")
        if change is open_to_undo and change.part in ("policy", "confirmed day", "school terms"):
            line["accessory"] = button("Undo", UNDO, value=str(change.change_id), aria="Undo this change")
        blocks.append(line)
    return [section("*Latest changes* (shown to admins and owners only)"), *blocks] if blocks else []


def _not_judged(policy: Policy) -> str:
    traditions = {one.id: one.tradition for one in catalogue().observances.values()}
    whole = [
        word for word in TRADITIONS if all(one in policy.off for one, other in traditions.items() if other == word)
    ]
    rest = [_name(one) for one in sorted(policy.off) if traditions.get(one) not in whole]
    return escape(", ".join([*map(tradition, whole), *rest]) or "nothing is left out")


def _terms(terms: Sequence[TermCalendar], policy: Policy) -> str:
    if not terms:
        return "none imported, so term time is assumed"
    names = ", ".join(escape(one.area) for one in terms)
    return f"{names}; {escape(policy.term_area)} counts" if policy.term_area else names


def _name(identity: str) -> str:
    if identity in catalogue().observances:
        return catalogue().observances[identity].name
    return str(_RULES[identity]["name"]) if identity in _RULES else identity


_WEEK = {str(number): name for number, name in enumerate(WEEKDAYS)}
_SURE: Block = {
    "confirm": {
        "title": {"type": "plain_text", "text": "Hold all prompts?"},
        "text": {"type": "plain_text", "text": "No channel gets a prompt until you release them."},
        "confirm": {"type": "plain_text", "text": "Hold"},
        "deny": {"type": "plain_text", "text": "Cancel"},
    }
}


def _text(initial: str, most: int, *, lines: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": "text", "max_length": most, "multiline": lines}
    return element | ({"initial_value": initial[:most]} if initial else {})


def _time(initial: str) -> Block:
    return {"type": "timepicker", "action_id": "time", "initial_time": initial}


def _one(choices: Mapping[str, str]) -> Block:
    options = [option(words, value) for value, words in choices.items()]
    return {"type": "static_select", "action_id": "chosen", "options": options}


def _many(choices: Mapping[str, str], chosen: Sequence[str]) -> Block:
    options = [option(words, value) for value, words in choices.items()]
    element: Block = {"type": "multi_static_select", "action_id": "chosen", "options": options}
    initial = [option(choices[value], value) for value in chosen if value in choices]
    return element | ({"initial_options": initial} if initial else {})


def _boxes(choices: Mapping[str, str], chosen: Sequence[str]) -> Block:
    return {**_many(choices, chosen), "type": "checkboxes"}
