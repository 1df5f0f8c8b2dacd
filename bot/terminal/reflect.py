"""`alongside reflect`: one small act for this week, for a situation or on a theme."""

from __future__ import annotations

from datetime import datetime

import click

from bot.terminal.words import card_fields, day_of, in_json, show_card, show_list
from content import library


@click.command()
@click.argument("about", nargs=-1, metavar="[THEME OR SITUATION]")
@click.option("--all", "everything", is_flag=True, help="Every prompt that fits instead of one.")
@click.option("--json", "as_json", is_flag=True, help="For a program: one object, or an array with --all.")
@click.option("--another", default=0, metavar="N", type=click.IntRange(0, 500), help="The Nth after today's.")
@click.option("--now", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today, as 2026-12-04.")
def reflect(about: tuple[str, ...], everything: bool, as_json: bool, another: int, now: datetime | None) -> None:
    """Something to notice, one act for this week, one if-then line.

    Say a situation (recruiting, chairing, line managing, organising, everyone …) or a theme, or both
    ("listening in meetings"); say nothing for the prompt of the day.
    """
    words = library.load()
    asked = " ".join(about)
    if everything:
        found = words.find_prompts(asked).cards if asked.strip() else words.prompt_cards
        click.echo(in_json([card_fields(card) for card in found]) if as_json else show_list(found))
        return
    card = words.prompt_of_the_day(asked, today=day_of(now), another=another)
    click.echo(in_json(card_fields(card)) if as_json else show_card(card))
