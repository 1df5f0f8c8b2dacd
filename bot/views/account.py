"""Help: what each command does and what can be typed after it, from the one description of features."""

from __future__ import annotations

from bot.features import APP_NAME, COMMANDS, SHORTCUTS, Command
from bot.views.blocks import Block, Message, context, divider, escape, header, section


def help_for(command: Command, *, prefix: str) -> Message:
    """What one command does, with everything that can follow it."""
    typed = command.typed(prefix)
    lines = [f"• `{' '.join(filter(None, (typed, item.typed)))}`: {item.does}" for item in command.examples]
    said = f"*{typed}*: {command.summary}.\n" + "\n".join(lines)
    return Message(said, (section(said),))


def help_for_all(*, prefix: str, contact: str = "") -> Message:
    """Every command with its first examples, and the other ways in."""
    blocks: list[Block] = [
        header(f"{APP_NAME}: what you can ask"),
        section("Answers go to you alone. Nothing you paste is kept."),
    ]
    said = [f"{APP_NAME}: what you can ask. Answers go to you alone. Nothing you paste is kept."]
    for command in COMMANDS:
        typed = command.typed(prefix)
        example = next((item.typed for item in command.examples if item.typed), "")
        line = f"*{typed}*: {command.summary}." + (f" For example `{typed} {example}`" if example else "")
        blocks.append(section(line))
        said.append(line)
    ways = "; ".join(f"“{item.name}” in {_menu(item.kind)}" for item in SHORTCUTS)
    others = f"Also: {ways}; a direct message or an @mention with dates in it; a calendar file (.ics) sent to me."
    blocks += [divider(), context(f"{others} Every command answers `help`."), *_asking(contact)]
    return Message("\n".join([*said, others]), tuple(blocks))


def _menu(kind: str) -> str:
    return "the menu of any message" if kind == "message" else "the shortcuts menu"


def _asking(contact: str) -> list[Block]:
    return [context(f"Questions about {APP_NAME} here: {escape(contact)}")] if contact else []
