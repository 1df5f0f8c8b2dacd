"""What to show next: a pure function of what was shown before, the same for a person, a channel and a terminal.

The rules, in the order in which they are kept when they cannot all be kept:

1. nobody sees a card again until the rest were shown;
2. no more than half of any eight quotations are from men, by the pronoun printed in the source;
3. a theme's run of four quotations has a voice other than the ones that would otherwise fill it;
4. no speaker twice in eight weeks;
5. no theme twice running.

The first is never broken. When the cards that remain cannot satisfy the others, the last in the order gives way
first, and the pick says which did.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from content.cards import Card, Tone

#: A speaker rests this long before the next turn, in days.
SPEAKER_REST = timedelta(weeks=8)
#: Of so many quotations in a row, at most half are from men.
BALANCE_RUN = 8
#: In so many quotations in a row on a theme that names `not_only`, another voice is heard.
VOICE_RUN = 4


class Rule(IntEnum):
    """A rule that may give way; the higher number gives way first."""

    BALANCE = 1
    VOICES = 2
    SPEAKER = 3
    THEME = 4

    @property
    def sentence(self) -> str:
        """What gave way, for whoever set up the subset."""
        return _SENTENCES[self]


_SENTENCES = {
    Rule.BALANCE: "More than half of eight quotations in a row are from men.",
    Rule.VOICES: "Four quotations in a row on one theme come from the same few voices.",
    Rule.SPEAKER: "A speaker comes back within eight weeks.",
    Rule.THEME: "A theme comes twice running.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A card that was shown, and the day."""

    card: str
    on: date


@dataclass(frozen=True, slots=True)
class Steer:
    """What the coming days ask for: themes to prefer where the rules allow it, and no lightness near a solemn day."""

    themes: frozenset[str] = frozenset()
    solemn: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """The card to show, and the rules that had to give way for it."""

    card: Card
    gave_way: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Past:
    """What the history says that matters for the next card; speakers and themes of cards that are gone still count."""

    this_round: frozenset[str]
    last_theme: str
    men: tuple[bool, ...]
    voices_on: Mapping[str, tuple[str, ...]]
    resting: frozenset[str]
    last_turn: Mapping[str, int]
    last_shown: Mapping[str, int]
    length: int


