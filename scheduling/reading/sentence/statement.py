"""What a sentence says, piece by piece, and the events in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduling.reading.finding.pieces import (
    CountPiece,
    Day,
    LengthPiece,
    Piece,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
    ZonePiece,
)
from scheduling.reading.sentence.roles import Role


@dataclass(slots=True)
class Item:
    """One piece with the words around it and what it is for."""

    piece: Piece
    left: str
    right: str
    role: Role = Role.EVENT
    #: A time that the words make an earlier one ("doors 7"), read as the event's for want of another.
    was_note: bool = False
    #: The numbered days it is said of: "day 1 10-5".
    of_days: tuple[int, ...] = ()


@dataclass(slots=True)
class Rule:
    """A series as written, with its bounds."""

    repeat: RepeatPiece
    since: Day | Run | None = None
    until: Day | Run | None = None
    window: list[Day | Run] = field(default_factory=list)
    count: CountPiece | None = None
    without: list[Day | Run] = field(default_factory=list)
    #: Days named outright as when it happens ("Tuesdays ... first one 12 January").
    named: list[Day | Run] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One event in the making: a day or run of days (or a rule) with at most one time."""

    day: Day | Run | None
    slot: TimePiece | None = None
    zone: ZonePiece | None = None
    length: LengthPiece | None = None
    rule: Rule | None = None
    until_day: Day | None = None
    until_slot: TimePiece | None = None
    part: str = ""
    notes: list[str] = field(default_factory=list)
    role: Role = Role.EVENT
    line: int = 0
    sentence: int = 0
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    heading: Heading | None = None
    own_time: bool = False
    replaced: str = ""
    #: It takes the place of a date that the text cancels or moves.
    is_new: bool = False
    tentative: bool = False
    to_be_confirmed: bool = False
    in_programme: bool = False
    #: It is a week that may only head what is dated below it.
    heads_list: bool = False
    #: Its time stands after a later date of the same sentence, and may be only that one's: "Tue 9 Mar; Wed 10 Mar 2-3pm".
    shares_time: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The month, year or week that stands above a list."""

    month: int | None = None
    year: int | None = None
    week: WeekOf | None = None


@dataclass(slots=True)
class Sentence:
    """What one sentence of one line says."""

    line: int
    number: int
    text: str
    start: int
    items: list[Item]
    drafts: list[Draft] = field(default_factory=list)
    slots: list[Item] = field(default_factory=list)
    cancelled: bool = False
    old: list[Day | Run] = field(default_factory=list)
    cancelled_days: list[Day | Run] = field(default_factory=list)
    #: Where those days stand in the line.
    called_off: list[tuple[int, int]] = field(default_factory=list)
    without: list[Day | Run] = field(default_factory=list)
    bounds: list[Item] = field(default_factory=list)
    lengths: list[LengthPiece] = field(default_factory=list)
    zones: list[ZonePiece] = field(default_factory=list)
    counts: list[CountPiece] = field(default_factory=list)
    headings: list[Day] = field(default_factory=list)
    refused: list[tuple[int, int, Role]] = field(default_factory=list)
    impossible: list[tuple[int, int, str]] = field(default_factory=list)
    vague: list[tuple[int, int, str]] = field(default_factory=list)
    part: str = ""
    notes: list[str] = field(default_factory=list)
    old_slot: TimePiece | None = None


#: What a date or time of an event is for.
MAIN = frozenset({Role.EVENT, Role.NEW, Role.FROM, Role.UNTIL})
#: What makes a date none of the event's.
REFUSED = frozenset({Role.DEADLINE, Role.PAST, Role.SENT, Role.HOURS, Role.ABSENCE, Role.FIGURE})
