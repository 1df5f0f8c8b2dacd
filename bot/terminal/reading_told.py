"""How a text was read, line by line, for `alongside check --explain`: each piece, its value, and what was inferred."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.limits import local_limits
from bot.terminal.answer import printable
from scheduling.events import Event, Inferred
from scheduling.reading.explaining import Piecewise, explain_reading
from scheduling.wording.repeats import when_in_full

#: Pieces, and events, that are shown; a longer text would bury the answer.
MOST_SHOWN = 80


def reading_as_text(text: str, *, now: datetime, tz: str) -> str:
    """The pieces in the order of the text with value and role, what was covered, and each event's inferences."""
    limits = local_limits()
    explained = explain_reading(text, now=now, tz=tz, limits=limits.text, files=limits.files)
    if not explained.pieces:
        return "How the text was read: no piece of it looks like a date or a time.\n"
    lines = ["How the text was read:"]
    lines += [f"  line {piece.line}: {_told(piece)}" for piece in explained.pieces[:MOST_SHOWN]]
    if len(explained.pieces) > MOST_SHOWN:
        lines.append(f"  … and {len(explained.pieces) - MOST_SHOWN} more pieces")
    for event in explained.reading.events[:MOST_SHOWN]:
        lines += _inferred(event)
    if len(explained.reading.events) > MOST_SHOWN:
        lines.append(f"  … and {len(explained.reading.events) - MOST_SHOWN} more events")
    return "\n".join([*lines, ""])


def _told(piece: Piecewise) -> str:
    shown = f'"{printable(piece.text)}"'
    if piece.covered:
        return f"{shown} is {piece.kind}, so it was left alone"
    role = f", as {_ROLES[piece.role]}" if piece.role in _ROLES else ""
    why = f" ({piece.why})" if piece.why else ""
    return f"{shown} is a {piece.kind}{role}: {piece.value}{why}"


def _inferred(event: Event) -> Iterator[str]:
    yield f'  From "{printable(event.text)}": {when_in_full(event)}'
    for inference in event.inferences:
        yield f"    {_KINDS.get(inference.kind, inference.kind.value)}: {printable(inference.words)}"
    for other in event.alternatives:
        why = " ".join(inference.words for inference in other.inferences if "other reading" in inference.words)
        yield f"    another reading: {when_in_full(other)}. {printable(why)}".rstrip()


_KINDS = {Inferred.MERIDIEM: "am or pm", Inferred.NAMED_DAY: "day with a name", Inferred.DATE: "day"}
_ROLES = {
    "from": "a start",
    "until": "an end",
    "except": "left out",
    "deadline": "a deadline",
    "past": "something past",
    "sent": "when something was sent or written",
    "old": "what was replaced",
    "new": "the corrected one",
    "note": "something beside the event",
    "end": "the end",
    "hours": "opening or working hours",
    "absence": "somebody's absence",
}
