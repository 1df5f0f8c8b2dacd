"""Installing by OAuth, tokens that rotate, several workspaces, files, shortcuts and workflow steps."""

from __future__ import annotations

import http.client
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import StandIn

BACK = "http://127.0.0.1:3999/slack/oauth_redirect"
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Alongside"},
    "features": {
        "bot_user": {"display_name": "Alongside"},
        "slash_commands": [{"command": "/ally-check", "description": "Check dates", "usage_hint": "[dates]"}],
        "shortcuts": [
            {"name": "Check these dates", "type": "message", "callback_id": "check_message", "description": "x"},
            {"name": "Check dates", "type": "global", "callback_id": "check_form", "description": "x"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "files:read"]}, "redirect_urls": [BACK]},
    "settings": {"event_subscriptions": {"bot_events": ["function_executed", "app_uninstalled"]}},
}


@pytest.fixture
def stand_in() -> Any:
    """A stand-in configured by a manifest, as an app is configured in Slack."""
    with StandIn(manifest=MANIFEST) as running:
        yield running


def ask_to_install(stand_in: StandIn, **more: str) -> tuple[int, str, str]:
    """Follow the installer's way; returns status, where it leads, and the page."""
    query = {
        "client_id": stand_in.slack.registration.client_id,
        "scope": "commands,chat:write",
        "redirect_uri": BACK,
        "state": "s1",
        **more,
    }
    connection = http.client.HTTPConnection(urlsplit(stand_in.address).netloc, timeout=5)
    connection.request("GET", f"/oauth/v2/authorize?{urlencode(query)}")
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Location") or "", page


def anonymous(stand_in: StandIn) -> WebClient:
    return WebClient(base_url=f"{stand_in.address}/api/")


def secrets(stand_in: StandIn) -> dict[str, str]:
    registration = stand_in.slack.registration
    return {"client_id": registration.client_id, "client_secret": registration.client_secret}


def test_an_app_is_installed_with_the_scopes_that_were_allowed(stand_in: StandIn) -> None:
    other = stand_in.another_workspace("Hillside", installed=False)
    status, _, page = ask_to_install(stand_in)
    assert status == 200
    assert "chat:write" in page
    assert "Allow in Hillside" in page
    status, where, _ = ask_to_install(stand_in, allow=other.workspace.id)
    back = parse_qs(urlsplit(where).query)
    assert (status, where.startswith(BACK), back["state"]) == (302, True, ["s1"])
    got = anonymous(stand_in).oauth_v2_access(**secrets(stand_in), code=back["code"][0], redirect_uri=BACK)
    assert (got["team"]["name"], got["scope"]) == ("Hillside", "commands,chat:write")
    client = WebClient(token=got["access_token"], base_url=f"{stand_in.address}/api/")
    assert client.auth_test()["team_id"] == other.workspace.id
    with pytest.raises(SlackApiError, match="code_already_used"):
        anonymous(stand_in).oauth_v2_access(**secrets(stand_in), code=back["code"][0], redirect_uri=BACK)
    with pytest.raises(SlackApiError, match="missing_scope"):
        client.files_info(file="F1")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "https://evil.example"}, "bad_redirect_uri"),
        ({"scope": "channels:history"}, "invalid_scope"),
        ({"allow": "T0NOBODY"}, "team_not_found"),
    ],
)
def test_a_wrong_way_to_install_is_refused(stand_in: StandIn, change: dict[str, str], error: str) -> None:
    status, _, page = ask_to_install(stand_in, **change)
    assert status == 400
    assert error in page


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code": "1.wrong"}, "invalid_code"),
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "https://evil.example"}, "bad_redirect_uri"),
    ],
)
def test_a_wrong_exchange_is_refused(stand_in: StandIn, change: dict[str, str], error: str) -> None:
    _, where, _ = ask_to_install(stand_in, allow=stand_in.workspace.workspace.id)
    right = {**secrets(stand_in), "code": parse_qs(urlsplit(where).query)["code"][0], "redirect_uri": BACK}
    with pytest.raises(SlackApiError, match=error):
        anonymous(stand_in).oauth_v2_access(**(right | change))


def test_a_code_grows_old_after_ten_minutes(stand_in: StandIn) -> None:
    _, where, _ = ask_to_install(stand_in, allow=stand_in.workspace.workspace.id)
    stand_in.slack.advance(601)
    with pytest.raises(SlackApiError, match="invalid_code"):
        anonymous(stand_in).oauth_v2_access(**secrets(stand_in), code=parse_qs(urlsplit(where).query)["code"][0])


