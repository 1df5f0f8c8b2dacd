"""Elements of Block Kit (buttons, selects, pickers, inputs), their limits, and the blocks that may hold them.

Limits: docs.slack.dev/reference/block-kit/block-elements.
"""

from __future__ import annotations

from typing import Any

from bot.playground.objects import CONFIRM, DATE, DISPATCH, FILTER, GROUPS, SLACK_FILE, TIME, WEB, option, options, text
from bot.playground.shapes import Report, Rule, Shape, anything, list_of, one_of, string, truth, whole_number

ACTION = {"action_id": string(255, least=1)}
FOCUS = {"focus_on_load": truth}
ASK = {"confirm": CONFIRM}
HINT = {"placeholder": text(150, plain=True)}


def _one_source(value: dict[str, Any], place: str, report: Report) -> None:
    if ("options" in value) == ("option_groups" in value):
        report.add("exactly one of options and option_groups is required", place)


def _known_choice(value: dict[str, Any], place: str, report: Report) -> None:
    """`initial_option(s)` must repeat one of the options exactly."""
    _one_source(value, place, report)
    _offered(value, place, report)


def _offered(value: dict[str, Any], place: str, report: Report) -> None:
    offered = list(value.get("options") or [])
    for group in value.get("option_groups") or []:
        offered += group.get("options", []) if isinstance(group, dict) else []
    chosen = value.get("initial_options") or ([value["initial_option"]] if "initial_option" in value else [])
    for each in chosen if isinstance(chosen, list) else []:
        if each not in offered:
            report.add("initial option must match exactly one of the options", place)
    values = [each.get("value") for each in offered if isinstance(each, dict)]
    if len(values) != len(set(map(str, values))):
        report.add("option values must be unique", place)


def _lengths(value: dict[str, Any], place: str, report: Report) -> None:
    low, high = value.get("min_length"), value.get("max_length")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        report.add("min_length must not be greater than max_length", place)


def _picture(value: dict[str, Any], place: str, report: Report) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        report.add("exactly one of image_url and slack_file is required", place)


IMAGE = Shape(
    {"alt_text": string(2000)}, {"image_url": string(3000, least=1), "slack_file": SLACK_FILE}, whole=_picture
)

_SELECT = {**ACTION, **FOCUS, **ASK, **HINT}
_MANY = {**_SELECT, "max_selected_items": whole_number(1)}
_DEFAULT = {"default_to_current_conversation": truth, "filter": FILTER}
_REPLY = {"response_url_enabled": truth}

