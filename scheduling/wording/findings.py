"""The words of one finding, from the templates: why it matters for this slot, and what can be done."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from scheduling.errors import CatalogueError
from scheduling.hours import ObservanceHours, in_words
from scheduling.levels import Level
from scheduling.observances.occurrence import Certainty, Occurrence, Part, Window
from scheduling.policy import Policy
from scheduling.wording.dates import (
    WEEKDAYS,
    clock,
    date_in_full,
    day_in_full,
    days_in_full,
    hours_in_full,
    length_of_notice,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads about one finding."""

    name: str
    why: str
    options: tuple[str, ...]


def observance_words(
    occurrence: Occurrence, window: Window, level: Level, slot: tuple[datetime, datetime], policy: Policy
) -> Words:
    """The words for that stretch of an observance and a slot, both aware and local to the place of the policy."""
    name = policy.spellings.get(occurrence.id, occurrence.name)
    template = _template_of(occurrence, window, level, slot)
    facts = {
        **_slot_facts(slot, policy),
        **_stretch_facts(window.start, window.end),
        "name": name,
        "Name": name[:1].upper() + name[1:],
        "Day": day_in_full(window.day),
        "is_on": _is_on(occurrence),
        "under_way": "is under way"
        if occurrence.certainty is not Certainty.EXPECTED
        else "is expected to be under way",
        "hours": hours_in_full(window.start, window.end),
        "or_after": _or_after(window, slot),
        "begins_day": day_in_full(window.start),
        "ends_day": day_in_full(window.end, year=False),
        "moment": clock(_moment(window)),
        "moment_slot": _moment_in_slot(window, slot),
        "nation": policy.place.nation or policy.place.name,
        "holiday": name.removesuffix(" (bank holiday)"),
        **_hours_facts(policy.observance_hours),
    }
    return _filled("observances", template, name, facts)


def caring_words(
    rule: str,
    stretch: tuple[datetime, datetime],
    slot: tuple[datetime, datetime],
    policy: Policy,
    facts: Mapping[str, str] = MappingProxyType({}),
) -> Words:
    """The words for that caring rule, its hours and a slot, aware and local to the place of the policy."""
    known = {
        **_slot_facts(slot, policy),
        **_stretch_facts(*stretch),
        "prefer_end": min(f"{policy.prefer_end_by:%H:%M}", clock(stretch[0])),
        "day": day_in_full(stretch[0]),
        "weekday": WEEKDAYS[slot[0].weekday()],
        "notice": length_of_notice(policy.rules[rule].less_than_days),
        **facts,
        **({"fetched": date_in_full(date.fromisoformat(facts["fetched"]))} if "fetched" in facts else {}),
    }
    overnight = "stay" in facts or slot[0].date() != (slot[1] - timedelta(microseconds=1)).date()
    template = f"{rule}-overnight" if overnight and f"{rule}-overnight" in templates("caring") else rule
    name = str(templates("caring")[template]["name"])
    return _filled("caring", template, policy.spellings.get(rule, name), known)


