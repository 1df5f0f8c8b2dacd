"""Every trap of real and hostile calendar files: one fixture each, named after the trap, read on 22 November 2026."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from scheduling.events import Inferred
from scheduling.reading import looks_like_calendar
from scheduling.reading.calfile.whole import read_in_process
from scheduling.reading.calfile.zones import named_zone

FIXTURES = Path(__file__).parent / "fixtures"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def read(name, **window):
    return read_in_process((FIXTURES / f"{name}.ics").read_bytes(), now=NOW, tz="Europe/London", **window)


def spoken(moment):
    """London time of an instant as `15 Jun 14:00`, or a day as `15 Jun`."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(LONDON):%-d %b %H:%M}"
    return f"{moment:%-d %b}"


def happenings(reading, title):
    """Every happening of the events with that title from now for a year, as `start-end`."""
    spans = [
        span
        for event in reading.events
        if event.title == title
        for span in event.spans(date(2026, 11, 22), date(2027, 11, 22))
    ]
    return [f"{spoken(span.start)} - {spoken(span.end)}" for span in spans]


MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
SUMMER = ["15 Jun 14:00 - 15 Jun 15:00"]
NEIGHBOUR = ["7 Dec 10:00 - 7 Dec 11:00"]

READ = {
    "until_is_a_date_on_a_timed_series": (
        "Saturday clinic",
        ["28 Nov 15:00 - 28 Nov 16:00", "5 Dec 15:00 - 5 Dec 16:00", "12 Dec 15:00 - 12 Dec 16:00"],
    ),
    "until_is_local_without_z": (
        "Huddle",
        ["30 Nov 10:00 - 30 Nov 11:00", "7 Dec 10:00 - 7 Dec 11:00", "14 Dec 10:00 - 14 Dec 11:00"],
    ),
    "until_in_utc_on_whole_days": ("Stocktake", ["1 Dec - 2 Dec", "2 Dec - 3 Dec", "3 Dec - 4 Dec"]),
    "zone_outlook_display_name": ("Summer review", SUMMER),
    "zone_outlook_display_name_unquoted": ("Summer review", SUMMER),
    "zone_gmt_standard_time_numbered": ("Summer review", SUMMER),
    "zone_bst": ("Summer review", SUMMER),
    "zone_called_gmt_with_summer_time": ("Summer review", SUMMER),
    "zone_customised_and_defined": ("Summer review", SUMMER),
    "zone_customised_and_not_defined": ("Summer review", SUMMER),
    "zone_microsoft_utc": ("Summer review", SUMMER),
    "zone_globally_unique": ("Summer review", SUMMER),
    "zone_with_rules_nobody_keeps": ("Summer review", SUMMER),
    "zone_quotation_mark_misplaced": ("Summer review", SUMMER),
    "zone_of_old_and_new_eras": ("Summer review", SUMMER),
    "times_float": ("Summer review", SUMMER),
    "time_that_does_not_exist": ("Night work", ["28 Mar 02:30 - 28 Mar 03:00"]),
    "utc_series_in_a_calendar_with_a_zone": (
        "Old export",
        [f"{day} 10:00 - {day} 11:00" for day in ("8 Mar", "15 Mar", "22 Mar", "29 Mar")],
    ),
    "cancelled_occurrence": ("Stand-up", ["1 Dec 10:00 - 1 Dec 10:30", "15 Dec 10:00 - 15 Dec 10:30"]),
    "one_event_twice": ("Once", ["1 Dec 10:00 - 1 Dec 11:00"]),
    "older_version_of_an_event": ("Interviews", ["3 Dec 10:00 - 3 Dec 11:00"]),
    "moved_occurrence": (
        "Team",
        ["1 Dec 10:00 - 1 Dec 11:00", "9 Dec 14:00 - 9 Dec 15:00", "15 Dec 10:00 - 15 Dec 11:00"],
    ),
    "overrides_out_of_sequence_order": (
        "Daily",
        ["1 Dec 10:00 - 1 Dec 11:00", "2 Dec 14:00 - 2 Dec 15:00", "3 Dec 10:00 - 3 Dec 11:00"],
    ),
    "this_and_future": (
        "Team",
        [
            "1 Dec 10:00 - 1 Dec 11:00",
            "8 Dec 10:00 - 8 Dec 11:00",
            "15 Dec 14:00 - 15 Dec 15:30",
            "22 Dec 14:00 - 22 Dec 15:30",
        ],
    ),
    "cancelled_from_here_on": ("Team", ["1 Dec 10:00 - 1 Dec 11:00", "8 Dec 10:00 - 8 Dec 11:00"]),
    "occurrence_without_its_series": ("Team", ["9 Dec 14:00 - 9 Dec 15:00"]),
    "rdate_in_all_forms": (
        "Drop-in",
        [
            "1 Dec 10:00 - 1 Dec 11:00",
            "3 Dec 10:00 - 3 Dec 11:00",
            "5 Dec 14:00 - 5 Dec 15:00",
            "7 Dec 15:00 - 7 Dec 15:30",
            "8 Dec 15:00 - 8 Dec 17:00",
            "10 Dec 10:00 - 10 Dec 11:00",
        ],
    ),
    "exdate_in_all_forms": (
        "Course",
        ["3 May 10:00 - 3 May 11:00", "9 May 10:00 - 9 May 11:00", "10 May 10:00 - 10 May 11:00"],
    ),
    "exdate_on_whole_days": ("Stall", ["1 Dec - 2 Dec", "4 Dec - 5 Dec"]),
    "exrule": ("Odd days", ["2 Dec 10:00 - 2 Dec 11:00", "4 Dec 10:00 - 4 Dec 11:00", "6 Dec 10:00 - 6 Dec 11:00"]),
    "start_outside_its_own_rule": (
        "Thursdays",
        ["1 Dec 10:00 - 1 Dec 11:00", "3 Dec 10:00 - 3 Dec 11:00", "10 Dec 10:00 - 10 Dec 11:00"],
    ),
    "two_rules": (
        "Two rules",
        [f"{day} Dec 10:00 - {day} Dec 11:00" for day in (1, 3, 8, 10)],
    ),
    "same_day_end_of_a_whole_day": ("Open day", ["8 Dec - 9 Dec"]),
    "whole_day_without_end": ("Open day", ["8 Dec - 9 Dec"]),
    "duration": ("Workshop", ["8 Dec 10:00 - 8 Dec 11:30"]),
    "duration_of_days": ("Festival", ["8 Dec - 11 Dec"]),
    "negative_duration": ("Backwards", ["8 Dec 10:00 - 8 Dec 11:00"]),
    "no_end": ("Drop in", ["8 Dec 10:00 - 8 Dec 11:00"]),
    "end_before_start": ("Backwards", ["8 Dec 10:00 - 8 Dec 11:00"]),
    "outlook_all_day_as_midnights": ("Weekend course", ["27 Mar - 29 Mar"]),
    "rule_that_never_matches": ("Leap", ["8 Dec 10:00 - 8 Dec 11:00"]),
    "rule_with_an_enormous_count": (
        "Endless",
        [f"8 {month} 10:00 - 8 {month} 11:00" for month in MONTHS],
    ),
    "no_uid": ("Second", ["2 Dec 10:00 - 2 Dec 11:00"]),
    "one_uid_for_two_events": ("Second", ["2 Dec 10:00 - 2 Dec 11:00"]),
    "windows_1252": ("Café ‘good’", NEIGHBOUR),
    "several_calendars": ("Second calendar", ["9 Dec 10:00 - 9 Dec 11:00"]),
    "end_is_missing": ("Second", ["9 Dec 10:00 - 9 Dec 11:00"]),
    **dict.fromkeys(
        [
            *("code_fence", "indented", "quoted_mail", "byte_order_mark", "cr_only", "utf_16", "utf_16_without_mark"),
            *("bare_event", "breaks_off", "names_on_lines_of_their_own", "folds_lost_in_a_paste"),
        ],
        ("Good neighbour", NEIGHBOUR),
    ),
}

