"""What is said of better times: what one still overlaps, and that there is none."""

from __future__ import annotations

from scheduling.events import Event
from scheduling.findings import Check
from scheduling.levels import Level
from scheduling.wording.findings import templates


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


def no_better(event: Event) -> str:
    """The sentence for an event that no better time was found for: an hour, days, or another way to hold a series."""
    kind = "no_better_series" if event.is_series else "no_better_days" if event.all_day else "no_better"
    return str(templates("answer")[kind])
