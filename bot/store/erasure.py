"""What is held about one person, and how a person or a whole workspace is erased."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.tables import (
    content_owners,
    installations,
    overrides,
    processed_events,
    shown_cards,
    subscriptions,
    workspace_changes,
    workspaces,
)
from bot.store.workspaces import OWNERS, changes_naming, forget_sides, wait_for

#: Every column that is a person's Slack id or nothing: its name, what `my-data` calls it, and what `forget-me` leaves.
#: A test holds this list, and the two columns below, against the table in `docs/retention.md`.
PERSON_COLUMNS: tuple[tuple[sa.Column[str], str, str], ...] = (
    (shown_cards.c.audience, "cards you were shown, so that they do not repeat", "deleted"),
    (content_owners.c.user_id, "your role as a content owner", "deleted"),
    (subscriptions.c.owner_id, "channel prompts you set up", "blank"),
    (workspace_changes.c.changed_by, "changes of settings you made", "blank"),
    (overrides.c.confirmed_by, "observance days you confirmed", "blank"),
    (installations.c.installed_by, "that you installed Alongside", "blank"),
)

#: The two sides of a change: where it is one of content owners they name people, and `forget-me` takes the asker out.
PERSON_SIDES: tuple[sa.Column[str], ...] = (workspace_changes.c.before, workspace_changes.c.after)
NAMED_IN_CHANGES = "changes of content owners that name you"
#: What `my-data` calls each kind of thing that can be held.
KINDS = (*(what for _, what, _ in PERSON_COLUMNS), NAMED_IN_CHANGES)


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of thing that is held about the asker, and how many rows of it."""

    what: str
    count: int


def held_about(connection: sa.Connection, workspace: str, user: str) -> list[Held]:
    """All that is held about this person in this workspace; an empty list when nothing is."""
    held = []
    for column, what, _ in PERSON_COLUMNS:
        query = sa.select(sa.func.count()).select_from(column.table).where(*_about(column, workspace, user))
        if count := connection.execute(query).scalar_one():
            held.append(Held(what, count))
    if named := changes_naming(connection, workspace, OWNERS, user):
        held.append(Held(NAMED_IN_CHANGES, len(named)))
    return held


def forget_person(connection: sa.Connection, workspace: str, user: str) -> list[Held]:
    """Erase this person from this workspace; gives what there was. What belongs to others stays, without the name."""
    wait_for(connection, workspace)  # an undo at work would otherwise bring back the role that it read of
    held = held_about(connection, workspace, user)
    for column, _, left in PERSON_COLUMNS:
        table, about = column.table, _about(column, workspace, user)
        assert isinstance(table, sa.Table)
        if left == "deleted":
            connection.execute(table.delete().where(*about))
        else:
            blank = None if column.nullable else ""
            connection.execute(table.update().where(*about).values({column.name: blank}))
    forget_sides(connection, workspace, OWNERS, user)
    return held


def erase_workspace(connection: sa.Connection, workspace: str) -> None:
    """Delete every row of the workspace, its installation and tokens included."""
    connection.execute(workspaces.delete().where(workspaces.c.workspace_id == workspace))
    connection.execute(processed_events.delete().where(processed_events.c.workspace_id == workspace))
    connection.execute(installations.delete().where(installations.c.installation_id == workspace))


def erase_enterprise(connection: sa.Connection, enterprise: str) -> int:
    """An organisation uninstalled: erase each workspace it served; how many there were.

    A workspace of the organisation that has an installation of its own stays.
    """
    connection.execute(installations.delete().where(installations.c.installation_id == enterprise))
    own = sa.select(installations.c.team_id).where(installations.c.team_id.is_not(None))
    served = (workspaces.c.enterprise_id == enterprise, workspaces.c.workspace_id.not_in(own))
    ids = list(connection.execute(sa.select(workspaces.c.workspace_id).where(*served)).scalars())
    for workspace in ids:
        erase_workspace(connection, workspace)
    return len(ids)


def _about(column: sa.Column[str], workspace: str, user: str) -> tuple[sa.ColumnElement[bool], ...]:
    table = column.table
    scope = table.c.team_id if table is installations else table.c.workspace_id
    return (scope == workspace, column == user)