#: Events that are not read → the reason given. Their neighbour in the file always is.
REFUSED = {
    "until_before_start": "Its repeats end before it starts.",
    "cancelled_event": "It is cancelled in the file.",
    "rule_every_second": "It repeats every second, which no meeting does.",
    "rule_every_minute": "It repeats every minute, which no meeting does.",
    "rule_interval_zero": '"INTERVAL=0" cannot be followed: it must be 1 to 1000.',
    "rule_interval_negative": '"INTERVAL=-1" cannot be followed: it must be 1 to 1000.',
    "rule_is_broken": '"AnythingRandom;FREQ=WEEKLY" is not a repeat rule we can follow.',
    "rule_no_frequency": '"BYDAY=MO" is not a repeat rule we can follow.',
    "rule_month_thirteen": '"BYMONTH=13" cannot be followed: 13 does not exist.',
    "rule_every_second_of_the_day": "It repeats 1440 times a day, which no meeting does.",
    "year_0000": "The year 0000 is outside 1583 to 2200.",
    "year_9999": "The year 9999 is outside 1583 to 2200.",
    "lasts_a_century": "It lasts 36524 days; at most 366 are read.",
    "start_is_not_a_date": 'DTSTART cannot be read: "sometime" is not a date.',
    "start_is_missing": "It has no start (DTSTART).",
    "impossible_date": 'DTSTART cannot be read: "20270230" is not a date of the calendar.',
}

