"""What the passes of a worker share: the database, the way to Slack, the words, the clock."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from slack_sdk import WebClient

from bot.posting.answers import Answer, Kind
from bot.store.calendars import Override
from bot.store.claims import Terms
from bot.store.ledger import Delivery
from bot.store.store import Store
from bot.store.subscriptions import Subscription
from bot.store.workspaces import Workspace
from scheduling.policy import Policy

log = logging.getLogger("alongside.posting")


@dataclass(frozen=True, slots=True)
class Post:
    """What is handed to Slack: plain text that says the same as the blocks, and the card it shows ("" for none)."""

    text: str
    blocks: Sequence[dict[str, Any]]
    card_id: str = ""


class LeftInPeaceError(Exception):
    """Nothing is posted on that day after all: the calendar or the words changed after it was planned."""


#: The client of a workspace; None when no token of it is known.
ClientOf = Callable[[Workspace], WebClient | None]
#: Puts a post together, inside the transaction that claims the delivery. May raise LeftInPeaceError.
Compose = Callable[[sa.Connection, Delivery, Subscription], Post]
#: What a workspace has settled, with the days it confirmed: by it the days off and the working week are known.
PolicyOf = Callable[[Workspace, Sequence[Override]], Policy]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRoom:
    """Everything a pass needs. `now` gives an aware instant and `sleep` takes seconds; tests bring their own."""

    store: Store
    client_of: ClientOf
    compose: Compose
    policy_of: PolicyOf
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    terms: Terms = field(default_factory=Terms)
    threads: int = 8
    #: The longest that a pass waits for a workspace's next call of one method.
    patience: timedelta = timedelta(seconds=20)
    #: How long before its time a workspace has its slots handed over; the lead of the terms where nothing is said.
    lead_of: Callable[[Workspace], timedelta] | None = None
    #: The command that shows how a channel's prompts stand, as people type it here.
    typed: str = "/ally-weekly"

    def lead(self, workspace: Workspace) -> timedelta:
        """How long before its time a slot of that workspace is handed over."""
        return self.terms.lead if self.lead_of is None else self.lead_of(workspace)


def client_or_answer(room: PostRoom, workspace: Workspace) -> WebClient | Answer:
    """The workspace's client, or the answer that stands for every call when there is none."""
    try:
        client = room.client_of(workspace)
    except Exception as error:  # one workspace's broken token must not stop the others
        log.exception("no client", extra={"workspace": workspace.workspace_id, "kind": type(error).__name__})
        return Answer(Kind.NOT_SENT, code=type(error).__name__)
    return Answer(Kind.REFUSED, code="not_authed") if client is None else client
