"""Tells the dates of a record: days behind today beside words that say what was done, measured or filed on them.

"An explicit year in the past stays in the past" is for what somebody proposes; a log, a ledger or an obituary proposes
nothing. So both are asked for: a day behind today, and a sign in its line, in the sentence above it or over the paste.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from scheduling.reading.finding.pieces import (
    CalendarDay,
    DatePiece,
    Day,
    MonthOf,
    NamedWeekday,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
)
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

#: Said of a day that is over: what was done on it.
_DONE = re.compile(
    r"\b"
    + one_of(r"""
        as at, position at, recorded, registered, logged, audited, surveyed, sampled, tested, examined, checked,
        inspected, counted, weighed, measured, calibrated, initialled, reported, raised, received, rec'?d, confirmed,
        authorised, approved, rejected, released, rewritten, published, printed, given, administered, dispensed,
        prescribed, vaccinated, immunised, invoiced, credited, debited, chased, settled, worked, awarded, made, commenced,
        began, ended, started, died, passed away, born, married, retired, joined, left, founded, opened, demolished,
        rebuilt, aged \d, (?:extract|report|query) run, taken, seen, read, sold, bought, fitted, found, repaired, replaced, collected, delivered,
        gave, (?:one|two|three|\d+) (?:days?|weeks?|months?|years?|yrs) ago
    """)
    + r"\b",
    re.IGNORECASE,
)
#: What keeps such days: a paper, a list, a book.
_KEPT = re.compile(
    r"\b"
    + one_of(r"""
        snapshot, extract, register, log, logbook, ledger, statement, balance, bal, bank rec, invoice,
        quotation (?:no|ref|q-), purchase order, po \d+, credit note, delivery note, remittance, receipt, tax point,
        timesheet, payslip, sickness, absences?, episodes?, days' leave taken, readings?, results, scores?, standings,
        league table, scorecard, statistics, stock check, (?:change|revision|version|document) (?:log|history),
        changelog, release notes, backup summary, incident, datix, award notice, health record, case notes,
        employment history, post-?mortem, incident (?:review|timeline), long service, in service, in post since, joined date, date joined, batch, defects?, query,
        caption, archive, chronology, timeline, obituary, our (?:story|history), history of, yrs, years' service,
        last (?:[a-z]+ ){0,2}(?:exam|examination|count|check|visit|test|service|inspection|audit|survey|round)
    """)
    + r"\b|\bhire of\b|\bcert(?:ificate)? no\b",
    re.IGNORECASE,
)
#: Over a list: the time that it looks back on.
_LOOKS_BACK = re.compile(
    r"\b"
    + one_of(r"""
        last (?:week|weekend|night|month|term|quarter|year|summer|autumn|winter|spring), yesterday, year[- ]to[- ]date,
        actually worked, timesheet, statement, readings, past (?:week|month|fortnight)
    """)
    + r"\b",
    re.IGNORECASE,
)
#: What is held with people, and keeps its date although that is behind today.
_HELD = re.compile(
    r"\b"
    + one_of(r"""
        meeting, committee, board, workshop, training, session, conference, forum, seminar, webinar, drop[- ]?in,
        away ?day, lunch, dinner, party, lecture, interviews?, panel, open (?:day|evening), assembly, concert, festival,
        fair, steering group, review meeting, reunion, celebration, appointment, briefing, stand-?up, retro, supervision,
        one-to-one, kick-?off, visit, tour, ceremony, trip, show, agm, congress, symposium, rehearsal, performance
    """)
    + r"\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|next|please|can we|could we|shall we|due|booked for|moved to|now)\b", re.IGNORECASE)
_BEGINS_WITH_DAY = re.compile(r"\W{0,4}(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
#: How many written lines at the top of a paste say what it is.
HEAD = 2
#: How many characters before a day without a year can say what was done on it.
NEAR = 40
#: How long ago a day without a year can be and still be the last such day and not the next: in days.
LATELY = 120


def refuse_recorded(lines: Sequence[Line], read: Sequence[list[Sentence]], today: date) -> None:
    """Give the dates of a record that are behind `today` the role of dates that are past."""
    if not any(_may_be_behind(item, today) for sentences in read for item in _open_items(sentences)):
        return
    head = " ".join([line.text for line in lines if line.text.strip()][:HEAD])
    is_log = _is_log(lines, read, today)
    above = ""
    for line, sentences in zip(lines, read, strict=True):
        text = line.text
        held = _HELD.search(text) is not None
        spans = any(isinstance(item.piece, TimePiece) and item.piece.ends for item in _open_items(sentences))
        kept = is_log or (not held and not spans and any(_KEPT.search(words) for words in (text, above, head)))
        done = _DONE.search(text) is not None or (not held and _DONE.search(above) is not None)
        looking_back = not held and _LOOKS_BACK.search(head) is not None and not _AHEAD.search(text)
        if done or kept or looking_back:
            _refuse(sentences, today, looking_back=looking_back, undated=looking_back and (done or _lists_days(text)))
        if text.strip().endswith(":"):
            above = text
        elif not text.strip():
            above = ""


def _may_be_behind(item: Item, today: date) -> bool:
    """Whether a date can be one of the past, so that it is worth looking for what says so."""
    days = item.piece.days if isinstance(item.piece, DatePiece) else ()
    return any(is_behind(day, today, lately=True) or _is_without_month(day) for day in days)


def _is_log(lines: Sequence[Line], read: Sequence[list[Sentence]], today: date) -> bool:
    """Whether several lines have days with a year, each behind today, and nothing is held on them.

    Two are enough where one says what was done, three where none has a time.
    """
    if any(_HELD.search(line.text) for line in lines):
        return False
    found = [[item.piece for item in _open_items(sentences)] for sentences in read]
    days = [[day for piece in one if isinstance(piece, DatePiece) for day in piece.days] for one in found]
    dated = [one for one in days if one]
    if not all(is_behind(day, today, lately=False) for one in dated for day in one):
        return False
    timed = any(isinstance(piece, TimePiece) for one in found for piece in one)
    done = any(_DONE.search(line.text) for line in lines)
    return len(dated) > (1 if done else 2) and (done or not timed)


def refuse_hours_told(read: Sequence[list[Sentence]]) -> None:
    """`Thank you for coming on 5 March. We were still dancing at midnight!`: the hours of days that are past are past.

    They stand in the sentence of such a day, or after it in its line up to the next date.
    """
    for sentences in read:
        told = False
        for sentence in sentences:
            days = [item for item in sentence.items if isinstance(item.piece, (DatePiece, RepeatPiece))]
            if days:
                told = all(item.role in {Role.PAST, Role.SENT, Role.FIGURE} for item in days)
            for item in sentence.items if told else ():
                if isinstance(item.piece, TimePiece):
                    item.role = Role.PAST


def keep_ahead(read: Sequence[list[Sentence]], today: date) -> None:
    """A day with its year that is still to come is no day of the past; "received no later than 12:00 on" it is a deadline."""
    for sentence in (sentence for sentences in read for sentence in sentences):
        before: Item | None = None
        for item in sentence.items:
            days = item.piece.days if isinstance(item.piece, DatePiece) else ()
            if days and item.role is Role.PAST and all(_is_ahead(day, today) for day in days):
                due = before is not None and before.role is Role.DEADLINE
                item.role = Role.DEADLINE if due else Role.EVENT
            before = item


def _is_ahead(day: Day | Run, today: date) -> bool:
    first = day.first if isinstance(day, Run) else day
    if not isinstance(first, CalendarDay) or first.year is None or first.month is None:
        return False
    return (first.year, first.month, first.day) > (today.year, today.month, today.day)


def _refuse(sentences: Sequence[Sentence], today: date, *, looking_back: bool, undated: bool) -> None:
    told = undated
    for item in _open_items(sentences):
        if isinstance(item.piece, DatePiece):
            lately = looking_back or _DONE.search(item.left[-NEAR:]) is not None
            told = all(
                is_behind(day, today, lately=lately) or (told and _is_without_month(day)) for day in item.piece.days
            )
        if told:
            item.role = Role.PAST


def _is_without_month(day: Day | Run) -> bool:
    """Whether a day is a weekday or a number alone: `w/e 14 Feb ... incl Sat 13th`."""
    return is_bare_weekday(day) or (isinstance(day, CalendarDay) and day.month is None)


def _open_items(sentences: Sequence[Sentence]) -> Iterator[Item]:
    """The dates, times and repeats that would be an event's."""
    for sentence in sentences:
        for item in sentence.items:
            usable = isinstance(item.piece, (DatePiece, TimePiece, RepeatPiece))
            if usable and item.role in {Role.EVENT, Role.FROM, Role.UNTIL}:
                yield item


def _lists_days(text: str) -> bool:
    """Whether a line is one of a list by weekday: `Mon  E: Asha, Colm`."""
    return _BEGINS_WITH_DAY.match(text) is not None


def is_behind(day: Day | Run, today: date, *, lately: bool) -> bool:
    """Whether a day lies before `today`: by its year, or, without one, when it was `lately` and its weekday allows."""
    if isinstance(day, Run):
        return is_behind(day.last, today, lately=lately)
    if isinstance(day, WeekOf) and day.day is not None:
        day = day.day
    if isinstance(day, NamedWeekday):
        return day.which == "last"
    if isinstance(day, MonthOf):
        return day.month is not None and day.year is not None and (day.year, day.month) < (today.year, today.month)
    if not isinstance(day, CalendarDay) or day.month is None:
        return False
    if day.year is not None:
        return (day.year, day.month, day.day) < (today.year, today.month, today.day)
    last = _last(day, day.month, today)
    if last is None or today - last > timedelta(days=LATELY):
        return False
    return last.weekday() == day.weekday if day.weekday is not None else lately


def _last(day: CalendarDay, month: int, today: date) -> date | None:
    """The last such day before `today`."""
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day.day)
        except ValueError:
            continue
        if found < today:
            return found
    return None
