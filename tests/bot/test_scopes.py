"""The manifest asks for exactly the scopes and events that the code uses: each method called is one of ours."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

from slack_sdk import WebClient

from bot.features import FREE_METHODS, SCOPES, bot_events

BOT = Path(__file__).resolve().parents[2] / "bot"
#: What Bolt and the SDK call by themselves: installing, Socket Mode.
BY_BOLT = {"oauth.v2.access", "apps.connections.open"}


def trees():
    for path in BOT.rglob("*.py"):
        if "playground" not in path.relative_to(BOT).parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def api_methods():
    """SDK method name → Web API method, as the SDK itself calls it."""
    found = {}
    for name, function in inspect.getmembers(WebClient, inspect.isfunction):
        if match := re.search(r'api_call\(\s*"([\w.]+)"', inspect.getsource(function)):
            found[name] = match[1]
    return found


def used_methods():
    known = api_methods()
    return {
        known[node.attr]
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in known
    }


def test_every_web_api_method_in_the_code_is_explained_and_no_other_is():
    explained = {method for scope in SCOPES for method in scope.methods} | set(FREE_METHODS)
    assert used_methods() | BY_BOLT == explained


def test_every_event_asked_for_is_handled_and_no_other_is():
    handled = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                position = {"on_event": 2, "on_repeatable_event": 1}.get(node.func.id)
                if position is not None and isinstance(node.args[position], ast.Constant):
                    handled.add(node.args[position].value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "function":
                handled.add("function_executed")
    assert {"message" if event == "message.im" else event for event in bot_events()} == handled


def test_every_scope_is_there_for_something():
    for scope in SCOPES:
        assert scope.methods or scope.events or scope.name == "commands"
