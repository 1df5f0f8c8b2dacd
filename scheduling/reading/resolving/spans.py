"""Weeks and months → their days: `w/c 2 March`, `the end of March`, `in March`."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from scheduling.events import Inference, Inferred
from scheduling.reading.finding.pieces import MonthEnd, MonthOf, NthWeekday, WeekOf, WeekOfMonth
from scheduling.reading.resolving.dated import check_year, resolve_dated
from scheduling.reading.resolving.setting import Setting, Stretch, day_words
from scheduling.reading.resolving.weekdays import resolve_nth
from scheduling.reading.sentence.statement import Heading


def resolve_week(day: WeekOf, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    """Monday to Friday of a week, or its Saturday and Sunday."""
    today = setting.today
    monday = today - timedelta(days=today.weekday())
    if day.day is None:
        start = monday + timedelta(weeks=day.weeks)
        if day.weekend:
            return Stretch(
                start + timedelta(days=5),
                start + timedelta(days=6),
                [Inference(Inferred.DATE, f"Saturday and Sunday from {day_words(start + timedelta(days=5))}.")],
            )
        return Stretch(
            start, start + timedelta(days=4), [Inference(Inferred.DATE, f"Monday to Friday from {day_words(start)}.")]
        )
    named = resolve_dated(day.day, setting, heading, since)
    found = named.first
    if day.weekend:
        saturday = found - timedelta(days=(found.weekday() - 5) % 7)
        return Stretch(saturday, saturday + timedelta(days=1), named.inferences)
    start = (
        found - timedelta(days=found.weekday())
        if found.weekday() < 5 or day.ending
        else found + timedelta(days=7 - found.weekday())
    )
    if start != found and not day.ending:
        named.inferences.append(
            Inference(Inferred.DATE, f"{day_words(found)} is not a Monday: the week from {day_words(start)} was used.")
        )
    named.inferences.append(Inference(Inferred.DATE, "A week was read as Monday to Friday, whole days."))
    return Stretch(start, start + timedelta(days=4), named.inferences)


def resolve_month(day: MonthOf, setting: Setting, heading: Heading | None, since: date | None) -> Stretch:
    """The first to the last day of a month: this one or the next of its name, unless a year is given.

    Raises UnresolvedError for a year too far from now.
    """
    today = setting.today
    if day.month is None:
        first = today.replace(day=1) + relativedelta(months=day.months_ahead or 0)
    elif day.year is not None:
        check_year(day.year, setting)
        first = date(day.year, day.month, 1)
    elif heading is not None and heading.year is not None:
        first = date(heading.year, day.month, 1)
    else:
        start = (since or today).replace(day=1)
        first = date(start.year if day.month >= start.month else start.year + 1, day.month, 1)
    return Stretch(first, first + relativedelta(months=1, days=-1))


def resolve_month_end(day: MonthEnd, setting: Setting) -> Stretch:
    """The last day of a month, or its first."""
    stretch = resolve_month(MonthOf(day.month, day.year, day.months_ahead), setting, None, None)
    found = stretch.first if day.first else stretch.last
    return Stretch(found, found, [Inference(Inferred.DATE, f"Read as {day_words(found)}.")])


def resolve_week_of_month(day: WeekOfMonth, setting: Setting, heading: Heading | None) -> Stretch:
    """Monday to Friday of the nth week of a month: the week whose Wednesday is the month's nth, so that most of it lies in it."""
    wednesday = resolve_nth(NthWeekday(day.nth, 2, day.month, day.year, day.months_ahead), setting, heading).first
    monday, friday = wednesday - timedelta(days=2), wednesday + timedelta(days=2)
    words = f"That week was read as {day_words(monday)} to {day_words(friday)}."
    return Stretch(monday, friday, [Inference(Inferred.DATE, words)])
