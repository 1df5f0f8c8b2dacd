"""How the parts are, in words: for `/healthz` and for `alongside doctor`."""

from __future__ import annotations

from threading import Thread

import sqlalchemy as sa

from bot.store.errors import StoreError
from bot.store.store import Store

#: How long the database may take to say that it is there, in seconds.
PATIENCE = 2.0


def health_of(store: Store) -> dict[str, str]:
    """Say "ok" when everything answers; "degraded" without the database, when checks and words still do."""
    database = database_says(store)
    return {"status": "ok" if database == "ok" else "degraded", "database": database}


def database_says(store: Store) -> str:
    """Say "ok", or what is the matter; never waits longer than two seconds."""
    answers: list[str] = []
    asking = Thread(target=lambda: answers.append(_ask(store)), daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return answers[0] if answers else "does not answer in time"


def _ask(store: Store) -> str:
    try:
        with store.read() as connection:
            connection.execute(sa.text("SELECT 1"))
    except StoreError as error:
        return type(error).__name__
    return "ok"
