"""Every line of `cases.txt` holds: the level, the findings and their weight, what must not be said, and what must."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from case_table import Case, cases

from bot.checking import answer_all
from bot.terminal.answer import circumstances
from bot.terminal.check_text import answer_as_text
from scheduling import check
from scheduling.observances import catalogue
from scheduling.policy import default_rules


def named(case: Case) -> str:
    return " ".join(case.line.split())


@pytest.mark.parametrize("case", cases(), ids=named)
def test_the_check_says_what_the_table_says(case: Case):
    answer = check(case.event, policy=case.policy, now=case.now)
    levels = {finding.id: finding.level for finding in answer.findings}
    said = whole_answer(case)
    assert answer.level is case.level, levels
    assert not case.absent & set(levels)
    for id_, level in case.found.items():
        assert id_ in levels
        assert level in (None, levels[id_]), (id_, levels[id_])
    for words in case.says:
        assert words in said
    for words in case.says_not:
        assert words not in said


def whole_answer(case: Case) -> str:
    """All that the organiser reads, as the terminal tells it."""
    now = case.now or datetime.combine(case.event.start, time(9), case.place.zone) - timedelta(days=60)
    asked = replace(circumstances({"place": case.place.name}), policy=case.policy, now=now)
    answers = answer_all([case.event], [], policy=case.policy, now=now, better_for=0)
    return " ".join(answer_as_text(answers, asked).split())


def test_all_twelve_golden_proposals_stand_in_the_table():
    assert {case.golden for case in cases()} - {None} == set(range(1, 13))


def test_every_tradition_every_kind_of_day_and_every_caring_rule_stands_in_the_table():
    found = {id_ for case in cases() for id_ in case.found}
    absent = {id_ for case in cases() for id_ in case.absent}
    judged = [one for one in catalogue().observances.values() if not one.off_by_default]
    assert {one.tradition for one in judged} == {one.tradition for one in judged if one.id in found}
    kinds = {status.name for one in judged for status in one.statuses}
    assert kinds == {status.name for one in judged if one.id in found for status in one.statuses}
    assert set(default_rules()) <= found
    assert set(default_rules()) <= absent


def test_the_table_is_as_long_as_promised():
    assert len([case for case in cases() if case.golden is None]) >= 120
