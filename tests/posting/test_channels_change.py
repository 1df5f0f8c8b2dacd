"""What becomes of a channel's prompts when the channel is renamed, archived, deleted, left, or joined.

Slack tells an app without `channels:read` of none of it; what the bot learns, it learns from refusals.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.store.states import PauseReason, SubscriptionState
from bot.store.tables import METADATA

FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_renamed_channel_goes_on_and_no_name_of_it_was_kept(scene):
    scene.set_up()
    workspace = scene.slack.workspace
    channel = workspace.channel("general")
    scene.slack.acting.rename(workspace, channel, "zebedee-quartz")
    scene.pass_to(FIRST - HOUR)
    scene.pass_to(FIRST + HOUR)
    assert [seen for seen in scene.slack.see(in_=channel) if not seen.only_you]
    assert "every week, Tuesday 10:00" in scene.slack.type("/ally-weekly", in_=channel).message.text
    with scene.desk.store.read() as connection:
        rows = [str(row) for table in METADATA.sorted_tables for row in connection.execute(table.select())]
    assert any(channel.id in row for row in rows)
    assert not any("general" in row or "zebedee" in row for row in rows)


def gone(workspace, channel):
    del workspace.channels[channel.id]


def archived(workspace, channel):
    channel.archived = True


def left(workspace, channel):
    channel.members.discard(workspace.bot.id)


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (archived, PauseReason.CHANNEL_ARCHIVED),
        (left, PauseReason.NOT_IN_CHANNEL),
        (gone, PauseReason.CHANNEL_GONE),
    ],
)
def test_what_slack_refuses_at_the_next_hand_over_pauses_with_its_reason_and_is_told_once(office, what, reason):
    office.subscribe("planning")
    office.pass_slot(FIRST)
    assert len(office.posts("planning")) == 1
    workspace, channel = office.stand_in.workspace.workspace, office.channel("planning")
    with office.stand_in.slack.lock:
        what(workspace, workspace.channels[channel])
    office.pass_slot(FIRST + timedelta(weeks=1))
    office.pass_slot(FIRST + timedelta(weeks=2))
    with office.store.read() as connection:
        from bot.store.subscriptions import subscription_in

        found = subscription_in(connection, office.team, channel)
    assert (found.state, found.pause_reason) == (SubscriptionState.PAUSED, reason)
    assert len(office.posts("dm-jo")) == 1


def test_after_an_archive_is_undone_resuming_brings_the_prompts_back(scene):
    scene.set_up()
    channel = scene.slack.workspace.channel("general")
    channel.archived = True
    scene.pass_to(FIRST - HOUR)
    scene.pass_to(FIRST + HOUR)
    channel.archived = False
    status = scene.slack.type("/ally-weekly", as_="member").message
    assert "because the channel is archived" in status.text
    assert "comes on" in scene.slack.press("Resume", as_="member").message.text
    scene.pass_to(FIRST + timedelta(weeks=1, hours=-1))
    scene.pass_to(FIRST + timedelta(weeks=1, hours=1))
    assert len([seen for seen in scene.slack.see(as_="member") if not seen.only_you]) == 1


def test_a_channel_into_which_the_bot_is_invited_hears_nothing_until_somebody_asks(scene):
    workspace = scene.slack.workspace
    channel = workspace.channel("quiet-corner")
    scene.slack.acting.invite_bot(workspace, scene.slack.person("organiser"), channel)
    assert scene.slack.type("/ally privacy").message.only_you
    assert [seen for seen in scene.slack.see(in_=channel) if seen.message.author == workspace.bot.id] == []
