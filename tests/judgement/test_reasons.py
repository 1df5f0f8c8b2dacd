"""Why a finding is there: every one of them tells its rule, its hours, its arithmetic and a source."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from case_table import cases, event

from scheduling import Policy, check, find_place
from scheduling.observances import Override
from scheduling.terms import SchoolHoliday, TermCalendar

YORK = Policy(place=find_place("York"))
NOW = datetime(2026, 12, 22, 9, tzinfo=YORK.place.zone)


def found(when, *traits, policy=YORK, now=NOW):
    return {one.id: one for one in check(event(when, policy.place.zone, *traits), policy=policy, now=now).findings}


def rows():
    lines = (Path(__file__).parent / "reasons.txt").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and line[0] != "#"]


@pytest.mark.parametrize(("when", "traits", "id_", "rule", "reckoning"), rows())
def test_a_finding_tells_its_rule_and_its_arithmetic(when, traits, id_, rule, reckoning):
    told = found(when, *traits.split())[id_]
    assert (told.rule, told.reckoning) == (rule, reckoning)


def test_a_school_holiday_tells_which_holiday_it_is():
    summer = SchoolHoliday(date(2027, 6, 25), date(2027, 8, 15))
    terms = TermCalendar("Glasgow", date(2026, 11, 2), date(2026, 8, 12), date(2027, 8, 15), (summer,))
    policy = Policy(place=find_place("Glasgow"), terms=(terms,))
    told = found("Mon 2027-07-05 10:00-11:00", policy=policy)["school-holiday"]
    assert told.reckoning == "Mon 5 July 2027 is in the holiday from Fri 25 June to Sun 15 August 2027"


def test_a_confirmed_day_tells_that_it_was_confirmed():
    confirmed = Override("eid-al-fitr", date(2027, 3, 10), source="the council of mosques", confirmed=date(2027, 3, 8))
    told = found("Wed 2027-03-10 10:00-11:00", policy=replace(YORK, overrides=(confirmed,)))["eid-al-fitr"]
    assert told.reckoning == "the day was confirmed: Wed 10 March 2027"


@pytest.mark.parametrize("case", cases(), ids=lambda case: " ".join(case.line.split())[:60])
def test_every_finding_of_the_table_has_a_rule_and_a_source_and_arithmetic_where_a_day_or_the_sun_decides(case):
    for finding in check(case.event, policy=case.policy, now=case.now).findings:
        assert finding.rule.startswith(finding.id)
        assert finding.rule.endswith(".")
        assert finding.level.label in finding.rule
        assert finding.sources
        assert finding.reckoning or "Shared with the slot" in finding.rule
        if finding.kind == "observance":
            assert finding.reckoning
        assert not re.search(r"\{|\}|None|  ", finding.rule + finding.reckoning)
