"""One continuous stretch over several days: `from 7am Mon 14 June until 7am Fri 18 June`, `arrive Thursday 2pm, leave Saturday 1pm`."""

from __future__ import annotations

import re

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, Run, TimePiece
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
_ARRIVE = re.compile(r"\b(?:arriv(?:e|al|ing)|check[- ]?in|starts?|from|begins?)\b[\w ]{0,12}$", re.IGNORECASE)
_LEAVE = re.compile(
    r"\b(?:leav(?:e|ing)|depart(?:ure|ing)?|check[- ]?out|ends?|finish(?:es)?|until)\b[\w ]{0,12}$", re.IGNORECASE
)


def draft_stretch(s: Sentence, dates: list[Item], times: list[Item]) -> bool:
    """`from 7am Mon 14 June until 7am Fri 18 June`: one continuous stretch."""
    if len(dates) != 2 or len(times) not in (1, 2) or dates[1].role is Role.NEW:
        return False
    first, last = dates
    if not isinstance(first.piece, DatePiece) or not isinstance(last.piece, DatePiece):
        return False
    one, two = first.piece.only, last.piece.only
    if one is None or two is None or isinstance(one, Run) or isinstance(two, Run):
        return False
    ordered = sorted(dates + times, key=lambda item: item.piece.start)
    kinds = "".join("D" if isinstance(item.piece, DatePiece) else "T" for item in ordered)
    second = {"DTDT": 2, "TDTD": 2, "TDDT": 2, "DTTD": 2, "DTD": 2, "DDT": 1}.get(kinds)
    if second is None or not UNTIL_END.search(ordered[second].left):
        return False
    if any(isinstance(item.piece, TimePiece) and item.piece.ends is not None for item in times):
        return False
    slots = [item.piece for item in ordered if isinstance(item.piece, TimePiece)]
    if kinds in {"DTD", "DDT"}:
        return False
    draft = draft_of(s, first, one, times[0] if isinstance(times[0].piece, TimePiece) else None)
    draft.until_day, draft.until_slot = two, slots[1]
    draft.spans = [(s.line, ordered[0].piece.start, ordered[-1].piece.end)]
    s.drafts.append(draft)
    give_rest(s)
    return True


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
