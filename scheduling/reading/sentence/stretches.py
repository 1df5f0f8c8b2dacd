"""One continuous stretch over several days: `from 7am Mon 14 June until 7am Fri 18 June`, `arrive Thursday 2pm, leave Saturday 1pm`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, Piece, Run, TimePiece
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.parts import draft_of, give_rest
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

UNTIL_END = re.compile(
    one_of(r"""
        \buntil, \btill, \btil, \bto, \bthrough, -, →, \bdepart(?:ing|ure)?, \bleav(?:e|ing), \bending, \bends,
        \bfinish(?:es|ing)?, \breturn(?:ing)?, ,\s*arr(?:iv(?:es?|ing))?\b[\w .:]{0,30}
    """)
    + r"[\s(:]*(?:(?:the|on|approx|about|at)\s)?$|\bend(?:[ _]?(?:date|time|at))?\W{1,5}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"[\s,]*(?:until|till|til|to)\s(?:the\s)?", re.IGNORECASE)
_ARRIVE = re.compile(r"\b(?:arriv(?:e|al|ing)|check[- ]?in|starts?|from|begins?)\b[\w ]{0,12}$", re.IGNORECASE)
_LEAVE = re.compile(
    r"\b(?:leav(?:e|ing)|depart(?:ure|ing)?|check[- ]?out|ends?|finish(?:es)?|until)\b[\w ]{0,12}$", re.IGNORECASE
)


def spans_days(text: str, start: int, pieces: Sequence[Piece]) -> bool:
    """Whether a sentence that begins at `start` says "from 10pm on Sunday 7 March until 6am on Friday 12 March" and no other time."""
    when = [piece for piece in pieces if isinstance(piece, (DatePiece, TimePiece))]
    if [isinstance(piece, DatePiece) for piece in when] not in ([False, True] * 2, [True, False] * 2):
        return False
    between = text[when[1].end : when[2].start]
    return bool(_FROM.search(text[start : when[0].start])) and bool(_UNTIL.fullmatch(between))


def draft_stretches(s: Sentence, dates: list[Item], times: list[Item]) -> bool:
    """`From 7am Mon 14 June until 7am Fri 18 June`: one continuous stretch; several of them after one another, with nothing else."""
    ordered = sorted(dates + times, key=lambda item: item.piece.start)
    fours = [ordered[at : at + 4] for at in range(0, len(ordered), 4)]
    ends = [_is_stretch(four) for four in fours]
    if not fours or not all(ends):
        return False
    for four in fours:
        _draft_stretch(s, four)
    give_rest(s)
    return True


def _is_stretch(four: list[Item]) -> bool:
    """Whether two days with a time each are the start and the end of one stretch."""
    kinds = "".join("D" if isinstance(item.piece, DatePiece) else "T" for item in four)
    if kinds not in {"DTDT", "TDTD", "TDDT", "DTTD"} or not UNTIL_END.search(four[2].left):
        return False
    days = [item for item in four if isinstance(item.piece, DatePiece)]
    only = [item.piece.only for item in days if isinstance(item.piece, DatePiece)]
    if days[1].role is Role.NEW or any(day is None or isinstance(day, Run) for day in only):
        return False
    return not any(isinstance(item.piece, TimePiece) and item.piece.ends is not None for item in four)


def _draft_stretch(s: Sentence, four: list[Item]) -> None:
    first, last = (item for item in four if isinstance(item.piece, DatePiece))
    starts, ends = (item for item in four if isinstance(item.piece, TimePiece))
    if not isinstance(first.piece, DatePiece) or not isinstance(last.piece, DatePiece):
        return
    one, two = first.piece.days[0], last.piece.days[0]
    if isinstance(two, Run) or not isinstance(ends.piece, TimePiece):
        return
    draft = draft_of(s, first, one, starts)
    draft.until_day, draft.until_slot = two, ends.piece
    draft.spans = [(s.line, four[0].piece.start, four[-1].piece.end)]
    s.drafts.append(draft)


def draft_residential(s: Sentence, dates: list[Item], times: list[Item]) -> bool:
    """`20-22 May (arrive 2pm Thursday, leave 1pm Saturday)`: one stretch over the days."""
    runs = [item for item in dates if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, Run)]
    if len(runs) != 1 or len(times) != 2 or not _ARRIVE.search(times[0].left) or not _LEAVE.search(times[1].left):
        return False
    run = runs[0].piece.days[0] if isinstance(runs[0].piece, DatePiece) else None
    last = times[1].piece
    if not isinstance(run, Run) or not isinstance(run.first, CalendarDay) or not isinstance(last, TimePiece):
        return False
    times[0].role = Role.EVENT
    draft = draft_of(s, runs[0], run.first, times[0])
    draft.until_day, draft.until_slot = run.last, last
    draft.spans = [(s.line, runs[0].piece.start, last.end)]
    s.drafts.append(draft)
    give_rest(s)
    return True
