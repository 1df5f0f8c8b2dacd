"""How long the calendar takes: a year of everything at one place, warm and cold, and half a century.

Printed beside the `holidays` package producing its own religious calendars for the same years; the promises are in each
test's name. `python -m pytest tests/benchmarks/test_calendar_speed.py --benchmark-only`.
"""

import subprocess
import sys
import time
from datetime import date

import holidays
import pytest

from scheduling.observances import catalogue_files, observances, overrides, sun, year
from scheduling.observances.calendars import almanac, bank_holidays
from scheduling.observances.falls import falls
from scheduling.observances.hours import occurrence
from scheduling.observances.moments import read_moment
from scheduling.places import find_place

YORK = find_place("York")
CACHES = (
    *(falls, occurrence, read_moment, year._spans, overrides.settle, overrides._shipped),
    *(catalogue_files.catalogue, almanac._table, bank_holidays._table),
    *(sun.dawn, sun.sunrise, sun.sunset, sun.nightfall),
)


def _forget():
    for cache in CACHES:
        cache.cache_clear()


def _ours(first, last):
    return observances(date(first, 1, 1), date(last, 12, 31), place=YORK, weekly=True)


def _theirs(first, last):
    years = range(first, last + 1)
    found = {}
    for country, categories in (
        (holidays.India, ("public", "optional")),
        (holidays.Israel, ("public", "optional")),
        (holidays.UnitedKingdom, ("public",)),
        (holidays.Thailand, ("public",)),
        (holidays.Ethiopia, ("public",)),
        (holidays.SaudiArabia, ("public",)),
    ):
        found[country.__name__] = dict(country(years=years, categories=categories))
    return found


def test_one_year_of_everything_warm_at_most_50_ms(benchmark):
    _ours(2027, 2027)
    assert len(benchmark(_ours, 2027, 2027)) > 300


def test_one_year_of_everything_with_nothing_remembered(benchmark):
    found = benchmark.pedantic(_ours, args=(2027, 2027), setup=_forget, rounds=5)
    assert len(found) > 300


def test_fifty_years_with_nothing_remembered_at_most_3_s(benchmark):
    found = benchmark.pedantic(_ours, args=(2001, 2050), setup=_forget, rounds=2)
    assert len(found) > 15_000


def test_yardstick_holidays_of_six_countries_for_one_year(benchmark):
    assert all(benchmark(_theirs, 2027, 2027).values())


@pytest.mark.filterwarnings("ignore:Requested Holidays are available only from")
def test_yardstick_holidays_of_six_countries_for_fifty_years(benchmark):
    found = benchmark.pedantic(_theirs, args=(2001, 2050), rounds=2)
    assert all(found.values())


COLD = {
    "one year of everything, cold, at most 300 ms": (
        "from datetime import date;from scheduling.places import find_place;"
        "from scheduling.observances import observances;"
        "assert observances(date(2027,1,1),date(2027,12,31),place=find_place('York'),weekly=True)"
    ),
    "yardstick: import holidays and six countries, cold": (
        "import holidays as h;"
        "[dict(c(years=2027)) for c in (h.India,h.Israel,h.UnitedKingdom,h.Thailand,h.Ethiopia,h.SaudiArabia)]"
    ),
    "yardstick: an empty Python, cold": "pass",
}


@pytest.mark.benchmark
@pytest.mark.parametrize("what", COLD)
def test_from_a_cold_start(benchmark, what):
    def start():
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", COLD[what]], check=True)
        return time.perf_counter() - began

    benchmark.pedantic(start, rounds=5)
