"""Two workspaces on one database, with different places, zones, words and prefixes, see nothing of each other."""

from __future__ import annotations

from bot.manifest import manifest
from bot.playground import StandIn


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
