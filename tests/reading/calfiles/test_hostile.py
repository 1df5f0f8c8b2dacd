"""Whatever bytes come in, reading answers with events that can be used, or with one of the typed errors."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.errors import UnusableError
from scheduling.places import zone
from scheduling.reading.calfile.whole import read_in_process

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FILES = [path.read_bytes() for path in sorted((Path(__file__).parent / "fixtures").glob("*.ics"))]
PIECES = [
    *(b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VCALENDAR\n", b"END:VCALENDAR\n", b"BEGIN:VTIMEZONE\n"),
    *(b"BEGIN:STANDARD\n", b"T", b"Z", b"-", b"0", b"9999", b"P1D", b"UNTIL=", b"TZID:"),
    *(b'"', b":", b";", b"\\", b"=", b",", b"\r", b"\n ", b"\x00", b"\xff"),
    *(b"RRULE:FREQ=HOURLY\n", b"RRULE:FREQ=DAILY;COUNT=36600\n", b"RRULE:FREQ=WEEKLY;BYDAY=MO;BYSETPOS=-1\n"),
    *(b"RDATE:20261208T100000Z\n", b"EXDATE;VALUE=DATE:20261208\n", b"EXRULE:FREQ=DAILY\n", b"DURATION:P9999W\n"),
    *(b"RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T100000Z\n", b"SEQUENCE:99999999999\n", b"STATUS:CANCELLED\n"),
    *(b"DTSTART:16040101\n", b"DTEND:22001231T235959Z\n", b";TZID=Etc/GMT+12:", b";TZID=../../etc/passwd:"),
]


@st.composite
def mutated(draw):
    data = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["insert", "delete", "double", "swap"]))
        if kind == "insert":
            data[at:at] = draw(st.sampled_from(PIECES))
        elif kind == "delete":
            del data[at : at + draw(st.integers(1, 40))]
        elif kind == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 300))]
        else:
            lines = bytes(data).split(b"\n")
            first, second = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
            lines[first], lines[second] = lines[second], lines[first]
            data = bytearray(b"\n".join(lines))
    return bytes(data)


def must_answer(data):
    """Read, and use everything that was read as a caller would."""
    try:
        reading = read_in_process(data, now=NOW, tz="Europe/London")
    except UnusableError:
        return
    assert reading.events or reading.unread
    for event in reading.events:
        assert event.end > event.start
        assert isinstance(event.start, datetime) == isinstance(event.end, datetime)
        zone(event.tzid)
        for span in event.spans(date(2026, 11, 22), date(2027, 11, 22), limit=300):
            assert span.end >= span.start
            assert isinstance(span.start, datetime) != event.all_day
        assert all(each.words for each in event.inferences)
    assert all(each.why for each in reading.unread)


NO_HURRY = settings(deadline=None, suppress_health_check=list(HealthCheck))


@given(data=mutated())
@settings(NO_HURRY, max_examples=80)
def test_a_damaged_file_is_always_answered(data):
    must_answer(data)


@pytest.mark.slow
@given(data=mutated())
@settings(NO_HURRY, max_examples=3000)
def test_thousands_of_damaged_files_are_always_answered(data):
    must_answer(data)


RULE_VALUES = st.one_of(
    st.integers(-400, 400).map(str),
    st.lists(st.integers(-60, 400), min_size=1, max_size=6).map(lambda numbers: ",".join(map(str, numbers))),
    st.lists(st.sampled_from(["MO", "TU", "-1FR", "2WE", "53SU", "XX"]), min_size=1, max_size=3).map(",".join),
    st.sampled_from(["20261212", "20270101T000000Z", "99991231T235959Z", "0", "", "1E9", "١٢"]),
)
CLOCK_PARTS = ["BYHOUR", "BYMINUTE", "BYSECOND"]
DAY_PARTS = ["BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO"]
RULE_NAMES = st.sampled_from(["INTERVAL", "COUNT", "UNTIL", *DAY_PARTS, *CLOCK_PARTS, "BYSETPOS", "WKST", "X-A"])
FREQUENCIES = st.sampled_from(["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "FORTNIGHTLY"])


@given(
    frequency=FREQUENCIES,
    parts=st.lists(st.tuples(RULE_NAMES, RULE_VALUES), max_size=4),
    start=st.sampled_from(["TZID=Europe/London:20261208T100000", "VALUE=DATE:20261208", "TZID=UTC:19700101T000000"]),
    more=st.sampled_from(["", "RDATE:20261209T100000Z\n", "EXRULE:FREQ=WEEKLY\n"]),
)
@settings(NO_HURRY, max_examples=120)
def test_any_rule_is_followed_or_refused(frequency, parts, start, more):
    rule = ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in parts)])
    must_answer(f"BEGIN:VEVENT\nUID:1\nDTSTART;{start}\nRRULE:{rule}\n{more}SUMMARY:A\nEND:VEVENT\n")


@given(text=st.text(max_size=400))
@settings(NO_HURRY, max_examples=100)
def test_any_text_inside_an_event_is_answered(text):
    must_answer(f"BEGIN:VEVENT\nDTSTART:20261208T100000\n{text}\nEND:VEVENT\n")


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR" * 100_000,
        b"BEGIN:VEVENT\n" * 20_000,
        b"BEGIN:VEVENT\nBEGIN:VALARM\n" + b"BEGIN:X\n" * 200_000,
        b"BEGIN:VEVENT\nSUMMARY" + b';A="' * 300_000,
        b"BEGIN:VEVENT\nDTSTART;" + b"TZID=" * 300_000 + b":20261208T100000\nEND:VEVENT",
        b"BEGIN:VEVENT\nDTSTART:20261208T100000\nLOCATION:" + b"https://" * 200_000 + b"\nEND:VEVENT",
        b"BEGIN:VEVENT\nDTSTART:20261208T100000\nEXDATE:" + b"20261208T100000," * 200_000 + b"\nEND:VEVENT",
        b"BEGIN:VEVENT\nDTSTART:20261208T100000\nRRULE:FREQ=DAILY;BYDAY=" + b"MO," * 200_000 + b"\nEND:VEVENT",
        b"BEGIN:VEVENT\n" + b" x" * 500_000 + b"\nDTSTART:20261208T100000\nEND:VEVENT",
        b"> " * 500_000 + b"BEGIN:VEVENT",
        b"\n" * 3_000_000,
        b"BEGIN:VEVENT DTSTART:20261208T100000" + b" " * 1_000_000,
        b"BEGIN:VEVENT UID:1 " * 30_000,
        b"\xff\xfe" + b"\x00\xd8" * 100_000,
        "١٢٣٤\n".encode() * 100_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_a_large_file_of_one_trick_is_answered(data):
    must_answer(data)
