"""The four levels of a finding, in order of weight."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How much an overlap asks of the organiser. Compares by weight: NONE < KNOW < ADJUST < MOVE."""

    NONE = "none"
    KNOW = "know"
    ADJUST = "adjust"
    MOVE = "move"

    @property
    def label(self) -> str:
        """The words people see; a level is never shown by colour or sign alone."""
        return _LABELS[self]

    @property
    def weight(self) -> int:
        """Position in the order, 0 for NONE."""
        return _ORDER[self]

    def __lt__(self, other: object) -> bool:
        """Compare by weight, not alphabetically."""
        if not isinstance(other, Level):
            return NotImplemented
        return self.weight < other.weight

    def __gt__(self, other: object) -> bool:
        """Compare by weight; needed because `str` brings its own."""
        if not isinstance(other, Level):
            return NotImplemented
        return self.weight > other.weight

    def __le__(self, other: object) -> bool:
        """Compare by weight; needed because `str` brings its own."""
        if not isinstance(other, Level):
            return NotImplemented
        return self.weight <= other.weight

    def __ge__(self, other: object) -> bool:
        """Compare by weight; needed because `str` brings its own."""
        if not isinstance(other, Level):
            return NotImplemented
        return self.weight >= other.weight


_LABELS = {
    Level.NONE: "Nothing on our list",
    Level.KNOW: "Good to know",
    Level.ADJUST: "Adjust",
    Level.MOVE: "Best moved",
}
_ORDER = {level: weight for weight, level in enumerate(_LABELS)}
