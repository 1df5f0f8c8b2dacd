"""What a view or message holds besides its blocks: identifiers Slack fills in, and the state of its inputs."""

from __future__ import annotations

import copy
import itertools
from typing import Any

from bot.playground.blocks import elements_of
from bot.playground.workspace import Channel, View, Workspace

#: Element type → the key under which Slack reports its value, and the field that sets it at first.
VALUES: dict[str, tuple[str, str | None]] = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", None),
}
LISTS = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}

_serial = itertools.count(1)


def given_ids(content: dict[str, Any]) -> dict[str, Any]:
    """A copy in which every block has a `block_id` and every element an `action_id`, as Slack returns it."""
    fresh = copy.deepcopy(content)
    fresh["blocks"] = with_ids(fresh["blocks"])
    return fresh


def with_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same for a list of blocks."""
    fresh = copy.deepcopy(blocks)
    for block in fresh:
        block.setdefault("block_id", f"b{next(_serial)}")
        for each in elements_of(block):
            each.setdefault("action_id", f"a{next(_serial)}")
    return fresh


def initial_state(blocks: list[dict[str, Any]], here: Channel | None = None) -> dict[str, dict[str, Any]]:
    """The values that a form or message starts with: `block_id` → `action_id` → value. It was opened in `here`."""
    state: dict[str, dict[str, Any]] = {}
    for block in blocks:
        for each in elements_of(block):
            if each["type"] not in VALUES:
                continue
            key, initial = VALUES[each["type"]]
            value = copy.deepcopy(each.get(initial)) if initial else None
            if value is None and here is not None and each.get("default_to_current_conversation"):
                value = here.id if offered(each, here) else None
            if value is None and key in LISTS:
                value = []
            state.setdefault(block["block_id"], {})[each["action_id"]] = {"type": each["type"], key: value}
    return state


def offered(element: dict[str, Any], channel: Channel) -> bool:
    """Whether a menu of conversations has this one: what its filter leaves out cannot be chosen."""
    wanted = element.get("filter") or {}
    if channel.shared and wanted.get("exclude_external_shared_channels"):
        return False
    return channel.kind in (wanted.get("include") or ("im", "mpim", "private", "public"))


def described(workspace: Workspace, view: View) -> dict[str, Any]:
    """A view as Slack puts it into answers and payloads."""
    return {
        "id": view.id,
        "team_id": workspace.id,
        "private_metadata": "",
        "callback_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "external_id": "",
        **view.content,
        "state": {"values": copy.deepcopy(view.state)},
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "app_id": workspace.app_id,
        "app_installed_team_id": workspace.id,
        "bot_id": workspace.bot_id,
    }
