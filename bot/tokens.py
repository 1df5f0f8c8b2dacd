"""Which token serves a workspace: from the database or from memory, renewed in time, and lost to no race.

Slack exchanges a refresh token once (docs.slack.dev/authentication/using-token-rotation). Of several processes that
try at the same time one wins; the others go on with the token they have, which is good for two hours more, or with what
the winner stored.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.context.context import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.reach import Reach
from bot.settings import Settings
from bot.store.errors import StoreError
from bot.store.installations import Installations

log = logging.getLogger("alongside.tokens")

#: A token is renewed when it has so many minutes left.
EARLY = 120
#: Installations remembered for when the database is away.
MANY = 2000

#: What Slack says of a refresh token that will never work again.
OVER = frozenset({"invalid_refresh_token", "token_revoked", "token_expired", "account_inactive", "invalid_auth"})

Key = tuple[str | None, str | None, bool]


class Tokens:
    """The bot of a workspace with a token that is good now. Safe to use from several threads and processes.

    With a `reach` nobody waits long for the database; `client` asks Slack for renewed tokens.
    """

    def __init__(
        self,
        settings: Settings,
        installations: Installations,
        client: WebClient,
        *,
        reach: Reach | None = None,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self._installations = installations
        self._ask: Callable[[Callable[[], Bot | None]], Bot | None] = reach.ask if reach else lambda read: read()
        self._seconds = seconds
        self._rotator = TokenRotator(client_id=settings.client_id, client_secret=settings.client_secret, client=client)
        self._known: OrderedDict[Key, Bot] = OrderedDict()
        #: Renewed tokens that the database has not taken yet, with the bot whose refresh token they were had for.
        self._unsaved: dict[Key, tuple[Bot, Bot]] = {}
        self._lock = Lock()
        self._renewing = Lock()

    def of(self, enterprise: str | None, team: str | None, *, organisation: bool = False) -> Bot | None:
        """The bot that serves the workspace, by its own installation or its organisation's; None without one.

        Without the database, as it was last known to this process. Raises StoreError when nothing is known, and
        SlackTokenRotationError or OSError when its token is over and Slack could not be asked for another.
        """
        key = (enterprise, team, organisation)
        try:
            found = self._read(key)
        except StoreError as error:
            log.warning("without installations", extra={"cause": type(error).__name__})
            with self._lock:
                unsaved = self._unsaved.get(key)
                found = unsaved[1] if unsaved else self._known.get(key)
            if found is None:
                raise
        if found is None or not found.bot_refresh_token or self._lasts(found, EARLY * 60):
            return found
        return self._renewed(key, found)

    def _read(self, key: Key) -> Bot | None:
        """What the database holds, after it was given what it has not taken yet. Raises StoreError."""
        with self._lock:
            unsaved = self._unsaved.get(key)
        if unsaved is not None:
            self._save(key, *unsaved)
        enterprise, team, organisation = key
        found = self._ask(
            lambda: self._installations.find_bot(
                enterprise_id=enterprise, team_id=team, is_enterprise_install=organisation
            )
        )
        with self._lock:
            if found is None:
                self._known.pop(key, None)
            else:
                self._known[key] = found
                self._known.move_to_end(key)
                while len(self._known) > MANY:
                    self._known.popitem(last=False)
        return found

    def _renewed(self, key: Key, found: Bot) -> Bot | None:
        """The bot with a new token; with the one it has while another thread or process is at it."""
        patient = not self._lasts(found)
        if not self._renewing.acquire(blocking=patient):
            return found
        try:
            if patient:  # somebody may have renewed it while this thread waited
                found = self._stored(key) or found
                if self._lasts(found, EARLY * 60):
                    return found
            try:
                renewed = self._rotator.perform_bot_token_rotation(bot=found, minutes_before_expiration=EARLY)
            except (SlackTokenRotationError, OSError) as error:
                log.warning("token not renewed", extra={"kind": type(error).__name__})
                found = self._stored(key) or found
                if self._lasts(found):
                    return found
                if isinstance(error, SlackTokenRotationError) and _code(error) in OVER:
                    return None
                raise
            if renewed is None:
                return found
            with self._lock:
                self._unsaved[key] = (found, renewed)
                self._known[key] = renewed
            try:
                self._save(key, found, renewed)
            except StoreError as error:
                log.error("renewed token not stored yet", extra={"cause": type(error).__name__})
            return renewed
        finally:
            self._renewing.release()

    def _save(self, key: Key, used: Bot, renewed: Bot) -> None:
        """Put renewed tokens in place of those they were had for; not over those of a new installation."""
        if not self._installations.renew(renewed, used=used):
            log.warning("renewed token not needed", extra={"why": "there is a newer one"})
        with self._lock:
            self._unsaved.pop(key, None)

    def _stored(self, key: Key) -> Bot | None:
        try:
            return self._read(key)
        except StoreError:
            return None

    def _lasts(self, bot: Bot, seconds: float = 0) -> bool:
        return bot.bot_token_expires_at is None or bot.bot_token_expires_at > self._seconds() + seconds


def _code(error: SlackTokenRotationError) -> str:
    return str(error.api_error.response.get("error") or "")


class AuthorizeByTokens(Authorize):
    """Tells Bolt on whose behalf a request is answered, without asking Slack."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def __call__(
        self,
        *,
        context: BoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,  # noqa: ARG002 - everybody of a workspace is answered by the same bot
        **_actor: Any,
    ) -> AuthorizeResult | None:
        """The bot that serves the workspace of the request; None when none is installed there, or none can serve."""
        try:
            found = self._tokens.of(enterprise_id, team_id, organisation=bool(context.is_enterprise_install))
        except (StoreError, SlackTokenRotationError, OSError) as error:
            log.error("not served", extra={"cause": type(error).__name__})
            return None
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            bot_token=found.bot_token,
            bot_scopes=found.bot_scopes,
        )
