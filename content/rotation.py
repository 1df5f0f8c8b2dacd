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

    this_round: set[str]
    theme: str
    men: list[bool]
    voices_on: Mapping[str, list[str]]
    resting: set[str]
    last_voice: Mapping[str, int]
    last_theme: Mapping[str, int]
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
    gives_way = {card.id: _broken(card, past, limits) for card in left}
    least = min(gives_way.values())
    fair = [card for card in left if gives_way[card.id] == least]
    wanted = steer or Steer()
    voice_due = _turns([card.voice for card in left], past.last_voice, past.length, seed)
    theme_due = _turns([card.theme for card in left], past.last_theme, past.length, seed)
    round_number = len(history) // len(enabled)
    pressing = _more_than_half(card.voice for card in left)

    def weight(card: Card) -> tuple[object, ...]:
        return (
            wanted.solemn and Tone.LIGHT in card.tones,
            bool(pressing) and card.voice != pressing,
            bool(card.voice) and past.last_voice.get(card.voice) == past.length - 1,
            _is_recent(card, past, len(enabled)),
            bool(wanted.themes) and wanted.themes.isdisjoint(card.themes),
            -voice_due[card.voice],
            -theme_due[card.theme],
            _shuffle(seed, round_number, card.id),
        )

    return Pick(min(fair, key=weight), tuple(rule for rule, broken in zip(Rule, least, strict=True) if broken))


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
    theme = ""
    men: list[bool] = []
    voices_on: dict[str, list[str]] = {name: [] for name in limits}
    resting: set[str] = set()
    last_voice: dict[str, int] = {}
    last_theme: dict[str, int] = {}
    last_shown: dict[str, int] = {}
    for position, shown in enumerate(history):
        if shown.card in enabled:
            this_round.add(shown.card)
            if len(this_round) == len(enabled):
                this_round.clear()
        last_shown[shown.card] = position
        if (card := named.get(shown.card)) is None:
            continue
        theme = card.theme
        last_theme[theme] = position
        last_voice[card.voice] = position
        if not card.voice:
            continue
        men.append(card.is_from_a_man)
        if today - shown.on < SPEAKER_REST:
            resting.add(card.voice)
        for name in limits:
            if name in card.subjects:
                voices_on[name].append(card.voice)
    return _Past(
        this_round=this_round,
        theme=theme,
        men=men[-(BALANCE_RUN - 1) :],
        voices_on={name: voices[-(VOICE_RUN - 1) :] for name, voices in voices_on.items()},
        resting=resting,
        last_voice=last_voice,
        last_theme=last_theme,
        last_shown=last_shown,
        length=len(history),
    )


def _broken(card: Card, past: _Past, limits: Mapping[str, frozenset[str]]) -> tuple[bool, ...]:
    """For each rule, in order, whether showing this card now would break it."""
    voice = card.voice
    runs = [(limits[name], [*past.voices_on[name], voice]) for name in limits if voice and name in card.subjects]
    return (
        card.is_from_a_man and sum(past.men) >= BALANCE_RUN // 2,
        any(len(run) == VOICE_RUN and few.issuperset(run) for few, run in runs),
        voice in past.resting,
        card.theme == past.theme,
    )


def _turns(left: Sequence[str], last: Mapping[str, int], length: int, seed: str) -> dict[str, float]:
    """How far each name is past its turn, if names took turns in proportion to how often they are left.

    It spreads the voice (or theme) that has most cards over the whole round instead of leaving its cards for the end.
    One that has not been shown yet starts somewhere inside its turn, settled by the seed.
    """
    due = {}
    for name, count in Counter(left).items():
        shown = last.get(name)
        waited = length if shown is None else length - shown
        phase = _shuffle(seed, 0, name)[0] / 256 if shown is None else 0.0
        due[name] = waited * count / len(left) + phase
    return due


def _more_than_half(voices: Iterable[str]) -> str:
    """The voice with more than half of what is left, which must speak now if it is not to speak twice running later."""
    counts = Counter(voices)
    voice, count = counts.most_common(1)[0]
    return voice if voice and 2 * count > counts.total() else ""


def _is_recent(card: Card, past: _Past, enabled: int) -> bool:
    """Whether the card was shown within half a round: a new round does not begin with the end of the last."""
    shown = past.last_shown.get(card.id)
    return shown is not None and past.length - shown <= enabled // 2


def _shuffle(seed: str, round_number: int, name: str) -> bytes:
    """A settled order that differs from seed to seed and from round to round."""
    return hashlib.blake2b(f"{seed}\0{round_number}\0{name}".encode(), digest_size=8).digest()
