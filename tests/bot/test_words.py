"""`/ally-quote` and `/ally-reflect`: cards for the asker, and what they can do with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from content import library


def test_a_quotation_comes_to_the_asker_alone_with_who_said_it_and_where(slack):
    card = slack.type("/ally-quote").message
    assert card.only_you
    said = next(words for words in library.load().quotation_cards if words.quotation.shown in card.text)
    assert said.quotation.attribution in card.text
    assert said.quotation.document.title in card.text
    assert said.quotation.shown in card.plain
    assert card.buttons == ["Another", "Reflect on this", "Share here"]


def test_a_theme_is_taken_under_the_words_people_use(slack):
    card = slack.type("/ally-quote quiet voices").message
    themes = {c.quotation.shown: c.themes for c in library.load().quotation_cards}
    shown = next(text for text in themes if text in card.text)
    assert "speaking-up" in themes[shown]


def test_another_takes_the_place_of_the_card_and_does_not_repeat(slack):
    seen = {slack.type("/ally-quote").message.text}
    for _ in range(5):
        seen.add(slack.press("Another").message.text)
    assert len(seen) == 6
    assert len(slack.see()) == 1


def test_what_one_person_saw_is_not_what_another_sees(slack):
    slack.type("/ally-quote", as_="organiser")
    assert slack.type("/ally-quote", as_="member").message.only_you


def test_reflect_on_this_gives_a_prompt(slack):
    slack.type("/ally-quote listening")
    assert "This week:" in slack.press("Reflect on this").message.text


def test_sharing_posts_the_card_for_everybody_without_a_name_of_the_sharer(slack):
    slack.type("/ally-quote")
    assert slack.press("Share here").modal
    shared = slack.submit().message
    assert not shared.only_you
    assert shared.buttons == []
    assert slack.person("organiser").name not in shared.text


def test_an_unknown_theme_gets_one_sentence_with_what_there_is(slack):
    answer = slack.type("/ally-quote xyzzy").message
    assert "xyzzy" in answer.text
    assert answer.buttons == []


def test_the_themes_are_listed(slack):
    answer = slack.type("/ally-quote themes").message.text
    assert all(theme.name in answer for theme in library.load().themes)


PROMPTS = {card.prompt.act: card.prompt.situation for card in library.load().prompt_cards}


@pytest.mark.parametrize("situation", sorted(set(PROMPTS.values())))
def test_a_prompt_can_be_asked_for_by_situation(slack, situation):
    name = library.load().situation(situation).name
    card = slack.type(f"/ally-reflect {name}").message
    meant = {prompt.prompt.act for prompt in library.load().find_prompts(name).cards}
    assert situation in {PROMPTS[act] for act in meant}
    assert next(act for act in PROMPTS if act in card.text) in meant


def test_a_reminder_is_handed_to_slack_and_arrives_in_a_direct_message(slack):
    card = slack.type("/ally-reflect chairing").message.text
    form = slack.press("Remind me on…").modal
    assert "Slack keeps the reminder" in form
    set_for = slack.submit({"Day": "2026-11-24", "Time": "09:30"}).modal
    assert "Tue 24 November 2026 at 09:30" in set_for
    slack.slack.clock.set(datetime(2026, 11, 24, 9, 31, tzinfo=UTC).timestamp())
    slack.slack.run_due()
    reminder = slack.last(in_="dm")
    assert "You asked to be reminded" in reminder.text
    act = next(c.prompt.act for c in library.load().prompt_cards if c.prompt.act in card)
    assert act in reminder.text


@pytest.mark.parametrize(("day", "says"), [("2026-11-21", "passed"), ("2027-04-01", "120 days")])
def test_a_reminder_that_slack_cannot_keep_is_refused_at_its_field(slack, day, says):
    slack.type("/ally-reflect")
    slack.press("Remind me on…")
    assert says in slack.submit({"Day": day}).errors["Day"]


def test_without_the_database_words_still_come(bot, slack, monkeypatch):
    from bot.store.errors import StoreUnavailableError

    def away():
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(bot.desk.store, "begin", away)
    first = slack.type("/ally-quote").message.text
    assert slack.press("Another").message.text != first
