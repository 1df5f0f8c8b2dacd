"""Sets aside what has the form of a date and names no day: fractions, weekdays in passing, weeks, seasons."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from scheduling.reading.finding.pieces import (
    CalendarDay,
    CountPiece,
    DatePiece,
    Day,
    DayOfRun,
    FeastDay,
    LengthPiece,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    NoSuchDay,
    PartPiece,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
    WeekOfMonth,
    YearOf,
    ZonePiece,
)
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence
from scheduling.reading.vocabulary import WORDS_TOO

_FRACTION_BEFORE = re.compile(
    r"(?:^|[\s(•|:\t-])(?:on|for|date:?|from|until|to|is|dates:?|w/c|and|or|by|till|starting|begins?|not|except|next|of)\s*$|^[\s•>|(\d.)-]*$|[:|\t,]\s*$",
    re.IGNORECASE,
)
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
#: What scores are out of.
_OUT_OF = frozenset({5, 10})
#: Day and month of what is more often a fraction: 1/2, 2/3, 3/4.
_PARTS_OF_ONE = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)})
_DATED_BEFORE = re.compile(r"\b(?:on|for|from|until|till|by|dates?:?|starts?|starting)\s*$", re.IGNORECASE)
#: After a score: "10/10 effort", "7/10 engagement".
_SCORED = re.compile(
    r"\s+(?!(?:at|in|on|and|or|to|till|until|from|for|is|am|pm|noon|the|with|via|all|morning|afternoon|evening|please|works?|suits?|w/c)\b)[a-z]{3,}"
)
_APPOSITION = re.compile(r"^[\s,(-]*(?:the|ie|i\.e\.|that is|which is)?\s*$", re.IGNORECASE)
_OTHER_WORD = re.compile(r"[^\W\d_]{2,}")
_GREETING = re.compile(
    r"\bhappy (?:\d+(?:st|nd|rd|th) |belated |big )?(?:b-?day|birthday|anniversary)\b", re.IGNORECASE
)
_YEAR_RUNS = re.compile(
    r"\b(?:leave|financial|academic|tax|school|membership|budget|appraisal|subscription|reporting) year\b[\w ]{0,12}\b(?:runs?|is|starts?|begins?|ends?|from)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"(?:\s(?:morning|afternoon|evening|night|am|pm))?\s?\)", re.IGNORECASE)
_IN_PASSING = re.compile(
    r"\b(?:is it|it's only|it's finally|roll on|bring on|thank god it's|tgi|happy|good|working|lovely|nice|great|fab|black|cyber|super|the|our|a|my|your|usual|casual|sunny|busy|one|any|some|rainy|manic|blue|another|previous)\s*$",
    re.IGNORECASE,
)
_WISHED = re.compile(r"\s+(?:yet|already|feeling|vibes?|mood|blues|energy)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:\b(?:on|this|next|coming|for|from|until|say|about|by|is|and|or|to|do|maybe|either)|[:@,(/|\t-])\s*$",
    re.IGNORECASE,
)
_IN_TOTAL = re.compile(r"\s*(?:in total|in all|altogether|overall|all told|all together)\b", re.IGNORECASE)
_IN_WEEK = re.compile(r"[\s,(]*(?:in|of|during|on)?\s*(?:the\s)?", re.IGNORECASE)
_IN_THE_WEEK = re.compile(
    r"\b(?:in|by|during|until|before|after|from|around|about)\s+(?:the\s+)?(?:very\s+)?$", re.IGNORECASE
)
_IN_MONTH = re.compile(r"^[\s,(]*(?:in|during|throughout|through|of|for)\s*$", re.IGNORECASE)
#: Why a day from which something holds is no event.
HOLDS_FROM = "something holds from that day on; it is not an event of that day"
#: After "from DATE" or before it: something holds from then on.
_HOLDS_ON = re.compile(
    r"\b(?:appl(?:y|ies)|tak(?:e|es|ing) effect|(?:with )?effect(?:ive)?|com(?:e|es|ing) into (?:force|effect|operation)|in (?:force|place|post|use)|"
    r"runs?|running|valid|available|no longer|will (?:be|apply|change|have|need|move|cost|use|report|replace|become|cover|take over)|must|changes?|(?:increase|replace|become|rise|fall|reduce)s?|go(?:es)? (?:up|down)|required|introduced|payable)\b",
    re.IGNORECASE,
)
_COMES_IN = re.compile(
    r"\b(?:com(?:e|es|ing) into (?:force|effect|operation)|tak(?:e|es|ing) effect|(?:is|be|becomes?) effective)\s*(?:on|from)?\s*(?:the\s)?$",
    re.IGNORECASE,
)
#: `Starting 1 February we are moving`: what follows the date is a clause of its own.
_STARTING = re.compile(r"^\W*(?:starting|beginning)\s*(?:on\s)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"^\s*,?\s*(?:we|all|the|please|you|staff|everyone|our|there|it)\b", re.IGNORECASE)
_ON_FROM = re.compile(
    r"(?:\bfrom|\beffective(?: from)?|\bas (?:of|from)|\bw\.?e\.?f\.?|\bonwards from|\bsince)\s*(?:on |the )?$",
    re.IGNORECASE,
)


def sort_out(s: Sentence) -> None:
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
        if isinstance(piece, DatePiece) and _is_open_ended(s, item, piece):
            s.vague.append((piece.start, piece.end, HOLDS_FROM))
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
            if _GREETING.search(s.text):
                s.vague.append((piece.start, piece.end, "it stands in a greeting"))
                continue
            if _YEAR_RUNS.search(s.text):
                s.vague.append((piece.start, piece.end, "it says when a year begins and ends; it is not an event"))
                continue
            if _is_stretch_of_months(s):
                s.vague.append((piece.start, piece.end, "it names a month, but no day of it"))
                continue
            if isinstance(piece.only, YearOf) or (
                isinstance(piece.only, MonthOf) and item.role not in {Role.UNTIL, Role.FROM, Role.EXCEPT}
            ):
                weekdays = _weekdays_of_month(s, item, piece)
                if len(weekdays) == 1 and not weekdays[0].is_plural:
                    s.vague.append((piece.start, piece.end, "it names a weekday and a month, but not which day of it"))
                    kept = [other for other in kept if not _is_weekdays(other)]
                    continue
                s.headings.append(piece.only)
                if not weekdays and not any(isinstance(other.piece, RepeatPiece) for other in s.items):
                    continue
            if _is_loose_fraction(s, item, piece) or _is_loose_weekday(s, item, piece):
                continue
        if isinstance(piece, ZonePiece):
            s.zones.append(piece)
        elif isinstance(piece, LengthPiece):
            if _IN_TOTAL.match(item.right) and sum(isinstance(other.piece, TimePiece) for other in s.items) > 1:
                continue
            s.lengths.append(piece)
        elif isinstance(piece, CountPiece):
            s.counts.append(piece)
        elif isinstance(piece, PartPiece):
            s.part = s.part or piece.part
        kept.append(item)
    s.items = kept


def _is_stretch_of_months(s: Sentence) -> bool:
    """`Sept 2019 - March 2022`: months alone, however they are joined, with no time and no repeat."""
    dates = [item for item in s.items if isinstance(item.piece, DatePiece)]
    others = any(isinstance(item.piece, (TimePiece, RepeatPiece, CountPiece)) for item in s.items)
    bounds = any(item.role in {Role.UNTIL, Role.FROM} for item in dates)
    months = all(isinstance(item.piece, DatePiece) and isinstance(item.piece.only, MonthOf) for item in dates)
    return bounds and months and not others and len(dates) > 1 and len(_OTHER_WORD.findall(s.text)) > len(dates) + 1


def _is_weekdays(item: Item) -> bool:
    return isinstance(item.piece, DatePiece) and all(is_bare_weekday(day) for day in item.piece.days)


def _weekdays_of_month(s: Sentence, item: Item, piece: DatePiece) -> list[NamedWeekday]:
    """`Tues & Thurs in February 2027`: the weekdays that a month after "in" bounds, when nothing else names a day."""
    if not isinstance(piece.only, MonthOf) or not _IN_MONTH.search(item.left):
        return []
    if any(isinstance(other.piece, RepeatPiece) for other in s.items):
        return []
    others = [other.piece for other in s.items if other is not item and isinstance(other.piece, DatePiece)]
    days = [day for other in others for day in other.days]
    named = [day for day in days if isinstance(day, NamedWeekday) and not day.which and not day.weeks]
    return named if named and len(named) == len(days) else []


def _drop_named_again(s: Sentence) -> None:
    """`25/6: 5pm-9am (Fri night)`: a weekday in brackets names the date before it once more."""
    dated = [item for item in s.items if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, CalendarDay)]
    for item in list(s.items):
        if not isinstance(item.piece, DatePiece) or not is_bare_weekday(item.piece.only):
            continue
        before = any(other.piece.end <= item.piece.start for other in dated)
        closed = _CLOSES.match(s.text, item.piece.end - s.start)
        if before and item.left.endswith("(") and closed:
            s.items.remove(item)


def _join_weekday(s: Sentence) -> None:
    """`Second Sunday in Advent, 6 December`: a weekday and then its date are one day; "next week" gives a weekday its week."""
    _drop_named_again(s)
    _drop_named_twice(s)
    dates = [item for item in s.items if isinstance(item.piece, DatePiece) and item.role is Role.EVENT]
    bare = [item for item in dates if isinstance(item.piece, DatePiece) and is_bare_weekday(item.piece.only)]
    weeks = [item for item in dates if isinstance(item.piece, DatePiece) and _bare_week(item.piece.only)]
    _give_week(s, dates)
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
    if bare and is_bare_weekday(bare[0].piece.only if isinstance(bare[0].piece, DatePiece) else None) is False and full:
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


def _give_week(s: Sentence, dates: list[Item]) -> None:
    """`Mon, Wed and Fri in the first week of March`, `Mon to Wed w/c 1 March`: the weekdays are those of the week named."""
    for at, item in enumerate(dates):
        week = item.piece.days[0] if isinstance(item.piece, DatePiece) else None
        if not isinstance(week, WeekOfMonth) and not (isinstance(week, WeekOf) and week.day is not None):
            continue
        before = dates[at - 1 : at] if _IN_WEEK.fullmatch(item.left) else []
        if [name for name in before or dates[at + 1 :] if _put_in_week(name, week)]:
            s.items.remove(item)
            return


def _put_in_week(name: Item, week: WeekOf | WeekOfMonth) -> bool:
    if not isinstance(name.piece, DatePiece):
        return False
    days = [_of_week(day, week) for day in name.piece.days]
    given = tuple(day for day in days if day is not None)
    if len(given) < len(days):
        return False
    name.piece = replace(name.piece, days=given)
    return True


def _of_week(day: Day | Run, week: WeekOf | WeekOfMonth) -> Day | Run | None:
    if isinstance(day, Run):
        first, last = _of_week(day.first, week), _of_week(day.last, week)
        if first is None or last is None or isinstance(first, Run) or isinstance(last, Run):
            return None
        return Run(first, last)
    return DayOfRun(week, day.weekday + 1) if isinstance(day, NamedWeekday) and is_bare_weekday(day) else None


def _drop_named_twice(s: Sentence) -> None:
    """`Mon-Wed 7-9 Dec`: the weekdays are those of the dates after them; `end of January review, 29 Jan` has one date."""
    for before, after in itertools.pairwise(list(s.items)):
        if not isinstance(before.piece, DatePiece) or not isinstance(after.piece, DatePiece):
            continue
        days = [day.first if isinstance(day, Run) else day for day in after.piece.days]
        if not days or not all(isinstance(day, CalendarDay) and day.month is not None for day in days):
            continue
        names = [day.first if isinstance(day, Run) else day for day in before.piece.days]
        weekdays = after.left.strip() in {"", ","} and all(is_bare_weekday(day) for day in names)
        plural = all(isinstance(day, NamedWeekday) and day.is_plural for day in names)
        weekdays = weekdays or (plural and after.left.strip() in {"", ",", ":"} and len(after.piece.days) > 1)
        if weekdays or (isinstance(names[0], MonthEnd) and after.left.rstrip().endswith(",")):
            s.items.remove(before)


def is_bare_weekday(day: object) -> bool:
    """Whether a day is a weekday alone, in the singular, with no week named."""
    return (
        isinstance(day, NamedWeekday) and not day.which and not day.weeks and day.in_week is None and not day.is_plural
    )


def _bare_week(day: Day | Run | None) -> bool:
    return isinstance(day, WeekOf) and day.day is None and not day.weekend


def _is_open_ended(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`From 1 Feb 2027 the new policy applies`: a beginning with no end, time, length or repeat."""
    if isinstance(piece.only, (Run, MonthOf, YearOf)) or len(piece.days) != 1:
        return False
    comes_in = item.role is Role.EVENT and bool(_COMES_IN.search(item.left))
    if item.role is not Role.FROM and not comes_in:
        return False
    if any(
        isinstance(other.piece, (TimePiece, RepeatPiece, CountPiece, LengthPiece))
        or (isinstance(other.piece, DatePiece) and other.role in {Role.UNTIL, Role.NEW, Role.OLD})
        for other in s.items
    ):
        return False
    if comes_in or (_STARTING.search(item.left) and _CLAUSE.match(item.right)):
        return True
    return from_then_on(item.left) and bool(_HOLDS_ON.search(f"{item.left} {item.right}"))


