"""`alongside dates`, as somebody types it."""

import json
import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.terminal.dates import dates
from scheduling.errors import UnusableError
from scheduling.observances import Override, observances
from scheduling.observances.asking import read_question
from scheduling.observances.feed import as_icalendar
from scheduling.places import find_place

NOW = ["--now", "2026-11-22"]


def run(*arguments):
    result = CliRunner().invoke(dates, [*arguments, *NOW])
    if isinstance(result.exception, UnusableError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def ids(*arguments):
    return [one["id"] for one in json.loads(run("--json", *arguments))]


def test_an_object_has_the_fields_of_the_specification():
    (eid,) = json.loads(
        run("--json", "--from", "2027-03-09", "--to", "2027-03-09", "--tradition", "muslim", "--place", "Leeds")
    )
    fields = "id name tradition day last_day start end certainty candidates level practice"
    assert " ".join(eid) == fields
    assert eid["start"] == "2027-03-09T00:00:00+00:00"
    assert {"day": eid["day"], "convention": "Saudi calendar (Umm al-Qura)"} in eid["candidates"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["next", "month", "jewish"], ["hanukkah", "fast-of-tevet"]),
        (["Ramadan"], ["ramadan"]),
        (["when", "is", "pesach?"], ["passover"]),
        (["eid", "2030"], ["eid-al-fitr", "eid-al-adha"]),
        (["March 2027", "muslim"], ["ramadan", "laylat-al-qadr", "eid-al-fitr"]),
    ],
)
def test_words_are_understood(words, expected):
    assert ids(*words)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("words", "place", "day"),
    [
        ("boxing day", "London", "2026-12-28"),
        ("the August bank holiday", "Glasgow", "2027-08-02"),
        ("may day bank holiday 2020", "London", "2020-05-08"),
    ],
)
def test_one_bank_holiday_is_found_by_its_name(words, place, day):
    assert [one["day"] for one in json.loads(run("--json", words, "--place", place))] == [day]


def test_a_list_for_people_names_who_keeps_another_day():
    assert "some keep Fri 15 Aug 2025 (Smarta)" in run("Janmashtami", "2025")
    assert "some keep Sun 15 May 2022 (Sri Lankan poya; Thai calendar; " in run("Wesak", "2022")
    several = "Sun 31 May 2026 (Thai calendar; Full moon a month later; Chinese calendar (Singapore, Malaysia))"
    assert f"some keep {several}" in run("Wesak", "2026")
    assert "some keep Fri 3 Sep 2027 (London reckoning)" in run("Ganesh Chaturthi", "2027")


def test_a_range_over_new_year_has_both_years():
    assert "Sat 19 Dec 1998 – Sun 17 Jan 1999" in run("Ramadan", "1999")


def test_festival_of_lights_is_two():
    assert ids("festival of lights") == ["hanukkah", "diwali"]


def test_a_tradition_is_an_option_in_any_case():
    assert ids("--tradition", "Rastafari", "2027") == [
        "groundation-day",
        "haile-selassie-birthday",
        "haile-selassie-coronation",
    ]


def test_weekly_observances_come_only_when_asked_for():
    assert "shabbat" not in ids("next", "month")
    assert "shabbat" in ids("next", "month", "--weekly")
    assert "adventist-sabbath" not in ids("next", "month", "--weekly")
    assert "adventist-sabbath" in ids("next", "month", "--weekly", "--adventist")


def test_an_unknown_name_gets_a_close_one():
    with pytest.raises(UnusableError, match="did you mean Hanukkah"):
        run("Hannuka")


BEYOND = "covers 2001 to 2050"
ANNOUNCED = "Bank holidays are announced"


@pytest.mark.parametrize(
    ("words", "said", "unsaid"),
    [
        ("Diwali 2051", BEYOND, ANNOUNCED),
        ("Ramadan 2080", "The Umm al-Qura calendar ends with 2076", ANNOUNCED),
        ("bank holiday 2030", ANNOUNCED, BEYOND),
        ("bank holiday 2051", BEYOND, "Umm al-Qura"),
        ("2049-12-01 to 2051-01-31", BEYOND, "Umm al-Qura"),
        ("Yom Kippur 2055", "Sat 2 Oct 2055", BEYOND),
        ("jewish 2030", "Passover", ANNOUNCED),
        ("Diwali 2028", "Tue 17 Oct 2028", ANNOUNCED),
    ],
)
def test_what_the_data_do_not_reach_is_said_of_what_was_asked(words, said, unsaid):
    answer = run(words)
    assert said in answer
    assert unsaid not in answer


