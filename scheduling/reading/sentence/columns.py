"""Tables whose header says what a column holds: a start, an end, a deadline, the day something was sent or paid."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scheduling.reading.finding.pieces import Clock, DatePiece, Half, Run, TimePiece
from scheduling.reading.phrases import each_of, either, one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_BEGINS = re.compile(
    r"(?:start|starts|begin|begins|from)(?: (?:time|date))?|(?:time|date) (?:from|start)", re.IGNORECASE
)
_ENDS = re.compile(r"(?:end|ends|finish|finishes|to|until)(?: (?:time|date))?|(?:time|date) (?:to|end)", re.IGNORECASE)
_DUE = re.compile(
    one_of(r"""
        (?:date )?due(?: (?:date|by))?, deadlines?, by(?: when)?, target(?: date)?, closing(?: date)?, closes,
        (?:valid|expires?|expiry)(?: (?:until|to|on|date))?, (?:next )?review(?: (?:date|due|by))?,
        renewal(?: date)?, complete by, rsvp(?: by)?, best before, use by
    """),
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    either(
        r"(?:last |date )?"
        + one_of(r"""
            updated, reviewed, modified, changed, edited, seen, raised, logged, created, issued, published,
            received, sent, paid, ordered, reported, opened, closed, joined, submitted, approved, ratified,
            completed
        """)
        + r"(?: (?:on|date))?",
        r"d\.?o\.?b\.?",
        r"date of birth",
        r"start date in post",
        r"version date",
        r"invoice date",
        r"order date",
        r"date of (?:issue|order|invoice|payment|incident|referral)",
    ),
    re.IGNORECASE,
)
#: A table with such a column lists what was bought, paid or counted, so its dates are no events.
_ACCOUNTS = re.compile(
    either(
        r"(?:invoice|receipt|order|transaction|payment|purchase order|po)(?: (?:no|number|ref))?\.?",
        *each_of(r"amount, debit, credit, balance, paid in, paid out"),
    ),
    re.IGNORECASE,
)
_BARE_HOUR = re.compile(r"[\s*_]*(?P<hour>\d{1,2})[\s*_]*")
_CUTS = (re.compile(r"\t|\|"), re.compile(","), re.compile(";"))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of start and end are, counted from 0 (-1: none), what parts the cells, and what the dates of other columns are for."""

    begins: int
    ends: int
    cut: re.Pattern[str]
    roles: tuple[tuple[int, Role], ...] = ()


def columns_of(text: str) -> Columns | None:
    """The columns that a header names; None when the line is no such header."""
    for cut in _CUTS:
        cells = [cell.strip(" *_:") for cell in cut.split(text)]
        begins = [n for n, cell in enumerate(cells) if _BEGINS.fullmatch(cell)]
        ends = [n for n, cell in enumerate(cells) if _ENDS.fullmatch(cell)]
        if len(begins) == len(ends) == 1:
            return Columns(begins[0], ends[0], cut)
        if len(cells) > (2 if cut.pattern in {",", ";"} else 1) and (roles := _roles(cells)):
            return Columns(-1, -1, cut, roles)
    return None


def _roles(cells: list[str]) -> tuple[tuple[int, Role], ...]:
    """What the dates below each cell of a header are for, where they are for no event."""
    if any(any(letter.isdigit() for letter in cell) for cell in cells):
        return ()
    if sum(bool(_ACCOUNTS.fullmatch(cell)) for cell in cells) > 1:
        return tuple((n, Role.SENT) for n in range(len(cells)))
    due = [(n, Role.DEADLINE) for n, cell in enumerate(cells) if _DUE.fullmatch(cell)]
    return tuple(due + [(n, Role.SENT) for n, cell in enumerate(cells) if _WRITTEN.fullmatch(cell)])


def hours_in(text: str, columns: Columns) -> frozenset[int]:
    """Where bare hours stand in the cells of start and end of a row: `9` is one there, and nowhere else."""
    found = []
    at = 0
    for n, cell in enumerate(columns.cut.split(text)):
        if n in {columns.begins, columns.ends} and (match := _BARE_HOUR.fullmatch(cell)):
            found.append(at + match.start("hour"))
        at += len(cell) + 1
    return frozenset(found)


def _plain(clock: Clock) -> bool:
    """Whether the hour is the same by day on either clock: 7 to 12, or already of 24 hours."""
    return clock.half is Half.FULL or (clock.half is Half.OPEN and 7 <= clock.hour <= 12)


def by_columns(text: str, read: list[Sentence], columns: Columns) -> None:
    """Give the dates and times of a row the roles of their columns, and make one of a start and its end."""
    cuts = [match.start() for match in columns.cut.finditer(text)]
    if len(cuts) < max(columns.begins, columns.ends, 1):
        return
    for sentence in read:
        cells: dict[int, list[Item]] = {}
        for item in sentence.items:
            cells.setdefault(sum(cut < item.piece.start for cut in cuts), []).append(item)
        for column, role in columns.roles:
            for item in cells.get(column, []):
                item.role = role
        first, last = cells.get(columns.begins, []), cells.get(columns.ends, [])
        if _join_moments(first, last) or len(first) != 1 or len(last) != 1:
            continue
        if not _join_days(sentence, first[0], last[0]):
            _join_times(sentence, first[0], last[0], columns)


def _join_moments(first: list[Item], last: list[Item]) -> bool:
    """A date and time in each of the two columns: one stretch from the one to the other."""
    for cell in (first, last):
        if len(cell) != 2 or not isinstance(cell[0].piece, DatePiece) or not isinstance(cell[1].piece, TimePiece):
            return False
    last[0].left, last[0].role = " until ", Role.EVENT
    return True


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


def _join_times(sentence: Sentence, begins: Item, ends: Item, columns: Columns) -> None:
    """Make one time of the start and the end in their columns; all other times of the row belong to something else."""
    if not isinstance(begins.piece, TimePiece) or not isinstance(ends.piece, TimePiece):
        return
    if begins.piece.ends is not None or ends.piece.ends is not None:
        return
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
