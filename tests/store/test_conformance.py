"""What both databases must do alike; every test here runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from slack_sdk.oauth.installation_store import Installation

from bot.store import calendars, installations, own_content, processed_events, shown_cards, workspaces
from bot.store.errors import RowRefusedError
from bot.store.store import Store
from bot.store.tables import METADATA, deliveries, subscriptions
from bot.store.tables import installations as installation_rows
from tests.postgresql import PROMISED, version_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOKEN = "xoxb-" + "1234567890" * 60


def installation(**values: object) -> Installation:
    known = {"team_id": "T1", "user_id": "U1", "bot_token": TOKEN, "bot_id": "B1", "bot_scopes": ["commands"]}
    return Installation(**(known | values))


def test_migrations_make_exactly_the_tables_the_code_speaks_of(store: Store) -> None:
    with store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_postgresql_is_one_of_those_that_are_promised(postgresql_server: str) -> None:
    assert int(version_of(postgresql_server).split(".")[0]) in PROMISED


def test_an_instant_keeps_its_moment_and_comes_back_in_utc(store: Store) -> None:
    tokyo = datetime(2026, 11, 22, 18, 30, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T1", NOW)
        workspaces.hold(connection, "T1", by=None, now=tokyo)
    with store.read() as connection:
        held_at = workspaces.workspace_of(connection, "T1").held_at
    assert held_at == tokyo
    assert held_at.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(sa.exc.StatementError, match="no zone"), store.begin() as connection:
        workspaces.add_workspace(connection, "T1", datetime(2026, 11, 22))  # noqa: DTZ001


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.begin() as connection:
            workspaces.add_workspace(connection, "T1", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM workspaces")).scalar_one() == 0


def test_a_row_of_an_unknown_workspace_is_refused(store: Store) -> None:
    with pytest.raises(RowRefusedError), store.begin() as connection:
        workspaces.record_change(connection, "T-unknown", part="x", before=1, after=2, by=None, now=NOW)


def test_a_slot_cannot_be_planned_twice(store: Store) -> None:
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T1", NOW)
        key = connection.execute(subscriptions.insert().values(**SUBSCRIPTION)).inserted_primary_key[0]
        connection.execute(deliveries.insert().values(subscription_id=key, **DELIVERY))
    with pytest.raises(RowRefusedError), store.begin() as connection:
        connection.execute(deliveries.insert().values(subscription_id=key, **DELIVERY))


def test_a_delivery_cannot_belong_to_one_workspace_and_its_subscription_to_another(store: Store) -> None:
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T1", NOW)
        workspaces.add_workspace(connection, "T2", NOW)
        key = connection.execute(subscriptions.insert().values(**SUBSCRIPTION)).inserted_primary_key[0]
    with pytest.raises(RowRefusedError), store.begin() as connection:
        connection.execute(deliveries.insert().values(subscription_id=key, **(DELIVERY | {"workspace_id": "T2"})))


def test_a_state_that_is_not_in_the_set_is_refused(store: Store) -> None:
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T1", NOW)
    with pytest.raises(RowRefusedError), store.begin() as connection:
        connection.execute(subscriptions.insert().values(**(SUBSCRIPTION | {"state": "sleeping"})))


def test_the_policy_is_saved_with_a_change_that_can_be_undone(store: Store) -> None:
    with store.begin() as connection:
        workspaces.save_policy(connection, "T1", {"place": "Leeds"}, by="U1", now=NOW)
        workspaces.save_policy(connection, "T1", {"place": "York", "late": "17:30"}, by="U2", now=NOW)
    with store.begin() as connection:
        latest = workspaces.changes_of(connection, "T1")[0]
        assert (latest.changed_by, latest.before, latest.after["place"]) == ("U2", {"place": "Leeds"}, "York")
        assert workspaces.change_of(connection, "T1", latest.change_id) == latest
        assert workspaces.change_of(connection, "T2", latest.change_id) is None
        workspaces.mark_undone(connection, "T2", latest.change_id, now=NOW)
        assert workspaces.changes_of(connection, "T1", limit=1)[0].undone_at is None
        workspaces.mark_undone(connection, "T1", latest.change_id, now=NOW)
        assert workspaces.changes_of(connection, "T1", limit=1)[0].undone_at == NOW
        assert [change.after for change in workspaces.changes_of(connection, "T1", skip=1)] == [{"place": "Leeds"}]


def test_what_was_taken_down_leaves_no_trace_in_the_history(store: Store) -> None:
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T1", NOW)
        for part, name in (("words", "own-1"), ("words", "own-2"), ("school terms", "own-1")):
            side = {name: {"body": {"text": "Secret"}}}
            workspaces.record_change(connection, "T1", part=part, before=None, after=side, by=None, now=NOW)
        assert workspaces.forget_sides(connection, "T1", "words", "own-1") == 1
        left = [list(change.after) for change in workspaces.changes_of(connection, "T1")]
        assert left == [["own-1"], ["own-2"], []]


def test_saving_the_same_policy_is_not_a_change(store: Store) -> None:
    with store.begin() as connection:
        for _ in range(2):
            workspaces.save_policy(connection, "T1", {"place": "Leeds"}, by="U1", now=NOW)
        assert len(workspaces.changes_of(connection, "T1")) == 1


def test_the_hold_switch_says_whether_it_changed_anything(store: Store) -> None:
    with store.begin() as connection:
        assert workspaces.hold(connection, "T1", by="U1", now=NOW)
        assert not workspaces.hold(connection, "T1", by="U1", now=NOW)
        assert workspaces.release(connection, "T1", by="U1", now=NOW)
        assert not workspaces.release(connection, "T1", by="U1", now=NOW)
        assert [change.after for change in workspaces.changes_of(connection, "T1")] == [False, True]


def test_content_owners_are_named_and_taken_out_and_the_rest_stay(store: Store) -> None:
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T1", NOW)
        workspaces.change_content_owners(connection, "T1", named={"U1", "U2"}, removed=(), now=NOW)
        workspaces.change_content_owners(connection, "T1", named={"U2", "U3"}, removed={"U1", "U9"}, now=NOW)
        assert workspaces.content_owners_of(connection, "T1") == {"U2", "U3"}
        assert workspaces.content_owners_of(connection, "T2") == frozenset()


def test_a_long_token_survives_and_is_not_readable_in_the_database(store: Store) -> None:
    bolt = installations.Installations(store)
    bolt.save(installation(bot_refresh_token=TOKEN[::-1], bot_token_expires_at=1_800_000_000))
    found = bolt.find_bot(enterprise_id=None, team_id="T1")
    assert found is not None
    assert (found.bot_token, found.bot_refresh_token) == (TOKEN, TOKEN[::-1])
    assert found.bot_token_expires_at == 1_800_000_000
    with store.read() as connection:
        row = connection.execute(sa.select(installation_rows)).mappings().one()
    assert "1234567890" not in row["bot_token"] + row["bot_refresh_token"]


def test_a_reinstallation_replaces_the_token(store: Store) -> None:
    bolt = installations.Installations(store)
    bolt.save(installation())
    bolt.save(installation(bot_token="xoxb-second", enterprise_id="E1"))
    found = bolt.find_installation(enterprise_id="E1", team_id="T1")
    assert found is not None
    assert found.bot_token == "xoxb-second"


def test_an_organisation_serves_its_workspaces_unless_they_have_their_own(store: Store) -> None:
    bolt = installations.Installations(store)
    bolt.save(installation(team_id=None, enterprise_id="E1", is_enterprise_install=True, bot_token="xoxb-org"))
    bolt.save(installation(team_id="T2", enterprise_id="E1", bot_token="xoxb-own"))
    tokens = {}
    for team in ("T1", "T2"):
        found = bolt.find_bot(enterprise_id="E1", team_id=team)
        assert found is not None
        tokens[team] = found.bot_token
    assert tokens == {"T1": "xoxb-org", "T2": "xoxb-own"}
    assert bolt.find_bot(enterprise_id="E2", team_id="T1") is None


def test_deleted_tokens_are_gone(store: Store) -> None:
    bolt = installations.Installations(store)
    bolt.save(installation())
    bolt.delete_installation(enterprise_id=None, team_id="T1", user_id="U1")
    assert bolt.find_bot(enterprise_id=None, team_id="T1") is not None
    bolt.delete_all(enterprise_id=None, team_id="T1")
    assert bolt.find_bot(enterprise_id=None, team_id="T1") is None


def test_an_oauth_state_is_good_once_and_for_ten_minutes(store: Store) -> None:
    now = [NOW]
    states = installations.OAuthStates(store, clock=lambda: now[0])
    first, second = states.issue(), states.issue()
    assert states.consume(first)
    assert not states.consume(first)
    now[0] += timedelta(minutes=11)
    assert not states.consume(second)
    assert not states.consume("made up")


def test_an_event_is_new_once(store: Store) -> None:
    with store.begin() as connection:
        assert processed_events.first_time(connection, "T1", "Ev1", now=NOW)
        assert not processed_events.first_time(connection, "T1", "Ev1", now=NOW)


def test_an_event_that_arrives_twice_at_once_is_new_for_one_of_them(store: Store) -> None:
    answers: list[bool] = []
    barrier = threading.Barrier(6)

    def arrive() -> None:
        barrier.wait()
        with store.begin() as connection:
            answers.append(processed_events.first_time(connection, "T1", "Ev1", now=NOW))

    threads = [threading.Thread(target=arrive) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False] * 5 + [True]


def test_own_cards_come_back_as_they_were_saved_and_only_to_their_workspace(store: Store) -> None:
    card = own_content.OwnCard(
        card_id="own-1", kind="prompt", body={"text": "Ask first. “Would my voice help?”"}, review_on=date(2027, 1, 4)
    )
    hidden = own_content.OwnCard(card_id="quote-7", kind="quotation", body=None, hidden=True)
    with store.begin() as connection:
        for one in (card, hidden):
            own_content.save_own_card(connection, "T1", one, now=NOW)
        assert own_content.own_cards_of(connection, "T1") == [card, hidden]
        assert own_content.own_cards_of(connection, "T2") == []
        assert not own_content.remove_own_card(connection, "T2", "own-1")
        assert own_content.remove_own_card(connection, "T1", "own-1")


def test_term_calendars_and_confirmed_days_come_back_as_they_were_saved(store: Store) -> None:
    half_term = calendars.SchoolHoliday("Half term", date(2027, 2, 15), date(2027, 2, 19))
    leeds = calendars.TermCalendar("Leeds", date(2026, 11, 22), date(2026, 9, 1), date(2027, 7, 23), (half_term,))
    with store.begin() as connection:
        calendars.save_term_calendar(connection, "T1", leeds, now=NOW)
        calendars.save_override(connection, "T1", "eid-al-fitr", date(2027, 3, 10), by="U1", now=NOW)
        assert calendars.term_calendars_of(connection, "T1") == [leeds]
        found = calendars.overrides_of(connection, "T1")
        assert [(one.observance_id, one.day) for one in found] == [("eid-al-fitr", date(2027, 3, 10))]
        assert calendars.remove_override(connection, "T1", "eid-al-fitr", date(2027, 3, 10))
        assert calendars.remove_term_calendar(connection, "T1", "Leeds")
        assert calendars.overrides_of(connection, "T1") == calendars.term_calendars_of(connection, "T1") == []


def test_the_history_is_in_order_and_of_one_audience(store: Store) -> None:
    with store.begin() as connection:
        for minute, (audience, card) in enumerate([("C1", "a"), ("U1", "b"), ("C1", "c"), ("C1", "d")]):
            shown_cards.remember_shown(connection, "T1", audience, card, now=NOW + timedelta(minutes=minute))
        history = shown_cards.shown_to(connection, "T1", "C1")
        latest = shown_cards.shown_to(connection, "T1", "C1", limit=2)
        other = shown_cards.shown_to(connection, "T2", "C1")
    assert [shown.card_id for shown in history] == ["a", "c", "d"]
    assert [shown.card_id for shown in latest] == ["c", "d"]
    assert other == []


SUBSCRIPTION = {
    "workspace_id": "T1",
    "channel_id": "C1",
    "owner_id": "U1",
    "every_weeks": 2,
    "weekday": 1,
    "local_time": "10:00",
    "tz": "Europe/London",
    "themes": [],
    "look_ahead": True,
    "anchor": date(2026, 11, 23),
    "run_began": date(2026, 11, 24),
    "state": "active",
    "state_since": NOW,
    "slots_after": NOW,
    "plan_at": NOW,
    "created_at": NOW,
}
DELIVERY = {
    "workspace_id": "T1",
    "channel_id": "C1",
    "kind": "prompt",
    "slot": NOW,
    "post_at": NOW,
    "state": "planned",
    "attempts": 0,
    "due_at": NOW,
}
