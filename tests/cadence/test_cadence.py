"""When channel prompts fall: real dates, and the laws that hold in every zone and over both clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.cadence import Hold, LeftOut, Rhythm, Slot, SlotKind, left_out, next_slots

#: The zones of the database but for its copies under other names (posix/…, right/…), sorted.
ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("posix", "right")))

#: Bank holidays in England and Wales, from the list on GOV.UK.
ENGLAND = {
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day (substitute day)",
    date(2027, 1, 1): "New Year’s Day",
    date(2027, 3, 26): "Good Friday",
    date(2027, 3, 29): "Easter Monday",
    date(2027, 5, 3): "Early May bank holiday",
}


def rhythm(**values: Any) -> Rhythm:
    known = {
        "every_weeks": 1,
        "weekday": 1,
        "at": time(10),
        "tz": "Europe/London",
        "anchor": date(2026, 11, 24),
        "run_began": date(2026, 11, 24),
    }
    return Rhythm(**(known | values))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def days(slots: list[Slot]) -> list[str]:
    return [f"{slot.at:%a %d %b %H:%M}" for slot in slots]


def test_every_other_tuesday_at_ten() -> None:
    slots = next_slots(rhythm(every_weeks=2), instant("2026-11-22T09:00Z"), 3)
    assert days(slots) == ["Tue 24 Nov 10:00", "Tue 08 Dec 10:00", "Tue 22 Dec 10:00"]


def test_the_other_weeks_are_counted_from_the_anchor_however_late_one_asks() -> None:
    asked_in_an_odd_week = next_slots(rhythm(every_weeks=2), instant("2026-12-02T09:00Z"), 1)
    assert days(asked_in_an_odd_week) == ["Tue 08 Dec 10:00"]


def test_a_slot_at_the_very_moment_of_asking_is_over() -> None:
    assert days(next_slots(rhythm(), instant("2026-11-24T10:00Z"), 1)) == ["Tue 01 Dec 10:00"]
    assert days(next_slots(rhythm(), instant("2026-11-24T09:59:59Z"), 1)) == ["Tue 24 Nov 10:00"]


def test_a_bank_holiday_is_left_out_and_the_rhythm_stays() -> None:
    mondays = rhythm(weekday=0, day_off=lambda day: ENGLAND.get(day, ""))
    after = instant("2026-12-15T00:00Z")
    assert days(next_slots(mondays, after, 2)) == ["Mon 21 Dec 10:00", "Mon 04 Jan 10:00"]
    assert left_out(mondays, after, date(2027, 1, 4)) == [LeftOut(date(2026, 12, 28), "Boxing Day (substitute day)")]


def test_ten_o_clock_stays_ten_o_clock_when_summer_time_begins() -> None:
    long_run = rhythm(run_began=date(2027, 3, 16))
    slots = next_slots(long_run, instant("2027-03-22T00:00Z"), 2)
    assert [slot.at.astimezone(UTC).hour for slot in slots] == [10, 9]
    assert [slot.at.hour for slot in slots] == [10, 10]


def test_a_time_that_the_clocks_skip_is_posted_an_hour_later() -> None:
    sundays = rhythm(weekday=6, at=time(1, 30), working_days=frozenset(range(7)), run_began=date(2027, 3, 21))
    slots = next_slots(sundays, instant("2027-03-27T12:00Z"), 1)
    assert days(slots) == ["Sun 28 Mar 02:30"]


def test_a_time_that_the_clocks_repeat_is_posted_the_first_time_only() -> None:
    sundays = rhythm(weekday=6, at=time(1, 30), working_days=frozenset(range(7)), run_began=date(2027, 10, 24))
    slots = next_slots(sundays, instant("2027-10-30T12:00Z"), 2)
    assert [slot.at.astimezone(UTC).isoformat() for slot in slots] == [
        "2027-10-31T00:30:00+00:00",
        "2027-11-07T01:30:00+00:00",
    ]
    between_the_two = instant("2027-10-31T01:00Z")
    assert days(next_slots(sundays, between_the_two, 1)) == ["Sun 07 Nov 01:30"]


def test_a_day_that_a_country_skipped_is_left_out() -> None:
    """Samoa had no 30 December 2011."""
    fridays = rhythm(weekday=4, tz="Pacific/Apia", anchor=date(2011, 12, 23), run_began=date(2011, 12, 23))
    after = datetime(2011, 12, 20, tzinfo=UTC)
    assert days(next_slots(fridays, after, 2)) == ["Fri 23 Dec 10:00", "Fri 06 Jan 10:00"]
    assert left_out(fridays, after, date(2011, 12, 31)) == [LeftOut(date(2011, 12, 30), "the clocks skip that time")]


def test_a_pause_ends_on_its_day_and_a_pause_without_an_end_gives_nothing() -> None:
    after = instant("2026-11-22T09:00Z")
    until = rhythm(paused=True, paused_until=date(2026, 12, 8))
    assert days(next_slots(until, after, 1)) == ["Tue 08 Dec 10:00"]
    assert next_slots(rhythm(paused=True), after, 5) == []


def test_a_hold_silences_its_days_and_an_open_one_all() -> None:
    after = instant("2026-11-22T09:00Z")
    a_week = rhythm(holds=(Hold(date(2026, 11, 23), date(2026, 11, 29)),))
    assert days(next_slots(a_week, after, 1)) == ["Tue 01 Dec 10:00"]
    assert next_slots(rhythm(holds=(Hold(date(2026, 11, 23)),)), after, 5) == []


def test_a_skipped_slot_is_left_out_alone() -> None:
    skipping = rhythm(skips=frozenset({instant("2026-12-01T10:00Z")}))
    assert days(next_slots(skipping, instant("2026-11-22T09:00Z"), 2)) == ["Tue 24 Nov 10:00", "Tue 08 Dec 10:00"]


def test_after_twelve_weeks_comes_the_question_and_then_nothing() -> None:
    slots = next_slots(rhythm(), instant("2026-11-22T09:00Z"), 50)
    assert len(slots) == 13
    assert [slot.kind for slot in slots] == [SlotKind.PROMPT] * 12 + [SlotKind.QUESTION]
    assert slots[-1].at.date() == date(2027, 2, 16)


def test_a_question_due_on_a_bank_holiday_waits_for_the_next_slot() -> None:
    mondays = rhythm(weekday=0, run_began=date(2027, 1, 4), day_off=lambda day: ENGLAND.get(day, ""))
    slots = next_slots(mondays, instant("2027-03-23T00:00Z"), 5)
    assert [(slot.at.date(), slot.kind) for slot in slots] == [(date(2027, 4, 5), SlotKind.QUESTION)]


def test_a_solemn_day_is_used_for_a_prompt_written_for_it() -> None:
    """27 January 2027, a Wednesday, is Holocaust Memorial Day."""
    memorial = date(2027, 1, 27)
    wednesdays = rhythm(weekday=2, day_off=lambda day: "Holocaust Memorial Day" if day == memorial else "")
    after = instant("2027-01-21T00:00Z")
    assert days(next_slots(wednesdays, after, 2)) == ["Wed 03 Feb 10:00", "Wed 10 Feb 10:00"]
    written = replace(wednesdays, written=lambda day: day == memorial)
    assert days(next_slots(written, after, 2)) == ["Wed 27 Jan 10:00", "Wed 03 Feb 10:00"]
    assert left_out(written, after, date(2027, 2, 3)) == []


def test_the_question_is_never_asked_on_a_solemn_day_whatever_was_written_for_it() -> None:
    memorial = date(2027, 1, 27)
    wednesdays = rhythm(
        weekday=2,
        run_began=date(2026, 11, 1),
        day_off=lambda day: "Holocaust Memorial Day" if day == memorial else "",
        written=lambda day: day == memorial,
    )
    slots = next_slots(wednesdays, instant("2027-01-21T00:00Z"), 5)
    assert [(slot.at.date(), slot.kind) for slot in slots] == [(date(2027, 2, 3), SlotKind.QUESTION)]


def test_a_day_outside_the_working_week_gives_nothing() -> None:
    assert next_slots(rhythm(weekday=5), instant("2026-11-22T09:00Z"), 5) == []
    sunday_to_thursday = frozenset({6, 0, 1, 2, 3})
    sundays = rhythm(weekday=6, working_days=sunday_to_thursday, tz="Asia/Riyadh")
    assert days(next_slots(sundays, instant("2026-11-23T09:00Z"), 1)) == ["Sun 29 Nov 10:00"]


def test_a_calendar_on_which_every_day_is_off_gives_nothing_in_bounded_time() -> None:
    assert next_slots(rhythm(day_off=lambda _day: "closed"), instant("2026-11-22T09:00Z"), 5) == []


@cache
def transitions(tz: str) -> tuple[datetime, ...]:
    """The instants of 2026 to 2028 at which the zone's offset changes, found by halving."""
    zone = ZoneInfo(tz)
    found = []
    day = datetime(2026, 1, 1, tzinfo=UTC)
    while day.year < 2029:
        low, high = day, day + timedelta(days=1)
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(high.replace(microsecond=0))
        day += timedelta(days=1)
    return tuple(found)


