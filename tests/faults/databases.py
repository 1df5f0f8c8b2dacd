"""A database for one run: a file, or a PostgreSQL of its own, gone afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.migrate import migrate
from bot.store.store import Store
from tests.postgresql import a_new_database, a_server


@contextmanager
def a_database(kind: str) -> Iterator[str]:
    """The address of an empty, prepared database."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="alongside-faults-", ignore_cleanup_errors=True) as folder:
            url = f"sqlite:///{Path(folder) / 'alongside.db'}"
            _prepare(url)
            yield url
    else:
        with a_server() as server, a_new_database(server, f"faults_{os.getpid()}") as url:
            _prepare(url)
            yield url


def _prepare(url: str) -> None:
    store = Store(url)
    migrate(store)
    store.close()
