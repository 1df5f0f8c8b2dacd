"""A record proposes nothing: days behind today beside what was done on them are no events, and are said to be none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scheduling.pastes import read_text

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday

RECORDS = {
    "a list of checks": "Fire door checks\nKitchen 04/11/2026 ok\nStairs 11/11/2026 closer broken, repaired 18/11/2026",
    "a stock count": "At the last count (12/11/26): 40 masks, 12 aprons",
    "a sickness record": "Sickness this year\n3-5 March 2026, cold\n9 November 2026, migraine",
    "a change log": "Change log\nv1.2  02/11/2026  typos\nv1.1  14/09/2026  first full text",
    "a bank statement without years": "Statement, October\n02 OCT  RAFFLE  40.00\n19 OCT  HALL HIRE  -85.00",
    "weekdays of last week": "Readings last week:\nMon 16/11  4.1\nTue 17/11  4.4",
    "a rota of last week": "Rota last week, who really came:\nMon Ann 9-5\nTue Bo 9-5",
    "a timesheet": "Timesheet\nw/e 8 Nov: worked 30, incl Sat 7th 07:00-15:00",
    "an obituary": "Ann Lee, 1931-2026. Ann, porter here for thirty years, died on 3 November aged 95.",
    "a history": "The club was founded in May 1948, and the hall was opened on 9 June 1951.",
    "a weekday that fits the day behind": "We gave 64 jabs on Thursday 19 November.",
    "a till receipt of this morning": "25/11/26 08:41  Till 2  Op: WED\nTea 1.80\nTOTAL 1.80\nVISA ****1234",
    "the dateline of a bulletin": "Ward voices  |  Issue 12  |  Friday 20 November 2026",
    "a table of weights": "| date | kg |\n| 02/10/26 | 7.3 |\n| 06/11/26 | 6.9 |\n| 20/11/26 | 6.8 |",
    "houses that were sold": "9 Elm Rise 14 Nov 2026 £318,000\n3 Elm Rise 2 Oct 2026 £341,500\n7 Elm Rise 21/08/2026 £205,000",
    "a post-mortem": "Postmortem: checkout down\nTue 17 Nov\n14:02 alert fired\n14:30 rolled back",
    "a year long gone": "The bells rang on 8 May 1945.",
    "thanks, and an hour in the next sentence": "Thank you all so much for coming on Friday 20 November. We danced till midnight!",
    "an expiry date": "Adrenaline x2  exp 30/06/28",
}


@pytest.mark.parametrize("text", RECORDS.values(), ids=RECORDS)
def test_a_record_has_no_event_and_its_dates_are_said_to_be_past(text: str) -> None:
    reading = read_text(text, now=NOW, tz="Europe/London")
    assert reading.events == ()
    assert reading.unread


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Steering group 14/09/2026, 10-11", date(2026, 9, 14)),
        ("Audit committee 3 March 2026 2pm", date(2026, 3, 3)),
        ("Supplier days so far\nTues 24 Nov 2026 2pm", date(2026, 11, 24)),
        ("Board dates: 12 Jan 2026 10-12", date(2026, 1, 12)),
    ],
)
def test_a_meeting_with_its_year_behind_stays_where_it_is(text: str, day: date) -> None:
    (event,) = read_text(text, now=NOW, tz="Europe/London").events
    assert isinstance(event.start, datetime)
    assert event.start.date() == day


def test_the_hour_of_a_day_that_is_past_is_not_that_of_another() -> None:
    text = "The tea bar opened at 10am on 12 October 2024. There is a lunch on Thursday 3 December."
    (event,) = read_text(text, now=NOW, tz="Europe/London").events
    assert event.start == date(2026, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        "At the last count (12/11/26): 40 masks. Next count Thu 3 December 2026, 6pm",
        "Last week's notes are up. Let's meet Thursday 3 December, 6pm",
        "Ann Lee died on 3 November aged 95. The funeral is on Thursday 3 December at 6pm",
        "Statement of 31/10/2026 attached; we go through it on 3 December at 6pm",
    ],
)
def test_what_is_ahead_in_a_record_is_still_an_event(text: str) -> None:
    (event,) = read_text(text, now=NOW, tz="Europe/London").events
    assert event.start == datetime(2026, 12, 3, 18, 0, tzinfo=UTC)
