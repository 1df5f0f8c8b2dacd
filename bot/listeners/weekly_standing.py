"""How a channel's prompts stand, read for whoever asks, and who may change them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.asking import Ask
from bot.desk import Desk
from bot.own_words import words_of
from bot.posting.days_off import rhythm_under
from bot.store import ledger, workspaces
from bot.store.subscriptions import Subscription, subscription_in
from bot.views import weekly as views
from bot.views.blocks import Message
from content import library
from scheduling.cadence import Rhythm, left_out, next_slots
from scheduling.errors import UnusableError

#: How many coming slots are shown, and how far ahead days are named on which nothing is posted.
SHOWN = 3
NAMED_AHEAD = timedelta(weeks=9)

NONE_HERE = "This channel has no prompts."
NOT_YOURS = (
    "Whoever set the prompts up and workspace admins may change or stop them. Anybody here may pause or skip them."
)


def standing_of(desk: Desk, ask: Ask, typed: str, *, still: Sequence[datetime] = ()) -> Message:
    """How the channel's prompts stand. `still`: when Slack posts what it could no longer be made to give back."""
    now = desk.clock()
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        held = workspaces.workspace_of(connection, ask.team).held_at is not None
        skips = ledger.skipped(connection, ask.team, found.id, now=now) if found else frozenset()
        rhythm = rhythm_of(desk, ask, connection, found, skips) if found else None
    admin = desk.may_change(ask)
    if found is None or rhythm is None:
        standing = views.Standing(subscription=None, held=held, may_release=admin)
    else:
        until = (now + NAMED_AHEAD).date()
        unusual = [one for one in left_out(rhythm, now, until) if one.why not in ("paused", "skipped", "on hold")]
        zone = found.zone
        standing = views.Standing(
            subscription=found,
            coming=next_slots(rhythm, now, SHOWN),
            left_out=unusual,
            skipped=min(skips).astimezone(zone) if skips else None,
            held=held,
            may_change=may_change(ask, found, admin=admin),
            may_release=admin,
            still=views.still_coming(still, now, zone),
        )
    return views.standing(standing, themes=library.load().themes, typed=typed)


def rhythm_of(
    desk: Desk, ask: Ask, connection: sa.Connection, found: Subscription, skips: frozenset[datetime]
) -> Rhythm:
    """When its prompts fall, by the days, the week and the words of its workspace."""
    words = words_of(connection, ask.team)
    return rhythm_under(desk.workplace_of(ask).policy, lambda: words, found, skips=skips)


def found_in(desk: Desk, ask: Ask) -> Subscription:
    """The prompts of the channel in which it was asked. Raises UnusableError where it has none."""
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
    if found is None:
        raise UnusableError(NONE_HERE)
    return found


def may_change(ask: Ask, found: Subscription, *, admin: bool) -> bool:
    """Who set it up, admins and content owners; anybody once nobody looks after it any more."""
    return admin or found.owner_id in (ask.user, None)
