"""A workspace's own content, as pure functions over plain records: what it added, changed, hid or took down.

A record (`OwnCard`) is what a store keeps; nothing here keeps anything. A record without a body is the workspace's
word on one of our cards: hidden or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

from content.cards import AuthorLine, Document, Prompt, Quotation
from content.digest import digest
from content.entry import Entry
from content.errors import ContentError, NothingFoundError, PackError, Problem
from content.library import Library
from content.pack import Pack, read_pack, read_thing, write_pack
from content.proof import (
    author_line_faults,
    check_pack,
    document_faults,
    prompt_faults,
    quotation_faults,
)

#: The kinds of record, as in the tables of a pack; "ours" is the workspace's word on a built-in card.
KINDS = ("document", "quotation", "author_line", "prompt")
OURS = "ours"

Thing = Document | Quotation | AuthorLine | Prompt

_Item = TypeVar("_Item", Document, Quotation, AuthorLine, Prompt)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard:
    """One record. `body` holds the fields of a pack's table as JSON would: texts, lists, ISO dates."""

    card_id: str
    kind: str
    body: Mapping[str, object] | None = None
    hidden: bool = False
    review_on: date | None = None


def with_own(library: Library, own: Iterable[OwnCard]) -> Library:
    """The library as this workspace sees it: its own cards added, its versions in place of ours, what it hid hidden.

    Raises PackError for a record whose body cannot be read; records made by this module always can.
    """
    records = list(own)
    if not records:
        return library
    pack = _pack(records, library)
    shown = {record.card_id for record in records if record.kind == OURS and not record.hidden}
    return replace(
        library,
        documents=_merged(library.documents, pack.documents),
        quotations=_merged(library.quotations, pack.quotations),
        author_lines=_merged(library.author_lines, pack.author_lines),
        prompts=_merged(library.prompts, pack.prompts),
        hidden=(library.hidden | {record.card_id for record in records if record.hidden}) - shown,
    )


def add(kind: str, body: Mapping[str, object], library: Library, own: Iterable[OwnCard] = ()) -> OwnCard:
    """The record of a new card. `body` has the fields of a pack's table; the digest is reckoned here.

    Raises PackError with every reason why it cannot be shown, and ContentError when its id is taken.
    """
    name = str(body.get("id", ""))
    here = with_own(library, own)
    if name in _all_ids(here):
        raise ContentError(f'There is a card "{name}" already; edit that one, or choose another id.', value=name)
    return _checked(kind, body, here)


def edit(card_id: str, changes: Mapping[str, object], library: Library, own: Iterable[OwnCard] = ()) -> OwnCard:
    """The record of a card with some fields changed: the workspace's own, or its version of one of ours.

    The words of one of our quotations stay as they were verified; all around them may change. Raises PackError with
    every reason why the result cannot be shown, and NothingFoundError when there is no such card.
    """
    records = {record.card_id: record for record in own}
    here = with_own(library, records.values())
    kind, thing = thing_in(card_id, here)
    ours = library.words(card_id)
    if ours is not None and {"text", "excerpts", "speaker"} & {
        key for key, value in changes.items() if value != body_of(ours).get(key)
    }:
        raise ContentError(
            f"{card_id}: the words, excerpts and speaker of a built-in quotation stay as verified; add your own.",
            value=card_id,
        )
    changed = _checked(kind, {**body_of(thing), **changes, "id": card_id}, here)
    return replace(changed, hidden=card_id in here.hidden)


def hide(card_id: str, library: Library, own: Iterable[OwnCard] = ()) -> OwnCard:
    """The record that hides a card; prompts that carry a hidden quotation lose it. Raises NothingFoundError."""
    return _put(card_id, library, own, hidden=True)


def restore(card_id: str, library: Library, own: Iterable[OwnCard] = ()) -> OwnCard:
    """The record that shows a hidden card again. Raises NothingFoundError."""
    return _put(card_id, library, own, hidden=False)


