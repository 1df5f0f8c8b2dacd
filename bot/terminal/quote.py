"""`alongside quote`: somebody's words on a theme, with their provenance."""

from __future__ import annotations

from datetime import datetime

import click

from bot.terminal.words import card_fields, day_of, in_json, show_card, show_list
from content import library


@click.command()
@click.argument("theme", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every card on the theme instead of one.")
@click.option("--json", "as_json", is_flag=True, help="For a program: one object, or an array with --all.")
@click.option("--another", default=0, metavar="N", type=click.IntRange(0, 500), help="The Nth after today's.")
@click.option("--now", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today, as 2026-12-04.")
def quote(theme: tuple[str, ...], everything: bool, as_json: bool, another: int, now: datetime | None) -> None:
    """A quotation on a THEME, by a speaker, or of the day when no theme is given.

    Themes are listed by `alongside content list`; what people usually type is understood too
    ("imposter syndrome", "quiet voices", "Charlee Martin").
    """
    words = library.load()
    about = " ".join(theme)
    if everything:
        found = words.find_quotations(about).cards if about.strip() else words.quotation_cards
        click.echo(in_json([card_fields(card) for card in found]) if as_json else show_list(found))
        return
    card = words.quotation_of_the_day(about, today=day_of(now), another=another)
    click.echo(in_json(card_fields(card)) if as_json else show_card(card))
