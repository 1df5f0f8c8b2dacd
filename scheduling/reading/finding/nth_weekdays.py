"""Finds `first Monday in March`, `last Friday of January 2027`, `2nd Tuesday of next month`: one day, not a series."""

from __future__ import annotations

from scheduling.reading.finding.calendar_days import Found, single
from scheduling.reading.finding.day_groups import joiner_at
from scheduling.reading.finding.neighbours import is_timely
from scheduling.reading.finding.pieces import DatePiece, NthWeekday
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

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


def nth_at_start(r: Reader, i: int) -> tuple[int, int] | None:
    """`first`, `2nd`, `last` at `i`: the number, -1 for the last, and the position after it."""
    if (nth := NTH.get(r[i].word)) is not None:
        return nth, i + 1
    number = r[i].number
    if number in (1, 2, 3, 4, 5) and r[i + 1].word in ORDINAL_ENDINGS and r[i + 1].gap == 0:
        return number, i + 2
    return None


def nth_weekday_at(r: Reader, i: int) -> Found | None:
    """`first Monday in March`, `last Friday of January 2027`, `2nd Tuesday of next month`: one day, not a series."""
    named = nth_at_start(r, i)
    if named is None:
        return None
    nth, j = named
    if r[j].weekday is None or r[j].is_plural:
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
