"""Requests that Slack would not send, and old ones that it may: a status or one sentence, and no trace to read."""

from __future__ import annotations

import json
import re
from urllib.parse import quote, urlencode

import pytest

TRACE = re.compile(r"Traceback|Error\b|\.py\b|line \d+")


def interaction(slack, **more):
    """A signed click of the organiser's, with these fields."""
    person = slack.person("organiser")
    payload = slack.acting._payload(slack.workspace, person, more.pop("type", "block_actions")) | more
    return urlencode({"payload": json.dumps(payload)}).encode()


def refusals(caplog):
    return [record for record in caplog.records if record.message == "refused"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[1, 2]", "application/json"),
        (b'"text"', "application/json"),
        (b"null", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"team": 5, "user": 7, "channel": 9}', "application/json"),
        (b"payload={", "application/x-www-form-urlencoded"),
        (b"payload=[]", "application/x-www-form-urlencoded"),
        (b"payload=7", "application/x-www-form-urlencoded"),
        (b"text=\xff\xfe", "application/x-www-form-urlencoded"),
    ],
    ids=[
        "half an object", "a list", "a text", "nothing", "a deep nest", "numbers for objects",
        "half a payload", "a list as payload", "a number as payload", "not UTF-8",
    ],
)  # fmt: skip
def test_a_body_that_is_none_of_slacks_is_refused_and_logged_under_a_reference(bot, caplog, body, kind):
    answer = bot.post(body, kind=kind)
    assert answer.status == 400
    said = answer.body.decode()
    assert said.startswith("This request cannot be read. Reference: ")
    assert not TRACE.search(said)
    assert [record.reference in said for record in refusals(caplog)] == [True]
    assert bot.workspace.type("/ally privacy").message.only_you


@pytest.mark.parametrize(
    ("headers", "secret"),
    [({"at": 0}, ""), ({"at": -5}, ""), ({}, "0" * 32)],
    ids=["the beginning of time", "before it", "another secret"],
)
def test_what_slack_did_not_sign_is_refused_before_it_is_read(bot, caplog, headers, secret):
    answer = bot.post(b"{", kind="application/json", secret=secret, **headers)
    assert answer.status == 401
    assert refusals(caplog)[0].why == "signature or timestamp"


@pytest.mark.parametrize(("name", "value"), [("X-Slack-Signature", "v0=é"), ("X-Slack-Request-Timestamp", "soon")])
def test_a_header_that_is_no_signature_or_time_is_refused(bot, name, value):
    from http.client import HTTPConnection

    connection = HTTPConnection(bot.url.removeprefix("http://"), timeout=5)
    given = {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "1", "Content-Type": "application/json"}
    connection.request("POST", "/slack/events", b"{}", given | {name: value.encode("latin-1")})
    assert connection.getresponse().status == 401
    connection.close()


def test_slacks_look_at_the_certificate_is_answered(bot):
    assert bot.post(b"ssl_check=1&token=x", secret="0" * 32).status == 200


@pytest.mark.parametrize("word", ["payload", "payload review", "the payload=1 team", "x payload y payload"])
def test_a_command_may_have_the_word_payload_in_it(slack, word):
    answer = slack.type(f"/ally-check {word} Fri 4 Dec 2026, 3-4.30pm").message
    assert "15:44" in answer.text
    assert "payload" in answer.text


def test_a_button_that_no_version_knows_gets_one_sentence(slack, caplog):
    button = {"type": "button", "text": {"type": "plain_text", "text": "Old"}, "action_id": "gone_since", "value": "x"}
    with slack.slack.lock:
        channel = slack.workspace.channel("general")
        slack.slack.show(slack.workspace, channel, "old", [{"type": "actions", "block_id": "b", "elements": [button]}])
    answer = slack.press("Old").message
    assert answer.only_you
    assert "another version of Alongside" in answer.text
    assert [record.identifier for record in caplog.records if record.message == "unknown"] == ["gone_since"]


def test_a_form_that_no_version_knows_gets_one_sentence_in_its_place(slack):
    assert slack.type("/ally-check").modal
    slack.workspace.modal(slack.person("organiser")).content["callback_id"] = "<!channel> gone"
    assert "another version of Alongside" in slack.submit().modal


