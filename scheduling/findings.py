"""What a check found: findings, their level, and what the data did not reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from scheduling.events import Event, Span
from scheduling.levels import Level


class Kind(StrEnum):
    """What a finding is about."""

    OBSERVANCE = "observance"
    CARING = "caring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One cause that an event overlaps: at most one for each id and event.

    `start` and `end` are the aware instants of the stretch that is overlapped (for a series, of its first heaviest
    occurrence). `why` follows the formula of the wording data; `options` are things the organiser can do. `about` says
    what an observance is, for whoever wants to know more; it and `certainty` are empty for caring hours. `rule`,
    `reckoning` and `sources` answer "why does it say so?". `related` holds ids of milder or identical causes that this
    one names beside it (a religious day on a bank holiday): machine readers get both, people are told once
    (`Check.causes`). `reach` is how many occurrences of a series it touches.
    """

    id: str
    kind: Kind
    level: Level
    name: str
    start: datetime
    end: datetime
    why: str
    options: tuple[str, ...] = ()
    tradition: str = ""
    certainty: str = ""
    strong: bool = False
    about: str = ""
    rule: str = ""
    reckoning: str = ""
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    reach: int = 1


#: One in this many occurrences makes a pattern of a series.
SHARE = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How many occurrences of an event were judged, and how many reached each level."""

    count: int
    by_level: dict[Level, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlier:
    """An occurrence of a series that differs from the pattern: heavier, or for causes of its own, its `findings`."""

    span: Span
    level: Level
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The answer for one event.

    `level` is that of the heaviest finding; for a series, the level that at least a third of its occurrences reach.
    `coverage` says in words what the data do not reach. `checklist` is short, and only what fits the event.
    """

    event: Event
    level: Level
    findings: tuple[Finding, ...] = ()
    tally: Tally = field(default_factory=lambda: Tally(1))
    exceptions: tuple[Outlier, ...] = ()
    checklist: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()

    @property
    def causes(self) -> tuple[Finding, ...]:
        """The findings to tell a person, one for each cause: without those that another one names beside it."""
        return told_once(self.findings)

    @property
    def pattern(self) -> tuple[Finding, ...]:
        """The causes that at least a third of the occurrences share; all causes of a single event."""
        return tuple(finding for finding in self.causes if finding.reach * SHARE >= self.tally.count)


def told_once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without those that another one names beside it."""
    folded = {other for finding in findings for other in finding.related}
    return tuple(finding for finding in findings if finding.id not in folded)
