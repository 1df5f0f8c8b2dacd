"""The form of the date check: day, start, length, place, kind of event, repeats; empty or filled from an event."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.views.blocks import Block, context, field, modal, option
from bot.views.slip import pack
from scheduling.events import Event, Trait

CALLBACK = "check_form_sent"

#: Minutes → words. 0 is a whole day.
LENGTHS = {
    15: "15 minutes",
    30: "30 minutes",
    45: "45 minutes",
    60: "1 hour",
    90: "1½ hours",
    120: "2 hours",
    180: "3 hours",
    240: "4 hours (half a day)",
    420: "7 hours (a working day)",
    0: "Whole day, no times",
}
TRAITS = {
    Trait.IN_PERSON: "In person",
    Trait.ONLINE: "Online",
    Trait.FOOD: "Food is served",
    Trait.ALCOHOL: "Alcohol is served",
    Trait.SOCIAL: "Social event",
    Trait.OVERNIGHT: "Stay overnight",
    Trait.CLINICAL: "For people who work shifts",
    Trait.PUBLIC: "Open to the public",
    Trait.COMPULSORY: "Everybody must attend",
}
NO_REPEAT = "none"
SAME_WEEKDAY = "monthly-weekday"
REPEATS = {
    NO_REPEAT: "Does not repeat",
    "FREQ=WEEKLY": "Every week",
    "FREQ=WEEKLY;INTERVAL=2": "Every other week",
    SAME_WEEKDAY: "Every month, on the same weekday",
    "FREQ=MONTHLY": "Every month, on the same date",
}


def blank(*, today: date, place: str) -> Block:
    """The empty form; tomorrow at ten for an hour is suggested."""
    return _form(day=today + timedelta(days=1), start="10:00", minutes=60, place=place, traits=frozenset(), rrule=None)


def filled(event: Event, *, place: str) -> Block:
    """The form as that event would have been entered."""
    zone = ZoneInfo(event.tzid)
    begins = event.start.astimezone(zone) if isinstance(event.start, datetime) else event.start
    if isinstance(begins, datetime) and isinstance(event.end, datetime) and isinstance(event.start, datetime):
        start = f"{begins:%H:%M}"
        minutes = int((event.end - event.start).total_seconds() // 60)
    else:
        start, minutes = None, 0
    return _form(
        day=date(begins.year, begins.month, begins.day),
        start=start,
        minutes=minutes,
        place=event.place_name or place,
        traits=event.traits,
        rrule=event.rrule,
        kept=pack([event]),
    )


def _form(
    *,
    day: date,
    start: str | None,
    minutes: int,
    place: str,
    traits: frozenset[Trait],
    rrule: str | None,
    kept: str = "",
) -> Block:
    rule, until = _without_until(rrule)
    lengths = {str(value): words for value, words in LENGTHS.items()}
    if str(minutes) not in lengths:
        lengths = {str(minutes): _length(minutes)} | lengths
    repeats = REPEATS if rule in REPEATS else {rule: "As it was"} | REPEATS
    blocks = [
        field("Day", _picker("datepicker", "date", f"{day}"), block_id="day", optional=False),
        field("Start", _picker("timepicker", "time", start), block_id="start", hint="Leave empty for a whole day."),
        field("Length", _select(lengths, str(minutes)), block_id="length", optional=False),
        field(
            "Place",
            {"type": "plain_text_input", "action_id": "place", "initial_value": place, "max_length": 80},
            block_id="place",
            optional=False,
            hint="A town, or latitude,longitude. Sunset, bank holidays and school hours depend on it.",
        ),
        field("Kind of event", _boxes(traits), block_id="traits"),
        field("Repeats", _select(repeats, rule), block_id="repeats", optional=False),
        field("Until", _picker("datepicker", "date", until), block_id="until", hint="Only for something that repeats."),
        context("Only the date, time, place and kind of event are looked at. Nothing is kept."),
    ]
    return modal("Check dates", blocks, callback_id=CALLBACK, submit="Check", close="Cancel", kept=kept)


def _without_until(rrule: str | None) -> tuple[str, str | None]:
    """The rule as an option's value, and its last day, if it has one."""
    if rrule is None:
        return NO_REPEAT, None
    parts = [part for part in rrule.split(";") if part and not part.startswith("WKST=")]
    until = next((part.removeprefix("UNTIL=")[:8] for part in parts if part.startswith("UNTIL=")), None)
    rule = ";".join(part for part in parts if not part.startswith("UNTIL="))
    return rule[:150], f"{date.fromisoformat(until)}" if until else None


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))


def _picker(kind: str, what: str, initial: str | None) -> Block:
    element: Block = {"type": kind, "action_id": what}
    return element | ({f"initial_{what}": initial} if initial else {})


def _select(choices: dict[str, str], initial: str) -> Block:
    return {
        "type": "static_select",
        "action_id": "chosen",
        "options": [option(words, value) for value, words in choices.items()],
        "initial_option": option(choices[initial], initial),
    }


def _boxes(traits: frozenset[Trait]) -> Block:
    element: Block = {
        "type": "checkboxes",
        "action_id": "chosen",
        "options": [option(words, trait.value) for trait, words in TRAITS.items()],
    }
    ticked = [option(words, trait.value) for trait, words in TRAITS.items() if trait in traits]
    return element | ({"initial_options": ticked} if ticked else {})
