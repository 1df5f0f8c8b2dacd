"""A card as somebody writes it in one form, and the records it becomes: a prompt, or words with their document.

The fields of a form are those of a pack's tables, a document's beside its quotation's; `excerpts` is one text with a
line for each, `date` is as the document prints it, and `verified` is the writer's word that the words are verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from content import own
from content.cards import Document, Prompt, Quotation
from content.errors import ContentError, PackError, Problem
from content.library import Library
from content.own import OwnCard, Thing, body_of, thing_in, with_own

#: The fields of a form that its document keeps, as a document’s table names them. Its date comes apart.
_SOURCE = ("title", "author", "publisher", "url")
#: What a form must not leave empty, by kind. What else is missing, the rules of the kind say themselves.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "quotation": ("text", "title", "author", "date"),
    "author_line": ("text", "occasion", "title", "author", "date"),
    "prompt": ("notice", "act", "if_then", "source"),
}
#: How documents print their dates, as `strptime` has them, commas left out; day before month.
_PRINTED = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d/%m/%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Cited:
    """The document a card cites, and its record when that is to be saved as well."""

    id: str
    record: OwnCard | None = None


def written(card_id: str, library: Library, records: Iterable[OwnCard]) -> tuple[str, dict[str, str | list[str]]]:
    """The kind of a workspace's own card, and the fields that a form shows for it.

    Raises ContentError for a built-in card, which stays as verified, and NothingFoundError.
    """
    kind, thing = _own_thing(card_id, library, with_own(library, records))
    fields: dict[str, str | list[str]] = {k: v for k, v in body_of(thing).items() if isinstance(v, str)}
    if isinstance(thing, Prompt):
        return kind, fields | {"themes": list(thing.themes), "source": thing.source.partition(": ")[2]}
    assert not isinstance(thing, Document), "a document is no card"
    source = thing.document
    fields |= {key: str(getattr(source, key)) for key in _SOURCE}
    fields |= {"themes": list(thing.themes), "date": source.date_as_printed or source.when}
    fields["excerpts"] = "\n".join(thing.excerpts) if isinstance(thing, Quotation) else ""
    return kind, fields


def drafted(
    card_id: str,
    kind: str,
    fields: Mapping[str, object],
    library: Library,
    records: Iterable[OwnCard],
    *,
    today: date,
    new: bool,
) -> list[OwnCard]:
    """The records to save for what a form holds: the card, after its document where that is new or changed.

    A document that other cards cite stays as it is; the card then gets one of its own. Raises PackError with the
    faults, one for each field (`Problem.key`), ContentError for a built-in card, and NothingFoundError.
    """
    kept = list(records)
    before = None if new else _own_thing(card_id, library, with_own(library, kept))[1]
    entered = {key: _trimmed(value) for key, value in fields.items()}
    faults = _form_faults(kind, entered, today)
    cited = Cited(library.documents[0].id)  # stands in for one that has a fault, so that the rest is looked at too
    if kind != "prompt" and "date" not in faults:
        try:
            cited = _cited(card_id, entered, before, library, kept)
        except PackError as error:
            faults = _told(error, card_id) | faults
    saved = [one for one in kept if cited.record is None or one.card_id != cited.id]
    saved += [cited.record] if cited.record else []
    body = {**_body(kind, entered, before, with_own(library, saved)), "id": card_id}
    if kind != "prompt":
        body["document"] = cited.id
    record: OwnCard | None = None
    try:
        record = own.add(kind, body, library, saved) if new else own.edit(card_id, body, library, saved)
    except PackError as error:
        faults = _told(error, card_id) | faults
    if faults or record is None:
        raise PackError(tuple(Problem("this card", 1, reason, key) for key, reason in faults.items()))
    return [cited.record, record] if cited.record else [record]


def deleted(card_id: str, library: Library, records: Iterable[OwnCard]) -> list[str]:
    """The ids of the records that go with a workspace's own card: its own, and its document when no other cites it.

    Deleting the workspace's version of a built-in card brings ours back. Raises ContentError for a built-in card that
    was not changed here, and NothingFoundError.
    """
    kept = {record.card_id: record for record in records if record.body is not None}
    thing = thing_in(card_id, with_own(library, kept.values()))[1]
    if card_id not in kept:
        raise ContentError(f"{card_id} is a built-in card: it can be hidden here, and not deleted.", value=card_id)
    source = "" if isinstance(thing, Document | Prompt) else thing.document.id
    return [card_id, source] if source in kept and not _others_citing(source, card_id, kept.values()) else [card_id]


def printed_date(text: str, today: date) -> str:
    """The ISO date, or the year alone, of a date as a document prints it. Raises ContentError, also for one to come."""
    plain = " ".join(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.replace(",", " ")).split())
    if re.fullmatch(r"(19|20)\d\d", plain):
        found, first = plain, date(int(plain), 1, 1)
    else:
        first = _day(plain, text)
        found = first.isoformat()
    if first > today:
        raise ContentError(f'"{text}" is still to come. Give the date on which it was published.', value=text)
    return found


def _day(plain: str, text: str) -> date:
    for form in _PRINTED:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a civil date, without a time
        except ValueError:
            continue
    sentence = f'"{text[:40]}" is not a date. Write it as 21 March 2024, or the year alone.'
    raise ContentError(sentence, value=text)


def _trimmed(value: object) -> object:
    """What was entered, without white space around it; a form says None for a field that was left empty."""
    return value.strip() if isinstance(value, str) else "" if value is None else value


def _own_thing(card_id: str, library: Library, here: Library) -> tuple[str, Thing]:
    if any(card_id == one.id for one in (*library.said, *library.prompts)):
        sentence = f"{card_id} is a built-in card: its words stay as verified. Hide it here, or add one of your own."
        raise ContentError(sentence, value=card_id)
    return thing_in(card_id, here)


def _form_faults(kind: str, entered: Mapping[str, object], today: date) -> dict[str, str]:
    """What only a form can get wrong: left empty, a date nobody can read, a review that is past, no word given."""
    faults = {key: "This cannot be left empty." for key in _NEEDED[kind] if not entered.get(key)}
    if kind != "prompt":
        if "date" not in faults:
            try:
                printed_date(str(entered["date"]), today)
            except ContentError as error:
                faults["date"] = str(error)
        if not entered.get("verified"):
            faults["verified"] = "Compare the words with the source, letter by letter, then tick this."
    review = str(entered.get("review") or "")
    if review <= today.isoformat():
        faults["review"] = "Choose a day that is still ahead: that is when somebody looks at it again."
    return faults


def _cited(
    card_id: str, entered: Mapping[str, object], before: Thing | None, library: Library, kept: list[OwnCard]
) -> Cited:
    """The document for what was entered: the one cited before when nothing about it changed. Raises PackError."""
    today = date.max  # whether the date is to come was looked at before
    body: dict[str, object] = {key: str(entered.get(key) or "") for key in _SOURCE}
    body |= {"date": printed_date(str(entered["date"]), today), "date_as_printed": str(entered["date"])}
    if before is None or isinstance(before, Document | Prompt):
        name = f"{card_id}-source"
        return Cited(name, own.add("document", body | {"id": name}, library, kept))
    old = before.document
    same_date = entered["date"] in (old.date_as_printed, old.when)
    if same_date and all(body[key] == getattr(old, key) for key in _SOURCE):
        return Cited(old.id)
    if same_date:
        body |= {"date": old.date, "date_as_printed": old.date_as_printed}
    if any(one.card_id == old.id for one in kept) and not _others_citing(old.id, card_id, kept):
        return Cited(old.id, own.edit(old.id, body, library, kept))
    taken = {document.id for document in with_own(library, kept).documents}
    name = next(name for n in range(1, len(taken) + 2) if (name := f"{card_id}-source-{n}") not in taken)
    return Cited(name, own.add("document", body | {"id": name}, library, kept))


def _others_citing(document: str, card_id: str, records: Iterable[OwnCard]) -> bool:
    return any((one.body or {}).get("document") == document and one.card_id != card_id for one in records)


def _body(kind: str, entered: Mapping[str, object], before: Thing | None, here: Library) -> dict[str, object]:
    """The card's own fields, as its table names them; what the form does not show stays as it was."""
    apart = {*_SOURCE, "date", "verified", "excerpts", "source", "owner", "id", "document"}
    body = {key: value for key, value in entered.items() if key not in apart}
    themes = entered.get("themes")
    body["themes"] = list(themes) if isinstance(themes, list | tuple) else []
    if before is None:
        body["owner"] = "this workspace"
    if kind == "quotation":
        lines = str(entered.get("excerpts") or "").splitlines()
        body["excerpts"] = [line.strip() for line in lines if line.strip()]
        if isinstance(before, Quotation) and before.show > len(lines):
            body["show"] = 0
    if kind == "prompt":
        origin = before.source.partition(": ")[0] if isinstance(before, Prompt) else "own"
        body["source"] = f"{origin}: {entered.get('source') or ''}"
        if isinstance(before, Prompt) and before.quotation and here.words(before.carries[0]) is None:
            body["quotation"] = ""  # the words it carried are gone
    return body


def _told(error: PackError, card_id: str) -> dict[str, str]:
    """The faults by field, the first of each, as sentences that begin with a capital letter."""
    told: dict[str, str] = {}
    for problem in error.problems:
        reason = problem.reason.removeprefix(f"{card_id}: ").removeprefix(f"{card_id}-source: ")
        reason = reason.replace(problem.key, problem.key.replace("_", " ")) if problem.key else reason
        key = "date" if problem.key == "date_as_printed" else problem.key
        told.setdefault(key, reason[:1].upper() + reason[1:])
    return told
