"""Deliberately wrong payloads, each with the error that Slack gives it; and the bot's own, of which none is refused."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.playground import StandIn

HOUR = 3600


def plain(text: str = "x") -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), **more}


def actions(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "actions", "elements": [*elements]}]


def options(count: int, label: str = "x") -> list[dict[str, Any]]:
    return [{"text": plain(label), "value": str(number)} for number in range(count)]


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"type": "modal", "title": plain("Form"), "submit": plain("Go"), "blocks": [*blocks] or [section()]}
    return {**whole, **more}


def field(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain("Field"), "element": element, **more}


#: (what is wrong, blocks of a message, a part of what Slack remarks). All get `invalid_blocks`.
BLOCKS: list[tuple[str, list[Any], str]] = [
    ("51 blocks", [{"type": "divider"}] * 51, "no more than 50 items"),
    ("unknown block type", [{"type": "marquee"}], "unsupported type: marquee"),
    ("block without a type", [{"text": plain()}], "unsupported type"),
    ("block that is a string", ["divider"], "unsupported type"),
    ("unknown field", [{"type": "divider", "colour": "red"}], "invalid additional property: colour"),
    ("section of 3,001 characters", [section("x" * 3001)], "less than 3001"),
    ("section with nothing in it", [{"type": "section"}], "missing required field: text"),
    ("section with an empty text", [section("")], "more than 0"),
    ("11 fields", [{"type": "section", "fields": [plain()] * 11}], "no more than 10"),
    ("field of 2,001 characters", [{"type": "section", "fields": [plain("x" * 2001)]}], "less than 2001"),
    ("header of 151 characters", [{"type": "header", "text": plain("x" * 151)}], "less than 151"),
    ("header in mrkdwn", [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "one of: plain_text"),
    ("11 things in a context", [{"type": "context", "elements": [plain()] * 11}], "no more than 10"),
    ("button in a context", [{"type": "context", "elements": [button()]}], "one of"),
    ("26 buttons", actions(*[button()] * 26), "no more than 25"),
    ("no buttons", actions(), "no fewer than 1"),
    ("button of 76 characters", actions(button("x" * 76)), "less than 76"),
    ("button value of 2,001", actions(button(value="x" * 2001)), "less than 2001"),
    ("button in a colour of its own", actions(button(style="purple")), "one of: primary, danger"),
    ("button to nowhere", actions(button(url="nowhere")), "invalid URL"),
    ("action_id of 256 characters", actions(button(action_id="x" * 256)), "less than 256"),
    ("block_id of 256 characters", [{"type": "divider", "block_id": "x" * 256}], "less than 256"),
    ("block_id twice", [{"type": "divider", "block_id": "b"}] * 2, "already exists"),
    ("action_id twice in one block", actions(button(action_id="a"), button(action_id="a")), "already exists"),
    ("101 options", actions({"type": "static_select", "options": options(101)}), "no more than 100"),
    ("select without options", actions({"type": "static_select"}), "exactly one of options"),
    ("option of 76 characters", actions({"type": "static_select", "options": options(1, "x" * 76)}), "less than 76"),
    (
        "option value of 151",
        actions({"type": "static_select", "options": [{"text": plain(), "value": "x" * 151}]}),
        "less than 151",
    ),
    (
        "an initial option that is not offered",
        actions({"type": "static_select", "options": options(1), "initial_option": {"text": plain("y"), "value": "y"}}),
        "must match",
    ),
    ("11 checkboxes", actions({"type": "checkboxes", "options": options(11)}), "no more than 10"),
    ("11 radio buttons", actions({"type": "radio_buttons", "options": options(11)}), "no more than 10"),
    ("6 in an overflow menu", actions({"type": "overflow", "options": options(6)}), "no more than 5"),
    ("an impossible date", actions({"type": "datepicker", "initial_date": "2027-13-01"}), "YYYY-MM-DD"),
    ("an impossible time", actions({"type": "timepicker", "initial_time": "25:00"}), "HH:mm"),
    ("a text field outside an input", actions({"type": "plain_text_input"}), "unsupported type"),
    ("a file field in a message", [field({"type": "file_input"})], "unsupported element on this surface"),
    ("picture without a description", [{"type": "image", "image_url": "https://x.example/a.png"}], "alt_text"),
    ("picture from two places", [{"type": "image", "alt_text": "", "image_url": "u", "slack_file": {}}], "exactly one"),
    ("confirmation without a title", actions(button(confirm={"text": plain()})), "missing required field: title"),
    ("emoji in mrkdwn", [section("x") | {"text": {"type": "mrkdwn", "text": "x", "emoji": True}}], "emoji"),
    ("21 columns", [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}], "no more than 20"),
]

#: (what is wrong, method, arguments, Slack's error). `$name` stands for something of the workspace.
CALLS: list[tuple[str, str, dict[str, Any], str]] = [
    ("blocks that are no list", "chat.postMessage", {"channel": "$general", "blocks": "{}"}, "invalid_blocks_format"),
    (
        "blocks that are no JSON",
        "chat.postMessage",
        {"channel": "$general", "blocks": "[{"},
        "invalid_blocks_format",
    ),
    (
        "13,400 characters in all",
        "chat.postMessage",
        {"channel": "$general", "text": "x", "blocks": [section("x" * 2680)] * 5},
        "msg_blocks_too_long",
    ),
    ("nothing to say", "chat.postMessage", {"channel": "$general", "text": " "}, "no_text"),
    ("no channel", "chat.postMessage", {"text": "x"}, "channel_not_found"),
    ("a channel that is not", "chat.postMessage", {"channel": "C0NOTHERE", "text": "x"}, "channel_not_found"),
    ("a private channel of others", "chat.postMessage", {"channel": "$leads", "text": "x"}, "channel_not_found"),
    ("a channel not invited to", "chat.postMessage", {"channel": "$quiet-corner", "text": "x"}, "not_in_channel"),
    ("an archived channel", "chat.postMessage", {"channel": "$old-project", "text": "x"}, "is_archived"),
    (
        "somebody who is not there",
        "chat.postEphemeral",
        {"channel": "$general", "user": "U0NOBODY", "text": "x"},
        "user_not_found",
    ),
    (
        "somebody outside the channel",
        "chat.postEphemeral",
        {"channel": "$direct", "user": "$admin", "text": "x"},
        "user_not_in_channel",
    ),
    ("a message that is not", "chat.update", {"channel": "$general", "ts": "1.0", "text": "x"}, "message_not_found"),
    (
        "somebody else's message",
        "chat.update",
        {"channel": "$general", "ts": "$theirs", "text": "x"},
        "cant_update_message",
    ),
    ("deleting somebody else's", "chat.delete", {"channel": "$general", "ts": "$theirs"}, "cant_delete_message"),
    (
        "an update of 4,001 characters",
        "chat.update",
        {"channel": "$general", "ts": "$ours", "text": "x" * 4001},
        "msg_too_long",
    ),
    (
        "a time that has passed",
        "chat.scheduleMessage",
        {"channel": "$general", "text": "x", "post_at": -HOUR},
        "time_in_past",
    ),
    (
        "121 days ahead",
        "chat.scheduleMessage",
        {"channel": "$general", "text": "x", "post_at": 121 * 24 * HOUR},
        "time_too_far",
    ),
    (
        "a time that is none",
        "chat.scheduleMessage",
        {"channel": "$general", "text": "x", "post_at": "soon"},
        "invalid_time",
    ),
    (
        "taking back what is not held",
        "chat.deleteScheduledMessage",
        {"channel": "$general", "scheduled_message_id": "Q0"},
        "invalid_scheduled_message_id",
    ),
    ("a form without a trigger", "views.open", {"view": modal()}, "invalid_arguments"),
    ("a trigger that is none", "views.open", {"view": modal(), "trigger_id": "1.2.x"}, "invalid_trigger_id"),
    (
        "a title of 25 characters",
        "views.open",
        {"view": modal(title=plain("x" * 25)), "trigger_id": "$trigger"},
        "invalid_arguments",
    ),
    (
        "private_metadata of 3,001",
        "views.open",
        {"view": modal(private_metadata="x" * 3001), "trigger_id": "$trigger"},
        "invalid_arguments",
    ),
    (
        "101 blocks in a form",
        "views.open",
        {"view": modal(*[{"type": "divider"}] * 101), "trigger_id": "$trigger"},
        "invalid_arguments",
    ),
    (
        "an input without a submit button",
        "views.open",
        {
            "view": {
                "type": "modal",
                "title": plain("Form"),
                "blocks": [field({"type": "plain_text_input"})],
            },
            "trigger_id": "$trigger",
        },
        "invalid_arguments",
    ),
    (
        "an input without a label",
        "views.open",
        {
            "view": modal({"type": "input", "element": {"type": "plain_text_input"}}),
            "trigger_id": "$trigger",
        },
        "invalid_arguments",
    ),
    (
        "a markdown block in a form",
        "views.open",
        {"view": modal({"type": "markdown", "text": "x"}), "trigger_id": "$trigger"},
        "invalid_arguments",
    ),
    (
        "a Home tab opened as a form",
        "views.open",
        {"view": {"type": "home", "blocks": [section()]}, "trigger_id": "$trigger"},
        "invalid_arguments",
    ),
    ("a form that is not open", "views.update", {"view": modal(), "view_id": "V0"}, "not_found"),
    (
        "a Home tab with a submit button",
        "views.publish",
        {"user_id": "$admin", "view": {"type": "home", "blocks": [section()], "submit": plain()}},
        "invalid_arguments",
    ),
    (
        "a Home tab for nobody",
        "views.publish",
        {"user_id": "U0", "view": {"type": "home", "blocks": [section()]}},
        "user_not_found",
    ),
    ("a user who is not", "users.info", {"user": "U0NOBODY"}, "user_not_found"),
    ("a file nobody shared", "files.info", {"file": "F0UNSHARED"}, "file_not_found"),
    ("a permission not asked for", "files.getUploadURLExternal", {"filename": "a", "length": 1}, "missing_scope"),
    ("a permission for channels", "conversations.info", {"channel": "$general"}, "missing_scope"),
    ("a method that is not", "chat.shout", {"text": "x"}, "unknown_method"),
    ("Socket Mode with the bot's token", "apps.connections.open", {}, "not_allowed_token_type"),
    ("a step that is not running", "functions.completeSuccess", {"outputs": {}}, "invalid_arguments"),
]


@pytest.fixture(scope="module")
def refusing() -> Iterator[StandIn]:
    with StandIn(rates=False) as stand_in:
        yield stand_in


def post(stand_in: StandIn, method: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection(urlsplit(stand_in.address).netloc, timeout=5)
    connection.request("POST", f"/api/{method}", body, headers)
    answer = connection.getresponse()
    found = json.loads(answer.read())
    connection.close()
    return answer.status, found


def call(stand_in: StandIn, method: str, arguments: dict[str, Any], **headers: str) -> dict[str, Any]:
    token = stand_in.workspace.workspace.bot_token
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8", **headers}
    return post(stand_in, method, json.dumps(arguments).encode(), head)[1]


def named(stand_in: StandIn, value: Any) -> Any:
    """The thing of the workspace that a `$name` stands for."""
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    workspace, slack = stand_in.workspace.workspace, stand_in.slack
    person = workspace.person("organiser")
    general = workspace.channel("general")
    if value == "$direct":
        return workspace.direct(person).id
    if value == "$admin":
        return workspace.person("admin").id
    if value == "$trigger":
        return slack.new_trigger(workspace, person, general.id)
    if value in ("$theirs", "$ours"):
        return slack.show(workspace, general, "x", [], author=person if value == "$theirs" else None).ts
    return workspace.channel(value[1:]).id


@pytest.mark.parametrize(("wrong", "blocks", "remark"), BLOCKS, ids=[each[0] for each in BLOCKS])
def test_wrong_blocks_are_refused_with_the_reason(
    refusing: StandIn, wrong: str, blocks: list[Any], remark: str
) -> None:
    channel = refusing.workspace.workspace.channel("general").id
    found = call(refusing, "chat.postMessage", {"channel": channel, "text": "x", "blocks": blocks})
    assert (found["ok"], found.get("error")) == (False, "invalid_blocks")
    assert any(remark in each for each in found["response_metadata"]["messages"]), found
    assert all("json-pointer:/blocks" in each for each in found["response_metadata"]["messages"])


@pytest.mark.parametrize(("wrong", "method", "arguments", "error"), CALLS, ids=[each[0] for each in CALLS])
def test_a_wrong_call_is_refused_with_slacks_error(
    refusing: StandIn, wrong: str, method: str, arguments: dict[str, Any], error: str
) -> None:
    given = {name: named(refusing, value) for name, value in arguments.items()}
    if isinstance(given.get("post_at"), int):
        given["post_at"] += int(refusing.slack.clock.now())
    if arguments.get("file") == "F0UNSHARED":
        refusing.workspace.add_file("secret.ics", b"x")
    assert call(refusing, method, given).get("error") == error


@pytest.mark.parametrize(
    ("headers", "body", "error"),
    [
        ({"Authorization": ""}, b"{}", "not_authed"),
        ({"Authorization": "Bearer xoxb-wrong"}, b"{}", "invalid_auth"),
        ({}, b"{", "invalid_json"),
        ({}, b"[]", "json_not_object"),
        ({"Content-Type": "application/xml"}, b"<a/>", "invalid_post_type"),
    ],
)
def test_a_request_that_is_wrong_before_its_content_is_refused(
    refusing: StandIn, headers: dict[str, str], body: bytes, error: str
) -> None:
    token = f"Bearer {refusing.workspace.workspace.bot_token}"
    head = {"Authorization": token, "Content-Type": "application/json", **headers}
    assert post(refusing, "auth.test", body, head)[1].get("error") == error


def test_at_least_sixty_payloads_are_in_the_tables() -> None:
    assert len({each[0] for each in [*BLOCKS, *CALLS]}) == len(BLOCKS) + len(CALLS) >= 60


RIGHT: list[tuple[str, list[Any]]] = [
    ("50 blocks", [{"type": "divider"}] * 50),
    ("section of 3,000", [section("x" * 3000)]),
    ("10 fields", [{"type": "section", "fields": [plain("x" * 100)] * 10}]),
    ("header of 150", [{"type": "header", "text": plain("x" * 150)}]),
    ("25 buttons", actions(*[button("x" * 75, value="x" * 2000)] * 25)),
    ("100 options", actions({"type": "static_select", "options": options(100, "x" * 75)})),
    ("10 checkboxes", actions({"type": "checkboxes", "options": options(10, "x" * 75)})),
    ("the same action_id in two blocks", [*actions(button(action_id="a")), *actions(button(action_id="a"))]),
    ("12,000 characters of markdown", [{"type": "markdown", "text": "x" * 12_000}]),
    ("a button that asks first", actions(button(confirm=dict.fromkeys(("title", "text", "confirm", "deny"), plain())))),
]


@pytest.mark.parametrize(("right", "blocks"), RIGHT, ids=[each[0] for each in RIGHT])
def test_what_is_exactly_at_a_limit_is_accepted(refusing: StandIn, right: str, blocks: list[Any]) -> None:
    channel = refusing.workspace.workspace.channel("general").id
    assert call(refusing, "chat.postMessage", {"channel": channel, "text": "x", "blocks": blocks})["ok"]


def test_a_revoked_token_and_an_uninstalled_app_have_their_own_errors(stand_in: StandIn) -> None:
    assert call(stand_in, "auth.test", {})["ok"]
    stand_in.slack.uninstall(stand_in.workspace.workspace)
    assert call(stand_in, "auth.test", {})["error"] == "account_inactive"


def test_the_last_minute_before_a_scheduled_message_is_too_late_to_take_it_back(stand_in: StandIn) -> None:
    channel = stand_in.workspace.workspace.channel("general").id
    at = int(stand_in.slack.clock.now()) + HOUR
    kept = call(stand_in, "chat.scheduleMessage", {"channel": channel, "text": "x", "post_at": at})
    stand_in.slack.advance(HOUR - 30)
    wish = {"channel": channel, "scheduled_message_id": kept["scheduled_message_id"]}
    assert call(stand_in, "chat.deleteScheduledMessage", wish)["error"] == "invalid_scheduled_message_id"


def test_a_thirty_first_message_in_five_minutes_of_a_channel_is_refused(refusing: StandIn) -> None:
    channel = refusing.workspace.workspace.channel("planning").id
    at = (int(refusing.slack.clock.now()) // 300 + 2) * 300
    wish = {"channel": channel, "text": "x"}
    errors = [call(refusing, "chat.scheduleMessage", {**wish, "post_at": at + n}).get("error") for n in range(31)]
    assert errors == [None] * 30 + ["restricted_too_many"]


def test_a_message_scheduled_with_metadata_never_posts(refusing: StandIn) -> None:
    channel = refusing.workspace.workspace.channel("planning").id
    at = int(refusing.slack.clock.now()) + 4000
    metadata = {"event_type": "x", "event_payload": {}}
    wish = {"channel": channel, "text": "never", "post_at": at, "metadata": metadata}
    assert call(refusing, "chat.scheduleMessage", wish)["ok"]
    refusing.slack.advance(5000)
    assert "never" not in [each.text for each in refusing.workspace.see(in_="planning")]


def test_slack_asks_for_patience_when_calls_come_too_fast() -> None:
    with StandIn(frozen=True) as stand_in:
        channel = stand_in.workspace.workspace.channel("general").id
        wish = {"channel": channel, "text": "x"}
        assert all(call(stand_in, "chat.postMessage", wish)["ok"] for _ in range(10))
        token = f"Bearer {stand_in.workspace.workspace.bot_token}"
        head = {"Authorization": token, "Content-Type": "application/json"}
        assert post(stand_in, "chat.postMessage", json.dumps(wish).encode(), head) == (
            429,
            {"ok": False, "error": "ratelimited"},
        )
        stand_in.slack.advance(1)
        assert call(stand_in, "chat.postMessage", wish)["ok"]
