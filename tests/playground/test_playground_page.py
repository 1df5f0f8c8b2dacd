"""What the page asks of the stand-in, without a browser: its files, what one person sees, what that person does."""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground import StandIn
from bot.playground.front import Front, examples, next_tuesday
from bot.playground.keeping import load, save
from bot.playground.process import Process

LONDON = ZoneInfo("Europe/London")


class Page:
    """The page's requests."""

    def __init__(self, stand_in: StandIn) -> None:
        self.host = urlsplit(stand_in.address).netloc

    def ask(self, verb: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection(self.host, timeout=5)
        connection.request(verb, path, body, headers or {})
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        kind = answer.getheader("Content-Type", "")
        return answer.status, json.loads(raw) if "json" in kind else raw.decode()

    def see(self, **query: str) -> Any:
        status, body = self.ask("GET", f"/page/state?{urlencode(query)}")
        assert status == 200, body
        return body

    def act(self, name: str, **more: Any) -> tuple[int, Any]:
        body = json.dumps({"act": name, **more}).encode()
        return self.ask("POST", "/page/do", body, {"X-Alongside-Page": "1", "Content-Type": "application/json"})


@pytest.fixture
def page(stand_in: StandIn) -> Page:
    stand_in.server.rooms.append(Front(stand_in))
    return Page(stand_in)


@pytest.mark.parametrize("name", ["", "page/page.css", "page/app.js", "page/blocks.js", "page/mark.svg"])
def test_the_page_and_its_parts_are_served(page: Page, name: str) -> None:
    status, body = page.ask("GET", f"/{name}")
    assert status == 200
    assert body


def test_every_part_that_the_page_names_exists_and_nothing_comes_from_elsewhere(page: Page) -> None:
    folder = Path(sys.modules["bot.playground"].__file__ or "").parent / "page"
    for path in folder.iterdir():
        text = path.read_text()
        for word in text.replace('"', " ").replace("'", " ").replace("(", " ").split():
            assert not word.startswith(("//", "https://")) or word == "//", f"{path.name}: {word}"
            if word.startswith("/page/") and word.endswith((".js", ".css", ".svg")):
                assert (folder / word.removeprefix("/page/")).exists(), word


@pytest.mark.parametrize(
    "path", ["/page/../standin.py", "/page/%2e%2e%2fstandin.py", "/page/nothing.js", "/etc/passwd"]
)
def test_nothing_but_the_page_is_served(page: Page, path: str) -> None:
    assert page.ask("GET", path)[0] == 404


def test_another_site_cannot_act(page: Page, stand_in: StandIn) -> None:
    body = json.dumps({"act": "type", "text": "hello"}).encode()
    assert page.ask("POST", "/page/do", body, {"Content-Type": "text/plain"})[0] == 403
    assert page.ask("GET", "/page/state", headers={"Host": "evil.example"})[0] == 421
    assert stand_in.workspace.see() == []


def test_a_person_sees_their_own_conversations_and_private_answers_only(page: Page, stand_in: StandIn) -> None:
    workspace = stand_in.workspace.workspace
    general = workspace.channel("general")
    stand_in.slack.show(workspace, general, "for Jo alone", [], only_for=workspace.person("jo").id)
    assert [m["text"] for m in page.see(person="organiser", channel="general")["messages"]] == ["for Jo alone"]
    member = page.see(person="member", channel="general")
    assert member["messages"] == []
    assert "leads" not in [each["name"] for each in member["channels"]]
    assert page.ask("GET", "/page/state?person=member&channel=leads")[0] == 400


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("dance", {}),
        ("type", {"person": "nobody", "text": "x"}),
        ("type", {"channel": "nowhere", "text": "x"}),
        ("type", {"channel": "old-project", "text": "x"}),
        ("type", {"person": "alongside", "text": "x"}),
        ("press", {"ts": "1.0", "block": "b", "action": "a"}),
        ("press", {}),
        ("submit", {"view": "V0"}),
        ("clock", {"to": 1}),
        ("clock", {"to": "yesterday"}),
        ("clock", {"to": 4e12}),
        ("bot", {"on": True}),
        ("invite", {"channel": "dm"}),
    ],
)
def test_a_request_that_makes_no_sense_gets_a_sentence_and_changes_nothing(
    page: Page, stand_in: StandIn, act: str, more: dict[str, Any]
) -> None:
    status, body = page.act(act, **more)
    assert status == 400
    assert body["error"]
    assert abs(stand_in.slack.clock.shift) < 1


