"""What one message says before anything is resolved, and what is carried from line to line while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduling.reading.finding.pieces import Day, LengthPiece, Run, ZonePiece
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Heading, Item, Rule, Sentence


@dataclass(frozen=True, slots=True)
class Refused:
    """A stretch of a line that is no event, with the reason."""

    line: int
    start: int
    end: int
    why: str


@dataclass(slots=True)
class Document:
    """What one message says before anything is resolved."""

    drafts: list[Draft] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    removed: list[tuple[Day | Run, Heading | None]] = field(default_factory=list)
    #: Days that the text calls off and that stand nowhere else in it.
    called_off: list[Refused] = field(default_factory=list)
    zone: ZonePiece | None = None
    cancelled: str = ""
    lines: dict[int, str] = field(default_factory=dict)
    says_anything: bool = False
    #: Where the pieces of each line stand.
    pieces: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    #: Times for which there was no day.
    spare: list[Item] = field(default_factory=list)

    @property
    def live(self) -> list[Draft]:
        """The drafts that nothing further down has replaced or cancelled."""
        return [draft for draft in self.drafts if draft.role is not Role.OLD]

    @property
    def series(self) -> tuple[Draft, Rule] | None:
        """The last series, with its rule."""
        for draft in reversed(self.drafts):
            if draft.rule is not None:
                return draft, draft.rule
        return None


@dataclass(slots=True)
class Carried:
    """What the lines above hand on to the lines below."""

    document: Document
    #: The sentences and the text of each line, by its place in the message.
    by_line: list[list[Sentence]]
    texts: list[str]
    #: The lines, by their place, that are a list of sessions right below a day.
    listed: set[int] = field(default_factory=set)
    heading: Heading = field(default_factory=Heading)
    #: The hours for days that have none of their own, with the length said beside them and the line they stand in.
    default: list[Item] = field(default_factory=list)
    default_length: LengthPiece | None = None
    default_line: int = -1
    #: Times that stand before any day.
    above: list[tuple[Sentence, Item]] = field(default_factory=list)
    #: Days that have no time so far.
    untimed: list[Draft] = field(default_factory=list)
    #: The days of the last sentence with dates: "day 1" is the first of them.
    days: list[Draft] = field(default_factory=list)
    #: The last day, to which the times below it belong.
    day: Draft | None = None
    blank_since_day: bool = False
