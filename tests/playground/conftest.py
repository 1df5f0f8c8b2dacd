"""A small Bolt app of the tests' own that uses every part of Slack that Alongside uses."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.playground import StandIn


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def client(stand_in: StandIn) -> WebClient:
    """Slack's own client, with the bot's token."""
    settings = stand_in.environment()
    return WebClient(token=settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"], timeout=5)


@pytest.fixture
def serve(stand_in: StandIn) -> Iterator[Callable[[App], None]]:
    """Serve a Bolt app over HTTP and tell the stand-in where."""
    servers: list[WSGIServer] = []

    def start(app: App) -> None:
        server = make_server("127.0.0.1", 0, SlackRequestHandler(app, path="/slack/events"), handler_class=Quiet)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        stand_in.connect(f"http://127.0.0.1:{server.server_port}/slack/events")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def bolt(stand_in: StandIn, client: WebClient, serve: Callable[[App], None]) -> App:
    """A Bolt app with the stand-in's secret, already served; listeners may be added by the test."""
    app = App(client=client, token=client.token, signing_secret=stand_in.slack.registration.signing_secret)
    serve(app)
    return app
