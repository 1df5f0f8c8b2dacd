"""`/ally-weekly` speaks to each person on their own clock, and to a channel on the workspace's."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.changes import change_words
from bot.store import own_content
from content import drafts, library

FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ON_24_HOURS = re.compile(r"\b\d\d:\d\d\b")
ON_12_HOURS = re.compile(r"\d [ap]m\b")


def typed(words: str, as_: str = "member"):
    return lambda scene: scene.slack.type(f"/ally-weekly {words}".strip(), as_=as_).message.text


def pressed(label: str, after: str = ""):
    def press(scene) -> str:
        scene.slack.type(f"/ally-weekly {after}".strip(), as_="member")
        return scene.slack.press(label, as_="member").message.text

    return press


def submitted(words: str, filled: dict[str, str], as_: str):
    def submit(scene) -> str:
        scene.slack.type(f"/ally-weekly {words}", as_=as_)
        return scene.slack.submit(filled, as_=as_).modal

    return submit


#: Every way to an answer that names an hour, half a minute before the first prompt.
ANSWERS = {
    "status": typed(""),
    "preview": typed("preview"),
    "set up anew": submitted("change", {"Day": "Thursday"}, "organiser"),
    "paused by the form": submitted("pause", {"Until": "2026-12-15"}, "member"),
    "paused by words": typed("pause until 15 December"),
    "stopped": typed("stop", "organiser"),
    "held": typed("hold", "admin"),
}
#: The same when the first prompt is a day ahead.
EARLIER = {
    "set up": lambda scene: scene.set_up(Time="15:30"),
    "skipped": pressed("Skip the next"),
    "brought back": pressed("Bring it back", after="skip"),
    "resumed": pressed("Resume", after="pause until 15 December"),
}


def held_by_slack(scene) -> None:
    """Slack holds the first prompt, half a minute before its time."""
    scene.set_up()
    scene.pass_to(FIRST - HOUR)
    scene.stand_in.slack.move_clock(FIRST - timedelta(seconds=30))


def speak(scene, locale: str) -> None:
    for who in ("member", "organiser", "admin"):
        scene.slack.person(who).locale = locale


@pytest.mark.parametrize("how", ANSWERS)
def test_somebody_whose_slack_speaks_american_reads_twelve_hours(scene, how):
    speak(scene, "en-US")
    held_by_slack(scene)
    said = ANSWERS[how](scene)
    assert "10 am" in said
    assert not ON_24_HOURS.search(said)


@pytest.mark.parametrize("how", EARLIER)
def test_twelve_hours_are_read_in_what_comes_of_a_button_as_well(scene, how):
    speak(scene, "en-US")
    scene.set_up()
    said = EARLIER[how](scene)
    assert "10 am" in said or "3:30 pm" in said
    assert not ON_24_HOURS.search(said)


@pytest.mark.parametrize("how", ANSWERS)
def test_somebody_whose_slack_speaks_british_reads_twenty_four(scene, how):
    speak(scene, "en-GB")
    held_by_slack(scene)
    said = ANSWERS[how](scene)
    assert "10:00" in said
    assert not ON_12_HOURS.search(said)


def test_two_people_in_one_channel_read_each_their_own_clock(scene):
    scene.set_up(Time="15:30")
    scene.slack.person("member").locale = "en-US"
    assert "Tuesday 3:30 pm (Europe/London)" in typed("")(scene)
    assert "Tuesday 15:30 (Europe/London)" in typed("", as_="organiser")(scene)


def test_the_form_keeps_the_hour_that_slack_shows_in_its_own_way(scene):
    speak(scene, "en-US")
    scene.set_up(Time="15:30")
    scene.slack.type("/ally-weekly change", as_="organiser")
    assert scene.slack.value("Time", as_="organiser") == "15:30"


def test_what_slack_did_not_give_back_is_told_to_the_asker_on_their_clock(scene):
    speak(scene, "en-US")
    scene.set_up()
    scene.pass_to(FIRST - HOUR)
    scene.stand_in.slack.move_clock(FIRST - timedelta(minutes=10))
    for _ in range(8):
        scene.stand_in.slack.faults.add("rate_limited", "chat.scheduledMessages.list", seconds=30)
    assert "Paused" in submitted("pause", {"Until": "2026-12-15"}, "member")(scene)

    def told():
        return [each for each in scene.slack.see(as_="member") if "not yet given back" in each.text]

    assert scene.stand_in.slack.wait_until(told, 20)
    assert "the prompt due at 10 am" in told()[0].text


def test_what_the_channel_reads_keeps_the_workspaces_way_and_the_preview_shows_it_so(scene):
    only_this_prompt(scene, act="At 15:30 today, ask who has not spoken.")
    speak(scene, "en-US")
    scene.set_up()
    preview = typed("preview")(scene)
    assert "This is what the channel would see on Tue 1 December 2026 at 10 am:" in preview
    assert "At 15:30 today" in preview
    scene.pass_to(FIRST - HOUR)
    scene.pass_to(FIRST + timedelta(minutes=5))
    (post,) = [each for each in scene.slack.see(as_="member") if not each.only_you]
    assert "At 15:30 today" in post.text


def only_this_prompt(scene, *, act: str) -> None:
    """A prompt of the workspace's own, and every other one hidden."""
    fields = {
        "situation": "chairing", "themes": ["listening"], "notice": "Rooms have a loud end.", "act": act,
        "if_then": "If somebody is quiet, then I will wait.", "source": "our staff networks", "review": "2027-11-22",
    }  # fmt: skip
    words, team, now = library.load(), scene.slack.workspace.id, scene.desk.clock()
    records = drafts.drafted("own-1", "prompt", fields, words, [], today=now.date(), new=True)
    with scene.desk.store.begin() as connection:
        change_words(connection, team, records, by="U1", now=now)
        for card in words.prompt_cards:
            hidden = own_content.OwnCard(card_id=card.id, kind="prompt", body=None, hidden=True)
            own_content.save_own_card(connection, team, hidden, now=now)
