"""Times as written → wall times: bare hours inside the working day, am and pm carried across, ends after midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from scheduling.events import Inference, Inferred
from scheduling.reading.finding.pieces import Clock, Half, TimePiece

_EVENING = re.compile(
    r"\b(?:evening|dinner|supper|drinks?|party|gig|concert|quiz|pub|disco|ceilidh|social|night|tonight|awards|gala|ball|carol|comedy|karaoke|late|film|cocktails?|doors|curry|panto\w*|performance|show)\b",
    re.IGNORECASE,
)
_MORNING = re.compile(r"\b(?:breakfast|morning|sunrise|brunch|early shift|dawn)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hours:
    """A start and perhaps an end as wall time; `end_days` is how many days after the start's day the end falls."""

    start: time
    end: time | None = None
    end_days: int = 0
    inferences: tuple[Inference, ...] = ()
    other_start: time | None = None


def resolve_hours(slot: TimePiece, lean: str = "") -> Hours:
    """Wall times of a written time. `lean`: the part of the day the text speaks of ("morning", "evening", ...).

    Bare hours fall inside the working day: 7 to 11 in the morning, 12 to 6 in the afternoon; am and pm carry across.
    """
    begins, ends = slot.begins, slot.ends
    lean = begins.part or lean
    notes: list[Inference] = []
    start = _start_minutes(begins, ends, lean, is_open=bool(slot.open_end))
    other: time | None = None
    if begins.half is Half.OPEN and (ends is None or ends.half is Half.OPEN) and _said_bare(begins, lean):
        notes.append(Inference(Inferred.MERIDIEM, f"No am or pm was given: read as {_clock_words(start)}."))
        if begins.hour in (6, 7, 8):
            other = _as_time((start + 720) % 1440)
    if begins.rough:
        notes.append(Inference(Inferred.ROUGH, f'"{begins.rough}" is only roughly {_clock_words(start)}.'))
    if slot.earlier:
        notes.append(
            Inference(Inferred.EARLIER_TIME, f"{slot.earlier} comes before the start at {_clock_words(start)}.")
        )
    if ends is None:
        return Hours(_as_time(start), None, 0, tuple(notes), other)
    end = _end_minutes(ends, start)
    if ends.rough:
        notes.append(Inference(Inferred.ROUGH, f'"{ends.rough}" is only roughly {_clock_words(end % 1440)}.'))
    return Hours(_as_time(start), _as_time(end % 1440), end // 1440, tuple(notes), other)


def _said_bare(clock: Clock, lean: str) -> bool:
    return not lean and clock.hour not in (9, 10, 11, 12)


def _as_time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _clock_words(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _start_minutes(begins: Clock, ends: Clock | None, lean: str, *, is_open: bool) -> int:
    hour, minute = begins.hour, begins.minute
    if begins.half is Half.FULL:
        return (hour % 24) * 60 + minute
    am, pm = hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute
    if begins.half is Half.AM:
        return am
    if begins.half is Half.PM:
        return pm
    if lean == "evening" and (hour == 12 or (hour in (10, 11) and not is_open)):
        lean = ""  # "awards, 10.45-12", "barbecue 12.30 till late": few evenings begin so late
    usual = _usual(hour, am, pm, lean)
    if ends is None or ends.half is Half.OPEN:
        return usual
    end = (ends.hour % 24) * 60 + ends.minute
    if ends.half is Half.FULL:
        if end == 0 or usual < end:
            return usual
        return am if am < end else usual
    if ends.half is Half.PM:
        end = (ends.hour % 12 + 12) * 60 + ends.minute
        return pm if pm < end else am
    end = ends.hour % 12 * 60 + ends.minute
    return am if am < end else pm


def _usual(hour: int, am: int, pm: int, lean: str) -> int:
    """Inside the working day, unless the text speaks of a part of the day."""
    if lean == "evening":
        return pm
    if lean == "morning":
        return pm if hour == 12 else am
    if lean in {"afternoon", "lunchtime"}:
        return pm if hour in (12, 1, 2, 3, 4, 5, 6) else am if lean == "lunchtime" else pm
    return am if 7 <= hour <= 11 else pm


def _end_minutes(ends: Clock, start: int) -> int:
    """Minutes from midnight of the start's day; 1440 and more on the day after."""
    if ends.half is Half.OPEN:
        first = ends.hour % 12 * 60 + ends.minute
        return next(minutes for minutes in (first, first + 720, first + 1440, first + 2160) if minutes > start)
    hour = ends.hour % 24 if ends.half is Half.FULL else ends.hour % 12 + (12 if ends.half is Half.PM else 0)
    end = hour * 60 + ends.minute
    return end if end > start else end + 1440


def lean_of(words: str, part: str) -> str:
    """The part of the day a text speaks of, for hours without am or pm."""
    if part and part != "all day":
        return part
    if _MORNING.search(words):
        return "morning"
    return "evening" if _EVENING.search(words) else ""
