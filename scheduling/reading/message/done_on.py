"""Tells the day on which something was done by the participle that its sentence opens with: "Spayed here 12 Nov"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from scheduling.reading.finding.pieces import DatePiece, TimePiece
from scheduling.reading.message.recorded import is_behind
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Sentence

#: From the start of a sentence to its date. After these participles the day is still to come, or is a place or a kind.
_OPENS = re.compile(
    r"\W*(?!"
    + one_of(r"""
        planned, booked, scheduled, rescheduled, confirmed, moved, proposed, suggested, postponed, rearranged, deferred,
        delayed, extended, changed, updated, agreed, fixed, expected, reserved, needed, required, wanted, invited, offered,
        advertised, cancelled, based, located, situated, followed, limited, shared, guided, united, need, speed, indeed
    """)
    + r"\b)(?:[a-z]{2,12}ed|seen|given|taken|built|found|sold|bought|sent|born|done)"
    r"(?: (?:here|there|again|back|in|at|with|as|under|to|and|from|for)\b[^.,;:\d]{0,40})?"
    r"(?:,? on)?(?: the)?\s*",
    re.IGNORECASE,
)


def refuse_done(read: Sequence[list[Sentence]], today: date) -> None:
    """Give a day lately gone the role of the past where its sentence opens with what was done on it."""
    for sentence in (sentence for sentences in read for sentence in sentences):
        if not sentence.items or any(isinstance(item.piece, TimePiece) for item in sentence.items):
            continue
        first = sentence.items[0]
        if not isinstance(first.piece, DatePiece) or first.role not in {Role.EVENT, Role.FROM}:
            continue
        before = sentence.text[: first.piece.start - sentence.start]
        gone = all(is_behind(day, today, lately=True) for day in first.piece.days)
        if gone and _OPENS.fullmatch(before):
            first.role = Role.PAST
