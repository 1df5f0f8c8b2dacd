"""How soon `alongside try` is there, beside the bare import of slack_bolt in the same run as a yardstick.

Promise: under 3 s on the build machine once installed. `python -m pytest tests/benchmarks/test_try_start.py`.
"""

import http.client
import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def start_until_connected(running):
    """Start it and wait until the page answers and the bot is connected."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "try", "--no-browser"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    running.append(process)
    address = urlsplit(process.stdout.readline().rpartition(" ")[2].strip())
    state = ""
    while state != "running":
        connection = http.client.HTTPConnection(address.netloc, timeout=5)
        connection.request("GET", "/page/state")
        state = json.loads(connection.getresponse().read())["bot"]
        connection.close()
        time.sleep(0.02)


def test_yardstick_bare_import_of_slack_bolt(benchmark):
    command = [sys.executable, "-c", "import slack_bolt"]
    benchmark.pedantic(lambda: subprocess.run(command, check=True), rounds=3)


def test_try_is_up_with_its_bot_in_under_3_s(benchmark):
    running = []
    benchmark.pedantic(start_until_connected, args=(running,), rounds=3)
    for process in running:
        process.terminate()
        process.communicate()
        assert process.returncode == 0
