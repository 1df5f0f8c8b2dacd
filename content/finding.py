"""From what somebody typed to the cards they mean: themes, situations, speakers, ids, free words, typing slips."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.cards import Card
from content.errors import NothingFoundError

if TYPE_CHECKING:
    from content.library import Library

#: What is read of a question; nobody needs more to name a theme.
LONGEST = 80
#: From this likeness (0 to 100) a word is taken for a slip of the one we know.
SLIP = 87.0
#: From this likeness it is worth suggesting.
NEAR = 64.0


@dataclass(frozen=True, slots=True)
class Found:
    """The cards meant, best first, and what the words were taken to mean ("Listening", "Charlee Martin").

    `closest` are those of them that say the very words in their own text ("menopause"), when not all do.
    """

    label: str
    cards: tuple[Card, ...]
    closest: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class _Meaning:
    """One thing people can ask for, under every name they use for it: its id and its own name stand first.

    `parts` are the parts of a person's name; several people may share one.
    """

    label: str
    names: tuple[str, ...]
    cards: tuple[Card, ...]
    parts: tuple[str, ...] = ()


def find(about: str, cards: Sequence[Card], library: Library) -> Found:
    """The cards among `cards` that those words mean.

    In turn: a name we know (theme, situation, speaker, organisation, id); the same with a slip in it; several names
    together ("listening in meetings"); words inside the cards. Raises NothingFoundError with the nearest names.
    """
    asked = fold(about[: LONGEST + 1])
    if not asked or len(about) > LONGEST:
        shown = f"{about[:30]}…" if asked else about
        sentence = f'"{shown.strip()}" is not a theme; name one in a few words, such as listening or speaking up.'
        raise NothingFoundError(sentence, value=about)
    if _ANY & set(asked.split()) and not set(asked.split()) - _ANY - _SMALL:
        return Found("A good mix", tuple(cards))
    meanings = [meaning for meaning in _meanings(cards, library) if meaning.cards]
    named = [meaning for meaning in meanings if asked in meaning.names[:2]]
    called = [meaning for meaning in meanings if asked in meaning.names]
    if named:
        return Found(named[0].label, named[0].cards)
    if people := [meaning for meaning in meanings if asked in meaning.parts]:
        return Found(_either([one.label for one in people]), tuple(card for one in people for card in one.cards))
    if called:
        return _with_the_words(called[0], asked)
    if (written := _written_for(asked, cards, library)) is not None:
        return written
    if (slip := _slip(asked, meanings)) is not None:
        return Found(slip.label, slip.cards)
    together = _together(asked, meanings)
    if together is not None:
        return together
    if inside := _inside(asked, cards):
        return Found(f"“{about.strip()}”", inside)
    raise _nothing(about, asked, meanings)


def fold(text: str) -> str:
    """Lower case, no accents, "and" for "&", one space for any other mark, British spellings."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("’", "'")).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    folded = " ".join(re.sub(r"[^\w]+|_", " ", letters).split())
    return re.sub(r"(organi|recogni|reali|prioriti)z", r"\1s", folded)


def _meanings(cards: Sequence[Card], library: Library) -> Iterable[_Meaning]:
    """All that can be asked for, the likeliest first where two share a name."""
    for theme in library.themes:
        first = [card for card in cards if card.theme == theme.id]
        also = [card for card in cards if theme.id in card.themes[1:]]
        yield _Meaning(theme.name, _names(theme.id, theme.name, *theme.words), (*first, *also))
    carried: dict[str, set[str]] = {}
    for prompt in library.prompts:
        carried.setdefault(prompt.situation, set()).add(prompt.carries[0])
    for situation in library.situations:
        inside = tuple(
            card
            for card in cards
            if (card.prompt.situation == situation.id if card.prompt else card.id in carried.get(situation.id, ()))
        )
        yield _Meaning(situation.name, _names(situation.id, situation.name, *situation.words), inside)
    for voice in dict.fromkeys(card.voice for card in cards if card.voice):
        said = tuple(card for card in cards if card.voice == voice)
        yield _Meaning(voice, _names(voice), said, _names(*voice.split()))
    for name in dict.fromkeys(_organisation(card) for card in cards if _organisation(card)):
        there = tuple(card for card in cards if _organisation(card) == name)
        yield _Meaning(name, _names(name), there)
    for card in cards:
        yield _Meaning(card.id, _names(card.id), (card,))


def _names(*names: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in names)


