"""The inputs of a form: texts, numbers, times, days, menus and boxes, each with what it shows at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.views.blocks import Block, option


def text(initial: str = "", *, most: int = 400, lines: bool = False, placeholder: str = "") -> Block:
    """A line to write, or several; cut to the most that it may hold."""
    element: Block = {"type": "plain_text_input", "action_id": "text", "max_length": most, "multiline": lines}
    shown = {"placeholder": {"type": "plain_text", "text": placeholder}} if placeholder else {}
    return element | shown | ({"initial_value": initial[:most]} if initial else {})


def address(initial: str = "") -> Block:
    """A web address."""
    element: Block = {"type": "url_text_input", "action_id": "text"}
    return element | ({"initial_value": initial} if initial else {})


def number(initial: int, within: range) -> Block:
    """A whole number within limits."""
    limits = {"min_value": f"{within[0]}", "max_value": f"{within[-1]}"}
    return {
        "type": "number_input",
        "action_id": "number",
        "is_decimal_allowed": False,
        "initial_value": f"{initial}",
    } | limits


def number_faults(entered: Mapping[str, object], numbers: Mapping[str, range]) -> dict[str, str]:
    """Those of the entered numbers that are none, or outside their limits, each with a sentence."""
    return {
        name: f"Choose a whole number from {within[0]} to {within[-1]}."
        for name, within in numbers.items()
        if not (number := str(entered.get(name) or "")).isdecimal() or int(number[:9]) not in within
    }


def clock(initial: str) -> Block:
    """A time of day, as HH:MM."""
    return {"type": "timepicker", "action_id": "time", "initial_time": initial}


def day(initial: date | None = None) -> Block:
    """A civil day."""
    element: Block = {"type": "datepicker", "action_id": "date"}
    return element | ({"initial_date": f"{initial}"} if initial else {})


def one(choices: Mapping[str, str], chosen: str = "") -> Block:
    """One of several, by value; the words are cut to what a menu holds."""
    options = [option(words, value) for value, words in choices.items()]
    element: Block = {"type": "static_select", "action_id": "chosen", "options": options}
    return element | ({"initial_option": option(choices[chosen], chosen)} if chosen in choices else {})


def many(choices: Mapping[str, str], chosen: Sequence[str] = (), *, most: int = 0) -> Block:
    """Any of several, by value; at most so many where given."""
    options = [option(words, value) for value, words in choices.items()]
    element: Block = {"type": "multi_static_select", "action_id": "chosen", "options": options}
    initial = [option(choices[value], value) for value in chosen if value in choices]
    limit = {"max_selected_items": most} if most else {}
    return element | limit | ({"initial_options": initial} if initial else {})


def boxes(choices: Mapping[str, str], chosen: Sequence[str] = ()) -> Block:
    """The same, all shown at once; at most ten."""
    return {**many(choices, chosen), "type": "checkboxes"}