def take_down(card_id: str, library: Library, own: Iterable[OwnCard] = ()) -> OwnCard:
    """The record that takes somebody's words down in one step: hidden, and its text gone if it was the workspace's own.

    Saving it replaces the record that held the words. Raises NothingFoundError.
    """
    thing_in(card_id, with_own(library, own))
    return OwnCard(card_id=card_id, kind=OURS, hidden=True)


def review(card_id: str, on: date, library: Library, own: Iterable[OwnCard] = ()) -> OwnCard:
    """The record with a new day on which its owner looks at it again. Raises NothingFoundError."""
    return edit(card_id, {"review": on.isoformat()}, library, own)


def import_pack(source: str, file: str, library: Library, own: Iterable[OwnCard] = ()) -> list[OwnCard]:
    """The records in a pack's text, each to be saved over the one with its id. The same file twice changes nothing.

    A quotation without a digest gets one: who imports it vouches for the words. Raises PackError with every fault,
    its line and its reason; nothing is taken from a file that has one.
    """
    here = with_own(library, own)
    draft = read_pack(source, file, documents=here.documents)
    vouched = {said.id for said in draft.said if not said.digest}
    problems = [
        problem
        for problem in check_pack(source, file, here)
        if not any(problem.reason.startswith(f"{name}: digest is missing") for name in vouched)
    ]
    problems += _retouched(draft, file, library)
    if problems:
        raise PackError(tuple(problems))
    records = [_record(kind, thing) for kind, things in _tables(draft) for thing in things]
    kept = {record.card_id: replace(record, hidden=record.card_id in draft.hidden) for record in records}
    hidden = [OwnCard(card_id=name, kind=OURS, hidden=True) for name in draft.hidden if name not in kept]
    return [*kept.values(), *hidden]


def export_pack(own: Sequence[OwnCard], library: Library, *, about: str = "") -> str:
    """All that a workspace added, changed and hid, as one file that any workspace can import."""
    pack = _pack(own, library)
    hidden = tuple(sorted(record.card_id for record in own if record.hidden))
    return write_pack(replace(pack, hidden=hidden), about=about)


def body_of(thing: Thing) -> dict[str, object]:
    """The fields of a thing as JSON would hold them, those that say nothing left out."""
    body: dict[str, object] = {}
    for item in fields(thing):
        value = getattr(thing, item.name)
        if isinstance(value, Document):
            value = value.id
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, tuple):
            value = list(value)
        if value not in ("", [], 0):
            body[item.name] = str(value) if isinstance(value, str) else value
    return body


def thing_in(card_id: str, here: Library) -> tuple[str, Thing]:
    """The card or document with that id, and which kind it is. Raises NothingFoundError."""
    tables: Sequence[tuple[str, Sequence[Thing]]] = (
        ("quotation", here.quotations),
        ("author_line", here.author_lines),
        ("prompt", here.prompts),
        ("document", here.documents),
    )
    for kind, things in tables:
        for thing in things:
            if thing.id == card_id:
                return kind, thing
    raise NothingFoundError(f'There is no card "{card_id[:60]}".', value=card_id)


def _checked(kind: str, body: Mapping[str, object], here: Library) -> OwnCard:
    """The record for those fields, if the rules on shape and wording allow it."""
    if kind not in KINDS:
        raise ContentError(f'"{kind}" is not a kind of card; the kinds are {", ".join(KINDS)}.', value=kind)
    thing = _read(kind, body, here)
    if isinstance(thing, (Quotation, AuthorLine)):
        thing = replace(thing, digest=digest(thing.text))
    faults = [*_faults(thing, here), *_told_already(thing, here)]
    if faults:
        raise PackError(tuple(Problem(f"this {kind}", 1, f"{reason}.", key) for key, reason in faults))
    return _record(kind, thing)


def _faults(thing: Thing, here: Library) -> list[tuple[str, str]]:
    match thing:
        case Quotation():
            return quotation_faults(thing, here)
        case AuthorLine():
            return author_line_faults(thing, here)
        case Prompt():
            return prompt_faults(thing, here)
        case Document():
            return document_faults(thing)


