"""The policy file that docs/checking.md shows is one that works, and shows the defaults where it says so."""

import re
from pathlib import Path

from scheduling import Policy, find_place
from scheduling.policy_file import read_policy

DOCUMENT = (Path(__file__).parents[2] / "docs" / "checking.md").read_text("utf-8")


def shown():
    return re.search(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)[1]


def test_the_file_that_is_shown_can_be_used():
    policy = read_policy(shown(), Policy(place=find_place("London")))
    assert policy.place.name == "Glasgow"
    assert "late" in policy.off
    assert "adventist-sabbath" not in policy.off


def test_the_hours_that_are_shown_are_those_that_hold_anyway():
    usual = Policy(place=find_place("London"))
    policy = read_policy(shown(), usual)
    assert policy.observance_hours == usual.observance_hours
    assert (policy.core, policy.prefer_end_by, policy.assumed_day) == (
        usual.core,
        usual.prefer_end_by,
        usual.assumed_day,
    )
    assert policy.week == usual.week
    for rule in ("notice-28", "fixed-weekday"):
        assert policy.rules[rule] == usual.rules[rule]
    assert policy.rules["school-pickup"].hours == usual.rules["school-pickup"].hours
