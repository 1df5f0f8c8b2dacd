"""A channel prompt is posted once: ahead of time, in silence and in trouble."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.posting.handing_over import hand_over
from bot.posting.planning import plan
from bot.posting.reconciling import reconcile
from bot.store import ledger, subscriptions, workspaces
from bot.store.shown_cards import shown_to
from bot.store.states import PauseReason, SubscriptionState
from bot.store.tables import deliveries

FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
SECOND = datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def test_a_slot_is_handed_over_ahead_of_time_and_posted_at_its_hour(office):
    office.subscribe()
    office.work_until(FIRST - 2 * HOUR - MINUTE)
    assert office.held() == []
    office.work_until(FIRST - HOUR)
    assert office.held() == [FIRST]
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]
    assert office.states()[0] == "posted"


def test_the_post_still_arrives_when_no_worker_runs_at_the_hour(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    office.be_away_until(FIRST + 5 * HOUR)
    assert office.posted_at() == [FIRST]
    office.work()
    assert office.posted_at() == [FIRST]
    assert office.states()[0] == "posted"


def test_a_worker_that_starts_after_two_days_posts_nothing_stale(office):
    office.subscribe()
    office.subscribe("planning", at=datetime(2026, 1, 1, 15, 0).time(), weekday=2)  # noqa: DTZ001
    office.work()
    office.be_away_until(FIRST + timedelta(days=2))
    office.work_until(office.now + HOUR)
    assert office.posts() == office.posts("planning") == []
    assert office.states()[0] == office.states("planning")[0] == "skipped"
    office.pass_slot(SECOND)
    assert office.posted_at() == [SECOND]


def test_a_slot_missed_by_less_than_the_lateness_window_is_posted_late_and_once(office):
    office.subscribe()
    office.be_away_until(FIRST + HOUR)
    office.work_until(FIRST + 3 * HOUR)
    posted = office.posted_at()
    assert len(posted) == 1
    assert FIRST + HOUR < posted[0] < FIRST + HOUR + 10 * MINUTE


def test_the_post_has_its_two_buttons_no_mention_and_plain_text_that_says_the_same(office):
    office.subscribe()
    office.work_until(FIRST + HOUR)
    [message] = office.posts()
    from bot.playground import Seen

    seen = Seen(message, office.stand_in.workspace.workspace)
    assert seen.buttons == ["Not for me", "Source"]
    assert seen.alerts == []
    assert "This week:" in seen.text
    assert "In the next two weeks" in seen.text
    assert "This week" in seen.plain


def test_without_a_look_ahead_there_is_none(office):
    office.subscribe(look_ahead=False)
    office.work_until(FIRST + HOUR)
    assert "next two weeks" not in office.posts()[0].text


def test_weeks_of_prompts_never_repeat_a_card(office):
    office.subscribe()
    for week in range(8):
        office.pass_slot(FIRST + timedelta(weeks=week))
    with office.store.read() as connection:
        seen = [one.card_id for one in shown_to(connection, office.team, office.channel())]
    assert len(office.posts()) == len(seen) == len(set(seen)) == 8


def test_two_workers_hand_one_slot_over_once(open_office):
    first, second = open_office(), open_office()
    first.subscribe()
    first.be_away_until(FIRST - HOUR)
    for office in (first, second):
        plan(office.room)
    for office in (first, second):
        hand_over(office.room)
    assert first.held() == [FIRST]
    assert len([call for call in first.stand_in.slack.calls if call.method == "chat.scheduleMessage"]) == 1


@pytest.mark.parametrize("kind", ["lost", "silent", "slow", "server_error", "dropped"])
def test_an_answer_that_was_lost_leads_to_one_post(office, kind):
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    after_work = {"after_work": True} if kind == "server_error" else {}
    office.stand_in.slack.faults.add(kind, "chat.scheduleMessage", seconds=0.1, **after_work)
    if kind == "silent":
        from dataclasses import replace

        from bot.posting.answers import bare_client

        given = office.stand_in.environment()
        token, url = given["SLACK_BOT_TOKEN"], given["SLACK_API_URL"]
        office.room = replace(office.room, client_of=lambda _workspace: bare_client(token, url, timeout=1))
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]
    assert office.states()[0] == "posted"


def test_a_worker_that_died_after_the_call_leaves_a_message_that_the_next_one_adopts(office):
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    office.work()
    with office.store.begin() as connection:  # as it stands when the record was never made
        forgotten = {"state": "handing over", "message_id": None, "lease": "dead", "lease_until": office.now}
        connection.execute(deliveries.update().values(**forgotten))
    office.be_away_until(office.now + MINUTE)
    reconcile(office.room)
    assert office.states()[0] == "handed over"
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]


def test_a_worker_that_died_before_the_call_is_made_up_for(office):
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    plan(office.room)
    with office.store.begin() as connection:
        claimed = {"state": "handing over", "attempts": 1, "lease": "dead", "lease_until": office.now}
        connection.execute(deliveries.update().values(**claimed))
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]


def test_a_hand_over_found_only_after_its_time_is_reported_and_not_sent_again(office):
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    plan(office.room)
    with office.store.begin() as connection:
        claimed = {"state": "handing over", "attempts": 1, "lease": "dead", "lease_until": office.now}
        connection.execute(deliveries.update().values(**claimed))
    office.be_away_until(FIRST + 10 * MINUTE)
    office.work_until(FIRST + 5 * HOUR)
    assert office.posts() == []
    assert office.states()[0] == "unconfirmed"


def test_a_second_message_for_the_same_slot_is_deleted(office):
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    office.stand_in.slack.faults.add("dropped", "chat.scheduleMessage")
    office.work()
    late = office.stand_in.environment()
    from bot.posting.answers import bare_client

    client = bare_client(late["SLACK_BOT_TOKEN"], late["SLACK_API_URL"])
    office.be_away_until(office.now + MINUTE)
    for _ in range(2):
        office.work()
    assert office.held() == [FIRST]
    client.chat_scheduleMessage(channel=office.channel(), post_at=int(FIRST.timestamp()), text="accepted late")
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]


def test_429_is_waited_out_for_that_method_and_workspace(office):
    office.subscribe()
    office.be_away_until(FIRST - HOUR)
    office.stand_in.slack.faults.add("rate_limited", "chat.scheduleMessage", seconds=240)
    office.work()
    before = len(office.stand_in.slack.calls)
    office.be_away_until(office.now + 3 * MINUTE)
    office.work()
    assert not [c for c in office.stand_in.slack.calls[before:] if c.method == "chat.scheduleMessage"]
    office.be_away_until(office.now + 2 * MINUTE)
    office.work()
    assert office.held() == [FIRST]


def test_pausing_takes_back_what_slack_holds_and_resuming_brings_it_back(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
    office.work()
    assert office.held() == []
    with office.store.begin() as connection:
        subscriptions.resume(connection, office.team, office.channel(), now=office.now)
    office.work()
    assert office.held() == [FIRST]
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]


def test_a_pause_with_an_end_goes_on_by_itself(office):
    office.subscribe()
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=date(2026, 12, 8), now=office.now)
    office.pass_slot(FIRST)
    office.pass_slot(SECOND)
    assert office.posted_at() == [SECOND]
    assert office.subscription().state is SubscriptionState.ACTIVE


def test_a_skipped_slot_is_taken_back_and_the_next_one_comes(office):
    found = office.subscribe()
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        assert ledger.skip(connection, office.team, found.id, FIRST, now=office.now)
    office.work()
    office.pass_slot(SECOND)
    assert office.posted_at() == [SECOND]
    assert office.states()[0] == "skipped"


def test_a_skip_ahead_of_planning_holds_and_can_be_taken_back(office):
    found = office.subscribe()
    with office.store.begin() as connection:
        assert ledger.skip(connection, office.team, found.id, FIRST, now=office.now)
        assert ledger.skipped(connection, office.team, found.id, now=office.now) == {FIRST}
    office.work()
    with office.store.begin() as connection:
        assert ledger.unskip(connection, office.team, found.id, FIRST, now=office.now)
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]


def test_the_hold_switch_silences_everything_at_once_and_releases_without_a_burst(office):
    office.subscribe()
    office.subscribe("planning")
    office.work_until(FIRST - HOUR)
    assert len(office.held()) == 2
    with office.store.begin() as connection:
        workspaces.hold(connection, office.team, by=None, now=office.now)
        subscriptions.hold_all(connection, office.team, now=office.now)
    office.work_until(FIRST + HOUR)
    assert office.posts() == office.posts("planning") == office.held() == []
    with office.store.begin() as connection:
        workspaces.release(connection, office.team, by=None, now=office.now)
        subscriptions.release_all(connection, office.team, now=office.now)
    office.pass_slot(SECOND)
    assert office.posted_at() == office.posted_at("planning") == [SECOND]


def test_a_hold_that_is_released_before_the_hour_changes_nothing(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        workspaces.hold(connection, office.team, by=None, now=office.now)
        subscriptions.hold_all(connection, office.team, now=office.now)
        workspaces.release(connection, office.team, by=None, now=office.now)
        subscriptions.release_all(connection, office.team, now=office.now)
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]


def test_a_new_day_takes_back_the_old_one(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    office.subscribe(weekday=3)
    office.work()
    assert office.held() == []
    office.pass_slot(FIRST + timedelta(days=2))
    assert office.posted_at() == [FIRST + timedelta(days=2)]


def test_a_change_after_this_weeks_post_counts_from_next_week(office):
    office.subscribe()
    office.work_until(FIRST + HOUR)
    office.subscribe(weekday=3)
    for days in (2, 9):
        office.pass_slot(FIRST + timedelta(days=days))
    assert office.posted_at() == [FIRST, FIRST + timedelta(days=9)]


def test_changing_to_every_other_week_counts_from_the_last_post(office):
    office.subscribe()
    office.work_until(FIRST + HOUR)
    office.subscribe(every_weeks=2)
    for days in (7, 14):
        office.pass_slot(FIRST + timedelta(days=days))
    assert office.posted_at() == [FIRST, FIRST + timedelta(days=14)]


def test_stopping_takes_everything_back_and_the_row_goes(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        assert subscriptions.stop(connection, office.team, office.channel(), now=office.now)
    office.work()
    assert office.held() == []
    assert office.subscription() is None
    from bot.store.retention import clean_up

    with office.store.begin() as connection:
        clean_up(connection, office.now)
        assert connection.execute(sa.select(sa.func.count()).select_from(deliveries)).scalar_one() == 0


def test_too_late_to_take_back_is_said_by_the_ledger(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    office.be_away_until(FIRST - timedelta(seconds=40))
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]
    assert office.states()[0] == "posted"


@pytest.mark.parametrize(("channel", "reason"), [("quiet-corner", "not_in_channel"), ("old-project", "is_archived")])
def test_a_channel_that_cannot_be_posted_in_pauses_and_its_owner_is_told_once(office, channel, reason):
    office.subscribe(channel)
    office.pass_slot(FIRST)
    office.pass_slot(SECOND)
    found = office.subscription(channel)
    assert (found.state, found.pause_reason) == (SubscriptionState.PAUSED, PauseReason(reason))
    told = [each.text for each in office.posts("dm-jo")]
    assert len(told) == 1
    assert "/ally-weekly in the channel shows how they stand" in told[0]
    assert f"<#{office.channel(channel)}>" in told[0]


def test_a_lost_token_pauses_and_the_owner_is_told_when_there_is_one_again(office):
    office.subscribe()
    office.work()
    workspace = office.stand_in.workspace.workspace
    office.stand_in.slack.tokens[workspace.bot_token].revoked = True
    office.work_until(FIRST + HOUR)
    assert office.subscription().pause_reason is PauseReason.TOKEN
    assert office.posts("dm-jo") == []
    office.stand_in.slack.tokens[workspace.bot_token].revoked = False
    office.work_until(office.now + 7 * HOUR)
    assert len(office.posts("dm-jo")) == 1


def test_after_twelve_weeks_the_channel_is_asked_once_and_then_left_in_peace(office):
    office.subscribe(every_weeks=2)
    for week in range(0, 18, 2):
        office.pass_slot(FIRST + timedelta(weeks=week))
    assert len(office.posts()) == 7
    assert "twelve weeks" in office.posts()[-1].text
    assert len([each for each in office.posts() if "twelve weeks" in each.text]) == 1
    assert office.subscription().state is SubscriptionState.ASKED
    with office.store.begin() as connection:
        subscriptions.resume(connection, office.team, office.channel(), now=office.now)
    before = len(office.posts())
    office.pass_slot(FIRST + timedelta(weeks=18))
    assert len(office.posts()) == before + 1


def test_no_prompt_on_a_bank_holiday(office):
    """28 December 2026 is a bank holiday."""
    office.subscribe(weekday=0)
    for day in (datetime(2026, 12, 21, 10, tzinfo=UTC), datetime(2026, 12, 28, 10, tzinfo=UTC)):
        office.pass_slot(day)
    assert [moment.date() for moment in office.posted_at()] == [date(2026, 12, 21)]


def test_a_post_that_cannot_be_put_together_stops_no_other(open_office):
    office = open_office()
    compose = office.room.compose

    def broken(connection, delivery, subscription):
        if subscription.channel_id == office.channel("planning"):
            raise KeyError("card")
        return compose(connection, delivery, subscription)

    from dataclasses import replace

    office.room = replace(office.room, compose=broken)
    office.subscribe()
    office.subscribe("planning")
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]
    assert office.states("planning")[0] == "refused"


def test_a_workspace_of_an_organisation_is_served_by_the_organisations_token(stand_in, store):
    from slack_sdk.oauth.installation_store import Installation

    from bot.posting.opening import clients
    from bot.settings import Settings
    from bot.store.installations import Installations
    from bot.store.workspaces import add_workspace, workspace_of

    Installations(store).save(
        Installation(team_id=None, enterprise_id="E1", is_enterprise_install=True, user_id="U1", bot_token="xoxb-org")
    )
    now = stand_in.slack.clock.today()
    with store.begin() as connection:
        add_workspace(connection, "T1", now)  # before anybody told of the organisation
        add_workspace(connection, "T1", now, "E1")
        add_workspace(connection, "T1", now)
        workspace = workspace_of(connection, "T1")
    client_of = clients(Settings(client_id="1.2", client_secret="x"), store)
    assert client_of(workspace).token == "xoxb-org"


def test_reinstalling_brings_back_what_the_lost_token_paused(office):
    from slack_sdk.oauth.installation_store import Installation

    from bot.store.installations import Installations

    office.subscribe()
    office.work()
    workspace = office.stand_in.workspace.workspace
    office.stand_in.slack.tokens[workspace.bot_token].revoked = True
    office.pass_slot(FIRST)
    office.stand_in.slack.tokens[workspace.bot_token].revoked = False
    Installations(office.store, clock=lambda: office.now).save(
        Installation(team_id=office.team, user_id="U1", bot_token=workspace.bot_token)
    )
    office.pass_slot(SECOND)
    assert office.posted_at() == [SECOND]
