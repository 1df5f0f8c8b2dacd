"""Confirmations: what a person announced moves a day, and the rest of its month with it."""

from datetime import date

import pytest

from scheduling.levels import Level
from scheduling.observances import Certainty, Override, observances, read_overrides
from scheduling.observances.overrides import shipped
from scheduling.places import find_place

LEEDS = find_place("Leeds")

FILE = """
[[confirmed]]
id = "eid-al-fitr"
day = 2027-03-10
on = 2027-03-09
source = "Mosques of Leeds, announcement of 9 March 2027"
also = [{ day = 2027-03-09, convention = "Saudi calendar" }]

[[confirmed]]
id = "ramadan"
day = 2027-02-09
on = 2027-02-08
source = "Mosques of Leeds, announcement of 8 February 2027"
"""


def year(*overrides, ids):
    return {
        one.id: one
        for one in observances(date(2027, 1, 1), date(2027, 12, 31), place=LEEDS, ids=ids, overrides=overrides)
    }


def test_eid_al_fitr_1448_confirmed_for_10_march_2027():
    found = year(Override("eid-al-fitr", date(2027, 3, 10)), ids=["eid-al-fitr", "ramadan"])
    eid = found["eid-al-fitr"]
    assert (eid.day, eid.certainty) == (date(2027, 3, 10), Certainty.ANNOUNCED)
    assert [(w.day, w.level) for w in eid.windows] == [
        (date(2027, 3, 10), Level.KNOW),
        (date(2027, 3, 10), Level.MOVE),
    ]
    assert found["ramadan"].last_day == date(2027, 3, 9)


def test_a_confirmed_month_moves_every_day_of_it():
    found = year(Override("day-of-arafah", date(2027, 5, 16)), ids=["day-of-arafah", "eid-al-adha"])
    assert found["eid-al-adha"].day == date(2027, 5, 17)
    assert found["eid-al-adha"].certainty is Certainty.ANNOUNCED


def test_other_months_stay_as_they_were():
    ids = ["ramadan", "ashura", "mawlid", "eid-al-adha"]
    plain, moved = year(ids=ids), year(Override("eid-al-fitr", date(2027, 3, 10)), ids=ids)
    assert {i: one.day for i, one in plain.items()} == {i: one.day for i, one in moved.items()}


def test_the_later_of_two_confirmations_counts():
    found = year(
        Override("eid-al-fitr", date(2027, 3, 9)), Override("eid-al-fitr", date(2027, 3, 10)), ids=["eid-al-fitr"]
    )
    assert found["eid-al-fitr"].day == date(2027, 3, 10)


@pytest.mark.parametrize(
    ("identity", "day"), [("diwali", "2027-10-28"), ("vesak", "2027-05-21"), ("losar", "2027-02-08")]
)
def test_a_day_outside_the_islamic_calendar_is_confirmed_by_itself(identity, day):
    found = year(Override(identity, date.fromisoformat(day)), ids=[identity])[identity]
    assert found.day == date.fromisoformat(day)
    assert [candidate.day for candidate in found.candidates] == [found.day]
    assert found.certainty is Certainty.ANNOUNCED
    assert (found.last_day - found.day).days == (2 if identity == "losar" else 0)


def test_a_file_of_confirmations_is_read_oldest_first_with_the_days_others_keep():
    ramadan, eid = read_overrides(FILE)
    assert (ramadan.id, eid.id) == ("ramadan", "eid-al-fitr")
    found = year(ramadan, eid, ids=["ramadan", "eid-al-fitr"])
    assert [c.day for c in found["eid-al-fitr"].candidates] == [date(2027, 3, 10), date(2027, 3, 9)]
    assert (found["ramadan"].day, found["ramadan"].last_day) == (date(2027, 2, 9), date(2027, 3, 9))


def test_the_shipped_file_can_be_read():
    assert all(one.source and one.confirmed for one in shipped())
