"""The form of the date check: opened empty, or filled for *Adjust and check again*; its answer stays in the modal."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import App

from bot.asking import Ask
from bot.checking import answer_all
from bot.desk import Desk
from bot.features import command
from bot.listeners.answering import on_form, on_shortcut
from bot.views import check as views
from bot.views import check_form as form
from bot.views.blocks import Block, modal
from bot.views.clock import as_read
from bot.views.slip import unpack
from scheduling.errors import UnknownPlaceError
from scheduling.events import Event, Trait
from scheduling.overlaps import FIRST_YEAR, LAST_YEAR
from scheduling.places import find_place

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the global shortcut and about the form when it is sent."""
    typed = command("check").typed(desk.prefix)

    def sent(ask: Ask) -> Block | dict[str, str]:
        policy = desk.workplace_of(ask).policy
        entered = _entered(ask, desk.profile_of(ask).zone, policy.place.name)
        if isinstance(entered, dict):
            return entered
        answers = answer_all([entered], (), policy=policy, now=desk.clock())
        said = views.answered(answers, typed=typed)
        return modal("Date check", as_read(said, twelve_hour=desk.profile_of(ask).twelve_hour).blocks)

    on_form(app, form.CALLBACK, sent)
    on_shortcut(app, "check_form", lambda ask: open_blank(desk, ask))


def open_blank(desk: Desk, ask: Ask) -> None:
    """The empty form."""
    ask.show(form.blank(today=desk.today_of(ask), place=desk.workplace_of(ask).policy.place.name))


def open_filled(desk: Desk, ask: Ask, event: Event) -> None:
    """The form, filled from an event; in place of an answer that is a modal itself, since Slack piles up only three."""
    ask.show(form.filled(event, place=desk.workplace_of(ask).policy.place.name), replace=True)


def _entered(ask: Ask, zone: ZoneInfo, usual_place: str) -> Event | dict[str, str]:
    """The event that was entered, or what is wrong with it, by block.

    What the form does not show of an event that it was filled from (title, zone, dates left out of a series) stays.
    """
    chosen = ask.chosen
    before = unpack(ask.kept)[0] if ask.kept else None
    day = date.fromisoformat(str(chosen["day"]))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return {"day": f"{day.isoformat()} is outside what we can check: dates from {FIRST_YEAR} to {LAST_YEAR}."}
    place = str(chosen.get("place") or "").strip()
    until = date.fromisoformat(str(chosen["until"])) if chosen.get("until") else None
    try:
        found = find_place(place)
    except UnknownPlaceError as error:
        return {"place": str(error)[:150]}
    if until and until < day:
        return {"until": "This is before the first day. Please choose a later one, or none."}
    zone = found.zone if place != usual_place else ZoneInfo(before.tzid) if before else zone
    start, end = _times(day, chosen, zone)
    rrule = _rule(str(chosen.get("repeats") or form.NO_REPEAT), day, until)
    return Event(
        text="",
        title=before.title if before else "",
        start=start,
        end=end,
        tzid=zone.key,
        rrule=rrule,
        exdates=before.exdates if before and rrule and before.start == start else (),
        traits=frozenset(Trait(value) for value in chosen.get("traits") or ()),
        place_name="" if place == usual_place else place,
    )


def _times(day: date, chosen: dict[str, Any], zone: ZoneInfo) -> tuple[datetime | date, datetime | date]:
    minutes = int(chosen.get("length") or 60)
    if not chosen.get("start") or minutes == 0:
        return day, day + timedelta(days=1)
    start = datetime.combine(day, time.fromisoformat(str(chosen["start"])))
    return start.replace(tzinfo=zone), (start + timedelta(minutes=minutes)).replace(tzinfo=zone)


def _rule(repeats: str, day: date, until: date | None) -> str | None:
    """The rule of RFC 5545 for a choice of the form; the fifth such weekday of a month counts as the last."""
    if repeats == form.NO_REPEAT:
        return None
    if repeats == form.SAME_WEEKDAY:
        nth = (day.day - 1) // 7 + 1
        repeats = f"FREQ=MONTHLY;BYDAY={nth if nth < 5 else -1}{_WEEKDAYS[day.weekday()]}"
    if until is None:
        return repeats
    # A rule has a number of times or a last day, never both (RFC 5545 section 3.3.10).
    parts = [part for part in repeats.split(";") if not part.startswith("COUNT=")]
    return ";".join([*parts, f"UNTIL={until:%Y%m%d}"])
