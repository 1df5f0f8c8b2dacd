"""The rules that wording must keep, beyond its shape: what makes `alongside content check`, and so the build, fail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from content.awareness import awareness_dates
from content.cards import CARD_LENGTH, AuthorLine, Document, Kind, Prompt, Quotation, Said
from content.digest import digest, normalised
from content.entry import Entry, read_tables
from content.errors import PackError, Problem
from content.lengths import length_faults
from content.library import Library, load
from content.pack import read_pack

#: A prompt is read in twenty seconds, in words.
MOST_WORDS = 60
#: A theme is worth offering with so many quotations, or so many prompts.
FEWEST_QUOTATIONS, FEWEST_PROMPTS = 2, 5

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_IF_THEN = re.compile(r"If [^.]+, then I will .+[.?”]")
_DATE = re.compile(r"\d{4}(-\d{2}-\d{2})?")
#: An address that can stand in a link of Slack's: no white space, and none of the signs that end one.
_URL = re.compile(r"https?://[^\s<>|\"]{3,}")
_PRONOUNS = ("", "he", "she", "they")


@dataclass(frozen=True, slots=True)
class Source:
    """A guide that prompts grew from."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Banned:
    """Words that a sentence does without, as a pattern, and why. `ours` ones hold for the built-in files alone."""

    pattern: re.Pattern[str]
    reason: str
    ours: bool


def check_library() -> list[Problem]:
    """Every fault in the built-in files, with file, line and reason; none when they can be shown as they are."""
    here = resources.files(__package__)
    problems: list[Problem] = []
    documents: list[Document] = []
    ids: Counter[str] = Counter()
    texts: list[tuple[str, str]] = []
    for folder in ("quotes", "prompts"):
        for path in sorted(here.joinpath(folder).iterdir(), key=str):
            name, text = f"content/{folder}/{path.name}", path.read_text("utf-8")
            try:
                documents += read_pack(text, name).documents
            except PackError as error:
                problems += error.problems
                continue
            texts.append((name, text))
            ids.update(_ids(text, name))
    if problems:
        return problems
    library = load()
    repeated = {name for name, count in ids.items() if count > 1}
    for name, text in texts:
        problems += check_pack(text, name, library, repeated=repeated, ours=True)
    return [*problems, *_coverage(library), *_awareness(library)]


def check_pack(
    source: str, file: str, library: Library, *, repeated: Iterable[str] = (), ours: bool = False
) -> list[Problem]:
    """Every fault in one file that is, or would be, part of `library`; none when it can be shown as it is.

    `repeated` are ids that some other file has too. `ours` files keep the rules on style as well.
    """
    try:
        pack = read_pack(source, file, documents=library.documents)
    except PackError as error:
        return list(error.problems)
    rows = {
        (kind, row.fields.get("id")): row
        for kind, entries in read_tables(source, file).items()
        for row in entries
        if kind != "hidden"
    }
    problems: list[Problem] = []

    def told(kind: str, name: str, faults: Iterable[tuple[str, str]]) -> None:
        row = rows[kind, name]
        problems.extend(row.problem(key, reason) for key, reason in faults)

    twice = {name for name, count in Counter(_ids(source, file)).items() if count > 1} | set(repeated)
    for (kind, name), row in rows.items():
        if name in twice:
            problems.append(row.problem("id", "another entry has this id"))
        elif not _ID.fullmatch(str(name)):
            problems.append(row.problem("id", "an id is made of small letters, digits and hyphens"))
        elif kind == "document":
            document = next(one for one in pack.documents if one.id == name)
            told(kind, document.id, document_faults(document))
    known = {document.id for document in (*library.documents, *pack.documents)}
    said = {words.id for words in pack.said}
    for quotation in pack.quotations:
        told("quotation", quotation.id, quotation_faults(quotation, library, ours=ours))
    for line in pack.author_lines:
        told("author_line", line.id, author_line_faults(line, library, ours=ours))
    for prompt in pack.prompts:
        told("prompt", prompt.id, prompt_faults(prompt, library, sources=known, said=said, ours=ours))
    return problems


def document_faults(document: Document) -> list[tuple[str, str]]:
    """What is wrong with a document: field and reason."""
    faults = length_faults(document)
    if not _DATE.fullmatch(document.date) or not _is_date(document.date):
        faults.append(("date", f'date "{document.date}" must be a day, as in 2024-03-21, or a year'))
    if document.url and not _URL.fullmatch(document.url):
        faults.append(("url", "url must be a web address that begins with https://"))
    return faults


