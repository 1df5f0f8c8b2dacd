"""The Bolt app: one place where settings, listeners and the two ways of reaching Slack meet."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.lazy_listener import ThreadLazyListenerRunner
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse

from bot.desk import Desk
from bot.errors import SettingsError
from bot.features import bot_scopes
from bot.listeners import register_all
from bot.manifest import INSTALL_PATH, REDIRECT_PATH
from bot.settings import Settings
from bot.store.installations import Installations, OAuthStates
from bot.tokens import AuthorizeByTokens, Tokens

log = logging.getLogger("alongside.app")

#: Acknowledging has threads of its own, so that slow work never makes Slack wait.
ACKNOWLEDGING_THREADS = 8
WORKING_THREADS = 8
NOT_SERVED = (
    "Alongside cannot serve this workspace just now: it is not installed here, or cannot reach its database. Please "
    "try again in a few minutes; if that does not help, ask a workspace admin to install it again."
)


def client_for(settings: Settings) -> WebClient:
    """A client of the Web API at the address of the settings, which waits when Slack says so."""
    client = WebClient(base_url=settings.api_url, timeout=20)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
    return client


def build_app(desk: Desk) -> App:
    """The app with every listener, ready to be served over HTTP or Socket Mode.

    One workspace by its token, or many that install by OAuth. Raises SettingsError when Slack does not accept the
    token, or cannot be reached to ask.
    """
    client = client_for(desk.settings)
    who = _by_oauth(desk, client) if desk.settings.many_workspaces else _by_token(desk.settings, client)
    app = App(
        name="slack_bolt.alongside",  # Bolt sets the level of the logger of this name; ours must keep their own
        logger=logging.getLogger("slack_bolt"),
        client=client,
        signing_secret=desk.settings.signing_secret,
        listener_executor=ThreadPoolExecutor(ACKNOWLEDGING_THREADS, thread_name_prefix="acknowledge"),
        **who,
    )
    app.listener_runner.lazy_listener_runner = ThreadLazyListenerRunner(
        logger=app.logger, executor=ThreadPoolExecutor(WORKING_THREADS, thread_name_prefix="work")
    )
    register_all(app, desk)
    return app


def _by_token(settings: Settings, client: WebClient) -> dict[str, Any]:
    us = verify_token(client, settings.bot_token)
    return {"authorize": lambda: us}


def _by_oauth(desk: Desk, client: WebClient) -> dict[str, Any]:
    """Installations in the database, tokens encrypted there and renewed before they expire, states used once."""
    settings = desk.settings
    installations = Installations(desk.store, desk.clock)
    tokens = Tokens(settings, installations, client, reach=desk.reach)
    flow = OAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=bot_scopes(),
        redirect_uri=settings.public_url + REDIRECT_PATH,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=settings.authorize_url,
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=OAuthStates(desk.store, desk.clock),
    )
    return {
        "authorize": AuthorizeByTokens(tokens),
        "oauth_settings": flow,
        "installation_store_bot_only": True,
        "user_facing_authorize_error_message": NOT_SERVED,
    }


def granted_scopes(client: WebClient, token: str) -> frozenset[str]:
    """What the app may do with this token, as Slack says; empty when it does not say. Raises SettingsError."""
    headers = _who_we_are(client, token).headers or {}
    said = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    text = ",".join(said) if isinstance(said, list) else str(said)
    return frozenset(filter(None, (scope.strip() for scope in text.split(","))))


def verify_token(client: WebClient, token: str) -> AuthorizeResult:
    """Ask Slack who we are with this token, once, so that no request waits for it. Raises SettingsError."""
    return AuthorizeResult.from_auth_test_response(bot_token=token, auth_test_response=_who_we_are(client, token))


def _who_we_are(client: WebClient, token: str) -> SlackResponse:
    try:
        return client.auth_test(token=token)
    except SlackApiError as error:
        code = error.response.get("error", "an error")
        sentence = f"SLACK_BOT_TOKEN is not accepted by Slack ({code}). Reinstall the app and copy its token again."
        raise SettingsError((sentence,)) from None
    except OSError as error:
        sentence = f"Slack cannot be reached at {client.base_url} ({type(error).__name__}). Check the network."
        raise SettingsError((sentence,)) from None
