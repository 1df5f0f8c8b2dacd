"""Says for each piece of a sentence what it is for: the order of the rules, and what one piece leaves for the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduling.reading.finding.pieces import (
    Ahead,
    CalendarDay,
    DatePiece,
    DayNumberPiece,
    Piece,
    RepeatPiece,
    Run,
    TimePiece,
)
from scheduling.reading.sentence.joining import is_bare_weekday, is_feast
from scheduling.reading.sentence.parts import JOINERS
from scheduling.reading.sentence.roles import (
    Role,
    absence_in,
    date_role,
    is_again,
    is_bad,
    is_closed,
    is_deadline,
    is_hours,
    is_moved_from,
    is_of_one,
    is_unnamed,
    is_usual,
    label_role,
    time_role,
    words_before_piece,
)
from scheduling.reading.sentence.statement import REFUSED, Item
from scheduling.reading.sentence.stretches import spans_days

_ON_THE = re.compile(r"\bon\s(?:the\s)?$", re.IGNORECASE)
_TO_MOVE = re.compile(
    r"\b(?:moved?|rearranged?|rescheduled?|changed?|shifted?|postponed?)(?: the| our| my| this| your)?\s*$",
    re.IGNORECASE,
)
#: Between a weekday and its date: "the Wednesday before, 24 March".
_BESIDE = re.compile(r"\s*(?:before|after)\s*[,(]\s*(?:the )?", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:-|:|,|;|→)?\s*(?:but|it's|it is|rather)?\s*$", re.IGNORECASE)
_TO = re.compile(r"(?:\bto|→)\s*(?:the\s)?$", re.IGNORECASE)
_WEEKLY = re.compile(
    r"\b(?:i (?:normally |usually |only |currently |now )?work|working (?:days|hours|pattern)|hours of work|closing date)\b",
    re.IGNORECASE,
)
_SPREADING = frozenset({Role.DEADLINE, Role.PAST, Role.SENT, Role.OLD, Role.NEW, Role.HOURS, Role.ABSENCE, Role.EXCEPT})


class Roles:
    """Gives the pieces of one sentence their roles, in order, and remembers what those before it were for."""

    def __init__(
        self, text: str, start: int, stop: int, pieces: Sequence[Piece], *, cancelled: bool, told: bool
    ) -> None:
        """`text`: the whole line, of which the sentence is `start` to `stop`.

        `cancelled`: the sentence says that something is off; `told`: it tells what happened.
        """
        said = text[start:stop]
        self.text, self.start = text, start
        self.dated = any(isinstance(piece, DatePiece) and _is_plain(piece) for piece in pieces)
        self.weekly = bool(_WEEKLY.search(text))
        self.cancelled = cancelled
        self.away_until = start if cancelled else start + absence_in(said)
        self.hours = is_hours(said)
        self.told = told
        #: A stretch from a time on one day to a time on another, and whether it is that of one person who is away.
        self.spans_days = spans_days(text, start, pieces)
        self.of_one = is_of_one(said)
        #: What the label of the line makes of its dates; a deadline is that of the first only.
        self.label = self._label()
        #: The last date, time or repeat.
        self.before: Item | None = None
        self.last: Item | None = None
        self.has_start = False
        #: Whether a date was the one that something is moved from.
        self.moved = False
        #: The days of a run that a number named: "day 1".
        self.numbers: tuple[int, ...] = ()

    def give(self, item: Item) -> None:
        """Give a piece its role. Pieces come in the order of the text."""
        self._number(item)
        match item.piece:
            case DatePiece():
                self._give_date(item, item.piece)
            case TimePiece():
                item.role = self._of_time(item)
            case RepeatPiece():
                item.role = self._of_repeat(item)
        self._spread(item)
        if isinstance(item.piece, (DatePiece, TimePiece, RepeatPiece)):
            self.has_start = self.has_start or item.role in {Role.EVENT, Role.FROM, Role.NEW}
            self.before = item
        self.last = item

    def _label(self) -> Role | None:
        label = label_role(self.text) if self.start == 0 else None
        return None if label is Role.HOURS and self.dated and not self.weekly else label

    def _number(self, item: Item) -> None:
        """`Day 1` numbers what follows it up to the next date; "9.30 start on the first day" the time before it."""
        if isinstance(item.piece, DayNumberPiece):
            last = self.last
            if (
                last is not None
                and isinstance(last.piece, TimePiece)
                and not last.of_days
                and _ON_THE.search(item.left)
            ):
                last.of_days = item.piece.numbers
            else:
                self.numbers = item.piece.numbers
        item.of_days = self.numbers
        if isinstance(item.piece, DatePiece):
            self.numbers = ()

    def _give_date(self, item: Item, piece: DatePiece) -> None:
        """The role of a date by the words beside it, then what the sentence and its other dates make of that."""
        far = words_before_piece(self.text, self.start, piece.start)
        item.role = self.label or date_role(item.left, far, item.right, has_start=self.has_start)
        if self.label is Role.DEADLINE:
            self.label = None
        if item.role is Role.NEW and is_unnamed(item.left) and all(is_bare_weekday(day) for day in piece.days):
            item.role = Role.EVENT  # "happy to swap for a Saturday"
        if item.role is Role.PAST and self.cancelled and is_again(item.left):
            item.role = Role.EVENT
        self._keep_beside(item)
        self._follow_move(item)
        if item.role is Role.UNTIL and item.left.strip() in {"-", "→"} and is_feast(item):
            item.role = Role.EVENT
        self._turn_away(item, piece)
        if item.role is Role.EVENT and is_bad(item.right):
            item.role = Role.ABSENCE
        if item.role in {Role.EVENT, Role.FROM} and (self.told or _is_behind(piece)):
            item.role = Role.PAST
        if item.role is Role.HOURS and (_is_plain(piece) or is_feast(item)) and not self.weekly:
            item.role = Role.EVENT  # nobody's opening hours are those of one date

    def _keep_beside(self, item: Item) -> None:
        """`The Wednesday before, 24 March`: the date is the day and no deadline."""
        if item.role is Role.DEADLINE and self.before is not None and _BESIDE.fullmatch(item.left):
            item.role = Role.EVENT

    def _follow_move(self, item: Item) -> None:
        """`Not the 4th - the 11th`, `moved from the 4th, at short notice, to the 11th`: an old date, then its new one."""
        if self.before is not None and self.before.role is Role.OLD and _DASH.match(item.left):
            item.role = Role.NEW
        elif self.moved and _TO.search(item.left):
            item.role, self.moved = Role.NEW, False
        elif is_moved_from(item.left):
            item.role, self.moved = Role.OLD, True
        if item.role is Role.OLD and _TO_MOVE.search(item.left):
            self.moved = True

    def _turn_away(self, item: Item, piece: DatePiece) -> None:
        """`I'm away on Tuesday`, `the office is open Mon to Thu`: days of an absence, or of opening hours."""
        away = piece.start < self.away_until
        if item.role in ({Role.EVENT, Role.FROM, Role.UNTIL} if away else {Role.EVENT}) and (away or self.hours):
            item.role = Role.ABSENCE if away else Role.HOURS

    def _of_time(self, item: Item) -> Role:
        """The role of a time: that of its line's label, or by the words beside it."""
        if self.label in {Role.SENT, Role.DEADLINE, Role.HOURS}:
            return self.label
        role = time_role(item.left, item.right)
        if role is Role.NOTE and isinstance(item.piece, TimePiece) and item.piece.ends is not None and not item.left:
            role = Role.EVENT  # "0900-0930 arrival and safety brief": a session of its own
        if role is Role.DEADLINE and self.spans_days and not self.of_one:
            role = Role.EVENT
        return Role.HOURS if role is Role.EVENT and self.hours and not self.dated else role

    def _of_repeat(self, item: Item) -> Role:
        """The role of a repeat: what is changed, when something is due, when somebody is there, or a habit departed from."""
        if is_moved_from(item.left) and " to " not in item.left[-12:]:
            return Role.OLD
        if is_deadline(item.left):
            return Role.DEADLINE
        if self.hours or self.label is Role.HOURS or is_closed(item.left):
            return Role.HOURS
        if self.dated and is_usual(words_before_piece(self.text, self.start, item.piece.start)):
            return Role.PAST
        return item.role

    def _spread(self, item: Item) -> None:
        """`By 4 or 11 December`: a role goes over to what is joined to its piece and has none of its own."""
        before = self.before
        if before is None:
            return
        if isinstance(item.piece, RepeatPiece) and before.role is Role.OLD and _TO.search(item.left):
            self.before = None
            return
        spreads = before.role in _SPREADING and JOINERS.match(item.left)
        if before.role in {Role.OLD, Role.EXCEPT} and item.left.lstrip().startswith((",", ")")):
            spreads = None
        refused = item.role in REFUSED and isinstance(item.piece, DatePiece)
        if (
            refused
            and isinstance(before.piece, TimePiece)
            and before.role in {Role.EVENT, Role.NOTE}
            and JOINERS.match(item.left)
        ):
            before.role = item.role  # "opened at 10am on 12 October 1953": the hour is that date's
        if spreads and item.role is Role.EVENT:
            both_times = isinstance(before.piece, TimePiece) and isinstance(item.piece, TimePiece)
            item.role = Role.EVENT if both_times else before.role


def _is_behind(piece: DatePiece) -> bool:
    """Whether a date is yesterday or before, counted from today."""
    only = piece.only
    return isinstance(only, Ahead) and only.days < 0 and not only.weeks and not only.months


def _is_plain(piece: DatePiece) -> bool:
    """Whether a date names a day of the calendar."""
    return any(isinstance(day.first if isinstance(day, Run) else day, CalendarDay) for day in piece.days)
