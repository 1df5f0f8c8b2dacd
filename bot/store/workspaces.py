"""Workspaces: their policy, the hold switch, content owners, and the changes that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.tables import content_owners, workspace_changes, workspaces
from bot.store.upsert import insert_once

#: The part of a workspace's settings whose changes name people.
OWNERS = "content owners"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What is kept about a workspace. `policy` holds only what differs from the defaults; `held_at` is UTC."""

    workspace_id: str
    enterprise_id: str | None
    policy: Mapping[str, Any]
    held_at: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a setting, for admins: when, by whom, which part, and the values on both sides."""

    change_id: int
    changed_at: datetime
    changed_by: str | None
    part: str
    before: Any
    after: Any
    undone_at: datetime | None


def add_workspace(connection: sa.Connection, workspace: str, now: datetime, enterprise: str | None = None) -> None:
    """Have a row for the workspace; one that is there stays, and learns of its organisation when that is given."""
    values: dict[str, Any] = {"workspace_id": workspace, "enterprise_id": enterprise, "policy": {}, "created_at": now}
    if not insert_once(connection, workspaces, values) and enterprise is not None:
        known = (workspaces.c.workspace_id == workspace, workspaces.c.enterprise_id.is_distinct_from(enterprise))
        connection.execute(workspaces.update().where(*known).values(enterprise_id=enterprise))


def workspace_of(connection: sa.Connection, workspace: str) -> Workspace:
    """What is kept about the workspace; defaults when nothing is."""
    query = sa.select(workspaces).where(workspaces.c.workspace_id == workspace)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return Workspace(workspace, None, {}, None)
    return Workspace(workspace, row["enterprise_id"], row["policy"], row["held_at"])


def workspaces_by_id(connection: sa.Connection, ids: set[str]) -> dict[str, Workspace]:
    """Several workspaces at once; one without a row is not in the answer."""
    query = sa.select(workspaces).where(workspaces.c.workspace_id.in_(ids))
    rows = connection.execute(query).mappings()
    return {
        row["workspace_id"]: Workspace(row["workspace_id"], row["enterprise_id"], row["policy"], row["held_at"])
        for row in rows
    }


def workspaces_of_organisation(connection: sa.Connection, enterprise: str) -> list[str]:
    """The ids of the workspaces that are known to belong to an organisation."""
    query = sa.select(workspaces.c.workspace_id).where(workspaces.c.enterprise_id == enterprise)
    return list(connection.execute(query).scalars())


def save_policy(
    connection: sa.Connection, workspace: str, policy: Mapping[str, Any], *, by: str | None, now: datetime
) -> None:
    """Replace the policy and remember what it was, so that the change can be undone."""
    before = locked_policy(connection, workspace, now)
    after = dict(policy)
    if after == before:
        return
    _set_policy(connection, workspace, after)
    record_change(connection, workspace, part="policy", before=before, after=after, by=by, now=now)


def locked_policy(connection: sa.Connection, workspace: str, now: datetime) -> Any:
    """The policy as stored, which nobody else changes until this transaction ends."""
    add_workspace(connection, workspace, now)
    return wait_for(connection, workspace)


def wait_for(connection: sa.Connection, workspace: str) -> Any:
    """Wait for whoever changes the workspace's settings, and keep others from it until this transaction ends.

    Gives the policy as stored, or None where nothing is kept about the workspace.
    """
    query = sa.select(workspaces.c.policy).where(workspaces.c.workspace_id == workspace).with_for_update(key_share=True)
    return connection.execute(query).scalar_one_or_none()


def record_change(
    connection: sa.Connection,
    workspace: str,
    *,
    part: str,
    before: Any,
    after: Any,
    by: str | None,
    now: datetime,
) -> None:
    """Remember a change to any part of a workspace's settings."""
    row = {"changed_at": now, "changed_by": by, "part": part, "before": before, "after": after, "undone_at": None}
    connection.execute(workspace_changes.insert().values(workspace_id=workspace, **row))


def changes_of(connection: sa.Connection, workspace: str, *, limit: int = 20, skip: int = 0) -> list[Change]:
    """The latest changes, newest first, from the one after the `skip` newest."""
    query = (
        sa.select(workspace_changes)
        .where(workspace_changes.c.workspace_id == workspace)
        .order_by(workspace_changes.c.changed_at.desc(), workspace_changes.c.id.desc())
        .limit(limit)
        .offset(skip)
    )
    return [_change(row) for row in connection.execute(query).mappings()]