def test_a_rotating_token_ends_after_twelve_hours_and_is_renewed_once(stand_in: StandIn) -> None:
    stand_in.slack.registration.rotates_tokens = True
    _, where, _ = ask_to_install(stand_in, allow=stand_in.workspace.workspace.id)
    code = parse_qs(urlsplit(where).query)["code"][0]
    first = anonymous(stand_in).oauth_v2_access(**secrets(stand_in), code=code)
    client = WebClient(token=first["access_token"], base_url=f"{stand_in.address}/api/")
    assert client.auth_test()["ok"]
    stand_in.slack.advance(12 * 3600 + 1)
    with pytest.raises(SlackApiError, match="token_expired"):
        client.auth_test()
    wish = {**secrets(stand_in), "grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    client.token = anonymous(stand_in).oauth_v2_access(**wish)["access_token"]
    assert client.auth_test()["ok"]
    with pytest.raises(SlackApiError, match="invalid_refresh_token"):
        anonymous(stand_in).oauth_v2_access(**wish)


def test_two_workspaces_share_nothing(stand_in: StandIn) -> None:
    other = stand_in.another_workspace("Hillside")
    mine = WebClient(token=stand_in.workspace.workspace.bot_token, base_url=f"{stand_in.address}/api/")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        mine.chat_postMessage(channel=other.workspace.channel("general").id, text="x")
    theirs = WebClient(token=other.workspace.bot_token, base_url=f"{stand_in.address}/api/")
    theirs.chat_postMessage(channel=other.workspace.channel("general").id, text="theirs")
    assert [each.text for each in other.see()] == ["theirs"]
    assert stand_in.workspace.see() == []


def download(address: str, token: str) -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, b""


def test_a_file_sent_to_the_bot_can_be_downloaded_with_its_token_only(stand_in: StandIn) -> None:
    workspace = stand_in.workspace.workspace
    workspace.scopes = (*workspace.scopes, "files:read")
    stand_in.workspace.upload(("away.ics", b"BEGIN:VCALENDAR"))
    identifier = next(iter(workspace.files))
    client = WebClient(token=workspace.bot_token, base_url=f"{stand_in.address}/api/")
    described = client.files_info(file=identifier)["file"]
    assert (described["name"], described["mimetype"], described["size"]) == ("away.ics", "text/calendar", 15)
    address = described["url_private_download"]
    assert download(address, workspace.bot_token) == (200, b"BEGIN:VCALENDAR")
    status, page = download(address, "xoxb-wrong")
    assert (status, b"Sign in" in page) == (200, True)


def test_the_bot_sends_a_file_in_two_steps(stand_in: StandIn) -> None:
    workspace = stand_in.workspace.workspace
    workspace.scopes = (*workspace.scopes, "files:write")
    client = WebClient(token=workspace.bot_token, base_url=f"{stand_in.address}/api/")
    channel = workspace.direct(workspace.person("organiser")).id
    client.files_upload_v2(channel=channel, content="a,b\n1,2\n", filename="checks.csv", initial_comment="In full:")
    assert stand_in.workspace.last(in_="dm").text == "In full:\n(file: checks.csv)"
    assert [each.content for each in workspace.files.values()] == [b"a,b\n1,2\n"]


def test_shortcuts_from_a_message_and_from_the_global_menu_reach_the_bot(stand_in: StandIn, bolt: App) -> None:
    heard: list[tuple[str, str]] = []

    @bolt.shortcut("check_message")
    def message(ack: Any, shortcut: dict[str, Any], respond: Any) -> None:
        ack()
        respond(f"Checked: {shortcut['message']['text']}")

    @bolt.shortcut("check_form")
    def form(ack: Any, shortcut: dict[str, Any]) -> None:
        ack()
        heard.append((shortcut["type"], shortcut["user"]["id"]))

    workspace = stand_in.workspace
    workspace.type("Board on Fri 4 Dec", in_="quiet-corner")
    answer = workspace.shortcut("Check these dates", on=workspace.last(in_="quiet-corner"), as_="member")
    assert answer.text == "Checked: Board on Fri 4 Dec"
    assert answer.message.only_you
    workspace.shortcut("Check dates", as_="admin")
    assert heard == [("shortcut", workspace.person("admin").id)]
    with pytest.raises(AssertionError, match="No shortcut"):
        workspace.shortcut("Make tea")


def test_a_workflow_runs_the_apps_step(stand_in: StandIn, bolt: App) -> None:
    @bolt.function("check_dates")
    def step(inputs: dict[str, Any], complete: Any, fail: Any) -> None:
        if not inputs["dates"]:
            fail("There are no dates.")
        else:
            complete(outputs={"level": "Adjust"})

    workspace = stand_in.workspace
    assert workspace.run_step("check_dates", {"dates": "Fri 4 Dec"}) == {"level": "Adjust"}
    with pytest.raises(AssertionError, match="There are no dates"):
        workspace.run_step("check_dates", {"dates": ""})


def test_uninstalling_ends_the_token_drops_what_was_kept_and_tells_the_bot(stand_in: StandIn, bolt: App) -> None:
    told: list[str] = []

    @bolt.event("app_uninstalled")
    def gone(body: dict[str, Any]) -> None:
        told.append(body["team_id"])

    workspace = stand_in.workspace.workspace
    client = WebClient(token=workspace.bot_token, base_url=f"{stand_in.address}/api/")
    at = int(stand_in.slack.clock.now()) + 600
    client.chat_scheduleMessage(channel=workspace.channel("general").id, post_at=at, text="x")
    stand_in.slack.uninstall(workspace)
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()
    stand_in.slack.advance(700)
    assert stand_in.workspace.see() == []
    assert stand_in.workspace.type("/ally-check").text == "/ally-check is not a valid command."
