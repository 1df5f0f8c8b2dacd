"""Better times: near, milder, in core hours, on different days; for whole days other days, for series other hours."""

from datetime import date, datetime, timedelta

import pytest
from case_table import event

from scheduling import Policy, better_slots, find_place
from scheduling.events import Event
from scheduling.levels import Level

LONDON = Policy(place=find_place("London"))
YORK = Policy(place=find_place("York"))
ZONE = LONDON.place.zone
NOW = datetime(2026, 11, 22, 9, tzinfo=ZONE)


def days(slots):
    return [slot.event.start.date() for slot in slots]


def days_of(slots):
    """The same for events that may be without times."""
    return [start.date() if isinstance(start, datetime) else start for start in (slot.event.start for slot in slots)]


def test_a_friday_afternoon_in_december_moves_earlier_in_the_same_week():
    slots = better_slots(event("Fri 2026-12-04 15:00-16:30", ZONE), policy=YORK, now=NOW)
    assert len(slots) == 3
    assert all(date(2026, 11, 30) <= day <= date(2026, 12, 4) for day in days(slots))
    assert len(set(days(slots))) == 3
    assert all(slot.level is Level.NONE for slot in slots)


def test_a_slot_with_nothing_to_adjust_needs_no_better_one():
    assert better_slots(event("Wed 2027-01-20 10:30-11:30", ZONE), policy=LONDON, now=NOW) == []
    assert better_slots(event("Mon 2026-12-07 10:00-11:00", ZONE), policy=LONDON, now=NOW) == []


def test_an_hour_over_the_autumn_clock_change_is_still_an_hour_elsewhere():
    first, second = (datetime(2027, 10, 31, 1, 30, tzinfo=ZONE, fold=fold) for fold in (0, 1))
    asked = Event(text="01:30, for an hour", start=first, end=second, tzid="Europe/London")
    slots = better_slots(asked, policy=LONDON, now=NOW)
    assert slots
    assert {slot.event.end - slot.event.start for slot in slots} == {timedelta(hours=1)}


def test_a_day_that_many_keep_is_offered_only_after_the_days_that_can_be_adjusted():
    slots = better_slots(event("Wed 2027-03-10 to Sat 2027-03-13", ZONE, "overnight"), policy=LONDON, now=NOW)
    weights = [slot.level.weight for slot in slots]
    assert weights[0] < Level.MOVE.weight
    assert weights == sorted(weights)


def test_slots_end_in_time_for_the_school_run_where_they_can():
    slots = better_slots(event("Tue 2027-01-12 15:00-16:00", ZONE), policy=LONDON, now=NOW)
    assert all(slot.event.end.time() <= LONDON.prefer_end_by for slot in slots)


def test_nothing_is_offered_in_the_past():
    monday = datetime(2027, 1, 11, 16, tzinfo=ZONE)
    slots = better_slots(event("Mon 2027-01-11 17:00-18:00", ZONE), policy=LONDON, now=monday)
    assert slots
    assert all(slot.event.start > monday for slot in slots)


def test_a_whole_day_on_a_holy_day_is_given_other_days():
    slots = better_slots(event("Mon 2027-10-11", ZONE), policy=LONDON, now=NOW)
    assert len(slots) == 3
    assert all(slot.event.all_day and slot.level < Level.MOVE for slot in slots)
    assert all(start.weekday() < 5 for start in (slot.event.start for slot in slots))


def test_a_run_of_days_keeps_its_length():
    asked = event("Wed 2027-04-21 to Fri 2027-04-23", ZONE)
    for slot in better_slots(asked, policy=LONDON, now=NOW):
        assert slot.event.end - slot.event.start == timedelta(days=3)


def test_a_weekend_event_is_offered_weekends():
    slots = better_slots(event("Sat 2027-01-16 11:00-12:00", ZONE), policy=LONDON, now=NOW)
    assert slots
    assert all(day.weekday() >= 5 for day in days(slots))


def test_in_ramadan_the_slots_are_good_to_know_and_not_at_sunset():
    slots = better_slots(event("Wed 2027-02-10 16:30-17:30", ZONE), policy=LONDON, now=NOW)
    assert slots
    assert all(slot.level is Level.KNOW for slot in slots)


def test_a_weekly_series_is_offered_another_weekday_with_its_rule():
    asked = event("Fri 2027-01-08 12:45-13:45 * FREQ=WEEKLY;BYDAY=FR;UNTIL=20270326T235959Z", ZONE)
    slots = better_slots(asked, policy=LONDON, now=NOW)
    assert slots
    best = slots[0]
    assert best.level < Level.ADJUST
    assert best.event.rrule is not None
    weekday = ("MO", "TU", "WE", "TH", "FR")[best.event.start.weekday()]
    assert f"BYDAY={weekday}" in best.event.rrule
    spans = list(best.event.spans(date(2027, 1, 1), date(2027, 12, 31)))
    assert {span.start.weekday() for span in spans} == {best.event.start.weekday()}
    assert len(spans) == 12


