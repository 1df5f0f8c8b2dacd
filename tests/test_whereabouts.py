"""The town a paste names: taken when it stands as a place, left alone when it is a word, a name or one of several."""

from datetime import UTC, datetime

import pytest

from scheduling import read_text
from scheduling.whereabouts import known_place, towns_in

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "town"),
    [
        ("12 March 2027 3pm 2h Leeds", "Leeds"),
        ("Fri 4 Dec 2026, 3-4.30pm, York", "York"),
        ("Board in Glasgow 6 July 2027 2pm", "Glasgow"),
        ("Leeds: 4 Dec 2pm", "Leeds"),
        ("Away day, Harrogate, 12 May", "Harrogate"),
        ("Meeting at Royal Armouries, Leeds on 4 Dec 2pm", "Leeds"),
        ("4 Dec 2pm (Bristol)", "Bristol"),
        ("4 Dec 2pm in Milton Keynes.", "Milton Keynes"),
        ("4 Dec 2pm, Newcastle upon Tyne", "Newcastle upon Tyne"),
        ("4 Dec 2pm - Hull", "Kingston upon Hull"),
        ("4 Dec 2pm in Reading", "Reading"),
    ],
)
def test_a_town_that_stands_as_a_place_is_taken(line, town):
    assert towns_in(line) == {town}
    (event,) = read_text(line, now=NOW, tz="Europe/London").events
    assert known_place(event.place_name).name == town


@pytest.mark.parametrize(
    "line",
    [
        "Reading group, 4 Dec 2pm",
        "4 March, 2pm",
        "Lunch with Jack London on 4 Dec",
        "York Road surgery, 4 Dec 2pm",
        "sale starts 4 Dec, 9am",
        "Chester Smith to chair, 4 Dec",
        "University of Leeds staff network, 4 Dec 1pm",
    ],
)
def test_words_and_names_that_are_also_towns_are_left_alone(line):
    assert towns_in(line) == set()


def test_two_towns_are_a_choice_and_none_is_taken():
    (event,) = read_text("4 Dec 2pm, Leeds, York", now=NOW, tz="Europe/London").events
    assert event.place_name not in ("Leeds", "York")


def test_a_line_that_says_where_comes_before_the_line_of_the_date():
    (event,) = read_text(
        "Date: 4 Dec 2026\nTime: 2pm - 3pm\nVenue: City Hall, Cardiff", now=NOW, tz="Europe/London"
    ).events
    assert event.place_name == "City Hall, Cardiff"
    assert known_place(event.place_name).name == "Cardiff"


def test_a_town_in_a_signature_is_not_the_place_of_the_event():
    (event,) = read_text("Board 4 Dec 2pm\n\nSam Hill\nYork", now=NOW, tz="Europe/London").events
    assert event.place_name == ""


def test_a_title_that_is_only_the_town_is_no_title():
    (event,) = read_text("Fri 4 Dec 2026, 3-4.30pm, York", now=NOW, tz="Europe/London").events
    assert (event.title, event.place_name) == ("", "York")
