"""Windows: what each kind of day asks, to the minute, at a place."""

from datetime import date, datetime, timedelta

import pytest

from scheduling.events import Trait
from scheduling.levels import Level
from scheduling.observances import Part, find, observances
from scheduling.places import find_place

YORK = find_place("York")
LONDON = find_place("London")


def one(identity, first, last=None, place=YORK, **more):
    """The single occurrence of an observance on those days."""
    found = [
        o for o in observances(first, last or first, place=place, ids=[identity], **more) if o.day <= (last or first)
    ]
    assert len(found) == 1, found
    return found[0]


def level_at(occurrence, moment, *, food=False):
    """The heaviest level of an occurrence at a local wall time, for an event with or without food."""
    at = datetime.fromisoformat(moment).replace(tzinfo=occurrence.start.tzinfo)
    levels = [
        window.level
        for window in occurrence.windows
        if window.start <= at < window.end and (window.only_with is None or (food and window.only_with is Trait.FOOD))
    ]
    return max(levels, default=Level.NONE)


def test_shabbat_begins_in_york_at_15_44_on_the_first_friday_of_december_2026():
    shabbat = one("shabbat", date(2026, 12, 5))
    assert (shabbat.start.isoformat(), shabbat.day) == ("2026-12-04T15:44:00+00:00", date(2026, 12, 5))
    eve, rest = shabbat.windows
    assert (eve.start.strftime("%H:%M"), eve.part, eve.level, eve.strong) == ("13:44", Part.EVE, Level.ADJUST, True)
    assert (rest.part, rest.level, rest.strong) == (Part.REST, Level.ADJUST, True)
    assert eve.reckoning == "sunset 15:44 at 53.96 N 1.08 W"
    assert eve.moment == rest.moment == shabbat.start


@pytest.mark.parametrize(
    ("moment", "level"),
    [
        ("2026-12-04 11:59", Level.NONE),
        ("2026-12-04 12:00", Level.ADJUST),
        ("2026-12-04 13:59", Level.ADJUST),
        ("2026-12-04 14:29", Level.ADJUST),
        ("2026-12-04 14:30", Level.NONE),
    ],
)
def test_friday_prayer_lasts_from_12_00_to_14_30(moment, level):
    assert level_at(one("friday-prayer", date(2026, 12, 4)), moment) is level


def test_only_the_core_of_friday_prayer_is_strong():
    strong = [w for w in one("friday-prayer", date(2026, 12, 4)).windows if w.strong]
    assert [(w.start.strftime("%H:%M"), w.end.strftime("%H:%M")) for w in strong] == [("12:30", "14:00")]


@pytest.mark.parametrize(
    ("identity", "moment", "level"),
    [
        # Yom Kippur 2027: sunset in York 18:19 on Sunday 10 October, nightfall 19:10 on Monday.
        ("yom-kippur", "2027-10-10 16:18", Level.NONE),
        ("yom-kippur", "2027-10-10 16:19", Level.ADJUST),
        ("yom-kippur", "2027-10-10 18:18", Level.ADJUST),
        ("yom-kippur", "2027-10-10 18:19", Level.MOVE),
        ("yom-kippur", "2027-10-11 19:09", Level.MOVE),
        ("yom-kippur", "2027-10-11 19:10", Level.NONE),
        # Passover 2027: rest on days 1, 2, 7, 8; the days between have an entry of their own.
        ("passover", "2027-04-21 18:30", Level.ADJUST),
        ("passover", "2027-04-22 10:00", Level.MOVE),
        ("passover", "2027-04-23 10:00", Level.MOVE),
        ("passover", "2027-04-24 10:00", Level.NONE),
        ("passover", "2027-04-27 19:30", Level.ADJUST),
        ("passover", "2027-04-28 10:00", Level.MOVE),
        ("passover", "2027-04-29 10:00", Level.MOVE),
        ("chol-hamoed-passover", "2027-04-26 10:00", Level.KNOW),
        ("hanukkah", "2027-12-27 18:00", Level.KNOW),
        ("eid-al-fitr", "2027-03-08 10:00", Level.KNOW),
        ("eid-al-fitr", "2027-03-09 10:00", Level.MOVE),
        ("eid-al-fitr", "2027-03-10 10:00", Level.MOVE),
        ("eid-al-fitr", "2027-03-11 10:00", Level.NONE),
        ("good-friday", "2027-03-26 10:00", Level.MOVE),
        ("orthodox-christmas", "2027-01-07 10:00", Level.ADJUST),
    ],
)
def test_a_day_asks_what_the_table_of_judgement_says(identity, moment, level):
    day = datetime.fromisoformat(moment).date()
    found = observances(day - timedelta(days=2), day + timedelta(days=2), place=YORK, ids=[identity])
    assert max((level_at(o, moment) for o in found), default=Level.NONE) is level


