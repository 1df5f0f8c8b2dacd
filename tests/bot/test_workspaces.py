"""Two workspaces on one database, with different places, zones, words and prefixes, see nothing of each other."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from bot.changes import Part, change, change_words, day_name
from bot.manifest import manifest
from bot.own_words import own_records
from bot.playground import StandIn
from bot.store.tables import METADATA, workspace_changes
from bot.views import channel_prompts, days, history, quote, reflect, weekly, words
from content import drafts, library
from tests.bot.test_ways_in import install


def test_two_bots_with_their_own_prefix_serve_two_workspaces_on_one_database(start_bot):
    with (
        StandIn(manifest=manifest(url="http://127.0.0.1")) as live,
        StandIn(manifest=manifest(url="http://127.0.0.1", prefix="allytest")) as trial,
    ):
        first = start_bot(live)
        second = start_bot(
            trial, database_url=first.desk.settings.database_url, command_prefix="allytest", place="Cardiff"
        )
        york, cardiff = first.workspace, second.workspace
        assert york.type("/ally settings", as_="admin").message.only_you
        assert york.press("Change", as_="admin").modal
        entered = {"Place": "Glasgow", "Own spellings": "Diwali = Deepavali", "Late": None}
        entered.pop("Late")
        assert york.submit(entered, as_="admin").until("Latest changes")
        york.close(as_="admin")
        assert "Glasgow, Scotland" in york.type("/ally settings").message.text
        assert "Cardiff, Wales" in cardiff.type("/allytest settings").message.text
        assert "Deepavali" in york.type("/ally-dates diwali 2027").message.text
        assert "Deepavali" not in cardiff.type("/allytest-dates diwali 2027").message.text
        assert "/allytest-check" in cardiff.type("/allytest help").message.text
        assert "Cardiff" in cardiff.type("/allytest-check Wed 20 Jan 2027 10.30-11.30").message.text
        assert "St Andrew" in york.type("/ally-check Mon 30 Nov 2026 10-11").message.text


def test_a_zone_of_the_askers_own_is_used_for_what_they_write(slack):
    slack.person("organiser").tz = "Europe/Paris"
    answer = slack.type("/ally-check Wed 20 Jan 2027 10.30-11.30").message
    assert "Europe/Paris" in answer.text


SECRET = "Ask the quiet end of the table first."
TERMS = {"fetched": "2026-11-01", "first": "2026-12-01", "last": "2027-07-21", "holidays": []}


@pytest.fixture
def neighbours(many):
    """Two workspaces on one database; the first has a card, a confirmed day, school terms and a history of its own."""
    second = many.stand_in.another_workspace("Second", installed=False)
    for driver in (many.workspace, second):
        install(many, driver.workspace.id)
    team, now = many.workspace.workspace.id, many.desk.clock()
    lines = {"notice": "A table has two ends.", "act": SECRET, "if_then": "If I chair, then I will begin there."}
    prompt = lines | {"situation": "chairing", "themes": ["listening"], "source": "us", "tone": "plain"}
    prompt |= {"review": f"{now.date().replace(year=now.year + 1)}"}
    with many.desk.store.begin() as connection:
        cards = drafts.drafted("own-1", "prompt", prompt, library.load(), [], today=now.date(), new=True)
        change_words(connection, team, cards, by=None, now=now)
        day = {day_name("eid-al-fitr", now.date()): f"{now.date()}"}
        change(connection, team, Part.DAYS, day, by=None, now=now)
        change(connection, team, Part.TERMS, {"Secretshire": TERMS}, by=None, now=now)
    return many, second


def kept_of(bot, team):
    with bot.desk.store.read() as connection:
        return {
            table.name: sorted(map(str, connection.execute(table.select().where(table.c.workspace_id == team))))
            for table in METADATA.sorted_tables
            if "workspace_id" in table.c and table.name != "processed_events"
        }


def test_an_admin_who_sends_ids_of_another_workspace_gets_nothing_of_it_and_changes_nothing(neighbours):
    bot, second = neighbours
    first, person = bot.workspace.workspace.id, second.person("admin")
    with bot.desk.store.read() as connection:
        assert [one.card_id for one in own_records(connection, first)] == ["own-1"]
        numbers = [row.id for row in connection.execute(workspace_changes.select())]
    before = kept_of(bot, first)
    values = {
        words.HIDE: "own-1", words.RESTORE: "own-1", words.EDIT: "own-1", words.DELETE: "own-1 own 0",
        words.LIST_HIDE: "own-1 own 0", words.LIST_RESTORE: "own-1 own 0", quote.SHARE: "own-1",
        reflect.SHARE: "own-1", reflect.REMIND: "own-1", channel_prompts.SOURCE: "own-1",
        days.UNCONFIRM: day_name("eid-al-fitr", bot.desk.clock().date()), days.REMOVE: "Secretshire",
    }  # fmt: skip
    sent = [*values.items(), *((history.UNDO, f"{number}") for number in numbers), (weekly.STOP, ""), (weekly.SKIP, "")]
    channel = bot.workspace.workspace.channel("general").id  # also the channel is the first workspace's
    for action, value in sent:
        here = second.workspace.channel("general")
        second.workspace.close_modals(person)
        payload = second.acting._payload(second.workspace, person, "block_actions") | {
            "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1"}],
            "channel": {"id": channel, "name": "general"},
            "trigger_id": second.slack.new_trigger(second.workspace, person, here.id),
            "response_url": second.slack.new_reply_address(second.workspace, here, person),
        }
        told = second._answer(person)
        assert bot.post(urlencode({"payload": json.dumps(payload)}).encode()).status == 200
        assert SECRET not in told.text
    assert kept_of(bot, first) == before
    assert not [row for rows in kept_of(bot, second.workspace.id).values() for row in rows if "own-1" in row]
