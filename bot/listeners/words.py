"""A workspace's own words: content owners list, hide and bring back cards, and add, edit and delete their own."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta

from slack_bolt import App

from bot.asking import Ask
from bot.changes import change_words
from bot.desk import Desk
from bot.errors import GoneError
from bot.listeners import settings
from bot.listeners.answering import on_action, on_form
from bot.own_words import own_records, words_of
from bot.views import word_forms as forms
from bot.views import words as views
from bot.views.blocks import Block
from content import drafts, library, own
from content.cards import Card
from content.errors import NothingFoundError, PackError
from content.library import Library
from content.own import OwnCard

#: A new card is looked at again after this long, unless its writer says otherwise.
REVIEWED_AFTER = timedelta(days=365)


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the buttons, the list and the form."""
    on_action(app, views.HIDE, lambda ask: _hide(desk, ask))
    on_action(app, views.RESTORE, lambda ask: _restore(desk, ask))
    on_action(app, views.OURS, lambda ask: ask.show(_listed(desk, ask)))
    on_action(app, views.WHICH, lambda ask: ask.show(_listed(desk, ask, at=ask.value), replace=True))
    on_action(app, views.PAGES, lambda ask: ask.show(_listed(desk, ask, at=ask.value), replace=True), numbered=True)
    on_action(app, views.LIST_HIDE, lambda ask: _from_list(desk, ask, hidden=True))
    on_action(app, views.LIST_RESTORE, lambda ask: _from_list(desk, ask, hidden=False))
    on_action(app, views.DELETE, lambda ask: _delete(desk, ask))
    on_action(app, views.ADD_PROMPT, lambda ask: ask.show(_new_form(desk, ask, "prompt"), replace=True))
    on_action(app, views.ADD_QUOTATION, lambda ask: ask.show(_new_form(desk, ask, "quotation"), replace=True))
    on_action(app, views.EDIT, lambda ask: ask.show(_edit_form(desk, ask), replace=True))
    on_form(app, forms.FORM, lambda ask: _save(desk, ask), after=lambda ask: settings.refresh(desk, ask))


def _hide(desk: Desk, ask: Ask) -> None:
    settings.allowed(desk, ask)
    _put(desk, ask, ask.value, hidden=True)
    ask.reply(views.hidden(ask.value), replace=True)


def _restore(desk: Desk, ask: Ask) -> None:
    settings.allowed(desk, ask)
    _put(desk, ask, ask.value, hidden=False)
    ask.reply(views.restored(), replace=True)


def _put(desk: Desk, ask: Ask, card: str, *, hidden: bool) -> None:
    with _told_if_gone(), desk.writing(ask) as connection:
        act = own.hide if hidden else own.restore
        record = act(card, library.load(), own_records(connection, ask.team))
        change_words(connection, ask.team, [record], by=ask.user, now=desk.clock())


@contextmanager
def _told_if_gone() -> Iterator[None]:
    """A card of the list that somebody else deleted meanwhile. Raises GoneError."""
    try:
        yield
    except NothingFoundError as error:
        sentence = "This card was deleted meanwhile. It can be brought back under All changes."
        raise GoneError(sentence, value=error.value) from None


