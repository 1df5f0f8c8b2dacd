"""The guard before every repeat rule: repaired, bounded, or refused with a reason (RFC 5545 section 3.3.10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from scheduling.events import Inference, Inferred
from scheduling.reading.calfile.moments import Moment, UnreadableError

_ORDER = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYHOUR")
_PARTS = (*_ORDER, "BYMINUTE", "BYSECOND", "BYSETPOS", "WKST")
_FREQUENCIES = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_RANGES = {
    "BYMONTH": range(1, 13),
    "BYWEEKNO": range(1, 54),
    "BYYEARDAY": range(1, 367),
    "BYMONTHDAY": range(1, 32),
    "BYHOUR": range(24),
    "BYMINUTE": range(60),
    "BYSECOND": range(61),
    "BYSETPOS": range(1, 367),
}
_ONLY_WITH = {"BYWEEKNO": ("YEARLY",), "BYYEARDAY": ("YEARLY",)}
_SIGNED = ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS")
_WEEKDAY = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?)?(Z)?")
#: More in a day than this is no meeting.
TIMES_A_DAY = 24
#: A count beyond this says "for ever" (a hundred years of days).
COUNT_KEPT = 36_600
INTERVAL_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is safe to expand: its text without `RRULE:`, UNTIL in UTC (or a date, for days), and its repairs."""

    text: str
    notes: tuple[Inference, ...] = ()
    until: datetime | date | None = None


def sound_rule(written: str, start: Moment) -> Rule:
    """The rule of a series that begins at `start`. Raises UnreadableError with the reason when it is refused."""
    notes: list[Inference] = []
    parts = _parts(written)
    frequency = parts.get("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY"):
        raise UnreadableError(f"It repeats every {frequency[:6].lower()}, which no meeting does.")
    hourly_and_odd = frequency == "HOURLY" and ("BYSETPOS" in parts or not start.timed)
    if frequency not in _FREQUENCIES or hourly_and_odd:
        raise UnreadableError(f'"{_shown(written)}" is not a repeat rule we can follow.')
    _check_interval(parts)
    _check_count(parts, notes)
    for name in _RANGES:
        if name in parts:
            parts[name] = _numbers(name, parts[name])
    for name, allowed in _ONLY_WITH.items():
        if name in parts and frequency not in allowed:
            raise UnreadableError(f'"{_shown(written)}" cannot be followed: {name} has no meaning in it.')
    if "BYDAY" in parts:
        parts["BYDAY"] = _weekdays(parts["BYDAY"], frequency, most=53 if _counts_weeks_of_year(parts) else 5)
    if parts.get("WKST", "MO") not in ("MO", "TU", "WE", "TH", "FR", "SA", "SU"):
        del parts["WKST"]
    _check_density(parts, frequency, start)
    until = _until(parts, start, notes)
    text = ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)
    return Rule(text, tuple(notes), until)


def _parts(written: str) -> dict[str, str]:
    text = re.sub(r"\s+", "", written[:2000]).upper().removeprefix("RRULE:").strip(";")
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, sign, value = part.partition("=")
        if name.startswith("X-") or (name in _PARTS and sign and not value):
            continue
        if name not in _PARTS or parts.get(name, value) != value:
            raise UnreadableError(f'"{_shown(written)}" is not a repeat rule we can follow.')
        parts[name] = value
    return parts


def _check_interval(parts: dict[str, str]) -> None:
    interval = parts.get("INTERVAL", "1")
    if not re.fullmatch(r"\+?\d{1,9}", interval) or not 1 <= int(interval) <= INTERVAL_KEPT:
        raise UnreadableError(f'"INTERVAL={interval[:20]}" cannot be followed: it must be 1 to {INTERVAL_KEPT}.')
    parts["INTERVAL"] = str(int(interval))
    if int(interval) == 1:
        del parts["INTERVAL"]


