"""Tells when a game was played: beside its score a weekday is one that is over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduling.reading.finding.pieces import DatePiece, TimePiece
from scheduling.reading.masks import mask, what_is
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_SCORE = re.compile(r"\d\s?[-–:]\s?\d")
#: Before a weekday: it is that of a game to come.
_TO_COME = re.compile(
    r"\b"
    + one_of(r"""
        next, then, replay, rematch, again, see you, will, we'll, semi-?final, final, plays?, playing, faces?, versus, vs?,
        favourites, meet, meeting, training, if, come, join
    """)
    + r"\b",
    re.IGNORECASE,
)
#: After a weekday: the same.
_OF_GAME = re.compile(r"(?:'s)?\s(?:replay|rematch|final|semi-?final|match|game|vs?\b)", re.IGNORECASE)
#: `Results from Thursday`, `our times from Saturday`.
_HEADED = re.compile(
    r"\b(?:results|scores|times|standings|finishers|winners|photos|pictures) (?:from|of)\s$", re.IGNORECASE
)


def refuse_results(lines: Sequence[Line], read: Sequence[list[Sentence]]) -> None:
    """Give bare weekdays beside a score, or after "results from", the role of the past."""
    for line, sentences in zip(lines, read, strict=True):
        for sentence in sentences:
            weekdays = [item for n, item in enumerate(sentence.items) if _is_untimed_weekday(sentence.items, n)]
            if not weekdays:
                continue
            scored = _tells_score(line.text, sentence)
            for item in weekdays:
                if (scored and not _is_to_come(item)) or _HEADED.search(item.left):
                    item.role = Role.PAST


def _is_untimed_weekday(items: Sequence[Item], n: int) -> bool:
    """Whether the `n`-th piece is a weekday alone, with no time next to it."""
    piece = items[n].piece
    if not isinstance(piece, DatePiece) or items[n].role not in {Role.EVENT, Role.FROM}:
        return False
    timed = any(isinstance(other.piece, TimePiece) for other in items[max(0, n - 1) : n + 2])
    return is_bare_weekday(piece.only) and not timed


def _is_to_come(item: Item) -> bool:
    return bool(_TO_COME.search(item.left) or _OF_GAME.match(item.right))


def _tells_score(text: str, s: Sentence) -> bool:
    end = s.start + len(s.text)
    spans = [(a, b) for a, b in mask(text)[1] if s.start <= a < end and _SCORE.search(text, a, b)]
    return any(what_is(text, a, b) == "a score" for a, b in spans)
