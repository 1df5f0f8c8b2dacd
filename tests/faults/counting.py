"""The count at the end of a fault run: what became of every slot, held against what its channel wanted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from enum import Enum

import sqlalchemy as sa

from bot.playground.slack import Called
from bot.store.states import DeliveryState
from bot.store.store import Store
from bot.store.tables import deliveries
from tests.faults.people import AFTERWARDS, IN_TIME, People, Wanted, changed_within, silent_at


class Fate(Enum):
    """What became of one slot; the last five break the promise."""

    ONCE = "Posted exactly once"
    SILENT = "Silenced in time, and not posted"
    LATE_SILENT = "Silenced near its time or when overdue, not posted"
    LATE_POSTED = "Silenced near its time, and posted once"
    UNCONFIRMED = "Unconfirmed, and listed as such"
    TWICE = "Posted twice"
    LOST = "Lost"
    THOUGH_SILENCED = "Posted though silenced in time"
    TAKEN_BACK = "Posted after it was said to be taken back"
    UNTRUE = "Not posted, though said to be posted"

    @property
    def broken(self) -> bool:
        """Whether it breaks the promise."""
        return self in (Fate.TWICE, Fate.LOST, Fate.THOUGH_SILENCED, Fate.TAKEN_BACK, Fate.UNTRUE)


def count(store: Store, people: People, posted: Counter[tuple[str, str]]) -> dict[Fate, int]:
    """How many slots came to each end; `posted` counts the messages in each channel of each workspace."""
    states: dict[tuple[str, str], set[DeliveryState]] = defaultdict(set)
    with store.read() as connection:
        for row in connection.execute(sa.select(deliveries)).mappings():
            states[row["workspace_id"], row["channel_id"]].add(DeliveryState(row["state"]))
    return Counter(fate_of(people, key, one, posted[key], states[key]) for key, one in people.wanted.items())


def evidence(store: Store, people: People, posted: Counter[tuple[str, str]], calls: Iterable[Called]) -> list[str]:
    """Of every slot that broke the promise: what was wanted, what the ledger says, and what Slack was asked."""
    told = []
    for key, one in people.wanted.items():
        with store.read() as connection:
            query = sa.select(deliveries).where(deliveries.c.workspace_id == key[0], deliveries.c.channel_id == key[1])
            rows = list(connection.execute(query).mappings())
        fate = fate_of(people, key, one, posted[key], {DeliveryState(row["state"]) for row in rows})
        if fate.broken:
            told += [f"{fate.value}: {key}, slot {one.slot:%H:%M:%S}, {posted[key]} posts"]
            told += [f"  {since:%H:%M:%S} {'silent' if silent else 'open'}" for since, silent in one.spells]
            told += [f"  {since:%H:%M:%S} {'held' if held else 'released'}" for since, held in people.holds[key[0]]]
            told += [
                f"  ledger: { {name: str(value) for name, value in row.items() if value is not None} }" for row in rows
            ]
            told += [
                f"  {datetime.fromtimestamp(call.at, UTC):%H:%M:%S} {call.method} {call.error or 'ok'}"
                for call in calls
                if call.arguments.get("channel") == key[1]
            ]
    return told


def fate_of(people: People, key: tuple[str, str], one: Wanted, posts: int, states: Collection[DeliveryState]) -> Fate:
    """What became of one channel's slot."""
    if posts > 1:
        return Fate.TWICE
    if DeliveryState.UNCONFIRMED in states:
        return Fate.UNCONFIRMED
    said = DeliveryState.POSTED in states or one.stopped  # the rows of a stopped one are gone
    if posts and not said:
        return Fate.TAKEN_BACK
    spells = (one.spells, people.holds[key[0]])
    if any(silent_at(each, one.slot) and not changed_within(each, one.slot - IN_TIME, one.slot) for each in spells):
        return Fate.THOUGH_SILENCED if posts else Fate.SILENT
    if posts == 0 and DeliveryState.POSTED in states:
        return Fate.UNTRUE
    if any(silent_at(each, one.slot) for each in spells):  # for some minutes: in time or too late
        return Fate.LATE_POSTED if posts else Fate.LATE_SILENT
    if not posts and any(changed_within(each, one.slot, one.slot + AFTERWARDS) for each in spells):
        return Fate.LATE_SILENT  # it was overdue already, and what people wanted then counted from then
    return Fate.ONCE if posts else Fate.LOST
