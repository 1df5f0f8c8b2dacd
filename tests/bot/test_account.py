"""`/ally privacy`, `my-data`, `forget-me`, and what uninstalling leaves: nothing."""

from __future__ import annotations

import pytest

from bot.store.tables import METADATA
from bot.store.workspaces import workspace_of


def test_privacy_says_on_one_screen_what_is_kept_and_what_never_is(slack):
    answer = slack.type("/ally privacy").message
    assert "What it never keeps" in answer.text
    assert "religion" in answer.text
    assert "#people" in answer.text
    assert len(answer.blocks) <= 6


def test_my_data_shows_what_is_held_and_forget_me_erases_it(slack):
    assert "Nothing is held about you." in slack.type("/ally my-data").text
    assert slack.type("/ally-quote").message.only_you
    held = slack.type("/ally my-data").message
    assert "cards you were shown" in held.text
    assert "Erased" in slack.press("Erase it").text
    assert "Nothing is held about you." in slack.type("/ally my-data").text


def test_what_is_held_about_one_person_is_not_shown_to_another(slack):
    assert slack.type("/ally-quote", as_="organiser").message.only_you
    assert "Nothing is held about you." in slack.type("/ally my-data", as_="member").text


def test_forgetting_while_the_database_is_away_says_so_and_promises_nothing(bot, slack, monkeypatch):
    from bot.store.errors import StoreUnavailableError

    def away():
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(bot.desk.store, "begin", away)
    assert "cannot reach its database" in slack.type("/ally forget-me").text


def rows(bot):
    with bot.desk.store.read() as connection:
        return {t.name: connection.execute(t.select()).fetchall() for t in METADATA.sorted_tables}


def test_an_organisation_that_uninstalls_leaves_nothing_of_its_workspaces(bot, slack):
    from bot.store.workspaces import add_workspace

    with bot.desk.store.begin() as connection:
        for team in ("T0ONE", "T0TWO"):
            add_workspace(connection, team, bot.desk.clock(), "E0ORG")
        add_workspace(connection, "T0OTHER", bot.desk.clock(), "E0ELSE")
    envelope = slack.acting.delivery.envelope(slack.workspace, {"type": "app_uninstalled"})
    envelope |= {"enterprise_id": "E0ORG", "is_enterprise_install": True}
    assert slack.acting.delivery.deliver(envelope).taken
    left = slack.slack.wait_until(lambda: [row[0] for row in rows(bot)["workspaces"]] == ["T0OTHER"], 5)
    assert left, rows(bot)["workspaces"]


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")])
def test_uninstalling_leaves_nothing_in_whichever_order_slack_tells_it(bot, slack, order):
    assert slack.type("/ally-quote").message.only_you
    team = slack.workspace.id
    with bot.desk.store.read() as connection:
        assert workspace_of(connection, team)
    bodies = {"app_uninstalled": {}, "tokens_revoked": {"tokens": {"oauth": [], "bot": [slack.workspace.bot.id]}}}
    for kind in order:
        slack.send_event({"type": kind} | bodies[kind])
    left = slack.slack.wait_until(lambda: not any(rows(bot).values()), 5)
    assert left, {name: found for name, found in rows(bot).items() if found}
