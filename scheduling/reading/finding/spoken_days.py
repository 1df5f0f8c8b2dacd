"""Finds days in words: `tomorrow`, `next Tuesday`, `this weekend`, `end of the month`."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.calendar_days import Found, item_at, month_ahead_at, single
from scheduling.reading.finding.day_groups import joiner_at
from scheduling.reading.finding.neighbours import is_timely
from scheduling.reading.finding.nth_weekdays import nth_weekday_at
from scheduling.reading.finding.pieces import (
    Ahead,
    CalendarDay,
    DatePiece,
    Day,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    Run,
    WeekOf,
)
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.finding.weeks import NEAR, in_time_at, item_weekday_only, week_at, weekend_of, weeks_on

_WHICH = {
    "this": "this", "next": "next", "last": "last", "coming": "this", "following": "next", "previous": "last",
    "past": "last", "nxt": "next",
}  # fmt: skip


def spoken_at(r: Reader, i: int, year_now: int) -> Found | None:
    """`tomorrow`, `next Tuesday`, `a week on Friday`, `in three weeks' time`, `end of the month`."""
    word = r[i].word
    if word in NEAR:
        days = NEAR[word]
        end = i + 1
        weeks = 0
        if r[end].word in {"week", "fortnight"}:
            weeks, end = (1 if r[end].word == "week" else 2), end + 1
        return single(r, i, end, Ahead(days=days, weeks=weeks))
    if word == "the" and (end := r.is_phrase(i, "the day after tomorrow")):
        return single(r, i, end, Ahead(days=2))
    if word == "day" and (end := r.is_phrase(i, "day after tomorrow")):
        return single(r, i, end, Ahead(days=2))
    if word in _WHICH:
        return _which(r, i)
    if word == "this" or word == "the":
        return _the(r, i, year_now)
    if word == "in":
        return in_time_at(r, i)
    if word in {"end", "start", "beginning"}:
        return _month_end(r, i)
    if word == "later" and r[i + 1].word == "today":
        return single(r, i, i + 2, Ahead())
    return weeks_on(r, i)


def _which(r: Reader, i: int) -> Found | None:
    """Finds `this Friday`, `next Tuesday`, `next week`, `this weekend`, `next month`."""
    which = _WHICH[r[i].word]
    j = i + 1
    if r[j].word == "coming":
        j += 1
    if r[j].weekday is not None and not r[j].is_plural:
        if which == "last" and (r[j + 1].word in {"of", "in"} or r[j + 1].month is not None):
            return nth_weekday_at(r, i)
        item = item_at(r, j, 2000)
        if item is not None and isinstance(item[0], CalendarDay) and (item[0].month is not None or not item[0].is_bare):
            return None
        day = NamedWeekday(r[j].weekday or 0, which)
        end = j + 1
        if r[end].word in {"week", "fortnight"} and r[end + 1].word not in {"commencing", "beginning"}:
            return single(r, i, end + 1, replace(day, which="", weeks=1 if r[end].word == "week" else 2))
        days: list[Day | Run] = [day]
        joined = ""
        while (step := joiner_at(r, end)) is not None and r[step[1]].weekday is not None and len(days) < 8:
            following = NamedWeekday(r[step[1]].weekday or 0, which)
            if r[step[1] + 1].number is not None and not is_timely(r, step[1] + 1) and r[step[1] + 2].month is not None:
                break
            if step[0] == "-":
                days = [Run(days[0], following)] if not isinstance(days[0], Run) else days
            else:
                days.append(following)
                joined = "or" if step[0] == "or" else "and"
            end = step[1] + 1
        return DatePiece(r[i].start, r[end - 1].end, tuple(days), joined), end
    weeks = {"this": 0, "next": 1, "last": -1}[which]
    if r[j].word in {"week", "wk"} and r[j + 1].word not in {"commencing", "beginning"}:
        end = j + 1
        if r[end].text == "'":
            end += 1
        if r[end].word == "on" and r[end + 1].weekday is not None:
            end += 1
        if r[end].weekday is not None and not r[end].is_plural and item_weekday_only(r, end):
            return single(r, i, end + 1, NamedWeekday(r[end].weekday or 0, in_week=weeks))
        return single(r, i, end, WeekOf(weeks=weeks))
    if r[j].word in {"weekend", "w'end"}:
        return single(r, i, j + 1, WeekOf(weeks=weeks, weekend=True))
    if r[j].word in {"month", "month's"}:
        return single(r, i, j + 1, MonthOf(months_ahead=weeks))
    if r[j].word in {"morning", "afternoon", "evening", "lunchtime"} and which == "this":
        return single(r, i, i + 1, Ahead())
    if r[j].month is not None and which in {"next", "this"} and r[j + 1].number is None:
        return single(r, i, j + 1, MonthOf(r[j].month))
    if which == "last" and r[j].word in {"day", "working"}:
        k = j + 1 if r[j].word == "day" else j + 2
        if r[k].word in {"of", "in"}:
            return _month_end(r, k - 1, start=i)
    return None


def _the(r: Reader, i: int, year_now: int) -> Found | None:
    j = i + 1
    if r[i].word == "the":
        if r[j].word in {"end", "start", "beginning"}:
            return _month_end(r, j)
        if r[j].word == "week" or r[j].word == "w":
            return week_at(r, j, year_now)
        if r[j].word == "weekend" and r[j + 1].word == "of":
            return weekend_of(r, i, j + 2, year_now)
        if r[j].word in {"following", "next", "coming"} or (r[j].word == "last" and r[j + 1].weekday is not None):
            return nth_weekday_at(r, j) or _which(r, j)
    return None


def _month_end(r: Reader, i: int, *, start: int | None = None) -> Found | None:
    """`end of the month`, `end of March`, `end of next month`."""
    begin = i if start is None else start
    first = r[i].word in {"start", "beginning"}
    if r[i + 1].word not in {"of", "in"}:
        return None
    j = i + 2
    if (ahead := month_ahead_at(r, j)) is not None:
        return single(r, begin, ahead[1], MonthEnd(months_ahead=ahead[0], first=first))
    if (r[j].month is not None and r[j + 1].number is None) or (r[j].month is not None and len(r[j + 1].text) == 4):
        year = r[j + 1].number if len(r[j + 1].text) == 4 and r[j + 1].number is not None else None
        return single(r, begin, j + 2 if year else j + 1, MonthEnd(r[j].month, year, first=first))
    return None
