"""Reads a folder of real calendar files and holds them against the folder's `manifest.json`.

    python scripts/check_calendar_files.py FOLDER

The manifest is a list of objects with `file` and `expected`; each expectation is one of

    {"contains_start_utc": "2026-06-15T13:00Z"}                    something starts at that instant
    {"at": "20260615", "count": 1}                                 so many happenings overlap that day
    {"between": ["20260601", "20260701"], "count": 4}              so many happenings overlap those days (end excluded)

A file without expectations must be read without error. Exit status 1 when anything differs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scheduling.events import Reading, Span
from scheduling.reading import read_ics

DAY = timedelta(days=1)


def read(path: Path, first: date, until: date) -> Reading:
    """The file in a window, as somebody in London would read it on the window's first day."""
    now = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    return read_ics(path.read_bytes(), now=now, tz="Europe/London", first=first, until=until)


def spans(path: Path, first: date, until: date) -> list[Span]:
    """Every happening that overlaps the window."""
    reading = read(path, first, until)
    return [span for event in reading.events for span in event.spans(first, until) if _overlaps(span, first, until)]


def _overlaps(span: Span, first: date, until: date) -> bool:
    start = span.start.date() if isinstance(span.start, datetime) else span.start
    end = span.end.date() if isinstance(span.end, datetime) else span.end - DAY
    return start <= until and end >= first


def differences(path: Path, expected: list[dict[str, object]]) -> Iterator[str]:
    """What of the expectations does not hold, in words."""
    for each in expected:
        if "contains_start_utc" in each:
            wanted = datetime.fromisoformat(str(each["contains_start_utc"]))
            starts = [span.start for span in spans(path, wanted.date() - DAY, wanted.date() + DAY)]
            if wanted not in [start for start in starts if isinstance(start, datetime)]:
                seen = ", ".join(map(str, starts)) or "no time"
                yield f"nothing starts at {wanted:%Y-%m-%d %H:%M} UTC, but at {seen}"
            continue
        if "at" in each:
            first = until = date.fromisoformat(str(each["at"]))
        else:
            begin, end = each["between"]  # type: ignore[misc] # a list of two
            first, until = date.fromisoformat(begin), date.fromisoformat(end) - DAY
        found = spans(path, first, until)
        if len(found) != each["count"]:
            yield f"{len(found)} happenings from {first} to {until}, not {each['count']}"


def main(arguments: list[str]) -> int:
    """Check every file of the folder; the number that differ decides the exit status."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    failed = 0
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        path = folder / entry["file"]
        found = list(differences(path, entry["expected"]))
        reading = read(path, date(2000, 1, 1), date(2035, 12, 31))
        failed += bool(found)
        verdict = "differs" if found else "ok"
        print(f"{verdict:8}{entry['file']}: {len(reading.events)} events, {len(reading.unread)} unread")
        for words in [*found, *(f"unread: {each.text}: {each.why}" for each in reading.unread)]:
            print(f"        {words}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
