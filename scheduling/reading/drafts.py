"""A sentence's pieces put together: which time belongs to which day, what repeats, what replaces what."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scheduling.reading.find import Found
from scheduling.reading.pieces import (
    CalendarDay,
    CountPiece,
    DatePiece,
    Day,
    FeastDay,
    LengthPiece,
    MonthOf,
    NamedWeekday,
    NoSuchDay,
    NthWeekday,
    PartPiece,
    Piece,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
    YearOf,
    ZonePiece,
)
from scheduling.reading.roles import (
    Role,
    date_role,
    is_absence,
    is_cancelled,
    is_hours,
    is_moved_from,
    is_usual,
    label_role,
    time_role,
)
from scheduling.reading.vocabulary import WORDS_TOO, weekday_of


@dataclass(slots=True)
class Item:
    """One piece with the words around it and what it is for."""

    piece: Piece
    left: str
    right: str
    role: Role = Role.EVENT
    #: A time that the words make an earlier one ("doors 7"), read as the event's for want of another.
    was_note: bool = False


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
    tentative: bool = False
    to_be_confirmed: bool = False
    in_programme: bool = False


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


_BOUNDARY = re.compile(
    r",\s+(?=(?:how about|what about|could we|can we|shall we)\b)|(?:(?<=cancelled)|(?<=postponed)|(?<=is off))\s*(?:,|-|and|but|so)\s+(?=(?:the )?(?:next|we|i|see you|back|resum|return|restart|join)\w*\b)|"
    r"(?<=[.!?])\s+(?=[A-Z\"'(•])|(?<=[a-z\d)])\s*;\s+"
)
_NOT_BOUNDARY = re.compile(
    r"\b(?:st|dr|mr|mrs|ms|prof|rev|no|approx|inc|dept|rm|tel|ext|[a-z]|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thurs?|fri|sat|sun|hon|cllr|e\.g|i\.e)\.$",
    re.IGNORECASE,
)
_JOINERS = re.compile(
    r"^[\s,;:/&|+•()@\u2192-]*(?:(?:and|or|then|plus|also|both|all|on|at|from|the|start|starting|starts|time|,|&|@|either)\b[\s,;:/&|+•()@-]*){0,4}$",
    re.IGNORECASE,
)
#: How many characters before a date or time can say what it is for.
_FAR = 160
_FOR_ALL = re.compile(r"\b(?:all|both|each|every one|always|same time)\b", re.IGNORECASE)
_UNTIL_END = re.compile(
    r"(?:\buntil|\btill|\btil|\bto|\bthrough|-|→|\bdepart(?:ing|ure)?|\bleav(?:e|ing)|\bending|\bends|\bfinish(?:es|ing)?|\breturn(?:ing)?)[\s(:]*(?:(?:the|on|approx|about|at)\s)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_TBC = re.compile(
    r"\b(?:tbc|tba|to be (?:confirmed|advised|agreed|announced)|time (?:to follow|tbd)|tbd)\b", re.IGNORECASE
)
_FRACTION_BEFORE = re.compile(
    r"(?:^|[\s(•|:\t-])(?:on|for|date:?|from|until|to|is|dates:?|w/c|and|or|by|till|starting|begins?|not|except|next|of)\s*$|^[\s•>|(\d.)-]*$|[:|\t,]\s*$",
    re.IGNORECASE,
)
_TENTATIVE = re.compile(r"\b(?:christmas|xmas|easter|new year)\b", re.IGNORECASE)


def sentences(found: Found, number: int) -> list[Sentence]:
    """The sentences of a line with their items, roles given."""
    text = found.text
    cuts = [0]
    for match in _BOUNDARY.finditer(text):
        at = match.end()
        if _NOT_BOUNDARY.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        if any(piece.start < at < piece.end for piece in found.pieces):
            continue
        cuts.append(at)
    cuts.append(len(text))
    read: list[Sentence] = []
    at = 0
    for start, stop in itertools.pairwise(cuts):
        pieces = []
        while at < len(found.pieces) and found.pieces[at].start < stop:
            pieces.append(found.pieces[at])
            at += 1
        read.append(_sentence(text, start, stop, pieces, found.line.number, number + len(read)))
    return read


def _sentence(text: str, start: int, stop: int, pieces: Sequence[Piece], line: int, number: int) -> Sentence:
    said = text[start:stop]
    sentence = Sentence(line, number, said, start, [])
    if pieces or len(said) < 400:
        sentence.cancelled = is_cancelled(said)
    if not pieces:
        return sentence
    label = label_role(text) if start == 0 else None
    dated = any(isinstance(piece, DatePiece) and _is_plain(piece) for piece in pieces)
    if label is Role.HOURS and dated and not _weekly_hours(text):
        label = None
    pieces = _split_moves(text, start, pieces)
    away = is_absence(said)
    hours = is_hours(said)
    before: Item | None = None
    has_start = False
    moved = False
    last_end = start
    for index, piece in enumerate(pieces):
        next_start = pieces[index + 1].start if index + 1 < len(pieces) else stop
        item = Item(piece, text[last_end : piece.start], text[piece.end : next_start])
        if isinstance(piece, DatePiece):
            item.role = label or date_role(
                item.left, _before(text, start, piece.start), item.right, has_start=has_start
            )
            if label is Role.DEADLINE:
                label = None
            if before is not None and before.role is Role.OLD and _DASH.match(item.left):
                item.role = Role.NEW
            elif moved and _TO.search(item.left):
                item.role, moved = Role.NEW, False
            elif is_moved_from(item.left):
                item.role, moved = Role.OLD, True
            if item.role is Role.UNTIL and item.left.strip() in {"-", "→"} and _is_feast(item):
                item.role = Role.EVENT
            if item.role is Role.EVENT and (away or hours):
                item.role = Role.ABSENCE if away else Role.HOURS
            if item.role is Role.HOURS and _is_plain(piece) and not _weekly_hours(text):
                item.role = Role.EVENT
        elif isinstance(piece, TimePiece):
            item.role = (
                label if label in {Role.SENT, Role.DEADLINE, Role.HOURS} and label else time_role(item.left, item.right)
            )
        elif isinstance(piece, RepeatPiece) and is_moved_from(item.left) and " to " not in item.left[-12:]:
            item.role = Role.OLD
        elif isinstance(piece, RepeatPiece) and (hours or label is Role.HOURS):
            item.role = Role.HOURS
        elif isinstance(piece, RepeatPiece) and dated and is_usual(_before(text, start, piece.start)):
            item.role = Role.PAST
        if isinstance(piece, RepeatPiece) and before is not None and before.role is Role.OLD and _TO.search(item.left):
            before = None
        spreads = before is not None and before.role in _SPREADING and _JOINERS.match(item.left)
        if before is not None and before.role in {Role.OLD, Role.EXCEPT} and item.left.lstrip().startswith((",", ")")):
            spreads = None
        if before is not None and spreads and item.role is Role.EVENT:
            both_times = isinstance(before.piece, TimePiece) and isinstance(piece, TimePiece)
            item.role = Role.EVENT if both_times else before.role
        sentence.items.append(item)
        if isinstance(piece, (DatePiece, TimePiece, RepeatPiece)):
            has_start = has_start or item.role in {Role.EVENT, Role.FROM, Role.NEW}
            before = item
        last_end = piece.end
    return sentence


#: Where `5/7` is five days and `3/12` three months.
_CLINICAL = re.compile(
    r"\b(?:mg|mcg|tds|bd|od|qds|prn|abx|antibiotics?|\w+cillin|\w+mycin|steroids?|prednisolone|paracetamol|ibuprofen|symptoms?|cough|pain|wound|dressings?|patient|pt|hx|ttos?|discharged?|catheter|bloods|fever|rash|swelling|obs|gp)\b",
    re.IGNORECASE,
)
#: After a weekday at the start of a sentence: it is a day. Any other word makes it a name ("Sunday Times").
_AFTER_WEEKDAY = frozenset(
    {"at", "in", "for", "on", "is", "works", "work", "would", "and", "or", "if", "then", "please", "ok", "suits", "instead", "the", "with", "from", "to", "via", "by", "will", "be", "it", "we", "i", "can",
     "could", "should", "looks", "good", "best", "fine", "great", "only", "all", "meeting", "training", "drinks", "lunch", "workshop", "session", "call", "catch", "review", "huddle", "stand", "team", "board",
     "breakfast", "dinner", "briefing", "webinar", "event", "party", "walk", "yoga", "choir", "practice", "rehearsal", "visit", "interview", "interviews", "planning", "social", "quiz", "coffee", "away", "no",
     "off", "closed", "open", "next", "this", "a", "our", "class", "clinic", "forum", "seminar", "talk", "tour", "tbc", "pm", "am", "evening", "morning", "afternoon", "night", "not", "was", "now", "has"}
)  # fmt: skip
_APPOSITION = re.compile(r"^[\s,(-]*(?:the|ie|i\.e\.|that is|which is)?\s*$", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:-|:|,|;|→)?\s*(?:but|it's|it is|rather)?\s*$", re.IGNORECASE)
_REPLACED = re.compile(r"\b(?:not|instead of)\s+(?:on |the )?$", re.IGNORECASE)
_IN_PASSING = re.compile(
    r"\b(?:happy|good|working|lovely|nice|great|fab|black|cyber|super|the|our|a|my|your|usual|casual|sunny|busy|one|any|some|rainy|manic|blue|another|previous)\s*$",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:\b(?:on|this|next|coming|for|from|until|say|about|by|is|and|or|to|do|maybe|either)|[:@,(/|\t-])\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:\bto|→)\s*(?:the\s)?$", re.IGNORECASE)
_SPREADING = frozenset({Role.DEADLINE, Role.PAST, Role.SENT, Role.OLD, Role.NEW, Role.HOURS, Role.ABSENCE, Role.EXCEPT})


def _before(text: str, start: int, end: int) -> str:
    """The words before a piece in its sentence, as far back as they can bear on it."""
    return text[max(start, end - _FAR) : end]


def _weekly_hours(text: str) -> bool:
    """Whether a line about hours speaks of every week and not of one date."""
    return bool(
        re.search(
            r"\b(?:i (?:normally |usually )?work|working (?:days|hours|pattern)|hours of work|closing date)\b",
            text,
            re.IGNORECASE,
        )
    )


def _is_plain(piece: DatePiece) -> bool:
    """Whether a date names a day of the calendar."""
    return any(isinstance(day.first if isinstance(day, Run) else day, CalendarDay) for day in piece.days)


def _split_moves(text: str, start: int, pieces: Sequence[Piece]) -> list[Piece]:
    """`moved from 4 Dec to 11 Dec` and `moved from 2pm to 3pm` are changes, not stretches."""
    split: list[Piece] = []
    for piece in pieces:
        left = _before(text, start, piece.start)
        only = piece.only if isinstance(piece, DatePiece) else None
        replaced = _REPLACED.search(left) and " - " in text[piece.start : piece.end]
        if isinstance(piece, DatePiece) and isinstance(only, Run) and (replaced or is_moved_from(left)):
            middle = _middle(text, piece)
            split += [DatePiece(piece.start, middle[0], (only.first,)), DatePiece(middle[1], piece.end, (only.last,))]
        elif isinstance(piece, TimePiece) and piece.ends is not None and is_moved_from(left):
            middle = _middle(text, piece)
            split += [
                TimePiece(piece.start, middle[0], piece.begins, role="old"),
                TimePiece(middle[1], piece.end, piece.ends, role="new"),
            ]
        elif isinstance(piece, RepeatPiece) and len(piece.weekdays) > 1 and is_moved_from(left):
            _, at = _middle(text, piece)
            weekday = weekday_of(text[at : piece.end].strip().lower())
            split.append(piece if weekday is None else replace(piece, start=at, weekdays=(weekday,)))
        else:
            split.append(piece)
    return split


def _middle(text: str, piece: Piece) -> tuple[int, int]:
    match = re.compile(r"\s?(?:\bto\b|-|\buntil\b|→)\s?").search(text, piece.start, piece.end)
    return (match.start(), match.end()) if match else (piece.end, piece.end)


# ---------------------------------------------------------------- pairing


def draft_sentence(s: Sentence) -> None:
    """Fill in the drafts of a sentence and what it leaves for others."""
    _sort_out(s)
    usable = [item for item in s.items if _is_usable(item)]
    repeats = _repeats(usable)
    if repeats and repeats[0].role is not Role.HOURS:
        _draft_series(s, usable, repeats)
    else:
        _draft_days(s, usable)
    for item in s.items:
        if isinstance(item.piece, (DatePiece, RepeatPiece)) and item.role in _REFUSED:
            s.refused.append((item.piece.start, item.piece.end, item.role))
    if _TBC.search(s.text):
        for draft in s.drafts:
            draft.to_be_confirmed = True


def _repeats(usable: list[Item]) -> list[Item]:
    """The repeats that make a series; weekdays with an "until" are one, "quarterly" before a list of days is none."""
    repeats = [item for item in usable if isinstance(item.piece, RepeatPiece)]
    if any(_is_dated(item) and item.role is Role.EVENT for item in usable):
        repeats = [item for item in repeats if not _is_adjective(item, usable)]
    listed = any(isinstance(item.piece, DatePiece) and len(item.piece.days) > 1 and _is_dated(item) for item in usable)
    if listed and all(isinstance(item.piece, RepeatPiece) and not item.piece.weekdays for item in repeats):
        return []
    if repeats or not any(_bounds_weekdays(item, usable) for item in usable):
        return repeats
    for item in usable:
        piece = item.piece
        if not isinstance(piece, DatePiece) or item.role not in {Role.EVENT, Role.FROM}:
            continue
        only = piece.only
        if isinstance(only, Run) and isinstance(only.first, NamedWeekday) and isinstance(only.last, NamedWeekday):
            first = only.first.weekday
            weekdays = [(first + n) % 7 for n in range((only.last.weekday - first) % 7 + 1)]
        else:
            weekdays = [day.weekday for day in piece.days if isinstance(day, NamedWeekday) and not day.which]
            weekdays = weekdays if len(weekdays) == len(piece.days) else []
        if weekdays and any(isinstance(other.piece, TimePiece) for other in usable):
            item.piece = RepeatPiece(piece.start, piece.end, "WEEKLY", 1, tuple(sorted(weekdays)))
            return [item]
    return []


def _bounds_weekdays(item: Item, usable: list[Item]) -> bool:
    """Whether a piece beside weekdays makes a series of them: an end, a count, a run of dates."""
    if isinstance(item.piece, CountPiece):
        return item.piece.count > 1 or item.piece.weeks > 1
    if not isinstance(item.piece, DatePiece):
        return False
    only = item.piece.only
    if item.role is Role.UNTIL:
        return True
    named = [
        other
        for other in usable
        if isinstance(other.piece, DatePiece)
        and isinstance(other.piece.days[0], (NamedWeekday, Run))
        and other is not item
    ]
    follows = any(other.piece.start < item.piece.start for other in named)
    return follows and isinstance(only, Run) and isinstance(only.first, CalendarDay)


def _is_adjective(item: Item, usable: list[Item]) -> bool:
    """`The monthly forum on 14 January` is one date; `weekly team meeting, Mon 7 Dec` begins a series."""
    if not isinstance(item.piece, RepeatPiece) or item.piece.note != "adjective":
        return False
    named = any(_is_dated(other) and re.search(r"\b(?:on|for)\s*$", other.left) for other in usable)
    return item.piece.freq != "WEEKLY" or named


def _is_dated(item: Item) -> bool:
    piece = item.piece
    return isinstance(piece, DatePiece) and any(isinstance(day, (CalendarDay, NthWeekday)) for day in piece.days)


_MAIN = frozenset({Role.EVENT, Role.NEW, Role.FROM, Role.UNTIL})
_REFUSED = frozenset({Role.DEADLINE, Role.PAST, Role.SENT, Role.HOURS, Role.ABSENCE})


def _is_usable(item: Item) -> bool:
    return item.role not in _REFUSED and item.role is not Role.OLD


def _sort_out(s: Sentence) -> None:
    """Set aside what is no day: months, years, impossible dates, loose fractions."""
    _join_weekday(s)
    kept: list[Item] = []
    for item in s.items:
        piece = item.piece
        if isinstance(piece, DatePiece) and _is_vague_week(s, item, piece):
            s.vague.append((piece.start, piece.end, "it names a week, but no day of it"))
            continue
        if isinstance(piece, DatePiece) and _is_weekdays_only(s, item, piece):
            s.vague.append((piece.start, piece.end, "it names weekdays in general, with no date or time"))
            continue
        if isinstance(piece, TimePiece) and piece.role:
            item.role = Role.OLD if piece.role == "old" else Role.NEW
        if isinstance(piece, DatePiece):
            impossible = [day for day in piece.days if isinstance(day, NoSuchDay)]
            if impossible:
                s.impossible.append((piece.start, piece.end, impossible[0].why))
                rest = tuple(day for day in piece.days if not isinstance(day, NoSuchDay))
                if not rest:
                    continue
                item.piece = piece = replace(piece, days=rest)
            if isinstance(piece.only, YearOf) or (
                isinstance(piece.only, MonthOf) and item.role not in {Role.UNTIL, Role.FROM, Role.EXCEPT}
            ):
                s.headings.append(piece.only)
                if not any(isinstance(other.piece, RepeatPiece) for other in s.items):
                    continue
            if _is_loose_fraction(s, item, piece) or _is_loose_weekday(s, item, piece):
                continue
        if isinstance(piece, ZonePiece):
            s.zones.append(piece)
        elif isinstance(piece, LengthPiece):
            s.lengths.append(piece)
        elif isinstance(piece, CountPiece):
            s.counts.append(piece)
        elif isinstance(piece, PartPiece):
            s.part = s.part or piece.part
        kept.append(item)
    s.items = kept


def _join_weekday(s: Sentence) -> None:
    """`Second Sunday in Advent, 6 December`: a weekday and then its date are one day; "next week" gives a weekday its week."""
    dates = [item for item in s.items if isinstance(item.piece, DatePiece) and item.role is Role.EVENT]
    bare = [item for item in dates if isinstance(item.piece, DatePiece) and _bare_weekday(item.piece.only)]
    weeks = [item for item in dates if isinstance(item.piece, DatePiece) and _bare_week(item.piece.only)]
    for item in weeks[:1]:
        week = item.piece.days[0] if isinstance(item.piece, DatePiece) else None
        for other in bare:
            if (
                isinstance(other.piece, DatePiece)
                and isinstance(week, WeekOf)
                and isinstance(day := other.piece.only, NamedWeekday)
            ):
                other.piece = replace(other.piece, days=(replace(day, in_week=week.weeks),))
        if bare:
            s.items.remove(item)
            return
    bare = bare or [
        item for item in dates if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, NamedWeekday)
    ]
    full = [item for item in dates if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, CalendarDay)]
    if bare and _bare_weekday(bare[0].piece.only if isinstance(bare[0].piece, DatePiece) else None) is False and full:
        bare = bare if _APPOSITION.match(full[0].left) else []
    if len(bare) != 1 or len(full) != 1 or full[0].piece.start < bare[0].piece.end:
        return
    dated, name = full[0].piece, bare[0].piece
    if not isinstance(dated, DatePiece) or not isinstance(name, DatePiece) or dated.start - name.end > 30:
        return
    written, weekday = dated.only, name.only
    if (
        isinstance(written, CalendarDay)
        and isinstance(weekday, NamedWeekday)
        and written.weekday is None
        and written.month
    ):
        between = [item for item in s.items if name.end <= item.piece.start < dated.start]
        if not any(isinstance(item.piece, (TimePiece, RepeatPiece)) for item in between):
            s.items.remove(bare[0])


def _bare_weekday(day: Day | Run | None) -> bool:
    return (
        isinstance(day, NamedWeekday) and not day.which and not day.weeks and day.in_week is None and not day.is_plural
    )


def _bare_week(day: Day | Run | None) -> bool:
    return isinstance(day, WeekOf) and day.day is None and not day.weekend


def _is_vague_week(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`Could we meet next week?` names no day; `all next week` names five."""
    if not _bare_week(piece.only) or item.role is not Role.EVENT or s.cancelled:
        return False
    if any(isinstance(other.piece, RepeatPiece) for other in s.items):
        return False
    return not re.search(r"\b(?:all|all of|whole of|every day|throughout)\s*$", item.left, re.IGNORECASE)


