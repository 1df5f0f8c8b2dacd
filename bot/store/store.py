"""The way to the database: an engine, transactions that mean the same on both kinds, errors in plain words."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.address import PATIENCE, read_address
from bot.store.errors import DatabaseFaultError, RowRefusedError, StoreNotPreparedError, StoreUnavailableError
from bot.store.sealing import Sealer

NOT_PREPARED = "The database has not been prepared for this version of Alongside: run `alongside migrate`."

#: SQLite primary result codes that mean "not now", not "a mistake of ours": busy, locked, read-only, input/output,
#: corrupt, full, cannot open, not a database. https://www.sqlite.org/rescode.html
_SQLITE_AWAY = frozenset({5, 6, 8, 10, 11, 13, 14, 26})
_SQLITE_CONSTRAINT = 19
#: PostgreSQL SQLSTATE classes with the same meaning: connection, no resources, operator intervention, system error,
#: and the single codes for a lock or a serialisation that did not come. PostgreSQL manual, appendix A.
_POSTGRESQL_AWAY = ("08", "53", "57", "58", "55P03", "40001", "40P01", "28", "3D000", "25006")
_POSTGRESQL_UNPREPARED = ("42P01", "42703")


class Store:
    """A database with Alongside's tables. Opening it touches nothing: the first transaction connects.

    Any number of threads and processes may use one. Everything it cannot do for reasons outside the program
    comes out as StoreUnavailableError or StoreNotPreparedError; the next transaction tries anew.
    """

    def __init__(self, url: str, *, keys: Iterable[str] = ()) -> None:
        address, arguments = read_address(url)
        self.sealer = Sealer(keys)
        self.embedded = address.get_backend_name() == "sqlite"
        self.name = "SQLite" if self.embedded else "PostgreSQL"
        self.engine = sa.create_engine(
            address, connect_args=arguments, hide_parameters=True, **_pool(embedded=self.embedded)
        )
        self._prepared = not self.embedded
        self._preparing = threading.Lock()
        if self.embedded:
            sa.event.listen(self.engine, "connect", _set_up_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """A transaction that may write. On SQLite it takes the write lock at once, so that it cannot fail half-way."""
        yield from self._transaction({"writes": True})

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that only reads."""
        yield from self._transaction({"writes": False})

    def close(self) -> None:
        """Give back every connection. The store may be used again afterwards."""
        self.engine.dispose()

    def _transaction(self, options: dict[str, Any]) -> Iterator[sa.Connection]:
        try:
            self._prepare()
            with self.engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise in_plain_words(error) from None
        except (SQLAlchemyError, OSError) as error:
            if isinstance(error, sa.exc.TimeoutError | OSError):
                raise StoreUnavailableError(type(error).__name__) from error
            raise

    def _prepare(self) -> None:
        """The embedded database brings its own tables up to date, once for each process."""
        if self._prepared:
            return
        with self._preparing:
            if not self._prepared:
                from bot.store.migrate import migrate

                migrate(self)
                self._prepared = True


def in_plain_words(error: DBAPIError) -> Exception:
    """The error to raise in place of the driver's own, whose text can repeat what people typed and must not be logged.

    Raise it `from None`.
    """
    original = error.orig
    kind = type(original).__name__
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return _from_sqlite(code, error)
    details = original.args[0] if original is not None and original.args else None
    fields = details if isinstance(details, dict) else {}
    state = str(fields.get("C", ""))
    if state.startswith(_POSTGRESQL_UNPREPARED):
        return StoreNotPreparedError(NOT_PREPARED)
    if state.startswith("23"):
        return RowRefusedError(f"{state} {fields.get('n') or fields.get('c') or ''}".strip())
    if error.connection_invalidated or state.startswith(_POSTGRESQL_AWAY) or isinstance(error, sa.exc.InterfaceError):
        return StoreUnavailableError(state or kind)
    return DatabaseFaultError(f"{kind} {state} in: {error.statement}")


def _from_sqlite(code: int, error: DBAPIError) -> Exception:
    primary = code & 0xFF
    if primary in _SQLITE_AWAY:
        return StoreUnavailableError(type(error.orig).__name__)
    if primary == _SQLITE_CONSTRAINT:
        return RowRefusedError(str(error.orig))  # SQLite names tables and columns there, never values
    return DatabaseFaultError(f"{error.orig} in: {error.statement}")


def _pool(*, embedded: bool) -> dict[str, Any]:
    options: dict[str, Any] = {"pool_size": 8, "max_overflow": 24, "pool_timeout": PATIENCE}
    if not embedded:
        options |= {"pool_pre_ping": True, "pool_recycle": 1800}
    return options


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Settings that SQLite keeps for each connection; the write-ahead log alone is kept in the file.

    `synchronous=FULL` because a row "handing over" must be on disk before Slack hears of it; `secure_delete` because
    what was erased should not be readable in the file.
    """
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
