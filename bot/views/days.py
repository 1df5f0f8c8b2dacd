"""A workspace's own days: observances whose day somebody confirmed, and calendars of school terms."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.calendars import Override, SchoolHoliday, TermCalendar
from bot.views import inputs
from bot.views.blocks import Block, actions, button, context, escape, field, header, modal, section
from bot.views.choices import observance_name
from bot.workplace import Workplace
from scheduling.observances import Certainty, Occurrence
from scheduling.wording.dates import day_in_full, days_in_full

DAYS = "days"
CONFIRM = "days_confirm"
UNCONFIRM = "days_unconfirm"
TERMS = "days_terms"
REPLACE = "days_replace_terms"
REMOVE = "days_remove_terms"
MORE = "days_more"
CONFIRM_FORM = "days_confirm_form"
TERMS_FORM = "days_terms_form"

#: Confirmed days and calendars of one page; each takes a block or two.
PAGE = 15
#: Titles that were not understood and are named.
NAMED = 20


def listed(place: Workplace, *, told: str = "", notes: Sequence[str] = (), kept: str = "", start: int = 0) -> Block:
    """Every confirmed day and every calendar with its reach, each with what can be done about it.

    `told` is what was done just now, with its notes.
    """
    done = [section(f"*{escape(told)}*")] if told else []
    done += [context(escape(note)) for note in notes]
    days = [_day(one, place) for one in place.confirmed]
    terms = [block for one in place.terms for block in _calendar(one, place)]
    shown = days[start : start + PAGE]
    blocks = [
        *done,
        header("Confirmed days"),
        *(shown or [section("None. A day that depends on a sighting can be confirmed once it is announced.")]),
    ]
    pages = []
    if start:
        pages.append(button("Earlier days", f"{MORE}_1", value=str(max(0, start - PAGE))))
    if start + PAGE < len(days):
        pages.append(button("Later days", f"{MORE}_2", value=str(start + PAGE)))
    blocks += [actions(*pages)] if pages else []
    blocks += [
        actions(button("Confirm a day", CONFIRM, aria="Confirm the day of an observance that is only expected")),
        header("School terms"),
        *(terms or [section("None imported, so term time is assumed, and answers say so.")]),
        actions(button("Add school terms", TERMS, aria="Add school terms: import a calendar")),
    ]
    return modal("Days and terms", blocks, close="Done", kept=kept)


def confirm_form(coming: Sequence[Occurrence], *, kept: str = "") -> Block:
    """Which day is confirmed, and for when: expected ones, and those confirmed here before, to correct them."""
    choices: dict[str, str] = {}
    for each in coming[:90]:
        how = "expected" if each.certainty is Certainty.EXPECTED else "confirmed for"
        choices.setdefault(each.id, f"{each.name} ({how} {day_in_full(each.day)})")
    if not choices:
        nothing = "No day of the coming year is waiting for confirmation."
        return modal("Confirm a day", [section(nothing)], close="Done", kept=kept)
    blocks = [
        field("Observance", inputs.one(choices), block_id="observance", optional=False),
        field("First day", inputs.day(), block_id="day", optional=False),
        context("For an Islamic month the first day settles the other days of that month too."),
    ]
    return modal("Confirm a day", blocks, callback_id=CONFIRM_FORM, submit="Confirm", close="Cancel", kept=kept)


def terms_form(area: str, *, kept: str = "") -> Block:
    """A calendar of school terms, for an area."""
    file: Block = {"type": "file_input", "action_id": "file", "filetypes": ["ics"], "max_files": 1}
    hint = "The council or school whose terms they are. Those of the same area are replaced."
    blocks = [
        field("Area", inputs.text(area, most=80), block_id="area", optional=False, hint=hint),
        field("Calendar of school terms (.ics)", file, block_id="file", optional=False),
        context("Most councils publish one. Only the holidays are kept, not the file."),
    ]
    return modal("School terms", blocks, callback_id=TERMS_FORM, submit="Import", close="Cancel", kept=kept)


def understood(calendar: TermCalendar) -> str:
    """What an import came to, in a sentence."""
    count = len(calendar.holidays)
    holidays = "1 holiday" if count == 1 else f"{count} holidays"
    return f"{calendar.area}: {holidays}, {reach(calendar)}."


def not_understood(passed_over: Sequence[str]) -> list[str]:
    """What a file holds beside school days, so that a wrong file is noticed."""
    if not passed_over:
        return []
    rest = f", and {len(passed_over) - NAMED} more" if len(passed_over) > NAMED else ""
    return [f"Not understood as terms or holidays: {'; '.join(each[:60] for each in passed_over[:NAMED])}{rest}."]


def reach(calendar: TermCalendar) -> str:
    """Which days it speaks of, and how old it is."""
    return f"{days_in_full(calendar.first, calendar.last)}, fetched on {day_in_full(calendar.fetched_on)}"


def _day(confirmed: Override, place: Workplace) -> Block:
    name = place.policy.spellings.get(confirmed.observance_id, observance_name(confirmed.observance_id))
    value = f"{confirmed.observance_id} {confirmed.day}"
    return section(
        f"{escape(name)}: {day_in_full(confirmed.day)}",
        accessory=button("Remove", UNCONFIRM, value=value, aria=f"Remove the confirmation of {name}"),
    )


def _calendar(calendar: TermCalendar, place: Workplace) -> list[Block]:
    counts = "" if place.policy.term_area in ("", calendar.area) else " (another area counts: see the settings)"
    last = calendar.holidays[-3:]
    text = f"*{escape(calendar.area)}*{counts}\n{reach(calendar)}. {_holidays(last, len(calendar.holidays))}"
    sure = {
        "title": {"type": "plain_text", "text": "Remove these terms?"},
        "text": {"type": "plain_text", "text": "Term time is then assumed for the area. You can undo it."},
        "confirm": {"type": "plain_text", "text": "Remove"},
        "deny": {"type": "plain_text", "text": "Keep them"},
    }
    return [
        section(text),
        actions(
            button("Replace", REPLACE, value=calendar.area, aria=f"Replace the terms of {calendar.area}"),
            button("Remove", REMOVE, value=calendar.area, aria=f"Remove the terms of {calendar.area}")
            | {"confirm": sure},
        ),
    ]


def _holidays(last: Sequence[SchoolHoliday], count: int) -> str:
    if not last:
        return "No holidays."
    told = "; ".join(f"{escape(each.name or 'Holiday')[:80]} {days_in_full(each.first, each.last)}" for each in last)
    before = "The last of its holidays" if count > len(last) else "Its holidays"
    return f"{before}: {told}."
