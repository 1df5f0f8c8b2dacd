"""Cards as a terminal and a program see them: wrapped lines, and one flat object for each."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from content.cards import AuthorLine, Card, Prompt, Quotation

#: Lines are no longer than this even in a wide window, in characters.
WIDEST = 88


def show_card(card: Card) -> str:
    """A card for reading: the prompt if there is one, then the words it carries and whose they are."""
    lines: list[str] = []
    if card.prompt:
        for part in (card.prompt.notice, card.prompt.act, card.prompt.if_then):
            lines += [*_wrapped(part), ""]
    if card.quotation:
        said = card.quotation
        if said.lead_in:
            lines += _wrapped(said.lead_in)
        lines += _wrapped(f"“{said.shown}”", indent="  ")
        lines += _wrapped(f"— {said.attribution}", indent="  ", more="    ")
        lines += _wrapped(said.document.byline, indent="    ")
        if said.guard:
            lines += ["", *_wrapped(said.guard)]
    if card.signpost:
        lines += [*([""] if card.quotation else []), *_wrapped(card.signpost)]
    return "\n".join(lines).rstrip()


def show_list(cards: Sequence[Card]) -> str:
    """All of the cards, with id and themes above each."""
    blocks = []
    for card in cards:
        where = f"{card.prompt.situation} · " if card.prompt else ""
        blocks.append(f"{card.id} · {where}{', '.join(card.themes)}\n\n{textwrap.indent(show_card(card), '  ')}")
    return "\n\n".join(blocks)


def in_json(value: object) -> str:
    """For a program, and still readable."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def day_of(now: datetime | None) -> date:
    """The civil day asked for, or today by this machine's own clock and zone."""
    return (now or datetime.now().astimezone()).date()


def quotation_fields(said: Quotation | AuthorLine) -> dict[str, object]:
    """A quotation or author line with all of its provenance. `text` is the whole of it, `excerpt` what a card shows.

    An author line has no speaker: its words are its author's, and `kind` says so.
    """
    document = said.document
    spoken = said if isinstance(said, Quotation) else None
    return {
        "id": said.id,
        "kind": said.kind.value,
        "text": said.text,
        "excerpt": said.shown if said.shown != said.text else None,
        "lead_in": said.lead_in or None,
        "speaker": spoken.speaker or None if spoken else None,
        "role": spoken.role or None if spoken else None,
        "organisation": spoken.organisation or None if spoken else None,
        "attribution": said.attribution,
        "source": document.title,
        "author": document.author,
        "date": document.date,
        "publisher": document.publisher or None,
        "themes": list(said.themes),
        "tone": said.tone.value,
        "guard": said.guard or None,
        "digest": said.digest,
        "review": said.review.isoformat(),
    }


def prompt_fields(prompt: Prompt, said: Quotation | AuthorLine | None) -> dict[str, object]:
    """A prompt with its parts apart, and the words it carries, if any."""
    return {
        "id": prompt.id,
        "situation": prompt.situation,
        "themes": list(prompt.themes),
        "notice": prompt.notice,
        "act": prompt.act,
        "if_then": prompt.if_then,
        "text": prompt.text,
        "words": prompt.words,
        "quotation": quotation_fields(said) if said else None,
        "source": prompt.source,
        "tone": prompt.tone.value,
        "occasions": list(prompt.occasions),
        "owner": prompt.owner,
        "review": prompt.review.isoformat(),
    }


def card_fields(card: Card) -> dict[str, object]:
    """The card as a flat object: a prompt's fields when it has a prompt, else its quotation's."""
    if card.prompt:
        return {**prompt_fields(card.prompt, card.quotation), "signpost": card.signpost or None}
    assert card.quotation is not None, "a card shows a prompt or words"
    return quotation_fields(card.quotation)


def _wrapped(text: str, indent: str = "", more: str | None = None) -> Iterable[str]:
    width = min(WIDEST, shutil.get_terminal_size().columns)
    after = indent if more is None else more
    return textwrap.wrap(text, max(30, width), initial_indent=indent, subsequent_indent=after, break_on_hyphens=False)
