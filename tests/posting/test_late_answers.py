"""Slack answers after the lease ran out, when another worker has the row: nothing is lost, nothing doubled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.posting.answers import bare_client
from bot.posting.planning import plan
from bot.posting.reconciling import reconcile
from bot.store import subscriptions
from bot.store.claims import claim_hand_overs, record_handed
from bot.store.settling import claim_reconciliation, settle
from bot.store.states import DeliveryState

FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class SlowWorker:
    """Claimed the first slot and called Slack; its answer comes back after its lease has run out."""

    def __init__(self, office) -> None:
        self.office = office
        office.subscribe()
        office.be_away_until(FIRST - HOUR)
        plan(office.room)
        with office.store.begin() as connection:
            [claim] = claim_hand_overs(connection, office.room.terms, office.now, 1)
        self.delivery = claim.delivery
        office.be_away_until(office.now + 4 * MINUTE)

    def slack_accepts(self) -> None:
        given = self.office.stand_in.environment()
        client = bare_client(given["SLACK_BOT_TOKEN"], given["SLACK_API_URL"])
        post_at = int(self.delivery.post_at.timestamp())
        answer = client.chat_scheduleMessage(channel=self.delivery.channel_id, post_at=post_at, text="a prompt")
        self.message = str(answer["scheduled_message_id"])

    def records(self) -> bool:
        """Whether any row still speaks of its message."""
        office = self.office
        with office.store.begin() as connection:
            return record_handed(connection, self.delivery, self.message, office.room.terms, office.now)


class OtherWorker:
    """Found the row, asks Slack what it holds, and is not done yet."""

    def __init__(self, office) -> None:
        self.office = office
        with office.store.begin() as connection:
            [self.row] = claim_reconciliation(connection, office.team, office.room.terms, office.now)

    def settles(self, state: DeliveryState, **more: object) -> None:
        with self.office.store.begin() as connection:
            settle(connection, self.row, state, self.office.now, **more)


@pytest.fixture
def slow(office) -> SlowWorker:
    return SlowWorker(office)


def ends_well(office) -> None:
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]
    assert office.states()[0] == "posted"


def test_the_other_died_in_nothing_and_the_message_is_adopted(office, slow):
    slow.slack_accepts()
    assert slow.records()
    ends_well(office)


def test_the_other_adopts_it_at_the_same_moment(office, slow):
    slow.slack_accepts()
    other = OtherWorker(office)
    assert slow.records(), "deleting it now would take away what the other one adopts"
    other.settles(DeliveryState.HANDED_OVER, message_id=slow.message, due_at=FIRST + MINUTE)
    ends_well(office)


def test_the_other_did_not_see_it_yet_and_is_about_to_hand_over_again(office, slow):
    other = OtherWorker(office)
    slow.slack_accepts()
    assert slow.records()
    other.settles(DeliveryState.PLANNED, due_at=office.now)
    ends_well(office)


def test_the_other_did_not_see_it_and_planned_it_again(office, slow):
    OtherWorker(office).settles(DeliveryState.PLANNED, due_at=office.now)
    slow.slack_accepts()
    assert slow.records()
    assert office.states()[0] == "handed over"
    ends_well(office)


def test_the_other_handed_it_over_again_before_it_came(office, slow):
    reconcile(office.room)
    office.work()
    assert office.held() == [FIRST]
    slow.slack_accepts()
    assert office.held() == [FIRST, FIRST]
    assert slow.records()
    ends_well(office)


def test_it_was_paused_and_taken_back_before_it_came(office, slow):
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
    office.work()
    assert office.states()[0] == "withdrawn"
    slow.slack_accepts()
    assert slow.records()
    office.work_until(FIRST + HOUR)
    assert office.posts() == []
    assert office.states()[0] == "withdrawn"


def test_it_comes_while_another_is_taking_it_back(office, slow):
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
    office.be_away_until(office.now + MINUTE)
    other = OtherWorker(office)
    slow.slack_accepts()
    assert slow.records()
    other.settles(DeliveryState.WITHDRAWN)
    office.work_until(FIRST + HOUR)
    assert office.posts() == []
    assert office.states()[0] == "withdrawn"


def test_the_channel_was_changed_before_it_came(office, slow):
    """What it shows is no longer what the channel wants: it goes, and the new one comes, once."""
    office.subscribe(look_ahead=False)
    office.work()
    plan(office.room)
    slow.slack_accepts()
    assert slow.records()
    ends_well(office)
    assert office.posts()[0].text != "a prompt"


def test_nothing_speaks_of_it_any_more(office, slow):
    slow.slack_accepts()
    with office.store.begin() as connection:
        subscriptions.stop(connection, office.team, office.channel(), now=office.now)
    office.work()
    from bot.store.retention import clean_up

    with office.store.begin() as connection:
        clean_up(connection, office.now)
    assert not slow.records()
