"""`alongside manifest`: the app manifest to paste when creating the app in Slack."""

from __future__ import annotations

import json

import click

from bot.features import SCOPES


@click.command()
@click.option("--url", default="", help="Where Slack reaches your server (https://…). Left out: Socket Mode.")
@click.option("--many", is_flag=True, help="For installing into many workspaces by OAuth; needs --url.")
@click.option("--prefix", default=None, help="The word that commands begin with; default COMMAND_PREFIX, or ally.")
@click.option("--name", default="Alongside", show_default=True, help="The app's name, up to 35 characters.")
@click.option("--scopes", is_flag=True, help="Print only the permissions, each with its reason.")
def manifest(url: str, many: bool, prefix: str | None, name: str, scopes: bool) -> None:
    """Print the app manifest to paste at api.slack.com/apps (Create New App, From a manifest).

    The manifest is JSON, which has no room for remarks: the reason for each permission goes to standard error.
    """
    from bot.manifest import manifest as make
    from bot.settings import VARIABLES, load

    if scopes:
        click.echo("\n".join(_reasons()))
        return
    if many and not url:
        raise click.UsageError("--many needs --url, the address to which Slack sends people back.")
    if url and not url.startswith("https://") and not url.startswith(("http://127.0.0.1", "http://localhost")):
        raise click.UsageError(f'"{url[:60]}" is not an https:// address; Slack sends requests to nothing else.')
    if not 1 <= len(name) <= 35:
        raise click.UsageError(f'"{name[:60]}" is not an app name: Slack allows 1 to 35 characters.')
    if prefix is None:
        prefix = load().command_prefix
    try:
        prefix = str(VARIABLES["command_prefix"].read(prefix))
    except ValueError as error:
        raise click.UsageError(f'"{prefix[:60]}" {error}') from None
    click.echo(json.dumps(make(url=url, prefix=prefix, name=name, many=many), indent=2, ensure_ascii=False))
    click.echo("\n".join(["The permissions asked for, and why:", *_reasons()]), err=True)


def _reasons() -> list[str]:
    """A line for each permission."""
    width = max(len(scope.name) for scope in SCOPES)
    return [f"{scope.name:{width}}  {scope.reason}" for scope in SCOPES]
