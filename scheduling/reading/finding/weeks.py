"""Finds weeks, and days counted in weeks: `w/c 2 March`, `a week on Friday`, `a fortnight tomorrow`, `in three weeks' time`."""

from __future__ import annotations

from scheduling.reading.finding.calendar_days import Found, item_at, month_ahead_at, single
from scheduling.reading.finding.day_groups import group_at
from scheduling.reading.finding.nth_weekdays import nth_at_start
from scheduling.reading.finding.pieces import Ahead, CalendarDay, DatePiece, NamedWeekday, WeekOf, WeekOfMonth
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.finding.years import year_at

#: Words for a day near to today, with how many days on it is.
NEAR = {
    "today": 0, "tonight": 0, "tonite": 0, "tomorrow": 1, "tommorow": 1, "tomorow": 1, "tommorrow": 1, "tmrw": 1,
    "tmw": 1, "tomoz": 1, "yesterday": -1,
}  # fmt: skip
NEAR |= {f"{word}'s": days for word, days in NEAR.items()}
_WEEK_WORDS = (
    "w / c", "wc", "w . c .", "week commencing", "week comm", "week beginning", "week starting", "week of the", "week of",
    "wk commencing", "wk beginning", "wk of", "w / b", "wb", "w / comm", "wkc", "week com", "wk comm", "wk starting", "week begining",
    "weeks commencing", "week commencing on",
)  # fmt: skip
#: What a week may begin with ("w/c").
WEEK_STARTS = frozenset({"w", "wc", "week", "weeks", "wk", "wb", "wkc"})


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
        return weeks_on(r, i)
    return None


def weekend_of(r: Reader, i: int, j: int, year_now: int) -> Found | None:
    """`The weekend of 6 March`: its Saturday and Sunday; `the weekend of 6-7 March`: those days."""
    if (found := group_at(r, j, year_now)) is None:
        return None
    piece, end = found
    only = piece.only
    if isinstance(only, CalendarDay):
        return single(r, i, end, WeekOf(only, weekend=True))
    return DatePiece(r[i].start, piece.end, piece.days, piece.joined), end


def weeks_on(r: Reader, i: int) -> Found | None:
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
    if (after == "from" and r[j + 2].word in {"now", "today", "tomorrow"}) or (after in NEAR and NEAR[after] >= 0):
        near = r[j + 2].word if after == "from" else after
        end = j + 3 if after == "from" else j + 2
        return single(r, i, end, Ahead(days=days + NEAR.get(near, 0), weeks=weeks, months=months))
    if after in {"on", "from"} and weeks and count < 60:
        k = j + 2
        if r[k].word in {"this", "next", "coming"}:
            k += 1
        if r[k].weekday is not None and not r[k].is_plural and item_weekday_only(r, k):
            return single(r, i, k + 1, NamedWeekday(r[k].weekday or 0, weeks=weeks))
    return None


def in_time_at(r: Reader, i: int) -> Found | None:
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
    elif unit.endswith("'") or (unit in {"day", "week"} and r[j - 1].word == "a"):
        return None  # "shorts in a day", "sold out in a week" say how long it took
    kinds = {
        "day": Ahead(days=count),
        "week": Ahead(weeks=count),
        "fortnight": Ahead(weeks=2 * count),
        "month": Ahead(months=count),
    }
    if stem not in kinds or r[end].word in {"of", "the", "beforehand", "before", "advance", "ahead", "prior"}:
        return None
    if r[end].word == "on" and stem == "week" and r[i + 1].word == "a":
        return None  # "pencil in a week on Monday"
    if r[end].word == "on" and r[end + 1].weekday is not None and stem == "week" and item_weekday_only(r, end + 1):
        return single(r, i, end + 2, NamedWeekday(r[end + 1].weekday or 0, in_week=count))
    return single(r, i, end, kinds[stem])


def item_weekday_only(r: Reader, i: int) -> bool:
    """Whether the weekday at `i` has no day of the month after it."""
    item = item_at(r, i, 2000)
    return item is None or not isinstance(item[0], CalendarDay) or (item[0].month is None and item[0].is_bare)


def week_of_month_at(r: Reader, i: int, year_now: int) -> Found | None:
    """`first week of March`, `last full week in January 2027`, `second week of next month`, `week 3 of May`."""
    if r[i].word in {"week", "wk"} and r[i + 1].number in (1, 2, 3, 4, 5):
        nth, j = r[i + 1].number, i + 2
    else:
        found = nth_at_start(r, i)
        if found is None:
            return None
        nth, j = found
        if r[j].word in {"full", "whole", "working", "complete"}:
            j += 1
        if r[j].word not in {"week", "wk"}:
            return None
        j += 1
    if nth is None or r[j].word not in {"of", "in"}:
        return None
    if (ahead := month_ahead_at(r, j + 1)) is not None:
        return single(r, i, ahead[1], WeekOfMonth(nth, months_ahead=ahead[0]))
    month = r[j + 1].month
    if month is None or (r[j + 2].number is not None and len(r[j + 2].text) < 4):
        return None
    year, end = year_at(r, j + 2, year_now, bare=False)
    return single(r, i, end, WeekOfMonth(nth, month, year))
