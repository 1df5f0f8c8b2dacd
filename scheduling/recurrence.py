"""Dates of a repeat rule inside a window, at a cost that depends on the window and not on how old the rule is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

#: Parts of a rule that choose days; without any of them a rule keeps the day of its start.
_CHOOSES_DAYS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYEASTER")
_STEP = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
_FORM = "%Y%m%dT%H%M%S"
_LAST = "99991231T235959"
_AHEAD = 19 * 400
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def occurrences(rule: str, start: datetime, first: datetime, until: datetime) -> Iterator[datetime]:
    """Times at which `rule` (RFC 5545 section 3.3.10, without `RRULE:`) happens, `first` to `until` inclusive.

    All times are naive wall time of one zone, and so is an `UNTIL` in the rule, with its time. Recurrence itself is
    `dateutil`'s. A rule without COUNT is begun near the window instead of at `start`, which gives the same dates
    because whole intervals are skipped. Raises ValueError when `dateutil` cannot read the rule.
    """
    parts = parts_of(rule)
    if not _has_a_day(parts, max(start, first), until):
        return
    count = int(parts.pop("COUNT")) if "COUNT" in parts else None
    if count is None:
        parts, start = _brought_near(parts, start, first)
    end = min(parts.get("UNTIL", _LAST), until.strftime(_FORM))
    # `dateutil` searches a rule without dates to the year 9999, UNTIL or not: so the search is made shortly before it.
    # The calendar repeats every 400 years to the day, weekdays included.
    ahead = 0 if "BYEASTER" in parts else _AHEAD
    parts["UNTIL"] = f"{int(end[:4]) + ahead:04d}{end[4:]}"
    written = ";".join(f"{name}={value}" for name, value in parts.items())
    rule_ahead = rrulestr(f"RRULE:{written}", dtstart=start.replace(year=start.year + ahead))
    for moment in islice(rule_ahead, count):
        here = moment.replace(year=moment.year - ahead)
        if here >= first:
            yield here


def _has_a_day(parts: dict[str, str], first: datetime, until: datetime) -> bool:
    """Whether any day of the window is of a month, a number in its month, and a weekday that the rule allows.

    It need not be a date of the rule; but without such a day there is none, and no search is made.
    """
    if "BYMONTHDAY" not in parts or not ("BYMONTH" in parts or "BYDAY" in parts):
        return True
    try:
        months = {int(month) for month in parts.get("BYMONTH", "").split(",") if month}
        numbers = {int(number) for number in parts["BYMONTHDAY"].split(",")}
    except ValueError:
        return True  # `dateutil` will say what is wrong
    weekdays = {day[-2:].upper() for day in parts.get("BYDAY", "").split(",") if day}
    day = first.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= until:
        length = monthrange(day.year, day.month)[1]
        if months and day.month not in months:
            day = day.replace(day=length)  # on to the next month
        elif (day.day in numbers or day.day - length - 1 in numbers) and (
            not weekdays or _WEEKDAYS[day.weekday()] in weekdays
        ):
            return True
        day += timedelta(days=1)
    return False


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name, in upper case, in the order in which they are written."""
    return {name.upper(): value for name, _, value in (part.partition("=") for part in rule.split(";") if part)}


def _brought_near(parts: dict[str, str], start: datetime, first: datetime) -> tuple[dict[str, str], datetime]:
    """The rule and a start at most a few intervals before `first`, which give the same dates from `first` on."""
    frequency, interval = parts.get("FREQ", ""), int(parts.get("INTERVAL", "1"))
    if interval < 1 or first <= start:
        return parts, start
    if step := _STEP.get(frequency):
        skipped = (first - start) // (step * interval) - 1
        return parts, start + step * interval * max(skipped, 0)
    if frequency == "MONTHLY":
        skipped = _whole(first.year * 12 + first.month - start.year * 12 - start.month, interval)
        year, month = divmod(start.year * 12 + start.month - 1 + skipped, 12)
        near = start.replace(year=year, month=month + 1, day=1)
    elif frequency == "YEARLY":
        skipped = _whole(first.year - start.year, interval)
        near = start.replace(year=start.year + skipped, month=1, day=1)
    else:
        return parts, start
    if skipped == 0:
        return parts, start
    if not any(name in parts for name in _CHOOSES_DAYS):
        months = {"BYMONTH": str(start.month)} if frequency == "YEARLY" and "BYMONTH" not in parts else {}
        parts = parts | months | {"BYMONTHDAY": str(start.day)}
    return parts, near


def _whole(distance: int, interval: int) -> int:
    """The part of a distance that whole intervals cover, one interval short of it."""
    return max(distance // interval - 1, 0) * interval
