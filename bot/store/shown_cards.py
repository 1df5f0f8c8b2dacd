"""Which cards a channel or a person has seen: the history that rotation reckons from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store.tables import shown_cards
from bot.store.workspaces import add_workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """One card, shown at an instant (UTC)."""

    card_id: str
    shown_at: datetime


def shown_to(connection: sa.Connection, workspace: str, audience: str, *, limit: int = 400) -> list[Shown]:
    """The latest cards that this channel or person (a Slack id) was shown, oldest first."""
    table = shown_cards
    query = (
        sa.select(table.c.card_id, table.c.shown_at)
        .where(table.c.workspace_id == workspace, table.c.audience == audience)
        .order_by(table.c.shown_at.desc(), table.c.id.desc())
        .limit(limit)
    )
    return [Shown(*row) for row in reversed(connection.execute(query).all())]


def remember_shown(
    connection: sa.Connection,
    workspace: str,
    audience: str,
    card_id: str,
    *,
    now: datetime,
    delivery_id: int | None = None,
) -> None:
    """Add a card to the history of a channel or person."""
    add_workspace(connection, workspace, now)
    values = {"audience": audience, "card_id": card_id, "shown_at": now, "delivery_id": delivery_id}
    connection.execute(shown_cards.insert().values(workspace_id=workspace, **values))


def forget_shown(connection: sa.Connection, workspace: str, delivery_id: int) -> None:
    """Take back what was remembered for a delivery that will not be posted."""
    same = (shown_cards.c.workspace_id == workspace, shown_cards.c.delivery_id == delivery_id)
    connection.execute(shown_cards.delete().where(*same))
