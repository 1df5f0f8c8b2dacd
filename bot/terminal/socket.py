"""`alongside socket`: answer one workspace over Socket Mode, from behind a firewall."""

from __future__ import annotations

import signal
import threading

import click


@click.command()
@click.option("--worker/--no-worker", "with_worker", default=True, help="Post channel prompts from here too (default).")
def socket(with_worker: bool) -> None:
    """Answer one workspace over Socket Mode: no public address needed. Stop with Ctrl-C.

    Channel prompts are posted from here as well, unless another process runs `alongside worker`; both is safe.
    """
    from bot.app import build_app
    from bot.desk import Desk
    from bot.logs import start
    from bot.posting.opening import post_room
    from bot.settings import Way, load, require
    from bot.sockets import connection
    from bot.store.store import Store
    from bot.worker import Worker

    settings = require(load(), Way.SOCKET)
    start(settings.log_level)
    store = Store(settings.database_url, keys=settings.token_keys)
    handler = connection(build_app(Desk(settings, store)), settings.app_token)
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    working = Worker(post_room(settings, store), haste=settings.worker_haste) if with_worker else None
    handler.connect()  # type: ignore[no-untyped-call]
    click.echo("Alongside is connected over Socket Mode. Ctrl-C stops it.")
    if working:
        working.start()
    stopping.wait()
    if working:
        working.stop()
    handler.close()  # type: ignore[no-untyped-call]
    store.close()
    click.echo("Stopped.")
