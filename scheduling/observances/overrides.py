"""What people confirmed: a dated file shipped with the product, and the workspace's own, both as `Override`s."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from scheduling.errors import CatalogueError, UnusableError
from scheduling.observances.calendars import islamic
from scheduling.observances.calendars.islamic import MonthStart
from scheduling.observances.catalogue_files import catalogue
from scheduling.observances.entries import Observance, calendar_module

#: How far a sighting can move an Islamic month from the Umm al-Qura table. A day further away is a slip of the pen.
SIGHTING_DAYS = 3
#: How far a confirmation of another calendar may be from the day it confirms: communities can be a month apart.
NEAR = timedelta(days=45)


class OverrideError(UnusableError):
    """A confirmation that cannot be: an observance that is not ours, or a day far from where it can fall."""


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word that an observance falls on `day` (the first, if it has several).

    For an Islamic observance it settles the start of its month, and with it every other day of that month and the end
    of the month before. `also` are other days that some communities keep all the same, each with its convention.
    `source` says who announced it, `confirmed` when that was.
    """

    id: str
    day: date
    also: tuple[tuple[date, str], ...] = ()
    source: str = ""
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Overrides settled into Islamic months and single days; hashable, so that a year is computed once for each set."""

    months: tuple[MonthStart, ...] = ()
    days: tuple[Override, ...] = ()


NOTHING_CONFIRMED = Confirmed()


def shipped() -> tuple[Override, ...]:
    """The confirmations that come with the product, oldest first."""
    return _shipped()


@lru_cache(maxsize=256)
def settle(overrides: tuple[Override, ...]) -> Confirmed:
    """The shipped confirmations with those given after them; the later one wins. Raises OverrideError."""
    months: dict[tuple[int, int], MonthStart] = {}
    days: dict[tuple[str, int], Override] = {}
    for override in (*shipped(), *overrides):
        entry = catalogue().observances.get(override.id)
        if entry is None:
            raise OverrideError(f'"{override.id}" is not an observance on our list.', value=override.id)
        if entry.weekly or entry.calendar == "uk bank holidays":
            raise OverrideError(f"{entry.name} cannot be confirmed for one day.", value=override.id)
        if entry.calendar == "islamic":
            start = _month(override, entry.falls, entry.name)
            months[start.year, start.month] = start
        else:
            days[override.id, override.day.year] = override
    return Confirmed(tuple(sorted(months.values())), tuple(days.values()))


def confirm(overrides: Sequence[Override]) -> Confirmed:
    """`settle` for any sequence."""
    return settle(tuple(overrides))


def still_means(override: Override) -> bool:
    """Whether a confirmation that was made earlier still means a day of our list, which may have changed since."""
    try:
        settle((override,))
    except OverrideError:
        return False
    return True


def require_possible(override: Override, given: Sequence[Override] = ()) -> None:
    """Raise OverrideError for a new confirmation that cannot be beside those `given` and the shipped ones.

    It must be of an observance on our list that can be confirmed, near a day on which it can fall, and must leave
    every Islamic month 29 or 30 days. What was confirmed before is not asked again: a check must never fail for it.
    """
    settled = settle((*given, override))
    entry = catalogue().observances[override.id]
    if entry.calendar != "islamic":
        _require_near(override, entry)
        return
    start = _month(override, entry.falls, entry.name)
    for other in settled.months:
        months = abs(12 * (other.year - start.year) + other.month - start.month)
        days = abs((other.day - start.day).days)
        if not 29 * months <= days <= 30 * months:
            earlier, later = sorted((start, other), key=lambda one: (one.year, one.month))
            apart = f"{_first(earlier)} and {_first(later)} are {days} days apart"
            sentence = f"{apart}; a month has 29 or 30. Please check both."
            raise OverrideError(sentence, value=override.day)


def _first(start: MonthStart) -> str:
    return f"1 {islamic.MONTHS[start.month - 1]} on {start.day.day} {start.day:%B %Y}"


def _require_near(override: Override, entry: Observance) -> None:
    module = calendar_module(entry.calendar)
    years = range(override.day.year - 1, override.day.year + 2)
    falls = [fall.day for year in years if year in module.YEARS for fall in module.falls(entry.falls, year)]
    nearest = min(falls, key=lambda day: abs(day - override.day), default=None)
    if nearest is None or abs(nearest - override.day) > NEAR:
        sentence = f"{entry.name} does not fall near {override.day.day} {override.day:%B %Y}. Please check the date."
        raise OverrideError(sentence, value=override.day)


def _month(override: Override, rule: str, name: str) -> MonthStart:
    start = islamic.nearest_month(rule, override.day)
    expected = islamic.month_start(start.year, start.month)
    if abs(start.day - expected) > timedelta(days=SIGHTING_DAYS):
        day = expected + (override.day - start.day)
        sentence = (
            f"{name} is expected on or around {day.day} {day:%B %Y}; {override.day.day} {override.day:%B %Y} "
            "is too far from it to be a sighting. Please check the date."
        )
        raise OverrideError(sentence, value=override.day)
    shift = override.day - start.day
    also = tuple((day - shift, convention) for day, convention in override.also)
    return MonthStart(start.year, start.month, start.day, also)


@cache
def _shipped() -> tuple[Override, ...]:
    text = resources.files(__package__).joinpath("overrides.toml").read_text(encoding="utf-8")
    return read_overrides(text)


def read_overrides(text: str) -> tuple[Override, ...]:
    """Overrides from TOML text, oldest first. Raises CatalogueError."""
    try:
        rows: list[dict[str, Any]] = tomllib.loads(text).get("confirmed", [])
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"overrides.toml: {error}", value=text[:60]) from error
    found = []
    for number, row in enumerate(rows, 1):
        wrong = set(row) - {"id", "day", "also", "source", "on"} or {"id", "day", "source", "on"} - set(row)
        if wrong or not isinstance(row["day"], date) or not isinstance(row["on"], date):
            reason = f"confirmation {number} needs id, day, source and on (both days as YYYY-MM-DD), and may have also"
            raise CatalogueError(f"overrides.toml: {reason}.", value=row)
        also = tuple((other["day"], other["convention"]) for other in row.get("also", ()))
        found.append(Override(row["id"], row["day"], also, row["source"], row["on"]))
    return tuple(sorted(found, key=lambda one: one.confirmed or one.day))
