"""What a better time still overlaps, in a few words."""

from __future__ import annotations

from scheduling.findings import Check
from scheduling.levels import Level


def what_is_left(slot: Check) -> str:
    """The causes that still ask for something; of a series its pattern, and how many dates weigh more than it does."""
    names = [finding.name for finding in slot.pattern if finding.level >= Level.ADJUST]
    if slot.event.is_series:
        counts = ((level, slot.tally.by_level.get(level, 0)) for level in (Level.MOVE, Level.ADJUST))
        names += [
            f"{number} of {slot.tally.count} dates {level.label}"
            for level, number in counts
            if number and (level > slot.level or not names)
        ]
    return ", ".join(names)
