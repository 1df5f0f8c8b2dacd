"""Loads the corpus: pastes with the events they must read as, from plain text files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduling.events import Event

FOLDER = Path(__file__).parent / "corpus"
#: When and where a case is read unless it says otherwise.
NOW, ZONE = "2026-11-22T09:00", "Europe/London"
#: How far series are compared, in days from the moment of reading.
HORIZON = 420
Moment = tuple[str, str, bool]


@dataclass(frozen=True)
class Case:
    """One paste and the happenings it must read as: start, end and whether the end was stated, as wall time."""

    file: str
    number: int
    text: str
    now: datetime
    tz: str
    expected: tuple[Event, ...]

    def __str__(self) -> str:
        return f"{self.file}-{self.number}"


def cases(files: str = "*.txt") -> list[Case]:
    """Every case of the corpus files, in order."""
    return [case for path in sorted(FOLDER.glob(files)) for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    body = "\n".join(line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("# "))
    for number, block in enumerate(body.strip("\n").split("\n====\n"), 1):
        text, _, answers = f"{block}\n".partition("\n--\n") if not block.startswith("--") else ("", "", block[3:])
        now, tz = NOW, ZONE
        if text.startswith("@ "):
            head, _, text = text.partition("\n")
            _, now, tz = head.split()
        moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(tz))
        expected = tuple(_event(line, tz) for line in answers.split("\n") if line.startswith("= "))
        yield Case(path.stem, number, text, moment, tz, expected)


def _event(line: str, tz: str) -> Event:
    head, _, rest = line.removeprefix("= ").partition(" * ")
    first, _, last = head.strip().partition("/")
    rule, *left_out = rest.split(" - ")
    rule = rule.strip()
    zone = ZoneInfo(tz)
    if "T" not in first:
        start = date.fromisoformat(first)
        end = (date.fromisoformat(last) if last else start) + timedelta(days=1)
        days = tuple(date.fromisoformat(day.strip()) for day in left_out)
        return Event(text="", start=start, end=end, tzid=tz, rrule=rule or None, exdates=days)
    begin = datetime.fromisoformat(first).replace(tzinfo=zone)
    stated = last != "?"
    if not stated:
        finish = begin + timedelta(hours=1)
    elif "T" in last:
        finish = datetime.fromisoformat(last).replace(tzinfo=zone)
    else:
        finish = datetime.fromisoformat(f"{first[:10]}T{last}").replace(tzinfo=zone)
    moments = tuple(datetime.combine(date.fromisoformat(day.strip()), begin.time(), tzinfo=zone) for day in left_out)
    if rule and (until := re.search(r"UNTIL=(\d{8})$", rule)):
        local = datetime.strptime(until[1], "%Y%m%d").replace(hour=23, minute=59, second=59, tzinfo=zone)
        rule = rule.replace(until[0], f"UNTIL={local.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}")
    return Event(
        text="", start=begin, end=finish, tzid=tz, end_stated=stated, rrule=rule or None, exdates=moments
    )  # fmt: skip


def happenings(events: tuple[Event, ...], now: datetime) -> list[Moment]:
    """What two readings are compared by: each happening of each event, in instants, sorted."""
    found: list[Moment] = []
    for event in events:
        first = min(_civil(event.start), now.date())
        until = now.date() + timedelta(days=HORIZON)
        spans = event.spans(first, until)
        found += [(_instant(span.start), _instant(span.end), event.end_stated) for span in spans]
        if event.rrule and "UNTIL" not in event.rrule and "COUNT" not in event.rrule:
            found.append((f"endless from {_instant(event.start)}", "", True))
    return sorted(found)


def _civil(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _instant(moment: datetime | date) -> str:
    return moment.astimezone(ZoneInfo("UTC")).isoformat() if isinstance(moment, datetime) else moment.isoformat()
