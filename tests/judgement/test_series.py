"""Series are judged date by date and answered as a pattern; single causes are told once."""

from datetime import date, datetime

from case_table import event

from scheduling import Policy, check, find_place
from scheduling.clash import _beside
from scheduling.events import Event, Span
from scheduling.levels import Level
from scheduling.observances import catalogue

LONDON = Policy(place=find_place("London"))
ZONE = LONDON.place.zone
NOW = datetime(2026, 11, 22, 9, tzinfo=ZONE)


def test_a_year_of_fridays_overlaps_friday_prayers_on_every_one():
    fridays = event("Fri 2026-11-27 12:45-13:45 * FREQ=WEEKLY", ZONE)
    answer = check(fridays, policy=LONDON, now=NOW)
    prayers = next(finding for finding in answer.findings if finding.id == "friday-prayer")
    assert answer.level is Level.ADJUST
    assert (prayers.reach, answer.tally.count) == (52, 52)


def test_the_heavier_dates_of_a_series_are_named():
    answer = check(event("Fri 2026-11-27 12:45-13:45 * FREQ=WEEKLY", ZONE), policy=LONDON, now=NOW)
    named = {outlier.span.start.date(): outlier for outlier in answer.exceptions}
    assert {f.id for f in named[date(2027, 3, 26)].findings} >= {"bank-holiday"}
    heavier = [outlier for outlier in answer.exceptions if outlier.level is Level.MOVE]
    assert answer.tally.by_level[Level.MOVE] == len(heavier)


def test_a_rare_cause_is_named_with_its_date_though_it_weighs_as_much_as_the_pattern():
    answer = check(event("Fri 2026-11-27 12:45-13:45 * FREQ=WEEKLY", ZONE), policy=LONDON, now=NOW)
    named = {outlier.span.start.date(): outlier for outlier in answer.exceptions}
    orthodox = named[date(2027, 4, 30)]
    assert orthodox.level is Level.ADJUST
    assert {finding.id for finding in orthodox.findings} == {"orthodox-good-friday"}
    assert "friday-prayer" in {finding.id for finding in answer.pattern}
    assert "orthodox-good-friday" not in {finding.id for finding in answer.pattern}


def test_the_tally_adds_up():
    answer = check(event("Mon 2026-11-23 14:30-15:30 * FREQ=DAILY", ZONE), policy=LONDON, now=NOW)
    assert sum(answer.tally.by_level.values()) == answer.tally.count == 365


def test_two_in_twelve_do_not_make_a_pattern_but_four_do():
    few = event("Fri 2027-01-08 12:45-13:45 * FREQ=DAILY;COUNT=14", ZONE)
    assert check(few, policy=LONDON.without("shabbat"), now=NOW).level < Level.ADJUST
    weekdays = event("Wed 2027-01-06 15:00-16:00 * FREQ=WEEKLY;BYDAY=WE,SA,SU;COUNT=12", ZONE)
    assert check(weekdays, policy=LONDON.without("shabbat"), now=NOW).level is Level.ADJUST


def test_the_window_cuts_a_series():
    endless = event("Wed 2026-11-25 10:30-11:30 * FREQ=WEEKLY", ZONE)
    answer = check(endless, policy=LONDON, now=NOW, first=date(2027, 1, 1), until=date(2027, 1, 31))
    assert answer.tally.count == 4
    assert "Fri 1 January 2027 to Sun 31 January 2027" in answer.coverage[0]


def test_a_series_with_no_date_in_the_window_is_answered():
    over = event("Wed 2026-11-25 10:30-11:30 * FREQ=WEEKLY;COUNT=2", ZONE)
    answer = check(over, policy=LONDON, now=NOW, first=date(2027, 6, 1), until=date(2027, 6, 30))
    assert (answer.level, answer.tally.count, answer.findings) == (Level.NONE, 0, ())


