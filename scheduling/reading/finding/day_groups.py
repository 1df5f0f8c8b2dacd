"""Finds days written together: `9 & 10 June`, `Mon 1 to Wed 3 March`, `2, 9 and 16 March`, `the 9th`."""

from __future__ import annotations

import itertools

from scheduling.reading.finding.calendar_days import Found, item_at
from scheduling.reading.finding.lone_ordinals import ordinal_stands
from scheduling.reading.finding.neighbours import is_timely
from scheduling.reading.finding.pieces import CalendarDay, DatePiece, Day, NoSuchDay, Run
from scheduling.reading.finding.shared_months import share_month, take_year_behind
from scheduling.reading.finding.tokens import Reader

_LIST = frozenset({",", "and", "&", "/", "+", ";", "plus", "or"})
_RUN = frozenset({"-", "to", "until", "till", "til", "through", "thru", "→"})


def group_at(r: Reader, i: int, year_now: int) -> Found | None:
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
        step = joiner_at(r, j)
        if step is None:
            break
        joiner, after = step
        if joiner == "-" and items[-1][1] == "-":
            break
        if r[j].text == ";" and (r[j + 1].word == "then" or r[i - 1].word in {"by", "before", "deadline"}):
            break  # "reply by 1 Dec; then Tues 8 Dec": another clause
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
    if _are_hours(items) or (len(items) == 1 and _begins_hours(items[0][0], r, end)):
        return None
    days = share_month(items)
    if days is None:
        return None
    end = take_year_behind(r, end, days, year_now)
    return _built(r, i, end, days)


def joiner_at(r: Reader, i: int) -> tuple[str, int] | None:
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


def _begins_hours(day: Day, r: Reader, end: int) -> bool:
    """`Sat 10-6`: a bare number after a weekday, and a lower one after a dash."""
    if not isinstance(day, CalendarDay) or not day.is_bare or day.month is not None or not 7 <= day.day <= 12:
        return False
    last = r[end + 1].number
    glued = r[end].text == "-" and r[end].gap == 0 and r[end + 1].gap == 0
    return glued and last is not None and last < day.day and r[end + 2].month is None


def _may_follow(before: Day, after: Day, joiner: str, r: Reader, at: int) -> bool:
    """Whether the second can be of one group with the first: days without months rise."""
    if isinstance(before, NoSuchDay) and isinstance(after, CalendarDay) and after.is_bare and after.month is None:
        return joiner != "," or _list_goes_on(r, at)  # "31 June, 10-3": hours
    if not isinstance(before, CalendarDay) or not isinstance(after, CalendarDay):
        return isinstance(after, (CalendarDay, NoSuchDay)) and isinstance(before, (CalendarDay, NoSuchDay))
    if before.month is not None and after.month is None and r[at].ordinal is not None and r[at - 1].word != "the":
        return False  # "Mon 7 Dec, second round": no day
    if (
        joiner == ","
        and before.is_bare
        and before.month is None
        and before.weekday is None
        and after.weekday is not None
    ):
        return False  # "10 - 3, Sat 6 March": an hour
    if (
        before.month is not None
        and after.month is None
        and after.weekday is not None
        and after.is_bare
        and (r[at].is_plural or after.day <= before.day)
    ):
        return False  # "until 18 March, Thursdays 7-9": hours
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
        if day.weekday is None and not kept and not ordinal_stands(r, end):
            break
        kept += 1
    # A trailing bare number after `Tues 7,` is more likely something else.
    while kept > 1 and isinstance(last := items[kept - 1][0], CalendarDay) and last.is_bare and last.weekday is None:
        first = items[0][0]
        if isinstance(first, CalendarDay) and first.weekday is not None:
            break
        kept -= 1
    return kept


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
    if joined == "and" and any(r[k].text == ";" for k in range(i, end)):
        joined = ";"
    elif joined == "and":
        days = _runs_of_neighbours(days)
    return DatePiece(r[i].start, r[end - 1].end, tuple(days), joined if len(days) > 1 else ""), end


def _runs_of_neighbours(days: list[Day | Run]) -> list[Day | Run]:
    """`9 & 10 June` and `10/11 March` are one run of days; any list with a gap in it stays a list."""
    for before, after in itertools.pairwise(days):
        if not isinstance(before, CalendarDay) or not isinstance(after, (CalendarDay, NoSuchDay)):
            return days
        if before.month != after.month or after.day != before.day + 1:
            return days
    first, last = days[0], days[-1]
    if isinstance(last, NoSuchDay):
        return [last]  # "30/31 April": none of a run that cannot be
    if len(days) < 2 or isinstance(first, Run) or isinstance(last, Run):
        return days
    return [Run(first, last)]
