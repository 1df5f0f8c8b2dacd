"""How a text was read, line by line, for `alongside check --explain`: every piece, what it is and what it was for."""

from __future__ import annotations

from datetime import datetime

from bot.terminal.answer import printable
from scheduling.reading.explaining import Piecewise, explain_reading

#: Pieces that are shown; a longer text would bury the answer.
MOST_SHOWN = 80


def reading_as_text(text: str, *, now: datetime, tz: str) -> str:
    """The pieces in the order of the text, each with its line, and what was covered because it is never a date."""
    pieces = explain_reading(text, now=now, tz=tz).pieces
    if not pieces:
        return "How the text was read: no piece of it looks like a date or a time.\n"
    lines = ["How the text was read:"]
    lines += [f"  line {piece.line}: {_told(piece)}" for piece in pieces[:MOST_SHOWN]]
    if len(pieces) > MOST_SHOWN:
        lines.append(f"  … and {len(pieces) - MOST_SHOWN} more pieces")
    return "\n".join([*lines, ""])


def _told(piece: Piecewise) -> str:
    shown = f'"{printable(piece.text)}"'
    if piece.covered:
        return f"{shown} is {piece.kind}, so it was left alone"
    role = f", as {_ROLES.get(piece.role, piece.role)}" if piece.role in _ROLES else ""
    return f"{shown} is a {piece.kind}{role}"


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