def _is_weekdays_only(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`Contact: Tue-Thu only`."""
    only = piece.only
    if not isinstance(only, Run) or not _bare_weekday(only.first) or item.role is not Role.EVENT:
        return False
    return (
        not any(isinstance(other.piece, (TimePiece, RepeatPiece, CountPiece)) for other in s.items)
        and len(s.items) == 1
    )


def _is_loose_fraction(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`5/7` with no weekday, time, label or list beside it is a fraction or a score."""
    day = piece.days[0]
    if len(piece.days) > 1 or not isinstance(day, CalendarDay) or not day.is_fraction or day.weekday is not None:
        return False
    if day.month in (7, 12) and _CLINICAL.search(s.text):
        return True
    if any(isinstance(other.piece, (TimePiece, RepeatPiece)) and other.role is Role.EVENT for other in s.items):
        return False
    return not _FRACTION_BEFORE.search(
        item.left if item.left.strip() or item is not s.items[0] else s.text[: piece.start - s.start]
    )


def _is_loose_weekday(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """A weekday in passing: "Happy Friday", "the Monday group", "Sat with a cup of tea"."""
    if item.role is not Role.EVENT or not all(_bare_weekday(day) for day in piece.days):
        return False
    if any(isinstance(other.piece, (TimePiece, RepeatPiece, PartPiece)) for other in s.items):
        return False
    word = s.text[piece.start - s.start : piece.end - s.start]
    if word.endswith("'s") and not s.cancelled:
        return True
    if word[:3].lower() in WORDS_TOO and (len(word) <= 3 or len(piece.days) > 1):
        rest = item.right.strip(" ,.;:!?)-")
        if word.islower() and item.right.lstrip()[:1].isalpha():
            return True
        return not (_POINTS.search(item.left) or (not item.left.strip() and (not rest or "\t" in item.right)))
    follower = re.match(r"\s+([A-Za-z']+)", item.right)
    names = (
        follower is not None and follower[1].lower() not in _AFTER_WEEKDAY and not item.left.strip() and not s.cancelled
    )
    return names or bool(_IN_PASSING.search(item.left))


def _draft_days(s: Sentence, usable: list[Item]) -> None:
    """Pair days and times."""
    dates = [item for item in usable if isinstance(item.piece, DatePiece)]
    for item in list(dates):
        if item.role is Role.EXCEPT:
            if isinstance(item.piece, DatePiece):
                s.without += item.piece.days
            dates.remove(item)
    dates = _without_loose_feasts(dates)
    times = [item for item in usable if isinstance(item.piece, TimePiece)]
    _take_old(s)
    if s.cancelled and not any(item.role is Role.NEW for item in dates + times):
        for item in dates:
            if isinstance(item.piece, DatePiece):
                s.cancelled_days += item.piece.days
        return
    main = [item for item in times if item.role in _MAIN]
    if not main:  # "Diwali lunch 1pm": the lunch is the event
        for item in times:
            item.was_note = item.role is Role.NOTE
            item.role = Role.EVENT if item.role is Role.NOTE else item.role
        main = [item for item in times if item.role in _MAIN]
    s.notes += [_words(s, item) for item in times if item.role is Role.NOTE]
    ends = [item for item in times if item.role is Role.END]
    if ends and not main and len(dates) == 1 and ends[0].piece.start < dates[0].piece.start:
        dates[0].role = Role.DEADLINE  # "ends at midnight on 18 December"
        return
    if not dates:
        s.slots = main + ends
        return
    if _draft_stretch(s, dates, times) or _draft_residential(s, dates, times):
        return
    groups = _grouped(sorted(dates + main, key=lambda item: item.piece.start))
    _pair(s, groups)
    _give_ends(s, ends)
    _give_rest(s)


def _without_loose_feasts(dates: list[Item]) -> list[Item]:
    """Treat festivals: "Christmas" and "Eid" are names of events when a plain date stands beside them, and seasons when alone."""
    plain = [item for item in dates if not _is_feast(item)]
    kept = []
    for item in dates:
        if not isinstance(item.piece, DatePiece) or not _is_feast(item):
            kept.append(item)
            continue
        feast = item.piece.days[0]
        if plain and item.role in {Role.EVENT}:
            continue
        if isinstance(feast, FeastDay) and feast.is_loose and item.role not in {Role.FROM, Role.UNTIL, Role.NEW}:
            continue
        kept.append(item)
    return kept


def _is_feast(item: Item) -> bool:
    return isinstance(item.piece, DatePiece) and all(isinstance(day, FeastDay) for day in item.piece.days)


def _take_old(s: Sentence) -> None:
    for item in s.items:
        if item.role is Role.OLD and isinstance(item.piece, DatePiece):
            s.old += item.piece.days
        elif item.role is Role.OLD and isinstance(item.piece, TimePiece):
            s.old_slot = s.old_slot or item.piece


def _words(s: Sentence, item: Item) -> str:
    """The last words before a note's time, and the time."""
    near = " ".join(item.left.strip(" ,:;(-").split()[-3:])
    return f"{near} {s.text[item.piece.start - s.start : item.piece.end - s.start]}".strip()


def _draft_stretch(s: Sentence, dates: list[Item], times: list[Item]) -> bool:
    """`from 7am Mon 14 June until 7am Fri 18 June`: one continuous stretch."""
    if len(dates) != 2 or len(times) not in (1, 2) or dates[1].role is Role.NEW:
        return False
    first, last = dates
    if not isinstance(first.piece, DatePiece) or not isinstance(last.piece, DatePiece):
        return False
    one, two = first.piece.only, last.piece.only
    if one is None or two is None or isinstance(one, Run) or isinstance(two, Run):
        return False
    ordered = sorted(dates + times, key=lambda item: item.piece.start)
    kinds = "".join("D" if isinstance(item.piece, DatePiece) else "T" for item in ordered)
    second = {"DTDT": 2, "TDTD": 2, "TDDT": 2, "DTTD": 2, "DTD": 2, "DDT": 1}.get(kinds)
    if second is None or not _UNTIL_END.search(ordered[second].left):
        return False
    if any(isinstance(item.piece, TimePiece) and item.piece.ends is not None for item in times):
        return False
    slots = [item.piece for item in ordered if isinstance(item.piece, TimePiece)]
    if kinds in {"DTD", "DDT"}:
        return False
    draft = _draft(s, first, one, times[0] if isinstance(times[0].piece, TimePiece) else None)
    draft.until_day, draft.until_slot = two, slots[1]
    draft.spans = [(s.line, ordered[0].piece.start, ordered[-1].piece.end)]
    s.drafts.append(draft)
    _give_rest(s)
    return True


_ARRIVE = re.compile(r"\b(?:arriv(?:e|al|ing)|check[- ]?in|starts?|from|begins?)\b[\w ]{0,12}$", re.IGNORECASE)
_LEAVE = re.compile(
    r"\b(?:leav(?:e|ing)|depart(?:ure|ing)?|check[- ]?out|ends?|finish(?:es)?|until)\b[\w ]{0,12}$", re.IGNORECASE
)


def _draft_residential(s: Sentence, dates: list[Item], times: list[Item]) -> bool:
    """`20-22 May (arrive 2pm Thursday, leave 1pm Saturday)`: one stretch over the days."""
    runs = [item for item in dates if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, Run)]
    if len(runs) != 1 or len(times) != 2 or not _ARRIVE.search(times[0].left) or not _LEAVE.search(times[1].left):
        return False
    run = runs[0].piece.days[0] if isinstance(runs[0].piece, DatePiece) else None
    last = times[1].piece
    if not isinstance(run, Run) or not isinstance(run.first, CalendarDay) or not isinstance(last, TimePiece):
        return False
    times[0].role = Role.EVENT
    draft = _draft(s, runs[0], run.first, times[0])
    draft.until_day, draft.until_slot = run.last, last
    draft.spans = [(s.line, runs[0].piece.start, last.end)]
    s.drafts.append(draft)
    _give_rest(s)
    return True


def _grouped(items: list[Item]) -> list[list[Item]]:
    """Days in a row and times in a row; a row of days is cut where real words stand between."""
    groups: list[list[Item]] = []
    for item in items:
        same = groups and isinstance(groups[-1][-1].piece, DatePiece) == isinstance(item.piece, DatePiece)
        heavy = len(_WORD.findall(item.left)) > 3 or ("\t" in item.left and False)
        if same and not (isinstance(item.piece, DatePiece) and (heavy or item.role is Role.NEW)):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _pair(s: Sentence, groups: list[list[Item]]) -> None:
    """Give each row of days its times: those that follow, or those before when the sentence begins with a time."""
    shape = "".join("D" if isinstance(group[0].piece, DatePiece) else "T" for group in groups)
    time_first = shape.startswith("T") and shape.endswith("D") and shape == "TD" * (len(shape) // 2)
    pairs: list[tuple[list[Item], list[Item]]] = []
    index = 0
    if time_first:
        pairs = [(groups[n + 1], groups[n]) for n in range(0, len(groups), 2)]
    else:
        before: list[Item] = []
        if shape.startswith("T"):
            before, index = groups[0], 1
            if (
                "\t" in s.text
                and len(groups) > 2
                and len(groups[2]) >= 2
                and len(before) == 1
                and _is_dotted(s, before[0])
            ):
                before = []  # "2.05<tab>Tue 1 Dec<tab>1300<tab>1700": a room
        while index < len(groups):
            days = groups[index]
            times: list[Item] = before
            before = []
            index += 1
            if index < len(groups) and isinstance(groups[index][0].piece, TimePiece):
                times = times + groups[index]
                index += 1
            pairs.append((days, times))
    for_all = None
    if pairs and pairs[-1][1] and len(pairs) > 1 and _FOR_ALL.search(pairs[-1][1][0].left):
        for_all = pairs[-1][1]
    for days, times in pairs:
        _draft_pair(s, days, times or for_all or [])


def _is_dotted(s: Sentence, item: Item) -> bool:
    return bool(re.fullmatch(r"\d{1,2}\.\d\d", s.text[item.piece.start - s.start : item.piece.end - s.start]))


def _draft_pair(s: Sentence, days: list[Item], times: list[Item]) -> None:
    slots = _joined_cells(times)
    each: list[tuple[Item, Day | Run]] = []
    for item in days:
        if isinstance(item.piece, DatePiece):
            if (
                item.role is Role.UNTIL
                and each
                and not isinstance(first := each[-1][1], Run)
                and not isinstance(last := item.piece.days[0], Run)
            ):
                each[-1] = (each[-1][0], Run(first, last))
                continue
            each += [(item, day) for day in item.piece.days]
    if len(each) == len(slots) > 1 and re.search(r"\brespectively\b", s.text):
        for (item, day), slot in zip(each, slots, strict=True):
            s.drafts.append(_draft(s, item, day, slot))
        return
    new_slots = [slot for slot in slots if slot.role is Role.NEW]
    if new_slots and any(slot.role is not Role.NEW for slot in slots):
        slots = new_slots
    for item, day in each:
        if not slots:
            s.drafts.append(_draft(s, item, day, None))
        for slot in slots:
            s.drafts.append(_draft(s, item, day, slot))


def _joined_cells(times: list[Item]) -> list[Item]:
    """Two single times in neighbouring cells of a table are a start and an end."""
    joined: list[Item] = []
    for item in times:
        last = joined[-1] if joined else None
        if last is not None and isinstance(last.piece, TimePiece) and isinstance(item.piece, TimePiece):
            between = item.left
            is_cell = not between.strip(" |\t") and ("\t" in between or "|" in between or len(between) > 2)
            if is_cell and last.piece.ends is None and item.piece.ends is None and not last.piece.open_end:
                merged = replace(last.piece, end=item.piece.end, ends=item.piece.begins)
                joined[-1] = Item(merged, last.left, item.right, last.role)
                continue
        joined.append(item)
    return joined


def _draft(s: Sentence, item: Item, day: Day | Run, slot: Item | None) -> Draft:
    draft = Draft(day, line=s.line, sentence=s.number, role=item.role)
    draft.spans = [(s.line, item.piece.start, item.piece.end)]
    if slot is not None and isinstance(slot.piece, TimePiece):
        draft.slot = slot.piece
        draft.own_time = True
        if slot.role is Role.NEW:
            draft.role = Role.NEW
        low, high = sorted([item.piece, slot.piece], key=lambda piece: piece.start)
        between = s.text[low.end - s.start : high.start - s.start]
        if _JOINERS.match(between) or len(between) < 25:
            draft.spans = [(s.line, low.start, high.end)]
        else:
            draft.spans.append((s.line, slot.piece.start, slot.piece.end))
    return draft


def _give_ends(s: Sentence, ends: list[Item]) -> None:
    """A time after "finish" or "until" ends the event before it."""
    for item in ends:
        if not isinstance(item.piece, TimePiece):
            continue
        before = [draft for draft in s.drafts if draft.slot is not None]
        for draft in before:
            if draft.slot is not None and draft.slot.ends is None and not draft.slot.open_end:
                draft.slot = replace(draft.slot, ends=item.piece.ends or item.piece.begins)
        if not before and len(s.drafts) == 1 and s.drafts[0].slot is None and "until" not in item.left.lower():
            s.notes.append(_words(s, item))


def _give_rest(s: Sentence) -> None:
    """Zones, lengths, parts of the day and notes go to the sentence's drafts."""
    zones = [item.piece for item in s.items if isinstance(item.piece, ZonePiece)]
    for draft in s.drafts:
        slot = draft.slot
        near = [zone for zone in zones if slot is not None and zone.start >= slot.end]
        if near:
            draft.zone = near[0]
        elif zones:
            draft.zone = zones[-1] if slot is None or len(zones) == 1 else zones[0]
        if len(s.lengths) == 1 or (s.lengths and len(s.drafts) == 1):
            draft.length = s.lengths[0]
        elif s.lengths:
            after = [length for length in s.lengths if slot is not None and length.start > slot.start]
            draft.length = after[0] if after else s.lengths[-1]
        draft.part = draft.part or _part_near(s, draft)
        draft.notes += [note for note in s.notes if note not in draft.notes]


def _part_near(s: Sentence, draft: Draft) -> str:
    """The part of the day named beside the draft's own date or time."""
    parts = [item.piece for item in s.items if isinstance(item.piece, PartPiece)]
    if not parts:
        return ""
    if len(parts) == 1:
        return parts[0].part
    at = draft.spans[0][1]
    later = [piece for piece in parts if piece.start >= at]
    return (later[0] if later else parts[-1]).part


# ---------------------------------------------------------------- series


def _draft_series(s: Sentence, usable: list[Item], repeats: list[Item]) -> None:
    """A rule with its bounds, exceptions and times."""
    _take_old(s)
    bounded = any(item.role in {Role.EXCEPT, Role.FROM, Role.UNTIL} for item in usable)
    timed = any(isinstance(item.piece, TimePiece) for item in usable)
    if s.cancelled and not bounded and not timed and re.search(r"\bno\b|\bnot\b|n't", s.text, re.IGNORECASE):
        s.cancelled_days += [day for item in usable if isinstance(item.piece, DatePiece) for day in item.piece.days]
        return
    repeat = _merged(repeats, usable)
    rules: list[Rule] = [Rule(repeat)]
    rule = rules[0]
    for item in usable:
        piece = item.piece
        if isinstance(piece, CountPiece) and rule.count is None:
            rule.count = piece
        if not isinstance(piece, DatePiece):
            continue
        _bound(rule, item, piece)
    slots = [
        item for item in usable if isinstance(item.piece, TimePiece) and item.role in {Role.EVENT, Role.NEW, Role.FROM}
    ]
    ends = [item for item in usable if isinstance(item.piece, TimePiece) and item.role is Role.END]
    for item in usable:
        if isinstance(item.piece, TimePiece) and item.role is Role.NOTE:
            s.notes.append(_words(s, item))
    slots = _joined_cells(slots)
    distinct = _distinct_rules(repeats, slots)
    if distinct:
        for own, slot in distinct:
            s.drafts.append(_series_draft(s, replace_rule(rule, own), slot, repeats))
    else:
        several: list[Item | None] = [*slots] or [None]
        for each in several:
            own_rule = rule if len(several) < 2 else replace_rule(rule, rule.repeat)
            s.drafts.append(_series_draft(s, own_rule, each, repeats))
    _give_ends(s, ends)
    _give_rest(s)


def replace_rule(rule: Rule, repeat: RepeatPiece) -> Rule:
    """The same bounds for another repeat."""
    return Rule(repeat, rule.since, rule.until, list(rule.window), rule.count, list(rule.without), list(rule.named))


def _distinct_rules(repeats: list[Item], slots: list[Item]) -> list[tuple[RepeatPiece, Item]]:
    """`Mondays 9-10 and Thursdays 2-3`: each repeat with the time after it."""
    if len(repeats) < 2 or len(repeats) != len(slots):
        return []
    pairs = []
    for item, slot in zip(repeats, slots, strict=True):
        if not isinstance(item.piece, RepeatPiece) or slot.piece.start < item.piece.end or not item.piece.weekdays:
            return []
        pairs.append((item.piece, slot))
    return pairs


def _merged(repeats: list[Item], usable: list[Item]) -> RepeatPiece:
    """`weekly ... on Tuesdays`, `Tuesday ... fortnightly`: one rule out of two pieces."""
    pieces = [item.piece for item in repeats if isinstance(item.piece, RepeatPiece)]
    repeat = pieces[0]
    for other in pieces[1:]:
        if other.freq == repeat.freq == "WEEKLY":
            repeat = replace(
                repeat,
                interval=max(repeat.interval, other.interval),
                weekdays=tuple(sorted({*repeat.weekdays, *other.weekdays})),
                note=repeat.note or other.note,
            )
        elif repeat.freq == "MONTHLY" and other.weekdays and not repeat.weekdays:
            repeat = replace(repeat, weekdays=other.weekdays, nths=other.nths or repeat.nths)
        elif other.freq == "MONTHLY" and not other.weekdays and other.month_day is None:
            repeat = replace(repeat, freq="MONTHLY", interval=other.interval)
        elif (other.freq == "MONTHLY" and other.weekdays) or (repeat.freq == "DAILY" and other.weekdays):
            repeat = other
    if not repeat.weekdays and repeat.freq in {"WEEKLY", "DAILY"}:
        for item in usable:
            if not isinstance(item.piece, DatePiece) or item.role not in {Role.EVENT, Role.FROM}:
                continue
            days = item.piece.days
            if (
                all(isinstance(day, NamedWeekday) and not day.which and not day.weeks for day in days)
                and repeat.freq == "WEEKLY"
            ):
                return replace(
                    repeat, weekdays=tuple(sorted(day.weekday for day in days if isinstance(day, NamedWeekday)))
                )
            only = item.piece.only
            if isinstance(only, Run) and isinstance(only.first, NamedWeekday) and isinstance(only.last, NamedWeekday):
                span = (only.last.weekday - only.first.weekday) % 7
                return replace(
                    repeat, freq="WEEKLY", weekdays=tuple(sorted((only.first.weekday + n) % 7 for n in range(span + 1)))
                )
    return repeat


_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)


def _bound(rule: Rule, item: Item, piece: DatePiece) -> None:
    """Take a date of a series' sentence as its start, end or exception."""
    only = piece.only
    if item.role is Role.EXCEPT or (item.role is Role.OLD):
        rule.without += piece.days
    elif (isinstance(only, NamedWeekday) and not only.which and not only.weeks and only.in_week is None) or (
        isinstance(only, Run) and isinstance(only.first, NamedWeekday)
    ):
        return
    elif isinstance(only, Run):
        rule.since, rule.until = only.first, only.last
    elif item.role is Role.UNTIL and only is not None:
        rule.until = only
    elif isinstance(only, (MonthOf, YearOf)):
        if item.role is Role.FROM:
            rule.since = only
        else:
            rule.window.append(only)
    elif item.role in {Role.FROM, Role.NEW} and only is not None:
        rule.since = only
    elif only is not None and isinstance(only, FeastDay) and only.is_loose:
        return
    elif isinstance(only, WeekOf) and only.day is None:
        rule.window.append(only)
    elif rule.since is None and only is not None:
        rule.since = only
    elif only is not None and rule.until is None and _UNTIL_END.search(item.left):
        rule.until = only
    elif only is None:
        rule.named += piece.days


def _series_draft(s: Sentence, rule: Rule, slot: Item | None, repeats: list[Item]) -> Draft:
    draft = Draft(None, rule=rule, line=s.line, sentence=s.number)
    anchors: list[Piece] = [
        item.piece
        for item in s.items
        if isinstance(item.piece, (DatePiece, RepeatPiece, TimePiece, CountPiece)) and item.role not in _REFUSED
    ]
    draft.spans = [(s.line, min(piece.start for piece in anchors), max(piece.end for piece in anchors))]
    if slot is not None and isinstance(slot.piece, TimePiece):
        draft.slot = slot.piece
        draft.own_time = True
    if any(item.role is Role.NEW for item in repeats):
        draft.role = Role.NEW
    return draft
