"""Places: by name, by spelling, by coordinates, and a clear word when there is none."""

import pytest

from scheduling.errors import UnknownPlaceError, UnknownZoneError
from scheduling.places import Nation, find_place, places, zone

UK_CITIES = """
Bath, Birmingham, Bradford, Brighton and Hove, Bristol, Cambridge, Canterbury, Carlisle, Chelmsford, Chester,
Chichester, Colchester, Coventry, Derby, Doncaster, Durham,
Ely, Exeter, Gloucester, Hereford, Kingston upon Hull, Lancaster, Leeds,
Leicester, Lichfield, Lincoln, Liverpool, London, Manchester, Milton Keynes, Newcastle upon Tyne, Norwich, Nottingham,
Oxford, Peterborough, Plymouth, Portsmouth, Preston, Ripon, Salford, Salisbury, Sheffield, Southampton, Southend-on-Sea,
St Albans, Stoke-on-Trent, Sunderland, Truro, Wakefield, Wells, Westminster, Winchester, Wolverhampton, Worcester, York,
Aberdeen, Dundee, Dunfermline, Edinburgh, Glasgow, Inverness, Perth, Stirling, Bangor, Cardiff, Newport, St Asaph,
St Davids, Swansea, Wrexham, Armagh, Belfast, Londonderry, Lisburn, Newry
"""


@pytest.mark.parametrize("city", [" ".join(city.split()) for city in UK_CITIES.split(",")])
def test_every_city_of_the_united_kingdom_is_a_place_with_a_nation(city):
    place = find_place(city)
    assert place.country == "GB"
    assert place.nation in Nation
    assert 49.8 < place.latitude < 60.9


@pytest.mark.parametrize(
    ("written", "name", "nation"),
    [
        ("york", "York", Nation.ENGLAND),
        ("  GLASGOW ", "Glasgow", Nation.SCOTLAND),
        ("Hull", "Kingston upon Hull", Nation.ENGLAND),
        ("st. albans", "St Albans", Nation.ENGLAND),
        ("Caerdydd", "Cardiff", Nation.WALES),
        ("Bangor", "Bangor", Nation.NORTHERN_IRELAND),
        ("Bangor, Wales", "Bangor", Nation.WALES),
        ("Newport", "Newport", Nation.WALES),
        ("New York", "New York City", None),
        ("Boston", "Boston", Nation.ENGLAND),
        ("Boston, US", "Boston", None),
    ],
)
def test_a_place_is_found_under_the_spellings_people_use(written, name, nation):
    place = find_place(written)
    assert (place.name, place.nation) == (name, nation)


def test_coordinates_near_a_uk_town_take_its_nation_and_zone():
    place = find_place("56.46, -2.97")
    assert (place.nation, place.tz) == (Nation.SCOTLAND, "Europe/London")


def test_coordinates_elsewhere_take_the_zone_they_are_given():
    place = find_place("19.07,72.88", tz="Asia/Kolkata")
    assert (place.nation, place.tz) == (None, "Asia/Kolkata")


@pytest.mark.parametrize(
    ("written", "tz", "country"),
    [
        ("40.71,-74.0", "America/New_York", "US"),  # in New York
        ("53.27,-6.20", "Europe/Dublin", "IE"),  # in the south of Dublin
        ("47.5,60.0", "Asia/Aqtobe", ""),  # the steppe by the Aral Sea, 370 km from Aktobe
        ("51.0,-30.0", "Etc/GMT+2", ""),  # the open Atlantic
        ("0,180", "Etc/GMT-12", ""),  # the open Pacific
        ("0,-179.9", "Etc/GMT+12", ""),
        ("-40,0", "Etc/GMT", ""),
    ],
)
def test_coordinates_without_a_zone_take_the_clock_of_their_part_of_the_world(written, tz, country):
    place = find_place(written)
    assert (place.tz, place.country) == (tz, country)
    assert place.zone.key == tz


def test_an_unknown_place_is_named_with_near_spellings():
    with pytest.raises(UnknownPlaceError, match='"Yrok" is not a place we know; did you mean York'):
        find_place("Yrok")


def test_an_impossible_coordinate_is_refused_with_the_reason():
    with pytest.raises(UnknownPlaceError, match="latitude is -90 to 90"):
        find_place("91,0")


@pytest.mark.parametrize("name", ["Europe/Londn", "", "../etc/passwd", "BST\x00"])
def test_an_unknown_zone_is_refused_in_one_sentence(name):
    with pytest.raises(UnknownZoneError, match="is not a time zone"):
        zone(name)


def test_every_place_lies_on_earth_in_a_zone_that_exists():
    for place in places():
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert place.zone
