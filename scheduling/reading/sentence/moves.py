"""Changes from one day, time or weekday to another, which are written like stretches: `moved from 4 Dec to 11 Dec`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scheduling.reading.finding.pieces import DatePiece, Piece, RepeatPiece, Run, TimePiece
from scheduling.reading.sentence.roles import is_moved_from, words_before_piece
from scheduling.reading.vocabulary import weekday_of

_REPLACED = re.compile(r"\b(?:not|instead of)\s+(?:on |the )?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?(?:\bto\b|-|\buntil\b|→)\s?")


def split_moves(text: str, start: int, pieces: Sequence[Piece]) -> list[Piece]:
    """`moved from 4 Dec to 11 Dec` and `moved from 2pm to 3pm` are changes, not stretches."""
    split: list[Piece] = []
    for piece in pieces:
        left = words_before_piece(text, start, piece.start)
        only = piece.only if isinstance(piece, DatePiece) else None
        replaced = _REPLACED.search(left) and " - " in text[piece.start : piece.end]
        if isinstance(piece, DatePiece) and isinstance(only, Run) and (replaced or is_moved_from(left)):
            middle = _middle(text, piece)
            split += [DatePiece(piece.start, middle[0], (only.first,)), DatePiece(middle[1], piece.end, (only.last,))]
        elif isinstance(piece, TimePiece) and piece.ends is not None and is_moved_from(left):
            middle = _middle(text, piece)
            split += [
                TimePiece(piece.start, middle[0], piece.begins, role="old"),
                TimePiece(middle[1], piece.end, piece.ends, role="new"),
            ]
        elif isinstance(piece, RepeatPiece) and len(piece.weekdays) > 1 and is_moved_from(left):
            _, at = _middle(text, piece)
            weekday = weekday_of(text[at : piece.end].strip().lower())
            split.append(piece if weekday is None else replace(piece, start=at, weekdays=(weekday,)))
        else:
            split.append(piece)
    return split


def _middle(text: str, piece: Piece) -> tuple[int, int]:
    match = _BETWEEN.search(text, piece.start, piece.end)
    return (match.start(), match.end()) if match else (piece.end, piece.end)
