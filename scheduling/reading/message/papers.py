"""Tells receipts and minutes as whole papers: the dates behind today in them say when something was paid or met."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from scheduling.reading.finding.pieces import CalendarDay, DatePiece
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import each_of, either, one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

#: A sum at the foot of what was bought, or the card it was paid with.
_RECEIPT = re.compile(
    either(
        r"^\W*(?:(?:sub|grand )?-?total|amount|balance)\b[^\d\n]{0,20}(?:paid|due|charged|to pay)?[^\d\n]{0,10}\d+\.\d\d",
        r"\b(?:payment|order|purchase) (?:received|confirmed|complete)",
        r"\b(?:visa|mastercard|amex|debit card|contactless|card)\b.{0,12}(?:ending|\*{2,})",
        *each_of(r"""
            \breceipt\b, \btotal paid\b, \bpaid (?:by )?(?:card|cash|visa|contactless)\b, \bvat no\b
        """),
    ),
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:present|attendees|in attendance|apologies(?: for absence)?|attended|attending)\s*[-:]",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(?:minutes|notes|action points|record of|actions)\b", re.IGNORECASE)
#: A first line that names what only tells of the past, when its date is behind.
_HEADED = re.compile(
    either(
        r"\b(?:pmh|pmhx|hpc|nkda|imp|o/e)\s?:",
        r"^\W*(?:draft |approved |unconfirmed )?(?:minutes|notes|action points) (?:(?:of|from|for)\b|(?=\d))",
        r"\b(?:ticket|bug|request|case)\s(?:no\.?\s?)?(?:#|[a-z]{2,5}-)\d",
        r"\bdischarge summary\b",
        r"\b"
        + one_of(r"""
            incident, outage, fault, accident, post-?mortem, timeline, audit trail, change log, clinical,
            physio, nursing, ward round, case, file, progress, visit, site
        """)
        + r" (?:log|summary|report|notes?|timeline|entry|record)\b",
    ),
    re.IGNORECASE,
)
_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)
#: The date of minutes stands within their first lines; without a year it is the last such day, when that is not longer ago.
FIRST_LINES, LATELY = 3, 120


def refuse_papers(lines: Sequence[Line], read: Sequence[list[Sentence]], today: date) -> None:
    """Give the dates of receipts and of minutes that are behind `today` the role of dates that say when."""
    if any(_RECEIPT.search(line.text) for line in lines):
        for item in _dates(read):
            if _is_past(item, today):
                item.role = Role.SENT
    head = "\n".join(line.text for line in lines[:FIRST_LINES])
    minuted = _MINUTES.search(head) and not _AGENDA.search(head) and any(_PRESENT.search(line.text) for line in lines)
    headed = any(_HEADED.search(line.text) for line in lines[:FIRST_LINES])
    if minuted or headed:
        for item in _dates(read):
            if _is_past(item, today) or _is_lately(item, today):
                item.role = Role.PAST


def _dates(read: Sequence[list[Sentence]]) -> list[Item]:
    items = [item for sentences in read for sentence in sentences for item in sentence.items]
    return [item for item in items if isinstance(item.piece, DatePiece) and item.role is Role.EVENT]


def _is_past(item: Item, today: date) -> bool:
    """Whether a date with its year stated is before today."""
    only = item.piece.only if isinstance(item.piece, DatePiece) else None
    if not isinstance(only, CalendarDay) or only.year is None or only.month is None:
        return False
    return (only.year, only.month, only.day) < (today.year, today.month, today.day)


def _is_lately(item: Item, today: date) -> bool:
    """Whether a day and month without a year were not long ago."""
    only = item.piece.only if isinstance(item.piece, DatePiece) else None
    if not isinstance(only, CalendarDay) or only.year is not None or only.month is None:
        return False
    since = (today.month - only.month) % 12 * 30 + today.day - only.day
    return 0 < since <= LATELY
