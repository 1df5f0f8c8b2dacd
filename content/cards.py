"""What the room holds: quotations, author lines, prompts, themes, situations, and the card that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: A quotation longer than this is shown by its first sanctioned excerpt, in characters.
CARD_LENGTH = 220


class Kind(StrEnum):
    """What sort of words these are; only the first two are somebody's speech."""

    SPEECH = "speech"
    PHRASE = "phrase"
    SAYING = "saying"
    AUTHOR_LINE = "author-line"


class Tone(StrEnum):
    """How the words sit with a heavy week: `light` ones rest near a solemn day."""

    PLAIN = "plain"
    LIGHT = "light"
    WEIGHTY = "weighty"


@dataclass(frozen=True, slots=True)
class Document:
    """Where words were published. `date` is an ISO date, or a bare year where the document prints no date.

    `url` is where a reader finds it, "" where nobody noted one.
    """

    id: str
    title: str
    author: str
    date: str
    date_as_printed: str
    publisher: str
    note: str = ""
    url: str = ""

    @property
    def year(self) -> str:
        """The year in which the words were printed."""
        return self.date[:4]

    @property
    def byline(self) -> str:
        """Title, author, publisher and date as one line of provenance."""
        return ", ".join(part for part in (f"“{self.title}”", self.author, self.publisher, self.when) if part)

    @property
    def when(self) -> str:
        """The date as a British reader expects it: "23 June 2021", or the year alone."""
        if len(self.date) == len("2021-06-23"):
            day = date.fromisoformat(self.date)
            return f"{day.day} {day:%B %Y}"
        return self.date


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, verbatim, with all that is needed to show them fairly.

    `pronoun` is the one the document prints ("he", "she"), or "" where it prints none: it is never inferred.
    `lead_in` stands before the opening quotation mark. `guard` is shown with the words. `note` is for editors.
    `show` is the number of the excerpt that a card shows, 0 for the usual choice.
    """

    id: str
    kind: Kind
    text: str
    document: Document
    themes: tuple[str, ...]
    speaker: str
    role: str
    organisation: str
    pronoun: str
    lead_in: str
    excerpts: tuple[str, ...]
    tone: Tone
    guard: str
    note: str
    owner: str
    review: date
    digest: str
    show: int = 0

    @property
    def shown(self) -> str:
        """The words for a card: all of them, or the first sanctioned excerpt when they are too long."""
        if self.show:
            return self.excerpts[self.show - 1]
        return self.text if len(self.text) <= CARD_LENGTH or not self.excerpts else self.excerpts[0]

    @property
    def attribution(self) -> str:
        """Speaker, role and organisation at the time, with the year."""
        who = f"{self.speaker}, then {self.role}" if self.role else self.speaker
        parts = [part for part in (who, self.organisation) if part]
        return f"{', '.join(parts)} ({self.document.year})"

    @property
    def voice(self) -> str:
        """Whose turn it was, for the rotation. A saying has no speaker, so it is its author's turn."""
        return self.speaker or self.document.author

    @property
    def is_from_a_man(self) -> bool:
        """Whether the document prints "he" for the speaker. Names say nothing here."""
        return self.pronoun == "he"


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """A sentence by an article's own author: hers alone, and never a panellist's or interviewee's."""

    id: str
    text: str
    document: Document
    themes: tuple[str, ...]
    occasion: str
    pronoun: str
    lead_in: str
    tone: Tone
    guard: str
    note: str
    owner: str
    review: date
    digest: str

    @property
    def kind(self) -> Kind:
        """Always a line of the author's own prose."""
        return Kind.AUTHOR_LINE

    @property
    def is_from_a_man(self) -> bool:
        """Whether the document prints "he" for its own author; none of ours prints any."""
        return self.pronoun == "he"

    @property
    def shown(self) -> str:
        """The words for a card."""
        return self.text

    @property
    def attribution(self) -> str:
        """The author and what she was writing about, with the year."""
        return f"{self.document.author}, {self.occasion} ({self.document.year})"

    @property
    def voice(self) -> str:
        """Whose turn it was, for the rotation."""
        return self.document.author


#: Words that were printed somewhere: somebody's speech, or an author's own line.
Said = Quotation | AuthorLine


@dataclass(frozen=True, slots=True)
class Prompt:
    """Our own writing: something to notice, one act for this week, one if-then line. At most sixty words together.

    `quotation` is the id of the words it carries, with the number of an excerpt after a slash where one serves the
    act best ("q06/2").
    `source` names the document or guide and the practice it grew from, as "id: practice". `occasions` are ids of
    awareness dates it was written for; such a prompt is shown near them only.
    """

    id: str
    situation: str
    themes: tuple[str, ...]
    notice: str
    act: str
    if_then: str
    quotation: str
    source: str
    tone: Tone
    occasions: tuple[str, ...]
    owner: str
    review: date

    @property
    def text(self) -> str:
        """The whole prompt in one piece, as it would be read aloud."""
        return f"{self.notice} {self.act} {self.if_then}"

    @property
    def carries(self) -> tuple[str, int]:
        """The id of the words it carries ("" for none) and the number of the excerpt to show (0 for the usual)."""
        name, _, number = self.quotation.partition("/")
        return name, int(number) if number.isdecimal() else 0

    @property
    def words(self) -> int:
        """How many words the reader is asked to read, the quotation apart."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject people ask for. `words` are what they type for it.

    `not_only` names voices that may not fill a run of quotations alone. `signpost` stands under the prompts that have
    the theme first: where to turn with more than a prompt can hold.
    """

    id: str
    name: str
    sentence: str
    words: tuple[str, ...]
    not_only: tuple[str, ...] = ()
    signpost: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the reader is in the middle of. `words` are what they type for it."""

    id: str
    name: str
    sentence: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to show: words, a prompt, or a prompt with the words it carries and the signpost of its theme."""

    id: str
    themes: tuple[str, ...]
    quotation: Said | None = None
    prompt: Prompt | None = None
    signpost: str = ""

    @property
    def theme(self) -> str:
        """The first theme, which is the one that counts when no theme may come twice running."""
        return self.themes[0]

    @property
    def subjects(self) -> frozenset[str]:
        """Every theme of the prompt and of the words it carries."""
        return frozenset((*self.themes, *(self.quotation.themes if self.quotation else ())))

    @property
    def voice(self) -> str:
        """Whose words it carries; "" when it carries none."""
        return self.quotation.voice if self.quotation else ""

    @property
    def is_from_a_man(self) -> bool:
        """Whether the words it carries are a man's, by the pronoun printed in their document."""
        return self.quotation is not None and self.quotation.is_from_a_man

    @property
    def tones(self) -> tuple[Tone, ...]:
        """The tone of each part."""
        return tuple(part.tone for part in (self.quotation, self.prompt) if part is not None)

    @property
    def plain_text(self) -> str:
        """All a person would see, without any mark-up: for a screen reader, a notification, a terminal."""
        lines = []
        if self.prompt:
            lines += [self.prompt.notice, self.prompt.act, self.prompt.if_then]
        if self.quotation:
            before = f"{self.quotation.lead_in} " if self.quotation.lead_in else ""
            lines += [f"{before}“{self.quotation.shown}”", f"— {self.quotation.attribution}"]
            lines += [self.quotation.guard] if self.quotation.guard else []
        lines += [self.signpost] if self.signpost else []
        return "\n".join(lines)
