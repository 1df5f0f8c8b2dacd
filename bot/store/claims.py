"""Handing over: claiming due rows under a lease, and recording what Slack said of them.

A lease keeps two workers from the same row; correctness does not hang on it. Whoever records a result must still own
the row in that same transaction, and what comes too late for that is looked at again.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.store import ledger
from bot.store.ledger import Delivery, read_delivery
from bot.store.paces import AHEAD, reserve
from bot.store.states import DeliveryState, WithdrawReason
from bot.store.subscriptions import Subscription, read_subscription
from bot.store.tables import deliveries, paces, shown_cards, subscriptions

SCHEDULE = "chat.scheduleMessage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The times by which deliveries are worked; a setting or a consequence of one.

    `lease` is much longer than a call may take. Slack gets a late slot `late_margin` ahead, so that a worker that dies
    over it can still be found out in time. A slot older than `lateness` is skipped. Slack's clock may be ahead of ours
    by `skew`, and Slack posts a message within `grace` of its time.
    """

    lead: timedelta = timedelta(hours=2)
    lateness: timedelta = timedelta(hours=2)
    lease: timedelta = timedelta(minutes=3)
    margin: timedelta = timedelta(seconds=90)
    skew: timedelta = timedelta(seconds=5)
    grace: timedelta = timedelta(minutes=2)

    @property
    def late_margin(self) -> timedelta:
        """How far ahead a slot is scheduled whose time is now or was."""
        return self.lease + self.margin


@dataclass(frozen=True, slots=True)
class Claim:
    """One row to hand over: when to call Slack, for which subscription, in which workspace."""

    delivery: Delivery
    subscription: Subscription
    call_at: datetime


def skip_late(connection: sa.Connection, terms: Terms, now: datetime) -> int:
    """Skip what was never sent and is older than the lateness window; how many. Nothing stale is ever posted."""
    late = (deliveries.c.state == DeliveryState.PLANNED, deliveries.c.slot < now - terms.lateness)
    values = {"state": DeliveryState.SKIPPED, "reason": ledger.LATE, "settled_at": now}
    return connection.execute(deliveries.update().where(*late).values(**values)).rowcount


def claim_hand_overs(connection: sa.Connection, terms: Terms, now: datetime, limit: int) -> list[Claim]:
    """Claim the most urgent due row of each workspace whose turn has come, at most `limit` rows."""
    rows = _due_rows(connection, terms, now, limit)
    turns = reserve(connection, {row.workspace_id for row in rows}, SCHEDULE, now)
    rows = [row for row in rows if row.workspace_id in turns]
    if not rows:
        return []
    lease = secrets.token_hex(8)
    wanted = sa.select(subscriptions).where(subscriptions.c.id.in_([row.subscription_id for row in rows]))
    owners = {row["id"]: read_subscription(row) for row in connection.execute(wanted).mappings()}
    claims = []
    for row in rows:
        post_at = row.slot if row.slot > now + terms.margin else _whole_second(now + terms.late_margin)
        values = {
            "state": DeliveryState.HANDING_OVER,
            "post_at": post_at,
            "attempts": row.attempts + 1,
            "lease": lease,
            "lease_until": now + terms.lease,
        }
        ledger.update(connection, row, **values)
        claimed = Delivery(**(ledger.fields_of(row) | {k: v for k, v in values.items() if k != "lease_until"}))
        claims.append(Claim(claimed, owners[row.subscription_id], turns[row.workspace_id]))
    return claims


def next_turn(connection: sa.Connection, terms: Terms, now: datetime) -> datetime | None:
    """When the next due row may be handed over at the earliest; None when nothing is due."""
    due = (
        deliveries.c.state == DeliveryState.PLANNED,
        deliveries.c.due_at <= now,
        deliveries.c.slot >= now - terms.lateness,
    )
    turn = sa.and_(paces.c.workspace_id == deliveries.c.workspace_id, paces.c.method == SCHEDULE)
    free = sa.func.coalesce(paces.c.free_at, 0.0)
    query = sa.select(sa.func.min(free)).select_from(deliveries.outerjoin(paces, turn)).where(*due)
    earliest = connection.execute(query).scalar_one()
    return None if earliest is None else datetime.fromtimestamp(earliest, UTC)


def set_card(connection: sa.Connection, delivery: Delivery, card_id: str, now: datetime) -> None:
    """Remember which card this delivery shows, before Slack hears of it; a second attempt shows the same."""
    ledger.update(connection, delivery, card_id=card_id)
    values = {"audience": delivery.channel_id, "card_id": card_id, "shown_at": now, "delivery_id": delivery.id}
    connection.execute(shown_cards.insert().values(workspace_id=delivery.workspace_id, **values))