def quotation_faults(said: Quotation, library: Library, *, ours: bool = False) -> list[tuple[str, str]]:
    """What is wrong with a quotation: field and reason."""
    faults = [*_said_faults(said, library, ours=ours)]
    if said.kind is Kind.AUTHOR_LINE:
        faults.append(("kind", "an author’s own line goes under [[author_line]], apart from quotations"))
    if said.kind is Kind.SAYING and said.speaker:
        faults.append(("speaker", "a saying has no speaker; say in `organisation` who quotes it"))
    if said.kind is not Kind.SAYING:
        faults += [
            (key, f"{key} is missing: say who spoke, and in which post at the time")
            for key in ("speaker", "role", "organisation")
            if not getattr(said, key)
        ]
    if said.pronoun not in _PRONOUNS:
        faults.append(("pronoun", f'pronoun "{said.pronoun}" must be the one printed in the document, or left out'))
    if said.text[:1].islower() and not said.lead_in:
        faults.append(("lead_in", "the words start in mid-sentence, so they need a lead-in"))
    if not 0 <= said.show <= len(said.excerpts):
        faults.append(("show", f"show must be the number of an excerpt, from 1 to {len(said.excerpts)}"))
    for excerpt in said.excerpts:
        if normalised(excerpt) not in normalised(said.text):
            faults.append(("excerpts", f"“{excerpt[:40]}…” is not inside the quotation"))
        if len(excerpt) > CARD_LENGTH:
            faults.append(("excerpts", f"an excerpt has {len(excerpt)} characters; a card takes {CARD_LENGTH}"))
    if len(said.text) > CARD_LENGTH and not said.excerpts:
        faults.append(("excerpts", f"{len(said.text)} characters are too long for a card; give an excerpt"))
    return faults


def author_line_faults(line: AuthorLine, library: Library, *, ours: bool = False) -> list[tuple[str, str]]:
    """What is wrong with an author line: field and reason."""
    faults = [*_said_faults(line, library, ours=ours)]
    if line.pronoun not in _PRONOUNS:
        faults.append(("pronoun", f'pronoun "{line.pronoun}" must be the one printed in the document, or left out'))
    if len(line.text) > CARD_LENGTH:
        faults.append(("text", f"{len(line.text)} characters are too long for a card; it takes {CARD_LENGTH}"))
    return faults


def prompt_faults(
    prompt: Prompt,
    library: Library,
    *,
    sources: Iterable[str] = (),
    said: Iterable[str] = (),
    ours: bool = False,
) -> list[tuple[str, str]]:
    """What is wrong with a prompt: field and reason. `sources` and `said` are documents and words known besides."""
    faults = [*_theme_faults(prompt.themes, library), *length_faults(prompt)]
    if prompt.words > MOST_WORDS:
        faults.append(("notice", f"{prompt.words} words; a prompt has {MOST_WORDS} at most"))
    if library.situation(prompt.situation) is None:
        known = ", ".join(situation.id for situation in library.situations)
        faults.append(("situation", f'situation "{prompt.situation}" is not one of: {known}'))
    if not _IF_THEN.fullmatch(prompt.if_then):
        faults.append(("if_then", "the line must read “If …, then I will ….”"))
    if prompt.quotation and prompt.carries[0] not in {*said, *(words.id for words in library.said)}:
        faults.append(("quotation", f'there is no quotation "{prompt.carries[0]}"'))
    carried = library.words(prompt.carries[0])
    if isinstance(carried, Quotation) and prompt.carries[1] > len(carried.excerpts):
        faults.append(("quotation", f"{carried.id} has {len(carried.excerpts)} excerpts"))
    origin, _, practice = prompt.source.partition(": ")
    origins = {*sources, *(document.id for document in library.documents), *(source.id for source in guides())}
    if origin not in {*origins, "awareness", "own"} or not practice:
        faults.append(("source", "source must name a document or guide and its practice, as in “bdf: regular breaks”"))
    dates = {awareness.id for awareness in awareness_dates()}
    faults += [("occasions", f'"{name}" is not an awareness date') for name in prompt.occasions if name not in dates]
    for key in ("notice", "act", "if_then"):
        faults += _wording_faults(key, getattr(prompt, key), ours=ours)
    return faults


def overdue(library: Library, today: date) -> list[Said | Prompt]:
    """What its owner was to look at again before today, the longest waiting first."""
    every: list[Said | Prompt] = [*library.said, *library.prompts]
    return sorted((one for one in every if one.review < today), key=lambda one: (one.review, one.id))


