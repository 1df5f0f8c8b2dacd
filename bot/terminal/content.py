"""`alongside content`: check, verify, list, import, export the words, and look at a year of a channel's prompts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.words import card_fields, day_of, in_json, show_list
from content import library, own, rotation, verbatim
from content.awareness import marked_between
from content.cards import Card
from content.digest import digest
from content.errors import ContentError, PackError
from content.pack import LARGEST, Pack, read_pack, write_pack
from content.proof import check_library, check_pack, overdue

if TYPE_CHECKING:
    from bot.store.store import Store

_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
_LISTS = ("themes", "situations", "quotations", "prompts", "awareness", "overdue")


@click.group()
def content() -> None:
    """Check, verify, list, import and export quotations and prompts."""


@content.command()
@_FILES
def check(files: tuple[Path, ...]) -> int:
    """Hold our words, or those in each FILE, against the rules; exit status 1 and a line for each fault.

    The rules: shape, word counts, worn or hurtful phrases, source and review date, quotations unchanged since they
    were verified, excerpts inside their quotation, enough behind each theme.
    """
    words = library.load() if files else None
    problems = [] if words else check_library()
    for file in files:
        assert words is not None
        problems += check_pack(_text(file), str(file), words)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{_count(len(problems), 'fault')}.", err=True)
        return 1
    if files:
        click.echo(f"{_count(len(files), 'file')}: nothing wrong.")
    else:
        here = library.load()
        click.echo(
            f"{len(here.quotations)} quotations, {len(here.author_lines)} author lines, {len(here.prompts)} prompts, "
            f"{len(here.themes)} themes: nothing wrong."
        )
    return 0


@content.command()
@click.option(
    "--against", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="Where the documents are."
)
@click.option("--digests", is_flag=True, help="Print the digest of each of the words that were proved.")
@_FILES
def verify(against: Path, digests: bool, files: tuple[Path, ...]) -> int:
    """Prove every quotation verbatim against the documents themselves; exit status 1 and a line for each fault."""
    here = library.load()
    said = [one for file in files for one in read_pack(_text(file), str(file), documents=here.documents).said]
    said = said if files else list(here.said)
    proof = verbatim.verify(said, against)
    for fault in proof.faults:
        click.echo(fault)
    if digests:
        for one in said:
            if one.id in proof.proved:
                click.echo(f"{one.id}  {digest(one.text)}")
    kinds = sum(one.id in proof.proved for one in said if one.kind.value != "author-line")
    click.echo(
        f"Verbatim: {_count(kinds, 'quotation')} and {_count(len(proof.proved) - kinds, 'author line')}, "
        f"in {_count(len(proof.documents), 'document')}.",
        err=bool(proof.faults),
    )
    return 1 if proof.faults else 0


@content.command(name="list")
@click.argument("what", default="themes", type=click.Choice(_LISTS))
@click.option("--workspace", metavar="ID", help="As this workspace sees them, from the database.")
@click.option("--json", "as_json", is_flag=True, help="For a program: an array of objects.")
@click.option("--now", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today, as 2026-12-04.")
def list_(what: str, workspace: str | None, as_json: bool, now: datetime | None) -> None:
    """List the themes and what is behind each; or situations, quotations, prompts, awareness dates, what is overdue."""
    words = _words(workspace)
    today = day_of(now)
    rows = _rows(what, words, today)
    if as_json:
        cards = {"quotations": words.quotation_cards, "prompts": words.prompt_cards}.get(what)
        click.echo(in_json([card_fields(card) for card in cards] if cards else rows))
    elif what in ("quotations", "prompts"):
        click.echo(show_list(words.quotation_cards if what == "quotations" else words.prompt_cards))
    elif not rows:
        click.echo("Nothing is overdue.")
    else:
        click.echo(_table(rows))


@content.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workspace", required=True, metavar="ID", help="The workspace that takes the words in, as T0123ABCD.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and take nothing.")
def import_(file: Path, workspace: str, dry_run: bool) -> int:
    """Take a file of quotations and prompts into a workspace. Nothing is taken from a file with a fault in it.

    The file has the shape that `alongside content export` writes; the same file twice changes nothing.
    """
    from bot.changes import change_words
    from bot.desk import now
    from bot.own_words import own_records

    source = _text(file)
    with _store().begin() as connection:
        had = own_records(connection, workspace)
        try:
            records = own.import_pack(source, str(file), library.load(), had)
        except PackError as error:
            for problem in error.problems:
                click.echo(str(problem))
            click.echo(f"{_count(len(error.problems), 'fault')}; nothing was taken.", err=True)
            return 1
        before = {record.card_id: record for record in had}
        changed = [record for record in records if before.get(record.card_id) != record]
        if not dry_run:
            change_words(connection, workspace, changed, by=None, now=now())
    verb = "would change" if dry_run else "changed"
    click.echo(f"{_count(len(records), 'entry', 'entries')} read, {len(changed)} {verb} in {workspace}.")
    return 0


@content.command()
@click.option(
    "--workspace", metavar="ID", help="What this workspace added, changed and hid; without it, our own words."
)
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to a file instead of the screen."
)
def export(workspace: str | None, output: Path | None) -> None:
    """Write the words as one file, to edit, to keep, or to hand to another workspace."""
    here = library.load()
    if workspace is None:
        pack = Pack(here.documents, here.quotations, here.author_lines, here.prompts)
        text = write_pack(pack, about="The built-in words of Alongside.")
    else:
        from bot.own_words import own_records

        with _store().read() as connection:
            text = own.export_pack(
                own_records(connection, workspace), here, about="A workspace’s own words in Alongside."
            )
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise ContentError(f'"{output}" cannot be written: {error.strerror}.', value=str(output)) from error
    click.echo(f"Written to {output}.")


_CARD = click.argument("card", metavar="CARD")
_WORKSPACE = click.option("--workspace", required=True, metavar="ID", help="The workspace, as T0123ABCD.")


@content.command()
@_CARD
@_WORKSPACE
def hide(card: str, workspace: str) -> None:
    """Stop showing a card in a workspace. Prompts that carry a hidden quotation are shown without it."""
    _change(workspace, partial(own.hide, card))
    click.echo(f"{card} is hidden in {workspace}. Undo: alongside content restore {card} --workspace {workspace}")


@content.command()
@_CARD
@_WORKSPACE
def restore(card: str, workspace: str) -> None:
    """Show a hidden card again."""
    _change(workspace, partial(own.restore, card))
    click.echo(f"{card} is shown again in {workspace}.")


@content.command()
@_CARD
@_WORKSPACE
def takedown(card: str, workspace: str) -> None:
    """Take somebody's words down at their request: hidden at once, and deleted if they were the workspace's own."""
    _change(workspace, partial(own.take_down, card), gone=True)
    click.echo(f"{card} is taken down in {workspace}; nothing shows it any more.")


@content.command()
@_CARD
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@_WORKSPACE
def review(card: str, day: datetime, workspace: str) -> None:
    """Set the DAY on which the owner of a card looks at it again, as 2027-11-22."""
    _change(workspace, partial(own.review, card, day.date()))
    click.echo(f"{card} is to be reviewed on {day:%Y-%m-%d} in {workspace}.")


@content.command(name="rotation")
@click.option("--weeks", default=52, type=click.IntRange(1, 520), help="How many weeks to look at (default 52).")
@click.option("--every", default=1, type=click.IntRange(1, 8), help="A prompt every so many weeks (default 1).")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="The first day (default: the coming Tuesday).")
@click.option("--channel", default="", metavar="ID", help="A channel's id: each has an order of its own.")
@click.option("--short", is_flag=True, help="One line a week.")
def rotation_(weeks: int, every: int, start: datetime | None, channel: str, short: bool) -> None:
    """Print the prompts that a new channel would be given, week by week, and any rule that had to give way."""
    words = library.load()
    first = start.date() if start else _coming_tuesday(day_of(None))
    picks = rotation.walk(
        words.prompt_cards, start=first, every=timedelta(weeks=every), not_only=words.not_only, seed=channel
    )
    for day, pick in islice(picks, -(-weeks // every)):
        click.echo(_week(day, pick.card, short=short))
        for rule in pick.gave_way:
            click.echo(f"    gave way: {rule.sentence}")


def _week(day: date, card: Card, *, short: bool) -> str:
    assert card.prompt is not None, "a channel is given prompts"
    head = f"{day:%a} {day.day:2} {day:%b %Y}  {card.prompt.situation:14} {card.theme:15} {card.voice}"
    if short:
        return f"{head.rstrip()}  [{card.id}]" if card.voice else f"{head} [{card.id}]"
    return f"{head.rstrip()}\n\n{show_list([card])}\n"


def _table(rows: list[dict[str, object]]) -> str:
    """Rows in columns under their names, the last column as long as it likes."""
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _coming_tuesday(today: date) -> date:
    return today + timedelta(days=(1 - today.weekday()) % 7)


def _rows(what: str, words: library.Library, today: date) -> list[dict[str, object]]:
    """What a list shows, one object a line."""
    if what == "themes":
        return [
            {
                "id": theme.id,
                "quotations": sum(theme.id in card.themes for card in words.quotation_cards),
                "prompts": sum(theme.id in card.themes for card in words.prompt_cards),
                "sentence": theme.sentence,
            }
            for theme in words.themes
        ]
    if what == "situations":
        return [
            {
                "id": situation.id,
                "prompts": sum(prompt.situation == situation.id for prompt in words.prompts),
                "sentence": situation.sentence,
            }
            for situation in words.situations
        ]
    if what == "awareness":
        return [
            {
                "id": marked.awareness.id,
                "day": marked.day.isoformat(),
                "last_day": marked.last_day.isoformat(),
                "certainty": "expected" if marked.expected else "exact",
                "tone": "solemn" if marked.awareness.solemn else "grave" if marked.awareness.grave else "",
                "name": marked.awareness.name,
                "source": marked.awareness.url,
            }
            for marked in marked_between(today, today + timedelta(days=365))
        ]
    if what == "overdue":
        return [{"id": one.id, "review": one.review.isoformat(), "owner": one.owner} for one in overdue(words, today)]
    return []


def _change(
    workspace: str, act: Callable[[library.Library, list[own.OwnCard]], own.OwnCard], *, gone: bool = False
) -> None:
    """Make one change to one card of a workspace, in one transaction; `gone` takes its words out of the history too."""
    from bot.changes import change_words, take_down
    from bot.desk import now
    from bot.own_words import own_records

    with _store().begin() as connection:
        record = act(library.load(), own_records(connection, workspace))
        if gone:
            take_down(connection, workspace, record, by=None, now=now())
        else:
            change_words(connection, workspace, [record], by=None, now=now())


def _words(workspace: str | None) -> library.Library:
    if workspace is None:
        return library.load()
    from bot.own_words import words_of

    with _store().read() as connection:
        return words_of(connection, workspace)


def _store() -> Store:
    """The database of this installation, from its settings; imported only when it is needed."""
    from bot.settings import load
    from bot.store.store import Store

    return Store(load().database_url)


def _text(file: Path) -> str:
    """The text of a file, or of standard input for "-", as far as a pack may go. Raises ContentError."""
    try:
        if str(file) == "-":
            return sys.stdin.read(LARGEST + 1)
        with file.open(encoding="utf-8") as source:
            return source.read(LARGEST + 1)
    except UnicodeDecodeError as error:
        raise ContentError(f'"{file}" is not text in UTF-8.', value=str(file)) from error
    except OSError as error:
        raise ContentError(f'"{file}" cannot be read: {error.strerror}.', value=str(file)) from error


def _count(number: int, one: str, more: str | None = None) -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
