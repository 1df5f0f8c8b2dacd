"""Weekdays by name → dates, in British use: `this Friday`, `next Friday`, `Friday week`, `second Tuesday in May`."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from scheduling.events import Inference, Inferred
from scheduling.reading.finding.pieces import NamedWeekday, NthWeekday
from scheduling.reading.named_days import nth_weekday
from scheduling.reading.resolving.setting import Setting, Stretch, UnresolvedError, day_words
from scheduling.reading.sentence.statement import Heading
from scheduling.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES


def resolve_weekday(day: NamedWeekday, setting: Setting, since: date | None) -> Stretch:
    """British use: "this Friday" the coming one, "next Friday" that of next week, "Friday week" a week after the coming one."""
    today = setting.today
    monday = today - timedelta(days=today.weekday())
    name = WEEKDAY_NAMES[day.weekday]
    if day.in_week is not None:
        found = monday + timedelta(weeks=day.in_week, days=day.weekday)
        if day.in_week == 0 and found < today:
            found += timedelta(weeks=1)
        return Stretch(found, found, [Inference(Inferred.DATE, f'"{name}" was read as {day_words(found)}.')])
    coming = (since or today) + timedelta(days=(day.weekday - (since or today).weekday()) % 7)
    others: list[tuple[date, str]] = []
    if day.which == "last":
        found = today - timedelta(days=(today.weekday() - day.weekday - 1) % 7 + 1)
        raise UnresolvedError(f"last {name} was {day_words(found)}")
    if day.which == "next" and since is None:
        found = monday + timedelta(weeks=1, days=day.weekday)
        if found != coming and coming != today:
            others.append((coming, f"the coming {name}"))
    else:
        found = coming + timedelta(weeks=day.weeks)
    said = f"next {name}" if day.which == "next" else name
    return Stretch(found, found, [Inference(Inferred.DATE, f'"{said}" was read as {day_words(found)}.')], others)


def resolve_nth(day: NthWeekday, setting: Setting, heading: Heading | None) -> Stretch:
    """The nth weekday of a month: of the next such month when no year is given. Raises UnresolvedError for a fifth that is none."""
    today = setting.today
    if day.month is None:
        month = today.replace(day=1) + relativedelta(months=day.months_ahead or 0)
        found = _nth_of(month.year, month.month, day)
    elif day.year is not None or (heading is not None and heading.year is not None):
        found = _nth_of(day.year or (heading.year if heading and heading.year else today.year), day.month, day)
    else:
        found = _nth_of(today.year, day.month, day)
        if found < today:
            found = _nth_of(today.year + 1, day.month, day)
    return Stretch(found, found, [Inference(Inferred.DATE, f"That is {day_words(found)}.")])


def _nth_of(year: int, month: int, day: NthWeekday) -> date:
    try:
        return nth_weekday(year, month, day.weekday, day.nth)
    except ValueError as error:
        raise UnresolvedError(f"{MONTH_NAMES[month - 1]} {year} has no fifth {WEEKDAY_NAMES[day.weekday]}") from error
