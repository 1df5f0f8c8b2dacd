"""What a workspace can choose, in words: the name of each choice, and any value of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.views.dates import tradition
from scheduling.levels import Level
from scheduling.observances import catalogue
from scheduling.wording.dates import WEEKDAYS
from scheduling.wording.findings import templates

#: Caring rules that can be left out, as the form names them.
RULES: Mapping[str, str] = {rule: str(entry["name"]) for rule, entry in templates("caring").items()}

#: What is said of a table of exceptions that holds none.
AS_USUAL = "as usual"

NAMES: Mapping[str, str] = {
    "place": "Place",
    "nation": "Nation",
    "zone": "Time zone",
    "week": "Working week",
    "core": "Core hours",
    "dropoff": "School drop-off",
    "pickup": "School pick-up",
    "late": "Late finish",
    "evening": "Evening",
    "interpreters": "Interpreters",
    "timetable": "Conference timetable",
    "lead": "Handing prompts to Slack",
    "off": "Caring rules left out",
    "hidden": "Traditions left out",
    "spellings": "Own spellings",
    "area": "School area",
    "assumed_day": "A whole day",
    "observances": "Hours of observances",
    "rules": "Single rules",
    "levels": "Other weights",
    "outside": "Shared channels",
}


def name_of(choice: str) -> str:
    """The name of a choice; one of another version by its own id."""
    return NAMES.get(choice, choice)


def value_of(choice: str, value: Any, usual: Mapping[str, Any] | None = None) -> str:
    """Any value of a choice, as it is stored, in words. None is the default, named from `usual` where it is given."""
    if value is None:
        if usual is None or choice not in usual:
            return "the default"
        words = value_of(choice, usual[choice])
        return words if words == AS_USUAL else f"{words} (the default)"
    try:
        return _WORDS.get(choice, str)(value)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError):
        return str(value)  # stored by another version


def observance_name(identity: str) -> str:
    """The name of an observance or of a caring rule, by id."""
    known = catalogue().observances
    return known[identity].name if identity in known else RULES.get(identity, identity)


def days(number: int) -> str:
    """So many days ahead; none is never."""
    return f"{number} day{'' if number == 1 else 's'} ahead" if number else "not asked for"


def weighed(identity: str) -> str:
    """The name of what is given another weight: an observance, a caring rule, or one part of an observance."""
    whole, _, part = identity.partition("/")
    return f"{observance_name(whole)} ({part.replace('-', ' ')})" if part else observance_name(whole)


def _changed(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Values that differ from the usual ones, each with its name: hours, minutes, or a number."""
    told = [
        f"{names.get(name, name)} {_hours(value) if isinstance(value, list) else value}"
        for name, value in values.items()
    ]
    return ", ".join(told) or AS_USUAL


_HOURS: Mapping[str, str] = {
    "friday_prayer": "Friday prayers with travel",
    "friday_prayer_core": "the core of Friday prayers",
    "sunday_worship": "Sunday worship",
    "before_rest": "minutes before a rest day’s sunset:",
    "before_ramadan_sunset": "minutes before sunset in Ramadan:",
    "before_iftar": "minutes before the fast is broken:",
    "after_iftar": "minutes after the fast is broken:",
    "before_evening": "minutes before an evening:",
}
_OF_A_RULE: Mapping[str, str] = {"less_than_days": "days below which notice is short:"}


def _hours(pair: Sequence[str]) -> str:
    return f"{pair[0]} to {pair[1]}"


def _list(words: Sequence[str]) -> str:
    return ", ".join(words) or "none"


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "nation": lambda nation: str(nation) or "as the place is",
    "zone": lambda zone: str(zone) or "as the place is",
    "week": lambda numbers: _list([WEEKDAYS[number] for number in numbers]),
    "core": _hours,
    "dropoff": _hours,
    "pickup": _hours,
    "late": lambda begins: f"after {begins}",
    "evening": lambda begins: f"after {begins}",
    "interpreters": days,
    "timetable": days,
    "lead": lambda hours: f"{hours} hours ahead" if hours > 1 else "an hour ahead",
    "off": lambda rules: _list([observance_name(rule) for rule in rules]),
    "hidden": lambda words: _list([tradition(word) for word in words]),
    "spellings": lambda names: _list([f"{observance_name(one)} = {said}" for one, said in names.items()]),
    "area": lambda area: str(area) or "every imported area",
    "assumed_day": _hours,
    "observances": lambda changed: _changed(changed, _HOURS),
    "rules": lambda changed: (
        "; ".join(f"{observance_name(rule)}: {_changed(of, _OF_A_RULE)}" for rule, of in changed.items()) or AS_USUAL
    ),
    "levels": lambda levels: (
        "; ".join(f"{weighed(one)}: {Level(level).label}" for one, level in levels.items()) or AS_USUAL
    ),
    "outside": lambda allowed: "answered" if allowed else "not answered",
}
