"""What can go wrong in the shell, each kind with the sentence that a person will read."""

from __future__ import annotations

from scheduling.errors import UnusableError


class SettingsError(UnusableError):
    """Settings that cannot be used: one plain sentence for each problem, each on its own line."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class NotAllowedError(UnusableError):
    """Somebody asked for what only a workspace admin or a content owner may do."""


class NothingToReadError(UnusableError):
    """A request that should have brought dates and brought none."""


class OutdatedError(UnusableError):
    """A button or a form that an older version of Alongside made, and this one cannot read."""


class UnknownWishError(UnusableError):
    """A word after a command that the command does not know."""


class GoneError(UnusableError):
    """A card that somebody has in front of them and that was deleted or hidden since."""
