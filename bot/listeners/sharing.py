"""*Share here*: what would be posted is shown first; it is posted when the asker sends the form."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.listeners.answering import on_action, on_form
from bot.views import share as views
from bot.views.blocks import Block, Message

#: What is shared, from what the button carried.
Shared = Callable[[Ask, str], Message]


def on_share(app: App, desk: Desk, action_id: str, callback_id: str, shared: Shared) -> None:
    """Answer a *Share here* button, and its form."""

    def ask_first(ask: Ask) -> None:
        outside = desk.workplace_of(ask).answers_outside
        ask.show(views.form(shared(ask, ask.value), callback_id=callback_id, kept=ask.value, outside=outside))

    def sent(ask: Ask) -> Block:
        ask.share(shared(ask, ask.kept))
        return {}  # the form closes, and what was shared is there to see

    on_action(app, action_id, ask_first)
    on_form(app, callback_id, sent)
