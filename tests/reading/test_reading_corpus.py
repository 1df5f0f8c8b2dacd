"""The corpus is the test: every paste reads as the events written beside it, and nothing else."""

from __future__ import annotations

import pytest

from scheduling.pastes import read_text
from tests.reading.corpus_file import Case, cases, happenings


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_paste_reads_as_its_events(case: Case) -> None:
    reading = read_text(case.text, now=case.now, tz=case.tz)
    assert happenings(reading.events, case.now) == happenings(case.expected, case.now)


def test_the_corpus_is_large_and_a_fifth_of_it_has_no_event() -> None:
    everything = cases()
    assert len(everything) >= 300
    assert sum(not case.expected for case in everything) >= 60
