"""Signs of life of each process, so that `alongside doctor` can see one that is stuck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store.tables import heartbeats
from bot.store.upsert import insert_or_update


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """One process. `passes` says when each of its jobs last came to its end (ISO instants)."""

    process: str
    role: str
    started_at: datetime
    beat_at: datetime
    passes: Mapping[str, str]


def beat(connection: sa.Connection, heartbeat: Heartbeat) -> None:
    """Write the process's row."""
    values = {
        "process": heartbeat.process,
        "role": heartbeat.role,
        "started_at": heartbeat.started_at,
        "beat_at": heartbeat.beat_at,
        "passes": dict(heartbeat.passes),
    }
    insert_or_update(connection, heartbeats, values)


def sign_off(connection: sa.Connection, process: str) -> None:
    """Remove the row of a process that ends in good order."""
    connection.execute(heartbeats.delete().where(heartbeats.c.process == process))


def all_heartbeats(connection: sa.Connection) -> list[Heartbeat]:
    """Every process that has not signed off, latest first."""
    query = sa.select(heartbeats).order_by(heartbeats.c.beat_at.desc())
    return [Heartbeat(**row) for row in connection.execute(query).mappings()]
