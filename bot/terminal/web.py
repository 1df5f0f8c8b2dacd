"""`alongside web`: serve Slack's requests over HTTP with gunicorn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.settings import Settings


@click.command()
@click.option("--host", default=None, help="The address to listen on; default HOST, or 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="The port; default PORT, or 3000.")
def web(host: str | None, port: int | None) -> None:
    """Answer Slack over HTTP (signed requests). Stop with Ctrl-C."""
    from bot.app import client_for, verify_token
    from bot.settings import Way, load, require

    settings = require(load(), Way.WEB)
    if not settings.many_workspaces:
        verify_token(client_for(settings), settings.bot_token)
    _serve(settings, host or settings.host, port or settings.port)


def _serve(settings: Settings, host: str, port: int) -> None:
    from gunicorn.app.base import BaseApplication

    from bot.logs import config
    from bot.signatures import Signatures

    signatures = Signatures()  # before the server forks

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn, told by our settings and not by its command line."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": settings.web_workers,
                "threads": settings.web_threads,
                "worker_class": "gthread",
                "proc_name": "alongside-web",
                "timeout": 30,
                "graceful_timeout": 20,
                "keepalive": 30,
                "control_socket_disable": True,
                "logconfig_dict": config(settings.log_level),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            sys.setswitchinterval(0.001)  # an acknowledgement never waits five milliseconds for a check to pause
            from bot.app import build_app
            from bot.desk import Desk
            from bot.health import database_says, health_of
            from bot.store.store import Store
            from bot.web import web_app

            store = Store(settings.database_url, keys=settings.token_keys)
            database_says(store)  # a new file gets its tables before somebody asks, who would not wait for them
            app = build_app(Desk(settings, store))
            return web_app(app, settings.signing_secret, lambda: health_of(store), signatures)

    click.echo(f"Alongside listens on http://{host}:{port} (Slack's requests at /slack/events). Ctrl-C stops it.")
    Server().run()
