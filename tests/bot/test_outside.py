"""Channels shared with other organisations (Slack Connect): quiet, unless an admin allows answers there."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.store.states import PauseReason, SubscriptionState
from bot.store.subscriptions import Wishes, save_subscription, subscription_in

FRIDAY = "Fri 4 Dec 2026, 3-4.30pm"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def partners(slack):
    """A channel that is shared with another organisation, with somebody of theirs in it."""
    with slack.slack.lock:
        guest = slack.workspace.add_person("sam", "Sam Okoro", home="T0PARTNER", admin=True)
        people = [*slack.workspace.people.values(), slack.workspace.bot]
        slack.workspace.add_channel("partners", members=people, shared=True)
    return guest


def allow(slack):
    assert slack.type("/ally settings", as_="admin").message
    assert slack.press("Change", as_="admin").modal
    entered = {"Shared channels": ["Answer in channels shared with other organisations"]}
    assert "Saved" in slack.submit(entered, as_="admin").modal
    slack.close(as_="admin")


def mention(slack, as_):
    """Mention the bot; the bot has then heard of it, and where it stays quiet it has done all that it does."""
    heard = slack.acting.delivery.log
    before = len(heard)
    answer = slack.type(f"@{slack.workspace.bot.name} {FRIDAY}", as_=as_, in_="partners")
    assert slack.slack.wait_until(lambda: len(heard) > before, 5)
    assert heard[-1][1].taken
    return answer


def said_there(slack):
    """Everything that the bot said in the shared channel."""
    return [
        seen for seen in slack.see(as_="organiser", in_="partners") if seen.message.author == slack.workspace.bot.id
    ]


def test_somebody_of_another_organisation_who_mentions_the_bot_hears_nothing(slack, partners):
    mention(slack, partners)
    assert said_there(slack) == []
    assert [seen.text for seen in slack.see(as_=partners, in_="partners") if seen.only_you] == []


def test_a_colleague_who_mentions_the_bot_there_is_told_why_it_is_quiet_and_alone(slack, partners):
    answer = mention(slack, "organiser").message
    assert answer.only_you
    assert "shared with another organisation" in answer.text
    assert "direct message" in answer.text
    assert "Shabbat" not in answer.text


def test_an_admin_may_allow_answers_there_and_they_still_go_to_the_asker_alone(slack, partners):
    allow(slack)
    for person in ("organiser", partners):
        answer = mention(slack, person).message
        assert "Shabbat" in answer.text
        assert answer.only_you


def test_a_direct_message_and_another_channel_are_answered_as_ever(slack, partners):
    assert "Shabbat" in slack.type(FRIDAY, in_="dm").message.text
    assert "Shabbat" in slack.type(f"/ally-check {FRIDAY}", in_="general").message.text


def test_the_menu_of_a_message_of_theirs_shows_that_the_channel_is_shared(slack, partners):
    slack.type(FRIDAY, as_=partners, in_="partners")
    theirs = slack.last(in_="partners")
    said = slack.shortcut("Check these dates", on=theirs).message
    assert said.only_you
    assert "shared with another organisation" in said.text
    allow(slack)
    assert "Shabbat" in slack.shortcut("Check these dates", on=theirs).message.text


def test_slack_offers_our_commands_to_nobody_of_another_organisation(slack, partners):
    assert "not a valid command" in slack.type("/ally-quote", as_=partners, in_="partners").text


def test_sharing_into_a_channel_shared_with_others_is_not_offered(slack, partners):
    assert slack.type(f"/ally-check {FRIDAY}", in_="partners").message.only_you
    assert slack.press("Share here").modal
    assert slack.value("Share in") == ""
    with pytest.raises(AssertionError, match="does not offer"):
        slack.fill({"Share in": "partners"})
    assert "required" in str(slack.submit().errors)
    assert slack.submit({"Share in": "planning"}).closed
    assert "Shabbat" in slack.last(in_="planning").text
    assert [seen for seen in said_there(slack) if not seen.only_you] == []


def test_sharing_there_is_offered_once_an_admin_allows_it(slack, partners):
    allow(slack)
    assert slack.type("/ally-quote", in_="partners").message.only_you
    assert slack.press("Share here").modal
    assert slack.submit().closed
    assert not slack.last(in_="partners").only_you


def test_prompts_cannot_be_set_up_there_until_an_admin_allows_it(slack, partners):
    slack.type("/ally-weekly set up", in_="partners")
    assert "required" in str(slack.submit({}).errors)
    assert "in which you asked" in str(slack.submit({"Channel": "planning"}).errors)
    slack.close()
    allow(slack)
    slack.type("/ally-weekly set up", in_="partners")
    assert "The next one comes on" in slack.submit({}).modal


def test_the_form_in_a_channel_of_our_own_has_that_channel_chosen(slack):
    slack.type("/ally-weekly set up", in_="planning")
    assert slack.value("Channel") == slack.workspace.channel("planning").id


def test_a_channel_that_was_shared_later_gets_no_more_prompts_and_its_owner_is_to_be_told(bot, slack, partners):
    channel, team = slack.workspace.channel("partners"), slack.workspace.id
    with bot.desk.store.begin() as connection:
        wishes = Wishes(every_weeks=1, weekday=1, at=time(10))
        save_subscription(connection, team, channel.id, wishes, by=slack.person("organiser").id, now=NOW)
    mention(slack, partners)
    assert said_there(slack) == []
    with bot.desk.store.read() as connection:
        found = subscription_in(connection, team, channel.id)
    assert (found.state, found.pause_reason) == (SubscriptionState.PAUSED, PauseReason.POSTING_RESTRICTED)
    assert "shared with another organisation" in slack.type("/ally-weekly", in_="partners").message.text


def test_a_button_pressed_by_somebody_of_another_organisation_says_so_to_them_alone(slack, partners):
    said = "A prompt"
    with slack.slack.lock:
        slack.slack.show(slack.workspace, slack.workspace.channel("partners"), said, PROMPT_BUTTONS)
    answer = slack.press("Source", as_=partners).message
    assert answer.only_you
    assert "of the organisation that installed it" in answer.text


PROMPT_BUTTONS = [
    {
        "type": "actions",
        "block_id": "buttons",
        "elements": [
            {
                "type": "button",
                "text": {"type": "plain_text", "text": "Source"},
                "action_id": "channel_prompt_source",
                "value": "no-card",
            }
        ],
    }
]


def test_an_admin_of_another_organisation_is_no_admin_here(bot, slack, partners):
    allow(slack)
    with slack.slack.lock:
        buttons = [PROMPT_BUTTONS[0] | {"elements": [SETTINGS_BUTTON]}]
        slack.slack.show(slack.workspace, slack.workspace.channel("partners"), "Settings", buttons)
    assert "Only workspace admins" in slack.press("Change", as_=partners).message.text


SETTINGS_BUTTON = {
    "type": "button",
    "text": {"type": "plain_text", "text": "Change"},
    "action_id": "settings_change",
}


def test_slackbot_is_not_answered(slack):
    event = {
        "type": "message",
        "channel": "D0SLACKBOT",
        "channel_type": "im",
        "user": "USLACKBOT",
        "text": "You have been removed from #partners by Jo on Fri 4 Dec 3pm",
        "ts": "1.1",
    }
    before = len(slack.workspace.messages)
    assert slack.send_event(event)[0].taken
    assert slack.type("/ally privacy").message.only_you
    assert len(slack.workspace.messages) == before + 1


def test_a_form_that_somebody_of_another_organisation_sends_is_not_taken(slack, partners):
    allow(slack)
    mention(slack, partners).until("Shabbat")
    assert slack.press("Adjust and check again", as_=partners).modal
    assert slack.type("/ally settings", as_="admin").message
    assert slack.press("Change", as_="admin").modal
    assert "Saved" in slack.submit({"Shared channels": []}, as_="admin").modal
    assert "of the organisation that installed it" in slack.submit(as_=partners).modal
