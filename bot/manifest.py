"""The app manifest that Slack asks for when an app is created, made from the description of features."""

from __future__ import annotations

from typing import Any

from bot.features import (
    APP_NAME,
    COMMANDS,
    LONG_DESCRIPTION,
    SHORT_DESCRIPTION,
    SHORTCUTS,
    STEP_CALLBACK,
    STEP_DESCRIPTION,
    STEP_INPUTS,
    STEP_OUTPUTS,
    STEP_TITLE,
    Parameter,
    bot_events,
    bot_scopes,
)

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


def manifest(*, url: str = "", prefix: str = "ally", name: str = APP_NAME, many: bool = False) -> dict[str, Any]:
    """The manifest for an app reached at `url` over HTTP, or by Socket Mode when `url` is empty.

    `many` adds what installing into several workspaces by OAuth needs: a redirect address and rotating tokens.
    Slack's reference: docs.slack.dev/reference/app-manifest.
    """
    endpoint = f"{url.rstrip('/')}{EVENTS_PATH}" if url else ""
    reached = {"request_url": endpoint} if endpoint else {}
    oauth: dict[str, Any] = {"scopes": {"bot": bot_scopes()}}
    if url and many:
        oauth["redirect_urls"] = [f"{url.rstrip('/')}{REDIRECT_PATH}"]
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": SHORT_DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "shortcuts": [
                {"name": item.name, "type": item.kind, "callback_id": item.callback_id, "description": item.description}
                for item in SHORTCUTS
            ],
            "slash_commands": [
                {
                    "command": item.typed(prefix),
                    "description": item.summary,
                    "usage_hint": item.hint,
                    "should_escape": False,
                    **({"url": endpoint} if endpoint else {}),
                }
                for item in COMMANDS
            ],
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": {**reached, "bot_events": bot_events()},
            "interactivity": {"is_enabled": True, **reached},
            "org_deploy_enabled": True,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": bool(url and many),
            "function_runtime": "remote",
        },
        "functions": {
            STEP_CALLBACK: {
                "title": STEP_TITLE,
                "description": STEP_DESCRIPTION,
                "input_parameters": _parameters(STEP_INPUTS),
                "output_parameters": _parameters(STEP_OUTPUTS),
            }
        },
    }


def _parameters(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    return {
        "properties": {
            item.name: {"type": item.kind, "title": item.title, "description": item.description} for item in parameters
        },
        "required": [item.name for item in parameters if item.required],
    }
