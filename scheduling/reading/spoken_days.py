"""Finds days in words: `tomorrow`, `a week on Friday`, `end of the month`, `w/c 2 March`, `first Monday in May`."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.calendar_days import Found, is_timely, item_at, month_ahead_at, single
from scheduling.reading.day_groups import group_at, joiner_at
from scheduling.reading.pieces import (
    Ahead,
    CalendarDay,
    DatePiece,
    Day,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    NthWeekday,
    Run,
    WeekOf,
)
from scheduling.reading.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

_WHICH = {
    "this": "this", "next": "next", "last": "last", "coming": "this", "following": "next", "previous": "last",
    "past": "last", "nxt": "next",
}  # fmt: skip
_NEAR = {
    "today": 0, "tonight": 0, "tonite": 0, "tomorrow": 1, "tommorow": 1, "tomorow": 1, "tommorrow": 1, "tmrw": 1,
    "tmw": 1, "tomoz": 1, "yesterday": -1,
}  # fmt: skip
_NEAR |= {f"{word}'s": days for word, days in _NEAR.items()}
NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "last": -1,
}
_WEEK_WORDS = (
    "w / c", "wc", "w . c .", "week commencing", "week comm", "week beginning", "week starting", "week of the", "week of",
    "wk commencing", "wk beginning", "wk of", "w / b", "wb", "w / comm", "wkc", "week com", "wk comm", "wk starting", "week begining",
    "weeks commencing", "week commencing on",
)  # fmt: skip
#: What a week may begin with ("w/c").
WEEK_STARTS = frozenset({"w", "wc", "week", "weeks", "wk", "wb", "wkc"})


def spoken_at(r: Reader, i: int, year_now: int) -> Found | None:
    """`tomorrow`, `next Tuesday`, `a week on Friday`, `in three weeks' time`, `end of the month`."""
    word = r[i].word
    if word in _NEAR:
        days = _NEAR[word]
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
        return _in_time(r, i)
    if word in {"end", "start", "beginning"}:
        return _month_end(r, i)
    if word == "later" and r[i + 1].word == "today":
        return single(r, i, i + 2, Ahead())
    return _weeks_on(r, i)


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


def item_weekday_only(r: Reader, i: int) -> bool:
    """Whether the weekday at `i` has no day of the month after it."""
    item = item_at(r, i, 2000)
    return item is None or not isinstance(item[0], CalendarDay) or (item[0].month is None and item[0].is_bare)


def _the(r: Reader, i: int, year_now: int) -> Found | None:
    j = i + 1
    if r[i].word == "the":
        if r[j].word in {"end", "start", "beginning"}:
            return _month_end(r, j)
        if r[j].word == "week" or r[j].word == "w":
            return week_at(r, j, year_now)
        if r[j].word == "weekend" and r[j + 1].word == "of":
            return _weekend_of(r, i, j + 2, year_now)
        if r[j].word in {"following", "next", "coming"} or (r[j].word == "last" and r[j + 1].weekday is not None):
            return nth_weekday_at(r, j) or _which(r, j)
    return None


def _weekend_of(r: Reader, i: int, j: int, year_now: int) -> Found | None:
    if (found := group_at(r, j, year_now)) is None:
        return None
    piece, end = found
    only = piece.only
    if isinstance(only, CalendarDay):
        return single(r, i, end, WeekOf(only, weekend=True))
    return DatePiece(r[i].start, piece.end, piece.days, piece.joined), end


def week_at(r: Reader, i: int, year_now: int) -> Found | None:
    """`w/c 2 March`, `week commencing Monday 2 March`, `week of the 8th`."""
    for words in _WEEK_WORDS:
        if end := r.is_phrase(i, words):
            for extra in (":", "-", "mon", "."):
                if r[end].word == extra and extra != "mon":
                    end += 1
            if r[end].word == "the":
                end += 1
            if (item := item_at(r, end, year_now)) and isinstance(item[0], CalendarDay):
                listed = group_at(r, end, year_now)
                if listed and all(isinstance(day, CalendarDay) for day in listed[0].days) and len(listed[0].days) > 1:
                    weeks = tuple(WeekOf(day) for day in listed[0].days if isinstance(day, CalendarDay))
                    return DatePiece(r[i].start, listed[0].end, weeks, listed[0].joined), listed[1]
                day = item[0]
                after = item[1]
                if listed and isinstance(listed[0].only, CalendarDay):
                    day, after = listed[0].only, listed[1]
                return single(r, i, after, WeekOf(day))
            return None
    if (
        (end := r.is_phrase(i, "week ending") or r.is_phrase(i, "w / e") or r.is_phrase(i, "wk ending"))
        and (item := item_at(r, end, year_now))
        and isinstance(item[0], CalendarDay)
    ):
        return single(r, i, item[1], WeekOf(item[0], ending=True))
    if r[i].word in {"week", "wk"}:
        return _weeks_on(r, i)
    return None


def _weeks_on(r: Reader, i: int) -> Found | None:
    """`a week on Friday`, `week today`, `three weeks on Monday`, `a fortnight tomorrow`, `a month today`."""
    j = i
    count = 1
    if r[j].counted is not None and r[j + 1].word in {
        "week",
        "weeks",
        "weeks'",
        "fortnight",
        "month",
        "months",
        "days",
    }:
        count, j = r[j].counted or 1, j + 1
    unit = r[j].word.rstrip("'")
    if unit not in {"week", "weeks", "fortnight", "month", "months", "days"}:
        return None
    weeks = count * {"week": 1, "weeks": 1, "fortnight": 2}.get(unit, 0)
    months = count if unit.startswith("month") else 0
    days = count if unit == "days" else 0
    after = r[j + 1].word
    if (after == "from" and r[j + 2].word in {"now", "today", "tomorrow"}) or (after in _NEAR and _NEAR[after] >= 0):
        near = r[j + 2].word if after == "from" else after
        end = j + 3 if after == "from" else j + 2
        return single(r, i, end, Ahead(days=days + _NEAR.get(near, 0), weeks=weeks, months=months))
    if after in {"on", "from"} and weeks and count < 60:
        k = j + 2
        if r[k].word in {"this", "next", "coming"}:
            k += 1
        if r[k].weekday is not None and not r[k].is_plural and item_weekday_only(r, k):
            return single(r, i, k + 1, NamedWeekday(r[k].weekday or 0, weeks=weeks))
    return None


def _in_time(r: Reader, i: int) -> Found | None:
    """`in three weeks' time`, `in a fortnight`, `in 10 days`."""
    j = i + 1
    if r[j].word == "about":
        j += 1
    count = r[j].counted
    if count is None or count > 400:
        return None
    if r[j].word == "couple" or (r[j].word == "a" and r[j + 1].word == "couple"):
        j += 1 if r[j].word == "couple" else 2
        count = 2
        if r[j].word == "of":
            j += 1
    else:
        j += 1
    unit = r[j].word
    end = j + 1
    if r[end].text == "'":
        end += 1
    stem = unit.rstrip("'").removesuffix("'s").removesuffix("s")
    if r[end].word == "time":
        end += 1
    elif unit.endswith("'"):
        return None
    kinds = {
        "day": Ahead(days=count),
        "week": Ahead(weeks=count),
        "fortnight": Ahead(weeks=2 * count),
        "month": Ahead(months=count),
    }
    if stem not in kinds or r[end].word in {"of", "the"}:
        return None
    if r[end].word == "on" and r[end + 1].weekday is not None and stem == "week" and item_weekday_only(r, end + 1):
        return single(r, i, end + 2, NamedWeekday(r[end + 1].weekday or 0, in_week=count))
    return single(r, i, end, kinds[stem])


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


def nth_weekday_at(r: Reader, i: int) -> Found | None:
    """`first Monday in March`, `last Friday of January 2027`, `2nd Tuesday of next month`: one day, not a series."""
    nth = NTH.get(r[i].word)
    j = i + 1
    if nth is None and r[i].number in (1, 2, 3, 4, 5) and r[i + 1].word in ORDINAL_ENDINGS and r[i + 1].gap == 0:
        nth, j = r[i].number, i + 2
    if nth is None or r[j].weekday is None or r[j].is_plural:
        return None
    weekday = r[j].weekday or 0
    k = j + 1
    if r[k].word in {"in", "of"}:
        k += 1
    elif r[k].month is None:
        return None
    if r[k].month is not None:
        year = (
            r[k + 1].number
            if r[k + 1].number is not None and len(r[k + 1].text) == 4 and not is_timely(r, k + 1)
            else None
        )
        if (
            year is None
            and r[k + 1].number is not None
            and not is_timely(r, k + 1)
            and r[k - 1].word not in {"in", "of"}
        ):
            return None
        if year is not None and not 1900 <= year < 2900:
            year = None
        months, end = [r[k].month], (k + 2 if year else k + 1)
        while year is None and (step := joiner_at(r, end)) is not None and r[step[1]].month is not None:
            if r[step[1] + 1].number is not None and len(r[step[1] + 1].text) < 4:
                break
            months.append(r[step[1]].month)
            end = step[1] + 1
            if len(r[end].text) == 4 and 1900 <= (r[end].number or 0) < 2900 and not is_timely(r, end):
                year, end = r[end].number, end + 1
        days = tuple(NthWeekday(nth, weekday, month, year) for month in months)
        return DatePiece(r[i].start, r[end - 1].end, days, "and" if len(days) > 1 else ""), end
    if r[k].word in {"this", "next"} and r[k + 1].word == "month":
        return single(r, i, k + 2, NthWeekday(nth, weekday, months_ahead=0 if r[k].word == "this" else 1))
    return None
