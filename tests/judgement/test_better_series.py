"""Better ways to hold a series: of whole days other weekdays, with times other weekdays and hours; never worse."""

from datetime import date, datetime, time, timedelta

import pytest
from case_table import event
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling import Policy, better_slots, check, find_place
from scheduling.almanac import almanac
from scheduling.burden import Burden
from scheduling.clash import weigh
from scheduling.events import Event
from scheduling.levels import Level
from scheduling.wording.better import what_is_left

LONDON = Policy(place=find_place("London"))
ZONE = LONDON.place.zone
NOW = datetime(2026, 11, 22, 9, tzinfo=ZONE)
UNTIL = date(2027, 11, 22)


def better(when, policy=LONDON, now=NOW, **asked):
    return better_slots(event(when, policy.place.zone), policy=policy, now=now, **asked)


def test_a_whole_day_on_every_friday_is_offered_other_working_days():
    slots = better("Fri 2027-01-08 * FREQ=WEEKLY;BYDAY=FR")
    assert [f"{slot.event.start:%A}" for slot in slots] == ["Wednesday", "Tuesday", "Thursday"]
    assert all(slot.event.all_day and slot.event.end - slot.event.start == timedelta(days=1) for slot in slots)
    assert "friday-prayer" not in {finding.id for slot in slots for finding in slot.findings}


def test_two_whole_days_move_together_and_stay_in_the_working_week():
    slots = better("Thu 2027-01-07 to Fri 2027-01-08 * FREQ=WEEKLY;COUNT=5")
    assert slots
    for slot in slots:
        assert slot.event.end - slot.event.start == timedelta(days=2)
        assert slot.event.start.weekday() <= 2


def test_two_weekdays_of_a_series_move_together():
    slots = better("Thu 2027-01-07 * FREQ=WEEKLY;BYDAY=TH,FR;COUNT=8")
    assert {slot.event.rrule.split("BYDAY=")[1].split(";")[0] for slot in slots} == {"MO,TU", "TU,WE", "WE,TH"}


def test_the_last_friday_of_every_month_moves_to_the_last_of_another_weekday():
    slots = better("Fri 2027-01-29 * FREQ=MONTHLY;BYDAY=-1FR")
    assert slots
    assert all("BYDAY=-1" in slot.event.rrule for slot in slots)
    for slot in slots:
        assert next(slot.event.spans(date(2026, 1, 1), UNTIL)).start == slot.event.start


def test_a_first_weekday_that_would_come_before_its_month_begins_at_its_first_real_date():
    asked = event("Fri 2027-01-01 12:45-13:45 * FREQ=MONTHLY;BYDAY=1FR", ZONE)
    for slot in better_slots(asked, policy=LONDON):
        assert next(slot.event.spans(date(2026, 1, 1), UNTIL)).start == slot.event.start


@pytest.mark.parametrize(
    "when",
    [
        "Fri 2027-01-15 * FREQ=MONTHLY;BYMONTHDAY=15",  # kept to a date of the month, not to a weekday
        "Mon 2027-01-04 * FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=30",  # every working day there is
        "Fri 2026-01-09 * FREQ=WEEKLY;COUNT=4",  # over
    ],
)
def test_where_no_other_weekday_can_be_had_none_is_offered(when):
    assert better(when) == []


def test_a_whole_day_of_the_weekend_moves_inside_the_weekend():
    slots = better("Sat 2027-01-09 * FREQ=WEEKLY;COUNT=4")
    assert [slot.event.start.weekday() for slot in slots] == [6]


def test_a_running_series_of_whole_days_is_offered_from_now_on():
    slots = better("Fri 2026-01-09 * FREQ=WEEKLY")
    assert slots
    assert all(slot.event.start > NOW.date() for slot in slots)


def test_no_weekday_is_offered_that_meets_a_bank_holiday():
    # Of these eight Mondays 30 August 2027 is a bank holiday; the others are free of all that Fridays have.
    slots = better("Fri 2027-07-30 15:00-16:00 * FREQ=WEEKLY;COUNT=8", count=20)
    assert {slot.event.start.weekday() for slot in slots} >= {1, 2, 3}
    assert 0 not in {slot.event.start.weekday() for slot in slots}


def test_no_weekday_is_offered_that_has_more_dates_which_many_keep():
    # Tuesday 9 and Wednesday 10 March 2027 are the days of Eid al-Fitr; none of these Fridays is best moved.
    slots = better("Fri 2027-01-08 * FREQ=WEEKLY;COUNT=10")
    assert {slot.event.start.weekday() for slot in slots} == {0, 3}


def test_what_is_left_of_a_series_names_its_pattern_and_counts_the_heavier_dates():
    told = [what_is_left(slot) for slot in better("Fri 2027-01-08 * FREQ=WEEKLY")]
    assert told[0].startswith("School pick-up, ")
    assert told[0].endswith(" dates Best moved")
    single = better("Fri 2026-12-04 15:00-16:30")
    assert what_is_left(single[0]) == ""


@st.composite
def series(draw):
    place = find_place(draw(st.sampled_from(["London", "Belfast", "New York", "Mumbai"])))
    day = date(2027, 1, 4) + timedelta(days=draw(st.integers(0, 300)))
    rule = draw(st.sampled_from(["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY"]))
    rule = f"{rule};COUNT={draw(st.integers(2, 9))}"
    if draw(st.booleans()):
        start, end = day, day + timedelta(days=draw(st.integers(1, 3)))
    else:
        clock = time(draw(st.integers(7, 20)), draw(st.sampled_from([0, 30])))
        start = datetime.combine(day, clock, place.zone)
        end = start + timedelta(minutes=draw(st.sampled_from([30, 60, 120])))
    return Policy(place=place), Event(text="", start=start, end=end, tzid=place.tz, rrule=rule)


@settings(max_examples=60, deadline=None)
@given(asked=series(), ahead=st.integers(-20, 60))
def test_a_better_series_is_never_worse_never_past_and_keeps_its_length_and_its_kind_of_day(asked, ahead):
    policy, proposed = asked
    zone = policy.place.zone
    begins = datetime.combine(proposed.start, time(9), zone) if proposed.all_day else proposed.start
    now = begins - timedelta(days=ahead)
    first, until = now.date(), now.date() + timedelta(days=365)

    def burden(one):
        level, dates = weigh(one, policy, now, first, until)
        return Burden.of_series(level, [Burden.of(each) for each in dates])

    before = check(proposed, policy=policy, now=now)
    known = almanac(policy.place)
    for slot in better_slots(proposed, policy=policy, now=now):
        after = burden(slot.event)
        assert slot.level <= before.level
        assert after.level < burden(proposed).level or after.asks < burden(proposed).asks
        assert slot.event.end - slot.event.start == proposed.end - proposed.start
        spans = list(slot.event.spans(first, until))
        days = [span.start if proposed.all_day else span.start.date() for span in spans]
        assert days[0] >= first
        if proposed.rrule.startswith("FREQ=WEEKLY"):
            assert {day.weekday() in policy.week for day in days} == {proposed.start.weekday() in policy.week}
        if days[0].weekday() != proposed.start.weekday():
            assert not known.bank_holidays(days)
        if slot.level is before.level is Level.ADJUST:
            assert slot.tally.by_level.get(Level.MOVE, 0) <= before.tally.by_level.get(Level.MOVE, 0)