def record_handed(connection: sa.Connection, delivery: Delivery, message_id: str, terms: Terms, now: datetime) -> bool:
    """Slack holds it. False when no row speaks of that message any more: delete it.

    After an attempt whose outcome was not known, the row is looked at again soon: Slack may accept late.
    """
    look_again = now + terms.lease if delivery.attempts > 1 else delivery.post_at + terms.grace
    row = ledger.still_ours(connection, delivery)
    if row is None:
        return _handed_late(connection, delivery, message_id, terms, now)
    values: dict[str, Any] = {"message_id": message_id, "lease": None, "lease_until": None}
    if row.state is DeliveryState.HANDING_OVER:
        values["state"] = DeliveryState.HANDED_OVER
        if row.due_at == delivery.due_at:  # else a message of an earlier attempt came late: look at once
            values["due_at"] = min(look_again, delivery.post_at + terms.grace)
    ledger.update(connection, row, **values)
    return True


def _handed_late(connection: sa.Connection, delivery: Delivery, message_id: str, terms: Terms, now: datetime) -> bool:
    """Our lease ran out while we called, and somebody else has the row. Whether any row still speaks of our message.

    Nothing is deleted here: the other one may be adopting it this moment. The row is made due instead, and whoever
    looks next, under a lease, decides with our message in sight; `settle` keeps what was made due meanwhile.
    """
    row = ledger.locked(connection, delivery)
    if row is None or row.post_at != delivery.post_at:
        return False
    if row.message_id == message_id or row.state in (DeliveryState.POSTED, DeliveryState.UNCONFIRMED):
        return True
    values: dict[str, Any] = {"due_at": now}
    if row.state is DeliveryState.PLANNED and row.attempts >= delivery.attempts:  # ours is the one that was missed
        values = {"state": DeliveryState.HANDED_OVER, "message_id": message_id, "due_at": now + terms.lease}
    elif row.state not in (DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER, DeliveryState.TAKING_BACK):
        skipped = row.state is DeliveryState.SKIPPED
        reason = WithdrawReason.SKIP if skipped else row.withdraw_reason or WithdrawReason.EDIT
        values |= {"state": DeliveryState.TAKING_BACK, "withdraw_reason": reason, "message_id": message_id}
        values |= {"settled_at": None, "reason": None}
    ledger.update(connection, row, **values)
    return True


def record_refused(
    connection: sa.Connection,
    delivery: Delivery,
    reason: str,
    now: datetime,
    *,
    state: DeliveryState = DeliveryState.REFUSED,
) -> bool:
    """Slack said no, and will say no again; whether the row was still ours.

    With `state` WITHDRAWN it was not sent for a reason that may go away, and then it is planned again.
    """
    ledger.lock_subscription(connection, delivery.workspace_id, delivery.subscription_id)
    row = ledger.still_ours(connection, delivery)
    if row is None:
        return False
    ledger.forget_cards(connection, row.workspace_id, [row.id])
    values = {"lease": None, "lease_until": None, "card_id": None, "settled_at": now}
    ended = state if row.state is DeliveryState.HANDING_OVER else ledger.withdrawn_state(row)
    ledger.update(connection, row, state=ended, reason=reason, **values)
    return True


def record_not_sent(connection: sa.Connection, delivery: Delivery, retry_at: datetime) -> None:
    """Slack certainly did not take it: due again at that instant, unless somebody takes it back: then at once."""
    row = ledger.still_ours(connection, delivery)
    if row is None:
        return
    values: dict[str, Any] = {"lease": None, "lease_until": None}
    if row.state is DeliveryState.HANDING_OVER:
        values |= {"state": DeliveryState.PLANNED, "due_at": retry_at}
    ledger.update(connection, row, **values)


def record_unsure(connection: sa.Connection, delivery: Delivery, look_at: datetime) -> None:
    """Slack may or may not have taken it: from that instant on, somebody asks Slack what it holds."""
    row = ledger.still_ours(connection, delivery)
    if row is not None:
        ledger.update(connection, row, lease=delivery.lease, lease_until=look_at)


def _due_rows(connection: sa.Connection, terms: Terms, now: datetime, limit: int) -> Sequence[Delivery]:
    """The most urgent due row of each workspace that need not wait, locked; rows that others hold are passed over."""
    soon = (now + AHEAD).timestamp()
    waiting = sa.exists().where(
        paces.c.workspace_id == deliveries.c.workspace_id, paces.c.method == SCHEDULE, paces.c.free_at > soon
    )
    place = sa.func.row_number().over(
        partition_by=deliveries.c.workspace_id, order_by=(deliveries.c.slot, deliveries.c.id)
    )
    due = (
        sa.select(deliveries.c.id, deliveries.c.slot, place.label("place"))
        .where(
            deliveries.c.state == DeliveryState.PLANNED,
            deliveries.c.due_at <= now,
            deliveries.c.slot >= now - terms.lateness,
            ~waiting,
        )
        .subquery()
    )
    first = sa.select(due.c.id).where(due.c.place == 1).order_by(due.c.slot, due.c.id).limit(limit)
    query = (
        sa.select(deliveries)
        .where(deliveries.c.id.in_(first), deliveries.c.state == DeliveryState.PLANNED)
        .order_by(deliveries.c.slot, deliveries.c.id)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return [read_delivery(row) for row in connection.execute(query).mappings()]


def _whole_second(moment: datetime) -> datetime:
    """Slack counts in whole seconds."""
    return moment.replace(microsecond=0)
