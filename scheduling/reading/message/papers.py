"""Tells receipts and minutes as whole papers: the dates behind today in them say when something was paid or met."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from scheduling.reading.finding.pieces import DatePiece, Day, Run
from scheduling.reading.message.recorded import is_behind
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import each_of, either, one_of
from scheduling.reading.sentence.joining import is_bare_weekday
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
#: The date of minutes stands within their first lines.
FIRST_LINES = 3


def refuse_papers(lines: Sequence[Line], read: Sequence[list[Sentence]], today: date) -> None:
    """Give the dates of receipts and of minutes that are behind `today` the role of dates that say when."""
    if not _dates(read):
        return
    if any(_RECEIPT.search(line.text) for line in lines):
        _refuse_receipt(read, today)
    head = "\n".join(line.text for line in lines[:FIRST_LINES])
    minuted = _MINUTES.search(head) and not _AGENDA.search(head) and any(_PRESENT.search(line.text) for line in lines)
    headed = any(_HEADED.search(line.text) for line in lines[:FIRST_LINES])
    if minuted or headed:
        for item, days in _dates(read):
            if all(is_behind(day, today, lately=True) for day in days):
                item.role = Role.PAST


def _refuse_receipt(read: Sequence[list[Sentence]], today: date) -> None:
    """What was bought until today, the till's stamp (`Op: MON`) and, when no other date is left, its hours."""
    tomorrow = today + timedelta(days=1)
    ahead = False
    for item, days in _dates(read):
        if all(is_behind(day, tomorrow, lately=False) or is_bare_weekday(day) for day in days):
            item.role = Role.SENT
        else:
            ahead = True
    for sentences in read if not ahead else ():
        for item in (item for sentence in sentences for item in sentence.items):
            item.role = Role.SENT


def _dates(read: Sequence[list[Sentence]]) -> list[tuple[Item, tuple[Day | Run, ...]]]:
    items = [item for sentences in read for sentence in sentences for item in sentence.items]
    return [(item, item.piece.days) for item in items if isinstance(item.piece, DatePiece) and item.role is Role.EVENT]