def _listed(desk: Desk, ask: Ask, *, at: str = views.FIRST, told: str = "", saved: str = "") -> Block:
    """One page of a list; `at` names the list and where the page starts."""
    settings.allowed(desk, ask)
    with desk.store.read() as connection:
        records = own_records(connection, ask.team)
        words = words_of(connection, ask.team)
    which, _, start = at.partition(" ")
    which = which if which in views.LISTS else views.FIRST
    cards = _cards(which, words, records)
    first = min(int(start or 0), max(0, (len(cards) - 1) // views.PAGE * views.PAGE))
    return views.listed(
        cards,
        which=which,
        start=first,
        today=desk.today_of(ask),
        told=told,
        saved=words.card(saved) if saved and saved not in words.hidden else None,
        kept=settings.carried(ask),
    )


def _cards(which: str, words: Library, records: list[OwnCard]) -> list[views.Listed]:
    """The cards of a list: the workspace's own by the day of their review, the built-in ones in their order."""
    bodies = {record.card_id for record in records if record.body is not None}
    built_in = {one.id for one in (*library.load().said, *library.load().prompts)}
    found = [
        views.Listed(
            card,
            _review(card),
            hidden=card.id in words.hidden,
            ours=card.id in bodies - built_in,
            version=card.id in bodies & built_in,
        )
        for card in words.all_cards
    ]
    if which == "own":
        return sorted((one for one in found if one.card.id in bodies), key=lambda one: (one.due, one.card.id))
    if which == "hidden":
        return [one for one in found if one.hidden]
    return [one for one in found if one.card.id in built_in and (one.card.prompt is None) == (which == "quotations")]


def _review(card: Card) -> date:
    thing = card.prompt or card.quotation
    assert thing is not None, "a card shows something"
    return thing.review


def _from_list(desk: Desk, ask: Ask, *, hidden: bool) -> None:
    """Hide or show a card of the list, and show the list anew where it was."""
    settings.allowed(desk, ask)
    card, _, at = ask.value.partition(" ")
    _put(desk, ask, card, hidden=hidden)
    settings.refresh(desk, ask)
    told = "Hidden in the whole workspace." if hidden else "Shown again in the whole workspace."
    ask.show(_listed(desk, ask, at=at, told=told), replace=True)


def _delete(desk: Desk, ask: Ask) -> None:
    settings.allowed(desk, ask)
    card, _, at = ask.value.partition(" ")
    with _told_if_gone(), desk.writing(ask) as connection:
        gone = drafts.deleted(card, library.load(), own_records(connection, ask.team))
        change_words(connection, ask.team, removed=gone, by=ask.user, now=desk.clock())
    settings.refresh(desk, ask)
    ask.show(_listed(desk, ask, at=at, told="Deleted. It can be brought back under All changes."), replace=True)


def _new_form(desk: Desk, ask: Ask, kind: str) -> Block:
    settings.allowed(desk, ask)
    return _form(desk, ask, kind, {}, card=f"own-{secrets.token_hex(4)}", new=True)


def _edit_form(desk: Desk, ask: Ask) -> Block:
    settings.allowed(desk, ask)
    with _told_if_gone(), desk.store.read() as connection:
        kind, fields = drafts.written(ask.value, library.load(), own_records(connection, ask.team))
    return _form(desk, ask, kind, fields, card=ask.value, new=False)


def _form(desk: Desk, ask: Ask, kind: str, fields: forms.Fields, *, card: str, new: bool) -> Block:
    words, today = library.load(), desk.today_of(ask)
    review = date.fromisoformat(str(fields["review"])) if "review" in fields else today
    return forms.form(
        kind,
        fields,
        situations=words.situations,
        themes=words.themes,
        review=review if review > today else today + REVIEWED_AFTER,
        new=new,
        kept=settings.carried(ask, card=card, kind=kind, new=new),
    )


def _save(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    settings.allowed(desk, ask)
    carried = json.loads(ask.kept)
    card, kind = str(carried["card"]), str(carried["kind"])
    entered = forms.entered(ask.chosen)
    today = desk.today_of(ask)
    try:
        with _told_if_gone(), desk.writing(ask) as connection:
            own_now = own_records(connection, ask.team)
            new = bool(carried["new"]) and card not in {record.card_id for record in own_now}
            records = drafts.drafted(card, kind, entered, library.load(), own_now, today=today, new=new)
            change_words(connection, ask.team, records, by=ask.user, now=desk.clock())
    except PackError as error:
        return _at_fields(error, ask.chosen)
    told = "Added. From now on it comes up like any other." if carried["new"] else "Saved."
    return _listed(desk, ask, told=told, saved=card)


def _at_fields(error: PackError, fields: Mapping[str, object]) -> dict[str, str]:
    """Each fault at its field; what belongs to none stands at the first."""
    first = next(iter(fields), "")
    told: dict[str, str] = {}
    for problem in error.problems:
        at = problem.key if problem.key in fields else first
        told[at] = f"{told[at]} {problem.reason}" if at in told else problem.reason
    return {at: reason[:300] for at, reason in told.items()}