def test_a_form_is_filled_in_and_sent_from_the_page(page: Page, stand_in: StandIn, bolt: App) -> None:
    got: list[Any] = []

    @bolt.command("/ally-check")
    def check(ack: Any, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        field = {"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "Date"}}
        view = {
            "type": "modal",
            "title": {"type": "plain_text", "text": "Form"},
            "submit": {"type": "plain_text", "text": "Go"},
            "blocks": [{**field, "element": {"type": "datepicker", "action_id": "a"}}],
        }
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @bolt.view("")
    def sent(ack: Any, view: dict[str, Any]) -> None:
        got.append(view["state"]["values"]["b"]["a"]["selected_date"])
        ack()

    assert page.act("type", text="/ally-check", channel="planning")[0] == 200
    workspace = stand_in.workspace.workspace
    assert stand_in.slack.wait_until(lambda: workspace.modal(workspace.person("organiser")))
    modal = page.see()["modal"]
    page.act("submit", view=modal["id"], values={})
    assert page.see()["modal"]["errors"] == {"b": "Please complete this required field."}
    page.act("submit", view=modal["id"], values={"b": {"a": "2026-12-04"}})
    assert page.see()["modal"] is None
    assert got == ["2026-12-04"]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-22T09:00", "2026-11-24T10:00"),
        ("2026-11-24T09:59", "2026-11-24T10:00"),
        ("2026-11-24T10:00", "2026-12-01T10:00"),
        ("2027-03-27T12:00", "2027-03-30T10:00"),
    ],
)
def test_next_tuesday_at_ten_is_on_the_wall_clock_and_always_ahead(now: str, then: str) -> None:
    found = next_tuesday(datetime.fromisoformat(now).replace(tzinfo=LONDON))
    assert found == datetime.fromisoformat(then).replace(tzinfo=LONDON)


def test_the_examples_lie_ahead_of_the_clock() -> None:
    made = examples(datetime(2026, 11, 22, 9, tzinfo=LONDON))
    assert made["date"] == "Fri 4 Dec 2026, 3-4.30pm"
    assert "DTSTART;TZID=Europe/London:20261204T123000" in made["ics"]


def test_a_kept_workspace_comes_back_with_what_slack_still_holds(tmp_path: Path, stand_in: StandIn) -> None:
    workspace = stand_in.workspace
    workspace.type("a < b", in_="general")
    workspace.upload(("x.ics", b"BEGIN:VCALENDAR"))
    settings = stand_in.environment()
    client = WebClient(token=settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"])
    at = int(stand_in.slack.clock.now()) + 500
    client.chat_scheduleMessage(channel=workspace.workspace.channel("general").id, post_at=at, text="later")
    assert save(stand_in, tmp_path)
    assert not save(stand_in, tmp_path)
    assert (tmp_path / "workspace.json").stat().st_mode & 0o777 == 0o600
    with StandIn() as other:
        assert load(other, tmp_path)
        assert other.environment() | {"SLACK_API_URL": ""} == settings | {"SLACK_API_URL": ""}
        assert [each.text for each in other.workspace.see()] == ["a < b"]
        other.slack.advance(600)
        assert [each.text for each in other.workspace.see()] == ["a < b", "later"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"form": 1}', '{"workspace": {"id": 1}}'])
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, stand_in: StandIn, content: str) -> None:
    (tmp_path / "workspace.json").write_text(content)
    assert not load(stand_in, tmp_path)
    assert stand_in.workspace.see() == []


def test_the_bots_process_starts_stops_and_says_why_it_ended(tmp_path: Path) -> None:
    def process(code: str) -> Process:
        return Process(
            [sys.executable, "-c", code],
            environment={},
            folder=tmp_path,
            log=tmp_path / "log",
            ready=lambda: True,
            changed=lambda: None,
        )

    waiting: Callable[[str], Process] = process
    lasting = waiting("import time; time.sleep(60)")
    assert lasting.state == "stopped"
    lasting.start()
    assert lasting.state == "running"
    lasting.stop()
    assert (lasting.state, lasting.ended_badly) == ("stopped", False)
    failing = waiting("raise SystemExit('no token')")
    failing.start()
    failing._process.wait(10)  # type: ignore[union-attr]
    assert (failing.state, failing.ended_badly, failing.last_words) == ("stopped", True, "no token")
