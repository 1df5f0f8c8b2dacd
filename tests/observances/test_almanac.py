"""The shipped tables are what their scripts reckon: a sample in every run, the whole in the slow one."""

import csv
import importlib.util
import random
from datetime import date
from importlib import resources
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from scheduling.observances.calendars import bahai
from scheduling.observances.reckoning import sky
from scheduling.observances.reckoning.table import HEADER, YEARS, rows, rules, table

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "scheduling" / "observances" / "catalogue"


def shipped():
    text = resources.files("scheduling.observances").joinpath("almanac.csv").read_text("utf-8")
    assert text.startswith(HEADER)
    return [tuple(row) for row in csv.reader(text.splitlines()[1:])]


def test_the_table_has_every_rule_of_the_catalogue_and_no_other():
    assert {(row[0], row[1]) for row in shipped()} == set(rules(CATALOGUE))


def test_a_sample_of_the_table_is_reckoned_again():
    found = set(shipped())
    sample = random.Random(2001)
    for calendar, rule in rules(CATALOGUE):
        for year in sample.sample(YEARS, 2):
            assert set(rows(calendar, rule, year)) <= found, (calendar, rule, year)


@pytest.mark.slow
def test_the_whole_table_is_reckoned_again():
    text = resources.files("scheduling.observances").joinpath("almanac.csv").read_text("utf-8")
    assert table(rules(CATALOGUE)) == text


def test_the_bank_holiday_table_is_what_its_script_writes():
    loader = SourceFileLoader("bank_holidays_script", str(ROOT / "scripts" / "bank-holidays"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    assert module.TARGET.read_text("utf-8") == module.table()


TEHRAN = sky.Site("Tehran", 35.6944, 51.4215, 3.5)


@pytest.mark.parametrize("year", [year for year in range(2015, 2065) if year != 2026])
def test_the_published_bahai_years_follow_from_equinox_and_new_moons_at_tehran(year):
    equinox = sky.sun_reaches(0, year, 3)
    day = sky.civil_day(equinox, TEHRAN.hours)
    begins = day if equinox < sky.sunset(TEHRAN, day) else date.fromordinal(day.toordinal() + 1)
    assert bahai.new_year(year) == begins
    after = [number for number in sky.new_moons_of(year) if sky.new_moon(number) > sky.sunset(TEHRAN, begins)]
    eighth = sky.new_moon(after[7])
    moon_day = sky.civil_day(eighth, TEHRAN.hours)
    if eighth >= sky.sunset(TEHRAN, moon_day):
        moon_day = date.fromordinal(moon_day.toordinal() + 1)
    (birth,) = bahai.falls("Birth of the Bab, until 2014 on 20 October", year)
    assert birth.day == date.fromordinal(moon_day.toordinal() + 1)


def test_in_2026_the_published_bahai_new_year_stands_against_the_computed_one():
    assert bahai.new_year(2026) == date(2026, 3, 21)
