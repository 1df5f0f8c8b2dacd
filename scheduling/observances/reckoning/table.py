"""The table of days that are reckoned ahead of time: which rules it holds, and its rows."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable
from pathlib import Path

from scheduling.observances.reckoning import east_asian, hindu, seasons
from scheduling.observances.reckoning.sky import DELHI, LONDON

YEARS = range(2001, 2051)

HEADER = (
    "# calendar, rule, day (for a season the instant in UTC), and the day by London reckoning where it differs. "
    "Written by scripts/almanac with astronomy-engine; do not edit.\n"
)
_CHECKS = {
    "hindu": hindu.check,
    "east asian": east_asian.check,
    "persian": seasons.check_persian,
    "season": seasons.check_season,
}

#: A rule with its calendar.
Rule = tuple[str, str]
Row = tuple[str, str, str, str]


def rules(folder: Path) -> list[Rule]:
    """The rules of the catalogue's files that need this table, once each, in the order of the files."""
    found: dict[Rule, None] = {}
    for file in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("observance", ()):
            for one in (entry, *entry.get("others", ())):
                calendar = one.get("calendar", entry["calendar"])
                if calendar in _CHECKS:
                    found[calendar, one["falls"]] = None
    return list(found)


def table(wanted: Iterable[Rule]) -> str:
    """The whole file as text. Raises RuleError for a rule that no calendar knows."""
    out = io.StringIO()
    out.write(HEADER)
    writer = csv.writer(out, lineterminator="\n")
    for calendar, rule in wanted:
        for year in YEARS:
            writer.writerows(rows(calendar, rule, year))
    return out.getvalue()


def rows(calendar: str, rule: str, year: int) -> list[Row]:
    """The rows of a rule for a civil year."""
    _CHECKS[calendar](rule)
    if calendar == "season":
        return [(calendar, rule, seasons.season(rule, year).isoformat(timespec="minutes"), "")]
    if calendar == "persian":
        return [(calendar, rule, day.isoformat(), "") for day in seasons.persian_days(rule, year)]
    if calendar == "east asian":
        return [(calendar, rule, day.isoformat(), "") for day in east_asian.days(rule, year)]
    here = hindu.days(rule, year, DELHI)
    there = [day for about in (year - 1, year, year + 1) for day in hindu.days(rule, about, LONDON)]
    found = []
    for day in here:
        london = min(there, key=lambda other: abs(other - day))
        found.append((calendar, rule, day.isoformat(), "" if london == day else london.isoformat()))
    return found
