"""A workspace's own quotations and prompts, and the cards it hides. The bodies are `content`'s to understand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.store.tables import own_cards
from bot.store.upsert import insert_or_update
from bot.store.workspaces import add_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard:
    """A card of the workspace's own, or (with `body` None) its word on one of ours: hidden or shown."""

    card_id: str
    kind: str
    body: Mapping[str, Any] | None
    hidden: bool = False
    review_on: date | None = None


def own_cards_of(connection: sa.Connection, workspace: str) -> list[OwnCard]:
    """Everything the workspace added, changed or hid, by id."""
    query = sa.select(own_cards).where(own_cards.c.workspace_id == workspace).order_by(own_cards.c.card_id)
    return [
        OwnCard(
            card_id=row["card_id"],
            kind=row["kind"],
            body=row["body"],
            hidden=row["hidden"],
            review_on=row["review_on"],
        )
        for row in connection.execute(query).mappings()
    ]


def save_own_card(connection: sa.Connection, workspace: str, card: OwnCard, *, now: datetime) -> None:
    """Add the card or replace the one with its id."""
    add_workspace(connection, workspace, now)
    values = {
        "card_id": card.card_id,
        "kind": card.kind,
        "body": None if card.body is None else dict(card.body),
        "hidden": card.hidden,
        "review_on": card.review_on,
    }
    insert_or_update(connection, own_cards, {"workspace_id": workspace, "changed_at": now, **values})


def remove_own_card(connection: sa.Connection, workspace: str, card_id: str) -> bool:
    """Delete it; whether it was there."""
    same = (own_cards.c.workspace_id == workspace, own_cards.c.card_id == card_id)
    return connection.execute(own_cards.delete().where(*same)).rowcount == 1
