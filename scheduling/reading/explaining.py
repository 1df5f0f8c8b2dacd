"""Shows how a text was read: its pieces by line, what was covered, and the reason for each inference. For `--explain`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from scheduling.events import Reading
from scheduling.places import zone
from scheduling.reading.finding.find import find_pieces
from scheduling.reading.finding.pieces import (
    CountPiece,
    DatePiece,
    LengthPiece,
    PartPiece,
    Piece,
    RepeatPiece,
    TimePiece,
    ZonePiece,
)
from scheduling.reading.masks import what_is
from scheduling.reading.named_days import NamedDays
from scheduling.reading.normalise import normalise
from scheduling.reading.sentence.drafts import draft_sentence
from scheduling.reading.sentence.sentences import sentences
from scheduling.reading.text import read_text

_KINDS: dict[type[object], str] = {
    DatePiece: "date",
    TimePiece: "time",
    LengthPiece: "length",
    ZonePiece: "zone",
    RepeatPiece: "repeat",
    CountPiece: "count",
    PartPiece: "part of the day",
}


@dataclass(frozen=True, slots=True)
class Piecewise:
    """One piece of a line (numbered from 1): what it is ("date", "a price"), its text, its details and its role."""

    line: int
    start: int
    end: int
    kind: str
    text: str
    details: str = ""
    role: str = ""
    #: Whether it was covered as something that is never a date.
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """The pieces in the order of the text, and the reading they led to with its inferences."""

    pieces: tuple[Piecewise, ...]
    reading: Reading


def explain_reading(text: str, *, now: datetime, tz: str, named_days: NamedDays | None = None) -> Explanation:
    """The pieces of a text and what was made of them. Raises as `read_text` does."""
    reading = read_text(text, now=now, tz=tz, named_days=named_days)
    year = now.astimezone(zone(tz)).year
    pieces: list[Piecewise] = []
    for line in normalise(text):
        found = find_pieces(line, year)
        here = [
            Piecewise(
                line.number + 1, start, end, what_is(line.text, start, end), line.source(start, end, text), covered=True
            )
            for start, end in found.masked
        ]
        roles: dict[tuple[int, int], str] = {}
        for sentence in sentences(found, 0):
            draft_sentence(sentence)
            roles |= {(item.piece.start, item.piece.end): item.role.value for item in sentence.items}
        here += [
            Piecewise(
                line.number + 1,
                piece.start,
                piece.end,
                _KINDS[type(piece)],
                line.source(piece.start, piece.end, text),
                _details(piece),
                roles.get((piece.start, piece.end), ""),
            )
            for piece in found.pieces
        ]
        pieces += sorted(here, key=lambda each: each.start)
    return Explanation(tuple(pieces), reading)


def _details(piece: Piece) -> str:
    """What was understood of a piece, as `name value` pairs."""
    shown = []
    for each in fields(piece):
        value = getattr(piece, each.name)
        if each.name in {"start", "end"} or value in ("", None, 0, (), False):
            continue
        shown.append(f"{each.name} {_shown(value)}")
    return ", ".join(shown)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " + ".join(_shown(each) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        given = {name: getattr(value, name) for name in value.__dataclass_fields__}
        inner = " ".join(
            f"{name}={_shown(found)}" for name, found in given.items() if found not in ("", None, False, 0)
        )
        return f"{type(value).__name__}({inner})"
    return str(value)
