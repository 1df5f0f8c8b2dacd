"""HTTP for the stand-in, on loopback only: the Web API, `response_url`, files, OAuth, and whatever a page adds."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message as Headers
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.playground.faults import Fault
from bot.playground.oauth import authorize, exchange
from bot.playground.refusals import SlackRefusal
from bot.playground.slack import Slack

HOST = "127.0.0.1"
MOST_BYTES = 25_000_000


@dataclass(frozen=True)
class Request:
    """One HTTP request, read whole."""

    verb: str
    path: str
    query: dict[str, str]
    headers: Headers
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body as a JSON object; raises ValueError."""
        found = json.loads(self.body or b"{}")
        if not isinstance(found, dict):
            raise ValueError("not an object")
        return found


@dataclass(frozen=True)
class Response:
    """An answer. `stream`, if given, writes the body itself until the other side goes away."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    stream: Callable[[Callable[[bytes], None]], None] | None = None


def as_json(value: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """A JSON answer."""
    return Response(status, json.dumps(value).encode(), headers=headers)


#: A room of the server: answers a request or leaves it (None) to the next.
Room = Callable[[Request], Response | None]


class Server:
    """The stand-in's HTTP server on a free loopback port."""

    def __init__(self, slack: Slack, *, port: int = 0, rooms: tuple[Room, ...] = ()) -> None:
        self.slack = slack
        self.rooms = [*rooms]
        self._stopping = threading.Event()
        outer = self

        class Handler(_Handler):
            server_room = outer

        self._http = _Http((HOST, port), Handler)
        self.address = f"http://{HOST}:{self._http.server_address[1]}"
        slack.address = self.address
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._http.server_address[1])

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and let the port go."""
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=2)

    @property
    def stopping(self) -> bool:
        """Whether the server is about to end; streams stop at it."""
        return self._stopping.is_set()

    def answer(self, request: Request) -> tuple[Response | None, Fault | None]:
        """The answer to a request, and the fault that befalls it."""
        path = request.path
        if path.startswith("/api/"):
            return self._api(request, path.removeprefix("/api/"))
        if path.startswith("/actions/"):
            return self._reply(request, path.removeprefix("/actions/"))
        if path.startswith("/files-pri/"):
            return self._download(request), None
        if path.startswith("/upload/"):
            return self._upload(request), None
        if path == "/oauth/v2/authorize":
            return authorize(self.slack, request), None
        for room in self.rooms:
            found = room(request)
            if found is not None:
                return found, None
        return as_json({"ok": False, "error": "not_found"}, 404), None

    def _api(self, request: Request, method: str) -> tuple[Response | None, Fault | None]:
        fault = self.slack.faults.take(method)
        if fault is not None:
            if fault.kind == "rate_limited":
                return _too_many(max(1, int(fault.seconds))), None
            if fault.kind == "dropped":
                return None, fault
            if fault.kind == "error":
                self.slack.note(method, SlackRefusal(fault.error))
                return as_json({"ok": False, "error": fault.error}), None
            if fault.kind == "server_error" and not fault.after_work:
                return _broken(), None
        response = self._api_answer(request, method)
        if fault is not None and fault.kind == "server_error":
            return _broken(), None
        return response, fault

    def _api_answer(self, request: Request, method: str) -> Response:
        try:
            arguments = read_arguments(request)
            token = bearer(request) or arguments.pop("token", None)
            if method == "oauth.v2.access":
                return as_json({"ok": True, **exchange(self.slack, arguments, request)})
            return as_json(self.slack.call(method, arguments, token))
        except SlackRefusal as refusal:
            if refusal.error == "ratelimited":
                return _too_many(int(refusal.extra["retry_after"]))
            return as_json(refusal.body())

    def _reply(self, request: Request, key: str) -> tuple[Response | None, Fault | None]:
        fault = self.slack.faults.take("response_url")
        if fault is not None and fault.kind == "dropped":
            return None, fault
        if fault is not None and fault.kind == "rate_limited":
            return _too_many(int(fault.seconds)), None
        if fault is not None and fault.kind in ("server_error", "error"):
            return _broken(), None
        try:
            self.slack.reply(key, request.json())
        except SlackRefusal as refusal:
            status = 404 if refusal.error in ("used_url", "expired_url", "invalid_url") else 400
            return as_json(refusal.body(), status), None
        except ValueError:
            return as_json({"ok": False, "error": "invalid_payload"}, 400), None
        return as_json({"ok": True}), fault

    def _download(self, request: Request) -> Response:
        found = re.match(r"/files-pri/(?:download/)?(T\w+)-(F\w+)/", request.path)
        try:
            workspace = self.slack.owner_of(bearer(request))
        except SlackRefusal:
            # Without a good token Slack answers with its sign-in page, not with an error.
            return Response(200, b"<!DOCTYPE html><title>Sign in</title>", "text/html; charset=utf-8")
        file = workspace.files.get(found[2]) if found and found[1] == workspace.id else None
        if file is None or file.deleted or "files:read" not in workspace.scopes:
            return Response(404, b"", "text/plain")
        return Response(200, file.content, file.mimetype)

    def _upload(self, request: Request) -> Response:
        entry = self.slack.awaiting_upload.get(request.path.removeprefix("/upload/"))
        if entry is None:
            return Response(404, b"", "text/plain")
        entry[1].content = _multipart(request) if _is_multipart(request) else request.body
        return Response(200, f"OK - {len(entry[1].content)}".encode(), "text/plain")


def _too_many(seconds: int) -> Response:
    return as_json({"ok": False, "error": "ratelimited"}, 429, (("Retry-After", str(seconds)),))


def _broken() -> Response:
    return Response(500, b"Internal Server Error", "text/plain")


def bearer(request: Request) -> str | None:
    """The token of the `Authorization` header."""
    found = request.headers.get("Authorization", "")
    return found.removeprefix("Bearer ").strip() or None


def _is_multipart(request: Request) -> bool:
    return (request.headers.get("Content-Type") or "").startswith("multipart/form-data")


def _multipart(request: Request) -> bytes:
    """The one file of a multipart body."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    parsed = BytesParser().parsebytes(head + request.body)
    parts = parsed.get_payload()
    first = parts[0] if isinstance(parts, list) and parts else parsed
    data = first.get_payload(decode=True) if isinstance(first, Headers) else b""
    return data if isinstance(data, bytes) else b""