def change_of(connection: sa.Connection, workspace: str, change_id: int) -> Change | None:
    """The change of that number, if this workspace has it."""
    same = (workspace_changes.c.workspace_id == workspace, workspace_changes.c.id == change_id)
    row = connection.execute(sa.select(workspace_changes).where(*same)).mappings().one_or_none()
    return None if row is None else _change(row)


def mark_undone(connection: sa.Connection, workspace: str, change_id: int, *, now: datetime) -> None:
    """Note when a change was undone. What that put back is a change of its own."""
    same = (workspace_changes.c.workspace_id == workspace, workspace_changes.c.id == change_id)
    connection.execute(workspace_changes.update().where(*same).values(undone_at=now))


def changes_naming(connection: sa.Connection, workspace: str, part: str, name: str) -> list[Change]:
    """The changes of that part that touched that name, oldest first."""
    same = (workspace_changes.c.workspace_id == workspace, workspace_changes.c.part == part)
    query = sa.select(workspace_changes).where(*same).order_by(workspace_changes.c.id)
    found = [_change(row) for row in connection.execute(query).mappings()]
    return [one for one in found if any(isinstance(side, dict) and name in side for side in (one.before, one.after))]


def forget_sides(connection: sa.Connection, workspace: str, part: str, name: str) -> int:
    """Take one name out of both sides of every change of that part, so that its content is nowhere; how many had it."""
    found = changes_naming(connection, workspace, part, name)
    for one in found:
        rest = {
            side: {key: held for key, held in value.items() if key != name}
            for side, value in (("before", one.before), ("after", one.after))
            if isinstance(value, dict)
        }
        connection.execute(workspace_changes.update().where(workspace_changes.c.id == one.change_id).values(**rest))
    return len(found)


def hold(connection: sa.Connection, workspace: str, *, by: str | None, now: datetime) -> bool:
    """Switch the workspace's channel prompts off; whether they were on."""
    return _switch(connection, workspace, held_at=now, by=by, now=now)


def release(connection: sa.Connection, workspace: str, *, by: str | None, now: datetime) -> bool:
    """Switch them on again; whether they were held."""
    return _switch(connection, workspace, held_at=None, by=by, now=now)


def content_owners_of(connection: sa.Connection, workspace: str) -> frozenset[str]:
    """User ids of those who may change words, days and rules beside the workspace's admins."""
    query = sa.select(content_owners.c.user_id).where(content_owners.c.workspace_id == workspace)
    return frozenset(connection.execute(query).scalars())


def change_content_owners(
    connection: sa.Connection, workspace: str, *, named: Collection[str], removed: Collection[str], now: datetime
) -> None:
    """Name some content owners and take out others; who made that change is remembered by `bot.changes`."""
    gone = (content_owners.c.workspace_id == workspace, content_owners.c.user_id.in_(removed))
    connection.execute(content_owners.delete().where(*gone))
    for user in sorted(named):
        insert_once(connection, content_owners, {"workspace_id": workspace, "user_id": user, "added_at": now})


def _switch(
    connection: sa.Connection, workspace: str, *, held_at: datetime | None, by: str | None, now: datetime
) -> bool:
    add_workspace(connection, workspace, now)
    other = workspaces.c.held_at.is_(None) if held_at else workspaces.c.held_at.is_not(None)
    statement = workspaces.update().where(workspaces.c.workspace_id == workspace, other).values(held_at=held_at)
    changed = connection.execute(statement).rowcount == 1
    if changed:
        record_change(connection, workspace, part="hold", before=not held_at, after=bool(held_at), by=by, now=now)
    return changed


def _set_policy(connection: sa.Connection, workspace: str, policy: Any) -> None:
    connection.execute(workspaces.update().where(workspaces.c.workspace_id == workspace).values(policy=policy))


def _change(row: sa.RowMapping) -> Change:
    return Change(
        row["id"],
        row["changed_at"],
        row["changed_by"],
        row["part"],
        row["before"],
        row["after"],
        row["undone_at"],
    )
