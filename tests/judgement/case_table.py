"""Reads `cases.txt`: a proposal, and what the check must say about it. Independent of the reading under test."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduling.events import Event, Trait
from scheduling.levels import Level
from scheduling.places import Place, find_place
from scheduling.policy import Policy
from scheduling.terms import SchoolHoliday, TermCalendar, joined

_WHEN = re.compile(
    r"(?P<weekday>[A-Z][a-z]{2}) (?P<day>\d{4}-\d\d-\d\d)(?: (?P<start>\d\d:\d\d))?"
    r"(?:-(?P<end>\d\d:\d\d)| to (?P<last_weekday>[A-Z][a-z]{2}) (?P<last>\d{4}-\d\d-\d\d)(?: (?P<until>\d\d:\d\d))?)?"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table."""

    line: str
    golden: int | None
    event: Event
    place: Place
    now: datetime | None
    terms: tuple[TermCalendar, ...]
    level: Level
    found: dict[str, Level | None]
    absent: frozenset[str]
    says: tuple[str, ...]
    says_not: tuple[str, ...]

    @property
    def policy(self) -> Policy:
        """The policy of the place, with the terms that the line loads."""
        return Policy(place=self.place, terms=self.terms)


def cases() -> list[Case]:
    lines = (Path(__file__).parent / "cases.txt").read_text("utf-8").splitlines()
    terms = dict(_terms(line) for line in lines if line.startswith("@"))
    return [_case(line, terms) for line in lines if line and line[0] not in "#=@"]


def _terms(line: str) -> tuple[str, TermCalendar]:
    name, area, fetched, first, last, runs = (cell.strip() for cell in line[1:].split("|"))
    holidays = joined(SchoolHoliday(*map(date.fromisoformat, run.split("/"))) for run in runs.split())
    fetched, first, last = map(date.fromisoformat, (fetched, first, last))
    return name, TermCalendar(area, fetched, first, last, holidays)


def _case(line: str, calendars: Mapping[str, TermCalendar]) -> Case:
    when, place_name, traits, level, names, says = (cell.strip() for cell in line.split("|"))
    number = re.match(r"\[(\d+)\] ", when)
    place = find_place(place_name)
    words = traits.split()
    now, terms = None, []
    while "terms" in words:
        at = words.index("terms")
        terms.append(calendars[words[at + 1]])
        del words[at : at + 2]
    if "now" in words:
        at = words.index("now")
        now = datetime.fromisoformat(words[at + 1]).replace(hour=9, tzinfo=place.zone)
        del words[at : at + 2]
    told = [words.strip() for words in says.split(";") if words.strip()]
    pairs = [name.partition(":") for name in names.split()]
    return Case(
        line=line,
        golden=int(number[1]) if number else None,
        event=event(when[number.end() if number else 0 :], place.zone, *words),
        place=place,
        now=now,
        terms=tuple(terms),
        level=Level(level),
        found={name: Level(weight) if weight else None for name, _, weight in pairs if name[0] != "!"},
        absent=frozenset(name[1:] for name, _, _ in pairs if name[0] == "!"),
        says=tuple(words for words in told if words[0] != "!"),
        says_not=tuple(words[1:] for words in told if words[0] == "!"),
    )


def event(when: str, zone: ZoneInfo, *traits: str) -> Event:
    """An event from the notation of the table."""
    when, _, rule = (part.strip() for part in when.partition("*"))
    match = _WHEN.fullmatch(when)
    assert match, f"not in the notation of the table: {when}"
    day = date.fromisoformat(match["day"])
    last = date.fromisoformat(match["last"] or match["day"])
    for named, told in ((match["weekday"], day), (match["last_weekday"], last)):
        assert named is None or f"{told:%a}" == named, f"{told} is not a {named}"
    start: date | datetime = day
    end: date | datetime = last + timedelta(days=1)
    if match["start"]:
        start = datetime.combine(day, time.fromisoformat(match["start"]), zone)
        end = datetime.combine(last, time.fromisoformat(match["until"] or match["end"]), zone)
    return Event(
        text=when,
        start=start,
        end=end,
        tzid=zone.key,
        rrule=rule or None,
        traits=frozenset(Trait(trait) for trait in traits),
    )
