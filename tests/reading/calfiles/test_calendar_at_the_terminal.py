"""`alongside check --file`: what was repaired and what was not read can be seen, and every file gets an answer."""

import json
from pathlib import Path

import pytest

from bot import cli

HERE = Path(__file__).parent


@pytest.fixture
def run(capsys, monkeypatch):
    """Checks a file of ours; gives the exit status, standard output and standard error, on one line each."""
    monkeypatch.delenv("ALONGSIDE_PLACE", raising=False)
    monkeypatch.delenv("ALONGSIDE_TZ", raising=False)

    def _run(name, *more):
        arguments = ["check", "--now", "2026-11-22T09:00", "--file", str(HERE / f"{name}.ics"), *more]
        with pytest.raises(SystemExit) as stopped:
            cli.main(arguments)
        told = capsys.readouterr()
        return stopped.value.code, " ".join(told.out.split()), told.err.strip()

    return _run


def test_a_repair_is_shown_under_its_event(run):
    status, out, _ = run("fixtures/until_is_a_date_on_a_timed_series")
    assert status == 0
    assert "from Sat 28 November 2026, until Sat 12 December 2026 Saturday clinic" in out
    assert "The series ends on 12 December 2026; that day is counted in." in out
    assert "3 dates" in out


def test_a_bad_event_is_listed_beside_the_good_one(run):
    status, out, _ = run("fixtures/rule_interval_zero")
    assert status == 0
    assert "Good neighbour" in out
    assert '"Hostile" is not read: "INTERVAL=0" cannot be followed: it must be 1 to 1000.' in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fixtures/no_events", '"The calendar" is not read: no events were found in it.'),
        ("fixtures/method_cancel", '"Away day" is not read: it is cancelled in the file.'),
    ],
)
def test_a_calendar_without_events_is_an_answer(run, name, said):
    assert run(name) == (0, said, "")


def test_a_calendar_without_events_is_an_answer_for_a_program_too(run):
    status, out, _ = run("fixtures/no_events", "--json")
    answer = json.loads(out)
    assert (status, answer["events"]) == (0, [])
    assert answer["unread"] == [{"text": "The calendar", "why": "No events were found in it."}]


def test_a_file_that_is_no_calendar_is_refused_in_one_line(run):
    status, out, err = run("fixtures/not_a_calendar")
    assert (status, out) == (2, "")
    assert err.count("\n") == 0


def test_a_series_with_a_moved_date_counts_what_happens_and_not_what_the_rule_says(run):
    _, out, _ = run("exports/outlook_hybrid_series", "--json")
    (series,) = json.loads(out)["events"]
    assert series["occurrences"]["count"] == 4
    assert series["start"] == "2027-01-12T10:00:00+00:00"
    assert series["rrule"] == "FREQ=MONTHLY;COUNT=5;BYDAY=2TU"
