"""One VEVENT as read: when it starts and ends, what it says about itself, with every repair noted."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from scheduling.events import ASSUMED_LENGTH, Inference, Inferred, Trait
from scheduling.reading.calfile.lines import TEXT_KEPT, Component, Property
from scheduling.reading.calfile.moments import Moment, UnreadableError, duration, later, moment
from scheduling.reading.calfile.told import place_and_traits, words_of
from scheduling.reading.calfile.zones import Zones

#: The longest event that is read; a longer one is a mistake or a way to write "always".
LONGEST = timedelta(days=366)
TITLE_KEPT = 200
_ESCAPED = re.compile(r"\\([nN,;:\\\"])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A VEVENT. `end` is of the same kind as `start.value`; dates have an exclusive end.

    `recurrence` names the occurrence of a series that this entry replaces; with `and_future`, all later ones too.
    `revision` sorts versions of one entry from old to new (SEQUENCE, then the time of writing). `words` are what it
    says in words, for its traits. `number` is its place in the file.
    """

    number: int
    component: Component
    uid: str
    start: Moment
    end: date | datetime
    end_stated: bool
    title: str
    place: str
    traits: frozenset[Trait]
    words: str
    text: str
    notes: tuple[Inference, ...]
    cancelled: bool
    recurrence: Moment | None
    and_future: bool
    sequence: int
    revision: tuple[int, str]

    @property
    def length(self) -> timedelta:
        """From start to end, by the clock on the wall."""
        start, end = self.start.value, self.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            return end.replace(tzinfo=None) - start.replace(tzinfo=None)
        return date(end.year, end.month, end.day) - date(start.year, start.month, start.day)


def entry(component: Component, zones: Zones, *, number: int = 0, described: bool = True) -> Entry:
    """Read one VEVENT, the `number`-th of its file. Raises UnreadableError with the reason.

    With `described`, its description counts among its words.
    """
    given = component.first("DTSTART")
    if given is None:
        raise UnreadableError("It has no start (DTSTART).")
    start = moment(given, zones)
    notes = list(start.notes)
    if not component.complete:
        notes.append(Inference(Inferred.REPAIRED, "The file breaks off inside this event."))
    start, end, end_stated = _whole_days(component, start, *_end(component, start, zones, notes), notes)
    recurring = component.first("RECURRENCE-ID")
    title = plain(component.first("SUMMARY"))[:TITLE_KEPT]
    location, description = plain(component.first("LOCATION")), plain(component.first("DESCRIPTION"))
    place, traits = place_and_traits(component, location, description)
    found = Entry(
        number=number,
        component=component,
        uid=component.text("UID"),
        start=start,
        end=end,
        end_stated=end_stated,
        title=title,
        place=place,
        traits=traits,
        words=words_of(title, plain(component.first("CATEGORIES")), place, description if described else ""),
        text=source_text(component),
        notes=tuple(dict.fromkeys(notes)),
        cancelled=_is_cancelled(component, title),
        recurrence=moment(recurring, zones) if recurring else None,
        and_future=recurring is not None and recurring.parameter("RANGE", dated=True).upper() == "THISANDFUTURE",
        sequence=_sequence(component),
        revision=(_sequence(component), component.text("LAST-MODIFIED") or component.text("DTSTAMP")),
    )
    if found.length > LONGEST:
        raise UnreadableError(f"It lasts {found.length.days} days; at most {LONGEST.days} are read.")
    return found


def plain(given: Property | None) -> str:
    """The text of a property on one line, escapes and quoted-printable undone; "" for None."""
    if given is None:
        return ""
    value = given.value[:TEXT_KEPT]
    if given.parameter("ENCODING").upper() == "QUOTED-PRINTABLE":  # vCalendar 1.0, as old Outlooks write it
        value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    if "\\" in value:
        value = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return _printable(value)


