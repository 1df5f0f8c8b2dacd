"""A pack: documents, quotations, author lines and prompts in one TOML file, read and written in the same shape.

The built-in library is made of such files, a workspace's own content is one, and one workspace can hand its file to
another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from content.cards import AuthorLine, Document, Kind, Prompt, Quotation, Said, Tone
from content.entry import Entry, read_tables
from content.errors import PackError, Problem

#: The largest file that is read, in characters: some three thousand prompts.
LARGEST = 2_000_000

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Pack:
    """What one file holds. `hidden` are ids of cards, of any origin, that are not to be shown."""

    documents: tuple[Document, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    author_lines: tuple[AuthorLine, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        """Quotations and author lines together."""
        return self.quotations + self.author_lines


def read_pack(source: str, file: str, *, documents: Iterable[Document] = ()) -> Pack:
    """The pack written in a TOML text. `documents` are known already and may be referred to.

    Raises PackError with every fault of shape, each with its line; the rules on wording are `content.proof`'s.
    """
    if len(source) > LARGEST:
        reason = f"the file has {len(source):,} characters; {LARGEST:,} is the most we read."
        raise PackError((Problem(file, 1, reason),))
    tables = read_tables(source, file)
    problems: list[Problem] = []
    if unknown := [rows[0] for kind, rows in tables.items() if kind not in _KINDS and rows]:
        said = ", ".join(sorted(row.kind for row in unknown))
        problems.append(unknown[0].problem("", f"{said}: a pack holds {', '.join(_KINDS)} only"))
    known = {document.id: document for document in documents}
    made: dict[str, list[object]] = {kind: [] for kind in _KINDS}
    for kind, make in _KINDS.items():
        for row in tables.get(kind, []):
            try:
                thing = make(row, known)
            except PackError as error:
                problems += error.problems
                continue
            made[kind].append(thing)
            if isinstance(thing, Document):
                known[thing.id] = thing
    if problems:
        raise PackError(tuple(problems))
    return Pack(
        documents=tuple(thing for thing in made["document"] if isinstance(thing, Document)),
        quotations=tuple(thing for thing in made["quotation"] if isinstance(thing, Quotation)),
        author_lines=tuple(thing for thing in made["author_line"] if isinstance(thing, AuthorLine)),
        prompts=tuple(thing for thing in made["prompt"] if isinstance(thing, Prompt)),
        hidden=tuple(name for thing in made["hidden"] if isinstance(thing, tuple) for name in thing),
    )


def read_thing(row: Entry, known: dict[str, Document]) -> object:
    """The document, quotation, author line or prompt that one table describes. Raises PackError."""
    return _KINDS[row.kind](row, known)


def write_pack(pack: Pack, *, about: str = "") -> str:
    """The pack as TOML text that `read_pack` reads back to an equal pack, given the documents it refers to."""
    parts = [f"# {line}" for line in about.splitlines()]
    if pack.hidden:
        parts += ["", "[hidden]", f"ids = {_toml(pack.hidden)}"]
    for kind, things in (
        ("document", pack.documents),
        ("quotation", pack.quotations),
        ("author_line", pack.author_lines),
        ("prompt", pack.prompts),
    ):
        for thing in things:
            parts += ["", f"[[{kind}]]", *_lines(thing)]
    return "\n".join(parts).lstrip("\n") + "\n"


def _document(row: Entry, known: dict[str, Document]) -> Document:  # noqa: ARG001 - every maker takes the same two
    row.only("id", "title", "author", "date", "date_as_printed", "publisher", "note", "url")
    return Document(
        id=row.text("id"),
        title=row.text("title"),
        author=row.text("author"),
        date=row.text("date"),
        date_as_printed=row.text("date_as_printed", ""),
        publisher=row.text("publisher", ""),
        note=row.text("note", ""),
        url=row.text("url", ""),
    )


def _quotation(row: Entry, known: dict[str, Document]) -> Quotation:
    row.only(*_names(Quotation))
    return Quotation(
        id=row.text("id"),
        kind=_choice(row, "kind", Kind, Kind.SPEECH),
        text=row.text("text"),
        document=_cited(row, known),
        themes=row.texts("themes"),
        speaker=row.text("speaker", ""),
        role=row.text("role", ""),
        organisation=row.text("organisation", ""),
        pronoun=row.text("pronoun", ""),
        lead_in=row.text("lead_in", ""),
        excerpts=row.texts("excerpts"),
        tone=_choice(row, "tone", Tone, Tone.PLAIN),
        guard=row.text("guard", ""),
        note=row.text("note", ""),
        owner=row.text("owner"),
        review=row.day("review"),
        digest=row.text("digest", ""),
        show=row.number("show", 0),
    )


def _author_line(row: Entry, known: dict[str, Document]) -> AuthorLine:
    row.only(*_names(AuthorLine))
    return AuthorLine(
        id=row.text("id"),
        text=row.text("text"),
        document=_cited(row, known),
        themes=row.texts("themes"),
        occasion=row.text("occasion"),
        pronoun=row.text("pronoun", ""),
        lead_in=row.text("lead_in", ""),
        tone=_choice(row, "tone", Tone, Tone.PLAIN),
        guard=row.text("guard", ""),
        note=row.text("note", ""),
        owner=row.text("owner"),
        review=row.day("review"),
        digest=row.text("digest", ""),
    )


def _prompt(row: Entry, known: dict[str, Document]) -> Prompt:  # noqa: ARG001 - every maker takes the same two
    row.only(*_names(Prompt))
    return Prompt(
        id=row.text("id"),
        situation=row.text("situation"),
        themes=row.texts("themes"),
        notice=row.text("notice"),
        act=row.text("act"),
        if_then=row.text("if_then"),
        quotation=row.text("quotation", ""),
        source=row.text("source"),
        tone=_choice(row, "tone", Tone, Tone.PLAIN),
        occasions=row.texts("occasions"),
        owner=row.text("owner"),
        review=row.day("review"),
    )


def _hidden(row: Entry, known: dict[str, Document]) -> tuple[str, ...]:  # noqa: ARG001 - every maker takes the same two
    row.only("ids")
    return row.texts("ids")


_KINDS = {
    "hidden": _hidden,
    "document": _document,
    "quotation": _quotation,
    "author_line": _author_line,
    "prompt": _prompt,
}


def _names(cls: type) -> list[str]:
    return [item.name for item in fields(cls)]


def _cited(row: Entry, known: dict[str, Document]) -> Document:
    name = row.text("document")
    if name not in known:
        raise row.wrong("document", f'document "{name}" is not described in this file; add a [[document]] with that id')
    return known[name]


def _choice(row: Entry, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
    value = row.text(key, default.value)
    try:
        return choices(value)
    except ValueError as error:
        known = ", ".join(choice.value for choice in choices)
        raise row.wrong(key, f'{key} "{value}" is not one of: {known}') from error


def _lines(thing: object) -> list[str]:
    """The fields of a value, one a line, those that say nothing left out."""
    lines = []
    for item in fields(thing):  # type: ignore[arg-type]  # every thing in a pack is a dataclass
        value = getattr(thing, item.name)
        if isinstance(value, Document):
            value = value.id
        if value not in ("", (), 0):
            lines.append(f"{item.name} = {_toml(value)}")
    return lines


def _toml(value: object) -> str:
    """A TOML value; JSON's escapes are TOML's too, but for the delete character."""
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
