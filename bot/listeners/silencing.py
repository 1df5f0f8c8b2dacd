"""What every way of silencing prompts has in common: what Slack holds is taken back at once, and the hold switch."""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa

from bot.asking import Ask
from bot.changes import Part, change
from bot.desk import Desk
from bot.posting.opening import hurried_room
from bot.posting.planning import plan
from bot.posting.taking_back import take_back
from bot.store import subscriptions
from bot.store.errors import StoreError
from bot.store.ledger import LAST_MINUTE
from bot.store.settling import Only, taking_back
from bot.views import weekly as views
from bot.views.blocks import plain
from bot.views.clock import as_read

log = logging.getLogger("alongside.listeners")


def take_back_at_once(desk: Desk, ask: Ask, subscription: int | None) -> list[datetime]:
    """Have Slack delete what was just silenced, of one subscription or of the workspace; when the rest still appears.

    The silence itself is in the database by now: if this fails, a worker takes it back within half a minute.
    """
    room = hurried_room(desk.settings, desk.store, clock=desk.clock)
    try:
        return take_back(room, ask.team, Only(subscription))
    except StoreError as error:
        log.warning("left to a worker", extra={"workspace": ask.team, "kind": type(error).__name__})
        return []


def keep_to_the_calendar(desk: Desk, ask: Ask) -> None:
    """After a change that can move days off: plan anew at once, and take back what Slack holds for a day now off.

    As with silencing, the change itself is in the database by now, and a worker does what is not done here. Whoever
    made the change is told of what Slack posts all the same.
    """
    room = hurried_room(desk.settings, desk.store, clock=desk.clock)
    try:
        plan(room, only=ask.team)
    except StoreError as error:
        log.warning("left to a worker", extra={"workspace": ask.team, "kind": type(error).__name__})
        return
    still = views.still_coming(
        take_back_at_once(desk, ask, None), desk.clock(), desk.workplace_of(ask).policy.place.zone
    )
    if still:
        told = plain(f"The days without channel prompts have changed. {still}")
        own = as_read(told, twelve_hour=desk.profile_of(ask).twelve_hour)
        ask.client.chat_postMessage(channel=ask.user, text=own.text, blocks=list(own.blocks))


def too_late(connection: sa.Connection, team: str, subscription: int, now: datetime) -> list[datetime]:
    """When those appear that Slack no longer gives back, of what is being taken back."""
    rows = taking_back(connection, team, Only(subscription), now)
    return [row.post_at for row in rows if row.post_at - now <= LAST_MINUTE]


def after_form(desk: Desk, ask: Ask) -> None:
    """Once a channel's form is acknowledged: take back at once what it silenced, and tell the asker of the rest."""
    began, channel = desk.clock(), ask.kept
    with desk.store.read() as connection:
        found = subscriptions.subscription_in(connection, ask.team, channel)
    if found is None:
        return
    still = [at for at in take_back_at_once(desk, ask, found.id) if at - began > LAST_MINUTE]
    if still:  # what was too late from the beginning stands in the form's answer
        said = as_read(
            plain(views.still_coming(still, desk.clock(), found.zone)), twelve_hour=desk.profile_of(ask).twelve_hour
        )
        ask.client.chat_postEphemeral(channel=channel, user=ask.user, text=said.text, blocks=list(said.blocks))


def hold_all(desk: Desk, ask: Ask) -> tuple[bool, list[datetime]]:
    """Hold every channel's prompts: whether they were not held before, and when what Slack still holds appears."""
    now = desk.clock()
    with desk.writing(ask) as connection:
        changed = change(connection, ask.team, Part.HOLD, {"hold": True}, by=ask.user, now=now)
    desk.workplaces.forget(ask.team)
    return changed, take_back_at_once(desk, ask, None)


def release_all(desk: Desk, ask: Ask) -> bool:
    """Let them go on from now; whether they were on hold."""
    now = desk.clock()
    with desk.writing(ask) as connection:
        changed = change(connection, ask.team, Part.HOLD, {"hold": False}, by=ask.user, now=now)
    desk.workplaces.forget(ask.team)
    return changed
