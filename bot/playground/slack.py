"""Slack itself, as far as the bot can tell: workspaces, tokens, the clock, calls and their refusals, what falls due.

It holds state and rules; `server` speaks HTTP for it, `delivery` carries its requests to the bot.
"""

from __future__ import annotations

import heapq
import itertools
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.playground.clock import Clock
from bot.playground.faults import Faults
from bot.playground.forms import initial_state, with_ids
from bot.playground.methods.call import Call
from bot.playground.methods.table import METHODS
from bot.playground.rates import Rates
from bot.playground.refusals import Refused, SlackRefusal
from bot.playground.registration import Registration
from bot.playground.workspace import Channel, File, Message, Person, Scheduled, Workspace, demonstration

TRIGGER_SECONDS = 3
REPLY_SECONDS, REPLY_USES = 30 * 60, 5
TOKEN_SECONDS = 12 * 3600


@dataclass
class Token:
    """A bot token: whose it is, and until when (seconds since 1970) if it rotates."""

    team: str
    expires_at: float | None = None
    revoked: bool = False


@dataclass
class Trigger:
    """What opens a form: good for three seconds and once."""

    team: str
    person: str
    channel: str | None
    made_at: float
    used: bool = False


@dataclass
class ReplyAddress:
    """A `response_url`: five answers within thirty minutes."""

    team: str
    channel: str
    person: str
    made_at: float
    original: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class Code:
    """An OAuth code: exchanged once, within ten minutes, for a token."""

    team: str
    person: str
    redirect_uri: str
    scopes: tuple[str, ...]
    made_at: float
    used: bool = False


@dataclass(frozen=True)
class Called:
    """One call of the Web API on record."""

    method: str
    team: str
    arguments: dict[str, Any]
    at: float
    error: str = ""


@dataclass
class Step:
    """A custom step of a workflow that waits for the bot to complete it."""

    team: str
    done: bool = False
    outputs: dict[str, Any] = field(default_factory=dict)
    error: str = ""


