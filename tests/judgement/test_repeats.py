"""How a series is played back in words, and how it moves as a whole."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from case_table import event

from scheduling import find_place
from scheduling.repeats import moved_series, weekdays_of
from scheduling.wording.repeats import series_in_words, when_in_full

ZONE = find_place("London").zone


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("FREQ=WEEKLY", "Every Friday"),
        ("FREQ=WEEKLY;BYDAY=FR", "Every Friday"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "Every Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every 2 weeks on Tuesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"),
        ("FREQ=WEEKLY;BYDAY=FR,MO,TH,TU,WE", "Every weekday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "On the last Friday of every month"),
        ("FREQ=MONTHLY;BYDAY=2TH,4TH", "On the second Thursday and fourth Thursday of every month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=+1MO", "On the first Monday of every 2 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "On day 15 of every month"),
        ("FREQ=MONTHLY", "Every month"),
        ("FREQ=YEARLY", "Every year"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "Repeating"),
        ("FREQ=HOURLY", "Repeating"),
    ],
)
def test_a_rhythm_is_played_back_in_words(rule, words):
    assert series_in_words(event(f"Fri 2027-01-08 10:00-11:00 * {rule}", ZONE)) == words


def test_a_series_is_played_back_with_its_hours_its_start_and_its_end():
    told = when_in_full(event("Fri 2027-01-08 10:00-11:30 * FREQ=WEEKLY;COUNT=6", ZONE))
    assert told == "Every Friday, 10:00–11:30, from Fri 8 January 2027, 6 times"
    told = when_in_full(event("Fri 2027-01-08 10:00-11:30 * FREQ=WEEKLY;UNTIL=20270326T235959Z", ZONE))
    assert told == "Every Friday, 10:00–11:30, from Fri 8 January 2027, until Fri 26 March 2027"


def test_a_zone_elsewhere_is_named():
    told = when_in_full(event("Fri 2027-01-08 10:00-11:30 * FREQ=WEEKLY", find_place("New York").zone))
    assert "10:00–11:30 (America/New_York)" in told


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("FREQ=WEEKLY", (4,)),
        ("FREQ=WEEKLY;BYDAY=FR", (4,)),
        ("FREQ=WEEKLY;BYDAY=TU,FR", (1, 4)),
        ("FREQ=MONTHLY;BYDAY=2FR", (4,)),
        ("FREQ=MONTHLY", ()),
        ("FREQ=MONTHLY;BYMONTHDAY=15", ()),
        ("FREQ=DAILY", ()),
        ("FREQ=DAILY;BYDAY=MO,TU", ()),
    ],
)
def test_only_a_series_that_keeps_to_weekdays_can_move_to_others(rule, kept):
    assert weekdays_of(event(f"Fri 2027-01-08 10:00-11:00 * {rule}", ZONE)) == kept


def test_two_weekdays_move_together():
    asked = event("Thu 2027-01-07 10:00-11:00 * FREQ=WEEKLY;BYDAY=TH,FR;COUNT=4", ZONE)
    moved = moved_series(asked, -2, datetime(2027, 1, 5, 10, tzinfo=ZONE))
    assert [span.start.day for span in moved.spans(date(2027, 1, 1), date(2027, 12, 31))] == [5, 6, 12, 13]


def test_a_series_of_whole_days_moves_as_whole_days():
    asked = event("Thu 2027-01-07 to Fri 2027-01-08 * FREQ=WEEKLY;COUNT=3", ZONE)
    moved = moved_series(asked, -2, date(2027, 1, 5))
    assert moved.all_day
    spans = list(moved.spans(date(2027, 1, 1), date(2027, 12, 31)))
    assert [(span.start, span.end) for span in spans] == [
        (date(2027, 1, day), date(2027, 1, day + 2)) for day in (5, 12, 19)
    ]


@pytest.mark.parametrize("days", [-4, -1, 0])
def test_a_moved_series_keeps_its_length_its_number_and_what_it_leaves_out(days):
    asked = event("Fri 2027-01-08 10:00-11:00 * FREQ=WEEKLY;BYDAY=FR;UNTIL=20270212T100000Z", ZONE)
    asked = type(asked)(
        text="", start=asked.start, end=asked.end, tzid=asked.tzid, rrule=asked.rrule,
        exdates=(datetime(2027, 1, 22, 10, tzinfo=ZONE),),
    )  # fmt: skip
    start = datetime(2027, 1, 8, 13, tzinfo=ZONE) + timedelta(days=days)
    moved = moved_series(asked, days, start)
    before = list(asked.spans(date(2027, 1, 1), date(2027, 12, 31)))
    after = list(moved.spans(date(2027, 1, 1), date(2027, 12, 31)))
    assert len(before) == len(after) == 5
    for old, new in zip(before, after, strict=True):
        assert new.start - old.start == timedelta(days=days, hours=3)
        assert new.end - new.start == old.end - old.start


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (1, ", except Fri 15 January 2027"),
        (2, ", except Fri 15 January 2027 and Fri 22 January 2027"),
        (
            6,
            (
                ", except Fri 15 January 2027, Fri 22 January 2027, Fri 29 January 2027, "
                "Fri 5 February 2027 and 2 more dates"
            ),
        ),
    ],
)
def test_dates_left_out_of_a_series_are_said(left_out, words):
    series = event("Fri 2027-01-08 10:00-11:30 * FREQ=WEEKLY", ZONE)
    days = tuple(series.start + timedelta(weeks=n) for n in range(left_out, 0, -1))
    assert when_in_full(replace(series, exdates=days)).endswith(words)
