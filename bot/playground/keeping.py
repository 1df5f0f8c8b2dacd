"""Keeping a demonstration workspace between two runs: one JSON file in a folder that only its owner may read."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.playground.slack import Token
from bot.playground.workspace import Channel, File, Message, Person, Scheduled, View, Workspace

if TYPE_CHECKING:
    from bot.playground.standin import StandIn

NAME = "workspace.json"
SECRETS = ("client_secret", "signing_secret", "app_token")


def _plain(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)


def save(stand_in: StandIn, folder: Path) -> bool:
    """Write the workspace if it changed since it was last written; says whether it wrote."""
    slack = stand_in.slack
    with slack.lock:
        if stand_in.saved == slack.version:
            return False
        stand_in.saved = slack.version
        whole = dataclasses.asdict(stand_in.workspace.workspace)
        registration = {name: getattr(slack.registration, name) for name in SECRETS}
        text = json.dumps({"form": 1, "registration": registration, "workspace": whole}, default=_plain)
    path = folder / NAME
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
    fresh.replace(path)
    return True


def load(stand_in: StandIn, folder: Path) -> bool:
    """Bring back what `save` kept; says whether there was anything that could be read."""
    slack = stand_in.slack
    try:
        kept = json.loads((folder / NAME).read_text())
        workspace = _rebuilt(kept["workspace"], slack.registration.scopes)
        secrets = {name: str(kept["registration"][name]) for name in SECRETS}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    old = stand_in.workspace.workspace
    with slack.lock:
        for name, value in secrets.items():
            setattr(slack.registration, name, value)
        slack.workspaces.pop(old.id)
        slack.tokens.pop(old.bot_token)
        slack.workspaces[workspace.id] = workspace
        slack.tokens[workspace.bot_token] = Token(workspace.id)
        stand_in.workspace.workspace = workspace
    return True


def _rebuilt(fields: dict[str, Any], scopes: tuple[str, ...]) -> Workspace:
    workspace = Workspace(
        fields["id"],
        fields["name"],
        fields["domain"],
        fields["app_id"],
        Person(**fields["bot"]),
        fields["bot_id"],
        fields["bot_token"],
        scopes,
        people={key: Person(**each) for key, each in fields["people"].items()},
        channels={
            key: Channel(**{**each, "members": set(each["members"])}) for key, each in fields["channels"].items()
        },
        messages=[Message(**each) for each in fields["messages"]],
        files={
            key: File(
                **{**each, "content": base64.b64decode(each["content"]), "channels": set(each["channels"])},
            )
            for key, each in fields["files"].items()
        },
        views={key: View(**each) for key, each in fields["views"].items()},
        modals=fields["modals"],
        homes=fields["homes"],
    )
    for each in fields["scheduled"].values():
        workspace.schedule(Scheduled(**each))
    return workspace
