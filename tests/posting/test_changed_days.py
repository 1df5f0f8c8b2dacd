"""Laws of holding the ledger against the calendar: while nothing changed, nothing moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.posting.changed_days import due_again, no_longer_due
from bot.store.ledger import Delivery
from bot.store.states import DeliveryKind, DeliveryState, WithdrawReason
from scheduling.cadence import Rhythm, Slot, next_slots, slots_between
from tests.cadence.test_cadence import rhythms

IN_HAND = [DeliveryState.PLANNED, DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER]


def row(number: int, slot: Slot, state: DeliveryState) -> Delivery:
    """The row of a slot, as the database gives it: in UTC."""
    at = slot.at.astimezone(UTC)
    return Delivery(
        id=number, workspace_id="T1", subscription_id=1, channel_id="C1", kind=DeliveryKind(slot.kind.value), slot=at,
        post_at=at, state=state, reason=None, withdraw_reason=None, card_id=None, message_id=None, attempts=0,
        due_at=at, lease=None,
    )  # fmt: skip


@given(rhythms(), st.integers(1, 12), st.sampled_from(IN_HAND))
@settings(max_examples=300)
def test_what_a_rhythm_put_down_is_neither_taken_back_nor_planned_again(
    case: tuple[Rhythm, datetime], count: int, state: DeliveryState
) -> None:
    rhythm, now = case
    slots = next_slots(rhythm, now, count)
    rows = [row(number, slot, state) for number, slot in enumerate(slots)]
    assert no_longer_due(rhythm, rows, now) == []
    if slots:
        assert due_again(rhythm, rows, [], now=now, until=slots[-1].at) == []


@given(rhythms(), st.integers(1, 12), st.data())
@settings(max_examples=300)
def test_days_that_become_off_are_taken_back_and_come_again_when_they_are_free_again(
    case: tuple[Rhythm, datetime], count: int, data: st.DataObject
) -> None:
    rhythm, now = case
    slots = [slot for slot in next_slots(rhythm, now, count) if not rhythm.day_off(slot.at.date())]
    if not slots:
        return
    moved = data.draw(st.sets(st.sampled_from(slots)))
    off = {slot.at.date() for slot in moved}
    then = replace(rhythm, day_off=lambda day: "off" if day in off else rhythm.day_off(day), written=lambda _day: False)
    plain = replace(rhythm, written=lambda _day: False)
    rows = [row(number, slot, DeliveryState.HANDED_OVER) for number, slot in enumerate(next_slots(plain, now, count))]
    gone = no_longer_due(then, rows, now)
    assert {rows[number].slot.astimezone(slots[0].at.tzinfo).date() for number in gone} >= off
    withdrawn = [
        replace(one, state=DeliveryState.WITHDRAWN, withdraw_reason=WithdrawReason.EDIT) if one.id in gone else one
        for one in rows
    ]
    until = rows[-1].slot
    assert [slot.at for slot in due_again(plain, withdrawn, [], now=now, until=until)] == [rows[n].slot for n in gone]


@given(rhythms(), st.integers(1, 8))
@settings(max_examples=100)
def test_the_slots_between_two_instants_are_those_that_come_next(case: tuple[Rhythm, datetime], count: int) -> None:
    rhythm, after = case
    slots = next_slots(rhythm, after, count)
    until = slots[-1].at if slots else after + timedelta(days=1)
    assert slots_between(rhythm, after, until) == slots
