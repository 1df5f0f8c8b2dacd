"""A card of words, shared by quotations and prompts: the words, whose they are, and what can be done next."""

from __future__ import annotations

from bot.views.blocks import Block, context, escape, link, section
from content.cards import AuthorLine, Card, Document, Quotation


def quotation_blocks(said: Quotation | AuthorLine) -> list[Block]:
    """Somebody's words as a block quotation, with who, what they were then, and where it was printed."""
    before = f"{escape(said.lead_in)}\n" if said.lead_in else ""
    quoted = "\n".join(f"> {escape(line)}" for line in f"“{said.shown}”".splitlines())
    blocks = [
        section(f"{before}{quoted}\n> — {escape(said.attribution)}"),
        context(f"From {escape(said.document.byline)}{_where(said.document)}"),
    ]
    if said.guard:
        blocks.append(context(escape(said.guard)))
    return blocks


def _where(document: Document) -> str:
    """The way to the source, when somebody noted one."""
    return f" ({link(document.url, 'read it')})" if document.url else ""


def prompt_blocks(card: Card) -> list[Block]:
    """A prompt: something to notice, one act, one if-then line; then the words it carries and its signpost."""
    blocks: list[Block] = []
    if card.prompt:
        lines = (card.prompt.notice, f"*This week:* {escape(card.prompt.act)}", card.prompt.if_then)
        blocks.append(section("\n\n".join((escape(lines[0]), lines[1], escape(lines[2])))))
    if card.quotation:
        blocks += quotation_blocks(card.quotation)
    if card.signpost:
        blocks.append(context(escape(card.signpost)))
    return blocks
