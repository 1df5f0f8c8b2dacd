"""The page's room of the server: its files, what one person sees as JSON, and what that person does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import resources
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from bot.playground.acting import Target
from bot.playground.blocks import elements_of
from bot.playground.forms import VALUES
from bot.playground.server import Request, Response, as_json
from bot.playground.sight import unescaped
from bot.playground.standin import StandIn
from bot.playground.workspace import Channel, Message, Person, View, Workspace

KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
#: The page loads nothing from elsewhere and may not be framed.
POLICY = (
    ("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
)
#: Sent by the page's own scripts; another site's form cannot send it.
OWN_HEADER = "X-Alongside-Page"
MOST_FILE = 10_000_000
STARTING_SECONDS = 10.0


class BotProcess(Protocol):
    """The bot's process as the page's switch needs it: one in `launch`, one in tests."""

    @property
    def state(self) -> str:
        """`starting`, `running` or `stopped`."""

    def start(self) -> None:
        """Start the bot."""

    def stop(self) -> None:
        """Stop the bot."""


class Unusable(Exception):  # noqa: N818 - what the page asked for cannot be done
    """A request of the page that makes no sense; its text goes back to the page."""


class Front:
    """Serves the page of one stand-in."""

    def __init__(self, stand_in: StandIn, bot: BotProcess | None = None) -> None:
        self.stand_in = stand_in
        self.bot = bot
        self.slack = stand_in.slack
        self.workspace: Workspace = stand_in.workspace.workspace

    def __call__(self, request: Request) -> Response | None:
        """Answer what belongs to the page; leave the rest."""
        if request.path == "/":
            return self._asset("index.html")
        if request.path.startswith("/page/"):
            name = request.path.removeprefix("/page/")
            answers: dict[str, Callable[[Request], Response]] = {
                "state": self._state,
                "news": self._news,
                "do": self._do,
                "file": self._file,
            }
            return answers[name](request) if name in answers else self._asset(name)
        return None

    def _asset(self, name: str) -> Response | None:
        path = PurePosixPath(name)
        if len(path.parts) != 1 or path.suffix not in KINDS:
            return None
        source = resources.files("bot.playground") / "page" / path.name
        if not source.is_file():
            return None
        return Response(200, source.read_bytes(), f"{KINDS[path.suffix]}; charset=utf-8", POLICY)

    # Seeing

    def _news(self, _request: Request) -> Response:
        """A stream of version numbers: the page asks anew for what it shows when the number rises."""

        def stream(write: Callable[[bytes], None]) -> None:
            last = -1
            while not self.stand_in.server.stopping:
                with self.slack.news:
                    if self.slack.version == last:
                        self.slack.news.wait(1.0)
                    now, changed = self.slack.version, self.slack.version != last
                write(f"data: {now}\n\n".encode() if changed else b": still here\n\n")
                last = now

        return Response(200, content_type="text/event-stream", stream=stream)

    def _state(self, request: Request) -> Response:
        try:
            person = self._person(request.query)
            channel = self._channel(request.query, person)
        except Unusable as error:
            return as_json({"error": str(error)}, 400)
        with self.slack.lock:
            return as_json(self.seen_by(person, channel), headers=POLICY)

    def seen_by(self, person: Person, channel: Channel) -> dict[str, Any]:
        """Everything the page shows to one person."""
        workspace = self.workspace
        modal, home = workspace.modal(person), workspace.home(person)
        zone = ZoneInfo(person.tz)
        return {
            "version": self.slack.version,
            "now": self.slack.clock.now(),
            "shift": round(self.slack.clock.shift),
            "tz": person.tz,
            "workspace": {"id": workspace.id, "name": workspace.name, "installed": workspace.installed},
            "app": {"name": self.slack.registration.name, "user": workspace.bot.id},
            "bot": self.bot.state if self.bot else "running",
            "me": person.id,
            "people": [
                {"id": p.id, "name": p.name, "real_name": p.real_name, "role": p.role}
                for p in (*workspace.people.values(), workspace.bot)
            ],
            "channels": [
                self._listed(each, person) for each in workspace.channels.values() if person.id in each.members
            ],
            "channel": channel.id,
            "messages": [self._message(each) for each in workspace.visible(person, channel)],
            "modal": self._view(modal) if modal else None,
            "home": self._view(home) if home else None,
            "commands": [
                {"name": c.name, "description": c.description, "usage": c.usage}
                for c in self.slack.registration.commands
            ],
            "shortcuts": [
                {"name": s.name, "id": s.callback_id, "on_message": s.on_message, "description": s.description}
                for s in self.slack.registration.shortcuts
            ],
            "scheduled": sorted(
                (
                    {"channel": each.channel, "at": each.post_at, "text": unescaped(each.text)}
                    for each in workspace.scheduled.values()
                    if person.id in workspace.channels[each.channel].members
                ),
                key=lambda each: each["at"],
            ),
            "refusals": [str(each) for each in self.slack.refusals[-20:]],
            "examples": examples(self.slack.clock.today().astimezone(zone)),
        }

    def _listed(self, channel: Channel, person: Person) -> dict[str, Any]:
        seen = self.workspace.visible(person, channel)
        return {
            "id": channel.id,
            "name": self.slack.registration.name if channel.kind == "im" else channel.name,
            "kind": channel.kind,
            "topic": channel.topic,
            "archived": channel.archived,
            "shared": channel.shared,
            "has_bot": self.workspace.bot.id in channel.members,
            "last": seen[-1].ts if seen else "",
        }

    def _message(self, message: Message) -> dict[str, Any]:
        return {
            "ts": message.ts,
            "author": "slackbot" if message.subtype == "slackbot" else message.author,
            "text": message.text,
            "blocks": message.blocks,
            "state": message.state,
            "only_you": message.only_for is not None,
            "edited": message.edited,
            "thread": message.thread_ts,
            "files": [self.workspace.files[each].name for each in message.files if each in self.workspace.files],
        }

    def _view(self, view: View) -> dict[str, Any]:
        stack = self.workspace.modals.get(view.person, [])
        return {
            "id": view.id,
            "hash": view.hash,
            "content": view.content,
            "state": view.state,
            "errors": view.errors,
            "depth": len(stack),
        }

    # Doing

    def _do(self, request: Request) -> Response:
        if request.verb != "POST" or not request.headers.get(OWN_HEADER):
            return as_json({"error": "Only the page itself may do things."}, 403)
        try:
            wish = request.json()
            self._act(wish)
        except (Unusable, ValueError, KeyError, TypeError, LookupError) as error:
            return as_json({"error": str(error) or "That cannot be done."}, 400)
        return as_json({"ok": True})

    def _act(self, wish: dict[str, Any]) -> None:
        acts: dict[str, Callable[[dict[str, Any], Person], None]] = {
            "type": self._type,
            "press": self._press,
            "submit": self._submit,
            "close": self._close,
            "home": lambda _, person: self.stand_in.acting.open_home(self.workspace, person),
            "shortcut": self._shortcut,
            "invite": self._invite,
            "clock": self._move_clock,
            "bot": self._switch,
        }
        name = str(wish.get("act"))
        if name not in acts:
            raise Unusable(f"There is no act “{name}”.")
        person = self._person(wish)
        bot = self.bot
        if bot is not None and name not in (
            "bot",
            "clock",
        ):  # whoever acts while the bot starts is not told that it failed
            self.slack.wait_until(lambda: bot.state != "starting", STARTING_SECONDS)
        acts[name](wish, person)

    def _person(self, wish: dict[str, Any]) -> Person:
        who = str(wish.get("person") or "organiser")
        try:
            person = self.workspace.person(who)
        except LookupError as error:
            raise Unusable(str(error)) from None
        if person.bot:
            raise Unusable("Nobody can be the bot.")
        return person

    def _channel(self, wish: dict[str, Any], person: Person) -> Channel:
        which = str(wish.get("channel") or "general")
        try:
            channel = self.workspace.direct(person) if which == "dm" else self.workspace.channel(which)
        except LookupError as error:
            raise Unusable(str(error)) from None
        if person.id not in channel.members:
            raise Unusable(f"{person.real_name} is not in that conversation.")
        return channel

    def _type(self, wish: dict[str, Any], person: Person) -> None:
        text = str(wish.get("text", ""))
        channel = self._channel(wish, person)
        if channel.archived:
            raise Unusable("This channel is archived; nobody can write in it.")
        if text.strip():
            thread = wish.get("thread")
            self.stand_in.acting.type(self.workspace, person, channel, text, str(thread) if thread else None)

    def _press(self, wish: dict[str, Any], person: Person) -> None:
        if wish.get("view"):
            form = self._own_view(wish, person)
            self._fill(form, wish.get("values") or {})
            view: View | None = form
            message: Message | None = None
            blocks = form.content["blocks"]
        else:
            channel = self._channel(wish, person)
            view, message = None, self.workspace.message(channel.id, str(wish["ts"]))
            if message is None or message.only_for not in (None, person.id):
                raise Unusable("That message is gone.")
            blocks = message.blocks
        for block in blocks:
            for element in elements_of(block):
                if (block["block_id"], element["action_id"]) == (wish["block"], wish["action"]):
                    target = Target(block, element, message=message, view=view)
                    self.stand_in.acting.act(self.workspace, person, target, wish.get("value"))
                    return
        raise Unusable("That button is gone.")

    def _own_view(self, wish: dict[str, Any], person: Person) -> View:
        view = self.workspace.views.get(str(wish.get("view")))
        if view is None or view.person != person.id:
            raise Unusable("That form is closed.")
        return view

    def _fill(self, view: View, values: dict[str, dict[str, Any]]) -> None:
        for block in view.content["blocks"]:
            for element in elements_of(block):
                given = values.get(block["block_id"], {})
                if element["action_id"] in given and element["type"] in VALUES:
                    self.stand_in.acting.set_value(view, block, element, given[element["action_id"]])

    def _submit(self, wish: dict[str, Any], person: Person) -> None:
        view = self._own_view(wish, person)
        self._fill(view, wish.get("values") or {})
        self.stand_in.acting.submit(self.workspace, person, view)

    def _close(self, wish: dict[str, Any], person: Person) -> None:
        self.stand_in.acting.close(self.workspace, person, self._own_view(wish, person))

    def _shortcut(self, wish: dict[str, Any], person: Person) -> None:
        shortcut = next(s for s in self.slack.registration.shortcuts if s.callback_id == wish["id"])
        message = None
        if shortcut.on_message:
            message = self.workspace.message(self._channel(wish, person).id, str(wish["ts"]))
            if message is None:
                raise Unusable("That message is gone.")
        self.stand_in.acting.shortcut(self.workspace, person, shortcut, message=message)

    def _invite(self, wish: dict[str, Any], person: Person) -> None:
        channel = self._channel(wish, person)
        if channel.kind == "im" or channel.archived:
            raise Unusable("Nobody can be invited here.")
        self.stand_in.acting.invite_bot(self.workspace, person, channel)

    def _move_clock(self, wish: dict[str, Any], person: Person) -> None:
        now = self.slack.clock.now()
        to = next_tuesday(datetime.fromtimestamp(now, ZoneInfo(person.tz))).timestamp()
        if wish.get("to") == "real":
            to = now - self.slack.clock.shift
        elif wish.get("to") not in (None, "tuesday"):
            to = float(wish["to"])
            if not now < to <= now + 400 * 86_400:
                raise Unusable("Choose a time after the one shown, at most a year ahead.")
        self.slack.move_clock(to)

    def _switch(self, wish: dict[str, Any], _person: Person) -> None:
        if self.bot is None:
            raise Unusable("The bot was not started from here.")
        (self.bot.start if wish.get("on") else self.bot.stop)()
        self.slack.changed()

    def _file(self, request: Request) -> Response:
        if request.verb != "POST" or not request.headers.get(OWN_HEADER):
            return as_json({"error": "Only the page itself may do things."}, 403)
        if len(request.body) > MOST_FILE:
            return as_json({"error": "That file is larger than this demonstration takes (10 MB)."}, 400)
        try:
            person = self._person(request.query)
            channel = self._channel(request.query, person)
        except Unusable as error:
            return as_json({"error": str(error)}, 400)
        name = PurePosixPath(unquote(request.query.get("name", "file"))).name[:120] or "file"
        if request.query.get("into") == "form":
            return as_json({"file": self.stand_in.acting.keep_file(self.workspace, person, name, request.body)})
        threading.Thread(
            target=self.stand_in.acting.send_file,
            args=(self.workspace, person, channel, name, request.body),
            daemon=True,
        ).start()
        return as_json({"ok": True})


def next_tuesday(now: datetime) -> datetime:
    """The next Tuesday at 10:00 in the zone of `now`, strictly later."""
    found = (now + timedelta(days=(1 - now.weekday()) % 7)).replace(hour=10, minute=0, second=0, microsecond=0)
    return found if found > now else (found + timedelta(days=7)).replace(hour=10)


def examples(now: datetime) -> dict[str, str]:
    """Things to try, with dates that are still ahead: a Friday at least ten days away, and a calendar file."""
    friday = now + timedelta(days=10 + (4 - (now + timedelta(days=10)).weekday()) % 7)
    day = f"{friday:%a} {friday.day} {friday:%b %Y}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Alongside//Demonstration//EN",
        "BEGIN:VEVENT",
        "UID:away-day@alongside.example",
        f"DTSTAMP:{now:%Y%m%d}T090000Z",
        f"DTSTART;TZID=Europe/London:{friday:%Y%m%d}T123000",
        f"DTEND;TZID=Europe/London:{friday:%Y%m%d}T163000",
        "SUMMARY:Team away day",
        "LOCATION:York",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:review@alongside.example",
        f"DTSTAMP:{now:%Y%m%d}T090000Z",
        f"DTSTART;TZID=Europe/London:{friday + timedelta(days=5):%Y%m%d}T103000",
        f"DTEND;TZID=Europe/London:{friday + timedelta(days=5):%Y%m%d}T113000",
        "SUMMARY:Quarterly review",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return {"date": f"{day}, 3-4.30pm", "ics": "\r\n".join(lines)}
