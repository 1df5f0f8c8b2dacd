"""`/ally settings`: read by everybody; changed, confirmed, held and undone by workspace admins and content owners."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.errors import NotAllowedError
from bot.files import fetch
from bot.listeners.answering import on_action, on_form
from bot.listeners.silencing import hold_all, release_all
from bot.store import calendars, workspaces
from bot.upcoming import next_weeks
from bot.views import settings as views
from bot.views.blocks import Block
from bot.views.settings_hours import STORED
from bot.workplace import Workplace
from scheduling.observances import Certainty, find
from scheduling.observances import Override as Confirmation
from scheduling.observances.overrides import require_possible
from scheduling.places import find_place
from scheduling.policy import Policy
from scheduling.reading.calfile.terms import read_term_calendar

#: How far ahead an expected day can be confirmed, in weeks.
AHEAD = 60


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the buttons and forms of the settings."""
    on_action(app, views.CHANGE, lambda ask: ask.show(_form(desk, ask)))
    on_action(app, views.CONFIRM, lambda ask: ask.show(_confirm_form(desk, ask)))
    on_action(app, views.TERMS, lambda ask: ask.show(_terms_form(desk, ask)))
    on_action(app, views.HOLD, lambda ask: switch(desk, ask, hold=True))
    on_action(app, views.RELEASE, lambda ask: switch(desk, ask, hold=False))
    on_action(app, views.UNDO, lambda ask: _undo(desk, ask))
    on_form(app, views.FORM, lambda ask: _save(desk, ask))
    on_form(app, views.CONFIRM_FORM, lambda ask: _confirm(desk, ask))
    on_form(app, views.TERMS_FORM, lambda ask: _import_terms(desk, ask))


def show(desk: Desk, ask: Ask, *, replace: bool = False) -> None:
    """The settings as they stand, with what the asker may do about them."""
    may_change = desk.may_change(ask)
    place = desk.workplace_of(ask)
    changes = []
    if may_change and place.certain:
        with desk.store.read() as connection:
            changes = workspaces.changes_of(connection, ask.team, limit=8)
    shown = views.shown(place, changes=changes, may_change=may_change)
    ask.reply(shown, replace=replace)


def _form(desk: Desk, ask: Ask) -> Block:
    place = allowed(desk, ask)
    return views.form(place, admin=desk.profile_of(ask).is_admin, area=place.policy.term_area)


