"""Calendar text as components of raw properties, by one pass over the lines; only what a date check needs is kept.

The scanner is our own because the limits ask for it: it keeps what can be read of a damaged component, and it never
builds the descriptions, attendees and alarms that make up most of a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

#: Properties that say when, what and where; all others are passed over.
KEPT = frozenset(
    [
        *("UID", "SEQUENCE", "STATUS", "METHOD", "DTSTAMP", "LAST-MODIFIED"),
        *("SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "URL"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID"),
        *("TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-WR-TIMEZONE", "X-MICROSOFT-CDO-ALLDAYEVENT"),
        *("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    ]
)
#: Free text is kept to this many characters: enough to see a link or a word, never a document.
TEXT_KEPT = 8000
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,50})[:;]")
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,50}")
_DEPTH = 10
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]{1,50})\s*=\s*(?:"([^"]*)"|([^;]*))')


class Property(NamedTuple):
    """One content line: `name`, upper case; `raw`, all that follows the name, parameters first."""

    name: str
    raw: str

    @property
    def value(self) -> str:
        """What the property says, for a property whose value may hold any character (text, a rule)."""
        return self._halves()[1]

    @property
    def last_value(self) -> str:
        """What a date or a number says: all behind the last colon, as zone names may hold colons without quotation."""
        return self.raw.rpartition(":")[2].strip(' "')

    def parameter(self, name: str, *, dated: bool = False) -> str:
        """The parameter of that name, without quotation marks; "" when it is not there."""
        head = self.raw.rpartition(":")[0] if dated else self._halves()[0]
        for key, quoted, plain in _PARAMETER.findall(head):
            if key.upper() == name:
                return str(quoted or plain).strip().strip('"')
        return ""

    def _halves(self) -> tuple[str, str]:
        """Parameters and value, parted at the first colon that is not inside quotation marks."""
        head, colon, value = self.raw.partition(":")
        if colon and '"' not in head:
            return head, value
        at, quoted = 0, False
        for at, character in enumerate(self.raw):
            if character == '"':
                quoted = not quoted
            elif character == ":" and not quoted:
                return self.raw[:at], self.raw[at + 1 :]
        return head, value  # a quotation mark that is never closed


@dataclass(slots=True)
class Component:
    """A VEVENT, a time zone or one of its observances: its kept properties by name, and the components inside it."""

    kind: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)
    method: str = ""
    zone: str = ""
    complete: bool = True

    def first(self, name: str) -> Property | None:
        """The first property of that name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def every(self, name: str) -> list[Property]:
        """Every property of that name, in order."""
        return self.properties.get(name, [])

    def text(self, name: str) -> str:
        """The plain text of the first property of that name, "" when there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""


def unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Content lines with their continuations joined, also those that lost their leading space in a paste."""
    full = [line for line in lines if line and not line.isspace()]
    held: list[str] = []
    size = 0
    for line, following in zip(full, [*full[1:], ""], strict=False):
        indented = line[0] in " \t"
        begins = not indented and (_NAME.match(line) is not None or _stands_alone(line, following))
        if held and not begins:
            if held[0][:4].upper() in ("BEGI", "END:"):
                continue  # words around the calendar, or the closing fence
            if size < TEXT_KEPT or held[0][:2].upper() in ("EX", "RD"):  # a list of dates is kept whole
                held.append(line[1:] if indented else line)
                size += len(line)
            continue
        if held:
            yield "".join(held)
        held, size = [line], len(line)
    if held:
        yield "".join(held)


def _stands_alone(line: str, following: str) -> bool:
    """Whether the line is a name whose value was folded away whole, as old Mozilla calendars write it."""
    return following[:1] in (" ", "\t") and following.lstrip()[:1] in (":", ";") and _BARE.fullmatch(line) is not None


def components(lines: Iterable[str]) -> list[Component]:
    """The events, zones and other top-level components of every calendar in the lines, in order.

    An event that the text breaks off, or that the next BEGIN:VEVENT interrupts, is given as far as it goes, with
    `complete` unset.
    """
    found: list[Component] = []
    here: list[Component] = []  # of the calendar that is open
    stack: list[Component] = []
    method = zone = ""
    for line in [*unfolded(lines), "END:VCALENDAR"]:
        name_match = _NAME.match(line)
        name = name_match[1].upper() if name_match else ""
        kind = line.partition(":")[2].strip(" \t`").upper() if name in ("BEGIN", "END") else ""
        if kind == "VCALENDAR":
            here += _broken_off(stack)
            for component in here:
                component.method, component.zone = method, zone
            found += here
            here, method, zone = [], "", ""
        elif name == "BEGIN":
            if kind == "VEVENT":
                here += _broken_off(stack)
            if len(stack) < _DEPTH:
                stack.append(Component(kind))
        elif name == "END":
            if any(each.kind == kind for each in stack):
                here += _closed(stack, kind)
        elif name not in KEPT:
            continue
        elif stack:
            stack[-1].properties.setdefault(name, []).append(Property(name, line[len(name) :]))
        elif name == "METHOD":
            method = line.partition(":")[2].strip().upper()
        elif name == "X-WR-TIMEZONE":
            zone = line.rpartition(":")[2].strip()
    return found


def _closed(stack: list[Component], kind: str) -> list[Component]:
    """End the innermost component of that kind, with all that is still open inside it."""
    while True:
        closed = stack.pop()
        if not stack:
            return [closed]
        stack[-1].parts.append(closed)
        if closed.kind == kind:
            return []


def _broken_off(stack: list[Component]) -> list[Component]:
    """End everything that is open without its END."""
    if not stack:
        return []
    outermost = stack[0]
    outermost.complete = False
    stack.clear()
    return [outermost]
