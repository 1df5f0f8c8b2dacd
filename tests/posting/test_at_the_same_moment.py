"""Two do something to one channel at the same moment; whoever comes second waits, and nothing escapes both."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from bot.posting.planning import _plan_batch as plan_batch
from bot.posting.planning import plan
from bot.store import ledger, subscriptions, workspaces
from bot.store.claims import claim_hand_overs, record_not_sent
from bot.store.settling import Only, claim_reconciliation, settle, taking_back

FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
#: How long the second one is watched to wait, in real seconds; it would go on for as long as the first one lasts.
WATCHED = 0.5


class Beside:
    """Something that another process does meanwhile."""

    def __init__(self, does) -> None:
        self.failed: Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(does,))
        self._thread.start()
        self._thread.join(WATCHED)

    def _run(self, does) -> None:
        try:
            does()
        except Exception as error:  # handed to the test
            self.failed = error

    def ended(self) -> None:
        self._thread.join(20)
        assert not self._thread.is_alive()
        assert self.failed is None


def hold(office) -> None:
    with office.store.begin() as connection:
        workspaces.hold(connection, office.team, by=None, now=office.now)
        subscriptions.hold_all(connection, office.team, now=office.now)


def pause(office) -> None:
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)


@pytest.mark.parametrize("silence", [hold, pause])
def test_two_at_once_a_hold_or_pause_catches_what_a_planner_is_just_putting_down(open_office, monkeypatch, silence):
    office = open_office()
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    from bot.posting import planning

    silencing = []

    def put_down(connection, slots, *, now):
        silencing.append(Beside(lambda: silence(office)))
        ledger.put_down(connection, slots, now=now)

    monkeypatch.setattr(planning, "put_down", put_down)
    assert plan_batch(office.room)[0] == 1
    silencing[0].ended()
    assert office.states() == ["withdrawn"]
    plan(office.room)
    assert office.states() == ["withdrawn"]


def test_two_at_once_a_skip_and_a_planner_of_the_same_slot_do_not_block_each_other(open_office, monkeypatch):
    office = open_office()
    found = office.subscribe()
    office.be_away_until(FIRST - HOUR)
    from bot.posting import planning

    skipping = []

    def skip() -> None:
        with office.store.begin() as connection:
            assert ledger.skip(connection, office.team, found.id, FIRST, now=office.now)

    def put_down(connection, slots, *, now):
        skipping.append(Beside(skip))
        ledger.put_down(connection, slots, now=now)

    monkeypatch.setattr(planning, "put_down", put_down)
    assert plan_batch(office.room)[0] == 1
    skipping[0].ended()
    assert office.states() == ["skipped"]


def test_two_at_once_a_pause_catches_a_hand_over_that_is_just_put_back_to_planned(open_office):
    office = open_office()
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    plan(office.room)
    with office.store.begin() as connection:
        [claim] = claim_hand_overs(connection, office.room.terms, office.now, 1)
    with ExitStack() as first:
        connection = first.enter_context(office.store.begin())
        record_not_sent(connection, claim.delivery, office.now + HOUR)
        pausing = Beside(lambda: pause(office))
    pausing.ended()
    assert office.states() == ["withdrawn"]


def test_two_at_once_a_pause_and_a_worker_that_settles_an_earlier_one_do_not_block_each_other(open_office, monkeypatch):
    """Both want the subscription and its row: in one order, or each would wait for the other."""
    office = open_office()
    found = office.subscribe()
    office.work_until(FIRST - HOUR)
    pause(office)
    with office.store.begin() as connection:
        [row] = claim_reconciliation(connection, office.team, office.room.terms, office.now, only=Only(found.id))
    pausing = []
    plan_again = ledger.plan_again

    def between(connection, delivery, *, now):
        pausing.append(Beside(lambda: pause(office)))
        plan_again(connection, delivery, now=now)

    monkeypatch.setattr(ledger, "plan_again", between)
    with office.store.begin() as connection:
        assert settle(connection, row, ledger.withdrawn_state(row), office.now)
    pausing[0].ended()
    with office.store.read() as connection:
        assert taking_back(connection, office.team, Only(), office.now) == []
    assert office.states() == ["withdrawn"]
