"""What Slack's own client refuses in a form before the bot hears of its submission."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.playground.forms import VALUES
from bot.playground.workspace import View

REQUIRED = "Please complete this required field."


def client_side_errors(view: View) -> dict[str, str]:
    """What Slack's own client refuses before the bot hears of a submission: empty and over-long fields."""
    wrong: dict[str, str] = {}
    for block in view.content["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = view.state.get(block["block_id"], {}).get(element["action_id"], {}).get(VALUES[element["type"]][0])
        empty = value in (None, "", [])
        if empty and not block.get("optional"):
            wrong[block["block_id"]] = REQUIRED
        elif isinstance(value, str) and not empty and element["type"] == "datepicker":
            try:
                date.fromisoformat(value)
            except ValueError:
                wrong[block["block_id"]] = "Please enter a valid date."
        elif isinstance(value, str) and element["type"] == "plain_text_input":
            low, high = element.get("min_length", 0), element.get("max_length", 3000)
            if not empty and len(value) < low:
                wrong[block["block_id"]] = f"Please use at least {low} characters."
            elif len(value) > high:
                wrong[block["block_id"]] = f"Please use at most {high} characters."
        elif isinstance(value, str) and element["type"] == "number_input":
            wrong |= _number_error(block["block_id"], value, element)
    return wrong


def _number_error(block: str, value: str, element: dict[str, Any]) -> dict[str, str]:
    try:
        number = float(value)
    except ValueError:
        return {block: "Please enter a number."}
    if not element["is_decimal_allowed"] and not number.is_integer():
        return {block: "Please enter a whole number."}
    if "min_value" in element and number < float(element["min_value"]):
        return {block: f"Please enter a number of at least {element['min_value']}."}
    if "max_value" in element and number > float(element["max_value"]):
        return {block: f"Please enter a number of at most {element['max_value']}."}
    return {}
