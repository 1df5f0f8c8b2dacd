"""`python -m tests.faults`: kill workers, break Slack, have people change their minds, and count what was posted.

By default 2,000 slots, 200 kills and 600 acts of people on SQLite and again on PostgreSQL, in about ten minutes each.
"""

from __future__ import annotations

import logging

import click

from tests.faults.databases import a_database
from tests.faults.run import Plan, run, table


@click.command()
@click.option("--database", "kinds", multiple=True, type=click.Choice(["sqlite", "postgresql"]), help="Default: both.")
@click.option("--slots", default=2000, show_default=True, help="How many slots fall due.")
@click.option("--kills", default=200, show_default=True, help="How many times a worker is killed, at the least.")
@click.option("--workers", default=3, show_default=True, help="How many workers run at a time.")
@click.option("--faults", default=0.2, show_default=True, help="The share of Slack calls that go wrong.")
@click.option("--acts", default=600, show_default=True, help="How often somebody pauses, skips, holds, changes, stops.")
@click.option("--speed", default=12.0, show_default=True, help="How much faster time runs; less on a busy machine.")
@click.option("--seed", default=0, show_default=True, help="Repeats the same choices of faults and moments.")
def main(
    kinds: tuple[str, ...], slots: int, kills: int, workers: int, faults: float, acts: int, speed: float, seed: int
) -> None:
    """Kill workers at random while Slack answers 429, 500, too late or not at all, and people act; print one table."""
    logging.disable(logging.CRITICAL)  # a thousand faults on purpose; the table is what counts
    results = []
    for kind in kinds or ("sqlite", "postgresql"):
        with a_database(kind) as url:
            plan = Plan(
                url=url, slots=slots, kills=kills, workers=workers, faults=faults, acts=acts, speed=speed, seed=seed
            )
            results.append(run(plan, say=lambda line: click.echo(line, err=True)))
    click.echo(table(results))
    if any(result.broken for result in results):
        raise SystemExit(1)


main(standalone_mode=True)
