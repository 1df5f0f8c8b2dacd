"""Tells the day on which something was done by the participle before it: "Spayed here 12 Nov, chipped on 14 Dec"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from scheduling.reading.finding.pieces import DatePiece, TimePiece
from scheduling.reading.message.recorded import is_behind
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Sentence

#: From the start of a sentence, or the date before, to a date. After these participles the day is still to come, or is a place or a kind.
_OPENS = re.compile(
    r"\W*(?:and )?(?!"
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
    """Give days lately gone the role of the past where the sentence opens with what was done, and goes on with it."""
    for sentence in (sentence for sentences in read for sentence in sentences):
        if any(isinstance(item.piece, TimePiece) for item in sentence.items):
            continue
        end = sentence.start
        for item in sentence.items:
            before = sentence.text[end - sentence.start : item.piece.start - sentence.start]
            if not isinstance(item.piece, DatePiece) or not _OPENS.fullmatch(before):
                break
            gone = all(is_behind(day, today, lately=True) for day in item.piece.days)
            if gone and item.role in {Role.EVENT, Role.FROM}:
                item.role = Role.PAST
            end = item.piece.end
