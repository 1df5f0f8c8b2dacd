"""Carrying what happens in a workspace to the bot, as Slack does: signed HTTP or Socket Mode, 3 seconds, retries."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.playground.slack import Slack
from bot.playground.workspace import Workspace

SECONDS = 3.0
#: After a failed event: at once, after a minute, after five (docs.slack.dev/apis/events-api).
RETRIES = (0, 60, 300)
#: Event → the scope without which Slack does not send it.
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "file_shared": "files:read",
    "member_joined_channel": "channels:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_rename": "channels:read",
    "channel_deleted": "channels:read",
    "channel_left": "channels:read",
}


@dataclass(frozen=True)
class Ack:
    """How the bot took something: HTTP status and body, or Slack's word for what went wrong."""

    status: int = 0
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    error: str = ""

    @property
    def taken(self) -> bool:
        """Whether the bot acknowledged it in time."""
        return not self.error and 200 <= self.status < 300

    def json(self) -> dict[str, Any]:
        """The body as an object; empty when there is none."""
        try:
            found = json.loads(self.body) if self.body.strip() else {}
        except ValueError:
            return {"text": self.body}
        return found if isinstance(found, dict) else {"text": self.body}


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's request signature, version 0 (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()


class Delivery:
    """The way from the stand-in to the bot."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        #: Set by the Socket Mode server: (kind, payload) → acknowledgement.
        self.over_socket: Callable[[str, dict[str, Any], int], Ack] | None = None
        self.log: list[tuple[str, Ack]] = []
        slack.on_event = self._from_slack

    def _from_slack(self, workspace: Workspace, event: dict[str, Any]) -> None:
        self.event(workspace, event)

    def command(self, fields: dict[str, str]) -> Ack:
        """A slash command."""
        return self._send("slash_commands", fields, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def interaction(self, payload: dict[str, Any]) -> Ack:
        """A click, a submission, a shortcut."""
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return self._send("interactive", payload, body, "application/x-www-form-urlencoded")

    def event(self, workspace: Workspace, event: dict[str, Any], *, name: str = "") -> str | None:
        """Send an event if the app asked for it and may see it, in the background; returns its `event_id`."""
        name = name or str(event["type"])
        scope = EVENT_SCOPES.get(name)
        if name not in self.slack.registration.events or (scope and scope not in workspace.scopes):
            return None
        envelope = self.envelope(workspace, event)
        threading.Thread(target=self.deliver, args=(envelope,), daemon=True).start()
        return str(envelope["event_id"])

    def envelope(self, workspace: Workspace, event: dict[str, Any]) -> dict[str, Any]:
        """The outer object of an event."""
        now = self.slack.clock.now()
        channel = workspace.channels.get(str(event.get("channel")))
        return {
            "token": "verification-tokens-are-not-used",
            "team_id": workspace.id,
            "context_team_id": workspace.id,
            "context_enterprise_id": workspace.enterprise_id,
            "api_app_id": workspace.app_id,
            "event": {"event_ts": f"{now:.6f}", **event},
            "type": "event_callback",
            "event_id": f"Ev0{secrets.token_hex(5).upper()}",
            "event_time": int(now),
            "authorizations": [
                {
                    "enterprise_id": workspace.enterprise_id,
                    "team_id": workspace.id,
                    "user_id": workspace.bot.id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": channel is not None and channel.shared,
        }

    def deliver(self, envelope: dict[str, Any], *, retry: int = 0, reason: str = "") -> Ack:
        """Send an event once; when it fails, plan the next try by the stand-in's clock."""
        body = json.dumps(envelope).encode()
        ack = self._send("events_api", envelope, body, "application/json", retry, reason)
        if not ack.taken and retry < len(RETRIES) and ack.headers.get("x-slack-no-retry") != "1":
            why = {"operation_timeout": "http_timeout", "dispatch_failed": "connection_failed"}.get(
                ack.error, "http_error"
            )
            again = threading.Thread(
                target=self.deliver, args=(envelope,), kwargs={"retry": retry + 1, "reason": why}, daemon=True
            )
            self.slack.later(self.slack.clock.now() + RETRIES[retry], again.start)
        return ack

    def _send(
        self, kind: str, payload: dict[str, Any], body: bytes, content_type: str, retry: int = 0, reason: str = ""
    ) -> Ack:
        began = time.monotonic()
        if self.slack.registration.socket_mode:
            ack = self.over_socket(kind, payload, retry) if self.over_socket else Ack(error="dispatch_failed")
        else:
            headers = {"Content-Type": content_type}
            if retry:
                headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
            ack = self.post(body, headers)
        ack = Ack(ack.status, ack.body, ack.headers, time.monotonic() - began, ack.error)
        with self.slack.lock:
            self.log.append((kind, ack))
        self.slack.changed()
        return ack

    def post(self, body: bytes, headers: dict[str, str]) -> Ack:
        """A signed POST to the bot. The signature carries real time, because that is what the bot's clock shows."""
        address = urlsplit(self.slack.registration.request_url)
        if not address.hostname:
            return Ack(error="dispatch_failed")
        stamp = str(int(time.time()))
        headers = {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self.slack.registration.signing_secret, stamp, body),
            **headers,
        }
        connection = HTTPConnection(address.hostname, address.port or 80, timeout=SECONDS)
        try:
            connection.request("POST", address.path or "/", body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return Ack(answer.status, text, {name.lower(): value for name, value in answer.getheaders()})
        except TimeoutError:
            return Ack(error="operation_timeout")
        except (OSError, HTTPException):
            return Ack(error="dispatch_failed")
        finally:
            connection.close()
