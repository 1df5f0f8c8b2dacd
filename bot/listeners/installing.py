"""Leaving: when the app is uninstalled everything of the workspace is erased; revoked tokens are forgotten at once."""

from __future__ import annotations

import logging

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.listeners.answering import on_repeatable_event
from bot.store.erasure import erase_enterprise, erase_workspace
from bot.store.installations import Installations

log = logging.getLogger("alongside.installing")


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the two events. Slack sends them in either order; each may come first, or twice."""

    def uninstalled(ask: Ask) -> None:
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
        if not (ask.event.get("tokens") or {}).get("bot"):
            return
        whole = bool(ask.body.get("is_enterprise_install"))
        organisation = str(ask.body.get("enterprise_id") or "") or None
        Installations(desk.store).delete_bot(enterprise_id=organisation, team_id=None if whole else ask.team)
        log.info("tokens forgotten", extra={"workspace": ask.team})

    on_repeatable_event(app, "app_uninstalled", uninstalled)
    on_repeatable_event(app, "tokens_revoked", revoked)