@st.composite
def rhythms(draw: st.DrawFn) -> tuple[Rhythm, datetime]:
    """A rhythm in any zone, and an instant, more often than not close to a change of its clocks."""
    tz = draw(st.sampled_from(ZONES))
    changes = transitions(tz)
    near = draw(st.sampled_from(changes)) if changes and draw(st.booleans()) else None
    if near is None:
        near = draw(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 1), timezones=st.just(UTC)))  # noqa: DTZ001
    local = (near + timedelta(minutes=draw(st.integers(-90, 90)))).astimezone(ZoneInfo(tz))
    off = draw(st.frozensets(st.integers(0, 200), max_size=30))
    written = draw(st.frozensets(st.integers(1, 31), max_size=10))
    day = local.date()
    after = near - timedelta(hours=draw(st.integers(0, 24 * 30)))
    made = Rhythm(
        every_weeks=draw(st.sampled_from([1, 2])),
        weekday=draw(st.one_of(st.just(day.weekday()), st.integers(0, 6))),
        at=draw(st.one_of(st.just(local.time().replace(second=0, microsecond=0)), st.times())),
        tz=tz,
        anchor=day + timedelta(days=draw(st.integers(-400, 400))),
        run_began=day - timedelta(days=draw(st.integers(0, 80))),
        working_days=draw(st.sampled_from([frozenset(range(5)), frozenset(range(7)), frozenset({6, 0, 1, 2, 3})])),
        paused_until=draw(st.sampled_from([None, day, day + timedelta(days=20)])),
        holds=draw(st.sampled_from([(), (Hold(day, day + timedelta(days=9)),)])),
        day_off=lambda asked: "off" if (asked - date(2026, 1, 1)).days % 200 in off else "",
        written=lambda asked: asked.day in written,
    )
    return made, after


