"""Published dates, three years or more for each observance, with where they were printed.

`published.toml` holds the lists. Tables in other libraries, day by day for half a century, are in `test_comparison.py`.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from scheduling.observances import catalogue, observances
from scheduling.places import find_place

PUBLISHED = tomllib.loads(Path(__file__).with_name("published.toml").read_text(encoding="utf-8"))
#: Kept every week, or listed by nation in `test_bank_holidays.py`.
ELSEWHERE = {"shabbat", "friday-prayer", "sunday-worship", "adventist-sabbath", "bank-holiday"}
CASES = [
    (identity, day, source)
    for identity, sources in PUBLISHED["days"].items()
    for source, days in sources.items()
    for day in days
]


@pytest.mark.parametrize(("identity", "day", "source"), CASES, ids=lambda value: str(value))
def test_the_day_is_the_published_one(identity, day, source):
    found = observances(day, day, place=find_place(PUBLISHED["places"].get(source, "London")), ids=[identity])
    assert day in [one.day for one in found], f"{PUBLISHED['sources'][source]} has it"


def test_every_observance_has_three_published_years():
    for identity in catalogue().observances:
        if identity not in ELSEWHERE:
            years = {day.year for days in PUBLISHED["days"].get(identity, {}).values() for day in days}
            assert len(years) >= 3, identity


def test_every_list_is_named():
    used = {source for sources in PUBLISHED["days"].values() for source in sources}
    assert used == set(PUBLISHED["sources"])


def test_two_communities_days_are_both_candidates():
    for case in PUBLISHED["candidates"]:
        (found,) = [
            one
            for one in observances(case["day"], case["day"], place=find_place("London"), ids=[case["id"]])
            if one.day == case["day"]
        ]
        assert {candidate.day for candidate in found.candidates} >= set(case["kept"]), case
        assert isinstance(found.day, date)


def test_every_tradition_is_held_against_two_independent_kinds_of_source():
    kinds = {}
    for identity, sources in PUBLISHED["days"].items():
        tradition = catalogue().observances[identity].tradition
        kinds.setdefault(tradition, set()).update(source for source, days in sources.items() if days)
    assert set(kinds) == {entry.tradition for entry in catalogue().observances.values()}
    assert all(len(found) >= 2 for found in kinds.values()), kinds
