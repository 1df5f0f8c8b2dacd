"""The words in which Block Kit's rules are written: strings, lists and objects with limits, and where each fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: A rule looks at a value found at a place, and writes what is wrong into the report.
Rule = Callable[[Any, str, "Report"], None]


@dataclass
class Report:
    """Everything found wrong so far, and the identifiers seen, which must not repeat."""

    surface: str
    wrong: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    action_ids: set[tuple[str, str]] = field(default_factory=set)
    characters: int = 0
    focused: int = 0

    def add(self, message: str, place: str) -> None:
        """Note a fault at a JSON pointer, in the form Slack uses in `response_metadata.messages`."""
        self.wrong.append(f"[ERROR] {message} [json-pointer:{place}]")


def string(limit: int, *, least: int = 0, pattern: str | None = None, said: str = "") -> Rule:
    """A string of `least` to `limit` characters, optionally of one form."""

    def rule(value: Any, place: str, report: Report) -> None:
        if not isinstance(value, str):
            report.add("must be a string", place)
        elif len(value) > limit:
            report.add(f"must be less than {limit + 1} characters", place)
        elif len(value) < least:
            report.add(f"must be more than {least - 1} characters", place)
        elif pattern is not None and not re.fullmatch(pattern, value):
            report.add(said or "must match the required pattern", place)

    return rule


def whole_number(low: int | None = None, high: int | None = None) -> Rule:
    """An integer within bounds, both included."""

    def rule(value: Any, place: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.add("must be an integer", place)
        elif low is not None and value < low:
            report.add(f"must be at least {low}", place)
        elif high is not None and value > high:
            report.add(f"must be at most {high}", place)

    return rule


def truth(value: Any, place: str, report: Report) -> None:
    """A JSON boolean."""
    if not isinstance(value, bool):
        report.add("must be a boolean", place)


def one_of(*allowed: Any) -> Rule:
    """One of a closed set of values."""

    def rule(value: Any, place: str, report: Report) -> None:
        if value not in allowed:
            report.add(f"must be one of: {', '.join(map(str, allowed))}", place)

    return rule


def list_of(item: Rule, *, least: int = 1, most: int | None = None) -> Rule:
    """A list of `least` to `most` items that each keep the rule."""

    def rule(value: Any, place: str, report: Report) -> None:
        if not isinstance(value, list):
            report.add("must be an array", place)
            return
        if len(value) < least:
            report.add(f"no fewer than {least} items allowed", place)
        if most is not None and len(value) > most:
            report.add(f"no more than {most} items allowed", place)
            return
        for index, each in enumerate(value):
            item(each, f"{place}/{index}", report)

    return rule


@dataclass(frozen=True)
class Shape:
    """An object: the fields it must have and may have, nothing else, and any rule on the whole."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    whole: Rule | None = None

    def __call__(self, value: Any, place: str, report: Report) -> None:
        """Hold a value against this shape."""
        if not isinstance(value, dict):
            report.add("must be an object", place)
            return
        for name in self.required:
            if name not in value:
                report.add(f"missing required field: {name}", place)
        for name, each in value.items():
            if name == "type":
                continue
            rule = self.required.get(name) or self.optional.get(name)
            if rule is None:
                report.add(f"invalid additional property: {name}", place)
            else:
                rule(each, f"{place}/{name}", report)
        if self.whole is not None:
            self.whole(value, place, report)


def anything(value: Any, place: str, report: Report) -> None:
    """A field whose content Slack does not check."""
