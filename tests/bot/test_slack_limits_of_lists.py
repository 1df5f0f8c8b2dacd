"""Any list of 1 to 200 events, of any level and tradition, is shown within Slack's limits, and says how it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checking import Answer, Answers, answer_all
from bot.longer import as_table
from bot.views import check, check_table
from bot.views.blocks import words
from bot.views.clock import as_read
from scheduling.events import Inference, Inferred, Trait, Unread
from scheduling.levels import Level
from scheduling.observances.entries import TRADITIONS
from tests.bot.test_slack_limits import IN_2027, LONG, NOW, YORK, event, hold

#: As long as anything that people paste or calendars hold gets, and as short.
TITLES = ("", "Board", LONG, "名前" * 200, "&<>*_~`" * 60, "\u202e\u0001" + "A" * 500)


@cache
def pool() -> tuple[Answer, ...]:
    """One answer for each observance of 2027, and ordinary days and series between them."""
    events = [event(one.day, traits=frozenset(Trait)) for one in IN_2027.values()]
    events += [event(date(2027, 1, 1) + timedelta(days=7 * n), start="10:00", hours=1) for n in range(52)]
    series = [event(date(2027, 1, n), start=f"{8 + n}:00", hours=1, rrule="FREQ=WEEKLY") for n in range(4, 8)]
    return answer_all([*events, *series], (), policy=YORK, now=NOW, better_for=0).found


def test_the_pool_has_every_level_and_tradition():
    assert {answer.level for answer in pool()} == set(Level)
    shown = {finding.tradition for answer in pool() for finding in answer.check.findings}
    assert set(TRADITIONS) <= shown


@st.composite
def lists(draw):
    count = draw(st.integers(1, 200))
    first = draw(st.integers(0, len(pool()) - 1))
    inferred = draw(st.lists(st.sampled_from(Inferred), max_size=4))
    found = []
    for n in range(count):
        answer = pool()[(first + n * 7) % len(pool())]
        read = tuple(Inference(kind, f"{kind.value} was read as {n % 9}.") for kind in inferred)
        others = (answer.event,) if n % 5 == 0 else ()
        changed = replace(answer.event, title=TITLES[(first + n) % len(TITLES)], inferences=read, alternatives=others)
        found.append(replace(answer, check=replace(answer.check, event=changed)))
    left = draw(st.integers(0, 30))
    return Answers(tuple(found), (Unread(draw(st.sampled_from(TITLES)) or "x", LONG),) * left)


@settings(max_examples=20)
@given(answers=lists(), shareable=st.booleans(), certain=st.booleans(), twelve=st.booleans())
def test_any_list_keeps_to_the_limits(answers, shareable, certain, twelve):
    said = check.answered(answers, typed="/ally-check", shareable=shareable, certain=certain)
    hold(as_read(said, twelve_hour=twelve))
    for start in {0, len(answers.found) // 2, max(0, len(answers.found) - check_table.PAGE)}:
        page = check.details(Answers(answers.found[start : start + check_table.PAGE]))
        hold(page)
        assert "not complete" in words(page["blocks"][-1])
    rows = as_table(answers, twelve_hour=twelve).decode("utf-8-sig").count("\n")
    assert rows >= len(answers.found) + len(answers.unread) + 2


@pytest.mark.parametrize("count", range(1, 201))
def test_each_length_of_a_list_keeps_to_the_limits(count):
    found = pool()[:count]
    said = check.answered(Answers(found), typed="/ally-check")
    hold(said)
    text = "\n".join(map(words, said.blocks))
    if count > check_table.IN_FULL:
        shown = sum(f"\n{n}. " in f"\n{text}" for n in range(1, count + 1))
        assert shown == count or check_table.overflows(Answers(found))


def test_a_table_says_how_its_events_were_read_once_for_all_and_by_their_numbers(slack):
    lines = "\n".join(f"{day} March 2 to 3pm" for day in range(1, 6))
    said = slack.type(f"/ally-check {lines}\nFri 5 Dec 2026 3pm\n9 Dec 2026 at 8-9").message.text
    assert "How they were read" in said
    assert "1–5: No year was given: read as 2027." in said
    assert "6: The text says Friday, but 5 December 2026 is a Saturday: the date was used." in said
    assert "7: It could also mean Wed 9 December 2026, 20:00–21:00." in said
    assert said.count("School term dates for York are not loaded") == 1


def test_details_of_eight_busy_days_lose_nothing_for_want_of_blocks():
    busy = sorted(pool(), key=lambda answer: len(check.one(answer)))[-check_table.PAGE :]
    busy = [replace(answer, check=replace(answer.check, findings=answer.check.findings * 3)) for answer in busy]
    view = check.details(Answers(tuple(busy)))
    hold(view)
    shown = "\n".join(map(words, view["blocks"]))
    for answer in busy:
        for block in check.one(answer):
            assert words(block) in shown
