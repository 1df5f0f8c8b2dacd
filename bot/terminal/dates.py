"""`alongside dates`: what is coming up, by time, tradition or name; for people, for programs, for calendars."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from scheduling.errors import OutOfRangeError
from scheduling.observances import Certainty, Occurrence, coverage, observances
from scheduling.observances.asking import Question, read_question
from scheduling.observances.entries import TRADITIONS
from scheduling.observances.year import YEARS
from scheduling.places import Place, find_place

#: The most days one question may ask for, and how many it asks for when it names no end.
LONGEST = timedelta(days=366 * 150)
YEAR = timedelta(days=365)
_LAST_YEAR = date(9998, 12, 31)

LABELS = {
    "bahai": "Bahá’í",
    "east-asian": "East Asian",
    **{word: word.capitalize() for word in TRADITIONS if word not in ("bahai", "east-asian")},
}


@click.command()
@click.argument("words", nargs=-1)
@click.option("--from", "first", metavar="DAY", help="First day, as 2027-01-01.")
@click.option("--to", "last", metavar="DAY", help="Last day, as 2027-12-31. Default: a year from the first.")
@click.option("--place", default="London", show_default=True, help="Where: a town, or LATITUDE,LONGITUDE.")
@click.option(
    "--tradition",
    "traditions",
    multiple=True,
    type=click.Choice(TRADITIONS, case_sensitive=False),
    help="Only this one; repeatable.",
)
@click.option("--weekly", is_flag=True, help="Shabbat, Friday prayers and Sunday worship too.")
@click.option("--adventist", is_flag=True, help="With --weekly, the Adventist Sabbath too.")
@click.option("--json", "as_json", is_flag=True, help="For a program: an array, one object for each occurrence.")
@click.option("--ics", "as_ics", is_flag=True, help="For a calendar: an iCalendar to import or subscribe to.")
@click.option("--now", metavar="INSTANT", help="Another moment than now, as 2026-12-04 or 2026-12-04T09:00+00:00.")
def dates(
    words: tuple[str, ...],
    first: str | None,
    last: str | None,
    place: str,
    traditions: tuple[str, ...],
    weekly: bool,
    adventist: bool,
    as_json: bool,
    as_ics: bool,
    now: str | None,
) -> None:
    """What is coming up.

    WORDS are a time ("next month", "March 2027"), a tradition ("jewish"), a name under any spelling ("Ramadan",
    "Diwali 2028"), or a time with one of the others. Without them: the next six weeks.
    """
    if as_json and as_ics:
        raise click.UsageError("Choose --json or --ics, not both.")
    where = find_place(place)
    moment = _now(now, where)
    asked = _question(" ".join(words), first, last, moment.date())
    asked = replace(asked, traditions=_both(asked.traditions, traditions))
    found = observances(
        asked.first,
        asked.last,
        place=where,
        traditions=asked.traditions,
        ids=asked.ids,
        weekly=weekly,
        adventist=adventist,
    )
    # The library answers with everything that touches the days; a list of dates shows what is on them.
    found = [one for one in found if asked.wants(one)]
    if asked.next_only:
        found = _first_of_each(found)
    if as_json:
        click.echo(json.dumps([_fields(one) for one in found], ensure_ascii=False, indent=2))
    elif as_ics:
        from scheduling.observances.feed import as_icalendar  # icalendar takes long to import

        click.echo(as_icalendar(found, where, stamp=moment), nl=False)
    else:
        click.echo(_shown(found, asked, where))


def _now(text: str | None, place: Place) -> datetime:
    if text is None:
        return datetime.now(UTC).astimezone(place.zone)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise OutOfRangeError(f'"{text[:60]}" is not a moment. Write it as 2026-12-04T09:00.', value=text) from error
    if moment.year not in YEARS:
        raise OutOfRangeError(f"The year {moment.year} is outside {YEARS[0]} to {YEARS[-1]}.", value=text)
    zone: ZoneInfo = place.zone
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _question(words: str, first: str | None, last: str | None, today: date) -> Question:
    """The words, with the days of --from and --to in place of any that they name."""
    asked = read_question(words, today)
    if first is None and last is None:
        return asked
    begins = _day(first) if first is not None else today
    ends = _day(last) if last is not None else min(begins, _LAST_YEAR) + YEAR
    if ends < begins:
        raise OutOfRangeError(f"{ends.isoformat()} is before {begins.isoformat()}: give the earlier day with --from.")
    if ends - begins > LONGEST:
        raise OutOfRangeError("That is more than 150 years; ask for fewer.", value=ends)
    return replace(asked, first=begins, last=ends, next_only=False)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise OutOfRangeError(f'"{text[:60]}" is not a day. Write it as 2027-03-01.', value=text) from error


def _both(asked: tuple[str, ...] | None, options: tuple[str, ...]) -> tuple[str, ...] | None:
    return (*(asked or ()), *options) or None


def _first_of_each(found: list[Occurrence]) -> list[Occurrence]:
    first: dict[str, Occurrence] = {}
    for one in found:
        first.setdefault(one.id, one)
    return list(first.values())


def _fields(one: Occurrence) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "tradition": one.tradition,
        "day": one.day.isoformat(),
        "last_day": one.last_day.isoformat(),
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "certainty": one.certainty.value,
        "candidates": [{"day": other.day.isoformat(), "convention": other.convention} for other in one.candidates],
        "level": one.level.value,
        "practice": list(one.practice),
    }


def _shown(found: list[Occurrence], asked: Question, place: Place) -> str:
    span = f"{_long(asked.first)} to {_long(asked.last)}" if asked.last != asked.first else _long(asked.first)
    lines = [f"{place.name}, {span}", ""]
    if found:
        rows = [(_days(one), one.name, LABELS[one.tradition], one.level.label, _notes(one)) for one in found]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            lines.append("  ".join([*cells, row[4]]).rstrip())
    else:
        lines.append("Nothing on our list for these days. The list is not complete; please also ask invitees.")
    notes = coverage(asked.first, asked.last, place, traditions=asked.traditions, ids=asked.ids)
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def _days(one: Occurrence) -> str:
    if one.day == one.last_day:
        return _short(one.day)
    first = _short(one.day) if one.day.year != one.last_day.year else f"{one.day:%a} {one.day.day} {one.day:%b}"
    return f"{first} – {_short(one.last_day)}"


def _notes(one: Occurrence) -> str:
    notes = []
    if one.certainty is Certainty.EXPECTED:
        notes.append("expected")
    if one.start.date() < one.day:
        notes.append(f"from {one.start:%a %H:%M}")
    others = [
        f"{_short(candidate.day)} ({candidate.convention})" for candidate in one.candidates if candidate.day != one.day
    ]
    if others:
        notes.append(f"some keep {' or '.join(others)}")
    return ", ".join(notes)


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _long(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
