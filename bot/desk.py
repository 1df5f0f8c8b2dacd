"""What every listener has at hand: the settings and the clock. Nothing here knows Slack's payloads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.settings import Settings


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """The surroundings of a listener. `clock` gives an aware moment; tests and the playground give their own."""

    settings: Settings
    clock: Callable[[], datetime] = now

    @property
    def prefix(self) -> str:
        """The word that commands begin with."""
        return self.settings.command_prefix