def test_a_shortcut_that_no_version_knows_gets_one_sentence(bot, slack, caplog):
    person = slack.person("organiser")
    trigger = slack.slack.new_trigger(slack.workspace, person, None)
    assert bot.post(interaction(slack, type="shortcut", callback_id="gone", trigger_id=trigger)).status == 200
    assert slack.slack.wait_until(lambda: slack.workspace.modal(person), 5)
    assert "another version" in json.dumps(slack.workspace.modal(person).content)


def test_a_form_that_slack_would_open_too_late_is_told_so_where_it_was_asked_for(bot, slack, caplog):
    with slack.slack.lock:
        channel = slack.workspace.channel("general")
        address = slack.slack.new_reply_address(slack.workspace, channel, slack.person("organiser"))
    action = {"type": "button", "action_id": "check_form_open", "block_id": "b", "action_ts": "1.1"}
    here = {"id": channel.id, "name": "general"}
    body = interaction(slack, actions=[action], trigger_id="1.2.old", response_url=address, channel=here)
    slack.slack.faults.add("error", "views.open", error="expired_trigger_id")
    assert bot.post(body).status == 200
    assert slack.slack.wait_until(lambda: any("within three seconds" in m.text for m in slack.workspace.messages), 5)
    assert not [record for record in caplog.records if record.message == "unexpected"]


def test_a_global_shortcut_that_comes_too_late_is_told_in_a_direct_message(bot, slack):
    slack.slack.faults.add("error", "views.open", times=2, error="expired_trigger_id")
    assert bot.post(interaction(slack, type="shortcut", callback_id="check_form", trigger_id="1.2.old")).status == 200
    direct = slack.workspace.direct(slack.person("organiser"))
    assert slack.slack.wait_until(
        lambda: any("within three seconds" in m.text for m in slack.workspace.messages if m.channel == direct.id), 5
    )


@pytest.mark.parametrize(
    "kept", ["x" * 500_000, "[" * 100_000, "{}", "[{}]", '[{"s": "2026", "z": "Nowhere/Land"}]', "7"]
)
def test_a_form_with_hostile_private_metadata_gets_one_sentence(slack, kept):
    assert slack.type("/ally-check").modal
    slack.workspace.modal(slack.person("organiser")).content["private_metadata"] = kept
    said = slack.submit().modal
    assert "older version" in said or "reference" in said
    assert not TRACE.search(said)


@pytest.mark.parametrize("value", ["", "x" * 5000, "[" * 100_000, "7", '{"about": 1}', "[[[]]]", "\u202e<!channel>"])
@pytest.mark.parametrize(
    "action",
    ["check_why", "check_adjust", "check_details_0", "quote_another", "dates_more", "settings_undo", "quote_share"],
)
def test_a_button_with_a_hostile_value_gets_one_sentence(bot, slack, action, value):
    with slack.slack.lock:
        channel = slack.workspace.channel("general")
        address = slack.slack.new_reply_address(slack.workspace, channel, slack.person("organiser"))
    pressed = {"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1.1"}
    body = interaction(
        slack, actions=[pressed], response_url=address, channel={"id": channel.id, "name": "general"},
        trigger_id=slack.slack.new_trigger(slack.workspace, slack.person("organiser"), channel.id),
    )  # fmt: skip
    before = len(slack.workspace.messages)
    assert bot.post(body).status == 200
    assert slack.slack.wait_until(lambda: len(slack.workspace.messages) > before, 5)
    said = slack.workspace.messages[-1].text
    assert not TRACE.search(said)
    assert "<!channel>" not in said
    assert len(said) < 400


def test_text_that_is_no_text_at_all_is_read_as_far_as_it_goes(bot, slack):
    odd = "\x00\x01 Fri 4 Dec 2026 3pm \ud83d \u2066\u202e".encode("utf-8", "surrogatepass")
    person, channel = slack.person("organiser"), slack.workspace.channel("general")
    address = slack.slack.new_reply_address(slack.workspace, channel, person)
    fields = {"command": "/ally-check", "team_id": slack.workspace.id, "user_id": person.id, "channel_id": channel.id}
    body = f"{urlencode(fields)}&response_url={quote(address, safe='')}&text={quote(odd)}".encode()
    assert bot.post(body).status == 200
    assert slack.slack.wait_until(lambda: any("4 December 2026" in m.text for m in slack.workspace.messages), 5)
