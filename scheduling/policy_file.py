"""A policy from a document that a person can write: every choice by its name, each value checked."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import time, timedelta
from difflib import get_close_matches
from typing import Any

from scheduling.errors import SettingError
from scheduling.hours import Hours, ObservanceHours
from scheduling.levels import Level
from scheduling.observances.catalogue_files import catalogue
from scheduling.observances.occurrence import Part
from scheduling.places import find_place
from scheduling.policy import Days, LeadTimes, Policy, default_rules

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: What can be changed of a caring rule.
_OF_A_RULE = ("level", "hours", "days", "strong", "less_than_days", "occurrences")


def read_policy(text: str, usual: Policy) -> Policy:
    """The policy that a TOML text settles; what it does not name stays as in `usual`. Raises SettingError."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"The policy is not TOML: {error}.", value=text[:60]) from error
    for name, value in document.items():
        usual = settled(usual, name, value)
    return usual


def settled(policy: Policy, name: str, value: Any) -> Policy:
    """The policy with one choice settled. Raises SettingError for a name or a value that cannot be."""
    _known(name, _SETTINGS, "a setting")
    try:
        return _SETTINGS[name](policy, value)
    except SettingError as error:
        raise SettingError(f"{name}: {error}", value=value) from error


def _place(policy: Policy, name: Any) -> Policy:
    return replace(policy, place=find_place(_text(name)))


def _core(policy: Policy, pair: Any) -> Policy:
    core = _hours(pair)
    last = policy.prefer_end_by if core.end == time(0) else min(policy.prefer_end_by, core.end)
    return replace(policy, core=core, prefer_end_by=last)


def _prefer_end_by(policy: Policy, clock: Any) -> Policy:
    return replace(policy, prefer_end_by=Hours.of(_text(clock), "24:00").start)


def _assumed_day(policy: Policy, pair: Any) -> Policy:
    return replace(policy, assumed_day=_hours(pair))


def _working_week(policy: Policy, days: Any) -> Policy:
    named = [_text(day).lower() for day in _list(days)]
    for day in named:
        _known(day, _WEEKDAYS, "a weekday")
    return replace(policy, working_week=frozenset(map(_WEEKDAYS.index, named)))


def _off(policy: Policy, ids: Any) -> Policy:
    return policy.without(*(_judged(id_) for id_ in _list(ids)))


def _on(policy: Policy, ids: Any) -> Policy:
    """What is off by default, and wanted here."""
    return replace(policy, off=policy.off - {_judged(id_) for id_ in _list(ids)})


def _levels(policy: Policy, levels: Any) -> Policy:
    return replace(policy, levels={_judged(id_): _level(level) for id_, level in _table(levels).items()})


def _spellings(policy: Policy, names: Any) -> Policy:
    return replace(policy, spellings={_judged(id_): _text(name) for id_, name in _table(names).items()})


def _observances(policy: Policy, hours: Any) -> Policy:
    """Hours as pairs of clock times, lengths of time as minutes."""
    changed: dict[str, Any] = {}
    usual = policy.observance_hours
    for name, value in _table(hours).items():
        _known(name, [each.name for each in fields(ObservanceHours)], "one of the hours of observances")
        changed[name] = _hours(value) if isinstance(getattr(usual, name), Hours) else timedelta(minutes=_number(value))
    return replace(policy, observance_hours=replace(usual, **changed))


def _rules(policy: Policy, rules: Any) -> Policy:
    for rule, changes in _table(rules).items():
        _known(rule, default_rules(), "a caring rule")
        policy = policy.changed(rule, **{name: _of_rule(rule, name, value) for name, value in _table(changes).items()})
    return policy


def _of_rule(rule: str, name: str, value: Any) -> Any:
    _known(name, _OF_A_RULE, f'a part of "{rule}"')
    if name == "level":
        return _level(value)
    if name == "hours":
        return tuple(_hours(pair) for pair in _list(value))
    if name == "days":
        _known(_text(value), [str(days) for days in Days], "when a rule applies")
        return Days(value)
    if name == "strong":
        if not isinstance(value, bool):
            raise SettingError(f'"{value}" is neither true nor false.', value=value)
        return value
    return _number(value)


def _lead_times(policy: Policy, days: Any) -> Policy:
    changed: dict[str, int] = {}
    for name, value in _table(days).items():
        _known(name, [each.name for each in fields(LeadTimes)], "a lead time")
        changed[name] = _number(value)
    return replace(policy, lead_times=replace(policy.lead_times, **changed))


def _term_area(policy: Policy, area: Any) -> Policy:
    return replace(policy, term_area=_text(area))


_SETTINGS: Mapping[str, Callable[[Policy, Any], Policy]] = {
    "place": _place,
    "core": _core,
    "prefer_end_by": _prefer_end_by,
    "assumed_day": _assumed_day,
    "working_week": _working_week,
    "off": _off,
    "on": _on,
    "levels": _levels,
    "spellings": _spellings,
    "observances": _observances,
    "rules": _rules,
    "lead_times": _lead_times,
    "term_area": _term_area,
}


def _judged(id_: Any) -> str:
    """The id of an observance or a caring rule, or "id/part". Raises SettingError for one that there is none of."""
    whole, _, part = _text(id_).partition("/")
    _known(whole, [*catalogue().observances, *default_rules()], "an observance or a caring rule")
    if part:
        _known(part, [str(each) for each in Part], f'a part of "{whole}"')
    return str(id_)


def _level(value: Any) -> Level:
    _known(_text(value), [str(level) for level in Level if level is not Level.NONE], "a weight")
    return Level(value)


def _hours(pair: Any) -> Hours:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise SettingError(f'"{pair}" are not hours: write them as ["09:30", "15:00"].', value=pair)
    return Hours.of(_text(pair[0]), _text(pair[1]))


def _text(value: Any) -> str:
    if isinstance(value, time):  # 09:30 without quotation marks is a time in TOML
        return f"{value:%H:%M}"
    if not isinstance(value, str):
        raise SettingError(f'"{value}" is not text: write it in quotation marks.', value=value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise SettingError(f'"{value}" is not a whole number.', value=value)
    if not 0 <= value <= 10_000:
        raise SettingError(f"{value} is out of reach: give 0 to 10000.", value=value)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise SettingError(f'"{value}" is not a list: write it in square brackets.', value=value)
    return list(value)


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise SettingError(f'"{value}" is not a table of names and values.', value=value)
    return value


def _known(name: str, names: Iterable[str], what: str) -> None:
    """Raise SettingError, with what was perhaps meant, unless the name is one of those."""
    known = list(names)
    if name in known:
        return
    near = get_close_matches(name, known, n=1)
    if near:
        hint = f'did you mean "{near[0]}"?'
    elif len(known) <= 16:
        hint = f"there are {', '.join(known)}."
    else:
        hint = 'alongside check --explain tells them, after "Rule:".'
    raise SettingError(f'"{name}" is not {what}; {hint}', value=name)
