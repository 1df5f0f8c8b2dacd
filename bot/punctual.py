"""Slack is answered in time, whatever database or network do behind: past two seconds the work goes on alone."""

from __future__ import annotations

import json
import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse

from bot.views.blocks import modal, section

log = logging.getLogger("alongside.punctual")

#: Slack waits three seconds; this leaves one for the network and for a busy machine.
PATIENCE = 2.0
THREADS = 32

#: Where the moment of arrival (`time.monotonic`) travels with the request.
ARRIVED = "arrived"


class Punctual:
    """Dispatches requests to the app, and never keeps Slack waiting longer than `PATIENCE`."""

    def __init__(self, app: App, *, threads: int = THREADS) -> None:
        self.app = app
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="dispatch")

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """The app's own response, or an acknowledgement when it is not ready in time; its work then goes on."""
        request.context[ARRIVED] = time.monotonic()
        coming: Future[BoltResponse] = self._pool.submit(self.app.dispatch, request)
        try:
            return coming.result(PATIENCE)
        except LateError:
            log.warning("late", extra={"kind": str(_body(request).get("type") or "command")})
            return _meanwhile(_body(request))

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def is_late(context: dict[str, Any]) -> bool:
    """Whether Slack was already given an acknowledgement in place of ours, which then says nothing to anybody."""
    return time.monotonic() - float(context.get(ARRIVED) or time.monotonic()) > PATIENCE


def _body(request: BoltRequest) -> dict[str, Any]:
    return request.body or {}


def _meanwhile(body: dict[str, Any]) -> BoltResponse:
    """An acknowledgement. A form that was sent stays open and says that the answer is coming."""
    if body.get("type") != "view_submission":
        return BoltResponse(status=200, body="")
    waiting = modal("Alongside", [section("This takes longer than usual. The answer will appear here.")])
    answer = json.dumps({"response_action": "update", "view": waiting})
    return BoltResponse(status=200, body=answer, headers={"content-type": ["application/json"]})
