"""Several processes on one database, and workspaces that leave and come back, alone or as an organisation."""

from __future__ import annotations

import json
import time
from urllib.parse import urlencode

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.manifest import manifest
from bot.playground import StandIn
from bot.playground.slack import Token
from bot.store.installations import Installations
from bot.store.tables import METADATA, installations
from bot.store.workspaces import save_policy
from tests.bot.test_ways_in import install, visit

FRIDAY = "Fri 4 Dec 2026, 3-4.30pm"


@pytest.fixture
def pair(start_bot):
    """Two processes that serve one workspace from one database."""
    with StandIn(manifest=manifest(url="http://127.0.0.1")) as stand_in:
        first = start_bot(stand_in)
        second = start_bot(stand_in, database_url=first.desk.settings.database_url)
        yield first, second


def test_an_event_told_to_two_processes_is_answered_once(pair):
    first, second = pair
    slack = first.workspace
    person = slack.person("organiser")
    channel = slack.workspace.direct(person)
    event = {
        "type": "message",
        "channel": channel.id,
        "channel_type": "im",
        "user": person.id,
        "text": FRIDAY,
        "ts": "1",
    }
    envelope = json.dumps(slack.acting.delivery.envelope(slack.workspace, event)).encode()
    for process in (first, second, first, second):
        assert process.post(envelope, kind="application/json").status == 200
    assert slack.slack.wait_until(lambda: any("Shabbat" in seen.text for seen in slack.see(in_="dm")), 8)
    assert slack.type("hello", in_="dm").until("/ally-check")
    assert sum("Shabbat" in seen.text for seen in slack.see(in_="dm")) == 1


def test_a_command_copied_to_another_process_is_refused_and_logged(pair, caplog):
    first, second = pair
    slack = first.workspace
    fields = {
        "command": "/ally",
        "text": "help",
        "team_id": slack.workspace.id,
        "user_id": slack.person("organiser").id,
    }
    body, at = urlencode(fields).encode(), time.time()
    assert first.post(body, at=at).status == 200
    assert second.post(body, at=at).status == 401
    assert first.post(body, at=at).status == 401
    assert [record.why for record in caplog.records if record.message == "refused"] == ["replayed", "replayed"]
    assert second.post(body, at=at - 2).status == 200  # the same words, typed again


def tell(bot, kind, *, ago=0.0, **more):
    """Slack tells of leaving, as of some seconds ago; given back when it was worked on."""
    slack = bot.workspace
    body = {"tokens_revoked": {"tokens": {"oauth": [], "bot": [slack.workspace.bot.id]}}}.get(kind, {})
    envelope = slack.acting.delivery.envelope(slack.workspace, {"type": kind} | body)
    envelope |= {"event_time": int(time.time() - ago)} | more
    assert bot.post(json.dumps(envelope).encode(), kind="application/json").status == 200


def traces(bot, *ids):
    with bot.desk.store.read() as connection:
        rows = [str(row) for table in METADATA.sorted_tables for row in connection.execute(table.select())]
    return [row for row in rows if any(each in row for each in ids)]


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")])
def test_a_workspace_that_leaves_in_either_order_and_comes_back_begins_anew(many, order):
    slack, team = many.workspace, many.workspace.workspace.id
    install(many, team)
    with many.desk.store.begin() as connection:
        save_policy(connection, team, {"place": "Leeds"}, by="U1", now=many.desk.clock())
    assert "Leeds" in slack.type("/ally settings").message.text
    slack.slack.uninstall(slack.workspace, say_so=False)
    for kind in order:
        tell(many, kind, ago=-10)
    assert slack.slack.wait_until(lambda: not traces(many, team), 5)
    install(many, team)
    many.desk.workplaces.forget(team)
    assert "York" in slack.type("/ally settings").message.text
    assert slack.type("/ally-quote").message.only_you


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
def test_leaving_that_slack_tells_after_the_return_takes_nothing_away(many, kind, caplog):
    slack, team = many.workspace, many.workspace.workspace.id
    install(many, team)
    caplog.set_level("INFO", "alongside")
    tell(many, kind, ago=600)
    assert slack.slack.wait_until(lambda: any(record.message == "told late" for record in caplog.records), 5)
    assert slack.type("/ally-quote").message.only_you


def test_a_token_that_no_longer_works_is_no_return_whatever_the_clocks_say(many):
    slack, team = many.workspace, many.workspace.workspace.id
    install(many, team)
    slack.slack.uninstall(slack.workspace, say_so=False)
    tell(many, "app_uninstalled", ago=600)
    assert slack.slack.wait_until(lambda: not traces(many, team), 5)


