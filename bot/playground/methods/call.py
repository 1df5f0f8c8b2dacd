"""One call of a Web API method: who calls, with which arguments, and how arguments are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground.refusals import SlackRefusal
from bot.playground.workspace import Channel, Person, Workspace

if TYPE_CHECKING:
    from bot.playground.slack import Slack


@dataclass(frozen=True)
class Call:
    """A call that has passed the checks on its token and scopes."""

    slack: Slack
    workspace: Workspace
    method: str
    arguments: dict[str, Any]

    def text(self, name: str, *, missing: str = "invalid_arguments") -> str:
        """A required argument; refuses with `missing`."""
        value = self.arguments.get(name)
        if value is None or value == "":
            raise SlackRefusal(
                missing,
                messages=[f"[ERROR] missing required field: {name}"] if missing == "invalid_arguments" else None,
            )
        return str(value)

    def whole(self, name: str, *, wrong: str = "invalid_arguments") -> int:
        """A required whole number."""
        try:
            return int(str(self.arguments.get(name)))
        except ValueError:
            raise SlackRefusal(wrong) from None

    def json(self, name: str, *, wrong: str) -> Any:
        """An argument that is JSON, or a string that holds JSON; None when it was not given."""
        value = self.arguments.get(name)
        if isinstance(value, str):
            if not value.strip():
                return None
            try:
                return json.loads(value)
            except ValueError:
                raise SlackRefusal(wrong) from None
        return value

    def need(self, *scopes: str) -> None:
        """Refuse unless one of these scopes was granted."""
        if not set(scopes) & set(self.workspace.scopes):
            raise SlackRefusal("missing_scope", needed=",".join(scopes), provided=",".join(self.workspace.scopes))

    def channel(self, name: str = "channel") -> Channel:
        """The conversation named by an argument, as the bot may know it; a person's id means their direct messages."""
        which = self.text(name, missing="channel_not_found")
        workspace = self.workspace
        if which in workspace.people:
            return workspace.direct(workspace.people[which])
        try:
            channel = workspace.channel(which)
        except LookupError:
            raise SlackRefusal("channel_not_found") from None
        if channel.kind != "public" and workspace.bot.id not in channel.members:
            raise SlackRefusal("channel_not_found")
        return channel

    def person(self, name: str = "user") -> Person:
        """The person whose id an argument gives."""
        which = self.text(name, missing="user_not_found")
        if which == self.workspace.bot.id:
            return self.workspace.bot
        try:
            return self.workspace.people[which]
        except KeyError:
            raise SlackRefusal("user_not_found") from None


#: A method takes its call and returns what joins `"ok": true`.
Method = Callable[[Call], dict[str, Any]]
