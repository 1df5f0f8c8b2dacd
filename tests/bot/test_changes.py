"""Changes and their undoing, on both databases: what is put back is what was, and nothing else moves."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.changes import (
    MOST_OWNERS,
    Part,
    Standing,
    TooManyOwnersError,
    change,
    change_words,
    day_name,
    terms_as_written,
)
from bot.errors import NotAllowedError
from bot.store import calendars, workspaces
from bot.store.calendars import SchoolHoliday, TermCalendar
from bot.store.erasure import forget_person, held_about
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
    (Part.OWNERS, {"U7": True, "U8": True}),
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
        undo(connection, "T1", first, by="U2", admin=True, now=NOW)
        assert Standing(connection, "T1").of(part, wanted) == before
        assert newest(connection).changed_by == "U2"
        with pytest.raises(CannotUndoError, match="nothing of that change to undo"):
            undo(connection, "T1", first, by="U2", admin=True, now=NOW)
    with store.begin() as connection:
        undo(connection, "T1", newest(connection).change_id, by="U1", admin=True, now=NOW)
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
        undo(connection, "T1", first.change_id, by="U1", admin=False, now=NOW)
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
        undo(connection, "T1", first, by="U1", admin=False, now=NOW)
    with store.read() as connection:
        assert set(Standing(connection, "T1").of(Part.WORDS, ["own-1"])["own-1"]["body"]) >= {"text", "document"}


def owners(connection, team="T1"):
    return set(workspaces.content_owners_of(connection, team))


def test_undoing_a_change_of_owners_leaves_those_whom_somebody_else_named_or_took_out_since(store):
    with store.begin() as connection:
        change(connection, "T1", Part.OWNERS, {"U1": True, "U2": True, "U3": True}, by="A1", now=NOW)
        first = newest(connection)
        change(connection, "T1", Part.OWNERS, {"U2": None, "U4": True}, by="A2", now=NOW)
        found = reversal(Standing(connection, "T1"), first)
        assert found is not None
        assert found.then == {"U1": None, "U3": None}, "U2 is out already"
        undo(connection, "T1", first.change_id, by="A1", admin=True, now=NOW)
        assert owners(connection) == {"U4"}


def test_somebody_who_is_as_before_the_change_again_is_left_alone_by_undoing_it(store):
    with store.begin() as connection:
        change(connection, "T1", Part.OWNERS, {"U1": True}, by="A1", now=NOW)
        change(connection, "T1", Part.OWNERS, {"U1": None, "U2": True}, by="A1", now=NOW)
        second = newest(connection)
        change(connection, "T1", Part.OWNERS, {"U1": True}, by="A2", now=NOW)
        found = reversal(Standing(connection, "T1"), second)
        assert found is not None
        assert found.then == {"U2": None}
        change(connection, "T1", Part.OWNERS, {"U1": None, "U2": None}, by="A2", now=NOW)
        found = reversal(Standing(connection, "T1"), second)
        assert found is not None
        assert found.then == {"U1": True}


def test_a_change_of_owners_is_undone_by_workspace_admins_alone(store):
    with store.begin() as connection:
        change(connection, "T1", Part.OWNERS, {"U1": True}, by="A1", now=NOW)
    with pytest.raises(NotAllowedError, match="Only workspace admins"), store.begin() as connection:
        undo(connection, "T1", newest(connection).change_id, by="U1", admin=False, now=NOW)
    with store.read() as connection:
        assert owners(connection) == {"U1"}


def test_a_change_from_when_only_numbers_were_kept_is_not_undone(store):
    with store.begin() as connection:
        workspaces.add_workspace(connection, "T1", NOW)
        workspaces.record_change(connection, "T1", part=Part.OWNERS, before=0, after=2, by="A1", now=NOW)
        with pytest.raises(CannotUndoError, match="nothing of that change to undo"):
            undo(connection, "T1", newest(connection).change_id, by="A1", admin=True, now=NOW)


def test_undoing_makes_no_more_owners_than_the_form_can_show(store):
    crowd = dict.fromkeys((f"U{number}" for number in range(MOST_OWNERS)), True)
    with store.begin() as connection:
        change(connection, "T1", Part.OWNERS, crowd, by="A1", now=NOW)
        change(connection, "T1", Part.OWNERS, {"U0": None}, by="A1", now=NOW)
        taken_out = newest(connection).change_id
        change(connection, "T1", Part.OWNERS, {"U99": True}, by="A1", now=NOW)
    with pytest.raises(TooManyOwnersError, match="would make 21 content owners"), store.begin() as connection:
        undo(connection, "T1", taken_out, by="A1", admin=True, now=NOW)
    with store.begin() as connection:
        assert len(owners(connection)) == MOST_OWNERS
        change(connection, "T1", Part.OWNERS, {"U99": None}, by="A1", now=NOW)
        undo(connection, "T1", taken_out, by="A1", admin=True, now=NOW)
        assert owners(connection) == set(crowd)


@pytest.mark.parametrize("first_in", ["undo", "forget"])
def test_somebody_forgotten_while_an_undo_is_at_work_stays_forgotten(store, first_in):
    with store.begin() as connection:
        change(connection, "T1", Part.OWNERS, {"U7": True, "U8": True}, by="A1", now=NOW)
        change(connection, "T1", Part.OWNERS, {"U7": None, "U8": None}, by="A1", now=NOW)
        taken_out = newest(connection).change_id

    def undoing(connection):
        undo(connection, "T1", taken_out, by="A1", admin=True, now=NOW)

    def forgetting(connection):
        forget_person(connection, "T1", "U7")

    acts = [undoing, forgetting] if first_in == "undo" else [forgetting, undoing]
    begun, done = threading.Event(), threading.Event()

    def second():
        begun.wait(10)
        with store.begin() as connection:
            acts[1](connection)
        done.set()

    other = threading.Thread(target=second)
    other.start()
    with store.begin() as connection:
        acts[0](connection)
        begun.set()
        assert not done.wait(0.3), "the second waits for the first"
    other.join(10)
    with store.read() as connection:
        assert owners(connection) == {"U8"}
        assert held_about(connection, "T1", "U7") == []


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
            undo(connection, team, number, by="U1", admin=False, now=NOW)
        assert workspaces.workspace_of(connection, team).policy == before
