"""A workspace's own words: content owners hide and bring back cards, and add prompts of their own."""

from __future__ import annotations

import secrets
from datetime import timedelta

import sqlalchemy as sa
from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.listeners.answering import on_action, on_form
from bot.listeners.settings import allowed
from bot.own_words import own_records, save_records, words_of
from bot.store.workspaces import record_change
from bot.views import words as views
from bot.views.blocks import Block
from content import library, own
from content.errors import PackError


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the buttons and the form."""
    on_action(app, views.HIDE, lambda ask: _hide(desk, ask))
    on_action(app, views.RESTORE, lambda ask: _restore(desk, ask))
    on_action(app, views.OURS, lambda ask: ask.show(_ours(desk, ask)))
    on_action(app, views.ADD, lambda ask: ask.show(_form(desk, ask)))
    on_form(app, views.FORM, lambda ask: _add(desk, ask))


def _hide(desk: Desk, ask: Ask) -> None:
    allowed(desk, ask)
    with desk.store.begin() as connection:
        _keep(desk, ask, connection, own.hide(ask.value, library.load(), own_records(connection, ask.team)), "hidden")
    ask.reply(views.hidden(ask.value), replace=True)


def _restore(desk: Desk, ask: Ask) -> None:
    allowed(desk, ask)
    with desk.store.begin() as connection:
        _keep(desk, ask, connection, own.restore(ask.value, library.load(), own_records(connection, ask.team)), "shown")
    ask.reply(views.restored(), replace=True)


def _ours(desk: Desk, ask: Ask) -> Block:
    allowed(desk, ask)
    with desk.store.read() as connection:
        words = words_of(connection, ask.team)
        added = {record.card_id for record in own_records(connection, ask.team) if record.kind != own.OURS}
    cards = words.all_cards
    return views.ours(
        [card for card in cards if card.id in added and card.id not in words.hidden],
        [card for card in cards if card.id in words.hidden],
    )


def _form(desk: Desk, ask: Ask) -> Block:
    allowed(desk, ask)
    words = library.load()
    return views.form(words.situations, words.themes, review=desk.clock().date() + timedelta(days=365))


def _add(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    allowed(desk, ask)
    chosen = ask.chosen
    body = {
        "id": f"own-{secrets.token_hex(4)}",
        "situation": str(chosen["situation"]),
        "themes": list(chosen.get("themes") or ()),
        "notice": str(chosen["notice"]).strip(),
        "act": str(chosen["act"]).strip(),
        "if_then": str(chosen["if_then"]).strip(),
        "source": f"own: {str(chosen['source']).strip()}",
        "owner": "this workspace",
        "review": str(chosen["review"]),
    }
    try:
        with desk.store.begin() as connection:
            record = own.add("prompt", body, library.load(), own_records(connection, ask.team))
            _keep(desk, ask, connection, record, "added")
            card = words_of(connection, ask.team).card(record.card_id)
    except PackError as error:
        reasons = [problem.reason for problem in error.problems]
        at = next((name for name in ("if_then", "act", "notice") if name in reasons[0]), "if_then")
        at = "if_then" if "line must read" in reasons[0] else at
        return {at: " ".join(reasons)[:300]}
    return views.added(card)


def _keep(desk: Desk, ask: Ask, connection: sa.Connection, record: own.OwnCard, what: str) -> None:
    """Save a record, and that it was changed, for the history of the settings."""
    now = desk.clock()
    save_records(connection, ask.team, [record], now=now)
    after = {what: record.card_id}
    record_change(connection, ask.team, part="words", before=None, after=after, by=ask.user, now=now)
