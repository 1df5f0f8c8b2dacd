"""`/ally-weekly`: the real bot in a stand-in workspace, and a worker beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.store.store import Store

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def test_a_channel_has_nothing_until_somebody_turns_it_on(scene):
    answer = scene.slack.type("/ally-weekly").message
    assert answer.only_you
    assert "off until somebody here turns them on" in answer.text
    assert answer.buttons == ["Set up", "See an example"]


def test_the_form_offers_the_usual_choices_and_says_when_the_first_prompt_comes(scene):
    scene.slack.type("/ally-weekly")
    scene.slack.press("Set up")
    assert scene.slack.value("How often") == "Every other week"
    assert scene.slack.value("Day") == "Tuesday"
    assert scene.slack.value("Time") == "10:00"
    assert "Tue 1 December 2026 at 10:00" in scene.slack.submit({}).modal


def test_what_was_set_up_is_posted_for_everybody_and_stands_in_the_status(scene):
    scene.set_up()
    scene.pass_to(FIRST.replace(hour=9))
    scene.pass_to(FIRST.replace(hour=10, minute=5))
    posts = [seen for seen in scene.slack.see(as_="member") if not seen.only_you]
    assert len(posts) == 1
    status = scene.slack.type("/ally-weekly").message
    assert "every week, Tuesday 10:00" in status.text
    assert "Tue 8 December 2026" in status.text


def test_a_preview_is_private_and_is_the_card_that_then_comes(scene):
    scene.set_up()
    seen = scene.slack.type("/ally-weekly preview").message
    assert seen.only_you
    assert "Preview" in seen.text
    scene.pass_to(FIRST.replace(hour=9))
    scene.pass_to(FIRST.replace(hour=10, minute=5))
    post = next(each for each in scene.slack.see(as_="member") if not each.only_you)
    act = post.text.split("This week:")[1].split("\n")[0]
    assert act in seen.text


def test_skip_and_bring_back(scene):
    scene.set_up()
    scene.slack.type("/ally-weekly", as_="member")
    after = scene.slack.press("Skip the next", as_="member").message.text
    assert "somebody skipped it: Tue 1 December 2026" in after
    assert "Tue 8 December 2026 at 10:00" in after
    back = scene.slack.press("Bring it back", as_="member").message.text
    assert "comes on *Tue 1 December 2026 at 10:00" in back or "Tue 1 December 2026 at 10:00" in back


def test_anybody_may_pause_until_a_day_and_it_is_not_kept_who(scene):
    scene.set_up()
    scene.slack.type("/ally-weekly", as_="member")
    scene.slack.press("Pause…", as_="member")
    assert "until Tue 15 December 2026" in scene.slack.submit({"Until": "2026-12-15"}, as_="member").modal
    status = scene.slack.type("/ally-weekly", as_="member").message
    assert "Paused until Tue 15 December 2026" in status.text.replace("*", "")
    assert "Resume" in status.buttons
    member = scene.slack.person("member").id
    with scene.desk.store.read() as connection:
        from bot.store.erasure import held_about

        assert held_about(connection, scene.slack.workspace.id, member) == []


def test_a_pause_can_be_typed_with_its_day(scene):
    scene.set_up()
    status = scene.slack.type("/ally-weekly pause until 15 December", as_="member").message.text
    assert "Paused until Tue 15 December 2026" in status.replace("*", "")
    assert "names no day" in scene.slack.type("/ally-weekly pause until whenever", as_="member").message.text


def test_where_the_bot_is_not_a_member_it_says_how_to_invite_it(scene):
    scene.slack.type("/ally-weekly set up", in_="quiet-corner")
    assert "/invite @Alongside" in scene.slack.submit({}).modal
    scene.slack.close()
    assert "/invite" not in scene.set_up()


def test_a_pause_until_yesterday_is_refused_at_its_field(scene):
    scene.set_up()
    scene.slack.type("/ally-weekly")
    scene.slack.press("Pause…")
    assert "after today" in str(scene.slack.submit({"Until": "2026-11-28"}).errors)


def test_only_who_set_it_up_and_admins_may_change_or_stop(scene):
    scene.set_up()
    status = scene.slack.type("/ally-weekly", as_="member").message
    assert "Change" not in status.buttons
    assert "Stop" not in status.buttons
    assert "may change or stop them" in scene.slack.type("/ally-weekly stop", as_="member").message.text
    assert "may change or stop them" in scene.slack.type("/ally-weekly set up", as_="member").message.text
    assert "are stopped" in scene.slack.type("/ally-weekly stop", as_="admin").message.text
    assert "has no prompts" in scene.slack.type("/ally-weekly", as_="member").message.text


def test_the_hold_switch_is_for_admins_and_silences_every_channel(scene):
    scene.set_up()
    assert "Only workspace admins" in scene.slack.type("/ally-weekly hold", as_="member").message.text
    assert "are on hold" in scene.slack.type("/ally-weekly hold", as_="admin").message.text
    scene.pass_to(FIRST.replace(hour=12))
    assert [each for each in scene.slack.see(as_="member") if not each.only_you] == []
    assert "on hold" in scene.slack.type("/ally-weekly", as_="member").message.text
    assert "hold is over" in scene.slack.type("/ally-weekly release", as_="admin").message.text


def test_not_for_me_and_source_answer_the_reader_alone_and_keep_nothing(scene):
    scene.set_up()
    scene.pass_to(FIRST.replace(hour=9))
    scene.pass_to(FIRST.replace(hour=10, minute=5))
    answer = scene.slack.press("Not for me", as_="member").message
    assert answer.only_you
    assert "nobody sees it" in answer.text
    source = scene.slack.press("Source", as_="member").message
    assert source.only_you
    assert "our own writing" in source.text


def test_the_question_after_twelve_weeks_can_be_answered_by_anybody(scene):
    scene.set_up()
    for week in range(13):
        scene.pass_to(datetime(2026, 12, 1, 9, tzinfo=UTC) + timedelta(weeks=week))
        scene.pass_to(datetime(2026, 12, 1, 11, tzinfo=UTC) + timedelta(weeks=week))
    assert "twelve weeks" in scene.slack.last(as_="member").text
    assert "Twelve weeks are over" in scene.slack.type("/ally-weekly", as_="member").message.text
    question = next(each for each in scene.slack.see(as_="member") if "Go on" in each.buttons)
    assert "comes on" in scene.slack.press("Go on", as_="member", on=question).message.text


def test_what_is_not_known_names_what_is(scene):
    answer = scene.slack.type("/ally-weekly explode <!channel>").message
    assert "is not something /ally-weekly knows" in answer.text
    assert "pause" in answer.text
    assert answer.alerts == []


def test_in_a_direct_message_it_says_where_to_type_it(scene):
    assert "belong to a channel" in scene.slack.type("/ally-weekly", in_="dm-jo").message.text


def test_without_the_database_one_sentence_says_so_and_afterwards_it_works(scene):
    from unittest.mock import patch

    from bot.store.errors import StoreUnavailableError

    def gone(*_: object, **__: object) -> None:
        raise StoreUnavailableError

    with patch.object(Store, "read", gone), patch.object(Store, "begin", gone):
        text = scene.slack.type("/ally-weekly").message.text
    assert "cannot reach its database" in text
    assert "Set up" in scene.slack.type("/ally-weekly").message.buttons
