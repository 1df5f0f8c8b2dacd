"""The page in headless Chromium: by mouse, by keyboard, as axe-core judges it, on a phone and on a laptop."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.playground import StandIn
from bot.playground.front import Front

pytestmark = pytest.mark.slow

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
LAPTOP, PHONE = (1360, 860), (390, 844)


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def options(*labels: str) -> list[dict[str, Any]]:
    return [{"text": plain(each), "value": each.lower()} for each in labels]


def field(name: str, kind: str, *, optional: bool = True, **more: Any) -> dict[str, Any]:
    element = {"type": kind, "action_id": "a", **more}
    return {"type": "input", "block_id": name, "label": plain(name), "optional": optional, "element": element}


FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Check dates"),
    "submit": plain("Check"),
    "blocks": [
        field("Date", "datepicker", optional=False),
        field("Start", "timepicker"),
        field("Length", "static_select", options=options("30", "60")),
        field("Place", "plain_text_input"),
        field("People", "number_input", is_decimal_allowed=False),
        field("Kind", "radio_buttons", options=options("Online", "Room")),
        field("There is", "checkboxes", options=options("Food", "Travel")),
        field("Traditions", "multi_static_select", options=options("Civic", "Other")),
        field("Owner", "users_select"),
    ],
}
CARD: list[dict[str, Any]] = [
    {"type": "header", "text": plain("Date check")},
    {
        "type": "section",
        "text": {
            "type": "mrkdwn",
            "text": "*Adjust* · Fri 4 Dec 2026, 15:00\n&gt; <https://example.org|source> `15:44` _exact_",
        },
        "accessory": {"type": "overflow", "action_id": "more", "options": options("Why?", "Copy")},
    },
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Our list is not complete."}]},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "text": plain("Another"), "action_id": "another", "style": "primary"},
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain("Theme"),
                "options": options("One", "Two"),
            },
        ],
    },
]


def small_app(client: WebClient, secret: str, heard: list[Any]) -> App:
    """An app that answers with everything the page can show."""
    app = App(client=client, token=client.token, signing_secret=secret)

    @app.command("/ally-check")
    def check(ack: Any, respond: Any, body: dict[str, Any]) -> None:
        ack()
        if body["text"]:
            respond(text="Date check", blocks=CARD)
        else:
            client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action(re.compile("another|pick|more"))
    def another(ack: Any, respond: Any, action: dict[str, Any]) -> None:
        ack()
        heard.append(action)
        chosen = action.get("selected_option", {}).get("value", "")
        respond(text=f"Another card {chosen}".strip(), replace_original=action["type"] == "button")

    @app.view("form")
    def form(ack: Any, view: dict[str, Any], client: WebClient, body: dict[str, Any]) -> None:
        values = {block: next(iter(inner.values())) for block, inner in view["state"]["values"].items()}
        if values["Date"]["selected_date"] < "2026-01-01":
            ack(response_action="errors", errors={"Date": "That date has passed: choose one that is still ahead."})
            return
        ack()
        heard.append(values)

    @app.event("message")
    def said(event: dict[str, Any], say: Any) -> None:
        names = [each["name"] for each in event.get("files", [])]
        say(f"Read {', '.join(names)}." if names else f"You wrote {event['text']}")

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": CARD[:4]})

    return app


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def chromium() -> Iterator[WebDriver]:
    if not CHROMIUM or not DRIVER:
        pytest.skip(
            "Chromium and chromedriver are not installed. On Debian and Ubuntu: apt-get install chromium-driver"
        )
    chosen = webdriver.ChromeOptions()
    chosen.binary_location = CHROMIUM
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"):
        chosen.add_argument(flag)
    profile = Path(os.environ.get("TMPDIR", "/tmp")) / f"alongside-browser-{os.getpid()}"
    chosen.add_argument(f"--user-data-dir={profile}")
    driver = webdriver.Chrome(options=chosen, service=Service(DRIVER))
    yield driver
    driver.quit()
    shutil.rmtree(profile, ignore_errors=True)


class Reader:
    """Somebody in front of the page."""

    def __init__(self, driver: WebDriver, address: str) -> None:
        self.driver = driver
        self.size(*LAPTOP)
        driver.get(address)
        driver.execute_script("sessionStorage.clear()")
        driver.get(address)
        self.until(lambda: self.all("#people input"))

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str) -> WebElement:
        return self.until(lambda: next(iter(self.all(css)), None))

    def until(self, seen: Any, seconds: float = 30) -> Any:
        return WebDriverWait(self.driver, seconds, 0.05, ignored_exceptions=[Exception]).until(lambda _: seen())

    def button(self, label: str, within: str = "body") -> WebElement:
        return self.until(
            lambda: next(b for b in self.all(f"{within} button") if b.is_displayed() and b.text.strip() == label)
        )

    def log(self) -> str:
        return self.one("#timeline").text

    def sees(self, words: str, within: str = "#timeline") -> None:
        self.until(lambda: words in self.one(within).text)

    def go(self, name: str) -> None:
        """Open a place; pressed again when the page drew itself anew just as it was pressed."""

        def is_there() -> bool:
            if any(name in heading.text for heading in self.all("#room-name")):
                return True
            next(b for b in self.all(".places button") if name in b.text).click()
            return False

        self.until(is_there)

    def type(self, text: str) -> None:
        ActionChains(self.driver).send_keys(text).perform()

    def keys(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    @property
    def focus(self) -> WebElement:
        return self.driver.switch_to.active_element

    def tab_to(self, css: str, most: int = 60) -> WebElement:
        """Press Tab until the focus is on something that matches."""
        for _ in range(most):
            self.keys(Keys.TAB)
            if self.driver.execute_script("return document.activeElement.matches(arguments[0])", css):
                return self.focus
        raise AssertionError(f"Tab does not reach {css}.")

    def accessible(self) -> list[str]:
        """What axe-core finds that is serious or worse."""
        given = os.environ.get("AXE_CORE")
        source = Path(given).read_text() if given else (resources.files("axe_core_python") / "axe.min.js").read_text()
        self.driver.execute_script(source)
        found = self.driver.execute_async_script("const done = arguments[0]; axe.run().then((r) => done(r.violations))")
        return [
            f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for each in found
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ] + self.misnamed()

    def misnamed(self) -> list[str]:
        """Buttons whose spoken name leaves out what they show (WCAG 2.5.3; axe-core looks at it only lately)."""
        return [
            f"{each.text!r} is called {each.get_attribute('aria-label')!r}"
            for each in self.all("button[aria-label]")
            if each.text.strip("…✕ ").casefold() not in each.get_attribute("aria-label").casefold()
        ]


@pytest.fixture
def heard() -> list[Any]:
    return []


@pytest.fixture
def reader(chromium: WebDriver, stand_in: StandIn, heard: list[Any]) -> Iterator[Reader]:
    """The page of a stand-in with the small app in it."""
    settings = stand_in.environment()
    client = WebClient(token=settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"])
    app = small_app(client, settings["SLACK_SIGNING_SECRET"], heard)
    server = make_server("127.0.0.1", 0, SlackRequestHandler(app, path="/slack/events"), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    stand_in.connect(f"http://127.0.0.1:{server.server_port}/slack/events")
    stand_in.server.rooms.append(Front(stand_in))
    chromium.get_log("browser")
    yield Reader(chromium, f"{stand_in.address}/")
    errors = [each["message"] for each in chromium.get_log("browser") if each["level"] == "SEVERE"]
    chromium.get("about:blank")
    server.shutdown()
    server.server_close()
    assert errors == []


def test_the_page_says_that_it_is_a_demonstration(reader: Reader) -> None:
    assert "Demonstration workspace" in reader.one(".banner").text
    assert "demonstration" in reader.driver.title


def test_a_command_is_completed_sent_and_answered_by_keyboard_alone(reader: Reader, heard: list[Any]) -> None:
    reader.one("#composer-text").send_keys("")
    reader.type("/ally-")
    reader.until(lambda: len(reader.all("#completions li")) == 5)
    reader.keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert reader.one('[aria-selected="true"] b').text == "/ally-check"
    reader.keys(Keys.TAB)
    reader.type("Fri 4 Dec 3pm")
    reader.keys(Keys.ENTER)
    reader.sees("Date check")
    assert "Only visible to you" in reader.log()
    reader.driver.execute_script("document.getElementById('timeline').focus()")
    reader.tab_to('[data-action="another"]')
    reader.keys(Keys.ENTER)
    reader.sees("Another card")
    assert "Date check" not in reader.log()


def test_another_person_does_not_see_a_private_answer(reader: Reader) -> None:
    reader.one("#composer-text").send_keys("/ally-check x", Keys.ENTER)
    reader.sees("Date check")
    reader.all("#people label")[0].click()
    reader.until(lambda: "Nothing in #planning yet" in reader.log())


def test_a_form_opens_with_focus_shows_its_error_at_the_field_and_closes_with_escape(
    reader: Reader, heard: list[Any]
) -> None:
    reader.one("#composer-text").send_keys("/ally-check", Keys.ENTER)
    reader.one("dialog#form[open]")
    assert reader.focus.get_attribute("type") == "date"
    reader.button("Check", "dialog").click()
    reader.sees("Please complete this required field.", "dialog")
    assert reader.focus.get_attribute("aria-invalid") == "true"
    reader.driver.execute_script("const d = document.querySelector('dialog input[type=date]'); d.value = '1800-01-01'")
    reader.button("Check", "dialog").click()
    reader.sees("That date has passed: choose one that is still ahead.", "dialog")
    described = reader.focus.get_attribute("aria-describedby").split()
    assert "That date has passed" in reader.one(f"#{described[0]}").text
    reader.keys(Keys.ESCAPE)
    reader.until(lambda: not reader.all("dialog[open]"))
    assert heard == []


def test_every_kind_of_field_arrives_as_slack_reports_it(reader: Reader, heard: list[Any]) -> None:
    reader.one("#composer-text").send_keys("/ally-check", Keys.ENTER)
    reader.one("dialog#form[open]")
    reader.driver.execute_script(
        "const q = (s) => document.querySelector('dialog ' + s);"
        "q('input[type=date]').value = '2026-12-04'; q('input[type=time]').value = '15:00';"
    )
    for select, value in zip(reader.all("dialog select"), ("60", "Ash Trent"), strict=True):
        select.send_keys(value)
    reader.all("dialog input[type=text]")[0].send_keys("York")
    reader.all("dialog input[type=text]")[1].send_keys("12")
    for label in ("Room", "Food", "Travel", "Other"):
        next(each for each in reader.all("dialog .choices label") if each.text == label).click()
    reader.button("Check", "dialog").click()
    reader.until(lambda: heard)
    got = heard[0]
    assert got["Date"]["selected_date"] == "2026-12-04"
    assert got["Start"]["selected_time"] == "15:00"
    assert got["Length"]["selected_option"]["value"] == "60"
    assert (got["Place"]["value"], got["People"]["value"]) == ("York", "12")
    assert got["Kind"]["selected_option"]["value"] == "room"
    assert [each["value"] for each in got["There is"]["selected_options"]] == ["food", "travel"]
    assert [each["value"] for each in got["Traditions"]["selected_options"]] == ["other"]
    assert got["Owner"]["selected_user"].startswith("U")


def test_a_select_and_an_overflow_menu_in_a_message_tell_the_bot_at_once(reader: Reader, heard: list[Any]) -> None:
    reader.one("#composer-text").send_keys("/ally-check x", Keys.ENTER)
    reader.one('[data-action="pick"]').send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    reader.sees("Another card two")
    reader.one('[data-action="more"]').send_keys(Keys.ENTER)
    reader.button("Copy").click()
    reader.sees("Another card copy")
    assert [each["type"] for each in heard] == ["static_select", "overflow"]


def test_a_calendar_file_is_picked_or_dropped(reader: Reader, tmp_path: Path) -> None:
    reader.go("Alongside")
    path = tmp_path / "picked.ics"
    path.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    reader.one("#file-pick").send_keys(str(path))
    reader.sees("Read picked.ics.")
    reader.driver.execute_script(
        "const data = new DataTransfer(); data.items.add(new File(['BEGIN:VCALENDAR'], 'dropped.ics'));"
        "for (const kind of ['dragenter', 'dragover', 'drop'])"
        "  document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}))"
    )
    reader.sees("Read dropped.ics.")


def test_the_home_tab_is_drawn_and_reached_with_arrow_keys(reader: Reader) -> None:
    reader.go("Alongside")
    reader.one("#tab-messages").send_keys(Keys.ARROW_RIGHT)
    reader.sees("Date check", "#home")
    assert reader.one("#tab-home").get_attribute("aria-selected") == "true"


def test_the_clock_jumps_to_tuesday_and_what_slack_kept_arrives_once(reader: Reader, stand_in: StandIn) -> None:
    settings = stand_in.environment()
    client = WebClient(token=settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"])
    channel = stand_in.workspace.workspace.channel("planning").id
    at = int(stand_in.slack.clock.now()) + 60
    client.chat_scheduleMessage(channel=channel, post_at=at, text="One small act for this week")
    reader.sees("in #planning", "#scheduled")
    reader.button("Jump to next Tuesday 10:00").click()
    reader.sees("One small act for this week")
    assert re.search(r"Tue.* 10:00", reader.one("#now").text)
    assert reader.log().count("One small act") == 1
    reader.driver.refresh()
    reader.sees("One small act for this week")
    assert reader.log().count("One small act") == 1


def test_a_pasted_script_mention_or_link_stays_text(reader: Reader) -> None:
    reader.go("Alongside")
    reader.one("#composer-text").send_keys("<img src=x onerror=alert(1)> <!channel> *bold*", Keys.ENTER)
    reader.sees("You wrote <img src=x onerror=alert(1)> <!channel> bold")
    assert not reader.all("#timeline img[src='x']")
    assert not reader.all("#timeline .mention")


def test_the_page_fetches_nothing_from_elsewhere(reader: Reader, stand_in: StandIn) -> None:
    reader.one("#composer-text").send_keys("/ally-check x", Keys.ENTER)
    reader.sees("Date check")
    names = reader.driver.execute_script("return performance.getEntriesByType('resource').map((each) => each.name)")
    assert names
    assert [each for each in names if not each.startswith(stand_in.address) and not each.startswith("data:")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [LAPTOP, (900, 700), PHONE], ids=["laptop", "tablet", "phone"])
def test_axe_finds_no_serious_problem(reader: Reader, scheme: str, size: tuple[int, int]) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    reader.size(*size)
    assert reader.accessible() == []
    composer = reader.one("#composer-text")
    composer.send_keys("/ally-check x", Keys.ENTER)
    reader.sees("Date check")
    assert reader.accessible() == []
    composer.send_keys("/al")
    reader.one("#completions li")
    assert reader.accessible() == []
    composer.send_keys(Keys.ESCAPE, Keys.BACKSPACE * 3, "/ally-check", Keys.ENTER)
    reader.one("dialog#form[open]")
    reader.button("Check", "dialog").click()
    reader.sees("Please complete", "dialog")
    assert reader.accessible() == []
    reader.keys(Keys.ESCAPE)
    reader.until(lambda: not reader.all("dialog[open]"))
    if size == PHONE:
        reader.one("#menu").click()
        assert reader.accessible() == []
    reader.go("Alongside")
    if size == PHONE:
        reader.until(lambda: not reader.all(".side.open"))
    reader.one("#tab-home").click()
    reader.sees("Date check", "#home")
    assert reader.accessible() == []


@pytest.mark.parametrize("size", [LAPTOP, (900, 700), PHONE, (320, 640)])
def test_nothing_is_wider_than_the_screen(reader: Reader, size: tuple[int, int]) -> None:
    reader.size(*size)
    reader.one("#composer-text").send_keys("/ally-check x", Keys.ENTER)
    reader.sees("Date check")
    width = reader.driver.execute_script("return document.documentElement.scrollWidth")
    assert width <= size[0]
    assert reader.one("#composer-text").is_displayed()


# The real bot, as somebody who tries it meets it.


@contextlib.contextmanager
def alongside_try() -> Iterator[str]:
    """`alongside try`, running; its address."""
    root = Path(__file__).parents[2]
    code = "from bot.cli import main; main()"
    command = [sys.executable, "-c", code, "try", "--no-browser"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        yield first.rpartition(" ")[2].strip()
        process.terminate()
        assert process.wait(15) == 0


@pytest.fixture(scope="module")
def trying() -> Iterator[str]:
    with alongside_try() as address:
        yield address


def visit(chromium: WebDriver, address: str) -> Reader:
    reader = Reader(chromium, address)
    reader.until(lambda: reader.one("#bot-state").text == "Alongside is running", 20)
    return reader


@pytest.fixture
def visitor(chromium: WebDriver, trying: str) -> Iterator[Reader]:
    yield visit(chromium, trying)
    chromium.get("about:blank")


@pytest.fixture
def first_visitor(chromium: WebDriver) -> Iterator[Reader]:
    """Somebody in a workspace where nothing has been done yet."""
    with alongside_try() as address:
        yield visit(chromium, address)
        chromium.get("about:blank")


STEPS = [("check", "Shabbat"), ("quote", "Another"), ("file", "Friday prayer")]


@pytest.mark.parametrize(("step", "words"), STEPS)
@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_first_minute_works_one_click_each(visitor: Reader, step: str, words: str, way: str) -> None:
    target = f'[data-step="{step}"]'
    if way == "mouse":
        visitor.one(target).click()
    else:
        visitor.tab_to(target)
        visitor.keys(Keys.ENTER)
    visitor.sees(words)
    assert visitor.accessible() == []
    visitor.until(lambda: "(tried)" in visitor.one("#guide-steps").get_attribute("textContent"))


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_prompt_is_turned_on_and_arrives_once_with_the_bot_off(first_visitor: Reader, way: str) -> None:
    visitor = first_visitor

    def press(css: str) -> None:
        if way == "mouse":
            visitor.one(css).click()
        else:
            visitor.tab_to(css, 90)
            visitor.keys(Keys.ENTER)

    before = visitor.one("#scheduled").text
    press('[data-step="weekly"]')
    visitor.one("dialog#form[open]")
    press("dialog .dialog-foot .primary")
    visitor.until(lambda: not visitor.all("dialog[open] .dialog-foot .primary"))
    visitor.keys(Keys.ESCAPE)
    visitor.until(lambda: not visitor.all("dialog[open]"))
    visitor.until(lambda: visitor.one("#scheduled").text != before, 90)
    press("#bot-switch")
    visitor.until(lambda: visitor.one("#bot-state").text == "Alongside is off")
    press('[data-step="weekly"]')
    visitor.sees("Not for me")
    assert visitor.log().count("Not for me") == 1
    press("#bot-switch")
    visitor.until(lambda: visitor.one("#bot-state").text == "Alongside is running", 20)
    assert visitor.log().count("Not for me") == 1
