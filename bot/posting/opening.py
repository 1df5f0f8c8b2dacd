"""Opens the room in which the passes work: from settings and a store to clients, words and days off."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient

from bot.choices import lead_hours
from bot.features import command
from bot.posting.answers import bare_client
from bot.posting.days_off import policy_of
from bot.posting.room import ClientOf, PostRoom
from bot.posting.words import composer
from bot.settings import Settings
from bot.store.claims import Terms
from bot.store.installations import Installations
from bot.store.store import Store
from bot.store.workspaces import Workspace
from bot.tokens import Tokens

#: While a person waits: how long one call may take, in seconds, and how long its turn is waited for.
BRIEF = 5
BRIEFLY = timedelta(seconds=2)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def post_room(settings: Settings, store: Store, *, clock: Callable[[], datetime] = _utc_now) -> PostRoom:
    """Everything the passes need, for these settings. `clock` gives an aware instant: the one that Slack goes by."""
    return PostRoom(
        store=store,
        client_of=clients(settings, store),
        compose=composer(settings),
        policy_of=policy_of(settings),
        lead_of=lead_of(settings),
        now=clock,
        sleep=time.sleep,
        typed=command("weekly").typed(settings.command_prefix),
        terms=Terms(lead=timedelta(hours=settings.lead_hours), lateness=timedelta(hours=settings.lateness_hours)),
    )


def lead_of(settings: Settings) -> Callable[[Workspace], timedelta]:
    """For each workspace, how long before its time a prompt is handed to Slack."""
    return lambda workspace: timedelta(hours=lead_hours(workspace.policy, settings))


def clients(settings: Settings, store: Store, *, timeout: int = 20) -> ClientOf:
    """The client of each workspace: by the one token of the settings, or by its installation, renewed when due.

    `timeout` in seconds, of one call.
    """
    if not settings.many_workspaces:
        return lambda _workspace: bare_client(settings.bot_token, settings.api_url, timeout=timeout)
    tokens = Tokens(settings, Installations(store), bare_client("", settings.api_url, timeout=timeout))

    def client_of(workspace: Workspace) -> WebClient | None:
        found = tokens.of(workspace.enterprise_id, workspace.workspace_id)
        if found is None or not found.bot_token:
            return None
        return bare_client(found.bot_token, settings.api_url, timeout=timeout)

    return client_of


def hurried_room(settings: Settings, store: Store, *, clock: Callable[[], datetime] = _utc_now) -> PostRoom:
    """The same for what is done while a person waits: what does not come to an end soon is left to a worker."""
    room = post_room(settings, store, clock=clock)
    return replace(room, client_of=clients(settings, store, timeout=BRIEF), patience=BRIEFLY)
