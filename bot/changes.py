"""Every change of what a workspace has settled is made here, and remembered with both sides, so that it can be undone.

A side names what the change touched, each with its value; None means that there is nothing: a setting is the default
again, a day is not confirmed, an area has no terms, a card is not there, somebody is no content owner.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.own_words import own_records, words_of
from bot.store import calendars, own_content, workspaces
from bot.store.subscriptions import hold_all, plan_anew, release_all
from content.errors import ContentError, PackError
from content.own import OwnCard
from scheduling.errors import UnusableError

#: Two days of one observance that lie nearer together than this are the same occurrence of it.
SAME_OCCURRENCE = timedelta(days=60)

#: The most people whom a workspace's admins can name content owners: as many as its form shows at once.
MOST_OWNERS = 20

Side = Mapping[str, Any]


class TooManyOwnersError(UnusableError):
    """More people would be content owners than the form of the settings can show."""


class Part(StrEnum):
    """What a change is about, as it is stored."""

    POLICY = "policy"
    HOLD = "hold"
    OWNERS = workspaces.OWNERS
    DAYS = "confirmed day"
    TERMS = "school terms"
    WORDS = "words"


def change(
    connection: sa.Connection, workspace: str, part: Part, wanted: Side, *, by: str | None, now: datetime
) -> bool:
    """Make what is named so, and leave all else as it is at this moment; whether anything changed.

    `by` is the id of the person, for admins to see; None when a person at the terminal does it.
    """
    workspaces.locked_policy(connection, workspace, now)  # nobody else changes this workspace until we are done
    before = Standing(connection, workspace).of(part, wanted)
    touched = [name for name, value in wanted.items() if before[name] != value]
    if touched:
        after = {name: wanted[name] for name in touched}
        _WRITE[part](connection, workspace, after, by, now)
        if part in MOVES_PROMPTS:
            plan_anew(connection, workspace, now=now)
        if part not in _REMEMBERED_BY_THE_STORE:
            sides = {"before": {name: before[name] for name in touched}, "after": after}
            workspaces.record_change(connection, workspace, part=part, **sides, by=by, now=now)
    return bool(touched)


def change_words(
    connection: sa.Connection,
    workspace: str,
    records: Iterable[OwnCard] = (),
    *,
    removed: Collection[str] = (),
    by: str | None,
    now: datetime,
) -> bool:
    """Keep records of the workspace's own words, each over the one with its id, and delete others."""
    wanted: dict[str, Any] = dict.fromkeys(removed) | {record.card_id: as_written(record) for record in records}
    return change(connection, workspace, Part.WORDS, wanted, by=by, now=now)


def take_down(connection: sa.Connection, workspace: str, record: OwnCard, *, by: str | None, now: datetime) -> None:
    """Keep the record that takes somebody's words down, and take them out of the history: nothing brings them back."""
    change_words(connection, workspace, [record], by=by, now=now)
    workspaces.forget_sides(connection, workspace, Part.WORDS, record.card_id)


class Standing:
    """What holds now in a workspace, each part read once: for looking at many changes in one transaction."""

    def __init__(self, connection: sa.Connection, workspace: str) -> None:
        self._connection, self._workspace = connection, workspace
        self._read: dict[Part, Any] = {}

    def of(self, part: Part, names: Collection[str]) -> dict[str, Any]:
        """What holds of each of those names; None where there is nothing."""
        if part not in self._read:
            self._read[part] = _READ[part](self._connection, self._workspace)
        found = self._read[part]
        if part is Part.DAYS:
            return {name: next((f"{one.day}" for one in _same(name, found)), None) for name in names}
        return {name: found.get(name) for name in names}


def day_name(observance: str, near: date) -> str:
    """The name under which a change speaks of an occurrence: its observance, and a day near which it falls."""
    return f"{observance} {near}"


def day_of_name(name: str) -> tuple[str, date]:
    """The observance and the day of such a name."""
    observance, _, near = name.rpartition(" ")
    return observance, date.fromisoformat(near)


def as_written(record: OwnCard) -> dict[str, Any]:
    """A record as a change remembers it."""
    review = record.review_on.isoformat() if record.review_on else None
    return asdict(record) | {"body": None if record.body is None else dict(record.body), "review_on": review}


def terms_as_written(calendar: calendars.TermCalendar) -> dict[str, Any]:
    """A term calendar as a change remembers it."""
    holidays = [[one.name, f"{one.first}", f"{one.last}"] for one in calendar.holidays]
    reach = {"fetched": f"{calendar.fetched_on}", "first": f"{calendar.first}", "last": f"{calendar.last}"}
    return reach | {"holidays": holidays}


def _same(name: str, confirmed: Iterable[calendars.Override]) -> list[calendars.Override]:
    """The confirmations of the occurrence of that name."""
    observance, near = day_of_name(name)
    return [one for one in confirmed if one.observance_id == observance and abs(one.day - near) < SAME_OCCURRENCE]


