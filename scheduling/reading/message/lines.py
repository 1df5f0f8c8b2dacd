"""Goes through the lines of one message in order and hands each sentence to the rule that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduling.reading.finding.find import MOST_PIECES, find_pieces
from scheduling.reading.finding.pieces import DatePiece, DayNumberPiece, FeastDay, Piece
from scheduling.reading.message.carried import Carried, Document, Refused
from scheduling.reading.message.corrections import drop_cancelled, leave_out, supersede, take_cancellation
from scheduling.reading.message.day_lists import day_lines
from scheduling.reading.message.defaults import give_default, multiply_default, share_above, share_line, take_same_time
from scheduling.reading.message.done_on import refuse_done
from scheduling.reading.message.figures import refuse_figures
from scheduling.reading.message.headings import drop_titles, take_headings, take_weeks
from scheduling.reading.message.labels import drop_repeats, end_by_date
from scheduling.reading.message.leftovers import drop_open_ended, drop_vague
from scheduling.reading.message.list_numbers import LIST_NUMBER, numbered_lines
from scheduling.reading.message.numbered import take_numbered_days, take_weekdays_of_run
from scheduling.reading.message.papers import refuse_papers
from scheduling.reading.message.programmes import drop_spanning_hours, end_in_hours, sessions_below
from scheduling.reading.message.questions import drop_questions
from scheduling.reading.message.recorded import keep_ahead, refuse_hours_told, refuse_recorded
from scheduling.reading.message.records import refuse_records
from scheduling.reading.message.results import refuse_results
from scheduling.reading.message.rules import (
    bound_by_dates,
    give_daily_hours,
    repeat_the_date_above,
    spread_over_list,
)
from scheduling.reading.message.undated import take_loose, take_times
from scheduling.reading.normalise import Line
from scheduling.reading.sentence.columns import Columns, by_columns, columns_of, hours_in
from scheduling.reading.sentence.drafts import draft_sentence
from scheduling.reading.sentence.roles import WHY
from scheduling.reading.sentence.sentences import sentences
from scheduling.reading.sentence.statement import Draft, Sentence


def read_lines(lines: list[Line], today: date) -> Document:
    """Read one message. `today` decides which two figures can be a year, and which dates of a receipt are behind it."""
    c = take_apart(lines, today)
    for index, read in enumerate(c.by_line):
        if not c.texts[index].strip():
            c.blank_since_day = True
            continue
        for sentence in read:
            draft_sentence(sentence)
            _take(c, index, sentence)
    drop_cancelled(c)
    drop_spanning_hours(c)
    spread_over_list(c)
    drop_vague(c)
    drop_open_ended(c)
    if not c.document.drafts:
        c.document.spare = list(c.default)
    return c.document


def take_apart(lines: list[Line], today: date) -> Carried:
    """The pieces and sentences of each line; what a line is depends here only on the lines around it."""
    document = Document()
    c = Carried(document, [], [])
    number = 0
    columns: Columns | None = None
    tails = end_in_hours(lines)
    dated = day_lines(lines)
    numbered = numbered_lines(lines)
    for index, line in enumerate(lines):
        hours = hours_in(line.text, columns) if columns is not None else frozenset()
        mark = LIST_NUMBER.match(line.text) if index in numbered else None
        found = find_pieces(
            line,
            today.year,
            session=index in c.listed,
            day_first=index in dated,
            hours=hours,
            mark=mark.end() if mark is not None else 0,
        )
        if any(isinstance(piece, DatePiece) for piece in found.pieces):
            c.listed |= set(sessions_below(tails, index + 1))
        read = sentences(found, number)
        if columns is not None:
            by_columns(found.text, read, columns)
        columns = columns_of(found.text) or (columns if found.text.strip() else None)
        number += len(read)
        c.by_line.append(read)
        c.texts.append(found.text)
        document.lines[line.number] = found.text
        if found.stopped is not None:
            why = f"only the first {MOST_PIECES} dates and times of a line are read"
            document.refused.append(Refused(line.number, found.stopped, len(found.text), why))
        if found.pieces:
            document.pieces[line.number] = [(piece.start, piece.end) for piece in _apart_from_names(found.pieces)]
    refuse_figures([line.text for line in lines], c.texts, c.by_line)
    refuse_results(lines, c.by_line, today)
    refuse_records(lines, c.by_line, today)
    drop_repeats(c)
    refuse_papers(lines, c.by_line, today)
    refuse_recorded(lines, c.by_line, today)
    refuse_done(c.by_line, today)
    keep_ahead(c.by_line, today)
    refuse_hours_told(c.by_line)
    drop_titles(c)
    drop_questions(c)
    return c


def _take(c: Carried, index: int, s: Sentence) -> None:
    """One sentence: what it refuses, heads, cancels and leaves out, then its dates and its times."""
    d = c.document
    d.refused += [Refused(s.line, start, end, WHY[role]) for start, end, role in s.refused]
    d.refused += [Refused(s.line, start, end, f"there is no such date: {why}") for start, end, why in s.impossible]
    d.refused += [Refused(s.line, start, end, why) for start, end, why in s.vague]
    d.says_anything = d.says_anything or bool(s.items)
    take_headings(c, s)
    take_cancellation(c, s)
    leave_out(c, s.without)
    if not s.drafts and not s.slots:
        take_loose(c, s)
    if s.drafts:
        _take_dates(c, s)
    if take_numbered_days(c, s):
        return
    if s.slots:
        take_times(c, index, s)


def _take_dates(c: Carried, s: Sentence) -> None:
    """The dates of a sentence: bounds or an end of what stands above it, or events of their own."""
    if bound_by_dates(c, s):
        return
    take_weeks(c, s)
    if take_weekdays_of_run(c, s):
        return
    if end_by_date(c, s) or repeat_the_date_above(c, s) or give_daily_hours(c, s):
        return
    supersede(c, s)
    take_same_time(c, s)
    fresh = all(draft.slot is None for draft in s.drafts)
    if c.untimed and (not fresh or _is_far(c, c.untimed[-1], s)):
        c.untimed = []
    for draft in s.drafts:
        give_default(c, draft)
        c.document.drafts.append(draft)
        if draft.slot is None and draft.rule is None:
            c.untimed.append(draft)
    multiply_default(c, s)
    share_line(c, s)
    share_above(c, s)
    c.day = s.drafts[-1] if s.drafts else c.day
    c.days = list(s.drafts)
    c.blank_since_day = False


def _is_far(c: Carried, last: Draft, s: Sentence) -> bool:
    """Whether a date stands in another paragraph than the one before it."""
    return s.line - last.line > 2 and c.blank_since_day


def _apart_from_names(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that say when; "Eid" and "Christmas" beside a plain date are part of what it is called."""
    dated = any(isinstance(piece, DatePiece) and not isinstance(piece.days[0], FeastDay) for piece in pieces)
    named = [piece for piece in pieces if isinstance(piece, DatePiece) and isinstance(piece.days[0], FeastDay)]
    return [piece for piece in pieces if not isinstance(piece, DayNumberPiece) and not (dated and piece in named)]
