"""What the documents promise is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from bot.features import COMMANDS, SCOPES

ROOT = Path(__file__).resolve().parents[2]


def read(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_admins_table_of_scopes_is_the_manifests():
    rows = re.findall(r"^\| `([a-z_:]+)` \| (.+) \|$", read("admin.md"), re.MULTILINE)
    assert rows == [(scope.name, scope.reason) for scope in SCOPES]


def test_the_commands_document_lists_every_command_with_its_examples():
    said = read("commands.md")
    for command in COMMANDS:
        assert f"`{command.typed('ally')}`" in said
        for example in command.examples:
            typed = " ".join(filter(None, (command.typed("ally"), example.typed)))
            assert f"| `{typed}` | {example.does} |" in said


def test_every_file_that_a_document_names_is_there():
    for document in (ROOT / "docs").glob("*.md"):
        text = document.read_text(encoding="utf-8")
        for name in re.findall(r"`((?:tests|bot|docs|scripts)/[\w/.-]+)`", text):
            assert (ROOT / name).exists(), f"{document.name} names {name}"
        for name in re.findall(r"\]\(([\w/.-]+\.md)\)", text):
            assert (document.parent / name).exists(), f"{document.name} links to {name}"
