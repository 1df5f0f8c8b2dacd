"""Somebody confirms a day, or changes the place, in Slack: what is held for a wrong day goes at once, with no worker.

In 2029 Ashura is expected on Wednesday 23 May, or a day later by a local sighting.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

TUESDAY, WEDNESDAY = (datetime(2029, 5, day, 9, 0, tzinfo=UTC) for day in (22, 23))
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
WEEK = timedelta(weeks=1)
LIST = "chat.scheduledMessages.list"


def held(scene) -> list[datetime]:
    scheduled = scene.slack.workspace.scheduled.values()
    return sorted(datetime.fromtimestamp(each.post_at, UTC) for each in scheduled)


def holds(scene, *slots: datetime) -> bool:
    """Whether Slack comes to hold just those; a listener may still be at work."""
    return bool(scene.stand_in.slack.wait_until(lambda: held(scene) == list(slots), 20))


def held_until(scene, slot: datetime, ahead: timedelta, day: str) -> None:
    """Slack holds the prompt of that slot, it is so long before its time, and no worker runs any more."""
    scene.stand_in.slack.move_clock(slot - timedelta(days=3))
    scene.set_up(Day=day)
    scene.pass_to(slot - HOUR)
    assert held(scene) == [slot]
    scene.stand_in.slack.move_clock(slot - ahead)


def open_days(scene) -> None:
    assert scene.slack.type("/ally settings", as_="admin").message.only_you
    assert scene.slack.press("Days and terms", as_="admin").modal


def confirm(scene, day: str) -> None:
    open_days(scene)
    assert scene.slack.press("Confirm a day", as_="admin").modal
    assert scene.slack.submit({"Observance": "ashura", "First day": day}, as_="admin").until("Confirmed.")
    scene.slack.close(as_="admin")


def status(scene) -> str:
    return scene.slack.type("/ally-weekly", as_="member").message.text.replace("*", "")


def posts(scene, moment: datetime) -> int:
    """Prompts in the channel once that moment has passed without any worker."""
    scene.stand_in.slack.move_clock(moment)
    scene.stand_in.slack.run_due()
    return len([each for each in scene.slack.see(as_="member") if not each.only_you])


def test_a_day_that_is_confirmed_takes_back_what_slack_holds_and_the_status_says_why(scene):
    held_until(scene, TUESDAY, 10 * MINUTE, "Tuesday")
    confirm(scene, "2029-05-22")
    assert holds(scene)
    said = status(scene)
    assert "Tue 22 May 2029: Ashura" in said
    assert "comes on Tue 29 May 2029" in said
    assert posts(scene, TUESDAY + HOUR) == 0


def test_undoing_the_confirmation_from_the_history_plans_it_anew(scene):
    held_until(scene, TUESDAY, 40 * MINUTE, "Tuesday")
    confirm(scene, "2029-05-22")
    assert holds(scene)
    assert scene.slack.type("/ally settings", as_="admin").message.only_you
    assert scene.slack.press("Undo", as_="admin").until("Undone on")
    assert "comes on Tue 22 May 2029" in status(scene)
    scene.pass_to(TUESDAY - 30 * MINUTE)
    assert holds(scene, TUESDAY)
    assert posts(scene, TUESDAY + HOUR) == 1


def test_a_confirmation_that_is_removed_gives_the_day_back_to_those_who_wait(scene):
    held_until(scene, TUESDAY, 40 * MINUTE, "Tuesday")
    confirm(scene, "2029-05-22")
    assert holds(scene)
    open_days(scene)
    assert scene.slack.press("Remove", as_="admin").until("counts as expected again")
    scene.pass_to(TUESDAY - 30 * MINUTE)
    assert holds(scene, TUESDAY)


def test_a_day_confirmed_for_the_day_after_frees_the_day_that_was_expected(scene):
    scene.stand_in.slack.move_clock(WEDNESDAY - timedelta(days=3))
    assert "comes on Wed 30 May 2029" in scene.set_up(Day="Wednesday")
    assert "Wed 23 May 2029: Ashura" in status(scene)
    confirm(scene, "2029-05-24")
    assert "comes on Wed 23 May 2029" in status(scene)
    scene.pass_to(WEDNESDAY - HOUR)
    assert held(scene) == [WEDNESDAY]
    assert posts(scene, WEDNESDAY + HOUR) == 1


def test_another_nation_takes_back_what_slack_holds_for_its_bank_holiday(scene):
    """The second of January is a bank holiday in Scotland only; a Tuesday in 2029."""
    second = datetime(2029, 1, 2, 10, 0, tzinfo=UTC)
    held_until(scene, second, 10 * MINUTE, "Tuesday")
    assert scene.slack.type("/ally settings", as_="admin").message.only_you
    assert scene.slack.press("Change", as_="admin").modal
    assert scene.slack.submit({"Nation": "Scotland"}, as_="admin").until("Latest changes")
    assert holds(scene)
    assert posts(scene, second + HOUR) == 0


def test_in_the_last_minute_whoever_confirms_the_day_is_told_that_it_appears_all_the_same(scene):
    held_until(scene, TUESDAY, timedelta(seconds=30), "Tuesday")
    confirm(scene, "2029-05-22")

    def told():
        return [seen for seen in scene.slack.see(as_="admin", in_="dm") if "will probably still appear" in seen.text]

    assert scene.stand_in.slack.wait_until(told, 20)
    assert told()[0].text.startswith("The days without channel prompts have changed. The prompt due at 10:00")
    assert posts(scene, TUESDAY + HOUR) == 1


def test_where_slack_does_not_answer_the_confirmation_stands_and_a_worker_takes_it_back(scene):
    held_until(scene, TUESDAY, 10 * MINUTE, "Tuesday")
    for _ in range(8):
        scene.stand_in.slack.faults.add("rate_limited", LIST, seconds=30)
    confirm(scene, "2029-05-22")

    def told():
        return [seen for seen in scene.slack.see(as_="admin", in_="dm") if "not yet given back" in seen.text]

    assert scene.stand_in.slack.wait_until(told, 20)
    assert held(scene) == [TUESDAY]
    scene.stand_in.slack.faults.clear()
    scene.pass_to(TUESDAY - 8 * MINUTE)
    assert held(scene) == []
