"""`alongside check`: dates as people write them in, what they overlap and better times out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from bot.limits import MB, local_limits
from bot.terminal.answer import answer, circumstances, nothing_read
from scheduling.errors import UnusableError

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("text", nargs=-1)
@click.option("--file", "path", type=_FILE, help="Read a text file or an .ics calendar.")
@click.option(
    "--place",
    envvar="ALONGSIDE_PLACE",
    show_envvar=True,
    help='Where: a town ("York", "Boston, US") or "latitude,longitude". London unless given.',
)
@click.option(
    "--tz", envvar="ALONGSIDE_TZ", show_envvar=True, help="Zone of the dates; that of the place unless given."
)
@click.option("--now", metavar="ISO", help="Take this moment as the present.")
@click.option("--from", "first", metavar="DATE", help="First day that a series is judged for; today unless given.")
@click.option("--until", metavar="DATE", help="Last day that a series is judged for; a year on unless given.")
@click.option("--terms", type=_FILE, multiple=True, help="A school term calendar (.ics). May be given more than once.")
@click.option(
    "--policy",
    "policy_file",
    type=_FILE,
    envvar="ALONGSIDE_POLICY",
    show_envvar=True,
    help="A TOML file with your workplace's own hours, weights and rules (docs/checking.md).",
)
@click.option(
    "--explain", is_flag=True, help="Show what each finding rests on: what was read, rule, source, arithmetic."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--jsonl", "as_lines", is_flag=True, help="Read JSON objects (text, now, tz, place), one a line; print one a line."
)
def command(
    text: tuple[str, ...],
    path: Path | None,
    place: str | None,
    tz: str | None,
    now: str | None,
    first: str | None,
    until: str | None,
    terms: tuple[Path, ...],
    policy_file: Path | None,
    explain: bool,
    as_json: bool,
    as_lines: bool,
) -> None:
    """Check TEXT, dates as you would write them, against observances and caring hours.

    \b
    alongside check "Fri 4 Dec 2026, 3-4.30pm" --place York
    alongside check --file invitation.ics
    alongside check - < dates.txt

    Exit status: 0 answered, 2 when the input cannot be used (the reason is one line on standard error).
    """  # noqa: D301 - a real backspace: click keeps the lines that follow it as they are
    given = {"place": place, "tz": tz, "now": now, "first": first, "until": until}
    policy = policy_file.read_text("utf-8") if policy_file else ""
    if as_lines:
        _answer_lines(_lines(text, path), given, terms, policy)
        return
    asked = circumstances(given, terms, policy)
    content = _content(text, path)
    answered = answer(content, asked)
    if explain and not as_json and isinstance(content, str):
        from bot.terminal.reading_told import reading_as_text

        click.echo(reading_as_text(content, now=asked.now, tz=asked.tz.key))
    if as_json:
        from bot.terminal.check_json import answer_as_json

        click.echo(json.dumps(answer_as_json(answered, asked), ensure_ascii=False, indent=2))
    elif answered.found:
        from bot.terminal.check_text import answer_as_text

        click.echo(answer_as_text(answered, asked, explain=explain), color=_colour())
    if answered.found:
        return
    if isinstance(content, str):
        raise UnusableError(nothing_read(answered))
    if not as_json:  # a calendar without an event to check is an answer, not a mistake
        click.echo(nothing_read(answered))


def _content(text: tuple[str, ...], path: Path | None) -> str | bytes:
    """What was given: words, standard input for "-", or a file. Raises UnusableError for nothing or too much."""
    if path is not None:
        if text:
            raise UnusableError("Give either the dates or --file, not both.")
        return _limited(path.read_bytes(), str(path))
    if text == ("-",):
        return _limited(sys.stdin.buffer.read(local_limits().files.size + 1), "standard input")
    # Several quoted pieces are several lines; bare words are one.
    words = ("\n" if any(" " in piece.strip() for piece in text) else " ").join(text)
    if not words.strip():
        raise UnusableError('Nothing to check: give dates, as in: alongside check "Fri 4 Dec, 3-4.30pm".')
    return _limited(words.encode("utf-8", "surrogateescape"), "the text")


def _limited(content: bytes, what: str) -> str | bytes:
    """The content as text, or as bytes when it is a calendar. Raises UnusableError past a limit."""
    calendar = b"BEGIN:V" in content[:65536].replace(b"\0", b"").upper()
    limits = local_limits()
    limit = limits.files.size if calendar else limits.text.size
    if len(content) > limit:
        shown = f"{limit // MB} MB" if calendar else f"{limit // 1024} KB"
        raise UnusableError(f"That is too much at once: {what} is longer than {shown}. Please give a part of it.")
    if calendar:
        return content
    if not content.strip():
        raise UnusableError(f"Nothing to check: {what} is empty.")
    return content.decode("utf-8-sig")


def _lines(text: tuple[str, ...], path: Path | None) -> Iterable[str | bytes]:
    if path is not None:
        return path.read_bytes().splitlines()
    return sys.stdin.buffer if text in ((), ("-",)) else text


def _answer_lines(
    lines: Iterable[str | bytes], given: dict[str, str | None], terms: tuple[Path, ...], policy: str
) -> None:
    """One answer for each line, written at once; a line that cannot be used gets an error and the run goes on."""
    from bot.terminal.check_json import answer_as_json

    for line in lines:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                raise UnusableError('A line must be a JSON object with a "text".')
            for name in given:
                if not isinstance(row.get(name) or "", str):
                    raise UnusableError(f'"{name}" must be text, as in {{"text": "4 Dec, 3pm", "{name}": "…"}}.')
            own = {name: row[name] for name in given if row.get(name)}
            content = _limited(row["text"].encode(), "the text")
            asked = circumstances({**given, **own}, terms, policy)
            result = answer_as_json(answer(content, asked), asked)
        except UnusableError as error:
            result = {"error": str(error)}
        except (ValueError, RecursionError):  # not JSON, or not UTF-8
            result = {"error": "This line is not a JSON object in UTF-8."}
        click.echo(json.dumps(result, ensure_ascii=False))
        sys.stdout.flush()


def _colour() -> bool | None:
    """Colour is click's to decide (only on a terminal), unless NO_COLOR (no-color.org) says no."""
    return False if os.environ.get("NO_COLOR") else None
