"""Notices to owners of paused subscriptions: a notice is claimed before it is sent, so that it is sent once."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.states import SubscriptionState
from bot.store.subscriptions import Subscription, read_subscription
from bot.store.tables import subscriptions


def claim_notices(connection: sa.Connection, now: datetime, limit: int) -> list[Subscription]:
    """Take the notices that are due; from now on they count as sent."""
    query = (
        sa.select(subscriptions)
        .where(subscriptions.c.notice_due_at <= now, subscriptions.c.state == SubscriptionState.PAUSED)
        .order_by(subscriptions.c.notice_due_at)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    found = [read_subscription(row) for row in connection.execute(query).mappings()]
    taken = subscriptions.c.id.in_([one.id for one in found])
    connection.execute(subscriptions.update().where(taken).values(notice_due_at=None))
    return found


def put_back(connection: sa.Connection, subscription: Subscription, due_at: datetime) -> None:
    """It was certainly not sent: due again, unless the subscription is no longer paused."""
    same = (
        subscriptions.c.workspace_id == subscription.workspace_id,
        subscriptions.c.id == subscription.id,
        subscriptions.c.state == SubscriptionState.PAUSED,
    )
    connection.execute(subscriptions.update().where(*same).values(notice_due_at=due_at))
