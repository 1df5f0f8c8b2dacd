"""The Bolt app: one place where settings, listeners and the two ways of reaching Slack meet."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.lazy_listener import ThreadLazyListenerRunner
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.desk import Desk
from bot.errors import SettingsError
from bot.listeners import register_all
from bot.settings import Settings

log = logging.getLogger("alongside.app")

#: Acknowledging has threads of its own, so that slow work never makes Slack wait.
ACKNOWLEDGING_THREADS = 8
WORKING_THREADS = 16


def client_for(settings: Settings) -> WebClient:
    """A client of the Web API at the address of the settings, which waits when Slack says so."""
    client = WebClient(base_url=settings.api_url, timeout=20)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
    return client


def build_app(desk: Desk) -> App:
    """The app with every listener, ready to be served over HTTP or Socket Mode.

    Raises SettingsError when Slack does not accept the token, or cannot be reached to ask.
    """
    settings = desk.settings
    client = client_for(settings)
    us = verify_token(client, settings.bot_token)
    app = App(
        name="alongside",
        logger=logging.getLogger("slack_bolt"),
        client=client,
        authorize=lambda: us,
        signing_secret=settings.signing_secret,
        listener_executor=ThreadPoolExecutor(ACKNOWLEDGING_THREADS, thread_name_prefix="acknowledge"),
    )
    app.listener_runner.lazy_listener_runner = ThreadLazyListenerRunner(
        logger=app.logger, executor=ThreadPoolExecutor(WORKING_THREADS, thread_name_prefix="work")
    )
    register_all(app, desk)
    return app


def verify_token(client: WebClient, token: str) -> AuthorizeResult:
    """Ask Slack who we are with this token, once, so that no request waits for it. Raises SettingsError."""
    try:
        return AuthorizeResult.from_auth_test_response(
            bot_token=token, auth_test_response=client.auth_test(token=token)
        )
    except SlackApiError as error:
        code = error.response.get("error", "an error")
        sentence = f"SLACK_BOT_TOKEN is not accepted by Slack ({code}). Reinstall the app and copy its token again."
        raise SettingsError((sentence,)) from None
    except OSError as error:
        sentence = f"Slack cannot be reached at {client.base_url} ({type(error).__name__}). Check the network."
        raise SettingsError((sentence,)) from None
