"""Socket Mode: Bolt's own adapter, made punctual."""

from __future__ import annotations

import time

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.punctual import Punctual


class _Connection(SocketModeHandler):
    """Takes requests from Slack's web socket; each is acknowledged in time."""

    def __init__(self, app: App, app_token: str) -> None:
        super().__init__(app, app_token)
        self.punctual = Punctual(app)

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """One request of Slack's."""
        began = time.time()
        asked = BoltRequest(mode="socket_mode", body=req.payload, headers=build_headers(req))
        send_response(client, req, self.punctual.dispatch(asked), began)


def connection(app: App, app_token: str) -> SocketModeHandler:
    """The connection for one workspace: `connect` opens it and returns, `close` ends it."""
    return _Connection(app, app_token)
