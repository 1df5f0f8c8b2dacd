"""Insert-unless-there and insert-or-update, which both databases have under names of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: sa.Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """An insert of the database's own kind, which knows what to do on a conflict."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_once(connection: sa.Connection, table: sa.Table, values: Mapping[str, Any]) -> bool:
    """Insert the row unless one with the same key is there; whether it was inserted."""
    return connection.execute(insert(connection, table).values(values).on_conflict_do_nothing()).rowcount == 1


def insert_many_once(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet; all rows must have the same columns."""
    if rows:
        connection.execute(insert(connection, table).on_conflict_do_nothing(), [dict(row) for row in rows])


def insert_or_update(connection: sa.Connection, table: sa.Table, values: Mapping[str, Any]) -> None:
    """Insert the row, or set every column of the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in keys}
    statement = insert(connection, table).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))
