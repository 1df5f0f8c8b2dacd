"""Tells lines that record something from lines that propose something: weekly opening hours, the dateline of a bulletin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, Piece, Run, TimePiece
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import either, one_of
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Sentence

_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
#: `Mon 10am - 6pm`, `Sat & Sun closed`, `Sun and bank holidays closed`: a line of a table of hours.
_HOURS_LINE = re.compile(
    rf"\W{{0,4}}(?:{_WEEKDAY}|daily|weekdays?|weekends?|(?:bank|public) holidays)"
    rf"(?:\s?(?:-|to|and|&|/|,|\u0001)\s?(?:{_WEEKDAY}|(?:bank|public) holidays)){{0,6}}[\s:,|-]{{1,6}}"
    r"(?:are |is )?(?P<hours>closed|\d{1,2}(?:[.:]?\d\d)?\s?(?:[ap]\.?m)?\s?(?:-|to|until|till)"
    r"\s?\d{1,2}(?:[.:]?\d\d)?\s?(?:[ap]\.?m)?(?:\s?(?:,|and|&)\s?\d.{0,20})?)\W{0,3}",
    re.IGNORECASE,
)
#: Signs of a way to reach somebody: a telephone number, an address of mail, the upright strokes of a signature.
_CONTACT = re.compile(
    r"[^\W\d_] \| |\b0\d{2,4}[\s)-]\s?\d{3}|@\w|\b(?:ring|call|phone|tel|telephone|switchboard|helpline|box office)\b",
    re.IGNORECASE,
)
#: The years, perhaps with months, that begin a line of a CV.
_SERVED = re.compile(
    r"\W*(?:[^\W\d_]{3,9}\.? )?(?P<first>(?:19|20)\d\d)\s?(?:-|to)\s?"
    r"(?:(?:[^\W\d_]{3,9}\.? )?(?P<last>(?:19|20)\d\d)|present|now|date|current)\b\W+(?=[^\W\d_])",
    re.IGNORECASE,
)
_HOURS_HEADING = re.compile(
    either(
        r"\b"
        + one_of(r"""
            open(?:ing)?, reception, visiting, surgery, library, shop, office, service, staffed, term[- ]time,
            holiday, phone line, helpline, counter, café, cafe, gym, pool
        """)
        + r" (?:hours|times)\b",
        r"^\W*(?:we(?:'re| are) open|opening|open|hours)\W*$",
    ),
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|;]\s*")
_CLOSED = re.compile(rf"closed (?:on )?{_WEEKDAY}(?:\s?(?:-|to|and|&|/|,)\s?{_WEEKDAY}){{0,6}}", re.IGNORECASE)
#: What stands before the date in the dateline of a bulletin, and nothing after it.
_MASTHEAD = re.compile(
    r"\W*(?=\w)(?:(?:[^\W\d_][\w&'’-]*\s){0,5}"
    + one_of(r"""
        newsletter, bulletin, digest, gazette, round-?up, magazine, news, weekly, herald, update
    """)
    + r"\b[\s,:;|–—-]*)"
    + r"?(?:.{0,80}\|\s{0,3}(?=issue\b|edition\b|vol))?"
    + r"(?:(?:issue|edition|volume|vol|number|no)\b\.?\s?\d{1,4}[\s,:;|–—-]*){0,2}(?:published|dated|of)?\s*",
    re.IGNORECASE,
)


def refuse_records(lines: Sequence[Line], read: Sequence[list[Sentence]], today: date) -> None:
    """Give the dates and times of records their role, so that none of them becomes an event."""
    for index in _hours_tables(lines):
        for sentence in read[index]:
            for item in sentence.items:
                item.role = Role.HOURS
    for line, sentences in zip(lines, read, strict=True):
        for sentence in sentences:
            if _is_reachable(line.text, sentence):
                for item in sentence.items:
                    item.role = Role.HOURS
        pieces = [item.piece for sentence in sentences for item in sentence.items]
        if _is_dateline(line.text, pieces):
            for item in sentences[-1].items:
                item.role = Role.SENT
        if _is_past_service(line.text, today.year):
            for item in (item for sentence in sentences for item in sentence.items):
                item.role = Role.PAST


def _hours_tables(lines: Sequence[Line]) -> list[int]:
    """The lines of tables of hours: two or more in a row, with a day that is closed or a heading that says so."""
    found: list[int] = []
    block: list[int] = []
    closed = False
    for index, line in enumerate([*lines, None]):
        if line is not None and _is_week_of_hours(line.text):
            found.append(index)
        match = _HOURS_LINE.fullmatch(line.text) if line is not None else None
        if match is not None:
            block.append(index)
            closed = closed or match["hours"].lower() == "closed"
            continue
        headed = bool(block) and block[0] > 0 and bool(_HOURS_HEADING.search(lines[block[0] - 1].text))
        if (len(block) > 1 and closed) or headed:
            found += block
        block, closed = [], False
    return found


def _is_week_of_hours(text: str) -> bool:
    """`Tue-Thu 9-5.30 | Fri 9-7 | closed Sun & Mon`: a whole week's hours in one line."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    closed = [part for part in parts if _CLOSED.fullmatch(part)]
    return len(parts) > 1 and bool(closed) and all(_HOURS_LINE.fullmatch(part) for part in parts if part not in closed)


def _is_reachable(text: str, sentence: Sentence) -> bool:
    """`Estates Surveyor | Tue-Fri 8-4`, `ring 01632 960 700 (Mon-Fri, 9am-4pm)`: weekdays and hours beside a job, a number, an address."""
    days = [day for item in sentence.items if isinstance(item.piece, DatePiece) for day in item.piece.days]
    timed = any(isinstance(item.piece, TimePiece) for item in sentence.items)
    spans = len(days) > 1 or any(isinstance(day, Run) for day in days)
    bare = all(is_bare_weekday(day.first if isinstance(day, Run) else day) for day in days)
    return timed and spans and bare and _CONTACT.search(text) is not None


def _is_past_service(text: str, this_year: int) -> bool:
    """`2013-2016  Sales assistant (Sat & Sun)`, `May 2016 - present  Clerk`: a line of a CV, and not the year of a season."""
    years = _SERVED.match(text)
    if years is None:
        return False
    return years["last"] is None or int(years["last"]) < this_year or int(years["first"]) < this_year - 1


def _is_dateline(text: str, pieces: Sequence[Piece]) -> bool:
    """`Staff Bulletin, issue 47, Friday 20 November 2026` and nothing else."""
    dates = [piece for piece in pieces if isinstance(piece, DatePiece)]
    if len(dates) != 1 or not isinstance(dates[0].only, CalendarDay) or dates[0].only.year is None:
        return False
    before, after = text[: dates[0].start], text[dates[0].end :]
    return bool(before.strip()) and not after.strip(" .|*") and _MASTHEAD.fullmatch(before) is not None
