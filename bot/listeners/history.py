"""All changes of a workspace's settings, a page at a time, and undoing any of them; for admins and content owners."""

from __future__ import annotations

from slack_bolt import App

from bot.asking import Ask
from bot.changes import MOVES_PROMPTS
from bot.desk import Desk
from bot.listeners import settings
from bot.listeners.answering import on_action
from bot.listeners.silencing import keep_to_the_calendar, take_back_at_once
from bot.store.retention import KEPT_DAYS
from bot.undoing import undo
from bot.views import history as views


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the buttons."""
    on_action(app, views.HISTORY, lambda ask: _show(desk, ask))
    on_action(app, views.PAGES, lambda ask: _show(desk, ask, start=int(ask.value), replace=True), numbered=True)
    on_action(app, views.UNDO, lambda ask: _undo(desk, ask))


def _show(desk: Desk, ask: Ask, *, start: int = 0, told: str = "", replace: bool = False) -> None:
    settings.allowed(desk, ask)
    found = settings.told_of(desk, ask, limit=views.PAGE + 1, skip=start)
    view = views.history(
        found[: views.PAGE],
        start=start,
        more=len(found) > views.PAGE,
        told=told,
        days=KEPT_DAYS["workspace_changes"],
        kept=settings.carried(ask),
    )
    ask.show(view, replace=replace)


def _undo(desk: Desk, ask: Ask) -> None:
    """Put back what the change replaced, and show what came of it where the button was pressed."""
    settings.allowed(desk, ask)
    admin = desk.profile_of(ask).is_admin
    with desk.writing(ask) as connection:
        found = undo(connection, ask.team, int(ask.value), by=ask.user, admin=admin, now=desk.clock())
    if found.then.get("hold"):
        take_back_at_once(desk, ask, None)
    if (ask.body.get("view") or {}).get("callback_id") == views.MODAL:
        settings.refresh(desk, ask)
        _show(desk, ask, told=views.undone(found, settings.usual_in(desk, ask)), replace=True)
    else:
        desk.workplaces.forget(ask.team)
        settings.show(desk, ask, replace=True)
    if found.part in MOVES_PROMPTS:
        keep_to_the_calendar(desk, ask)
