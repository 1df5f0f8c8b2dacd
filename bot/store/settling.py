"""Settling: claiming the rows whose truth only Slack knows, and recording what became of them.

Under the same lease as handing over: whoever records must still own the row in that same transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import ledger
from bot.store.claims import Terms
from bot.store.ledger import Delivery, read_delivery
from bot.store.states import DeliveryKind, DeliveryState
from bot.store.subscriptions import finish_run
from bot.store.tables import deliveries

#: The reason of a row being taken back whose deletion was asked for, with an outcome that nobody knows.
ASKED = "deletion asked for"


@dataclass(frozen=True, slots=True)
class Only:
    """What is being taken back of one subscription, or of the whole workspace."""

    subscription: int | None = None


def workspaces_to_reconcile(connection: sa.Connection, now: datetime, limit: int) -> list[str]:
    """Workspaces with rows whose truth only Slack knows, the most urgent first."""
    query = (
        sa.select(deliveries.c.workspace_id)
        .where(_to_reconcile(now))
        .group_by(deliveries.c.workspace_id)
        .order_by(sa.func.min(deliveries.c.post_at))
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def claim_reconciliation(
    connection: sa.Connection,
    workspace: str,
    terms: Terms,
    now: datetime,
    *,
    only: Only | None = None,
    limit: int = 100,
) -> list[Delivery]:
    """Claim the rows of one workspace that must be held against what Slack holds, soonest post first.

    A row that is being taken back and still bears the lease of somebody else is told as `ASKED`: who held it may have
    had it deleted, and died before writing that down.
    """
    wanted = [deliveries.c.workspace_id == workspace, _to_reconcile(now)]
    if only is not None:
        wanted += _taking_back(workspace, only)
    query = (
        sa.select(deliveries)
        .where(*wanted)
        .order_by(deliveries.c.post_at, deliveries.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    rows = [read_delivery(row) for row in connection.execute(query).mappings()]
    lease = secrets.token_hex(8)
    same = (deliveries.c.workspace_id == workspace, deliveries.c.id.in_([row.id for row in rows]))
    left_over = sa.and_(deliveries.c.state == DeliveryState.TAKING_BACK, deliveries.c.lease.is_not(None))
    reason = sa.case((left_over, ASKED), else_=deliveries.c.reason)
    connection.execute(
        deliveries.update().where(*same).values(reason=reason, lease=lease, lease_until=now + terms.lease)
    )
    return [Delivery(**(ledger.fields_of(row) | {"lease": lease, "reason": _reason(row)})) for row in rows]


def taking_back(connection: sa.Connection, workspace: str, only: Only, now: datetime) -> list[Delivery]:
    """What is being taken back and may still be with Slack, soonest post first."""
    query = sa.select(deliveries).where(*_taking_back(workspace, only), deliveries.c.post_at > now)
    return [read_delivery(row) for row in connection.execute(query.order_by(deliveries.c.post_at)).mappings()]


def still_to_come(connection: sa.Connection, workspace: str, ids: Collection[int], now: datetime) -> list[datetime]:
    """When Slack posts, or may post, what it holds of these rows: instants to come, in order."""
    held = deliveries.c.state.in_([DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER, DeliveryState.TAKING_BACK])
    query = sa.select(deliveries.c.post_at).where(
        deliveries.c.workspace_id == workspace, deliveries.c.id.in_(ids), held, deliveries.c.post_at > now
    )
    return list(connection.execute(query.order_by(deliveries.c.post_at)).scalars())


def settle(
    connection: sa.Connection,
    delivery: Delivery,
    state: DeliveryState,
    now: datetime,
    *,
    due_at: datetime | None = None,
    message_id: str | None = None,
    reason: str | None = None,
) -> bool:
    """Record what reconciling found out; whether the row was still ours.

    Slots that were taken back are put before the planner again, unless somebody skipped them or ended it all.
    """
    ledger.lock_subscription(connection, delivery.workspace_id, delivery.subscription_id)
    row = ledger.still_ours(connection, delivery)
    if row is None:
        return False
    if row.due_at != delivery.due_at:
        # Somebody took it back meanwhile, or a message came late: the next round sees to that, with what was learnt.
        ledger.update(connection, row, lease=None, lease_until=None, message_id=message_id or row.message_id)
        return True
    values: dict[str, Any] = {"state": state, "lease": None, "lease_until": None, "reason": reason}
    if due_at is not None:
        values["due_at"] = due_at
    if message_id is not None:
        values["message_id"] = message_id
    if state.settled:
        values["settled_at"] = now
    if state in (DeliveryState.WITHDRAWN, DeliveryState.SKIPPED):
        values |= {"card_id": None, "message_id": None}
        ledger.forget_cards(connection, row.workspace_id, [row.id])
    if state is DeliveryState.PLANNED:
        values["message_id"] = None
    ledger.update(connection, row, **values)
    if state is DeliveryState.WITHDRAWN and row.slot > now:
        ledger.plan_again(connection, row, now=now)
    if row.kind is DeliveryKind.QUESTION and state in (DeliveryState.POSTED, DeliveryState.UNCONFIRMED):
        finish_run(connection, row.workspace_id, row.subscription_id, now=now)
    return True


def taken_back(delivery: Delivery) -> tuple[DeliveryState, str | None]:
    """State and reason of a row that Slack no longer holds: left out by a person, or withdrawn."""
    state = ledger.withdrawn_state(delivery)
    return state, ledger.BY_A_PERSON if state is DeliveryState.SKIPPED else None


def counts(connection: sa.Connection) -> Mapping[str, int]:
    """How many rows are in each state, in all workspaces: for the log and for `doctor`."""
    query = sa.select(deliveries.c.state, sa.func.count()).group_by(deliveries.c.state)
    return {state: count for state, count in connection.execute(query).all()}  # noqa: C416 - rows are not pairs


def _taking_back(workspace: str, only: Only) -> list[sa.ColumnElement[bool]]:
    same = [deliveries.c.workspace_id == workspace, deliveries.c.state == DeliveryState.TAKING_BACK]
    return same if only.subscription is None else [*same, deliveries.c.subscription_id == only.subscription]


def _reason(row: Delivery) -> str | None:
    return ASKED if row.state is DeliveryState.TAKING_BACK and row.lease else row.reason


def _to_reconcile(now: datetime) -> sa.ColumnElement[bool]:
    free = sa.or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= now)
    handing = deliveries.c.state == DeliveryState.HANDING_OVER
    looking = deliveries.c.state.in_([DeliveryState.HANDED_OVER, DeliveryState.TAKING_BACK])
    return sa.and_(free, sa.or_(handing, sa.and_(looking, deliveries.c.due_at <= now)))