def _told_already(thing: Thing, here: Library) -> list[tuple[str, str]]:
    """The same words under another id: nobody should be shown them twice."""
    if isinstance(thing, (Quotation, AuthorLine)):
        twins = [said.id for said in here.said if said.digest == thing.digest and said.id != thing.id]
        return [("text", f"these words are a card already ({twins[0]})")] if twins else []
    if isinstance(thing, Prompt):
        same = [one.id for one in here.prompts if digest(one.text) == digest(thing.text) and one.id != thing.id]
        return [("act", f"this prompt is there already ({same[0]})")] if same else []
    return []


def _put(card_id: str, library: Library, own: Iterable[OwnCard], *, hidden: bool) -> OwnCard:
    records = {record.card_id: record for record in own}
    thing_in(card_id, with_own(library, records.values()))
    if card_id in records:
        return replace(records[card_id], hidden=hidden)
    return OwnCard(card_id=card_id, kind=OURS, hidden=hidden)


def _record(kind: str, thing: Thing) -> OwnCard:
    if isinstance(thing, (Quotation, AuthorLine)) and not thing.digest:
        thing = replace(thing, digest=digest(thing.text))
    on = None if isinstance(thing, Document) else thing.review
    return OwnCard(card_id=thing.id, kind=kind, body=body_of(thing), review_on=on)


def _read(kind: str, body: Mapping[str, object], here: Library | Mapping[str, Document]) -> Thing:
    """The thing a body describes; dates may be ISO texts, as JSON has them."""
    known = {one.id: one for one in here.documents} if isinstance(here, Library) else dict(here)
    values = dict(body)
    when = values.get("review")
    if isinstance(when, str):
        try:
            values["review"] = date.fromisoformat(when)
        except ValueError as error:
            reason = f'review "{when[:30]}" is not a date, as in 2027-11-22.'
            raise PackError((Problem(f"this {kind}", 1, reason, "review"),)) from error
    thing = read_thing(Entry(f"this {kind}", "", kind, 0, values), known)
    assert isinstance(thing, Thing), "every kind of record describes one thing"
    return thing


def _pack(own: Iterable[OwnCard], library: Library) -> Pack:
    """The things that records describe; documents first, since quotations refer to them."""
    known = {document.id: document for document in library.documents}
    made: dict[str, list[Thing]] = {kind: [] for kind in KINDS}
    records = [record for record in own if record.body is not None]
    for record in sorted(records, key=lambda record: KINDS.index(record.kind)):
        assert record.body is not None
        thing = _read(record.kind, record.body, known)
        if isinstance(thing, Document):
            known[thing.id] = thing
        made[record.kind].append(thing)
    return Pack(
        documents=tuple(thing for thing in made["document"] if isinstance(thing, Document)),
        quotations=tuple(thing for thing in made["quotation"] if isinstance(thing, Quotation)),
        author_lines=tuple(thing for thing in made["author_line"] if isinstance(thing, AuthorLine)),
        prompts=tuple(thing for thing in made["prompt"] if isinstance(thing, Prompt)),
    )


def _tables(pack: Pack) -> list[tuple[str, Sequence[Thing]]]:
    return [
        ("document", pack.documents),
        ("quotation", pack.quotations),
        ("author_line", pack.author_lines),
        ("prompt", pack.prompts),
    ]


def _retouched(draft: Pack, file: str, library: Library) -> list[Problem]:
    """Quotations of ours that a file brings back with other words in them."""
    ours = {said.id: said for said in library.said}
    return [
        Problem(file, 1, f"{said.id}: the words of a built-in quotation stay as verified; choose another id.")
        for said in draft.said
        if said.id in ours and digest(said.text) != ours[said.id].digest
    ]


def _all_ids(library: Library) -> set[str]:
    every: tuple[Thing, ...] = (*library.said, *library.prompts, *library.documents)
    return {thing.id for thing in every}


def _merged(ours: tuple[_Item, ...], theirs: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Ours with the workspace's versions in their places, then what it added."""
    versions = {thing.id: thing for thing in theirs}
    replaced = tuple(versions.pop(thing.id, thing) for thing in ours)
    return replaced + tuple(versions.values())
