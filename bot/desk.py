"""What every listener has at hand: settings, clock, store, and who asks. Nothing here knows a kind of request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.limits import ReadingLimits, limits_of
from bot.profiles import Profile, Profiles
from bot.reach import Reach
from bot.seen import SeenEvents
from bot.settings import Settings
from bot.store.workspaces import add_workspace
from bot.workplace import Workplace, Workplaces

if TYPE_CHECKING:
    from bot.asking import Ask
    from bot.store.store import Store


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """The surroundings of a listener. `clock` gives an aware moment; tests and the playground give their own."""

    settings: Settings
    store: Store
    clock: Callable[[], datetime] = now
    profiles: Profiles = field(default_factory=Profiles)
    reach: Reach = field(default_factory=Reach)
    limits: ReadingLimits = field(init=False)
    workplaces: Workplaces = field(init=False)
    seen: SeenEvents = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "limits", limits_of(self.settings))
        object.__setattr__(self, "workplaces", Workplaces(self.settings, self.store, self.reach))
        object.__setattr__(self, "seen", SeenEvents(self.store, self.reach))

    @property
    def prefix(self) -> str:
        """The word that commands begin with."""
        return self.settings.command_prefix

    def profile_of(self, ask: Ask) -> Profile:
        """The asker's zone, clock and rights, as Slack knows them."""
        return self.profiles.of(ask.client, ask.team, ask.user, self.settings.tz, enterprise=ask.enterprise)

    def workplace_of(self, ask: Ask) -> Workplace:
        """What the asker's workspace has settled."""
        return self.workplaces.of(ask.team)

    @contextmanager
    def writing(self, ask: Ask) -> Iterator[sa.Connection]:
        """A transaction for the asker's workspace, which is known from then on to belong to their organisation.

        Without that, what it keeps would outlast the organisation's leaving.
        """
        with self.store.begin() as connection:
            if ask.enterprise is not None:
                add_workspace(connection, ask.team, self.clock(), ask.enterprise)
            yield connection

    def is_outsider(self, ask: Ask) -> bool:
        """Whether the asker belongs to another organisation, and is here only because a channel is shared."""
        if ask.home in ("", ask.team, ask.enterprise):
            return False
        return ask.enterprise is None or self.profile_of(ask).organisation != ask.enterprise

    def may_change(self, ask: Ask) -> bool:
        """Whether the asker is a workspace admin or one of its content owners."""
        return self.profile_of(ask).is_admin or ask.user in self.workplace_of(ask).owners

    def today_of(self, ask: Ask) -> date:
        """The present day for the asker."""
        return self.clock().astimezone(self.profile_of(ask).zone).date()