NO_EVENTS = {
    "no_events": ["No events were found in it."],
    "tasks_only": ["No events were found in it.", "Only events are checked.", "Only events are checked."],
    "not_a_calendar": ["No calendar is in it: no line says BEGIN:VCALENDAR or BEGIN:VEVENT."],
    "method_cancel": ["It is cancelled in the file."],
}


@pytest.mark.parametrize("name", READ)
def test_a_trap_is_read_as_its_writer_meant_it(name):
    title, expected = READ[name]
    assert happenings(read(name), title) == expected


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_event_is_listed_with_its_reason_and_costs_no_other(name):
    reading = read(name)
    assert happenings(reading, "Good neighbour") == NEIGHBOUR
    assert [event.title for event in reading.events] == ["Good neighbour"]
    assert [each.why for each in reading.unread] == [REFUSED[name]]


@pytest.mark.parametrize("name", NO_EVENTS)
def test_a_file_without_events_says_what_it_holds(name):
    reading = read(name)
    assert reading.events == ()
    assert [each.why for each in reading.unread] == NO_EVENTS[name]


def test_every_fixture_has_an_expectation():
    assert {path.stem for path in FIXTURES.glob("*.ics")} == {*READ, *REFUSED, *NO_EVENTS}


def _reversed(text):
    """The same calendar with its components in the opposite order."""
    head, *blocks = text.split("BEGIN:VEVENT\n")
    closing = "END:VCALENDAR\n"
    blocks = [block.removesuffix(closing) for block in blocks]
    return head + "".join("BEGIN:VEVENT\n" + block for block in reversed(blocks)) + closing


def _reversible():
    """Fixtures in which the order of events means nothing: several events, whole, in one calendar."""
    for name in sorted({**READ, **REFUSED}):
        text = (FIXTURES / f"{name}.ics").read_text(encoding="utf-8", errors="ignore")
        begins, ends = text.count("BEGIN:VEVENT\n"), text.count("END:VEVENT\n")
        if begins == ends > 1 and text.count("BEGIN:VCALENDAR") == 1:
            yield pytest.param(text, id=name)


