"""Finds the date that starts at a word, of whatever form."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.bare_days import alone_at
from scheduling.reading.finding.calendar_days import Found, single
from scheduling.reading.finding.day_groups import group_at
from scheduling.reading.finding.nth_weekdays import nth_weekday_at
from scheduling.reading.finding.spoken_days import spoken_at
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.finding.weeks import WEEK_STARTS, week_at, week_of_month_at, weeks_on
from scheduling.reading.finding.years import year_at
from scheduling.reading.named_days import named_day_at


def date_at(r: Reader, i: int, year_now: int) -> Found | None:
    """The date that starts at token `i`, and the position after it."""
    token = r[i]
    if (week := week_of_month_at(r, i, year_now)) is not None:
        return week
    if token.counted is not None and r[i + 1].word in {"weeks", "weeks'", "fortnights"} and (found := weeks_on(r, i)):
        return found  # "2 weeks on Thursday"
    if token.number is None and (named := named_at(r, i, year_now)) is not None:
        return named
    if token.number is not None or token.weekday is not None or token.month is not None or token.ordinal is not None:
        return nth_weekday_at(r, i) or group_at(r, i, year_now) or alone_at(r, i)
    word = token.word
    if word in {"twenty", "thirty"} and (r[i + 1].ordinal or r[i + 2].ordinal):
        return group_at(r, i, year_now)
    if word in WEEK_STARTS and (found := week_at(r, i, year_now)):
        return found
    return spoken_at(r, i, year_now)


def named_at(r: Reader, i: int, year_now: int) -> Found | None:
    """A day with a name, with the year that may follow it."""
    named = named_day_at(r, i)
    if named is None:
        return None
    feast, after = named
    year, after = year_at(r, after, year_now, bare=False)
    return single(r, i, after, replace(feast, year=year))
