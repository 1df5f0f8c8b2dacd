"""How fast each workspace's Slack methods may be called: kept in the database, so that all workers share one pace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.store.tables import paces
from bot.store.upsert import insert

#: Seconds between two calls of one method in one workspace. Slack's tier 3 allows 50 a minute: one call and then 49
#: more within any minute. chat.postMessage is limited by channel instead, about one a second.
GAP: dict[str, float] = {
    "chat.scheduleMessage": 60 / 49,
    "chat.deleteScheduledMessage": 60 / 49,
    "chat.scheduledMessages.list": 60 / 49,
    "chat.postMessage": 1.0,
}
#: A call may be reserved so far ahead; the caller waits the rest. Without it, each call would be a little late.
AHEAD = timedelta(seconds=0.5)


def reserve(
    connection: sa.Connection, workspaces: Iterable[str], method: str, now: datetime, *, ahead: timedelta = AHEAD
) -> dict[str, datetime]:
    """Reserve the next call of a method in each workspace whose turn has come: workspace → when to call.

    A workspace that must wait is not in the answer.
    """
    wanted = sorted(set(workspaces))
    if not wanted:
        return {}
    gap, present = GAP[method], now.timestamp()
    rows = [{"workspace_id": workspace, "method": method, "free_at": present + gap} for workspace in wanted]
    statement = insert(connection, paces).values(rows)
    later = sa.case((paces.c.free_at > present, paces.c.free_at), else_=present) + gap
    statement = statement.on_conflict_do_update(
        index_elements=["workspace_id", "method"],
        set_={"free_at": later},
        where=paces.c.free_at <= present + ahead.total_seconds(),
    )
    taken = connection.execute(statement.returning(paces.c.workspace_id, paces.c.free_at)).all()
    return {workspace: datetime.fromtimestamp(free_at - gap, UTC) for workspace, free_at in taken}


def wait_until(connection: sa.Connection, workspace: str, method: str, until: datetime) -> None:
    """Slack said to wait: nobody calls this method in this workspace before that instant."""
    row = {"workspace_id": workspace, "method": method, "free_at": until.timestamp()}
    statement = insert(connection, paces).values(row)
    statement = statement.on_conflict_do_update(
        index_elements=["workspace_id", "method"],
        set_={"free_at": statement.excluded.free_at},
        where=paces.c.free_at < statement.excluded.free_at,
    )
    connection.execute(statement)
