"""The sessions of a day: lists of hours below it, further sessions in its own line, and the hours that span them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scheduling.reading.finding.pieces import Clock, DatePiece, Half, RepeatPiece, TimePiece
from scheduling.reading.message.carried import Carried
from scheduling.reading.message.giving import add_span, give_tail, give_time, takes_time
from scheduling.reading.message.labels import end_by_time, is_close
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Item, Sentence

#: `Team brief 10-11`: words, and a range of hours at the end.
_ENDS_IN_HOURS = re.compile(
    r"(?=.*[^\W\d_])(?!.*\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r".{1,70}[\s,:(]\d{1,2}(?:[.:]\d\d)?\s?(?:-|to)\s?\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]m)?[).]?\s*",
    re.IGNORECASE,
)
#: Before two numbers that are no hours: `chapters 3-4`, `teams of 4-6`.
_COUNTED = re.compile(
    r"\b"
    + one_of(r"""
        of, for, than, to, with, about, only, max, ages?, aged, years?, chapters?, sections?, papers?, verses?,
        scores?, questions?, items?, pages?, rooms?, groups?, teams?, tables?, size, step, steps, parts?,
        units?, modules?, levels?, bands?, grades?, numbers?, nos, weeks?, days?, slides?, tasks?, forms?,
        points?, actions?, bring, invite, need, needs
    """)
    + r"[\s:]*\d{1,2}\s?(?:-|to)\s?\d{1,2}\s*$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b"
    + one_of(r"""
        another, second, also, again, repeated?, or, plus, then, and at, further, afternoon session,
        morning session, (?:the same|same|that|on the) (?:day|morning|afternoon|evening)
    """)
    + r"\b",
    re.IGNORECASE,
)
#: How many lines below a day its sessions can fill.
LONGEST = 40


def end_in_hours(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it is words and a range of hours at their end."""
    return [bool(_ENDS_IN_HOURS.fullmatch(line.text)) and not _COUNTED.search(line.text) for line in lines]


def sessions_below(tails: list[bool], first: int) -> range:
    """Which lines below a day end in a range of hours and so are a list of sessions: two or more in a row."""
    last = first
    while last < min(len(tails), first + LONGEST) and tails[last]:
        last += 1
    return range(first, last) if last - first > 1 else range(0)


def time_lines_after(c: Carried, index: int) -> int:
    """How many lines with times and no dates come next, before the next date."""
    count = 0
    for later in c.by_line[index + 1 : index + LONGEST]:
        items = [item for sentence in later for item in sentence.items]
        if any(isinstance(item.piece, (DatePiece, RepeatPiece)) for item in items):
            break
        timed = any(isinstance(item.piece, TimePiece) and item.role is Role.EVENT for item in items)
        if timed and not is_close(later[0].text):
            count += 1
    return count


def take_sessions(c: Carried, index: int, s: Sentence, mains: list[Item], ends: list[Item]) -> None:
    """Times below a day: its time, its several times, or its sessions."""
    day = c.day
    if day is None:
        return
    if is_close(c.texts[index]):
        end_by_time(c, mains)
        return
    if not c.untimed:
        add_sessions(c, day, s, mains)
        give_tail(c.document.drafts[-1], s)
        return
    following = time_lines_after(c, index)
    slots = [item for item in mains if isinstance(item.piece, TimePiece)]
    for draft in c.untimed if not following else c.untimed[-1:]:
        if not takes_time(draft):
            continue
        give_time(c, draft, slots[:1] + ends)
        add_span(draft, s, slots[:1])
        give_tail(draft, s)
        draft.in_programme = bool(following)
        for item in slots[1:]:
            if isinstance(item.piece, TimePiece):
                c.document.drafts.append(replace(draft, slot=item.piece, spans=list(draft.spans), notes=[]))
    c.untimed = []


def add_sessions(c: Carried, day: Draft, s: Sentence, mains: list[Item]) -> None:
    """Each time as one more event of the day."""
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
            c.document.drafts.append(added)


def take_rest_of_line(c: Carried, s: Sentence, mains: list[Item], ends: list[Item]) -> bool:
    """Times in a further sentence of a line with dates: theirs when they have none, their end, or further sessions."""
    same_line = [draft for draft in c.document.drafts if draft.line == s.line and draft.sentence != s.number]
    if not same_line:
        return False
    untimed = [draft for draft in same_line if draft.slot is None or not draft.own_time]
    if mains and untimed:
        _give_line(c, s, untimed, mains, ends)
        return True
    for item in ends:
        for draft in same_line:
            slot = draft.slot
            if slot is not None and slot.ends is None and not slot.open_end and isinstance(item.piece, TimePiece):
                draft.slot = replace(slot, ends=item.piece.begins)
    before = c.document.lines.get(s.line, "")[: s.start].rstrip()
    if mains and (_ANOTHER.search(s.text) or before.endswith(";")):
        add_sessions(c, same_line[-1], s, mains)
    return True


def _give_line(c: Carried, s: Sentence, untimed: list[Draft], mains: list[Item], ends: list[Item]) -> None:
    """Each time of the sentence for each of the line's days that has none."""
    slots = [item for item in mains if isinstance(item.piece, TimePiece)]
    for draft in untimed:
        give_time(c, draft, slots + ends)
        draft.own_time = True
        add_span(draft, s, slots[:1])
        give_tail(draft, s)
    for item in slots[1:]:
        for draft in untimed:
            if isinstance(item.piece, TimePiece):
                c.document.drafts.append(replace(draft, slot=item.piece, spans=list(draft.spans)))
    c.untimed = [draft for draft in c.untimed if draft not in untimed]


def drop_spanning_hours(c: Carried) -> None:
    """Hours in a day's heading that span the sessions below are not an event of their own."""
    d = c.document
    for draft in list(d.drafts):
        if draft.in_programme or draft.slot is None or draft.slot.ends is None or draft.rule is not None:
            continue
        sessions = [other for other in d.drafts if other.in_programme and other.day == draft.day and other is not draft]
        if len(sessions) < 2:
            continue
        ended = [other for other in sessions if other.slot is not None and other.slot.ends is not None]
        if ended and not _ends_with_heading(draft.slot, ended, sessions):
            if _spans_any(draft.slot, sessions):
                d.drafts.remove(draft)
        else:  # an agenda: its points have no ends of their own, the meeting has
            d.drafts = [other for other in d.drafts if other not in sessions]


def _ends_with_heading(heading: TimePiece, ended: list[Draft], sessions: list[Draft]) -> bool:
    """Whether the one point of an agenda that has an end is the last, which ends when the meeting does: `16.00 Close`."""
    last = ended[0].slot
    if len(ended) > 1 or ended[0] is not sessions[-1] or last is None or last.ends is None or heading.ends is None:
        return False
    return _minutes(last.ends) == _minutes(heading.ends)


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