def read_arguments(request: Request) -> dict[str, Any]:
    """Arguments from a form, a JSON body or the query; refuses `invalid_json` and `json_not_object`."""
    kind = (request.headers.get("Content-Type") or "").partition(";")[0].strip()
    arguments: dict[str, Any] = dict(request.query)
    if kind == "application/json":
        try:
            found = json.loads(request.body or b"{}")
        except ValueError:
            raise SlackRefusal("invalid_json") from None
        if not isinstance(found, dict):
            raise SlackRefusal("json_not_object")
        arguments |= found
    elif kind in ("application/x-www-form-urlencoded", "") and request.body:
        arguments |= dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
    elif request.body and not kind.startswith("multipart/"):
        raise SlackRefusal("invalid_post_type")
    return arguments


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server_room: Server

    def do_GET(self) -> None:
        """Read, answer, write."""
        self._serve()

    do_POST = do_PUT = do_GET  # noqa: N815 - names of the standard library

    def _serve(self) -> None:
        split = urlsplit(self.path)
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            length = -1
        if not 0 <= length <= MOST_BYTES:
            self.close_connection = True
            self._write(as_json({"ok": False, "error": "request_too_large"}, 413))
            return
        # Only names of this machine: a page elsewhere cannot reach the stand-in through a name of its own.
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host") or ""
        if host not in (HOST, "localhost"):
            self.close_connection = True
            self._write(Response(421, b"This answers on loopback only.", "text/plain"))
            return
        body = self.rfile.read(length)
        request = Request(self.command, unquote(split.path), dict(parse_qsl(split.query)), self.headers, body)
        response, fault = self.server_room.answer(request)
        if fault is not None and not self._suffer(fault):
            return
        if response is None:
            self._drop()
        elif response.stream is not None:
            self._stream(response)
        else:
            self._write(response)

    def _suffer(self, fault: Fault) -> bool:
        """Let a fault happen after the work; says whether the answer still goes out."""
        if fault.kind in ("lost", "dropped"):
            self._drop()
            return False
        if fault.kind in ("silent", "slow"):
            end = threading.Event()
            end.wait(fault.seconds)
            if fault.kind == "silent":
                self._drop()
                return False
        return True

    def _drop(self) -> None:
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def _write(self, response: Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        for name, value in response.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body)

    def _stream(self, response: Response) -> None:
        self.close_connection = True
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

        def write(data: bytes) -> None:
            self.wfile.write(data)
            self.wfile.flush()

        try:
            assert response.stream is not None
            response.stream(write)
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Nothing is logged: the calls are on record in `Slack.calls`."""
