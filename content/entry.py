"""One table of a data file, read field by field; every mistake is told with its file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from content.errors import PackError, Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """The nth `[[kind]]` (or the only `[kind]`) of a file. `defaults` answer for fields it does not have."""

    file: str
    source: str
    kind: str
    position: int
    fields: Mapping[str, object]
    defaults: Mapping[str, object] = field(default_factory=dict)

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a field, trimmed. Raises PackError when it is missing without a default, or is not text."""
        value = self._value(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(key, f"{key} must be text")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list, none when it is absent. Raises PackError when something in it is not text."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.wrong(key, f'{key} must be a list of texts, as in ["listening", "empathy"]')
        return tuple(item.strip() for item in value)

    def day(self, key: str) -> date:
        """A date written as 2027-11-22. Raises PackError when it is missing or something else."""
        value = self._value(key, None)
        if type(value) is not date:
            raise self.wrong(key, f"{key} must be a date, as in 2027-11-22")
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates, none when it is absent. Raises PackError when something in it is not one."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(type(item) is date for item in value):
            raise self.wrong(key, f"{key} must be a list of dates, as in [2027-11-22]")
        return tuple(value)

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number. Raises PackError when it is missing without a default, or is something else."""
        value = self._value(key, default)
        if type(value) is not int:
            raise self.wrong(key, f"{key} must be a whole number")
        return value

    def flag(self, key: str) -> bool:
        """True or false, false when absent. Raises PackError for anything else."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, f"{key} must be true or false")
        return value

    def only(self, *known: str) -> None:
        """Raise PackError for a field nobody reads: most often a slip in its name."""
        for key in self.fields:
            if key not in known:
                raise self.wrong(key, f"{key} is not a field of [[{self.kind}]]")

    def wrong(self, key: str, reason: str) -> PackError:
        """The error that points at a field of this entry."""
        return PackError((self.problem(key, reason),))

    def problem(self, key: str, reason: str) -> Problem:
        """What is wrong with a field of this entry, said with the entry's id."""
        name = self.fields.get("id")
        said = f"{name}: {reason}" if isinstance(name, str) and name else reason
        return Problem(self.file, self.line(key), f"{said}.", key)

    def line(self, key: str) -> int:
        """The line on which the field stands, else the one on which the entry begins (counted from 1)."""
        lines = self.source.splitlines()
        starts = [n for n, line in enumerate(lines) if line.strip() in (f"[[{self.kind}]]", f"[{self.kind}]")]
        if self.position >= len(starts):
            return 1
        begin = starts[self.position]
        for number in range(begin + 1, len(lines)):
            if lines[number].startswith("["):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
                return number + 1
        return begin + 1

    def _value(self, key: str, default: object) -> object:
        value = self.fields.get(key, self.defaults.get(key, default))
        if value is None:
            raise self.wrong(key, f"{key} is missing")
        return value


def read_tables(source: str, file: str) -> dict[str, list[Entry]]:
    """The tables of a TOML text by kind, in order. Raises PackError, with its line, when the text is not TOML."""
    try:
        data = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PackError((Problem(file, *_placed(str(error))),)) from error
    defaults = data.pop("defaults", {})
    if not isinstance(defaults, dict):
        raise PackError((Problem(file, 1, "defaults must be a table: write [defaults]."),))
    tables: dict[str, list[Entry]] = {}
    for kind, value in data.items():
        rows = value if isinstance(value, list) else [value]
        if not all(isinstance(row, dict) for row in rows):
            raise PackError((Problem(file, _line_of(source, kind), f"{kind} must be a table: write [[{kind}]]."),))
        tables[kind] = [Entry(file, source, kind, n, row, defaults) for n, row in enumerate(rows)]
    return tables


def _placed(message: str) -> tuple[int, str]:
    """Split tomllib's message into its line and a reason."""
    found = re.search(r"\(at line (\d+), column \d+\)", message)
    reason = re.sub(r"\s*\(at .*\)", "", message)
    return (int(found[1]) if found else 1), f"this is not TOML: {reason}."


def _line_of(source: str, key: str) -> int:
    for number, line in enumerate(source.splitlines(), 1):
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return 1
