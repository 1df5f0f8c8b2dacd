"""The stand-in and the bot know nothing of each other: what they share is Slack's protocol and a few settings."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parent
STAND_IN = sorted((ROOT / "playground").rglob("*.py"))
#: The bot itself: everything except the stand-in and the command that starts both.
BOT = sorted(
    path for path in ROOT.rglob("*.py") if "playground" not in path.relative_to(ROOT).parts and path.name != "try_it.py"
)
#: Words that only code with a favourite would need.
TELLTALES = re.compile(r"playground|stand_?in(?!g)|demonstration", re.IGNORECASE)


def imported(path: Path) -> set[str]:
    """Every module a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


@pytest.mark.parametrize("path", STAND_IN, ids=lambda path: path.stem)
def test_the_stand_in_imports_nothing_of_the_bot(path: Path) -> None:
    ours = {each for each in imported(path) if each.partition(".")[0] in ("bot", "scheduling", "content")}
    assert {each for each in ours if not each.startswith("bot.playground")} == set()


@pytest.mark.parametrize("path", BOT, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_path_of_the_bot_asks_which_slack_it_talks_to(path: Path) -> None:
    assert not [each for each in imported(path) if "playground" in each]
    names = {
        getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "arg", None) or ""
        for node in ast.walk(ast.parse(path.read_text()))
    }
    assert not [name for name in names if TELLTALES.search(name)]


def test_nothing_but_the_settings_reads_the_address_of_slack() -> None:
    """A branch on the address would be the one way left to ask; only building clients may use it."""
    readers = {
        str(path.relative_to(ROOT))
        for path in BOT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Compare | ast.If | ast.IfExp | ast.Match)
        and any(
            isinstance(inner, ast.Attribute) and inner.attr in ("api_url", "base_url")
            for inner in ast.walk(node.test if isinstance(node, ast.If | ast.IfExp) else node)
        )
    }
    assert readers == set()