def test_listed_instances_of_a_calendar_file_are_judged_one_by_one():
    first, second = event("Tue 2027-01-12 10:00-11:00", ZONE), event("Fri 2027-01-15 13:00-14:00", ZONE)
    moved = Event(
        text="",
        start=first.start,
        end=first.end,
        tzid="Europe/London",
        instances=(Span(first.start, first.end), Span(second.start, second.end)),
    )
    answer = check(moved, policy=LONDON, now=NOW)
    assert answer.tally.by_level == {Level.NONE: 1, Level.ADJUST: 1}


def test_a_religious_day_on_a_bank_holiday_is_told_once_and_both_ids_are_given():
    answer = check(event("Fri 2027-03-26 10:00-11:00", ZONE), policy=LONDON)
    assert {"bank-holiday", "good-friday"} <= {finding.id for finding in answer.findings}
    assert "good-friday" not in {finding.id for finding in answer.causes}
    told = next(finding for finding in answer.causes if finding.id == "bank-holiday")
    assert "Good Friday" in told.why


def test_late_is_folded_into_evening_and_an_early_start_into_the_school_run():
    evening = check(event("Tue 2027-01-12 17:30-18:30", ZONE), policy=LONDON)
    assert [finding.id for finding in evening.causes] == ["evening"]
    early = check(event("Tue 2027-01-12 09:00-10:00", ZONE), policy=LONDON)
    assert [finding.id for finding in early.causes] == ["school-dropoff"]
    assert {finding.id for finding in early.findings} == {"school-dropoff", "core-early"}


def test_findings_come_heaviest_first_then_strong_then_by_time_of_day():
    answer = check(event("Fri 2027-02-12 12:00-17:30", ZONE), policy=LONDON)
    order = [(-f.level.weight, not f.strong, f.start.time()) for f in answer.findings]
    assert order == sorted(order)
    assert len({finding.id for finding in answer.findings}) == len(answer.findings)


def test_shabbat_on_a_holy_day_is_told_with_it():
    answer = check(event("Sat 2027-10-02 10:00-11:00", ZONE), policy=LONDON)
    told = next(finding for finding in answer.causes if finding.id == "rosh-hashanah")
    assert told.related == ("shabbat",)
    assert "shabbat" not in {finding.id for finding in answer.causes}
    assert told.why.endswith("The same day is also Shabbat.")


def test_shabbat_that_follows_a_holy_day_is_told_with_it_too():
    for when in ("Fri 2027-04-23 15:00-20:00", "Sat 2027-10-02 18:30-19:00"):  # Passover, Rosh Hashanah
        causes = [finding.id for finding in check(event(when, ZONE), policy=LONDON).causes]
        assert "shabbat" not in causes
        assert {"passover", "rosh-hashanah"} & set(causes)


def test_the_evening_of_diwali_is_told_once_with_the_days_that_fall_on_it():
    answer = check(event("Fri 2027-10-29 18:30-19:30", ZONE), policy=LONDON)
    told = next(finding for finding in answer.causes if finding.id == "diwali")
    assert told.related == ("bandi-chhor-divas", "mahavir-nirvana")
    assert "The same day is also Bandi Chhor Divas and Mahavir Nirvana." in told.why
    assert {"bandi-chhor-divas", "mahavir-nirvana"} <= {finding.id for finding in answer.findings}


def test_a_holy_day_and_shabbat_later_in_the_week_of_a_long_event_are_told_apart():
    answer = check(event("Mon 2027-10-11 to Fri 2027-10-15", ZONE), policy=LONDON)  # Yom Kippur is on Monday
    assert {"yom-kippur", "shabbat"} <= {finding.id for finding in answer.causes}


def test_two_ids_that_may_name_each_other_are_still_told_once():
    for when in ("Thu 2027-01-14 10:00-11:00", "Wed 2027-09-15 10:00-11:00"):
        answer = check(event(when, ZONE), policy=LONDON)
        folded = {other for finding in answer.causes for other in finding.related}
        assert folded
        assert folded | {finding.id for finding in answer.causes} == {finding.id for finding in answer.findings}


def test_every_id_of_the_table_of_shared_causes_is_in_the_catalogue():
    known = set(catalogue().observances)
    assert {id_ for line in _beside() for id_ in (line.id, *line.folds)} <= known
