"""A workspace's own words: the form for a prompt of its own, and what it has added and hidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.views.blocks import Block, Message, actions, button, context, escape, field, message, modal, option, section
from content.cards import Card, Situation, Theme

HIDE = "words_hide"
RESTORE = "words_restore"
OURS = "words_ours"
ADD = "words_add"
FORM = "words_form"

#: Cards of one list; more than a workspace hides in practice.
MOST = 40
_NOTICE = "Something to see. The three lines together: 60 words at most."
_SOURCE = "What it grew from: a practice here, a guide, a person who agreed."


def hide_button(card_id: str) -> Block:
    """Beside a card, for content owners and admins."""
    sure = {
        "title": {"type": "plain_text", "text": "Hide it here?"},
        "text": {"type": "plain_text", "text": "Nobody in this workspace sees it any more. You can bring it back."},
        "confirm": {"type": "plain_text", "text": "Hide"},
        "deny": {"type": "plain_text", "text": "Keep it"},
    }  # fmt: skip
    return button("Hide here", HIDE, value=card_id, aria="Hide this card in the whole workspace") | {"confirm": sure}


def hidden(card_id: str) -> Message:
    """After hiding, with the way back."""
    return message(
        [section("Hidden in the whole workspace."), actions(button("Show it again", RESTORE, value=card_id))]
    )


def restored() -> Message:
    """After bringing a card back."""
    return message([section("Shown again in the whole workspace.")])


def ours(own: Sequence[Card], hidden_cards: Sequence[Card]) -> Block:
    """What the workspace added and hid, each with what can be done about it."""
    blocks: list[Block] = [section(f"*Our own cards* ({len(own)})")]
    blocks += [_listed(card, button("Hide here", HIDE, value=card.id)) for card in own[:MOST]]
    blocks.append(section(f"*Hidden here* ({len(hidden_cards)})"))
    blocks += [_listed(card, button("Show again", RESTORE, value=card.id)) for card in hidden_cards[:MOST]]
    blocks.append(actions(button("Add a prompt", ADD, style="primary")))
    blocks.append(context("Files of quotations and prompts are taken in with `alongside content import`."))
    return modal("Our words", blocks)


def form(situations: Sequence[Situation], themes: Sequence[Theme], *, review: date) -> Block:
    """A prompt of the workspace's own: one situation, something to notice, one act, one if-then line."""
    kinds: Block = {
        "type": "static_select",
        "action_id": "chosen",
        "options": [option(item.name, item.id) for item in situations],
    }
    subjects: Block = {
        "type": "multi_static_select",
        "action_id": "chosen",
        "options": [option(theme.name, theme.id) for theme in themes],
        "max_selected_items": 3,
    }
    picker: Block = {"type": "datepicker", "action_id": "date", "initial_date": f"{review}"}
    blocks = [
        field("Situation", kinds, block_id="situation", optional=False),
        field("Themes", subjects, block_id="themes", optional=False),
        field("Notice", _text(), block_id="notice", optional=False, hint=_NOTICE),
        field("Act", _text(), block_id="act", optional=False, hint="One thing the reader can do this week."),
        field("If … then …", _text("If …, then I will …."), block_id="if_then", optional=False),
        field("Source", _text(), block_id="source", optional=False, hint=_SOURCE),
        field("Look at it again on", picker, block_id="review", optional=False),
    ]  # fmt: skip
    return modal("Add a prompt", blocks, callback_id=FORM, submit="Add", close="Cancel")


def added(card: Card) -> Block:
    """What was added, as people will see it."""
    from bot.views.card import prompt_blocks

    return modal("Add a prompt", [section("Added. From now on it comes up like any other."), *prompt_blocks(card)])


def _listed(card: Card, beside: Block) -> Block:
    first = card.prompt.act if card.prompt else card.quotation.shown if card.quotation else card.id
    return section(escape(first)[:400], accessory=beside)


def _text(initial: str = "") -> Block:
    element: Block = {"type": "plain_text_input", "action_id": "text", "max_length": 400}
    return element | ({"placeholder": {"type": "plain_text", "text": initial}} if initial else {})
