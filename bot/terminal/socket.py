"""`alongside socket`: answer one workspace over Socket Mode, from behind a firewall."""

from __future__ import annotations

import signal
import threading

import click


@click.command()
def socket() -> None:
    """Answer one workspace over Socket Mode: no public address needed. Stop with Ctrl-C."""
    from bot.app import build_app
    from bot.desk import Desk
    from bot.logs import start
    from bot.settings import Way, load, require
    from bot.sockets import connection
    from bot.store.store import Store

    settings = require(load(), Way.SOCKET)
    start(settings.log_level)
    store = Store(settings.database_url, keys=settings.token_keys)
    handler = connection(build_app(Desk(settings, store)), settings.app_token)
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    handler.connect()  # type: ignore[no-untyped-call]
    click.echo("Alongside is connected over Socket Mode. Ctrl-C stops it.")
    stopping.wait()
    handler.close()  # type: ignore[no-untyped-call]
    store.close()
    click.echo("Stopped.")
