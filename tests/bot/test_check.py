"""`/ally-check`: the main job, asked as people ask and read as they read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest


def test_a_friday_afternoon_in_december_names_shabbat_pick_up_and_better_times(slack):
    answer = slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message
    assert answer.only_you
    assert "Fri 4 December 2026, 15:00–16:30" in answer.text
    assert "York" in answer.text
    assert "Shabbat" in answer.text
    assert "15:44" in answer.text
    assert "School pick-up" in answer.text
    assert "These nearby times overlap with less" in answer.text
    assert "not complete" in answer.text
    for words in ("Shabbat", "15:44", "School pick-up", "not complete"):
        assert words in answer.plain
    assert answer.buttons == ["Adjust and check again", "Copy for the invitation", "Why?", "Share here"]


def test_a_quiet_morning_says_nothing_on_our_list_and_that_the_list_is_not_complete(slack):
    answer = slack.type("/ally-check Wed 20 Jan 2027 10.30-11.30").message
    assert "Nothing on our list" in answer.text
    assert "not complete" in answer.text
    assert "Why?" not in answer.buttons


def test_food_in_the_form_counts(slack):
    assert slack.type("/ally-check").modal
    entered = {"Day": "2027-02-10", "Start": "12:00", "Length": "1 hour", "Kind of event": ["Food is served"]}
    assert "Ramadan" in slack.submit(entered).modal


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("lorem ipsum dolor", "no date"),
        ("!!!???", "no date"),
        ("1 Jan 1800", "1800"),
        ("31 June 2027", "June"),
        ("Fri 4 Dec 2026 3pm " * 9000, "KB"),
    ],
    ids=["garbage", "signs", "1800", "an impossible date", "a paste beyond the limit"],
)
def test_what_cannot_be_checked_gets_a_plain_sentence(slack, typed, says):
    answer = slack.type(f"/ally-check {typed}").message
    assert says in answer.text
    assert "reference" not in answer.text
    assert len(answer.text) < 900


def test_nothing_typed_opens_the_form(slack):
    form = slack.type("/ally-check").modal
    for label in ("Day", "Start", "Length", "Place", "Kind of event", "Repeats"):
        assert label in form


def test_the_form_answers_in_the_modal(slack):
    assert slack.type("/ally-check").modal
    entered = {"Day": "2026-12-04", "Start": "15:00", "Length": "1½ hours", "Place": "York"}
    answer = slack.submit(entered).modal
    assert "Shabbat" in answer
    assert "15:44" in answer


def test_a_place_unknown_to_the_form_is_told_at_its_field(slack):
    assert slack.type("/ally-check").modal
    assert "did you mean York" in slack.submit({"Place": "Yrok"}).errors["Place"]


def test_adjusting_opens_the_form_as_it_was_entered(slack):
    assert slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message
    assert slack.press("Adjust and check again").modal
    assert slack.value("Day") == "2026-12-04"
    assert slack.value("Start") == "15:00"
    assert slack.value("Length") == "1½ hours"
    answer = slack.submit({"Day": "2027-01-20", "Start": "10:30", "Length": "1 hour"}).modal
    assert "Wed 20 January 2027, 10:30–11:30" in answer


def test_a_series_is_judged_as_a_series_and_the_form_keeps_its_rule(slack):
    answer = slack.type("/ally-check every Friday 1-2pm from 8 Jan 2027 until 26 March 2027").message
    assert "Friday prayer" in answer.text
    assert "12 dates" in answer.text
    assert slack.press("Adjust and check again").modal
    assert slack.value("Repeats") in ("Every week", "As it was")
    assert slack.value("Until") == "2027-03-26"


def test_why_shows_the_reckoning_and_its_sources(slack):
    assert slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message
    why = slack.press("Why?").modal
    assert "Rule: shabbat/rest, Adjust, strong; from 15:44 on Fri 4 December" in why
    assert "Reckoned: every Saturday; sunset 15:44, nightfall 16:47 at 53.96 N 1.08 W." in why
    assert "Rule: school-pickup, Adjust" in why
    assert "Sources" in why


def test_the_invitation_can_be_copied_and_names_nobody(slack):
    assert slack.type("/ally-check Board: Fri 4 Dec 2026, 3-4.30pm").message
    text = slack.press("Copy for the invitation").modal
    assert "tell me privately" in text
    assert "Shabbat" not in text


def test_sharing_posts_a_neutral_version(slack):
    assert slack.type("/ally-check Board away day: Fri 4 Dec 2026, 3-4.30pm").message
    shown_first = slack.press("Share here").modal
    assert "Everybody in the conversation will see this" in shown_first
    assert "Shabbat" in shown_first
    assert slack.value("Share in") == slack.workspace.channel("general").id
    shared = slack.submit().message
    assert not shared.only_you
    assert "Shabbat" in shared.text
    assert "away day" not in shared.text
    assert slack.person("organiser").name not in shared.text
    assert shared.buttons == []


def test_a_long_list_is_a_table_with_the_details_behind_it(slack):
    lines = "\n".join(f"{day} March 2027 2-3pm" for day in range(1, 21))
    answer = slack.type(f"/ally-check {lines}").message
    assert "20 events" in answer.text
    assert answer.buttons[0] == "Details 1–8"
    assert "Mon 1 March 2027" in slack.press("Details 1–8").modal


def test_two_hundred_events_stay_inside_slacks_limits(slack):
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(200)]
    lines = "\n".join(f"{day:%a} {day.day} {day:%B %Y} 9-10am" for day in days)
    answer = slack.type(f"/ally-check {lines}").message
    assert "200 events" in answer.text
    assert "not complete" in answer.text


def test_a_misread_can_be_put_right_with_a_button(slack):
    answer = slack.type("/ally-check 3/4/27 10-11").message
    assert "Sat 3 April 2027" in answer.text


HOSTILE = "<!channel> <@U123> <https://evil.example|click> *bold* _it_ `code` @here \u202egnp.exe Fri 4 Dec 2026 3pm"


def test_pasted_marks_come_back_harmless(slack):
    answer = slack.type(f"/ally-check {HOSTILE}").message
    assert answer.alerts == []
    assert "\u202e" not in answer.text
    assert slack.press("Share here").modal
    assert slack.submit().message.alerts == []


def test_forty_thousand_characters_come_back_in_one_plain_sentence(slack):
    answer = slack.type("/ally-check " + "a meeting on some day " * 1900).message
    assert "KB" in answer.text
    assert len(answer.text) < 300


def test_a_question_about_people_is_refused_with_the_reason(slack):
    assert "never asks" in slack.type("who is fasting today?", in_="dm").message.text
    assert "never asks" in slack.type("/ally-check which colleagues are Muslim?").message.text


@pytest.mark.parametrize(
    "asked", ["How many of us observe Shabbat on Fri 4 Dec 2026 3pm?", "who is fasting on Wed 10 Feb 2027 12-1?"]
)
def test_a_question_about_people_is_refused_though_it_names_a_date(slack, asked):
    assert "never asks" in slack.type(f"/ally-check {asked}").message.text
    assert "never asks" in slack.type(asked, in_="dm").message.text


@pytest.mark.parametrize(
    "pasted",
    [
        "Who: Disability Staff Network, When: Fri 4 Dec 2026, 3-4.30pm",
        "Guest list for the Parents’ Network: Fri 4 Dec 2026, 3-4.30pm",
        "Anyone can join the carers’ drop-in, Fri 4 Dec 2026 3pm to 4.30pm",
        "How many for the Diwali celebration lunch?\nFri 4 Dec 2026, 3-4.30pm",
    ],
)
def test_a_meeting_whose_words_are_of_people_and_what_they_keep_is_checked(slack, pasted):
    assert "15:44" in slack.type(f"/ally-check {pasted}").message.text
    assert "15:44" in slack.type(pasted, in_="dm").message.text


def test_every_date_of_a_long_series_that_differs_can_be_seen(slack):
    answer = slack.type("/ally-check every weekday 9-5 from 4 Jan 2027 until 17 Dec 2027").message
    assert "more" in answer.text
    assert "Fri 26 March 2027" in slack.press("Show them all").modal


@pytest.mark.parametrize("day", ["1800-01-01", "2101-01-01"])
def test_a_day_outside_what_can_be_checked_is_told_at_its_field(slack, day):
    assert "Day" in slack.type("/ally-check").modal
    errors = slack.submit({"Day": day}).errors
    assert errors == {"Day": f"{day} is outside what we can check: dates from 1902 to 2100."}


def test_adjusting_a_series_keeps_the_dates_that_were_left_out(slack):
    text = "/ally-check every Friday 1-2pm from 8 Jan 2027 until 26 March 2027 except 15 January"
    said = slack.type(text).message.text
    assert "11 dates" in said
    assert "until Fri 26 March 2027, except Fri 15 January 2027" in said
    assert slack.press("Adjust and check again").modal
    assert "11 dates" in slack.submit({}).modal


def test_a_form_answer_can_be_shared_from_where_it_stands(slack):
    assert slack.type("/ally-check").modal
    assert slack.submit({"Day": "2026-12-04", "Start": "15:00"}).modal
    assert "Everybody in the conversation" in slack.press("Share here").modal
    assert not slack.submit().message.only_you
    assert "Shabbat" in slack.last().text


def test_without_the_database_the_check_still_answers_and_says_what_it_used(bot, slack, monkeypatch):
    from bot.store.errors import StoreUnavailableError

    def away():
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(bot.desk.store, "read", away)
    monkeypatch.setattr(bot.desk.store, "begin", away)
    answer = slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message.text
    assert "15:44" in answer
    assert "cannot be read just now" in answer


def test_an_unknown_error_shows_a_short_reference_and_logs_it_without_words(bot, slack, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError("Zebedee said so")

    monkeypatch.setattr("bot.listeners.check.read_text", broken)
    answer = slack.type("/ally-check Fri 4 Dec 2026, 3pm").message.text
    assert "reference" in answer
    assert "Zebedee" not in answer
    record = next(record for record in caplog.records if record.message == "unexpected")
    assert record.reference in answer
    assert "Zebedee" not in str(vars(record)["kind"])


def test_a_button_of_an_older_version_says_so(slack):
    assert slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message
    message = slack.last().message
    for block in message.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "check_why":
                element["value"] = '{"old": true}'
    assert "older version" in slack.press("Why?").text


def test_where_the_bot_may_not_post_sharing_says_what_to_do(bot, slack, monkeypatch):
    assert slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message
    slack.workspace.channel("general").members.discard(slack.workspace.bot.id)
    from slack_sdk.webhook import WebhookClient, WebhookResponse

    real = WebhookClient.send

    def used_up(self, **kwargs):
        if kwargs.get("response_type") == "in_channel":
            return WebhookResponse(url="", status_code=404, body="used_url", headers={})
        return real(self, **kwargs)

    monkeypatch.setattr(WebhookClient, "send", used_up)
    assert slack.press("Share here").modal
    assert "/invite" in slack.submit().modal


def test_a_second_way_to_read_a_date_is_a_button_that_answers_in_place(slack):
    from dataclasses import replace
    from datetime import UTC, datetime

    from bot.checking import answer_all
    from bot.views.check import answered
    from scheduling import read_text
    from scheduling.places import find_place
    from scheduling.policy import Policy

    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    first, second = read_text("3 April 2027 10am\n4 March 2027 10am", now=now, tz="Europe/London").events
    doubtful = replace(first, alternatives=(second,))
    answers = answer_all([doubtful], (), policy=Policy(place=find_place("York")), now=now)
    said = answered(answers, typed="/ally-check")
    channel = slack.workspace.channel("general")
    slack.slack.show(
        slack.workspace, channel, said.text, list(said.blocks), author=slack.workspace.bot,
        only_for=slack.person("organiser").id,
    )  # fmt: skip
    label = next(button for button in slack.last().buttons if button.startswith("I meant"))
    assert label == "I meant Thu 4 March 2027, 10:00–11:00"
    assert "Thu 4 March 2027" in slack.press(label).message.text


def test_both_ways_to_read_an_hour_stay_within_reach(slack):
    answer = slack.type("/ally-check Fri 4 Dec 2026 at 8").message
    assert "Fri 4 December 2026, 08:00–09:00" in answer.text
    later, earlier = "I meant Fri 4 December 2026, 20:00–21:00", "I meant Fri 4 December 2026, 08:00–09:00"
    answer = slack.press(later).message
    assert answer.buttons[0] == earlier
    assert "20:00–21:00" in answer.text
    assert slack.press(earlier).message.buttons[0] == later


def test_adjusting_may_go_on_for_as_long_as_it_takes(slack):
    assert slack.type("/ally-check").modal
    for day in range(4, 10):
        answer = slack.submit({"Day": f"2027-01-{day:02}", "Start": "10:00"}).modal
        assert f" {day} January 2027" in answer
        assert slack.press("Adjust and check again").modal
        assert slack.value("Day") == f"2027-01-{day:02}"
