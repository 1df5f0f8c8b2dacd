"""On calendars that the libraries read rightly, our reading gives exactly the occurrences that they give."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.reading.calfile.whole import read_in_process

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST, UNTIL = date(2026, 11, 22), date(2027, 11, 22)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = ["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney"]
FORM = "%Y%m%dT%H%M%S"


@st.composite
def calendars(draw):
    """One series with exceptions, additions and moved occurrences, all of it as the standard has it."""
    zone = draw(st.sampled_from(ZONES))
    start = draw(st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 1)))  # noqa: DTZ001
    start = start.replace(hour=draw(st.integers(6, 20)), minute=0, second=0, microsecond=0)  # clear of clock changes
    frequency, step = draw(st.sampled_from([("DAILY", 1), ("WEEKLY", 7), ("MONTHLY", 0), ("YEARLY", 0)]))
    interval = draw(st.integers(1, 5))
    rule = f"FREQ={frequency};INTERVAL={interval}"
    if frequency == "WEEKLY":
        others = draw(st.lists(st.sampled_from(WEEKDAYS), max_size=2))
        rule += ";BYDAY=" + ",".join(dict.fromkeys([WEEKDAYS[start.weekday()], *others]))
    ending = draw(st.sampled_from(["never", "count", "until"]))
    if ending == "count":
        rule += f";COUNT={draw(st.integers(1, 80))}"
    elif ending == "until":
        until = start.replace(tzinfo=ZoneInfo(zone)) + timedelta(days=draw(st.integers(0, 1200)))
        rule += f";UNTIL={until.astimezone(UTC):{FORM}}Z"
    own, others = [f"RRULE:{rule}"], []
    aheads = draw(st.lists(st.integers(1, 150), max_size=5, unique=True)) if step else []
    for ahead in aheads:
        at = start + timedelta(days=step * interval * ahead)
        kind = draw(st.sampled_from(["EXDATE", "RDATE", "moved", "moved with all later"]))
        if kind == "EXDATE":
            own.append(f"EXDATE;TZID={zone}:{at:{FORM}}")
        elif kind == "RDATE":
            own.append(f"RDATE;TZID={zone}:{at + timedelta(hours=1):{FORM}}")
        else:
            future = ";RANGE=THISANDFUTURE" if kind != "moved" and not any("FUTURE" in line for line in others) else ""
            moved = at + timedelta(minutes=draw(st.integers(-30, 30)) * 15)
            identity = f"RECURRENCE-ID{future};TZID={zone}:{at:{FORM}}"
            others += event(moved, timedelta(hours=1), zone, [identity])
    length = timedelta(minutes=draw(st.integers(1, 30)) * 15)
    lines = [*event(start, length, zone, own), *others]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Own//EN", *lines, "END:VCALENDAR", ""])


def event(start, length, zone, more):
    return [
        "BEGIN:VEVENT",
        "UID:one",
        f"DTSTART;TZID={zone}:{start:{FORM}}",
        f"DTEND;TZID={zone}:{start + length:{FORM}}",
        *more,
        "END:VEVENT",
    ]


@given(text=calendars())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_our_occurrences_are_those_of_the_libraries(text):
    calendar = icalendar.Calendar.from_ical(text)
    theirs = {
        (each["DTSTART"].dt.astimezone(UTC), each["DTEND"].dt.astimezone(UTC))
        for each in recurring_ical_events.of(calendar).between(FIRST, UNTIL + timedelta(days=1))
        if FIRST <= each["DTSTART"].dt.date() <= UNTIL
    }
    reading = read_in_process(text, now=NOW, tz="Europe/London", first=FIRST, until=UNTIL)
    ours = {
        (span.start.astimezone(UTC), span.end.astimezone(UTC))
        for each in reading.events
        for span in each.spans(FIRST, UNTIL)
        if FIRST <= span.start.date() <= UNTIL
    }
    assert ours == theirs
