"""Confirmed days and channel prompts: a solemn day is where the workspace says it is, also for what Slack holds.

In 2029 Ashura is expected on Wednesday 23 May, or a day later by a local sighting; it is announced a few days before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.changes import Part, change, day_name
from bot.posting.opening import lead_of
from bot.posting.planning import _plan_batch as plan_batch
from bot.posting.planning import plan
from bot.settings import Settings
from bot.store import ledger, subscriptions, workspaces
from bot.store.calendars import save_override
from tests.posting.test_at_the_same_moment import Beside

SATURDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2029, 5, day) for day in (19, 22, 23, 24, 25))
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
WEEK = timedelta(weeks=1)
DELETE = "chat.deleteScheduledMessage"


def ten(day: date) -> datetime:
    """Ten o'clock in York, in summer."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def confirm(office, day: date | None, *, of: str = "ashura", near: date = WEDNESDAY, team: str = "") -> None:
    """Somebody confirms the day, or (None) takes the confirmation back."""
    wanted = {day_name(of, near): f"{day}" if day else None}
    with office.store.begin() as connection:
        assert change(connection, team or office.team, Part.DAYS, wanted, by="U1", now=office.now)


def chose(office, **chosen: object) -> None:
    with office.store.begin() as connection:
        assert change(connection, office.team, Part.POLICY, chosen, by="U1", now=office.now)


def from_the_week_before(office, day: date, **wishes: object) -> None:
    """A channel that has a prompt every week on that weekday, from the Saturday before on."""
    office.be_away_until(ten(SATURDAY))
    office.subscribe(weekday=day.weekday(), **wishes)


def with_slack(office, day: date) -> None:
    """Slack holds the prompt of that day, an hour before its time."""
    from_the_week_before(office, day)
    office.be_away_until(ten(day) - HOUR)
    office.work()
    assert office.held() == [ten(day)]


def posted(office) -> list[date]:
    return [moment.date() for moment in office.posted_at()]


@pytest.mark.parametrize(
    ("confirmed", "off"),
    [(None, {WEDNESDAY, THURSDAY}), (WEDNESDAY, {WEDNESDAY}), (THURSDAY, {THURSDAY}), (TUESDAY, {TUESDAY})],
)
@pytest.mark.parametrize("day", [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY])
def test_a_channel_is_left_in_peace_on_the_confirmed_day_or_on_each_that_may_be_it(office, confirmed, off, day):
    if confirmed:
        confirm(office, confirmed)
    from_the_week_before(office, day)
    office.pass_slot(ten(day))
    office.pass_slot(ten(day) + WEEK)
    assert posted(office) == ([] if day in off else [day]) + [day + WEEK]


def test_the_start_of_a_month_that_is_confirmed_moves_the_solemn_day_in_it(office):
    confirm(office, date(2029, 5, 13), of="islamic-new-year", near=date(2029, 5, 14))
    from_the_week_before(office, TUESDAY)
    office.pass_slot(ten(TUESDAY))
    office.pass_slot(ten(TUESDAY) + WEEK)
    assert posted(office) == [TUESDAY + WEEK]


def test_a_day_confirmed_once_its_slot_is_planned_is_left_in_peace(office):
    from_the_week_before(office, TUESDAY)
    office.be_away_until(ten(TUESDAY) - 20 * HOUR)
    plan(office.room)
    assert office.states() == ["planned"]
    confirm(office, TUESDAY)
    office.work()
    assert office.states() == ["withdrawn"]
    office.pass_slot(ten(TUESDAY))
    office.pass_slot(ten(TUESDAY) + WEEK)
    assert posted(office) == [TUESDAY + WEEK]


def test_what_slack_holds_for_a_day_that_is_then_confirmed_is_taken_back(office):
    with_slack(office, TUESDAY)
    confirm(office, TUESDAY)
    office.work()
    assert office.held() == []
    assert office.states() == ["withdrawn"]
    office.pass_slot(ten(TUESDAY))
    office.pass_slot(ten(TUESDAY) + WEEK)
    assert posted(office) == [TUESDAY + WEEK]


