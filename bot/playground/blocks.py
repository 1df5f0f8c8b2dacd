"""Block Kit held to Slack's rules: types, fields, limits, unique identifiers, surfaces.

Limits: docs.slack.dev/reference/block-kit/blocks and slack_sdk's own models; the total of characters was observed.
"""

from __future__ import annotations

from typing import Any

from bot.playground.elements import IMAGE, element
from bot.playground.objects import SLACK_FILE, text
from bot.playground.refusals import SlackRefusal
from bot.playground.shapes import Report, Rule, Shape, anything, list_of, one_of, string, truth, whole_number

MESSAGE, MODAL, HOME = "message", "modal", "home"
MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
#: Characters in all of a message's blocks; beyond it Slack answers `msg_blocks_too_long`. Observed (bolt-js issues 2509
#: and 2867): 13,297 characters of one markdown block pass, 11,341 in 45 blocks do not, so blocks themselves count too.
MOST_CHARACTERS, FOR_EACH_BLOCK = 13_300, 50

_ID = {"block_id": string(255, least=1)}


def _section(value: dict[str, Any], place: str, report: Report) -> None:
    if "text" not in value and "fields" not in value:
        report.add("missing required field: text or fields", place)


def _context(value: Any, place: str, report: Report) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        IMAGE(value, place, report)
    else:
        text(2000)(value, place, report)


def _picture(value: dict[str, Any], place: str, report: Report) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        report.add("exactly one of image_url and slack_file is required", place)


def _cell(value: Any, place: str, report: Report) -> None:
    if isinstance(value, dict) and value.get("type") == "rich_text":
        BLOCKS["rich_text"](value, place, report)
        return
    if not isinstance(value, dict) or value.get("type") != "raw_text":
        report.add("unsupported type", f"{place}/type")
        return
    Shape({"text": string(10_000, least=1)})(value, place, report)
    report.characters += len(str(value.get("text", "")))


def _rich_part(value: Any, place: str, report: Report) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in {"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"}:
        report.add(f"unsupported type: {kind}", f"{place}/type")
        return
    if not isinstance(value.get("elements"), list):
        report.add("missing required field: elements", place)
        return
    for index, part in enumerate(value["elements"]):
        where = f"{place}/elements/{index}"
        if kind == "rich_text_list":
            _rich_part(part, where, report)
        elif not isinstance(part, dict) or part.get("type") not in _RICH:
            report.add("unsupported type", f"{where}/type")
        else:
            report.characters += len(str(part.get("text", "")))


_RICH = {"text", "link", "emoji", "user", "channel", "usergroup", "broadcast", "date", "color"}

BLOCKS: dict[str, Shape] = {
    "actions": Shape({"elements": list_of(element("actions"), most=25)}, _ID),
    "context": Shape({"elements": list_of(_context, most=10)}, _ID),
    "divider": Shape({}, _ID),
    "header": Shape({"text": text(150, plain=True)}, {**_ID, "level": whole_number(1, 4)}),
    "image": Shape(
        {"alt_text": string(2000)},
        {**_ID, "image_url": string(3000, least=1), "slack_file": SLACK_FILE, "title": text(2000, plain=True)},
        whole=_picture,
    ),
    "input": Shape(
        {"label": text(2000, plain=True), "element": element("input")},
        {**_ID, "hint": text(2000, plain=True), "optional": truth, "dispatch_action": truth},
    ),
    "markdown": Shape({"text": string(12_000, least=1)}, _ID),
    "rich_text": Shape({"elements": list_of(_rich_part)}, _ID),
    "section": Shape(
        {},
        {
            **_ID,
            "text": text(3000),
            "fields": list_of(text(2000), most=10),
            "accessory": element("section"),
            "expand": truth,
        },
        whole=_section,
    ),
    "table": Shape(
        {"rows": list_of(list_of(_cell, most=20), most=100)},
        {
            **_ID,
            "column_settings": list_of(
                Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": truth}), most=20
            ),
        },
    ),
    "video": Shape(
        {
            "alt_text": string(2000),
            "title": text(200, plain=True),
            "video_url": string(3000),
            "thumbnail_url": string(3000),
        },
        {
            **_ID,
            "author_name": string(50),
            "description": text(200, plain=True),
            "provider_icon_url": anything,
            "provider_name": anything,
            "title_url": anything,
        },
    ),
}

#: Blocks that only some surfaces show.
ONLY_ON: dict[str, frozenset[str]] = {"markdown": frozenset({MESSAGE}), "table": frozenset({MESSAGE})}


