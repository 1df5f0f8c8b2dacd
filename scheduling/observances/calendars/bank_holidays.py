"""Bank holidays of the four nations of the United Kingdom, from a shipped table that `scripts/bank-holidays` writes.

Rule: "nation of the place". Announced years are exact; later ones follow the Banking and Financial Dealings Act 1971
and its yearly proclamations as they are usually made, and are expected.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib import resources

from scheduling.observances.calendars.fall import Fall, RuleError
from scheduling.observances.occurrence import Certainty
from scheduling.places import Nation

YEARS = range(2001, 2051)

RULE = "nation of the place"


def check(rule: str) -> None:
    """Raise RuleError unless it is the one rule there is."""
    if rule != RULE:
        raise RuleError(f'"{rule}" is not a rule of bank holidays: write "{RULE}"')


def falls(rule: str, year: int) -> list[Fall]:
    """Bank holidays have no day without a nation: see `falls_in`."""
    raise NotImplementedError(f"{rule} in {year} needs a nation")


def falls_in(nation: Nation, year: int) -> list[Fall]:
    """The nation's bank holidays in a civil year, each with its name."""
    return [fall for fall in _table()[nation] if fall.day.year == year]


@cache
def announced_until(nation: Nation) -> date:
    """The last bank holiday of that nation that has been announced."""
    return max(fall.day for fall in _table()[nation] if fall.certainty is Certainty.EXACT)


@cache
def _table() -> dict[Nation, list[Fall]]:
    found: dict[Nation, list[Fall]] = {nation: [] for nation in Nation}
    with resources.files("scheduling.observances").joinpath("bank_holidays.csv").open(encoding="utf-8") as file:
        next(file)  # the line that names the source
        for row in csv.DictReader(file):
            fall = Fall(date.fromisoformat(row["day"]), certainty=Certainty(row["certainty"]), name=row["name"])
            for nation in row["nations"].split("|"):
                found[Nation(nation)].append(fall)
    return found
