"""Bank holidays, and what the data do not reach, against the lists of GOV.UK."""

from datetime import date

import pytest

from scheduling.errors import OutOfRangeError
from scheduling.observances import UnknownObservanceError, coverage, named_days, observances
from scheduling.observances.sun import dawn, nightfall, sunset
from scheduling.places import find_place

LONDON = find_place("London")

#: GOV.UK, bank holidays; one-off days by proclamation.
PUBLISHED = {
    ("London", 2012): "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    ("London", 2020): "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    ("London", 2022): "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    ("Cardiff", 2023): "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    ("London", 2011): "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    ("London", 2002): "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
    ("Glasgow", 2022): "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
    ("Glasgow", 2026): "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
    ("Belfast", 2026): "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
    ("London", 2027): "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize(("city", "year"), PUBLISHED)
def test_the_days_are_those_of_gov_uk(city, year):
    found = observances(date(year, 1, 1), date(year, 12, 31), place=find_place(city), ids=["bank-holiday"])
    assert [f"{one.day:%m-%d}" for one in found] == PUBLISHED[city, year].split()


def test_the_name_says_which_it_is():
    (found,) = observances(date(2026, 6, 15), date(2026, 6, 15), place=find_place("Glasgow"), ids=["bank-holiday"])
    assert found.name == "World Cup bank holiday"
    (boxing,) = observances(date(2026, 12, 28), date(2026, 12, 28), place=LONDON, ids=["bank-holiday"])
    assert boxing.name == "Boxing Day (bank holiday, substitute day)"


def test_days_not_announced_yet_are_expected():
    (found,) = observances(date(2040, 5, 7), date(2040, 5, 7), place=LONDON, ids=["bank-holiday"])
    assert found.certainty.value == "expected"
    (known,) = observances(date(2026, 5, 4), date(2026, 5, 4), place=LONDON, ids=["bank-holiday"])
    assert known.certainty.value == "exact"


@pytest.mark.parametrize(
    ("name", "year", "city", "days"),
    [
        ("Boxing Day", 2027, "London", ["2027-12-26"]),
        ("boxing day", 2026, "London", ["2026-12-26"]),
        ("Easter Monday", 2027, "London", ["2027-03-29"]),
        ("Good Friday", 2027, "Glasgow", ["2027-03-26"]),
        ("Shrove Tuesday", 2027, "London", ["2027-02-09"]),
        ("the August bank holiday", 2027, "London", ["2027-08-30"]),
        ("August bank holiday", 2027, "Glasgow", ["2027-08-02"]),
        ("early May bank holiday", 2027, "London", ["2027-05-03"]),
        ("May Day bank holiday", 2020, "London", ["2020-05-08"]),
        ("spring bank holiday", 2022, "London", ["2022-06-02"]),
        ("Eid", 2027, "London", ["2027-03-09", "2027-05-16"]),
        ("Eid al-Adha", 2006, "London", ["2006-01-10", "2006-12-31"]),
        ("Diwali", 2028, "London", ["2028-10-17"]),
        ("Christmas", 2027, "London", ["2027-12-25"]),
        ("New Year's Day", 2028, "London", ["2028-01-01"]),
        ("Pancake Day", 2026, "London", ["2026-02-17"]),
        ("Boxing Day", 2027, "Paris", []),
        ("Flag Day", 2027, "London", []),
        ("Shabbat", 2027, "London", []),
    ],
)
def test_a_day_that_people_call_by_name_is_found(name, year, city, days):
    assert [day.isoformat() for day in named_days(name, year, find_place(city))] == days


def test_what_the_data_do_not_reach_is_said():
    def said(first, last, city="London"):
        return " ".join(coverage(date(first, 1, 1), date(last, 12, 31), find_place(city)))

    assert said(2026, 2027) == ""
    assert "Bank holidays are announced up to 2027" in said(2026, 2029)
    assert "covers 2001 to 2050" in said(2049, 2051)
    assert "covers 2001 to 2050" in said(2000, 2001)
    assert "loaded for the United Kingdom only; none are known for Paris" in said(2026, 2026, "Paris")
    assert "Umm al-Qura calendar ends with 2076" in said(2070, 2080)


def test_beyond_the_data_days_are_left_out_and_not_guessed():
    found = observances(date(2060, 1, 1), date(2060, 12, 31), place=LONDON)
    ids = {one.id for one in found}
    assert {"yom-kippur", "easter-sunday", "ramadan"} <= ids
    assert ids.isdisjoint({"diwali", "lunar-new-year", "bank-holiday", "litha"})


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("2027-01-02", "2027-01-01", "2027-01-01 is before 2027-01-02"),
        ("0001-01-01", "2027-01-01", "0001-01-01 cannot be asked about: please give days in the years 1901 to 2198"),
        ("2027-01-01", "9999-12-31", "9999-12-31 cannot be asked about"),
    ],
)
def test_days_that_cannot_be_asked_about_are_refused(first, last, reason):
    with pytest.raises(OutOfRangeError, match=reason):
        observances(date.fromisoformat(first), date.fromisoformat(last), place=LONDON)


def test_an_id_that_is_not_ours_is_refused_with_a_near_name():
    with pytest.raises(UnknownObservanceError, match="did you mean Diwali"):
        observances(date(2027, 1, 1), date(2027, 1, 2), place=LONDON, ids=["diwalli"])


def test_the_rule_is_told_where_the_sun_does_not_go_low_enough():
    assert dawn(LONDON, date(2027, 6, 21)).words == (
        "dawn 03:39 (a seventh of the night before sunrise, because the sun does not go 18° below the horizon)"
    )
    assert dawn(LONDON, date(2027, 2, 10)).words == "dawn 05:30"
    assert "72 minutes after sunset" in nightfall(find_place("60.15,-1.15"), date(2027, 6, 21)).words
    assert (
        "the sun does not set here on this day"
        in sunset(find_place("69.65,18.96", tz="Europe/Oslo"), date(2027, 6, 21)).words
    )
