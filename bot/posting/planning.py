"""The plan pass: puts coming slots into the ledger, so that a slot exists once before anybody posts it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.posting.room import PostRoom, log
from bot.store.ledger import LATE, Planned, put_down, question_is_out
from bot.store.plans import due_subscriptions, end_pauses, planned_through
from bot.store.states import DeliveryKind
from bot.store.subscriptions import Subscription
from bot.store.workspaces import Workspace, workspaces_by_id
from scheduling.cadence import Slot, SlotKind, next_slots

#: Subscriptions planned in one transaction.
BATCH = 500
#: Slots are planned so long before they are handed over; a day, so that a changed calendar is seen in time.
AHEAD = timedelta(hours=26)
#: A subscription is looked at again at least this often: bank holidays and settings change.
LOOK_AGAIN = timedelta(days=1)
#: At most so many slots of one subscription in one pass; missed ones of a long outage are among them.
MOST = 12


def plan(room: PostRoom) -> int:
    """Plan every subscription whose time has come; how many slots were put down."""
    total = 0
    while True:
        planned, done = _plan_batch(room)
        total += planned
        if done < BATCH:
            break
    if total:
        log.info("planned", extra={"slots": total})
    return total


def _plan_batch(room: PostRoom) -> tuple[int, int]:
    now = room.now()
    with room.store.begin() as connection:
        found = due_subscriptions(connection, now, BATCH)
        workspaces = workspaces_by_id(connection, {one.workspace_id for one in found})
        put: list[Planned] = []
        done: list[tuple[Subscription, datetime, datetime]] = []
        for subscription in found:
            slots, plan_at = _slots(room, connection, workspaces[subscription.workspace_id], subscription, now)
            if slots and slots[-1].kind is SlotKind.QUESTION:
                began = datetime.combine(subscription.run_began, datetime.min.time(), tzinfo=now.tzinfo)
                if question_is_out(connection, subscription.workspace_id, subscription.id, began):
                    slots.pop()
            lead = room.lead(workspaces[subscription.workspace_id])
            put += [_planned(room, subscription, slot, lead, now) for slot in slots]
            done.append((subscription, slots[-1].at if slots else subscription.slots_after, plan_at))
        end_pauses(connection, [one for one in found if _pause_is_over(one, now)], now)
        put_down(connection, put, now=now)
        planned_through(connection, done)
    return len(put), len(found)


def _slots(
    room: PostRoom, connection: sa.Connection, workspace: Workspace, subscription: Subscription, now: datetime
) -> tuple[list[Slot], datetime]:
    """The slots to put down now, and when to look again."""
    rhythm = subscription.rhythm(
        working_days=room.working_days(workspace),
        day_off=room.days_off(workspace),
        written=room.written(connection, workspace, subscription),
    )
    ahead = room.lead(workspace) + AHEAD
    slots = next_slots(rhythm, subscription.slots_after, MOST)
    due = [slot for slot in slots if slot.at <= now + ahead]
    coming = slots[len(due)].at - ahead if len(due) < len(slots) else now + LOOK_AGAIN
    return due, min(max(coming, now), now + LOOK_AGAIN) if len(due) < MOST else now


def _pause_is_over(subscription: Subscription, now: datetime) -> bool:
    until = subscription.paused_until
    return until is not None and until <= now.astimezone(ZoneInfo(subscription.wishes.tz)).date()


def _planned(room: PostRoom, subscription: Subscription, slot: Slot, lead: timedelta, now: datetime) -> Planned:
    return Planned(
        subscription.workspace_id,
        subscription.id,
        subscription.channel_id,
        DeliveryKind(slot.kind.value),
        slot.at,
        max(slot.at - lead, now),
        LATE if slot.at < now - room.terms.lateness else None,
    )
