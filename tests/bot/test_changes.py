"""Changes and their undoing, on both databases: what is put back is what was, and nothing else moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.changes import Part, Standing, change, change_words, day_name, terms_as_written
from bot.store import calendars, workspaces
from bot.store.calendars import SchoolHoliday, TermCalendar
from bot.undoing import CannotUndoError, reversal, undo
from content import drafts, library, own
from content.errors import ContentError

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HALF_TERM = SchoolHoliday("Half term", date(2027, 2, 13), date(2027, 2, 21))
YORK = TermCalendar("York", date(2026, 11, 22), date(2026, 9, 1), date(2027, 7, 21), (HALF_TERM,))
EID = day_name("eid-al-fitr", date(2027, 3, 10))

#: One change of each part, and the name that it touches.
EACH = [
    (Part.POLICY, {"core": ["10:00", "15:00"]}),
    (Part.POLICY, {"spellings": {"diwali": "Deepavali"}}),
    (Part.HOLD, {"hold": True}),
    (Part.DAYS, {EID: "2027-03-10"}),
    (Part.TERMS, {"York": terms_as_written(YORK)}),
    (Part.WORDS, {"q16": {"card_id": "q16", "kind": "ours", "body": None, "hidden": True, "review_on": None}}),
]


#: A workspace of its own for each example of a law.
TEAMS = (f"T-law-{number}" for number in count())


def newest(connection, team="T1"):
    return workspaces.changes_of(connection, team, limit=1)[0]


@pytest.mark.parametrize(("part", "wanted"), EACH, ids=[f"{part}-{n}" for n, (part, _) in enumerate(EACH)])
def test_a_change_of_any_part_is_undone_and_the_undoing_too(store, part, wanted):
    with store.begin() as connection:
        before = Standing(connection, "T1").of(part, wanted)
        assert change(connection, "T1", part, wanted, by="U1", now=NOW)
        assert not change(connection, "T1", part, wanted, by="U1", now=NOW), "the same again is no change"
        first = newest(connection).change_id
    with store.begin() as connection:
        assert Standing(connection, "T1").of(part, wanted) == wanted
        undo(connection, "T1", first, by="U2", now=NOW)
        assert Standing(connection, "T1").of(part, wanted) == before
        assert newest(connection).changed_by == "U2"
        with pytest.raises(CannotUndoError, match="nothing of that change to undo"):
            undo(connection, "T1", first, by="U2", now=NOW)
    with store.begin() as connection:
        undo(connection, "T1", newest(connection).change_id, by="U1", now=NOW)
        assert Standing(connection, "T1").of(part, wanted) == wanted
        assert Standing(connection, "T2").of(part, wanted) == before, "another workspace saw nothing of it"


def test_a_confirmed_day_replaces_another_of_the_same_occurrence_only(store):
    with store.begin() as connection:
        for day in (date(2027, 3, 10), date(2028, 2, 27), date(2027, 3, 9)):
            change(connection, "T1", Part.DAYS, {day_name("eid-al-fitr", day): f"{day}"}, by="U1", now=NOW)
        found = [one.day for one in calendars.overrides_of(connection, "T1")]
        assert found == [date(2027, 3, 9), date(2028, 2, 27)]


def test_a_change_of_the_same_setting_since_is_told_and_gone_after_undoing(store):
    with store.begin() as connection:
        change(connection, "T1", Part.POLICY, {"late": "17:30", "evening": "19:00"}, by="U1", now=NOW)
        first = newest(connection)
        change(connection, "T1", Part.POLICY, {"late": "18:00"}, by="U2", now=NOW)
        found = reversal(Standing(connection, "T1"), first)
        assert found is not None
        assert (found.now, found.then) == ({"late": "18:00", "evening": "19:00"}, {"late": None, "evening": None})
        assert list(found.again) == ["late"]
        undo(connection, "T1", first.change_id, by="U1", now=NOW)
        assert workspaces.workspace_of(connection, "T1").policy == {}


def test_a_source_that_another_card_cites_is_not_taken_from_under_it(store):
    words = library.load()
    fields = {
        "kind": "speech", "text": "We listen.", "speaker": "Sam", "role": "Head", "organisation": "A trust",
        "themes": ["listening"], "title": "T", "author": "A", "date": "2024", "review": "2027-11-22", "verified": "y",
    }  # fmt: skip
    records = drafts.drafted("own-1", "quotation", fields, words, [], today=NOW.date(), new=True)
    body = {**records[1].body, "id": "own-2", "text": "We hear.", "digest": ""}
    second = own.add("quotation", body, words, records)
    with store.begin() as connection:
        change_words(connection, "T1", records, by="U1", now=NOW)
        first = newest(connection).change_id
        change_words(connection, "T1", [second], by="U1", now=NOW)
    with pytest.raises(ContentError, match="Another card cites the same source"), store.begin() as connection:
        undo(connection, "T1", first, by="U1", now=NOW)
    with store.read() as connection:
        assert set(Standing(connection, "T1").of(Part.WORDS, ["own-1"])["own-1"]["body"]) >= {"text", "document"}


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "core": st.sampled_from([None, ["10:00", "15:00"], ["09:00", "14:00"]]),
        "late": st.sampled_from([None, "17:30", "18:00"]),
        "outside": st.sampled_from([None, True]),
    },
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CHOICES, min_size=1, max_size=6))
def test_undoing_every_change_from_the_newest_leads_back_to_the_beginning(store, made):
    team = next(TEAMS)
    with store.begin() as connection:
        before = dict(workspaces.workspace_of(connection, team).policy)
        numbers = []
        for number, chosen in enumerate(made):
            if change(connection, team, Part.POLICY, chosen, by="U1", now=NOW + timedelta(seconds=number)):
                numbers.append(newest(connection, team).change_id)
        for number in reversed(numbers):
            undo(connection, team, number, by="U1", now=NOW)
        assert workspaces.workspace_of(connection, team).policy == before
