"""Awareness dates: each moving rule against dates that were published, and nothing American among them."""

from datetime import date, timedelta

import pytest

from content.awareness import awareness_dates, first_day, marked_between, read_awareness, solemn_days
from content.errors import PackError
from content.lookahead import Upcoming, days_in_words, look_ahead, steer, upcoming_awareness, written_for

BY_ID = {awareness.id: awareness for awareness in awareness_dates()}

PUBLISHED = [
    # Carers UK and local papers: 9 to 15 June 2014, 6 to 12 June 2022, 5 to 11 June 2023, 10 to 16 June 2024
    ("carers-week", "2014-06-09", "2014-06-15"),
    ("carers-week", "2022-06-06", "2022-06-12"),
    ("carers-week", "2023-06-05", "2023-06-11"),
    ("carers-week", "2024-06-10", "2024-06-16"),
    # Mental Health Foundation: 14 to 20 May 2018, 13 to 19 May 2019
    ("mental-health-awareness-week", "2018-05-14", "2018-05-20"),
    ("mental-health-awareness-week", "2019-05-13", "2019-05-19"),
    # UK Council on Deafness and members: 3 to 9 May 2021, from 1 May 2023, 6 to 12 May 2024, 5 to 11 May 2025
    ("deaf-awareness-week", "2021-05-03", "2021-05-09"),
    ("deaf-awareness-week", "2023-05-01", "2023-05-07"),
    ("deaf-awareness-week", "2024-05-06", "2024-05-12"),
    ("deaf-awareness-week", "2025-05-05", "2025-05-11"),
    # Mencap: 19 to 25 June 2023, 17 to 23 June 2024
    ("learning-disability-week", "2023-06-19", "2023-06-25"),
    ("learning-disability-week", "2024-06-17", "2024-06-23"),
    # NCVO: 3 to 9 June 2024, 2 to 8 June 2025
    ("volunteers-week", "2024-06-03", "2024-06-09"),
    ("volunteers-week", "2025-06-02", "2025-06-08"),
    # The day's own page: Wednesday 10 May 2017, Wednesday 14 May 2025
    ("day-for-staff-networks", "2017-05-10", "2017-05-10"),
    ("day-for-staff-networks", "2025-05-14", "2025-05-14"),
    ("accessibility-awareness-day", "2023-05-18", "2023-05-18"),
    ("accessibility-awareness-day", "2024-05-16", "2024-05-16"),
    ("accessibility-awareness-day", "2026-05-21", "2026-05-21"),
    # Inter Faith Network: 13 to 20 November 2016, 8 to 15 November 2020, 10 to 17 November 2024
    ("inter-faith-week", "2016-11-13", "2016-11-20"),
    ("inter-faith-week", "2020-11-08", "2020-11-15"),
    ("inter-faith-week", "2024-11-10", "2024-11-17"),
    # Carers UK: 26 November 2020, 25 November 2021, 24 November 2022, 23 November 2023, 20 November 2025
    ("carers-rights-day", "2020-11-26", "2020-11-26"),
    ("carers-rights-day", "2021-11-25", "2021-11-25"),
    ("carers-rights-day", "2022-11-24", "2022-11-24"),
    ("carers-rights-day", "2023-11-23", "2023-11-23"),
    ("carers-rights-day", "2025-11-20", "2025-11-20"),
    ("disability-history-month", "2021-11-18", "2021-12-18"),
    ("disability-history-month", "2025-11-20", "2025-12-20"),
    ("race-equality-week", "2024-02-05", "2024-02-11"),
    ("time-to-talk-day", "2022-02-03", "2022-02-03"),
    ("hate-crime-awareness-week", "2020-10-10", "2020-10-17"),
    ("covid-day-of-reflection", "2025-03-09", "2025-03-09"),
    ("holocaust-memorial-day", "2027-01-27", "2027-01-27"),
    ("remembrance-sunday", "2026-11-08", "2026-11-08"),
    ("black-history-month", "2026-10-01", "2026-10-31"),
    ("lgbt-history-month", "2028-02-01", "2028-02-29"),
    ("south-asian-heritage-month", "2026-07-01", "2026-07-31"),
    ("armed-forces-day", "2026-06-27", "2026-06-27"),
]


@pytest.mark.parametrize(("name", "first", "last"), PUBLISHED, ids=lambda value: value)
def test_each_falls_where_its_organiser_published_it(name, first, last):
    day = date.fromisoformat(first)
    assert BY_ID[name].span(day.year) == (day, date.fromisoformat(last))


def test_there_are_at_least_twenty_five_each_with_a_source():
    assert len(BY_ID) >= 25
    assert all(awareness.source and awareness.url.startswith("https://") for awareness in BY_ID.values())


def test_nothing_american_is_among_them():
    names = " ".join(awareness.name for awareness in BY_ID.values()).casefold()
    for foreign in (
        "thanksgiving",
        "martin luther king",
        "juneteenth",
        "veterans",
        "labor day",
        "hispanic",
        "mother's",
    ):
        assert foreign not in names
    assert BY_ID["black-history-month"].first_day(2027).month == 10


def test_mourning_is_marked_solemn():
    for name in (
        "holocaust-memorial-day",
        "stephen-lawrence-day",
        "srebrenica-memorial-day",
        "remembrance-day",
        "remembrance-sunday",
        "transgender-day-of-remembrance",
    ):
        assert BY_ID[name].solemn
    assert date(2027, 1, 27) in solemn_days(date(2027, 1, 1), date(2027, 1, 31))


