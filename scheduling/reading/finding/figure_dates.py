"""Finds a date in figures alone: `3/4/27`, `03.04.2027`, `2027-04-03`, `20270403`; day first unless only month first is possible."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.months import MONTH_DAYS, no_such_day
from scheduling.reading.finding.neighbours import is_glued, is_timely
from scheduling.reading.finding.pieces import CalendarDay, Day, NoSuchDay
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS


def figures_at(r: Reader, i: int, year_now: int) -> tuple[Day, int] | None:
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
        if first.number < 1000 or (sign == "." and len(second.text) + len(third.text) < 4):
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
        day = _checked(first.number, second.number, year)
        if sign == "." and len(third.text) == 2 and not (isinstance(day, CalendarDay) and not day.month_first):
            return None  # 4.17.21 is a version
        return day, i + 5
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