class Slack:
    """The stand-in platform. All state is guarded by one lock; `changed` wakes those who wait to see something."""

    def __init__(self, clock: Clock | None = None, registration: Registration | None = None) -> None:
        self.clock = clock or Clock()
        self.registration = registration or Registration()
        self.faults = Faults()
        self.rates = Rates()
        self.address = ""
        self.workspaces: dict[str, Workspace] = {}
        self.tokens: dict[str, Token] = {}
        self.calls: list[Called] = []
        self.refusals: list[Refused] = []
        self.awaiting_upload: dict[str, tuple[str, File, int]] = {}
        self.steps: dict[str, Step] = {}
        self.codes: dict[str, Code] = {}
        self.renewals: dict[str, str] = {}
        self.lock = threading.RLock()
        self.news = threading.Condition(self.lock)
        self.version = 0
        self.new_socket_address: Callable[[], str] = lambda: ""
        self.on_event: Callable[[Workspace, dict[str, Any]], None] = lambda _workspace, _event: None
        self._triggers: dict[str, Trigger] = {}
        self._replies: dict[str, ReplyAddress] = {}
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._serial = itertools.count(1)

    # Workspaces and tokens

    def add_workspace(self, name: str = "Riverside (demonstration)", *, installed: bool = True) -> Workspace:
        """Another workspace with its three people; with the app installed unless told otherwise."""
        with self.lock:
            token = self.new_token_text()
            workspace = demonstration(self.registration.app_id, token, self.registration.scopes, name=name)
            workspace.bot.name = self.registration.bot_name.lower()
            workspace.bot.real_name = self.registration.name
            workspace.installed = installed
            self.workspaces[workspace.id] = workspace
            if installed:
                self.tokens[token] = Token(workspace.id)
            return workspace

    @staticmethod
    def new_token_text() -> str:
        """A bot token that looks like one and opens nothing but this stand-in."""
        return f"xoxb-{secrets.randbelow(10**10):010d}-{secrets.token_urlsafe(18)}"

    def owner_of(self, token: str | None) -> Workspace:
        """The workspace of a bot token; refuses as Slack does."""
        if not token:
            raise SlackRefusal("not_authed")
        known = self.tokens.get(token)
        if known is None:
            raise SlackRefusal("invalid_auth")
        workspace = self.workspaces[known.team]
        if not workspace.installed:
            raise SlackRefusal("account_inactive")
        if known.revoked:
            raise SlackRefusal("token_revoked")
        if known.expires_at is not None and known.expires_at <= self.clock.now():
            raise SlackRefusal("token_expired")
        return workspace

    def uninstall(self, workspace: Workspace, *, say_so: bool = True) -> None:
        """Remove the app: tokens end, scheduled messages are dropped, and (unless asked not to) the bot is told."""
        with self.lock:
            workspace.installed = False
            workspace.scheduled.clear()
            for token in self.tokens.values():
                if token.team == workspace.id:
                    token.revoked = True
        if say_so:
            self.on_event(workspace, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot.id]}})
            self.on_event(workspace, {"type": "app_uninstalled"})
        self.changed()

    # Calls

    def call(self, method: str, arguments: dict[str, Any], token: str | None) -> dict[str, Any]:
        """Answer a Web API call. Raises `SlackRefusal`, also for `ratelimited` (with `retry_after` in `extra`)."""
        with self.lock:
            team = ""
            try:
                entry = METHODS.get(method)
                if entry is None:
                    raise SlackRefusal("unknown_method", req_method=method)
                if entry.taken_by == "app":
                    workspace = self._by_app_token(token)
                elif entry.taken_by == "none":
                    workspace = next(iter(self.workspaces.values()))
                else:
                    workspace = self.owner_of(token)
                team = workspace.id
                wait = self.rates.wait(team, method, str(arguments.get("channel", "")), self.clock.now())
                if wait:
                    raise SlackRefusal("ratelimited", retry_after=wait)
                call = Call(self, workspace, method, arguments)
                if entry.scopes:
                    call.need(*entry.scopes)
                answer = {"ok": True, **entry.run(call)}
            except SlackRefusal as refusal:
                self.note(method, refusal, team, arguments)
                raise
            self.calls.append(Called(method, team, arguments, self.clock.now()))
            self.news.notify_all()
            return answer

    def _by_app_token(self, token: str | None) -> Workspace:
        if not token:
            raise SlackRefusal("not_authed")
        if token != self.registration.app_token:
            raise SlackRefusal("invalid_auth" if not token.startswith("xoxb-") else "not_allowed_token_type")
        return next(iter(self.workspaces.values()))

    def note(self, where: str, refusal: SlackRefusal, team: str = "", arguments: dict[str, Any] | None = None) -> None:
        """Put a refusal on record, so that a test can say that there was none."""
        with self.lock:
            self.refusals.append(Refused(where, refusal.error, refusal.messages))
            self.calls.append(Called(where, team, arguments or {}, self.clock.now(), refusal.error))

    # What is seen

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Hold the state still."""
        with self.lock:
            yield

    def changed(self) -> None:
        """Something to see has changed."""
        with self.news:
            self.version += 1
            self.news.notify_all()

    def wait_until(self, seen: Callable[[], Any], seconds: float = 5.0) -> Any:
        """The first true answer of `seen`, asked again after every change; None after `seconds` of real time.

        `seen` is asked under the lock: it looks at the state and makes no request.
        """
        end = time.monotonic() + seconds
        with self.news:
            while True:
                found = seen()
                left = end - time.monotonic()
                if found or left <= 0:
                    return found or None
                self.news.wait(min(left, 0.25))

    def show(
        self,
        workspace: Workspace,
        channel: Channel,
        text: str,
        blocks: list[dict[str, Any]],
        *,
        author: Person | None = None,
        at: float | None = None,
        **more: Any,
    ) -> Message:
        """Put a message on screen, by the bot unless `author` says otherwise."""
        with self.lock:
            filled = with_ids(blocks)
            message = Message(
                workspace.stamp(self.clock.now() if at is None else at),
                channel.id,
                (author or workspace.bot).id,
                text,
                filled,
                state=initial_state(filled),
                **more,
            )
            workspace.messages.append(message)
            self.changed()
            return message

    def change(self, message: Message, text: str, blocks: list[dict[str, Any]]) -> None:
        """Give a message new content."""
        with self.lock:
            message.text, message.blocks = text, with_ids(blocks)
            message.state = initial_state(message.blocks)
            message.edited = True
            self.changed()

    def remove(self, workspace: Workspace, message: Message) -> None:
        """Take a message away."""
        with self.lock:
            if message in workspace.messages:
                workspace.messages.remove(message)
            self.changed()

    # Triggers and reply addresses

    def new_trigger(self, workspace: Workspace, person: Person, channel: str | None) -> str:
        """A `trigger_id` for something a person just did."""
        with self.lock:
            identifier = f"{secrets.randbelow(10**12):012d}.{secrets.randbelow(10**10):010d}.{secrets.token_hex(16)}"
            self._triggers[identifier] = Trigger(workspace.id, person.id, channel, self.clock.now())
            return identifier

    def exchange_trigger(self, workspace: Workspace, identifier: Any) -> tuple[Person, str | None]:
        """The person a trigger belongs to; refuses a wrong, old or used one."""
        if not identifier:
            raise SlackRefusal("invalid_arguments", messages=["[ERROR] missing required field: trigger_id"])
        trigger = self._triggers.get(str(identifier))
        if trigger is None or trigger.team != workspace.id:
            raise SlackRefusal("invalid_trigger_id")
        if trigger.used:
            raise SlackRefusal("exchanged_trigger_id")
        if self.clock.now() - trigger.made_at > TRIGGER_SECONDS:
            raise SlackRefusal("expired_trigger_id")
        trigger.used = True
        return workspace.people[trigger.person], trigger.channel

    def new_reply_address(
        self, workspace: Workspace, channel: Channel, person: Person, *, original: Message | None = None
    ) -> str:
        """A `response_url`."""
        with self.lock:
            key = f"{workspace.id}/{secrets.randbelow(10**13):013d}/{secrets.token_urlsafe(18)}"
            self._replies[key] = ReplyAddress(
                workspace.id,
                channel.id,
                person.id,
                self.clock.now(),
                original.ts if original else None,
                original.thread_ts if original else None,
            )
            return f"{self.address}/actions/{key}"

    def reply(self, key: str, body: dict[str, Any]) -> None:
        """Take an answer at a `response_url`; raises `SlackRefusal`."""
        with self.lock:
            try:
                address = self._replies.get(key)
                if address is None:
                    raise SlackRefusal("invalid_url")
                if self.clock.now() - address.made_at > REPLY_SECONDS:
                    raise SlackRefusal("expired_url")
                if address.uses >= REPLY_USES:
                    raise SlackRefusal("used_url")
                self.answer(self.workspaces[address.team], address, body)
                address.uses += 1
            except SlackRefusal as refusal:
                self.note("response_url", refusal)
                raise

    def answer(self, workspace: Workspace, address: ReplyAddress, body: dict[str, Any]) -> None:
        """Show what the bot answers to a command or an interaction: to the asker alone unless it says otherwise."""
        from bot.playground.methods.chat import content

        channel = workspace.channels[address.channel]
        original = workspace.message(channel.id, address.original) if address.original else None
        if body.get("delete_original") is True:
            if original is not None:
                self.remove(workspace, original)
            return
        kind = body.get("response_type", "ephemeral")
        if kind not in ("ephemeral", "in_channel"):
            raise SlackRefusal("invalid_response_type")
        text, blocks = content(body, Call(self, workspace, "response_url", body))
        if body.get("replace_original") is True and original is not None:
            self.change(original, text, blocks)
            return
        self.show(
            workspace,
            channel,
            text,
            blocks,
            thread_ts=body.get("thread_ts") or address.thread_ts,
            only_for=address.person if kind == "ephemeral" else None,
        )

    # Time

    def move_clock(self, to: datetime | float) -> None:
        """Set the clock; what falls due on the way happens in its order, each at its own time."""
        target = to.timestamp() if isinstance(to, datetime) else to
        while True:
            with self.lock:
                self._take_in_scheduled()
                due = self._due[0] if self._due and self._due[0][0] <= target else None
                if due is None:
                    break
                heapq.heappop(self._due)
                if due[0] > self.clock.now():
                    self.clock.set(due[0])
            due[2]()
        self.clock.set(target)
        self.changed()

    def advance(self, seconds: float) -> None:
        """Let this much time pass."""
        self.move_clock(self.clock.now() + seconds)

    def later(self, at: float, act: Callable[[], None]) -> None:
        """Do something when the clock reaches `at`."""
        with self.lock:
            heapq.heappush(self._due, (at, next(self._serial), act))
            self.woken()

    def woken(self) -> None:
        """Something new may fall due."""
        with self.news:
            self.news.notify_all()

    def run_due(self) -> float | None:
        """Do all that is due by now, and say in how many seconds the next thing falls due."""
        while True:
            with self.lock:
                self._take_in_scheduled()
                if not self._due:
                    return None
                at, _, act = self._due[0]
                if at > self.clock.now():
                    return at - self.clock.now()
                heapq.heappop(self._due)
            act()

    def _take_in_scheduled(self) -> None:
        """Queue newly scheduled messages."""
        for workspace in self.workspaces.values():
            for each in workspace.unqueued():
                heapq.heappush(self._due, (each.post_at, next(self._serial), self._posting(workspace, each)))

    def _posting(self, workspace: Workspace, scheduled: Scheduled) -> Callable[[], None]:
        def post() -> None:
            with self.lock:
                if workspace.scheduled.pop(scheduled.id, None) is None:
                    return
                channel = workspace.channels[scheduled.channel]
                gone = channel.archived or workspace.bot.id not in channel.members or not workspace.installed
                if scheduled.metadata or gone:  # documented: with metadata it never posts
                    return
                self.show(
                    workspace,
                    channel,
                    scheduled.text,
                    scheduled.blocks,
                    at=float(scheduled.post_at),
                    thread_ts=scheduled.thread_ts,
                )

        return post

    # Workflow steps

    def finish_step(self, identifier: str, *, outputs: dict[str, Any] | None = None, error: str = "") -> None:
        """Record how the bot completed a step."""
        step = self.steps.get(identifier)
        if step is None or step.done:
            raise SlackRefusal("function_execution_not_found" if step is None else "function_already_completed")
        step.done, step.outputs, step.error = True, outputs or {}, error
        self.changed()
