"""What is said about a reading: titles, traits, places, inferences, the other reading, and the pieces for --explain."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.events import Event, Inferred, Trait
from scheduling.pastes import read_text
from scheduling.reading.explaining import explain_reading

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday


def read_one(text: str) -> Event:
    (event,) = read_text(text, now=NOW, tz="Europe/London").events
    return event


@pytest.mark.parametrize(
    ("text", "traits"),
    [
        ("Team lunch Fri 4 Dec 12.30-2, Boardroom", {Trait.FOOD, Trait.IN_PERSON}),
        ("Webinar on Teams, Thurs 3 Dec 1pm", {Trait.ONLINE}),
        ("Christmas party Fri 18 Dec 7pm at the pub, drinks from 6", {Trait.SOCIAL, Trait.ALCOHOL, Trait.IN_PERSON}),
        ("Night shift Sat 5 Dec 20:00-08:00", {Trait.OVERNIGHT, Trait.CLINICAL}),
        ("Mandatory fire training 10 Dec 9-10", {Trait.COMPULSORY}),
        ("Budget review 10 Dec 9-10", set()),
        ("Public health update 10 Dec 9-10", set()),
        ("Not mandatory: tea 10 Dec 9-10, no food", set()),
    ],
)
def test_traits_are_those_that_the_text_states(text: str, traits: set[Trait]) -> None:
    assert read_one(text).traits == traits


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("Board: Fri 4 Dec 3-4.30pm", "Board", ""),
        ("perfect, Thurs 28 Jan 2.30 it is", "", ""),
        ("Away day\n21 January 2027, 9.30-4\nVenue: The Mount, Leeds", "Away day", "The Mount, Leeds"),
        ("Fri 4 Dec 10-11 Risk review", "Risk review", ""),
        ("07/12/2026\t09:30\t10:30\tTeam brief", "Team brief", ""),
    ],
)
def test_an_event_is_called_and_placed_as_the_text_says(text: str, title: str, place: str) -> None:
    event = read_one(text)
    assert (event.title, event.place_name) == (title, place)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("14 January 2pm", Inferred.YEAR, "read as 2027"),
        ("14 January 2pm", Inferred.END, "one hour is assumed"),
        ("14 January at 2", Inferred.MERIDIEM, "14:00"),
        ("12/25/2026", Inferred.MONTH_FIRST, "month first"),
        ("Thursday 4 December 2026", Inferred.WEEKDAY, "Thursday, but 4 December 2026 is a Friday"),
        ("14 May 2024 10am", Inferred.PAST, "in the past"),
        ("Easter Monday", Inferred.NAMED_DAY, "29 March 2027"),
        ("4 Dec around 5pm", Inferred.ROUGH, "around 5pm"),
        ("17 June 2027 3pm GMT", Inferred.ZONE, "as it stands"),
        ("28 March 2027 01:30", Inferred.CLOCK_CHANGE, "does not exist"),
        ("31 October 2027 01:30", Inferred.CLOCK_CHANGE, "twice"),
        ("Sat 27 March 2027 8pm to 8am", Inferred.CLOCK_CHANGE, "an hour shorter"),
        ("Sat 17 April 2027, 6.30 for 7", Inferred.EARLIER_TIME, "6.30"),
    ],
)
def test_an_inference_is_said_in_words(text: str, kind: Inferred, words: str) -> None:
    said = [inference.words for inference in read_one(text).inferences if inference.kind is kind]
    assert any(words in each for each in said), said


def test_next_friday_offers_the_coming_friday_as_the_other_reading() -> None:
    event = read_one("next Friday 10am")
    assert event.start.date() == date(2026, 12, 4)
    assert [other.start.date() for other in event.alternatives] == [date(2026, 11, 27)]


def test_what_was_refused_is_listed_with_its_reason() -> None:
    reading = read_text("Reply by 4 December. Lunch 31/11.", now=NOW, tz="Europe/London")
    assert reading.events == ()
    assert {unread.text: unread.why for unread in reading.unread} == {
        "4 December": "it reads as a deadline, not as an event",
        "31/11": "there is no such date: November has 30 days",
    }


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        (
            "Medline 100/60, Starr 12/12, Bunzl 48/0",
            {"12/12": "it is a figure: others of its form beside it can be no dates"},
        ),
        ("Under 12s won 4-1 on Saturday", {"Saturday": "it reads as something that has happened"}),
        ("Holiday club 29 - 31 April", {"29 - 31 April": "there is no such date: April has 30 days"}),
        ("Holiday club 30/31 April", {"30/31 April": "there is no such date: April has 30 days"}),
    ],
)
def test_what_only_looks_like_a_date_is_told_with_its_reason(text: str, unread: dict[str, str]) -> None:
    reading = read_text(text, now=NOW, tz="Europe/London")
    assert reading.events == ()
    assert {each.text: each.why for each in reading.unread} == unread


def test_the_pieces_of_a_text_can_be_shown() -> None:
    pieces = explain_reading("Fri 4 Dec 3-4pm, Room 4.12, reply by 1 Dec", now=NOW, tz="Europe/London").pieces
    assert [(piece.text, piece.kind, piece.value, piece.role, piece.why) for piece in pieces] == [
        ("Fri 4 Dec", "date", "Friday 4 December, no year", "event", ""),
        ("3-4pm", "time", "3:00 to 16:00", "event", ""),
        ("Room 4.12", "a number with a name", "", "", ""),
        ("1 Dec", "date", "1 December, no year", "deadline", "it reads as a deadline, not as an event"),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Board 24-25 March 2027", ["24 March 2027 to 25 March 2027"]),
        ("next Friday at 10", ["next Friday", "10:00, am or pm not said"]),
        ("a week on Tuesday, 7 in the evening", ["Tuesday, and 1 week on", "7:00, in the evening"]),
        ("w/c 2 March", ["Monday to Friday of the week of 2 March, no year"]),
        ("first week of March", ["the first week of March"]),
        ("every other Tuesday, 6 sessions", ["every 2 weeks, Tuesday", "6 times"]),
        ("last Friday of the month 2-3pm CET", ["every month, the last Friday", "2:00 to 15:00", "Europe/Paris"]),
        ("midnight on the 9th for 90 minutes", ["midnight", "9, no month", "90 minutes"]),
        ("31/11", ["no date: November has 30 days"]),
        ("Easter Monday, 3pm+02:00", ["Easter Monday", "15:00", "UTC+02:00"]),
        (
            "10-11 December, day 1 9-5",
            ["10 December, no year to 11 December, no year", "day 1", "9:00 to 5:00, am or pm not said"],
        ),
        ("in three weeks' time, all day", ["today and 3 weeks", "all day"]),
    ],
)
def test_each_piece_tells_its_value(text: str, values: list[str]) -> None:
    assert [piece.value for piece in explain_reading(text, now=NOW, tz="Europe/London").pieces] == values


def test_a_piece_that_makes_no_event_tells_why() -> None:
    told = explain_reading(
        "Happy Friday! Reply by 1 December.\nDates for 2027\nThe desk opens from 4 January", now=NOW, tz="Europe/London"
    )
    assert [(piece.text, piece.why) for piece in told.pieces] == [
        ("Friday", "it is named in passing, or belongs to the date beside it"),
        ("1 December", "it reads as a deadline, not as an event"),
        ("2027", "it heads or bounds the dates beside and below it"),
        ("4 January", "something holds from that day on; it is not an event of that day"),
    ]


def test_pasted_calendar_text_is_handed_to_the_calendar_reader() -> None:
    text = "BEGIN:VEVENT\nUID:1\nDTSTART:20261204T150000Z\nDTEND:20261204T160000Z\nSUMMARY:Board\nEND:VEVENT"
    assert [event.start for event in read_text(text, now=NOW, tz="Europe/London").events] == [
        datetime(2026, 12, 4, 15, tzinfo=UTC)
    ]


@pytest.mark.parametrize(
    ("text", "start", "others"),
    [
        ("Call 3pm CET on 17 June 2027", "2027-06-17T14:00+01:00", ["2027-06-17T15:00+01:00"]),
        ("Call 3pm EST on 17 June 2027", "2027-06-17T20:00+01:00", ["2027-06-17T21:00+01:00"]),
        ("Call 3pm BST on 4 December 2026", "2026-12-04T14:00+00:00", ["2026-12-04T15:00+00:00"]),
        ("Call 3pm GMT on 17 June 2027", "2027-06-17T16:00+01:00", ["2027-06-17T15:00+01:00"]),
        ("Call 3pm CET on 4 December 2026", "2026-12-04T14:00+00:00", []),
        ("Call 3pm GMT on 4 December 2026", "2026-12-04T15:00+00:00", []),
        ("Launch, midnight on Friday 4 December", "2026-12-04T00:00+00:00", ["2026-12-05T00:00+00:00"]),
        ("New Year's Eve, midnight", "2027-01-01T00:00+00:00", ["2026-12-31T00:00+00:00"]),
        ("Launch 4 December 00:00", "2026-12-04T00:00+00:00", []),
        ("Pub quiz 10 Dec at 7", "2026-12-10T19:00+00:00", ["2026-12-10T07:00+00:00"]),
        ("Rehearsal Thu 10 Dec 7-9", "2026-12-10T07:00+00:00", ["2026-12-10T19:00+00:00"]),
        ("Ward round 10 Dec 8-5", "2026-12-10T08:00+00:00", []),
    ],
)
def test_a_time_with_two_sensible_readings_gives_both(text: str, start: str, others: list[str]) -> None:
    london = ZoneInfo("Europe/London")
    event = read_one(text)
    moments = [each.start for each in (event, *event.alternatives)]
    assert [
        moment.astimezone(london).isoformat(timespec="minutes") for moment in moments if isinstance(moment, datetime)
    ] == [start, *others]


def test_a_date_that_takes_the_hours_of_a_later_one_says_so_and_offers_the_whole_day() -> None:
    first, last = read_text("Tue 9 Mar; Wed 10 Mar 2-3pm", now=NOW, tz="Europe/London").events
    assert any("taken for this one too" in inference.words for inference in first.inferences)
    assert [other.start for other in first.alternatives] == [date(2027, 3, 9)]
    assert last.alternatives == ()


def test_an_hour_that_the_kind_of_event_decides_says_so() -> None:
    said = [inference.words for inference in read_one("Pub quiz 10 Dec at 7").inferences]
    assert "No am or pm was given: read as 19:00, as the text speaks of something held in the evening." in said


def test_what_the_newest_message_calls_off_is_listed_with_that_reason() -> None:
    thread = "Scrap that, no need to meet.\n\nOn Tue, 24 Nov 2026 at 16:02, Leo wrote:\n> Thurs 3 Dec at 3pm\n> or Mon 7 Dec at 10."
    reading = read_text(thread, now=NOW, tz="Europe/London")
    assert reading.events == ()
    assert [(unread.text, unread.why) for unread in reading.unread] == [
        ("Thurs 3 Dec at 3pm", "a newer message in the thread calls it off"),
        ("Mon 7 Dec at 10", "a newer message in the thread calls it off"),
    ]


def test_a_day_that_is_called_off_beside_another_event_is_said_to_be_off() -> None:
    reading = read_text("The 3rd is off but the 10th at 2pm is on", now=NOW, tz="Europe/London")
    assert [event.start for event in reading.events] == [datetime(2026, 12, 10, 14, tzinfo=UTC)]
    assert [(one.text, one.why) for one in reading.unread] == [("3rd", "the text says that it is cancelled or moved")]
