"""A workspace's own words: what it added and hid, and the built-in cards, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.views import inputs
from bot.views.blocks import Block, Message, actions, button, clip, context, escape, message, modal, section
from bot.views.card import prompt_blocks
from content.cards import Card
from scheduling.wording.dates import day_in_full

HIDE = "words_hide"
RESTORE = "words_restore"
OURS = "words_ours"
ADD_PROMPT = "words_add_prompt"
ADD_QUOTATION = "words_add_quotation"
EDIT = "words_edit"
DELETE = "words_delete"
LIST_HIDE = "words_list_hide"
LIST_RESTORE = "words_list_restore"
WHICH = "words_which"
PAGES = "words_page"

#: Cards of one page: each takes two blocks of at most 400 characters.
PAGE = 12
#: What can be listed, by the value of the menu.
LISTS = {
    "own": "Our own cards",
    "hidden": "Hidden here",
    "quotations": "Built-in quotations",
    "prompts": "Built-in prompts",
}
FIRST = "own"


@dataclass(frozen=True, slots=True)
class Listed:
    """One card of the list. `due` is the day on which somebody looks at it again; `ours` can be edited and deleted.

    A card with `version` is built in, and a file gave the workspace its own version of it.
    """

    card: Card
    due: date
    hidden: bool = False
    ours: bool = False
    version: bool = False


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


def listed(
    cards: Sequence[Listed],
    *,
    which: str,
    start: int,
    today: date,
    told: str = "",
    saved: Card | None = None,
    kept: str = "",
) -> Block:
    """One page of one list. `told` is what was done just now, `saved` the card as people will see it."""
    done = [section(f"*{escape(told)}*")] if told else []
    done += prompt_blocks(saved) if saved else []
    menu = inputs.one(LISTS, which) | {"action_id": WHICH, "placeholder": {"type": "plain_text", "text": "Which"}}
    page = cards[start : start + PAGE]
    waiting = sum(one.due <= today for one in cards if one.ours)
    count = f"*{LISTS[which]}* ({len(cards)})" + (f", {waiting} due for review" if waiting else "")
    if len(page) < len(cards):
        count += f"; {start + 1} to {start + len(page)} below"
    pages = []
    if start:
        pages.append(button("Previous cards", f"{PAGES}_1", value=f"{which} {max(0, start - PAGE)}"))
    if start + PAGE < len(cards):
        pages.append(button("Next cards", f"{PAGES}_2", value=f"{which} {start + PAGE}"))
    blocks = [
        *done,
        actions(
            button("Add a prompt", ADD_PROMPT, style="primary"),
            button("Add a quotation", ADD_QUOTATION),
            menu,
            block_id="which",
        ),
        section(count),
        *(block for one in page for block in _card(one, which, start, today)),
        *([actions(*pages)] if pages else []),
        context("Files of quotations and prompts are taken in with `alongside content import`."),
    ]
    return modal("Our words", blocks, close="Done", kept=kept)


def _card(one: Listed, which: str, start: int, today: date) -> list[Block]:
    words = clip(_first(one.card), 300)
    text = f"{escape(words)}\n_{_kind(one.card)}{', hidden here' if one.hidden else ''} · {_due(one, today)}_"
    value, name = f"{one.card.id} {which} {start}", clip(words, 40)
    buttons = []
    if one.ours:
        buttons.append(button("Edit", EDIT, value=one.card.id, aria=f"Edit: {name}"))
    if one.hidden:
        buttons.append(button("Show again", LIST_RESTORE, value=value, aria=f"Show again: {name}"))
    else:
        buttons.append(button("Hide here", LIST_HIDE, value=value, aria=f"Hide here: {name}"))
    if one.ours:
        buttons.append(button("Delete", DELETE, value=value, aria=f"Delete: {name}") | _SURE_DELETE)
    if one.version:
        buttons.append(button("Back to the built-in", DELETE, value=value) | _SURE_BACK)
    return [section(text), actions(*buttons)]


def _first(card: Card) -> str:
    if card.prompt:
        return card.prompt.act
    return f"“{card.quotation.shown}” — {card.quotation.voice}" if card.quotation else card.id


def _kind(card: Card) -> str:
    return "Prompt" if card.prompt else "Quotation"


def _due(one: Listed, today: date) -> str:
    if one.due <= today and one.ours:
        return f"due for review since {day_in_full(one.due)}"
    return f"to be looked at again on {day_in_full(one.due)}"


def _sure(title: str, text: str, confirm: str) -> Block:
    words = {"title": title, "text": text, "confirm": confirm, "deny": "Keep it"}
    return {"confirm": {key: {"type": "plain_text", "text": said} for key, said in words.items()}}


_SURE_DELETE = _sure("Delete this card?", "It is not shown any more. You can undo it for 90 days.", "Delete")
_SURE_BACK = _sure("Back to the built-in?", "Your version of this card goes. You can undo it for 90 days.", "Go back")
