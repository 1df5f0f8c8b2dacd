"""What a person silences is taken back from Slack at once, with no worker running; what is too late is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.posting.reconciling import reconcile
from bot.posting.taking_back import take_back
from bot.store import ledger, subscriptions
from bot.store.settling import Only
from bot.store.tables import deliveries

FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
SECOND = datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND_OF_TIME = timedelta(seconds=1)
DELETE, LIST = "chat.deleteScheduledMessage", "chat.scheduledMessages.list"


def held_until(scene, ahead: timedelta) -> None:
    """Slack holds the first prompt, it is so long before its time, and no worker runs any more."""
    scene.set_up()
    scene.pass_to(FIRST - HOUR)
    assert held(scene) == [FIRST]
    scene.stand_in.slack.move_clock(FIRST - ahead)


def held(scene) -> list[datetime]:
    scheduled = scene.slack.workspace.scheduled.values()
    return [datetime.fromtimestamp(each.post_at, UTC) for each in scheduled]


def posts_after(scene, moment: datetime) -> int:
    """Prompts in the channel once that moment has passed without any worker."""
    scene.stand_in.slack.move_clock(moment)
    scene.stand_in.slack.run_due()
    return len([each for each in scene.slack.see(as_="member") if not each.only_you])


def pause_by_form(scene) -> str:
    scene.slack.type("/ally-weekly pause", as_="member")
    return scene.slack.submit({"Until": "2026-12-15"}, as_="member").modal


def type_words(words: str, as_: str = "member"):
    return lambda scene: scene.slack.type(f"/ally-weekly {words}", as_=as_).message.text


def change_by_form(scene) -> str:
    scene.slack.type("/ally-weekly change", as_="organiser")
    return scene.slack.submit({"Day": "Thursday"}, as_="organiser").modal


SILENCED = {
    "paused by the form": pause_by_form,
    "paused by words": type_words("pause until 15 December"),
    "skipped": type_words("skip"),
    "stopped": type_words("stop", "organiser"),
    "held": type_words("hold", "admin"),
    "moved to another day": change_by_form,
}


@pytest.mark.parametrize("how", SILENCED)
def test_what_is_silenced_ninety_seconds_before_its_time_does_not_appear_though_no_worker_runs(scene, how):
    held_until(scene, timedelta(seconds=90))
    said = SILENCED[how](scene)
    assert "still appear" not in said
    assert "not yet given back" not in said
    assert scene.stand_in.slack.wait_until(lambda: not held(scene))
    assert posts_after(scene, FIRST + HOUR) == 0


@pytest.mark.parametrize("how", [how for how in SILENCED if how != "skipped"])
def test_in_the_last_minute_slack_gives_nothing_back_and_the_person_is_told(scene, how):
    held_until(scene, timedelta(seconds=30))
    assert "due at 10:00 will probably still appear: Slack takes nothing back in the last minute" in SILENCED[how](
        scene
    )
    assert posts_after(scene, FIRST + HOUR) == 1


def test_a_skip_in_the_last_minute_is_refused(scene):
    held_until(scene, timedelta(seconds=30))
    assert "too late" in type_words("skip")(scene)
    assert posts_after(scene, FIRST + HOUR) == 1


def test_a_prompt_due_in_thirty_seconds_that_slack_does_not_hold_yet_never_appears(scene):
    scene.set_up()
    scene.stand_in.slack.move_clock(FIRST - timedelta(seconds=30))
    type_words("pause until 15 December")(scene)
    scene.pass_to(FIRST + HOUR)
    assert posts_after(scene, FIRST + 2 * HOUR) == 0


def test_where_slack_does_not_answer_the_pause_stands_and_a_worker_takes_it_back(scene):
    held_until(scene, 10 * MINUTE)
    for _ in range(8):
        scene.stand_in.slack.faults.add("rate_limited", LIST, seconds=30)
    said = type_words("pause until 15 December")(scene)
    assert "not yet given back the prompt due at 10:00; this is tried again every half minute" in said
    assert held(scene) == [FIRST]
    scene.stand_in.slack.faults.clear()
    scene.stand_in.slack.move_clock(FIRST - 9 * MINUTE)
    reconcile(scene.room)
    assert held(scene) == []


def test_the_form_tells_the_asker_afterwards_what_slack_did_not_give_back(scene):
    held_until(scene, 10 * MINUTE)
    for _ in range(8):
        scene.stand_in.slack.faults.add("rate_limited", LIST, seconds=30)
    assert "not yet given back" not in pause_by_form(scene)

    def told():
        return [each for each in scene.slack.see(as_="member") if "not yet given back" in each.text]

    assert scene.stand_in.slack.wait_until(told, 20)
    assert [each.only_you for each in told()] == [True]


def test_a_row_that_a_worker_holds_is_left_to_it(office):
    """A lease keeps two from one row; here it is held by a worker that is just looking at it."""
    found = office.subscribe()
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
        leased = {"lease": "another", "lease_until": office.now + 3 * MINUTE}
        connection.execute(deliveries.update().where(deliveries.c.state == "taking back").values(**leased))
    before = len(calls(office, DELETE))
    room = replace(office.room, patience=SECOND_OF_TIME)
    assert take_back(room, office.team, Only(found.id)) == [FIRST]
    assert len(calls(office, DELETE)) == before
    office.be_away_until(office.now + 4 * MINUTE)
    assert take_back(room, office.team, Only(found.id)) == []
    assert office.held() == []


def test_only_what_was_silenced_is_taken_back(office):
    quiet, _ = office.subscribe(), office.subscribe("planning")
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
    assert take_back(office.room, office.team, Only(quiet.id)) == []
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == []
    assert office.posted_at("planning") == [FIRST]


def test_a_deletion_that_nobody_wrote_down_is_unconfirmed_once_its_time_has_passed(office):
    """The worker died between Slack's answer and the record: deleted or posted, nobody can know."""
    office.subscribe()
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
        dead = {"lease": "dead", "lease_until": office.now}
        connection.execute(deliveries.update().where(deliveries.c.state == "taking back").values(**dead))
    office.stand_in.workspace.workspace.scheduled.clear()
    office.be_away_until(FIRST + HOUR)
    office.work()
    assert office.states()[0] == "unconfirmed"


