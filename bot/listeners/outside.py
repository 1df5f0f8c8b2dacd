"""Channels shared with other organisations (Slack Connect): nobody is answered there unless an admin allows it.

What tells us: Slack marks events of such channels, and names the workspace of whoever clicks or writes
(docs.slack.dev/apis/slack-connect). It marks no slash command; those it offers to people of our own workspace alone,
and the answer is for them alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware

from bot.asking import Ask, ask_of
from bot.desk import Desk
from bot.listeners.answering import answer
from bot.store.errors import StoreError
from bot.store.states import PauseReason
from bot.store.subscriptions import pause_for_fault, subscription_in
from bot.views import outside as views

log = logging.getLogger("alongside.outside")


def register(app: App, desk: Desk) -> None:
    """Look at every request before the listeners do; it must therefore be registered before them."""
    app.middleware(_Door(desk))


class _Door(Middleware):
    """Lets a request pass, or answers it; every request comes by, so that it does little."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's signature
    ) -> BoltResponse:
        """Bolt asks it about each request."""
        ask = ask_of(req.body, req.context, req.context.client)
        outsider = self.desk.is_outsider(ask)
        if not (outsider or ask.is_shared_outside) or self.desk.workplace_of(ask).answers_outside:
            return next()
        log.info("quiet", extra={"outsider": outsider})
        if req.body.get("type") == "view_submission":
            instead = json.dumps({"response_action": "update", "view": views.not_your_form()})
            return BoltResponse(status=200, body=instead, headers={"content-type": ["application/json"]})
        answer("outside", lambda ask: _stay_quiet(self.desk, ask, outsider=outsider), ask)
        return BoltResponse(status=200, body="")


def _stay_quiet(desk: Desk, ask: Ask, *, outsider: bool) -> None:
    """Nothing to people of another organisation who write; a sentence to whoever of ours asks or presses a button."""
    if ask.event and not desk.seen.first_time(ask.team, ask.event_id, desk.clock()):
        return
    _pause_prompts(desk, ask)
    if outsider and not ask.event:
        ask.reply(views.not_yours())
    elif not outsider and (ask.event.get("type") == "app_mention" or not ask.event):
        ask.reply(views.quiet())


def _pause_prompts(desk: Desk, ask: Ask) -> None:
    """A channel that was shared after it had set up prompts gets no more of them; whoever set them up is told, once."""
    try:
        with desk.store.begin() as connection:
            found = subscription_in(connection, ask.team, ask.channel)
            if found is not None:
                reason = PauseReason.POSTING_RESTRICTED
                pause_for_fault(connection, ask.team, found.id, reason, now=desk.clock())
    except StoreError as error:
        log.warning("prompts not paused", extra={"cause": type(error).__name__})
