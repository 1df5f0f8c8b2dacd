"""`/ally-dates`: what is coming up, asked as people ask."""

from __future__ import annotations

import pytest


def test_without_words_the_next_six_weeks_come_by_month(slack):
    answer = slack.type("/ally-dates").message
    assert answer.only_you
    assert "Sun 22 November 2026 to Sun 3 January 2027" in answer.text
    assert "November 2026" in answer.text
    assert answer.text.index("Hanukkah") < answer.text.index("Christmas Day")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("Yom Kippur 2027", "Mon 11 October 2027"),
        ("Ramadhan 2027", "Ramadan"),
        ("eid", "Eid al-Fitr"),
        ("March 2027", "Good Friday"),
        ("next month Jewish", "Hanukkah"),
    ],
)
def test_a_question_is_understood_under_any_spelling(slack, asked, says):
    assert says in slack.type(f"/ally-dates {asked}").message.text


def test_a_day_that_begins_the_evening_before_says_so(slack):
    assert "the day before" in slack.type("/ally-dates yom kippur 2027").message.text


def test_a_day_that_nobody_can_know_yet_is_only_expected(slack):
    assert "expected" in slack.type("/ally-dates eid al-fitr 2027").message.text


def test_another_day_comes_with_who_keeps_it(slack):
    assert "Fri 15 August (Smarta) for some" in slack.type("/ally-dates Janmashtami 2025").message.text


def test_a_single_day_is_read_as_people_write_it(slack):
    answer = slack.type("/ally-dates 14 April 2027").message
    assert "Vaisakhi" in answer.text
    assert "Christmas" not in answer.text


def test_an_unknown_name_gets_one_sentence(slack):
    answer = slack.type("/ally-dates xyzzyday").message
    assert "xyzzyday" in answer.text
    assert len(answer.blocks) == 1


def test_a_long_list_pages(slack):
    answer = slack.type("/ally-dates 2027").message
    first, label = answer.text, next(button for button in answer.buttons if button.startswith("Show "))
    assert "Epiphany" in first
    assert "Epiphany" not in slack.press(label).message.text
    assert len(slack.see()) == 1
