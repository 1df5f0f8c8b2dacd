"""What a person gets to see, as tests read it: one message, and all that became visible after one act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground.blocks import elements_of
from bot.playground.delivery import Ack
from bot.playground.sight import alerts, all_text, read_message, read_text, read_view
from bot.playground.workspace import Message, Person, View, Workspace

if TYPE_CHECKING:
    from bot.playground.driver import Driver

#: How long an answer waits for the bot, in seconds of real time.
PATIENCE = 20.0


@dataclass(frozen=True)
class Seen:
    """One message as a person sees it."""

    message: Message
    workspace: Workspace

    @property
    def text(self) -> str:
        """What it says, buttons in brackets."""
        return read_message(self.message, self.workspace)

    @property
    def plain(self) -> str:
        """The `text` beside the blocks: what a notification or a screen reader says."""
        return self.message.text

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks as sent."""
        return self.message.blocks

    @property
    def only_you(self) -> bool:
        """Whether it is ephemeral."""
        return self.message.only_for is not None

    @property
    def in_thread(self) -> bool:
        """Whether it stands in a thread."""
        return self.message.thread_ts is not None

    @property
    def alerts(self) -> list[str]:
        """Everything in it that would ring somebody."""
        marked = [text for kind, text in all_text(self.message.blocks) if kind == "mrkdwn"]
        return [each for text in [self.message.text, *marked] for each in alerts(text)]

    @property
    def buttons(self) -> list[str]:
        """Labels of its buttons."""
        return [
            read_text(each["text"]) for b in self.message.blocks for each in elements_of(b) if each["type"] == "button"
        ]

    def __str__(self) -> str:
        """The text."""
        return self.text


class Answer:
    """What became visible to one person after one act. Every question waits a while for the bot."""

    def __init__(self, driver: Driver, person: Person, before: dict[str, str]) -> None:
        self._driver = driver
        self._person = person
        self._before = before
        self.ack: Ack | None = None

    def _new(self) -> list[Seen]:
        driver = self._driver
        with driver.slack.lock:
            found = []
            for message in driver.workspace.messages:
                if message.only_for not in (None, self._person.id) or message.author == self._person.id:
                    continue
                if self._person.id not in driver.workspace.channels[message.channel].members:
                    continue
                if self._before.get(f"{message.channel}/{message.ts}") != print_of(message):
                    found.append(Seen(message, driver.workspace))
            return found

    def _wait(self, seen: Any, seconds: float | None = None) -> Any:
        return self._driver.slack.wait_until(seen, PATIENCE if seconds is None else seconds)

    @property
    def messages(self) -> list[Seen]:
        """Messages that are new or changed, oldest first; waits for the first."""
        found: list[Seen] = self._wait(self._new) or []
        return found

    @property
    def message(self) -> Seen:
        """The newest of them; fails when nothing came."""
        found = self.messages
        if not found:
            raise AssertionError(f"Nothing came for {self._person.name}. {self._driver.why_nothing()}")
        return found[-1]

    @property
    def text(self) -> str:
        """All that became visible: messages, then the form if one opened or changed."""
        if not self._wait(lambda: self._new() or self._fresh_modal()):
            raise AssertionError(f"Nothing came for {self._person.name}. {self._driver.why_nothing()}")
        parts = [each.text for each in self._new()]
        view = self._fresh_modal()
        return "\n".join([*parts, *([read_view(view, self._driver.workspace)] if view else [])])

    def _fresh_modal(self) -> View | None:
        view = self._driver.workspace.modal(self._person)
        if view is None or self._before.get("modal") == f"{view.id} {view.hash} {view.errors}":
            return None
        return view

    @property
    def modal(self) -> str:
        """The form that opened or changed, as read; fails when none did."""
        view = self._wait(self._fresh_modal)
        if view is None:
            raise AssertionError(f"No form came for {self._person.name}. {self._driver.why_nothing()}")
        return read_view(view, self._driver.workspace)

    @property
    def view(self) -> dict[str, Any]:
        """The content of that form."""
        view = self._wait(self._fresh_modal)
        if view is None:
            raise AssertionError(f"No form came for {self._person.name}. {self._driver.why_nothing()}")
        content: dict[str, Any] = view.content
        return content

    @property
    def errors(self) -> dict[str, str]:
        """What the form says at its fields, by the label of the field."""
        view = self._wait(lambda: (v := self._driver.workspace.modal(self._person)) and v.errors and v)
        if view is None:
            return {}
        labels = {b["block_id"]: read_text(b.get("label")) for b in view.content["blocks"]}
        return {labels.get(block, block): text for block, text in view.errors.items()}

    @property
    def closed(self) -> bool:
        """Whether the form is gone."""
        return bool(self._wait(lambda: self._driver.workspace.modal(self._person) is None))

    @property
    def home(self) -> str:
        """The Home tab after a change, as read; fails when it did not change."""

        def fresh() -> View | None:
            view = self._driver.workspace.home(self._person)
            return view if view is not None and self._before.get("home") != view.hash else None

        view = self._wait(fresh)
        if view is None:
            raise AssertionError(f"The Home tab of {self._person.name} stayed as it was. {self._driver.why_nothing()}")
        return read_view(view, self._driver.workspace)

    def until(self, words: str, seconds: float | None = None) -> str:
        """Wait until these words are among what became visible, and return all of it."""

        def said() -> str | None:
            parts = [each.text for each in self._new()]
            view = self._fresh_modal()
            whole = "\n".join([*parts, *([read_view(view, self._driver.workspace)] if view else [])])
            return whole if words in whole else None

        found = self._wait(said, seconds)
        if found is None:
            raise AssertionError(f"“{words}” did not come. What came: {[each.text for each in self._new()]}")
        return str(found)

    def nothing(self, seconds: float = 0.4) -> bool:
        """Whether nothing became visible within this real time."""
        return not self._wait(lambda: self._new() or self._fresh_modal(), seconds)


def print_of(message: Message) -> str:
    """What changes when a message changes."""
    return f"{message.text} {message.blocks}"
