"""Dates in messages: direct, mentioned, under the shortcut, in files."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

ICS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
SUMMARY:Away day
DTSTART;TZID=Europe/London:20261204T150000
DTEND;TZID=Europe/London:20261204T163000
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Quiet morning
DTSTART;TZID=Europe/London:20270120T103000
DTEND;TZID=Europe/London:20270120T113000
END:VEVENT
END:VCALENDAR
"""
FRIDAY = "Fri 4 Dec 2026, 3-4.30pm"


def test_a_direct_message_with_dates_is_checked(slack):
    answer = slack.type(FRIDAY, in_="dm").message
    assert "Shabbat" in answer.text
    assert "Share here" not in answer.buttons


def test_a_direct_message_without_dates_says_what_the_bot_can_do_and_where_people_are(slack):
    answer = slack.type("I had a hard week with my manager", in_="dm").message.text
    assert "I can check dates" in answer
    assert "do not keep what you write" in answer
    assert "116 123" in answer


def test_hello_gets_the_help(slack):
    assert "/ally-check" in slack.type("hello", in_="dm").message.text


def test_a_mention_is_answered_in_a_thread_that_only_the_asker_sees(slack):
    slack.workspace.channel("general").members.add(slack.workspace.bot.id)
    answer = slack.type(f"@{slack.workspace.bot.name} {FRIDAY}", in_="general").message
    assert "Shabbat" in answer.text
    assert answer.only_you
    assert answer.in_thread


def test_the_message_shortcut_checks_what_somebody_else_wrote(slack):
    slack.type(f"How about {FRIDAY}?", as_="member", in_="general")
    written = slack.last(as_="organiser", in_="general")
    answer = slack.shortcut("Check these dates", on=written).message
    assert answer.only_you
    assert "15:44" in answer.text


def test_the_message_shortcut_on_a_message_without_dates_says_so(slack):
    slack.type("Good morning all", as_="member", in_="general")
    answer = slack.shortcut("Check these dates", on=slack.last(in_="general")).message
    assert "no date" in answer.text


def test_the_global_shortcut_opens_the_form(slack):
    assert "Day" in slack.shortcut("Check dates").modal


def test_calendar_files_sent_to_the_bot_are_answered_as_one(slack):
    answer = slack.upload(("a.ics", ICS), ("b.ics", ICS.replace(b"20261204", b"20261211"))).message
    assert "4 events" in answer.text
    assert "Away day" in answer.text


def test_a_calendar_file_with_a_mention_is_answered_to_whoever_sent_it_alone(slack):
    slack.workspace.channel("general").members.add(slack.workspace.bot.id)
    answer = slack.upload(("a.ics", ICS), in_="general", text="@Alongside").message
    assert "Away day" in answer.text
    assert answer.only_you
    assert answer.in_thread


def test_a_file_of_another_kind_is_listed_with_the_reason(slack):
    answer = slack.upload(("minutes.docx", b"PK")).message
    assert "Only calendar files" in answer.text


def test_a_long_paste_that_slack_made_a_text_file_of_is_read(slack):
    answer = slack.upload(("Untitled.txt", f"Proposed:\n{FRIDAY}\nWed 20 Jan 2027 10.30-11.30\n".encode())).message
    assert "15:44" in answer.text
    assert "Wed 20 January 2027" in answer.text


def with_files(slack, *files):
    """A message in the direct messages whose files are exactly as Slack describes them."""
    person = slack.person("organiser")
    event = {
        "type": "message",
        "subtype": "file_share",
        "channel_type": "im",
        "user": person.id,
        "text": "",
        "ts": "1.1",
    }
    answer = slack._answer(person)
    assert slack.send_event(event | {"channel": slack.workspace.direct(person).id, "files": [*files]})[0].taken
    return answer.message.text


def test_a_file_that_slack_gives_only_by_its_number_is_asked_for(slack):
    slack.upload(("a.ics", ICS)).until("Away day")
    number = next(iter(slack.workspace.files))
    assert "Away day" in with_files(slack, {"id": number, "file_access": "check_file_info"})


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({"id": "F1", "mode": "tombstone"}, "This file was deleted before it could be read"),
        ({"id": "F1", "file_access": "file_not_found"}, "cannot see this file"),
        ({"id": "F1", "mode": "hidden_by_limit", "name": "a.ics"}, "cannot see this file"),
        ({}, "cannot see this file"),
    ],
    ids=["deleted", "not found", "beyond the plan", "nothing"],
)
def test_a_file_that_is_not_there_any_more_is_told_so_and_the_others_are_read(slack, file, says):
    slack.upload(("a.ics", ICS)).until("Away day")
    good = {"id": next(iter(slack.workspace.files))}
    said = with_files(slack, file, good)
    assert says in said
    assert "Away day" in said


@pytest.mark.parametrize("subtype", ["thread_broadcast", "me_message"])
def test_a_reply_that_is_shown_beside_its_thread_is_answered(slack, subtype):
    person = slack.person("organiser")
    channel = slack.workspace.direct(person).id
    event = {"type": "message", "subtype": subtype, "channel_type": "im", "channel": channel, "user": person.id}
    answer = slack._answer(person)
    assert slack.send_event(event | {"text": FRIDAY, "ts": "1.1"})[0].taken
    assert "15:44" in answer.message.text


