"""A pass over 10,000 subscriptions stays under 300 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.crowd import NOW, fill

#: A child's `ru_maxrss` begins with the peak of the process that started it; the kernel's own mark begins anew.
MEASURE = """
import re, resource, sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, {root!r})
from bot.posting.planning import plan
from bot.settings import Settings
from bot.store.store import Store
from bot.posting.opening import post_room
now = datetime.fromisoformat({now!r})
store = Store({url!r})
plan(post_room(Settings(bot_token="xoxb-none"), store, clock=lambda: now))
store.close()
status = Path("/proc/self/status")
marked = re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text()) if status.exists() else None
print((int(marked[1]) if marked else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)
"""


@pytest.mark.slow
def test_the_memory_of_a_pass_over_ten_thousand(store, database_url):
    """In a process of its own, because the peak of this one belongs to every test before."""
    fill(store)
    root = str(Path(__file__).resolve().parents[2])
    code = MEASURE.format(root=root, now=NOW.isoformat(), url=database_url)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    peak = int(done.stdout)
    assert 0 < peak < 300
