"""What undoing a change would put back now, said before it is done, and doing it; that is a change like any other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.changes import Part, Standing, change
from bot.errors import NotAllowedError
from bot.store import workspaces
from bot.store.workspaces import Change
from scheduling.errors import UnusableError


class CannotUndoError(UnusableError):
    """A change that is not there any more, or that there is nothing of to undo."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """What holds `now` of what a change touched, and what holds `then`, once it is undone.

    `again` are the names that were changed once more since: undoing leaves that later change behind too.
    """

    part: Part
    now: Mapping[str, Any]
    then: Mapping[str, Any]
    again: Collection[str] = ()


def sides(one: Change) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a change touched, before and after it, by name. Both are empty when the change did not keep that."""
    if one.part == Part.HOLD:
        return {"hold": bool(one.before)}, {"hold": bool(one.after)}
    if one.part not in set(Part) or not isinstance(one.before, dict) or not isinstance(one.after, dict):
        return {}, {}
    names = [name for name in {**one.before, **one.after} if one.before.get(name) != one.after.get(name)]
    return {name: one.before.get(name) for name in names}, {name: one.after.get(name) for name in names}


def reversal(standing: Standing, one: Change) -> Reversal | None:
    """What undoing that change would do at this moment; None when all is as it was before it, or that is not known."""
    before, after = sides(one)
    if not before:
        return None
    part = Part(one.part)
    now = standing.of(part, before)
    differs = [name for name in before if now[name] != before[name]]
    if not differs:
        return None
    return Reversal(
        part,
        {name: now[name] for name in differs},
        {name: before[name] for name in differs},
        [name for name in differs if now[name] != after[name]],
    )


def undo(connection: sa.Connection, workspace: str, change_id: int, *, by: str, admin: bool, now: datetime) -> Reversal:
    """Put back what the change replaced; gives what was done. Raises CannotUndoError.

    Content owners are named by workspace admins alone: for anybody else NotAllowedError is raised.
    """
    workspaces.locked_policy(connection, workspace, now)
    one = workspaces.change_of(connection, workspace, change_id)
    if one is None:
        raise CannotUndoError("That change is not in the history any more, so it cannot be undone from there.")
    if one.part == Part.OWNERS and not admin:
        raise NotAllowedError("Only workspace admins can undo a change of content owners.")
    found = reversal(Standing(connection, workspace), one)
    if found is None:
        raise CannotUndoError("There is nothing of that change to undo: what it touched is as it was before.")
    change(connection, workspace, found.part, found.then, by=by, now=now)
    workspaces.mark_undone(connection, workspace, change_id, now=now)
    return found
