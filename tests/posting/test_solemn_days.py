"""A solemn day gets a prompt that was written for it, or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.own_words import words_of
from bot.posting.days_off import day_off, written_cards
from bot.posting.planning import plan
from bot.store import own_content
from bot.store.subscriptions import Wishes, save_subscription
from scheduling.places import find_place
from scheduling.policy import Policy

#: A Wednesday.
MEMORIAL = datetime(2027, 1, 27, 10, 0, tzinfo=UTC)
#: A Thursday: Stephen Lawrence Day, for which no prompt is written.
LAWRENCE = datetime(2027, 4, 22, 9, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)
YORK = Policy(place=find_place("York"))


def pass_weeks_around(office, slot: datetime, **wishes: object) -> list[date]:
    """The days on which a weekly channel gets something, of that one and the weeks before and after."""
    office.be_away_until(slot - WEEK - timedelta(days=2))
    office.subscribe(weekday=slot.weekday(), **wishes)
    for each in (slot - WEEK, slot, slot + WEEK):
        office.pass_slot(each)
    return [moment.date() for moment in office.posted_at()]


def hide(office, card: str) -> None:
    with office.store.begin() as connection:
        own_content.save_own_card(
            connection, office.team, own_content.OwnCard(card_id=card, kind="prompt", body=None, hidden=True),
            now=office.now,
        )  # fmt: skip


def test_holocaust_memorial_day_gets_the_prompt_written_for_it_and_nothing_else(office):
    assert pass_weeks_around(office, MEMORIAL) == [date(2027, 1, 20), date(2027, 1, 27), date(2027, 2, 3)]
    assert "Today remembers the people murdered in the Holocaust" in office.posts()[1].text


def test_a_channel_whose_themes_do_not_allow_it_is_left_in_peace(office):
    assert pass_weeks_around(office, MEMORIAL, themes=("mentoring",)) == [date(2027, 1, 20), date(2027, 2, 3)]


def test_a_channel_whose_themes_allow_it_gets_it(office):
    assert date(2027, 1, 27) in pass_weeks_around(office, MEMORIAL, themes=("empathy", "mentoring"))


def test_a_workspace_that_hides_the_prompt_is_left_in_peace(office):
    hide(office, "occasion-holocaust-memorial-day")
    assert pass_weeks_around(office, MEMORIAL) == [date(2027, 1, 20), date(2027, 2, 3)]


def test_a_prompt_that_is_hidden_after_its_slot_was_planned_leaves_the_day_in_peace(office):
    office.be_away_until(MEMORIAL - timedelta(days=2))
    office.subscribe(weekday=2)
    office.be_away_until(MEMORIAL - 12 * HOUR)
    plan(office.room)
    assert office.states() == ["planned"]
    hide(office, "occasion-holocaust-memorial-day")
    office.pass_slot(MEMORIAL)
    assert office.posts() == []
    office.pass_slot(MEMORIAL + WEEK)
    assert [moment.date() for moment in office.posted_at()] == [date(2027, 2, 3)]


def test_a_solemn_day_for_which_nothing_is_written_is_left_in_peace(office):
    assert pass_weeks_around(office, LAWRENCE) == [date(2027, 4, 15), date(2027, 4, 29)]


@pytest.mark.parametrize(
    ("day", "why", "cards"),
    [
        (date(2026, 11, 11), "Remembrance Day", ["occasion-remembrance"]),
        (date(2027, 1, 27), "Holocaust Memorial Day", ["occasion-holocaust-memorial-day"]),
        (date(2027, 4, 28), "Workers’ Memorial Day", ["occasion-workers-memorial-day"]),
        (date(2029, 11, 11), "Remembrance Day", ["occasion-remembrance"]),  # the Sunday, too
        # Yom HaShoah fell on Workers' Memorial Day in 2022: what is written for one is not written for the other.
        (date(2022, 4, 28), "Yom HaShoah", []),
        (date(2027, 3, 26), "Good Friday", []),
        (date(2026, 12, 28), "Boxing Day", []),
        (date(2026, 11, 25), "", []),
    ],
)
def test_what_is_off_and_what_is_written_for_it(store, day, why, cards):
    with store.begin() as connection:
        now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        channel = save_subscription(connection, "T1", "C1", Wishes(), by="U1", now=now)
        words = words_of(connection, "T1")
    assert day_off(YORK)(day).startswith(why)
    assert bool(day_off(YORK)(day)) == bool(why)
    assert [card.id for card in written_cards(YORK, words, channel, day)] == cards


def test_the_status_names_a_solemn_day_that_is_left_out_and_shows_one_that_is_used(scene):
    scene.stand_in.slack.move_clock(MEMORIAL - timedelta(days=2))
    scene.set_up(Day="Wednesday")
    assert "comes on Wed 27 January 2027" in scene.slack.type("/ally-weekly").message.text.replace("*", "")
    preview = scene.slack.type("/ally-weekly preview").message.text
    assert "murdered in the Holocaust" in preview
    scene.slack.type("/ally-weekly change")
    scene.slack.submit({"Themes": ["Mentoring"]})
    scene.slack.close()
    status = scene.slack.type("/ally-weekly").message.text.replace("*", "")
    assert "Wed 27 January 2027: Holocaust Memorial Day" in status
    assert "comes on Wed 3 February 2027" in status
