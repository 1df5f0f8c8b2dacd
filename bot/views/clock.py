"""Times as the reader's own clock shows them: 15:44, or 3:44 pm for somebody whose Slack speaks of 12 hours."""

from __future__ import annotations

import re
from typing import Any

from bot.views.blocks import MAX_BUTTON, MAX_CONTEXT, MAX_HEADER, MAX_SECTION, MAX_TEXT, Block, Message, clip

_TIME = re.compile(r"(?<![\d:+])([01]\d|2[0-4]):([0-5]\d)(?!:?\d)")


def as_read(said: Message, *, twelve_hour: bool) -> Message:
    """The message with every time of day on the reader's clock."""
    if not twelve_hour:
        return said
    return Message(clip(in_twelve(said.text), MAX_TEXT), tuple(_changed(block, MAX_SECTION) for block in said.blocks))


def view_as_read(view: Block, *, twelve_hour: bool) -> Block:
    """The same for a modal or the Home tab."""
    return view | {"blocks": [_changed(block, MAX_SECTION) for block in view["blocks"]]} if twelve_hour else view


def in_twelve(text: str) -> str:
    """Every time such as 15:44 in it as "3:44 pm"; 00:00 and 24:00 are midnight, 12:00 is noon."""
    return _TIME.sub(_twelve, text)


def _twelve(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), found[2]
    if minute == "00" and hour in (0, 24):
        return "midnight"
    if minute == "00" and hour == 12:
        return "noon"
    return f"{(hour - 1) % 12 + 1}{'' if minute == '00' else ':' + minute} {'am' if hour % 24 < 12 else 'pm'}"


def _changed(value: Any, limit: int) -> Any:
    """Texts that people read, which may grow and are cut again; what travels in a button or names a block stays."""
    if isinstance(value, dict):
        limit = _LIMITS.get(str(value.get("type")), limit)
        return {
            key: clip(in_twelve(inner), limit) if key == "text" and isinstance(inner, str) else
            inner if key in _MACHINE else _changed(inner, limit)
            for key, inner in value.items()
        }  # fmt: skip
    if isinstance(value, list):
        return [_changed(item, limit) for item in value]
    return value


#: Characters of the texts in a block or element.
_LIMITS = {"section": MAX_SECTION, "header": MAX_HEADER, "context": MAX_CONTEXT, "button": MAX_BUTTON}
_MACHINE = frozenset(
    {"value", "element", "action_id", "block_id", "callback_id", "private_metadata", "initial_time", "type"}
)
