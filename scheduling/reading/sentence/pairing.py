"""Pairs the days and times of a sentence: which time belongs to which day."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import DatePiece, Day, FeastDay, Half, Run, TimePiece, WeekOf, ZonePiece
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.joining import is_feast
from scheduling.reading.sentence.parts import draft_of, give_ends, give_rest, joined_cells, take_old, words_before
from scheduling.reading.sentence.roles import Role, is_again
from scheduling.reading.sentence.statement import MAIN, Item, Sentence
from scheduling.reading.sentence.stretches import draft_residential, draft_stretches

_FOR_ALL = re.compile(r"\b(?:all|both|each|every one|always|same time)\b", re.IGNORECASE)
_UNLESS = re.compile(r"\bunless (?:otherwise |it )?(?:stated|shown|noted|specified|marked|says)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:then|followed by)\s+(?!(?:on|the|from|at|again)?\s*$)[a-z]", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;]\s*(?:and\s+)?(?!(?:and|or|then|on|also|plus|the|both|from)\b)[a-z][\w' -]*$", re.IGNORECASE)
_LEAVE = re.compile(r"\b(?:leav(?:e|es|ing)|depart(?:s|ing|ure)?)\b[\w ]{0,20}$", re.IGNORECASE)
_NO_SUCH = re.compile(
    r"\bno "
    + one_of(r"""
        session, meeting, class, clinic, group, training, drop-?in, choir, club, practice, rehearsal, call,
        huddle, one, lesson, yoga, tai chi, run, swim, lecture, seminar, workshop
    """)
    + r"s?\b",
    re.IGNORECASE,
)
#: Between one moment in two zones.
_IN_OTHER_WORDS = re.compile(r"\s*(?:/|=|\||\(|or)\s*")
_END_LABEL = re.compile(r"\W*(?:ends?|finish(?:es)?|until)\s*:", re.IGNORECASE)
_BRACKET = re.compile(r"[(/=]\s*$")
_FOR_US = re.compile(r"\s*(?:for us|our time|here|local(?: time)?)\b", re.IGNORECASE)
_BESIDE = re.compile(r"[\s@(]*(?:at|from|between)?\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def draft_days(s: Sentence, usable: list[Item]) -> None:
    """Pair days and times."""
    dates = [item for item in usable if isinstance(item.piece, DatePiece)]
    for item in list(dates):
        if item.role is Role.EXCEPT:
            if isinstance(item.piece, DatePiece):
                s.without += item.piece.days
            dates.remove(item)
    told = any(isinstance(item.piece, DatePiece) and item.role is Role.PAST for item in s.items)
    dates = _without_loose_feasts(dates, beside=told)
    times = [item for item in usable if isinstance(item.piece, TimePiece)]
    take_old(s)
    if s.cancelled and s.without and _NO_SUCH.search(s.text):
        s.cancelled = False  # "19 April to 24 May (no class 3 May)": only that day is off
    if s.cancelled and not any(item.role is Role.NEW for item in dates + times):
        again = next((item.piece.start for item in dates if is_again(item.left)), len(s.text) + s.start)
        for item in dates:
            if isinstance(item.piece, DatePiece) and item.piece.start < again:
                s.cancelled_days += item.piece.days
                s.called_off.append((item.piece.start, item.piece.end))
        dates, times = ([item for item in items if item.piece.start >= again] for items in (dates, times))
        if not dates:
            return
    if len(times) == 2 and all(item.role is Role.END for item in times) and _LEAVE.search(times[0].left):
        times[0].role = Role.EVENT  # "leave 8.45am, back 4.15pm"
    if len(times) == 1 and dates and _LEAVE.search(times[0].left) and _is_early(times[0]):
        times[0].role = Role.EVENT  # "Bath 12 December, leave 6.30am"
    times = [item for item in times if not _is_ours(item)]
    main = [item for item in times if item.role in MAIN]
    if not main:  # "Diwali lunch 1pm": the lunch is the event
        for item in times:
            item.was_note = item.role is Role.NOTE
            item.role = Role.EVENT if item.role is Role.NOTE else item.role
        main = [item for item in times if item.role in MAIN]
    s.notes += [words_before(s, item) for item in times if item.role is Role.NOTE]
    if _names_days(dates):
        s.slots = [item for item in times if item.of_days]
        times = [item for item in times if not item.of_days]
        main = [item for item in main if not item.of_days]
    ends = [item for item in times if item.role is Role.END]
    by = ends and not main and len(dates) == 1 and ends[0].piece.start < dates[0].piece.start
    if by and _END_LABEL.match(s.text):
        ends[0].role, main, ends = Role.EVENT, ends, []  # "ends: 8am Monday 19 July" below a start
    elif by:
        dates[0].role = Role.DEADLINE  # "ends at midnight on 18 December"
        return
    if not dates:
        s.slots = joined_cells(_one_moment(s, main)) + ends
        return
    if draft_stretches(s, dates, times) or draft_residential(s, dates, times):
        return
    groups = _grouped(sorted(dates + main, key=lambda item: item.piece.start))
    _pair(s, groups)
    give_ends(s, ends)
    give_rest(s)


def _names_days(dates: list[Item]) -> bool:
    """Whether the one date of a sentence is several days, so that "day 1" is one of them."""
    if len(dates) != 1 or not isinstance(dates[0].piece, DatePiece):
        return False
    return len(dates[0].piece.days) > 1 or isinstance(dates[0].piece.only, (Run, WeekOf))


def _one_moment(s: Sentence, times: list[Item]) -> list[Item]:
    """`15:00 London time / 10:00 ET`: one moment in two zones; the first is kept."""
    zones = [item.piece for item in s.items if isinstance(item.piece, ZonePiece)]
    if len(times) < 2 or len(zones) < 2 or any(_IN_OTHER_WORDS.match(item.left) is None for item in times[1:]):
        return times
    return times[:1]


def _is_early(item: Item) -> bool:
    """Whether a time is said to be in the morning."""
    return isinstance(item.piece, TimePiece) and item.piece.begins.half is Half.AM


def _is_ours(item: Item) -> bool:
    """`14h30 CET (13h30 for us)`: the moment before it, on the reader's own clock."""
    return bool(_BRACKET.search(item.left) and _FOR_US.match(item.right))


