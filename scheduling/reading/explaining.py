"""Shows how a text was read: each piece of each line with its value and role, what was covered, and what came of it. For `--explain`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.events import Reading
from scheduling.places import zone
from scheduling.reading.calfile import Limits
from scheduling.reading.finding.pieces import (
    CountPiece,
    DatePiece,
    DayNumberPiece,
    LengthPiece,
    MonthOf,
    PartPiece,
    RepeatPiece,
    TimePiece,
    YearOf,
    ZonePiece,
)
from scheduling.reading.masks import mask, what_is
from scheduling.reading.message.lines import take_apart
from scheduling.reading.named_days import NamedDays
from scheduling.reading.normalise import Line, normalise
from scheduling.reading.sentence.drafts import draft_sentence
from scheduling.reading.sentence.roles import WHY
from scheduling.reading.sentence.statement import Item, Sentence
from scheduling.reading.text import LIMITS, TextLimits, read_text
from scheduling.reading.threads import messages
from scheduling.reading.valued import value_of

_KINDS: dict[type[object], str] = {
    DatePiece: "date",
    TimePiece: "time",
    LengthPiece: "length",
    ZonePiece: "zone",
    RepeatPiece: "repeat",
    CountPiece: "count",
    PartPiece: "part of the day",
    DayNumberPiece: "numbered day",
}


@dataclass(frozen=True, slots=True)
class Piecewise:
    """One piece of a line (numbered from 1): what it is ("date", "a price"), its text, what it says, and what it was for."""

    line: int
    start: int
    end: int
    kind: str
    text: str
    value: str = ""
    role: str = ""
    #: Why it makes no event; "" when it does, or when its sentence or the lines around it decide.
    why: str = ""
    #: Whether it was covered as something that is never a date.
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """The pieces in the order of the text, and the reading they led to with its inferences."""

    pieces: tuple[Piecewise, ...]
    reading: Reading


def explain_reading(
    text: str,
    *,
    now: datetime,
    tz: str,
    named_days: NamedDays | None = None,
    limits: TextLimits = LIMITS,
    files: Limits | None = None,
) -> Explanation:
    """The pieces of a text and what was made of them. Raises as `read_text` does."""
    reading = read_text(text, now=now, tz=tz, named_days=named_days, limits=limits, files=files)
    moment = now.astimezone(zone(tz))
    pieces: list[Piecewise] = []
    for lines in messages(normalise(text), moment.date()):
        by_line = take_apart(lines, moment.date()).by_line
        for line, read in zip(lines, by_line, strict=True):
            found = [piece for sentence in read for piece in _found(sentence, line, text)]
            pieces += found
            pieces += [piece for piece in _covered(line, text) if not any(_holds(other, piece) for other in found)]
    later = {unread.text: unread.why for unread in reading.unread}  # what only the lines around a piece decide
    told = [replace(each, why=each.why or (later.get(each.text, "") if not each.covered else "")) for each in pieces]
    return Explanation(tuple(sorted(told, key=lambda each: (each.line, each.start))), reading)


def _holds(piece: Piecewise, covered: Piecewise) -> bool:
    """Whether what was covered is itself read, as the number of a day is."""
    return piece.start <= covered.start and covered.end <= piece.end


def _covered(line: Line, text: str) -> Iterator[Piecewise]:
    for start, end in mask(line.text)[1]:
        what = what_is(line.text, start, end)
        yield Piecewise(line.number + 1, start, end, what, line.source(start, end, text), covered=True)


def _found(sentence: Sentence, line: Line, text: str) -> Iterator[Piecewise]:
    items = list(sentence.items)
    draft_sentence(sentence)
    said = {(start, end): why for start, end, why in [*sentence.vague, *sentence.impossible]}
    for item in items:
        piece = item.piece
        yield Piecewise(
            line.number + 1,
            piece.start,
            piece.end,
            _KINDS[type(piece)],
            line.source(piece.start, piece.end, text),
            value_of(piece),
            item.role.value,
            said.get((piece.start, piece.end)) or _why(item, sentence),
        )


def _why(item: Item, sentence: Sentence) -> str:
    """Why a piece makes no event by itself."""
    piece = item.piece
    if isinstance(piece, DatePiece) and isinstance(piece.only, (MonthOf, YearOf)) and piece.only in sentence.headings:
        return "it heads or bounds the dates beside and below it"
    kept = any(other.piece.start <= piece.start and piece.end <= other.piece.end for other in sentence.items)
    if isinstance(piece, DatePiece) and not kept:
        return "it is named in passing, or belongs to the date beside it"
    return WHY.get(item.role, "")
