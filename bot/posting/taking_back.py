"""Takes back at once what Slack holds, while the person who paused, skipped, held, changed or stopped it waits.

The same steps as the reconcile pass, under the same leases and pace. Whatever does not come to an end here is taken
back by the next worker that looks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.posting.reconciling import reconcile_workspace
from bot.posting.room import PostRoom, log
from bot.store.settling import Only, still_to_come, taking_back
from bot.store.workspaces import workspaces_by_id

#: How often it is tried, and how long after a try that changed nothing: a worker may be handing one over just now.
TRIES = 4
BETWEEN = timedelta(seconds=0.7)


def take_back(room: PostRoom, workspace_id: str, only: Only) -> list[datetime]:
    """Have Slack delete what is being taken back; when what it holds all the same appears, in order."""
    with room.store.read() as connection:
        workspace = workspaces_by_id(connection, {workspace_id}).get(workspace_id)
        waiting = taking_back(connection, workspace_id, only, room.now())
    ids = [row.id for row in waiting]
    for _ in range(TRIES):
        if workspace is None or not waiting:
            break
        done = reconcile_workspace(room, workspace, only)
        if done is None:  # Slack said to wait
            break
        if not done:
            room.sleep(BETWEEN.total_seconds())
        with room.store.read() as connection:
            waiting = taking_back(connection, workspace_id, only, room.now())
    if waiting:
        log.info("left to a worker", extra={"workspace": workspace_id, "slots": len(waiting)})
    with room.store.read() as connection:
        return still_to_come(connection, workspace_id, ids, room.now())
