"""Which card comes next for a person: on the theme they asked for, and not one they have seen before the rest."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC

from bot.asking import Ask
from bot.desk import Desk
from bot.errors import GoneError
from bot.own_words import words_of
from bot.store.errors import StoreError
from bot.store.shown_cards import remember_shown, shown_to
from content import library
from content.cards import Card
from content.errors import NothingFoundError
from content.library import Library, Shown

log = logging.getLogger("alongside.dealing")

#: How far *Another* goes without a memory before it starts again from the card of the day.
FURTHEST = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked for, and how many cards of it were shown already."""

    about: str = ""
    number: int = 0

    @property
    def next(self) -> Turn:
        """The turn after this one."""
        return Turn(self.about, (self.number + 1) % FURTHEST)

    @property
    def value(self) -> str:
        """Small enough to travel in a button."""
        return json.dumps({"about": self.about[:200], "number": self.number})


def turn_from(value: str) -> Turn:
    """The turn that a button carried. Slack signs what comes back, so only an older version can have written it."""
    carried = json.loads(value)
    return Turn(str(carried["about"]), int(carried["number"]))


def quotation(desk: Desk, ask: Ask, turn: Turn) -> Card:
    """The quotation for this turn, remembered as shown. Raises NothingFoundError."""
    today = desk.today_of(ask)
    return _next(
        desk,
        ask,
        remembered=lambda words, seen: words.quote(turn.about, today=today, history=seen, seed=ask.user),
        otherwise=lambda words: words.quotation_of_the_day(turn.about, today=today, another=turn.number),
    )


def prompt(desk: Desk, ask: Ask, turn: Turn) -> Card:
    """The prompt for this turn, remembered as shown. Raises NothingFoundError."""
    today = desk.today_of(ask)
    return _next(
        desk,
        ask,
        remembered=lambda words, seen: words.reflect(turn.about, today=today, history=seen, seed=ask.user),
        otherwise=lambda words: words.prompt_of_the_day(turn.about, today=today, another=turn.number),
    )


def words_for(desk: Desk, ask: Ask) -> Library:
    """The words as the asker's workspace sees them; ours alone when the database cannot be reached."""

    def read() -> Library:
        with desk.store.read() as connection:
            return words_of(connection, ask.team)

    try:
        return desk.reach.ask(read)
    except StoreError as error:
        log.warning("without own words", extra={"cause": type(error).__name__})
        return library.load()


def card_in_sight(desk: Desk, ask: Ask, card: str) -> Card:
    """A card that somebody was shown, to do something with it. Raises GoneError."""
    try:
        return words_for(desk, ask).card(card)
    except NothingFoundError:
        raise GoneError("This card has been taken out of the collection since.", value=card) from None


def _next(
    desk: Desk, ask: Ask, *, remembered: Callable[[Library, list[Shown]], Card], otherwise: Callable[[Library], Card]
) -> Card:
    """Deal by what the asker has seen; without the database, by the day."""
    now = desk.clock()

    def deal() -> Card:
        with desk.writing(ask) as connection:
            seen = shown_to(connection, ask.team, ask.user)
            history = [Shown(one.card_id, one.shown_at.astimezone(UTC).date()) for one in seen]
            card = remembered(words_of(connection, ask.team), history)
            remember_shown(connection, ask.team, ask.user, card.id, now=now)
            return card

    try:
        return desk.reach.ask(deal)
    except StoreError as error:
        log.warning("without memory", extra={"cause": type(error).__name__})
        return otherwise(library.load())
