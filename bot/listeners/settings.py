"""`/ally settings`: read by everybody; changed and held by workspace admins and content owners."""

from __future__ import annotations

import json
import logging
from typing import Any

from slack_bolt import App
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.asking import Ask
from bot.changes import Part, Standing, TooManyOwnersError, change
from bot.choices import defaults, differing, in_force, lead_hours
from bot.desk import Desk
from bot.errors import NotAllowedError
from bot.listeners.answering import on_action, on_form
from bot.listeners.silencing import hold_all, keep_to_the_calendar, release_all
from bot.own_words import own_records
from bot.spellings import read_spellings
from bot.store import workspaces
from bot.undoing import reversal
from bot.views import settings as views
from bot.views.blocks import Block, Message, modal
from bot.views.history import Told
from bot.views.inputs import number_faults
from bot.workplace import Workplace
from scheduling.places import find_place, zone

log = logging.getLogger("alongside.listeners")


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the buttons and the form of the settings."""
    on_action(app, views.CHANGE, lambda ask: ask.show(_form(desk, ask)))
    on_action(app, views.HOLD, lambda ask: _switch(desk, ask, hold=True))
    on_action(app, views.RELEASE, lambda ask: _switch(desk, ask, hold=False))
    on_form(app, views.FORM, lambda ask: _save(desk, ask), after=lambda ask: _saved(desk, ask))


def show(desk: Desk, ask: Ask, *, replace: bool = False) -> None:
    """The settings as they stand, with what the asker may do about them."""
    ask.reply(_message(desk, ask), replace=replace)


def allowed(desk: Desk, ask: Ask) -> Workplace:
    """The workplace, for somebody who may change it. Raises NotAllowedError."""
    if not desk.may_change(ask):
        raise NotAllowedError("Only workspace admins and content owners can change this.")
    return desk.workplace_of(ask)


def carried(ask: Ask, **more: object) -> str:
    """What a modal of the settings carries: the way back to the message it was opened from, and `more`."""
    before = _kept(ask)
    return json.dumps({"back": ask.response_url or before.get("back") or ""} | more)


def refresh(desk: Desk, ask: Ask) -> None:
    """Show the settings anew where they were read before a change: in their message, or in the modal below."""
    desk.workplaces.forget(ask.team)
    if not desk.may_change(ask):
        return
    back = str(_kept(ask).get("back") or "")
    below = (ask.body.get("view") or {}).get("previous_view_id")
    try:
        if back:
            shown = _message(desk, ask)
            WebhookClient(back, timeout=2).send(text=shown.text, blocks=list(shown.blocks), replace_original=True)
        elif below:
            ask.client.views_update(view_id=str(below), view=modal("Alongside", _message(desk, ask).blocks))
    except (SlackApiError, OSError) as error:  # the change itself is made: an old message is no reason to fail
        log.warning("settings not shown anew", extra={"kind": type(error).__name__})


def told_of(desk: Desk, ask: Ask, *, limit: int, skip: int = 0) -> list[Told]:
    """The latest changes with what undoing each would do, for admins and content owners."""
    reader = desk.profile_of(ask)
    with desk.store.read() as connection:
        changes = workspaces.changes_of(connection, ask.team, limit=limit, skip=skip)
        standing, usual = Standing(connection, ask.team), usual_in(desk, ask)
        return [Told(one, reversal(standing, one), reader.zone, usual, admin=reader.is_admin) for one in changes]


def usual_in(desk: Desk, ask: Ask) -> dict[str, Any]:
    """What holds in this workspace where nothing is chosen."""
    return defaults(desk.workplace_of(ask).chosen, desk.settings)


def _message(desk: Desk, ask: Ask) -> Message:
    may_change = desk.may_change(ask)
    place = desk.workplace_of(ask)
    changes: list[Told] = []
    due = 0
    if may_change and place.certain:
        changes = told_of(desk, ask, limit=views.LATEST)
        with desk.store.read() as connection:
            records = own_records(connection, ask.team)
        due = sum(one.review_on is not None and one.review_on <= desk.today_of(ask) for one in records)
    lead = lead_hours(place.chosen, desk.settings)
    return views.shown(place, changes=changes, due=due, lead=lead, may_change=may_change)


def _kept(ask: Ask) -> dict[str, Any]:
    """What the modal carried, whichever of the settings' modals it is."""
    try:
        found = json.loads(ask.kept or "{}")
        if "kept" in found:
            found = json.loads(found["kept"] or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _form(desk: Desk, ask: Ask) -> Block:
    place = allowed(desk, ask)
    held = in_force(place.chosen, desk.settings)
    return views.form(place, held, admin=desk.profile_of(ask).is_admin, kept=carried(ask))


def _save(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    place = allowed(desk, ask)
    chosen = ask.chosen
    faults, spellings = _faults(chosen)
    if faults:
        return faults
    values = views.touched(views.entered(chosen, spellings), ask.kept)
    if "area" in values and values["area"] not in {"", *(one.area for one in place.terms)}:
        return {"area": "The terms of this area were removed meanwhile. Choose another."}
    owners = views.owners_touched(chosen.get("owners") or (), ask.kept) if "owners" in chosen else {}
    admin, now = desk.profile_of(ask).is_admin, desk.clock()
    try:
        with desk.writing(ask) as connection:
            stored = workspaces.locked_policy(connection, ask.team, now)
            change(connection, ask.team, Part.POLICY, differing(values, stored, desk.settings), by=ask.user, now=now)
            if admin:
                change(connection, ask.team, Part.OWNERS, owners, by=ask.user, now=now)
    except TooManyOwnersError as error:
        return {"owners": str(error)}
    desk.workplaces.forget(ask.team)
    return views.saved()


def _saved(desk: Desk, ask: Ask) -> None:
    """Once the form is acknowledged: the settings follow, and channel prompts follow the place and its week."""
    refresh(desk, ask)
    keep_to_the_calendar(desk, ask)


def _faults(chosen: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What cannot be used, by field; and the spellings that were read."""
    faults: dict[str, str] = {}
    spellings: dict[str, str] = {}
    try:
        find_place(str(chosen["place"]))
    except ValueError as error:
        faults["place"] = str(error)[:300]
    try:
        zone(str(chosen.get("zone") or "").strip() or "UTC")
    except ValueError as error:
        faults["zone"] = str(error)[:300]
    for name, words in views.PAIRS.items():
        if str(chosen[f"{name}_start"]) >= str(chosen[f"{name}_end"]):
            faults[f"{name}_end"] = f"{words} must end after they begin."
    try:
        spellings = read_spellings(str(chosen.get("spellings") or ""))
    except ValueError as error:
        faults["spellings"] = str(error)[:300]
    return faults | number_faults(chosen, views.NUMBERS), spellings


def _switch(desk: Desk, ask: Ask, *, hold: bool) -> None:
    """Hold or release every channel prompt of the workspace. Raises NotAllowedError."""
    allowed(desk, ask)
    if hold:
        hold_all(desk, ask)
    else:
        release_all(desk, ask)
    show(desk, ask, replace=True)