def command_of(bot, team, organisation, text):
    """A slash command as Slack sends it from a workspace of an organisation that installed for all of them."""
    slack = bot.workspace
    person, channel = slack.person("organiser"), slack.workspace.channel("general")
    fields = {
        "command": "/ally-check",
        "text": text,
        "team_id": team,
        "enterprise_id": organisation,
        "is_enterprise_install": "true",
        "user_id": person.id,
        "channel_id": channel.id,
        "response_url": slack.slack.new_reply_address(slack.workspace, channel, person),
        "trigger_id": slack.slack.new_trigger(slack.workspace, person, channel.id),
    }
    return bot.post(urlencode(fields).encode())


def test_an_organisation_that_installed_once_is_served_in_each_workspace_and_leaves_as_one(many):
    slack = many.workspace
    slack.slack.tokens["xoxb-org"] = Token(slack.workspace.id, None)
    Installations(many.desk.store).save(
        Installation(
            enterprise_id="E0ORG", team_id=None, is_enterprise_install=True, user_id="U1", bot_token="xoxb-org",
            bot_user_id=slack.workspace.bot.id, installed_at=time.time() - 60,
        )
    )  # fmt: skip
    for day, team in ((4, "T0ONE"), (11, "T0TWO")):
        assert command_of(many, team, "E0ORG", f"Fri {day} Dec 2026 3-4.30pm").status == 200
        words = f"{day} December 2026"
        assert slack.slack.wait_until(lambda words=words: any(words in m.text for m in slack.workspace.messages), 5)
    refused = command_of(many, "T0OTHER", "E0ELSE", FRIDAY)
    assert refused.status == 200
    assert slack.slack.wait_until(lambda: any("not installed here" in m.text for m in slack.workspace.messages), 5)
    with many.desk.store.begin() as connection:
        for team in ("T0ONE", "T0TWO"):
            from bot.store.workspaces import add_workspace

            add_workspace(connection, team, many.desk.clock(), "E0ORG")
    tell(many, "app_uninstalled", team_id=None, enterprise_id="E0ORG", is_enterprise_install=True, authorizations=[])
    assert slack.slack.wait_until(lambda: not traces(many, "E0ORG", "T0ONE", "T0TWO"), 5)


def test_a_mention_in_a_workspace_of_an_organisation_is_answered(many):
    slack = many.workspace
    slack.slack.tokens["xoxb-org"] = Token(slack.workspace.id, None)
    Installations(many.desk.store).save(
        Installation(
            enterprise_id="E0ORG", team_id=None, is_enterprise_install=True, user_id="U1", bot_token="xoxb-org",
            bot_user_id=slack.workspace.bot.id,
        )
    )  # fmt: skip
    person, channel = slack.person("organiser"), slack.workspace.channel("general")
    event = {
        "type": "app_mention",
        "channel": channel.id,
        "user": person.id,
        "team": "T0ONE",
        "text": FRIDAY,
        "ts": "1",
    }
    envelope = slack.acting.delivery.envelope(slack.workspace, event)
    granted = {"enterprise_id": "E0ORG", "team_id": "T0ONE", "is_enterprise_install": True, "is_bot": True}
    envelope |= {"team_id": "T0ONE", "enterprise_id": "E0ORG", "authorizations": [granted]}
    assert many.post(json.dumps(envelope).encode(), kind="application/json").status == 200
    assert slack.slack.wait_until(lambda: any("Shabbat" in m.text for m in slack.workspace.messages), 5)


def test_while_the_database_is_away_whoever_installs_is_told_so(many, monkeypatch):
    from bot.store.errors import StoreUnavailableError

    def away():
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(many.desk.store, "begin", away)
    status, _, page = visit(f"{many.url}/slack/install")
    assert status == 503
    assert "cannot reach its database" in page


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=x",
        "state=x&code=y",
        "error=access_denied",
        "error=%3Cscript%3Ealert(1)%3C/script%3E",
        "state=%FF&code=%00",
    ],
)
def test_an_installation_that_slack_did_not_lead_to_installs_nothing_and_shows_no_trace(many, query):
    status, _, page = visit(f"{many.url}/slack/oauth_redirect?{query}", cookie="slack-app-oauth-state=é;;=;x")
    assert status in (200, 400, 401)
    assert "Traceback" not in page
    assert "<script>alert" not in page
    with many.desk.store.read() as connection:
        assert not connection.execute(installations.select()).all()
