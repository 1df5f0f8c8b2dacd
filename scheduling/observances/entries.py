"""What the catalogue says of an observance: its names, when it falls, what its days ask of people.

`catalogue_files.py` reads these values from the TOML files and checks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from scheduling.events import Trait
from scheduling.levels import Level
from scheduling.observances.calendars.fall import Fall
from scheduling.observances.moments import Moment
from scheduling.observances.occurrence import Certainty, Part

TRADITIONS = (
    "jewish",
    "muslim",
    "christian",
    "orthodox",
    "hindu",
    "sikh",
    "buddhist",
    "jain",
    "bahai",
    "zoroastrian",
    "east-asian",
    "pagan",
    "rastafari",
    "humanist",
    "civic",
)
PRACTICES = (
    "rest",
    "travel",
    "screens",
    "food",
    "drink",
    "daytime food",
    "after-sunset food",
    "alcohol",
    "evening",
    "early start",
    "prayer",
)
#: Calendar name of the catalogue → module of `calendars`.
CALENDARS = {
    "hebrew": "hebrew",
    "islamic": "islamic",
    "gregorian": "gregorian",
    "julian": "julian",
    "easter": "easter",
    "ethiopian": "ethiopian",
    "uk bank holidays": "bank_holidays",
    "weekly": "weekly",
    "bahai": "bahai",
    "zoroastrian": "zoroastrian",
    "thai": "thai",
    "tibetan": "tibetan",
    "hindu": "almanac",
    "east asian": "almanac",
    "persian": "almanac",
    "season": "almanac",
}


class Calendar(Protocol):
    """What every module of `calendars` offers."""

    @property
    def YEARS(self) -> range:  # noqa: N802 - a constant of the modules
        """Civil years that its data cover."""

    def check(self, rule: str) -> None:
        """Raise RuleError unless the rule is one of this calendar's."""

    def falls(self, rule: str, year: int) -> list[Fall]:
        """The rule's days in a civil year."""


@dataclass(frozen=True, slots=True)
class Hours:
    """One stretch of a day and what it asks. `only` limits it to the first day of a run of days of one status."""

    begins: Moment
    ends: Moment
    level: Level
    part: Part
    strong: bool = False
    only_with: Trait | None = None
    only: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What one kind of day asks, by part of the day; `begins` and `ends` are the real hours of the day itself."""

    name: str
    words: str
    begins: Moment
    ends: Moment
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A second day some communities keep: its own rule, or the other days of the almanac."""

    calendar: str
    falls: str
    convention: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Observance:
    """One entry of the catalogue. `statuses` has one status for each of its days, in order."""

    id: str
    name: str
    tradition: str
    aliases: tuple[str, ...]
    calendar: str
    falls: str
    certainty: Certainty
    statuses: tuple[Status, ...]
    practice: tuple[str, ...]
    explanation: str
    offers: tuple[str, ...]
    sources: tuple[str, ...]
    convention: str = ""
    others: tuple[Other, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    review: bool = False
    solemn: bool = False
    weekly: bool = False
    off_by_default: bool = False

    def __hash__(self) -> int:
        """Ids are unique in a catalogue; hashing one keeps caches quick."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All observances, by id in the order of the files; `names` maps each folded spelling to the ids it means."""

    observances: Mapping[str, Observance]
    names: Mapping[str, tuple[str, ...]]


@cache
def calendar_module(name: str) -> Calendar:
    """The arithmetic behind a calendar of the catalogue; imported when first asked for."""
    module: Any = import_module(f"{__package__}.calendars.{CALENDARS[name]}")
    calendar: Calendar = module.CALENDARS[name] if CALENDARS[name] == "almanac" else module
    return calendar
