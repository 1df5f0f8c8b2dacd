"""Term calendars: the same holidays, whichever of the four ways a council writes them in."""

from datetime import date, timedelta

import pytest

from scheduling.errors import UnusableError
from scheduling.reading.calfile.terms import read_term_calendar
from scheduling.terms import SchoolHoliday, joined

FETCHED = date(2026, 11, 20)
#: Sheffield, school year 2026-27, as the city council publishes it: last days, first days, bank holiday in May.
TERMS = [
    (date(2026, 9, 1), date(2026, 10, 23)),
    (date(2026, 11, 2), date(2026, 12, 18)),
    (date(2027, 1, 4), date(2027, 2, 12)),
    (date(2027, 2, 22), date(2027, 3, 25)),
]
HOLIDAYS = [
    (date(2026, 10, 24), date(2026, 11, 1)),
    (date(2026, 12, 19), date(2027, 1, 3)),
    (date(2027, 2, 13), date(2027, 2, 21)),
]


def calendar(*entries):
    """A calendar of all-day events: title, first day, last day."""
    lines = ["BEGIN:VCALENDAR"]
    for number, (title, first, last) in enumerate(entries):
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{first:%Y%m%d}"]
        lines += [f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}", "END:VEVENT"]
    return "\n".join([*lines, "END:VCALENDAR"])


def each_day():
    for first, last in TERMS:
        for ahead in range((last - first).days + 1):
            day = first + timedelta(days=ahead)
            if day.weekday() < 5:
                yield (f"Sheffield: Term day (Week {ahead // 7 + 1})", day, day)


def as_terms():
    names = ["Autumn term (first half)", "Autumn term (second half)", "Half Term 3", "Spring term 2"]
    return [(name, first, last) for name, (first, last) in zip(names, TERMS, strict=True)]


def as_holidays():
    names = ["Half term", "Christmas holiday", "February half-term break"]
    yield ("Autumn term starts", TERMS[0][0], TERMS[0][0])
    for name, (first, last) in zip(names, HOLIDAYS, strict=True):
        yield (name, first + timedelta(days=2), last - timedelta(days=0 if last.weekday() < 5 else 2))
    yield ("Spring term ends", TERMS[3][1], TERMS[3][1])


def as_first_and_last_days():
    for first, last in TERMS:
        yield ("Schools open: term starts", first, first)
        yield ("Last day of term", last, last)


WAYS = {"each day": each_day, "terms": as_terms, "holidays": as_holidays, "first and last days": as_first_and_last_days}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_terms_gives_the_same_holidays(way):
    terms = read_term_calendar(calendar(*WAYS[way]()), area="Sheffield", fetched=FETCHED)
    assert [(holiday.first, holiday.last) for holiday in terms.holidays] == HOLIDAYS
    assert (terms.first, terms.last) == (date(2026, 9, 1), date(2027, 3, 25))
    assert (terms.area, terms.fetched) == ("Sheffield", FETCHED)
    assert terms.passed_over == ()


def test_a_training_day_and_a_bank_holiday_are_days_without_school():
    entries = [*as_terms(), ("INSET day", date(2026, 11, 27), date(2026, 11, 27))]
    terms = read_term_calendar(calendar(*entries), area="Sheffield", fetched=FETCHED)
    assert terms.is_school_day(date(2026, 11, 26)) is True
    assert terms.is_school_day(date(2026, 11, 27)) is False
    assert terms.holiday_on(date(2026, 11, 27)).name == "INSET day"
    assert terms.is_school_day(date(2026, 11, 28)) is False
    assert terms.is_school_day(date(2030, 1, 1)) is None


def test_names_lose_the_area_in_front():
    entries = [("York: Christmas holiday", date(2026, 12, 21), date(2027, 1, 1))]
    terms = read_term_calendar(calendar(*entries), area="York", fetched=FETCHED)
    assert [holiday.name for holiday in terms.holidays] == ["Christmas holiday"]


def test_what_was_not_understood_is_named():
    entries = [*as_holidays(), ("Bake sale", date(2026, 12, 4), date(2026, 12, 4))]
    terms = read_term_calendar(calendar(*entries), area="Sheffield", fetched=FETCHED)
    assert terms.passed_over == ("Bake sale",)


def test_a_calendar_without_terms_is_refused_in_one_sentence():
    entries = [("Board meeting", date(2026, 12, 4), date(2026, 12, 4))]
    with pytest.raises(
        UnusableError, match='No school holidays were found in the calendar of York: it holds "Board meeting"'
    ):
        read_term_calendar(calendar(*entries), area="York", fetched=FETCHED)


def test_holidays_that_touch_become_one_under_the_longer_name():
    whole = joined(
        [
            SchoolHoliday(date(2026, 12, 18), date(2026, 12, 18), "INSET day"),
            SchoolHoliday(date(2026, 12, 21), date(2027, 1, 1), "Christmas holiday"),
        ]
    )
    assert whole == (SchoolHoliday(date(2026, 12, 18), date(2027, 1, 3), "Christmas holiday"),)
