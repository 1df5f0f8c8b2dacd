"""What is deleted by itself, and when. Each rule is a line of the table in `docs/retention.md`, held by a test."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.store.states import DeliveryState, SubscriptionState
from bot.store.tables import (
    deliveries,
    heartbeats,
    oauth_states,
    overrides,
    paces,
    processed_events,
    shown_cards,
    subscriptions,
    term_calendars,
    workspace_changes,
)

#: Days after which a row goes, counted from the instant the table names.
KEPT_DAYS: Mapping[str, int] = {
    "oauth_states": 0,
    "processed_events": 3,
    "paces": 1,
    "heartbeats": 7,
    "deliveries": 90,
    "workspace_changes": 90,
    "shown_cards of a person": 180,
    "shown_cards of a channel": 730,
    "subscriptions not active": 365,
    "term_calendars": 180,
    "overrides": 400,
}


def clean_up(connection: sa.Connection, now: datetime) -> dict[str, int]:
    """Delete what has been kept long enough; how many rows of each kind went."""
    gone = {kind: connection.execute(statement).rowcount for kind, statement in _statements(now).items()}
    stopped = subscriptions.delete().where(
        subscriptions.c.state == SubscriptionState.STOPPED,
        ~sa.exists().where(deliveries.c.subscription_id == subscriptions.c.id, _under_way()),
    )
    return {"subscriptions stopped": connection.execute(stopped).rowcount, **gone}


def _under_way() -> sa.ColumnElement[bool]:
    return deliveries.c.state.in_([state for state in DeliveryState if not state.settled])


def _statements(now: datetime) -> dict[str, sa.Delete]:
    before = {kind: now - timedelta(days=days) for kind, days in KEPT_DAYS.items()}
    person = shown_cards.c.audience.like("U%") | shown_cards.c.audience.like("W%")
    shown_at = shown_cards.c.shown_at
    resting = subscriptions.c.state.in_([SubscriptionState.PAUSED, SubscriptionState.ASKED])
    return {
        "oauth_states": oauth_states.delete().where(oauth_states.c.expires_at < before["oauth_states"]),
        "processed_events": processed_events.delete().where(
            processed_events.c.received_at < before["processed_events"]
        ),
        "paces": paces.delete().where(paces.c.free_at < before["paces"].timestamp()),
        "heartbeats": heartbeats.delete().where(heartbeats.c.beat_at < before["heartbeats"]),
        "deliveries": deliveries.delete().where(deliveries.c.settled_at < before["deliveries"], ~_under_way()),
        "workspace_changes": workspace_changes.delete().where(
            workspace_changes.c.changed_at < before["workspace_changes"]
        ),
        "shown_cards of a person": shown_cards.delete().where(person, shown_at < before["shown_cards of a person"]),
        "shown_cards of a channel": shown_cards.delete().where(~person, shown_at < before["shown_cards of a channel"]),
        "subscriptions not active": subscriptions.delete().where(
            resting, subscriptions.c.state_since < before["subscriptions not active"]
        ),
        "term_calendars": term_calendars.delete().where(term_calendars.c.last_day < before["term_calendars"].date()),
        "overrides": overrides.delete().where(overrides.c.day < before["overrides"].date()),
    }
