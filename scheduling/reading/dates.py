"""Finds days as written: `Fri 4 Dec`, `3/4/27`, `9 & 10 June`, `Tuesday week`, `last Friday in March`, `w/c 2 March`."""

from __future__ import annotations

import itertools
from dataclasses import replace

from scheduling.reading.named_days import named_day_at
from scheduling.reading.pieces import (
    Ahead,
    CalendarDay,
    DatePiece,
    Day,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    NoSuchDay,
    NthWeekday,
    Run,
    WeekOf,
    YearOf,
)
from scheduling.reading.tokens import Reader
from scheduling.reading.vocabulary import MONTH_NAMES, ORDINAL_ENDINGS, WORDS_TOO

Found = tuple[DatePiece, int]
#: The most days a month has; February's 29th is tested against its year later.
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LIST = frozenset({",", "and", "&", "/", "+", ";", "plus", "or"})
_RUN = frozenset({"-", "to", "until", "till", "til", "through", "thru", "→"})
_WHICH = {
    "this": "this", "next": "next", "last": "last", "coming": "this", "following": "next", "previous": "last",
    "past": "last", "nxt": "next",
}  # fmt: skip
_NEAR = {
    "today": 0, "tonight": 0, "tonite": 0, "tomorrow": 1, "tommorow": 1, "tomorow": 1, "tommorrow": 1, "tmrw": 1,
    "tmw": 1, "tomoz": 1, "yesterday": -1,
}  # fmt: skip
_NEAR |= {f"{word}'s": days for word, days in _NEAR.items()}
_NTH = {
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
#: After an ordinal alone ("the 9th"), these show that it is a day.
_AFTER_ORDINAL = frozenset(
    {"at", "in", "from", "and", "or", "to", "for", "if", "is", "as", "with", "instead", "then", "when", "morning",
     "afternoon", "evening", "night", "work", "works", "would", "will", "please", "but", "around", "about", "after",
     "we", "it", "that", "same", "still", "now", "via", "on", "@", "noon", "midday", "half", "though", "anyone", "looks",
     "was", "has", "all", "either", "until", "between", "good", "suits", "any", "can", "should", "too"}
)  # fmt: skip
_UNITS = frozenset(
    {"people", "places", "weeks", "week", "days", "hours", "hrs", "hr", "mins", "minutes", "min", "months", "years", "sessions",
     "staff", "of", "meetings", "spaces", "seats", "slots", "x", "year", "months'", "weeks'", "times", "pm", "am", "person", "delegates"}
)  # fmt: skip
_WEEK_WORDS = (
    "w / c", "wc", "w . c .", "week commencing", "week comm", "week beginning", "week starting", "week of the", "week of",
    "wk commencing", "wk beginning", "wk of", "w / b", "wb", "w / comm", "wkc", "week com", "wk comm", "wk starting", "week begining",
    "weeks commencing", "week commencing on",
)  # fmt: skip
_WEEK_STARTS = frozenset({"w", "wc", "week", "weeks", "wk", "wb", "wkc"})
_ENDING_WORDS = ("w / e", "week ending", "wk ending", "week end", "we")


def date_at(r: Reader, i: int, year_now: int) -> Found | None:
    """The date that starts at token `i`, and the position after it."""
    token = r[i]
    if token.number is None and (named := named_at(r, i, year_now)) is not None:
        return named
    if token.number is not None or token.weekday is not None or token.month is not None or token.ordinal is not None:
        return _nth_weekday(r, i) or _group(r, i, year_now) or _alone(r, i)
    word = token.word
    if word in {"twenty", "thirty"} and (r[i + 1].ordinal or r[i + 2].ordinal):
        return _group(r, i, year_now)
    if word in _WEEK_STARTS and (found := _week(r, i, year_now)):
        return found
    return _relative(r, i, year_now)


def named_at(r: Reader, i: int, year_now: int) -> Found | None:
    """A day with a name, with the year that may follow it."""
    named = named_day_at(r, i)
    if named is None:
        return None
    feast, after = named
    year, after = year_at(r, after, year_now, bare=False)
    return _piece(r, i, after, replace(feast, year=year))


# ---------------------------------------------------------------- one day of the calendar


def is_timely(r: Reader, i: int) -> bool:
    """Whether the number at `i` is an hour by what follows it: `3pm`, `3.30`, `3:30`, `3-4pm`, `14h30`."""
    after = r[i + 1]
    if after.word in {"am", "pm", "noon", "midnight", "o'clock", "oclock"}:
        return True
    if after.word in {"a", "p"} and (r[i + 2].word == "m" or (r[i + 2].text == "." and r[i + 3].word == "m")):
        return True
    if (
        after.gap == 0
        and after.text in {":", "."}
        and r[i + 2].gap == 0
        and len(r[i + 2].text) == 2
        and r[i + 2].number is not None
    ):
        return not (
            r[i + 3].gap == 0
            and r[i + 3].text in {".", "/", "-"}
            and r[i + 4].gap == 0
            and len(r[i + 4].text) in (2, 4)
            and after.text != ":"
            and r[i + 4].number is not None
            and r[i + 3].text == after.text
        )
    if after.gap == 0 and after.word in {"h", "hrs", "hr", "hours", "p", "a"}:
        return True
    if after.text in {"-"} or after.word in {"to", "til", "till", "until"}:
        return (r[i + 2].number or 99) <= 24 and _ends_timely(r, i + 2)
    return False


def _ends_timely(r: Reader, i: int) -> bool:
    after = r[i + 1]
    if after.word in {"am", "pm", "noon"} or (after.gap == 0 and after.text == ":"):
        return True
    if (
        after.gap == 0
        and after.text == "."
        and r[i + 2].gap == 0
        and len(r[i + 2].text) == 2
        and r[i + 2].number is not None
    ):
        return r[i + 3].text != "." or r[i + 3].gap > 0 or r[i + 4].number is None or r[i + 4].gap > 0
    return after.word in {"a", "p"} and r[i + 2].text == "." and r[i + 3].word == "m"


def _glued(r: Reader, i: int) -> bool:
    """Whether the number hangs on something before it that makes it no day: `10.30`, `x4`, `B12`, `-3`."""
    before = r[i - 1]
    if i == 0 or r[i].gap:
        return False
    if before.text in {".", ":"}:
        return r[i - 2].number is not None and r[i - 1].gap == 0
    if before.text[0].isalpha():
        return before.month is None and before.weekday is None and before.word not in {"on", "the", "at", "from", "to"}
    return before.text in {"'", "_", "#", "=", "%"}


def year_at(r: Reader, i: int, year_now: int, *, bare: bool = True, weekday: bool = False) -> tuple[int | None, int]:
    """The year that may stand at `i` (after a day and month), and the position after it."""
    j = i
    if r[j].text in {",", ".", "-", "/"} and r[j + 1].number is not None and len(r[j + 1].text) == 4:
        if r[j].text in {"-", "/"} and (r[j].gap or r[j + 1].gap):
            return None, i
        j += 1
    elif (
        r[j].text in {"-", "/"}
        and r[j].gap == 0
        and r[j + 1].gap == 0
        and len(r[j + 1].text) == 2
        and r[j + 1].number is not None
    ):
        if (
            bare
            and (r[j + 1].number or 0) >= 20
            and not is_timely(r, j + 1)
            and r[i - 1].month is not None
            and r[i - 2].text == r[j].text
        ):
            return 2000 + (r[j + 1].number or 0), j + 2
        return None, i
    elif r[j].word in {"of", "in"} and len(r[j + 1].text) == 4 and (r[j + 1].number or 0) >= 1900:
        j += 1
    token = r[j]
    if token.text == "'" and r[j + 1].number is not None and len(r[j + 1].text) == 2 and r[j + 1].gap == 0:
        return 2000 + (r[j + 1].number or 0), j + 2
    if token.number is None:
        return None, i
    if len(token.text) == 4:
        if token.number < 1000 or token.number > 2999 or is_timely(r, j) or _starts_clock_range(r, j):
            return None, i
        if r[j + 1].gap == 0 and r[j + 1].word[:1].isalpha() and r[j + 1].word not in {"t"}:
            return None, i
        return (None, i) if _reads_as_clock(r, j, year_now, weekday=weekday) else (token.number, j + 1)
    if bare and len(token.text) == 2 and j == i and year_now % 100 - 2 <= token.number <= year_now % 100 + 9:
        after = r[j + 1]
        if (
            is_timely(r, j)
            or after.word in _UNITS
            or after.text in {"/", "-"}
            or after.month is not None
            or after.word in ORDINAL_ENDINGS
        ):
            return None, i
        return 2000 + token.number, j + 1
    return None, i


def _starts_clock_range(r: Reader, i: int) -> bool:
    """`1900-2100` after a date is hours."""
    if r[i + 1].text != "-" and r[i + 1].word not in {"to", "til", "till", "until"}:
        return False
    end = r[i + 2]
    return (
        end.number is not None
        and len(end.text) == 4
        and end.number < 2400
        and end.number % 100 < 60
        and r[i + 3].month is None
    )


def _reads_as_clock(r: Reader, i: int, year_now: int, *, weekday: bool) -> bool:
    """Whether four figures after a day and month are hours: those no organiser means as a year."""
    number = r[i].number or 0
    if number % 100 >= 60 or number >= 2400 or number % 5:
        return False
    if 1700 <= number < 2000:
        return weekday and number % 15 == 0 and number >= 1700
    return number < 1700 or number > year_now + 80


def _day_number(r: Reader, i: int) -> tuple[int, int, bool] | None:
    """A day of the month at `i`: figures with or without ending, or an ordinal word. Day, next position, ordinal?"""
    token = r[i]
    if token.ordinal is not None:
        return token.ordinal, i + 1, True
    if token.word in {"twenty", "thirty"} and r[i + 1].text == "-" and (unit := r[i + 2].ordinal) and unit < 10:
        return (20 if token.word == "twenty" else 30) + unit, i + 3, True
    if token.word in {"twenty", "thirty"} and (unit := r[i + 1].ordinal) and unit < 10:
        return (20 if token.word == "twenty" else 30) + unit, i + 2, True
    if token.number is None or len(token.text) > 2 or _glued(r, i):
        return None
    if r[i + 1].word in ORDINAL_ENDINGS and r[i + 1].gap <= 1:
        if r[i + 1].gap == 0 or r[i + 2].month is not None or r[i + 2].word == "of" or r[i - 1].weekday is not None:
            return token.number, i + 2, True
        return None
    if is_timely(r, i) or not 0 < token.number < 100:
        return None
    return token.number, i + 1, False


def _numeric(r: Reader, i: int, year_now: int) -> tuple[Day, int] | None:
    """`3/4/27`, `03.04.2027`, `3-4-2027`, `2027-04-03`, `20270403`, `3/4`."""
    first = r[i]
    if first.number is None or _glued(r, i):
        return None
    if len(first.text) == 8:
        return _compact(r, i)
    sign = r[i + 1].text
    if sign not in {"/", ".", "-"} or r[i + 1].gap or r[i + 2].gap:
        return _spaced_numeric(r, i, year_now)
    second = r[i + 2]
    if second.number is None or (r[i - 1].text == sign and r[i].gap == 0 and i and r[i - 2].number is not None):
        return None
    third = r[i + 4]
    full = r[i + 3].text == sign and r[i + 3].gap == 0 and third.gap == 0 and third.number is not None
    if full and len(first.text) == 4 and len(second.text) <= 2 and len(third.text) <= 2:
        if not 1000 <= first.number <= 2999:
            return None
        after = i + 5
        return _checked(third.number or 0, second.number, first.number, iso=True), after
    if len(first.text) > 2 or len(second.text) > 2:
        return None
    if full and len(third.text) in (2, 4) and r[i + 5].text != sign:
        year = third.number or 0
        if len(third.text) == 2:
            if sign != "/" and year < 20:
                return None
            year += 2000
        if r[i + 5].month is not None and r[i + 5].gap <= 1 and r[i + 6].text != ":" and not r[i + 5].weekday:
            return None  # 10/11/12 March is three days
        if r[i + 5].text == ":" and r[i + 5].gap == 0 and len(third.text) == 2:
            return None
        return _checked(first.number, second.number, year), i + 5
    if full or sign != "/" or (r[i + 3].text == "/" and r[i + 3].gap == 0):
        return None
    if r[i + 3].month is not None or r[i + 3].word in ORDINAL_ENDINGS or first.number == 0 or second.number == 0:
        return None
    if r[i + 3].word == "of" and r[i + 4].month is not None:
        return None
    if is_timely(r, i + 2) and r[i + 3].text != "-" and r[i + 3].word not in {"to", "til", "till", "until"}:
        return None
    day = _checked(first.number, second.number, None)
    if isinstance(day, CalendarDay):
        written_in_full = len(first.text) == 2 and len(second.text) == 2
        return replace(day, is_fraction=not written_in_full or day.month_first), i + 3
    return (day, i + 3) if 1 <= second.number <= 12 and 29 <= first.number <= 31 else None


def _spaced_numeric(r: Reader, i: int, year_now: int) -> tuple[Day, int] | None:
    """`3 / 4 / 2027` and `03 04 2027`: only with a year of this century in four figures."""
    first = r[i]
    j = i
    values = []
    for part in range(3):
        token = r[j]
        if token.number is None or (part and token.gap > 1) or len(token.text) > (4 if part == 2 else 2):
            return None
        values.append(token)
        j += 1
        if part < 2 and r[j].text in {"/", "."}:
            j += 1
        elif part < 2 and r[j].gap != 1:
            return None
    if len(values[2].text) != 4 or not year_now - 30 < (values[2].number or 0) < year_now + 60 or first.number == 0:
        return None
    if r[j - 2].text not in {"/", "."} and len(values[0].text) + len(values[1].text) != 4:
        return None
    return _checked(first.number or 0, values[1].number or 0, values[2].number), j


def _compact(r: Reader, i: int) -> tuple[Day, int] | None:
    text = r[i].text
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if 1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month - 1]:
        return CalendarDay(day, month, year), i + 1
    return None