@cache
def guides() -> tuple[Source, ...]:
    """The guides that prompts may name as their source, beside the documents."""
    text = resources.files(__package__).joinpath("sources.toml").read_text("utf-8")
    rows = read_tables(text, "content/sources.toml").get("source", [])
    return tuple(Source(row.text("id"), row.text("name"), row.text("url")) for row in rows)


@cache
def banned() -> tuple[Banned, ...]:
    """The words that sentences of ours, or of a workspace, do without."""
    text = resources.files(__package__).joinpath("banned.toml").read_text("utf-8")
    return tuple(_banned(row) for row in read_tables(text, "content/banned.toml").get("banned", []))


def _banned(row: Entry) -> Banned:
    row.only("like", "mark", "reason", "ours")
    like, mark = row.text("like", ""), row.text("mark", "")
    try:
        pattern = re.compile(rf"(?<!\w)(?:{like})(?!\w)" if like else mark, re.IGNORECASE)
    except re.error as error:
        raise row.wrong("like" if like else "mark", f"this is not a regular expression: {error}") from error
    return Banned(pattern, row.text("reason"), row.flag("ours"))


def _wording_faults(key: str, text: str, *, ours: bool) -> list[tuple[str, str]]:
    """The banned words in a sentence that is not somebody else's."""
    rules = [rule for rule in banned() if ours or not rule.ours]
    return [(key, f"“{found[0]}”: {rule.reason}") for rule in rules if (found := rule.pattern.search(text))]


def _said_faults(said: Said, library: Library, *, ours: bool) -> list[tuple[str, str]]:
    """What holds for words of both kinds: unchanged since they were verified, themed, guarded."""
    faults = [*_theme_faults(said.themes, library), *length_faults(said)]
    if not said.digest:
        faults.append(("digest", "digest is missing: verify the words against the document and add it"))
    elif digest(said.text) != said.digest:
        faults.append(("text", "the words have changed since they were verified; restore them, or verify them anew"))
    if "on behalf of" in said.text.casefold() and not said.guard:
        faults.append(("guard", "speaking on behalf of people needs a guard: ask first, then make room"))
    theirs = banned()[:2]  # the two that hold for other people's words as well
    return [
        *faults,
        *(("text", f"“{found[0]}”: {rule.reason}") for rule in theirs if (found := rule.pattern.search(said.text))),
        *_wording_faults("lead_in", said.lead_in, ours=ours),
        *_wording_faults("guard", said.guard, ours=ours),
    ]


def _theme_faults(themes: Sequence[str], library: Library) -> list[tuple[str, str]]:
    faults = [("themes", f'theme "{name}" is not in themes.toml') for name in themes if library.theme(name) is None]
    return faults or ([] if themes else [("themes", "themes is empty: give one at least")])


def _coverage(library: Library) -> Iterable[Problem]:
    """A theme or situation that is offered and has too little behind it."""
    for theme in library.themes:
        said = sum(theme.id in card.themes for card in library.quotation_cards)
        prompts = sum(theme.id in card.themes for card in library.prompt_cards)
        if said < FEWEST_QUOTATIONS and prompts < FEWEST_PROMPTS:
            reason = f"theme {theme.id} has {said} quotations and {prompts} prompts; it needs two or five."
            yield Problem("content/themes.toml", 1, reason)
    for situation in library.situations:
        if sum(prompt.situation == situation.id for prompt in library.prompts) < FEWEST_PROMPTS:
            reason = f"situation {situation.id} has fewer than {FEWEST_PROMPTS} prompts."
            yield Problem("content/themes.toml", 1, reason)


def _awareness(library: Library) -> Iterable[Problem]:
    seen: set[str] = set()
    for awareness in awareness_dates():
        faults = [reason for _, reason in _theme_faults(awareness.themes, library)]
        faults += ["another entry has this id"] if awareness.id in seen else []
        faults += [] if awareness.url.startswith("https://") else ["url must begin with https://"]
        faults += [
            f"“{found[0]}”: {rule.reason}" for rule in banned() if (found := rule.pattern.search(awareness.name))
        ]
        yield from (Problem("content/awareness.toml", 1, f"{awareness.id}: {reason}.") for reason in faults)
        seen.add(awareness.id)


def _ids(source: str, file: str) -> list[str]:
    tables = read_tables(source, file)
    return [str(row.fields.get("id")) for kind, rows in tables.items() if kind != "hidden" for row in rows]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text if len(text) > len("2024") else f"{text}-01-01")
    except ValueError:
        return False
    return True
