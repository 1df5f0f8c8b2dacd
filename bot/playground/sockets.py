"""Socket Mode: the bot connects to the stand-in, and requests travel as envelopes that it acknowledges.

docs.slack.dev/apis/events-api/using-socket-mode.
"""

from __future__ import annotations

import json
import secrets
import threading
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server as WebSocketServer
from websockets.sync.server import ServerConnection, serve

from bot.playground.delivery import SECONDS, Ack, Delivery
from bot.playground.server import HOST
from bot.playground.slack import Slack


class Sockets:
    """Open connections of the bot; each request goes to one of them, in turn."""

    def __init__(self, slack: Slack, delivery: Delivery) -> None:
        self.slack = slack
        self._tickets: set[str] = set()
        self._open: list[ServerConnection] = []
        self._waiting: dict[str, tuple[threading.Event, list[dict[str, Any]]]] = {}
        self._lock = threading.Lock()
        self._server: WebSocketServer = serve(self._talk, HOST, 0, compression=None)
        self._port = int(self._server.socket.getsockname()[1])
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        slack.new_socket_address = self._ticket
        delivery.over_socket = self.send

    def start(self) -> None:
        """Begin to accept connections."""
        self._thread.start()

    def stop(self) -> None:
        """Close every connection."""
        for connection in [*self._open]:
            connection.close()
        self._server.shutdown()
        self._thread.join(timeout=2)

    @property
    def connected(self) -> int:
        """How many connections the bot holds."""
        return len(self._open)

    def ask_to_reconnect(self) -> None:
        """Send the notice with which Slack renews connections, and close them."""
        for connection in [*self._open]:
            connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
            connection.close()

    def _ticket(self) -> str:
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return f"ws://{HOST}:{self._port}/link/?ticket={ticket}&app_id={self.slack.registration.app_id}"

    def _talk(self, connection: ServerConnection) -> None:
        path = connection.request.path if connection.request else ""
        ticket = path.partition("ticket=")[2].partition("&")[0]
        if ticket not in self._tickets:
            connection.close(1008, "not a known ticket")
            return
        self._tickets.discard(ticket)
        hello = {
            "type": "hello",
            "num_connections": len(self._open) + 1,
            "debug_info": {"host": "stand-in", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.slack.registration.app_id},
        }
        connection.send(json.dumps(hello))
        with self._lock:
            self._open.append(connection)
        self.slack.changed()
        try:
            for text in connection:
                self._heard(text)
        except ConnectionClosed:
            pass
        finally:
            with self._lock:
                self._open.remove(connection)
            self.slack.changed()

    def _heard(self, text: str | bytes) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.get(message.get("envelope_id", "")) if isinstance(message, dict) else None
        if waiting is not None:
            waiting[1].append(message.get("payload") or {})
            waiting[0].set()

    def send(self, kind: str, payload: dict[str, Any], retry: int = 0) -> Ack:
        """Send an envelope and wait for its acknowledgement."""
        identifier = secrets.token_hex(16)
        envelope = {
            "envelope_id": identifier,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
            **({"retry_attempt": retry, "retry_reason": "timeout"} if kind == "events_api" else {}),
        }
        with self._lock:
            if not self._open:
                return Ack(error="dispatch_failed")
            connection = self._open.pop(0)
            self._open.append(connection)
            entry: tuple[threading.Event, list[dict[str, Any]]] = (threading.Event(), [])
            self._waiting[identifier] = entry
        try:
            connection.send(json.dumps(envelope))
        except ConnectionClosed:
            return Ack(error="dispatch_failed")
        finally:
            answered = entry[0].wait(SECONDS)
            self._waiting.pop(identifier, None)
        if not answered:
            return Ack(error="operation_timeout")
        body = entry[1][0]
        return Ack(200, json.dumps(body) if body else "")
