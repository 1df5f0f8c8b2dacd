"""What a person sees: blocks, forms and messages as readable text, with buttons and fields by their labels."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from bot.playground.forms import VALUES
from bot.playground.workspace import Message, View, Workspace

_LINK = re.compile(r"<([^<>\n]+)>")
_MARKS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)|(?<!\w)~(?=\S)([^~\n]+?)(?<=\S)~(?!\w)"
)
_PLAIN = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def unescaped(text: str) -> str:
    """Slack's three entities as characters."""
    return re.sub("&(?:lt|gt|amp);", lambda found: _PLAIN[found[0]], text)


def escaped(text: str) -> str:
    """What Slack's clients do to typed text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_mrkdwn(text: str, workspace: Workspace | None = None) -> str:
    """`mrkdwn` as it looks: no marks, links by their label, mentions by name."""

    def link(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith("!date^"):
            return label or target
        if target.startswith("!"):
            return f"@{target[1:].partition('^')[0]}"
        if target.startswith("@") and workspace:
            person = workspace.people.get(target[1:])
            return f"@{person.name if person else workspace.bot.name if target[1:] == workspace.bot.id else target[1:]}"
        if target.startswith("#") and workspace:
            channel = workspace.channels.get(target[1:])
            return f"#{channel.name if channel else label or target[1:]}"
        return label or target

    shown = _LINK.sub(link, text)
    shown = _MARKS.sub(lambda found: next(group for group in found.groups() if group is not None), shown)
    return unescaped(shown)


def alerts(text: str) -> list[str]:
    """Everything in a message's text that would ring somebody: `<!channel>`, `<@U123>`."""
    return [f"<{found}>" for found in _LINK.findall(text) if found[0] in "!@" and not found.startswith("!date^")]


def all_text(blocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Every text of some blocks with its type (`mrkdwn`, `plain_text`, `markdown`), in order."""
    found: list[tuple[str, str]] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("text"), str):
                found.append((str(value.get("type", "")), value["text"]))
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(blocks)
    return found


def read_text(value: dict[str, Any] | None, workspace: Workspace | None = None) -> str:
    """A text object as read."""
    if not value:
        return ""
    text = str(value.get("text", ""))
    return read_mrkdwn(text, workspace) if value.get("type") == "mrkdwn" else unescaped(text)


def read_value(value: dict[str, Any] | None) -> str:
    """The current value of an input, as it shows in its field."""
    if not value:
        return ""
    key = VALUES[value["type"]][0]
    found = value.get(key)
    if found in (None, "", []):
        return ""
    if isinstance(found, dict):
        return read_text(found.get("text")) if "text" in found else str(found)
    if isinstance(found, list):
        return ", ".join(
            read_text(each["text"]) if isinstance(each, dict) and "text" in each else str(each) for each in found
        )
    if value["type"] == "datetimepicker":
        return datetime.fromtimestamp(int(found), UTC).strftime("%Y-%m-%d %H:%M UTC")
    return str(found)


def _element(element: dict[str, Any], state: dict[str, Any], workspace: Workspace | None) -> str:
    kind = element["type"]
    if kind == "image":
        return f"(picture: {element.get('alt_text', '')})"
    if kind in ("button", "workflow_button"):
        return f"[ {read_text(element['text'], workspace)} ]"
    if kind == "overflow":
        return f"[ … {' | '.join(read_text(each['text']) for each in element['options'])} ]"
    value = read_value(state.get(element.get("action_id", "")))
    if kind in ("checkboxes", "radio_buttons"):
        chosen = value.split(", ")
        marks = ("[x]", "[ ]") if kind == "checkboxes" else ("(•)", "( )")
        return "  ".join(
            f"{marks[0] if read_text(each['text']) in chosen else marks[1]} {read_text(each['text'])}"
            for each in element["options"]
        )
    hint = read_text(element.get("placeholder"))
    return f"[{value or hint}{' ▾' if 'select' in kind else ''}]"


def read_block(
    block: dict[str, Any], state: dict[str, dict[str, Any]], workspace: Workspace | None = None
) -> list[str]:
    """The lines of one block."""
    kind = block["type"]
    inner = state.get(block.get("block_id", ""), {})
    if kind == "divider":
        return ["———"]
    if kind == "image":
        return [f"(picture: {block['alt_text']})"]
    if kind == "markdown":
        return [str(block["text"])]
    if kind == "table":
        return [" | ".join(_cell(cell, workspace) for cell in row) for row in block["rows"]]
    if kind == "rich_text":
        return _rich(block["elements"], workspace)
    if kind == "context":
        return [
            "  ".join(
                _element(each, inner, workspace) if each["type"] == "image" else read_text(each, workspace)
                for each in block["elements"]
            )
        ]
    if kind == "actions":
        return [" ".join(_element(each, inner, workspace) for each in block["elements"])]
    if kind == "input":
        label = read_text(block["label"]) + (" (optional)" if block.get("optional") else "")
        lines = [f"{label}: {_element(block['element'], inner, workspace)}"]
        return [*lines, *([read_text(block["hint"])] if block.get("hint") else [])]
    lines = [read_text(block[name], workspace) for name in ("text",) if block.get(name)]
    lines += [read_text(each, workspace) for each in block.get("fields", [])]
    if "accessory" in block:
        lines.append(_element(block["accessory"], inner, workspace))
    return lines


def _cell(cell: dict[str, Any], workspace: Workspace | None) -> str:
    return str(cell["text"]) if cell["type"] == "raw_text" else " ".join(_rich(cell["elements"], workspace))


def _rich(elements: list[dict[str, Any]], workspace: Workspace | None) -> list[str]:
    lines: list[str] = []
    for each in elements:
        if each["type"] == "rich_text_list":
            lines += [f"• {line}" for line in _rich(each["elements"], workspace)]
        else:
            lines.append("".join(_rich_piece(piece) for piece in each["elements"]))
    return lines


def _rich_piece(piece: dict[str, Any]) -> str:
    return str(piece.get("text") or piece.get("url") or piece.get("fallback") or f"@{piece.get('user_id', '')}")


def read_blocks(
    blocks: list[dict[str, Any]], state: dict[str, dict[str, Any]], workspace: Workspace | None = None
) -> str:
    """Blocks as a person reads them, one line each."""
    return "\n".join(line for block in blocks for line in read_block(block, state, workspace))


def read_message(message: Message, workspace: Workspace) -> str:
    """A message as shown: its blocks, or its text when it has none, and the files it brings."""
    shown = (
        read_blocks(message.blocks, message.state, workspace)
        if message.blocks
        else read_mrkdwn(message.text, workspace)
    )
    files = [f"(file: {workspace.files[each].name})" for each in message.files if each in workspace.files]
    return "\n".join([*([shown] if shown else []), *files])


def read_view(view: View, workspace: Workspace) -> str:
    """A form or Home tab as shown, with field errors under their fields."""
    content = view.content
    lines = [f"— {read_text(content['title'])} —"] if "title" in content else []
    for block in content["blocks"]:
        lines += read_block(block, view.state, workspace)
        if block.get("block_id") in view.errors:
            lines.append(f"! {view.errors[block['block_id']]}")
    if content["type"] == "modal":
        close = read_text(content.get("close")) or "Cancel"
        submit = read_text(content.get("submit"))
        lines.append(" ".join(f"[ {each} ]" for each in (close, submit) if each))
    return "\n".join(lines)