def _organisation(card: Card) -> str:
    return getattr(card.quotation, "organisation", "") if card.voice else ""


def _written_for(asked: str, cards: Sequence[Card], library: Library) -> Found | None:
    """The prompts written for an awareness date, when it is asked for by name."""
    if not any(card.prompt for card in cards):
        return None
    from content.awareness import awareness_dates  # another file to read, and seldom needed

    for awareness in awareness_dates():
        if asked in _names(awareness.id, awareness.name) and (written := library.cards_for({awareness.id})):
            return Found(awareness.name, written)
    return None


def _with_the_words(meaning: _Meaning, asked: str) -> Found:
    """The cards of a meaning that was called by one of its by-names, those that say that name first."""
    stem = asked.removesuffix("s")
    closest = tuple(card for card in meaning.cards if f" {stem}" in f" {fold(_text(card))}")
    if not closest or len(closest) == len(meaning.cards):
        return Found(meaning.label, meaning.cards)
    rest = tuple(card for card in meaning.cards if card not in closest)
    return Found(meaning.label, closest + rest, closest)


def _slip(asked: str, meanings: Sequence[_Meaning]) -> _Meaning | None:
    """The meaning whose name is nearest, when it is near enough to be a slip of the fingers."""
    if len(asked) < 4:
        return None
    from rapidfuzz import fuzz, process  # only when nothing matched as typed: keeps a cold start short

    named = {name: meaning for meaning in reversed(meanings) for name in meaning.names if len(name) > 3}
    found = process.extractOne(asked, named.keys(), scorer=fuzz.ratio, score_cutoff=SLIP)
    return named[found[0]] if found else None


def _together(asked: str, meanings: Sequence[_Meaning]) -> Found | None:
    """Cards that answer to several of the names in one question, those that answer to most of them first."""
    padded = f" {asked} "
    named = [meaning for meaning in meanings if any(f" {name} " in padded for name in meaning.names)]
    words = [word for word in asked.split() if word not in _SMALL]
    if not named and len(words) > 1:
        named = [slip for word in words if len(word) > 4 and (slip := _slip(word, meanings))]
    if not named:
        return None
    counts = Counter(card.id for meaning in named for card in meaning.cards)
    cards = {card.id: card for meaning in named for card in meaning.cards}
    most = max(counts.values())
    label = " and ".join(dict.fromkeys(meaning.label for meaning in named))
    return Found(label, tuple(card for name, card in cards.items() if counts[name] == most))


def _inside(asked: str, cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards whose own text has every one of the words."""
    words = [word for word in asked.split() if word not in _SMALL]
    if not words or max(map(len, words)) < 3:
        return ()
    starts = [f" {word} " if len(word) < 4 else f" {word}" for word in words]
    return tuple(card for card in cards if all(start in f" {fold(_text(card))} " for start in starts))


def _text(card: Card) -> str:
    said = card.quotation
    parts = [card.prompt.text] if card.prompt else []
    if said is not None:
        parts += [said.text, said.lead_in, said.attribution, said.document.title]
    return " ".join(parts)


def _nothing(about: str, asked: str, meanings: Sequence[_Meaning]) -> NothingFoundError:
    from rapidfuzz import fuzz, process  # only on the way to an error

    ids = {card.id for meaning in meanings for card in meaning.cards}
    named = {
        name: meaning.label for meaning in reversed(meanings) for name in meaning.names if meaning.label not in ids
    }
    near = process.extract(asked, named.keys(), scorer=fuzz.ratio, limit=8, score_cutoff=NEAR)
    labels = tuple(dict.fromkeys(named[name] for name, _, _ in near))[:3]
    hint = f"did you mean {_either(labels)}?" if labels else "try a theme such as listening, or no word for a mix."
    return NothingFoundError(f'Nothing is filed under "{about.strip()}"; {hint}', value=about, suggestions=labels)


def _either(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"


_ANY = frozenset({"anything", "any", "random", "surprise", "mix", "mixed", "whatever"})
_SMALL = frozenset(
    {"a", "about", "an", "and", "are", "as", "at", "be", "by", "do", "for", "from", "how", "i", "in", "into", "is"}
    | {"it", "me", "more", "my", "of", "on", "one", "or", "our", "some", "something", "that", "the", "this", "to", "us"}
    | {"we", "what", "when", "who", "with", "words", "quote", "quotation", "prompt", "prompts", "please"}
)
