"""The web face: Bolt's own WSGI adapter, with `/healthz` beside it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest

from bot.manifest import EVENTS_PATH
from bot.punctual import Punctual
from bot.seen import Signatures

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger("alongside.web")

#: Slack's own requests stay far below this; anything larger is refused unread.
MAX_BODY = 1_000_000

Health = Callable[[], dict[str, str]]


def web_app(app: App, health: Health) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
    """The WSGI application. `health` says in words how the parts are."""
    slack = _Slack(app)

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/healthz":
            return _json(start_response, "200 OK", health())
        if _body_size(environ) > MAX_BODY:
            return _json(start_response, "413 Content Too Large", {"error": "The request is too large."})
        return slack(environ, start_response)

    return serve


class _Slack(SlackRequestHandler):
    """Bolt's adapter, made punctual."""

    def __init__(self, app: App) -> None:
        super().__init__(app, path=EVENTS_PATH)
        self.punctual = Punctual(app)
        self.signatures = Signatures()

    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        """One signed request of Slack's."""
        asked = BoltRequest(body=request.get_body(), query=request.query_string, headers=request.get_headers())
        signature = "".join(asked.headers.get("x-slack-signature", ()))
        # An event may rightly come again, with the same signature within a second: it is known by its `event_id`.
        once = asked.content_type != "application/json"
        if once and signature and not self.signatures.is_new(signature):
            log.warning("refused", extra={"why": "replayed"})
            return BoltResponse(status=401, body="This request was seen before.")
        response = self.punctual.dispatch(asked)
        if response.status == 401:
            self.signatures.forget(signature)  # nobody may use up the signature of a request that is still to come
            log.warning("refused", extra={"why": "signature or timestamp"})
        return response


def _body_size(environ: WSGIEnvironment) -> int:
    """The stated size; a body without a stated size, or with nonsense, counts as too large."""
    stated = environ.get("CONTENT_LENGTH") or "0"
    if not stated.isascii() or not stated.isdecimal() or "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        return MAX_BODY + 1
    return int(stated[:12])


def _json(start_response: StartResponse, status: str, value: dict[str, Any]) -> list[bytes]:
    body = json.dumps(value).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response(status, headers)
    return [body]
