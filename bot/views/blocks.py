"""Block Kit in few words, inside Slack's limits: every text is cut to its limit, and pasted text cannot act.

Limits and formatting: docs.slack.dev/reference/block-kit and docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]

MAX_MESSAGE_BLOCKS = 50
MAX_VIEW_BLOCKS = 100
MAX_SECTION = 3000
MAX_HEADER = 150
MAX_CONTEXT_ELEMENTS = 10
MAX_CONTEXT = 2000
MAX_BUTTON = 75
MAX_VALUE = 2000
MAX_OPTION = 75
MAX_TITLE = 24
#: Slack refuses a message whose blocks hold more than about 13,200 characters in all; we stay well below.
MAX_CHARACTERS = 11_000
#: The plain-text equivalent: Slack advises 4,000 and cuts at 40,000.
MAX_TEXT = 3900


@dataclass(frozen=True, slots=True)
class Message:
    """What a person gets: blocks, and `text` that says the same for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...] = ()


def message(blocks: Sequence[Block]) -> Message:
    """A message of blocks, with the same words as its plain text."""
    return Message(clip("\n".join(filter(None, map(words, blocks))), MAX_TEXT), tuple(blocks))


def plain(sentence: str) -> Message:
    """A message of one sentence or paragraph, already safe."""
    return message([section(sentence)])


def words(block: Block) -> str:
    """What a block says: its text, fields or small print, without its buttons."""
    told = [block.get("text"), *block.get("fields", ()), *block.get("elements", ())]
    return "\n".join(item["text"] for item in told if isinstance(item, dict) and isinstance(item.get("text"), str))


def escape(text: str) -> str:
    """Text that somebody else wrote, made harmless for mrkdwn.

    `&`, `<` and `>` become entities, so no mention, link or command of Slack's gets through; a zero-width space
    after the signs of formatting and before a bare @ keeps them as they were typed; characters that turn the
    direction of text or do not print are dropped.
    """
    shown = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _FORMATTING.sub(lambda sign: sign[0] + "\u200b", shown)


def link(url: str, label: str) -> str:
    """A link with words of its own, both made harmless. `url` must hold no white space, `<`, `>` or `|`."""
    return f"<{url.replace('&', '&amp;')}|{escape(label).replace('|', '¦')}>"


def visible(text: str) -> str:
    """The text without control characters and direction marks (Unicode categories Cc, Cf, Co, Cs), on one line."""
    kept = (c if c.isprintable() or unicodedata.category(c) == "Zs" else " " if c.isspace() else "" for c in text)
    return " ".join("".join(kept).split())


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, ending with … when cut; never in the middle of an entity."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if (start := cut.rfind("&")) > len(cut) - 6 and ";" not in cut[start:]:
        cut = cut[:start]
    return cut.rstrip() + "…"


def section(text: str, *, block_id: str = "", accessory: Block | None = None) -> Block:
    """A paragraph of mrkdwn, with something beside it when given."""
    block: Block = {"type": "section", "text": _mrkdwn(text, MAX_SECTION)}
    if block_id:
        block["block_id"] = block_id
    if accessory:
        block["accessory"] = accessory
    return block


def header(text: str) -> Block:
    """A heading in plain text."""
    return {"type": "header", "text": _plain(text, MAX_HEADER)}


def context(*texts: str) -> Block:
    """Small print: up to ten texts."""
    return {"type": "context", "elements": [_mrkdwn(text, MAX_CONTEXT) for text in texts[:MAX_CONTEXT_ELEMENTS]]}


def divider() -> Block:
    """A line between two parts."""
    return {"type": "divider"}


def actions(*elements: Block, block_id: str = "") -> Block:
    """A row of buttons or menus."""
    block: Block = {"type": "actions", "elements": list(elements)}
    if block_id:
        block["block_id"] = block_id
    return block


def button(label: str, action_id: str, *, value: str = "", style: str = "", aria: str = "") -> Block:
    """A button; `aria` is what a screen reader says when the label alone would not do.

    What is said contains what is shown (WCAG 2.5.3), so that somebody who speaks to the screen can name the button.
    """
    block: Block = {"type": "button", "text": _plain(label, MAX_BUTTON), "action_id": action_id}
    if value:
        block["value"] = value
    if style:
        block["style"] = style
    if aria:
        shown = label.rstrip("…")
        said = aria if shown.casefold() in aria.casefold() else f"{shown}: {aria}"
        block["accessibility_label"] = clip(said, MAX_BUTTON)
    return block


def option(label: str, value: str) -> Block:
    """One choice of a menu, of checkboxes or of radio buttons."""
    return {"text": _plain(label, MAX_OPTION), "value": value}


def field(label: str, element: Block, *, block_id: str, optional: bool = True, hint: str = "") -> Block:
    """A labelled input of a form."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": _plain(label, MAX_SECTION),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = _plain(hint, MAX_SECTION)
    return block


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "Close",
    kept: str = "",
) -> Block:
    """A modal. `kept` travels with it as private metadata."""
    view: Block = {
        "type": "modal",
        "title": _plain(title, MAX_TITLE),
        "close": _plain(close, MAX_TITLE),
        "blocks": list(blocks[:MAX_VIEW_BLOCKS]),
    }
    if callback_id:
        view["callback_id"] = callback_id
    if submit:
        view["submit"] = _plain(submit, MAX_TITLE)
    if kept:
        view["private_metadata"] = kept
    return view


def characters(blocks: Iterable[Block]) -> int:
    """How many characters of text the blocks hold, everywhere inside them."""
    return sum(_length(block) for block in blocks)


def _length(value: object) -> int:
    if isinstance(value, dict):
        return sum(len(v) if k == "text" and isinstance(v, str) else _length(v) for k, v in value.items())
    if isinstance(value, list):
        return sum(_length(item) for item in value)
    return 0


def _mrkdwn(text: str, limit: int) -> Block:
    return {"type": "mrkdwn", "text": clip(text, limit) or " ", "verbatim": True}


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": clip(visible(text), limit) or " ", "emoji": False}


#: Signs that format text in mrkdwn when they stand beside a word, and the @ of a bare mention.
_FORMATTING = re.compile(r"[*_~`@]|(?<!\w):(?=\w)")
