#!/usr/bin/env python3
"""Compare our days, 2001 to 2050, with independent references; print every disagreement, one a line.

`scripts/references` has the references: development dependencies that share neither code nor data with our arithmetic.
`docs/comparison.md` explains the disagreements. Run it as `scripts/compare_calendars.py [id …]`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from references import panchang_days  # noqa: E402, F401 - after the path is set; for the tests
from references.rows import (  # noqa: E402
    CONVENTION,
    COUNTRY,
    EXACT,
    OTHER_RULE,
    PRINTED,
    READ,
    RECKONED,
    Row,
    rows,
)

from scheduling.observances import catalogue, observances  # noqa: E402
from scheduling.observances.entries import calendar_module  # noqa: E402
from scheduling.places import find_place  # noqa: E402

YEARS = range(2001, 2051)
PLACE = find_place("London")
GROUPS = {
    EXACT: "Days that are settled: agreement in every case",
    PRINTED: "Hindu, Jain and Sikh days, tables as printed, to 2035",
    RECKONED: "Hindu, Jain and Sikh days, the published rules over another ephemeris, to 2050",
    READ: "Hindu, Jain and Sikh days, others' reading of the same rules, to 2050",
    OTHER_RULE: "Hindu and Sikh days, others' rules that are not ours, to 2050",
    CONVENTION: "Second days, by the tables and rules of those who keep them",
    COUNTRY: "Tables of other conventions than the one we show, or of several",
}


@dataclass
class Score:
    """How one observance compares with one reference."""

    row: Row
    days: int = 0
    same: int = 0
    candidate: int = 0
    differences: list[str] = field(default_factory=list)


def compare(row: Row) -> Score:
    """Hold every day of the reference against the nearest occurrence of ours, or against the convention's day in it."""
    score = Score(row)
    for year in YEARS:
        for day in row.days(year):
            ours, others = _nearest(row, day)
            score.days += 1
            score.same += ours == day
            score.candidate += day in (ours, *others)
            if ours != day:
                kept = "a candidate" if day in others else "NOT A CANDIDATE"
                listed = ", ".join(f"{other:%d %b}" for other in others if other != ours) or "none"
                both = f"{row.name} has {day:%a %d %b %Y}, we have {ours:%a %d %b %Y} (others: {listed})"
                named = f" [{row.convention}]" if row.convention else ""
                score.differences.append(f"{row.identity}{named}: {both} - {kept}")
    return score


def _nearest(row: Row, day: date) -> tuple[date, tuple[date, ...]]:
    """Our day and all candidates; for a convention the day by its rule, for London its day where it is a candidate."""
    shown, others = min(_all()[row.identity], key=lambda one: abs(one[0] - day))
    if not row.convention:
        return shown, others
    ruled = _by_convention(row.identity, row.convention)
    if ruled:
        return min(ruled, key=lambda one: abs(one - day)), others
    return (day if day in others else shown), others


@cache
def _all() -> dict[str, list[tuple[date, tuple[date, ...]]]]:
    found: dict[str, list[tuple[date, tuple[date, ...]]]] = {identity: [] for identity in catalogue().observances}
    for one in observances(date(2000, 1, 1), date(2051, 12, 31), place=PLACE):
        found[one.id].append((one.day, tuple(candidate.day for candidate in one.candidates)))
    return found


@cache
def _by_convention(identity: str, convention: str) -> tuple[date, ...]:
    """The days of the catalogue's rule for a convention of that name, wherever it falls; none if it names no rule."""
    return tuple(
        fall.day
        for other in catalogue().observances[identity].others
        if other.convention.startswith(convention)
        for year in range(YEARS[0], YEARS[-1] + 1)
        for fall in calendar_module(other.calendar).falls(other.falls, year)
    )


def scores(only: frozenset[str] = frozenset()) -> dict[str, list[Score]]:
    """Every comparison, by group."""
    found: dict[str, list[Score]] = {group: [] for group in GROUPS}
    for row in rows():
        if not only or row.identity in only:
            found[row.group].append(compare(row))
    return found


def main(arguments: list[str]) -> int:
    """Print the tables and every disagreement."""
    for group, compared in scores(frozenset(arguments)).items():
        if not compared:
            continue
        print(f"== {GROUPS[group]}")
        for score in compared:
            counts = f"{score.days:4} days, {score.same:4} same, {score.candidate:4} kept"
            print(f"{score.row.identity:30} {score.row.name:22} {counts}  {score.row.convention}".rstrip())
        days, same, kept = (sum(getattr(one, what) for one in compared) for what in ("days", "same", "candidate"))
        share = f"{same / days:.2%} on the day, {kept / days:.2%} on some candidate" if days else "none"
        print(f"{'all':30} {'':22} {days:4} days, {share}")
        for score in compared:
            for line in score.differences:
                print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
