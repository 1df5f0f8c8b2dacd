"""Every line of `cases.txt` holds: the level, the findings and their weight, what must not be said, and what must."""

import pytest
from case_table import Case, cases

from scheduling import Policy, check


@pytest.mark.parametrize("case", cases(), ids=lambda case: " ".join(case.line.split()))
def test_the_check_says_what_the_table_says(case: Case):
    answer = check(case.event, policy=Policy(place=case.place), now=case.now)
    levels = {finding.id: finding.level for finding in answer.findings}
    told = [line for finding in answer.findings for line in (finding.why, *finding.options)]
    said = " ".join([*told, *answer.coverage, *answer.checklist])
    assert answer.level is case.level, levels
    assert not case.absent & set(levels)
    for id_, level in case.found.items():
        assert id_ in levels
        assert level in (None, levels[id_]), (id_, levels[id_])
    for words in case.says:
        assert words in said


def test_the_table_is_as_long_as_promised():
    assert len(cases()) >= 132
