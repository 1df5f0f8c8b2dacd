"""Months and years above a list, or before the dates of one line: they hold for the dates below that name none."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, Day, MonthOf, NamedWeekday, WeekOf, YearOf
from scheduling.reading.message.carried import Carried, Refused
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.joining import is_feast
from scheduling.reading.sentence.statement import Heading, Sentence

_HEADS_LIST = re.compile(
    r"\b"
    + one_of(r"""
        dates?, meetings?, programme, schedule, calendar, term, rota, events?, sessions?, training, diary,
        spring, autumn, summer, winter, courses?, workshops?, clinics?, forum, committee, board, drop-?ins?,
        webinars?, year, timetable, fixtures, services?, supervision
    """)
    + r"\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
#: A title is no longer than this, in words: of a named day, and of a line with a year at its end or before its comma.
TITLE = 4
TITLED_YEAR = 8
TITLED = "it is the title of what is dated below it"


def take_headings(c: Carried, s: Sentence) -> None:
    """Set the heading of what follows from the months and years that stand alone in a sentence."""
    for day in s.headings:
        if isinstance(day, YearOf):
            if _heads_year(s, day):
                c.heading = Heading(None, day.year)
        elif isinstance(day, MonthOf) and day.month is not None:
            if len(_WORDS.findall(s.text)) <= 8:
                c.heading = Heading(day.month, _year_of(day.month, day.year, c.heading))
        elif isinstance(day, MonthOf) and day.months_ahead is not None and day.months_ahead >= 0:
            _give_month(s, day.months_ahead)


def drop_titles(c: Carried) -> None:
    """`BURNS NIGHT` above `Saturday 23 January 2027`: a named day alone on its line is the title of what is dated below it."""
    named = False
    for index, read in enumerate(c.by_line):
        items = [item for sentence in read for item in sentence.items]
        if not items:
            named = named and not c.texts[index].strip()
            continue
        title = all(is_feast(item) for item in items) and len(_WORDS.findall(c.texts[index])) <= TITLE
        below = [item for later in c.by_line[index + 1 : index + 5] for sentence in later for item in sentence.items]
        dated = next((item.piece for item in below if isinstance(item.piece, DatePiece)), None)
        if title and not named and dated is not None and isinstance(dated.only, CalendarDay):
            for sentence in read:
                spans = [(item.piece.start, item.piece.end) for item in sentence.items]
                c.document.refused += [Refused(sentence.line, *span, TITLED) for span in spans]
                sentence.items = []
                c.document.pieces.pop(sentence.line, None)
        named = title


def take_weeks(c: Carried, s: Sentence) -> None:
    """`W/c 2 March`: the weekdays below it are those of that week, which is then a heading; so is a week with no words after it."""
    for draft in s.drafts:
        draft.heading = c.heading
        if isinstance(draft.day, NamedWeekday):
            for above in c.document.drafts:
                above.heads_list = above.heads_list or (above.day is c.heading.week and above.day is not None)
        if isinstance(draft.day, WeekOf) and draft.day.day is not None and draft.slot is None:
            c.heading = replace(c.heading, week=draft.day)
            after = s.text[draft.spans[0][2] - s.start :].rstrip()
            draft.heads_list = not draft.day.weekend and (after.endswith(":") or not _WORDS.search(after))


def _heads_year(s: Sentence, day: YearOf) -> bool:
    """Whether a year heads what follows: alone, first before dates, or beside a word for a list."""
    own_line = not s.drafts and not s.slots
    words = len(_WORDS.findall(s.text))
    listed = bool(_HEADS_LIST.search(s.text)) or any(isinstance(other, MonthOf) for other in s.headings)
    first = s.text.strip(" •#-*").startswith(str(day.year))
    if not s.drafts and words <= TITLED_YEAR and re.search(rf"\b{day.year}\s*(?:[,:(]|-\s|\W*$)", s.text):
        return True
    return words <= 1 or (listed and words <= 9 and own_line) or (first and not own_line) or (listed and words <= 5)


def _year_of(month: int, year: int | None, above: Heading) -> int | None:
    """The year of a month in a heading: its own, or that of the heading above, one on when the months start again."""
    if year is not None or above.year is None:
        return year
    return above.year + 1 if above.month is not None and month < above.month else above.year


def _give_month(s: Sentence, months_ahead: int) -> None:
    """`Next month's forum on the 9th`."""
    for draft in s.drafts:
        day: Day | None = draft.day if isinstance(draft.day, CalendarDay) else None
        if isinstance(day, CalendarDay) and day.month is None:
            draft.day = replace(day, months_ahead=months_ahead)
