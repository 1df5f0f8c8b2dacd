"""A council's or school's calendar of term dates to the holidays it implies, whichever way it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise

from scheduling.errors import UnusableError
from scheduling.events import Event
from scheduling.reading.calfile import Limits, read_ics
from scheduling.terms import SchoolHoliday, TermCalendar, joined

#: How far before and after the day it was fetched a term calendar is read.
_BACK, _AHEAD = timedelta(days=730), timedelta(days=1460)
#: Longer than this, "half term" is half a term of teaching and not the holiday between two halves.
_LONGEST_HALF_TERM = 17
#: Longer than this, a gap between terms is a part of the calendar that is missing and not a holiday.
_LONGEST_HOLIDAY = 80
_DAY = timedelta(days=1)
#: Titles of a file without school days that are named.
_TOLD = 4

_SUBJECT = r"\b(?:terms?|schools?|half[ -]?term \d|pupils|students|classes|holidays?)\b.{0,30}"
_STARTS = re.compile(
    _SUBJECT + r"\b(?:starts?|begins?|re-?opens?|returns?|resumes?|commences?)\b|"
    r"\b(?:first day|start|beginning) of (?:the )?(?:[\w-]+ ){0,2}(?:term|school|holidays?)\b|\bback to school\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    _SUBJECT + r"\b(?:ends?|finish(?:es)?|close[sd]? for|breaks? up)\b|"
    r"\b(?:last day|end) of (?:the )?(?:[\w-]+ ){0,2}(?:term|school|holidays?)\b|\bbreaks? up\b",
    re.IGNORECASE,
)
_HALF_TERM = re.compile(r"\bhalf[ -]?term\b(?! ?\d)|\bmid[ -]?term\b", re.IGNORECASE)
_HOLIDAY = re.compile(
    r"\bholidays?\b|\bbreak\b|\bvacation\b|\bclosed\b|\bclosure\b|\binset\b|\bin-service\b|\btraining day\b|"
    r"\bstaff (?:day|development)\b|\bprofessional development\b|\bnon[ -]?pupil\b|\bno (?:school|pupils)\b|"
    r"\boccasional day\b|\bgood friday\b|\beaster monday\b|\bchristmas day\b|\bboxing day\b|\bnew year'?s day\b",
    re.IGNORECASE,
)
_TERM = re.compile(r"\bterms?\b|\bsemester\b|\bschool days?\b|\bschool open\b", re.IGNORECASE)
#: "Term ends for half term" is about school; "half term ends" is about the holiday.
_AROUND = re.compile(r"\b(?:after|before|for) (?:the )?half", re.IGNORECASE)


class _Says(Enum):
    """What one event of a term calendar says."""

    HOLIDAY = "these days are holiday"
    SCHOOL = "there is school on these days"
    SCHOOL_FROM = "school starts on this day"
    SCHOOL_TO = "school ends on this day"
    HOLIDAY_FROM = "a holiday starts on this day"
    HOLIDAY_TO = "a holiday ends on this day"


@dataclass(frozen=True, slots=True)
class _Entry:
    says: _Says
    first: date
    last: date
    name: str


def read_term_calendar(
    data: bytes | str, *, area: str, fetched: date, tz: str = "Europe/London", limits: Limits | None = None
) -> TermCalendar:
    """The school holidays of `area` from a calendar file of term dates, as fetched on that day.

    Understood: holidays given as runs of days; terms, or each day of a term, given as days (holidays are the gaps);
    first and last days of terms and of half-terms. Days for staff only are holidays: pupils are at home. Raises
    UnusableError when the file tells no holiday, and as `read_ics` does.
    """
    now = datetime.combine(fetched, time(12), tzinfo=UTC)
    reading = read_ics(data, now=now, tz=tz, first=fetched - _BACK, until=fetched + _AHEAD, limits=limits)
    entries: list[_Entry] = []
    passed_over: list[str] = []
    for event in reading.events:
        first, last = _days(event)
        says = _meaning(event.title, (last - first).days + 1)
        if says is None:
            passed_over.append(event.title or event.text)
        else:
            entries.append(_Entry(says, first, last, _name(event.title, area)))
    entries.sort(key=lambda each: (each.first, each.last))
    holidays = joined([*_stated(entries), *_bounded(entries), *_gaps(entries)])
    if not holidays:
        sentence = (
            f"No school holidays were found in the calendar of {area}: it holds {_some(passed_over)}. "
            "Holidays, terms, or first and last days of term are understood."
        )
        raise UnusableError(sentence, value=area)
    first, last = min(each.first for each in entries), max(each.last for each in entries)
    return TermCalendar(area, fetched, first, last, holidays, tuple(dict.fromkeys(passed_over)))


def _some(titles: Iterable[str]) -> str:
    """The first few titles of a file, and how many others there are."""
    seen = [f'"{title[:40]}"' for title in dict.fromkeys(titles)]
    rest = len(seen) - _TOLD
    return ", ".join(seen[:_TOLD]) + (f" and {rest} more" if rest > 0 else "") if seen else "no events"


def _days(event: Event) -> tuple[date, date]:
    """First and last day, both inclusive."""
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        return event.start.date(), max(event.start, event.end - timedelta(seconds=1)).date()
    return event.start, event.end - _DAY


def _meaning(title: str, days: int) -> _Says | None:
    """What a title says about that many days, None when it says nothing about school."""
    half_term = _HALF_TERM.search(title) is not None
    starts, ends = _STARTS.search(title), _ENDS.search(title)
    if days <= 1 and (starts or ends):
        if re.search(r"\bholidays?\b", title, re.IGNORECASE) or (half_term and not _AROUND.search(title)):
            return _Says.HOLIDAY_FROM if starts else _Says.HOLIDAY_TO
        return _Says.SCHOOL_FROM if starts else _Says.SCHOOL_TO
    if half_term:
        return _Says.HOLIDAY if days <= _LONGEST_HALF_TERM else _Says.SCHOOL
    if _HOLIDAY.search(title) and days <= _LONGEST_HOLIDAY:
        return _Says.HOLIDAY
    return _Says.SCHOOL if _TERM.search(title) else None


def _name(title: str, area: str) -> str:
    """The title without the area in front of it."""
    return re.sub(rf"^{re.escape(area)}\s*[:\-–]\s*", "", title, flags=re.IGNORECASE)


def _stated(entries: Iterable[_Entry]) -> list[SchoolHoliday]:
    return [SchoolHoliday(each.first, each.last, each.name) for each in entries if each.says is _Says.HOLIDAY]


def _bounded(entries: Sequence[_Entry]) -> list[SchoolHoliday]:
    """Holidays between a last day and the next first day, or between the two ends of a holiday."""
    holidays = []
    marks = [each for each in entries if each.says not in (_Says.HOLIDAY, _Says.SCHOOL)]
    for before, after in pairwise(marks):
        first = before.first + _DAY if before.says is _Says.SCHOOL_TO else before.first
        last = after.first - _DAY if after.says is _Says.SCHOOL_FROM else after.first
        leaves = before.says in (_Says.SCHOOL_TO, _Says.HOLIDAY_FROM)
        comes_back = after.says in (_Says.SCHOOL_FROM, _Says.HOLIDAY_TO)
        if leaves and comes_back and 0 <= (last - first).days < _LONGEST_HOLIDAY:
            holidays.append(SchoolHoliday(first, last, before.name if before.says is _Says.HOLIDAY_FROM else ""))
    return holidays


def _gaps(entries: Iterable[_Entry]) -> list[SchoolHoliday]:
    """Weekdays between two stretches of school on which there is none."""
    holidays = []
    reached: date | None = None
    for each in entries:
        if each.says is not _Says.SCHOOL:
            continue
        if reached is not None and _DAY < each.first - reached <= timedelta(days=_LONGEST_HOLIDAY):
            missing = [reached + _DAY * ahead for ahead in range(1, (each.first - reached).days)]
            if any(day.weekday() < 5 for day in missing):
                holidays.append(SchoolHoliday(missing[0], missing[-1]))
        reached = each.last if reached is None else max(reached, each.last)
    return holidays
