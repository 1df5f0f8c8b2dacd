"""Organisations that installed once for all of their workspaces: each workspace is served by its own settings."""

from __future__ import annotations

import json
import time
from urllib.parse import urlencode

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.playground import oauth
from bot.playground.forms import described
from bot.playground.slack import Token
from bot.store.installations import Installations
from bot.store.workspaces import save_policy, workspace_of
from tests.bot.test_processes import FRIDAY, tell, traces
from tests.bot.test_ways_in import install

ORGANISATION = "E0ORG"


@pytest.fixture
def grid(many):
    """The bot, installed by an organisation for all of its workspaces; the stand-in's workspace is one of them."""
    slack = many.workspace
    slack.slack.tokens["xoxb-org"] = Token(slack.workspace.id, None)
    Installations(many.desk.store).save(
        Installation(
            enterprise_id=ORGANISATION, team_id=None, is_enterprise_install=True, user_id="U1", bot_token="xoxb-org",
            bot_user_id=slack.workspace.bot.id, installed_at=time.time() - 60,
        )
    )  # fmt: skip
    return many


def types(grid, typed, *, team="", who="organiser"):
    """A command as Slack sends it from a workspace of the organisation."""
    slack = grid.workspace
    person, channel = slack.person(who), slack.workspace.channel("general")
    command, _, text = typed.partition(" ")
    fields = {
        "command": command,
        "text": text,
        "team_id": team or slack.workspace.id,
        "enterprise_id": ORGANISATION,
        "is_enterprise_install": "true",
        "user_id": person.id,
        "channel_id": channel.id,
        "response_url": slack.slack.new_reply_address(slack.workspace, channel, person),
        "trigger_id": slack.slack.new_trigger(slack.workspace, person, channel.id),
    }
    assert grid.post(urlencode(fields).encode()).status == 200


def interacts(grid, kind, *, who="organiser", team=None, **more):
    """A click or a form: Slack gives no team, and the workspace with the person."""
    slack = grid.workspace
    person, channel = slack.person(who), slack.workspace.channel("general")
    payload = slack.acting._payload(slack.workspace, person, kind) | {
        "team": team,
        "enterprise": {"id": ORGANISATION, "name": "Acme"},
        "is_enterprise_install": True,
        "trigger_id": slack.slack.new_trigger(slack.workspace, person, channel.id),
        **more,
    }
    return grid.post(urlencode({"payload": json.dumps(payload)}).encode())


def is_said(grid, words):
    slack = grid.workspace
    return slack.slack.wait_until(lambda: any(words in m.text for m in slack.workspace.messages), 8)


@pytest.mark.parametrize("named", [True, False])
def test_what_an_admin_of_one_workspace_sets_in_a_form_holds_there(grid, named):
    slack, workspace = grid.workspace, grid.workspace.workspace
    types(grid, "/ally settings", who="admin")
    assert is_said(grid, "York")
    pressed = {"type": "button", "action_id": "settings_change", "block_id": "b", "action_ts": "1"}
    assert interacts(grid, "block_actions", who="admin", actions=[pressed]).status == 200
    assert slack.slack.wait_until(lambda: workspace.modal(slack.person("admin")), 8)
    slack.fill({"Place": "Glasgow"}, as_="admin")
    view = described(workspace, workspace.modal(slack.person("admin")))
    view |= {"team_id": ORGANISATION, "app_installed_team_id": ORGANISATION}
    team = {"id": workspace.id, "enterprise_id": ORGANISATION} if named else None
    saved = interacts(grid, "view_submission", who="admin", team=team, view=view, response_urls=[])
    assert "Saved" in saved.body.decode()
    with grid.desk.store.read() as connection:
        assert workspace_of(connection, workspace.id).policy == {"place": "Glasgow"}
        assert workspace_of(connection, ORGANISATION).policy == {}


@pytest.mark.parametrize("authorized", [None, "the workspace"])
def test_a_direct_message_is_answered_by_the_settings_of_its_workspace(grid, authorized):
    slack, team = grid.workspace, grid.workspace.workspace.id
    with grid.desk.store.begin() as connection:
        save_policy(connection, team, {"place": "Glasgow"}, by=None, now=grid.desk.clock())
    person = slack.person("organiser")
    channel = slack.workspace.direct(person).id
    event = {"type": "message", "channel": channel, "channel_type": "im", "user": person.id, "team": team}
    envelope = slack.acting.delivery.envelope(slack.workspace, event | {"text": FRIDAY, "ts": "1"})
    granted = {"enterprise_id": ORGANISATION, "team_id": authorized and team, "is_enterprise_install": True}
    envelope |= {"team_id": team, "enterprise_id": ORGANISATION, "authorizations": [granted]}
    assert grid.post(json.dumps(envelope).encode(), kind="application/json").status == 200
    assert is_said(grid, "Glasgow")


def leaves(grid, order, **how):
    grid.workspace.slack.uninstall(grid.workspace.workspace, say_so=False)
    for kind in order:
        tell(grid, kind, ago=-10, enterprise_id=ORGANISATION, **how)


ORDERS = [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")]
GRANTED = {"enterprise_id": ORGANISATION, "is_enterprise_install": True}


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
@pytest.mark.parametrize(
    "how",
    [
        {"team_id": None, "is_enterprise_install": True, "authorizations": []},
        {"team_id": None, "authorizations": [GRANTED | {"team_id": None}]},
        {"authorizations": [GRANTED]},
    ],
    ids=["said of all", "no workspace named", "one workspace named"],
)
def test_an_organisation_that_leaves_takes_along_a_workspace_that_only_asked_for_a_quotation(grid, order, how):
    types(grid, "/ally-quote", team="T0ONE")
    assert grid.workspace.slack.wait_until(lambda: traces(grid, "T0ONE"), 8)
    leaves(grid, order, **how)
    assert grid.workspace.slack.wait_until(lambda: not traces(grid, ORGANISATION, "T0ONE"), 8)


def test_a_workspace_that_leaves_alone_takes_nothing_of_its_organisation_along(grid):
    slack, team = grid.workspace, grid.workspace.workspace.id
    for workspace in ("T0ONE", team):
        types(grid, "/ally-quote", team=workspace)
        assert slack.slack.wait_until(lambda workspace=workspace: traces(grid, workspace), 8)
    tell(grid, "app_uninstalled", ago=-10, enterprise_id=ORGANISATION, authorizations=[GRANTED])
    assert slack.slack.wait_until(lambda: not traces(grid, team), 8)
    assert traces(grid, "T0ONE")
    types(grid, f"/ally-check {FRIDAY}", team="T0ONE")
    assert is_said(grid, "15:44")


def test_an_organisation_installs_by_oauth_and_slack_names_no_team(many, monkeypatch):
    def granted_to_all(*args):
        whole = {"team": None, "enterprise": {"id": ORGANISATION, "name": "Acme"}, "is_enterprise_install": True}
        return grant(*args) | whole

    grant = oauth._grant
    monkeypatch.setattr(oauth, "_grant", granted_to_all)
    assert install(many, many.workspace.workspace.id)[0] == 200
    types(many, f"/ally-check {FRIDAY}", team="T0ONE")
    assert is_said(many, "15:44")
    person = many.workspace.person("organiser")
    assert interacts(many, "shortcut", callback_id="check_form").status == 200
    assert many.workspace.slack.wait_until(lambda: many.workspace.workspace.modal(person), 8)
