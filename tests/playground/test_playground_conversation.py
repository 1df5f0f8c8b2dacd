"""A Bolt app and Slack's own SDK talk to the stand-in; people see what they would see in Slack."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import StandIn

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Check dates"},
    "submit": {"type": "plain_text", "text": "Check"},
    "blocks": [
        {
            "type": "input",
            "block_id": "date",
            "label": {"type": "plain_text", "text": "Date"},
            "element": {"type": "datepicker", "action_id": "date"},
        },
        {
            "type": "input",
            "block_id": "length",
            "optional": True,
            "label": {"type": "plain_text", "text": "Length"},
            "element": {
                "type": "static_select",
                "action_id": "length",
                "options": [
                    {"text": {"type": "plain_text", "text": f"{n} minutes"}, "value": str(n)} for n in (30, 60)
                ],
            },
        },
    ],
}
BUTTONS = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Shabbat* begins at 15:44 &amp; ends later"}},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "text": {"type": "plain_text", "text": "Another"}, "action_id": "another", "value": "7"}
        ],
    },
]


@pytest.fixture
def talking(bolt: App) -> App:
    """An app with a command, a button, a form, a shortcut, a home tab and direct messages."""

    @bolt.command("/ally-check")
    def check(ack: Any, respond: Any, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        if body["text"]:
            respond(text="Shabbat begins at 15:44", blocks=BUTTONS)
        else:
            client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @bolt.action("another")
    def another(ack: Any, respond: Any, action: dict[str, Any]) -> None:
        ack()
        respond(text=f"Card {action['value']}", replace_original=True)

    @bolt.view("form")
    def form(ack: Any, view: dict[str, Any], client: WebClient, body: dict[str, Any]) -> None:
        if view["state"]["values"]["date"]["date"]["selected_date"] < "2026-01-01":
            ack(response_action="errors", errors={"date": "That date has passed."})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text="Checked.")

    @bolt.event("message")
    def said(event: dict[str, Any], say: Any) -> None:
        say(f"You wrote: {event['text']}")

    @bolt.event("app_mention")
    def mentioned(event: dict[str, Any], client: WebClient) -> None:
        client.chat_postEphemeral(
            channel=event["channel"], user=event["user"], thread_ts=event["ts"], text="Only you see this."
        )

    @bolt.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        block = {"type": "header", "text": {"type": "plain_text", "text": "The next six weeks"}}
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [block]})

    return bolt


def test_a_command_is_answered_to_the_asker_alone(stand_in: StandIn, talking: App) -> None:
    workspace = stand_in.workspace
    answer = workspace.type("/ally-check Fri 4 Dec 3pm", as_="organiser", in_="general")
    assert answer.text == "Shabbat begins at 15:44 & ends later\n[ Another ]"
    assert answer.message.only_you
    assert workspace.see(as_="member", in_="general") == []
    assert stand_in.slack.refusals == []


def test_a_button_replaces_the_card_it_stands_on(stand_in: StandIn, talking: App) -> None:
    workspace = stand_in.workspace
    assert workspace.type("/ally-check x", as_="member").message.buttons == ["Another"]
    assert workspace.press("Another", as_="member").until("Card 7")
    assert [each.text for each in workspace.see(as_="member")] == ["Card 7"]


def test_a_form_shows_an_error_at_its_field_and_closes_when_it_is_right(stand_in: StandIn, talking: App) -> None:
    workspace = stand_in.workspace
    assert workspace.type("/ally-check").modal.splitlines() == [
        "— Check dates —",
        "Date: []",
        "Length (optional): [ ▾]",
        "[ Cancel ] [ Check ]",
    ]
    assert workspace.submit().errors == {"Date": "Please complete this required field."}
    assert workspace.submit({"Date": "1800-01-01"}).errors == {"Date": "That date has passed."}
    answer = workspace.submit({"Date": "2026-12-04", "Length": "60 minutes"})
    assert answer.closed
    assert answer.text == "Checked."
    assert workspace.last(in_="dm").text == "Checked."


def test_a_direct_message_a_mention_and_the_home_tab_reach_the_bot(stand_in: StandIn, talking: App) -> None:
    workspace = stand_in.workspace
    assert workspace.type("a < b & c", in_="dm").text == "You wrote: a < b & c"
    seen = workspace.type("@alongside 4 December?", in_="planning").message
    assert (seen.text, seen.only_you, seen.in_thread) == ("Only you see this.", True, True)
    assert workspace.open_home(as_="member").home == "The next six weeks"


@pytest.mark.parametrize("name", ["@alongside", "@Alongside", "@ALONGSIDE:"])
def test_a_mention_is_one_however_the_name_is_written(stand_in: StandIn, talking: App, name: str) -> None:
    assert stand_in.workspace.type(f"{name} 4 December?", in_="planning").text == "Only you see this."


def test_a_word_that_only_begins_like_a_name_mentions_nobody(stand_in: StandIn, talking: App) -> None:
    assert stand_in.workspace.type("@alongsideness", in_="dm").text == "You wrote: @alongsideness"


def test_a_bot_that_was_not_invited_hears_nothing(stand_in: StandIn, talking: App) -> None:
    answer = stand_in.workspace.type("@alongside hello", in_="quiet-corner")
    assert "is not in this channel" in answer.text


def test_an_unknown_command_never_reaches_the_bot(stand_in: StandIn, talking: App) -> None:
    assert stand_in.workspace.type("/nonsense").text == "/nonsense is not a valid command."
    assert stand_in.delivery.log == []


def test_a_bot_that_is_down_leaves_slacks_own_remark(stand_in: StandIn) -> None:
    stand_in.connect("http://127.0.0.1:9/slack/events")
    assert "dispatch_failed" in stand_in.workspace.type("/ally-check x").text


def test_a_wrong_signature_is_refused_by_the_bot(stand_in: StandIn, talking: App) -> None:
    stand_in.slack.registration.signing_secret = "0" * 32
    assert "dispatch_failed" in stand_in.workspace.type("/ally-check x").text
    assert stand_in.delivery.log[-1][1].status == 401


def test_an_event_the_bot_did_not_take_is_sent_again_with_the_same_id(stand_in: StandIn, bolt: App) -> None:
    heard: list[tuple[str, str | None]] = []
    done = threading.Event()

    @bolt.event("message")
    def said(body: dict[str, Any], request: Any) -> None:
        heard.append((body["event_id"], request.headers.get("x-slack-retry-num", [None])[0]))
        if len(heard) == 1:
            raise RuntimeError("down")
        done.set()

    @bolt.error
    def fail(error: Exception) -> Any:
        from slack_bolt.response import BoltResponse

        return BoltResponse(status=500)

    stand_in.slack.registration.request_url += "x"  # nobody listens there
    stand_in.workspace.type("hello", in_="dm")
    assert stand_in.slack.wait_until(lambda: len(stand_in.delivery.log) >= 2)
    stand_in.slack.registration.request_url = stand_in.slack.registration.request_url.removesuffix("x")
    stand_in.slack.advance(61)
    assert stand_in.slack.wait_until(lambda: heard)
    assert heard[0][1] == "2"


def test_the_sdks_socket_mode_client_connects_and_answers(stand_in: StandIn, client: WebClient) -> None:
    stand_in.slack.registration.socket_mode = True
    app = App(client=client, token=client.token)

    @app.command("/ally-check")
    def check(ack: Any, respond: Any) -> None:
        ack()
        respond("Over the socket.")

    handler = SocketModeHandler(app, stand_in.slack.registration.app_token)
    handler.connect()
    try:
        assert stand_in.slack.wait_until(lambda: stand_in.sockets.connected == 1)
        assert stand_in.workspace.type("/ally-check x").text == "Over the socket."
    finally:
        handler.close()


def test_a_trigger_lasts_three_seconds_and_opens_one_form(stand_in: StandIn, bolt: App, client: WebClient) -> None:
    triggers: list[str] = []

    @bolt.command("/ally-check")
    def check(ack: Any, body: dict[str, Any]) -> None:
        ack()
        triggers.append(body["trigger_id"])

    workspace = stand_in.workspace
    workspace.type("/ally-check")
    client.views_open(trigger_id=triggers[0], view=FORM)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        client.views_open(trigger_id=triggers[0], view=FORM)
    workspace.type("/ally-check")
    stand_in.slack.advance(3.5)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=triggers[1], view=FORM)


def test_a_response_url_takes_five_answers_within_half_an_hour(stand_in: StandIn) -> None:
    slack, workspace = stand_in.slack, stand_in.workspace.workspace
    channel, person = workspace.channel("general"), workspace.person("member")
    key = slack.new_reply_address(workspace, channel, person).partition("/actions/")[2]
    for number in range(5):
        slack.reply(key, {"text": str(number)})
    with pytest.raises(Exception, match="used_url"):
        slack.reply(key, {"text": "6"})
    late = slack.new_reply_address(workspace, channel, person).partition("/actions/")[2]
    slack.advance(30 * 60 + 1)
    with pytest.raises(Exception, match="expired_url"):
        slack.reply(late, {"text": "late"})


def test_a_scheduled_message_posts_when_the_clock_passes_its_time(stand_in: StandIn, client: WebClient) -> None:
    channel = stand_in.workspace.workspace.channel("general").id
    at = int(stand_in.slack.clock.now()) + 3600
    kept = client.chat_scheduleMessage(channel=channel, post_at=at, text="One small act")
    assert [m["id"] for m in client.chat_scheduledMessages_list()["scheduled_messages"]] == [
        kept["scheduled_message_id"]
    ]
    assert stand_in.workspace.see() == []
    stand_in.slack.advance(86_400)
    assert [(m.text, m.message.ts.partition(".")[0]) for m in stand_in.workspace.see()] == [("One small act", str(at))]
    assert client.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_faults_come_when_asked_for(stand_in: StandIn, client: WebClient) -> None:
    client.retry_handlers.clear()  # by default the SDK sends once more after a lost connection, whatever was accepted
    channel = stand_in.workspace.workspace.channel("general").id
    stand_in.slack.faults.add("rate_limited", "chat.postMessage", seconds=7)
    with pytest.raises(SlackApiError) as limited:
        client.chat_postMessage(channel=channel, text="x")
    assert limited.value.response.headers["Retry-After"] == "7"
    stand_in.slack.faults.add("lost", "chat.postMessage")
    with pytest.raises(Exception, match=r"Remote end closed|reset|without response"):
        client.chat_postMessage(channel=channel, text="accepted, and nobody told")
    assert stand_in.workspace.last().text == "accepted, and nobody told"
    stand_in.slack.faults.add("server_error", "chat.postMessage")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=channel, text="never")
    assert client.chat_postMessage(channel=channel, text="well again")["ok"]
