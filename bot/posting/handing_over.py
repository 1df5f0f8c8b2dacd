"""The hand-over pass: gives due slots to Slack, which then posts them at their time even if we are down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.posting.answers import FAULTS, Answer, Kind, ask
from bot.posting.room import LeftInPeaceError, Post, PostRoom, client_or_answer, log
from bot.store.claims import (
    SCHEDULE,
    Claim,
    claim_hand_overs,
    next_turn,
    record_handed,
    record_not_sent,
    record_refused,
    record_unsure,
    set_card,
    skip_late,
)
from bot.store.errors import StoreError
from bot.store.paces import wait_until
from bot.store.states import DeliveryState, PauseReason
from bot.store.subscriptions import pause_for_fault
from bot.store.workspaces import Workspace, workspaces_by_id

#: Rows claimed in one transaction, each of another workspace, and called at the same time.
BATCH = 16
#: How long the pass waits for the next workspace's turn before it leaves the rest to the next pass.
PATIENCE = timedelta(seconds=10)
#: After a call whose outcome nobody knows, Slack is asked what it holds; not at once, because it may accept late.
LOOK_AFTER = timedelta(seconds=45)
#: Between attempts that certainly failed: doubling from here, at most ten minutes.
FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=20), timedelta(minutes=10)


#: Why a slot was not handed over that fell on a day off only since it was planned.
DAY_OFF = "day off"


def hand_over(room: PostRoom, *, until: datetime | None = None) -> int:
    """Hand over what is due, at the pace that Slack allows, until nothing is due or `until`; how many were handed."""
    handed = 0
    with room.store.begin() as connection:
        late = skip_late(connection, room.terms, room.now())
    if late:
        log.warning("skipped as late", extra={"slots": late})
    with ThreadPoolExecutor(room.threads, thread_name_prefix="hand-over") as pool:
        while until is None or room.now() < until:
            work = _claim(room)
            if work is not None:
                handed += sum(pool.map(lambda one: _call(room, *one), work))
            elif not _wait_for_a_turn(room):
                break
    if handed:
        log.info("handed over", extra={"slots": handed})
    return handed


Work = tuple[Claim, Workspace, Post]


def _claim(room: PostRoom) -> list[Work] | None:
    """Claim what is due and put the posts together; None when nothing is due whose turn has come."""
    now = room.now()
    work, unposted = [], []
    with room.store.begin() as connection:
        claims = claim_hand_overs(connection, room.terms, now, BATCH)
        workspaces = workspaces_by_id(connection, {claim.delivery.workspace_id for claim in claims})
        for claim in claims:
            post = _compose(room, connection, claim)
            if isinstance(post, str):
                unposted.append((claim.delivery, post))
                continue
            if post.card_id and claim.delivery.card_id is None:
                set_card(connection, claim.delivery, post.card_id, now)
            work.append((claim, workspaces[claim.delivery.workspace_id], post))
    for delivery, reason in unposted:
        state = DeliveryState.WITHDRAWN if reason == DAY_OFF else DeliveryState.REFUSED
        with room.store.begin() as connection:
            record_refused(connection, delivery, reason, now, state=state)
    return work if claims else None


def _compose(room: PostRoom, connection: sa.Connection, claim: Claim) -> Post | str:
    """The post, or why there is none: a day off, or a mistake of ours, which must not stop the others."""
    try:
        return room.compose(connection, claim.delivery, claim.subscription)
    except StoreError:
        raise
    except LeftInPeaceError:
        log.info("left in peace", extra={"delivery": claim.delivery.id})
        return DAY_OFF
    except Exception as error:
        log.exception("cannot compose", extra={"delivery": claim.delivery.id, "kind": type(error).__name__})
        return "cannot compose"


def _wait_for_a_turn(room: PostRoom) -> bool:
    """Whether something is due that only waits for its workspace's turn, and its turn has come by now."""
    now = room.now()
    with room.store.read() as connection:
        turn = next_turn(connection, room.terms, now)
    if turn is None or turn - now > PATIENCE:
        return False
    room.sleep(max(0.1, (turn - now).total_seconds()))
    return True


def _call(room: PostRoom, claim: Claim, workspace: Workspace, post: Post) -> int:
    if (early := (claim.call_at - room.now()).total_seconds()) > 0:
        room.sleep(early)
    client = client_or_answer(room, workspace)
    if isinstance(client, Answer):
        return int(_record(room, claim, workspace, client))
    answer = ask(
        lambda: client.chat_scheduleMessage(
            channel=claim.delivery.channel_id,
            post_at=int(claim.delivery.post_at.timestamp()),
            text=post.text,
            blocks=list(post.blocks) or None,
            unfurl_links=False,
            unfurl_media=False,
        )
    )
    return int(_record(room, claim, workspace, answer))


def _record(room: PostRoom, claim: Claim, workspace: Workspace, answer: Answer) -> bool:
    """Write down what Slack said; whether it now holds the message."""
    delivery, now = claim.delivery, room.now()
    unwanted = ""
    with room.store.begin() as connection:
        if answer.kind is Kind.DONE:
            message = str(answer.data.get("scheduled_message_id", ""))
            if not record_handed(connection, delivery, message, room.terms, now):
                unwanted = message
        elif answer.kind is Kind.WAIT:
            wait_until(connection, delivery.workspace_id, SCHEDULE, now + answer.wait)
            record_not_sent(connection, delivery, now + answer.wait)
        elif answer.kind is Kind.NOT_SENT or answer.code == "time_in_past":
            record_not_sent(connection, delivery, now + _backoff(delivery.attempts))
        elif answer.kind is Kind.UNSURE:
            record_unsure(connection, delivery, now + min(LOOK_AFTER, room.terms.lease))
        else:
            ours = record_refused(connection, delivery, answer.code, now)
            if ours and (reason := FAULTS.get(answer.code)):
                pause_for_fault(connection, delivery.workspace_id, delivery.subscription_id, reason, now=now)
                _tell_log(delivery.workspace_id, reason)
    if answer.kind is not Kind.DONE:
        log.warning("not handed over", extra={"answer": answer.kind.value, "code": answer.code})
    if unwanted:
        _delete(room, workspace, delivery.channel_id, unwanted)
    return answer.kind is Kind.DONE and not unwanted


def _delete(room: PostRoom, workspace: Workspace, channel: str, message: str) -> None:
    """A message that is no longer anybody's. If this fails, the next look at this channel finds it."""
    client = client_or_answer(room, workspace)
    if not isinstance(client, Answer):
        ask(lambda: client.chat_deleteScheduledMessage(channel=channel, scheduled_message_id=message))


def _tell_log(workspace: str, reason: PauseReason) -> None:
    log.warning("subscription paused", extra={"workspace": workspace, "reason": reason.value})


def _backoff(attempts: int) -> timedelta:
    return min(FIRST_RETRY * int(2 ** min(attempts - 1, 10)), LONGEST_RETRY)
