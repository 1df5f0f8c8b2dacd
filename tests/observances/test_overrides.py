"""Confirmations: what a person announced moves a day, and the rest of its month with it."""

import re
from datetime import date

import pytest

from scheduling.levels import Level
from scheduling.observances import Certainty, Override, observances, read_overrides
from scheduling.observances.overrides import OverrideError, require_possible, shipped
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


def test_a_confirmed_eid_ends_ramadan_for_those_who_began_a_day_later():
    ramadan = year(Override("eid-al-fitr", date(2027, 3, 10)), ids=["ramadan"])["ramadan"]
    assert len(ramadan.candidates) == 2
    assert max(window.day for window in ramadan.windows) == date(2027, 3, 9)


def test_an_eid_that_some_keep_another_day_leaves_their_ramadan_to_its_end():
    eid = Override("eid-al-fitr", date(2027, 3, 9), also=((date(2027, 3, 10), "Local sighting"),))
    ramadan = year(eid, ids=["ramadan"])["ramadan"]
    assert max(window.day for window in ramadan.windows) == date(2027, 3, 9)


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


def test_the_shipped_file_can_be_read_and_its_confirmations_can_be():
    assert all(one.source and one.confirmed for one in shipped())
    for one in shipped():
        require_possible(one)


@pytest.mark.parametrize(
    ("override", "given", "sentence"),
    [
        (("eid-al-fitr", "2027-03-20"), None, "is too far from it to be a sighting"),
        (("eid-al-fitr", "2027-03-09"), ("ramadan", "2027-02-10"), "are 27 days apart; a month has 29 or 30"),
        (("eid-al-fitr", "2027-03-10"), ("ramadan", "2027-02-07"), "are 31 days apart; a month has 29 or 30"),
        (("diwali", "2027-06-20"), None, "Diwali does not fall near 20 June 2027"),
        (("diwali", "2051-11-04"), None, "Diwali does not fall near 4 November 2051"),
        (("friday-prayer", "2027-03-12"), None, "cannot be confirmed for one day"),
        (("bank-holiday", "2027-05-04"), None, "cannot be confirmed for one day"),
        (("newton-day", "2027-12-25"), None, '"newton-day" is not an observance on our list'),
    ],
)
def test_a_new_confirmation_that_cannot_be_is_refused_in_one_sentence(override, given, sentence):
    before = [Override(given[0], date.fromisoformat(given[1]))] if given else []
    with pytest.raises(OverrideError, match=re.escape(sentence)) as caught:
        require_possible(Override(override[0], date.fromisoformat(override[1])), before)
    assert len(str(caught.value)) <= 150


def test_a_new_confirmation_that_can_be_is_taken():
    require_possible(Override("eid-al-fitr", date(2027, 3, 10)), [Override("ramadan", date(2027, 2, 9))])
    require_possible(Override("eid-al-fitr", date(2027, 3, 9)), [Override("eid-al-fitr", date(2027, 3, 10))])
    require_possible(Override("losar", date(2027, 3, 9)))


def test_what_was_confirmed_before_never_makes_a_check_fail():
    found = year(
        Override("ramadan", date(2027, 2, 10)),
        Override("eid-al-fitr", date(2027, 3, 9)),
        ids=["ramadan", "eid-al-fitr"],
    )
    assert found["eid-al-fitr"].day == date(2027, 3, 9)


def test_a_month_beside_a_confirmed_one_says_why_it_moved_and_keeps_its_name():
    eid = year(Override("ramadan", date(2027, 2, 9)), ids=["eid-al-fitr"])["eid-al-fitr"]
    assert [(c.day, c.convention) for c in eid.candidates] == [
        (date(2027, 3, 10), "29 or 30 days from a confirmed month"),
        (date(2027, 3, 11), "Local sighting, a day later"),
    ]
    assert eid.reckoned == date(2027, 3, 9)
