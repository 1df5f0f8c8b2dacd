"""Finds one day of the calendar as written: `Fri 4 Dec 2026`, `December 4th`, `the tenth of`, `4 Dec (Fri)`."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.figure_dates import figures_at
from scheduling.reading.finding.months import MONTH_DAYS, no_such_day
from scheduling.reading.finding.neighbours import UNITS, is_glued, is_timely
from scheduling.reading.finding.pieces import CalendarDay, DatePiece, Day, NoSuchDay
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.finding.years import year_at
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

#: A date piece and the position after it.
Found = tuple[DatePiece, int]


def item_at(r: Reader, i: int, year_now: int) -> tuple[Day, int] | None:
    """One day at `i`, its month or year perhaps still to come: `Fri 4`, `4 Dec 2026`, `Dec 4th`, `4/12`."""
    weekday: int | None = None
    j = i
    if r[j].weekday is not None:
        weekday = r[j].weekday
        j += 1
        if r[j].text in {".", ","}:
            j += 1
        if r[j].text == "-" and r[j].gap == 0 and r[j + 1].gap == 0 and r[j + 1].number is not None:
            j += 1
    for article in ("the", "on"):
        if r[j].word == article:
            j += 1
    if r[j].text == "(" and weekday is not None and (r[j + 1].number is not None):
        return None
    if numeric := figures_at(r, j, year_now):
        day, after = numeric
        return _with_weekday(r, day, after, weekday)
    if r[j].month is not None:
        return _month_first(r, j, year_now, weekday)
    number = _day_number(r, j)
    if number is None:
        return None
    day_number, after, is_ordinal = number
    k = after
    if (
        (r[k].word == "of" and (r[k + 1].month is not None))
        or (
            r[k].text in {"-", "."}
            and r[k].gap == 0
            and r[k + 1].month is not None
            and r[k + 1].gap <= (1 if r[k].text == "." else 0)
        )
        or (r[k].text == "/" and r[k + 1].month is not None and r[k + 1].gap == 0)
    ):
        k += 1
    month = r[k].month
    if month is not None and not is_verb(r, k):
        end = k + 1
        if r[end].text == "." and r[end].gap == 0 and len(r[k].text) <= 4:
            end += 1
        year, end = year_at(r, end, year_now, weekday=weekday is not None)
        if (
            r[k - 1].text == "-"
            and year is None
            and r[end].text == "-"
            and r[end + 1].gap == 0
            and len(r[end + 1].text) in (2, 4)
            and r[end + 1].number
            and not is_timely(r, end + 1)
        ):
            number_after = r[end + 1].number or 0
            year, end = (number_after if number_after > 99 else 2000 + number_after), end + 2
        if not 1 <= day_number <= MONTH_DAYS[month - 1]:
            return NoSuchDay(no_such_day(day_number, month), day_number, month, year), end
        return _with_weekday(r, CalendarDay(day_number, month, year), end, weekday)
    if r[after].word == "of" and day_number <= 31 and (ahead := month_ahead_at(r, after + 1)) is not None:
        return CalendarDay(day_number, weekday=weekday, months_ahead=ahead[0]), ahead[1]
    if not 1 <= day_number <= 31:
        return None
    if (
        is_ordinal
        and weekday is None
        and r[after].text == "("
        and r[after + 1].weekday is not None
        and r[after + 2].text == ")"
    ):
        return CalendarDay(day_number, weekday=r[after + 1].weekday), after + 3
    return CalendarDay(day_number, weekday=weekday, is_bare=not is_ordinal), after


def _day_number(r: Reader, i: int) -> tuple[int, int, bool] | None:
    """A day of the month at `i`: figures with or without ending, or an ordinal word. Day, next position, ordinal?"""
    token = r[i]
    if token.ordinal is not None:
        return token.ordinal, i + 1, True
    if token.word in {"twenty", "thirty"} and r[i + 1].text == "-" and (unit := r[i + 2].ordinal) and unit < 10:
        return (20 if token.word == "twenty" else 30) + unit, i + 3, True
    if token.word in {"twenty", "thirty"} and (unit := r[i + 1].ordinal) and unit < 10:
        return (20 if token.word == "twenty" else 30) + unit, i + 2, True
    if token.number is None or len(token.text) > 2 or is_glued(r, i):
        return None
    if r[i + 1].word in ORDINAL_ENDINGS and r[i + 1].gap <= 1:
        if r[i + 1].gap == 0 or r[i + 2].month is not None or r[i + 2].word == "of" or r[i - 1].weekday is not None:
            return token.number, i + 2, True
        return None
    if is_timely(r, i) or not 0 < token.number < 100:
        return None
    return token.number, i + 1, False


def _month_first(r: Reader, i: int, year_now: int, weekday: int | None) -> tuple[Day, int] | None:
    """`December 4`, `Dec. 4th, 2026`."""
    month = r[i].month
    if month is None:
        return None
    j = i + 1
    if r[j].text == "," and r[i - 1].word in {"in", "during", "throughout"}:
        return None  # "Mondays in March, 2-3": hours
    if r[j].text in {".", ","} and r[j].gap == 0:
        j += 1
    if r[j].text == "-" and r[j].gap == 0 and r[j + 1].gap == 0 and r[j + 1].number is not None:
        j += 1
    if r[j].word == "the":
        j += 1
    number = _day_number(r, j)
    if number is None:
        return None
    day, after, is_ordinal = number
    if not 1 <= day <= MONTH_DAYS[month - 1]:
        return None
    if r[after].month is not None and not is_ordinal:
        return None  # "March 4 April": the number belongs to what follows
    if (not is_ordinal and r[after].word in UNITS) or (r[after].text == "/" and r[after].gap == 0):
        return None
    year, end = year_at(r, after, year_now, weekday=weekday is not None)
    return _with_weekday(r, CalendarDay(day, month, year), end, weekday)


def _with_weekday(r: Reader, day: Day, after: int, weekday: int | None) -> tuple[Day, int]:
    """Add the weekday that stood before, or one in brackets or bare after the date: `4 Dec (Fri)`."""
    if not isinstance(day, CalendarDay):
        return day, after
    if weekday is not None:
        return replace(day, weekday=weekday), after
    if r[after].text == "(" and r[after + 1].weekday is not None and r[after + 2].text == ")":
        return replace(day, weekday=r[after + 1].weekday), after + 3
    j = after + 1 if r[after].text == "," else after
    token = r[j]
    if token.weekday is not None and not token.is_plural and (token.gap < 2 or day.month_first):
        follows = r[j + 1]
        if (follows.number is None or is_timely(r, j + 1)) and (
            follows.month is None
            and follows.word not in ORDINAL_ENDINGS
            and follows.text not in {"/", "-"}
            and follows.word not in {"the", "to", "and"}
        ):
            return replace(day, weekday=token.weekday), j + 1
    return day, after


def is_verb(r: Reader, i: int) -> bool:
    """Whether "may" or "march" here is a verb by what follows it."""
    return (
        r[i].word in {"may", "march"}
        and not r[i].is_capital
        and r[i + 1].word in {"be", "have", "not", "need", "also", "want"}
    )


def month_ahead_at(r: Reader, i: int) -> tuple[int, int] | None:
    """`the month`, `this month`, `next month`."""
    if r[i].word in {"the", "this"} and r[i + 1].word == "month":
        return 0, i + 2
    if r[i].word == "next" and r[i + 1].word == "month":
        return 1, i + 2
    return None


def single(r: Reader, i: int, end: int, day: Day) -> Found:
    """The piece of one day from token `i` to `end`."""
    return DatePiece(r[i].start, r[end - 1].end, (day,)), end
