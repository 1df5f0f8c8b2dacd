"""Dates that differ from the rest only in their hours: `all at 2pm except 11 March, which is at 10`."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, TimePiece
from scheduling.reading.sentence.parts import draft_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Item, Sentence

#: Between an excepted date and the hour that it has instead.
_WHICH_IS = re.compile(
    r"[\s,]*(?:\(|-)?\s*(?:(?:which|when|that|it|this)\s)?(?:is|will be|starts?|begins?|runs?|it's)\s(?:at\s|from\s|@\s?)?|\s*\(\s*(?:at\s|from\s)?",
    re.IGNORECASE,
)


def hours_of_their_own(usable: list[Item]) -> list[tuple[Item, Item]]:
    """The excepted dates that are followed by a time of their own, each with that time."""
    found = []
    for item, after in itertools.pairwise(usable):
        if item.role is not Role.EXCEPT or not isinstance(item.piece, DatePiece):
            continue
        if (
            isinstance(after.piece, TimePiece)
            and after.role in {Role.EVENT, Role.EXCEPT}
            and _WHICH_IS.fullmatch(after.left)
        ):
            found.append((item, after))
    return found


def without_them(usable: list[Item], own: list[tuple[Item, Item]], *, in_series: bool) -> list[Item]:
    """The items that are left for the other dates: of a list the dates themselves are taken out, of a series they are left out."""
    if not own:
        return usable
    times = [time for _, time in own]
    if in_series:
        return [item for item in usable if not any(item is time for time in times)]
    gone = [_named(day) for item, _ in own if isinstance(item.piece, DatePiece) for day in item.piece.days]
    kept = []
    for item in usable:
        if any(item is other for pair in own for other in pair):
            continue
        if isinstance(item.piece, DatePiece):
            days = tuple(day for day in item.piece.days if _named(day) is None or _named(day) not in gone)
            if not days:
                continue
            item.piece = replace(item.piece, days=days)
        kept.append(item)
    return kept


def draft_them(s: Sentence, own: list[tuple[Item, Item]]) -> None:
    """An event for each such date with its own time."""
    for item, time in own:
        if isinstance(item.piece, DatePiece):
            drafts: list[Draft] = [draft_of(s, item, day, time) for day in item.piece.days]
            for draft in drafts:
                draft.role = Role.EVENT
            s.drafts += drafts


def _named(day: object) -> tuple[int, int | None] | None:
    return (day.day, day.month) if isinstance(day, CalendarDay) else None
