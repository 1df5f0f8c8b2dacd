"""Answers beyond one message arrive as a table; times come on the reader's own clock."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from bot.longer import as_table
from bot.views.clock import in_twelve


def calendar(count):
    days = (date(2027, 1, 1) + timedelta(days=n) for n in range(count))
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nSUMMARY:=1+1 meeting {day}\r\n"
        f"DTSTART:{day:%Y%m%d}T100000Z\r\nDTEND:{day:%Y%m%d}T110000Z\r\nEND:VEVENT\r\n"
        for day in days
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n{events}END:VCALENDAR\r\n".encode()


def test_three_hundred_events_arrive_as_a_table_in_a_direct_message(slack):
    answer = slack.upload(("year.ics", calendar(300)))
    assert "in the table that I send you" in answer.until("300 events", 20)
    answer.until("The whole date check", 20)

    def sent():
        return [file for file in slack.workspace.files.values() if file.name == "date-check.csv"]

    assert slack.slack.wait_until(sent, 10)
    rows = list(csv.reader(io.StringIO(sent()[0].content.decode("utf-8-sig"))))
    assert len(rows) == 302
    assert rows[1][0].startswith("Fri 1 January 2027")
    assert rows[1][1].startswith("'=1+1")
    assert rows[1][3] == "Best moved"


def test_without_the_permission_the_answer_comes_and_says_what_is_missing(bot, slack):
    slack.workspace.scopes = tuple(scope for scope in slack.workspace.scopes if scope != "files:write")
    answer = slack.upload(("year.ics", calendar(250)))
    answer.until("250 events", 20)
    assert "files:write" in answer.until("could not be sent", 20)
    bot.stand_in.slack.refusals.clear()


def test_a_table_has_what_was_not_understood_too():
    from bot.checking import Answers
    from scheduling.events import Unread

    assert "@evil" not in as_table(Answers((), (Unread("@evil", "why"),))).decode().split("'")[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("at 15:44 in York", "at 3:44 pm in York"),
        ("15:00–16:30", "3 pm–4:30 pm"),
        ("00:00 to 12:00, 24:00", "midnight to noon, midnight"),
        ("it comes at 10:00: see below", "it comes at 10 am: see below"),
        ("00:30 and 12:15", "12:30 am and 12:15 pm"),
        ("2027-01-01T10:00:00+01:00 and 10.30", "2027-01-01T10:00:00+01:00 and 10.30"),
    ],
)
def test_a_time_is_read_on_a_twelve_hour_clock(written, read):
    assert in_twelve(written) == read


def test_somebody_whose_slack_speaks_american_reads_twelve_hours(slack):
    slack.person("organiser").locale = "en-US"
    answer = slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message
    assert "3 pm–4:30 pm" in answer.text
    assert "3:44 pm" in answer.text
    assert "15:44" not in answer.plain
    assert "3:44 pm" in slack.press("Why?").modal
    slack.close()
    assert " pm the day before" in slack.open_home().home
    assert slack.press("Adjust and check again").modal
    assert slack.value("Start") == "15:00"
