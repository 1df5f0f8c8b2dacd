"""Finds weekdays, months and years that stand alone: `Mon to Wed`, `Tuesday week`, `March 2027`, `2027`."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.calendar_days import Found, is_verb, item_at, single
from scheduling.reading.finding.day_groups import joiner_at
from scheduling.reading.finding.neighbours import is_glued, is_timely
from scheduling.reading.finding.pieces import DatePiece, Day, MonthOf, NamedWeekday, Run, YearOf
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import WORDS_TOO

#: Before a month in small letters that is also a word ("may", "march"): it is the month.
_BEFORE_MONTH = frozenset(
    {"in", "of", "until", "till", "to", "from", "through", "by", "end", "early", "late", "mid", "for", "during",
     "and", "except", "each", "every"}
)  # fmt: skip


def alone_at(r: Reader, i: int) -> Found | None:
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
        return single(r, i, end + 1, replace(day, weeks=1 if r[end].word == "week" else 2))
    if r[end].word in {"next", "this"} and r[end + 1].word in {"week", "wk"}:
        return single(r, i, end + 2, replace(day, in_week=1 if r[end].word == "next" else 0))
    if r[end].word == "of" and r[end + 1].word in {"next", "this"} and r[end + 2].word == "week":
        return single(r, i, end + 3, replace(day, in_week=1 if r[end + 1].word == "next" else 0))
    if r[end].word == "after" and r[end + 1].word == "next":
        return single(r, i, end + 2, replace(day, in_week=2))
    if r[end].word == "next" and r[end + 1].word != "to":
        return single(r, i, end + 1, replace(day, which="next"))
    days: list[Day | Run] = [day]
    joined = ""
    while (step := joiner_at(r, end)) is not None and r[step[1]].weekday is not None and len(days) < 8:
        joiner, after = step
        ranged = joiner == "-" and r[after + 2].text in {"-", "&", "/"} and r[after + 3].number is not None
        if (
            not ranged
            and item_at(r, after, 2000) is not None
            and not is_timely(r, after + 1)
            and r[after + 1].number is not None
            and not is_hour_range(r, after + 1)
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


def is_hour_range(r: Reader, i: int) -> bool:
    """`10-11`: two bare hours."""
    first, last = r[i].number, r[i + 2].number
    if first is None or last is None or r[i + 1].text != "-" or r[i + 3].month is not None:
        return False
    return first <= 12 and last <= 12


def _month(r: Reader, i: int) -> Found | None:
    """`March 2027`, `March`: no day, but it bounds a series or heads a list."""
    month = r[i].month
    if month is None or is_verb(r, i):
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
        and not (r[end].word in {"to", "-", "until", "till", "through"} and r[end + 1].month is not None)
        and not r[i].is_capital
        and before not in _BEFORE_MONTH
    ):
        return None
    if before == "-" and r[i].gap == 0 and i > 1 and r[i - 1].gap == 0 and r[i - 2].month is None:
        return None
    return single(r, i, end, MonthOf(month, year))


def year_heading(r: Reader, i: int, year_now: int) -> Found | None:
    """A year by itself: `2027`, `Dates for 2027`."""
    number = r[i].number
    if (
        number is None
        or len(r[i].text) != 4
        or not year_now - 5 <= number <= year_now + 20
        or is_glued(r, i)
        or (is_timely(r, i) and not (number % 5 and r[i + 1].text == "-" and r[i + 1].gap))
    ):
        return None  # but "Meetings 2027 - 7.30pm": no clock says 20:27
    if (r[i + 1].text in {"/", "-"} and r[i + 1].gap == 0) or (r[i - 1].text in {"/", "-"} and r[i].gap == 0):
        return None
    return single(r, i, i + 1, YearOf(number))
