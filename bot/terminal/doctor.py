"""`alongside doctor`: what is configured, what is missing, and how to get it."""

from __future__ import annotations

import json
import os

import click

from bot.errors import SettingsError
from bot.settings import Settings


@click.command()
@click.option("--offline", is_flag=True, help="Do not ask Slack whether it accepts the tokens.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(offline: bool, as_json: bool) -> int:
    """Say what is configured, what is missing, and how to get it. Exit status 2 when no way of running is ready."""
    from bot.settings import VARIABLES, Way, load, problems

    try:
        settings = load()
    except SettingsError as error:
        if as_json:
            click.echo(json.dumps({"ready": [], "problems": list(error.problems)}))
            return 2
        raise
    missing = {way: problems(settings, way) for way in Way}
    ready = [way for way in (Way.SOCKET, Way.WEB) if not missing[way]]
    checks = _checks(settings) if not offline else []
    if as_json:
        found = {
            "ready": [str(way) for way in ready],
            "settings": {v.name: _stands(v.name, v.secret, v.default) for v in VARIABLES.values()},
            "missing": {str(way): list(lines) for way, lines in missing.items()},
            "checks": [{"part": part, "ok": ok, "says": says} for part, ok, says in checks],
        }
        click.echo(json.dumps(found, indent=2))
    else:
        click.echo("Settings")
        width = max(len(variable.name) for variable in VARIABLES.values())
        for variable in VARIABLES.values():
            click.echo(f"  {variable.name:{width}}  {_stands(variable.name, variable.secret, variable.default)}")
        click.echo("\nWays to run")
        click.echo("  alongside try      ready: needs nothing")
        for way, lines in missing.items():
            click.echo(f"  alongside {way:8} {'not ready:' if lines else 'ready'}")
            for line in lines:
                click.echo(f"      {line}")
        if checks:
            click.echo("\nChecks")
            for part, ok, says in checks:
                click.echo(f"  {part}: {'well' if ok else 'not well'}. {says}")
    unwell = any(not ok for _, ok, _ in checks)
    return 0 if ready and not unwell else 2


def _stands(name: str, secret: bool, default: str) -> str:
    """How one setting stands, without showing a secret."""
    value = os.environ.get(name, "").strip()
    if value:
        return "set" if secret else f"set to {value}"
    return f"not set; {default} is used" if default else "not set"


def _checks(settings: Settings) -> list[tuple[str, bool, str]]:
    """Ask the outside parts that are configured. Imports late: a doctor without tokens starts fast."""
    return [*_slack(settings), *_database(settings)]


def _slack(settings: Settings) -> list[tuple[str, bool, str]]:
    """Whether Slack takes the token, and whether the app may do all that it needs to."""
    if not settings.bot_token:
        return []
    from bot.app import client_for, granted_scopes
    from bot.features import bot_scopes

    try:
        granted = granted_scopes(client_for(settings), settings.bot_token)
    except SettingsError as error:
        return [("Slack", False, str(error))]
    missing = [scope for scope in bot_scopes() if granted and scope not in granted]
    if missing:
        how = "Add them under OAuth & Permissions, or paste the manifest anew, and reinstall the app."
        return [("Slack", False, f"The bot token lacks {', '.join(missing)}. {how}")]
    return [("Slack", True, "The bot token is accepted.")]


def _database(settings: Settings) -> list[tuple[str, bool, str]]:
    """Whether the database answers and is prepared for this version, and whether workers are at work on it."""
    from datetime import UTC, datetime

    from bot.health import database_says, workers_say
    from bot.store.errors import StoreError
    from bot.store.store import Store

    store = Store(settings.database_url, keys=settings.token_keys)
    try:
        said = database_says(store)
        if said == "ok":
            workers = workers_say(store, datetime.now(UTC))
            return [("Database", True, f"{store.name} answers."), ("Workers", workers.well, workers.says)]
    except StoreError as error:
        said = type(error).__name__
    finally:
        store.close()
    how = "Run `alongside migrate`." if said == "StoreNotPreparedError" else "Check DATABASE_URL and the server."
    return [("Database", False, f"{store.name} does not serve ({said}). {how}")]
