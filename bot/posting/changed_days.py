"""The ledger against the calendar as it is now: slots that are no longer due, and slots that are due again.

Days off move when somebody confirms a day, or changes the place or the working week, and a slot may have been planned
or handed over long before that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.store.ledger import LAST_MINUTE, Delivery
from bot.store.states import DeliveryState
from scheduling.cadence import Rhythm, Slot, next_slots, slots_between

#: The week in which the present slots fall began at most so long ago.
A_WEEK = timedelta(days=8)

_IN_HAND = frozenset({DeliveryState.PLANNED, DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER})
_OUT = frozenset({DeliveryState.POSTED, DeliveryState.UNCONFIRMED})


def no_longer_due(rhythm: Rhythm, rows: Sequence[Delivery], now: datetime) -> list[int]:
    """The rows to take back: coming slots that no longer fall so.

    What Slack did not give back before, and now is in its last minute, is let go.
    """
    return [
        row.id
        for row in rows
        if row.state in _IN_HAND and row.slot > now
        if row.withdraw_reason is None or row.post_at - now > LAST_MINUTE
        if not _falls(rhythm, row)
    ]


def due_again(
    rhythm: Rhythm, rows: Sequence[Delivery], gone: Collection[int], *, now: datetime, until: datetime
) -> list[Slot]:
    """The coming slots up to `until`, which is how far the planner was, that the ledger lacks; `gone` went just now.

    A week that has its prompt gets no second one: a channel that moved its day begins with the next week.
    """
    zone = ZoneInfo(rhythm.tz)
    known = {row.slot for row in rows if row.state is not DeliveryState.WITHDRAWN}
    taken = {_monday(row.slot, zone) for row in rows if row.id not in gone and _is_posted(row, now)}
    coming = slots_between(rhythm, now, until)
    return [slot for slot in coming if slot.at.astimezone(UTC) not in known and _monday(slot.at, zone) not in taken]


def _falls(rhythm: Rhythm, row: Delivery) -> bool:
    """Whether the rhythm has that slot, of that kind."""
    coming = next_slots(rhythm, row.slot - timedelta.resolution, 1)
    return bool(coming) and (coming[0].at.astimezone(UTC), coming[0].kind.value) == (row.slot, row.kind.value)


def _is_posted(row: Delivery, now: datetime) -> bool:
    """Whether it was posted, or will be as far as anybody knows."""
    too_late = row.state is DeliveryState.TAKING_BACK and row.post_at <= now + LAST_MINUTE
    return row.state in _IN_HAND | _OUT or too_late


def _monday(moment: datetime, zone: ZoneInfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
