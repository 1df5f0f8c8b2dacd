"""A workspace's own words in Slack: listed, hidden, brought back, added, edited, deleted; by those who may."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.own_words import own_records
from bot.terminal.content import content
from content import library

PROMPT = {
    "Situation": "Chairing",
    "Themes": ["Listening"],
    "Notice": "The chat often holds the question that nobody asks aloud.",
    "Act": "In your next call, read one question from the chat aloud.",
    "If … then …": "If the chat fills up, then I will stop and read it.",
    "Source": "what our staff networks asked for",
}
QUOTATION = {
    "Words": "We listen first, and then we listen again.",
    "Speaker": "Sam Carter",
    "Role at the time": "Head of Estates",
    "Organisation at the time": "A trust",
    "Title": "A talk at work",
    "Author": "The comms team",
    "Link": "https://example.org/talk",
    "Date": "1 May 2026",
    "Themes": ["Listening"],
    "Look at it again on": "2027-05-01",
    "Verbatim": ["yes"],
}


def ours(slack, as_="admin"):
    assert slack.type("/ally settings", as_=as_).message.only_you
    return slack.press("Our words", as_=as_).modal


def add(slack, filled, kind="quotation", as_="admin"):
    ours(slack, as_)
    assert slack.press(f"Add a {kind}", as_=as_).modal
    return slack.submit(filled, as_=as_)


def formatted(value) -> Iterator[str]:
    """Every text inside that Slack would read for formatting, links and mentions."""
    if isinstance(value, dict):
        yield from [value["text"]] if value.get("type") == "mrkdwn" else []
        yield from (text for each in value.values() for text in formatted(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in formatted(each))


def test_an_owner_hides_a_card_for_everybody_and_brings_it_back(slack):
    card = slack.type("/ally-reflect chairing", as_="admin").message
    assert "Hide here" in card.buttons
    hidden = slack.press("Hide here", as_="admin").message
    assert "Hidden in the whole workspace" in hidden.text
    assert "Shown again" in slack.press("Show it again", as_="admin").message.text


def test_others_see_no_way_to_hide(slack):
    assert "Hide here" not in slack.type("/ally-reflect chairing", as_="member").message.buttons
    assert "Hide here" not in slack.type("/ally-quote", as_="member").message.buttons


def test_a_prompt_of_our_own_is_added_and_comes_up(slack):
    assert "Our own cards" in ours(slack)
    assert slack.press("Add a prompt", as_="admin").modal
    assert "Added" in slack.submit(PROMPT, as_="admin").until("Latest changes")
    slack.close(as_="admin")
    seen = []
    for _ in range(60):
        card = slack.type("/ally-reflect chairing", as_="member").message.text
        if "read one question from the chat" in card:
            break
        seen.append(card)
    else:
        raise AssertionError(f"not among {len(seen)} cards")


def test_a_quotation_of_our_own_is_shown_with_its_speaker_source_and_link(slack):
    said = add(slack, QUOTATION).until("Latest changes")
    assert "Added. From now on it comes up like any other." in said
    assert "Sam Carter, then Head of Estates, A trust (2026)" in said
    assert "to be looked at again on Sat 1 May 2027" in said
    slack.close(as_="admin")
    card = slack.type("/ally-quote Sam Carter", as_="member").message
    assert "“We listen first, and then we listen again.”" in card.text
    assert "From “A talk at work”, The comms team, 1 May 2026 (read it)" in card.text
    assert "<https://example.org/talk|read it>" in str(card.message.blocks)


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"Words": "We listen first. " * 20}, "Excerpts", "too long for a card"),
        ({"Words": "listening is half of it."}, "Lead-in", "mid-sentence"),
        ({"Words": "I speak on behalf of many."}, "Guard", "ask first"),
        ({"Words": "60% of people apply."}, "Words", "not published"),
        ({"Excerpts": "We never listen."}, "Excerpts", "not inside the quotation"),
        ({"Speaker": None}, "Speaker", "say who spoke"),
        ({"Role at the time": None}, "Role at the time", "in which post at the time"),
        ({"Organisation at the time": " "}, "Organisation at the time", "missing"),
        ({"Title": " "}, "Title", "cannot be left empty"),
        ({"Link": "example.org"}, "Link", "https://"),
        ({"Date": "last spring"}, "Date", "Write it as 21 March 2024"),
        ({"Date": "1 May 2027"}, "Date", "still to come"),
        ({"Guard": "Ask your Muslim colleague first."}, "Guard", "colleague’s identity"),
        ({"Look at it again on": "2026-11-21"}, "Look at it again on", "still ahead"),
    ],
)
def test_what_is_wrong_with_a_quotation_is_told_at_its_field_and_nothing_is_kept(bot, slack, wrong, field, says):
    told = add(slack, QUOTATION | wrong).errors
    assert list(told) == [field]
    assert says in told[field]
    with bot.desk.store.read() as connection:
        assert own_records(connection, slack.workspace.id) == []


def test_words_are_taken_only_with_somebodys_word_that_they_are_verbatim(slack):
    told = add(slack, QUOTATION | {"Verbatim": []})
    assert told.errors == {"Verbatim": "Please complete this required field."}


def test_a_prompt_against_the_rules_is_told_at_its_field(slack):
    wrong = {"If … then …": "Read the chat.", "Notice": "Are you fasting? Mums know."}
    told = add(slack, PROMPT | wrong, "prompt").errors
    assert set(told) == {"If … then …", "Notice"}
    assert "If …, then I will" in told["If … then …"]
    assert "never asks for faith" in told["Notice"]


def test_an_own_quotation_is_edited_with_its_form_filled_and_the_old_words_are_in_the_history(slack):
    add(slack, QUOTATION).until("Latest changes")
    assert "Edit a quotation" in slack.press("Edit", as_="admin").modal
    assert slack.value("Words", as_="admin") == QUOTATION["Words"]
    assert slack.value("Date", as_="admin") == "1 May 2026"
    assert slack.value("Link", as_="admin") == "https://example.org/talk"
    changed = {"Words": "We listen first, and then we act.", "Title": "A better talk", "Verbatim": ["yes"]}
    said = slack.submit(changed, as_="admin").until("Card edited")
    assert "A better talk" in said
    slack.close(as_="admin")
    assert "and then we act" in slack.type("/ally-quote Sam Carter", as_="member").message.text
    history = slack.type("/ally settings", as_="admin").message.text
    assert "Card edited: “We listen first, and then we listen again.” → “We listen first, and then we act.”" in history
    assert slack.press("Undo", as_="admin").until("Undone on")
    card = slack.type("/ally-quote Sam Carter", as_="member").message.text
    assert "listen again" in card
    assert "A talk at work" in card


def test_an_own_prompt_is_edited(slack):
    add(slack, PROMPT, "prompt").until("Latest changes")
    assert slack.press("Edit", as_="admin").modal
    assert slack.value("Source", as_="admin") == PROMPT["Source"]
    assert "Saved." in slack.submit({"Act": "Read two questions from the chat aloud."}, as_="admin").until("Saved.")
    wrong = slack.press("Edit", as_="admin").modal
    assert "Edit a prompt" in wrong
    told = slack.submit({"If … then …": "Just read."}, as_="admin").errors
    assert "If …, then I will" in told["If … then …"]


def test_a_card_is_deleted_with_its_source_and_brought_back_by_undoing(bot, slack):
    add(slack, QUOTATION).until("Latest changes")
    assert "Deleted. It can be brought back" in slack.press("Delete", as_="admin").until("Deleted.")
    with bot.desk.store.read() as connection:
        assert own_records(connection, slack.workspace.id) == []
    slack.close(as_="admin")
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Undo", as_="admin").until("Undone on")
    assert "We listen first" in slack.type("/ally-quote Sam Carter", as_="member").message.text


def test_the_same_words_are_not_taken_twice(slack):
    add(slack, QUOTATION).until("Latest changes")
    assert slack.press("Add a quotation", as_="admin").modal
    assert "a card already" in slack.submit(QUOTATION, as_="admin").errors["Words"]


def test_the_lists_page_through_every_card_and_hide_built_in_ones(slack):
    ours(slack)
    seen = slack.choose("words_which", "Built-in quotations", as_="admin").modal
    count = len(library.load().said)
    assert f"Built-in quotations ({count}); 1 to 12 below" in seen
    assert "Edit" not in seen
    assert "Delete" not in seen
    pages = [seen]
    while "[ Next cards ]" in pages[-1]:
        pages.append(slack.press("Next cards", as_="admin").modal)
    assert sum(page.count("to be looked at again on") for page in pages) == count
    said = slack.press("Hide here", as_="admin").modal
    assert "Hidden in the whole workspace." in said
    assert f"{count}" in said.split("below")[0], "the list stays where it was"
    assert "Hidden here (1)" in slack.choose("words_which", "Hidden here", as_="admin").modal
    assert "Hidden here (0)" in slack.press("Show again", as_="admin").modal


def test_cards_that_are_due_for_review_come_first_and_are_counted_in_the_settings(bot, slack):
    add(slack, QUOTATION).until("Latest changes")
    slack.press("Add a prompt", as_="admin").until("Add a prompt")
    assert "Added" in slack.submit(PROMPT, as_="admin").until("read one question")
    slack.close(as_="admin")
    assert "Due for review" not in slack.type("/ally settings", as_="admin").message.text
    now = bot.desk.clock()
    object.__setattr__(bot.desk, "clock", lambda: now + timedelta(days=200))
    assert slack.type("/ally settings", as_="admin").until("1 card of our own is to be looked at again")
    said = slack.press("Our words", as_="admin").modal
    assert "Our own cards (2), 1 due for review" in said
    assert said.index("due for review since Sat 1 May 2027") < said.index("read one question")
    assert "Due for review" not in slack.type("/ally settings", as_="member").message.text


def test_words_full_of_formatting_and_mentions_come_back_harmless(slack):
    text = "*Bold* <!channel> & <@U123> said `this` \u202eever"
    hostile = {"Words": text, "Speaker": "<!here> *Sam*", "Title": "<https://x.org|T>", "Link": "https://x.org/?a&b"}
    view = add(slack, QUOTATION | hostile).view
    read = "".join(formatted(view))
    for harm in ("<!channel>", "<!here>", "<@U123>", "<https://x.org|T>", "\u202e"):
        assert harm not in read
    assert "&lt;!channel&gt;" in read
    assert "<https://x.org/?a&amp;b|read it>" in read


def test_taking_words_down_at_the_terminal_leaves_them_nowhere(bot, slack, monkeypatch):
    add(slack, QUOTATION | {"Words": "Quartz-Zebedee listened."}).until("Latest changes")
    monkeypatch.setenv("DATABASE_URL", bot.desk.settings.database_url)
    with bot.desk.store.read() as connection:
        card = next(one.card_id for one in own_records(connection, slack.workspace.id) if one.kind == "quotation")
    ran = CliRunner().invoke(content, ["takedown", card, "--workspace", slack.workspace.id])
    assert ran.exit_code == 0, ran.output
    path = Path(bot.desk.settings.database_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"Quartz-Zebedee" not in kept
    slack.close(as_="admin")
    assert "Quartz-Zebedee" not in slack.type("/ally settings", as_="admin").message.text
