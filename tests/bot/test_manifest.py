"""The app manifest: what Slack asks for, within what Slack takes."""

import json

import jsonschema
import pytest

from bot.features import COMMANDS, SCOPES
from bot.manifest import manifest

#: What the JSON schema of Slack for manifests (slackapi/manifest-schema, version 2) asks of the parts that we use, in
#: our own words, and stricter where the reference is (docs.slack.dev/reference/app-manifest). No package carries that
#: file. In November 2026 the two were compared, and these manifests held against a transcript of it for those parts.
TEXT = {"type": "string", "minLength": 1}
TRUTH = {"type": "boolean"}
ADDRESS = {"type": "string", "pattern": "^https?://", "maxLength": 3000}
SCOPES_ASKED = {"type": "array", "uniqueItems": True, "maxItems": 255, "items": TEXT | {"maxLength": 50}}
PARAMETERS = {
    "type": "object",
    "required": ["properties"],
    "properties": {
        "properties": {
            "type": "object",
            "maxProperties": 50,
            "additionalProperties": {
                "required": ["type"],
                "properties": {
                    "type": {"enum": ["string", "integer", "number", "boolean"]},
                    "title": {"type": "string"},
                    "description": {"type": "string"},
                },
            },
        },
        "required": {"type": "array", "items": TEXT},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["_metadata", "display_information", "features", "oauth_config", "settings", "functions"],
    "additionalProperties": False,
    "properties": {
        "_metadata": {
            "additionalProperties": False,
            "required": ["major_version"],
            "properties": {"major_version": {"const": 2}, "minor_version": {"type": "integer"}},
        },
        "display_information": {
            "additionalProperties": False,
            "required": ["name"],
            "properties": {
                "name": TEXT | {"maxLength": 35},
                "description": TEXT | {"maxLength": 140},
                "long_description": {"type": "string", "minLength": 175, "maxLength": 4000},
                "background_color": {"type": "string", "pattern": "^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"},
            },
        },
        "features": {
            "additionalProperties": False,
            "properties": {
                "app_home": {
                    "additionalProperties": False,
                    "properties": {
                        "home_tab_enabled": TRUTH,
                        "messages_tab_enabled": TRUTH,
                        "messages_tab_read_only_enabled": TRUTH,
                    },
                },
                "bot_user": {
                    "additionalProperties": False,
                    "required": ["display_name"],
                    "properties": {"display_name": TEXT | {"maxLength": 80}, "always_online": TRUTH},
                },
                "shortcuts": {
                    "minItems": 1,
                    "maxItems": 10,
                    "items": {
                        "additionalProperties": False,
                        "required": ["name", "type", "callback_id", "description"],
                        "properties": {
                            "name": TEXT | {"maxLength": 24},
                            "type": {"enum": ["message", "global"]},
                            "callback_id": TEXT | {"maxLength": 255},
                            "description": TEXT | {"maxLength": 150},
                        },
                    },
                },
                "slash_commands": {
                    "minItems": 1,
                    "maxItems": 50,
                    "items": {
                        "additionalProperties": False,
                        "required": ["command", "description"],
                        "properties": {
                            "command": {"pattern": "^/", "minLength": 2, "maxLength": 32},
                            "url": ADDRESS,
                            "description": TEXT | {"maxLength": 2000},
                            "usage_hint": TEXT | {"maxLength": 1000},
                            "should_escape": TRUTH,
                        },
                    },
                },
            },
        },
        "oauth_config": {
            "additionalProperties": False,
            "properties": {
                "redirect_urls": {
                    "type": "array",
                    "uniqueItems": True,
                    "maxItems": 1000,
                    "items": TEXT | {"maxLength": 2500},
                },
                "scopes": {"additionalProperties": False, "properties": {"bot": SCOPES_ASKED}},
            },
        },
        "settings": {
            "additionalProperties": False,
            "properties": {
                "event_subscriptions": {
                    "additionalProperties": False,
                    "properties": {
                        "request_url": ADDRESS,
                        "bot_events": SCOPES_ASKED | {"maxItems": 100},
                    },
                },
                "interactivity": {
                    "additionalProperties": False,
                    "required": ["is_enabled"],
                    "properties": {"is_enabled": TRUTH, "request_url": ADDRESS},
                },
                "org_deploy_enabled": TRUTH,
                "socket_mode_enabled": TRUTH,
                "token_rotation_enabled": TRUTH,
                "function_runtime": {"const": "remote"},
            },
        },
        "functions": {
            "type": "object",
            "maxProperties": 50,
            "additionalProperties": {
                "additionalProperties": False,
                "required": ["title", "description", "input_parameters", "output_parameters"],
                "properties": {
                    "title": TEXT,
                    "description": TEXT,
                    "input_parameters": PARAMETERS,
                    "output_parameters": PARAMETERS,
                },
            },
        },
    },
}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"url": "https://alongside.example.org"},
        {"url": "https://alongside.example.org/", "many": True},
        {"prefix": "a" * 20, "name": "n" * 35},
    ],
)
def test_the_manifest_keeps_to_what_slack_takes(asked):
    jsonschema.validate(manifest(**asked), SCHEMA)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("display_information", {"name": "n" * 36}),
        ("features", {"unheard_of": {}}),
        ("oauth_config", {"scopes": {"bot": ["s" * 51]}}),
        ("settings", {"event_subscriptions": {"bot_events": ["app_mention", "app_mention"]}}),
        ("functions", {"check_dates": {"title": "Check dates"}}),
        ("unheard_of", {}),
    ],
)
def test_the_schema_refuses_what_slack_refuses(part, wrong):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest() | {part: wrong}, SCHEMA)


def test_over_http_every_address_is_the_servers():
    made = json.dumps(manifest(url="https://a.example.org/", many=True))
    assert made.count("https://a.example.org/slack/events") == len(COMMANDS) + 2
    assert "https://a.example.org/slack/oauth_redirect" in made
    assert "//slack" not in made


def test_over_socket_mode_no_address_is_asked_for():
    made = manifest()
    assert made["settings"]["socket_mode_enabled"]
    assert "http" not in json.dumps(made["settings"])


def test_two_bots_with_their_own_prefix_share_no_command():
    live = {item["command"] for item in manifest()["features"]["slash_commands"]}
    trial = {item["command"] for item in manifest(prefix="allytest")["features"]["slash_commands"]}
    assert not live & trial


def test_no_scope_reads_channels_or_addresses_and_each_has_its_reason():
    asked = manifest()["oauth_config"]["scopes"]["bot"]
    assert not {"channels:history", "groups:history", "users:read.email", "channels:read"} & set(asked)
    assert all(len(scope.reason) > 20 for scope in SCOPES)