def _policy(connection: sa.Connection, workspace: str) -> dict[str, Any]:
    return dict(workspaces.workspace_of(connection, workspace).policy)


def _held(connection: sa.Connection, workspace: str) -> dict[str, Any]:
    return {"hold": workspaces.workspace_of(connection, workspace).held_at is not None}


def _terms(connection: sa.Connection, workspace: str) -> dict[str, Any]:
    return {one.area: terms_as_written(one) for one in calendars.term_calendars_of(connection, workspace)}


def _words(connection: sa.Connection, workspace: str) -> dict[str, Any]:
    return {record.card_id: as_written(record) for record in own_records(connection, workspace)}


def _choose(connection: sa.Connection, workspace: str, side: Side, by: str | None, now: datetime) -> None:
    policy = {**workspaces.locked_policy(connection, workspace, now), **side}
    kept = {name: value for name, value in policy.items() if value is not None}
    workspaces.save_policy(connection, workspace, kept, by=by, now=now)


def _switch(connection: sa.Connection, workspace: str, side: Side, by: str | None, now: datetime) -> None:
    if side["hold"]:
        workspaces.hold(connection, workspace, by=by, now=now)
        hold_all(connection, workspace, now=now)
    else:
        workspaces.release(connection, workspace, by=by, now=now)
        release_all(connection, workspace, now=now)


def _owners(connection: sa.Connection, workspace: str) -> dict[str, Any]:
    return dict.fromkeys(workspaces.content_owners_of(connection, workspace), True)


def _name_owners(connection: sa.Connection, workspace: str, side: Side, by: str | None, now: datetime) -> None:
    del by
    named = {user for user, wanted in side.items() if wanted}
    workspaces.change_content_owners(connection, workspace, named=named, removed=side.keys() - named, now=now)
    if named and (owners := len(workspaces.content_owners_of(connection, workspace))) > MOST_OWNERS:
        sentence = f"That would make {owners} content owners, and {MOST_OWNERS} are the most. Take somebody out first."
        raise TooManyOwnersError(sentence, value=owners)


def _confirm(connection: sa.Connection, workspace: str, side: Side, by: str | None, now: datetime) -> None:
    """One day for an occurrence: another confirmation of it goes."""
    for name, wanted in side.items():
        observance = day_of_name(name)[0]
        for one in _same(name, calendars.overrides_of(connection, workspace)):
            calendars.remove_override(connection, workspace, observance, one.day)
        if wanted is not None:
            calendars.save_override(connection, workspace, observance, date.fromisoformat(wanted), by=by, now=now)


def _keep_terms(connection: sa.Connection, workspace: str, side: Side, by: str | None, now: datetime) -> None:
    del by
    for area, written in side.items():
        if written is None:
            calendars.remove_term_calendar(connection, workspace, area)
        else:
            calendars.save_term_calendar(connection, workspace, _calendar(area, written), now=now)


def _calendar(area: str, written: Mapping[str, Any]) -> calendars.TermCalendar:
    fetched, first, last = (date.fromisoformat(written[name]) for name in ("fetched", "first", "last"))
    holidays = tuple(
        calendars.SchoolHoliday(name, date.fromisoformat(begins), date.fromisoformat(ends))
        for name, begins, ends in written["holidays"]
    )
    return calendars.TermCalendar(area, fetched, first, last, holidays)


def _keep_words(connection: sa.Connection, workspace: str, side: Side, by: str | None, now: datetime) -> None:
    del by
    for card, written in side.items():
        if written is None:
            own_content.remove_own_card(connection, workspace, card)
        else:
            review = written["review_on"]
            values = {**written, "review_on": None if review is None else date.fromisoformat(review)}
            own_content.save_own_card(connection, workspace, own_content.OwnCard(**values), now=now)
    try:
        words_of(connection, workspace)
    except PackError:
        sentence = "Another card cites the same source, so it cannot be taken away. Delete that card first."
        raise ContentError(sentence, value=", ".join(side)) from None


_READ: Mapping[Part, Callable[[sa.Connection, str], Any]] = {
    Part.POLICY: _policy,
    Part.HOLD: _held,
    Part.OWNERS: _owners,
    Part.DAYS: calendars.overrides_of,
    Part.TERMS: _terms,
    Part.WORDS: _words,
}
_WRITE: Mapping[Part, Callable[[sa.Connection, str, Side, str | None, datetime], None]] = {
    Part.POLICY: _choose,
    Part.HOLD: _switch,
    Part.OWNERS: _name_owners,
    Part.DAYS: _confirm,
    Part.TERMS: _keep_terms,
    Part.WORDS: _keep_words,
}
#: Parts whose changes can move the days on which channel prompts are posted.
MOVES_PROMPTS = frozenset({Part.POLICY, Part.DAYS})
_REMEMBERED_BY_THE_STORE = frozenset({Part.POLICY, Part.HOLD})
