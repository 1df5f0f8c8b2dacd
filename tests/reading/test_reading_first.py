"""The commonest pastes, one sentence each."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scheduling.errors import OutOfRangeError
from scheduling.reading import read_text

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def starts(text: str) -> list[str]:
    return [event.start.isoformat() for event in read_text(text, now=NOW, tz="Europe/London").events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Board: Fri 4 Dec 3-4.30pm, lunch from 1", ["2026-12-04T15:00:00+00:00"]),
        ("3/4/27", ["2027-04-03"]),
        ("10/11 March", ["2027-03-10"]),
        ("Tues 8 Dec 2pm, Wed 9 Dec 10am", ["2026-12-08T14:00:00+00:00", "2026-12-09T10:00:00+00:00"]),
        ("RSVP by Fri 27 Nov for lunch on Fri 4 Dec 12.30-2", ["2026-12-04T12:30:00+00:00"]),
        ("", []),
        ("Call 0161 496 0000 about Band 8a", []),
    ],
)
def test_a_paste_gives_these_starts(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


def test_a_year_that_was_not_given_is_the_next_and_is_said() -> None:
    (event,) = read_text("14 January", now=NOW, tz="Europe/London").events
    assert event.start == date(2027, 1, 14)
    assert "read as 2027" in event.inferences[0].words


def test_a_paste_past_the_limit_is_refused_in_a_sentence_with_the_limit() -> None:
    with pytest.raises(OutOfRangeError, match="20 KB"):
        read_text("x" * 30_000, now=NOW, tz="Europe/London")
    with pytest.raises(OutOfRangeError, match="200 lines"):
        read_text("\n" * 300, now=NOW, tz="Europe/London")