def test_what_was_taken_back_is_planned_anew_when_the_confirmation_is_taken_back_in_time(office):
    with_slack(office, TUESDAY)
    confirm(office, TUESDAY)
    office.work()
    office.be_away_until(ten(TUESDAY) - 40 * MINUTE)
    confirm(office, None)
    office.work()
    assert office.held() == [ten(TUESDAY)]
    office.pass_slot(ten(TUESDAY) + WEEK)
    assert posted(office) == [TUESDAY, TUESDAY + WEEK]


def test_a_day_that_becomes_free_gets_its_prompt_though_the_planner_passed_over_it(office):
    from_the_week_before(office, WEDNESDAY)
    office.be_away_until(ten(WEDNESDAY) - 20 * HOUR)
    office.work()
    assert office.deliveries() == []
    confirm(office, THURSDAY)
    office.pass_slot(ten(WEDNESDAY))
    assert posted(office) == [WEDNESDAY]


def test_a_confirmation_after_the_slot_was_composed_for_nothing_leaves_it_to_be_planned_again(office):
    """The hand-over looks at the calendar as well; what it leaves in peace is not lost when the day moves once more."""
    from_the_week_before(office, TUESDAY)
    office.be_away_until(ten(TUESDAY) - 20 * HOUR)
    plan(office.room)
    office.be_away_until(ten(TUESDAY) - HOUR)
    with office.store.begin() as connection:  # as by a process that died before it had anything planned anew
        save_override(connection, office.team, "ashura", TUESDAY, by="U1", now=office.now)
    office.work()
    assert office.states() == ["withdrawn"]
    confirm(office, THURSDAY)
    office.work()
    assert office.held() == [ten(TUESDAY)]
    office.pass_slot(ten(TUESDAY))
    assert posted(office) == [TUESDAY]


def test_with_a_long_lead_the_one_slot_moves_and_the_messages_of_the_others_stay(open_office):
    office = open_office(lead_of=lead_of(Settings(lead_hours=24 * 70)))
    from_the_week_before(office, WEDNESDAY)
    office.work()
    before = {row.slot.date(): row.message_id for row in office.deliveries()}
    assert len(office.held()) == len(before) > 7
    assert WEDNESDAY not in before
    confirm(office, THURSDAY)
    office.work()
    assert ten(WEDNESDAY) in office.held()
    confirm(office, WEDNESDAY)
    office.work()
    assert ten(WEDNESDAY) not in office.held()
    assert {row.slot.date(): row.message_id for row in office.deliveries() if row.slot != ten(WEDNESDAY)} == before
    assert len([call for call in office.stand_in.slack.calls if call.method == DELETE]) == 1


def test_a_slot_that_somebody_skipped_stays_skipped_when_its_day_becomes_free(office):
    from_the_week_before(office, FRIDAY)
    found = office.subscription()
    office.be_away_until(ten(FRIDAY) - 20 * HOUR)
    office.work()
    with office.store.begin() as connection:
        assert ledger.skip(connection, office.team, found.id, ten(FRIDAY), now=office.now)
    confirm(office, THURSDAY)
    office.pass_slot(ten(FRIDAY))
    assert office.posts() == []


def test_a_week_that_has_its_prompt_gets_no_second_one_because_a_day_became_free(office):
    from_the_week_before(office, TUESDAY)
    office.pass_slot(ten(TUESDAY))
    office.subscribe(weekday=FRIDAY.weekday())  # counts from next week, because this one has had its prompt
    confirm(office, THURSDAY)
    office.pass_slot(ten(FRIDAY))
    office.pass_slot(ten(FRIDAY) + WEEK)
    assert posted(office) == [TUESDAY, FRIDAY + WEEK]


def test_nothing_is_planned_during_a_hold_and_after_it_the_confirmed_day_is_left_in_peace(office):
    with_slack(office, TUESDAY)
    with office.store.begin() as connection:
        workspaces.hold(connection, office.team, by=None, now=office.now)
        subscriptions.hold_all(connection, office.team, now=office.now)
    confirm(office, TUESDAY)
    office.work()
    assert office.held() == []
    with office.store.begin() as connection:
        workspaces.release(connection, office.team, by=None, now=office.now)
        subscriptions.release_all(connection, office.team, now=office.now)
    office.pass_slot(ten(TUESDAY))
    office.pass_slot(ten(TUESDAY) + WEEK)
    assert posted(office) == [TUESDAY + WEEK]


