"""Who installed Alongside where: Bolt's stores for installations and OAuth states, with every token encrypted."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore

from bot.store.store import Store
from bot.store.subscriptions import resume_after_reinstalling
from bot.store.tables import installations, oauth_states
from bot.store.upsert import insert_or_update
from bot.store.workspaces import add_workspace, workspaces_of_organisation

Clock = Callable[[], datetime]

#: How long somebody may take between "Add to Slack" and approving it.
STATE_LASTS = timedelta(minutes=10)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Installations(InstallationStore):
    """One row for each workspace, or for each organisation that installed for all of its workspaces.

    A reinstallation replaces the row. User tokens are never kept, because Alongside asks for no user scope.
    """

    def __init__(self, store: Store, clock: Clock = _utc_now) -> None:
        self._store = store
        self._clock = clock
        self._logger = logging.getLogger(__name__)

    @property
    def logger(self) -> logging.Logger:
        """Bolt asks for it."""
        return self._logger

    def save(self, installation: Installation) -> None:
        """Keep a new or renewed installation, and have a workspace to hang settings on."""
        values = self._values(installation.to_bot())
        values["installed_by"] = installation.user_id
        with self._store.begin() as connection:
            insert_or_update(connection, installations, values)
            if installation.team_id:
                add_workspace(connection, installation.team_id, self._clock(), installation.enterprise_id)
                resume_after_reinstalling(connection, [installation.team_id], now=self._clock())
            elif installation.enterprise_id:
                served = workspaces_of_organisation(connection, installation.enterprise_id)
                resume_after_reinstalling(connection, served, now=self._clock())

    def save_bot(self, bot: Bot) -> None:
        """Keep renewed tokens of a known installation, whatever it holds."""
        self._replace(bot, lambda _held: True)

    def renew(self, bot: Bot, *, used: Bot) -> bool:
        """Keep renewed tokens, unless the installation has others by now than those they were had for; whether kept."""
        return self._replace(bot, lambda held: held == used.bot_refresh_token)

    def _replace(self, bot: Bot, still: Callable[[str | None], bool]) -> bool:
        values = self._values(bot)
        same = installations.c.installation_id == values.pop("installation_id")
        held = sa.select(installations.c.bot_refresh_token).where(same).with_for_update(key_share=True)
        with self._store.begin() as connection:
            row = connection.execute(held).one_or_none()
            if row is None or not still(self._open(row[0])):
                return False
            connection.execute(installations.update().where(same).values(values))
            return True

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot that serves the workspace: its own installation, else its organisation's."""
        row = self._row(enterprise_id, team_id, organisation=bool(is_enterprise_install))
        return None if row is None else self._installation(row).to_bot()

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,  # noqa: ARG002 - no user token is kept, so everybody gets the same
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation that serves the workspace."""
        row = self._row(enterprise_id, team_id, organisation=bool(is_enterprise_install))
        return None if row is None else self._installation(row)

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the tokens; settings stay until the workspace is erased."""
        key = team_id or enterprise_id
        with self._store.begin() as connection:
            connection.execute(installations.delete().where(installations.c.installation_id == key))

    def delete_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
    ) -> None:
        """Forget the tokens. One person's token is none of ours, so with a `user_id` there is nothing to forget."""
        if user_id is None:
            self.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def _row(self, enterprise_id: str | None, team_id: str | None, *, organisation: bool) -> sa.RowMapping | None:
        keys = [enterprise_id] if organisation or not team_id else [team_id, enterprise_id]
        with self._store.read() as connection:
            for key in filter(None, keys):
                query = sa.select(installations).where(installations.c.installation_id == key)
                if (row := connection.execute(query).mappings().one_or_none()) is not None:
                    return row
        return None

    def _values(self, bot: Bot) -> dict[str, Any]:
        organisation = bool(bot.is_enterprise_install) or not bot.team_id
        expires = bot.bot_token_expires_at
        return {
            "installation_id": bot.enterprise_id if organisation else bot.team_id,
            "enterprise_id": bot.enterprise_id,
            "team_id": None if organisation else bot.team_id,
            "is_enterprise_install": organisation,
            "app_id": bot.app_id,
            "bot_id": bot.bot_id,
            "bot_user_id": bot.bot_user_id,
            "bot_scopes": ",".join(bot.bot_scopes or ()),
            "bot_token": self._seal(bot.bot_token),
            "bot_refresh_token": self._seal(bot.bot_refresh_token),
            "bot_token_expires_at": None if expires is None else datetime.fromtimestamp(expires, UTC),
            "installed_at": datetime.fromtimestamp(bot.installed_at, UTC),
        }

    def _installation(self, row: sa.RowMapping) -> Installation:
        expires = row["bot_token_expires_at"]
        return Installation(
            app_id=row["app_id"],
            enterprise_id=row["enterprise_id"],
            team_id=row["team_id"],
            is_enterprise_install=row["is_enterprise_install"],
            bot_id=row["bot_id"],
            bot_user_id=row["bot_user_id"],
            bot_scopes=row["bot_scopes"],
            bot_token=self._open(row["bot_token"]),
            bot_refresh_token=self._open(row["bot_refresh_token"]),
            bot_token_expires_at=None if expires is None else int(expires.timestamp()),
            user_id=row["installed_by"],
            token_type="bot",  # noqa: S106 - a kind, not a secret
            installed_at=row["installed_at"].timestamp(),
        )

    def _seal(self, token: str | None) -> str | None:
        return self._store.sealer.seal(token) if token else None

    def _open(self, sealed: str | None) -> str | None:
        return self._store.sealer.open(sealed) if sealed else None


class OAuthStates(OAuthStateStore):
    """The one-time secrets that tie an approval to the browser that asked for it."""

    def __init__(self, store: Store, clock: Clock = _utc_now) -> None:
        self._store = store
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        """Bolt asks for it."""
        return logging.getLogger(__name__)

    def issue(self, *args: object, **kwargs: object) -> str:  # noqa: ARG002 - Bolt's signature
        """A new state, good for ten minutes."""
        state = secrets.token_urlsafe(24)
        with self._store.begin() as connection:
            connection.execute(oauth_states.insert().values(state=state, expires_at=self._clock() + STATE_LASTS))
        return state

    def consume(self, state: str) -> bool:
        """Whether the state is ours, unused and in time; it cannot be used again."""
        known = (oauth_states.c.state == state, oauth_states.c.expires_at > self._clock())
        with self._store.begin() as connection:
            return connection.execute(oauth_states.delete().where(*known)).rowcount == 1


def reseal_tokens(store: Store) -> int:
    """Encrypt every stored token under the first key; how many installations were rewritten. Raises TokenKeyError."""
    columns = ("bot_token", "bot_refresh_token")
    with store.begin() as connection:
        rows = connection.execute(sa.select(installations).with_for_update(key_share=True)).mappings().all()
        for row in rows:
            values = {name: store.sealer.reseal(row[name]) for name in columns if row[name]}
            same = installations.c.installation_id == row["installation_id"]
            if values:
                connection.execute(installations.update().where(same).values(values))
    return len(rows)
