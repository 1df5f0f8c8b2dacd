"""For any test: `store`, a prepared database on SQLite and again on PostgreSQL; `stand_in`, a stand-in Slack."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples on every run, so that a red run is about the change that made it red, and no deadline, because
# machines are noisy. `pytest --hypothesis-profile=explore` looks for new counterexamples.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of a real PostgreSQL, for this session; see `tests.postgresql` for which."""
    from tests.postgresql import a_server, version_of

    with a_server() as address:
        _note_version(pytestconfig, version_of(address))
        yield address


@pytest.fixture(scope="session")
def new_postgresql(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """Makes an empty database on that server and gives its address."""
    from tests.postgresql import a_new_database

    count = iter(range(10_000))
    with ExitStack() as databases:
        yield lambda: databases.enter_context(
            a_new_database(postgresql_server, f"alongside_{os.getpid()}_{next(count)}")
        )


@pytest.fixture(scope="session")
def prepared_postgresql(new_postgresql: Callable[[], str]) -> str:
    """A database with all tables, shared by the session; `store` empties it before each test."""
    from bot.store.migrate import migrate
    from bot.store.store import Store

    url = new_postgresql()
    store = Store(url)
    migrate(store)
    store.close()
    return url


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied."""
    from bot.store.migrate import migrate
    from bot.store.store import Store

    path = tmp_path_factory.mktemp("prepared") / "alongside.db"
    store = Store(f"sqlite:///{path}")
    migrate(store)
    store.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a prepared, empty database; each test that asks runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "alongside.db"
        shutil.copy(request.getfixturevalue("prepared_sqlite"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("prepared_postgresql")
    _empty(url)
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[object]:
    """A prepared, empty store with one token key."""
    from bot.store.store import Store

    made = Store(database_url, keys=[TOKEN_KEY])
    yield made
    made.close()


@pytest.fixture
def stand_in() -> Iterator[object]:
    """A stand-in Slack (`bot.playground.StandIn`) with one workspace, on free loopback ports."""
    from bot.playground import StandIn

    with StandIn() as running:
        yield running


#: A key for tests only.
TOKEN_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def _empty(url: str) -> None:
    from bot.store.store import Store
    from bot.store.tables import METADATA

    emptier = Store(url)
    with emptier.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY CASCADE")
    emptier.close()


def _note_version(config: pytest.Config, version: str) -> None:
    """Remember which PostgreSQL was used; a process that runs a share of the tests tells the one that sums up."""
    told = getattr(config, "workeroutput", None)
    if told is not None:
        told["postgresql"] = version
    else:
        config.stash.setdefault(POSTGRESQL, set()).add(version)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    if version := getattr(node, "workeroutput", {}).get("postgresql"):
        node.config.stash.setdefault(POSTGRESQL, set()).add(version)


#: The versions of PostgreSQL that a run used.
POSTGRESQL = pytest.StashKey[set[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say plainly what dots and letters do not: which PostgreSQL it was, and that the browser was not there."""
    if used := config.stash.get(POSTGRESQL, set()):
        terminalreporter.write_line(f"PostgreSQL {', '.join(sorted(used))}.")
    left_out = [each for each in terminalreporter.stats.get("skipped", []) if "Chromium" in str(each.longrepr)]
    if left_out:
        terminalreporter.write_line(
            f"{len(left_out)} browser tests were left out: Chromium or chromedriver is not installed."
        )
