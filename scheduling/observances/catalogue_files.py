"""The catalogue's files, read and checked: every mistake names its file, its line and the reason.

One file per tradition, `statuses.toml` for what a day can ask, `sources.toml` for where it was read, `groups.toml` for
words that mean several observances. `docs/catalogue.md` explains them to those who edit them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from scheduling.errors import CatalogueError
from scheduling.events import Trait
from scheduling.levels import Level
from scheduling.observances.calendars.fall import RuleError
from scheduling.observances.entries import (
    CALENDARS,
    PRACTICES,
    TRADITIONS,
    Catalogue,
    Hours,
    Observance,
    Other,
    Status,
    calendar_module,
)
from scheduling.observances.moments import PhraseError, read_moment
from scheduling.observances.occurrence import Certainty, Part
from scheduling.observances.spelling import fold


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue. Raises CatalogueError, which the build turns into a failure."""
    return read_catalogue(resources.files(__package__).joinpath("catalogue"))


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read and check a folder of catalogue files. Raises CatalogueError with file, line and reason."""
    sources = _File(folder, "sources.toml").sources()
    statuses = _File(folder, "statuses.toml").statuses()
    found: dict[str, Observance] = {}
    names: dict[str, tuple[str, ...]] = {}
    for tradition in TRADITIONS:
        file = _File(folder, f"{tradition}.toml")
        for entry in file.observances(tradition, statuses, sources):
            if entry.value.id in found:
                raise entry.wrong("id", f'"{entry.value.id}" is the id of another observance')
            found[entry.value.id] = entry.value
            for key, spelling in [("name", entry.value.name), *(("aliases", a) for a in entry.value.aliases)]:
                if fold(spelling) in names:
                    other = names[fold(spelling)][0]
                    raise entry.wrong(key, f'"{spelling}" is already a name of {other}')
                names[fold(spelling)] = (entry.value.id,)
    for spelling, ids in _File(folder, "groups.toml").groups(found):
        names[fold(spelling)] = (
            *names.get(fold(spelling), ()),
            *(one for one in ids if (one,) != names.get(fold(spelling))),
        )
    for identity in found:
        names.setdefault(fold(identity), (identity,))
    return Catalogue(found, names)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An observance with the place where it is written."""

    value: Observance
    file: _File
    number: int

    def wrong(self, key: str, reason: str) -> CatalogueError:
        return self.file.wrong(self.number, key, reason)


