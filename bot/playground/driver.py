"""The stand-in for tests: people act by name and label, and what comes back is read as a person would read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Literal

from bot.playground.acting import Acting, Target
from bot.playground.answers import PATIENCE, Answer, Seen, print_of
from bot.playground.blocks import elements_of
from bot.playground.delivery import Ack
from bot.playground.forms import LISTS, VALUES, offered
from bot.playground.methods.files import file as file_object
from bot.playground.sight import read_text, read_value
from bot.playground.slack import Slack
from bot.playground.workspace import Channel, File, Message, Person, View, Workspace


class Driver:
    """One workspace as tests use it."""

    def __init__(self, acting: Acting, workspace: Workspace) -> None:
        self.acting = acting
        self.slack: Slack = acting.slack
        self.workspace = workspace

    # Who and where

    def person(self, who: Person | str) -> Person:
        """Somebody by name, id or role: `member`, `organiser`, `admin`."""
        return self.workspace.person(who)

    def channel(self, which: Channel | str | None, person: Person) -> Channel:
        """A channel by name or id; None and "dm" mean the person's direct messages with the bot."""
        return self.workspace.direct(person) if which in (None, "dm") else self.workspace.channel(which or "")

    def _answer(self, person: Person) -> Answer:
        with self.slack.lock:
            before = {f"{m.channel}/{m.ts}": print_of(m) for m in self.workspace.messages}
            view, home = self.workspace.modal(person), self.workspace.home(person)
            if view is not None:
                before["modal"] = f"{view.id} {view.hash} {view.errors}"
            if home is not None:
                before["home"] = home.hash
        return Answer(self, person, before)

    def why_nothing(self) -> str:
        """What the stand-in refused and how the bot's acknowledgements went: to be read when a test fails."""
        refused = "; ".join(map(str, self.slack.refusals)) or "nothing was refused"
        failed = [f"{kind}: {ack.error or ack.status}" for kind, ack in self.acting.delivery.log if not ack.taken]
        return f"Refusals: {refused}. Not acknowledged: {failed or 'nothing'}."

    # Acting

    def type(
        self, text: str, *, as_: Person | str = "organiser", in_: Channel | str | None = "general", **more: Any
    ) -> Answer:
        """Type a line (a slash command or a message) and press Enter."""
        person = self.person(as_)
        answer = self._answer(person)
        answer.ack = self.acting.type(self.workspace, person, self.channel(in_, person), text, **more)
        return answer

    def press(
        self,
        label: str,
        *,
        as_: Person | str = "organiser",
        option: str | None = None,
        on: Seen | Literal["home"] | None = None,
        nth: int = 0,
    ) -> Answer:
        """Press a button (or an overflow entry) by label or `action_id`; `nth` counts those of the same label from 0.

        It is looked for in the open form, else in messages from the newest, else on the Home tab; or where `on` says.
        """
        person = self.person(as_)
        target = self._find(person, label, {"button", "overflow", "workflow_button"}, option, on, nth)
        answer = self._answer(person)
        answer.ack = self.acting.act(self.workspace, person, target, self._value(target, option or label))
        return answer

    def choose(
        self, label: str, value: Any, *, as_: Person | str = "organiser", on: Seen | Literal["home"] | None = None
    ) -> Answer:
        """Choose a value in a message, the Home tab, or a part of a form that tells the bot at once."""
        person = self.person(as_)
        target = self._find(person, label, set(VALUES), None, on)
        answer = self._answer(person)
        answer.ack = self.acting.act(self.workspace, person, target, self._value(target, value))
        return answer

    def fill(self, values: Mapping[str, Any], *, as_: Person | str = "organiser") -> None:
        """Fill in fields of the open form by their labels, without submitting."""
        person = self.person(as_)
        view = self._modal(person)
        for label, value in values.items():
            target = next((t for t in self._in_view(view) if _means(t, label) and t.element["type"] in VALUES), None)
            if target is None:
                have = [t.label for t in self._in_view(view)]
                raise AssertionError(f"The form has no field “{label}”; it has {have}.")
            self.acting.set_value(view, target.block, target.element, self._value(target, value))

    def submit(self, values: Mapping[str, Any] | None = None, *, as_: Person | str = "organiser") -> Answer:
        """Fill in fields of the open form and press its submit button."""
        person = self.person(as_)
        self.fill(values or {}, as_=person)
        view = self._modal(person)
        answer = self._answer(person)
        answer.ack = self.acting.submit(self.workspace, person, view)
        return answer

    def close(self, *, as_: Person | str = "organiser") -> None:
        """Close the form."""
        person = self.person(as_)
        self.acting.close(self.workspace, person, self._modal(person))

    def upload(
        self,
        *files: tuple[str, bytes],
        as_: Person | str = "organiser",
        in_: Channel | str | None = None,
        text: str = "",
    ) -> Answer:
        """Send files, by default to the bot itself."""
        person = self.person(as_)
        answer = self._answer(person)
        self.acting.send_files(self.workspace, person, self.channel(in_, person), [*files], text)
        return answer

    def shortcut(self, name: str, *, as_: Person | str = "organiser", on: Message | Seen | None = None) -> Answer:
        """Choose a shortcut by name or `callback_id`."""
        person = self.person(as_)
        known = self.slack.registration.shortcuts
        chosen = next((s for s in known if name in (s.name, s.callback_id) and s.on_message == (on is not None)), None)
        if chosen is None:
            raise AssertionError(f"No shortcut “{name}”; there are {[each.name for each in known]}.")
        answer = self._answer(person)
        message = on.message if isinstance(on, Seen) else on
        answer.ack = self.acting.shortcut(self.workspace, person, chosen, message=message)
        return answer

    def open_home(self, *, as_: Person | str = "organiser") -> Answer:
        """Open the Home tab."""
        person = self.person(as_)
        answer = self._answer(person)
        self.acting.open_home(self.workspace, person)
        return answer

    def run_step(self, callback_id: str, inputs: dict[str, Any], *, as_: Person | str = "organiser") -> dict[str, Any]:
        """Let a workflow run the app's step and return its outputs; fails with the step's error."""
        identifier = self.acting.run_step(self.workspace, self.person(as_), callback_id, inputs)
        step = self.slack.steps[identifier]
        if not self.slack.wait_until(lambda: step.done, PATIENCE):
            raise AssertionError(f"The step {callback_id} was not completed. {self.why_nothing()}")
        if step.error:
            raise AssertionError(step.error)
        return step.outputs

    def send_event(self, event: dict[str, Any], *, times: int = 1) -> list[Ack]:
        """Deliver one event, the same one `times` times, in the foreground."""
        envelope = self.acting.delivery.envelope(self.workspace, event)
        return [
            self.acting.delivery.deliver(envelope, retry=min(n, 3), reason="http_timeout" if n else "")
            for n in range(times)
        ]

    # Looking

    def see(self, *, as_: Person | str = "organiser", in_: Channel | str | None = "general") -> list[Seen]:
        """What somebody sees in a channel, oldest first."""
        person = self.person(as_)
        with self.slack.lock:
            return [Seen(each, self.workspace) for each in self.workspace.visible(person, self.channel(in_, person))]

    def last(self, *, as_: Person | str = "organiser", in_: Channel | str | None = "general") -> Seen:
        """The newest message somebody sees in a channel."""
        found = self.see(as_=as_, in_=in_)
        if not found:
            raise AssertionError("There is nothing to see.")
        return found[-1]

    def add_file(self, name: str, content: bytes, *, owner: Person | str = "organiser") -> File:
        """A file that exists and that nobody has shared with the bot."""
        file = File("F0UNSHARED", name, content, self.person(owner).id)
        self.workspace.files[file.id] = file
        return file

    # Finding elements by label

    def _modal(self, person: Person) -> View:
        view = self.slack.wait_until(lambda: self.workspace.modal(person), PATIENCE)
        if view is None:
            raise AssertionError(f"{person.name} has no form open. {self.why_nothing()}")
        return view  # type: ignore[no-any-return]

    def _in_view(self, view: View) -> list[Target]:
        return [Target(b, e, view=view) for b in view.content["blocks"] for e in elements_of(b)]

    def _targets(self, person: Person, on: Seen | Literal["home"] | None = None) -> Iterator[Target]:
        modal = self.workspace.modal(person)
        if isinstance(on, Seen):
            yield from (Target(b, e, message=on.message) for b in on.message.blocks for e in elements_of(b))
            return
        if on == "home":
            home = self.workspace.home(person)
            yield from self._in_view(home) if home is not None else ()
            return
        if modal is not None:
            yield from self._in_view(modal)
            return
        for message in reversed(self.workspace.messages):
            if message.only_for in (None, person.id) and person.id in self.workspace.channels[message.channel].members:
                yield from (Target(b, e, message=message) for b in message.blocks for e in elements_of(b))
        home = self.workspace.home(person)
        if home is not None:
            yield from self._in_view(home)

    def _find(
        self,
        person: Person,
        label: str,
        kinds: set[str],
        option: str | None = None,
        on: Seen | Literal["home"] | None = None,
        nth: int = 0,
    ) -> Target:
        def meant(target: Target) -> bool:
            if target.element["type"] not in kinds:
                return False
            overflows = target.element["type"] == "overflow" and _option(target.element, option or label) is not None
            return _means(target, label) or overflows

        def search() -> Target | None:
            return next(islice(filter(meant, self._targets(person, on)), nth, None), None)

        found = self.slack.wait_until(search, PATIENCE)
        if found is None:
            have = [t.label for t in self._targets(person, on) if t.element["type"] in kinds]
            raise AssertionError(f"{person.name} sees no “{label}”; there are {have}. {self.why_nothing()}")
        return found  # type: ignore[no-any-return]

    def _value(self, target: Target, value: Any) -> Any:
        """A value as Slack sends it, from what a test naturally writes: a label, a date, a time, a list of labels."""
        element = target.element
        kind = element["type"]
        if kind in ("button", "workflow_button"):
            return None
        key = "selected_option" if kind == "overflow" else VALUES[kind][0]
        if value is None:
            return [] if key in LISTS else None
        if key == "selected_option":
            return _chosen(element, value)
        if key == "selected_options":
            return [_chosen(element, each) for each in ([value] if isinstance(value, str) else value)]
        if key == "files":
            # A form that was sent carries whole file objects (docs.slack.dev, file input element).
            return [file_object(self.workspace, each, self.slack.address) for each in value]
        if isinstance(value, datetime):
            return int(value.timestamp())
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, time):
            return value.strftime("%H:%M")
        if key in ("selected_user", "selected_conversation", "selected_channel"):
            found = value if isinstance(value, str) and value[:1] in "UCD" and value.isupper() else self._id(value)
            if key == "selected_conversation" and not offered(element, self.workspace.channels[found]):
                raise AssertionError(f"Slack does not offer “{value}” in “{target.label}”.")
            return found
        return value

    def _id(self, name: Any) -> str:
        try:
            return self.workspace.channel(name).id
        except LookupError:
            return self.workspace.person(name).id

    def value(self, label: str, *, as_: Person | str = "organiser") -> str:
        """What a field of the open form shows."""
        view = self._modal(self.person(as_))
        for target in self._in_view(view):
            if _means(target, label):
                state = view.state.get(target.block["block_id"], {}).get(target.element["action_id"])
                return read_value(state)
        raise AssertionError(f"The form has no field “{label}”.")


def _means(target: Target, label: str) -> bool:
    return label in (target.label, target.element.get("action_id"), target.block.get("block_id"))


def _options(element: dict[str, Any]) -> list[dict[str, Any]]:
    found = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        found += group["options"]
    return found


def _option(element: dict[str, Any], label: str) -> dict[str, Any] | None:
    return next((o for o in _options(element) if label in (read_text(o["text"]), o.get("value"))), None)


def _chosen(element: dict[str, Any], label: Any) -> dict[str, Any]:
    found = _option(element, label)
    if found is None:
        raise AssertionError(f"No option “{label}”; there are {[read_text(o['text']) for o in _options(element)]}.")
    return {"text": found["text"], "value": found["value"]}
