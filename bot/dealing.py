"""Which card comes next for a person: on the theme they asked for, and not one they have seen before the rest."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC

from bot.asking import Ask
from bot.desk import Desk
from bot.store.errors import StoreError
from bot.store.shown_cards import remember_shown, shown_to
from content import library
from content.cards import Card
from content.library import Shown

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
    words = library.load()
    return _next(
        desk,
        ask,
        remembered=lambda history: words.quote(turn.about, today=desk.today_of(ask), history=history, seed=ask.user),
        otherwise=lambda: words.quotation_of_the_day(turn.about, today=desk.today_of(ask), another=turn.number),
    )


def prompt(desk: Desk, ask: Ask, turn: Turn) -> Card:
    """The prompt for this turn, remembered as shown. Raises NothingFoundError."""
    words = library.load()
    return _next(
        desk,
        ask,
        remembered=lambda history: words.reflect(turn.about, today=desk.today_of(ask), history=history, seed=ask.user),
        otherwise=lambda: words.prompt_of_the_day(turn.about, today=desk.today_of(ask), another=turn.number),
    )


def _next(desk: Desk, ask: Ask, *, remembered: Callable[[list[Shown]], Card], otherwise: Callable[[], Card]) -> Card:
    """Deal by what the asker has seen; without the database, by the day."""
    now = desk.clock()
    try:
        with desk.store.begin() as connection:
            seen = shown_to(connection, ask.team, ask.user)
            card = remembered([Shown(one.card_id, one.shown_at.astimezone(UTC).date()) for one in seen])
            remember_shown(connection, ask.team, ask.user, card.id, now=now)
    except StoreError as error:
        log.warning("without memory", extra={"cause": type(error).__name__})
        return otherwise()
    return card
