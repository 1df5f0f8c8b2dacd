"""The stand-in, ready to use: a server, Socket Mode, one workspace, and the clock's own thread."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from bot.playground.acting import Acting
from bot.playground.clock import Clock
from bot.playground.delivery import Delivery
from bot.playground.driver import Driver
from bot.playground.registration import Registration
from bot.playground.server import Room, Server
from bot.playground.slack import Slack
from bot.playground.sockets import Sockets

#: Refusals that say the bot sent something wrong, whatever the state of the workspace.
UNFIT = frozenset(
    {
        "duplicate_external_id",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_errors",
        "invalid_json",
        "invalid_payload",
        "invalid_post_type",
        "invalid_response_action",
        "invalid_response_type",
        "invalid_time",
        "invalid_trigger_id",
        "json_not_object",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_allowed_token_type",
        "push_limit_reached",
        "unknown_method",
        "used_url",
        "view_too_large",
    }
)


class StandIn:
    """A stand-in Slack on free loopback ports. Use it as a context manager, or `start` and `stop` it."""

    def __init__(
        self,
        *,
        manifest: Mapping[str, Any] | None = None,
        at: datetime | None = None,
        frozen: bool = False,
        socket_mode: bool = False,
        rates: bool = True,
        port: int = 0,
        rooms: tuple[Room, ...] = (),
    ) -> None:
        registration = Registration()
        if manifest is not None:
            registration.take_manifest(manifest)
        registration.socket_mode = socket_mode
        self.slack = Slack(Clock(at, frozen=frozen), registration)
        self.slack.rates.enabled = rates
        self.delivery = Delivery(self.slack)
        self.acting = Acting(self.slack, self.delivery)
        self.server = Server(self.slack, port=port, rooms=rooms)
        self.sockets = Sockets(self.slack, self.delivery)
        self.workspace = Driver(self.acting, self.slack.add_workspace())
        self._stopping = False
        #: The version of the state that was last written to disk, if it is kept.
        self.saved = -1
        self._ticking = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def start(self) -> None:
        """Begin to answer, and to do what falls due."""
        self.server.start()
        self.sockets.start()
        self._ticking.start()

    def stop(self) -> None:
        """Stop answering; everything is forgotten."""
        self._stopping = True
        self.slack.woken()
        self._ticking.join(timeout=3)
        self.sockets.stop()
        self.server.stop()

    def another_workspace(self, name: str, *, installed: bool = True) -> Driver:
        """A second workspace of the same Slack."""
        return Driver(self.acting, self.slack.add_workspace(name, installed=installed))

    def connect(self, request_url: str) -> None:
        """Say where the bot listens for commands, interactions and events."""
        self.slack.registration.request_url = request_url

    @property
    def address(self) -> str:
        """Where the stand-in answers, without a slash at the end."""
        return self.slack.address

    @property
    def unfit(self) -> list[str]:
        """What the bot sent that Slack never takes: nothing, at the end of any test of the bot."""
        return [str(each) for each in self.slack.refusals if each.error in UNFIT]

    def environment(self) -> dict[str, str]:
        """The settings with which the bot talks to this stand-in; nothing else about the bot differs."""
        registration = self.slack.registration
        found = {
            "SLACK_API_URL": f"{self.address}/api/",
            "SLACK_BOT_TOKEN": self.workspace.workspace.bot_token,
            "SLACK_SIGNING_SECRET": registration.signing_secret,
        }
        if registration.socket_mode:
            found["SLACK_APP_TOKEN"] = registration.app_token
        return found

    def _tick(self) -> None:
        while not self._stopping:
            wait = self.slack.run_due()
            with self.slack.news:
                if not self._stopping:
                    frozen = self.slack.clock.frozen
                    self.slack.news.wait(1.0 if wait is None or frozen else min(1.0, max(0.005, wait)))