ELEMENTS: dict[str, Rule] = {
    "button": Shape(
        {"text": text(75, plain=True)},
        {
            **ACTION,
            **ASK,
            "url": string(3000, least=1, pattern=WEB, said="invalid URL"),
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
        },
    ),
    "image": IMAGE,
    "checkboxes": Shape(
        {"options": options(10, formatted=True)},
        {**ACTION, **FOCUS, **ASK, "initial_options": options(10, formatted=True)},
        whole=_offered,
    ),
    "radio_buttons": Shape(
        {"options": options(10, formatted=True)},
        {**ACTION, **FOCUS, **ASK, "initial_option": option(formatted=True)},
        whole=_offered,
    ),
    "datepicker": Shape(
        {}, {**_SELECT, "initial_date": string(10, pattern=DATE, said="must be a date in the form YYYY-MM-DD")}
    ),
    "timepicker": Shape(
        {},
        {
            **_SELECT,
            "initial_time": string(5, pattern=TIME, said="must be a time in the form HH:mm"),
            "timezone": string(100),
        },
    ),
    "datetimepicker": Shape(
        {}, {**ACTION, **FOCUS, **ASK, "initial_date_time": whole_number(1_000_000_000, 9_999_999_999)}
    ),
    "overflow": Shape({"options": options(5, overflow=True)}, {**ACTION, **ASK}),
    "static_select": Shape(
        {},
        {**_SELECT, "options": options(100), "option_groups": GROUPS, "initial_option": option()},
        whole=_known_choice,
    ),
    "multi_static_select": Shape(
        {},
        {**_MANY, "options": options(100), "option_groups": GROUPS, "initial_options": options(100)},
        whole=_known_choice,
    ),
    "external_select": Shape({}, {**_SELECT, "initial_option": option(), "min_query_length": whole_number(0)}),
    "multi_external_select": Shape({}, {**_MANY, "initial_options": options(100), "min_query_length": whole_number(0)}),
    "users_select": Shape({}, {**_SELECT, "initial_user": string(50)}),
    "multi_users_select": Shape({}, {**_MANY, "initial_users": list_of(string(50))}),
    "conversations_select": Shape({}, {**_SELECT, **_DEFAULT, **_REPLY, "initial_conversation": string(50)}),
    "multi_conversations_select": Shape({}, {**_MANY, **_DEFAULT, "initial_conversations": list_of(string(50))}),
    "channels_select": Shape({}, {**_SELECT, **_REPLY, "initial_channel": string(50)}),
    "multi_channels_select": Shape({}, {**_MANY, "initial_channels": list_of(string(50))}),
    "plain_text_input": Shape(
        {},
        {
            **ACTION,
            **FOCUS,
            **HINT,
            "initial_value": string(3000),
            "multiline": truth,
            "min_length": whole_number(0, 3000),
            "max_length": whole_number(1, 3000),
            "dispatch_action_config": DISPATCH,
        },
        whole=_lengths,
    ),
    "number_input": Shape(
        {"is_decimal_allowed": truth},
        {
            **ACTION,
            **FOCUS,
            **HINT,
            "initial_value": string(100),
            "min_value": string(100),
            "max_value": string(100),
            "dispatch_action_config": DISPATCH,
        },
    ),
    "email_text_input": Shape(
        {}, {**ACTION, **FOCUS, **HINT, "initial_value": string(3000), "dispatch_action_config": DISPATCH}
    ),
    "url_text_input": Shape(
        {}, {**ACTION, **FOCUS, **HINT, "initial_value": string(3000), "dispatch_action_config": DISPATCH}
    ),
    "rich_text_input": Shape(
        {}, {**ACTION, **FOCUS, **HINT, "initial_value": anything, "dispatch_action_config": DISPATCH}
    ),
    "file_input": Shape({}, {**ACTION, "filetypes": list_of(string(50)), "max_files": whole_number(1, 10)}),
    "workflow_button": Shape(
        {"text": text(75, plain=True), "workflow": anything},
        {**ACTION, "style": one_of("primary", "danger"), "accessibility_label": string(75)},
    ),
}

_SELECTS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
_MULTI = {f"multi_{name}" for name in _SELECTS}

#: Which elements each place may hold.
HOLDS: dict[str, frozenset[str]] = {
    "section": frozenset(
        {"button", "image", "checkboxes", "radio_buttons", "datepicker", "timepicker", "overflow", "workflow_button"}
        | _SELECTS
        | _MULTI
    ),
    "actions": frozenset(
        {
            "button",
            "checkboxes",
            "radio_buttons",
            "datepicker",
            "timepicker",
            "datetimepicker",
            "overflow",
            "workflow_button",
        }
        | _SELECTS
    ),
    "input": frozenset(
        {
            "checkboxes",
            "radio_buttons",
            "datepicker",
            "timepicker",
            "datetimepicker",
            "plain_text_input",
            "number_input",
            "email_text_input",
            "url_text_input",
            "rich_text_input",
            "file_input",
        }
        | _SELECTS
        | _MULTI
    ),
}

#: Elements that some surfaces do not show.
ONLY_ON: dict[str, frozenset[str]] = {
    "file_input": frozenset({"modal"}),
    "email_text_input": frozenset({"modal"}),
    "url_text_input": frozenset({"modal"}),
    "number_input": frozenset({"modal"}),
    "datetimepicker": frozenset({"modal", "message"}),
    "rich_text_input": frozenset({"modal", "home"}),
    "workflow_button": frozenset({"message"}),
}


def element(holder: str) -> Rule:
    """An element that may stand in the given kind of block."""

    def rule(value: Any, place: str, report: Report) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in ELEMENTS or kind not in HOLDS[holder]:
            report.add(f"unsupported type: {kind}", f"{place}/type")
        elif report.surface not in ONLY_ON.get(kind, {report.surface}):
            report.add(f"unsupported element on this surface: {kind}", f"{place}/type")
        else:
            ELEMENTS[kind](value, place, report)
            _count_focus(value, place, report)

    return rule


def _count_focus(value: dict[str, Any], place: str, report: Report) -> None:
    if value.get("focus_on_load") is True:
        report.focused += 1
        if report.focused > 1:
            report.add("only one element may have focus_on_load", place)
