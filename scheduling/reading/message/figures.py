"""Tells tables of figures: where `31/60` stands, `5/12` beside it is a figure as well, and no 5 December."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduling.reading.finding.pieces import Ahead, CalendarDay, DatePiece, TimePiece
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_FRACTION = re.compile(r"(?<![\w/.,:-])(\d{1,3})/(\d{1,3})(?![\w/]|[.:-]\d)")
#: What a figure may be written as, alone or in a row.
_BARE = re.compile(r"\d{1,2}/\d{1,2}(?:\s?(?:,|and|&)\s?\d{1,2}/\d{1,2}){0,10}")
_SCORED = re.compile(r"\bscore[ds]?:?\s(?:of\s)?\d{1,3}/(\d{1,3})(?![\d/])", re.IGNORECASE)
#: Before a fraction: it is a date all the same.
_DATED = re.compile(
    r"\b"
    + one_of(r"""
        on, for, from, until, till, by, before, after, since, dates?, starts?, starting, begins?, w/c, w/e, next, next one,
        see you, meet, meeting, held, is, not
    """)
    + r"\W{0,3}$",
    re.IGNORECASE,
)
#: How many fractions that can be no date make a table of figures.
ENOUGH = 2


def refuse_figures(texts: Sequence[str], covered: Sequence[str], read: Sequence[list[Sentence]]) -> None:
    """Give bare fractions among figures, and the "today" beside them, a role that is no event's. `covered`: the texts with covers."""
    fractions = [(int(m[1]), int(m[2])) for text in covered for m in _FRACTION.finditer(text)]
    all_of_them = sum(not _can_be_date(*fraction) for fraction in fractions) >= ENOUGH
    out_of = {int(match[1]) for text in texts for match in _SCORED.finditer(text)}
    if not all_of_them and not out_of:
        return
    for text, sentences in zip(covered, read, strict=True):
        for sentence in sentences:
            figures = [
                item for item in sentence.items if _is_figure(text, sentence, item, None if all_of_them else out_of)
            ]
            for item in figures:
                item.role = Role.FIGURE
            if figures:
                _refuse_today(sentence)


def _can_be_date(first: int, second: int) -> bool:
    """Whether two numbers are a day and a month in either order."""
    return 0 < min(first, second) <= 12 and max(first, second) <= 31


def _is_figure(text: str, s: Sentence, item: Item, out_of: set[int] | None) -> bool:
    """Whether a piece is a fraction with nothing beside it that makes it a date; `out_of`: what scores here are out of."""
    piece = item.piece
    if not isinstance(piece, DatePiece) or item.role is not Role.EVENT or _DATED.search(item.left):
        return False
    days = [day for day in piece.days if isinstance(day, CalendarDay) and day.year is None and day.weekday is None]
    written = text[piece.start : piece.end]
    if len(days) != len(piece.days) or not _BARE.fullmatch(written) or _has_time_beside(text, s, piece):
        return False
    parts = [(int(m[1]), int(m[2])) for m in _FRACTION.finditer(written)]
    return out_of is None or all(second in out_of and first <= second for first, second in parts)


def _has_time_beside(text: str, s: Sentence, piece: DatePiece) -> bool:
    """Whether only signs and "at" stand between a date and a time."""
    times = [item.piece for item in s.items if isinstance(item.piece, TimePiece)]
    between = [
        text[piece.end : time.start] if time.start >= piece.end else text[time.end : piece.start] for time in times
    ]
    return any(not re.search(r"[^\W\d_]", words.replace("at", "").replace("from", "")) for words in between)


def _refuse_today(s: Sentence) -> None:
    """`VA today R 6/9`: it says when the figures were taken."""
    timed = any(isinstance(item.piece, TimePiece) for item in s.items)
    for item in s.items:
        if isinstance(item.piece, DatePiece) and item.piece.only == Ahead() and not timed:
            item.role = Role.PAST
