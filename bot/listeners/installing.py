"""Leaving: when the app is uninstalled everything of the workspace is erased; revoked tokens are forgotten at once."""

from __future__ import annotations

import logging

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot

from bot.asking import Ask
from bot.desk import Desk
from bot.listeners.answering import on_repeatable_event
from bot.store.erasure import erase_enterprise, erase_workspace
from bot.store.installations import Installations

log = logging.getLogger("alongside.installing")

PATIENCE = 10
#: Slack tells the time of an event in whole seconds, and two clocks are never quite the same; nobody installs so soon.
MARGIN = 5


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the two events. Slack sends them in either order; each may come first, twice, or late."""
    installations = Installations(desk.store)

    def uninstalled(ask: Ask) -> None:
        if _is_back(installations, ask):
            return
        whole, organisation = _whole(installations, ask), _organisation(ask)
        with desk.store.begin() as connection:
            if whole and organisation:
                erase_enterprise(connection, organisation)
            else:
                erase_workspace(connection, ask.team)
        desk.workplaces.forget(ask.team)
        log.info("erased", extra={"workspace": ask.team})

    def revoked(ask: Ask) -> None:
        if not (ask.event.get("tokens") or {}).get("bot") or _is_back(installations, ask):
            return
        team = None if _whole(installations, ask) else ask.team
        installations.delete_bot(enterprise_id=_organisation(ask), team_id=team)
        log.info("tokens forgotten", extra={"workspace": ask.team})

    on_repeatable_event(app, "app_uninstalled", uninstalled)
    on_repeatable_event(app, "tokens_revoked", revoked)


def _organisation(ask: Ask) -> str | None:
    return ask.body.get("enterprise_id") or None


def _whole(installations: Installations, ask: Ask) -> bool:
    """Whether a whole organisation left, rather than one workspace.

    An event that names a workspace of an organisation which installed for all of them may mean either: the
    organisation has left when its token works no more.
    """
    if ask.body.get("is_enterprise_install") or not ask.body.get("team_id"):
        return True
    granted = (ask.body.get("authorizations") or [{}])[0]
    if not granted.get("is_enterprise_install"):
        return False
    found = installations.find_bot(enterprise_id=_organisation(ask), team_id=None, is_enterprise_install=True)
    return found is None or not _works(found, ask)


def _is_back(installations: Installations, ask: Ask) -> bool:
    """Whether the app was installed again since the event, which Slack then told late: the new token works."""
    whole = _whole(installations, ask)
    team = None if whole else ask.body.get("team_id")
    found = installations.find_bot(enterprise_id=_organisation(ask), team_id=team, is_enterprise_install=whole)
    if found is None or found.installed_at <= float(ask.body.get("event_time") or 0) + MARGIN:
        return False
    if not _works(found, ask):
        return False
    log.info("told late", extra={"workspace": ask.team})
    return True


def _works(bot: Bot, ask: Ask) -> bool:
    """Whether Slack still takes the token."""
    try:
        WebClient(bot.bot_token, base_url=ask.client.base_url, timeout=PATIENCE).auth_test()
    except SlackApiError:
        return False
    return True
