"""Composition objects of Block Kit (texts, options, confirmation dialogues, filters), with Slack's limits.

Limits: docs.slack.dev/reference/block-kit/composition-objects.
"""

from __future__ import annotations

from typing import Any

from bot.playground.shapes import Report, Rule, Shape, list_of, one_of, string, truth

#: A date as Slack's pickers take it.
DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
TIME = r"([01]\d|2[0-3]):[0-5]\d"
WEB = r"(?s)https?://\S+|mailto:\S+|slack://\S+"


def text(limit: int, *, plain: bool = False, least: int = 1) -> Rule:
    """A text object of at most `limit` characters; `plain` refuses `mrkdwn`."""

    def rule(value: Any, place: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must be an object", place)
            return
        kind = value.get("type")
        allowed = ("plain_text",) if plain else ("plain_text", "mrkdwn")
        if kind not in allowed:
            report.add(f"must be one of: {', '.join(allowed)}", f"{place}/type")
            return
        shape = _PLAIN if kind == "plain_text" else _MRKDWN
        shape(value, place, report)
        if "text" in value:
            string(limit, least=least)(value["text"], f"{place}/text", report)
            report.characters += len(value["text"]) if isinstance(value["text"], str) else 0

    return rule


def _any(value: Any, place: str, report: Report) -> None:
    """The text itself is held against its limit by `text`."""


_PLAIN = Shape({"text": _any}, {"emoji": truth})
_MRKDWN = Shape({"text": _any}, {"verbatim": truth})


def _no_url(value: dict[str, Any], place: str, report: Report) -> None:
    if "url" in value:
        report.add("invalid additional property: url", place)


def option(*, formatted: bool = False, overflow: bool = False) -> Rule:
    """An option: label 75 characters, value 150, description 75; `mrkdwn` only in checkboxes and radio buttons."""
    return Shape(
        {"text": text(75, plain=not formatted), "value": string(150, least=1)},
        {"description": text(75, plain=not formatted), "url": string(3000)},
        whole=None if overflow else _no_url,
    )


def options(most: int, *, least: int = 1, formatted: bool = False, overflow: bool = False) -> Rule:
    """A list of options."""
    return list_of(option(formatted=formatted, overflow=overflow), least=least, most=most)


GROUPS: Rule = list_of(Shape({"label": text(75, plain=True), "options": options(100)}), most=100)

CONFIRM: Rule = Shape(
    {
        "title": text(100, plain=True),
        "text": text(300),
        "confirm": text(30, plain=True),
        "deny": text(30, plain=True),
    },
    {"style": one_of("primary", "danger")},
)


def _some_field(value: dict[str, Any], place: str, report: Report) -> None:
    if not set(value) & {"include", "exclude_external_shared_channels", "exclude_bot_users"}:
        report.add("must have at least one field", place)


FILTER: Rule = Shape(
    {},
    {
        "include": list_of(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": truth,
        "exclude_bot_users": truth,
    },
    whole=_some_field,
)

DISPATCH: Rule = Shape({}, {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), most=2)})
SLACK_FILE: Rule = Shape({}, {"id": string(50, least=1), "url": string(3000, least=1)})
