"""`alongside web` and `alongside socket` as they are really run, asked by the stand-in, stopped with a signal."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bot.manifest import manifest
from bot.playground import StandIn
from bot.playground.delivery import signature

ROOT = Path(__file__).resolve().parents[2]


def wait_for(port, process):
    for _ in range(200):
        assert process.poll() is None, process.stderr.read()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not listen")


def copies(stand_in, port):
    """One signed request sent twenty times: what became of each."""
    body, at = b"command=%2Fally&text=help&team_id=T1&user_id=U1", str(int(time.time()))
    signed = {"X-Slack-Signature": signature(stand_in.slack.registration.signing_secret, at, body)}
    signed |= {"X-Slack-Request-Timestamp": at, "Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(20):
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("POST", "/slack/events", body, signed)
        yield connection.getresponse().status
        connection.close()


@pytest.mark.slow
def test_the_web_process_answers_a_check_and_stops_when_told(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with StandIn(manifest=manifest(url="http://127.0.0.1")) as stand_in:
        environment = os.environ | stand_in.environment()
        environment |= {"DATABASE_URL": f"sqlite:///{tmp_path}/alongside.db", "ALONGSIDE_PLACE": "York"}
        command = [sys.executable, "-c", "from bot.cli import main; main()", "web", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            wait_for(port, process)
            stand_in.connect(f"http://127.0.0.1:{port}/slack/events")
            for _ in range(4):  # both workers get their turn
                answer = stand_in.workspace.type("/ally-check Fri 4 Dec 2026, 3-4.30pm")
                assert "15:44" in answer.message.text
                assert answer.ack.seconds < 2.5
            assert sorted(copies(stand_in, port)) == [200, *[401] * 19]
        finally:
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in out.decode()
    assert b"Traceback" not in err
    assert b"15:44" not in err
    assert b'"event": "answered"' in err


@pytest.mark.slow
def test_the_socket_process_answers_a_check_and_stops_when_told(tmp_path):
    with StandIn(manifest=manifest(), socket_mode=True) as stand_in:
        environment = os.environ | stand_in.environment()
        environment |= {"DATABASE_URL": f"sqlite:///{tmp_path}/alongside.db", "ALONGSIDE_PLACE": "York"}
        command = [sys.executable, "-c", "from bot.cli import main; main()", "socket"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            assert stand_in.slack.wait_until(lambda: stand_in.sockets.connected, 20)
            assert "15:44" in stand_in.workspace.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message.text
        finally:
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert b"connected over Socket Mode" in out
    assert b"Traceback" not in err
