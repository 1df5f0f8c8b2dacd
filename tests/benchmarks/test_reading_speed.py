"""How fast text is read: 1,000 ordinary lines in processor time, so that a busy machine does not count."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from scheduling.reading import read_text

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LINES = [
    "Board: Fri 4 Dec 2026, 3-4.30pm in the Boardroom, lunch from 1",
    "Weekly team meeting Mondays 2pm except 21 and 28 December",
    "Please send comments to Priya by 5pm on Friday 27 November",
    "12/01/2027\t10:00\t11:00\tRisk review",
    "Thanks for the note, I will ring you on 0113 496 0000",
]
#: What the issue allows for 1,000 lines, in seconds.
ALLOWED = 1.0


@pytest.mark.benchmark(group="reading text", timer=time.process_time)
def test_a_thousand_ordinary_lines(benchmark: object) -> None:
    def read() -> None:
        for number in range(1000):
            read_text(LINES[number % len(LINES)], now=NOW, tz="Europe/London")

    benchmark.pedantic(read, rounds=3, warmup_rounds=1)  # type: ignore[attr-defined]
    best = benchmark.stats.stats.min  # type: ignore[attr-defined]
    print(f"\n1,000 ordinary lines: {best:.2f} s, allowed {ALLOWED:.1f} s")
    assert best < ALLOWED
