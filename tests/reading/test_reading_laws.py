"""Laws of reading: what we print reads as itself, order does not matter, and no input takes long or raises."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.events import Event
from scheduling.reading import read_text
from scheduling.wording.repeats import when_in_full

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(2026, 11, 23), date(2029, 12, 31))
#: Whole days around the hours that do not exist, or exist twice, when the clocks change.
ORDINARY_HOURS = st.integers(4, 23)
MINUTES = st.sampled_from([0, 5, 10, 15, 20, 30, 40, 45, 50, 55])


@st.composite
def timed(draw: st.DrawFn, zone: str = "Europe/London") -> Event:
    day = draw(DAYS)
    start = datetime(day.year, day.month, day.day, draw(ORDINARY_HOURS), draw(MINUTES), tzinfo=ZoneInfo(zone))
    length = timedelta(minutes=draw(st.integers(1, 20)) * 15)
    end = (start.astimezone(UTC) + length).astimezone(ZoneInfo(zone))
    return Event(text="", start=start, end=end, tzid=zone)


@st.composite
def whole_days(draw: st.DrawFn) -> Event:
    day = draw(DAYS)
    return Event(text="", start=day, end=day + timedelta(days=draw(st.integers(1, 20))), tzid="Europe/London")


@st.composite
def series(draw: st.DrawFn) -> Event:
    event = draw(timed())
    codes = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    code = codes[event.start.weekday()]
    nth = (event.start.day - 1) // 7 + 1
    rule = draw(
        st.sampled_from(
            [
                f"FREQ=WEEKLY;BYDAY={code}",
                f"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}",
                f"FREQ=WEEKLY;INTERVAL=3;BYDAY={code}",
                f"FREQ=MONTHLY;BYDAY={nth}{code}" if nth < 5 else f"FREQ=MONTHLY;BYDAY=-1{code}",
                f"FREQ=MONTHLY;BYMONTHDAY={event.start.day}",
            ]
        )
    )
    bound = draw(st.sampled_from(["", ";COUNT=6", ";UNTIL=20301231T235959Z"]))
    return Event(text="", start=event.start, end=event.end, tzid=event.tzid, rrule=rule + bound)


def read_one(text: str) -> Event:
    (event,) = read_text(text, now=NOW, tz="Europe/London").events
    return event


@settings(deadline=None, max_examples=150)
@given(st.one_of(timed(), whole_days(), timed("America/New_York"), timed("Asia/Tokyo")))
def test_what_we_print_reads_as_itself(event: Event) -> None:
    again = read_one(when_in_full(event))
    assert (again.start, again.end, again.all_day) == (event.start, event.end, event.all_day)


@settings(deadline=None, max_examples=100)
@given(series())
def test_a_series_as_we_print_it_reads_as_itself(event: Event) -> None:
    again = read_one(when_in_full(event))
    until = event.start.date() + timedelta(days=400)
    mine = [(span.start, span.end) for span in event.spans(date(2026, 1, 1), until)]
    read = [(span.start, span.end) for span in again.spans(date(2026, 1, 1), until)]
    assert read == mine


@settings(deadline=None, max_examples=60)
@given(st.lists(timed(), min_size=2, max_size=6, unique_by=lambda event: event.start), st.randoms())
def test_the_order_of_independent_lines_does_not_matter(events: list[Event], random: object) -> None:
    lines = [when_in_full(event) for event in events]
    forwards = read_text("\n".join(lines), now=NOW, tz="Europe/London").events
    backwards = read_text("\n".join(reversed(lines)), now=NOW, tz="Europe/London").events
    assert {event.start for event in forwards} == {event.start for event in backwards} == {e.start for e in events}


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    read_text(text, now=NOW, tz="Europe/London")


_BITS = [
    "Mon",
    "Tues",
    "4",
    "Dec",
    "14.30",
    "2pm",
    "-",
    "to",
    "until",
    "every",
    "w/c",
    "not",
    "now",
    "3/4",
    "the 9th",
    "\n",
]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from([*_BITS, "(", ")", "cancelled", "moved to", "2027", "of", "last", "Friday", ",", "for"]))
)
def test_no_jumble_of_date_words_raises(bits: list[str]) -> None:
    read_text(" ".join(bits)[:4000], now=NOW, tz="Europe/London")


HOSTILE = [
    "1" * 20_000, "1 " * 10_000, "1/" * 10_000, "1-" * 10_000, "1:1" * 6_000, "(" * 20_000, "((1)" * 5_000, "mon " * 5_000,
    "Mon 1 " * 3_300, "monday, " * 2_500, "every " * 3_300, "every monday " * 1_500, "Dec " * 5_000, "1 Dec " * 3_300,
    "1, " * 6_600, "1 and " * 3_300, "1pm " * 5_000, "1pm-" * 5_000, "until 1 Dec " * 1_600, "a " * 10_000, "é" * 10_000,
    "\u200b" * 6_000, "٣" * 10_000, "🎉" * 5_000, ">" * 20_000, "*" * 20_000, "_a" * 10_000, "~" * 20_000, "<b" * 10_000,
    "&amp;" * 4_000, "www." * 5_000, "a@" * 10_000, "0 " * 10_000, "first " * 3_300, "the 9th " * 2_500, "now " * 5_000,
    "not 1 Dec " * 2_000, "2027-01-01T10:00:00Z " * 950, "week of " * 2_500, "for 1 hour " * 1_800, "\t1" * 10_000,
    "Mon 4 Jan 10-11\n" * 199, "10-11\n" * 199, "cancelled " * 2_000, "From: a\nSent: b\n" * 99, "> " * 9_000,
    "moved from 1 Dec to " * 1_000, "Tuesdays and " * 1_500, "1st " * 5_000, "last friday of the month " * 800, ". A" * 6_600,
    "9-10 a; 10-11 b; Mon 4 Jan; " * 680, "Mon, in March " * 1_400, "Start|End\n" + "|10:00|11:00" * 1_600,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_no_long_input_takes_more_than_a_second(text: str) -> None:
    began = time.process_time()
    read_text(text, now=NOW, tz="Europe/London")
    assert time.process_time() - began < 1.0
