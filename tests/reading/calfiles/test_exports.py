"""Calendar files as the usual programs and sites export them, written here after their manner."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduling.events import Trait
from scheduling.reading.calfile.whole import read_in_process

EXPORTS = Path(__file__).parent / "exports"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
ONLINE, IN_PERSON = Trait.ONLINE, Trait.IN_PERSON


def read(name):
    return read_in_process((EXPORTS / f"{name}.ics").read_bytes(), now=NOW, tz="Europe/London")


def at(day, hour, minute=0, month=6):
    return datetime(2027, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("name", "title", "start", "end", "modes", "place"),
    [
        ("teams", "Digital board", at(16, 15), at(16, 16, 30), {ONLINE}, ""),
        (
            "google",
            "Partnership lunch",
            at(16, 15),
            at(16, 16),
            {IN_PERSON},
            "Town Hall, The Headrow, Leeds LS1 3AD, UK",
        ),
        ("apple", "Team away afternoon", at(16, 15), at(16, 17), {IN_PERSON}, "The Tetley Hunslet Road, Leeds"),
        ("zoom", "Learning hour", at(16, 15), at(16, 16), {ONLINE}, ""),
        (
            "booking_site",
            "Allyship at work: an open afternoon",
            at(16, 15),
            at(16, 19),
            {IN_PERSON},
            "Central Library, Calverley Street, Leeds LS1 3AB",
        ),
        ("exchange_all_day", "Conference", date(2027, 6, 16), date(2027, 6, 18), set(), ""),
        ("old_outlook_vcs", "Team café", at(16, 15), at(16, 16), {IN_PERSON}, "Café on the corner"),
    ],
)
def test_an_export_is_read_with_its_time_and_place(name, title, start, end, modes, place):
    event = read(name).events[0]
    assert (event.title, event.start, event.end) == (title, start, end)
    assert event.tzid == "Europe/London"
    assert event.traits & {ONLINE, IN_PERSON} == modes
    assert event.place_name == place


def test_an_outlook_series_has_its_exception_and_its_moved_date():
    (event,) = read("outlook_hybrid_series").events
    starts = [span.start for span in event.spans(date(2026, 11, 22), date(2027, 11, 22))]
    assert starts == [at(12, 10, month=1), at(9, 10, month=3), at(14, 14, month=4), at(11, 10, month=5)]
    assert event.rrule == "FREQ=MONTHLY;COUNT=5;BYDAY=2TU"
    assert event.traits >= {ONLINE, IN_PERSON}
    assert event.place_name == "Room 2.14"


def test_a_google_series_is_a_rule_and_says_that_it_is_online():
    standup = read("google").events[1]
    starts = [span.start.day for span in standup.spans(date(2026, 11, 22), date(2027, 11, 22))]
    assert starts == [30, 7, 14]
    assert standup.instances is None
    assert ONLINE in standup.traits


def test_a_meeting_that_outlook_calls_off_in_its_title_is_left_out():
    reading = read("exchange_all_day")
    assert [event.title for event in reading.events] == ["Conference"]
    assert [(each.text, each.why) for each in reading.unread] == [
        ("Canceled: Finance huddle", "It is cancelled in the file.")
    ]


@pytest.mark.parametrize(
    ("summary", "description", "trait", "expected"),
    [
        ("Team lunch", "", Trait.FOOD, True),
        ("Ward managers", "Sandwiches provided", Trait.FOOD, True),
        ("Christmas party", "", Trait.SOCIAL, True),
        ("Board", r"Agenda\n________________\nJoin our public webinar lunch", Trait.FOOD, False),
        ("Planning", "", Trait.FOOD, False),
    ],
)
def test_traits_come_from_the_words_of_the_event_and_not_of_a_meeting_program(summary, description, trait, expected):
    text = f"BEGIN:VEVENT\nDTSTART:20261208T100000\nSUMMARY:{summary}\nDESCRIPTION:{description}\nEND:VEVENT"
    (event,) = read_in_process(text, now=NOW, tz="Europe/London").events
    assert (trait in event.traits) is expected


def test_every_export_is_tested():
    assert {path.stem for path in EXPORTS.glob("*.ics")} == {
        *("teams", "google", "apple", "zoom", "booking_site", "exchange_all_day", "old_outlook_vcs"),
        "outlook_hybrid_series",
    }
