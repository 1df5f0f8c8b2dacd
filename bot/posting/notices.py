"""The notice pass: tells whoever set a subscription up, once, that it was paused and why."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.posting.answers import FAULTS, Answer, Kind, ask
from bot.posting.room import PostRoom, client_or_answer, log
from bot.store.notices import claim_notices, put_back
from bot.store.paces import wait_until
from bot.store.states import PauseReason
from bot.store.subscriptions import Subscription
from bot.store.workspaces import Workspace, workspaces_by_id
from bot.views.channel_prompts import paused_notice

METHOD = "chat.postMessage"
BATCH = 50
#: Without a token nobody can be told; it is tried so often, and given up a month after the pause.
TRY_AGAIN = timedelta(hours=6)
GIVE_UP = timedelta(days=30)


def tell_owners(room: PostRoom) -> int:
    """Send the notices that are due; how many were sent."""
    now = room.now()
    with room.store.begin() as connection:
        claimed = claim_notices(connection, now, BATCH)
        workspaces = workspaces_by_id(connection, {one.workspace_id for one in claimed})
    return sum(_tell(room, workspaces[one.workspace_id], one, now) for one in claimed)


def _tell(room: PostRoom, workspace: Workspace, subscription: Subscription, now: datetime) -> int:
    owner = subscription.owner_id
    if owner is None or subscription.pause_reason is None or now > subscription.state_since + GIVE_UP:
        return 0
    client = client_or_answer(room, workspace)
    message = paused_notice(subscription, typed=room.typed)
    if isinstance(client, Answer):
        answer = client
    else:
        answer = ask(
            lambda: client.chat_postMessage(channel=owner, text=message.text, blocks=list(message.blocks) or None)
        )
    again = _again(answer, now)
    if again is not None:
        with room.store.begin() as connection:
            if answer.kind is Kind.WAIT:
                wait_until(connection, workspace.workspace_id, METHOD, again)
            put_back(connection, subscription, again)
    log.info("owner told", extra={"answer": answer.kind.value, "code": answer.code})
    return int(answer.kind is Kind.DONE)


def _again(answer: Answer, now: datetime) -> datetime | None:
    """When to try again. Never after an answer that was lost: told once, at most."""
    if answer.kind is Kind.WAIT:
        return now + answer.wait
    if answer.kind is Kind.NOT_SENT or FAULTS.get(answer.code) is PauseReason.TOKEN:
        return now + TRY_AGAIN
    return None
