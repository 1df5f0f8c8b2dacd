"""Proof that quotations are verbatim: each held against the document it names, as a file in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from content.cards import Document, Kind, Quotation, Said
from content.digest import normalised
from content.errors import ContentError

#: The largest file that is read, in bytes.
LARGEST = 5_000_000
#: What opens and closes a quotation in print; a document may open with one sort and close with another.
_MARKS = "“”\"‘’'"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved, and what could not be: each of `faults` is a sentence with the id it is about."""

    documents: Mapping[str, Path]
    proved: tuple[str, ...]
    faults: tuple[str, ...]


def verify(words: Iterable[Said], folder: Path) -> Proof:
    """Hold each of the words against its document in the folder, which is known by its title inside a text file.

    White space apart, everything must agree to the letter: the words, inside quotation marks if somebody spoke them,
    each excerpt, the speaker's name, role and organisation, the printed pronoun, the author and the printed date.
    Raises ContentError when the folder cannot be read.
    """
    said = list(words)
    found = _find({one.document.id: one.document for one in said}.values(), folder)
    proved, faults = [], []
    for one in said:
        if one.document.id not in found:
            faults.append(f"{one.id}: no file in {folder} has the title “{one.document.title}”.")
            continue
        wrong = list(_faults(one, found[one.document.id][1]))
        faults += [f"{one.id}: {reason}." for reason in wrong]
        proved += [] if wrong else [one.id]
    return Proof({name: path for name, (path, _) in found.items()}, tuple(proved), tuple(faults))


def _find(documents: Iterable[Document], folder: Path) -> dict[str, tuple[Path, str]]:
    """The file of each document, with its normalised text."""
    if not folder.is_dir():
        raise ContentError(f'"{folder}" is not a folder; name the one that holds the documents.', value=str(folder))
    wanted = list(documents)
    found: dict[str, tuple[Path, str]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".txt", ".md", ".html") or not path.is_file() or path.stat().st_size > LARGEST:
            continue
        text = normalised(path.read_text("utf-8", errors="replace"))
        for document in wanted:
            if document.id not in found and normalised(document.title) in text:
                found[document.id] = (path, text)
    return found


def _faults(said: Said, text: str) -> Iterable[str]:
    words = normalised(said.text)
    if words not in text:
        yield f"“{words[:60]}…” is not in the document"
        return
    if isinstance(said, Quotation):
        if not _is_quoted(words, text):
            yield "the words are in the document, but not between quotation marks"
        yield from (
            f"the excerpt “{excerpt[:40]}…” is not in the document"
            for excerpt in said.excerpts
            if normalised(excerpt) not in text
        )
        printed = text.casefold()
        if said.kind is not Kind.SAYING:
            yield from (
                f"“{name}” is not in the document" for name in (said.speaker, said.organisation) if name not in text
            )
            yield from (
                f"“{word}” is not in the document" for word in _words(said.role) if word.casefold() not in printed
            )
        if said.pronoun and f" {said.pronoun} " not in printed:
            yield f"the document does not print “{said.pronoun}”"
    for name in (said.document.author, said.document.date_as_printed):
        if normalised(name) not in text:
            yield f"“{name}” is not in the document"


def _is_quoted(words: str, text: str) -> bool:
    """Whether the words stand somewhere between quotation marks, of whatever sort."""
    start = text.find(words)
    while start >= 0:
        before, after = text[:start].rstrip()[-1:], text[start + len(words) :].lstrip()[:1]
        if before and before in _MARKS and after and after in _MARKS:
            return True
        start = text.find(words, start + 1)
    return False


def _words(text: str) -> list[str]:
    return [word.strip("(),") for word in text.split()]
