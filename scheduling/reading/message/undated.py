"""Sentences without a date: whose their times, lengths and zones are."""

from __future__ import annotations

import re

from scheduling.reading.message.carried import Carried
from scheduling.reading.message.corrections import supersede_time
from scheduling.reading.message.defaults import begins_with_time, fill_untimed, is_for_all, set_default
from scheduling.reading.message.giving import add_span, give_time
from scheduling.reading.message.labels import end_by_time, is_end_label, is_time_label
from scheduling.reading.message.programmes import take_rest_of_line, take_sessions, time_lines_after
from scheduling.reading.message.rules import bound_by_count
from scheduling.reading.phrases import either, one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_LENGTH = re.compile(
    either(
        r"\b"
        + one_of(r"""
            duration, length, lasts?, lasting, do with, only need, just need, takes?, for, allow, runs?, long,
            about this event
        """)
        + r"\b",
        r"^\W*\d",
        r",\s*\d+\s?(?:h|hrs?|hours?|mins?|minutes)\W*$",
    ),
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r"\b(?:the same|same|that|on the) (?:day|morning|afternoon|evening)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def take_loose(c: Carried, s: Sentence) -> None:
    """Lengths, counts, zones and "until" lines that belong to what came before."""
    d = c.document
    bound_by_count(c, s)
    if s.lengths and d.drafts and _LENGTH.search(s.text):
        for draft in d.drafts:
            if draft.length is None and (draft.slot is not None or c.default or s.lengths[0].days):
                draft.length = s.lengths[0]
    for zone in s.zones:
        d.zone = d.zone or zone


def take_times(c: Carried, index: int, s: Sentence) -> None:
    """Find the day of a sentence's times: tried in turn, from the narrowest rule to the widest."""
    text = c.texts[index]
    mains = [item for item in s.slots if item.role is not Role.END]
    ends = [item for item in s.slots if item.role is Role.END]
    if _is_note(c, index, s) or supersede_time(c, s) or take_rest_of_line(c, s, mains, ends):
        return
    if not mains and ends:
        end_by_time(c, ends)
        return
    if is_end_label(text) and len(mains) == 1 and end_by_time(c, mains):
        return
    if _is_time_of_series(c, s, mains, ends):
        return
    if c.day is None or (is_for_all(s.text) and len(mains) == 1 and not begins_with_time(text)):
        set_default(c, s, mains, ends)
    elif _is_time_line(text, mains) or index in c.listed:
        take_sessions(c, index, s, mains, ends)
    elif c.untimed and len(mains) == 1 and len(_WORDS.findall(s.text)) <= 14:
        fill_untimed(c, s, mains, ends)


def _is_note(c: Carried, index: int, s: Sentence) -> bool:
    """`Doors 7pm` beside an event that has its time, or above the times of a programme, is a note."""
    if not all(item.was_note for item in s.slots):
        return False
    if any(draft.slot is not None for draft in c.document.drafts):
        c.document.drafts[-1].notes += [s.text.strip()[:60]]
        return True
    if c.day is not None and time_lines_after(c, index):
        c.day.notes.append(s.text.strip()[:60])
        return True
    return False


def _is_time_of_series(c: Carried, s: Sentence, mains: list[Item], ends: list[Item]) -> bool:
    """Whether the time is that of the series above, which has none yet."""
    if c.document.series is None:
        return False
    draft, _ = c.document.series
    if draft.slot is not None or (c.day is not draft and c.day is not None):
        return False
    give_time(c, draft, mains + ends)
    add_span(draft, s, mains)
    return True


def _is_time_line(text: str, mains: list[Item]) -> bool:
    """Whether a line is there to give a time: it begins with it, is labelled, or is short."""
    if not mains:
        return False
    lead = text[: mains[0].piece.start]
    before = len(_WORDS.findall(lead))
    if _SAME_DAY.search(lead):
        return True
    if not before or is_time_label(text) or len(_WORDS.findall(text)) <= 6:
        return True
    return before <= 3 and any(sign in lead for sign in ":-\t|")
