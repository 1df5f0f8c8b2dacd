"""The app as Slack knows it: its identifiers and secrets, and what its manifest asks for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: What the stand-in grants when no manifest is given: the scopes of `slack.md`'s design and nothing more.
SCOPES = ("app_mentions:read", "chat:write", "commands", "files:read", "im:history", "users:read")
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")
COMMANDS = ("quote", "reflect", "check", "dates", "weekly")


@dataclass(frozen=True)
class SlashCommand:
    """A slash command as the composer offers it."""

    name: str
    description: str = ""
    usage: str = ""


@dataclass(frozen=True)
class Shortcut:
    """A global or a message shortcut."""

    name: str
    callback_id: str
    on_message: bool
    description: str = ""


def _token(kind: str) -> str:
    return f"{kind}-{secrets.token_hex(4)}-{secrets.token_urlsafe(18)}"


@dataclass
class Registration:
    """One Slack app. Secrets are made afresh for every stand-in; they open nothing but the stand-in."""

    app_id: str = "A0ALONGSIDE"
    client_id: str = "100.200"
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    app_token: str = field(default_factory=lambda: _token("xapp-1"))
    name: str = "Alongside"
    bot_name: str = "alongside"
    scopes: tuple[str, ...] = SCOPES
    user_scopes: tuple[str, ...] = ()
    events: tuple[str, ...] = EVENTS
    commands: tuple[SlashCommand, ...] = (SlashCommand("/ally"), *(SlashCommand(f"/ally-{name}") for name in COMMANDS))
    shortcuts: tuple[Shortcut, ...] = ()
    redirect_urls: tuple[str, ...] = ()
    rotates_tokens: bool = False
    #: Where Slack sends commands, interactions and events; empty until the bot is up (and unused in Socket Mode).
    request_url: str = ""
    socket_mode: bool = False

    def take_manifest(self, manifest: Mapping[str, Any]) -> None:
        """Configure the app as Slack would from its manifest (docs.slack.dev/reference/app-manifest)."""
        features = manifest.get("features", {})
        oauth = manifest.get("oauth_config", {})
        settings = manifest.get("settings", {})
        self.name = manifest.get("display_information", {}).get("name", self.name)
        self.bot_name = features.get("bot_user", {}).get("display_name", self.bot_name)
        self.scopes = tuple(oauth.get("scopes", {}).get("bot", ()))
        self.user_scopes = tuple(oauth.get("scopes", {}).get("user", ()))
        self.redirect_urls = tuple(oauth.get("redirect_urls", ()))
        self.events = tuple(settings.get("event_subscriptions", {}).get("bot_events", ()))
        self.socket_mode = bool(settings.get("socket_mode_enabled", self.socket_mode))
        self.rotates_tokens = bool(settings.get("token_rotation_enabled", False))
        self.commands = tuple(
            SlashCommand(each["command"], each.get("description", ""), each.get("usage_hint", ""))
            for each in features.get("slash_commands", ())
        )
        self.shortcuts = tuple(
            Shortcut(each["name"], each["callback_id"], each.get("type") == "message", each.get("description", ""))
            for each in features.get("shortcuts", ())
        )
