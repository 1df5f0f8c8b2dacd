"""The real Bolt app over real HTTP against the stand-in workspace; people act and read as in Slack."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from bot.app import build_app
from bot.desk import Desk
from bot.health import health_of
from bot.manifest import manifest
from bot.playground import Driver, StandIn
from bot.reach import Reach
from bot.settings import Settings
from bot.signatures import Signatures
from bot.store.store import Store
from bot.web import web_app
from tests.conftest import TOKEN_KEY

#: A Sunday in term time, as the scenarios see it.
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Acknowledged:
    """What Slack itself got back over HTTP."""

    status: int
    body: bytes


@dataclass(frozen=True)
class Running:
    """The bot at work: the workspace it serves, and the way to send it requests by hand."""

    stand_in: StandIn
    desk: Desk
    url: str

    @property
    def workspace(self) -> Driver:
        return self.stand_in.workspace

    def post(
        self,
        body: bytes,
        *,
        kind: str = "application/x-www-form-urlencoded",
        secret: str = "",
        at: float | None = None,
        path: str = "/slack/events",
    ) -> Acknowledged:
        """A request signed as Slack signs, unless told otherwise."""
        secret = secret or self.desk.settings.signing_secret
        stamp = str(int(time.time() if at is None else at))
        signature = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}
        try:
            with urlopen(Request(self.url + path, body, headers), timeout=10) as answer:
                return Acknowledged(answer.status, answer.read())
        except HTTPError as refused:
            with refused:
                return Acknowledged(refused.code, refused.read())


class _Silent(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def start_bot(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Callable[..., Running]]:
    """Starts the bot for a stand-in; settings may be given."""
    closing: list[Callable[[], object]] = []
    signatures = Signatures()

    def start(
        stand_in: StandIn,
        *,
        clock: Callable[[], datetime] = lambda: NOW,
        patience: float = 20.0,  # the machine may be busy
        **chosen: object,
    ) -> Running:
        path = tmp_path / f"alongside-{len(closing)}.db"
        shutil.copy(prepared_sqlite, path)
        given = stand_in.environment()
        settings = Settings(
            **{
                "bot_token": given["SLACK_BOT_TOKEN"],
                "signing_secret": given["SLACK_SIGNING_SECRET"],
                "api_url": given["SLACK_API_URL"],
                "database_url": f"sqlite:///{path}",
                "place": "York",
                "contact": "#people",
            }
            | chosen  # type: ignore[arg-type]
        )
        store = Store(settings.database_url, keys=settings.token_keys)
        desk = Desk(settings, store, clock=clock, reach=Reach(patience=patience))
        app = build_app(desk)
        server = make_server(
            "127.0.0.1",
            0,
            web_app(app, settings.signing_secret, lambda: health_of(store), signatures),
            handler_class=_Silent,
        )
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        serving.start()
        url = f"http://127.0.0.1:{server.server_port}"
        stand_in.connect(f"{url}/slack/events")

        def stop() -> None:
            server.shutdown()
            server.server_close()
            serving.join(5)
            app.listener_runner.listener_executor.shutdown()
            app.listener_runner.lazy_listener_runner.executor.shutdown()
            desk.workplaces.close()
            store.close()

        closing.append(stop)
        return Running(stand_in, desk, url)

    yield start
    for stop in closing:
        stop()


@pytest.fixture
def bot(start_bot: Callable[..., Running]) -> Iterator[Running]:
    """The bot in one workspace, in York, on a Sunday in November 2026."""
    with StandIn(manifest=manifest(url="http://127.0.0.1"), at=NOW) as stand_in:
        yield start_bot(stand_in)
        assert stand_in.unfit == []


@pytest.fixture
def many(start_bot: Callable[..., Running]) -> Iterator[Running]:
    """The bot for many workspaces, with none installed yet; what one installed may expire."""
    url = "http://127.0.0.1"
    with StandIn(manifest=manifest(url=url, many=True)) as stand_in:
        stand_in.slack.registration.redirect_urls = (url,)
        yield start_bot(
            stand_in,
            bot_token="",
            client_id=stand_in.slack.registration.client_id,
            client_secret=stand_in.slack.registration.client_secret,
            token_keys=(TOKEN_KEY,),
            public_url=url,
        )


@pytest.fixture
def slack(bot: Running) -> Driver:
    """The workspace as people use it."""
    return bot.workspace
