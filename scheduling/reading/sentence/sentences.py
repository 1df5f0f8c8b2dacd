"""Cuts a line into sentences, and each sentence into its pieces with the words around them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scheduling.reading.finding.find import Found
from scheduling.reading.finding.pieces import DatePiece, Piece, TimePiece
from scheduling.reading.phrases import either, one_of
from scheduling.reading.sentence.item_roles import Roles
from scheduling.reading.sentence.moves import split_moves
from scheduling.reading.sentence.roles import is_cancelled, is_narrative
from scheduling.reading.sentence.statement import Item, Sentence

_BOUNDARY = re.compile(
    either(
        r",\s+(?=(?:how about|what about|could we|can we|shall we)\b)",
        r"(?:(?<=cancelled)|(?<=postponed)|(?<=is off))\s*(?:,|-|and|but|so)\s+"
        r"(?=(?:the )?(?:next|we|i|see you|back|resum|return|restart|join)\w*\b)",
        r"""(?<=[.!?])\s+(?=[A-Z\"'(•])""",
        r"(?<=\?)\s+(?=(?:also|we'll|we will|then|plus)\b)",
        r"(?<=[a-z\d)])\s*;\s+",
    ),
)
_DATE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE
)
_NOT_BOUNDARY = re.compile(
    r"\b"
    + one_of(r"""
        st, dr, mr, mrs, ms, prof, rev, no, approx, inc, dept, rm, tel, ext, [a-z], jan, feb, mar, apr, jun,
        jul, aug, sept?, oct, nov, dec, mon, tues?, weds?, thurs?, fri, sat, sun, hon, cllr, e\.g, i\.e
    """)
    + r"\.$",
    re.IGNORECASE,
)

_STOP = re.compile(r".?\.\s+")
#: After a date: what it is called or what becomes of it, and not only what says of which dates a time is.
_NAMED = re.compile(
    r"\s+(?:is\b|(?!(?:all|both|each|every|at|from|in|on|and|or|with|to|till|until)\b)[a-z]{3,})", re.IGNORECASE
)


def sentences(found: Found, number: int) -> list[Sentence]:
    """The sentences of a line with their items, roles given."""
    text = found.text
    cuts = [0]
    for match in _BOUNDARY.finditer(text):
        at = match.end()
        if (short := _NOT_BOUNDARY.search(text[max(0, match.start() - 8) : match.start()])) and (
            not _DATE_WORD.match(short.group()) or _DATE_WORD.match(text, at)
        ):
            continue
        if any(piece.start < at < piece.end for piece in found.pieces):
            continue
        cuts.append(at)
    cuts = sorted({*cuts, *_dates_that_begin(found), len(text)})
    read: list[Sentence] = []
    at = 0
    for start, stop in itertools.pairwise(cuts):
        pieces = []
        while at < len(found.pieces) and found.pieces[at].start < stop:
            pieces.append(found.pieces[at])
            at += 1
        read.append(_sentence(found, start, stop, pieces, number + len(read)))
    return read


def _dates_that_begin(found: Found) -> list[int]:
    """`Gala dinner 25 Nov. 11 Dec choir lunch 12-2`: a date after a full stop that has a name of its own begins a sentence."""
    days = [piece for piece in found.pieces if isinstance(piece, DatePiece)]
    return [
        after.start
        for before, after in itertools.pairwise(days)
        if _STOP.fullmatch(found.text, before.end - 1, after.start) and _NAMED.match(found.text, after.end)
    ]


def _sentence(found: Found, start: int, stop: int, pieces: Sequence[Piece], number: int) -> Sentence:
    text = found.text
    said = text[start:stop]
    sentence = Sentence(found.line.number, number, said, start, [])
    if pieces or len(said) < 400:
        sentence.cancelled = is_cancelled(said, _when(pieces, start))
    if not pieces:
        return sentence
    told = is_narrative(found.line.text[start:stop])
    roles = Roles(text, start, stop, pieces, cancelled=sentence.cancelled, told=told)
    pieces = split_moves(text, start, pieces)
    last_end = start
    for index, piece in enumerate(pieces):
        next_start = pieces[index + 1].start if index + 1 < len(pieces) else stop
        item = Item(piece, text[last_end : piece.start], text[piece.end : next_start])
        roles.give(item)
        sentence.items.append(item)
        last_end = piece.end
    return sentence


def _when(pieces: Sequence[Piece], start: int) -> list[tuple[int, int]]:
    """Where the dates and times of a sentence stand in it, when it has a date."""
    if not any(isinstance(piece, DatePiece) for piece in pieces):
        return []
    return [(piece.start - start, piece.end - start) for piece in pieces if isinstance(piece, (DatePiece, TimePiece))]
