"""Tables whose header names the columns Start and End: the column says what a time is, not the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scheduling.reading.finding.pieces import Clock, DatePiece, Half, Run, TimePiece
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_BEGINS = re.compile(
    r"(?:start|starts|begin|begins|from)(?: (?:time|date))?|(?:time|date) (?:from|start)", re.IGNORECASE
)
_ENDS = re.compile(r"(?:end|ends|finish|finishes|to|until)(?: (?:time|date))?|(?:time|date) (?:to|end)", re.IGNORECASE)
_CUTS = (re.compile(r"\t|\|"), re.compile(","))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of start and end are, counted from 0, and what parts the cells."""

    begins: int
    ends: int
    cut: re.Pattern[str]


def columns_of(text: str) -> Columns | None:
    """The columns that a header names; None when the line is no such header."""
    for cut in _CUTS:
        cells = [cell.strip(" *_") for cell in cut.split(text)]
        begins = [n for n, cell in enumerate(cells) if _BEGINS.fullmatch(cell)]
        ends = [n for n, cell in enumerate(cells) if _ENDS.fullmatch(cell)]
        if len(begins) == len(ends) == 1:
            return Columns(begins[0], ends[0], cut)
    return None


def _plain(clock: Clock) -> bool:
    """Whether the hour is the same by day on either clock: 7 to 12, or already of 24 hours."""
    return clock.half is Half.FULL or (clock.half is Half.OPEN and 7 <= clock.hour <= 12)


def _join_days(sentence: Sentence, begins: Item, ends: Item) -> bool:
    """Make one run of the day in the column of starts and the day in the column of ends."""
    if not isinstance(begins.piece, DatePiece) or not isinstance(ends.piece, DatePiece):
        return False
    first, last = begins.piece.only, ends.piece.only
    if first is None or last is None or isinstance(first, Run) or isinstance(last, Run):
        return False
    if first != last:
        begins.piece = replace(begins.piece, end=ends.piece.end, days=(Run(first, last),))
    begins.role = Role.EVENT
    sentence.items = [item for item in sentence.items if item is not ends]
    return True


def by_columns(text: str, read: list[Sentence], columns: Columns) -> None:
    """Give the times of a row the roles of their columns, and make one of a start and its end."""
    cuts = [match.start() for match in columns.cut.finditer(text)]
    if len(cuts) + 1 < max(columns.begins, columns.ends) + 1:
        return
    for sentence in read:
        cells: dict[int, list[Item]] = {}
        for item in sentence.items:
            cells.setdefault(sum(cut < item.piece.start for cut in cuts), []).append(item)
        first, last = cells.get(columns.begins, []), cells.get(columns.ends, [])
        if len(first) != 1 or len(last) != 1:
            continue
        begins, ends = first[0], last[0]
        if _join_days(sentence, begins, ends):
            continue
        if not isinstance(begins.piece, TimePiece) or not isinstance(ends.piece, TimePiece):
            continue
        if begins.piece.ends is not None or ends.piece.ends is not None:
            continue
        if _plain(begins.piece.begins) and _plain(ends.piece.begins):
            begins.piece = replace(begins.piece, begins=replace(begins.piece.begins, half=Half.FULL))
            ends.piece = replace(ends.piece, begins=replace(ends.piece.begins, half=Half.FULL))
        end = ends.piece.end if columns.ends == columns.begins + 1 else begins.piece.end
        begins.piece = replace(begins.piece, end=end, ends=ends.piece.begins)
        begins.role = Role.EVENT
        others = [item for item in sentence.items if isinstance(item.piece, TimePiece) and item is not begins]
        sentence.items = [item for item in sentence.items if item not in others]
        for item in sentence.items:
            if isinstance(item.piece, DatePiece) and item.role is Role.UNTIL:
                item.role = Role.EVENT
