"""Installing the app by OAuth: the page that asks, the code, the token, and its renewal.

docs.slack.dev/authentication/installing-with-oauth and /using-token-rotation.
"""

from __future__ import annotations

import base64
import html
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bot.playground.refusals import SlackRefusal
from bot.playground.slack import TOKEN_SECONDS, Code, Slack, Token
from bot.playground.workspace import Workspace

if TYPE_CHECKING:
    from bot.playground.server import Request, Response

CODE_SECONDS = 600


def authorize(slack: Slack, request: Request) -> Response:
    """The page on which an installer allows what the app asks for; allowing leads back to the bot with a code."""
    from bot.playground.server import Response, as_json

    wanted = request.query
    if wanted.get("client_id") != slack.registration.client_id:
        return as_json({"ok": False, "error": "invalid_client_id"}, 400)
    redirect = wanted.get("redirect_uri") or next(iter(slack.registration.redirect_urls), "")
    known = slack.registration.redirect_urls
    if not redirect or (known and not any(redirect.startswith(each) for each in known)):
        return as_json({"ok": False, "error": "bad_redirect_uri"}, 400)
    scopes = tuple(filter(None, wanted.get("scope", "").replace(" ", ",").split(",")))
    unknown = [each for each in scopes if each not in slack.registration.scopes]
    if unknown:
        return as_json({"ok": False, "error": "invalid_scope", "needed": ",".join(unknown)}, 400)
    if wanted.get("allow"):
        workspace = slack.workspaces.get(wanted["allow"])
        if workspace is None:
            return as_json({"ok": False, "error": "team_not_found"}, 400)
        code = f"{secrets.randbelow(10**13)}.{secrets.token_hex(16)}"
        person = next(each for each in workspace.people.values() if each.admin)
        slack.codes[code] = Code(workspace.id, person.id, redirect, scopes, slack.clock.now())
        back = {"code": code, **({"state": wanted["state"]} if "state" in wanted else {})}
        joint = "&" if "?" in redirect else "?"
        return Response(302, headers=(("Location", f"{redirect}{joint}{urlencode(back)}"),))
    links = "".join(
        f'<li><a href="?{html.escape(urlencode({**wanted, "allow": each.id}))}">Allow in {html.escape(each.name)}</a>'
        for each in slack.workspaces.values()
    )
    asked = "".join(f"<li><code>{html.escape(each)}</code></li>" for each in scopes)
    cancel = html.escape(f"{redirect}?{urlencode({'error': 'access_denied', 'state': wanted.get('state', '')})}")
    page = (
        '<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Install Alongside (demonstration)</title>'
        f"<h1>{html.escape(slack.registration.name)} asks for</h1><ul>{asked}</ul><ul>{links}</ul>"
        f'<p><a href="{cancel}">Cancel</a></p></html>'
    )
    return Response(200, page.encode(), "text/html; charset=utf-8")


def exchange(slack: Slack, arguments: dict[str, Any], request: Request) -> dict[str, Any]:
    """`oauth.v2.access`: a code, or a refresh token, for a bot token. Raises `SlackRefusal`."""
    with slack.lock:
        try:
            return _exchange(slack, arguments, request)
        except SlackRefusal as refusal:
            slack.note("oauth.v2.access", refusal)
            raise


def _exchange(slack: Slack, arguments: dict[str, Any], request: Request) -> dict[str, Any]:
    client, secret = arguments.get("client_id"), arguments.get("client_secret")
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):
        client, _, secret = base64.b64decode(header[6:]).decode().partition(":")
    if client != slack.registration.client_id:
        raise SlackRefusal("invalid_client_id")
    if secret != slack.registration.client_secret:
        raise SlackRefusal("bad_client_secret")
    if arguments.get("grant_type", "authorization_code") == "refresh_token":
        old = str(arguments.get("refresh_token"))
        team = slack.renewals.pop(old, None)
        if team is None:
            raise SlackRefusal("invalid_refresh_token")
        return _grant(slack, slack.workspaces[team], None)
    code = slack.codes.get(str(arguments.get("code")))
    if code is None or slack.clock.now() - code.made_at > CODE_SECONDS:
        raise SlackRefusal("invalid_code")
    if code.used:
        raise SlackRefusal("code_already_used")
    if arguments.get("redirect_uri", code.redirect_uri) != code.redirect_uri:
        raise SlackRefusal("bad_redirect_uri")
    code.used = True
    workspace = slack.workspaces[code.team]
    workspace.scopes, workspace.installed = code.scopes, True
    return _grant(slack, workspace, code.person)


def _grant(slack: Slack, workspace: Workspace, person: str | None) -> dict[str, Any]:
    rotates = slack.registration.rotates_tokens
    text = slack.new_token_text()
    if rotates:
        text = f"xoxe.{text}"
    expires_at = slack.clock.now() + TOKEN_SECONDS if rotates else None
    slack.tokens[text] = Token(workspace.id, expires_at)
    workspace.bot_token = text
    more: dict[str, Any] = {}
    if rotates:
        renewal = f"xoxe-1-{secrets.token_urlsafe(60)}"
        slack.renewals[renewal] = workspace.id
        more = {"refresh_token": renewal, "expires_in": TOKEN_SECONDS}
    if person is not None:
        more["authed_user"] = {"id": person}
    return {
        "access_token": text,
        "token_type": "bot",
        "scope": ",".join(workspace.scopes),
        "bot_user_id": workspace.bot.id,
        "app_id": workspace.app_id,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }
