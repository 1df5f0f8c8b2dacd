"""Days from which something holds, with no end, time or repeat: facts, and no events of that day."""

from __future__ import annotations

import re

from scheduling.reading.finding.pieces import (
    CountPiece,
    DatePiece,
    LengthPiece,
    MonthOf,
    RepeatPiece,
    Run,
    TimePiece,
    YearOf,
)
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

#: Why a day from which something holds is no event.
HOLDS_FROM = "something holds from that day on; it is not an event of that day"
#: After "from DATE" or before it: something holds from then on.
_HOLDS_ON = re.compile(
    r"\b"
    + one_of(r"""
        appl(?:y|ies), tak(?:e|es|ing) effect, (?:with )?effect(?:ive)?,
        com(?:e|es|ing) into (?:force|effect|operation), in (?:force|place|post|use), runs?, running, valid,
        available, no longer,
        will (?:be|apply|change|have|need|move|cost|use|report|replace|become|cover|take over), must, changes?,
        (?:increase|replace|become|rise|fall|reduce)s?, go(?:es)? (?:up|down), required, introduced, payable
    """)
    + r"\b",
    re.IGNORECASE,
)
_COMES_IN = re.compile(
    r"\b(?:com(?:e|es|ing) into (?:force|effect|operation)|tak(?:e|es|ing) effect|(?:is|be|becomes?) effective)\s*(?:on|from)?\s*(?:the\s)?$",
    re.IGNORECASE,
)
#: `Starting 1 February we are moving`: what follows the date is a clause of its own.
_STARTING = re.compile(r"^\W*(?:starting|beginning)\s*(?:on\s)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"^\s*,?\s*(?:we|all|the|please|you|staff|everyone|our|there|it)\b", re.IGNORECASE)
_ON_FROM = re.compile(
    r"(?:\bfrom|\beffective(?: from)?|\bas (?:of|from)|\bw\.?e\.?f\.?|\bonwards from|\bsince)\s*(?:on |the )?$",
    re.IGNORECASE,
)


def is_open_ended(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`From 1 Feb 2027 the new policy applies`: a beginning with no end, time, length or repeat."""
    if isinstance(piece.only, (Run, MonthOf, YearOf)) or len(piece.days) != 1:
        return False
    comes_in = item.role is Role.EVENT and bool(_COMES_IN.search(item.left))
    if item.role is not Role.FROM and not comes_in:
        return False
    if any(
        isinstance(other.piece, (TimePiece, RepeatPiece, CountPiece, LengthPiece))
        or (isinstance(other.piece, DatePiece) and other.role in {Role.UNTIL, Role.NEW, Role.OLD})
        for other in s.items
    ):
        return False
    if comes_in or (_STARTING.search(item.left) and _CLAUSE.match(item.right)):
        return True
    return from_then_on(item.left) and bool(_HOLDS_ON.search(f"{item.left} {item.right}"))


def from_then_on(left: str) -> bool:
    """Whether the words before a date make it the day from which something holds: `from`, `with effect from`."""
    return bool(_ON_FROM.search(left))
