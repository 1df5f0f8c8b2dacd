"""`/ally-quote`: a quotation card for the asker, another one, a prompt on the same theme, sharing."""

from __future__ import annotations

from slack_bolt import App

from bot.asking import Ask
from bot.dealing import Turn, card_in_sight, quotation, turn_from
from bot.desk import Desk
from bot.features import command
from bot.listeners import reflect
from bot.listeners.answering import on_action, on_command
from bot.listeners.sharing import on_share
from bot.views import quote as views
from bot.views.blocks import Message
from content import library


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command and the buttons of its card."""
    typed = command("quote")

    def quote(ask: Ask) -> None:
        if ask.text.strip().casefold() in ("themes", "theme", "list"):
            ask.reply(views.themes(library.load().themes, typed=typed.typed(desk.prefix)))
        else:
            _show(desk, ask, Turn(ask.text.strip()), replace=False)

    def another(ask: Ask) -> None:
        _show(desk, ask, turn_from(ask.value).next, replace=True)

    def reflect_on_this(ask: Ask) -> None:
        reflect.show(desk, ask, Turn(ask.value), replace=False)

    def shared(ask: Ask, card_id: str) -> Message:
        return views.shared(card_in_sight(desk, ask, card_id))

    on_command(app, desk, typed, quote)
    on_action(app, views.ANOTHER, another)
    on_action(app, views.REFLECT, reflect_on_this)
    on_share(app, desk, views.SHARE, views.SHARE_FORM, shared)


def _show(desk: Desk, ask: Ask, turn: Turn, *, replace: bool) -> None:
    card = quotation(desk, ask, turn)
    may = desk.may_change(ask)
    shown = views.shown(card, value=turn.value, theme_value=card.theme, shareable=not ask.is_direct, may_hide=may)
    ask.reply(shown, replace=replace)
