"""Nothing is kept that the table in `docs/retention.md` does not name, nor longer than it says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from slack_sdk.oauth.installation_store import Installation

from bot.changes import Part, change
from bot.store import calendars, processed_events, shown_cards, workspaces
from bot.store.erasure import (
    KINDS,
    NAMED_IN_CHANGES,
    PERSON_COLUMNS,
    PERSON_SIDES,
    erase_enterprise,
    erase_workspace,
    forget_person,
    held_about,
)
from bot.store.heartbeats import Heartbeat, beat
from bot.store.installations import Installations, OAuthStates
from bot.store.own_content import OwnCard, save_own_card
from bot.store.paces import reserve
from bot.store.retention import KEPT_DAYS, clean_up
from bot.store.store import Store
from bot.store.subscriptions import Wishes, pause, save_subscription
from bot.store.tables import METADATA

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "retention.md").read_text("utf-8")
#: Table → (its columns as documented, those marked as a person's, how long it is kept).
ROWS = {
    table: (
        re.findall(r"`(\w+)`", columns),
        re.findall(r"`(\w+)` \(person\)", columns),
        kept,
    )
    for table, columns, kept in re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", DOCUMENT, re.M)
}

#: Long enough not to turn up by chance in a random token.
PERSON = "U0PERSONTOFORGET"


def everything(store: Store, team: str = "T1", user: str = PERSON, now: datetime = NOW) -> None:
    """A row in every table, all of one workspace and one person."""
    Installations(store).save(Installation(team_id=team, enterprise_id="E1", user_id=user, bot_token="xoxb-1"))
    OAuthStates(store, clock=lambda: now).issue()
    with store.begin() as connection:
        workspaces.save_policy(connection, team, {"place": "Leeds"}, by=user, now=now)
        change(connection, team, Part.OWNERS, {user: True}, by=user, now=now)
        found = save_subscription(connection, team, "C1", Wishes(), by=user, now=now)
        from bot.store.ledger import skip

        skip(connection, team, found.id, now, now=now)
        reserve(connection, [team], "chat.scheduleMessage", now)
        shown_cards.remember_shown(connection, team, user, "a", now=now)
        shown_cards.remember_shown(connection, team, "C1", "a", now=now)
        save_own_card(connection, team, OwnCard(card_id="own", kind="prompt", body={"text": "…"}), now=now)
        holiday = calendars.SchoolHoliday("Half term", now.date(), now.date())
        leeds = calendars.TermCalendar("Leeds", now.date(), now.date(), now.date(), (holiday,))
        calendars.save_term_calendar(connection, team, leeds, now=now)
        calendars.save_override(connection, team, "eid-al-fitr", now.date(), by=user, now=now)
        processed_events.first_time(connection, team, f"Ev-{team}", now=now)
        beat(connection, Heartbeat(process=f"p-{team}", role="worker", started_at=now, beat_at=now, passes={}))


def counts(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }


def test_the_table_names_every_column_and_no_other(store: Store) -> None:
    with store.read() as connection:
        inspector = sa.inspect(connection)
        actual = {
            table: sorted(column["name"] for column in inspector.get_columns(table))
            for table in inspector.get_table_names()
        }
    documented = {table: sorted(columns) for table, (columns, _, _) in ROWS.items()}
    assert documented == actual


def test_the_columns_marked_as_a_persons_are_those_that_are_shown_and_erased() -> None:
    marked = {(table, column) for table, (_, people, _) in ROWS.items() for column in people}
    known = [*(column for column, _, _ in PERSON_COLUMNS), *PERSON_SIDES]
    assert marked == {(column.table.name, column.name) for column in known}


@pytest.mark.parametrize("kind", sorted(KEPT_DAYS))
def test_the_days_in_the_table_are_those_that_are_kept(kind: str) -> None:
    kept = ROWS[kind.split()[0]][2]
    days = KEPT_DAYS[kind]
    assert f"{days} day" in kept or (kind == "oauth_states" and "10 minutes" in kept)


def test_every_table_is_filled_by_these_tests(store: Store) -> None:
    everything(store)
    assert [table for table, count in counts(store).items() if count == 0] == []


def test_nothing_is_deleted_before_its_time_and_everything_after(store: Store) -> None:
    everything(store)
    with store.begin() as connection:
        pause(connection, "T1", "C1", until=None, now=NOW)
    before = counts(store)
    with store.begin() as connection:
        clean_up(connection, NOW + timedelta(minutes=5))
    assert counts(store) == before
    with store.begin() as connection:
        clean_up(connection, NOW + timedelta(days=731))
    kept = {table for table, count in counts(store).items() if count}
    assert kept == {"workspaces", "installations", "content_owners", "own_cards"}


@pytest.mark.parametrize(
    ("table", "days"),
    [
        ("processed_events", 3),
        ("deliveries", 90),
        ("workspace_changes", 90),
        ("term_calendars", 180),
        ("heartbeats", 7),
        ("overrides", 400),
    ],
)
def test_a_row_goes_the_day_after_its_last(store: Store, table: str, days: int) -> None:
    everything(store)
    with store.begin() as connection:
        clean_up(connection, NOW + timedelta(days=days - 1))
    assert counts(store)[table]
    with store.begin() as connection:
        clean_up(connection, NOW + timedelta(days=days + 1))
    assert counts(store)[table] == 0


def test_cards_a_person_saw_go_sooner_than_those_a_channel_saw(store: Store) -> None:
    everything(store)
    with store.begin() as connection:
        clean_up(connection, NOW + timedelta(days=181))
        assert shown_cards.shown_to(connection, "T1", PERSON) == []
        assert len(shown_cards.shown_to(connection, "T1", "C1")) == 1


def test_forget_me_leaves_no_trace_of_the_person_anywhere(store: Store) -> None:
    everything(store)
    with store.begin() as connection:
        assert [held.what for held in held_about(connection, "T1", PERSON)] == list(KINDS)
        forget_person(connection, "T1", PERSON)
        assert held_about(connection, "T1", PERSON) == []
    assert PERSON not in dump(store)


def test_somebody_who_was_a_content_owner_is_in_the_history_for_its_days_and_no_longer(store: Store) -> None:
    with store.begin() as connection:
        change(connection, "T1", Part.OWNERS, {PERSON: True}, by="U9", now=NOW)
        change(connection, "T1", Part.OWNERS, {PERSON: None}, by="U9", now=NOW + timedelta(days=1))
    assert PERSON in dump(store)
    with store.begin() as connection:
        clean_up(connection, NOW + timedelta(days=92))
    assert PERSON not in dump(store)


def test_forget_me_takes_the_person_out_of_both_sides_and_leaves_who_else_was_named(store: Store) -> None:
    with store.begin() as connection:
        change(connection, "T1", Part.OWNERS, {PERSON: True, "U2": True}, by="U9", now=NOW)
        change(connection, "T1", Part.OWNERS, {PERSON: None, "U3": True}, by="U9", now=NOW)
        assert [(held.what, held.count) for held in held_about(connection, "T1", PERSON)] == [(NAMED_IN_CHANGES, 2)]
        forget_person(connection, "T1", PERSON)
        assert held_about(connection, "T1", PERSON) == []
        left = [(one.before, one.after, one.changed_by) for one in workspaces.changes_of(connection, "T1")]
    assert left == [({"U3": None}, {"U3": True}, "U9"), ({"U2": None}, {"U2": True}, "U9")]
    assert PERSON not in dump(store)


def test_forget_me_leaves_other_people_and_other_workspaces_alone(store: Store) -> None:
    everything(store)
    everything(store, team="T2")
    with store.begin() as connection:
        shown_cards.remember_shown(connection, "T1", "U2", "b", now=NOW)
        forget_person(connection, "T1", PERSON)
        assert len(held_about(connection, "T2", PERSON)) == len(KINDS)
        assert len(held_about(connection, "T1", "U2")) == 1


def test_uninstalling_erases_the_workspace_and_nothing_of_another(store: Store) -> None:
    everything(store)
    everything(store, team="T2", user="U2")
    with store.begin() as connection:
        erase_workspace(connection, "T1")
    left = dump(store)
    assert "'T1'" not in left
    assert PERSON not in left
    assert "'T2'" in left


def test_an_organisation_that_uninstalls_takes_the_workspaces_it_served(store: Store) -> None:
    everything(store)
    Installations(store).save(
        Installation(team_id=None, enterprise_id="E2", is_enterprise_install=True, user_id=PERSON, bot_token="xoxb-2")
    )
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T9", NOW, "E2")
        assert erase_enterprise(connection, "E2") == 1
    left = dump(store)
    assert "'T9'" not in left
    assert "'E2'" not in left
    assert "'T1'" in left


def test_the_embedded_file_no_longer_holds_what_was_erased(store: Store, database_url: str) -> None:
    if not store.embedded:
        pytest.skip("a property of the file")
    with store.begin() as connection:
        shown_cards.remember_shown(connection, "T1", "U-very-recognisable", "a", now=NOW)
        change(connection, "T1", Part.OWNERS, {"U-very-recognisable": True}, by="U9", now=NOW)
    with store.begin() as connection:
        forget_person(connection, "T1", "U-very-recognisable")
    store.close()  # the last connection brings the write-ahead log into the file
    assert b"very-recognisable" not in Path(database_url.removeprefix("sqlite:///")).read_bytes()


def dump(store: Store) -> str:
    """Everything in the database, as text."""
    with store.read() as connection:
        return "\n".join(
            repr(tuple(row)) for table in METADATA.sorted_tables for row in connection.execute(sa.select(table))
        )
