"""The reconcile pass: holds the ledger against what Slack holds, and settles what is over.

One list call for each workspace answers for all of its rows: hand-overs whose worker died or whose answer was lost,
messages to take back, and slots whose time has passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from slack_sdk import WebClient

from bot.posting.answers import FAULTS, Answer, Kind, ask
from bot.posting.room import PostRoom, client_or_answer, log
from bot.store.claims import record_unsure
from bot.store.ledger import LAST_MINUTE, Delivery
from bot.store.paces import reserve, wait_until
from bot.store.settling import ASKED, Only, claim_reconciliation, settle, taken_back, workspaces_to_reconcile
from bot.store.states import DeliveryState, PauseReason
from bot.store.workspaces import Workspace, workspaces_by_id

LIST, DELETE = "chat.scheduledMessages.list", "chat.deleteScheduledMessage"
#: Workspaces looked at in one pass.
BATCH = 200
#: A row that could not be cleared up is looked at again after this.
LOOK_AGAIN = timedelta(seconds=30)
#: So long after its time, a slot that Slack will not tell us about is given up as unconfirmed.
GIVE_UP = timedelta(hours=24)
#: Between two looks whether a workspace's next call is due.
TURN = timedelta(seconds=0.3)
#: Slack's word for a scheduled message that it no longer deletes: it is gone, or goes out within the minute.
TOO_LATE = "invalid_scheduled_message_id"


@dataclass(frozen=True, slots=True)
class Held:
    """A message that Slack holds."""

    message_id: str
    channel_id: str
    post_at: int


def reconcile(room: PostRoom) -> int:
    """Clear up everything that only Slack knows; how many rows were settled or put right."""
    with room.store.read() as connection:
        names = workspaces_to_reconcile(connection, room.now(), BATCH)
        workspaces = workspaces_by_id(connection, set(names))
    known = [workspaces[name] for name in names if name in workspaces]
    with ThreadPoolExecutor(room.threads, thread_name_prefix="reconcile") as pool:
        return sum(pool.map(lambda workspace: reconcile_workspace(room, workspace) or 0, known))


def reconcile_workspace(room: PostRoom, workspace: Workspace, only: Only | None = None) -> int | None:
    """Clear up one workspace, or what is being taken back of it; how many rows were settled or put right.

    None when its turn to ask Slack does not come soon.
    """
    if not _turn(room, workspace, LIST):
        return None
    with room.store.begin() as connection:
        rows = claim_reconciliation(connection, workspace.workspace_id, room.terms, room.now(), only=only)
    if not rows:
        return 0
    client = client_or_answer(room, workspace)
    held = client if isinstance(client, Answer) else _held(room, workspace, client, rows)
    if isinstance(held, Answer) or isinstance(client, Answer):
        _cannot_tell(room, rows, held if isinstance(held, Answer) else Answer(Kind.UNSURE))
        return 0
    # Judged by the time of the answer: what was posted while we asked is over, not lost.
    answered_at = room.now() + room.terms.skew
    return sum(_clear_up(room, workspace, client, row, held, answered_at) for row in rows)


def _held(
    room: PostRoom, workspace: Workspace, client: WebClient, rows: list[Delivery]
) -> dict[tuple[str, int], list[Held]] | Answer:
    """What Slack holds in the stretch of these rows, by channel and time; or why it cannot be known."""
    oldest = int(min(row.post_at for row in rows).timestamp())
    latest = int(max(row.post_at for row in rows).timestamp())
    found: dict[tuple[str, int], list[Held]] = defaultdict(list)
    cursor = ""
    while True:
        page = partial(client.chat_scheduledMessages_list, oldest=str(oldest), latest=str(latest), limit=100)
        answer = ask(partial(page, cursor=cursor))
        if answer.kind is Kind.WAIT:
            with room.store.begin() as connection:
                wait_until(connection, workspace.workspace_id, LIST, room.now() + answer.wait)
        if answer.kind is not Kind.DONE:
            return answer
        for message in answer.data.get("scheduled_messages", ()):
            one = Held(str(message["id"]), str(message["channel_id"]), int(message["post_at"]))
            found[one.channel_id, one.post_at].append(one)
        metadata = answer.data.get("response_metadata")
        cursor = str(metadata.get("next_cursor") or "") if isinstance(metadata, dict) else ""
        if not cursor:
            return found
        if not _turn(room, workspace, LIST):
            return Answer(Kind.WAIT, code="pace")


def _clear_up(
    room: PostRoom,
    workspace: Workspace,
    client: WebClient,
    row: Delivery,
    held: Mapping[tuple[str, int], list[Held]],
    answered_at: datetime,
) -> int:
    """Decide one row by what Slack held when it answered."""
    mine = sorted(held.get((row.channel_id, int(row.post_at.timestamp())), ()), key=lambda one: one.message_id)
    over = answered_at >= row.post_at
    if row.state is DeliveryState.TAKING_BACK:
        return _take_back(room, workspace, client, row, mine, over=over)
    rescued = row.state is DeliveryState.HANDING_OVER
    if mine:
        kept = next((one for one in mine if one.message_id == row.message_id), mine[0])
        surplus = [_delete(room, workspace, client, one) for one in mine if one is not kept]
        clean = all(answer.kind is Kind.DONE for answer in surplus)
        again = row.post_at + room.terms.grace if clean else room.now() + LOOK_AGAIN
        if over:  # its time has come and Slack is about to post it
            again = room.now() + LOOK_AGAIN
        if rescued:
            log.info("hand-over adopted", extra={"workspace": row.workspace_id, "delivery": row.id})
        return _settle(room, row, DeliveryState.HANDED_OVER, due_at=again, message_id=kept.message_id)
    if not rescued and over:
        return _settle(room, row, DeliveryState.POSTED)
    if over:
        log.error("unconfirmed", extra={"workspace": row.workspace_id, "delivery": row.id})
        return _settle(room, row, DeliveryState.UNCONFIRMED)
    # Nobody called, or Slack no longer holds what it accepted (the app was removed and came back, say).
    if rescued:
        log.info("hand-over made again", extra={"workspace": row.workspace_id, "delivery": row.id})
    return _settle(room, row, DeliveryState.PLANNED, due_at=room.now())


def _take_back(
    room: PostRoom, workspace: Workspace, client: WebClient, row: Delivery, mine: list[Held], *, over: bool
) -> int:
    """Have a row's messages deleted. What Slack refuses to delete it will post, and the row says so."""
    if over and mine:
        return _later(room, row, reason=row.reason)
    if over:
        # Deleted by somebody who could not write it down, or posted: only where nobody asked for it, that is known.
        known = row.message_id is not None and row.reason != ASKED
        return _settle(room, row, DeliveryState.POSTED if known else DeliveryState.UNCONFIRMED)
    answers = [(one, _delete(room, workspace, client, one)) for one in mine]
    left = [(one, answer) for one, answer in answers if answer.kind is not Kind.DONE]
    if not left:
        state, reason = taken_back(row)
        return _settle(room, row, state, reason=reason)
    near = row.post_at - room.now() <= LAST_MINUTE + room.terms.skew
    if near and row.reason != ASKED and all(answer.code == TOO_LATE for _, answer in left):
        log.info("too late to take back", extra={"workspace": row.workspace_id, "delivery": row.id})
        due_at = row.post_at + room.terms.grace
        return _settle(room, row, DeliveryState.HANDED_OVER, due_at=due_at, message_id=left[0][0].message_id)
    asked = any(answer.kind is Kind.UNSURE or answer.code == TOO_LATE for _, answer in left)
    return _later(room, row, reason=ASKED if asked else row.reason)


