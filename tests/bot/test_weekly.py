"""`/ally-weekly`: a channel's prompts set up, paused, skipped, stopped; and the buttons under a prompt."""

from __future__ import annotations

import pytest

from bot.store.subscriptions import subscription_in


@pytest.fixture
def set_up(slack):
    """Prompts in #general, where the bot is a member."""
    slack.workspace.channel("general").members.add(slack.workspace.bot.id)
    assert slack.type("/ally-weekly set up").modal
    done = slack.submit({"How often": "Every week", "Day": "Wednesday", "Time": "10:00"}).modal
    slack.close()
    return done


def test_a_channel_without_prompts_says_what_they_are_and_offers_to_begin(slack):
    answer = slack.type("/ally-weekly").message
    assert answer.only_you
    assert "has no prompts" in answer.text
    assert answer.buttons == ["Set up", "Preview"]


def test_setting_up_says_when_the_first_one_comes(set_up, slack):
    assert "Every Wednesday at 10:00 (Europe/London)" in set_up
    assert "Wed 25 November 2026 at 10:00" in set_up
    assert "invite" not in set_up
    standing = slack.type("/ally-weekly", as_="member").message.text
    assert "Next: Wed 25 November 2026 at 10:00" in standing


def test_where_the_bot_is_not_a_member_it_says_how_to_invite_it(slack):
    slack.workspace.channel("general").members.discard(slack.workspace.bot.id)
    assert slack.type("/ally-weekly set up").modal
    assert "/invite @Alongside" in slack.submit({"Time": "10:00"}).modal


def test_anybody_in_the_channel_may_pause_and_resume(set_up, slack):
    assert "Paused" in slack.type("/ally-weekly pause until 7 December 2026", as_="member").message.text
    assert "Paused until Mon 7 December 2026" in slack.type("/ally-weekly").message.text
    assert "Next: Wed 25 November" in slack.press("Resume").message.text


def test_the_next_one_can_be_skipped_and_brought_back(set_up, slack):
    assert "Next: Wed 25 November" in slack.type("/ally-weekly").message.text
    skipped = slack.press("Skip the next").message.text
    assert "Next: Wed 2 December" in skipped
    assert "Left out: Wed 25 November" in skipped
    assert "Next: Wed 25 November" in slack.press("Bring it back").message.text


def test_stopping_ends_them(bot, set_up, slack):
    assert "has no prompts" in slack.type("/ally-weekly stop").message.text
    with bot.desk.store.read() as connection:
        channel = slack.workspace.channel("general").id
        assert subscription_in(connection, slack.workspace.id, channel) is None


def test_a_preview_is_for_the_asker_alone_and_before_setting_up_too(slack):
    before = slack.type("/ally-weekly preview").message
    assert before.only_you
    assert "only you see it" in before.text
    assert "This week:" in before.text


def test_in_a_direct_message_it_says_where_prompts_belong(slack):
    assert "in the channel" in slack.type("/ally-weekly set up", in_="dm").message.text


def test_a_hold_of_the_workspace_shows(set_up, slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Hold all channel prompts", as_="admin").message
    assert "On hold" in slack.type("/ally-weekly").message.text


def test_holding_is_for_those_who_may(set_up, slack):
    assert "Only workspace admins" in slack.type("/ally-weekly hold", as_="member").message.text


def test_the_buttons_under_a_prompt_answer_the_reader_alone(slack):
    from bot.views.channel_prompts import post
    from content import library

    card = library.load().prompt_cards[0]
    said = post(card)
    channel = slack.workspace.channel("general")
    slack.slack.show(slack.workspace, channel, said.text, list(said.blocks), author=slack.workspace.bot)
    source = slack.press("Source").message
    assert source.only_you
    assert "our own writing" in source.text
    less = slack.press("Not for me").message
    assert less.only_you
    assert "mute this channel" in less.text


def test_the_question_after_twelve_weeks_can_be_answered_by_anybody(bot, set_up, slack):
    from bot.store.subscriptions import finish_run
    from bot.views.channel_prompts import question

    channel = slack.workspace.channel("general")
    with bot.desk.store.begin() as connection:
        found = subscription_in(connection, slack.workspace.id, channel.id)
        finish_run(connection, slack.workspace.id, found.id, now=bot.desk.clock())
    said = question(typed="/ally-weekly")
    slack.slack.show(slack.workspace, channel, said.text, list(said.blocks), author=slack.workspace.bot)
    assert "Next: Wed 25 November" in slack.press("Go on", as_="member").message.text
