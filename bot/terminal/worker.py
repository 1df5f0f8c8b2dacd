"""`alongside worker`: post channel prompts, in a process of its own."""

from __future__ import annotations

import signal
import threading

import click


@click.command()
def worker() -> None:
    """Plan, hand over and settle channel prompts. Any number may run on one database. Stop with Ctrl-C."""
    from bot.logs import start
    from bot.posting.opening import post_room
    from bot.settings import Way, load, require
    from bot.store.store import Store
    from bot.worker import Worker

    settings = require(load(), Way.WORKER)
    start(settings.log_level)
    store = Store(settings.database_url, keys=settings.token_keys)
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    click.echo(f"Alongside's worker runs on {store.name}. Ctrl-C stops it.")
    Worker(post_room(settings, store), haste=settings.worker_haste).run(stopping)
    store.close()
    click.echo("Stopped.")
