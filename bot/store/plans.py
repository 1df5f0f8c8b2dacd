"""The planner's side of the subscriptions: which are to be planned now, and how far they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.store.ledger import Delivery, read_delivery
from bot.store.states import SubscriptionState
from bot.store.subscriptions import Subscription, read_subscription
from bot.store.tables import deliveries, subscriptions, workspaces


def due_subscriptions(
    connection: sa.Connection, now: datetime, limit: int, *, workspace: str | None = None
) -> list[Subscription]:
    """Claim subscriptions whose slots should be planned now, of one workspace or of all, unless it is on hold."""
    plannable = sa.or_(
        subscriptions.c.state == SubscriptionState.ACTIVE,
        sa.and_(subscriptions.c.state == SubscriptionState.PAUSED, subscriptions.c.paused_until.is_not(None)),
    )
    held = sa.select(workspaces.c.workspace_id).where(workspaces.c.held_at.is_not(None))
    of_one = sa.true() if workspace is None else subscriptions.c.workspace_id == workspace
    query = (
        sa.select(subscriptions)
        .where(plannable, subscriptions.c.plan_at <= now, subscriptions.c.workspace_id.not_in(held), of_one)
        .order_by(subscriptions.c.plan_at)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return [read_subscription(row) for row in connection.execute(query).mappings()]


def rows_since(connection: sa.Connection, ids: Collection[int], since: datetime) -> dict[int, list[Delivery]]:
    """What the ledger has of these subscriptions after that instant, in order, by subscription."""
    query = sa.select(deliveries).where(deliveries.c.subscription_id.in_(ids), deliveries.c.slot > since)
    found: dict[int, list[Delivery]] = {}
    for row in connection.execute(query.order_by(deliveries.c.slot)).mappings():
        found.setdefault(row["subscription_id"], []).append(read_delivery(row))
    return found


def planned_through(connection: sa.Connection, done: Iterable[tuple[Subscription, datetime, datetime]]) -> None:
    """Note for each subscription up to where its slots are in the ledger, and when to plan it next."""
    rows = [
        {"key": subscription.id, "after": slots_after, "next": plan_at} for subscription, slots_after, plan_at in done
    ]
    if rows:
        statement = (
            subscriptions.update()
            .where(subscriptions.c.id == sa.bindparam("key"))
            .values(slots_after=sa.bindparam("after"), plan_at=sa.bindparam("next"))
        )
        connection.execute(statement, rows)


def end_pauses(connection: sa.Connection, ended: Iterable[Subscription], now: datetime) -> None:
    """These pauses are over: the subscriptions are active again."""
    if ids := [one.id for one in ended]:
        over = (subscriptions.c.id.in_(ids), subscriptions.c.state == SubscriptionState.PAUSED)
        values = {"state": SubscriptionState.ACTIVE, "state_since": now, "pause_reason": None, "paused_until": None}
        connection.execute(subscriptions.update().where(*over).values(**values))
