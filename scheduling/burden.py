"""How much a time asks of people, so that two times can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scheduling.levels import Level
from scheduling.overlaps import Overlap


@dataclass(frozen=True, slots=True, order=True)
class Burden:
    """How much a slot asks of people: compared by its heaviest level, then by how many causes weigh how much.

    For a series, `level` is that of the series and the numbers are those of a date of it on average.
    """

    level: int
    best_moved: float
    strong: float
    adjust: float
    know: float

    @classmethod
    def of(cls, overlaps: Iterable[Overlap]) -> Burden:
        """The burden of one happening."""
        found = list(overlaps)
        return cls(
            max((overlap.level.weight for overlap in found), default=0),
            sum(overlap.level is Level.MOVE for overlap in found),
            sum(overlap.level is Level.ADJUST and overlap.strong for overlap in found),
            sum(overlap.level is Level.ADJUST and not overlap.strong for overlap in found),
            sum(overlap.level is Level.KNOW for overlap in found),
        )

    @classmethod
    def of_series(cls, level: Level, dates: Sequence[Burden]) -> Burden:
        """The burden of a series of that level, from the burden of each of its dates."""
        count = max(len(dates), 1)
        return cls(
            level.weight,
            sum(each.best_moved for each in dates) / count,
            sum(each.strong for each in dates) / count,
            sum(each.adjust for each in dates) / count,
            sum(each.know for each in dates) / count,
        )

    def is_worth_moving_from(self, other: Burden) -> bool:
        """Whether this is lighter by more than what is only good to know: nobody moves an event for that."""
        return replace(self, know=0) < replace(other, know=0)

    @property
    def asks(self) -> float:
        """How many causes ask the organiser for something."""
        return self.best_moved + self.strong + self.adjust

    def asks_less_than(self, other: Burden) -> bool:
        """For series: a milder level; or the same with fewer causes that ask for something, and no more Best moved."""
        if self.level != other.level:
            return self.level < other.level
        return self.asks < other.asks and self.best_moved <= other.best_moved