@cache
def templates(file: str) -> Mapping[str, Mapping[str, Any]]:
    """The templates of one data file beside this module ("observances", "caring", "answer")."""
    text = resources.files(__package__).joinpath(f"{file}.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


def fill(sentence: str, facts: Mapping[str, str]) -> str:
    """One template with its facts. An empty fact leaves no double space. Raises CatalogueError for an unknown one."""
    try:
        return " ".join(sentence.format_map(facts).split())
    except (KeyError, ValueError, IndexError) as error:
        raise CatalogueError(
            f'wording: "{sentence}" names {error}, which is not known there.', value=sentence
        ) from error


def _filled(file: str, template: str, name: str, facts: Mapping[str, str]) -> Words:
    entry = templates(file)[template]
    return Words(name, fill(entry["why"], facts), tuple(fill(option, facts) for option in entry["options"]))


def _template_of(occurrence: Occurrence, window: Window, level: Level, slot: tuple[datetime, datetime]) -> str:
    """The most particular template there is: by observance, by week, by food, by level, then by part alone."""
    part = window.part.value

    def candidates() -> Iterator[str]:
        if window.only_with is not None:
            yield f"{part}-{occurrence.id}-{window.only_with.value}"
        yield f"{part}-{occurrence.id}"
        if occurrence.weekly and window.part is Part.REST and _moment(window) <= slot[0]:
            yield f"{part}-weekly-within"
        if occurrence.weekly and level is Level.KNOW:
            yield f"{part}-weekly-know"
        if occurrence.weekly:
            yield f"{part}-weekly"
        if window.part is Part.SUNSET and not slot[0] < _moment(window) < slot[1]:
            yield f"{part}-beside"
        if window.part is Part.REST and window.start.date() < window.day and level < Level.MOVE:
            yield f"{part}-eve"
        if window.only_with is not None:
            yield f"{part}-{window.only_with.value}"
        if level is Level.KNOW:
            yield f"{part}-know"
        yield part

    known = templates("observances")
    return next(name for name in candidates() if name in known)


def _slot_facts(slot: tuple[datetime, datetime], policy: Policy) -> dict[str, str]:
    return {
        "starts": clock(slot[0]),
        "finishes": clock(slot[1]),
        "core": str(policy.core),
        "core_start": f"{policy.core.start:%H:%M}",
        "prefer_end": f"{policy.prefer_end_by:%H:%M}",
        "place": policy.place.name,
    }


def _stretch_facts(start: datetime, end: datetime) -> dict[str, str]:
    return {"begins": clock(start), "ends": clock(end)}


def _hours_facts(hours: ObservanceHours) -> dict[str, str]:
    """The hours that a workspace can set, as the words name them."""
    return {
        "edge_begins": f"{hours.friday_prayer.start:%H:%M}",
        "edge_ends": f"{hours.friday_prayer.end:%H:%M}",
        "before_rest": in_words(hours.before_rest),
        "before_ramadan_sunset": in_words(hours.before_ramadan_sunset),
    }


def _moment(window: Window) -> datetime:
    if window.moment is not None:
        return window.moment
    return window.end if window.part is Part.EVE else window.start


def _moment_in_slot(window: Window, slot: tuple[datetime, datetime]) -> str:
    moment = _moment(window)
    if slot[0] < moment < slot[1]:
        return "That is during this slot."
    if moment == slot[0]:
        return "That is when this slot starts."
    if moment < slot[0]:
        return "It is under way in this slot." if window.part is Part.REST else "That is just before this slot."
    return "That is soon after this slot." if moment - slot[1] <= timedelta(hours=2) else ""


#: How long after a slot food may be served and still be part of it.
_SOON_AFTER = timedelta(hours=3)


def _or_after(window: Window, slot: tuple[datetime, datetime]) -> str:
    """When food could be served instead, where a fast ends that day and not long after the slot."""
    if window.end.time() == time(0) or window.end - slot[1] > _SOON_AFTER:
        return ""
    return f", or serve it after {clock(window.end)}"


def _is_on(occurrence: Occurrence) -> str:
    days = days_in_full(occurrence.day, occurrence.last_day)
    expected = occurrence.certainty is Certainty.EXPECTED
    others = sorted({c.day for c in occurrence.candidates if not occurrence.day <= c.day <= occurrence.last_day})
    told = f" ({_or([day_in_full(day, year=False) for day in others])} for some)" if others else ""
    if occurrence.day != occurrence.last_day:
        verb = "is expected to run from about" if expected else "runs from"
        return f"{verb} {days}{told}"
    if occurrence.certainty is Certainty.ANNOUNCED:
        return f"is confirmed for {days}"
    return f"is expected on or around {days}{told}" if expected else f"is on {days}{told}"


def _or(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def on_days(days: Sequence[date], count: int) -> str:
    """The sentence that says on which days of an event of several days a cause falls."""
    words = templates("answer")["days"]
    if len(days) == count:
        return fill(words["every"], {"count": str(count)})
    told = [day_in_full(day, year=False) for day in days[:3]]
    told += [f"{len(days) - 3} more"] if len(days) > 3 else []
    return fill(words["some"], {"days": f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]})


def also(names: list[str], main: str) -> str:
    """The sentence that names other observances of the same day; "" when the main name says it already."""
    others = [name for name in names if name.casefold() not in main.casefold()]
    return fill(templates("answer")["also"]["same_day"], {"names": " and ".join(others)}) if others else ""