def _printable(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the direction of writing."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(character for character in line if character.isprintable())


def source_text(component: Component) -> str:
    """The lines of the file that say when, shortened, for playing back."""
    names = ("DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID")
    lines = [name + given.raw for name in names if (given := component.first(name))]
    return _printable(" ".join(line[:120] for line in lines))[:300]


def _is_cancelled(component: Component, title: str) -> bool:
    """Whether the file calls the event off; Outlook also keeps a called-off meeting with a word before its title."""
    if component.text("STATUS").upper() == "CANCELLED" or component.method == "CANCEL":
        return True
    return re.match(r"cancell?ed\s*:", title, re.IGNORECASE) is not None


def _sequence(component: Component) -> int:
    number = component.text("SEQUENCE")
    return int(number) if re.fullmatch(r"\d{1,9}", number) else 0


def _end(component: Component, start: Moment, zones: Zones, notes: list[Inference]) -> tuple[date | datetime, bool]:
    """The end, and whether the file states it. An end that cannot be is replaced and the repair noted."""
    value = start.value
    written = component.first("DTEND")
    if written is not None:
        try:
            finish = moment(written, zones)
        except UnreadableError as error:
            _assume(notes, str(error), value)
            return _usual_end(value), False
        return _stated_end(value, finish, notes)
    given = component.first("DURATION")
    length = duration(given.value) if given else None
    if given is not None and not length:
        _assume(notes, f'The length "{given.value.strip()[:30]}" cannot be used.', value)
    if given is None or not length:
        return _usual_end(value), given is None and not isinstance(value, datetime)
    if isinstance(value, datetime):
        return later(value, given.value, length), True
    return value + max(timedelta(days=1), timedelta(days=length.days + bool(length.seconds))), True


def _stated_end(start: date | datetime, finish: Moment, notes: list[Inference]) -> tuple[date | datetime, bool]:
    if isinstance(start, datetime):
        end = finish.value
        if not isinstance(end, datetime):
            end = datetime.combine(end, time.min, tzinfo=start.tzinfo)
            notes.append(
                Inference(Inferred.REPAIRED, "The end is a date without a time: read as the midnight it begins with.")
            )
        if end > start:
            return end.astimezone(start.tzinfo), True
        _assume(notes, "The end comes before the start." if end < start else "The end is the start.", start)
        return _usual_end(start), False
    end = finish.value
    if isinstance(end, datetime):
        notes.append(Inference(Inferred.REPAIRED, "The start is a day and the end a time: read as whole days."))
        end = finish.wall.date() + timedelta(days=finish.wall.time() != time.min)
    if end > start:
        return end, True
    if end == start:
        notes.append(Inference(Inferred.REPAIRED, "The end is the day it starts on: read as that one day."))
    else:
        notes.append(Inference(Inferred.REPAIRED, "The end comes before the start: read as one day."))
    return start + timedelta(days=1), True


def _assume(notes: list[Inference], why: str, start: date | datetime) -> None:
    """Note why the end that the file states was not used, and what stands in for it."""
    length = "an hour" if isinstance(start, datetime) else "the one day"
    notes.append(Inference(Inferred.END, f"{why} So {length} is assumed."))


def _usual_end(start: date | datetime) -> date | datetime:
    """An hour later on the clock, or the end of the day."""
    if isinstance(start, datetime):
        return (start.astimezone(UTC) + ASSUMED_LENGTH).astimezone(start.tzinfo)
    return start + timedelta(days=1)


def _whole_days(
    component: Component, start: Moment, end: date | datetime, end_stated: bool, notes: list[Inference]
) -> tuple[Moment, date | datetime, bool]:
    """Outlook writes some all-day events as midnight to midnight and marks them: they become days."""
    marked = component.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    value = start.value
    if not (marked and isinstance(value, datetime) and isinstance(end, datetime) and end_stated):
        return start, end, end_stated
    finish, first = end.astimezone(value.tzinfo), value.date()
    if value.time() != time.min or finish.time() != time.min:
        return start, end, end_stated
    days = (finish.date() - first).days
    notes.append(Inference(Inferred.REPAIRED, "Marked as all day by Outlook: read as whole days."))
    return Moment(first, start.zone, start.wall), first + timedelta(days=days), True
