"""Every Web API method the stand-in knows, with the kind of token and the scopes it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.playground.methods import apps, chat, files, people, views
from bot.playground.methods.call import Method


@dataclass(frozen=True)
class Entry:
    """One method: what runs it, whose token it takes, and a set of scopes of which one must have been granted."""

    run: Method
    taken_by: Literal["bot", "app", "none"] = "bot"
    scopes: tuple[str, ...] = ()


WRITE = ("chat:write",)

#: `oauth.v2.access` takes a client's secret instead of a token and is answered by `bot.playground.oauth`.
METHODS: dict[str, Entry] = {
    "api.test": Entry(people.api_test, "none"),
    "apps.connections.open": Entry(apps.connections_open, "app"),
    "auth.revoke": Entry(people.auth_revoke),
    "auth.test": Entry(people.auth_test),
    "bots.info": Entry(people.bots_info, scopes=("users:read",)),
    "chat.delete": Entry(chat.delete, scopes=WRITE),
    "chat.deleteScheduledMessage": Entry(chat.delete_scheduled, scopes=WRITE),
    "chat.getPermalink": Entry(chat.permalink),
    "chat.postEphemeral": Entry(chat.post_ephemeral, scopes=WRITE),
    "chat.postMessage": Entry(chat.post_message, scopes=WRITE),
    "chat.scheduleMessage": Entry(chat.schedule_message, scopes=WRITE),
    "chat.scheduledMessages.list": Entry(chat.scheduled_list),
    "chat.update": Entry(chat.update, scopes=WRITE),
    "conversations.info": Entry(people.conversations_info),
    "conversations.members": Entry(people.conversations_members),
    "conversations.open": Entry(people.conversations_open),
    "files.completeUploadExternal": Entry(files.complete_upload, scopes=("files:write",)),
    "files.getUploadURLExternal": Entry(files.get_upload_url, scopes=("files:write",)),
    "files.info": Entry(files.info, scopes=("files:read",)),
    "functions.completeError": Entry(apps.complete_error),
    "functions.completeSuccess": Entry(apps.complete_success),
    "team.info": Entry(people.team_info, scopes=("team:read",)),
    "users.info": Entry(people.users_info, scopes=("users:read",)),
    "users.list": Entry(people.users_list, scopes=("users:read",)),
    "views.open": Entry(views.open_view),
    "views.publish": Entry(views.publish),
    "views.push": Entry(views.push),
    "views.update": Entry(views.update),
}