def test_an_empty_answer_says_that_the_list_is_not_complete():
    assert "Nothing on our list" in run("--from", "2026-12-01", "--to", "2026-12-02")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from", "2027-13-01"], '"2027-13-01" is not a day. Write it as 2027-03-01.'),
        (["--from", "2027-01-02", "--to", "2027-01-01"], "2027-01-01 is before 2027-01-02"),
        (["--from", "9999-12-01"], "in the years 1901 to 2198"),
        (["--from", "1901-01-01", "--to", "2198-01-01"], "more than 150 years"),
        (["1850"], "in the years 1901 to 2198"),
        (["2027-02-30"], '"2027-02-30" is not a date'),
        (["31 June 2027"], '"31 June 2027" is not a date: June 2027 has 30 days.'),
        (["30 Feb"], '"30 February" is not a date: February has 29 days.'),
        (["14/4/0000"], '"14/4/0000" is not a date: there is no year 0.'),
        (["4/14/2027"], '"4/14/2027" is not a date: write the day before the month'),
        (["14 to 10 April 2027"], "2027-04-10 is before 2027-04-14"),
        (["--place", "Atlantis"], '"Atlantis" is not a place we know'),
        (["\U0001f389"], "is not a name on our list"),
        (["x" * 5000], "is not a name on our list"),
        (["Diwalli"], "did you mean Diwali"),
    ],
)
def test_input_that_cannot_be_used_gets_one_plain_sentence(arguments, sentence):
    with pytest.raises(UnusableError) as caught:
        run(*arguments)
    assert sentence in str(caught.value)
    assert len(str(caught.value)) < 300


NUMBERS = st.integers(0, 10_000).map(str)
PIECES = (
    "-",
    "/",
    ".",
    "to",
    "from",
    "the",
    "of",
    "next",
    "this",
    "3rd",
    "31st",
    "Feb",
    "june",
    "Sat",
    "eid",
    "\u0661",
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.lists(st.one_of(NUMBERS, st.sampled_from(PIECES)), max_size=8).map(" ".join)))
def test_whatever_is_asked_is_understood_or_refused_in_a_sentence(words):
    refused = ""
    try:
        asked = read_question(words, date(2026, 11, 22))
    except UnusableError as error:
        refused = str(error)
    assert len(refused) < 300
    assert refused or isinstance(asked.first, date)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_in_every_way_people_write_it(day):
    month, short = f"{day:%B}", f"{day:%b}"
    for words in (
        f"{day.day} {month} {day.year}",
        f"{day:%a} {day.day} {short} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%y}",
        f"{day.isoformat()}",
        f"{day.day} {short} {day.year} to {day.day} {short} {day.year}",
    ):
        asked = read_question(words, date(2026, 11, 22))
        assert (asked.first, asked.last) == (day, day), words


def test_a_moment_that_is_not_one_is_refused():
    result = CliRunner().invoke(dates, ["--now", "yesterday"])
    assert isinstance(result.exception, UnusableError)
    result = CliRunner().invoke(dates, ["--now", "9999-12-31"])
    assert "The year 9999 is outside 1901 to 2198" in str(result.exception)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("", "2026-11-22", "2027-01-03"),
        ("today", "2026-11-22", "2026-11-22"),
        ("tomorrow", "2026-11-23", "2026-11-23"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("what's on in March?", "2027-03-01", "2027-03-31"),
        ("November", "2026-11-01", "2026-11-30"),
        ("Feb 2028", "2028-02-01", "2028-02-29"),
        ("Nov to Jan", "2026-11-01", "2027-01-31"),
        ("November to January 2029", "2028-11-01", "2029-01-31"),
        ("2028", "2028-01-01", "2028-12-31"),
        ("next two weeks", "2026-11-22", "2026-12-06"),
        ("2027-03-01 to 2027-03-10", "2027-03-01", "2027-03-10"),
        ("14 April 2027", "2027-04-14", "2027-04-14"),
        ("what is on Wednesday the 14th of April 2027?", "2027-04-14", "2027-04-14"),
        ("April 14, 2027", "2027-04-14", "2027-04-14"),
        ("14/4/2027", "2027-04-14", "2027-04-14"),
        ("14.04.27", "2027-04-14", "2027-04-14"),
        ("22 November", "2026-11-22", "2026-11-22"),
        ("21 November", "2027-11-21", "2027-11-21"),
        ("29 February", "2028-02-29", "2028-02-29"),
        ("10-14 April 2027", "2027-04-10", "2027-04-14"),
        ("from 1 March 2027 to 5 March 2027", "2027-03-01", "2027-03-05"),
        ("28 Dec to 3 Jan", "2026-12-28", "2027-01-03"),
    ],
)
def test_a_time_in_words_is_these_days(words, first, last):
    asked = read_question(words, date(2026, 11, 22))
    assert (asked.first.isoformat(), asked.last.isoformat()) == (first, last)
    assert asked.ids is asked.traditions is None


