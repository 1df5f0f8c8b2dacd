"""The bot over real HTTP: who is let in, and what Slack itself gets back."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

FORM = urlencode({"command": "/ally", "text": "help", "team_id": "T1", "user_id": "U1"}).encode()


def test_health_is_answered_without_a_signature(bot):
    with urlopen(f"{bot.url}/healthz", timeout=5) as answer:
        assert json.load(answer) == {"status": "ok", "database": "ok", "workers": "ok"}


@pytest.mark.parametrize(
    "how",
    [
        {"secret": "f" * 32},
        {"at": 1_600_000_000},
        {"at": time.time() + 3600},
    ],
    ids=["signed with another secret", "an old timestamp", "a timestamp to come"],
)
def test_a_request_that_slack_did_not_just_sign_is_refused(bot, how):
    assert bot.post(FORM, **how).status == 401
    assert not bot.workspace.see()


def test_a_request_that_was_seen_before_is_refused_and_logged(bot, caplog):
    at = time.time()
    assert bot.post(FORM, at=at).status == 200
    assert bot.post(FORM, at=at).status == 401
    assert bot.post(FORM, secret="f" * 32).status == 401
    assert [record.why for record in caplog.records if record.message == "refused"] == [
        "replayed",
        "signature or timestamp",
    ]


def test_a_body_beyond_all_reason_is_refused_unread(bot):
    connection = HTTPConnection(bot.url.removeprefix("http://"), timeout=5)
    connection.putrequest("POST", "/slack/events")
    connection.putheader("Content-Length", "1000001")
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_an_unknown_path_is_not_found(bot):
    assert bot.post(FORM, path="/admin").status == 404


def test_the_acknowledgement_is_empty_and_the_answer_is_for_the_asker_alone(slack):
    answer = slack.type("/ally help")
    assert (answer.ack.status, answer.ack.body) == (200, "")
    assert answer.message.only_you