def test_a_deletion_whose_answer_was_lost_is_found_out_before_its_time(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
    office.stand_in.slack.faults.add("lost", DELETE)
    office.work()
    assert office.states()[0] == "taking back"
    office.be_away_until(office.now + MINUTE)
    office.work()
    assert office.states()[0] == "withdrawn"


def test_what_slack_refused_to_give_back_and_then_posted_is_posted(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    office.be_away_until(FIRST - timedelta(seconds=40))
    with office.store.begin() as connection:
        subscriptions.pause(connection, office.team, office.channel(), until=None, now=office.now)
    office.work()
    assert office.states()[0] == "handed over"
    office.work_until(FIRST + HOUR)
    assert office.posted_at() == [FIRST]
    assert office.states()[0] == "posted"


def test_an_edit_in_the_last_minute_does_not_make_two_posts_in_one_week(office):
    office.subscribe()
    office.work_until(FIRST - HOUR)
    office.be_away_until(FIRST - timedelta(seconds=30))
    office.subscribe(weekday=3)
    office.work()
    for days in (2, 9):
        office.pass_slot(FIRST + timedelta(days=days))
    assert office.posted_at() == [FIRST, FIRST + timedelta(days=9)]


def test_a_hand_over_that_never_left_is_not_unconfirmed_when_it_was_silenced_meanwhile(office):
    """Slack cannot be reached while a channel is paused: certainly nothing was sent."""
    found = office.subscribe()
    office.be_away_until(FIRST - HOUR)
    office.stand_in.slack.faults.add("rate_limited", "chat.scheduleMessage", seconds=600)
    office.work()
    with office.store.begin() as connection:
        assert ledger.skip(connection, office.team, found.id, FIRST, now=office.now)
    office.be_away_until(FIRST + HOUR)
    office.work()
    assert office.states()[0] == "skipped"
    assert office.posts() == []


def calls(office, method: str) -> list[object]:
    return [call for call in office.stand_in.slack.calls if call.method == method]
