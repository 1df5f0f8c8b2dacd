"""The commands that run the bot, as somebody types them."""

import json

import pytest

from bot.cli import main
from bot.settings import VARIABLES


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch, tmp_path):
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable.name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/alongside.db")


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    printed = capsys.readouterr()
    return stopped.value.code, printed.out, printed.err


@pytest.mark.parametrize("way", ["web", "socket"])
def test_an_unconfigured_bot_says_what_it_needs_and_stops(capsys, way):
    status, out, err = run(capsys, way)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 2
    assert all("is not set" in line for line in err.splitlines())


def test_the_doctor_lists_every_setting_and_what_each_way_still_needs(capsys):
    status, out, _ = run(capsys, "doctor", "--offline")
    assert status == 2
    assert all(variable.name in out for variable in VARIABLES.values())
    assert "SLACK_APP_TOKEN is not set, and `alongside socket` needs it." in out


def test_the_doctor_shows_no_secret(capsys, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-very-secret")
    status, out, _ = run(capsys, "doctor", "--offline")
    assert status == 0
    assert "very-secret" not in out


def test_the_doctor_answers_for_machines(capsys):
    status, out, _ = run(capsys, "doctor", "--offline", "--json")
    found = json.loads(out)
    assert status == 2
    assert found["ready"] == []
    assert len(found["missing"]["socket"]) == 2


def test_the_doctor_asks_slack_whether_it_takes_the_token(capsys, monkeypatch, stand_in):
    for name, value in stand_in.environment().items():
        monkeypatch.setenv(name, value)
    status, out, _ = run(capsys, "doctor")
    assert status == 0
    assert "The bot token is accepted." in out
    assert "Database: well. SQLite answers." in out


def test_the_doctor_names_the_permissions_that_the_app_lacks(capsys, monkeypatch, stand_in):
    for name, value in stand_in.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("bot.app.granted_scopes", lambda client, token: frozenset({"commands", "chat:write"}))
    status, out, _ = run(capsys, "doctor")
    assert status == 2
    assert "lacks im:history, app_mentions:read" in out


def test_the_doctor_says_when_the_database_does_not_serve(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    status, out, _ = run(capsys, "doctor")
    assert status == 2
    assert "Database: not well. PostgreSQL does not serve" in out


def test_the_doctor_says_so_when_slack_does_not_take_the_token(capsys, monkeypatch, stand_in):
    for name, value in stand_in.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-somebody-else")
    status, out, _ = run(capsys, "doctor")
    assert status == 2
    assert "SLACK_BOT_TOKEN is not accepted by Slack (invalid_auth)." in out


def test_a_slack_that_cannot_be_reached_is_one_sentence(capsys, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-a-token")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "0" * 32)
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    status, _, err = run(capsys, "web")
    assert status == 2
    assert err.startswith("Slack cannot be reached at http://127.0.0.1:1/api/")
    assert len(err.splitlines()) == 1


def test_the_manifest_is_printed_for_the_prefix_of_the_environment(capsys, monkeypatch):
    monkeypatch.setenv("COMMAND_PREFIX", "allytest")
    status, out, _ = run(capsys, "manifest", "--url", "https://a.example.org")
    assert status == 0
    assert json.loads(out)["features"]["slash_commands"][0]["command"] == "/allytest-check"


def test_the_manifest_comes_with_the_reason_for_each_scope_that_it_asks_for(capsys):
    _, out, err = run(capsys, "manifest", "--url", "https://a.example.org")
    heading, *reasons = err.splitlines()
    assert heading == "The permissions asked for, and why:"
    assert [line.split()[0] for line in reasons] == json.loads(out)["oauth_config"]["scopes"]["bot"]
    assert all(len(line.split()) > 5 for line in reasons)


def test_the_reasons_for_the_scopes_can_be_had_alone(capsys):
    _, out, err = run(capsys, "manifest", "--scopes")
    assert "chat:write" in out
    assert "time zone" in out
    assert not err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--many",), "--many needs --url"),
        (("--url", "http://example.org"), "is not an https:// address"),
        (("--prefix", "No Spaces"), "is not a command prefix"),
        (("--name", "n" * 36), "Slack allows 1 to 35 characters"),
    ],
)
def test_a_manifest_that_slack_would_refuse_is_refused_here(capsys, arguments, says):
    status, _, err = run(capsys, "manifest", *arguments)
    assert status == 2
    assert says in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("group", [[], ["content"]])
def test_a_command_without_its_word_shows_the_help_and_nothing_after_it(capsys, group):
    status, out, err = run(capsys, *group)
    assert (status, out) == (2, "")
    assert err.startswith("Usage: alongside")
    assert "Try:" not in err