@pytest.mark.parametrize("text", list(_reversible()))
def test_the_order_of_components_does_not_matter(text):
    there = read_in_process(text, now=NOW, tz="Europe/London")
    back = read_in_process(_reversed(text), now=NOW, tz="Europe/London")
    assert sorted(there.events, key=str) == sorted(back.events, key=str)
    assert set(there.unread) == set(back.unread)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("until_is_a_date_on_a_timed_series", Inferred.REPAIRED, "that day is counted in"),
        ("zone_called_gmt_with_summer_time", Inferred.ZONE, 'The zone "GMT" is read as Europe/London, whose clock'),
        ("zone_customised_and_defined", Inferred.ZONE, '"Customized Time Zone" is read as America/New_York'),
        ("zone_customised_and_not_defined", Inferred.ZONE, "is not known and the file does not define it"),
        ("zone_with_rules_nobody_keeps", Inferred.ZONE, "follows rules of its own"),
        ("times_float", Inferred.ZONE, "The file names no zone: read as Europe/London."),
        ("time_that_does_not_exist", Inferred.CLOCK_CHANGE, "01:30 does not exist on 28 March 2027"),
        ("cancelled_occurrence", Inferred.CORRECTED, "Cancelled in the file: 8 December 2026."),
        (
            "moved_occurrence",
            Inferred.CORRECTED,
            "Changed in the file: 8 December 2026 is now 9 December 2026, 14:00–15:00.",
        ),
        ("this_and_future", Inferred.CORRECTED, "is now 15 December 2026, 14:00–15:30 and later ones likewise."),
        ("exrule", Inferred.REPAIRED, "An old form of exclusion (EXRULE) is followed."),
        ("same_day_end_of_a_whole_day", Inferred.REPAIRED, "read as that one day"),
        ("no_end", Inferred.END, "an hour is assumed"),
        ("breaks_off", Inferred.REPAIRED, "The file breaks off inside this event."),
        ("outlook_all_day_as_midnights", Inferred.REPAIRED, "Marked as all day by Outlook"),
        ("rule_with_an_enormous_count", Inferred.REPAIRED, "read as without an end"),
    ],
)
def test_a_repair_is_said_in_words(name, kind, words):
    said = [each for event in read(name).events for each in event.inferences]
    assert any(each.kind is kind and words in each.words for each in said), said


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("DTEND:20261204T140000Z", "The end comes before the start. So an hour is assumed."),
        ("DTEND:20261204T150000Z", "The end is the start. So an hour is assumed."),
        ("DTEND:nonsense", 'DTEND cannot be read: "nonsense" is not a date. So an hour is assumed.'),
        ("DURATION:-PT1H", 'The length "-PT1H" cannot be used. So an hour is assumed.'),
        ("SUMMARY:Board", "The file gives no end: an hour is assumed."),
    ],
)
def test_one_note_says_why_an_end_is_assumed(end, words):
    text = f"BEGIN:VEVENT\nUID:1\nDTSTART:20261204T150000Z\n{end}\nEND:VEVENT"
    (event,) = read_in_process(text, now=NOW, tz="Europe/London").events
    assert [each.words for each in event.inferences if "assumed" in each.words] == [words]
    assert not event.end_stated


def test_an_older_version_is_named_as_such():
    (old,) = read("older_version_of_an_event").unread
    assert old.why == "It is an older version of an event that the file also has in a newer one."


def test_words_around_a_pasted_calendar_are_named_when_they_may_hold_a_date():
    text = "Board is on 4 May, see:\n" + (FIXTURES / "bare_event.ics").read_text() + "\nThanks, Jo"
    reading = read_in_process(text, now=NOW, tz="Europe/London")
    assert happenings(reading, "Good neighbour") == NEIGHBOUR
    assert [each.text for each in reading.unread] == ["Board is on 4 May, see: Thanks, Jo"]


@pytest.mark.parametrize(
    "tzid",
    [
        "“(UTC+00:00) Dublin, Edinburgh, Lisbon, London”",
        "(GMT+00:00) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London",
        "(UTC) Dublin, Edinburgh, Lisbon, London",
        "GMT Daylight Time",
        "Europe/london",
        "europe/LONDON",
        "/mozilla.org/20070129_1/Europe/London",
        "London",
        "Europe - London",
        "GB",
        "UK Time",
        "GMT/BST",
    ],
)
def test_a_london_zone_is_known_under_the_names_programs_give_it(tzid):
    text = f"BEGIN:VEVENT\nDTSTART;TZID={tzid}:20270615T140000\nSUMMARY:Summer review\nEND:VEVENT"
    (event,) = read_in_process(text, now=NOW, tz="America/New_York").events
    assert spoken(event.start) == "15 Jun 14:00"
    assert ZoneInfo(event.tzid).utcoffset(datetime(2027, 1, 15)).total_seconds() == 0  # noqa: DTZ001


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("(UTC-05:00) Eastern Time (US &amp; Canada)", "America/New_York"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time 2", "Europe/Paris"),
        ("CET", "Europe/Paris"),
        ("UTC+03:00", "Etc/GMT-3"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("New_York", "America/New_York"),
    ],
)
def test_zones_elsewhere_are_known_too(tzid, zone):
    text = f"BEGIN:VEVENT\nDTSTART;TZID={tzid}:20270615T140000\nSUMMARY:Abroad\nEND:VEVENT"
    (event,) = read_in_process(text, now=NOW, tz="Europe/London").events
    assert event.tzid == zone
    assert event.start.hour == 14


