"""What one call to Slack came to: done, wait, refused, certainly not sent, or nobody knows."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.store.states import PauseReason


class Kind(Enum):
    """The five answers that ask for different things."""

    DONE = "done"
    WAIT = "wait"  # Slack names the time
    REFUSED = "refused"  # Slack said no
    NOT_SENT = "not sent"  # nothing reached Slack
    UNSURE = "unsure"  # Slack may or may not have done it


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `code` is Slack's word for an error, or the kind of failure."""

    kind: Kind
    data: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    wait: timedelta = timedelta()


#: Codes after which Slack may have done it all the same, or will next time. docs.slack.dev, errors of each method.
_THEIR_TROUBLE = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited"}
)
_SLOW_DOWN = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "restricted_too_many"})
#: What Slack asks us to wait when it does not say.
_DEFAULT_WAIT = timedelta(seconds=30)
#: Nothing we can wait out: the subscription is paused with this reason.
FAULTS: Mapping[str, PauseReason] = {
    "not_in_channel": PauseReason.NOT_IN_CHANNEL,
    "channel_not_found": PauseReason.CHANNEL_GONE,
    "is_archived": PauseReason.CHANNEL_ARCHIVED,
    "is_inactive": PauseReason.CHANNEL_ARCHIVED,
    "restricted_action": PauseReason.POSTING_RESTRICTED,
    "restricted_action_read_only_channel": PauseReason.POSTING_RESTRICTED,
    "restricted_action_thread_only_channel": PauseReason.POSTING_RESTRICTED,
    "restricted_action_non_threadable_channel": PauseReason.POSTING_RESTRICTED,
    "as_user_not_supported": PauseReason.POSTING_RESTRICTED,
    "cannot_post_in_mpim": PauseReason.POSTING_RESTRICTED,
    "account_inactive": PauseReason.TOKEN,
    "invalid_auth": PauseReason.TOKEN,
    "not_authed": PauseReason.TOKEN,
    "token_revoked": PauseReason.TOKEN,
    "token_expired": PauseReason.TOKEN,
    "missing_scope": PauseReason.TOKEN,
    "org_login_required": PauseReason.TOKEN,
    "ekm_access_denied": PauseReason.TOKEN,
    "team_access_not_granted": PauseReason.TOKEN,
    "no_permission": PauseReason.TOKEN,
}


def bare_client(token: str, api_url: str, *, timeout: int = 20) -> WebClient:
    """A client that never repeats a call by itself.

    The SDK's own client repeats after a dropped connection, which for a message means: posted twice.
    """
    return WebClient(token=token, base_url=api_url, timeout=timeout, retry_handlers=[])


def ask(call: Callable[[], SlackResponse]) -> Answer:
    """Make the call and say what came of it; never raises for anything that Slack or the network did."""
    try:
        return Answer(Kind.DONE, _data(call()))
    except SlackApiError as error:
        return _said_no(error)
    except ConnectionRefusedError:
        return Answer(Kind.NOT_SENT, code="connection refused")
    except URLError as error:
        reason = error.reason
        never_left = isinstance(reason, ConnectionRefusedError) or type(reason).__name__ == "gaierror"
        return Answer(Kind.NOT_SENT if never_left else Kind.UNSURE, code=type(reason).__name__)
    except (OSError, http.client.HTTPException, json.JSONDecodeError, SlackClientError) as error:
        return Answer(Kind.UNSURE, code=type(error).__name__)


def _said_no(error: SlackApiError) -> Answer:
    response = error.response
    status = getattr(response, "status_code", 200)
    code = str(_data(response).get("error", ""))
    if status == 429 or code in _SLOW_DOWN:
        return Answer(Kind.WAIT, code=code or "ratelimited", wait=_retry_after(response))
    if status >= 500 or code in _THEIR_TROUBLE or not code:
        return Answer(Kind.UNSURE, code=code or f"HTTP {status}")
    return Answer(Kind.REFUSED, code=code)


def _retry_after(response: Any) -> timedelta:
    """`Retry-After` in seconds, whatever the case of the header's name."""
    headers = getattr(response, "headers", None) or {}
    named = {str(name).lower(): value for name, value in headers.items()}
    stated = named.get("retry-after", "")
    stated = stated[0] if isinstance(stated, list) else str(stated)
    return timedelta(seconds=min(int(stated), 3600)) if stated.isdecimal() else _DEFAULT_WAIT


def _data(response: Any) -> Mapping[str, Any]:
    data = response if isinstance(response, dict) else getattr(response, "data", None)
    return data if isinstance(data, dict) else {}
