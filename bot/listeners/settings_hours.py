"""The hours and weights of single rules in a workspace's settings: changed by admins and content owners."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.asking import Ask
from bot.changes import Part, change
from bot.choices import policy_of
from bot.desk import Desk
from bot.listeners.answering import on_action, on_form
from bot.listeners.settings import allowed, carried, refresh
from bot.store import workspaces
from bot.views import settings_hours as views
from bot.views.blocks import Block
from bot.views.inputs import number_faults
from bot.views.settings import saved
from scheduling.errors import SettingError
from scheduling.hours import Hours
from scheduling.policy import Policy
from scheduling.policy_file import settled


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the button and the form."""
    on_action(app, views.OPEN, lambda ask: ask.show(views.form(allowed(desk, ask), kept=carried(ask))))
    on_form(app, views.FORM, lambda ask: _save(desk, ask), after=lambda ask: refresh(desk, ask))


def _save(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    allowed(desk, ask)
    now = desk.clock()
    with desk.writing(ask) as connection:
        stored = workspaces.locked_policy(connection, ask.team, now)
        policy = policy_of(stored, desk.settings)
        chosen = views.touched(ask.chosen, ask.kept, policy)
        if faults := number_faults(chosen, views.NUMBERS):
            return faults
        document, faults = _document(chosen, Policy(place=policy.place))
        if faults:
            return faults
        heavier = {id_: weight for id_, weight in stored.get("levels", {}).items() if weight != "know"}
        if heavier:
            document["levels"] = heavier | document.get("levels", {})
        wanted = {name: document.get(name) for name in views.STORED}
        change(connection, ask.team, Part.POLICY, wanted, by=ask.user, now=now)
    desk.workplaces.forget(ask.team)
    return saved()


def _document(chosen: dict[str, Any], usual: Policy) -> tuple[dict[str, Any], dict[str, str]]:
    """What is to be stored of what was entered, where it is not as usual; and what is wrong with it, by field."""
    document = {}
    for name, (value, default, at) in _entered(chosen, usual).items():
        try:
            if name == "dropoff":
                Hours.of(*value)
            else:
                settled(usual, name, value)
        except SettingError as error:
            return {}, {at: str(error).partition(": ")[2][:150] or str(error)[:150]}
        if value != default:
            document[name] = value
    return document, {}


def _entered(chosen: dict[str, Any], usual: Policy) -> dict[str, tuple[Any, Any, str]]:
    """Each part of the stored document: what was entered, what holds without it, and the field to complain at."""
    hours = usual.observance_hours
    dropoff = usual.rules["school-dropoff"].hours_at(usual.place)[0]
    observances = {
        "friday_prayer": _pair(chosen, "prayer"),
        "friday_prayer_core": _pair(chosen, "prayer_core"),
        "before_rest": int(chosen["before_rest"]),
        "before_ramadan_sunset": int(chosen["before_ramadan_sunset"]),
    }
    shipped = {
        "friday_prayer": _clocks(hours.friday_prayer),
        "friday_prayer_core": _clocks(hours.friday_prayer_core),
        "before_rest": int(hours.before_rest.total_seconds() // 60),
        "before_ramadan_sunset": int(hours.before_ramadan_sunset.total_seconds() // 60),
    }
    changed = {name: value for name, value in observances.items() if value != shipped[name]}
    notice = {"less_than_days": int(chosen["notice"])}
    usual_notice = {"less_than_days": usual.rules["notice-28"].less_than_days}
    lighter = dict.fromkeys(chosen["milder"], "know")
    return {
        "assumed_day": (_pair(chosen, "assumed"), _clocks(usual.assumed_day), "assumed_end"),
        "dropoff": (_pair(chosen, "dropoff"), _clocks(dropoff), "dropoff_end"),
        "observances": (changed, {}, "before_ramadan_sunset" if "before_ramadan_sunset" in changed else "prayer_end"),
        "rules": ({"notice-28": notice}, {"notice-28": usual_notice}, "notice"),
        "levels": (lighter, {}, "milder"),
    }


def _pair(chosen: dict[str, Any], name: str) -> list[str]:
    return [str(chosen[f"{name}_start"]), str(chosen[f"{name}_end"])]


def _clocks(hours: Hours) -> list[str]:
    return [f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"]
