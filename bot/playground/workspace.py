"""A workspace's state: people, channels, messages, files, open forms. It knows no HTTP and asks nothing of the bot."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from typing import Any

_ALPHABET = string.ascii_uppercase + string.digits


def new_id(kind: str) -> str:
    """An identifier as Slack makes them: a letter for the kind, then ten capitals and digits."""
    return kind + "0" + "".join(secrets.choice(_ALPHABET) for _ in range(9))


@dataclass
class Person:
    """Somebody in the workspace, or the bot's own user."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/London"
    locale: str = "en-GB"
    admin: bool = False
    owner: bool = False
    bot: bool = False
    deleted: bool = False
    guest: bool = False
    role: str = "member"
    #: The workspace this person belongs to when it is another one, met in a shared channel.
    home: str = ""


@dataclass
class Channel:
    """A channel or a direct conversation. `members` holds ids of people and of the bot."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    kind: str = "public"  # public, private, im
    archived: bool = False
    shared: bool = False
    topic: str = ""


@dataclass
class Message:
    """A message on screen. `only_for` is set for an ephemeral one; `ts` is Slack's timestamp and identifier."""

    ts: str
    channel: str
    author: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    only_for: str | None = None
    edited: bool = False
    files: list[str] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    state: dict[str, dict[str, Any]] = field(default_factory=dict)
    subtype: str | None = None


@dataclass
class File:
    """An uploaded file with its content in memory."""

    id: str
    name: str
    content: bytes
    owner: str
    mimetype: str = "application/octet-stream"
    channels: set[str] = field(default_factory=set)
    deleted: bool = False


@dataclass
class View:
    """A modal or a Home tab that somebody has before them."""

    id: str
    person: str
    content: dict[str, Any]
    root: str
    previous: str | None = None
    hash: str = ""
    state: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: What the form says at its fields after a refused submission: `block_id` → text.
    errors: dict[str, str] = field(default_factory=dict)
    #: Channel in which the way to this form began, and its reply addresses.
    came_from: str | None = None


@dataclass(frozen=True)
class Scheduled:
    """A message that Slack keeps until `post_at` (seconds since 1970)."""

    id: str
    channel: str
    post_at: int
    made_at: int
    text: str
    blocks: list[dict[str, Any]]
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None


@dataclass
class Workspace:
    """One workspace (a Slack team) with the app installed or not."""

    id: str
    name: str
    domain: str
    app_id: str
    bot: Person
    bot_id: str
    bot_token: str
    scopes: tuple[str, ...]
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    #: Each person's stack of modals, the topmost last, and their Home tab.
    modals: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    notices: list[tuple[str, str, str]] = field(default_factory=list)
    installed: bool = True
    enterprise_id: str | None = None
    _last_ts: float = 0.0
    _unqueued: list[Scheduled] = field(default_factory=list)

    def stamp(self, now: float) -> str:
        """The next message timestamp, unique and rising within the workspace."""
        self._last_ts = max(now, self._last_ts + 0.0001)
        return f"{self._last_ts:.6f}"

    def add_person(self, name: str, real_name: str, **more: Any) -> Person:
        """Let somebody join; they join no channel by it."""
        person = Person(more.pop("id", new_id("U")), name, real_name, **more)
        self.people[person.id] = person
        return person

    def add_channel(self, name: str, *, members: list[Person] | None = None, **more: Any) -> Channel:
        """Make a channel with these members; the bot is in it only if listed."""
        members = [*self.people.values()] if members is None else members
        channel = Channel(more.pop("id", new_id("C")), name, {each.id for each in members}, **more)
        self.channels[channel.id] = channel
        return channel

    def direct(self, person: Person) -> Channel:
        """The conversation between a person and the bot, opened when first needed."""
        for channel in self.channels.values():
            if channel.kind == "im" and person.id in channel.members:
                return channel
        return self.add_channel(f"dm-{person.name}", members=[person, self.bot], kind="im", id=new_id("D"))

    def schedule(self, message: Scheduled) -> None:
        """Keep a message until its time."""
        self.scheduled[message.id] = message
        self._unqueued.append(message)

    def unqueued(self) -> list[Scheduled]:
        """Messages scheduled since this was last asked."""
        fresh, self._unqueued = self._unqueued, []
        return fresh

    def person(self, who: Person | str) -> Person:
        """A person by id, name or role; raises `LookupError`."""
        if isinstance(who, Person):
            return who
        everyone = [*self.people.values(), self.bot]
        for each in everyone:
            if who in (each.id, each.name, f"@{each.name}"):
                return each
        for each in everyone:
            if who == each.role:
                return each
        raise LookupError(f"Nobody is called {who!r} in {self.name}.")

    def channel(self, which: Channel | str) -> Channel:
        """A channel by id or name, with or without `#`; raises `LookupError`."""
        if isinstance(which, Channel):
            return which
        if which in self.channels:
            return self.channels[which]
        for each in self.channels.values():
            if which.removeprefix("#") == each.name:
                return each
        raise LookupError(f"No channel {which!r} in {self.name}.")

    def visible(self, person: Person, channel: Channel) -> list[Message]:
        """What a person sees in a channel, oldest first, private answers to others left out."""
        return [m for m in self.messages if m.channel == channel.id and m.only_for in (None, person.id)]

    def message(self, channel: str, ts: str) -> Message | None:
        """A message by its place and timestamp."""
        return next((m for m in self.messages if m.ts == ts and m.channel == channel), None)

    def modal(self, person: Person) -> View | None:
        """The form a person has before them."""
        stack = self.modals.get(person.id)
        return self.views[stack[-1]] if stack else None

    def home(self, person: Person) -> View | None:
        """The Home tab a person was last given."""
        return self.views.get(self.homes.get(person.id, ""))

    def close_modals(self, person: Person) -> None:
        """Take every form away."""
        for each in self.modals.pop(person.id, []):
            self.views.pop(each, None)


def demonstration(
    app_id: str, token: str, scopes: tuple[str, ...], *, name: str = "Riverside (demonstration)"
) -> Workspace:
    """A workspace with three people to be, a few channels, and the bot invited to two of them."""
    bot = Person(new_id("U"), "alongside", "Alongside", bot=True, role="bot")
    domain = "".join(c for c in name.lower().split(" ")[0] if c.isalnum()) or "workspace"
    workspace = Workspace(new_id("T"), name, domain, app_id, bot, new_id("B"), token, scopes)
    member = workspace.add_person("robin", "Robin Hale", role="member")
    organiser = workspace.add_person("jo", "Jo Whitfield", role="organiser")
    admin = workspace.add_person("ash", "Ash Trent", role="admin", admin=True, owner=True)
    people = [member, organiser, admin]
    workspace.add_channel("general", members=[*people, bot], topic="Everybody is here")
    workspace.add_channel("planning", members=[*people, bot], topic="Dates, rooms and agendas")
    workspace.add_channel("quiet-corner", members=people, topic="Alongside has not been invited here")
    workspace.add_channel("old-project", members=[*people, bot], archived=True, topic="Archived")
    workspace.add_channel("leads", members=[organiser, admin], kind="private", topic="A private channel")
    for each in people:
        workspace.direct(each)
    return workspace
