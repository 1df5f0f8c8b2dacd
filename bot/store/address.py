"""From a database address as people and platforms write it to what the driver needs."""

from __future__ import annotations

import ssl
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.errors import DatabaseAddressError

#: Seconds to wait for the network, for PostgreSQL's answer, and for a lock that another process holds.
PATIENCE = 15

_POSTGRESQL = ("postgres", "postgresql", "postgresql+pg8000")
_SQLITE = ("sqlite", "sqlite+pysqlite")


def read_address(text: str) -> tuple[URL, dict[str, Any]]:
    """A URL for SQLAlchemy and the driver's own arguments.

    Accepts `postgres://`, `postgresql://` with libpq's `host`, `sslmode`, `application_name` and `connect_timeout`
    (as hosting platforms and `psql` write them), and `sqlite:///path`. Raises DatabaseAddressError, without the
    password in its sentence.
    """
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        raise DatabaseAddressError(
            "DATABASE_URL is not a database address; use sqlite:///alongside.db or postgresql://user:password@host/name."
        ) from None
    if url.drivername in _SQLITE:
        return _sqlite(url)
    if url.drivername in _POSTGRESQL:
        return _postgresql(url)
    raise DatabaseAddressError(
        f'DATABASE_URL begins with "{url.drivername}"; Alongside keeps its data in sqlite or postgresql.'
    )


def _sqlite(url: URL) -> tuple[URL, dict[str, Any]]:
    if not url.database or url.database == ":memory:" or url.query:
        raise DatabaseAddressError(
            "DATABASE_URL must name a file, as in sqlite:///alongside.db: several processes share it."
        )
    return url.set(drivername="sqlite+pysqlite"), {"timeout": PATIENCE}


def _postgresql(url: URL) -> tuple[URL, dict[str, Any]]:
    query = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
    arguments: dict[str, Any] = {
        "timeout": PATIENCE,
        "application_name": query.pop("application_name", "alongside"),
        "startup_params": {"lock_timeout": f"{PATIENCE}s", "idle_in_transaction_session_timeout": "60s"},
    }
    if (wait := query.pop("connect_timeout", "")).isdecimal():
        arguments["timeout"] = max(1, int(wait))
    host = query.pop("host", "")
    if host.startswith("/"):
        arguments["unix_sock"] = f"{host}/.s.PGSQL.{url.port or 5432}"
    elif host:
        url = url.set(host=host)
    _encryption(query.pop("sslmode", ""), arguments)
    if query:
        raise DatabaseAddressError(
            f'DATABASE_URL has "{sorted(query)[0]}" after the question mark, which is not known.'
        )
    return url.set(drivername="postgresql+pg8000", query={}), arguments


def _encryption(mode: str, arguments: dict[str, Any]) -> None:
    """Libpq's `sslmode`: `require` encrypts without proof of who answers, `verify-…` asks for that too."""
    if mode in ("", "disable", "allow", "prefer"):
        return
    if mode not in ("require", "verify-ca", "verify-full"):
        raise DatabaseAddressError(
            f'DATABASE_URL has sslmode "{mode}"; use disable, require, verify-ca or verify-full.'
        )
    context = ssl.create_default_context()
    if mode != "verify-full":
        context.check_hostname = False
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE
    arguments["ssl_context"] = context
