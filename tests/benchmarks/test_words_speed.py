"""How long words take: reading the library, finding a theme, dealing a card after a long history, and a cold start.

Printed beside a yardstick of the same run: parsing the same files with tomllib and nothing more; the bare import of
slack_bolt. `python -m pytest tests/benchmarks --benchmark-only`.
"""

import subprocess
import sys
import time
import tomllib
from datetime import date, timedelta
from importlib import resources

from content import library
from content.rotation import Shown

WORDS = library.load()
TODAY = date(2026, 11, 22)
FILES = [
    path.read_text("utf-8")
    for folder in ("quotes", "prompts")
    for path in resources.files("content").joinpath(folder).iterdir()
]
HISTORY = [
    Shown(card.id, TODAY - timedelta(days=400 - number))
    for number, card in enumerate([*WORDS.prompt_cards, *WORDS.quotation_cards, *WORDS.prompt_cards][:400])
]


def test_yardstick_parsing_the_files(benchmark):
    assert benchmark(lambda: [tomllib.loads(text) for text in FILES])


def test_reading_the_library(benchmark):
    assert benchmark(library.load.__wrapped__).prompts


def test_finding_a_theme(benchmark):
    assert benchmark(WORDS.find_prompts, "quiet voices").cards


def test_finding_a_theme_with_a_slip_in_it(benchmark):
    assert benchmark(WORDS.find_prompts, "accesibility").cards


def test_dealing_a_prompt_after_four_hundred(benchmark):
    assert benchmark(WORDS.reflect, today=TODAY, history=HISTORY)


def test_a_cold_start_late_in_the_year_beside_the_import_of_slack_bolt(benchmark, capsys):
    def run(*arguments):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return time.perf_counter() - began

    quote = "from bot.cli import main; main(['quote', '--now', '2026-12-31'])"
    benchmark.pedantic(lambda: run("-c", quote), rounds=5)
    bolt = min(run("-c", "import slack_bolt") for _ in range(5))
    with capsys.disabled():
        print(f"\ncold `alongside quote` {benchmark.stats['min']:.3f} s, import slack_bolt {bolt:.3f} s")
