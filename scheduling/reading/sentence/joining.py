"""Makes one day of a weekday and the date or week beside it: `Sunday, 6 December`, `Mon and Wed w/c 1 March`."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from scheduling.reading.finding.pieces import (
    CalendarDay,
    DatePiece,
    Day,
    DayOfRun,
    FeastDay,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
    WeekOfMonth,
)
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_APPOSITION = re.compile(r"^[\s,(-]*(?:the|ie|i\.e\.|that is|which is)?\s*$", re.IGNORECASE)
_CLOSES = re.compile(r"(?:\s(?:morning|afternoon|evening|night|am|pm))?\s?\)", re.IGNORECASE)
_IN_MONTH = re.compile(r"^[\s,(]*(?:in|during|throughout|through|of|for)\s*$", re.IGNORECASE)
_IN_WEEK = re.compile(r"[\s,(]*(?:in|of|during|on)?\s*(?:the\s)?", re.IGNORECASE)


def weekdays_of_month(s: Sentence, item: Item, piece: DatePiece) -> list[NamedWeekday]:
    """`Tues & Thurs in February 2027`: the weekdays that a month after "in" bounds, when nothing else names a day."""
    if not isinstance(piece.only, MonthOf) or not _IN_MONTH.search(item.left):
        return []
    if any(isinstance(other.piece, RepeatPiece) for other in s.items):
        return []
    others = [other.piece for other in s.items if other is not item and isinstance(other.piece, DatePiece)]
    days = [day for other in others for day in other.days]
    named = [day for day in days if isinstance(day, NamedWeekday) and not day.which and not day.weeks]
    return named if named and len(named) == len(days) else []


def join_weekday(s: Sentence) -> None:
    """`Second Sunday in Advent, 6 December`: a weekday and then its date are one day; "next week" gives a weekday its week."""
    drop_named_again(s)
    drop_day_of_end(s)
    drop_weekday_again(s)
    drop_weekday_of_list(s)
    _drop_named_twice(s)
    dates = [item for item in s.items if isinstance(item.piece, DatePiece) and item.role is Role.EVENT]
    bare = [item for item in dates if isinstance(item.piece, DatePiece) and is_bare_weekday(item.piece.only)]
    weeks = [item for item in dates if isinstance(item.piece, DatePiece) and is_bare_week(item.piece.only)]
    _give_week(s, dates)
    for item in weeks[:1]:
        week = item.piece.days[0] if isinstance(item.piece, DatePiece) else None
        for other in bare:
            if (
                isinstance(other.piece, DatePiece)
                and isinstance(week, WeekOf)
                and isinstance(day := other.piece.only, NamedWeekday)
            ):
                other.piece = replace(other.piece, days=(replace(day, in_week=week.weeks),))
        if bare:
            s.items.remove(item)
            return
    bare = bare or [
        item for item in dates if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, NamedWeekday)
    ]
    full = [item for item in dates if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, CalendarDay)]
    if bare and is_bare_weekday(bare[0].piece.only if isinstance(bare[0].piece, DatePiece) else None) is False and full:
        bare = bare if _APPOSITION.match(full[0].left) else []
    if len(bare) != 1 or len(full) != 1 or full[0].piece.start < bare[0].piece.end:
        return
    dated, name = full[0].piece, bare[0].piece
    if not isinstance(dated, DatePiece) or not isinstance(name, DatePiece) or dated.start - name.end > 30:
        return
    written, weekday = dated.only, name.only
    if (
        isinstance(written, CalendarDay)
        and isinstance(weekday, NamedWeekday)
        and written.weekday is None
        and written.month
    ):
        between = [item for item in s.items if name.end <= item.piece.start < dated.start]
        if not any(isinstance(item.piece, (TimePiece, RepeatPiece)) for item in between):
            s.items.remove(bare[0])


def _give_week(s: Sentence, dates: list[Item]) -> None:
    """`Mon, Wed and Fri in the first week of March`, `Mon to Wed w/c 1 March`: the weekdays are those of the week named."""
    for at, item in enumerate(dates):
        week = item.piece.days[0] if isinstance(item.piece, DatePiece) else None
        if not isinstance(week, WeekOfMonth) and not (isinstance(week, WeekOf) and week.day is not None):
            continue
        before = dates[at - 1 : at] if _IN_WEEK.fullmatch(item.left) else []
        if [name for name in before or dates[at + 1 :] if _put_in_week(name, week)]:
            s.items.remove(item)
            return


def _put_in_week(name: Item, week: WeekOf | WeekOfMonth) -> bool:
    if not isinstance(name.piece, DatePiece):
        return False
    days = [_of_week(day, week) for day in name.piece.days]
    given = tuple(day for day in days if day is not None)
    if len(given) < len(days):
        return False
    name.piece = replace(name.piece, days=given)
    return True


def _of_week(day: Day | Run, week: WeekOf | WeekOfMonth) -> Day | Run | None:
    if isinstance(day, Run):
        first, last = _of_week(day.first, week), _of_week(day.last, week)
        if first is None or last is None or isinstance(first, Run) or isinstance(last, Run):
            return None
        return Run(first, last)
    return DayOfRun(week, day.weekday + 1) if isinstance(day, NamedWeekday) and is_bare_weekday(day) else None


def _drop_named_twice(s: Sentence) -> None:
    """`Mon-Wed 7-9 Dec`: the weekdays are those of the dates after them; `end of January review, 29 Jan` has one date."""
    for before, after in itertools.pairwise(list(s.items)):
        if not isinstance(before.piece, DatePiece) or not isinstance(after.piece, DatePiece):
            continue
        days = [day.first if isinstance(day, Run) else day for day in after.piece.days]
        if not days or not all(isinstance(day, CalendarDay) and day.month is not None for day in days):
            continue
        names = [day.first if isinstance(day, Run) else day for day in before.piece.days]
        weekdays = after.left.strip() in {"", ","} and all(is_bare_weekday(day) for day in names)
        plural = all(isinstance(day, NamedWeekday) and day.is_plural for day in names)
        weekdays = weekdays or (plural and after.left.strip() in {"", ",", ":"} and len(after.piece.days) > 1)
        if weekdays or (isinstance(names[0], MonthEnd) and after.left.rstrip().endswith(",")):
            s.items.remove(before)


def drop_weekday_again(s: Sentence) -> None:
    """`Fri 9 June - Whit Friday contests, 4pm`: straight after a date, its weekday once more is part of a name."""
    for before, after in itertools.pairwise(list(s.items)):
        if not isinstance(before.piece, DatePiece) or not isinstance(after.piece, DatePiece):
            continue
        date, weekday = before.piece.only, after.piece.only
        if not isinstance(date, CalendarDay) or not isinstance(weekday, NamedWeekday) or not is_bare_weekday(weekday):
            continue
        if date.weekday == weekday.weekday and after.role is Role.EVENT:
            s.items.remove(after)


def drop_weekday_of_list(s: Sentence) -> None:
    """`Saturday family learning - 3 July, 10 July and 17 July`: the weekday of the dates below it, as part of a name."""
    for before, after in itertools.pairwise(list(s.items)):
        if not isinstance(before.piece, DatePiece) or not isinstance(after.piece, DatePiece):
            continue
        named = is_bare_weekday(before.piece.only) and before.role is Role.EVENT
        dated = [day for day in after.piece.days if isinstance(day, CalendarDay) and day.month and day.weekday is None]
        if named and len(dated) > 1 and len(dated) == len(after.piece.days):
            s.items.remove(before)


def drop_named_again(s: Sentence) -> None:
    """`25/6: 5pm-9am (Fri night)`: a weekday in brackets names the date before it once more."""
    dated = [item for item in s.items if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, CalendarDay)]
    for item in list(s.items):
        if not isinstance(item.piece, DatePiece) or not is_bare_weekday(item.piece.only):
            continue
        before = any(other.piece.end <= item.piece.start for other in dated)
        closed = _CLOSES.match(s.text, item.piece.end - s.start)
        if before and item.left.endswith("(") and closed:
            s.items.remove(item)


def drop_day_of_end(s: Sentence) -> None:
    """`Saturday 27 March, 19:00 to 09:00 Sunday`: the day named after the hours of a night is the day on which they end."""
    for date, time, day in zip(s.items, s.items[1:], s.items[2:], strict=False):
        if not isinstance(date.piece, DatePiece) or not isinstance(day.piece, DatePiece):
            continue
        if not isinstance(time.piece, TimePiece) or time.piece.ends is None or day.left.strip(" (on"):
            continue
        if isinstance(date.piece.only, CalendarDay) and _is_day_after(date.piece.only, day.piece.only):
            s.items.remove(day)
            return


def _is_day_after(before: CalendarDay, day: Day | Run | None) -> bool:
    """Whether a day is the one after a date: by the weekday alone, or by its number as well."""
    if isinstance(day, CalendarDay) and day.month is not None:
        return (day.month, day.day) == (before.month, before.day + 1)
    if not isinstance(day, NamedWeekday) or not is_bare_weekday(day) or before.weekday is None:
        return False
    return day.weekday == (before.weekday + 1) % 7


def is_bare_week(day: Day | Run | None) -> bool:
    """Whether a day is a week counted from this one, with no date in it named."""
    return isinstance(day, WeekOf) and day.day is None and not day.weekend


def is_bare_weekday(day: object) -> bool:
    """Whether a day is a weekday alone, in the singular, with no week named."""
    return (
        isinstance(day, NamedWeekday) and not day.which and not day.weeks and day.in_week is None and not day.is_plural
    )


def is_feast(item: Item) -> bool:
    """Whether a piece is festivals and other days with names, and nothing else."""
    return isinstance(item.piece, DatePiece) and all(isinstance(day, FeastDay) for day in item.piece.days)
