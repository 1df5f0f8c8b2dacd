"""Connections, custom steps of Workflow Builder, and installing by OAuth."""

from __future__ import annotations

from typing import Any

from bot.playground.methods.call import Call
from bot.playground.refusals import SlackRefusal


def connections_open(call: Call) -> dict[str, Any]:
    """`apps.connections.open`: where to connect for Socket Mode."""
    if not call.slack.registration.socket_mode:
        raise SlackRefusal("forbidden_team")
    return {"url": call.slack.new_socket_address()}


def complete_success(call: Call) -> dict[str, Any]:
    """`functions.completeSuccess`."""
    outputs = call.json("outputs", wrong="invalid_arguments")
    if not isinstance(outputs, dict):
        raise SlackRefusal("invalid_arguments")
    call.slack.finish_step(call.text("function_execution_id"), outputs=outputs)
    return {}


def complete_error(call: Call) -> dict[str, Any]:
    """`functions.completeError`."""
    call.slack.finish_step(call.text("function_execution_id"), error=call.text("error"))
    return {}
