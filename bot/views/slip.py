"""An event small enough to travel in a button, so that nothing about it has to be kept here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from bot.errors import OutdatedError
from bot.views.blocks import MAX_VALUE
from scheduling.events import Event, Span, Trait

#: A title travels only as far as an invitation needs it.
MAX_CARRIED_TITLE = 60


def pack(events: Sequence[Event]) -> str:
    """The events as text; "" when they do not fit into a button (a long series with moved dates, say)."""
    text = json.dumps([_fields(event) for event in events], separators=(",", ":"), ensure_ascii=False)
    return text if len(text) <= MAX_VALUE else ""


def unpack(text: str) -> tuple[Event, ...]:
    """The events that a button carried. Raises OutdatedError for what another version wrote."""
    try:
        if len(text) > MAX_VALUE:
            raise ValueError
        return tuple(_event(item) for item in json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OutdatedError("This answer is from an older version of Alongside. Please check the date again.") from None


def _fields(event: Event) -> dict[str, object]:
    """Only what differs from the usual, under one letter each."""
    carried: dict[str, object] = {"s": _moment(event.start), "e": _moment(event.end), "z": event.tzid}
    optional: dict[str, object] = {
        "n": event.title[:MAX_CARRIED_TITLE],
        "a": int(not event.end_stated),
        "r": event.rrule,
        "x": [_moment(moment) for moment in event.exdates],
        "i": [[_moment(span.start), _moment(span.end)] for span in event.instances or ()],
        "t": sorted(event.traits),
        "p": event.place_name[:MAX_CARRIED_TITLE],
    }
    return carried | {key: value for key, value in optional.items() if value}


def _event(item: dict[str, object]) -> Event:
    start, end = _read(item["s"]), _read(item["e"])
    return Event(
        text="",
        start=start,
        end=end,
        tzid=str(item["z"]),
        title=str(item.get("n", "")),
        end_stated=not item.get("a"),
        rrule=str(item["r"]) if "r" in item else None,
        exdates=tuple(_read(moment) for moment in _list(item.get("x"))),
        instances=tuple(Span(_read(a), _read(b)) for a, b in map(_list, _list(item.get("i")))) or None,
        traits=frozenset(Trait(str(trait)) for trait in _list(item.get("t"))),
        place_name=str(item.get("p", "")),
    )


def _list(value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise TypeError
    return value


def _moment(moment: datetime | date) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _read(value: object) -> datetime | date:
    text = str(value)
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
