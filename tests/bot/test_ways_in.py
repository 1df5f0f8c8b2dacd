"""The ways to run: Socket Mode for one workspace, OAuth for many; and Slack answered in time whatever is slow."""

from __future__ import annotations

import html
import re
import threading
import time
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from bot.app import build_app
from bot.desk import Desk
from bot.manifest import manifest
from bot.playground import StandIn
from bot.settings import Settings
from bot.sockets import connection
from bot.store.store import Store
from bot.store.tables import METADATA, installations


def test_over_socket_mode_the_same_command_gets_the_same_answer(tmp_path):
    with StandIn(manifest=manifest(), socket_mode=True) as stand_in:
        given = stand_in.environment()
        settings = Settings(
            bot_token=given["SLACK_BOT_TOKEN"], app_token=given["SLACK_APP_TOKEN"], api_url=given["SLACK_API_URL"]
        )
        store = Store(f"sqlite:///{tmp_path}/alongside.db")
        app = build_app(Desk(settings, store))
        handler = connection(app, settings.app_token)
        handler.connect()
        try:
            assert stand_in.slack.wait_until(lambda: stand_in.sockets.connected, 5)
            answer = stand_in.workspace.type("/ally-quote listening").message
            assert answer.only_you
            assert answer.buttons == ["Another", "Reflect on this", "Share here"]
        finally:
            handler.close()
            store.close()


class _Stay(HTTPRedirectHandler):
    """Redirections are looked at, not followed."""

    def redirect_request(self, *args, **kwargs):
        return None


def visit(url, cookie=""):
    """A browser's request; gives status, headers and page."""
    from urllib.error import HTTPError

    try:
        answer = build_opener(_Stay).open(Request(url, headers={"Cookie": cookie} if cookie else {}), timeout=5)
    except HTTPError as other:
        answer = other
    with answer:
        return answer.status, answer.headers, answer.read().decode()


def the_link(page):
    """Where the installation page leads."""
    return html.unescape(re.search(r'href="([^"]*/authorize[^"]*)"', page)[1])


def install(bot, team):
    """Go through the installation as an admin's browser does; gives the last page."""
    status, headers, page = visit(f"{bot.url}/slack/install")
    assert status == 200
    cookie = headers["Set-Cookie"].split(";")[0]
    link = the_link(page)
    assert parse_qs(urlsplit(link).query)["scope"][0].split(",") == list(bot.stand_in.slack.registration.scopes)
    _, headers, _ = visit(f"{link}&allow={team}")
    back = urlsplit(headers["Location"])
    return visit(f"{bot.url}{back.path}?{back.query}", cookie)


def test_a_workspace_that_installed_by_oauth_is_served_and_its_token_is_kept_encrypted(many):
    second = many.stand_in.another_workspace("Second", installed=False)
    status, _, page = install(many, second.workspace.id)
    assert status == 200, page
    assert second.type("/ally-quote").message.only_you
    with many.desk.store.read() as connection:
        rows = connection.execute(installations.select()).mappings().all()
    assert [row["team_id"] for row in rows] == [second.workspace.id]
    assert second.workspace.bot_token not in str(rows)


def test_a_workspace_that_did_not_install_is_told_so_and_gets_nothing(many):
    answer = many.workspace.type("/ally-quote")
    assert "install" in answer.text


def test_a_state_that_we_did_not_give_installs_nothing(many):
    second = many.stand_in.another_workspace("Second", installed=False)
    _, headers, page = visit(f"{many.url}/slack/install")
    link = the_link(page)
    _, headers, _ = visit(f"{link}&allow={second.workspace.id}")
    back = urlsplit(headers["Location"])
    code = parse_qs(back.query)["code"][0]
    status, _, _ = visit(f"{many.url}{back.path}?code={code}&state=stolen")
    assert status == 400
    with many.desk.store.read() as connection:
        assert not connection.execute(installations.select()).all()


def test_two_workspaces_see_nothing_of_each_other(many):
    first = many.workspace
    second = many.stand_in.another_workspace("Second", installed=False)
    for driver in (first, second):
        install(many, driver.workspace.id)
    assert first.type("/ally-quote").message.only_you
    assert "cards you were shown" in first.type("/ally my-data").text
    assert "Nothing is held about you." in second.type("/ally my-data").text
    assert second.type("/ally-quote").message.only_you
    first.send_event({"type": "app_uninstalled"})
    team = first.workspace.id

    def erased():
        with many.desk.store.read() as connection:
            return not any(
                team in map(str, row) for table in METADATA.sorted_tables for row in connection.execute(table.select())
            )

    assert first.slack.wait_until(erased, 5)
    assert "cards you were shown" in second.type("/ally my-data").text


def test_slack_is_answered_in_time_while_the_database_hangs(many, monkeypatch):
    second = many.stand_in.another_workspace("Second", installed=False)
    install(many, second.workspace.id)
    assert second.type("/ally-quote").message.only_you
    released = threading.Event()
    read = many.desk.store.read

    def slowly():
        released.wait(6)
        return read()

    monkeypatch.setattr(many.desk.store, "read", slowly)
    began = time.monotonic()
    answer = second.type("/ally-quote")
    assert answer.ack.status == 200
    assert time.monotonic() - began < 2.8
    released.set()
    assert answer.message.only_you


def test_a_slow_slack_does_not_delay_the_acknowledgement(bot, slack):
    bot.stand_in.slack.faults.add("slow", "users.info", times=3, seconds=4.0)
    answer = slack.type("/ally-quote")
    assert answer.ack.seconds < 1.0
    assert answer.message.only_you
