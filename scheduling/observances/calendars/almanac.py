"""Days that were reckoned ahead of time, by rule, from the table that `scripts/almanac` writes.

The table holds the Hindu days at Delhi, with those at London where they differ, the East Asian and Persian days, and
the instants of equinoxes and solstices in UTC. It is read whole, once.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import resources

from scheduling.observances.calendars.fall import Fall, RuleError
from scheduling.observances.occurrence import Candidate

YEARS = range(2001, 2051)
FILE = "almanac.csv"

DELHI = "Delhi reckoning"
LONDON = "London reckoning"


@dataclass(frozen=True, slots=True)
class Almanac:
    """The rules of one calendar that the table has days for."""

    calendar: str
    YEARS: range = field(default=YEARS)

    def check(self, rule: str) -> None:
        """Raise RuleError unless the table has the rule."""
        if (self.calendar, rule) not in _table():
            reason = f'"{rule}" is not in the almanac for {self.calendar} days'
            raise RuleError(f"{reason}; if it is a rule, run scripts/almanac")

    def falls(self, rule: str, year: int) -> list[Fall]:
        """The rule's days in a civil year."""
        rows = _table()[self.calendar, rule]
        return [_fall(first, london) for first, london in rows if first.startswith(f"{year}-")]


@cache
def _table() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Rows by calendar and rule, as written: most of them are for years that nobody asks about."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with resources.files("scheduling.observances").joinpath(FILE).open(encoding="utf-8") as file:
        next(file)  # the line that says where it comes from
        for calendar, rule, first, london in csv.reader(file):
            found.setdefault((calendar, rule), []).append((first, london))
    return found


def _fall(first: str, london: str) -> Fall:
    if "T" in first:
        at = datetime.fromisoformat(first)
        return Fall(at.date(), at=at)
    day = date.fromisoformat(first)
    if not london:
        return Fall(day)
    return Fall(day, (Candidate(day, DELHI), Candidate(date.fromisoformat(london), LONDON)))


#: The calendars of the almanac, as the catalogue names them.
CALENDARS = {name: Almanac(name) for name in ("hindu", "east asian", "persian", "season")}
