"""What was changed and what undoing would put back, for admins and content owners; who did it and when, for admins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from bot.changes import Part, day_of_name
from bot.store.workspaces import Change
from bot.undoing import Reversal, sides
from bot.views import owners
from bot.views.blocks import Block, actions, button, clip, context, escape, modal, section
from bot.views.choices import name_of, observance_name, value_of
from scheduling.wording.dates import clock, day_in_full, days_in_full

HISTORY = "history_open"
UNDO = "history_undo"
PAGES = "history_page"
MODAL = "history"

#: Changes of one page, and things of one change that are named.
PAGE, NAMED = 8, 6
#: The most characters of a value that are shown, and of the question before undoing.
_VALUE, _QUESTION = 160, 300


@dataclass(frozen=True, slots=True)
class Told:
    """A change with what undoing it would do now (None: nothing), for a reader in that zone.

    `usual` is what holds where a setting is not chosen, so that a default can be named. An `admin` alone is shown who
    made a change and when, and who was named a content owner; an admin alone may undo the latter.
    """

    change: Change
    reversal: Reversal | None
    zone: ZoneInfo
    usual: Mapping[str, Any] = field(default_factory=dict)
    admin: bool = False


def history(changes: Sequence[Told], *, start: int, more: bool, told: str = "", days: int, kept: str = "") -> Block:
    """One page of changes, newest first. `told` is what `undone` says; `days` is how long changes are kept."""
    done = [section(f"*{told}*")] if told else []
    pages = []
    if start:
        pages.append(button("Newer", f"{PAGES}_1", value=str(max(0, start - PAGE))))
    if more:
        pages.append(button("Older", f"{PAGES}_2", value=str(start + PAGE)))
    blocks = [
        *done,
        *(lines(changes) or [section("Nothing was changed yet.")]),
        *([actions(*pages)] if pages else []),
        context(
            "Shown to admins and content owners only; who made a change and when is shown to admins alone. Kept for "
            f"{days} days. Undoing is a change as well."
        ),
    ]
    return modal("All changes", blocks, callback_id=MODAL, close="Done", kept=kept)


def lines(changes: Sequence[Told]) -> list[Block]:
    """Each change with its two sides, who made it, and a button where there is something to undo."""
    return [_line(one) for one in changes]


def undone(found: Reversal, usual: Mapping[str, Any]) -> str:
    """What was put back, in a sentence of mrkdwn."""
    if found.part is Part.OWNERS:
        return f"Undone. {owners.put_back(found.then)}"
    return f"Undone. {escape(_put_back(found, usual))}"


def _line(one: Told) -> Block:
    change = one.change
    block = section("\n".join([*_differences(one), *_made(one), *_notes(one)]))
    if one.reversal is not None and _may_undo(one):
        asked = {
            "title": {"type": "plain_text", "text": "Undo this change?"},
            "text": {"type": "plain_text", "text": clip(_put_back(one.reversal, one.usual), _QUESTION)},
            "confirm": {"type": "plain_text", "text": "Undo"},
            "deny": {"type": "plain_text", "text": "Leave it"},
        }
        aria = f"Undo: {_put_back(one.reversal, one.usual)}"
        block["accessory"] = button("Undo", UNDO, value=str(change.change_id), aria=aria) | {"confirm": asked}
    return block


def _made(one: Told) -> list[str]:
    """Who made the change and when it was undone, for admins; for others only that it was undone."""
    change = one.change
    if not one.admin:
        return ["Undone."] if change.undone_at else []
    who = f"<@{change.changed_by}>" if change.changed_by else "somebody whose name is not kept"
    after = f" Undone on {_moment(change.undone_at.astimezone(one.zone))}." if change.undone_at else ""
    return [f"By {who}, {_moment(change.changed_at.astimezone(one.zone))}.{after}"]


def _may_undo(one: Told) -> bool:
    return one.admin or one.change.part != Part.OWNERS


def _notes(one: Told) -> list[str]:
    """What undoing the change would do where the question cannot say it, or why there is no button."""
    change = one.change
    if change.part == Part.OWNERS:
        if isinstance(change.before, int):
            return [owners.WITHOUT_NAMES]
        if not one.admin:
            return [owners.FOR_ADMINS]
        if one.reversal is not None:
            return [f"Undoing: {owners.put_back(one.reversal.then)}"]
    return ["Nothing of it is left to undo."] if one.reversal is None and not change.undone_at else []


def _moment(at: Any) -> str:
    return f"{day_in_full(at)}, {clock(at)}"


def _differences(one: Told) -> list[str]:
    """What the change did, a line for each thing it touched."""
    change = one.change
    before, after = sides(change)
    if change.part == Part.OWNERS and isinstance(change.after, dict):
        return [owners.done(after, names=one.admin)]
    if not before:
        return [f"*{escape(change.part.capitalize())}*{_counts(change)}"]
    part = Part(change.part)
    told = [_difference(part, name, before[name], after[name], one.usual) for name in _shown(part, before)]
    rest = len(told) - NAMED
    return [*told[:NAMED], *([f"and {rest} more"] if rest > 0 else [])]


def _counts(change: Change) -> str:
    counts = isinstance(change.before, int) and isinstance(change.after, int)
    return f": {change.before} before, {change.after} after" if counts else ""


def _difference(part: Part, name: str, before: Any, after: Any, usual: Mapping[str, Any]) -> str:
    if part is Part.WORDS:
        done = _DONE[_standing(before), _standing(after)]
        was, is_now = _card(before), _card(after)
        edited = before is not None and after is not None and was and is_now and was != is_now
        return f"*{done}*: {escape(f'{was} → {is_now}' if edited else is_now or was or name)}"
    values = f"{escape(_value(part, name, before, usual))} → {escape(_value(part, name, after, usual))}"
    return f"*{escape(_name(part, name))}*: {values}"


def _put_back(found: Reversal, usual: Mapping[str, Any]) -> str:
    """What undoing does, in sentences."""
    if found.part is Part.OWNERS:
        return owners.asked(found.then)
    names = _shown(found.part, found.then)
    if found.part is Part.WORDS:
        told = [
            f"{_BACK[_standing(found.then[name])]}: {_card(found.then[name]) or _card(found.now[name]) or name}"
            for name in names
        ]
    else:
        told = [
            f"{_name(found.part, name)}: back to {_value(found.part, name, found.then[name], usual)}" for name in names
        ]
    told = [line if line.endswith((".", ".”", "…”")) else f"{line}." for line in told]
    if set(names) & set(found.again):
        told.insert(1 if len(told) == 1 else 0, "It was changed once more since; that change goes too.")
    rest = len(told) - NAMED
    return " ".join([*told[:NAMED], *([f"And {rest} more."] if rest > 0 else [])])


def _shown(part: Part, side: Mapping[str, Any]) -> list[str]:
    """The names that a person is told of: the source of a quotation goes with it, unless it is all there is."""
    if part is not Part.WORDS:
        return list(side)
    cards = [name for name, value in side.items() if not name.partition("-source")[1]]
    return cards or list(side)


def _name(part: Part, name: str) -> str:
    names: Mapping[Part, Callable[[str], str]] = {
        Part.POLICY: name_of,
        Part.HOLD: lambda _: "Channel prompts",
        Part.DAYS: lambda occurrence: observance_name(day_of_name(occurrence)[0]),
        Part.TERMS: lambda area: f"School terms of {area}",
    }
    return names[part](name)


def _value(part: Part, name: str, value: Any, usual: Mapping[str, Any]) -> str:
    if part is Part.HOLD:
        return "on hold" if value else "not on hold"
    if part is Part.DAYS:
        return "not confirmed" if value is None else f"confirmed for {day_in_full(day_of_name(f'x {value}')[1])}"
    if part is Part.TERMS:
        return "none" if value is None else _terms(value)
    return clip(value_of(name, value, usual), _VALUE)


def _terms(written: Mapping[str, Any]) -> str:
    first, last, fetched = (day_of_name(f"x {written[key]}")[1] for key in ("first", "last", "fetched"))
    return f"{days_in_full(first, last)}, fetched on {day_in_full(fetched)}"


def _standing(record: Mapping[str, Any] | None) -> str:
    if record is None:
        return "none"
    return "hidden" if record.get("hidden") else "shown"


def _card(record: Mapping[str, Any] | None) -> str:
    """The first words of a card, or its id where the record only hides or shows one of ours."""
    if record is None:
        return ""
    body = record.get("body") or {}
    words = body.get("act") or body.get("text") or body.get("title")
    return f"“{clip(str(words), 60)}”" if words else str(record.get("card_id") or "")


_DONE: Mapping[tuple[str, str], str] = {
    ("none", "shown"): "Card added",
    ("none", "hidden"): "Card hidden",
    ("shown", "none"): "Card deleted",
    ("hidden", "none"): "Card shown again",
    ("shown", "shown"): "Card edited",
    ("shown", "hidden"): "Card hidden",
    ("hidden", "shown"): "Card shown again",
    ("hidden", "hidden"): "Card edited",
}
_BACK: Mapping[str, str] = {
    "none": "This is taken back",
    "shown": "This comes back as it was",
    "hidden": "This is hidden again",
}
