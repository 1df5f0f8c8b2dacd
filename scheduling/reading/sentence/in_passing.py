"""Fractions that look like dates, and weekdays named in passing: `5/7`, "Happy Friday", "Sat with a cup of tea"."""

from __future__ import annotations

import re

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, PartPiece, RepeatPiece, TimePiece
from scheduling.reading.phrases import either, one_of
from scheduling.reading.sentence.joining import is_bare_weekday, weekdays_of_month
from scheduling.reading.sentence.roles import Role, is_unnamed
from scheduling.reading.sentence.statement import Item, Sentence
from scheduling.reading.vocabulary import WORDS_TOO

_FRACTION_BEFORE = re.compile(
    either(
        r"(?:^|[\s(•|:\t-])"
        + one_of(r"""
            on, for, date:?, from, until, to, is, dates:?, w/c, and, or, by, till, starting, begins?, not, except,
            next, of
        """)
        + r"\s*$",
        r"^[\s•>|(\d.)-]*$",
        r"[:|\t,]\s*$",
    ),
    re.IGNORECASE,
)
#: Where `5/7` is five days and `3/12` three months.
_CLINICAL = re.compile(
    r"\b"
    + one_of(r"""
        mg, mcg, tds, bd, od, qds, prn, abx, antibiotics?, \w+cillin, \w+mycin, steroids?, prednisolone,
        paracetamol, ibuprofen, symptoms?, cough, pain, wound, dressings?, patient, pt, hx, ttos?, discharged?,
        catheter, bloods, fever, rash, swelling, obs, gp
    """)
    + r"\b",
    re.IGNORECASE,
)
#: After a weekday at the start of a sentence: it is a day. Any other word makes it a name ("Sunday Times").
_AFTER_WEEKDAY = frozenset(
    {"at", "in", "for", "on", "is", "works", "work", "would", "and", "or", "if", "then", "please", "ok", "suits",
     "instead", "the", "with", "from", "to", "via", "by", "will", "be", "it", "we", "i", "can", "could", "should",
     "looks", "good", "best", "fine", "great", "only", "all", "meeting", "training", "drinks", "lunch", "workshop",
     "session", "call", "catch", "review", "huddle", "stand", "team", "board", "breakfast", "dinner", "briefing",
     "webinar", "event", "party", "walk", "yoga", "choir", "practice", "rehearsal", "visit", "interview",
     "interviews", "planning", "social", "quiz", "coffee", "away", "no", "off", "closed", "open", "next", "this", "a",
     "our", "class", "clinic", "forum", "seminar", "talk", "tour", "tbc", "pm", "am", "evening", "morning",
     "afternoon", "night", "not", "was", "now", "has"}
)  # fmt: skip
#: What scores are out of.
_OUT_OF = frozenset({5, 10})
#: Day and month of what is more often a fraction: 1/2, 2/3, 3/4.
_PARTS_OF_ONE = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)})
_DATED_BEFORE = re.compile(r"\b(?:on|for|from|until|till|by|dates?:?|starts?|starting)\s*$", re.IGNORECASE)
#: After a score: "10/10 effort", "7/10 engagement".
_SCORED = re.compile(
    r"\s+(?!"
    + one_of(r"""
        at, in, on, and, or, to, till, until, from, for, is, am, pm, noon, the, with, via, all, morning,
        afternoon, evening, please, works?, suits?, w/c
    """)
    + r"\b)[a-z]{3,}"
)
_IN_PASSING = re.compile(
    r"\b"
    + one_of(r"""
        is it, it's only, it's finally, roll on, bring on, thank god it's, tgi, happy, good, working, lovely,
        nice, great, fab, black, cyber, super, the, our, a, my, your, usual, casual, sunny, busy, one, any,
        some, rainy, manic, blue, another, previous
    """)
    + r"\s*$",
    re.IGNORECASE,
)
_WISHED = re.compile(r"\s+(?:yet|already|feeling|vibes?|mood|blues|energy)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:\b(?:on|this|next|coming|for|from|until|say|about|by|is|and|or|to|do|maybe|either)|[:@,(/|\t-])\s*$",
    re.IGNORECASE,
)


def is_loose_fraction(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`5/7` with no weekday, time, label or list beside it is a fraction or a score."""
    day = piece.days[0]
    if len(piece.days) > 1 or not isinstance(day, CalendarDay) or day.year is not None or day.weekday is not None:
        return False
    if s.text[piece.end - 5 - s.start : piece.end - s.start] == "10/10" and _SCORED.match(item.right):
        return True
    if not day.is_fraction:
        return False
    if day.month in (5, 7, 10, 12) and _CLINICAL.search(s.text):
        return True
    if any(isinstance(other.piece, (TimePiece, RepeatPiece)) and other.role is Role.EVENT for other in s.items):
        return False
    if (
        _SCORED.match(item.right)
        and (day.month in _OUT_OF or (day.day, day.month) in _PARTS_OF_ONE)
        and day.day <= (day.month or 0)
    ):
        return not _DATED_BEFORE.search(item.left)
    if day.month_first and not re.search(r"\b(?:on|date:?|dates:?|for|from)\s*$", item.left, re.IGNORECASE):
        return True
    if day.day > (day.month or 0) and day.day not in _OUT_OF and not item.right.strip(" ?!.)"):
        return False  # "Meet 28/2?": no score is out of less than it has
    return not _FRACTION_BEFORE.search(
        item.left if item.left.strip() or item is not s.items[0] else s.text[: piece.start - s.start]
    )


def is_loose_weekday(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """A weekday in passing: "Happy Friday", "the Monday group", "Sat with a cup of tea"."""
    if item.role is not Role.EVENT or not all(is_bare_weekday(day) for day in piece.days):
        return False
    if _is_any_such(s, item):
        return True
    if any(isinstance(other.piece, (TimePiece, RepeatPiece, PartPiece)) for other in s.items):
        return False
    if any(isinstance(other.piece, DatePiece) and weekdays_of_month(s, other, other.piece) for other in s.items):
        return False
    word = s.text[piece.start - s.start : piece.end - s.start]
    if word.endswith("'s") and not s.cancelled:
        return True
    if word[:3].lower() in WORDS_TOO and (len(word) <= 3 or len(piece.days) > 1):
        rest = item.right.strip(" ,.;:!?)-")
        if word.islower() and item.right.lstrip()[:1].isalpha():
            return True
        return not (_POINTS.search(item.left) or (not item.left.strip() and (not rest or "\t" in item.right)))
    if _WISHED.match(item.right):
        return True
    follower = re.match(r"\s+([A-Za-z']+)", item.right)
    names = (
        follower is not None and follower[1].lower() not in _AFTER_WEEKDAY and not item.left.strip() and not s.cancelled
    )
    return names or bool(_IN_PASSING.search(item.left))


def _is_any_such(s: Sentence, item: Item) -> bool:
    """`Clinic Tues 1 Dec 9-12, happy to swap for a Saturday`: no time after it, and a date before it."""
    others = [other for other in s.items if other is not item]
    before = any(isinstance(other.piece, DatePiece) and other.piece.end <= item.piece.start for other in others)
    after = any(isinstance(other.piece, TimePiece) and other.piece.start > item.piece.start for other in others)
    return before and not after and is_unnamed(item.left)
