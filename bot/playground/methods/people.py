"""Who and where: `auth.*`, `users.*`, `conversations.*`, `team.info`, `bots.info`."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.methods.call import Call
from bot.playground.refusals import SlackRefusal
from bot.playground.workspace import Channel, Person, Workspace

READS = {"public": "channels:read", "private": "groups:read", "im": "im:read"}


def api_test(call: Call) -> dict[str, Any]:
    """`api.test`: returns its arguments; an `error` argument comes back as the error."""
    if "error" in call.arguments:
        raise SlackRefusal(str(call.arguments["error"]))
    return {"args": call.arguments}


def auth_test(call: Call) -> dict[str, Any]:
    """`auth.test`."""
    workspace = call.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": workspace.bot.name,
        "team_id": workspace.id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "enterprise_id": workspace.enterprise_id,
        "is_enterprise_install": False,
    }


def auth_revoke(call: Call) -> dict[str, Any]:
    """`auth.revoke`: this token is worth nothing from now on."""
    if str(call.arguments.get("test", "")).lower() in ("1", "true"):
        return {"revoked": False}
    call.slack.uninstall(call.workspace, say_so=False)
    return {"revoked": True}


def user(workspace: Workspace, person: Person, now: float, *, locale: bool = False) -> dict[str, Any]:
    """A user object, without an e-mail address: that takes another scope."""
    offset = datetime.fromtimestamp(now, ZoneInfo(person.tz)).utcoffset()
    return {
        "id": person.id,
        "team_id": person.home or workspace.id,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": {"real_name": person.real_name, "display_name": person.name, "team": workspace.id},
        "is_admin": person.admin,
        "is_owner": person.owner,
        "is_primary_owner": False,
        "is_restricted": person.guest,
        "is_ultra_restricted": False,
        **({"is_stranger": True} if person.home else {}),
        "is_bot": person.bot,
        "is_app_user": False,
        "updated": int(now),
        **({"locale": person.locale} if locale else {}),
    }


def users_info(call: Call) -> dict[str, Any]:
    """`users.info`."""
    wanted = str(call.arguments.get("include_locale", "")).lower() in ("1", "true")
    return {"user": user(call.workspace, call.person(), call.slack.clock.now(), locale=wanted)}


def users_list(call: Call) -> dict[str, Any]:
    """`users.list`, in one page."""
    now = call.slack.clock.now()
    everyone = [call.workspace.bot, *call.workspace.people.values()]
    return {"members": [user(call.workspace, each, now) for each in everyone], "response_metadata": {"next_cursor": ""}}


def conversation(workspace: Workspace, channel: Channel) -> dict[str, Any]:
    """A conversation object."""
    direct = channel.kind == "im"
    other = next((each for each in channel.members if each != workspace.bot.id), "")
    return {
        "id": channel.id,
        "created": 1_700_000_000,
        "is_archived": channel.archived,
        "is_channel": channel.kind == "public",
        "is_group": False,
        "is_im": direct,
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_member": workspace.bot.id in channel.members,
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_org_shared": False,
        "context_team_id": workspace.id,
        **({"user": other} if direct else {"name": channel.name, "name_normalized": channel.name}),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
    }


def conversations_info(call: Call) -> dict[str, Any]:
    """`conversations.info`; the scope depends on the kind of conversation."""
    channel = call.channel()
    call.need(READS[channel.kind])
    found = conversation(call.workspace, channel)
    if str(call.arguments.get("include_num_members", "")).lower() in ("1", "true"):
        found["num_members"] = len(channel.members)
    return {"channel": found}


def conversations_members(call: Call) -> dict[str, Any]:
    """`conversations.members`, in one page."""
    channel = call.channel()
    call.need(READS[channel.kind])
    return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


def conversations_open(call: Call) -> dict[str, Any]:
    """`conversations.open` with one person: their direct messages."""
    call.need("im:write")
    users = [each for each in str(call.arguments.get("users") or "").split(",") if each]
    if call.arguments.get("channel"):
        channel = call.channel()
    elif not users:
        raise SlackRefusal("users_list_not_supplied")
    elif len(users) > 1:
        raise SlackRefusal("missing_scope", needed="mpim:write", provided=",".join(call.workspace.scopes))
    else:
        person = call.workspace.people.get(users[0])
        if person is None:
            raise SlackRefusal("user_not_found")
        if person.deleted:
            raise SlackRefusal("user_disabled")
        channel = call.workspace.direct(person)
    return {"channel": {"id": channel.id}, "no_op": False, "already_open": True}


def team_info(call: Call) -> dict[str, Any]:
    """`team.info`."""
    workspace = call.workspace
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.domain}}


def bots_info(call: Call) -> dict[str, Any]:
    """`bots.info` for the bot itself."""
    workspace = call.workspace
    if call.arguments.get("bot") not in (None, workspace.bot_id):
        raise SlackRefusal("bot_not_found")
    return {
        "bot": {
            "id": workspace.bot_id,
            "deleted": False,
            "name": workspace.bot.real_name,
            "app_id": workspace.app_id,
            "user_id": workspace.bot.id,
        }
    }
