"""The delivery ledger: one row for each slot of each subscription, so that a slot is planned once whoever tries.

This is the side of the people and the planner; `claims` is the side of the workers that speak to Slack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.store.columns import Moment
from bot.store.states import UNDER_WAY, DeliveryKind, DeliveryState, WithdrawReason
from bot.store.tables import deliveries, shown_cards, subscriptions
from bot.store.upsert import insert

#: Slack does not delete a scheduled message in its last minute (chat.deleteScheduledMessage).
LAST_MINUTE = timedelta(seconds=60)
#: Why a slot was skipped: by somebody in the channel, or because its time had passed before anything was sent.
BY_A_PERSON = "person"
LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One slot of one subscription and what became of it. Instants are UTC; `post_at` is when Slack posts it."""

    id: int
    workspace_id: str
    subscription_id: int
    channel_id: str
    kind: DeliveryKind
    slot: datetime
    post_at: datetime
    state: DeliveryState
    reason: str | None
    withdraw_reason: WithdrawReason | None
    card_id: str | None
    message_id: str | None
    attempts: int
    due_at: datetime
    lease: str | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot to put into the ledger. It is handed over from `due_at` on; with `reason`, it is skipped at once."""

    workspace_id: str
    subscription_id: int
    channel_id: str
    kind: DeliveryKind
    slot: datetime
    due_at: datetime
    reason: str | None = None


def put_down(connection: sa.Connection, slots: Sequence[Planned], *, now: datetime) -> None:
    """Put slots into the ledger. A slot that is there stays as it is, unless it was withdrawn: then it is due again."""
    if not slots:
        return
    statement = insert(connection, deliveries).values([_new_row(slot, now) for slot in slots])
    new = {column.name: statement.excluded[column.name] for column in deliveries.c if column.name not in _KEY}
    statement = statement.on_conflict_do_update(
        index_elements=["subscription_id", "slot"], set_=new, where=deliveries.c.state == DeliveryState.WITHDRAWN
    )
    connection.execute(statement)


def withdraw(
    connection: sa.Connection,
    workspace: str,
    subscription: int | None,
    reason: WithdrawReason,
    *,
    now: datetime,
    only: Collection[int] | None = None,
) -> None:
    """Take back what is under way, of one subscription or of the whole workspace, or `only` those rows of it.

    What was never sent is withdrawn at once; what Slack holds or may hold is taken back by the next worker.
    """
    scope = [deliveries.c.workspace_id == workspace]
    if subscription is not None:
        scope.append(deliveries.c.subscription_id == subscription)
    if only is not None:
        scope.append(deliveries.c.id.in_(only))
    # Locked before anything changes: a worker must not put a row back to planned between the two statements.
    moving = sa.select(deliveries.c.id).where(*scope, deliveries.c.state.in_(UNDER_WAY)).order_by(deliveries.c.id)
    connection.execute(moving.with_for_update(key_share=True)).all()
    unsent = deliveries.update().where(*scope, deliveries.c.state == DeliveryState.PLANNED)
    values = {"state": DeliveryState.WITHDRAWN, "withdraw_reason": reason, "settled_at": now, "card_id": None}
    gone = connection.execute(unsent.values(**values).returning(deliveries.c.id)).scalars().all()
    forget_cards(connection, workspace, gone)
    held = deliveries.c.state.in_([DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER])
    sent = deliveries.update().where(*scope, held, deliveries.c.post_at > now)
    connection.execute(sent.values(state=DeliveryState.TAKING_BACK, withdraw_reason=reason, due_at=now))


def skip(connection: sa.Connection, workspace: str, subscription: int, slot: datetime, *, now: datetime) -> bool:
    """Leave out one coming slot; False when it is too late for that or it is left out already."""
    lock_subscription(connection, workspace, subscription)
    channel = sa.select(subscriptions.c.channel_id).where(
        subscriptions.c.workspace_id == workspace, subscriptions.c.id == subscription
    )
    row = _row_at(connection, workspace, subscription, slot)
    if row is None:
        channel_id = connection.execute(channel).scalar_one()
        made = Planned(workspace, subscription, channel_id, DeliveryKind.PROMPT, slot, now, BY_A_PERSON)
        put_down(connection, [made], now=now)
        return True
    values: dict[str, Any] = {"state": DeliveryState.SKIPPED, "reason": BY_A_PERSON, "settled_at": now}
    if row.state in (DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER):
        if row.post_at <= now + LAST_MINUTE:
            return False
        values = {"state": DeliveryState.TAKING_BACK, "withdraw_reason": WithdrawReason.SKIP, "due_at": now}
    elif row.state is DeliveryState.TAKING_BACK:
        values = {"withdraw_reason": WithdrawReason.SKIP}
    elif row.state not in (DeliveryState.PLANNED, DeliveryState.WITHDRAWN):
        return False
    else:
        forget_cards(connection, workspace, [row.id])
    update(connection, row, **values)
    return True


def unskip(connection: sa.Connection, workspace: str, subscription: int, slot: datetime, *, now: datetime) -> bool:
    """Bring back a slot that somebody left out; False when nobody did or its time has passed."""
    lock_subscription(connection, workspace, subscription)
    row = _row_at(connection, workspace, subscription, slot)
    if row is None or slot <= now:
        return False
    if row.state is DeliveryState.TAKING_BACK and row.withdraw_reason is WithdrawReason.SKIP:
        update(connection, row, withdraw_reason=WithdrawReason.EDIT)
        return True
    if row.state is not DeliveryState.SKIPPED or row.reason != BY_A_PERSON:
        return False
    update(connection, row, state=DeliveryState.WITHDRAWN, reason=None)
    plan_again(connection, row, now=now)
    return True


def skipped(connection: sa.Connection, workspace: str, subscription: int, *, now: datetime) -> frozenset[datetime]:
    """The coming slots that somebody left out."""
    by_a_person = sa.or_(
        sa.and_(deliveries.c.state == DeliveryState.SKIPPED, deliveries.c.reason == BY_A_PERSON),
        sa.and_(deliveries.c.state == DeliveryState.TAKING_BACK, deliveries.c.withdraw_reason == WithdrawReason.SKIP),
    )
    query = sa.select(deliveries.c.slot).where(
        deliveries.c.workspace_id == workspace,
        deliveries.c.subscription_id == subscription,
        deliveries.c.slot > now,
        by_a_person,
    )
    return frozenset(connection.execute(query).scalars())


def deliveries_of(connection: sa.Connection, workspace: str, subscription: int, *, limit: int = 10) -> list[Delivery]:
    """The latest slots of a subscription, newest first."""
    query = (
        sa.select(deliveries)
        .where(deliveries.c.workspace_id == workspace, deliveries.c.subscription_id == subscription)
        .order_by(deliveries.c.slot.desc())
        .limit(limit)
    )
    return [read_delivery(row) for row in connection.execute(query).mappings()]


def card_for(connection: sa.Connection, workspace: str, subscription: int, slot: datetime) -> str | None:
    """The card that was chosen for a slot, if it was chosen already."""
    row = _row_at(connection, workspace, subscription, slot)
    return row.card_id if row else None


def last_posted(connection: sa.Connection, workspace: str, subscription: int, *, now: datetime) -> datetime | None:
    """The latest slot that was posted or will be, as far as anybody knows. In its last minute nothing stops it."""
    told = deliveries.c.state.in_([DeliveryState.POSTED, DeliveryState.UNCONFIRMED, DeliveryState.HANDED_OVER])
    too_late = sa.and_(deliveries.c.state == DeliveryState.TAKING_BACK, deliveries.c.post_at <= now + LAST_MINUTE)
    query = sa.select(sa.func.max(deliveries.c.slot, type_=Moment)).where(
        deliveries.c.workspace_id == workspace, deliveries.c.subscription_id == subscription, sa.or_(told, too_late)
    )
    found: datetime | None = connection.execute(query).scalar_one()
    return found


def question_is_out(connection: sa.Connection, workspace: str, subscription: int, since: datetime) -> bool:
    """Whether the twelve-week question of the run that began then is planned, posted, or may have been."""
    settled_otherwise = [DeliveryState.SKIPPED, DeliveryState.WITHDRAWN, DeliveryState.REFUSED]
    query = sa.select(deliveries.c.id).where(
        deliveries.c.workspace_id == workspace,
        deliveries.c.subscription_id == subscription,
        deliveries.c.kind == DeliveryKind.QUESTION,
        deliveries.c.slot >= since,
        deliveries.c.state.not_in(settled_otherwise),
    )
    return connection.execute(query.limit(1)).first() is not None


def plan_again(connection: sa.Connection, delivery: Delivery, *, now: datetime) -> None:
    """Have the planner look at this slot again: what was in its way is gone."""
    before = delivery.slot - timedelta(microseconds=1)
    earlier = sa.case(
        (subscriptions.c.slots_after > before, sa.literal(before, Moment)), else_=subscriptions.c.slots_after
    )
    same = (subscriptions.c.workspace_id == delivery.workspace_id, subscriptions.c.id == delivery.subscription_id)
    connection.execute(subscriptions.update().where(*same).values(slots_after=earlier, plan_at=now))


def forget_cards(connection: sa.Connection, workspace: str, ids: Iterable[int]) -> None:
    """What will not be posted was not shown."""
    if wanted := list(ids):
        same = (shown_cards.c.workspace_id == workspace, shown_cards.c.delivery_id.in_(wanted))
        connection.execute(shown_cards.delete().where(*same))


def update(connection: sa.Connection, delivery: Delivery, **values: Any) -> None:
    """Set columns of a row that this transaction has locked."""
    same = (deliveries.c.workspace_id == delivery.workspace_id, deliveries.c.id == delivery.id)
    connection.execute(deliveries.update().where(*same).values(**values))


def read_delivery(row: Any) -> Delivery:
    """The value of a row of the table."""
    return Delivery(
        id=row["id"],
        workspace_id=row["workspace_id"],
        subscription_id=row["subscription_id"],
        channel_id=row["channel_id"],
        kind=DeliveryKind(row["kind"]),
        slot=row["slot"],
        post_at=row["post_at"],
        state=DeliveryState(row["state"]),
        reason=row["reason"],
        withdraw_reason=WithdrawReason(row["withdraw_reason"]) if row["withdraw_reason"] else None,
        card_id=row["card_id"],
        message_id=row["message_id"],
        attempts=row["attempts"],
        due_at=row["due_at"],
        lease=row["lease"],
    )


def lock_subscription(connection: sa.Connection, workspace: str, subscription: int) -> None:
    """Wait for whoever is changing it. Always before a row of its ledger is locked: in that order nobody deadlocks.

    Every lock of the store leaves the key shared: PostgreSQL reads a row's foreign keys again when it is changed twice
    in one transaction, and would wait there for a lock of the whole row.
    """
    same = (subscriptions.c.workspace_id == workspace, subscriptions.c.id == subscription)
    connection.execute(sa.select(subscriptions.c.id).where(*same).with_for_update(key_share=True)).all()


def locked(connection: sa.Connection, delivery: Delivery) -> Delivery | None:
    """The row as it is now, locked; None when it is gone."""
    query = sa.select(deliveries).where(
        deliveries.c.workspace_id == delivery.workspace_id, deliveries.c.id == delivery.id
    )
    row = connection.execute(query.with_for_update(key_share=True)).mappings().one_or_none()
    return None if row is None else read_delivery(row)


def still_ours(connection: sa.Connection, delivery: Delivery) -> Delivery | None:
    """The row as it is now, locked, if our lease is still on it."""
    row = locked(connection, delivery)
    return row if row is not None and row.lease == delivery.lease else None


def withdrawn_state(row: Delivery) -> DeliveryState:
    """Where a row ends that Slack no longer holds: left out by a person, or withdrawn."""
    return DeliveryState.SKIPPED if row.withdraw_reason is WithdrawReason.SKIP else DeliveryState.WITHDRAWN


def fields_of(delivery: Delivery) -> dict[str, Any]:
    """Its fields by name, to make a changed one of."""
    return {name: getattr(delivery, name) for name in Delivery.__slots__}


#: What `put_down` leaves alone in a row that is there.
_KEY = ("id", "workspace_id", "subscription_id", "slot")


def _new_row(slot: Planned, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": slot.workspace_id,
        "subscription_id": slot.subscription_id,
        "channel_id": slot.channel_id,
        "kind": slot.kind,
        "slot": slot.slot,
        "post_at": slot.slot,
        "state": DeliveryState.SKIPPED if slot.reason else DeliveryState.PLANNED,
        "reason": slot.reason,
        "withdraw_reason": None,
        "card_id": None,
        "message_id": None,
        "attempts": 0,
        "due_at": slot.due_at,
        "lease": None,
        "lease_until": None,
        "settled_at": now if slot.reason else None,
    }


def _row_at(connection: sa.Connection, workspace: str, subscription: int, slot: datetime) -> Delivery | None:
    query = sa.select(deliveries).where(
        deliveries.c.workspace_id == workspace,
        deliveries.c.subscription_id == subscription,
        deliveries.c.slot == slot,
    )
    row = connection.execute(query.with_for_update(key_share=True)).mappings().one_or_none()
    return None if row is None else read_delivery(row)
