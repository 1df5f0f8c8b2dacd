"""Our days against independent references, by the script that prints every disagreement."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "compare_calendars.py"
DOCS = SCRIPT.parent.parent / "docs" / "comparison.md"

spec = importlib.util.spec_from_file_location("compare_calendars", SCRIPT)
compared = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = compared  # dataclasses look their module up
spec.loader.exec_module(compared)

#: References that take seconds: astronomy at Mecca, and the equinoxes of convertdate.
SLOW = {("Umm al-Qura rule", None), ("convertdate", "nowruz")}

pytestmark = pytest.mark.filterwarnings("ignore:month_days is deprecated")


def references(group, *, slow):
    return [row for row in compared.references() if row[0] == group and _is_slow(row) is slow]


def _is_slow(row):
    return bool({(row[2], None), (row[2], row[1])} & SLOW)


@pytest.mark.parametrize("row", references(compared.EXACT, slow=False), ids=lambda row: f"{row[1]} {row[2]}")
def test_reckoned_days_agree_in_every_case(row):
    _, identity, name, reference = row
    score = compared.compare(identity, name, reference)
    assert score.days >= 36
    assert score.differences == []


@pytest.mark.slow
@pytest.mark.parametrize("row", references(compared.EXACT, slow=True), ids=lambda row: row[1])
def test_days_agree_with_slow_references_in_every_case(row):
    _, identity, name, reference = row
    score = compared.compare(identity, name, reference)
    assert score.days >= 50
    assert score.differences == []


def test_hindu_and_related_days_agree_in_95_percent_and_on_a_candidate_in_98_and_a_half():
    scores = [
        compared.compare(identity, name, ref) for _, identity, name, ref in references(compared.HINDU, slow=False)
    ]
    days, same, kept = (sum(getattr(one, what) for one in scores) for what in ("days", "same", "candidate"))
    assert days > 1000
    assert same / days >= 0.95
    assert kept / days >= 0.985


def test_thai_and_south_east_asian_days_are_the_day_or_a_candidate():
    for _, identity, name, reference in references(compared.OTHER, slow=False):
        if identity != "losar" and "India" not in name:
            score = compared.compare(identity, name, reference)
            assert score.candidate == score.days, score.differences


def test_every_day_of_ours_that_no_candidate_explains_is_explained_in_the_docs():
    words = DOCS.read_text("utf-8")
    for group in (compared.HINDU, compared.OTHER):
        for _, identity, name, reference in references(group, slow=False):
            for line in compared.compare(identity, name, reference).differences:
                if line.endswith("NOT A CANDIDATE"):
                    year = line.split(" has ")[1].split(",")[0].split()[-1]
                    assert any(identity in row and year in row for row in words.splitlines()), line
