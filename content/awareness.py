"""Awareness dates kept in the United Kingdom: read from data, reckoned for any year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from importlib import resources

from content.entry import Entry, read_tables

_MONTHS = [f"{date(2000, month, 1):%B}" for month in range(1, 13)]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


@dataclass(frozen=True, slots=True)
class Awareness:
    """A date or span that many workplaces mark. `expected` ones are fixed by their organiser year by year.

    On a `solemn` one a channel gets a prompt written for it or nothing; near a `grave` one it is only spared lightness.
    """

    id: str
    name: str
    sentence: str
    on: str
    lasts: int
    solemn: bool
    grave: bool
    expected: bool
    announced: tuple[date, ...]
    themes: tuple[str, ...]
    source: str
    url: str
    review: date

    def first_day(self, year: int) -> date:
        """The day on which it begins in that year: the announced one, else by its rule."""
        for day in self.announced:
            if day.year == year:
                return day
        return first_day(self.on, year)

    def span(self, year: int) -> tuple[date, date]:
        """The first and the last day in that year."""
        first = self.first_day(year)
        if self.on.startswith("all of "):
            return first, first.replace(day=monthrange(year, first.month)[1])
        return first, first + timedelta(days=self.lasts - 1)

    def is_expected(self, year: int) -> bool:
        """Whether that year's date is still the rule's guess and not its organiser's word."""
        return self.expected and all(day.year != year for day in self.announced)


@dataclass(frozen=True, slots=True)
class Marked:
    """An awareness date in one year."""

    awareness: Awareness
    day: date
    last_day: date
    expected: bool


@cache
def awareness_dates() -> tuple[Awareness, ...]:
    """Every awareness date, in the order of the file. Raises PackError for a mistake in our own file."""
    source = resources.files(__package__).joinpath("awareness.toml").read_text("utf-8")
    return read_awareness(source, "content/awareness.toml")


def read_awareness(source: str, file: str) -> tuple[Awareness, ...]:
    """The awareness dates of a TOML text. Raises PackError with line and reason."""
    return tuple(_awareness(row) for row in read_tables(source, file).get("awareness", []))


def marked_between(start: date, end: date) -> list[Marked]:
    """What is marked on any day from `start` to `end`, both included, by first day."""
    found = []
    for awareness in awareness_dates():
        for year in range(start.year - 1, end.year + 1):
            day, last_day = awareness.span(year)
            if day <= end and last_day >= start:
                found.append(Marked(awareness, day, last_day, awareness.is_expected(year)))
    return sorted(found, key=lambda marked: (marked.day, marked.last_day, marked.awareness.id))


def solemn_days(start: date, end: date) -> frozenset[date]:
    """The solemn days from `start` to `end`, on which nothing is posted but what was written for them."""
    marked = [one for one in marked_between(start, end) if one.awareness.solemn]
    days = {one.day + timedelta(days=ahead) for one in marked for ahead in range((one.last_day - one.day).days + 1)}
    return frozenset(day for day in days if start <= day <= end)


def first_day(rule: str, year: int) -> date:
    """The day that a rule gives in a year.

    Rules: "27 January", "second Sunday of March", "Monday on or after 5 June", "all of July". Raises
    ValueError for a rule that is none of these.
    """
    if match := re.fullmatch(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})", rule):
        return date(year, _MONTHS.index(match[2]) + 1, int(match[1]))
    if match := re.fullmatch(rf"all of ({'|'.join(_MONTHS)})", rule):
        return date(year, _MONTHS.index(match[1]) + 1, 1)
    if match := re.fullmatch(rf"({'|'.join(_NTH)}) ({'|'.join(_DAYS)}) of ({'|'.join(_MONTHS)})", rule):
        return _nth(year, _MONTHS.index(match[3]) + 1, _DAYS.index(match[2]), _NTH[match[1]])
    if match := re.fullmatch(rf"({'|'.join(_DAYS)}) on or after (\d{{1,2}}) ({'|'.join(_MONTHS)})", rule):
        return _on_or_after(date(year, _MONTHS.index(match[3]) + 1, int(match[2])), _DAYS.index(match[1]))
    raise ValueError(f'"{rule}" is not a rule for a date, such as "second Sunday of March"')


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return _on_or_after(date(year, month, 1), weekday) + timedelta(weeks=nth - 1)


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _awareness(row: Entry) -> Awareness:
    row.only(*(item.name for item in fields(Awareness)))
    rule = row.text("on")
    try:
        first_day(rule, 2027)
    except ValueError as error:
        raise row.wrong("on", str(error)) from error
    return Awareness(
        id=row.text("id"),
        name=row.text("name"),
        sentence=row.text("sentence"),
        on=rule,
        lasts=row.number("lasts", 1),
        solemn=row.flag("solemn"),
        grave=row.flag("grave"),
        expected=row.flag("expected"),
        announced=row.days("announced"),
        themes=row.texts("themes"),
        source=row.text("source"),
        url=row.text("url"),
        review=row.day("review"),
    )
