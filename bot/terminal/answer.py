"""From what somebody typed, and where and when they are, to one answer: the flow of `alongside check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.checking import Answers, answer_all
from bot.limits import local_limits
from scheduling import read_ics, read_text
from scheduling.errors import UnusableError
from scheduling.events import Reading
from scheduling.overlaps import FIRST_YEAR, LAST_YEAR
from scheduling.places import Place, find_place, zone
from scheduling.policy import Policy
from scheduling.terms import TermCalendar

DEFAULT_PLACE = "London"
#: Up to this many events each get better times; for a longer list they would drown the answer.
BETTER_FOR = 30


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and when a question is asked, and by which policy it is judged."""

    policy: Policy
    tz: ZoneInfo
    now: datetime
    first: date | None = None
    until: date | None = None

    @property
    def place(self) -> Place:
        """The place of the policy."""
        return self.policy.place


def circumstances(
    given: Mapping[str, str | None], terms: tuple[Path, ...] = (), policy_text: str = ""
) -> Circumstances:
    """From the words `place`, `tz`, `now`, `first`, `until` (each may be missing). Raises UnusableError.

    `policy_text` is the TOML of a workplace's own policy; a place that is given comes before the one it names.
    """
    tz_name = given.get("tz")
    own_zone = zone(tz_name) if tz_name else None
    policy = _policy(find_place(given.get("place") or DEFAULT_PLACE, tz=tz_name), given, policy_text)
    policy = replace(policy, terms=tuple(_term_calendars(terms)))
    tz = own_zone or policy.place.zone
    first, until = _day(given.get("first"), "--from"), _day(given.get("until"), "--until")
    if first is not None and until is not None and until < first:
        raise UnusableError(f"{until} is before {first}: give the earlier day with --from.", value=until)
    return Circumstances(
        policy=policy,
        tz=tz,
        now=_moment(given.get("now"), tz),
        first=first,
        until=until,
    )


def answer(content: str | bytes, asked: Circumstances) -> Answers:
    """Read, judge and look for better times. A calendar comes as bytes. Raises UnusableError."""
    reading = _read(content, asked)
    return answer_all(
        reading.events,
        reading.unread,
        policy=asked.policy,
        now=asked.now,
        better_for=BETTER_FOR,
        first=asked.first,
        until=asked.until,
    )


def nothing_read(answers: Answers) -> str:
    """The sentence for an answer without any event."""
    if answers.unread:
        return " ".join(unread_in_words(unread.text, unread.why) for unread in answers.unread[:3])
    return 'No date was found. Write one as in "Fri 4 Dec, 3-4.30pm" or "every second Tuesday 10-11.30".'


def unread_in_words(text: str, why: str) -> str:
    """One sentence for a piece that was not read: the piece, shortened, and the reason."""
    shown = printable(text)
    shown = f"{shown[:77]}…" if len(shown) > 78 else shown
    return f'"{shown}" is not read: {printable(why[:1].lower() + why[1:]).rstrip(".")}.'


def printable(text: str) -> str:
    """Words from outside, on one line and without control characters: a title must not steer a terminal."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _policy(place: Place, given: Mapping[str, str | None], text: str) -> Policy:
    usual = Policy(place=place)
    if not text:
        return usual
    from scheduling.policy_file import read_policy  # only where there is one: keeps a cold start short

    policy = read_policy(text, usual)
    return replace(policy, place=place) if given.get("place") else policy


def _read(content: str | bytes, asked: Circumstances) -> Reading:
    limits = local_limits()
    if isinstance(content, bytes):
        return read_ics(
            content, now=asked.now, tz=asked.tz.key, first=asked.first, until=asked.until, limits=limits.files
        )
    return read_text(content, now=asked.now, tz=asked.tz.key, place=asked.place, limits=limits.text, files=limits.files)


def _term_calendars(paths: Sequence[Path]) -> Iterator[TermCalendar]:
    """Each file as a term calendar; its area is the name of the file, and it was fetched when it was last written."""
    for path in paths:
        from scheduling.reading.calfile.terms import read_term_calendar  # icalendar takes long to import

        fetched = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        yield read_term_calendar(path.read_bytes(), area=path.stem.replace("-", " ").replace("_", " "), fetched=fetched)


def _moment(text: str | None, tz: ZoneInfo) -> datetime:
    if text is None:
        return datetime.now(UTC).astimezone(tz)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        sentence = f'"{text[:60]}" is not a moment; write it as 2026-11-22T09:00 or 2026-11-22T09:00+00:00.'
        raise UnusableError(sentence, value=text) from error
    return moment.astimezone(tz) if moment.tzinfo else moment.replace(tzinfo=tz)


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UnusableError(f'"{text[:60]}" is not a day for {option}; write it as 2027-01-31.', value=text) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = f"{day} is outside what we can check: give a day from {FIRST_YEAR} to {LAST_YEAR} with {option}."
        raise UnusableError(sentence, value=day)
    return day
