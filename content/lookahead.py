"""The look ahead: the two lines a channel's prompt may carry, and how the coming days steer the choice of prompt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from content.awareness import Marked, marked_between
from content.rotation import Steer

#: How far ahead a channel is told, in days.
WINDOW = timedelta(days=14)
#: No more than so many names on a line: a list that names everything is read by nobody.
NAMES = 3
#: An awareness date steers the theme of a post from so many days before it begins.
STEERS = timedelta(days=6)
#: Near a solemn day nothing light is shown, so many days to either side.
NEAR_SOLEMN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something that is coming, from whatever calendar. `rank` orders what is told first when not all fits: 0 leads.

    Nothing light is shown near a `solemn` one. `expected` dates depend on a sighting or on an organiser's word, and are
    told as "on or around".
    """

    name: str
    day: date
    last_day: date
    solemn: bool = False
    expected: bool = False
    rank: int = 1


def upcoming_awareness(today: date) -> list[Upcoming]:
    """The awareness dates that begin within the window."""
    return [_upcoming(marked) for marked in marked_between(today, today + WINDOW) if marked.day >= today]


def look_ahead(today: date, observances: Iterable[Upcoming], awareness: Iterable[Upcoming] | None = None) -> list[str]:
    """At most two lines for people: the observances that begin in the next two weeks, and the awareness dates.

    Nothing is greeted, and nobody is assumed to observe anything. Both lists may be in any order; what begins before
    today or after the window is left out, and so is an awareness date that is among the observances. No line at all
    when nothing is coming.
    """
    coming = list(observances)
    named = {item.name.casefold() for item in coming}
    marked = upcoming_awareness(today) if awareness is None else awareness
    marked = [item for item in marked if item.name.casefold() not in named]
    told = [said for items in (coming, marked) if (said := _told(today, items))]
    return [
        f"{opening}: {said}." for opening, said in zip(("In the next two weeks", "Also marked"), told, strict=False)
    ]


def steer(today: date, observances: Iterable[Upcoming] = ()) -> Steer:
    """What the coming days ask of a post made today: the themes of what is marked, and nothing light near mourning.

    `observances` are those of the days around today, so that a solemn one counts as an awareness date does.
    """
    marked = marked_between(today - NEAR_SOLEMN, today + STEERS)
    themes = {theme for item in marked if item.last_day >= today for theme in item.awareness.themes}
    near = [*observances, *(_upcoming(item) for item in marked)]
    return Steer(
        themes=frozenset(themes),
        solemn=any(item.solemn and _is_near(item, today) for item in near),
    )


def _upcoming(marked: Marked) -> Upcoming:
    awareness = marked.awareness
    rank = 0 if marked.last_day - marked.day < timedelta(days=9) else 2
    return Upcoming(
        awareness.name, marked.day, marked.last_day, awareness.solemn or awareness.grave, marked.expected, rank
    )


def _is_near(item: Upcoming, today: date) -> bool:
    return item.day - NEAR_SOLEMN <= today <= item.last_day + NEAR_SOLEMN


def _told(today: date, coming: Iterable[Upcoming]) -> str:
    """The names with their days, in order of date; those of least rank left out when there are too many."""
    inside = [item for item in coming if today <= item.day <= today + WINDOW]
    kept = sorted(inside, key=lambda item: (item.rank, item.day, item.name))[:NAMES]
    more = len(inside) - len(kept)
    names = [f"{item.name}, {_when(item)}" for item in sorted(kept, key=lambda item: (item.day, item.name))]
    return "; ".join([*names, f"and {more} more"] if more else names)


def _when(item: Upcoming) -> str:
    """The days in words, with "on or around" where nobody can be sure yet."""
    said = days_in_words(item.day, item.last_day)
    if item.expected:
        return f"expected on or around {said}" if item.day == item.last_day else f"expected {said}"
    return said


def days_in_words(day: date, last_day: date) -> str:
    """One day with its weekday ("Thursday 3 December"), or a span ("5 to 12 December")."""
    if day == last_day:
        return f"{day:%A} {day.day} {day:%B}"
    if (day.year, day.month) == (last_day.year, last_day.month):
        return f"{day.day} to {last_day.day} {last_day:%B}"
    return f"{day.day} {day:%B} to {last_day.day} {last_day:%B}"


def written_for(today: date, around: Sequence[Marked] | None = None) -> frozenset[str]:
    """The ids of the awareness dates that hold today, for prompts that were written for one."""
    marked = marked_between(today, today) if around is None else around
    return frozenset(item.awareness.id for item in marked if item.day <= today <= item.last_day)
