"""What a workspace can settle: hours, rules, weights, terms, week, spellings, confirmed days."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from case_table import event

from scheduling import Policy, check, find_place
from scheduling.errors import CatalogueError, OutOfRangeError
from scheduling.events import Inference, Inferred, Trait
from scheduling.hours import Hours
from scheduling.levels import Level
from scheduling.observances import Override
from scheduling.policy import LeadTimes, _rule, default_rules
from scheduling.terms import SchoolHoliday, TermCalendar

LONDON = find_place("London")
LEEDS_TERMS = TermCalendar(
    "Leeds",
    date(2026, 9, 1),
    date(2026, 9, 1),
    date(2027, 8, 31),
    (SchoolHoliday(date(2027, 2, 13), date(2027, 2, 21)),),
)


def ids(when, policy, *traits):
    return {finding.id: finding for finding in check(event(when, policy.place.zone, *traits), policy=policy).findings}


def test_a_rule_can_be_switched_off():
    assert "school-pickup" not in ids("Tue 2027-01-12 15:00-16:00", Policy(place=LONDON).without("school-pickup"))


def test_an_observance_can_be_switched_off_and_one_that_is_off_switched_on():
    sabbath = "Sat 2027-01-16 11:00-12:00"
    assert set(ids(sabbath, Policy(place=LONDON).without("shabbat"))) == set()
    assert "adventist-sabbath" in ids(sabbath, Policy(place=LONDON, off=frozenset()))


def test_a_rule_can_be_given_other_hours_everywhere():
    policy = Policy(place=find_place("Glasgow")).changed("school-pickup", hours=(Hours.of("14:30", "16:00"),))
    assert "14:30 to 16:00" in ids("Tue 2027-01-12 15:45-16:30", policy)["school-pickup"].why


def test_a_rule_or_an_observance_can_be_given_another_weight():
    policy = Policy(place=LONDON, levels={"late": Level.KNOW, "hanukkah": Level.ADJUST})
    assert ids("Tue 2027-01-12 16:30-17:30", policy)["late"].level is Level.KNOW
    assert ids("Mon 2026-12-07 10:00-11:00", policy)["hanukkah"].level is Level.ADJUST


def test_core_hours_decide_what_an_early_start_is():
    policy = Policy(place=LONDON, core=Hours(time(8, 30), time(14, 0)))
    assert "core-early" not in ids("Tue 2027-01-12 08:30-09:00", policy)
    assert "core-early" in ids("Tue 2027-01-12 08:15-09:00", policy)


def test_another_working_week_moves_the_caring_hours():
    assert "school-pickup" in ids("Sun 2027-01-17 15:00-16:00", Policy(place=LONDON, working_week=frozenset({6})))


def test_a_display_name_can_be_changed():
    policy = Policy(place=LONDON, spellings={"ramadan": "Ramadhan"})
    found = ids("Wed 2027-02-17 10:00-11:00", policy)["ramadan"]
    assert found.name == "Ramadhan"
    assert found.why.startswith("Ramadhan is expected")


def test_a_confirmed_day_replaces_the_expected_one():
    confirmed = Override("eid-al-fitr", date(2027, 3, 10), source="the council of mosques", confirmed=date(2027, 3, 8))
    found = ids("Wed 2027-03-10 10:00-11:00", Policy(place=LONDON, overrides=(confirmed,)))["eid-al-fitr"]
    assert found.certainty == "announced"
    assert "is confirmed for Wed 10 March 2027" in found.why


def test_in_a_loaded_school_holiday_the_school_run_rests_and_the_holiday_is_named():
    policy = Policy(place=find_place("Leeds"), terms=(LEEDS_TERMS,))
    found = ids("Tue 2027-02-16 15:00-16:00", policy)
    assert "school-pickup" not in found
    assert found["school-holiday"].level is Level.ADJUST
    assert "Leeds (dates as fetched on 1 September 2026)" in found["school-holiday"].why


def test_in_a_loaded_term_the_school_run_counts_and_nothing_is_assumed():
    policy = Policy(place=find_place("Leeds"), terms=(LEEDS_TERMS,))
    answer = check(event("Tue 2027-01-12 15:00-16:00", policy.place.zone), policy=policy)
    assert {finding.id for finding in answer.findings} == {"school-pickup"}
    assert answer.coverage == (
        "Tue 12 January 2027 is in school term in Leeds (dates as fetched on 1 September 2026).",
    )


def test_past_the_loaded_term_dates_the_answer_says_so():
    policy = Policy(place=find_place("Leeds"), terms=(LEEDS_TERMS,))
    answer = check(event("Tue 2027-09-14 15:00-16:00", policy.place.zone), policy=policy)
    assert "term dates loaded for Leeds do not reach Tue 14 September 2027" in " ".join(answer.coverage)


def test_terms_of_another_area_are_not_used_when_the_workspace_names_its_own():
    policy = Policy(place=find_place("Leeds"), terms=(LEEDS_TERMS,), term_area="Bradford")
    found = ids("Tue 2027-02-16 15:00-16:00", policy)
    assert "school-holiday" not in found
    assert "school-pickup" in found
    answer = check(event("Tue 2027-02-16 15:00-16:00", policy.place.zone), policy=policy)
    assert answer.coverage == ("School term dates for Bradford are not loaded, so term time is assumed.",)


@pytest.mark.parametrize("entry", [{"id": "x"}, {"id": "x", "level": "heavy", "applies": "overlap", "days": "every"}])
def test_a_mistake_in_the_rule_data_names_file_and_rule(entry):
    with pytest.raises(CatalogueError, match=r"caring\.toml, rule x"):
        _rule(entry)


def test_every_shipped_rule_has_a_basis():
    assert all(rule.basis for rule in default_rules().values())


def test_an_overnight_stay_is_an_evening_though_no_time_is_given():
    found = ids("Tue 2027-01-12 to Wed 2027-01-13", Policy(place=LONDON), "overnight")
    assert "over a night" in found["evening"].why
    assert "evening" not in ids("Tue 2027-01-12 to Wed 2027-01-13", Policy(place=LONDON))


def test_an_event_of_several_days_says_on_which_of_them():
    found = ids("Mon 2027-06-14 to Fri 2027-06-18", Policy(place=LONDON))
    assert found["friday-prayer"].why.endswith("That is on Fri 18 June.")
    assert found["school-pickup"].why.endswith("That is so on each of the 5 days.")
    assert "That is on Tue 15 June and Wed 16 June." in found["ashura"].why


def test_a_very_long_event_is_judged_in_part_and_says_so():
    answer = check(event("Fri 2027-01-01 to Mon 2029-01-01", LONDON.zone), policy=Policy(place=LONDON))
    assert "Only the first 400 days" in " ".join(answer.coverage)


def test_a_rest_that_begins_after_the_assumed_hours_is_one_level_milder_and_not_called_part_of_the_slot():
    found = ids("Sun 2027-10-10", Policy(place=LONDON))["yom-kippur"]
    assert found.level is Level.ADJUST
    assert "during this slot" not in ids("Fri 2027-07-02", Policy(place=LONDON))["shabbat"].why


@pytest.mark.parametrize(("when", "outside"), [("Tue 1850-01-01 10:00-11:00", "1850"), ("Mon 2150-01-05", "2150")])
def test_a_year_that_no_data_reach_is_refused_with_the_years_that_can_be_checked(when, outside):
    with pytest.raises(OutOfRangeError, match=f"{outside}.*1902 to 2100"):
        check(event(when, LONDON.zone), policy=Policy(place=LONDON))


def test_a_year_that_some_data_reach_is_answered_with_what_is_missing():
    answer = check(event("Wed 2060-01-14 10:30-11:30", LONDON.zone), policy=Policy(place=LONDON))
    assert "covers 2001 to 2050" in " ".join(answer.coverage)


def test_a_workspace_without_school_rules_hears_nothing_of_terms():
    policy = Policy(place=LONDON).without("school-dropoff", "school-pickup", "school-holiday")
    assert check(event("Wed 2027-01-20 10:30-11:30", LONDON.zone), policy=policy).coverage == ()


def test_an_assumed_end_is_said_unless_the_reading_said_it():
    asked = replace(event("Wed 2027-01-20 10:30-11:30", LONDON.zone), end_stated=False)
    told = replace(asked, inferences=(Inference(Inferred.END, "No end was given: one hour is assumed."),))
    for one, said in ((asked, True), (told, False)):
        answer = check(one, policy=Policy(place=LONDON))
        assert ("one hour is assumed" in " ".join(answer.coverage)) is said


def checklist(when, policy, *traits, now="2026-11-22"):
    moment = datetime.fromisoformat(f"{now}T09:00+00:00")
    return check(event(when, policy.place.zone, *traits), policy=policy, now=moment).checklist


@pytest.mark.parametrize(
    ("when", "times", "line"),
    [
        ("Wed 2027-06-02 09:00-17:00", LeadTimes(), "publish it about eight weeks ahead, by Wed 7 April 2027"),
        ("Tue 2026-12-01 09:00-17:00", LeadTimes(), "less than eight weeks are left; send the times now"),
        ("Wed 2027-06-02 09:00-17:00", LeadTimes(timetable=30), "about 30 days ahead, by Mon 3 May 2027"),
        ("Wed 2027-06-02 09:00-17:00", LeadTimes(timetable=0), None),
        ("Wed 2027-06-02 14:00-16:00", LeadTimes(), None),
        ("Tue 2026-12-29 09:00-17:00", LeadTimes(), "interpreters usually need six to eight weeks"),
        ("Tue 2026-12-29 09:00-17:00", LeadTimes(interpreters=35), "book interpreters now"),
        ("Tue 2026-12-15 09:00-17:00", LeadTimes(), "under four weeks is late"),
        ("Tue 2026-12-15 09:00-17:00", LeadTimes(interpreters_late=14), "interpreters usually need"),
    ],
)
def test_what_takes_time_is_asked_for_as_early_as_the_workspace_wants(when, times, line):
    found = checklist(when, Policy(place=LONDON, lead_times=times), Trait.PUBLIC)
    told = [one for one in found if one.startswith(("Timetable", "British"))]
    if line is None:
        assert not [one for one in told if one.startswith("Timetable")]
    else:
        assert any(line in one for one in told), told


def test_nobody_is_asked_for_interpreters_where_a_workspace_says_never():
    never = Policy(place=LONDON, lead_times=LeadTimes(interpreters=0, interpreters_late=0))
    assert not [one for one in checklist("Wed 2027-06-02 09:00-17:00", never, Trait.PUBLIC) if "British" in one]


@pytest.mark.parametrize(("days", "words"), [(28, "four weeks"), (14, "two weeks"), (10, "ten days"), (43, "43 days")])
def test_short_notice_is_as_short_as_the_workspace_says(days, words):
    policy = Policy(place=LONDON).changed("notice-28", less_than_days=days)
    now = datetime.fromisoformat("2026-11-18T09:00+00:00")

    def notice(when):
        found = check(event(when, policy.place.zone), policy=policy, now=now).findings
        return next((one.why for one in found if one.id == "notice-28"), "")

    late = (now + timedelta(days=days + 1)).date()
    early = (now + timedelta(days=days - 1)).date()
    for day, expected in ((early, words), (late, "")):
        when = f"{day:%a} {day} 16:00-18:00"
        assert expected in notice(when) if expected else notice(when) == ""