@given(rhythms(), st.integers(1, 15))
@settings(max_examples=400, deadline=None)
def test_the_laws_of_a_rhythm(case: tuple[Rhythm, datetime], count: int) -> None:
    made, after = case
    slots = next_slots(made, after, count)
    zone = ZoneInfo(made.tz)
    instants = [slot.at.astimezone(UTC) for slot in slots]
    civil = [slot.at.date() for slot in slots]

    assert len(slots) <= count
    assert all(one < other for one, other in pairwise([after, *instants])), "after the last"
    assert len(set(civil)) == len(civil), "each local slot once"
    for slot in slots:
        day = slot.at.date()
        assert slot.at.weekday() == made.weekday
        assert day.weekday() in made.working_days, "never at a weekend"
        spoken_for = made.written(day) and slot.kind is SlotKind.PROMPT
        assert spoken_for or not made.day_off(day), "never on a day off, but with a prompt written for it"
        assert not any(hold.covers(day) for hold in made.holds), "never on a hold"
        assert made.paused_until is None or day >= made.paused_until, "never in a pause"
        asked = datetime.combine(day, made.at, tzinfo=zone)
        exists = asked.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == asked.replace(tzinfo=None)
        if exists:
            assert slot.at.time() == made.at, "the wall time that was chosen"
        else:
            assert slot.at.time() > made.at, "later by what the clocks skip"
    weeks = {(day - timedelta(days=day.weekday())).toordinal() // 7 for day in civil}
    assert len(weeks) == len(civil), "at most one a week"
    if made.every_weeks == 2:
        assert len({week % 2 for week in weeks}) <= 1, "every other week"
    assert SlotKind.QUESTION not in [slot.kind for slot in slots[:-1]], "nothing follows the question"


@given(rhythms(), st.integers(2, 8))
@settings(max_examples=150, deadline=None)
def test_asking_one_by_one_gives_the_same_as_asking_at_once(case: tuple[Rhythm, datetime], count: int) -> None:
    made, after = case
    at_once = next_slots(made, after, count)
    one_by_one: list[Slot] = []
    for _ in at_once:
        one_by_one += next_slots(made, one_by_one[-1].at if one_by_one else after, 1)
    assert one_by_one == at_once


@pytest.mark.parametrize("direction", ["forward", "back"])
def test_no_zone_loses_or_doubles_a_slot_at_a_change_of_its_clocks(direction: str) -> None:
    """Every zone of the database, every change from 2026 to 2028, at the minutes around it: one slot each week."""
    checked = 0
    for tz in ZONES:
        zone = ZoneInfo(tz)
        for change in transitions(tz):
            before = (change - timedelta(seconds=1)).astimezone(zone)
            leap = change.astimezone(zone).utcoffset() - before.utcoffset()
            if (leap > timedelta(0)) != (direction == "forward"):
                continue
            for minutes in (-61, -30, -1, 0, 1, 30, 61):
                wall = (before.replace(tzinfo=None) + timedelta(minutes=minutes)).replace(second=0)
                made = rhythm(
                    tz=tz,
                    at=wall.time(),
                    weekday=wall.weekday(),
                    anchor=wall.date(),
                    run_began=wall.date() - timedelta(days=28),
                    working_days=frozenset(range(7)),
                )
                slots = next_slots(made, change - timedelta(days=8), 3)
                gaps = {(b.at.date() - a.at.date()).days for a, b in pairwise(slots)}
                over_midnight = left_out(made, change - timedelta(days=8), wall.date())
                assert len(slots) == 3
                assert gaps == {7} or over_midnight, (tz, change, wall)
                checked += 1
    assert checked > 500
