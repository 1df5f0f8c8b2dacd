"""What one person reads, with every time of day on that person's own clock. What a channel reads never comes here."""

from __future__ import annotations

from bot.asking import Ask
from bot.desk import Desk
from bot.views.blocks import Block, Message
from bot.views.clock import as_read, view_as_read


def reply(desk: Desk, ask: Ask, said: Message, *, replace: bool = False) -> None:
    """Answer the asker alone; `replace` as for `Ask.reply`."""
    ask.reply(as_read(said, twelve_hour=desk.profile_of(ask).twelve_hour), replace=replace)


def show(desk: Desk, ask: Ask, view: Block) -> None:
    """Open a modal."""
    ask.show(on_clock(desk, ask, view))


def on_clock(desk: Desk, ask: Ask, view: Block) -> Block:
    """A modal that a form leads to."""
    return view_as_read(view, twelve_hour=desk.profile_of(ask).twelve_hour)