def _block(value: Any, place: str, report: Report) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in BLOCKS:
        report.add(f"unsupported type: {kind}", f"{place}/type")
        return
    if report.surface not in ONLY_ON.get(kind, {report.surface}):
        report.add(f"unsupported block on this surface: {kind}", f"{place}/type")
        return
    BLOCKS[kind](value, place, report)
    identifier = value.get("block_id")
    if isinstance(identifier, str):
        if identifier in report.block_ids:
            report.add(f"`block_id` {identifier} already exists", f"{place}/block_id")
        report.block_ids.add(identifier)
    _actions(value, place, report)
    if kind == "markdown" and isinstance(value.get("text"), str):
        report.characters += len(value["text"])


def _actions(block: dict[str, Any], place: str, report: Report) -> None:
    """An `action_id` must not repeat within one block."""
    seen: set[str] = set()
    for one in elements_of(block):
        identifier = one.get("action_id")
        if isinstance(identifier, str):
            if identifier in seen:
                report.add(f"`action_id` {identifier} already exists", place)
            seen.add(identifier)


def elements_of(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The interactive elements of a block, in order."""
    found = block.get("elements") if block.get("type") == "actions" else [block.get("accessory"), block.get("element")]
    return [each for each in found or [] if isinstance(each, dict) and each.get("type") != "image"]


def faults(blocks: Any, surface: str, *, place: str = "/blocks") -> Report:
    """Hold a list of blocks against the rules of a surface and return everything found wrong."""
    report = Report(surface)
    if not isinstance(blocks, list):
        report.add("must be an array", place)
        return report
    if len(blocks) > MOST_BLOCKS[surface]:
        report.add(f"no more than {MOST_BLOCKS[surface]} items allowed", place)
        return report
    for index, block in enumerate(blocks):
        _block(block, f"{place}/{index}", report)
    if sum(1 for block in blocks if isinstance(block, dict) and block.get("type") == "table") > 1:
        report.add("only one table is allowed", place)
    return report


def hold_message(blocks: Any) -> None:
    """Refuse blocks that a message cannot have.

    Raises `SlackRefusal`: `invalid_blocks_format` (not a list), `invalid_blocks`, `msg_blocks_too_long`.
    """
    if not isinstance(blocks, list):
        raise SlackRefusal("invalid_blocks_format")
    report = faults(blocks, MESSAGE)
    if report.wrong:
        raise SlackRefusal("invalid_blocks", messages=report.wrong)
    if report.characters + FOR_EACH_BLOCK * len(blocks) > MOST_CHARACTERS:
        raise SlackRefusal("msg_blocks_too_long")


_RULES: dict[str, Rule] = {
    "title": text(24, plain=True),
    "submit": text(24, plain=True),
    "close": text(24, plain=True),
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
    "clear_on_close": truth,
    "notify_on_close": truth,
    "submit_disabled": truth,
}
_MODAL = set(_RULES) | {"type", "blocks"}
_HOME = {"type", "blocks", "private_metadata", "callback_id", "external_id"}


def hold_view(view: Any, surface: str) -> None:
    """Refuse a modal or Home tab that Slack would not show: `invalid_arguments`, or `view_too_large` from 250 kB."""
    report = Report(surface)
    if not isinstance(view, dict):
        raise SlackRefusal("invalid_arguments", messages=["[ERROR] must provide an object [json-pointer:/view]"])
    if len(str(view)) > 250_000:
        raise SlackRefusal("view_too_large")
    if view.get("type") != surface:
        report.add(f"must be of type {surface}", "/view/type")
    for name in sorted(set(view) - (_MODAL if surface == MODAL else _HOME)):
        report.add(f"invalid additional property: {name}", "/view")
    for name, rule in _RULES.items():
        if view.get(name) is not None:
            rule(view[name], f"/view/{name}", report)
    blocks = view.get("blocks")
    if surface == MODAL:
        if "title" not in view:
            report.add("missing required field: title", "/view")
        if not blocks and isinstance(blocks, list):
            report.add("no fewer than 1 items allowed", "/view/blocks")
    inner = faults(blocks, surface, place="/view/blocks")
    report.wrong += inner.wrong
    has_input = isinstance(blocks, list) and any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)
    if surface == MODAL and has_input and "submit" not in view:
        report.add("missing required field: submit (the view has input blocks)", "/view")
    if report.wrong:
        raise SlackRefusal("invalid_arguments", messages=report.wrong)
