"""Hours said of single days of a run: `24-25 March, day 1 10-5, day 2 9-4`, `Day 2` above its sessions, or `Sat 10-6` below the run."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.day_numbers import MOST_DAYS
from scheduling.reading.finding.months import MONTH_DAYS
from scheduling.reading.finding.pieces import (
    CalendarDay,
    DayNumberPiece,
    DayOfRun,
    NamedWeekday,
    Run,
    TimePiece,
    WeekOf,
)
from scheduling.reading.message.carried import Carried, Refused
from scheduling.reading.message.giving import add_span, give_tail, give_time
from scheduling.reading.message.programmes import add_sessions
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Item, Sentence

_WORDS = re.compile(r"[^\W\d_]{2,}")
#: A sentence with a numbered day and no time heads what stands below it when it is no longer than this, in words.
HEADING = 8


def take_numbered_days(c: Carried, s: Sentence) -> bool:
    """Give the times of a sentence to the days it numbers. False when it numbers none of the days above it."""
    pieces = [item.piece for item in s.items if isinstance(item.piece, DayNumberPiece)]
    numbers = [number for piece in pieces for number in piece.numbers]
    if not numbers or any(not item.of_days for item in s.slots) or max(numbers) > _count(c.days):
        return False
    if s.slots:
        _give_hours(c, s, _each_day(c))
        return True
    if s.drafts or len(numbers) > 1 or len(_WORDS.findall(s.text)) > HEADING:
        return False
    c.day = _numbered(_each_day(c), numbers[0])
    c.untimed = [c.day] if c.day.slot is None else []
    return True


def take_weekdays_of_run(c: Carried, s: Sentence) -> bool:
    """`Sat 10-6` right below `Festival 5-7 June`: the hours of that day of the run, which is then no event of its own."""
    run = c.days[0].day if len(c.days) == 1 and c.days[0].slot is None else None
    if not isinstance(run, Run) or not isinstance(run.first, CalendarDay) or c.blank_since_day:
        return False
    weekdays = [draft.day for draft in s.drafts if draft.own_time and draft.rule is None]
    begins = not _WORDS.search(s.text[: s.drafts[0].spans[0][1] - s.start])
    if len(weekdays) < len(s.drafts) or not begins or not all(_is_in(day, run) for day in weekdays):
        return False
    d = c.document
    if any(draft is c.days[0] for draft in d.drafts):
        d.drafts = [draft for draft in d.drafts if draft is not c.days[0]]
        d.refused += [Refused(*span, "the hours of its days stand below it") for span in c.days[0].spans[:1]]
    for draft in s.drafts:
        if isinstance(draft.day, NamedWeekday):
            draft.day = DayOfRun(run, weekday=draft.day.weekday)
            draft.spans = c.days[0].spans[:1] + draft.spans
        d.drafts.append(draft)
    c.untimed, c.day = [], s.drafts[-1]
    return True


def _is_in(day: object, run: Run) -> bool:
    """Whether a weekday alone can be one of a run's days, as far as the run names its weekdays and length."""
    if not is_bare_weekday(day) or not isinstance(day, NamedWeekday) or not isinstance(run.first, CalendarDay):
        return False
    length, first = _length(run), run.first.weekday
    return 0 < length <= 7 and (first is None or (day.weekday - first) % 7 < length)


def _give_hours(c: Carried, s: Sentence, days: list[Draft]) -> None:
    groups: dict[tuple[int, ...], list[Item]] = {}
    for item in s.slots:
        groups.setdefault(item.of_days, []).append(item)
    if _is_stretch(list(groups.values())):
        _give_stretch(c, s, days, list(groups))
        return
    for numbers, items in groups.items():
        mains = [item for item in items if item.role is not Role.END]
        ends = [item for item in items if item.role is Role.END]
        for number in numbers:
            draft = _numbered(days, number)
            more = mains
            if not draft.own_time:
                give_time(c, draft, mains[:1] + ends)
                draft.own_time = bool(mains)
                add_span(draft, s, mains[:1])
                give_tail(draft, s)
                more = mains[1:]
            add_sessions(c, draft, s, more)
            c.untimed = [other for other in c.untimed if other is not draft]
            c.day = draft


def _is_stretch(groups: list[list[Item]]) -> bool:
    """`Day 1 from 2pm, day 3 until noon`: a start on one day, and nothing but an end on another."""
    if len(groups) != 2 or len(groups[0]) != 1 or len(groups[1]) != 1:
        return False
    begins, ends = groups[0][0], groups[1][0]
    if not isinstance(begins.piece, TimePiece) or begins.piece.ends is not None or begins.role is Role.END:
        return False
    return isinstance(ends.piece, TimePiece) and ends.piece.ends is None and ends.role is Role.END


def _give_stretch(c: Carried, s: Sentence, days: list[Draft], numbers: list[tuple[int, ...]]) -> None:
    first, last = _numbered(days, numbers[0][0]), _numbered(days, numbers[1][0])
    if not isinstance(s.slots[1].piece, TimePiece) or isinstance(last.day, Run) or last.day is None:
        return
    give_time(c, first, s.slots[:1])
    first.own_time, first.until_day, first.until_slot = True, last.day, s.slots[1].piece
    add_span(first, s, s.slots)
    give_tail(first, s)
    stretch = days[days.index(first) + 1 : days.index(last) + 1]
    c.document.drafts = [other for other in c.document.drafts if not any(other is day for day in stretch)]
    c.untimed = []
    c.day = first


def _numbered(days: list[Draft], number: int) -> Draft:
    return days[number if number < 0 else number - 1]


def _count(days: list[Draft]) -> int:
    """How many days can be numbered: those of one run, or of one list; 0 when that is not known."""
    if any(draft.rule is not None for draft in days):
        return 0
    if len(days) != 1:
        return len(days)
    only = days[0].day
    return _length(only) if isinstance(only, (Run, WeekOf)) else 0


def _each_day(c: Carried) -> list[Draft]:
    """A draft for each day: a run is parted into its days, each with the hours of the run so far."""
    drafts = c.document.drafts
    if len(c.days) > 1 or not any(draft is c.days[0] for draft in drafts):
        return c.days
    whole = c.days[0]
    if not isinstance(whole.day, (Run, WeekOf)):
        return c.days
    length = whole.length if whole.length is not None and not whole.length.days else None  # "two-day": its run
    one = replace(whole, own_time=False, length=length)
    c.days = [
        replace(one, day=DayOfRun(whole.day, n), spans=list(whole.spans), notes=list(whole.notes))
        for n in range(1, _length(whole.day) + 1)
    ]
    at = next(n for n, other in enumerate(drafts) if other is whole)
    drafts[at : at + 1] = c.days
    if any(other is whole for other in c.untimed):
        c.untimed = [other for other in c.untimed if other is not whole] + c.days
    return c.days


def _length(days: Run | WeekOf) -> int:
    """How many days a run has; 0 when that depends on the year, or is more than people number."""
    if isinstance(days, WeekOf):
        return 2 if days.weekend else 5
    first, last = days.first, days.last
    length = 0
    if isinstance(first, NamedWeekday) and isinstance(last, NamedWeekday):
        length = (last.weekday - first.weekday) % 7 + 1
    elif isinstance(first, CalendarDay) and isinstance(last, CalendarDay):
        if first.month == last.month:
            length = last.day - first.day + 1
        elif first.month not in {None, 2} and last.month == (first.month or 0) % 12 + 1:
            length = MONTH_DAYS[(first.month or 1) - 1] - first.day + 1 + last.day
    return length if 0 < length <= MOST_DAYS else 0