def _without_loose_feasts(dates: list[Item], *, beside: bool) -> list[Item]:
    """Treat festivals: "Christmas" and "Eid" are names of events when a plain date stands beside them, and seasons when alone.

    `beside`: a date of the past stands in the sentence, so the festival is that of the past.
    """
    plain = beside or any(not is_feast(item) for item in dates)
    kept = []
    for item in dates:
        if not isinstance(item.piece, DatePiece) or not is_feast(item):
            kept.append(item)
            continue
        feast = item.piece.days[0]
        if plain and item.role in {Role.EVENT}:
            continue
        if isinstance(feast, FeastDay) and feast.is_loose and item.role not in {Role.FROM, Role.UNTIL, Role.NEW}:
            continue
        kept.append(item)
    return kept


def _grouped(items: list[Item]) -> list[list[Item]]:
    """Days in a row and times in a row; a row of days is cut where real words stand between."""
    groups: list[list[Item]] = []
    for index, item in enumerate(items):
        same = groups and isinstance(groups[-1][-1].piece, DatePiece) == isinstance(item.piece, DatePiece)
        heavy = len(_WORD.findall(item.left)) > 3 or _is_clause(item, items[index + 1 :])
        if same and not (isinstance(item.piece, DatePiece) and (heavy or item.role is Role.NEW)):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _is_clause(item: Item, later: list[Item]) -> bool:
    """Whether a date begins a clause of its own: "..., then review 12 Feb 2pm" keeps its time to itself."""
    if not isinstance(item.piece, DatePiece):
        return False
    if _THEN.search(item.left):
        return True
    time = next((other for other in later if isinstance(other.piece, TimePiece)), None)
    beside = (
        time is not None
        and later[0] is time
        and _BESIDE.fullmatch(time.left) is not None
        and bool(_CLAUSE.search(item.left))
    )
    return beside and not any(isinstance(other.piece, DatePiece) for other in later)


def _pair(s: Sentence, groups: list[list[Item]]) -> None:
    """Give each row of days its times: those that follow, or those before when the sentence begins with a time."""
    if _pair_with_default(s, groups):
        return
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


def _pair_with_default(s: Sentence, groups: list[list[Item]]) -> bool:
    """`9-12 unless stated: 8 Jan, 15 Jan (10-1), 22 Jan`: each time after a date is that date's alone, the first is the rest's."""
    usual = groups[0]
    if len(groups) < 3 or len(usual) != 1 or not isinstance(usual[0].piece, TimePiece):
        return False
    if not _UNLESS.search(usual[0].right) and not _UNLESS.search(usual[0].left):
        return False
    for n, group in enumerate(groups[1:], 1):
        own = groups[n + 1] if n + 1 < len(groups) else []
        days = [
            replace(item, piece=replace(item.piece, days=(day,)))
            for item in group
            if isinstance(item.piece, DatePiece)
            for day in item.piece.days
        ]
        for day in days:
            is_last = day is days[-1] and own and isinstance(own[0].piece, TimePiece)
            _draft_pair(s, [day], own if is_last else usual)
    return True


def _is_dotted(s: Sentence, item: Item) -> bool:
    return bool(re.fullmatch(r"\d{1,2}\.\d\d", s.text[item.piece.start - s.start : item.piece.end - s.start]))


def _draft_pair(s: Sentence, days: list[Item], times: list[Item]) -> None:
    slots = joined_cells(times)
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
            s.drafts.append(draft_of(s, item, day, slot))
        return
    new_slots = [slot for slot in slots if slot.role is Role.NEW]
    if new_slots and any(slot.role is not Role.NEW for slot in slots):
        slots = new_slots
    apart = len(days) > 1 or any(isinstance(item.piece, DatePiece) and item.piece.joined == ";" for item in days)
    for n, (item, day) in enumerate(each, 1):
        if not slots:
            s.drafts.append(draft_of(s, item, day, None))
        for slot in slots:
            draft = draft_of(s, item, day, slot)
            after = slot.piece.start > days[-1].piece.start and not _FOR_ALL.search(slot.left)
            draft.shares_time = apart and after and n < len(each)
            s.drafts.append(draft)
