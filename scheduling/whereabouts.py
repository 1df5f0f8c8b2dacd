"""Which town of the gazetteer a paste names for an event: "3pm 2h Leeds", "Board in Glasgow, 6 July"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scheduling.events import Event
from scheduling.places import Place, british_towns, fold

#: The longest name of a town, in words ("Newcastle upon Tyne" has three).
_LONGEST = 4
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
#: What stands directly before a town: nothing, punctuation, a time or a length, or "in" and "at".
_BEFORE = re.compile(
    r"(?:^|[,;:|(@•\t–—-]|\b(?:in|at|near)|\d\s?(?:am|pm|h|hrs?|hours?|mins?|minutes)?)\s*$", re.IGNORECASE
)
_SAYS_IN = re.compile(r"\b(?:in|near)\s+$", re.IGNORECASE)
#: What stands directly after it: nothing, punctuation, a figure, or a word that leads to a time.
_AFTER = re.compile(r"\s*(?:$|[,;:|).!?•\t–—-]|\d|(?:on|at|from|this|next|every|office|site)\b)", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_LABEL = re.compile(r"^\s*(?:where|venue|location|place)\s*[:\t]", re.IGNORECASE)
#: Towns whose names are other words first: they need an "in". March, in Cambridgeshire, is left to the month.
_OTHER_WORDS = frozenset({"bath", "battle", "deal", "poole", "reading", "rugby", "sale", "street", "ware", "wells"})
_NEVER = frozenset({"march"})


def with_known_place(event: Event, paste: str) -> Event:
    """The same event with the town its own words name, when they name exactly one that the gazetteer has.

    The words are its venue, a line that says where, and the line its date stands in. A town is never taken from
    elsewhere in the paste (a signature, a quoted mail).
    """
    if known_place(event.place_name) and not _FIGURE.search(event.place_name):
        return event
    lines = paste.splitlines()
    begins = event.text.splitlines()[0] if event.text else ""
    own = [line for line in lines if begins and begins in line][:1]
    labelled = [line for line in lines if _LABEL.match(line)]
    for source in ([event.place_name], labelled, own):
        named = set().union(*(towns_in(line) for line in source))
        if len(named) == 1:
            return _placed(event, named.pop())
        if named:
            return event
    return event


def known_place(name: str) -> Place | None:
    """The town that a venue is, or is in ("City Hall, Cardiff"), when its words name exactly one."""
    if town := british_towns().get(fold(name)):
        return town
    towns = towns_in(name)
    return british_towns()[fold(towns.pop())] if len(towns) == 1 else None


def _placed(event: Event, town: str) -> Event:
    venue = "" if _FIGURE.search(event.place_name) else event.place_name
    title = "" if fold(event.title) == fold(town) else event.title
    return replace(event, place_name=f"{venue}, {town}" if venue else town, title=title)


def towns_in(line: str) -> set[str]:
    """The towns of the United Kingdom that a line names as places, as the gazetteer writes them."""
    return set(_towns(line))


def _towns(line: str) -> Iterator[str]:
    words = list(_WORD.finditer(line))
    skip_to = 0
    for index, word in enumerate(words):
        if word.start() < skip_to or not word.group()[0].isupper():
            continue
        for last in reversed(words[index : index + _LONGEST]):
            name = line[word.start() : last.end()].rstrip(".-")
            town = british_towns().get(fold(name))
            if town and _stands_as_a_place(line, word.start(), word.start() + len(name)):
                yield town.name
                skip_to = last.end()
                break


def _stands_as_a_place(line: str, start: int, end: int) -> bool:
    before, name = line[:start], fold(line[start:end])
    if name in _NEVER or (name in _OTHER_WORDS and not _SAYS_IN.search(before) and not _LABEL.match(before)):
        return False
    return bool(_BEFORE.search(before) and _AFTER.match(line, end))