def _delete(room: PostRoom, workspace: Workspace, client: WebClient, one: Held) -> Answer:
    """What Slack says to the deletion of one message."""
    if not _turn(room, workspace, DELETE):
        return Answer(Kind.NOT_SENT, code="pace")
    answer = ask(
        lambda: client.chat_deleteScheduledMessage(channel=one.channel_id, scheduled_message_id=one.message_id)
    )
    if answer.kind is Kind.WAIT:
        with room.store.begin() as connection:
            wait_until(connection, workspace.workspace_id, DELETE, room.now() + answer.wait)
    return answer


def _cannot_tell(room: PostRoom, rows: list[Delivery], answer: Answer) -> None:
    """Slack does not say what it holds: look again soon, and give up long after the time of a slot."""
    now = room.now()
    wait = max(answer.wait, LOOK_AGAIN)
    lost_token = FAULTS.get(answer.code) is PauseReason.TOKEN
    log.warning("cannot ask Slack what it holds", extra={"answer": answer.kind.value, "code": answer.code})
    for row in rows:
        if now >= row.post_at + GIVE_UP or (lost_token and now >= row.post_at):
            _settle(room, row, DeliveryState.UNCONFIRMED, reason=answer.code)
        elif lost_token and row.state is DeliveryState.TAKING_BACK:
            _later(room, row, row.post_at, reason=row.reason)  # without a token nothing can be taken back
        else:
            _later(room, row, now + wait, reason=row.reason)


def _later(room: PostRoom, row: Delivery, due_at: datetime | None = None, *, reason: str | None = None) -> int:
    """Give the row back, to be looked at again."""
    when = due_at or room.now() + LOOK_AGAIN
    with room.store.begin() as connection:
        if row.state is DeliveryState.HANDING_OVER:
            record_unsure(connection, row, when)
        else:
            settle(connection, row, row.state, room.now(), due_at=when, reason=reason)
    return 0


def _settle(
    room: PostRoom,
    row: Delivery,
    state: DeliveryState,
    *,
    due_at: datetime | None = None,
    message_id: str | None = None,
    reason: str | None = None,
) -> int:
    with room.store.begin() as connection:
        done = settle(connection, row, state, room.now(), due_at=due_at, message_id=message_id, reason=reason)
    return int(done)


def _turn(room: PostRoom, workspace: Workspace, method: str) -> bool:
    """Wait for the workspace's next call of this method; False when that would take too long."""
    deadline, waited = room.now() + room.patience, timedelta()
    while True:
        with room.store.begin() as connection:
            at = reserve(connection, [workspace.workspace_id], method, room.now()).get(workspace.workspace_id)
        if at is not None:
            if (early := (at - room.now()).total_seconds()) > 0:
                room.sleep(early)
            return True
        if room.now() >= deadline or waited >= room.patience:
            return False
        room.sleep(TURN.total_seconds())
        waited += TURN
