"""Clock rules that a file gives for a zone (VTIMEZONE, RFC 5545 section 3.6.5), and which known zone keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.reading.calfile.lines import Component
from scheduling.recurrence import occurrences, parts_of

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2}):?(\d{2})?")
_ONSET = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z?")
_SAMPLE = timedelta(days=5)
#: A rule of clock changes is yearly; anything else would be an attack or a mistake.
_RULE = re.compile(r"FREQ=YEARLY(?:;(?:BYMONTH|BYDAY|BYMONTHDAY|INTERVAL|WKST|UNTIL|COUNT)=[0-9A-Z,+-]{1,60}){0,6}")


@dataclass(frozen=True, slots=True)
class _Observance:
    """One STANDARD or DAYLIGHT: from its onsets on, the clock is `offset` ahead of UTC."""

    kind: str
    start: datetime
    offset_before: timedelta
    offset: timedelta
    rule: str
    dates: tuple[datetime, ...]


@dataclass(slots=True)
class ZoneRules:
    """The observances of one VTIMEZONE."""

    observances: tuple[_Observance, ...]
    _onsets: dict[int, list[tuple[datetime, timedelta]]] = field(default_factory=dict)

    def offset(self, wall: datetime) -> timedelta:
        """Offset from UTC at that naive wall time. A time in the gap of a clock change counts as before it."""
        onsets = self._of_year(wall.year)
        current = onsets[0][1] if onsets else timedelta()
        for onset, offset in onsets:
            if onset > wall:
                break
            current = offset
        return current

    def zone_that_agrees(self, year: int, names: Sequence[str]) -> str | None:
        """The first of these zones whose clock shows the same all through that year."""
        here = [(day, self.offset(day)) for day in _samples(year)]
        for name in dict.fromkeys(names):
            zone = ZoneInfo(name)
            if all(day.replace(tzinfo=zone).utcoffset() == offset for day, offset in here):
                return name
        return None

    def _of_year(self, year: int) -> list[tuple[datetime, timedelta]]:
        """Onsets that decide the clock of that year, in order; the last one before the year comes first."""
        if year not in self._onsets:
            until = datetime(year, 12, 31, 23, 59)  # noqa: DTZ001 - wall time
            onsets: list[tuple[datetime, timedelta]] = []
            for each in _in_force(self.observances, until):
                own = [each.start] if each.start <= until else []
                own += [day for day in each.dates if day <= until]
                if each.rule and each.start <= until:
                    own += occurrences(each.rule, each.start, until - timedelta(days=800), until)
                if own:
                    own.sort()
                    onsets += [(onset, each.offset) for onset in own[-3:]]
            if not onsets and self.observances:
                earliest = min(self.observances, key=lambda each: each.start)
                onsets = [(earliest.start, earliest.offset_before)]
            self._onsets[year] = sorted(onsets, key=lambda each: each[0])
        return self._onsets[year]


def _in_force(observances: Sequence[_Observance], until: datetime) -> list[_Observance]:
    """The observances that count by then: an endless rule gives way to a newer one of its kind."""
    endless = [each for each in observances if each.rule and "UNTIL" not in each.rule and each.start <= until]
    newest = {
        kind: max(each.start for each in endless if each.kind == kind) for kind in {each.kind for each in endless}
    }
    return [each for each in observances if each not in endless or each.start == newest[each.kind]]


def zone_rules(component: Component) -> ZoneRules | None:
    """The rules of one VTIMEZONE, None when it has none that can be read."""
    observances = [found for part in component.parts[:200] if (found := _observance(part))]
    return ZoneRules(tuple(observances)) if observances else None


def _samples(year: int) -> list[datetime]:
    """Moments close enough together that two different rules of clock change differ on one of them."""
    return [datetime(year, 1, 1, 12) + _SAMPLE * number for number in range(73)]  # noqa: DTZ001 - wall time


def _observance(part: Component) -> _Observance | None:
    before, after = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
    start = _onset(part.text("DTSTART"))
    if part.kind not in ("STANDARD", "DAYLIGHT") or after is None or start is None:
        return None
    rule = part.text("RRULE").upper()
    rule = _wall_until(rule, before or after) if _RULE.fullmatch(rule) else ""
    listed = [_onset(text) for each in part.every("RDATE")[:200] for text in each.value.split(",")[:200]]
    return _Observance(part.kind, start, before or after, after, rule, tuple(day for day in listed if day))


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text)
    if found is None or int(found[2]) > 14:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return length if found[1] == "+" else -length


def _onset(text: str) -> datetime | None:
    found = _ONSET.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(max(year, 1601), month, day, hour, minute, second)  # noqa: DTZ001 - wall time
    except ValueError:
        return None


def _wall_until(rule: str, offset: timedelta) -> str:
    """The rule with its UNTIL, which a file gives in UTC, as wall time before the change."""
    until = parts_of(rule).get("UNTIL")
    if until is None:
        return rule
    end = _onset(until if "T" in until else until + "T235959")
    if end is None:
        return ""
    return rule.replace(f"UNTIL={until}", f"UNTIL={end + offset:%Y%m%dT%H%M%S}")
