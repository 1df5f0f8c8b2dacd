"""`alongside migrate` and `alongside reseal`: bring the database, and the tokens in it, up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.store.store import Store


@click.command()
@click.option("--check", is_flag=True, help="Only say whether there is something to do; exit status 1 if there is.")
def migrate(*, check: bool) -> int:
    """Bring the tables of DATABASE_URL up to this version.

    Safe to run again and from several machines at once. The embedded SQLite does it by itself at start.
    """
    from bot.store.migrate import migrate as bring_up_to_date
    from bot.store.migrate import version

    with _store() as store:
        if check:
            now = version(store)
            click.echo(f"{store.name}: {_said(now.found)}; this version of Alongside wants {now.wanted}.")
            return 0 if now.current else 1
        before = version(store)
        after = bring_up_to_date(store)
        if before.current:
            click.echo(f"{store.name}: the tables are up to date ({after.wanted}).")
        else:
            click.echo(f"{store.name}: the tables were brought from {_said(before.found)} to {after.wanted}.")
    return 0


@click.command()
def reseal() -> int:
    """Encrypt every stored token anew with the first key of TOKEN_KEYS.

    To replace a key: put the new one in front of the old, restart, run this, then remove the old one.
    """
    from bot.store.installations import reseal_tokens

    with _store() as store:
        count = reseal_tokens(store)
    click.echo(f"The tokens of {count} installation{'' if count == 1 else 's'} are encrypted with the first key.")
    return 0


def _said(version: str) -> str:
    return version or "no tables"


@contextmanager
def _store() -> Iterator[Store]:
    from bot.store.errors import DatabaseAddressError, StoreUnavailableError
    from bot.store.store import Store

    keys = [key.strip() for key in os.environ.get("TOKEN_KEYS", "").split(",")]
    store = Store(os.environ.get("DATABASE_URL") or "sqlite:///alongside.db", keys=filter(None, keys))
    try:
        yield store
    except StoreUnavailableError as error:
        shown = store.engine.url.render_as_string(hide_password=True)
        sentence = f"{store.name} at {shown} does not answer ({error.cause}). Check DATABASE_URL and the server."
        raise DatabaseAddressError(sentence) from None
    finally:
        store.close()
