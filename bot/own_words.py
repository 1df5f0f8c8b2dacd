"""The words as one workspace sees them: its records from the store, given to `content` to make sense of."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import own_content as store
from content import library
from content.library import Library
from content.own import OwnCard, with_own


def own_records(connection: sa.Connection, workspace: str) -> list[OwnCard]:
    """What the workspace added, changed, hid or took down."""
    return [
        OwnCard(card_id=row.card_id, kind=row.kind, body=row.body, hidden=row.hidden, review_on=row.review_on)
        for row in store.own_cards_of(connection, workspace)
    ]


def words_of(connection: sa.Connection, workspace: str) -> Library:
    """The library with the workspace's own content in it; the built-in one itself where there is none."""
    own = own_records(connection, workspace)
    return with_own(library.load(), own) if own else library.load()
