"""A tiny Slack on a free port: takes what the bot sends and lets a test read it as the person would."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from bot.desk import Desk
from bot.settings import Settings

SECRET = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Seen(dict):
    """A message or modal as it was sent; `words` is every text of its blocks from top to bottom."""

    @property
    def words(self) -> str:
        found: list[str] = []

        def walk(value):
            if isinstance(value, dict):
                if isinstance(value.get("text"), str):
                    found.append(value["text"])
                for item in value.values():
                    walk(item)
            elif isinstance(value, list):
                for item in value:
                    walk(item)

        walk(self.get("blocks") or self.get("view", {}).get("blocks", []))
        return "\n".join(found)


@dataclass
class Slack:
    """What the bot sent, by method; `said` waits for the next message to anybody."""

    url: str = ""
    calls: list[tuple[str, dict]] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def take(self, method: str, body: dict) -> dict:
        with self.arrived:
            self.calls.append((method, body))
            self.arrived.notify_all()
        user = {"id": "U1", "tz": "Europe/London", "is_admin": True, "locale": "en-GB"}
        known = {
            "auth.test": {"team_id": "T1", "user_id": "UBOT", "bot_id": "B1", "url": "https://t1.slack.com/"},
            "users.info": {"user": user},
            "views.open": {"view": {"id": "V1"}},
        }
        return {"ok": True, "ts": "1.1", "channel": "D1"} | known.get(method, {})

    def said(self, *, after: int = 0, within: float = 10) -> Seen:
        """The first message after the given number of messages, as soon as it arrives."""
        spoken = ("response_url", "chat.postMessage", "chat.postEphemeral", "views.open")

        def messages():
            return [body for method, body in self.calls if method in spoken]

        with self.arrived:
            assert self.arrived.wait_for(lambda: len(messages()) > after, within), "the bot did not answer"
            return Seen(messages()[after])


class _Answering(BaseHTTPRequestHandler):
    slack: Slack

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        if "json" in self.headers.get("content-type", ""):
            body = json.loads(raw or "{}")
        else:
            body = dict(parse_qsl(raw))
            body = {k: json.loads(v) if k in ("blocks", "view") else v for k, v in body.items()}
        method = "response_url" if self.path.startswith("/response") else self.path.removeprefix("/api/")
        answer = json.dumps(self.slack.take(method, body)).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


@pytest.fixture
def slack() -> Iterator[Slack]:
    workspace = Slack()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (_Answering,), {"slack": workspace}))
    workspace.url = f"http://127.0.0.1:{server.server_port}"
    yield from _running(server, workspace)


@dataclass(frozen=True)
class Acknowledged:
    """What Slack itself got back over HTTP."""

    status: int
    body: bytes


@dataclass
class Bot:
    """The bot behind real HTTP; requests are signed as Slack signs them."""

    url: str
    slack: Slack

    def post(
        self, body: bytes, *, kind="application/x-www-form-urlencoded", secret=SECRET, at=None, path="/slack/events"
    ):
        at = str(int(time.time() if at is None else at))
        signature = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={signature}"}
        try:
            with urlopen(Request(self.url + path, body, headers), timeout=10) as answer:
                return Acknowledged(answer.status, answer.read())
        except HTTPError as refused:
            with refused:
                return Acknowledged(refused.code, refused.read())

    def command(self, command: str, text: str = "", **more):
        """Type a slash command; gives the HTTP answer, which is the acknowledgement."""
        form = {
            "command": command,
            "text": text,
            "team_id": "T1",
            "user_id": "U1",
            "channel_id": "C1",
            "trigger_id": "1.2.3",
            "response_url": f"{self.slack.url}/response/1",
        }
        return self.post(urlencode(form | more).encode())

    def ask(self, command: str, text: str = "") -> Seen:
        """Type a slash command; gives what the person sees."""
        before = sum(1 for method, _ in self.slack.calls if method == "response_url")
        assert self.command(command, text).status == 200
        return self.slack.said(after=before)


@pytest.fixture
def bot(slack: Slack) -> Iterator[Bot]:
    from bot.app import build_app
    from bot.web import web_app

    settings = Settings(
        bot_token="xoxb-test-token", signing_secret=SECRET, api_url=f"{slack.url}/api/", place="York", contact="#people"
    )
    app = build_app(Desk(settings, clock=lambda: NOW))
    served = web_app(app, lambda: {"status": "ok"})
    server = make_server("127.0.0.1", 0, served, server_class=WSGIServer, handler_class=_Silent)
    yield from _running(server, Bot(f"http://127.0.0.1:{server.server_port}", slack))
    app.listener_runner.listener_executor.shutdown()
    app.listener_runner.lazy_listener_runner.executor.shutdown()


class _Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def _running(server, value):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield value
    server.shutdown()
    server.server_close()
    thread.join(5)
