"""What a workspace has settled: its place, its hours, its week, and which rules apply at which weight."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from scheduling.errors import CatalogueError, SettingError
from scheduling.events import Trait
from scheduling.hours import AS_SHIPPED, Hours, ObservanceHours
from scheduling.levels import Level
from scheduling.observances.overrides import Override
from scheduling.places import Place
from scheduling.terms import TermCalendar

#: Observances that are known but only judged where a workspace asks for them.
OFF_BY_DEFAULT = frozenset({"adventist-sabbath"})

#: Days of one happening that are looked at; a longer one is judged by these and the answer says so.
LONGEST_DAYS = 400
#: The longest that something can be asked for ahead of an event, in days.
LONGEST_LEAD_DAYS = 365
#: Countries whose weekend is Friday and Saturday (Unicode CLDR supplemental data, weekData), by ISO 3166 code.
_FRIDAY_SATURDAY = frozenset(["BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"])
_MONDAY_TO_FRIDAY = frozenset(range(5))
_SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})


class Days(StrEnum):
    """On which days a caring rule applies."""

    WORKING = "working"  # the working week of the place, not on bank holidays
    EVERY = "every"


class Applies(StrEnum):
    """What makes a caring rule apply to an event."""

    OVERLAP = "overlap"  # part of the event falls in the hours
    BEFORE_CORE = "before-core"  # the event starts before the core hours of the policy
    HOLIDAY = "holiday"  # the day is in the school holidays of a loaded term calendar
    NOTICE = "notice"  # too few days are left, and the slot asks something of people who care
    SERIES = "series"  # the event comes back on the same weekday every time


@dataclass(frozen=True, slots=True, kw_only=True)
class CaringRule:
    """One rule about caring hours, from `caring.toml`, as a workspace may have changed it."""

    id: str
    level: Level
    applies: Applies
    days: Days = Days.WORKING
    hours: tuple[Hours, ...] = ()
    hours_by_nation: Mapping[str, tuple[Hours, ...]] = field(default_factory=dict)
    strong: bool = False
    uk_only: bool = False
    term_only: bool = False
    only_with: Trait | None = None
    also_with: Trait | None = None
    less_than_days: int = 0
    occurrences: int = 0
    folds: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.level is Level.NONE:
            sentence = f'"{self.id}" cannot weigh nothing: switch it off, or give move, adjust or know.'
            raise SettingError(sentence, value=self.id)
        if self.applies is Applies.OVERLAP and not self.hours and not self.hours_by_nation:
            raise SettingError(f'"{self.id}" has no hours: give some, or switch it off.', value=self.id)
        if self.less_than_days < 0 or self.occurrences < 0:
            wrong = min(self.less_than_days, self.occurrences)
            raise SettingError(f'"{self.id}": {wrong} is less than nothing; give 0 or more.', value=wrong)

    def hours_at(self, place: Place) -> tuple[Hours, ...]:
        """The hours at that place: those of its nation where the rule has them."""
        return self.hours_by_nation.get(place.nation or "", self.hours)


@cache
def default_rules() -> Mapping[str, CaringRule]:
    """The caring rules as shipped, by id, in the order of the file. Raises CatalogueError for a mistake in it."""
    text = resources.files(__package__).joinpath("caring.toml").read_text("utf-8")
    return MappingProxyType({entry["id"]: _rule(entry) for entry in tomllib.loads(text)["rule"]})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTimes:
    """How many days before an event the checklist asks for what takes time to arrange; 0 is never.

    Interpreters of British Sign Language are found six to eight weeks ahead (Vicki Lamb, interpreter) and hardly
    within four (University of Leeds); a conference publishes its timetable about eight weeks ahead (Inclusive
    Archaeology, code of conduct). The days of short notice are those of the caring rule "notice-28". Raises
    SettingError for a number of days that cannot be.
    """

    interpreters: int = 42
    interpreters_late: int = 28
    timetable: int = 56

    def __post_init__(self) -> None:
        for each in fields(self):
            days = getattr(self, each.name)
            if not 0 <= days <= LONGEST_LEAD_DAYS:
                sentence = f'"{each.name}" cannot be {days} days: give 0 (never) to {LONGEST_LEAD_DAYS}.'
                raise SettingError(sentence, value=days)


_CORE, _ASSUMED_DAY = Hours(time(9, 30), time(15)), Hours(time(9, 30), time(16, 30))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How one workspace wants dates judged. Every value but the place has a default.

    `core` are the hours inside which better times are looked for (local, Monday to Friday). `assumed_day` are the
    hours of an event without times. `working_week` holds weekdays (0 = Monday); empty means that of the country.
    `off` are ids, of observances or caring rules, that are not judged; `levels` gives an id another weight; both take
    one part of an observance as well, as in "ramadan/late-afternoon" (see `Part`). `observance_hours` are the hours of
    observances that can be set. `lead_times` is when the checklist asks for what takes time. `spellings` gives an id
    another display name. `terms` are imported term calendars, `term_area` the area among them that the workspace
    follows. `overrides` are confirmed days, as the observances take them. Raises SettingError for a value that cannot
    be.
    """

    place: Place
    core: Hours = _CORE
    #: Better times end by here where they can, so that people collecting children can leave.
    prefer_end_by: time = time(14, 45)
    assumed_day: Hours = _ASSUMED_DAY
    working_week: frozenset[int] = frozenset()
    observance_hours: ObservanceHours = AS_SHIPPED
    rules: Mapping[str, CaringRule] = field(default_factory=default_rules)
    off: frozenset[str] = OFF_BY_DEFAULT
    levels: Mapping[str, Level] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    lead_times: LeadTimes = LeadTimes()
    overrides: tuple[Override, ...] = ()
    terms: tuple[TermCalendar, ...] = ()
    term_area: str = ""

    def __post_init__(self) -> None:
        if not self.working_week <= set(range(7)):
            wrong = sorted(self.working_week - set(range(7)))
            raise SettingError(f"{wrong[0]} is not a day of the week: give 0 (Monday) to 6 (Sunday).", value=wrong[0])
        unweighed = next((id_ for id_, level in self.levels.items() if level is Level.NONE), None)
        if unweighed is not None:
            sentence = f'"{unweighed}" cannot weigh nothing: switch it off, or give move, adjust or know.'
            raise SettingError(sentence, value=unweighed)

    @property
    def week(self) -> frozenset[int]:
        """The weekdays that are worked (0 = Monday): as set, or as usual in the country of the place."""
        if self.working_week:
            return self.working_week
        return _SUNDAY_TO_THURSDAY if self.place.country in _FRIDAY_SATURDAY else _MONDAY_TO_FRIDAY

    def weight(self, id_: str, part: str, level: Level) -> Level:
        """What that part of an observance weighs here, `level` being what the catalogue says; NONE when it is off."""
        whole = f"{id_}/{part}"
        if whole in self.off:
            return Level.NONE
        return self.levels.get(whole) or self.levels.get(id_, level)

    def without(self, *ids: str) -> Policy:
        """The same policy with those observances, parts of them, or caring rules switched off."""
        return replace(self, off=self.off | set(ids))

    def changed(self, rule: str, **changes: Any) -> Policy:
        """The same policy with fields of one caring rule changed, for example `changed("late", hours=(…,))`.

        New hours hold for every nation. Raises KeyError for a rule that does not exist.
        """
        if "hours" in changes:
            changes.setdefault("hours_by_nation", {})
        return replace(self, rules={**self.rules, rule: replace(self.rules[rule], **changes)})


def _rule(entry: dict[str, Any]) -> CaringRule:
    try:
        return CaringRule(
            id=entry["id"],
            level=Level(entry["level"]),
            applies=Applies(entry["applies"]),
            days=Days(entry["days"]),
            hours=_hours(entry.get("hours", [])),
            hours_by_nation={nation: _hours(pairs) for nation, pairs in entry.get("hours_by_nation", {}).items()},
            strong=entry.get("strong", False),
            uk_only=entry.get("where") == "uk",
            term_only=entry.get("term", False),
            only_with=Trait(entry["only_with"]) if "only_with" in entry else None,
            also_with=Trait(entry["also_with"]) if "also_with" in entry else None,
            less_than_days=entry.get("less_than_days", 0),
            occurrences=entry.get("occurrences", 0),
            folds=tuple(entry.get("folds", ())),
            basis=tuple(entry["basis"]),
        )
    except (KeyError, ValueError) as error:
        raise CatalogueError(f"caring.toml, rule {entry.get('id', '?')}: {error}.", value=entry) from error


def _hours(pairs: list[list[str]]) -> tuple[Hours, ...]:
    return tuple(Hours.of(start, end) for start, end in pairs)