def test_a_zone_called_est_that_keeps_no_summer_time_is_an_hour_behind_new_york():
    definition = (
        "BEGIN:VTIMEZONE\nTZID:EST\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:-0500\nTZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    event = "BEGIN:VEVENT\nDTSTART;TZID=EST:20270615T140000\nEND:VEVENT\n"
    (read_event,) = read_in_process(
        f"BEGIN:VCALENDAR\n{definition}{event}END:VCALENDAR", now=NOW, tz="Europe/London"
    ).events
    assert spoken(read_event.start) == "15 Jun 20:00"


def test_a_paste_with_unseen_characters_is_read():
    text = "\u200bBEGIN:VEVENT\n\u00a0\u00a0DTSTART:20261207T100000\u200b\nSUMMARY:Good neighbour\nEND:VEVENT"
    assert [event.title for event in read_in_process(text, now=NOW, tz="Europe/London").events] == ["Good neighbour"]


def test_a_calendar_set_in_like_code_is_read():
    text = """BEGIN:VCALENDAR
      BEGIN:VEVENT
        DTSTART;TZID=Europe/London:20261207T100000
        DTEND;TZID=Europe/London:20261207T110000
        SUMMARY:Good
          neighbour
      END:VEVENT
    END:VCALENDAR"""
    assert happenings(read_in_process(text, now=NOW, tz="Europe/London"), "Good neighbour") == NEIGHBOUR


def one_event(*lines):
    return "\n".join(["BEGIN:VEVENT", "DTSTART;TZID=Europe/London:20261207T100000", *lines, "END:VEVENT"])


def test_a_line_folded_inside_a_letter_keeps_the_whole_file_readable():
    data = one_event("SUMMARY:Café café").encode().replace(b"Caf\xc3\xa9", b"Caf\xc3\r\n \xa9")
    (event,) = read_in_process(data, now=NOW, tz="Europe/London").events
    assert event.title == "Café café"


def test_one_bad_byte_does_not_garble_the_other_letters():
    data = one_event("SUMMARY:Café café café", "LOCATION:R").encode().replace(b":R", b":R\xff")
    (event,) = read_in_process(data, now=NOW, tz="Europe/London").events
    assert event.title == "Café café café"


def test_a_title_cannot_steer_a_terminal():
    text = one_event("SUMMARY:Board\x1b[2J\u202e\x07")
    (event,) = read_in_process(text, now=NOW, tz="Europe/London").events
    assert event.title == "Board[2J"


def test_an_empty_rule_is_no_rule():
    (event,) = read_in_process(one_event("RRULE:", "EXDATE:"), now=NOW, tz="Europe/London").events
    assert not event.is_series


def test_thousands_of_single_dates_are_refused_and_not_cut_short():
    dates = ",".join(
        f"2027{month:02}{day:02}T{hour:02}0000" for month in range(1, 10) for day in range(1, 29) for hour in range(24)
    )
    reading = read_in_process(one_event(f"RDATE:{dates}"), now=NOW, tz="Europe/London")
    assert [each.why for each in reading.unread] == ["It lists more than 5,000 single dates."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("SUMMARY:Team", []),
        ("SUMMARY:Team with guests", ['Changed in the file: 14 December 2026 is "Team with guests".']),
    ],
)
def test_a_changed_occurrence_is_told_only_when_time_or_title_is_another(change, said):
    series = one_event("UID:1", "DURATION:PT1H", "SUMMARY:Team", "RRULE:FREQ=WEEKLY;COUNT=3")
    at = "TZID=Europe/London:20261214T100000"
    other = f"BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;{at}\nDTSTART;{at}\nDURATION:PT1H\n{change}\nEND:VEVENT"
    (event,) = read_in_process(f"{series}\n{other}", now=NOW, tz="Europe/London").events
    assert [each.words for each in event.inferences if each.kind is Inferred.CORRECTED] == said
    assert len(list(event.spans(date(2026, 11, 22), date(2027, 11, 22)))) == 3


def test_a_calendar_whose_line_ends_became_spaces_is_read():
    text = " ".join((FIXTURES / "moved_occurrence.ics").read_text().split("\n"))
    assert looks_like_calendar(text)
    assert happenings(read_in_process(text, now=NOW, tz="Europe/London"), "Team") == READ["moved_occurrence"][1]


def test_every_zone_of_windows_is_known_by_its_id():
    for windows, zone in WINDOWS_TO_OLSON.items():
        there = ZoneInfo(named_zone(windows))
        for month in (1, 7):
            noon = datetime(2027, month, 15, 12)  # noqa: DTZ001
            assert there.utcoffset(noon) == ZoneInfo(zone).utcoffset(noon), windows