def from_then_on(left: str) -> bool:
    """Whether the words before a date make it the day from which something holds: `from`, `with effect from`."""
    return bool(_ON_FROM.search(left))


def _is_vague_week(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`Could we meet next week?` names no day; `all next week` names five."""
    if isinstance(piece.only, WeekOfMonth) and _IN_THE_WEEK.search(item.left):
        return not any(isinstance(other.piece, (TimePiece, RepeatPiece)) for other in s.items)
    if not _bare_week(piece.only) or item.role is not Role.EVENT or s.cancelled:
        return False
    if any(isinstance(other.piece, RepeatPiece) for other in s.items):
        return False
    return not re.search(r"\b(?:all|all of|whole of|every day|throughout)\s*$", item.left, re.IGNORECASE)


def _is_weekdays_only(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`Contact: Tue-Thu only`."""
    only = piece.only
    if not isinstance(only, Run) or not is_bare_weekday(only.first) or item.role is not Role.EVENT:
        return False
    return (
        not any(isinstance(other.piece, (TimePiece, RepeatPiece, CountPiece)) for other in s.items)
        and len(s.items) == 1
    )


def _is_loose_fraction(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`5/7` with no weekday, time, label or list beside it is a fraction or a score."""
    day = piece.days[0]
    if len(piece.days) > 1 or not isinstance(day, CalendarDay) or day.year is not None or day.weekday is not None:
        return False
    if s.text[piece.end - 5 - s.start : piece.end - s.start] == "10/10" and _SCORED.match(item.right):
        return True
    if not day.is_fraction:
        return False
    if day.month in (5, 7, 10, 12) and _CLINICAL.search(s.text):
        return True
    if any(isinstance(other.piece, (TimePiece, RepeatPiece)) and other.role is Role.EVENT for other in s.items):
        return False
    if (
        _SCORED.match(item.right)
        and (day.month in _OUT_OF or (day.day, day.month) in _PARTS_OF_ONE)
        and day.day <= (day.month or 0)
    ):
        return not _DATED_BEFORE.search(item.left)
    if day.month_first and not re.search(r"\b(?:on|date:?|dates:?|for|from)\s*$", item.left, re.IGNORECASE):
        return True
    if day.day > (day.month or 0) and day.day not in _OUT_OF and not item.right.strip(" ?!.)"):
        return False  # "Meet 28/2?": no score is out of less than it has
    return not _FRACTION_BEFORE.search(
        item.left if item.left.strip() or item is not s.items[0] else s.text[: piece.start - s.start]
    )


def _is_loose_weekday(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """A weekday in passing: "Happy Friday", "the Monday group", "Sat with a cup of tea"."""
    if item.role is not Role.EVENT or not all(is_bare_weekday(day) for day in piece.days):
        return False
    if any(isinstance(other.piece, (TimePiece, RepeatPiece, PartPiece)) for other in s.items):
        return False
    if any(isinstance(other.piece, DatePiece) and _weekdays_of_month(s, other, other.piece) for other in s.items):
        return False
    word = s.text[piece.start - s.start : piece.end - s.start]
    if word.endswith("'s") and not s.cancelled:
        return True
    if word[:3].lower() in WORDS_TOO and (len(word) <= 3 or len(piece.days) > 1):
        rest = item.right.strip(" ,.;:!?)-")
        if word.islower() and item.right.lstrip()[:1].isalpha():
            return True
        return not (_POINTS.search(item.left) or (not item.left.strip() and (not rest or "\t" in item.right)))
    if _WISHED.match(item.right):
        return True
    follower = re.match(r"\s+([A-Za-z']+)", item.right)
    names = (
        follower is not None and follower[1].lower() not in _AFTER_WEEKDAY and not item.left.strip() and not s.cancelled
    )
    return names or bool(_IN_PASSING.search(item.left))


def is_feast(item: Item) -> bool:
    """Whether a piece is festivals and other days with names, and nothing else."""
    return isinstance(item.piece, DatePiece) and all(isinstance(day, FeastDay) for day in item.piece.days)
