"""One happening of one observance: its days, its real hours at a place, and what those hours may mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from scheduling.events import Trait
from scheduling.levels import Level


class Certainty(StrEnum):
    """How sure a date is."""

    EXACT = "exact"  # arithmetic, or fixed by law
    EXPECTED = "expected"  # depends on a sighting, a tie, a convention or an announcement still to come
    ANNOUNCED = "announced"  # a person confirmed it


class Part(StrEnum):
    """What a stretch of an observance is; chooses the words of a finding."""

    EVE = "eve"  # the hours before a rest that begins at sunset
    REST = "rest"  # many who keep the day do not work or travel
    DAY = "day"  # the day itself; some take leave or attend worship
    EVENING = "evening"  # an evening gathering, meal or service
    PRAYER = "prayer"  # congregational prayer, its core
    PRAYER_EDGE = "prayer-edge"  # travel to and from it, earlier and later sittings
    NIGHT = "night"  # a night of worship, before the day or after it
    FAST = "fast"  # no food or drink
    FASTING_MONTH = "fasting-month"  # daytime of a month of fasting
    LATE_AFTERNOON = "late-afternoon"  # the last hours of a long fast
    SUNSET = "sunset"  # the fast is broken
    AFTER_SUNSET_FOOD = "after-sunset-food"  # some do not eat after sunset
    FOOD_LIMITS = "food-limits"  # some foods are not eaten
    NEAR = "near"  # the day before
    HOLIDAY = "holiday"  # a public holiday


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day on which some community keeps the observance, with the name of its convention."""

    day: date
    convention: str


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an occurrence in which one level applies: aware instants, half-open `[start, end)`.

    `day` is the civil day of the observance (or of the candidate) that the stretch belongs to. With `only_with`,
    the window counts only for events that state that trait. `strong` findings come first within their level.
    `moment` is the instant that the stretch is built around and the words name: the sunset at which a rest begins or
    a fast is broken (for an eve it is the end of the stretch, for a rest its start, for `SUNSET` inside it).
    `reckoning` is the arithmetic in words for `--explain`: "sunset 15:44 at 53.96 N 1.08 W".
    """

    start: datetime
    end: datetime
    level: Level
    part: Part
    day: date
    strong: bool = False
    only_with: Trait | None = None
    convention: str = ""
    reckoning: str = ""
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening of one observance.

    `day` to `last_day` (inclusive) are the civil days it is known by, their daytime part. `start` and `end` are the
    real instants at the place, aware, in the zone of the place. `candidates` always contains `day`. `level` is the
    highest unconditional level of its windows. `rest_days` are those days of a longer observance on which many do
    not work. `reckoned` is the display day before anybody confirmed another: it names the occurrence for good.
    """

    id: str
    name: str
    tradition: str
    day: date
    last_day: date
    start: datetime
    end: datetime
    certainty: Certainty
    candidates: tuple[Candidate, ...]
    level: Level
    practice: tuple[str, ...]
    windows: tuple[Window, ...]
    aliases: tuple[str, ...] = ()
    rest_days: tuple[date, ...] = ()
    weekly: bool = False
    solemn: bool = False
    explanation: str = ""
    offers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    review: bool = False
    reckoned: date | None = None
