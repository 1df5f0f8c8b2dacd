"""A change of content owners in words: the people as mentions for workspace admins, as numbers for everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What is said of a change whose people all asked to be forgotten.
FORGOTTEN = "people whose names are not kept"
#: Why there is no button beside such a change.
WITHOUT_NAMES = "It was kept without names, so it cannot be undone here: name them under _Change_."
FOR_ADMINS = "Workspace admins see who, and they alone can undo it."


def done(after: Mapping[str, Any], *, names: bool) -> str:
    """What a change did, in mrkdwn: who was named and who was taken out, or how many where `names` are not shown."""
    return f"*Content owners*: {_told(after, 'named', names=names) or FORGOTTEN}"


def put_back(then: Mapping[str, Any]) -> str:
    """What undoing does, in a sentence of mrkdwn."""
    return f"Content owners: {_told(then, 'put back', names=True)}."


def asked(then: Mapping[str, Any]) -> str:
    """The question before undoing, which Slack shows without mentions: how many, and where they are named."""
    return f"Content owners: {_told(then, 'put back', names=False)}. The line beside the button names them."


def _told(side: Mapping[str, Any], in_: str, *, names: bool) -> str:
    """Those who are content owners on that side of a change (`in_`), and those who are not."""
    groups = {in_: [user for user in side if side[user]], "taken out": [user for user in side if not side[user]]}
    told = [f"{_people(users) if names else _number(users)} {what}" for what, users in groups.items() if users]
    return ", ".join(told)


def _people(users: list[str]) -> str:
    """The people as Slack shows and links them, also when they have left."""
    *most, last = [f"<@{user}>" for user in users]
    return f"{', '.join(most)} and {last}" if most else last


def _number(users: list[str]) -> str:
    return "1 person" if len(users) == 1 else f"{len(users)} people"
