"""Settings: read once, every problem in one sentence, documented where they cannot drift."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import VARIABLES, Settings, Way, load, local_defaults, problems, require

ROOT = Path(__file__).resolve().parents[2]
KEY = "4XnTQdJ2yCFuOZ7b0xsJcmkhVfqFkVQXwPcCjV9yU0s="


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch):
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable.name, raising=False)


def test_an_empty_environment_gives_the_defaults():
    assert load() == Settings()


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("bot_token", " xoxb-1234-abcd ", "xoxb-1234-abcd"),
        ("signing_secret", "0" * 32, "0" * 32),
        ("token_keys", f"{KEY}, {KEY}", (KEY, KEY)),
        ("api_url", "http://127.0.0.1:9/api", "http://127.0.0.1:9/api/"),
        ("public_url", "https://alongside.example.org/", "https://alongside.example.org"),
        ("database_url", "postgres://u:p@h/d", "postgresql+pg8000://u:p@h/d"),
        ("database_url", "sqlite:///x.db", "sqlite:///x.db"),
        ("command_prefix", "/ally-trial", "ally-trial"),
        ("place", "York", "York"),
        ("tz", "Europe/Paris", "Europe/Paris"),
        ("port", "8080", 8080),
        ("lead_hours", "48", 48),
        ("file_mb", "25", 25),
        ("text_lines", "500", 500),
        ("log_level", "debug", "DEBUG"),
    ],
)
def test_a_setting_is_read_as_its_own_kind(monkeypatch, field, written, read):
    monkeypatch.setenv(VARIABLES[field].name, written)
    assert getattr(load(), field) == read


@pytest.mark.parametrize(
    ("field", "written", "says"),
    [
        ("bot_token", "xapp-1234-abcd", "Slack token of this kind: they begin with xoxb-."),
        ("signing_secret", "short", "SLACK_SIGNING_SECRET does not look like a signing secret"),
        ("token_keys", "hunter2", "TOKEN_KEYS is not a list of keys. Make one with: python"),
        ("api_url", "ftp://x", 'SLACK_API_URL is "ftp://x", which is not a web address'),
        ("public_url", "https://", 'PUBLIC_URL is "https://", which is not a web address'),
        ("database_url", "mysql://x", "DATABASE_URL is not a database address that begins with"),
        ("command_prefix", "Ally Bot", 'COMMAND_PREFIX is "Ally Bot", which is not a command prefix'),
        ("place", "Yrok", 'which cannot be used: "Yrok" is not a place we know; did you mean York'),
        ("tz", "Europe/Londn", 'ALONGSIDE_TZ is "Europe/Londn", which is not a time zone'),
        ("port", "http", 'PORT is "http", which is not a whole number from 1 to 65535.'),
        ("port", "99999999999999999999", "which is not a whole number"),
        ("web_workers", "-1", "which is not a whole number from 1 to 64."),
        ("log_level", "LOUD", 'LOG_LEVEL is "LOUD", which is not one of'),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_the_remedy(monkeypatch, field, written, says):
    monkeypatch.setenv(VARIABLES[field].name, written)
    with pytest.raises(SettingsError, match=re.escape(says)) as raised:
        load()
    assert len(raised.value.problems) == 1


def test_every_problem_is_told_at_once_and_no_secret_is_shown(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "my-secret-token")
    monkeypatch.setenv("DATABASE_URL", "mysql://user:my-password@host/x")
    monkeypatch.setenv("PORT", "many")
    with pytest.raises(SettingsError) as raised:
        load()
    told = str(raised.value)
    assert len(told.splitlines()) == 3
    assert "my-secret-token" not in told
    assert "my-password" not in told


def test_secrets_do_not_show_when_settings_are_printed():
    shown = repr(Settings(bot_token="xoxb-a", database_url="postgresql+pg8000://u:p@h/d", token_keys=("k",)))
    assert "xoxb" not in shown
    assert "u:p" not in shown


@pytest.mark.parametrize(
    ("way", "settings", "missing"),
    [
        (Way.SOCKET, {}, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        (Way.SOCKET, {"bot_token": "xoxb-", "app_token": "xapp-"}, []),
        (Way.WEB, {}, ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"]),
        (Way.WEB, {"signing_secret": "s", "bot_token": "xoxb-"}, []),
        (Way.WEB, {"signing_secret": "s", "client_id": "1"}, ["SLACK_CLIENT_SECRET", "TOKEN_KEYS", "PUBLIC_URL"]),
        (Way.WORKER, {"bot_token": "xoxb-"}, []),
        (Way.WORKER, {"client_id": "1", "client_secret": "2", "token_keys": (KEY,)}, []),
    ],
)
def test_a_way_of_running_says_what_it_still_needs_and_how_to_get_it(way, settings, missing):
    found = problems(Settings(**settings), way)
    assert [line.split(" ", 1)[0] for line in found] == missing
    assert all("needs it. " in line and len(line) > 80 for line in found)


def test_a_half_configured_environment_stops_with_one_sentence_a_problem():
    with pytest.raises(SettingsError) as raised:
        require(Settings(signing_secret="s" * 32, client_id="1"), Way.WEB)
    assert len(str(raised.value).splitlines()) == 3


def test_the_terminal_takes_place_and_zone_from_the_environment():
    assert local_defaults({}) == ("London", "Europe/London")
    assert local_defaults({"ALONGSIDE_PLACE": " York ", "ALONGSIDE_TZ": "Europe/Paris"}) == ("York", "Europe/Paris")


def test_defaults_in_the_table_are_the_defaults_of_the_fields():
    for item in fields(Settings):
        variable = VARIABLES[item.name]
        if variable.default:
            assert getattr(Settings(), item.name) == variable.read(variable.default)
        else:
            assert not getattr(Settings(), item.name)


def test_the_documented_settings_are_the_ones_that_are_read():
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for variable in VARIABLES.values():
        default = f"`{variable.default}`" if variable.default else ""
        assert f"| `{variable.name}` | {variable.meaning} | {default} |" in documented
    rows = [line for line in documented.splitlines() if line.startswith("| `") and "`alongside " not in line[:14]]
    assert len(rows) == len(VARIABLES)
