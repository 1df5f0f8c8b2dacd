"""Help from the one description of features; what is kept, what is held about the asker, and its erasure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features import APP_NAME, COMMANDS, SHORTCUTS, Command
from bot.store.erasure import Held
from bot.store.retention import KEPT_DAYS
from bot.views.blocks import Block, Message, actions, button, context, divider, escape, header, message, plain, section

FORGET = "account_forget"

KEPT = (
    f"The workspace's choices (place, hours, words); for {KEPT_DAYS['workspace_changes']} days, who changed them.",
    f"Who was named a content owner or taken out, for {KEPT_DAYS['workspace_changes']} days.",
    "Which channels asked for prompts, and which prompts were posted there.",
    f"Which cards you were shown, for {KEPT_DAYS['shown_cards of a person']} days, so that they do not repeat.",
    f"The numbers of Slack's events, for {KEPT_DAYS['processed_events']} days, so that none is answered twice.",
)
NEVER = (
    "Anybody's religion, belief, health, disability, caring role, ethnicity or sexuality.",
    "The text you paste, event titles, files, attendees or calendars.",
    "Messages, reflections, or who answered, skipped or muted.",
    "A reminder you ask for: Slack keeps and delivers it.",
)
_SURE: Block = {
    "confirm": {
        "title": {"type": "plain_text", "text": "Erase it?"},
        "text": {"type": "plain_text", "text": "Cards you have seen may come again. This cannot be undone."},
        "confirm": {"type": "plain_text", "text": "Erase"},
        "deny": {"type": "plain_text", "text": "Keep it"},
    }
}


def help_for(command: Command, *, prefix: str) -> Message:
    """What one command does, with everything that can follow it."""
    return plain(_in_full(command, prefix=prefix))


def _in_full(command: Command, *, prefix: str) -> str:
    typed = command.typed(prefix)
    lines = [f"• `{' '.join(filter(None, (typed, item.typed)))}`: {item.does}" for item in command.examples]
    return f"*{typed}*: {command.summary}.\n" + "\n".join(lines)


def help_for_all(*, prefix: str, contact: str = "") -> Message:
    """Every command with its first example, all of `/ally` itself, and the other ways in."""
    blocks: list[Block] = [
        header(f"{APP_NAME}: what you can ask"),
        section("Answers go to you alone. Nothing you paste is kept."),
        *(section((_in_short if command.name else _in_full)(command, prefix=prefix)) for command in COMMANDS),
    ]
    ways = "; ".join(f"“{item.name}” in {_menu(item.kind)}" for item in SHORTCUTS)
    others = f"Also: {ways}; a direct message or an @mention with dates in it; a calendar file (.ics) sent to me."
    blocks += [divider(), context(f"{others} Every command answers `help`."), *_asking(contact)]
    return message(blocks)


def _in_short(command: Command, *, prefix: str) -> str:
    typed = command.typed(prefix)
    example = next(item.typed for item in command.examples if item.typed)
    return f"*{typed}*: {command.summary}. For example `{typed} {example}`"


def _menu(kind: str) -> str:
    return "the menu of any message" if kind == "message" else "the shortcuts menu"


def _asking(contact: str) -> list[Block]:
    return [context(f"Questions about {APP_NAME} here: {escape(contact)}")] if contact else []


def privacy(*, contact: str = "") -> Message:
    """What is kept, what never is, and for how long: one screen."""
    kept = "\n".join(f"• {line}" for line in KEPT)
    never = "\n".join(f"• {line}" for line in NEVER)
    blocks = [
        section("*How a check works*\nIt looks at the date, time, place and kind of event only. The answer is the same "
                "whoever asks, and goes to the asker alone."),
        section(f"*What Alongside keeps*\n{kept}"),
        section(f"*What it never keeps*\n{never}"),
        context(
            "Everything is erased when the app is uninstalled. Owners of a Slack workspace may be able to export "
            "direct messages, so please confide nothing to a bot."
        ),
        *_asking(contact),
    ]  # fmt: skip
    return message(blocks)


def my_data(held: Sequence[Held], *, typed: str) -> Message:
    """All that is held about the asker."""
    if not held:
        return plain("Nothing is held about you.")
    lines = "\n".join(f"• {escape(item.what)}: {item.count}" for item in held)
    erase = button("Erase it", FORGET, style="danger", aria="Erase what is held about you") | _SURE
    return message(
        [section(f"*What is held about you*\n{lines}"), context(f"Or type `{typed} forget-me`."), actions(erase)]
    )


def forgotten(held: Sequence[Held]) -> Message:
    """What was erased just now."""
    if not held:
        return plain("Nothing was held about you, so there was nothing to erase.")
    lines = "\n".join(f"• {escape(item.what)}: {item.count}" for item in held)
    after = "What belongs to a channel or to the workspace stays, without your name."
    return message([section(f"*Erased*\n{lines}"), context(after)])
