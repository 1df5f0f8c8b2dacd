"""Each stage of reading by itself: plain text, messages, covers, pieces, roles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduling.reading.finding.find import find_pieces
from scheduling.reading.finding.pieces import (
    CalendarDay,
    DatePiece,
    NamedWeekday,
    RepeatPiece,
    Run,
    TimePiece,
    ZonePiece,
)
from scheduling.reading.masks import mask, what_is
from scheduling.reading.normalise import joined, normalise
from scheduling.reading.resolving.hours import resolve_hours
from scheduling.reading.sentence.roles import Role, date_role, time_role
from scheduling.reading.threads import messages
from scheduling.reading.vocabulary import month_of, weekday_of


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("3–4.30pm", "3-4.30pm"),
        ("**Fri** 4\u00a0Dec", "Fri 4 Dec"),
        ("４ Dec", "4 Dec"),
        ("10ᵗʰ March", "10th March"),
        ("Tea &amp; cake", "Tea & cake"),
        ("<b>Fri</b> 4 Dec", "Fri 4 Dec"),
        ("2\u200bpm", "2pm"),
    ],
)
def test_text_becomes_plain(pasted: str, plain: str) -> None:
    assert [line.text for line in normalise(pasted)] == [plain]


def test_every_character_knows_where_it_came_from() -> None:
    pasted = "*Board:* Fri\u200b 4 Dec"
    (line,) = normalise(pasted)
    start = line.text.index("Fri")
    assert line.source(start, len(line.text), pasted) == "Fri\u200b 4 Dec"


def test_lines_that_a_poster_breaks_are_joined() -> None:
    lines = joined(normalise("Thursday\n3 December\n2026\n2pm"))
    assert [line.text for line in lines] == ["Thursday 3 December 2026", "2pm"]


def test_a_thread_is_its_messages_newest_first() -> None:
    text = "Yes.\n\nOn Wed, 18 Nov 2026 at 15:02, Sam <s@example.org> wrote:\n> Thursday?\n"
    parts = messages(normalise(text), date(2026, 11, 22))
    assert [[line.text for line in part if line.text] for part in parts] == [["Yes."], ["Thursday?"]]


@pytest.mark.parametrize(
    ("text", "covered", "what"),
    [
        ("ring 0161 496 0000 now", "ring 0161 496 0000", "a telephone number"),
        ("in Room 4.12 at 3", "Room 4.12", "a number with a name"),
        ("costs £10-15 each", "£10-15", "a price"),
        ("Band 8a post", "Band 8a", "a number with a name"),
        ("review in 2/52 please", "2/52", "clinicians' shorthand"),
        ("John 3:16 today", "John 3:16", "a Bible reference"),
        ("screen is 16:9", "16:9", "a ratio"),
        ("we won 3-1 there", "won 3-1", "a score"),
        ("for 2026/27 only", "2026/27", "a financial year"),
        ("ages 5-11 welcome", "5-11", ""),
        ("write to a.b@example.org", "a.b@example.org", "an e-mail address"),
        ("about 9-12 people", "9-12 people", "a number and what it counts"),
        ("Heat 2 - 30 April", "Heat 2", "a number with a name"),
        ("hosp no. 20271103", "no. 20271103", "a number with a name"),
        ("the SATs are on", "SATs", "a day in a name"),
        ("She sat 3 papers", "She sat", "a verb"),
        ("22.5 hours (Mon, Wed, Thurs)", "22.5 hours (Mon, Wed, Thurs", "a working pattern"),
        ("warfarin 3mg mon wed fri", "3mg mon wed fri", "a dose"),
        ("at 3 April Close, York", "3 April Close", "a house number"),
        ("J Pract 2021;14(3):9-11", "2021;14(3):9-11", "a citation"),
        ("by May T. What nurses want", "May T", "an author"),
        ("Trust 184-7 (20 overs)", "184-7", "a score"),
        ("envelopes 9x12 3/4", "9x12 3/4", "a measure"),
        ("began 22:30:00, done 22:31:07", "22:30:00", "a time stamp"),
        ("dates as 3/4/27 sort as text", "dates as 3/4/27", "a date quoted as an example"),
    ],
)
def test_what_is_never_a_date_is_covered(text: str, covered: str, what: str) -> None:
    spans = mask(text)[1]
    found = [(text[start:end].strip(), what_is(text, start, end)) for start, end in spans]
    if what:
        assert (covered, what) in found
    else:
        assert not found or covered in found[0][0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Room 2, 3-4pm", "3-4pm"),
        ("Village hall 2pm", "2pm"),
        ("Session 1: 10 March", "10 March"),
        ("clinic 9-12 Fri 4 Dec", "9-12 Fri 4 Dec"),
        ("2027-03-04 10:00", "2027-03-04 10:00"),
        ("Heats 2 - 4 April", "2 - 4 April"),
        ("no session 23 or 30 December", "23 or 30 December"),
        ("Can we Sat 12 at 3", "Sat 12 at 3"),
        ("2 hours, Mon or Wed", "Mon or Wed"),
        ("9-11 Saturday Market stall", "9-11 Saturday"),
        ("3 April close of nominations", "3 April"),
        ("the course runs 10-12", "10-12"),
        ("on the 1st: £50", "1st"),
    ],
)
def test_dates_beside_such_numbers_stay(text: str, kept: str) -> None:
    assert kept in mask(text)[0]


def pieces(text: str) -> list[object]:
    return list(find_pieces(normalise(text)[0], 2026).pieces)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fri 4 Dec 2026", CalendarDay(4, 12, 2026, weekday=4)),
        ("3/4/27", CalendarDay(3, 4, 2027)),
        ("2027-04-03", CalendarDay(3, 4, 2027)),
        ("12/25/2026", CalendarDay(25, 12, 2026, month_first=True)),
        ("December 4th, 2026", CalendarDay(4, 12, 2026)),
        ("9 & 10 June", Run(CalendarDay(9, 6), CalendarDay(10, 6))),
        ("Mon 1 to Wed 3 March", Run(CalendarDay(1, 3, weekday=0), CalendarDay(3, 3, weekday=2))),
        ("30 Nov - 2 Dec", Run(CalendarDay(30, 11), CalendarDay(2, 12))),
        ("Tuesday week", NamedWeekday(1, weeks=1)),
        ("a week on Friday", NamedWeekday(4, weeks=1)),
    ],
)
def test_a_day_is_found_in_its_form(text: str, day: object) -> None:
    (piece,) = pieces(text)
    assert isinstance(piece, DatePiece)
    assert piece.only == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("at 2-3pm", "14:00", "15:00"),
        ("at 11.30am-1", "11:30", "13:00"),
        ("at 9.30 to 4", "09:30", "16:00"),
        ("at 10-11", "10:00", "11:00"),
        ("at 1-2", "13:00", "14:00"),
        ("at 9-5pm", "09:00", "17:00"),
        ("from 10pm-2am", "22:00", "02:00"),
        ("from 20:00-08:00", "20:00", "08:00"),
        ("at 1430hrs", "14:30", ""),
        ("at half two", "14:30", ""),
        ("at quarter to four", "15:45", ""),
        ("at 14h30", "14:30", ""),
        ("at noon", "12:00", ""),
        ("at ten o'clock", "10:00", ""),
        ("at 7 in the evening", "19:00", ""),
    ],
)
def test_a_time_is_found_and_falls_inside_the_working_day(text: str, start: str, end: str) -> None:
    (piece,) = pieces(text)
    assert isinstance(piece, TimePiece)
    hours = resolve_hours(piece)
    assert (f"{hours.start:%H:%M}", f"{hours.end:%H:%M}" if hours.end else "") == (start, end)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every other Tuesday", ("WEEKLY", 2, (1,), ())),
        ("Tuesdays and Thursdays", ("WEEKLY", 1, (1, 3), ())),
        ("2nd and 4th Thursday of the month", ("MONTHLY", 1, (3,), (2, 4))),
        ("last Friday of each month", ("MONTHLY", 1, (4,), (-1,))),
        ("every weekday", ("WEEKLY", 1, (0, 1, 2, 3, 4), ())),
        ("fortnightly on Mondays", ("WEEKLY", 2, (0,), ())),
    ],
)
def test_a_repeat_is_found(text: str, rule: tuple[object, ...]) -> None:
    (piece,) = pieces(text)
    assert isinstance(piece, RepeatPiece)
    assert (piece.freq, piece.interval, piece.weekdays, piece.nths) == rule


@pytest.mark.parametrize(
    ("text", "name", "offset"),
    [
        ("3pm GMT", "", 0),
        ("3pm BST", "", 60),
        ("3pm ET", "America/New_York", None),
        ("3pm London time", "Europe/London", None),
        ("3pm GMT Standard Time", "Europe/London", None),
        ("15:00 (UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London", None),
        ("15:00+01:00", "", 60),
    ],
)
def test_a_zone_is_found(text: str, name: str, offset: int | None) -> None:
    piece = pieces(text)[-1]
    assert isinstance(piece, ZonePiece)
    assert (piece.name, piece.offset) == (name, offset)


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("the board meets on ", Role.EVENT),
        ("please reply by ", Role.DEADLINE),
        ("thank you for coming to the launch on ", Role.PAST),
        ("minutes of the meeting held on ", Role.PAST),
        ("it will now be held on ", Role.NEW),
        ("instead of ", Role.OLD),
        ("starting ", Role.FROM),
    ],
)
def test_the_words_before_a_date_say_what_it_is_for(before: str, role: Role) -> None:
    assert date_role(before, before, "", has_start=False) is role


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("starts at ", Role.EVENT),
        ("doors ", Role.NOTE),
        ("finish at ", Role.END),
        ("now at ", Role.NEW),
        ("free until ", Role.DEADLINE),
    ],
)
def test_the_words_before_a_time_say_what_it_is_for(before: str, role: Role) -> None:
    assert time_role(before, "") is role


def test_slips_of_typing_still_name_their_day() -> None:
    assert [month_of(word) for word in ("decemeber", "febuary", "sept", "remember")] == [12, 2, 9, None]
    assert [weekday_of(word) for word in ("wendesday", "thurs", "weds", "holiday")] == [2, 3, 2, None]


def test_the_document_says_of_every_module_where_it_stands() -> None:
    root = Path(__file__).resolve().parents[2]
    told = (root / "docs" / "reading.md").read_text(encoding="utf-8")
    modules = [path for path in (root / "scheduling" / "reading").rglob("*.py") if "calfile" not in path.parts]
    assert [path.stem for path in modules if path.stem != "__init__" and f"`{path.stem}`" not in told] == []
