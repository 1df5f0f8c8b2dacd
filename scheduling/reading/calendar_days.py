"""Finds one day of the calendar as written: `Fri 4 Dec 2026`, `3/4/27`, `2027-04-03`, `December 4th`."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.pieces import CalendarDay, DatePiece, Day, NoSuchDay
from scheduling.reading.tokens import Reader
from scheduling.reading.vocabulary import MONTH_NAMES, ORDINAL_ENDINGS

#: A date piece and the position after it.
Found = tuple[DatePiece, int]
#: The most days a month has; February's 29th is tested against its year later.
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: After a number: it counts something.
UNITS = frozenset(
    {"people", "places", "weeks", "week", "days", "hours", "hrs", "hr", "mins", "minutes", "min", "months", "years", "sessions",
     "staff", "of", "meetings", "spaces", "seats", "slots", "x", "year", "months'", "weeks'", "times", "pm", "am", "person", "delegates"}
)  # fmt: skip


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


def is_glued(r: Reader, i: int) -> bool:
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
        if is_timely(r, j) or _starts_clock_range(r, j):
            return None, i
        if token.number < 1000 or token.number > 2999:
            return (token.number, j + 1) if _is_far_year(r, j) else (None, i)
        if r[j + 1].gap == 0 and r[j + 1].word[:1].isalpha() and r[j + 1].word not in {"t"}:
            return None, i
        return (None, i) if _reads_as_clock(r, j, year_now, weekday=weekday) else (token.number, j + 1)
    if bare and len(token.text) == 2 and j == i and year_now % 100 - 2 <= token.number <= year_now % 100 + 9:
        after = r[j + 1]
        if (
            is_timely(r, j)
            or after.word in UNITS
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


def _is_far_year(r: Reader, i: int) -> bool:
    """Whether four figures right after a day and month are no time either: a year that is none, and is said to be."""
    number = r[i].number or 0
    after = r[i + 1]
    if number % 100 < 60 and number < 2400:
        return False
    return after.word not in UNITS and not (after.gap == 0 and after.text[0].isalpha())


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
    if token.number is None or len(token.text) > 2 or is_glued(r, i):
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
    if first.number is None or is_glued(r, i):
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
        if first.number < 1000:
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
    length = "28 or 29" if month == 2 else MONTH_DAYS[month - 1]
    return f"{MONTH_NAMES[month - 1]} has {length} days"


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
            return NoSuchDay(no_such_day(day_number, month)), end
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


def is_verb(r: Reader, i: int) -> bool:
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
