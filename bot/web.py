"""The web face: Bolt's own WSGI adapter behind our own door, with `/healthz` beside it."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest
from slack_sdk.signature import SignatureVerifier

from bot.manifest import EVENTS_PATH
from bot.punctual import Punctual
from bot.signatures import Signatures
from bot.store.errors import StoreError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger("alongside.web")

#: Slack's own requests stay far below this; anything larger is refused unread.
MAX_BODY = 1_000_000

#: Slack looks at the certificate of a server with a form of this field; it asks for nothing.
_SSL_CHECK = "ssl_check=1"

Health = Callable[[], dict[str, str]]


def web_app(
    app: App, secret: str, health: Health, signatures: Signatures | None = None
) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
    """The WSGI application for requests signed with `secret`. `health` says in words how the parts are.

    `signatures` is what the processes of a server share; without it, a process has its own.
    """
    slack = _Slack(app, secret, signatures or Signatures())

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/healthz":
            return _json(start_response, "200 OK", health())
        if _body_size(environ) > MAX_BODY:
            return _json(start_response, "413 Content Too Large", {"error": "The request is too large."})
        return slack(environ, start_response)

    return serve


class _Slack(SlackRequestHandler):
    """Bolt's adapter, which lets in what Slack signed, once, and is punctual."""

    def __init__(self, app: App, secret: str, signatures: Signatures) -> None:
        super().__init__(app, path=EVENTS_PATH)
        self.verifier = SignatureVerifier(secret)
        self.signatures = signatures
        self.punctual = Punctual(app)

    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        """One signed request of Slack's."""
        headers = {name: str(value) for name, value in request.get_headers().items()}
        try:
            body = request.get_body()
        except UnicodeDecodeError as error:
            return _refused(400, "not UTF-8", error)
        if body.startswith(_SSL_CHECK):
            return BoltResponse(status=200, body="")
        signature = headers.get("x-slack-signature", "")
        if not self._is_slacks(body, headers.get("x-slack-request-timestamp", ""), signature):
            return _refused(401, "signature or timestamp")
        body, headers = self._readable_by_bolt(body, headers)
        try:
            asked = BoltRequest(body=body, query=request.query_string, headers={**headers})
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
            return _refused(400, "unreadable", error)
        # An event may rightly come again, with the same signature within a second: it is known by its `event_id`.
        if asked.content_type != "application/json" and not self.signatures.is_new(signature):
            return _refused(401, "replayed")
        return self.punctual.dispatch(asked)

    def handle_installation(self, request: WsgiHttpRequest) -> BoltResponse:
        """The page with the link to Slack's approval."""
        return _page(super().handle_installation, request)

    def handle_callback(self, request: WsgiHttpRequest) -> BoltResponse:
        """Where Slack sends the installer back to."""
        return _page(super().handle_callback, request)

    def _is_slacks(self, body: str, stamp: str, signature: str) -> bool:
        """Whether Slack signed it within the last five minutes, by the real clock."""
        well_formed = stamp.isascii() and stamp.isdecimal() and len(stamp) < 12 and signature.isascii()
        return well_formed and self.verifier.is_valid(body, stamp, signature)

    def _readable_by_bolt(self, body: str, headers: dict[str, str]) -> tuple[str, dict[str, str]]:
        """The same request where Bolt would misread it; signed anew, because Bolt looks at the signature too.

        Bolt takes a form for one with a field called "payload" as soon as the word occurs in it, and then finds nothing
        in a command whose text has the word. Written as `%70ayload` the word means the same and is overlooked.
        """
        form = headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        if not form or "payload" not in body or body.startswith("payload="):
            return body, headers
        changed = body.replace("payload", "%70ayload")
        stamp = headers["x-slack-request-timestamp"]
        signature = self.verifier.generate_signature(timestamp=stamp, body=changed)
        return changed, headers | {"x-slack-signature": str(signature)}


def _page(build: Callable[[WsgiHttpRequest], BoltResponse], request: WsgiHttpRequest) -> BoltResponse:
    """A page of the installation; a sentence in its place when it cannot be made."""
    try:
        return build(request)
    except StoreError as error:
        log.warning("no installation", extra={"cause": type(error).__name__})
        return BoltResponse(status=503, body=_NOT_NOW, headers={"content-type": ["text/plain; charset=utf-8"]})
    except Exception as error:  # the last line of defence: whoever installs gets an answer
        return _refused(500, "installing", error)


_NOT_NOW = "Alongside cannot reach its database just now, so nothing was installed. Please try again in a few minutes."
_SAID = {
    400: "This request cannot be read.",
    401: "This request was not signed by Slack just now.",
    500: "Something went wrong on our side, and nothing was installed. Please try again.",
}


def _refused(status: int, why: str, error: Exception | None = None) -> BoltResponse:
    """An answer for whoever sent it, and the same reference in the log, without the request."""
    reference = secrets.token_hex(3)
    kind = {"kind": type(error).__name__} if error else {}
    log.warning("refused", extra={"why": why, "reference": reference, **kind})
    return BoltResponse(status=status, body=f"{_SAID[status]} Reference: {reference}")


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