def _checked(day: int, month: int, year: int | None, *, iso: bool = False) -> Day:
    """Day first; month first when only that is possible; otherwise the reason why it is no date."""
    if 1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month - 1]:
        return CalendarDay(day, month, year)
    if not iso and 1 <= day <= 12 and 1 <= month <= MONTH_DAYS[day - 1]:
        return CalendarDay(month, day, year, month_first=True)
    return NoSuchDay(no_such_day(day, month))


def no_such_day(day: int, month: int) -> str:
    """Why a day and month are no date."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if day == 0:
        return "there is no day 0"
    return f"{MONTH_NAMES[month - 1]} has {MONTH_DAYS[month - 1]} days"


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
    if numeric := _numeric(r, j, year_now):
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
    if month is not None and not _is_verb(r, k):
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
            return NoSuchDay(no_such_day(day_number, month)), end
        return _with_weekday(r, CalendarDay(day_number, month, year), end, weekday)
    if r[after].word == "of" and day_number <= 31 and (ahead := _month_ahead(r, after + 1)) is not None:
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


def _is_verb(r: Reader, i: int) -> bool:
    """Whether "may" or "march" here is a verb by what follows it."""
    return (
        r[i].word in {"may", "march"}
        and not r[i].is_capital
        and r[i + 1].word in {"be", "have", "not", "need", "also", "want"}
    )


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


def _month_first(r: Reader, i: int, year_now: int, weekday: int | None) -> tuple[Day, int] | None:
    """`December 4`, `Dec. 4th, 2026`."""
    month = r[i].month
    if month is None:
        return None
    j = i + 1
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
    if (not is_ordinal and r[after].word in _UNITS) or (r[after].text == "/" and r[after].gap == 0):
        return None
    year, end = year_at(r, after, year_now, weekday=weekday is not None)
    return _with_weekday(r, CalendarDay(day, month, year), end, weekday)


def _month_ahead(r: Reader, i: int) -> tuple[int, int] | None:
    """`the month`, `this month`, `next month`."""
    if r[i].word in {"the", "this"} and r[i + 1].word == "month":
        return 0, i + 2
    if r[i].word == "next" and r[i + 1].word == "month":
        return 1, i + 2
    return None


# ---------------------------------------------------------------- days written together


def _group(r: Reader, i: int, year_now: int) -> Found | None:
    """Days with a month in common or joined by signs: `9 & 10 June`, `Mon 1 to Wed 3 March`, `2, 9 and 16 March`."""
    if i > r.last_named and not (r[i].number is not None and r[i + 1].text in {"/", ".", "-"}):
        return None  # no month, weekday or ordinal follows
    first = item_at(r, i, year_now)
    if first is None:
        return None
    items: list[tuple[Day, str]] = [(first[0], "")]
    ends = [first[1]]
    j = first[1]
    while len(items) < 31:
        step = _joiner(r, j)
        if step is None:
            break
        joiner, after = step
        if joiner == "-" and items[-1][1] == "-":
            break
        following = item_at(r, after, year_now)
        if following is None:
            break
        if not _may_follow(items[-1][0], following[0], joiner, r, after):
            break
        items.append((following[0], joiner))
        ends.append(following[1])
        j = following[1]
    keep = _last_complete(items, r, ends)
    if keep == 0:
        return None
    items, end = items[:keep], ends[keep - 1]
    if _are_hours(items):
        return None
    days = _share(items)
    if days is None:
        return None
    end = _year_behind(r, end, days, year_now)
    return _built(r, i, end, days)


def _joiner(r: Reader, i: int) -> tuple[str, int] | None:
    """What joins two days at `i`: "-" for a run, "or", otherwise "and"; and the position after it."""
    word = r[i].word
    if word in _RUN or r[i].text in _RUN:
        if word == "to" and r[i + 1].word == "the":
            return "-", i + 2
        if word == "-" and r[i + 1].text == ">":
            return "-", i + 2
        return "-", i + 1
    if word == "up" and r[i + 1].word == "to":
        return "-", i + 2
    if word in _LIST or r[i].text in _LIST:
        j = i + 1
        if word in {",", ";"} and r[j].word in {"and", "or", "&", "then"}:
            return ("or" if r[j].word == "or" else "and"), j + 1
        if r[j].word in {"the", "on"} and word in {"and", "or", "&"}:
            j += 1
        return ("or" if word == "or" else "/" if word == "/" else "and" if word not in {",", ";"} else ","), j
    return None


def _are_hours(items: list[tuple[Day, str]]) -> bool:
    """`Tues 10-11`: bare numbers without a month are hours."""
    days = [day for day, _ in items]
    if len(days) < 2 or items[1][1] != "-" or not all(isinstance(day, CalendarDay) for day in days):
        return False
    first, last = days[0], days[1]
    if not isinstance(first, CalendarDay) or not isinstance(last, CalendarDay) or last.weekday is not None:
        return False
    return first.month is None and last.month is None and first.is_bare and last.is_bare and last.day <= 24


def _may_follow(before: Day, after: Day, joiner: str, r: Reader, at: int) -> bool:
    """Whether the second can be of one group with the first: days without months rise."""
    if not isinstance(before, CalendarDay) or not isinstance(after, CalendarDay):
        return isinstance(after, (CalendarDay, NoSuchDay)) and isinstance(before, (CalendarDay, NoSuchDay))
    if joiner == "/" and (r[at].gap and before.month is None):
        return after.month is not None
    if (
        before.month is None
        and after.day <= before.day
        and (after.month is None or not (before.day > 20 and joiner == "-"))
    ):
        return False
    if before.month is not None and after.month is None and after.is_bare and after.weekday is None:
        return after.day > before.day and (joiner != "," or _list_goes_on(r, at)) and joiner != "/"
    return True


def _list_goes_on(r: Reader, at: int) -> bool:
    """`4 Dec, 11, 18 and 25`: a bare number after a comma belongs to the days when the list ends in "and" or in a month."""
    for j in range(at + 1, min(at + 12, r.size)):
        token = r[j]
        if token.month is not None:
            return False
        if token.word in {"and", "&"}:
            return r[j + 1].number is not None and not is_timely(r, j + 1)
        if token.number is None and token.text != ",":
            return False
        if token.number is not None and is_timely(r, j):
            return False
    return False


def _last_complete(items: list[tuple[Day, str]], r: Reader, ends: list[int]) -> int:
    """How many items are dates in their own right: up to the last with a month, or all when the first can stand alone."""
    with_month = [n for n, (day, _) in enumerate(items) if _has_month(day)]
    if not with_month:
        return _monthless(items, r, ends)
    last = with_month[-1] + 1
    # Days after the last month inherit it ("March 2, 9 and 16") when they were let in at all.
    while last < len(items) and isinstance(items[last][0], CalendarDay):
        last += 1
    return last


def _has_month(day: Day) -> bool:
    return not isinstance(day, CalendarDay) or day.month is not None or day.months_ahead is not None


def _monthless(items: list[tuple[Day, str]], r: Reader, ends: list[int]) -> int:
    """Days without any month: kept when each says by weekday or ending that it is a day ("Fri 4th", "the 9th")."""
    kept = 0
    for (day, _), end in zip(items, ends, strict=True):
        if not isinstance(day, CalendarDay) or (day.weekday is None and day.is_bare and not kept):
            break
        if day.weekday is None and not kept and not _ordinal_stands(r, end):
            break
        kept += 1
    # A trailing bare number after `Tues 7,` is more likely something else.
    while kept > 1 and isinstance(last := items[kept - 1][0], CalendarDay) and last.is_bare and last.weekday is None:
        first = items[0][0]
        if isinstance(first, CalendarDay) and first.weekday is not None:
            break
        kept -= 1
    return kept


def _ordinal_stands(r: Reader, end: int) -> bool:
    """Whether an ordinal that ends at `end` is a day and not "the 2nd item": by "the" before and what follows."""
    start = end - 1
    while start > 0 and r[start].word in ORDINAL_ENDINGS:
        start -= 1
    before = r[start - 1].word
    if r[start].number is None and before not in {"the"}:
        return False  # "first", "second" alone are no days
    if (
        before
        not in {"the", "on", "of", "for", "to", "until", "and", "&", "or", ",", "from", "by", "not", "except", "about"}
        and start > 0
        and r[start].number is None
    ):
        return False
    after = r[end]
    if after.gap == 2 or after.number is not None or not after.text[0].isalpha():
        return True
    return after.word in _AFTER_ORDINAL


def _share(items: list[tuple[Day, str]]) -> list[tuple[Day, str]] | None:
    """Give days without a month that of the next day that has one, or else of the one before."""
    shared: list[tuple[Day, str]] = list(items)
    month: int | None = None
    year: int | None = None
    later: CalendarDay | None = None
    for n in range(len(shared) - 1, -1, -1):
        day, joiner = shared[n]
        if not isinstance(day, CalendarDay):
            continue
        if day.month is None and day.months_ahead is None and later is not None:
            month, year = later.month, later.year
            if month is None and later.months_ahead is None:
                continue
            if later.months_ahead is not None:
                shared[n] = replace(day, months_ahead=later.months_ahead, is_bare=False), joiner
                continue
            if month is not None and day.day > later.day:
                if joiner != "-" and shared[n + 1][1] != "-":
                    return None
                month = month - 1 or 12
            if month is not None and not 1 <= day.day <= MONTH_DAYS[month - 1]:
                shared[n] = NoSuchDay(no_such_day(day.day, month)), joiner
                continue
            day = replace(day, month=month, year=year if later.month == month else None, is_bare=False)
            shared[n] = day, joiner
        elif day.month is not None and day.year is None and later is not None and later.year is not None:
            year = (
                later.year
                if later.month is not None and (day.month, day.day) <= (later.month, later.day)
                else later.year - 1
            )
            if not (later.month is not None and (day.month, day.day) > (later.month, later.day) and later.month > 6):
                day = replace(day, year=year)
                shared[n] = day, joiner
        later = day
    return _forward(shared)


def _forward(shared: list[tuple[Day, str]]) -> list[tuple[Day, str]]:
    before: CalendarDay | None = None
    for n, (day, joiner) in enumerate(shared):
        if not isinstance(day, CalendarDay):
            continue
        if before is not None and day.month is None and day.months_ahead is None and before.month is not None:
            if day.day > MONTH_DAYS[before.month - 1]:
                shared[n] = NoSuchDay(no_such_day(day.day, before.month)), joiner
                continue
            day = replace(day, month=before.month, year=before.year, is_bare=False)
            shared[n] = day, joiner
        elif (
            before is not None
            and day.month is not None
            and day.year is None
            and before.year is not None
            and before.month is not None
        ):
            year = before.year if (day.month, day.day) >= (before.month, before.day) else before.year + 1
            day = replace(day, year=year)
            shared[n] = day, joiner
        before = day
    return shared


def _year_behind(r: Reader, end: int, days: list[tuple[Day, str]], year_now: int) -> int:
    """A year after inherited days: "December 4-6, 2026"."""
    last = days[-1][0]
    if len(days) < 2 or not isinstance(last, CalendarDay) or last.year is not None:
        return end
    year, after = year_at(r, end, year_now)
    if year is not None:
        for n, (day, joiner) in enumerate(days):
            if isinstance(day, CalendarDay) and day.year is None:
                days[n] = replace(day, year=year), joiner
    return after


def _built(r: Reader, i: int, end: int, items: list[tuple[Day, str]]) -> Found:
    """Turn items and joiners into days and runs."""
    days: list[Day | Run] = []
    joined = ""
    for day, joiner in items:
        if joiner == "-" and days and not isinstance(before := days[-1], Run):
            if isinstance(before, NoSuchDay) or isinstance(day, NoSuchDay):
                days[-1] = before if isinstance(before, NoSuchDay) else day
            else:
                days[-1] = Run(before, day)
            continue
        if joiner:
            joined = "or" if joiner == "or" or joined == "or" else "and"
        days.append(day)
    if joined == "and" and len(days) == 2 and r[i - 1].word == "between" and i:
        first, last = days
        if not isinstance(first, (Run, NoSuchDay)) and not isinstance(last, (Run, NoSuchDay)):
            days = [Run(first, last)]
    if joined == "and":
        days = _runs_of_neighbours(days)
    return DatePiece(_begin(r, i), r[end - 1].end, tuple(days), joined if len(days) > 1 else ""), end


def _runs_of_neighbours(days: list[Day | Run]) -> list[Day | Run]:
    """`9 & 10 June` and `10/11 March` are one run of days; any list with a gap in it stays a list."""
    for before, after in itertools.pairwise(days):
        if not isinstance(before, CalendarDay) or not isinstance(after, CalendarDay):
            return days
        if before.month != after.month or after.day != before.day + 1:
            return days
    first, last = days[0], days[-1]
    if len(days) < 2 or isinstance(first, Run) or isinstance(last, Run):
        return days
    return [Run(first, last)]


def _begin(r: Reader, i: int) -> int:
    """Where the source text of a date begins."""
    return r[i].start


# ---------------------------------------------------------------- weekdays, months and years alone


def _alone(r: Reader, i: int) -> Found | None:
    """A weekday, several weekdays, a month or a year by itself."""
    token = r[i]
    if token.weekday is not None:
        return _weekdays(r, i)
    if token.month is not None:
        return _month(r, i)
    return None


def _weekdays(r: Reader, i: int) -> Found | None:
    """`Friday`, `Tuesday week`, `Mon to Wed`, `Tues and Thurs`, `Tuesday next week`."""
    weekday = r[i].weekday
    if weekday is None:
        return None
    day = NamedWeekday(weekday, is_plural=r[i].is_plural)
    end = i + 1
    if r[end].text == "." and r[end].gap == 0 and len(r[i].text) <= 4 and r[end + 1] is not r[end + 2]:
        end += 1
    if r[end].word in {"week", "fortnight"} and r[end + 1].word not in {
        "commencing",
        "beginning",
        "of",
        "long",
        "ending",
        "off",
    }:
        return _piece(r, i, end + 1, replace(day, weeks=1 if r[end].word == "week" else 2))
    if r[end].word in {"next", "this"} and r[end + 1].word in {"week", "wk"}:
        return _piece(r, i, end + 2, replace(day, in_week=1 if r[end].word == "next" else 0))
    if r[end].word == "of" and r[end + 1].word in {"next", "this"} and r[end + 2].word == "week":
        return _piece(r, i, end + 3, replace(day, in_week=1 if r[end + 1].word == "next" else 0))
    if r[end].word == "after" and r[end + 1].word == "next":
        return _piece(r, i, end + 2, replace(day, in_week=2))
    if r[end].word == "next" and r[end + 1].word != "to":
        return _piece(r, i, end + 1, replace(day, which="next"))
    days: list[Day | Run] = [day]
    joined = ""
    while (step := _joiner(r, end)) is not None and r[step[1]].weekday is not None and len(days) < 8:
        joiner, after = step
        if (
            item_at(r, after, 2000) is not None
            and not is_timely(r, after + 1)
            and r[after + 1].number is not None
            and not _hour_range(r, after + 1)
        ):
            break
        following = NamedWeekday(r[after].weekday or 0, is_plural=r[after].is_plural)
        if joiner == "-":
            if len(days) > 1:
                break
            days = [Run(day, following)]
        else:
            days.append(following)
            joined = "or" if joiner == "or" else joined or "and"
        end = after + 1
        if joiner == "-":
            break
    return DatePiece(r[i].start, r[end - 1].end, tuple(days), joined), end


def _hour_range(r: Reader, i: int) -> bool:
    """`10-11`: two bare hours."""
    first, last = r[i].number, r[i + 2].number
    if first is None or last is None or r[i + 1].text != "-" or r[i + 3].month is not None:
        return False
    return first <= 12 and last <= 12


def _month(r: Reader, i: int) -> Found | None:
    """`March 2027`, `March`: no day, but it bounds a series or heads a list."""
    month = r[i].month
    if month is None or _is_verb(r, i):
        return None
    word = r[i].word
    before = r[i - 1].word if i else ""
    year, end = (None, i + 1)
    if r[end].text in {",", "-", "/"} and r[end + 1].number is not None and len(r[end + 1].text) == 4:
        end += 1
    if r[end].number is not None and len(r[end].text) == 4 and 1900 <= (r[end].number or 0) <= 2999:
        year, end = r[end].number, end + 1
    elif r[end].text == "'" and r[end + 1].number is not None and len(r[end + 1].text) == 2:
        year, end = 2000 + (r[end + 1].number or 0), end + 2
    elif (
        r[end].number is not None
        and len(r[end].text) == 2
        and r[end].gap <= 1
        and 20 <= (r[end].number or 0) <= 45
        and r[end + 1].text not in {":", "."}
    ):
        year, end = 2000 + (r[end].number or 0), end + 1
    else:
        end = i + 1
    if (
        year is None
        and word in WORDS_TOO
        and not r[i].is_capital
        and before
        not in {
            "in",
            "of",
            "until",
            "till",
            "to",
            "from",
            "through",
            "by",
            "end",
            "early",
            "late",
            "mid",
            "for",
            "during",
            "and",
            "except",
            "each",
            "every",
        }
    ):
        return None
    if before == "-" and r[i].gap == 0 and i > 1 and r[i - 1].gap == 0 and r[i - 2].month is None:
        return None
    return _piece(r, i, end, MonthOf(month, year))


# ---------------------------------------------------------------- relative and other days in words


def _relative(r: Reader, i: int, year_now: int) -> Found | None:
    """`tomorrow`, `next Tuesday`, `a week on Friday`, `in three weeks' time`, `end of the month`."""
    word = r[i].word
    if word in _NEAR:
        days = _NEAR[word]
        end = i + 1
        weeks = 0
        if r[end].word in {"week", "fortnight"}:
            weeks, end = (1 if r[end].word == "week" else 2), end + 1
        return _piece(r, i, end, Ahead(days=days, weeks=weeks))
    if word == "the" and (end := r.is_phrase(i, "the day after tomorrow")):
        return _piece(r, i, end, Ahead(days=2))
    if word == "day" and (end := r.is_phrase(i, "day after tomorrow")):
        return _piece(r, i, end, Ahead(days=2))
    if word in _WHICH:
        return _which(r, i)
    if word == "this" or word == "the":
        return _the(r, i, year_now)
    if word == "in":
        return _in_time(r, i)
    if word in {"end", "start", "beginning"}:
        return _month_end(r, i)
    if word == "later" and r[i + 1].word == "today":
        return _piece(r, i, i + 2, Ahead())
    return _weeks_on(r, i)


def _which(r: Reader, i: int) -> Found | None:
    """Finds `this Friday`, `next Tuesday`, `next week`, `this weekend`, `next month`."""
    which = _WHICH[r[i].word]
    j = i + 1
    if r[j].word == "coming":
        j += 1
    if r[j].weekday is not None and not r[j].is_plural:
        if which == "last" and (r[j + 1].word in {"of", "in"} or r[j + 1].month is not None):
            return _nth_weekday(r, i)
        item = item_at(r, j, 2000)
        if item is not None and isinstance(item[0], CalendarDay) and (item[0].month is not None or not item[0].is_bare):
            return None
        day = NamedWeekday(r[j].weekday or 0, which)
        end = j + 1
        if r[end].word in {"week", "fortnight"} and r[end + 1].word not in {"commencing", "beginning"}:
            return _piece(r, i, end + 1, replace(day, which="", weeks=1 if r[end].word == "week" else 2))
        days: list[Day | Run] = [day]
        joined = ""
        while (step := _joiner(r, end)) is not None and r[step[1]].weekday is not None and len(days) < 8:
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
            return _piece(r, i, end + 1, NamedWeekday(r[end].weekday or 0, in_week=weeks))
        return _piece(r, i, end, WeekOf(weeks=weeks))
    if r[j].word in {"weekend", "w'end"}:
        return _piece(r, i, j + 1, WeekOf(weeks=weeks, weekend=True))
    if r[j].word in {"month", "month's"}:
        return _piece(r, i, j + 1, MonthOf(months_ahead=weeks))
    if r[j].word in {"morning", "afternoon", "evening", "lunchtime"} and which == "this":
        return _piece(r, i, i + 1, Ahead())
    if r[j].month is not None and which in {"next", "this"} and r[j + 1].number is None:
        return _piece(r, i, j + 1, MonthOf(r[j].month))
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
            return _week(r, j, year_now)
        if r[j].word == "weekend" and r[j + 1].word == "of":
            return _weekend_of(r, i, j + 2, year_now)
        if r[j].word in {"following", "next", "coming"} or (r[j].word == "last" and r[j + 1].weekday is not None):
            return _nth_weekday(r, j) or _which(r, j)
    return None


def _weekend_of(r: Reader, i: int, j: int, year_now: int) -> Found | None:
    if (found := _group(r, j, year_now)) is None:
        return None
    piece, end = found
    only = piece.only
    if isinstance(only, CalendarDay):
        return _piece(r, i, end, WeekOf(only, weekend=True))
    return DatePiece(r[i].start, piece.end, piece.days, piece.joined), end


def _week(r: Reader, i: int, year_now: int) -> Found | None:
    """`w/c 2 March`, `week commencing Monday 2 March`, `week of the 8th`."""
    for words in _WEEK_WORDS:
        if end := r.is_phrase(i, words):
            for extra in (":", "-", "mon", "."):
                if r[end].word == extra and extra != "mon":
                    end += 1
            if r[end].word == "the":
                end += 1
            if (item := item_at(r, end, year_now)) and isinstance(item[0], CalendarDay):
                listed = _group(r, end, year_now)
                if listed and all(isinstance(day, CalendarDay) for day in listed[0].days) and len(listed[0].days) > 1:
                    weeks = tuple(WeekOf(day) for day in listed[0].days if isinstance(day, CalendarDay))
                    return DatePiece(r[i].start, listed[0].end, weeks, listed[0].joined), listed[1]
                day = item[0]
                after = item[1]
                if listed and isinstance(listed[0].only, CalendarDay):
                    day, after = listed[0].only, listed[1]
                return _piece(r, i, after, WeekOf(day))
            return None
    if (
        (end := r.is_phrase(i, "week ending") or r.is_phrase(i, "w / e") or r.is_phrase(i, "wk ending"))
        and (item := item_at(r, end, year_now))
        and isinstance(item[0], CalendarDay)
    ):
        return _piece(r, i, item[1], WeekOf(item[0], ending=True))
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
        return _piece(r, i, end, Ahead(days=days + _NEAR.get(near, 0), weeks=weeks, months=months))
    if after in {"on", "from"} and weeks and count < 60:
        k = j + 2
        if r[k].word in {"this", "next", "coming"}:
            k += 1
        if r[k].weekday is not None and not r[k].is_plural and item_weekday_only(r, k):
            return _piece(r, i, k + 1, NamedWeekday(r[k].weekday or 0, weeks=weeks))
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
        return _piece(r, i, end + 2, NamedWeekday(r[end + 1].weekday or 0, in_week=count))
    return _piece(r, i, end, kinds[stem])


def _month_end(r: Reader, i: int, *, start: int | None = None) -> Found | None:
    """`end of the month`, `end of March`, `end of next month`."""
    begin = i if start is None else start
    first = r[i].word in {"start", "beginning"}
    if r[i + 1].word not in {"of", "in"}:
        return None
    j = i + 2
    if (ahead := _month_ahead(r, j)) is not None:
        return _piece(r, begin, ahead[1], MonthEnd(months_ahead=ahead[0], first=first))
    if (r[j].month is not None and r[j + 1].number is None) or (r[j].month is not None and len(r[j + 1].text) == 4):
        year = r[j + 1].number if len(r[j + 1].text) == 4 and r[j + 1].number is not None else None
        return _piece(r, begin, j + 2 if year else j + 1, MonthEnd(r[j].month, year, first=first))
    return None


def _nth_weekday(r: Reader, i: int) -> Found | None:
    """`first Monday in March`, `last Friday of January 2027`, `2nd Tuesday of next month`: one day, not a series."""
    nth = _NTH.get(r[i].word)
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
        while year is None and (step := _joiner(r, end)) is not None and r[step[1]].month is not None:
            if r[step[1] + 1].number is not None and len(r[step[1] + 1].text) < 4:
                break
            months.append(r[step[1]].month)
            end = step[1] + 1
            if len(r[end].text) == 4 and 1900 <= (r[end].number or 0) < 2900 and not is_timely(r, end):
                year, end = r[end].number, end + 1
        days = tuple(NthWeekday(nth, weekday, month, year) for month in months)
        return DatePiece(r[i].start, r[end - 1].end, days, "and" if len(days) > 1 else ""), end
    if r[k].word in {"this", "next"} and r[k + 1].word == "month":
        return _piece(r, i, k + 2, NthWeekday(nth, weekday, months_ahead=0 if r[k].word == "this" else 1))
    return None


def year_heading(r: Reader, i: int, year_now: int) -> Found | None:
    """A year by itself: `2027`, `Dates for 2027`."""
    number = r[i].number
    if (
        number is None
        or len(r[i].text) != 4
        or not year_now - 5 <= number <= year_now + 20
        or _glued(r, i)
        or is_timely(r, i)
    ):
        return None
    if (r[i + 1].text in {"/", "-"} and r[i + 1].gap == 0) or (r[i - 1].text in {"/", "-"} and r[i].gap == 0):
        return None
    return _piece(r, i, i + 1, YearOf(number))


def _piece(r: Reader, i: int, end: int, day: Day) -> Found:
    return DatePiece(r[i].start, r[end - 1].end, (day,)), end
