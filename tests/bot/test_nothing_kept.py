"""What people paste, title or reflect on is nowhere afterwards: not in the database file, not in the logs."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from bot.logs import JsonLines

MARK = "Zebedee-Quartz"
ICS = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
SUMMARY:{MARK} away day
DTSTART:20261204T150000Z
DTEND:20261204T160000Z
ATTENDEE:mailto:{MARK}@example.org
END:VEVENT
END:VCALENDAR
""".encode()


def do_everything(slack):
    """One of each thing that carries words of a person's."""
    slack.type(f"/ally-check {MARK} board: Fri 4 Dec 2026, 3-4.30pm").until("Shabbat")
    assert slack.press("Share here").modal
    assert slack.submit().message
    assert slack.type(f"{MARK} Fri 4 Dec 3pm", in_="dm").message
    assert slack.type(f"/ally-reflect {MARK}").message
    assert slack.type(f"/ally-dates {MARK}").message
    assert slack.upload((f"{MARK}.ics", ICS), text=MARK).message
    assert slack.type("/ally-reflect chairing").message
    assert slack.press("Remind me on…").modal
    assert slack.submit({"Day": "2026-11-25"}).modal
    slack.close()
    assert slack.type("/ally-check").modal
    assert slack.submit({"Day": "2026-12-04"}).modal


def test_the_database_holds_no_word_of_what_was_pasted(bot, slack):
    do_everything(slack)
    path = Path(bot.desk.settings.database_url.removeprefix("sqlite:///"))
    assert slack.type("/ally-quote").message.only_you
    kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert len(kept) > 10_000
    assert MARK.encode() not in kept
    assert b"Shabbat" not in kept
    assert b"reminded" not in kept


def test_the_logs_hold_no_word_and_no_person(slack, caplog):
    caplog.set_level(logging.DEBUG, "alongside")
    do_everything(slack)
    lines = [JsonLines().format(record) for record in caplog.records if record.name.startswith("alongside")]
    assert any("answered" in line for line in lines)
    assert MARK not in str(lines)
    assert slack.person("organiser").id not in str(lines)
    assert all(json.loads(line)["level"] for line in lines)
