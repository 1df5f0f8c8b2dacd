"""Cuts a line into sentences and gives each piece its role."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from scheduling.reading.finding.find import Found
from scheduling.reading.finding.pieces import (
    Ahead,
    CalendarDay,
    DatePiece,
    DayNumberPiece,
    Piece,
    RepeatPiece,
    Run,
    TimePiece,
)
from scheduling.reading.phrases import each_of, either, one_of
from scheduling.reading.sentence.joining import is_feast
from scheduling.reading.sentence.roles import (
    Role,
    absence_in,
    date_role,
    is_bad,
    is_cancelled,
    is_deadline,
    is_hours,
    is_moved_from,
    is_narrative,
    is_usual,
    label_role,
    time_role,
)
from scheduling.reading.sentence.statement import Item, Sentence
from scheduling.reading.vocabulary import weekday_of

_BOUNDARY = re.compile(
    either(
        r",\s+(?=(?:how about|what about|could we|can we|shall we)\b)",
        r"(?:(?<=cancelled)|(?<=postponed)|(?<=is off))\s*(?:,|-|and|but|so)\s+"
        r"(?=(?:the )?(?:next|we|i|see you|back|resum|return|restart|join)\w*\b)",
        r"""(?<=[.!?])\s+(?=[A-Z\"'(•])""",
        r"(?<=[a-z\d)])\s*;\s+",
    ),
)
_DATE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE
)
_NOT_BOUNDARY = re.compile(
    r"\b"
    + one_of(r"""
        st, dr, mr, mrs, ms, prof, rev, no, approx, inc, dept, rm, tel, ext, [a-z], jan, feb, mar, apr, jun,
        jul, aug, sept?, oct, nov, dec, mon, tues?, weds?, thurs?, fri, sat, sun, hon, cllr, e\.g, i\.e
    """)
    + r"\.$",
    re.IGNORECASE,
)
_JOINERS = re.compile(
    r"^[\s,;:/&|+•()@\u2192-]*(?:(?:"
    + either(
        *each_of(r"""
            and, or, then, plus, also, both, all, on, at, from, the, start, starting, starts, time
        """),
        r",",
        *each_of(r"&, @, either"),
    )
    + r")\b[\s,;:/&|+•()@-]*){0,4}$",
    re.IGNORECASE,
)
#: How many characters before a date or time can say what it is for.
FAR = 160
_ON_THE = re.compile(r"\bon\s(?:the\s)?$", re.IGNORECASE)
_TO_MOVE = re.compile(
    r"\b(?:moved?|rearranged?|rescheduled?|changed?|shifted?|postponed?)(?: the| our| my| this| your)?\s*$",
    re.IGNORECASE,
)
#: Between a weekday and its date: "the Wednesday before, 24 March".
_BESIDE = re.compile(r"\s*(?:before|after)\s*[,(]\s*(?:the )?", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:-|:|,|;|→)?\s*(?:but|it's|it is|rather)?\s*$", re.IGNORECASE)
_REPLACED = re.compile(r"\b(?:not|instead of)\s+(?:on |the )?$", re.IGNORECASE)
_TO = re.compile(r"(?:\bto|→)\s*(?:the\s)?$", re.IGNORECASE)
_SPREADING = frozenset({Role.DEADLINE, Role.PAST, Role.SENT, Role.OLD, Role.NEW, Role.HOURS, Role.ABSENCE, Role.EXCEPT})


def sentences(found: Found, number: int) -> list[Sentence]:
    """The sentences of a line with their items, roles given."""
    text = found.text
    cuts = [0]
    for match in _BOUNDARY.finditer(text):
        at = match.end()
        if (short := _NOT_BOUNDARY.search(text[max(0, match.start() - 8) : match.start()])) and (
            not _DATE_WORD.match(short.group()) or _DATE_WORD.match(text, at)
        ):
            continue
        if any(piece.start < at < piece.end for piece in found.pieces):
            continue
        cuts.append(at)
    cuts.append(len(text))
    read: list[Sentence] = []
    at = 0
    for start, stop in itertools.pairwise(cuts):
        pieces = []
        while at < len(found.pieces) and found.pieces[at].start < stop:
            pieces.append(found.pieces[at])
            at += 1
        read.append(_sentence(text, start, stop, pieces, found.line.number, number + len(read)))
    return read


def _sentence(text: str, start: int, stop: int, pieces: Sequence[Piece], line: int, number: int) -> Sentence:
    said = text[start:stop]
    sentence = Sentence(line, number, said, start, [])
    if pieces or len(said) < 400:
        sentence.cancelled = is_cancelled(said, dated=any(isinstance(piece, DatePiece) for piece in pieces))
    if not pieces:
        return sentence
    label = label_role(text) if start == 0 else None
    dated = any(isinstance(piece, DatePiece) and _is_plain(piece) for piece in pieces)
    if label is Role.HOURS and dated and not _weekly_hours(text):
        label = None
    pieces = _split_moves(text, start, pieces)
    away_until = start + absence_in(said)
    hours = is_hours(said)
    told = is_narrative(said)
    before: Item | None = None
    has_start = False
    moved = False
    numbers: tuple[int, ...] = ()
    last_end = start
    for index, piece in enumerate(pieces):
        next_start = pieces[index + 1].start if index + 1 < len(pieces) else stop
        item = Item(piece, text[last_end : piece.start], text[piece.end : next_start])
        if isinstance(piece, DayNumberPiece):
            last = sentence.items[-1] if sentence.items else None
            if (
                last is not None
                and isinstance(last.piece, TimePiece)
                and not last.of_days
                and _ON_THE.search(item.left)
            ):
                last.of_days = piece.numbers  # "9.30 start on the first day"
            else:
                numbers = piece.numbers
        item.of_days = numbers
        if isinstance(piece, DatePiece):
            numbers = ()
            item.role = label or date_role(
                item.left, _before(text, start, piece.start), item.right, has_start=has_start
            )
            if label is Role.DEADLINE:
                label = None
            if item.role is Role.DEADLINE and before is not None and _BESIDE.fullmatch(item.left):
                item.role = Role.EVENT
            if before is not None and before.role is Role.OLD and _DASH.match(item.left):
                item.role = Role.NEW
            elif moved and _TO.search(item.left):
                item.role, moved = Role.NEW, False
            elif is_moved_from(item.left):
                item.role, moved = Role.OLD, True
            if item.role is Role.OLD and _TO_MOVE.search(item.left):
                moved = True
            if item.role is Role.UNTIL and item.left.strip() in {"-", "→"} and is_feast(item):
                item.role = Role.EVENT
            away = piece.start < away_until
            if item.role in ({Role.EVENT, Role.FROM, Role.UNTIL} if away else {Role.EVENT}) and (away or hours):
                item.role = Role.ABSENCE if away else Role.HOURS
            if item.role is Role.EVENT and is_bad(item.right):
                item.role = Role.ABSENCE
            if item.role in {Role.EVENT, Role.FROM} and (told or _is_behind(piece)):
                item.role = Role.PAST
            if item.role is Role.HOURS and (_is_plain(piece) or is_feast(item)) and not _weekly_hours(text):
                item.role = Role.EVENT
        elif isinstance(piece, TimePiece):
            item.role = (
                label if label in {Role.SENT, Role.DEADLINE, Role.HOURS} and label else time_role(item.left, item.right)
            )
            if item.role is Role.EVENT and hours and not any(isinstance(other, DatePiece) for other in pieces):
                item.role = Role.HOURS
        elif isinstance(piece, RepeatPiece) and is_moved_from(item.left) and " to " not in item.left[-12:]:
            item.role = Role.OLD
        elif isinstance(piece, RepeatPiece) and is_deadline(item.left):
            item.role = Role.DEADLINE
        elif isinstance(piece, RepeatPiece) and (hours or label is Role.HOURS):
            item.role = Role.HOURS
        elif isinstance(piece, RepeatPiece) and dated and is_usual(_before(text, start, piece.start)):
            item.role = Role.PAST
        if isinstance(piece, RepeatPiece) and before is not None and before.role is Role.OLD and _TO.search(item.left):
            before = None
        spreads = before is not None and before.role in _SPREADING and _JOINERS.match(item.left)
        if before is not None and before.role in {Role.OLD, Role.EXCEPT} and item.left.lstrip().startswith((",", ")")):
            spreads = None
        if before is not None and spreads and item.role is Role.EVENT:
            both_times = isinstance(before.piece, TimePiece) and isinstance(piece, TimePiece)
            item.role = Role.EVENT if both_times else before.role
        sentence.items.append(item)
        if isinstance(piece, (DatePiece, TimePiece, RepeatPiece)):
            has_start = has_start or item.role in {Role.EVENT, Role.FROM, Role.NEW}
            before = item
        last_end = piece.end
    return sentence


def _before(text: str, start: int, end: int) -> str:
    """The words before a piece in its sentence, as far back as they can bear on it."""
    return text[max(start, end - FAR) : end]


def _weekly_hours(text: str) -> bool:
    """Whether a line about hours speaks of every week and not of one date."""
    return bool(
        re.search(
            r"\b(?:i (?:normally |usually )?work|working (?:days|hours|pattern)|hours of work|closing date)\b",
            text,
            re.IGNORECASE,
        )
    )


def _is_behind(piece: DatePiece) -> bool:
    """Whether a date is yesterday or before, counted from today."""
    only = piece.only
    return isinstance(only, Ahead) and only.days < 0 and not only.weeks and not only.months


def _is_plain(piece: DatePiece) -> bool:
    """Whether a date names a day of the calendar."""
    return any(isinstance(day.first if isinstance(day, Run) else day, CalendarDay) for day in piece.days)


def _split_moves(text: str, start: int, pieces: Sequence[Piece]) -> list[Piece]:
    """`moved from 4 Dec to 11 Dec` and `moved from 2pm to 3pm` are changes, not stretches."""
    split: list[Piece] = []
    for piece in pieces:
        left = _before(text, start, piece.start)
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
    match = re.compile(r"\s?(?:\bto\b|-|\buntil\b|→)\s?").search(text, piece.start, piece.end)
    return (match.start(), match.end()) if match else (piece.end, piece.end)