def _check_count(parts: dict[str, str], notes: list[Inference]) -> None:
    count = parts.get("COUNT")
    if count is None:
        return
    if not re.fullmatch(r"[+-]?\d{1,12}", count) or int(count) == 0:
        raise UnreadableError(f'"COUNT={count[:20]}" cannot be followed: it must be 1 or more.')
    if 0 < int(count) <= COUNT_KEPT and "UNTIL" not in parts:
        parts["COUNT"] = str(int(count))
        return
    del parts["COUNT"]
    if "UNTIL" in parts:
        words = f"The rule gives both an end and a count of {count}: the end is followed."
    else:
        words = f"The rule repeats {count} times: read as without an end."
    notes.append(Inference(Inferred.REPAIRED, words))


def _numbers(name: str, value: str) -> str:
    allowed = _RANGES[name]
    kept: list[str] = []
    for text in value.split(",")[:400]:
        if not re.fullmatch(r"[+-]?\d{1,3}", text):
            raise UnreadableError(f'"{name}={value[:40]}" cannot be followed.')
        number = int(text)
        if (abs(number) if name in _SIGNED else number) not in allowed:
            raise UnreadableError(f'"{name}={value[:40]}" cannot be followed: {number} does not exist.')
        kept.append(str(min(number, 59) if name == "BYSECOND" else number))
    return ",".join(dict.fromkeys(kept))


def _counts_weeks_of_year(parts: dict[str, str]) -> bool:
    """Whether a number before a weekday counts in the year and not in the month."""
    return parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts


def _weekdays(value: str, frequency: str, most: int) -> str:
    kept: list[str] = []
    for text in value.split(",")[:400]:
        found = _WEEKDAY.fullmatch(text)
        if found is None or abs(int(found[1] or 1)) > most:
            raise UnreadableError(f'"BYDAY={value[:40]}" cannot be followed.')
        kept.append(found[0] if frequency in ("MONTHLY", "YEARLY") else found[2])
    return ",".join(dict.fromkeys(kept))


def _check_density(parts: dict[str, str], frequency: str, start: Moment) -> None:
    """Refuse a rule that would fill a day. All-day events have no times: such parts are dropped (RFC 5545)."""
    clock = ("BYHOUR", "BYMINUTE", "BYSECOND")
    if not start.timed:
        for name in clock:
            parts.pop(name, None)
    times = 24 if frequency == "HOURLY" and "BYHOUR" not in parts else 1
    for name in clock:
        times *= len(parts[name].split(",")) if name in parts else 1
    if times > TIMES_A_DAY:
        raise UnreadableError(f"It repeats {times} times a day, which no meeting does.")
    chosen = parts.get("BYSETPOS", "1") if frequency == "DAILY" else "1"
    if all(abs(int(position)) > times for position in chosen.split(",")):
        raise UnreadableError(f'"BYSETPOS={chosen[:40]}" cannot be followed: a day has fewer times.')


def _until(parts: dict[str, str], start: Moment, notes: list[Inference]) -> datetime | date | None:
    """Bring UNTIL into the form of the start: a date for days, an instant in UTC for times, always inclusive."""
    written = parts.get("UNTIL")
    if written is None:
        return None
    found = _UNTIL.fullmatch(written)
    try:
        if found is None:
            raise ValueError(written)
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        end = datetime(min(year, 9000), month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - wall time
    except ValueError:
        raise UnreadableError(f'"UNTIL={written[:40]}" is not a date.') from None
    if not start.timed:
        parts["UNTIL"] = end.strftime("%Y%m%d")
        return end.date()
    if found[4] is None:
        words = f"The series ends on {end.day} {end:%B %Y}; that day is counted in."
        notes.append(Inference(Inferred.REPAIRED, words))
        end = end.replace(hour=23, minute=59, second=59)
    instant = end.replace(tzinfo=UTC) if found[7] else start.zone.at(end).astimezone(UTC)
    parts["UNTIL"] = instant.strftime("%Y%m%dT%H%M%SZ")
    return instant


def _shown(written: str) -> str:
    return written.strip()[:60]
