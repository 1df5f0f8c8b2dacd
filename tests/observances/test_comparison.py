"""Our days against independent references, by the script that prints every disagreement, and what the docs say."""

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path

import pytest

from scheduling.observances import catalogue

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "compare_calendars.py"
DOCS = SCRIPT.parent.parent / "docs" / "comparison.md"

spec = importlib.util.spec_from_file_location("compare_calendars", SCRIPT)
compared = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = compared  # dataclasses look their module up
spec.loader.exec_module(compared)

#: References that take seconds: astronomy at Mecca, and the equinoxes of convertdate.
SLOW = {("Umm al-Qura rule", None), ("convertdate", "nowruz")}
#: Days of the civil year, which need no reference but `published.toml`; and the weekly ones and bank holidays.
UNMOVED = {"gregorian", "weekly", "uk bank holidays"}

pytestmark = pytest.mark.filterwarnings("ignore:month_days is deprecated")


def rows(*groups, slow=False):
    return [row for row in compared.rows() if row.group in groups and _is_slow(row) is slow]


def _is_slow(row):
    return bool({(row.name, None), (row.name, row.identity)} & SLOW)


@cache
def scores(group):
    return [compared.compare(row) for row in rows(group)]


def shares(group):
    days, same, kept = (sum(getattr(score, what) for score in scores(group)) for what in ("days", "same", "candidate"))
    return days, same / days, kept / days


def named(row):
    return f"{row.identity} {row.name}"


@pytest.mark.parametrize("row", rows(compared.EXACT), ids=named)
def test_reckoned_days_agree_in_every_case(row):
    score = compared.compare(row)
    assert score.days >= 50
    assert score.differences == []


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(compared.EXACT, slow=True), ids=named)
def test_days_agree_with_slow_references_in_every_case(row):
    score = compared.compare(row)
    assert score.days >= 50
    assert score.differences == []


def test_every_day_that_moves_is_held_against_a_reference_that_reaches_2050():
    reaching = {row.identity for row in compared.rows() if row.days(2050) or row.days(2049)}
    for identity, entry in catalogue().observances.items():
        assert entry.calendar in UNMOVED or identity in reaching, identity


def test_printed_tables_of_hindu_days_agree_in_95_percent_and_on_a_candidate_in_98_and_a_half():
    days, same, kept = shares(compared.PRINTED)
    assert days > 1000
    assert same >= 0.95
    assert kept >= 0.985


def test_the_published_rules_over_another_ephemeris_give_our_days_to_2050():
    days, same, kept = shares(compared.RECKONED)
    assert days == 35 * 50
    assert same >= 0.999
    assert kept == 1


@pytest.mark.skipif(not compared.panchang_days.available(), reason="panchang has no wheel for this machine")
def test_others_reading_of_the_rules_agrees_in_95_percent_and_on_a_candidate_in_98_and_a_half_to_2050():
    days, same, kept = shares(compared.READ)
    assert days == 21 * 50
    assert same >= 0.95
    assert kept >= 0.985


def test_days_that_some_keep_are_those_of_their_own_tables_and_rules():
    days, same, kept = shares(compared.CONVENTION)
    assert days > 2400
    assert same >= 0.995
    assert kept == 1


def test_thai_sri_lankan_and_bhutanese_days_are_candidates_under_their_own_name_in_every_year():
    for score in scores(compared.CONVENTION):
        if score.row.name.startswith("holidays") and score.row.identity != "asalha-puja":
            assert score.differences == [], score.row
            assert score.days >= 24


def test_tables_of_other_conventions_have_a_day_of_ours_nearly_always():
    for score in scores(compared.COUNTRY):
        if score.row.identity in ("vesak", "losar", "vaisakhi"):
            assert score.candidate / score.days >= 0.94, score.row


def test_every_disagreement_is_explained_in_the_docs():
    explained = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `")]
    for group in (compared.PRINTED, compared.RECKONED, compared.READ, compared.CONVENTION, compared.COUNTRY):
        for score in scores(group):
            for difference in score.differences:
                year = re.search(r" has \w+ \d+ \w+ (\d{4})", difference)[1]
                assert any(_explains(line, score.row, year) for line in explained), difference
    for score in scores(compared.OTHER_RULE):
        assert any(_explains(line, score.row, "") for line in explained), score.row


def _explains(line, row, year):
    identity, reference, years = (cell.strip() for cell in line.split("|")[1:4])
    reference = reference or "holidays"
    return identity == f"`{row.identity}`" and reference == row.name and year in years


def test_no_explanation_has_outlived_its_disagreement():
    found = {
        (score.row.identity, score.row.name, re.search(r" has \w+ \d+ \w+ (\d{4})", difference)[1])
        for group in compared.GROUPS
        for score in (scores(group) if group != compared.EXACT else [])
        for difference in score.differences
    }
    if not compared.panchang_days.available():
        pytest.skip("panchang has no wheel for this machine")
    for line in DOCS.read_text("utf-8").splitlines():
        if line.startswith("| `"):
            identity, reference, years = (cell.strip() for cell in line.split("|")[1:4])
            for year in re.findall(r"\d{4}", years):
                assert (identity.strip("`"), reference, year) in found, line