def choose(
    cards: Sequence[Card],
    history: Sequence[Shown],
    *,
    today: date,
    known: Iterable[Card] = (),
    not_only: Mapping[str, Iterable[str]] | None = None,
    steer: Steer | None = None,
    seed: str = "",
) -> Pick | None:
    """The card to show today out of `cards` (those enabled), or None when there are none.

    `history` is what was shown before, oldest first, to the same person or in the same channel; `known` are all cards
    it may speak of, hidden ones too; ids it does not know are passed over. `not_only` gives for a theme the voices
    that may not fill a run of four alone. `seed` (a channel's id, say) makes one order differ from another.
    """
    if not cards:
        return None
    named = {card.id: card for card in (*known, *cards)}
    enabled = {card.id: card for card in cards}
    limits = {theme: frozenset(voices) for theme, voices in (not_only or {}).items()}
    past = _past(enabled, history, named, today, limits)
    left = [card for card in enabled.values() if card.id not in past.this_round]
    due = _turns(left, past, seed)
    wanted = steer or Steer()

    def weight(card: Card) -> tuple[object, ...]:
        broken = _broken(card, past, limits)
        return (
            tuple(rule in broken for rule in Rule),
            wanted.solemn and Tone.LIGHT in card.tones,
            _is_recent(card, past, len(enabled)),
            bool(wanted.themes) and wanted.themes.isdisjoint(card.themes),
            -due[card.voice],
            _shuffle(seed, len(history) // max(1, len(enabled)), card.id),
        )

    best = min(left, key=weight)
    return Pick(best, tuple(rule for rule in Rule if rule in _broken(best, past, limits)))


def walk(
    cards: Sequence[Card],
    *,
    start: date,
    every: timedelta = timedelta(weeks=1),
    history: Sequence[Shown] = (),
    known: Iterable[Card] = (),
    not_only: Mapping[str, Iterable[str]] | None = None,
    seed: str = "",
) -> Iterator[tuple[date, Pick]]:
    """The picks from `start` on, one each `every`, without end: each as if the ones before had been shown."""
    told = list(history)
    everything = tuple(known)
    day = start
    while pick := choose(cards, told, today=day, known=everything, not_only=not_only, seed=seed):
        yield day, pick
        told.append(Shown(pick.card.id, day))
        day += every


def _past(
    enabled: Mapping[str, Card],
    history: Sequence[Shown],
    named: Mapping[str, Card],
    today: date,
    limits: Mapping[str, frozenset[str]],
) -> _Past:
    """Read the history once, oldest first."""
    this_round: set[str] = set()
    last_theme = ""
    men: list[bool] = []
    voices_on: dict[str, list[str]] = {theme: [] for theme in limits}
    resting: set[str] = set()
    last_turn: dict[str, int] = {}
    last_shown: dict[str, int] = {}
    for position, shown in enumerate(history):
        if shown.card in enabled:
            this_round.add(shown.card)
            if len(this_round) == len(enabled):
                this_round.clear()
        last_shown[shown.card] = position
        if (card := named.get(shown.card)) is None:
            continue
        last_theme = card.theme
        last_turn[card.voice] = position
        if not card.voice:
            continue
        men.append(card.is_from_a_man)
        if today - shown.on < SPEAKER_REST:
            resting.add(card.voice)
        for theme in limits.keys() & set(card.themes):
            voices_on[theme].append(card.voice)
    return _Past(
        this_round=frozenset(this_round),
        last_theme=last_theme,
        men=tuple(men[-(BALANCE_RUN - 1) :]),
        voices_on={theme: tuple(voices[-(VOICE_RUN - 1) :]) for theme, voices in voices_on.items()},
        resting=frozenset(resting),
        last_turn=last_turn,
        last_shown=last_shown,
        length=len(history),
    )


def _broken(card: Card, past: _Past, limits: Mapping[str, frozenset[str]]) -> frozenset[Rule]:
    """The rules that showing this card now would break."""
    broken = set()
    if card.voice:
        if card.is_from_a_man and sum(past.men) >= BALANCE_RUN // 2:
            broken.add(Rule.BALANCE)
        if card.voice in past.resting:
            broken.add(Rule.SPEAKER)
        for theme in limits.keys() & set(card.themes):
            run = (*past.voices_on[theme], card.voice)
            if len(run) == VOICE_RUN and limits[theme].issuperset(run):
                broken.add(Rule.VOICES)
    if card.theme == past.last_theme:
        broken.add(Rule.THEME)
    return frozenset(broken)


def _turns(left: Sequence[Card], past: _Past, seed: str) -> dict[str, float]:
    """How far each voice is past its turn, if the voices took turns in proportion to the cards they have left.

    It spreads the voice that has most cards over the whole round instead of leaving its cards for the end. A voice
    that has not been heard yet starts somewhere inside its turn, settled by the seed.
    """
    remaining = Counter(card.voice for card in left)
    due = {}
    for voice, count in remaining.items():
        share = count / len(left)
        heard = past.last_turn.get(voice)
        waited = past.length if heard is None else past.length - heard
        phase = _shuffle(seed, 0, voice)[0] / 256 if heard is None else 0.0
        due[voice] = waited * share + phase
    return due


def _is_recent(card: Card, past: _Past, enabled: int) -> bool:
    """Whether the card was shown within half a round: a new round does not begin with the end of the last."""
    shown = past.last_shown.get(card.id)
    return shown is not None and past.length - shown <= enabled // 2


def _shuffle(seed: str, round_number: int, name: str) -> bytes:
    """A settled order that differs from seed to seed and from round to round."""
    return hashlib.blake2b(f"{seed}\0{round_number}\0{name}".encode(), digest_size=8).digest()
