"""Bringing the tables of a database up to this version, safely with several processes starting at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError

from bot.store.errors import StoreNotPreparedError
from bot.store.store import Store, in_plain_words

#: Any number, the same in every process: the PostgreSQL lock that lets one process migrate at a time.
_LOCK = 7_213_004


@dataclass(frozen=True, slots=True)
class Version:
    """Where a database stands and where this program would have it; "" is a database without our tables."""

    found: str
    wanted: str

    @property
    def current(self) -> bool:
        """Whether there is nothing to do."""
        return self.found == self.wanted


def migrate(store: Store, revision: str = "head") -> Version:
    """Bring the tables to `revision`; gives what was found and what is there now.

    Raises StoreUnavailableError, or StoreNotPreparedError when the database belongs to a newer Alongside.
    """
    config = _config()
    try:
        with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not store.embedded:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            found = _found(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            return Version(found, _found(connection))
    except DBAPIError as error:
        raise in_plain_words(error) from None
    except CommandError:
        raise StoreNotPreparedError(
            "This database was prepared by a newer Alongside: update the program, or restore the backup made before."
        ) from None


def version(store: Store) -> Version:
    """Where the database stands. Raises StoreUnavailableError."""
    wanted = ScriptDirectory.from_config(_config()).get_current_head() or ""
    try:
        with store.engine.connect().execution_options(writes=False) as connection, connection.begin():
            return Version(_found(connection), wanted)
    except DBAPIError as error:
        raise in_plain_words(error) from None


def _found(connection: sa.Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
