"""Laws that hold in every year, of days, of months and of the sun."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import astronomy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.events import Trait
from scheduling.levels import Level
from scheduling.observances import Override, Part, catalogue, find, observances
from scheduling.observances.calendars import islamic
from scheduling.observances.reckoning import sky
from scheduling.observances.sun import dawn, nightfall, sunrise, sunset
from scheduling.places import Place, find_place, places

LONDON = find_place("London")
DAY = timedelta(days=1)
MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 2, 3, 4, 5, 6

years = st.integers(2001, 2050)
days = st.dates(date(2001, 1, 1), date(2050, 12, 31))
somewhere = st.sampled_from(places())


def of_year(identity, year, place=LONDON):
    found = observances(date(year, 1, 1), date(year, 12, 31), place=place, ids=[identity])
    return [one for one in found if one.day.year == year]


@given(years)
def test_rosh_hashanah_is_never_on_a_sunday_wednesday_or_friday(year):
    (found,) = of_year("rosh-hashanah", year)
    assert found.day.weekday() not in (SUNDAY, WEDNESDAY, FRIDAY)
    (kippur,) = of_year("yom-kippur", year)
    assert kippur.day == found.day + 9 * DAY


@given(years)
def test_no_fast_but_yom_kippur_is_on_shabbat_and_yom_hashoah_keeps_clear_of_it(year):
    for identity in ("fast-of-gedaliah", "fast-of-tevet", "fast-of-esther", "fast-of-tammuz", "tisha-bav"):
        assert all(one.day.weekday() != SATURDAY for one in of_year(identity, year))
    (shoah,) = of_year("yom-hashoah", year)
    assert shoah.day.weekday() not in (FRIDAY, SATURDAY, SUNDAY)


@given(years)
def test_passover_is_163_days_before_rosh_hashanah_and_seven_weeks_before_shavuot(year):
    (passover,) = of_year("passover", year)
    assert of_year("rosh-hashanah", year)[0].day - passover.day == 163 * DAY
    assert of_year("shavuot", year)[0].day - passover.day == 50 * DAY
    assert (of_year("chol-hamoed-passover", year)[0].day - passover.day).days == 2
    assert [(day - passover.day).days for day in passover.rest_days] == [0, 1, 6, 7]


@given(years)
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    (easter,) = of_year("easter-sunday", year)
    assert easter.day.weekday() == SUNDAY
    assert date(year, 3, 22) <= easter.day <= date(year, 4, 25)
    (orthodox,) = of_year("orthodox-easter", year)
    assert orthodox.day.weekday() == SUNDAY
    assert 0 <= (orthodox.day - easter.day).days <= 35


@given(years)
def test_eid_al_fitr_is_the_day_after_the_last_of_ramadan(year):
    for ramadan in of_year("ramadan", year):
        assert (ramadan.last_day - ramadan.day).days in (28, 29)
        (eid,) = observances(ramadan.last_day, ramadan.last_day + 3 * DAY, place=LONDON, ids=["eid-al-fitr"])
        assert eid.day == ramadan.last_day + DAY
        assert [c.day for c in eid.candidates] == [eid.day, eid.day + DAY]


@given(years)
def test_the_evening_of_diwali_has_the_new_moon(year):
    (diwali,) = of_year("diwali", year)
    # The tithi of the new moon: the moon is 348 to 360 degrees ahead of the sun, between sunset and late evening.
    sunset_at = sky.sunset(sky.DELHI, diwali.day)
    night = sky.sunrise(sky.DELHI, diwali.day + DAY) - sunset_at
    phases = [astronomy.MoonPhase(astronomy.Time(sunset_at + part * night / 5)) for part in (0, 1, 2)]
    assert any(phase >= 348 for phase in phases)
    assert of_year("bandi-chhor-divas", year)[0].day == diwali.day


@given(years)
def test_the_nine_nights_are_nine_days_and_dussehra_follows(year):
    for identity in ("navaratri", "chaitra-navaratri"):
        (nights,) = of_year(identity, year)
        assert (nights.last_day - nights.day).days + 1 == 9
    (dussehra,) = of_year("dussehra", year)
    assert 8 <= (dussehra.day - of_year("navaratri", year)[0].day).days <= 10
    assert (of_year("holi", year)[0].day - of_year("holika-dahan", year)[0].day) == DAY


@given(years)
def test_the_nineteen_day_fast_ends_the_day_before_naw_ruz(year):
    (fast,) = of_year("nineteen-day-fast", year)
    assert fast.last_day + DAY == of_year("naw-ruz", year)[0].day
    assert (fast.last_day - fast.day).days + 1 == 19


@given(years)
def test_paryushan_ends_with_samvatsari(year):
    assert of_year("paryushan", year)[0].last_day == of_year("samvatsari", year)[0].day


@settings(deadline=None)
@given(days, somewhere)
def test_the_sun_keeps_its_order_everywhere(day, place):
    first, rise, fall, dark = (moment(place, day).at for moment in (dawn, sunrise, sunset, nightfall))
    instants = [moment.timestamp() for moment in (first, rise, fall, dark)]
    assert instants == sorted(instants)
    assert instants[0] < instants[1] < instants[2] < instants[3]
    assert sunset(place, day).at.timestamp() < sunset(place, day + DAY).at.timestamp()
    assert abs(fall.timestamp() - datetime(day.year, day.month, day.day, 12, tzinfo=place.zone).timestamp()) < 15 * 3600


@settings(deadline=None)
@given(
    day=days,
    latitude=st.floats(-89.9, 89.9),
    longitude=st.floats(-179.9, 179.9),
    tz=st.sampled_from(["UTC", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata", "America/St_Johns"]),
)
def test_every_point_on_earth_has_a_sunset_with_its_rule(day, latitude, longitude, tz):
    place = Place("Here", latitude, longitude, tz)
    for moment in (dawn, sunrise, sunset, nightfall):
        told = moment(place, day)
        assert told.at.second == 0
        assert told.words.split()[0] == moment.__name__


@settings(deadline=None, max_examples=60)
@given(days, somewhere)
def test_windows_hold_together_and_food_windows_name_food(day, place):
    for one in observances(day, day + 6 * DAY, place=place, weekly=True):
        assert one.windows, one.id
        assert one.level == max(
            (window.level for window in one.windows if window.only_with is None), default=Level.NONE
        )
        for window in one.windows:
            assert window.start.timestamp() < window.end.timestamp()
            assert window.only_with in (None, Trait.FOOD)
            assert window.level in (Level.KNOW, Level.ADJUST, Level.MOVE)
            if window.part in (Part.EVE, Part.SUNSET, Part.AFTER_SUNSET_FOOD):
                assert window.moment is not None
                assert window.reckoning


@settings(deadline=None)
@given(days, days)
def test_a_longer_range_holds_what_a_shorter_one_does(a, b):
    first, last = min(a, b), min(max(a, b), min(a, b) + 60 * DAY)
    inner = observances(first, last, place=LONDON, weekly=True)
    outer = observances(first - DAY, last + DAY, place=LONDON, weekly=True)
    assert {(one.id, one.day) for one in inner} <= {(one.id, one.day) for one in outer}


@settings(deadline=None)
@given(st.sampled_from(sorted(catalogue().observances)), st.randoms(use_true_random=False))
def test_a_name_is_found_under_any_case_spacing_and_apostrophe(identity, random):
    entry = catalogue().observances[identity]
    for spelling in (entry.name, *entry.aliases):
        changed = "".join(random.choice((letter.upper(), letter.lower())) for letter in spelling)
        changed = changed.replace("’", random.choice(("'", "", "`"))).replace("-", random.choice((" ", "", "–")))
        assert identity in find(f" {changed} ")


@given(years, st.integers(1, 12), st.integers(-1, 2))
def test_confirming_a_month_leaves_every_month_29_or_30_days(year, month, moved):
    hijri = (year - 622) * 33 // 32
    start = islamic.month_start(hijri, month) + moved * DAY
    confirmed = (islamic.MonthStart(hijri, month, start),)
    starts = []
    for number in range(-14, 15):
        at = (hijri * 12 + month - 1) + number
        starts.append(islamic.month_start(at // 12, at % 12 + 1, confirmed))
    lengths = {(later - earlier).days for earlier, later in pairwise(starts)}
    assert lengths <= {29, 30}
    assert start in starts


@pytest.mark.parametrize("moved", [-1, 0, 1])
def test_a_confirmed_eid_moves_the_end_of_ramadan_with_it(moved):
    eid_day = date(2027, 3, 9) + moved * DAY
    override = Override("eid-al-fitr", eid_day, source="a mosque", confirmed=date(2027, 3, 8))
    found = observances(
        date(2027, 2, 1), date(2027, 4, 1), place=LONDON, ids=["ramadan", "eid-al-fitr"], overrides=[override]
    )
    ramadan, eid = sorted(found, key=lambda one: one.day)
    assert (eid.day, eid.certainty.value) == (eid_day, "announced")
    assert [c.day for c in eid.candidates] == [eid_day]
    assert ramadan.last_day == eid_day - DAY
    assert ramadan.certainty.value == "expected"
    assert eid.reckoned == date(2027, 3, 9)
