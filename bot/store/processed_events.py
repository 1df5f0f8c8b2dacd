"""Slack sends an event again when it is unsure that we got it: each is handled once."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.tables import processed_events
from bot.store.upsert import insert_once


def first_time(connection: sa.Connection, workspace: str, event_id: str, *, now: datetime) -> bool:
    """Whether this event has not been seen yet; from now on it has."""
    values = {"event_id": event_id, "workspace_id": workspace, "received_at": now}
    return insert_once(connection, processed_events, values)