def test_a_daily_series_at_the_school_run_is_offered_another_hour():
    slots = better_slots(
        event("Mon 2027-01-11 15:00-15:30 * FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=60", ZONE), policy=LONDON, now=NOW
    )
    assert slots
    assert all(slot.event.end.time() <= LONDON.core.end for slot in slots)
    assert "BYDAY=MO,TU,WE,TH,FR" in str(slots[0].event.rrule)


def test_a_better_slot_keeps_its_wall_time_over_the_clock_change():
    slots = better_slots(event("Fri 2027-03-26 10:00-11:30", ZONE), policy=LONDON, now=NOW)
    assert all(slot.event.end - slot.event.start == timedelta(hours=1, minutes=30) for slot in slots)


def test_as_many_as_asked_for_and_no_more():
    assert len(better_slots(event("Tue 2027-01-12 15:00-16:00", ZONE), policy=LONDON, count=1, now=NOW)) == 1
    assert better_slots(event("Tue 2027-01-12 15:00-16:00", ZONE), policy=LONDON, count=0, now=NOW) == []


def test_a_series_that_is_running_is_offered_only_what_is_still_to_come():
    asked = event("Fri 2026-01-09 12:45-13:45 * FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", ZONE)
    slots = better_slots(asked, policy=LONDON, now=NOW)
    assert slots
    assert all(slot.event.start > NOW for slot in slots)
    weeks = {(slot.event.start.date() - date(2026, 1, 5)).days // 7 % 2 for slot in slots}
    assert weeks == {0}


def test_a_counted_series_that_is_running_keeps_its_end():
    asked = event("Fri 2026-11-06 12:45-13:45 * FREQ=WEEKLY;COUNT=12", ZONE)
    best = better_slots(asked, policy=LONDON, now=NOW)[0].event
    spans = list(best.spans(date(2026, 11, 1), date(2027, 12, 31)))
    assert spans[0].start > NOW
    assert spans[-1].start.date() <= date(2027, 1, 22)


@pytest.mark.parametrize("hours", [" 15:00-15:30", ""])
def test_a_series_that_has_been_running_for_longer_than_is_looked_at_is_offered_what_is_still_to_come(hours):
    asked = event(f"Fri 1975-01-03{hours} * FREQ=WEEKLY;BYDAY=FR", ZONE)
    slots = better_slots(asked, policy=LONDON, now=NOW)
    assert slots
    assert all(NOW.date() <= day < date(2027, 1, 1) for day in days_of(slots))


def test_a_series_that_is_over_is_offered_nothing():
    assert better_slots(event("Fri 2026-01-09 12:45-13:45 * FREQ=WEEKLY;COUNT=4", ZONE), policy=LONDON, now=NOW) == []


def test_the_same_day_at_a_better_hour_comes_first_however_much_is_good_to_know():
    slots = better_slots(event("Mon 2027-02-08 16:00-17:00", ZONE), policy=LONDON, now=NOW)
    assert days(slots)[0] == date(2027, 2, 8)
    assert len(slots[0].findings) > len(slots[2].findings)


def test_a_whole_day_is_not_moved_onto_strong_causes_where_a_week_on_has_none():
    slots = better_slots(event("Tue 2027-03-09", ZONE), policy=LONDON, now=NOW)
    assert slots
    assert not [slot for slot in slots if slot.event.start.weekday() == 4]


def test_a_conference_in_a_month_of_fasting_is_offered_days_before_and_after_it():
    asked = event("Tue 2027-02-23 to Thu 2027-02-25", ZONE, "in-person", "food", "overnight")
    slots = better_slots(asked, policy=LONDON, now=NOW)
    assert len(slots) == 3
    assert "ramadan" not in {finding.id for slot in slots for finding in slot.findings}


def test_nothing_is_moved_for_what_is_only_good_to_know():
    asked = event("Tue 2027-01-12 19:00 to Wed 2027-01-13 09:00", ZONE)  # Maghi is on the second day
    assert better_slots(asked, policy=LONDON, now=NOW) == []


def test_no_whole_days_are_offered_on_a_bank_holiday_however_many_are_asked_for():
    asked = event("Wed 2027-04-28 to Thu 2027-04-29", ZONE)  # Passover and the ninth day of Ridván
    starts = [slot.event.start for slot in better_slots(asked, policy=LONDON, count=60, now=NOW)]
    assert len(starts) > 10
    assert not {date(2027, 5, 2), date(2027, 5, 3)} & set(starts)


@pytest.mark.parametrize("policy", [LONDON, LONDON.without("school-pickup", "late")])
def test_every_time_that_is_offered_lies_in_the_core_hours(policy):
    slots = better_slots(event("Tue 2027-01-12 17:30-18:30", ZONE), policy=policy, count=60, now=NOW)
    assert len(slots) > 30
    assert max(slot.event.end.time() for slot in slots) == LONDON.core.end
    assert min(slot.event.start.time() for slot in slots) == LONDON.core.start