def test_a_grave_week_softens_the_tone_and_silences_nobody():
    assert solemn_days(date(2026, 10, 1), date(2026, 10, 31)) == frozenset()
    assert all(steer(date(2026, 10, day)).solemn for day in range(8, 17))


@pytest.mark.parametrize("year", range(2020, 2061))
def test_every_rule_gives_a_span_inside_its_year(year):
    for awareness in BY_ID.values():
        first, last = awareness.span(year)
        assert first.year == year
        assert first == last or not awareness.solemn
        assert first <= last <= first + timedelta(days=31)


def test_an_announced_date_wins_over_the_rule_and_is_no_longer_a_guess():
    text = """
[[awareness]]
id = "x"
name = "X day"
on = "first Monday of May"
expected = true
announced = [2027-05-17]
sentence = "s"
themes = ["change"]
source = "somebody"
url = "https://example.org"
review = 2027-09-01
"""
    (one,) = read_awareness(text, "a.toml")
    assert (one.first_day(2027), one.is_expected(2027)) == (date(2027, 5, 17), False)
    assert (one.first_day(2028), one.is_expected(2028)) == (date(2028, 5, 1), True)
    with pytest.raises(PackError, match=r"a\.toml:5: x: .*is not a rule for a date"):
        read_awareness(text.replace("first Monday of May", "early May"), "a.toml")


@pytest.mark.parametrize("rule", ["", "31 Feb", "fifth Monday of May", "all of Mai", "Monday after 5 June"])
def test_what_is_not_a_rule_is_refused(rule):
    with pytest.raises(ValueError, match="is not a rule"):
        first_day(rule, 2027)


def test_a_week_that_is_under_way_is_marked_on_each_of_its_days():
    names = {marked.awareness.id for marked in marked_between(date(2026, 6, 10), date(2026, 6, 10))}
    assert {"carers-week", "pride-month"} <= names
    assert "refugee-week" not in names


def test_the_look_ahead_tells_two_weeks_in_two_lines_by_date():
    hanukkah = Upcoming("Hanukkah", date(2026, 12, 5), date(2026, 12, 12))
    later = Upcoming("Christmas Day", date(2026, 12, 25), date(2026, 12, 25))
    lines = look_ahead(date(2026, 11, 26), [later, hanukkah])
    assert lines == [
        "In the next two weeks: Hanukkah, 5 to 12 December.",
        (
            "Also marked: Carers Rights Day, expected on or around Thursday 26 November; "
            "World AIDS Day, Tuesday 1 December; "
            "International Day of Persons with Disabilities, Thursday 3 December; and 1 more."
        ),
    ]


def test_nothing_coming_is_no_line_at_all():
    assert look_ahead(date(2026, 8, 3), []) == []


def test_one_line_alone_says_when_as_well():
    assert look_ahead(date(2026, 8, 30), [])[0].startswith("In the next two weeks: World Suicide Prevention Day")


def test_an_uncertain_day_is_told_as_uncertain():
    eid = Upcoming("Eid al-Fitr", date(2027, 3, 9), date(2027, 3, 9), expected=True)
    assert look_ahead(date(2027, 3, 1), [eid], []) == [
        "In the next two weeks: Eid al-Fitr, expected on or around Tuesday 9 March."
    ]


def test_a_day_in_both_lists_is_told_once():
    day = date(2027, 1, 27)
    lines = look_ahead(date(2027, 1, 26), [Upcoming("Holocaust Memorial Day", day, day, solemn=True)])
    assert " ".join(lines).count("Holocaust") == 1


def test_what_carries_most_weight_is_told_when_not_all_fits():
    many = [Upcoming(f"Day {n}", date(2027, 3, n), date(2027, 3, n), rank=n % 5) for n in range(1, 9)]
    assert look_ahead(date(2027, 3, 1), many, []) == [
        "In the next two weeks: Day 1, Monday 1 March; Day 5, Friday 5 March; Day 6, Saturday 6 March; and 5 more."
    ]


def test_the_coming_days_steer_theme_and_tone():
    assert steer(date(2026, 6, 8)).themes >= {"inclusion", "empathy"}
    assert steer(date(2027, 1, 26)).solemn
    assert not steer(date(2027, 3, 16)).solemn
    yom_kippur = Upcoming("Yom Kippur", date(2027, 10, 11), date(2027, 10, 11), solemn=True)
    assert steer(date(2027, 10, 11), [yom_kippur]).solemn


def test_prompts_written_for_a_day_are_known_by_its_id():
    assert written_for(date(2026, 11, 11)) >= {"remembrance-day"}
    assert "remembrance-day" not in written_for(date(2026, 11, 12))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 3), date(2026, 12, 3), "Thursday 3 December"),
        (date(2026, 12, 5), date(2026, 12, 12), "5 to 12 December"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November to 6 December"),
    ],
)
def test_days_are_said_in_full(first, last, said):
    assert days_in_words(first, last) == said


def test_the_window_counts_fourteen_days():
    coming = {item.name for item in upcoming_awareness(date(2027, 1, 13))}
    assert "Holocaust Memorial Day" in coming
    assert "Holocaust Memorial Day" not in {item.name for item in upcoming_awareness(date(2027, 1, 12))}
