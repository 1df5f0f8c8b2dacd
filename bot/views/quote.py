"""A quotation card, and the list of themes that can be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.blocks import Block, Message, actions, button, context, escape, message, section
from bot.views.card import quotation_blocks
from bot.views.words import hide_button
from content.cards import Card, Theme

ANOTHER = "quote_another"
REFLECT = "quote_reflect"
SHARE = "quote_share"
SHARE_FORM = "quote_share_form"


def shown(card: Card, *, value: str, theme_value: str, shareable: bool = True, may_hide: bool = False) -> Message:
    """The card for the asker. `value` goes back with *Another*, `theme_value` with *Reflect on this*."""
    buttons = [
        button("Another", ANOTHER, value=value, aria="Show another quotation"),
        button("Reflect on this", REFLECT, value=theme_value, aria="Show a prompt on the same theme"),
    ]
    if shareable:
        buttons.append(button("Share here", SHARE, value=card.id, aria="Post this quotation here"))
    if may_hide:
        buttons.append(hide_button(card.id))
    return message([*_words(card), actions(*buttons)])


def shared(card: Card) -> Message:
    """The card as everybody in the conversation sees it."""
    return message(_words(card))


def themes(known: Sequence[Theme], *, typed: str) -> Message:
    """Every theme with its sentence, and how to ask for one."""
    lines = "\n".join(f"• *{escape(theme.name)}*: {escape(theme.sentence)}" for theme in known)
    return message([section(lines), context(f"Ask for one with `{typed} {known[0].name.lower()}`, or name a speaker.")])


def _words(card: Card) -> list[Block]:
    return quotation_blocks(card.quotation) if card.quotation else []
