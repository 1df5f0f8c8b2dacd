"""The child process: it answers as reading in place does, and a limit ends it with one sentence."""

import time
from datetime import UTC, date, datetime

import pytest

from scheduling.errors import OutOfRangeError, UnknownZoneError
from scheduling.reading import Limits, looks_like_calendar, read_ics
from scheduling.reading.calfile.guarded import read_in_child
from scheduling.reading.calfile.whole import read_in_process

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ONE = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/London:20261201T100000
DTEND;TZID=Europe/London:20261201T110000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Team
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Europe/London:20261208T100000
DTSTART;TZID=Europe/London:20261208T140000
DTEND;TZID=Europe/London:20261208T150000
SUMMARY:Team
END:VEVENT
END:VCALENDAR
"""


def in_child(data, limits):
    return read_in_child(data, now=NOW, tz="Europe/London", first=None, until=None, limits=limits)


def test_the_child_reads_what_this_process_reads():
    assert in_child(ONE, Limits()) == read_in_process(ONE, now=NOW, tz="Europe/London")


def test_the_public_face_reads_bytes_and_text_alike():
    assert read_ics(ONE.encode(), now=NOW, tz="Europe/London") == read_ics(ONE, now=NOW, tz="Europe/London")


@pytest.mark.parametrize("data", [b"hello", b"", b"\n\n", "BEGIN:VEVENT", b"\xff\xfe"])
def test_a_file_without_a_calendar_is_answered(data):
    reading = read_ics(data, now=NOW, tz="Europe/London")
    assert reading.events == ()
    assert len(reading.unread) == 1


def test_a_file_that_takes_too_long_is_stopped_with_one_sentence():
    began = time.monotonic()
    many = "".join(f"BEGIN:VEVENT\nUID:{n}\nDTSTART:20261201T100000\nEND:VEVENT\n" for n in range(15_000))
    with pytest.raises(OutOfRangeError, match=r"more than 0\.05 seconds or 512 MB\) and was stopped"):
        in_child(many, Limits(seconds=0.05))
    assert time.monotonic() - began < 10


def test_a_file_that_takes_too_much_memory_is_stopped_with_one_sentence():
    with pytest.raises(OutOfRangeError, match="was stopped"):
        in_child(ONE + "X" * 60_000_000, Limits(megabytes=100, size=10**9))


def test_a_file_beyond_the_size_limit_is_not_even_opened():
    with pytest.raises(OutOfRangeError, match=r"The calendar file has 10\.0 MB; at most 10 MB are read\."):
        read_ics(b"B" * 10_000_001, now=NOW, tz="Europe/London")


def test_too_many_events_are_refused_with_the_limit():
    many = "BEGIN:VEVENT\nDTSTART:20261201T100000\nEND:VEVENT\n" * 21
    with pytest.raises(OutOfRangeError, match="holds 21 events; at most 20 are read"):
        read_ics(many, now=NOW, tz="Europe/London", limits=Limits(events=20))


def test_an_unknown_zone_of_the_asker_is_refused():
    with pytest.raises(UnknownZoneError):
        read_ics(ONE, now=NOW, tz="Europe/Londn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ONE, True),
        ("Please come:\n```\n" + ONE + "```", True),
        ("> BEGIN:VEVENT\r\n> DTSTART:20261201T100000Z", True),
        ("begin:vcalendar", True),
        ("Begin: Fri 4 Dec 3pm", False),
        ("We begin:very early on 4 Dec", False),
        ("", False),
    ],
)
def test_a_pasted_calendar_is_recognised(text, expected):
    assert looks_like_calendar(text) is expected


def test_a_window_that_is_asked_for_cuts_single_events_too():
    text = ONE + ONE.replace("UID:1", "UID:2").replace("202612", "202705")
    reading = read_ics(text, now=NOW, tz="Europe/London", first=date(2027, 5, 1), until=date(2027, 5, 31))
    assert [event.start.month for event in reading.events] == [5]
    assert [each.why for each in reading.unread] == ["It has no date from 1 May 2027 to 31 May 2027."]
