"""The `views.*` methods: forms over the conversation, and the Home tab."""

from __future__ import annotations

import secrets
from typing import Any

from bot.playground.blocks import HOME, MODAL, hold_view
from bot.playground.forms import described, given_ids, initial_state
from bot.playground.methods.call import Call
from bot.playground.refusals import SlackRefusal
from bot.playground.workspace import Person, View, Workspace, new_id

MOST_STACKED = 3


def _content(call: Call, surface: str) -> dict[str, Any]:
    view = call.json("view", wrong="invalid_arguments")
    hold_view(view, surface)
    content: dict[str, Any] = given_ids(view)
    return content


def _unique_external_id(workspace: Workspace, content: dict[str, Any], but: str = "") -> None:
    external = content.get("external_id")
    if external and any(v.content.get("external_id") == external and v.id != but for v in workspace.views.values()):
        raise SlackRefusal("duplicate_external_id")


def lay_out(workspace: Workspace, person: Person, content: dict[str, Any], came_from: str | None = None) -> View:
    """Put a modal before a person, on top of those that are open."""
    stack = workspace.modals.setdefault(person.id, [])
    identifier = new_id("V")
    view = View(
        identifier,
        person.id,
        content,
        root=stack[0] if stack else identifier,
        previous=stack[-1] if stack else None,
        hash=f"{secrets.token_hex(5)}.{secrets.token_hex(4)}",
        state=initial_state(content["blocks"], workspace.channels.get(came_from or "")),
        came_from=came_from,
    )
    workspace.views[identifier] = view
    stack.append(identifier)
    return view


def replace(view: View, content: dict[str, Any]) -> None:
    """Give a view new content; what a person has typed stays in blocks that keep both their identifiers."""
    fresh = initial_state(content["blocks"])
    for block, actions in fresh.items():
        for action, value in actions.items():
            old = view.state.get(block, {}).get(action)
            if old is not None and old.get("type") == value.get("type"):
                actions[action] = old
    view.content, view.state, view.errors = content, fresh, {}
    view.hash = f"{secrets.token_hex(5)}.{secrets.token_hex(4)}"


def open_view(call: Call) -> dict[str, Any]:
    """`views.open`: a first modal, within three seconds of what the person did."""
    content = _content(call, MODAL)
    _unique_external_id(call.workspace, content)
    person, came_from = call.slack.exchange_trigger(call.workspace, call.arguments.get("trigger_id"))
    call.workspace.close_modals(person)
    view = lay_out(call.workspace, person, content, came_from)
    call.slack.changed()
    return {"view": described(call.workspace, view)}


def push(call: Call) -> dict[str, Any]:
    """`views.push`: one more modal on top, three at most."""
    content = _content(call, MODAL)
    _unique_external_id(call.workspace, content)
    person, came_from = call.slack.exchange_trigger(call.workspace, call.arguments.get("trigger_id"))
    stack = call.workspace.modals.get(person.id, [])
    if not stack:
        raise SlackRefusal("not_found")
    if len(stack) >= MOST_STACKED:
        raise SlackRefusal("push_limit_reached")
    view = lay_out(call.workspace, person, content, came_from)
    call.slack.changed()
    return {"view": described(call.workspace, view)}


def update(call: Call) -> dict[str, Any]:
    """`views.update`, by `view_id` or `external_id`, guarded by `hash` if given."""
    content = _content(call, MODAL)
    view_id, external = call.arguments.get("view_id"), call.arguments.get("external_id")
    views = call.workspace.views
    view = views.get(str(view_id)) if view_id else None
    if view is None and external:
        view = next((each for each in views.values() if each.content.get("external_id") == external), None)
    if view is None:
        raise SlackRefusal("not_found")
    _unique_external_id(call.workspace, content, but=view.id)
    expected = call.arguments.get("hash")
    if expected and expected != view.hash:
        raise SlackRefusal("hash_conflict")
    replace(view, content)
    call.slack.changed()
    return {"view": described(call.workspace, view)}


def publish(call: Call) -> dict[str, Any]:
    """`views.publish`: a person's Home tab."""
    content = _content(call, HOME)
    person = call.person("user_id")
    old = call.workspace.home(person)
    expected = call.arguments.get("hash")
    if expected and old is not None and expected != old.hash:
        raise SlackRefusal("hash_conflict")
    if old is None:
        identifier = new_id("V")
        old = View(identifier, person.id, content, root=identifier, state=initial_state(content["blocks"]))
        call.workspace.views[identifier] = old
        call.workspace.homes[person.id] = identifier
    replace(old, content)
    call.slack.changed()
    return {"view": described(call.workspace, old)}
