"""Handing over as fast as Slack allows and no faster: a workspace with hundreds of channels, on a simulated clock."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.posting.handing_over import hand_over
from bot.posting.opening import post_room
from bot.posting.room import Post, PostRoom
from bot.settings import Settings
from bot.store import ledger
from bot.store.claims import Terms
from bot.store.states import DeliveryKind
from bot.store.subscriptions import Wishes, save_subscription

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
#: Slack's tier 3, which chat.scheduleMessage is in: calls a minute in one workspace.
TIER_3 = 50


@dataclass
class SimulatedTime:
    """A clock that moves only when somebody sleeps."""

    at: datetime = NOW
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.at += timedelta(seconds=seconds)


class StrictSlack:
    """Counts calls in every minute, and refuses the 51st as Slack does."""

    def __init__(self, time: SimulatedTime) -> None:
        self.time, self.recent, self.taken, self.refused = time, deque[datetime](), 0, 0

    def chat_scheduleMessage(self, **_: object) -> dict[str, object]:
        now = self.time.now()
        while self.recent and now - self.recent[0] >= timedelta(minutes=1):
            self.recent.popleft()
        if len(self.recent) >= TIER_3:
            self.refused += 1
            headers = {"Retry-After": "30"}
            answer = SlackResponse(
                client=None, http_verb="POST", api_url="", req_args={}, data={"ok": False, "error": "ratelimited"},
                headers=headers, status_code=429,
            )  # fmt: skip
            raise SlackApiError("ratelimited", answer)
        self.recent.append(now)
        self.taken += 1
        return {"ok": True, "scheduled_message_id": f"Q{self.taken}"}


@pytest.fixture
def make_room(store):
    """A room whose Slack is strict and whose time is simulated, with so many slots due in one workspace."""

    def make(slots: int, *, calls_take: float = 0.0) -> tuple[PostRoom, StrictSlack]:
        time = SimulatedTime()
        slack = StrictSlack(time)
        plain = post_room(Settings(bot_token="xoxb-none"), store, clock=time.now)
        room = replace(
            plain,
            client_of=lambda _workspace: slack,
            compose=lambda *_: Post("text", []),
            sleep=time.sleep,
            threads=1,
            terms=Terms(lead=timedelta(hours=2)),
        )
        slot = NOW + timedelta(hours=2)
        with store.begin() as connection:
            planned = []
            for number in range(slots):
                found = save_subscription(connection, "T1", f"C{number:05}", Wishes(every_weeks=1), by="U1", now=NOW)
                planned.append(ledger.Planned("T1", found.id, found.channel_id, DeliveryKind.PROMPT, slot, NOW))
            ledger.put_down(connection, planned, now=NOW)
        return room, slack

    return make


def test_handing_over_keeps_within_five_per_cent_of_slacks_limit_without_one_refusal(make_room):
    slots = 200
    room, slack = make_room(slots)
    hand_over(room)
    took = (room.now() - NOW).total_seconds() / 60
    pace = slots / took
    assert slack.taken == slots
    assert slack.refused == 0
    assert TIER_3 * 0.95 <= pace <= TIER_3


def test_workspaces_do_not_wait_for_one_another(store, make_room):
    room, slack = make_room(10)
    with store.begin() as connection:
        planned = []
        for number in range(40):
            team = f"T{number + 100}"
            found = save_subscription(connection, team, "C1", Wishes(every_weeks=1), by="U1", now=NOW)
            slot = NOW + timedelta(hours=2)
            planned.append(ledger.Planned(team, found.id, "C1", DeliveryKind.PROMPT, slot, NOW))
        ledger.put_down(connection, planned, now=NOW)
    slacks = {}

    def client_of(workspace):
        return slacks.setdefault(workspace.workspace_id, StrictSlack(room_time))

    room_time = slack.time
    hand_over(replace(room, client_of=client_of))
    assert sum(one.taken for one in slacks.values()) == 50
    assert room.now() - NOW < timedelta(seconds=10 * 60 / 49 + 5)
