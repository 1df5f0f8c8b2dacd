"""A large calendar file is read no slower than 1.3 times the bare parse and expansion by the two libraries."""

import random
import time
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events

from scheduling.reading import Limits, read_ics
from scheduling.reading.calfile.whole import read_in_process

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST, UNTIL = date(2026, 11, 22), date(2027, 11, 21)
DAYS = ["MO", "TU", "WE", "TH", "FR"]
LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE""".splitlines()


def large_calendar(events, repeating):
    """So many events over two years around now, every so many of them weekly; every fifth series has a moved date."""
    chance = random.Random(1)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Own benchmark//EN", *LONDON]
    for number in range(events):
        start = datetime(2026, 1, 1, 9) + timedelta(days=chance.randrange(700), minutes=30 * chance.randrange(16))  # noqa: DTZ001
        rule = []
        if number % (events // repeating) == 0:
            start += timedelta(days=chance.randrange(5) - start.weekday())
            rule = [f"RRULE:FREQ=WEEKLY;BYDAY={DAYS[start.weekday()]}"]
        lines += _event(number, start, rule)
        if rule and number % (5 * events // repeating) == 0:
            week = start + timedelta(weeks=60)
            lines += _event(
                number, week + timedelta(hours=2), [f"RECURRENCE-ID;TZID=Europe/London:{week:%Y%m%dT%H%M%S}"]
            )
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _event(number, start, more):
    form = "%Y%m%dT%H%M%S"
    return [
        "BEGIN:VEVENT",
        f"UID:{number}@own",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Europe/London:{start.strftime(form)}",
        f"DTEND;TZID=Europe/London:{(start + timedelta(hours=1)).strftime(form)}",
        *more,
        f"SUMMARY:Meeting {number}",
        "DESCRIPTION:What we talk about\\, at some length and with a link https://example.org/agenda",
        "LOCATION:Room 4",
        "ORGANIZER;CN=Jo Example:mailto:jo@example.org",
        "ATTENDEE;CN=Sam Example;RSVP=TRUE:mailto:sam@example.org",
        "STATUS:CONFIRMED",
        "SEQUENCE:0",
        "END:VEVENT",
    ]


def by_the_libraries(text):
    calendar = icalendar.Calendar.from_ical(text)
    return recurring_ical_events.of(calendar).between(FIRST, UNTIL + timedelta(days=1))


def seconds(work, rounds=3):
    """The best of so many runs."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


@pytest.fixture(scope="module")
def large():
    return large_calendar(5_000, 500)


def test_a_large_file_costs_at_most_1_3_times_the_bare_libraries(benchmark, large, capsys):
    def read_here():
        return read_in_process(large, now=NOW, tz="Europe/London", first=FIRST, until=UNTIL)

    bare = seconds(lambda: by_the_libraries(large), rounds=2)
    reading = benchmark.pedantic(read_here, rounds=3)
    ours = benchmark.stats.stats.min
    whole = seconds(lambda: read_ics(large, now=NOW, tz="Europe/London", first=FIRST, until=UNTIL), rounds=2)
    happenings = sum(len(list(event.spans(FIRST, UNTIL))) for event in reading.events)
    with capsys.disabled():
        print(
            f"\n5,000 events, 500 repeating, one year: libraries {bare:.2f} s, here {ours:.2f} s "
            f"({ours / bare:.2f} of it), in a child process {whole:.2f} s ({whole / bare:.2f} of it); "
            f"{happenings:,} happenings"
        )
    assert happenings == len(by_the_libraries(large))
    assert ours <= 1.3 * bare
    assert whole <= 1.3 * bare


def test_the_largest_file_allowed_is_read_within_the_limits(benchmark, capsys):
    text = large_calendar(19_500, 1_950)
    reading = benchmark.pedantic(
        lambda: read_ics(text, now=NOW, tz="Europe/London", first=FIRST, until=UNTIL, limits=Limits()), rounds=1
    )
    with capsys.disabled():
        print(f"\n19,890 events in {len(text) / 1e6:.1f} MB: {benchmark.stats.stats.min:.2f} s in a child process")
    assert len(reading.events) > 5_000


PASTE = "\n".join(
    ["BEGIN:VCALENDAR", *LONDON, *_event(1, datetime(2026, 12, 4, 15), ["RRULE:FREQ=WEEKLY"]), "END:VCALENDAR"]  # noqa: DTZ001
)


def test_a_small_paste_is_read_in_place_in_a_moment(benchmark, capsys):
    read_ics(PASTE, now=NOW, tz="Europe/London")  # the libraries are imported once in a process
    reading = benchmark(read_ics, PASTE, now=NOW, tz="Europe/London")
    with capsys.disabled():
        print(f"\na pasted event: {benchmark.stats.stats.median * 1000:.2f} ms in place")
    assert len(reading.events) == 1
    assert benchmark.stats.stats.median < 0.02
