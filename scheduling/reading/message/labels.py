"""Lines with a label: `Start:`, `End:`, `Time:`, and the line of a programme that only says when it closes."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import RepeatPiece, Run, TimePiece
from scheduling.reading.message.carried import Carried
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_TIME_LABEL = re.compile(
    r"^[\s•>|*-]*(?:time|times|start|starts|start time|when|hours|from|begins?|duration|timing|timings|at|meeting time|slot|slots)\b\s*:?",
    re.IGNORECASE,
)
_END_LABEL = re.compile(
    r"^[\s•>|*-]*(?:(?:planned|scheduled|actual|proposed|expected) )?"
    + one_of(r"""
        end, ends, finish, finishes, end time, finish time, until, to, end date, finish date, closes
    """)
    + r"\b\s*(?::|\t|-|(?=\s\d))",
    re.IGNORECASE,
)
_START_LABEL = re.compile(
    r"^[\s•>|*-]*(?:(?:planned|scheduled|actual|proposed|expected) )?"
    + one_of(r"""
        start, starts, from, begins, start date, start time, start date/time, first (?:session|meeting|date),
        commences, starting
    """)
    + r"\b\s*(?::|\t|-|(?=\s\w))",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"^[\s•>|*-]*[\d:.apm\s-]{1,14}[\s,:|\t-]*"
    + one_of(r"""
        close, closing, finish, end, ends, depart(?:ure)?s?, home, carriages, close of (?:day|meeting|event),
        event (?:ends|closes), day ends, meeting ends, finish(?:es)?, goodbye
    """)
    + r"\b[\w ]{0,12}[.!]?\s*$",
    re.IGNORECASE,
)

_ONCE = re.compile(
    r"\W*"
    + one_of(r"recurrence, repeats?, repeating, occurs, recurring, frequency")
    + r"\s*:\s*\(?"
    + one_of(r"none, never, no, does not repeat, doesn't repeat, once, one[- ]off, n/a")
    + r"\b",
    re.IGNORECASE,
)


def is_time_label(text: str) -> bool:
    """Whether a line begins with `Time:`, `When:`, `Hours` and the like."""
    return bool(_TIME_LABEL.match(text))


def is_end_label(text: str) -> bool:
    """Whether a line begins with `End:`, `Finish time:`, `Until 4`."""
    return bool(_END_LABEL.match(text))


def is_start_label(text: str) -> bool:
    """Whether a line begins with `Start:`, `First session 12 January`."""
    return bool(_START_LABEL.match(text))


def is_close(text: str) -> bool:
    """Whether a line of a programme only says when it is over: `16.30 Close`."""
    return bool(_CLOSE.match(text))


def end_by_time(c: Carried, ends: list[Item]) -> bool:
    """`End: 16:30`, `16.30 Close`: the end of the event above it, or of the default hours when there is none yet."""
    piece = ends[0].piece
    live = c.document.live
    of_day = [draft for draft in live if c.day is not None and draft.day == c.day.day]
    live = of_day or live
    if live:
        slot = live[-1].slot
        if not isinstance(piece, TimePiece) or slot is None or slot.ends is not None or piece.ends is not None:
            return False
        live[-1].slot = replace(slot, ends=piece.begins)
        return True
    first = c.default[0].piece if c.default else None
    if not isinstance(first, TimePiece) or first.ends is not None:
        return False
    end = piece.begins if isinstance(piece, TimePiece) else None
    c.default[0] = Item(replace(first, ends=end), "", "", Role.EVENT)
    return True


def end_by_date(c: Carried, s: Sentence) -> bool:
    """`End: Fri 4 Dec 2026 16:30` after `Start: ...`: the end of the event above it."""
    before = c.document.drafts[-1] if c.document.drafts else None
    if before is None or len(s.drafts) != 1 or not is_end_label(s.text):
        return False
    if isinstance(before.day, Run) or before.rule is not None:
        return False
    own = s.drafts[0]
    if own.day is None or isinstance(own.day, Run) or (own.slot is not None and own.slot.ends is not None):
        return False
    if own.slot is None:
        if before.slot is None and before.day is not None:
            before.day = Run(before.day, own.day)
            return True
        own.tentative = True  # the end of a series, when the text goes on to say that it is one
        return False
    if before.slot is None or before.slot.ends is not None:
        return False
    before.until_day, before.until_slot = own.day, own.slot
    before.spans += own.spans
    return True


def drop_repeats(c: Carried) -> None:
    """`Recurrence: (none)`: "quarterly" in a title is then a name and no repeat."""
    if not any(_ONCE.match(text) for text in c.texts):
        return
    for read in c.by_line:
        for sentence in read:
            sentence.items = [item for item in sentence.items if not isinstance(item.piece, RepeatPiece)]
