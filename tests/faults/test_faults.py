"""The small version of the fault run; `python -m tests.faults` is the large one."""

from __future__ import annotations

import pytest

from tests.faults.counting import Fate
from tests.faults.databases import a_database
from tests.faults.run import Plan, run, table


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_workers_are_killed_while_slack_misbehaves_and_every_slot_is_accounted_for(kind: str) -> None:
    with a_database(kind) as url:
        plan = Plan(url=url, slots=80, slots_of_a_workspace=20, kills=12, minutes=20, speed=60, faults=0.25, acts=40)
        result = run(plan)
    assert result.kills >= 12
    assert not result.broken, table([result])
    assert result.fates[Fate.ONCE] > 30
    assert sum(result.rescued.values()) > 0
    assert sum(result.acts.values()) > 10
