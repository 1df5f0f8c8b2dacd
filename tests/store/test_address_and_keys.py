"""Database addresses as people write them, token keys, and the two commands that need both."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Installation

from bot.store.address import read_address
from bot.store.errors import (
    DatabaseAddressError,
    StoreNotPreparedError,
    StoreUnavailableError,
    TokenKeyError,
)
from bot.store.installations import Installations, reseal_tokens
from bot.store.migrate import migrate, version
from bot.store.sealing import Sealer
from bot.store.store import Store
from bot.store.workspaces import add_workspace, workspace_of
from bot.terminal.migrate import migrate as migrate_command
from bot.terminal.migrate import reseal as reseal_command

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sqlite:///alongside.db", "sqlite+pysqlite:///alongside.db"),
        ("postgres://u:p@db.example.org:5433/name", "postgresql+pg8000://u:***@db.example.org:5433/name"),
        ("postgresql://u:p@db/name?sslmode=require", "postgresql+pg8000://u:***@db/name"),
        ("postgresql+pg8000://u@db/name?application_name=try", "postgresql+pg8000://u@db/name"),
    ],
)
def test_addresses_are_read_as_platforms_hand_them_out(text: str, shown: str) -> None:
    assert str(read_address(text)[0]) == shown


def test_a_socket_folder_and_encryption_reach_the_driver() -> None:
    _, arguments = read_address("postgresql://u@/name?host=/run/postgresql&sslmode=verify-full&connect_timeout=3")
    assert arguments["unix_sock"] == "/run/postgresql/.s.PGSQL.5432"
    assert arguments["ssl_context"].check_hostname
    assert arguments["timeout"] == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a database address"),
        ("alongside.db", "is not a database address"),
        ("mysql://u:secret@h/d", 'begins with "mysql"'),
        ("sqlite://", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
        ("postgresql://u:secret@h/d?sslmode=maybe", 'sslmode "maybe"'),
        ("postgresql://u:secret@h/d?pool=9", '"pool"'),
        ("postgresql://u:secret@h:port/d", "is not a database address"),
    ],
)
def test_an_unusable_address_gets_a_sentence_without_the_password(text: str, says: str) -> None:
    with pytest.raises(DatabaseAddressError, match=says) as caught:
        read_address(text)
    assert "secret" not in str(caught.value)


def test_a_token_sealed_with_an_old_key_is_read_and_then_resealed_with_the_new() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    sealed = Sealer([old]).seal("xoxb-1")
    both = Sealer([new, old])
    assert both.open(sealed) == "xoxb-1"
    assert Sealer([new]).open(both.reseal(sealed)) == "xoxb-1"
    with pytest.raises(TokenKeyError, match="add the key it was written with"):
        Sealer([new]).open(sealed)


def test_no_key_and_a_bad_key_are_said_plainly_without_the_key() -> None:
    with pytest.raises(TokenKeyError, match="never stored unencrypted"):
        Sealer().seal("xoxb-1")
    with pytest.raises(TokenKeyError) as caught:
        Sealer(["hunter2"])
    assert "hunter2" not in str(caught.value)


def test_resealing_rewrites_every_installation(database_url: str) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    first = Store(database_url, keys=[old])
    for team in ("T1", "T2"):
        Installations(first).save(Installation(team_id=team, user_id="U1", bot_token=f"xoxb-{team}"))
    second = Store(database_url, keys=[new, old])
    assert reseal_tokens(second) == 2
    third = Store(database_url, keys=[new])
    found = Installations(third).find_bot(enterprise_id=None, team_id="T2")
    assert found is not None
    assert found.bot_token == "xoxb-T2"
    for store in (first, second, third):
        store.close()


def test_the_embedded_database_prepares_itself_even_when_several_start_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alongside.db'}"
    faults: list[Exception] = []
    barrier = threading.Barrier(5)

    def start(number: int) -> None:
        store = Store(url)
        barrier.wait()
        try:
            with store.begin() as connection:
                add_workspace(connection, f"T{number}", NOW)
        except Exception as error:  # whatever it is, the test shows it
            faults.append(error)
        store.close()

    threads = [threading.Thread(target=start, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_several_processes_may_migrate_one_postgresql_at_once(new_postgresql: Callable[[], str]) -> None:
    url = new_postgresql()
    founds: list[str] = []

    def release() -> None:
        store = Store(url)
        founds.append(migrate(store).wanted)
        store.close()

    threads = [threading.Thread(target=release) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(founds) == 4
    assert len(set(founds)) == 1


def test_an_unprepared_postgresql_says_what_to_run(new_postgresql: Callable[[], str]) -> None:
    store = Store(new_postgresql())
    with pytest.raises(StoreNotPreparedError, match="alongside migrate"), store.read() as connection:
        workspace_of(connection, "T1")
    store.close()


def test_a_database_of_a_newer_version_is_not_touched(database_url: str) -> None:
    store = Store(database_url)
    with store.begin() as connection:
        before = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNotPreparedError, match="newer Alongside"):
        migrate(store)
    with store.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{before}'")
    store.close()


def test_a_database_that_is_not_there_is_a_sentence_and_recovers(tmp_path: Path) -> None:
    folder = tmp_path / "not yet"
    store = Store(f"sqlite:///{folder}/alongside.db")
    with pytest.raises(StoreUnavailableError, match="cannot reach its database"), store.begin() as connection:
        add_workspace(connection, "T1", NOW)
    folder.mkdir()
    with store.begin() as connection:
        add_workspace(connection, "T1", NOW)
    store.close()


def test_an_unreachable_postgresql_is_a_sentence_without_the_password() -> None:
    store = Store("postgresql://u:secret@127.0.0.1:1/none?connect_timeout=1")
    with pytest.raises(StoreUnavailableError) as caught, store.read() as connection:
        workspace_of(connection, "T1")
    assert "secret" not in str(caught.value)
    store.close()


def test_the_command_migrates_says_so_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'a.db'}")
    run = CliRunner().invoke
    assert run(migrate_command, ["--check"], standalone_mode=False).return_value == 1
    assert "from no tables to" in run(migrate_command).output
    assert "up to date" in run(migrate_command).output
    assert run(migrate_command, ["--check"], standalone_mode=False).return_value == 0
    assert "The tokens of 0 installations" in run(reseal_command).output


def test_at_the_terminal_a_database_that_does_not_answer_is_named_without_its_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/none?connect_timeout=1")
    error = CliRunner().invoke(migrate_command).exception
    assert isinstance(error, DatabaseAddressError)
    assert "PostgreSQL at postgresql+pg8000://u:***@127.0.0.1:1/none does not answer" in str(error)


def test_the_version_of_a_database_can_be_asked_without_changing_it(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.db'}")
    assert version(store).found == ""
    assert not version(store).current
    assert migrate(store).wanted == version(store).found
    store.close()