def _save(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    place = allowed(desk, ask)
    chosen = ask.chosen
    try:
        find_place(str(chosen["place"]))
    except ValueError as error:
        return {"place": str(error)[:150]}
    for first, last, words in _PAIRS:
        if str(chosen[first]) >= str(chosen[last]):
            return {last: f"{words} must end after they begin."}
    try:
        spellings = _spellings(str(chosen.get("spellings") or ""))
    except ValueError as error:
        return {"spellings": str(error)[:150]}
    policy = _differences(chosen, spellings, Policy(place=find_place(str(chosen["place"]))))
    if policy.get("place") == desk.settings.place:
        del policy["place"]
    policy |= {name: value for name, value in place.chosen.items() if name in STORED}  # the other form's
    now = desk.clock()
    with desk.store.begin() as connection:
        workspaces.save_policy(connection, ask.team, policy, by=ask.user, now=now)
        if desk.profile_of(ask).is_admin and "owners" in chosen:
            owners = frozenset(chosen["owners"] or ())
            if owners != place.owners:
                workspaces.set_content_owners(connection, ask.team, owners, by=ask.user, now=now)
    desk.workplaces.forget(ask.team)
    return views.saved()


_PAIRS = (("core_start", "core_end", "Core hours"), ("pickup_start", "pickup_end", "Pick-up hours"))


def _differences(chosen: dict[str, Any], spellings: dict[str, str], usual: Policy) -> dict[str, Any]:
    """What was chosen and is not the default, as it is stored: a default that changes later reaches everybody else."""
    pickup = usual.rules["school-pickup"].hours_at(usual.place)[0]
    entered: dict[str, tuple[Any, Any]] = {
        "place": (str(chosen["place"]).strip(), None),
        "week": (sorted(int(day) for day in chosen.get("week") or ()), sorted(usual.week)),
        "core": (_pair(chosen, "core"), [f"{usual.core.start:%H:%M}", f"{usual.core.end:%H:%M}"]),
        "pickup": (_pair(chosen, "pickup"), [f"{pickup.start:%H:%M}", f"{pickup.end:%H:%M}"]),
        "late": (str(chosen["late"]), f"{usual.rules['late'].hours[0].start:%H:%M}"),
        "evening": (str(chosen["evening"]), f"{usual.rules['evening'].hours[0].start:%H:%M}"),
        "off": (sorted(chosen.get("off") or ()), []),
        "hidden": (sorted(chosen.get("hidden") or ()), []),
        "spellings": (spellings, {}),
        "area": (str(chosen.get("area") or "").strip(), ""),
        "outside": (bool(chosen.get("outside")), False),
    }
    return {name: value for name, (value, default) in entered.items() if value != default}


def _pair(chosen: dict[str, Any], name: str) -> list[str]:
    return [str(chosen[f"{name}_start"]), str(chosen[f"{name}_end"])]


def _spellings(text: str) -> dict[str, str]:
    """Lines such as "Eid al-Fitr = Eid-ul-Fitr". Raises a ValueError with a sentence."""
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, equals, said = (part.strip() for part in line.partition("="))
        if not equals or not said or len(said) > 60:
            raise ValueError(f'"{line[:40]}" is not a spelling. Write it as: Eid al-Fitr = Eid-ul-Fitr')
        for identity in find(name):
            found[identity] = said
    return found


def _confirm_form(desk: Desk, ask: Ask) -> Block:
    place = allowed(desk, ask)
    coming = next_weeks(today=desk.today_of(ask), policy=place.policy, weeks=AHEAD)
    return views.confirm_form([one for one in coming.found if one.certainty is Certainty.EXPECTED])


def _confirm(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    place = allowed(desk, ask)
    identity, day = str(ask.chosen["observance"]), date.fromisoformat(str(ask.chosen["day"]))
    try:
        require_possible(Confirmation(identity, day), place.policy.overrides)
    except ValueError as error:
        return {"day": str(error)[:150]}
    now = desk.clock()
    with desk.store.begin() as connection:
        calendars.save_override(connection, ask.team, identity, day, by=ask.user, now=now)
        after = {"id": identity, "day": f"{day}"}
        workspaces.record_change(
            connection, ask.team, part="confirmed day", before=None, after=after, by=ask.user, now=now
        )
    desk.workplaces.forget(ask.team)
    return views.saved("Confirmed. Checks from now on call this day confirmed.")


def _terms_form(desk: Desk, ask: Ask) -> Block:
    place = allowed(desk, ask)
    return views.terms_form(place.policy.term_area or place.policy.place.name)


def _import_terms(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    allowed(desk, ask)
    area = str(ask.chosen["area"]).strip()
    now = desk.clock()
    try:
        data = fetch(ask.client, ask.chosen["file"][0], most=desk.limits.files.size)
        read = read_term_calendar(data, area=area, fetched=now.date(), tz=desk.settings.tz, limits=desk.limits.files)
    except ValueError as error:
        if not getattr(error, "for_people", False):
            raise
        return {"file": str(error)[:300]}
    kept = calendars.TermCalendar(
        area, read.fetched, tuple(calendars.SchoolHoliday(one.name, one.first, one.last) for one in read.holidays)
    )
    with desk.store.begin() as connection:
        before = next((one for one in calendars.term_calendars_of(connection, ask.team) if one.area == area), None)
        calendars.save_term_calendar(connection, ask.team, kept, now=now)
        workspaces.record_change(
            connection,
            ask.team,
            part="school terms",
            before=_written(before),
            after={"area": area},
            by=ask.user,
            now=now,
        )
    desk.workplaces.forget(ask.team)
    return views.terms_saved(area, read.first, read.last, len(read.holidays), read.passed_over)


def _written(calendar: calendars.TermCalendar | None) -> dict[str, Any] | None:
    """A term calendar as a change remembers it, so that it can be put back."""
    if calendar is None:
        return None
    holidays = [[one.name, f"{one.first}", f"{one.last}"] for one in calendar.holidays]
    return {"area": calendar.area, "fetched": f"{calendar.fetched_on}", "holidays": holidays}


def _undo(desk: Desk, ask: Ask) -> None:
    """Put back what the change replaced."""
    allowed(desk, ask)
    now, number = desk.clock(), int(ask.value)
    with desk.store.begin() as connection:
        change = workspaces.undo_policy(connection, ask.team, number, now=now)
        if change is not None and change.part == "confirmed day":
            calendars.remove_override(connection, ask.team, change.after["id"], date.fromisoformat(change.after["day"]))
        elif change is not None and change.part == "school terms":
            calendars.remove_term_calendar(connection, ask.team, change.after["area"])
            if change.before:
                calendars.save_term_calendar(connection, ask.team, _unwritten(change.before), now=now)
    desk.workplaces.forget(ask.team)
    show(desk, ask, replace=True)


def _unwritten(written: dict[str, Any]) -> calendars.TermCalendar:
    holidays = tuple(
        calendars.SchoolHoliday(name, date.fromisoformat(first), date.fromisoformat(last))
        for name, first, last in written["holidays"]
    )
    return calendars.TermCalendar(written["area"], date.fromisoformat(written["fetched"]), holidays)


def switch(desk: Desk, ask: Ask, *, hold: bool) -> None:
    """Hold or release every channel prompt of the workspace. Raises NotAllowedError."""
    allowed(desk, ask)
    if hold:
        hold_all(desk, ask)
    else:
        release_all(desk, ask)
    show(desk, ask, replace=bool(ask.body.get("actions")))


def allowed(desk: Desk, ask: Ask) -> Workplace:
    """The workplace, for somebody who may change it. Raises NotAllowedError."""
    if not desk.may_change(ask):
        raise NotAllowedError("Only workspace admins and content owners can change this.")
    return desk.workplace_of(ask)
