"""Published dates, three years or more for each observance, with who printed them, where and for which years.

`published.toml` holds the lists. Tables in other libraries, day by day for half a century, are in `test_comparison.py`;
they count here as a kind of source of their own.
"""

import sys
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from scheduling.observances import catalogue, observances
from scheduling.observances.falls import falls, where_of
from scheduling.places import find_place

PUBLISHED = tomllib.loads(Path(__file__).with_name("published.toml").read_text(encoding="utf-8"))
SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
LONDON = find_place("London")
KINDS = {"community", "institution", "government", "press", "almanac"}
YEARS = range(2001, 2051)
#: Kept every week, or listed by nation in `test_bank_holidays.py`.
ELSEWHERE = {"shabbat", "friday-prayer", "sunday-worship", "adventist-sabbath", "bank-holiday"}
#: In tables of other libraries for half a century, and in no list that was read.
WITHOUT_A_LIST = {"chhath", "kartik-purnima", "ridvan-9", "lunar-new-year-eve"}
#: Days of the civil year that no library has; their lists are of two kinds or more.
WITHOUT_A_TABLE = {"rastafari", "humanist", "civic"}
pytestmark = pytest.mark.filterwarnings("ignore:month_days is deprecated")

DATED = [
    (identity, day, source)
    for identity, sources in PUBLISHED["days"].items()
    for source, days in sources.items()
    for day in days
]
YEARLY = [
    (identity, printed["day"], printed.get("until", YEARS[-1]), source)
    for identity, sources in PUBLISHED["yearly"].items()
    for source, printed in sources.items()
]


@cache
def tables():
    """Observances that a table or the arithmetic of another library has, with the years it has."""
    if str(SCRIPTS) not in sys.path:
        sys.path.insert(0, str(SCRIPTS))
    from references.rows import EXACT, PRINTED, rows

    found = Counter()
    for row in rows():
        if row.group in (EXACT, PRINTED) and row.name.partition(" ")[0] in (
            "holidays",
            "convertdate",
            "PyMeeus",
            "PyEphem",
        ):
            found[row.identity] = max(
                found[row.identity], sum(bool(row.days(year)) for year in (2001, 2012, 2023, 2034))
            )
    return found


@pytest.mark.parametrize(("identity", "day", "source"), DATED, ids=lambda value: str(value))
def test_the_day_is_the_published_one(identity, day, source):
    found = observances(day, day, place=LONDON, ids=[identity])
    assert day in [one.day for one in found], f"{PUBLISHED['sources'][source]} has it"


@pytest.mark.parametrize(("identity", "day", "until", "source"), YEARLY, ids=lambda value: str(value))
def test_the_day_is_the_one_that_is_published_for_every_year(identity, day, until, source):
    entry = catalogue().observances[identity]
    for year in range(YEARS[0], until + 1):
        printed = date.fromisoformat(f"{year}-{day}")
        assert [fall.day for fall in falls(entry, year, where_of(entry, LONDON))] == [printed], source


def published_years(identity):
    years = {day.year for days in PUBLISHED["days"].get(identity, {}).values() for day in days}
    for printed in PUBLISHED["yearly"].get(identity, {}).values():
        years |= set(range(YEARS[0], printed.get("until", YEARS[-1]) + 1))
    return years


def test_every_observance_has_a_published_list_and_three_years_in_lists_or_tables():
    for identity in catalogue().observances:
        if identity not in ELSEWHERE:
            listed = published_years(identity)
            assert listed or identity in WITHOUT_A_LIST, identity
            assert len(listed) >= 3 or tables()[identity] >= 3, (identity, listed)
    assert not any(published_years(identity) for identity in WITHOUT_A_LIST)


def test_most_observances_have_three_years_in_lists_alone():
    enough = [identity for identity in catalogue().observances if len(published_years(identity)) >= 3]
    assert len(enough) >= 141


def test_every_list_says_who_printed_it_what_where_and_for_which_years():
    used = {source for kind in ("days", "yearly") for sources in PUBLISHED[kind].values() for source in sources}
    assert used == set(PUBLISHED["sources"])
    for source in PUBLISHED["sources"].values():
        assert set(source) == {"publisher", "title", "years", "kind", "where"}
        assert source["kind"] in KINDS
        assert all(source.values())


def test_a_list_has_dates_of_its_own_years_only():
    for identity, day, source in DATED:
        years = PUBLISHED["sources"][source]["years"]
        first, _, last = years.partition("-")
        assert years == "every year" or int(first) <= day.year <= int(last or first), (identity, day, source)
    for _, _, _, source in YEARLY:
        assert PUBLISHED["sources"][source]["years"].startswith("every year"), source


def test_every_tradition_is_held_against_two_independent_kinds_of_source():
    kinds = {entry.tradition: set() for entry in catalogue().observances.values()}
    for kind in ("days", "yearly"):
        for identity, sources in PUBLISHED[kind].items():
            kinds[catalogue().observances[identity].tradition] |= {PUBLISHED["sources"][one]["kind"] for one in sources}
    for identity in tables():
        kinds[catalogue().observances[identity].tradition].add("library")
    assert all(len(found) >= 2 for found in kinds.values()), kinds
    assert all("library" in kinds[one] for one in kinds if one not in WITHOUT_A_TABLE), kinds


def test_two_communities_days_are_both_candidates():
    for case in PUBLISHED["candidates"]:
        (found,) = [
            one
            for one in observances(case["day"], case["day"], place=LONDON, ids=[case["id"]])
            if one.day == case["day"]
        ]
        assert {candidate.day for candidate in found.candidates} >= set(case["kept"]), case
        assert isinstance(found.day, date)
