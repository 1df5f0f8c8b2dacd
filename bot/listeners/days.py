"""A workspace's own days: confirmed observances and calendars of school terms, added, replaced and removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_bolt import App

from bot.asking import Ask
from bot.changes import SAME_OCCURRENCE, Part, change, day_name, day_of_name, terms_as_written
from bot.desk import Desk
from bot.files import fetch
from bot.listeners import settings
from bot.listeners.answering import on_action, on_form
from bot.listeners.silencing import keep_to_the_calendar
from bot.store import calendars
from bot.upcoming import next_weeks
from bot.views import days as views
from bot.views.blocks import Block
from scheduling.observances import Certainty
from scheduling.observances import Override as Confirmation
from scheduling.observances.names import BANK_HOLIDAY
from scheduling.observances.overrides import require_possible
from scheduling.reading.calfile.terms import read_term_calendar
from scheduling.terms import TermCalendar
from scheduling.wording.dates import day_in_full

#: How far ahead an expected day can be confirmed, in weeks.
AHEAD = 60
#: Areas of one workspace whose terms are kept.
MOST_AREAS = 15


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the buttons and the forms."""
    on_action(app, views.DAYS, lambda ask: ask.show(_listed(desk, ask)))
    on_action(app, views.MORE, lambda ask: ask.show(_listed(desk, ask, start=int(ask.value)), replace=True),
              numbered=True)  # fmt: skip
    on_action(app, views.CONFIRM, lambda ask: ask.show(_confirm_form(desk, ask), replace=True))
    on_action(app, views.UNCONFIRM, lambda ask: _unconfirm(desk, ask))
    on_action(app, views.TERMS, lambda ask: ask.show(_terms_form(desk, ask), replace=True))
    on_action(app, views.REPLACE, lambda ask: ask.show(_terms_form(desk, ask, area=ask.value), replace=True))
    on_action(app, views.REMOVE, lambda ask: _remove_terms(desk, ask))
    on_form(app, views.CONFIRM_FORM, lambda ask: _confirm(desk, ask), after=lambda ask: _confirmed(desk, ask))
    on_form(app, views.TERMS_FORM, lambda ask: _import_terms(desk, ask), after=lambda ask: settings.refresh(desk, ask))


def _listed(desk: Desk, ask: Ask, *, told: str = "", notes: Sequence[str] = (), start: int = 0) -> Block:
    place = settings.allowed(desk, ask)
    return views.listed(place, told=told, notes=notes, start=start, kept=settings.carried(ask))


def _confirm_form(desk: Desk, ask: Ask) -> Block:
    place = settings.allowed(desk, ask)
    coming = next_weeks(today=desk.today_of(ask), policy=place.policy, weeks=AHEAD)
    open_to_it = (Certainty.EXPECTED, Certainty.ANNOUNCED)
    days = [one for one in coming.found if one.certainty in open_to_it and one.id != BANK_HOLIDAY]
    here = {one.observance_id for one in place.confirmed}
    days = [one for one in days if one.certainty is Certainty.EXPECTED or one.id in here]
    return views.confirm_form(days, kept=settings.carried(ask))


def _confirm(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    place = settings.allowed(desk, ask)
    identity, day = str(ask.chosen["observance"]), date.fromisoformat(str(ask.chosen["day"]))
    others = [one for one in place.policy.overrides if one.id != identity or abs(one.day - day) >= SAME_OCCURRENCE]
    try:
        require_possible(Confirmation(identity, day), others)
    except ValueError as error:
        return {"day": str(error)[:300]}
    with desk.writing(ask) as connection:
        wanted = {day_name(identity, day): f"{day}"}
        change(connection, ask.team, Part.DAYS, wanted, by=ask.user, now=desk.clock())
    desk.workplaces.forget(ask.team)
    return _listed(desk, ask, told="Confirmed. Checks and channel prompts go by this day from now on.")


def _confirmed(desk: Desk, ask: Ask) -> None:
    """Once the form is acknowledged: the settings follow, and channel prompts follow the day."""
    settings.refresh(desk, ask)
    keep_to_the_calendar(desk, ask)


def _unconfirm(desk: Desk, ask: Ask) -> None:
    settings.allowed(desk, ask)
    day_of_name(ask.value)
    with desk.writing(ask) as connection:
        changed = change(connection, ask.team, Part.DAYS, {ask.value: None}, by=ask.user, now=desk.clock())
    settings.refresh(desk, ask)
    told = "Removed. The day counts as expected again." if changed else "It was removed before."
    ask.show(_listed(desk, ask, told=told), replace=True)
    keep_to_the_calendar(desk, ask)


def _terms_form(desk: Desk, ask: Ask, *, area: str = "") -> Block:
    place = settings.allowed(desk, ask)
    suggested = area or (place.policy.place.name if not place.terms else "")
    return views.terms_form(suggested, kept=settings.carried(ask))


def _import_terms(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    place = settings.allowed(desk, ask)
    area = " ".join(str(ask.chosen.get("area") or "").split())
    if not area:
        return {"area": "Name the council or school whose terms they are."}
    known = {one.area.casefold(): one.area for one in place.terms}
    if area.casefold() not in known and len(known) >= MOST_AREAS:
        return {"area": f"Terms of {MOST_AREAS} areas are the most. Remove one first, or replace it."}
    area = known.get(area.casefold(), area)
    now = desk.clock()
    try:
        read = _read(ask, desk, area)
    except ValueError as error:
        if not getattr(error, "for_people", False):
            raise
        return {"file": str(error)[:300]}
    if read.last < desk.today_of(ask):
        return {"file": f"These terms end on {day_in_full(read.last)}, which is past. Look for a newer calendar."}
    holidays = tuple(calendars.SchoolHoliday(one.name[:200], one.first, one.last) for one in read.holidays)
    kept = calendars.TermCalendar(area, read.fetched, read.first, read.last, holidays)
    with desk.writing(ask) as connection:
        change(connection, ask.team, Part.TERMS, {area: terms_as_written(kept)}, by=ask.user, now=now)
    desk.workplaces.forget(ask.team)
    return _listed(desk, ask, told=views.understood(kept), notes=views.not_understood(read.passed_over))


def _read(ask: Ask, desk: Desk, area: str) -> TermCalendar:
    data = fetch(ask.client, (ask.chosen.get("file") or [{}])[0], most=desk.limits.files.size)
    now = desk.clock().date()
    return read_term_calendar(data, area=area, fetched=now, tz=desk.settings.tz, limits=desk.limits.files)


def _remove_terms(desk: Desk, ask: Ask) -> None:
    settings.allowed(desk, ask)
    with desk.writing(ask) as connection:
        changed = change(connection, ask.team, Part.TERMS, {ask.value: None}, by=ask.user, now=desk.clock())
    settings.refresh(desk, ask)
    told = f"{ask.value}: removed. Term time is assumed there." if changed else "They were removed before."
    ask.show(_listed(desk, ask, told=told), replace=True)
