"""Finds the year after a day and month, and keeps hours in four figures from being one."""

from __future__ import annotations

from scheduling.reading.finding.neighbours import UNITS, is_timely
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS


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
