"""Leaving: when the app is uninstalled everything of the workspace is erased; revoked tokens are forgotten at once."""

from __future__ import annotations

import logging

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

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
        whole = bool(ask.body.get("is_enterprise_install")) or not ask.body.get("team_id")
        organisation = str(ask.body.get("enterprise_id") or "")
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
        organisation = str(ask.body.get("enterprise_id") or "") or None
        installations.delete_bot(enterprise_id=organisation, team_id=None if _whole(ask) else ask.team)
        log.info("tokens forgotten", extra={"workspace": ask.team})

    on_repeatable_event(app, "app_uninstalled", uninstalled)
    on_repeatable_event(app, "tokens_revoked", revoked)


def _whole(ask: Ask) -> bool:
    """Whether a whole organisation left, rather than one workspace."""
    return bool(ask.body.get("is_enterprise_install"))


def _is_back(installations: Installations, ask: Ask) -> bool:
    """Whether the app was installed again since the event, which Slack then told late: the new token works."""
    team = None if _whole(ask) else ask.body.get("team_id")
    found = installations.find_bot(
        enterprise_id=ask.body.get("enterprise_id"), team_id=team, is_enterprise_install=_whole(ask)
    )
    if found is None or found.installed_at <= float(ask.body.get("event_time") or 0) + MARGIN:
        return False
    try:
        WebClient(found.bot_token, base_url=ask.client.base_url, timeout=PATIENCE).auth_test()
    except SlackApiError:
        return False
    log.info("told late", extra={"workspace": ask.team})
    return True
