"""`python -m tests.faults`: kill workers, break Slack, and count what was posted.

By default 2,000 slots and 200 kills on SQLite and again on PostgreSQL, in about six minutes each.
"""

from __future__ import annotations

import click

from tests.faults.databases import a_database
from tests.faults.run import Plan, run, table


@click.command()
@click.option("--database", "kinds", multiple=True, type=click.Choice(["sqlite", "postgresql"]), help="Default: both.")
@click.option("--slots", default=2000, show_default=True, help="How many slots fall due.")
@click.option("--kills", default=200, show_default=True, help="How many times a worker is killed, at the least.")
@click.option("--workers", default=3, show_default=True, help="How many workers run at a time.")
@click.option("--faults", default=0.2, show_default=True, help="The share of Slack calls that go wrong.")
@click.option("--seed", default=0, show_default=True, help="Repeats the same choices of faults and moments.")
def main(kinds: tuple[str, ...], slots: int, kills: int, workers: int, faults: float, seed: int) -> None:
    """Kill workers at random while Slack answers 429, 500, too late or not at all; print one table."""
    results = []
    for kind in kinds or ("sqlite", "postgresql"):
        with a_database(kind) as url:
            plan = Plan(url=url, slots=slots, kills=kills, workers=workers, faults=faults, seed=seed)
            results.append(run(plan, say=lambda line: click.echo(line, err=True)))
    click.echo(table(results))
    if any(result.broken for result in results):
        raise SystemExit(1)


main(standalone_mode=True)
