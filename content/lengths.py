"""How long each field of a card or its document may be: what a person still reads, and a message still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

from content.cards import Document, Prompt, Said

#: The most characters of a field, wherever it stands. A prompt is bounded in words as well, an excerpt by the card.
LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "text": 1500,
        "lead_in": 150,
        "speaker": 80,
        "role": 120,
        "organisation": 120,
        "occasion": 120,
        "guard": 250,
        "note": 500,
        "title": 250,
        "author": 120,
        "publisher": 120,
        "date_as_printed": 40,
        "url": 500,
        "notice": 400,
        "act": 400,
        "if_then": 400,
        "source": 200,
        "owner": 80,
    }
)


def length_faults(thing: Document | Said | Prompt) -> list[tuple[str, str]]:
    """The fields that are too long: field and reason."""
    return [
        (item.name, f"{item.name} has {len(value)} characters; {LONGEST[item.name]} is the most")
        for item in fields(thing)
        if item.name in LONGEST and len(value := str(getattr(thing, item.name))) > LONGEST[item.name]
    ]
