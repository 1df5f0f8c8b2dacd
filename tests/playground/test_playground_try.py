"""`alongside try` as it is typed: it starts, says where it is, stops cleanly, and keeps what it was asked to keep."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]


@dataclass
class Trial:
    process: subprocess.Popen[str]
    address: str

    def ask(self, verb: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        head = {"X-Alongside-Page": "1", "Content-Type": "application/json"}
        connection.request(verb, path, json.dumps(body) if body else None, head)
        found = json.loads(connection.getresponse().read())
        connection.close()
        return found

    def state(self) -> Any:
        return self.ask("GET", "/page/state?channel=planning")

    def until(self, seen: Any, seconds: float = 20) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = self.state()
            if seen(state):
                return state
            time.sleep(0.05)
        raise AssertionError(f"It did not come about: {self.state()}")


@contextlib.contextmanager
def trial(tmp_path: Path, *options: str) -> Iterator[Trial]:
    command = [sys.executable, "-c", "from bot.cli import main; main()", "try", "--no-browser", *options]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "SLACK_BOT_TOKEN": "xoxb-somebody-elses-real-token"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield Trial(process, process.stdout.readline().rpartition(" ")[2].strip())
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=20)


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in path.read_text().split()] if path.exists() else []


def alive(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().split()[2]
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_answers_and_leaves_nothing_behind(tmp_path: Path, sign: signal.Signals) -> None:
    with trial(tmp_path) as running:
        running.until(lambda state: state["bot"] == "running")
        inner = children(running.process.pid)
        assert inner
        running.ask("POST", "/page/do", {"act": "type", "channel": "planning", "text": "/ally-quote"})
        running.until(lambda state: state["messages"])
        assert running.state()["refusals"] == []
        assert list(tmp_path.glob("alongside-try-*"))
        running.process.send_signal(sign)
        rest, _ = running.process.communicate(timeout=15)
        assert running.process.returncode == 0
        assert "Stopped." in rest
        assert "Traceback" not in rest
    assert not any(map(alive, inner))
    assert list(tmp_path.glob("alongside-try-*")) == []


@pytest.mark.slow
def test_even_when_it_is_killed_the_bot_does_not_stay_behind(tmp_path: Path) -> None:
    with trial(tmp_path) as running:
        running.until(lambda state: state["bot"] == "running")
        inner = children(running.process.pid)
        running.process.kill()
        running.process.wait()
        end = time.monotonic() + 60  # the machine may be busy
        while any(map(alive, inner)) and time.monotonic() < end:
            time.sleep(0.05)
    assert not any(map(alive, inner))


@pytest.mark.slow
def test_the_bot_is_turned_off_and_on_again(tmp_path: Path) -> None:
    with trial(tmp_path) as running:
        running.until(lambda state: state["bot"] == "running")
        running.ask("POST", "/page/do", {"act": "bot", "on": False})
        assert running.state()["bot"] == "stopped"
        running.ask("POST", "/page/do", {"act": "type", "channel": "planning", "text": "/ally-quote"})
        assert "failed" in running.until(lambda state: state["messages"])["messages"][-1]["text"]
        running.ask("POST", "/page/do", {"act": "bot", "on": True})
        running.until(lambda state: state["bot"] == "running")


@pytest.mark.slow
def test_a_folder_keeps_the_workspace_from_one_run_to_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with trial(tmp_path, "--data", str(folder)) as running:
        running.until(lambda state: state["bot"] == "running")
        running.ask("POST", "/page/do", {"act": "type", "channel": "planning", "text": "hello"})
        team = running.state()["workspace"]["id"]
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(15) == 0
    with trial(tmp_path, "--data", str(folder)) as running:
        state = running.until(lambda state: state["bot"] == "running")
        assert state["workspace"]["id"] == team
        assert [each["text"] for each in state["messages"]] == ["hello"]
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(15) == 0
    assert (folder / "alongside.db").exists()


@pytest.mark.slow
def test_a_prompt_arrives_once_although_the_bot_was_killed_before_its_hour(tmp_path: Path) -> None:
    with trial(tmp_path) as running:
        running.until(lambda state: state["bot"] == "running")
        inner = children(running.process.pid)
        running.ask("POST", "/page/do", {"act": "type", "channel": "planning", "text": "/ally-weekly set up"})
        form = running.until(lambda state: state["modal"])["modal"]
        running.ask("POST", "/page/do", {"act": "submit", "view": form["id"]})
        kept = running.until(lambda state: state["scheduled"], 90)["scheduled"]
        first = min(each["at"] for each in kept)
        before = len(running.state()["messages"])
        for each in inner:
            os.kill(each, signal.SIGKILL)
        running.until(lambda state: state["bot"] == "stopped")
        running.ask("POST", "/page/do", {"act": "clock", "to": first - 60})
        assert len(running.state()["messages"]) == before
        running.ask("POST", "/page/do", {"act": "clock", "to": first + 3600})
        fresh = running.state()["messages"][before:]
        assert [each["ts"].partition(".")[0] for each in fresh] == [str(first)]
        running.ask("POST", "/page/do", {"act": "bot", "on": True})
        running.until(lambda state: state["bot"] == "running")
        time.sleep(1)
        assert len(running.state()["messages"]) == before + 1
        assert running.state()["refusals"] == []


@pytest.mark.slow
def test_a_form_with_an_impossible_date_says_so_at_its_field(tmp_path: Path) -> None:
    with trial(tmp_path) as running:
        running.until(lambda state: state["bot"] == "running")
        running.ask("POST", "/page/do", {"act": "type", "channel": "planning", "text": "/ally-check"})
        form = running.until(lambda state: state["modal"])["modal"]
        dates = [b for b in form["content"]["blocks"] if b.get("element", {}).get("type") == "datepicker"]
        block, action = dates[0]["block_id"], dates[0]["element"]["action_id"]
        for impossible, says in (("2027-02-30", "valid date"), ("1800-01-01", "1800")):
            wish = {"act": "submit", "view": form["id"], "values": {block: {action: impossible}}}
            running.ask("POST", "/page/do", wish)
            running.until(lambda state, says=says: says in state["modal"]["errors"].get(block, ""))
        assert running.state()["refusals"] == []


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from bot.cli import main; main()", "try", "--no-browser", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)


def test_a_port_that_is_taken_gets_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = run("--port", str(taken.getsockname()[1]))
    assert found.returncode == 2
    assert "is taken" in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_folder_that_is_a_file_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = run("--data", str(tmp_path / "file"))
    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