def test_a_broken_calendar_file_gets_a_plain_sentence(slack):
    answer = slack.upload(("a.ics", b"BEGIN:VCALENDAR\nnonsense")).message
    assert "Not understood" in answer.text
    assert "reference" not in answer.text


def test_an_edit_of_a_message_is_not_answered_again(slack):
    event = {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im"}
    assert slack.send_event(event)[0].taken
    assert slack.type("/ally privacy").message.only_you
    assert not slack.see(in_="dm")


def test_a_message_told_three_times_is_answered_once(slack):
    person = slack.person("organiser")
    channel = slack.workspace.direct(person)
    event = {
        "type": "message",
        "channel": channel.id,
        "channel_type": "im",
        "user": person.id,
        "text": FRIDAY,
        "ts": "1.1",
    }
    assert all(ack.taken for ack in slack.send_event(event, times=3))
    assert slack.slack.wait_until(lambda: "Shabbat" in str([seen.text for seen in slack.see(in_="dm")]), 8)
    assert slack.type("hello", in_="dm").until("/ally-check")
    assert sum("Shabbat" in seen.text for seen in slack.see(in_="dm")) == 1


def test_in_a_channel_shared_with_another_organisation_the_bot_is_silent(bot, slack):
    person = slack.person("organiser")
    event = {
        "type": "app_mention",
        "channel": slack.workspace.channel("general").id,
        "user": person.id,
        "user_team": "T0OTHER",
        "text": FRIDAY,
        "ts": "1.1",
    }
    before = len(slack.see())
    assert slack.send_event(event)[0].taken
    assert slack.type("/ally privacy").message.only_you
    assert len(slack.see()) == before + 1


def shortcut_on(bot, message):
    """*Check these dates* on a message exactly as Slack hands it over."""
    slack = bot.workspace
    person, channel = slack.person("organiser"), slack.workspace.channel("general")
    payload = slack.acting._payload(slack.workspace, person, "message_action") | {
        "callback_id": "check_message",
        "trigger_id": slack.slack.new_trigger(slack.workspace, person, channel.id),
        "response_url": slack.slack.new_reply_address(slack.workspace, channel, person),
        "channel": {"id": channel.id, "name": channel.name},
        "message_ts": "1.1",
        "message": {"type": "message", "ts": "1.1"} | message,
    }
    answer = slack._answer(person)
    assert bot.post(urlencode({"payload": json.dumps(payload)}).encode()).status == 200
    return answer.message


def rich_text(*elements):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [*elements]}]}


BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Join on 1 May 2027"}, "action_id": "x"}
OF_AN_APP = {"subtype": "bot_message", "bot_id": "B0CALENDAR", "user": None}


@pytest.mark.parametrize(
    "message",
    [
        OF_AN_APP | {"text": "", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": f"*{FRIDAY}*"}}]},
        {"text": "", "blocks": [rich_text({"type": "text", "text": "Fri 4 "}, {"type": "text", "text": FRIDAY[6:]})]},
        {
            "text": "",
            "blocks": [rich_text({"type": "date", "timestamp": 1796396400, "format": "", "fallback": FRIDAY})],
        },
        OF_AN_APP
        | {
            "text": "A new event",
            "blocks": [
                {"type": "section", "fields": [{"type": "mrkdwn", "text": "When"}, {"type": "mrkdwn", "text": FRIDAY}]},
                {"type": "actions", "elements": [BUTTON]},
            ],
        },
        OF_AN_APP | {"text": None, "attachments": [{"fallback": "Board", "title": "Board", "text": FRIDAY}]},
        OF_AN_APP | {"attachments": [{"fallback": FRIDAY}]},
        {"text": "see below", "attachments": [{"is_msg_unfurl": True, "text": FRIDAY, "fallback": "[…]"}]},
    ],
    ids=["a section", "rich text", "a date", "fields", "an attachment", "a fallback", "a forwarded message"],
)
def test_the_shortcut_reads_a_message_whose_words_are_in_blocks_or_attachments(bot, message):
    answer = shortcut_on(bot, message)
    assert answer.only_you
    assert "15:44" in answer.text
    assert "1 May" not in answer.text


@pytest.mark.parametrize(
    "message", [{}, {"text": None, "blocks": None, "attachments": None}, {"blocks": [{}, {"type": "image"}]}]
)
def test_the_shortcut_on_a_message_without_words_says_that_there_is_no_date(bot, message):
    assert "no date" in shortcut_on(bot, message).text


def test_the_shortcut_on_a_message_with_only_a_file_says_how_a_file_is_read(bot):
    answer = shortcut_on(bot, {"text": "", "files": [{"id": "F1", "name": "a.ics"}]})
    assert answer.only_you
    assert "only when it is sent to me" in answer.text


def test_the_text_of_a_message_counts_before_its_blocks(bot):
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Wed 20 Jan 2027 10.30"}}
    assert "20 January" not in shortcut_on(bot, {"text": FRIDAY, "blocks": [block]}).text
