"""Tells when a game was played: beside its score a weekday or a day lately gone is one that is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, TimePiece
from scheduling.reading.masks import mask, what_is
from scheduling.reading.message.recorded import is_behind
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_SCORE = re.compile(r"\d\s?[-–:]\s?\d")
#: Before a day: it is that of a game to come.
_ANNOUNCED = r"\b" + one_of("next, then, replay, rematch, again, see you, will, we'll, if, come, join") + r"\b"
#: The same before a weekday alone.
_TO_COME = re.compile(
    _ANNOUNCED
    + r"|\b"
    + one_of(r"""
        semi-?final, final, plays?, playing, faces?, versus, vs?, favourites, meet, meeting, training
    """)
    + r"\b",
    re.IGNORECASE,
)
_DAY_TO_COME = re.compile(_ANNOUNCED, re.IGNORECASE)
#: After a weekday: the same.
_OF_GAME = re.compile(r"(?:'s)?\s(?:replay|rematch|final|semi-?final|match|game|vs?\b)", re.IGNORECASE)
#: `Results from Thursday`, `our times from Saturday`.
_HEADED = re.compile(
    r"\b(?:results|scores|times|standings|finishers|winners|photos|pictures) (?:from|of)\s$", re.IGNORECASE
)


def refuse_results(lines: Sequence[Line], read: Sequence[list[Sentence]], today: date) -> None:
    """Give bare weekdays beside a score, or after "results from", the role of the past, and days that were lately beside a score."""
    for line, sentences in zip(lines, read, strict=True):
        for sentence in sentences:
            weekdays = [item for n, item in enumerate(sentence.items) if _is_untimed_weekday(sentence.items, n)]
            played = [item for n, item in enumerate(sentence.items) if _is_untimed_day_gone(sentence.items, n, today)]
            if not weekdays and not played:
                continue
            scored = _tells_score(line.text, sentence)
            for item in weekdays:
                if (scored and not _is_to_come(item)) or _HEADED.search(item.left):
                    item.role = Role.PAST
            for item in played:
                if scored and not _DAY_TO_COME.search(item.left):
                    item.role = Role.PAST


def _is_untimed_weekday(items: Sequence[Item], n: int) -> bool:
    """Whether the `n`-th piece is a weekday alone, with no time next to it."""
    piece = items[n].piece
    return isinstance(piece, DatePiece) and is_bare_weekday(piece.only) and _is_untimed(items, n)


def _is_untimed_day_gone(items: Sequence[Item], n: int, today: date) -> bool:
    """Whether the `n`-th piece is a day of the last months, with no time next to it: `Sat 5 Dec` in January."""
    piece = items[n].piece
    if not isinstance(piece, DatePiece) or not isinstance(piece.only, CalendarDay):
        return False
    return is_behind(piece.only, today, lately=True) and _is_untimed(items, n)


def _is_untimed(items: Sequence[Item], n: int) -> bool:
    beside = items[max(0, n - 1) : n + 2]
    return items[n].role in {Role.EVENT, Role.FROM} and not any(isinstance(item.piece, TimePiece) for item in beside)


def _is_to_come(item: Item) -> bool:
    return bool(_TO_COME.search(item.left) or _OF_GAME.match(item.right))


def _tells_score(text: str, s: Sentence) -> bool:
    end = s.start + len(s.text)
    spans = [(a, b) for a, b in mask(text)[1] if s.start <= a < end and _SCORE.search(text, a, b)]
    return any(what_is(text, a, b) == "a score" for a, b in spans)
