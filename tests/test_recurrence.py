"""Dates of a rule in a window: the same as all dates of the rule cut to the window, also when it has none."""

# ruff: noqa: DTZ001 - all times are wall time of one zone

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.recurrence import occurrences

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
STARTS = st.datetimes(datetime(1995, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(microsecond=0))


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 7))}"]
    if draw(st.booleans()):
        days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True))
        if frequency == "MONTHLY":
            days = [f"{draw(st.sampled_from(['1', '2', '-1', '']))}{day}" for day in days]
        parts.append("BYDAY=" + ",".join(days))
    if draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(st.sampled_from([1, 15, 28, 31, -1]))}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={draw(st.integers(1, 12))}")
    if frequency == "WEEKLY" and draw(st.booleans()):
        parts.append("WKST=" + draw(st.sampled_from(WEEKDAYS)))
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    elif draw(st.booleans()):
        parts.append(f"UNTIL={draw(STARTS):%Y%m%dT%H%M%S}")
    return ";".join(parts)


@given(rule=rules(), start=STARTS, first=STARTS, days=st.integers(0, 400))
@settings(deadline=None, max_examples=30)
def test_a_window_gives_the_dates_of_the_whole_rule_that_fall_in_it(rule, start, first, days):
    until = first + timedelta(days=days)
    if "COUNT" in rule:
        whole = [moment for moment in _bounded(rrulestr(f"RRULE:{rule}", dtstart=start)) if first <= moment <= until]
    else:
        whole = rrulestr(f"RRULE:{rule}", dtstart=start).between(first, until, inc=True)
    assert list(occurrences(rule, start, first, until)) == whole


def _bounded(rule):
    for moment in rule:
        if moment.year > 2030:
            return
        yield moment


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31;COUNT=5",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    ],
)
def test_a_rule_without_dates_is_given_up(rule):
    start = datetime(2026, 11, 23, 9)
    assert list(occurrences(rule, start, datetime(2026, 11, 22), datetime(2027, 11, 22))) == []


def test_an_old_daily_meeting_costs_no_more_than_a_new_one():
    first, until = datetime(2026, 11, 22), datetime(2026, 11, 29)
    old = occurrences("FREQ=DAILY", datetime(1990, 1, 1, 9), first, until)
    assert list(old) == [datetime(2026, 11, day, 9) for day in range(22, 29)]


def test_a_monthly_meeting_on_the_31st_skips_short_months():
    dates = occurrences("FREQ=MONTHLY", datetime(2020, 1, 31, 9), datetime(2027, 1, 1), datetime(2027, 6, 30))
    assert [moment.month for moment in dates] == [1, 3, 5]