class _File:
    """One TOML file of the catalogue, and the line of anything in it."""

    def __init__(self, folder: Traversable, name: str) -> None:
        self.name = name
        try:
            self.text = folder.joinpath(name).read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise CatalogueError(f"{name}: the file is missing.", value=name) from error
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise CatalogueError(f"{name}: {error}", value=name) from error

    def wrong(self, number: int | None, key: str, reason: str) -> CatalogueError:
        """An error at a key of the numbered observance, or at a key anywhere when there is no number."""
        line = self._line(number, key)
        return CatalogueError(f"{self.name}, line {line}: {reason}.", value=key)

    def _line(self, number: int | None, key: str) -> int:
        lines = self.text.splitlines()
        heads = [index for index, line in enumerate(lines) if line.strip() == "[[observance]]"]
        start = heads[number] if number is not None else 0
        end = heads[number + 1] if number is not None and number + 1 < len(heads) else len(lines)
        written = re.compile(rf'\s*(\[.*)?"?{re.escape(key)}"?\s*(=|\])')
        return next((index + 1 for index in range(start, end) if written.match(lines[index])), start + 1)

    def sources(self) -> dict[str, str]:
        """Source id → "publisher: title, where"."""
        found = {}
        for identity, source in self.data.items():
            if not (isinstance(source, dict) and source.get("title") and source.get("publisher")):
                raise self.wrong(None, identity, f'the source "{identity}" needs a publisher and a title')
            where = f", {source['where']}" if source.get("where") else ""
            found[identity] = f"{source['publisher']}: {source['title']}{where}"
        return found

    def groups(self, known: Mapping[str, Observance]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Words that mean several observances."""
        for spelling, ids in self.data.items():
            for identity in ids:
                if identity not in known:
                    raise self.wrong(None, spelling, f'"{identity}" is not an observance of the catalogue')
            yield spelling, tuple(ids)

    def statuses(self) -> dict[str, Status]:
        """What a day can ask, by name."""
        return {name: self._status(name, table) for name, table in self.data.items()}

    def _status(self, name: str, table: Mapping[str, Any]) -> Status:
        try:
            hours = tuple(
                Hours(
                    begins=read_moment(row["from"]),
                    ends=read_moment(row["to"]),
                    level=Level(row["level"]),
                    part=Part(row["part"]),
                    strong=row.get("strong", False),
                    only_with=Trait(row["with"]) if "with" in row else None,
                    only=row.get("only", ""),
                )
                for row in table["hours"]
            )
            return Status(name, table["words"], read_moment(table["begins"]), read_moment(table["ends"]), hours)
        except KeyError as error:
            raise self.wrong(None, name, f'the status "{name}" lacks {error}') from error
        except (PhraseError, ValueError) as error:
            raise self.wrong(None, name, f'the status "{name}": {error}') from error

    def observances(
        self, tradition: str, statuses: Mapping[str, Status], sources: Mapping[str, str]
    ) -> Iterator[_Entry]:
        """The observances of a tradition's file, each checked by itself."""
        for number, table in enumerate(self.data.get("observance", ())):
            yield _Entry(_Reader(self, number, table).observance(tradition, statuses, sources), self, number)


_REQUIRED = ("id", "name", "calendar", "falls", "status", "explanation", "sources")
_OPTIONAL = {
    "aliases", "days", "moves", "convention", "others", "certainty", "practice", "offers", "review", "solemn",
    "weekly", "off_by_default",
}  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAYS = re.compile(r"(?P<first>\d{1,2})(?:-(?P<last>\d{1,2}))?")
_MOVE = re.compile(r"the (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:before|after)")


class _Reader:
    """One `[[observance]]` table on its way to an Observance."""

    def __init__(self, file: _File, number: int, table: dict[str, Any]) -> None:
        self.file = file
        self.number = number
        self.table = table

    def wrong(self, key: str, reason: str) -> CatalogueError:
        return self.file.wrong(self.number, key, reason)

    def observance(self, tradition: str, statuses: Mapping[str, Status], sources: Mapping[str, str]) -> Observance:
        self._keys()
        table = self.table
        return Observance(
            id=table["id"],
            name=table["name"],
            tradition=tradition,
            aliases=tuple(table.get("aliases", ())),
            calendar=table["calendar"],
            falls=table["falls"],
            certainty=self._certainty(),
            statuses=self._statuses(statuses),
            practice=self._practice(),
            explanation=" ".join(table["explanation"].split()),
            offers=tuple(table.get("offers", ())),
            sources=self._sources(sources),
            convention=table.get("convention", ""),
            others=tuple(self._other(row, statuses) for row in table.get("others", ())),
            moves=self._moves(),
            review=table.get("review", False),
            solemn=table.get("solemn", False),
            weekly=table["calendar"] == "weekly",
            off_by_default=table.get("off_by_default", False),
        )

    def _keys(self) -> None:
        for key in _REQUIRED:
            if not self.table.get(key):
                missing = "a source" if key == "sources" else f'"{key}"'
                raise self.wrong("id", f"{self.table.get('id', 'an observance')} needs {missing}")
        for key in self.table:
            if key not in _REQUIRED and key not in _OPTIONAL:
                raise self.wrong(key, f'"{key}" is not something an observance can say')
        if not _ID.fullmatch(self.table["id"]):
            raise self.wrong("id", f'"{self.table["id"]}" is not an id: small letters, digits and single hyphens')
        self._rule("falls", self.table["calendar"], self.table["falls"])

    def _rule(self, key: str, calendar: str, rule: str) -> None:
        if calendar not in CALENDARS:
            raise self.wrong("calendar", f'"{calendar}" is not a calendar: use one of {", ".join(CALENDARS)}')
        try:
            calendar_module(calendar).check(rule)
        except RuleError as error:
            raise self.wrong(key, str(error)) from error

    def _certainty(self) -> Certainty:
        word = self.table.get("certainty", Certainty.EXACT)
        if word not in (Certainty.EXACT, Certainty.EXPECTED):
            raise self.wrong("certainty", f'"{word}" is not a certainty: write exact or expected')
        return Certainty(word)

    def _status(self, key: str, name: str, statuses: Mapping[str, Status]) -> Status:
        if name not in statuses:
            raise self.wrong(key, f'"{name}" is not a status of statuses.toml')
        return statuses[name]

    def _statuses(self, statuses: Mapping[str, Status]) -> tuple[Status, ...]:
        length = self.table.get("days", 1)
        if not (isinstance(length, int) and 1 <= length <= 30):
            raise self.wrong("days", f'"{length}" is not a number of days from 1 to 30')
        written = self.table["status"]
        if isinstance(written, str):
            return (self._status("status", written, statuses),) * length
        by_day: dict[int, Status] = {}
        for days, name in written.items():
            match = _DAYS.fullmatch(days)
            first, last = (int(match["first"]), int(match["last"] or match["first"])) if match else (0, 0)
            if not 1 <= first <= last <= length:
                raise self.wrong("status", f'day "{days}" is outside the range: it has {length} days')
            for day in range(first, last + 1):
                if day in by_day:
                    raise self.wrong("status", f"day {day} has two statuses")
                by_day[day] = self._status("status", name, statuses)
        if missing := [day for day in range(1, length + 1) if day not in by_day]:
            raise self.wrong("status", f"day {missing[0]} has no status")
        return tuple(by_day[day] for day in range(1, length + 1))

    def _practice(self) -> tuple[str, ...]:
        for word in self.table.get("practice", ()):
            if word not in PRACTICES:
                raise self.wrong("practice", f'"{word}" is not a practice: use {", ".join(PRACTICES)}')
        return tuple(self.table.get("practice", ()))

    def _sources(self, sources: Mapping[str, str]) -> tuple[str, ...]:
        for identity in self.table["sources"]:
            if identity not in sources:
                raise self.wrong("sources", f'the source "{identity}" is not in sources.toml')
        return tuple(sources[identity] for identity in self.table["sources"])

    def _moves(self) -> dict[str, str]:
        moves: dict[str, str] = self.table.get("moves", {})
        for weekday, to in moves.items():
            if not _MOVE.fullmatch(f"the {weekday} before") or not _MOVE.fullmatch(to):
                raise self.wrong("moves", f'{weekday} = "{to}" is not a move such as Saturday = "the Sunday after"')
        return moves

    def _other(self, row: Mapping[str, Any], statuses: Mapping[str, Status]) -> Other:
        if set(row) - {"calendar", "falls", "convention", "status"} or not row.get("convention"):
            raise self.wrong("others", "another day needs a convention, and may have calendar, falls and status")
        calendar = row.get("calendar", self.table["calendar"])
        self._rule("others", calendar, row.get("falls", ""))
        status = self._status("others", row["status"], statuses) if "status" in row else None
        return Other(calendar, row["falls"], row["convention"], status)
