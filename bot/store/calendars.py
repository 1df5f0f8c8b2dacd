"""A workspace's own days: imported term calendars, and observances whose day a person confirmed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.store.tables import overrides, term_calendars
from bot.store.upsert import insert_or_update
from bot.store.workspaces import add_workspace


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A stretch without school, both days inclusive."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TermCalendar:
    """The school holidays of one area, the day they were fetched, and the days from `first` to `last` it speaks of."""

    area: str
    fetched_on: date
    first: date
    last: date
    holidays: tuple[SchoolHoliday, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """A person confirmed that this observance is on this day. `confirmed_by` is a user id, for admins."""

    observance_id: str
    day: date
    confirmed_by: str | None
    confirmed_at: datetime


def term_calendars_of(connection: sa.Connection, workspace: str) -> list[TermCalendar]:
    """Every imported calendar, by area."""
    query = sa.select(term_calendars).where(term_calendars.c.workspace_id == workspace).order_by(term_calendars.c.area)
    return [_calendar(row) for row in connection.execute(query).mappings()]


def save_term_calendar(connection: sa.Connection, workspace: str, calendar: TermCalendar, *, now: datetime) -> None:
    """Keep the calendar of an area in place of an earlier one."""
    add_workspace(connection, workspace, now)
    written = [[holiday.name, f"{holiday.first}", f"{holiday.last}"] for holiday in calendar.holidays]
    values = {
        "workspace_id": workspace,
        "area": calendar.area,
        "fetched_on": calendar.fetched_on,
        "first_day": calendar.first,
        "last_day": calendar.last,
        "holidays": written,
    }
    insert_or_update(connection, term_calendars, values)


def remove_term_calendar(connection: sa.Connection, workspace: str, area: str) -> bool:
    """Delete it; whether it was there."""
    same = (term_calendars.c.workspace_id == workspace, term_calendars.c.area == area)
    return connection.execute(term_calendars.delete().where(*same)).rowcount == 1


def overrides_of(connection: sa.Connection, workspace: str) -> list[Override]:
    """Every confirmed day, earliest first."""
    query = (
        sa.select(overrides)
        .where(overrides.c.workspace_id == workspace)
        .order_by(overrides.c.day, overrides.c.observance_id)
    )
    return [_override(row) for row in connection.execute(query).mappings()]


def overrides_in(connection: sa.Connection, ids: Collection[str]) -> dict[str, list[Override]]:
    """The confirmed days of several workspaces at once; one without any is not in the answer."""
    query = sa.select(overrides).where(overrides.c.workspace_id.in_(ids))
    found: dict[str, list[Override]] = {}
    for row in connection.execute(query.order_by(overrides.c.day, overrides.c.observance_id)).mappings():
        found.setdefault(row["workspace_id"], []).append(_override(row))
    return found


def save_override(
    connection: sa.Connection, workspace: str, observance: str, on: date, *, by: str | None, now: datetime
) -> None:
    """Confirm a day."""
    add_workspace(connection, workspace, now)
    values = {"observance_id": observance, "day": on, "confirmed_by": by, "confirmed_at": now}
    insert_or_update(connection, overrides, {"workspace_id": workspace, **values})


def remove_override(connection: sa.Connection, workspace: str, observance: str, on: date) -> bool:
    """Take the confirmation back; whether it was there."""
    same = (
        overrides.c.workspace_id == workspace,
        overrides.c.observance_id == observance,
        overrides.c.day == on,
    )
    return connection.execute(overrides.delete().where(*same)).rowcount == 1


def _override(row: sa.RowMapping) -> Override:
    return Override(row["observance_id"], row["day"], row["confirmed_by"], row["confirmed_at"])


def _calendar(row: sa.RowMapping) -> TermCalendar:
    holidays = _read(row["holidays"])
    first = row["first_day"] or min((holiday.first for holiday in holidays), default=row["last_day"])
    return TermCalendar(row["area"], row["fetched_on"], first, row["last_day"], holidays)


def _read(holidays: Sequence[Sequence[str]]) -> tuple[SchoolHoliday, ...]:
    return tuple(
        SchoolHoliday(name, date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in holidays
    )