@pytest.mark.parametrize("word", ["jewish", "Judaism", "Islamic", "Bahá'í", "east asian"])
def test_a_tradition_is_known_by_what_people_call_it(word):
    assert read_question(f"{word} festivals next month", date(2026, 11, 22)).traditions


def feed(*arguments):
    return Calendar.from_ical(run("--ics", *arguments))


def test_the_feed_is_one_that_mail_programs_accept():
    text = run("--ics", "--from", "2026-01-01", "--to", "2027-12-31", "--weekly", "--place", "York")
    assert text.count("BEGIN:VCALENDAR") == 1
    assert all(len(line.encode()) <= 75 for line in text.splitlines())
    assert "VALARM" not in text
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) > 500
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert start < end
        assert type(start) is type(end)
        assert event["DESCRIPTION"]
        assert event["TRANSP"] == "TRANSPARENT"


def test_the_feed_is_what_rfc_5545_asks_for_read_without_the_library_that_wrote_it():
    raw = as_icalendar(
        observances(date(2026, 1, 1), date(2027, 12, 31), place=find_place("York"), weekly=True),
        find_place("York"),
        stamp=datetime(2026, 11, 22, tzinfo=UTC),
    )
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    event: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z]+)*", name), line
        if line == "BEGIN:VEVENT":
            event = []
        elif line == "END:VEVENT":
            once = Counter(one.partition(":")[0].partition(";")[0] for one in event)
            assert once["UID"] == once["DTSTAMP"] == once["DTSTART"] == once["DTEND"] == once["SUMMARY"] == 1
            assert "VALARM" not in once
        else:
            event.append(line)
        if name in ("DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"):
            assert re.fullmatch(r"\d{8}", value)
        elif name in ("DTSTART", "DTEND", "DTSTAMP"):
            assert re.fullmatch(r"\d{8}T\d{6}Z", value)
        elif name in ("SUMMARY", "DESCRIPTION"):
            assert not re.search(r"(?<!\\)[,;]|\\[^\\,;nN]", value), line


def test_a_day_with_hours_of_its_own_is_timed_and_others_are_all_day():
    events = feed("--from", "2026-12-05", "--to", "2026-12-05", "--weekly", "--place", "York").walk("VEVENT")
    timed = {str(event["SUMMARY"]): event for event in events}
    assert timed["Shabbat"].decoded("DTSTART").isoformat() == "2026-12-04T15:44:00+00:00"
    hanukkah = timed["Hanukkah"]
    assert (hanukkah.decoded("DTSTART"), hanukkah.decoded("DTEND")) == (date(2026, 12, 5), date(2026, 12, 13))


def test_an_event_keeps_its_uid_when_the_feed_is_made_again_and_when_its_day_is_confirmed():
    place = find_place("Leeds")
    stamp = datetime(2027, 3, 1, tzinfo=UTC)

    def eid(*overrides):
        found = observances(date(2027, 3, 1), date(2027, 3, 31), place=place, ids=["eid-al-fitr"], overrides=overrides)
        (event,) = Calendar.from_ical(as_icalendar(found, place, stamp=stamp)).walk("VEVENT")
        return event

    before, after = eid(), eid(Override("eid-al-fitr", date(2027, 3, 10)))
    assert before["UID"] == after["UID"]
    assert (before.decoded("DTSTART"), after.decoded("DTSTART")) == (date(2027, 3, 9), date(2027, 3, 10))
    assert (str(before["STATUS"]), str(after["STATUS"])) == ("TENTATIVE", "CONFIRMED")


def test_a_feed_of_half_a_century_has_no_uid_twice():
    found = observances(date(2001, 1, 1), date(2050, 12, 31), place=find_place("Belfast"))
    keys = Counter((one.id, one.reckoned) for one in found)
    assert [key for key, count in keys.items() if count > 1] == []
