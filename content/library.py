"""The public face of the room: the built-in words, loaded once, found by what people type, and dealt out by rule.

from content import library

card = library.quote("listening", today=today, history=shown)
card = library.reflect("chairing", today=today, history=shown)
words = library.load()
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from importlib import resources
from itertools import islice
from typing import TypeVar

from content import finding, rotation
from content.cards import AuthorLine, Card, Document, Prompt, Quotation, Said, Situation, Theme
from content.entry import read_tables
from content.errors import NothingFoundError
from content.finding import Found
from content.pack import Pack, read_pack
from content.rotation import Pick, Shown, Steer

_Thing = TypeVar("_Thing")

__all__ = [
    "AuthorLine",
    "Card",
    "Document",
    "Found",
    "Library",
    "Pick",
    "Prompt",
    "Quotation",
    "Said",
    "Shown",
    "Situation",
    "Steer",
    "Theme",
    "load",
    "quote",
    "reflect",
]


@dataclass(frozen=True)
class Library:
    """Everything that can be shown, in the order of the files. `hidden` are ids that stay in it but are not shown."""

    documents: tuple[Document, ...]
    quotations: tuple[Quotation, ...]
    author_lines: tuple[AuthorLine, ...]
    prompts: tuple[Prompt, ...]
    themes: tuple[Theme, ...]
    situations: tuple[Situation, ...]
    hidden: frozenset[str] = frozenset()

    @property
    def said(self) -> tuple[Said, ...]:
        """Quotations and author lines together."""
        return self.quotations + self.author_lines

    @cached_property
    def quotation_cards(self) -> tuple[Card, ...]:
        """A card for each quotation and author line that is not hidden."""
        return tuple(Card(name, said.themes, said) for name, said in self._said.items() if name not in self.hidden)

    @cached_property
    def prompt_cards(self) -> tuple[Card, ...]:
        """A card for each prompt that is not hidden, with the quotation it carries unless that is hidden.

        Prompts written for an occasion are left out; `cards_for` has them.
        """
        return tuple(self._prompt_card(prompt) for prompt in self._open_prompts if not prompt.occasions)

    def cards_for(self, occasions: AbstractSet[str]) -> tuple[Card, ...]:
        """The prompts written for any of these awareness dates."""
        return tuple(self._prompt_card(p) for p in self._open_prompts if not occasions.isdisjoint(p.occasions))

    def prompt_for(
        self,
        day: date,
        cards: Sequence[Card],
        *,
        history: Sequence[Shown] = (),
        steer: Steer | None = None,
        seed: str = "",
        occasions: AbstractSet[str] = frozenset(),
    ) -> Pick:
        """The prompt for a channel's post on that day: one written for the day, if it has one that was not shown in
        the last half year, else the next of `cards`.

        Raises NothingFoundError when there are no cards.
        """
        lately = {shown.card for shown in history if day - shown.on < timedelta(days=180)}
        written = [card for card in self.cards_for(occasions) if card.id not in lately]
        return self.pick(written or cards, today=day, history=history, steer=steer, seed=seed)

    @cached_property
    def all_cards(self) -> tuple[Card, ...]:
        """Every card there is, hidden ones and those for an occasion too: what a history may speak of."""
        everything = replace(self, hidden=frozenset())
        return everything.quotation_cards + tuple(everything._prompt_card(prompt) for prompt in self.prompts)

    def card(self, name: str) -> Card:
        """The card with that id. Raises NothingFoundError when there is none or it is hidden."""
        for card in self.all_cards:
            if card.id == name and name not in self.hidden:
                return self._prompt_card(card.prompt) if card.prompt else card
        raise NothingFoundError(f'There is no card "{name[:60]}".', value=name)

    def words(self, name: str) -> Said | None:
        """The quotation or author line with that id, hidden or not."""
        return self._said.get(name)

    def theme(self, name: str) -> Theme | None:
        """The theme with that id."""
        return next((theme for theme in self.themes if theme.id == name), None)

    def situation(self, name: str) -> Situation | None:
        """The situation with that id."""
        return next((situation for situation in self.situations if situation.id == name), None)

    def find_quotations(self, about: str) -> Found:
        """The quotation cards a person means by those words. Raises NothingFoundError, with suggestions."""
        return finding.find(about, self.quotation_cards, self)

    def find_prompts(self, about: str) -> Found:
        """The prompt cards a person means by those words. Raises NothingFoundError, with suggestions."""
        return finding.find(about, self.prompt_cards, self)

    def quote(
        self,
        about: str | None = None,
        *,
        today: date,
        history: Sequence[Shown] = (),
        steer: Steer | None = None,
        seed: str = "",
    ) -> Card:
        """The quotation to show next to somebody who was shown `history`: on a theme, by a speaker, or a good mix.

        Raises NothingFoundError when nothing fits, or when everything is hidden.
        """
        found = self.find_quotations(about) if about and about.strip() else Found("", self.quotation_cards)
        return self._deal(found, today, history, steer, seed).card

    def reflect(
        self,
        about: str | None = None,
        *,
        today: date,
        history: Sequence[Shown] = (),
        steer: Steer | None = None,
        seed: str = "",
    ) -> Card:
        """The prompt to show next to a person or in a channel: on a theme, for a situation, or a good mix.

        Raises NothingFoundError when nothing fits, or when everything is hidden.
        """
        found = self.find_prompts(about) if about and about.strip() else Found("", self.prompt_cards)
        return self._deal(found, today, history, steer, seed).card

    def pick(
        self,
        cards: Sequence[Card],
        *,
        today: date,
        history: Sequence[Shown] = (),
        steer: Steer | None = None,
        seed: str = "",
    ) -> Pick:
        """The next of these cards, with the rules that gave way. Raises NothingFoundError when there are no cards."""
        return self._deal(Found("", tuple(cards)), today, history, steer, seed)

    def quotation_of_the_day(self, about: str = "", *, today: date, another: int = 0) -> Card:
        """The quotation of the day where nothing is remembered, the same for everybody; `another` steps on from it.

        Raises NothingFoundError as `quote` does.
        """
        found = self.find_quotations(about) if about.strip() else Found("", self.quotation_cards)
        return self._of_the_day(found, today, another)

    def prompt_of_the_day(self, about: str = "", *, today: date, another: int = 0) -> Card:
        """The prompt of the day where nothing is remembered, the same for everybody; `another` steps on from it.

        Raises NothingFoundError as `reflect` does.
        """
        found = self.find_prompts(about) if about.strip() else Found("", self.prompt_cards)
        return self._of_the_day(found, today, another)

    @cached_property
    def not_only(self) -> Mapping[str, tuple[str, ...]]:
        """For each theme that names them, the voices that may not fill a run alone."""
        return {theme.id: theme.not_only for theme in self.themes if theme.not_only}

    @cached_property
    def _said(self) -> Mapping[str, Said]:
        return {words.id: words for words in self.said}

    @cached_property
    def _signposts(self) -> Mapping[str, str]:
        return {theme.id: theme.signpost for theme in self.themes if theme.signpost}

    @cached_property
    def _open_prompts(self) -> tuple[Prompt, ...]:
        return tuple(prompt for prompt in self.prompts if prompt.id not in self.hidden)

    def _prompt_card(self, prompt: Prompt) -> Card:
        name, excerpt = prompt.carries
        carried = None if name in self.hidden else self._said.get(name)
        if isinstance(carried, Quotation) and 0 < excerpt <= len(carried.excerpts):
            carried = replace(carried, show=excerpt)
        return Card(prompt.id, prompt.themes, carried, prompt, self._signposts.get(prompt.themes[0], ""))

    def _of_the_day(self, found: Found, today: date, another: int) -> Card:
        """Deal a card a day from the first of the year, so that the rules hold from day to day without a memory."""
        first = date(today.year, 1, 1)
        day = (today - first).days
        if another < len(found.closest):
            return found.closest[(day + another) % len(found.closest)]
        days = rotation.walk(
            found.cards, start=first, every=timedelta(days=1), not_only=self.not_only, seed=f"{today.year}"
        )
        for _, pick in islice(days, day + another, None):
            return pick.card
        raise NothingFoundError("There is nothing to show: every card is hidden.")

    def _deal(self, found: Found, today: date, history: Sequence[Shown], steer: Steer | None, seed: str) -> Pick:
        seen = {shown.card for shown in history}
        pick = rotation.choose(
            [card for card in found.closest if card.id not in seen] or found.cards,
            history,
            today=today,
            known=self.all_cards,
            not_only=self.not_only,
            steer=steer,
            seed=seed,
        )
        if pick is None:
            raise NothingFoundError("There is nothing to show: every card is hidden.")
        return pick


@cache
def load() -> Library:
    """The built-in library, read once for each process. Raises PackError for a mistake in our own files."""
    here = resources.files(__package__)
    packs: list[Pack] = []
    for folder in ("quotes", "prompts"):
        files = sorted((file for file in here.joinpath(folder).iterdir() if file.name.endswith(".toml")), key=str)
        packs += [read_pack(file.read_text("utf-8"), f"content/{folder}/{file.name}") for file in files]
    themes, situations = read_themes(here.joinpath("themes.toml").read_text("utf-8"), "content/themes.toml")
    return Library(
        documents=tuple(_all(pack.documents for pack in packs)),
        quotations=tuple(_all(pack.quotations for pack in packs)),
        author_lines=tuple(_all(pack.author_lines for pack in packs)),
        prompts=tuple(_all(pack.prompts for pack in packs)),
        themes=themes,
        situations=situations,
    )


def quote(about: str | None = None, *, today: date, history: Sequence[Shown] = (), seed: str = "") -> Card:
    """`Library.quote` of the built-in library."""
    return load().quote(about, today=today, history=history, seed=seed)


def reflect(about: str | None = None, *, today: date, history: Sequence[Shown] = (), seed: str = "") -> Card:
    """`Library.reflect` of the built-in library."""
    return load().reflect(about, today=today, history=history, seed=seed)


def read_themes(source: str, file: str) -> tuple[tuple[Theme, ...], tuple[Situation, ...]]:
    """The themes and situations of a TOML text. Raises PackError."""
    tables = read_tables(source, file)
    themes = tuple(
        Theme(
            id=row.text("id"),
            name=row.text("name"),
            sentence=row.text("sentence"),
            words=row.texts("words"),
            not_only=row.texts("not_only"),
            signpost=row.text("signpost", ""),
        )
        for row in tables["theme"]
    )
    situations = tuple(
        Situation(row.text("id"), row.text("name"), row.text("sentence"), row.texts("words"))
        for row in tables["situation"]
    )
    return themes, situations


def _all(groups: Iterable[Sequence[_Thing]]) -> list[_Thing]:
    return [thing for group in groups for thing in group]
