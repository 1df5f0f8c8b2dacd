"""The plan pass: puts coming slots into the ledger, so that a slot exists once before anybody posts it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache, partial
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.own_words import words_of
from bot.posting.changed_days import A_WEEK, due_again, no_longer_due
from bot.posting.days_off import rhythm_under
from bot.posting.room import PostRoom, log
from bot.store.calendars import overrides_in
from bot.store.ledger import LATE, Planned, put_down, question_is_out, withdraw
from bot.store.plans import due_subscriptions, end_pauses, planned_through, rows_since
from bot.store.states import DeliveryKind, WithdrawReason
from bot.store.subscriptions import Subscription
from bot.store.workspaces import workspaces_by_id
from scheduling.cadence import Rhythm, Slot, SlotKind, next_slots

#: Subscriptions planned in one transaction.
BATCH = 500
#: Slots are planned so long before they are handed over; a day, so that a changed calendar is seen in time.
AHEAD = timedelta(hours=26)
#: A subscription is looked at again at least this often: bank holidays and settings change.
LOOK_AGAIN = timedelta(days=1)
#: At most so many slots of one subscription in one pass; missed ones of a long outage are among them.
MOST = 12


def plan(room: PostRoom, *, only: str | None = None) -> int:
    """Plan every subscription whose time has come, of one workspace or of all; how many slots were put down."""
    total = 0
    while True:
        planned, done = _plan_batch(room, only)
        total += planned
        if done < BATCH:
            break
    if total:
        log.info("planned", extra={"slots": total})
    return total


def _plan_batch(room: PostRoom, only: str | None = None) -> tuple[int, int]:
    now = room.now()
    with room.store.begin() as connection:
        found = due_subscriptions(connection, now, BATCH, workspace=only)
        ids = {one.workspace_id for one in found}
        workspaces, confirmed = workspaces_by_id(connection, ids), overrides_in(connection, ids)
        policies = {name: room.policy_of(workspaces[name], confirmed.get(name, ())) for name in ids}
        words = {name: cache(partial(words_of, connection, name)) for name in ids}
        rows = rows_since(connection, [one.id for one in found], now - A_WEEK)
        put: list[Planned] = []
        done: list[tuple[Subscription, datetime, datetime]] = []
        for one in found:
            name = one.workspace_id
            rhythm = rhythm_under(policies[name], words[name], one)
            gone = no_longer_due(rhythm, rows.get(one.id, ()), now)
            if gone:
                withdraw(connection, name, one.id, WithdrawReason.EDIT, now=now, only=gone)
            lead = room.lead(workspaces[name])
            again = due_again(rhythm, rows.get(one.id, ()), gone, now=now, until=one.slots_after)
            due, plan_at = _slots(rhythm, one, lead, now)
            slots = _without_a_second_question(connection, one, [*again, *due], now)
            put += [_planned(room, one, slot, lead, now) for slot in slots]
            done.append((one, max([one.slots_after, *(slot.at for slot in slots)]), plan_at))
        end_pauses(connection, [one for one in found if _pause_is_over(one, now)], now)
        put_down(connection, put, now=now)
        planned_through(connection, done)
    return len(put), len(found)


def _without_a_second_question(
    connection: sa.Connection, subscription: Subscription, slots: list[Slot], now: datetime
) -> list[Slot]:
    if slots and slots[-1].kind is SlotKind.QUESTION:
        began = datetime.combine(subscription.run_began, datetime.min.time(), tzinfo=now.tzinfo)
        if question_is_out(connection, subscription.workspace_id, subscription.id, began):
            return slots[:-1]
    return slots


def _slots(rhythm: Rhythm, subscription: Subscription, lead: timedelta, now: datetime) -> tuple[list[Slot], datetime]:
    """The slots to put down now, and when to look again."""
    ahead = lead + AHEAD
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
