"""Times as written → wall times: bare hours inside the working day, am and pm carried across, ends after midnight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from scheduling.events import Inference, Inferred
from scheduling.reading.finding.pieces import MIDNIGHT, Clock, Half, TimePiece
from scheduling.reading.resolving.leaning import Lean

#: Hours without am or pm that are as likely in the evening as in the morning.
EITHER_HALF = (6, 7, 8)
#: A range longer than this, in minutes, is no evening: "8-5" is a day.
EVENING_LONG = 5 * 60
#: The first hour of a morning that is only hinted at.
EARLIEST = 5
_HINTS = {
    Lean.HINT_MORNING: "something held in the morning",
    Lean.HINT_EVENING: "something held in the evening",
    Lean.HINT_NIGHT: "something held at night",
}


@dataclass(frozen=True, slots=True)
class Hours:
    """A start and perhaps an end as wall time; `end_days` is how many days after the start's day the end falls.

    `other` is the same in the other half of the day, or at the other end of the day for "midnight", when that makes sense as well.
    """

    start: time
    end: time | None = None
    end_days: int = 0
    inferences: tuple[Inference, ...] = ()
    other: Hours | None = None
    #: How many days after the day named the start falls: 1 for midnight at the end of it.
    start_days: int = 0


def resolve_hours(slot: TimePiece, lean: Lean = Lean.NONE) -> Hours:
    """Wall times of a written time. `lean`: the part of the day the text speaks of.

    Bare hours fall inside the working day: 7 to 11 in the morning, 12 to 6 in the afternoon; am and pm carry across.
    """
    begins, ends = slot.begins, slot.ends
    if begins.part == MIDNIGHT and ends is None:
        return _midnight()
    lean = Lean(begins.part) if begins.part and begins.part != MIDNIGHT else lean
    if lean is Lean.MORNING and not begins.part and begins.hour < EARLIEST:
        lean = Lean.HINT_MORNING  # "Morning all, ... at half two" is a greeting
    notes: list[Inference] = []
    is_open = bool(slot.open_end)
    start = _start_minutes(begins, ends, lean, is_open=is_open)
    is_bare = begins.half is Half.OPEN and (ends is None or ends.half is Half.OPEN)
    swayed = is_bare and lean.is_hint and start != _start_minutes(begins, ends, Lean.NONE, is_open=is_open)
    if swayed:
        words = f"No am or pm was given: read as {_clock_words(start)}, as the text speaks of {_HINTS[lean]}."
        notes.append(Inference(Inferred.MERIDIEM, words))
    elif is_bare and (not lean or lean.is_hint) and begins.hour not in (9, 10, 11, 12):
        notes.append(Inference(Inferred.MERIDIEM, f"No am or pm was given: read as {_clock_words(start)}."))
    if begins.rough:
        notes.append(Inference(Inferred.ROUGH, f'"{begins.rough}" is only roughly {_clock_words(start)}.'))
    if slot.earlier:
        notes.append(
            Inference(Inferred.EARLIER_TIME, f"{slot.earlier} comes before the start at {_clock_words(start)}.")
        )
    end = _end_minutes(ends, start) if ends is not None else None
    if ends is not None and end is not None and ends.rough:
        notes.append(Inference(Inferred.ROUGH, f'"{ends.rough}" is only roughly {_clock_words(end % 1440)}.'))
    hours = _hours(start, end, tuple(notes))
    if not swayed and not (is_bare and not lean and begins.hour in EITHER_HALF):
        return hours
    other_start = (start + 720) % 1440
    other_end = _end_minutes(ends, other_start) if ends is not None else None
    if other_end is not None and other_end - other_start > EVENING_LONG:
        return hours
    note = Inference(Inferred.MERIDIEM, f"The other reading: {_clock_words(other_start)}.")
    return replace(hours, other=_hours(other_start, other_end, (note,)))


def _hours(start: int, end: int | None, notes: tuple[Inference, ...]) -> Hours:
    if end is None:
        return Hours(_as_time(start), inferences=notes)
    return Hours(_as_time(start), _as_time(end % 1440), end // 1440, notes)


def _midnight() -> Hours:
    """`Midnight on Friday`: the start of Friday by the clock, and its end as many people use it."""
    begins = Inference(Inferred.START, "Midnight was read as the start of that day, 00:00.")
    ends = Inference(Inferred.START, "The other reading: midnight at the end of that day.")
    return Hours(time(0), inferences=(begins,), other=Hours(time(0), inferences=(ends,), start_days=1))


def _as_time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _clock_words(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _start_minutes(begins: Clock, ends: Clock | None, lean: Lean, *, is_open: bool) -> int:
    hour, minute = begins.hour, begins.minute
    if begins.half is Half.FULL:
        return (hour % 24) * 60 + minute
    am, pm = hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute
    if begins.half is Half.AM:
        return am
    if begins.half is Half.PM:
        return pm
    if lean is Lean.HINT_EVENING and (hour == 12 or (hour in (10, 11) and not is_open)):
        lean = Lean.NONE  # "awards, 10.45-12", "barbecue 12.30 till late": few evenings begin so late
    if lean is Lean.HINT_EVENING and ends is not None and _end_minutes(ends, pm) - pm > EVENING_LONG:
        lean = Lean.NONE  # "outing, 9.30 to 4, then the pub"
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


def _usual(hour: int, am: int, pm: int, lean: Lean) -> int:
    """Inside the working day, unless the text speaks of a part of the day."""
    match lean:
        case Lean.EVENING:
            return pm
        case Lean.MORNING:
            return pm if hour == 12 else am
        case Lean.HINT_MORNING:
            return am if EARLIEST <= hour < 12 else pm  # "Morning both, ... half two"
        case Lean.AFTERNOON:
            return pm
        case Lean.LUNCHTIME:
            return pm if hour == 12 or hour <= 6 else am
        case Lean.HINT_EVENING:
            return pm
        case Lean.HINT_NIGHT:
            return am if hour == 12 else pm
        case Lean.NONE:
            return am if 7 <= hour <= 11 else pm


def _end_minutes(ends: Clock, start: int) -> int:
    """Minutes from midnight of the start's day; 1440 and more on the day after."""
    if ends.half is Half.OPEN:
        first = ends.hour % 12 * 60 + ends.minute
        return next(minutes for minutes in (first, first + 720, first + 1440, first + 2160) if minutes > start)
    hour = ends.hour % 24 if ends.half is Half.FULL else ends.hour % 12 + (12 if ends.half is Half.PM else 0)
    end = hour * 60 + ends.minute
    return end if end > start else end + 1440