def test_what_another_workspace_confirms_changes_nothing_here(office):
    with_slack(office, TUESDAY)
    confirm(office, TUESDAY, team="T0ELSEWHERE")
    office.work()
    office.pass_slot(ten(TUESDAY))
    assert posted(office) == [TUESDAY]


def test_a_confirmed_day_of_an_observance_that_left_our_list_stops_no_planning(office):
    with office.store.begin() as connection:
        save_override(connection, office.team, "no-longer-listed", TUESDAY, by="U1", now=office.now)
        save_override(connection, office.team, "bank-holiday", WEDNESDAY, by="U1", now=office.now)
    from_the_week_before(office, TUESDAY)
    office.pass_slot(ten(TUESDAY))
    assert posted(office) == [TUESDAY]


def test_the_question_after_twelve_weeks_moves_off_a_day_that_is_confirmed(office):
    office.be_away_until(ten(TUESDAY) - 12 * WEEK - HOUR)
    office.subscribe(weekday=TUESDAY.weekday())
    for week in range(12, 0, -1):
        office.pass_slot(ten(TUESDAY) - week * WEEK)
    before = len(office.posts())
    office.be_away_until(ten(TUESDAY) - HOUR)
    office.work()
    assert office.deliveries()[-1].kind == "question"
    confirm(office, TUESDAY)
    office.work()
    office.pass_slot(ten(TUESDAY))
    assert len(office.posts()) == before
    office.pass_slot(ten(TUESDAY) + WEEK)
    assert "twelve weeks" in office.posts()[-1].text
    assert posted(office)[-1] == TUESDAY + WEEK


def test_a_bank_holiday_of_a_nation_that_is_then_chosen_takes_back_what_slack_holds(office):
    """St Andrew's Day, a Monday in 2026."""
    andrew = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    office.subscribe(weekday=0)
    office.be_away_until(andrew - HOUR)
    office.work()
    assert office.held() == [andrew]
    chose(office, nation="Scotland")
    office.work()
    assert office.held() == []
    office.pass_slot(andrew)
    office.pass_slot(andrew + WEEK)
    assert office.posted_at() == [andrew + WEEK]


def test_a_day_that_is_no_longer_worked_takes_back_what_slack_holds_and_gives_it_again(office):
    with_slack(office, TUESDAY)
    chose(office, week=[0, 2, 3, 4])
    office.work()
    assert office.held() == []
    chose(office, week=None)
    office.work()
    assert office.held() == [ten(TUESDAY)]


def test_two_at_once_a_confirmation_catches_what_a_planner_is_just_putting_down(open_office, monkeypatch):
    office = open_office()
    from_the_week_before(office, TUESDAY)
    office.be_away_until(ten(TUESDAY) - HOUR)
    from bot.posting import planning

    confirming = []

    def put_down(connection, slots, *, now):
        confirming.append(Beside(lambda: confirm(office, TUESDAY)))
        ledger.put_down(connection, slots, now=now)

    with monkeypatch.context() as patched:
        patched.setattr(planning, "put_down", put_down)
        assert plan_batch(office.room)[0] == 1
        confirming[0].ended()
    plan(office.room)
    assert office.states() == ["withdrawn"]


def test_two_at_once_a_confirmation_and_a_hand_over_end_with_nothing_held(open_office):
    """The hand-over composed by the old calendar; the confirmation comes while it waits for Slack's answer."""
    office = open_office()
    from_the_week_before(office, TUESDAY)
    office.be_away_until(ten(TUESDAY) - HOUR)
    client_of = office.room.client_of
    confirming = []

    def confirming_first(workspace):
        if not confirming:
            confirming.append(Beside(lambda: (confirm(office, TUESDAY), plan(office.room))))
            confirming[0].ended()
        return client_of(workspace)

    office.room = replace(office.room, client_of=confirming_first)
    office.work()
    office.work()
    assert confirming
    assert office.held() == []
    office.pass_slot(ten(TUESDAY))
    assert office.posts() == []