@pytest.mark.parametrize(
    ("identity", "moment", "with_food"),
    [
        ("chol-hamoed-passover", "2027-04-26 12:30", Level.ADJUST),
        ("chol-hamoed-sukkot", "2027-10-19 12:30", Level.ADJUST),
        ("fast-of-tevet", "2026-12-20 12:30", Level.ADJUST),
        ("fast-of-tevet", "2026-12-20 18:30", Level.NONE),
        ("tisha-bav", "2027-08-11 21:30", Level.ADJUST),
        ("ash-wednesday", "2027-02-10 12:30", Level.ADJUST),
    ],
)
def test_food_inside_a_fast_asks_for_an_adjustment(identity, moment, with_food):
    day = datetime.fromisoformat(moment).date()
    (found,) = observances(day, day, place=YORK, ids=[identity])
    assert level_at(found, moment, food=True) is with_food
    assert level_at(found, moment) is (Level.KNOW if with_food > Level.NONE else Level.NONE)


def test_ramadan_by_the_hour_on_a_february_day_in_london():
    # Sunset in London on 10 February 2027 is at 17:05 (golden test of the practice notes).
    ramadan = one("ramadan", date(2027, 2, 8), date(2027, 3, 9), place=LONDON)
    assert level_at(ramadan, "2027-02-10 10:00") is Level.KNOW
    assert level_at(ramadan, "2027-02-10 10:00", food=True) is Level.ADJUST
    assert level_at(ramadan, "2027-02-10 15:34") is Level.KNOW
    assert level_at(ramadan, "2027-02-10 15:35") is Level.ADJUST
    assert level_at(ramadan, "2027-02-10 22:59") is Level.ADJUST
    assert level_at(ramadan, "2027-02-10 23:00") is Level.NONE
    (sunset,) = [w for w in ramadan.windows if w.part is Part.SUNSET and w.day == date(2027, 2, 10)]
    assert (sunset.start.strftime("%H:%M"), sunset.end.strftime("%H:%M")) == ("16:35", "17:50")
    assert sunset.strong
    assert sunset.moment.strftime("%H:%M") == "17:05"


def test_before_breakfast_may_already_be_fasting_and_may_not():
    ramadan = one("ramadan", date(2027, 2, 8), date(2027, 3, 9), place=LONDON)
    dawn = min(w.start for w in ramadan.windows if w.day == date(2027, 2, 10))
    assert level_at(ramadan, "2027-02-10 04:30", food=True) is Level.NONE
    assert level_at(ramadan, "2027-02-10 07:30", food=True) is Level.ADJUST
    assert "05:00" < dawn.strftime("%H:%M") < "06:00"


def test_every_candidate_day_of_an_eid_names_its_convention():
    eid = one("eid-al-fitr", date(2027, 3, 9))
    rest = [(w.day, w.convention) for w in eid.windows if w.part is Part.REST]
    assert rest == [(c.day, c.convention) for c in eid.candidates]
    assert [c.day for c in eid.candidates] == [date(2027, 3, 9), date(2027, 3, 10)]


def test_a_place_elsewhere_keeps_its_own_sunset_and_zone():
    shabbat = one("shabbat", date(2026, 12, 5), place=find_place("Auckland"))
    assert shabbat.start.isoformat() == "2026-12-04T20:26:00+13:00"


def test_bank_holidays_differ_between_the_nations_and_are_absent_elsewhere():
    def days(place):
        found = observances(date(2026, 6, 1), date(2026, 8, 31), place=find_place(place), ids=["bank-holiday"])
        return [o.day for o in found]

    assert days("York") == [date(2026, 8, 31)]
    assert days("Glasgow") == [date(2026, 6, 15), date(2026, 8, 3)]
    assert days("Belfast") == [date(2026, 7, 13), date(2026, 8, 31)]
    assert days("Paris") == []


def test_names_are_found_under_the_spellings_people_use():
    assert find("tisha b'av") == find("Tisha B’Av") == find("TISHA-B-AV") == ["tisha-bav"]
    assert find("Eid-ul-Fitr") == ["eid-al-fitr"]
    assert find("the Sabbath") == ["shabbat"]
    assert find("Eid") == ["eid-al-fitr", "eid-al-adha"]
