"""Puts the lines of one message together: headings, defaults, programmes, labels, corrections, cancellations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from scheduling.reading.columns import Columns, by_columns, columns_of
from scheduling.reading.drafts import draft_sentence
from scheduling.reading.find import MOST_PIECES, find_pieces
from scheduling.reading.normalise import Line
from scheduling.reading.pieces import (
    CalendarDay,
    Clock,
    DatePiece,
    Day,
    Half,
    MonthOf,
    NamedWeekday,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
    YearOf,
    ZonePiece,
)
from scheduling.reading.roles import WHY, Role
from scheduling.reading.sentences import sentences
from scheduling.reading.statement import Draft, Heading, Item, Rule, Sentence


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
    zone: ZonePiece | None = None
    cancelled: str = ""
    lines: dict[int, str] = field(default_factory=dict)
    says_anything: bool = False
    #: Where the pieces of each line stand.
    pieces: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    #: Times for which there was no day.
    spare: list[Item] = field(default_factory=list)


_HEADS_LIST = re.compile(
    r"\b(?:dates?|meetings?|programme|schedule|calendar|term|rota|events?|sessions?|training|diary|spring|autumn|summer|winter|courses?|workshops?|clinics?|forum|committee|board|drop-?ins?|webinars?|year|timetable|fixtures|services?|supervision)\b",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"\b(?:all|both|each|every|always|unless (?:otherwise )?(?:stated|shown|noted|specified)|times?(?: for all)?|sessions? (?:run|are|last)|meetings? (?:run|are|start))\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:another|second|also|again|repeated?|or|plus|then|and at|further|afternoon session|morning session)\b",
    re.IGNORECASE,
)
_TIME_LABEL = re.compile(
    r"^[\s•>|*-]*(?:time|times|start|starts|start time|when|hours|from|begins?|duration|timing|timings|at|meeting time|slot|slots)\b\s*:?",
    re.IGNORECASE,
)
_END_LABEL = re.compile(
    r"^[\s•>|*-]*(?:end|ends|finish|finishes|end time|finish time|until|to|end date|finish date|closes)\b\s*(?::|\t|-|(?=\s\d))",
    re.IGNORECASE,
)
_START_LABEL = re.compile(
    r"^[\s•>|*-]*(?:start|starts|from|begins|start date|start time|start date/time|first (?:session|meeting|date)|commences|starting)\b\s*(?::|\t|-|(?=\s\w))",
    re.IGNORECASE,
)
_REPEATS = re.compile(r"\b(?:repeats?|recurr\w*|occurs|frequency|recurrence|pattern)\b", re.IGNORECASE)
_UNTIL_WORD = re.compile(
    r"\b(?:until|till|til|up to|ends?|ending|last (?:session|one|meeting|date)|through)\b[\s:]*(?:on |the )*$",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"^[\s•>|*-]*[\d:.apm\s-]{1,14}[\s,:|\t-]*(?:close|closing|finish|end|ends|depart(?:ure)?s?|home|carriages|close of (?:day|meeting|event)|event (?:ends|closes)|day ends|meeting ends|finish(?:es)?|goodbye)\b[\w ]{0,12}[.!]?\s*$",
    re.IGNORECASE,
)
_CANCEL_HEAD = re.compile(r"^[\s•>*!-]*(?:subject:\s*)?(?:cancell?ed|postponed)\b", re.IGNORECASE)
_SAME_TIME = re.compile(r"\bsame (?:times?|hours|slot|place and time)\b", re.IGNORECASE)
#: `Team brief 10-11`: words, and a range of hours at the end.
_ENDS_IN_HOURS = re.compile(
    r"(?=.*[^\W\d_])(?!.*\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)).{1,70}[\s,:(]\d{1,2}(?:[.:]\d\d)?\s?(?:-|to)\s?\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]m)?[).]?\s*",
    re.IGNORECASE,
)
#: Before two numbers that are no hours: `chapters 3-4`, `teams of 4-6`.
_COUNTED = re.compile(
    r"\b(?:of|for|than|to|with|about|only|max|ages?|aged|years?|chapters?|sections?|papers?|verses?|scores?|questions?|items?|pages?|rooms?|groups?|teams?|tables?|"
    r"size|step|steps|parts?|units?|modules?|levels?|bands?|grades?|numbers?|nos|weeks?|days?|slides?|tasks?|forms?|points?|actions?|bring|invite|need|needs)[\s:]*\d{1,2}\s?(?:-|to)\s?\d{1,2}\s*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_RESULT_NO_TIME = re.compile(r"\btimes? (?:tbc|tba|to be confirmed|to follow)|\btbc\b|\btba\b", re.IGNORECASE)


def _sessions_below(tails: list[bool], first: int) -> range:
    """Which lines below a day end in a range of hours and so are a list of sessions: two or more in a row."""
    last = first
    while last < min(len(tails), first + 40) and tails[last]:
        last += 1
    return range(first, last) if last - first > 1 else range(0)


def read_lines(lines: list[Line], year_now: int) -> Document:
    """Read one message."""
    return _Assembly(lines, year_now).read()


class _Assembly:
    """The state that is carried from line to line."""

    def __init__(self, lines: list[Line], year_now: int) -> None:
        self.document = Document()
        self.all: list[Sentence] = []
        self.heading = Heading()
        self.default: list[Item] = []
        self.default_line = -1
        self.above: list[tuple[Sentence, Item]] = []
        self.untimed: list[Draft] = []
        self.day: Draft | None = None
        self.blank_since_day = False
        self.by_line: list[list[Sentence]] = []
        self.texts: list[str] = []
        columns: Columns | None = None
        listed = range(0)
        tails = [bool(_ENDS_IN_HOURS.fullmatch(line.text)) and not _COUNTED.search(line.text) for line in lines]
        for index, line in enumerate(lines):
            found = find_pieces(line, year_now, session=index in listed)
            if any(isinstance(piece, DatePiece) for piece in found.pieces):
                listed = _sessions_below(tails, index + 1)
            read = sentences(found, len(self.all))
            if columns is not None:
                by_columns(found.text, read, columns)
            columns = columns_of(found.text) or (columns if found.text.strip() else None)
            self.all += read
            self.by_line.append(read)
            self.texts.append(found.text)
            self.document.lines[line.number] = found.text
            if found.stopped is not None:
                why = f"only the first {MOST_PIECES} dates and times of a line are read"
                self.document.refused.append(Refused(line.number, found.stopped, len(found.text), why))
            if found.pieces:
                self.document.pieces[line.number] = [(piece.start, piece.end) for piece in found.pieces]

    def read(self) -> Document:
        """Go through the lines in order, then settle what concerns them all."""
        for index, read in enumerate(self.by_line):
            if not self.texts[index].strip():
                self.blank_since_day = True
                continue
            for sentence in read:
                draft_sentence(sentence)
                self._take(index, sentence)
        self._finish()
        return self.document

    # ------------------------------------------------------------ one sentence

    def _take(self, index: int, s: Sentence) -> None:
        d = self.document
        d.refused += [Refused(s.line, start, end, WHY[role]) for start, end, role in s.refused]
        d.refused += [Refused(s.line, start, end, f"there is no such date: {why}") for start, end, why in s.impossible]
        d.refused += [Refused(s.line, start, end, why) for start, end, why in s.vague]
        if s.items:
            d.says_anything = True
        self._head(s)
        self._cancel(s)
        series = self._series()
        for day in s.without:
            if series is not None:
                series.without.append(day)
            else:
                d.removed.append((day, self.heading))
        if not s.drafts and not s.slots:
            self._loose(s, series)
            return
        if s.drafts:
            self._dated(s)
        if s.slots:
            self._timed(index, s)

    def _head(self, s: Sentence) -> None:
        """A month or year above a list, or before the dates of one line."""
        for day in s.headings:
            own_line = not s.drafts and not s.slots
            words = len(_WORDS.findall(s.text))
            if isinstance(day, YearOf):
                listed = bool(_HEADS_LIST.search(s.text)) or any(isinstance(other, MonthOf) for other in s.headings)
                first = s.text.strip(" •#-*").startswith(str(day.year))
                if (
                    words <= 1
                    or (listed and words <= 9 and own_line)
                    or (first and not own_line)
                    or (listed and words <= 5)
                ):
                    self.heading = Heading(None, day.year)
            elif isinstance(day, MonthOf) and day.month is not None and words <= 8:
                year = day.year
                if year is None and self.heading.year is not None:
                    rolled = self.heading.month is not None and day.month < self.heading.month
                    year = self.heading.year + 1 if rolled else self.heading.year
                self.heading = Heading(day.month, year)
            elif isinstance(day, MonthOf) and day.months_ahead is not None and day.months_ahead >= 0:
                for draft in s.drafts:
                    if isinstance(draft.day, CalendarDay) and draft.day.month is None:
                        draft.day = replace(draft.day, months_ahead=day.months_ahead)

    def _cancel(self, s: Sentence) -> None:
        if not s.cancelled:
            return
        if any(draft.role is Role.NEW for draft in s.drafts) or (s.without and not s.drafts):
            return
        if s.cancelled_days:
            series = self._series()
            if series is not None:
                series.without += s.cancelled_days
            else:
                self.document.removed += [(day, self.heading) for day in s.cancelled_days]
            if not self.document.cancelled:
                self.document.cancelled = s.text.strip()
            return
        if any(draft.rule is not None for draft in s.drafts):
            return
        earlier = self.document.drafts
        if earlier:
            for draft in earlier:
                draft.role = Role.OLD
            self.document.cancelled = s.text.strip()
        elif _CANCEL_HEAD.match(s.text) or len(_WORDS.findall(s.text)) <= 9:
            self.document.cancelled = "HEAD " + s.text.strip() if _CANCEL_HEAD.match(s.text) else s.text.strip()

    def _series(self) -> Rule | None:
        for draft in reversed(self.document.drafts):
            if draft.rule is not None:
                return draft.rule
        return None

    def _series_draft(self) -> Draft | None:
        return next((draft for draft in reversed(self.document.drafts) if draft.rule is not None), None)

    def _loose(self, s: Sentence, series: Rule | None) -> None:
        """Lengths, counts, zones and "until" lines that belong to what came before."""
        d = self.document
        if series is not None:
            for count in s.counts:
                if series.count is None:
                    series.count = count
            for item in s.items:
                if (
                    isinstance(item.piece, DatePiece)
                    and item.role is Role.DEADLINE
                    and series.until is None
                    and _UNTIL_WORD.search(item.left)
                    and item.piece.only is not None
                ):
                    series.until = item.piece.only
                    d.refused = [r for r in d.refused if not (r.line == s.line and r.start == item.piece.start)]
        if (
            s.lengths
            and d.drafts
            and re.search(
                r"\b(?:duration|length|lasts?|lasting|for|allow|runs?|long|about this event)\b|^\W*\d",
                s.text,
                re.IGNORECASE,
            )
        ):
            for draft in d.drafts:
                if draft.length is None and (draft.slot is not None or self.default or s.lengths[0].days):
                    draft.length = s.lengths[0]
        for zone in s.zones:
            d.zone = d.zone or zone

    # ------------------------------------------------------------ dates

    def _dated(self, s: Sentence) -> None:
        d = self.document
        series = self._series()
        if series is not None and all(draft.rule is None for draft in s.drafts) and self._bounds_series(s, series):
            return
        for draft in s.drafts:
            draft.heading = self.heading
            if isinstance(draft.day, WeekOf) and draft.day.day is not None and draft.slot is None:
                self.heading = replace(self.heading, week=draft.day)
        if self._ends_before(s):
            return
        if self._repeats_before(s):
            return
        if self._daily_hours(s):
            return
        new = [draft for draft in s.drafts if draft.role is Role.NEW]
        if new:
            self._supersede(s, new)
            s.drafts = new
        self._same_time(s)
        fresh = all(draft.slot is None for draft in s.drafts)
        if self.untimed and (not fresh or self._far(self.untimed[-1], s)):
            self.untimed = []
        for draft in s.drafts:
            if (
                draft.slot is None
                and self.default
                and not draft.to_be_confirmed
                and draft.role is not Role.NEW
                and not _all_day(draft)
            ):
                self._give(draft, self.default)
            d.drafts.append(draft)
            if draft.slot is None and draft.rule is None:
                self.untimed.append(draft)
        self._multiply_defaults(s)
        self._share_line(s)
        self._share_above(s)
        self.day = s.drafts[-1] if s.drafts else self.day
        self.blank_since_day = False

    def _same_time(self, s: Sentence) -> None:
        """`Or Tuesday week, same time`: the hours of the date before it."""
        timed = next((draft for draft in reversed(self.document.drafts) if draft.slot is not None), None)
        if timed is None or not _SAME_TIME.search(s.text):
            return
        for draft in s.drafts:
            if draft.slot is None and draft.role is Role.EVENT:
                draft.slot, draft.zone, draft.length = timed.slot, timed.zone, draft.length or timed.length
                draft.own_time = True

    def _share_line(self, s: Sentence) -> None:
        """`9.00-9.45 Amal; 10.00-10.45 Bea (Thursday 7 January)`: the day at the end is that of the times before it."""
        if (
            self.default_line != s.line
            or len(s.drafts) != 1
            or s.drafts[0].rule is not None
            or not s.drafts[0].own_time
        ):
            return
        last = s.drafts[0]
        for item in self.default:
            if isinstance(item.piece, TimePiece) and item.role is Role.EVENT:
                spans = [(s.line, item.piece.start, item.piece.end), last.spans[-1]]
                self.document.drafts.insert(-1, replace(last, slot=item.piece, spans=spans, notes=[]))
        self.default = []

    def _share_above(self, s: Sentence) -> None:
        """A date below a list of times is that of the whole list; so is each further date right below it."""
        above, self.above = self.above, []
        if len(above) < 2 or not all(_takes_list(draft) for draft in s.drafts):
            return
        lines = {sentence.line for sentence, _ in above}
        if not 0 < s.line - max(lines) <= 3:
            return
        drafts = self.document.drafts
        for draft in s.drafts:
            sessions = []
            for sentence, item in above:
                if isinstance(item.piece, TimePiece):
                    spans = [(sentence.line, item.piece.start, item.piece.end), *draft.spans[:1]]
                    sessions.append(replace(draft, slot=item.piece, spans=spans, line=sentence.line, in_programme=True))
            at = next(n for n, other in enumerate(drafts) if other is draft)
            drafts[at : at + 1] = sessions
        self.default, self.untimed = [], []

    def _far(self, last: Draft, s: Sentence) -> bool:
        return s.line - last.line > 2 and self.blank_since_day

    def _multiply_defaults(self, s: Sentence) -> None:
        """A default with several times gives each day several events."""
        if len(self.default) < 2:
            return
        for draft in list(s.drafts):
            if draft.own_time or draft.slot is None:
                continue
            for item in self.default[1:]:
                if isinstance(item.piece, TimePiece) and item.role is not Role.END:
                    self.document.drafts.append(
                        replace(draft, slot=item.piece, spans=list(draft.spans), notes=list(draft.notes))
                    )

    def _give(self, draft: Draft, items: list[Item]) -> None:
        """Give a draft the time of a heading or a line below."""
        for item in items:
            if isinstance(item.piece, TimePiece) and item.role is not Role.END:
                draft.slot = item.piece
                break
        ends = [item.piece for item in items if item.role is Role.END and isinstance(item.piece, TimePiece)]
        if ends and draft.slot is not None and draft.slot.ends is None:
            draft.slot = replace(draft.slot, ends=ends[0].begins)
        if draft.length is None and self.default_length is not None:
            draft.length = self.default_length

    default_length = None

    def _bounds_series(self, s: Sentence, series: Rule) -> bool:
        """`Starts 12 January`, `Last session 23 March`: bounds of the series above."""
        taken = 0
        owner = self._series_draft()
        for draft in s.drafts:
            if owner is not None and draft.slot is not None and self._hours_of_series(s, draft, owner, series):
                taken += 1
                continue
            if draft.slot is not None and draft.own_time and draft.role not in {Role.FROM, Role.UNTIL}:
                return False
            if (
                draft.role is Role.FROM
                and draft.day is not None
                and (series.since is None or not isinstance(series.since, Run))
            ):
                if isinstance(draft.day, Run):
                    series.since, series.until = draft.day.first, draft.day.last
                else:
                    series.since = series.since or draft.day
                taken += 1
            elif (
                _END_LABEL.match(s.text)
                or draft.role is Role.UNTIL
                or _UNTIL_WORD.search(s.text[: max(0, draft.spans[0][1] - s.start)])
            ):
                if not isinstance(draft.day, Run):
                    series.until = series.until or draft.day
                taken += 1
            elif _START_LABEL.match(s.text) and not isinstance(draft.day, Run):
                series.since = series.since or draft.day
                taken += 1
        if taken and s.counts and series.count is None:
            series.count = s.counts[0]
        return bool(taken) and taken == len(s.drafts)

    def _hours_of_series(self, s: Sentence, draft: Draft, owner: Draft, series: Rule) -> bool:
        """`Start: 7 Dec 10:00`, `End: 7 Dec 10:30` below "weekly": the first happening, with its hours."""
        if isinstance(draft.day, Run) or draft.slot is None:
            return False
        if owner.slot is None and (_START_LABEL.match(s.text) or draft.role is Role.FROM or series.since is None):
            series.since = series.since or draft.day
            owner.slot, owner.zone, owner.length = draft.slot, draft.zone, owner.length or draft.length
            owner.spans += draft.spans
            return True
        if (
            owner.slot is not None
            and owner.slot.ends is None
            and _END_LABEL.match(s.text)
            and draft.day == series.since
        ):
            owner.slot = replace(owner.slot, ends=draft.slot.begins)
            return True
        return False

    def _ends_before(self, s: Sentence) -> bool:
        """`End: Fri 4 Dec 2026 16:30` after `Start: ...`."""
        before = self.document.drafts[-1] if self.document.drafts else None
        if (
            before is None
            or len(s.drafts) != 1
            or not _END_LABEL.match(s.text)
            or isinstance(before.day, Run)
            or before.rule is not None
        ):
            return False
        own = s.drafts[0]
        if own.day is None or isinstance(own.day, Run) or (own.slot is not None and own.slot.ends is not None):
            return False
        if own.slot is None:
            if before.slot is None and before.day is not None:
                before.day = Run(before.day, own.day)
                return True
            own.tentative = True  # the end of a series, when the text goes on to say that it is one
            return False
        if before.slot is None or before.slot.ends is not None:
            return False
        before.until_day, before.until_slot = own.day, own.slot
        before.spans += own.spans
        return True

    def _repeats_before(self, s: Sentence) -> bool:
        """`Repeats weekly until 29 January` after a single date makes it a series."""
        rules = [draft for draft in s.drafts if draft.rule is not None]
        before = [draft for draft in self.document.drafts if draft.rule is None and not draft.tentative]
        ends = [draft for draft in self.document.drafts if draft.tentative]
        if (
            len(rules) != 1
            or len(before) != 1
            or rules[0].slot is not None
            or before[0].day is None
            or isinstance(before[0].day, Run)
        ):
            return False
        rule = rules[0].rule
        if rule is None or rule.since is not None or rule.window:
            return False
        if not (_REPEATS.search(s.text) or not rule.repeat.weekdays or s.line - before[0].line <= 2):
            return False
        rule.since = before[0].day
        if ends and rule.until is None and ends[-1].day is not None and not isinstance(ends[-1].day, Run):
            rule.until = ends[-1].day
            self.document.drafts = [draft for draft in self.document.drafts if not draft.tentative]
        merged = replace(before[0], day=None, rule=rule, length=before[0].length or rules[0].length)
        merged.spans = before[0].spans + rules[0].spans
        self.document.drafts[self.document.drafts.index(before[0])] = merged
        self.untimed = []
        return True

    def _daily_hours(self, s: Sentence) -> bool:
        """`9am-3pm daily` below a run of days gives its hours."""
        draft = s.drafts[0]
        rule = draft.rule
        if (
            len(s.drafts) != 1
            or rule is None
            or draft.slot is None
            or rule.repeat.freq != "DAILY"
            or rule.since is not None
        ):
            return False
        runs = [other for other in self.untimed if isinstance(other.day, (Run, WeekOf))]
        for other in runs:
            other.slot, other.own_time = draft.slot, True
            other.spans += draft.spans
        self.untimed = [other for other in self.untimed if other not in runs]
        return bool(runs)

    def _supersede(self, s: Sentence, new: list[Draft]) -> None:
        """A corrected date takes the place of the one it corrects, and its time when it has none of its own."""
        d = self.document
        replaced: list[Draft] = [draft for draft in s.drafts if draft.role is not Role.NEW]
        explicit = bool(s.old) or bool(replaced)
        if explicit:
            d.removed += [(day, self.heading) for day in s.old]
            d.removed += [(draft.day, self.heading) for draft in replaced if draft.day is not None]
        live = [draft for draft in d.drafts if draft.role is not Role.OLD]
        source = replaced[-1] if replaced else None
        if not explicit and live:
            source = live[-1]
            source.role = Role.OLD
        elif source is None and live:
            source = live[-1]
        slot = s.old_slot or (source.slot if source is not None else None)
        for draft in new:
            if draft.slot is None and slot is not None and not _RESULT_NO_TIME.search(s.text):
                draft.slot = slot
                draft.zone = draft.zone or (source.zone if source else None)
                draft.length = draft.length or (source.length if source else None)
            elif draft.slot is None and self.default:
                self._give(draft, self.default)
            if source is not None and source.spans:
                line, start, end = source.spans[0]
                draft.replaced = d.lines.get(line, "")[start:end]
            draft.role = Role.EVENT

    # ------------------------------------------------------------ times without a date

    def _timed(self, index: int, s: Sentence) -> None:
        d = self.document
        text = self.texts[index]
        if all(item.was_note for item in s.slots) and any(draft.slot is not None for draft in d.drafts):
            d.drafts[-1].notes += [s.text.strip()[:60]]
            return
        if self.day is not None and all(item.was_note for item in s.slots) and self._time_lines_after(index):
            self.day.notes.append(s.text.strip()[:60])
            return
        same_line = [draft for draft in d.drafts if draft.line == s.line and draft.sentence != s.number]
        mains = [item for item in s.slots if item.role is not Role.END]
        ends = [item for item in s.slots if item.role is Role.END]
        if any(item.role is Role.NEW for item in s.slots):
            self._new_time(s)
            return
        if same_line:
            self._after_on_line(s, same_line, mains, ends)
            return
        if not mains and ends:
            self._end_line(ends)
            return
        if _END_LABEL.match(text) and len(mains) == 1 and self._end_line(mains):
            return
        series = self._series_draft()
        if series is not None and series.slot is None and (self.day is series or self.day is None):
            self._give(series, mains + ends)
            self._spans(series, s, mains)
            return
        if self.day is None or (_FOR_ALL.search(s.text) and len(mains) == 1 and not self._starts_with_time(text)):
            self._set_default(s, mains, ends)
            return
        if not self._is_time_line(index, mains):
            if self.untimed and len(mains) == 1 and not self._is_prose_aside(s):
                self._fill(s, mains, ends)
            return
        self._programme(index, s, mains, ends)

    def _spans(self, draft: Draft, s: Sentence, items: list[Item]) -> None:
        if items:
            draft.spans.append((s.line, items[0].piece.start, items[-1].piece.end))

    def _new_time(self, s: Sentence) -> None:
        live = [draft for draft in self.document.drafts if draft.role is not Role.OLD]
        new = [item.piece for item in s.slots if item.role is Role.NEW and isinstance(item.piece, TimePiece)]
        if not new:
            return
        if not live:
            self.default = [item for item in s.slots if item.role is Role.NEW]
            return
        last = live[-1]
        if last.slot is not None:
            line, _start, _end = last.spans[-1]
            last.replaced = self.document.lines.get(line, "")[last.slot.start : last.slot.end]
        last.slot = new[0]
        self._spans(last, s, [item for item in s.slots if item.role is Role.NEW])

    def _after_on_line(self, s: Sentence, same_line: list[Draft], mains: list[Item], ends: list[Item]) -> None:
        untimed = [draft for draft in same_line if draft.slot is None or not draft.own_time]
        if mains and untimed:
            slots = [item for item in mains if isinstance(item.piece, TimePiece)]
            for draft in untimed:
                self._give(draft, slots + ends)
                draft.own_time = True
                self._spans(draft, s, slots[:1])
                self._tail(draft, s)
            for item in slots[1:]:
                for draft in untimed:
                    if isinstance(item.piece, TimePiece):
                        self.document.drafts.append(replace(draft, slot=item.piece, spans=list(draft.spans)))
            self.untimed = [draft for draft in self.untimed if draft not in untimed]
            return
        for item in ends:
            for draft in same_line:
                if (
                    draft.slot is not None
                    and draft.slot.ends is None
                    and not draft.slot.open_end
                    and isinstance(item.piece, TimePiece)
                ):
                    draft.slot = replace(draft.slot, ends=item.piece.begins)
        before = self.document.lines.get(s.line, "")[: s.start].rstrip()
        if mains and (_ANOTHER.search(s.text) or before.endswith(";")):
            self._append_sessions(same_line[-1], s, mains)

    def _tail(self, draft: Draft, s: Sentence) -> None:
        if s.lengths and draft.length is None:
            draft.length = s.lengths[0]
        if s.zones and draft.zone is None:
            draft.zone = s.zones[0]
        draft.part = draft.part or s.part
        draft.notes += [note for note in s.notes if note not in draft.notes]

    def _end_line(self, ends: list[Item]) -> bool:
        live = [draft for draft in self.document.drafts if draft.role is not Role.OLD]
        piece = ends[0].piece
        if (
            live
            and isinstance(piece, TimePiece)
            and live[-1].slot is not None
            and live[-1].slot.ends is None
            and piece.ends is None
        ):
            live[-1].slot = replace(live[-1].slot, ends=piece.begins)
            return True
        if (
            not live
            and self.default
            and isinstance(self.default[0].piece, TimePiece)
            and self.default[0].piece.ends is None
        ):
            self.default[0] = Item(
                replace(self.default[0].piece, ends=piece.begins if isinstance(piece, TimePiece) else None),
                "",
                "",
                Role.EVENT,
            )
            return True
        return False

    def _set_default(self, s: Sentence, mains: list[Item], ends: list[Item]) -> None:
        """A time above the dates, or for all of them, is the default of those without their own."""
        if not mains:
            return
        if self.day is None and self._starts_with_time(s.text):
            self.above += [(s, item) for item in mains]
        else:
            self.above = []
        self.default = (self.default if self.default_line == s.line else []) + mains + ends
        self.default_line = s.line
        self.default_length = s.lengths[0] if s.lengths else None
        if s.zones:
            self.document.zone = self.document.zone or s.zones[0]
        for draft in self.document.drafts:
            if draft.slot is None and not draft.to_be_confirmed and draft.role is not Role.OLD and not _all_day(draft):
                self._give(draft, self.default)
                self._spans(draft, s, mains)
                self._tail(draft, s)
        self.untimed = []

    def _starts_with_time(self, text: str) -> bool:
        return bool(re.match(r"[\s•>|*(\d.-]{0,4}\d", text))

    def _is_prose_aside(self, s: Sentence) -> bool:
        return len(_WORDS.findall(s.text)) > 14

    def _is_time_line(self, index: int, mains: list[Item]) -> bool:
        """Whether a line is there to give a time: it begins with it, is labelled, or is short."""
        text = self.texts[index]
        if not mains:
            return False
        lead = text[: mains[0].piece.start]
        if not _WORDS.search(lead) or _TIME_LABEL.match(text):
            return True
        words = len(_WORDS.findall(text))
        return (
            words <= 6
            or (len(_WORDS.findall(lead)) <= 3 and (":" in lead or "-" in lead or "\t" in lead or "|" in lead))
            or (words <= 9 and index == len(self.texts) - 1 and False)
        )

    def _fill(self, s: Sentence, mains: list[Item], ends: list[Item]) -> None:
        for draft in self.untimed:
            if draft.to_be_confirmed or _all_day(draft):
                continue
            self._give(draft, mains + ends)
            self._spans(draft, s, mains)
            self._tail(draft, s)
        self.untimed = []

    def _programme(self, index: int, s: Sentence, mains: list[Item], ends: list[Item]) -> None:
        """Times below a day: its time, its several times, or its sessions."""
        day = self.day
        if day is None:
            return
        if _CLOSE.match(self.texts[index]):
            self._end_line(mains)
            return
        following = self._time_lines_after(index)
        if self.untimed:
            group = self.untimed if not following else self.untimed[-1:]
            slots = [item for item in mains if isinstance(item.piece, TimePiece)]
            for draft in group:
                if draft.to_be_confirmed or _all_day(draft):
                    continue
                self._give(draft, slots[:1] + ends)
                self._spans(draft, s, slots[:1])
                self._tail(draft, s)
                draft.in_programme = bool(following)
                for item in slots[1:]:
                    if isinstance(item.piece, TimePiece):
                        self.document.drafts.append(replace(draft, slot=item.piece, spans=list(draft.spans), notes=[]))
            self.untimed = []
            return
        self._append_sessions(day, s, mains)
        self._tail(self.document.drafts[-1], s)

    def _append_sessions(self, day: Draft, s: Sentence, mains: list[Item]) -> None:
        for item in mains:
            if isinstance(item.piece, TimePiece):
                added = Draft(
                    day.day,
                    item.piece,
                    heading=day.heading,
                    line=s.line,
                    sentence=s.number,
                    own_time=True,
                    in_programme=True,
                )
                added.rule = day.rule
                added.zone = s.zones[0] if s.zones else day.zone
                added.spans = [(s.line, item.piece.start, item.piece.end)]
                self.document.drafts.append(added)

    def _time_lines_after(self, index: int) -> int:
        """How many lines with times and no dates come next, before the next date."""
        count = 0
        for later in self.by_line[index + 1 : index + 40]:
            if any(isinstance(item.piece, (DatePiece, RepeatPiece)) for sentence in later for item in sentence.items):
                break
            if any(
                isinstance(item.piece, TimePiece) and item.role is Role.EVENT
                for sentence in later
                for item in sentence.items
            ) and not _CLOSE.match(later[0].text):
                count += 1
        return count

    # ------------------------------------------------------------ at the end

    def _finish(self) -> None:
        d = self.document
        if d.cancelled.startswith("HEAD "):
            d.cancelled = d.cancelled.removeprefix("HEAD ")
            for draft in d.drafts:
                draft.role = Role.OLD
        d.drafts = [draft for draft in d.drafts if draft.role is not Role.OLD]
        self._drop_programme_heads()
        self._spread_series()
        self._drop_vague()
        if not d.drafts:
            d.spare = list(self.default)

    def _drop_programme_heads(self) -> None:
        """Hours in a day's heading that span the sessions below are not an event of their own."""
        d = self.document
        for draft in list(d.drafts):
            if draft.in_programme or draft.slot is None or draft.slot.ends is None or draft.rule is not None:
                continue
            sessions = [
                other for other in d.drafts if other.in_programme and other.day == draft.day and other is not draft
            ]
            if len(sessions) < 2:
                continue
            if any(other.slot is not None and other.slot.ends is not None for other in sessions):
                if _spans_any(draft.slot, sessions):
                    d.drafts.remove(draft)
            else:  # an agenda: its points have no ends of their own, the meeting has
                d.drafts = [other for other in d.drafts if other not in sessions]

    def _spread_series(self) -> None:
        """`Thursdays, 2pm` above a list of dates is their hour, not a series beside them."""
        d = self.document
        for draft in list(d.drafts):
            rule = draft.rule
            if (
                rule is None
                or draft.slot is None
                or rule.since is not None
                or rule.until is not None
                or rule.count is not None
            ):
                continue
            listed = [
                other
                for other in d.drafts
                if other.rule is None
                and other.slot is None
                and other.line > draft.line
                and isinstance(other.day, CalendarDay)
            ]
            if len(listed) < 2 or rule.repeat.freq != "WEEKLY":
                continue
            for other in listed:
                if not other.to_be_confirmed and not _all_day(other):
                    other.slot, other.length, other.zone = draft.slot, draft.length, draft.zone
                    other.spans += draft.spans
            d.drafts.remove(draft)

    def _drop_vague(self) -> None:
        """A repeat without any day or date is no event yet."""
        d = self.document
        for draft in list(d.drafts):
            rule = draft.rule
            if rule is None:
                continue
            repeat = rule.repeat
            vague = not repeat.weekdays and not repeat.month_day and rule.since is None and not rule.named
            if vague and not (repeat.freq == "DAILY" and draft.slot is not None):
                d.drafts.remove(draft)
                line, start, end = draft.spans[0]
                d.refused.append(Refused(line, start, end, "it says how often, but not on which day"))
            elif (
                repeat.weekdays
                and draft.slot is None
                and rule.since is None
                and rule.until is None
                and rule.count is None
                and not rule.window
            ):
                line, start, end = draft.spans[0]
                said = d.lines.get(line, "")[start:end].lower()
                if (
                    not re.search(r"\b(?:every|each|alternate|weekly|fortnightly|monthly|of the month)\b", said)
                    and len(_WORDS.findall(d.lines.get(line, ""))) > 5
                ):
                    d.drafts.remove(draft)
                    d.refused.append(Refused(line, start, end, "it names a weekday in general, with no time"))


def _spans_any(slot: TimePiece, sessions: list[Draft]) -> bool:
    """Whether a session begins before the hours in the heading end; otherwise those hours are a session themselves."""
    if slot.ends is None:
        return False
    end = _minutes(slot.ends)
    return any(other.slot is not None and _minutes(other.slot.begins) < end for other in sessions)


def _minutes(clock: Clock) -> int:
    """Minutes into the day, hours without am or pm taken as those of a working day."""
    afternoon = clock.half is Half.PM or (clock.half is Half.OPEN and clock.hour < 7)
    hour = clock.hour % 12 + 12 * afternoon if clock.half in {Half.PM, Half.AM} or afternoon else clock.hour
    return hour * 60 + clock.minute


def _takes_list(draft: Draft) -> bool:
    """Whether a date can stand for a list of times above it: one day with no hours of its own."""
    return (
        draft.rule is None and not draft.own_time and not isinstance(draft.day, (Run, WeekOf)) and not _all_day(draft)
    )


def _all_day(draft: Draft) -> bool:
    return draft.part == "all day"


__all__ = ["Document", "NamedWeekday", "Refused", "read_lines"]
