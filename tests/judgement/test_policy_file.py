"""A policy as a person writes it: every choice reaches the answer, every mistake is told with a remedy."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from case_table import event

from scheduling import Policy, better_slots, check, find_place
from scheduling.errors import SettingError
from scheduling.hours import Hours, ObservanceHours, in_words
from scheduling.levels import Level
from scheduling.policy import default_rules
from scheduling.policy_file import read_policy

LONDON = Policy(place=find_place("London"))
PICKUP_EARLY = 'rules.school-pickup.hours = [["14:30", "15:00"]]'


def levels(when, text, *traits):
    policy = read_policy(text, LONDON)
    answer = check(event(when, policy.place.zone, *traits), policy=policy)
    return {finding.id: finding.level for finding in answer.findings}


def words(when, text):
    policy = read_policy(text, LONDON)
    answer = check(event(when, policy.place.zone), policy=policy)
    return " ".join(line for finding in answer.findings for line in (finding.why, *finding.options))


def test_an_empty_document_changes_nothing():
    assert read_policy("", LONDON) == LONDON


@pytest.mark.parametrize(
    ("when", "text", "id_", "level"),
    [
        # The core of Friday prayers, and its edges: at the edge of what was set, and just outside.
        ("Fri 2027-01-22 12:00-12:30", 'observances.friday_prayer = ["12:30", "14:00"]', "friday-prayer", None),
        ("Fri 2027-01-22 14:30-15:00", 'observances.friday_prayer = ["12:00", "15:00"]', "friday-prayer", Level.ADJUST),
        ("Fri 2027-01-22 15:00-15:30", 'observances.friday_prayer = ["12:00", "15:00"]', "friday-prayer", None),
        # Days that begin at sunset: 16:31 in London on 22 January 2027, so two hours before is 14:31.
        ("Fri 2027-01-22 15:00-15:31", "observances.before_rest = 60", "shabbat", None),
        ("Fri 2027-01-22 15:00-15:32", "observances.before_rest = 60", "shabbat", Level.ADJUST),
        ("Fri 2027-01-22 13:00-13:32", "observances.before_rest = 180", "shabbat", Level.ADJUST),
        ("Fri 2027-01-22 16:00-16:31", "observances.before_rest = 0", "shabbat", None),
        ("Sun 2027-10-10 15:00-15:30", "observances.before_rest = 240", "yom-kippur", Level.ADJUST),
        # Ramadan: sunset is at 17:05 on 10 February 2027.
        ("Wed 2027-02-10 14:30-15:20", "observances.before_ramadan_sunset = 120", "ramadan", Level.ADJUST),
        ("Wed 2027-02-10 15:40-16:00", "observances.before_ramadan_sunset = 60", "ramadan", Level.KNOW),
        ("Wed 2027-02-10 16:00-16:30", 'off = ["ramadan/late-afternoon"]', "ramadan", Level.KNOW),
        ("Wed 2027-02-10 18:00-18:30", 'off = ["ramadan/evening"]', "ramadan", None),
        ("Wed 2027-02-10 16:00-16:30", 'levels."ramadan/late-afternoon" = "know"', "ramadan", Level.KNOW),
        # Evenings of worship and family begin 90 minutes before sunset, 17:32 on 6 October 2027.
        ("Wed 2027-10-06 16:10-16:40", "observances.before_evening = 30", "navaratri", Level.KNOW),
        ("Sun 2027-01-17 12:00-12:30", 'observances.sunday_worship = ["08:00", "13:00"]', "sunday-worship", Level.KNOW),
        # The weight of single rules, whole or in part.
        ("Fri 2027-01-22 12:00-12:30", 'levels."friday-prayer/prayer-edge" = "know"', "friday-prayer", Level.KNOW),
        ("Fri 2027-01-22 12:00-13:00", 'levels."friday-prayer/prayer-edge" = "know"', "friday-prayer", Level.ADJUST),
        ("Fri 2027-01-22 12:00-13:00", 'levels.friday-prayer = "move"', "friday-prayer", Level.MOVE),
        ("Tue 2027-01-12 16:00-17:30", 'levels.late = "know"', "late", Level.KNOW),
        ("Tue 2027-01-12 16:00-17:30", 'rules.late.level = "move"', "late", Level.MOVE),
        ("Tue 2027-01-12 16:00-17:30", 'off = ["late"]', "late", None),
        ("Sat 2027-01-16 10:00-11:00", 'on = ["adventist-sabbath"]', "adventist-sabbath", Level.ADJUST),
        # Caring rules.
        ("Tue 2027-01-12 15:00-15:30", PICKUP_EARLY, "school-pickup", None),
        ("Tue 2027-01-12 14:30-15:00", PICKUP_EARLY, "school-pickup", Level.ADJUST),
        ("Sat 2027-01-16 16:30-17:30", 'rules.late.days = "every"', "late", Level.ADJUST),
        ("Tue 2027-01-12 09:00-09:30", 'core = ["09:00", "15:00"]', "core-early", None),
        ("Tue 2027-01-12 09:15-09:30", 'core = ["00:00", "15:00"]', "core-early", None),
        ("Fri 2027-01-22", 'assumed_day = ["09:30", "12:00"]', "school-pickup", None),
        ("Sun 2027-01-17 15:00-15:30", 'working_week = ["Sunday", "Monday"]', "school-pickup", Level.ADJUST),
        ("Tue 2027-01-12 15:40-16:00", 'place = "Glasgow"', "school-pickup", None),
    ],
)  # fmt: skip
def test_what_a_document_settles_is_judged_so(when, text, id_, level):
    assert levels(when, text).get(id_) is level


def test_the_words_follow_the_hours_that_were_set():
    assert "before 12:15 or after 15:00" in words(
        "Fri 2027-01-22 13:00-14:00", 'observances.friday_prayer = ["12:15", "15:00"]'
    )
    assert "at least three hours before sunset" in words("Fri 2027-01-22 13:30-14:00", "observances.before_rest = 180")
    said = words("Wed 2027-02-10 15:30-16:00", "observances.before_ramadan_sunset = 100")
    assert "at least 100 minutes before sunset" in said


def test_people_collecting_children_earlier_than_usual_are_not_told_to_finish_later():
    said = words("Tue 2027-01-12 14:00-15:00", 'rules.school-pickup.hours = [["14:15", "15:00"]]')
    assert "leave from about 14:15" in said
    assert "Finish by 14:15." in said


def test_a_series_is_always_on_its_weekday_from_as_many_dates_as_were_set():
    series = "Wed 2027-01-06 10:30-11:30 * FREQ=WEEKLY;COUNT=5"
    assert "fixed-weekday" in levels(series, "")
    assert "fixed-weekday" not in levels(series, "rules.fixed-weekday.occurrences = 6")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('core = ["16:00", "09:00"]', "core: 16:00–09:00 are not hours of a day: give an end after the start"),
        ('core = ["9.30", "15:00"]', 'core: "9.30" is not a time of day: write it as 09:30'),
        ('core = "09:30"', 'write them as ["09:30", "15:00"]'),
        ("cor = 1", '"cor" is not a setting; did you mean "core"?'),
        ('levels.hanuka = "adjust"', 'did you mean "hanukkah"?'),
        ('levels.hanukkah = "heavy"', '"heavy" is not a weight; there are know, adjust, move.'),
        ('levels.late = "none"', '"none" is not a weight'),
        ("observances.before_rest = 999", '"before_rest" cannot be 999 minutes: give 0 (not at all) to 360'),
        ('observances.before_rest = "2 h"', '"2 h" is not a whole number'),
        ("observances.before_ramadan_sunset = 20", "give it a later start"),
        ('observances.friday_prayer_core = ["11:00", "13:00"]', "is not inside their hours, 12:00–14:30"),
        ('observances.jumuah = ["11:00", "13:00"]', '"jumuah" is not one of the hours of observances'),
        ("rules.late.level = true", '"True" is not text'),
        ('rules.lat.level = "know"', 'did you mean "late"?'),
        ('rules.late.colour = "red"', '"colour" is not a part of "late"'),
        ('rules.late.days = "weekends"', '"weekends" is not when a rule applies'),
        ('rules.late.strong = "yes"', '"yes" is neither true nor false'),
        ("rules.notice-28.less_than_days = -1", "-1 is out of reach"),
        ("rules.evening.hours = []", '"evening" has no hours: give some, or switch it off.'),
        ('working_week = ["Mondy"]', 'did you mean "monday"?'),
        ('off = ["ramadan/lunch"]', '"lunch" is not a part of "ramadan"'),
        ('off = "late"', "write it in square brackets"),
        ("levels = 3", "is not a table"),
        ("x = ", "The policy is not TOML"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_the_remedy(text, says):
    with pytest.raises(SettingError) as raised:
        read_policy(text, LONDON)
    assert says in str(raised.value)
    assert raised.value.for_people


@pytest.mark.parametrize(
    "made",
    [
        lambda: Hours(time(15), time(9)),
        lambda: replace(LONDON, working_week=frozenset({7})),
        lambda: replace(LONDON, levels={"late": Level.NONE}),
        lambda: replace(default_rules()["late"], level=Level.NONE),
        lambda: replace(default_rules()["notice-28"], less_than_days=-1),
        lambda: ObservanceHours(before_evening=timedelta(minutes=-5)),
    ],
)
def test_a_policy_made_in_code_is_held_to_the_same(made):
    with pytest.raises(SettingError):
        made()


def test_hours_inside_others_are_known_also_to_the_end_of_the_day():
    assert Hours.of("12:30", "14:00") in Hours.of("12:00", "24:00")
    assert Hours.of("12:30", "24:00") not in Hours.of("12:00", "23:00")
    assert Hours.of("12:30", "24:00") in Hours.of("12:00", "24:00")


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 minutes"), (60, "one hour"), (90, "90 minutes"), (180, "three hours")]
)
def test_a_length_of_time_is_said_as_people_say_it(minutes, said):
    assert in_words(timedelta(minutes=minutes)) == said


def test_a_setting_of_friday_prayers_keeps_its_edges_when_the_clocks_change():
    policy = read_policy('observances.friday_prayer = ["11:00", "24:00"]', LONDON)
    for day in (date(2027, 3, 26), date(2027, 10, 29)):
        found = check(event(f"Fri {day} 23:00-23:30", policy.place.zone), policy=policy).findings
        prayer = next(finding for finding in found if finding.id == "friday-prayer")
        assert (prayer.start.time(), prayer.end.time()) == (time(14), time(0))


def test_core_hours_may_last_to_the_end_of_the_day():
    policy = read_policy('core = ["12:00", "24:00"]\noff = ["evening", "late"]', LONDON)
    slots = better_slots(event("Tue 2027-01-12 15:00-16:00", policy.place.zone), policy=policy, count=60)
    ends = {slot.event.end.time() for slot in slots}
    assert time(23, 30) in ends
    assert min(slot.event.start.time() for slot in slots) == time(12)
