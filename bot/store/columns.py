"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect


class Moment(sa.types.TypeDecorator[datetime]):
    """An instant: aware in Python, always UTC when read; a naive datetime is refused, since it could mean any zone.

    SQLite keeps text in UTC, which sorts as time does.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; without its zone for SQLite, which has no such thing."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"{value!r} is not an instant: it has no zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    @property
    def python_type(self) -> type[datetime]:
        """For SQLAlchemy's own book-keeping."""
        return datetime


#: A row number; SQLite counts only in columns declared INTEGER.
RowId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def row_id() -> sa.Column[int]:
    """The primary key of a table that has no natural one."""
    return sa.Column("id", RowId, sa.Identity(), primary_key=True)


def text(name: str, **options: Any) -> sa.Column[str]:
    """A text column of any width: Slack's ids and tokens have grown before."""
    return sa.Column(name, sa.Text, **({"nullable": False} | options))


def moment(name: str, **options: Any) -> sa.Column[datetime]:
    """An instant column."""
    return sa.Column(name, Moment, **({"nullable": False} | options))


def day(name: str, **options: Any) -> sa.Column[date]:
    """A civil day."""
    return sa.Column(name, sa.Date, **({"nullable": False} | options))


def flag(name: str, **options: Any) -> sa.Column[bool]:
    """Yes or no."""
    return sa.Column(name, sa.Boolean, **({"nullable": False} | options))


def number(name: str, **options: Any) -> sa.Column[int]:
    """A whole number."""
    return sa.Column(name, sa.Integer, **({"nullable": False} | options))


def seconds(name: str, **options: Any) -> sa.Column[float]:
    """Unix seconds with their fraction, for reckoning inside a statement."""
    return sa.Column(name, sa.Double, **({"nullable": False} | options))


def document(name: str, **options: Any) -> sa.Column[Any]:
    """A JSON document. A missing one is SQL NULL, never the JSON word."""
    return sa.Column(name, sa.JSON(none_as_null=True), **({"nullable": False} | options))
