"""The Home tab: the coming six weeks with filters, Check dates, this workspace's settings, what is held about you."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features import COMMANDS
from bot.upcoming import Upcoming
from bot.views.blocks import (
    MAX_VIEW_BLOCKS,
    Block,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    option,
    section,
)
from bot.views.dates import by_month, tradition
from scheduling.levels import Level
from scheduling.observances.entries import TRADITIONS
from scheduling.policy import Policy
from scheduling.wording.dates import days_in_full

LEVEL = "home_level"
TRADITION = "home_tradition"
CHECK = "home_check"
SETTINGS = "home_settings"
MY_DATA = "home_my_data"

EVERY = "every"
_LEVELS = {Level.KNOW: "Everything", Level.ADJUST: "Adjust and Best moved", Level.MOVE: "Best moved only"}


def home(
    answer: Upcoming,
    *,
    policy: Policy,
    settings: Sequence[Block],
    lightest: Level,
    chosen: str,
    prefix: str,
    may_change: bool,
    certain: bool,
) -> Block:
    """The whole tab. `chosen` is a tradition or `EVERY`; the filters keep what was chosen."""
    span = escape(days_in_full(answer.first, answer.last))
    days = [section(text) for text in by_month(answer.found, policy.spellings)]
    blocks: list[Block] = [
        header("Coming up"),
        context(f"{span} · {escape(policy.place.name)}. The list is not complete; please also ask invitees."),
        section("Show by level and by tradition:"),
        actions(_level_menu(lightest), _tradition_menu(chosen), block_id="filters"),
        *(days[: MAX_VIEW_BLOCKS - 31] or [section("Nothing on our list in these days.")]),
        actions(button("Check dates", CHECK, style="primary", aria="Check dates: opens a form")),
        divider(),
        header("This workspace’s settings"),
        *settings,
        *([] if certain else [context("The database does not answer just now; these may be out of date.")]),
        actions(button("Change settings" if may_change else "All settings", SETTINGS)),
        divider(),
        header("About you"),
        section(
            "Alongside keeps which cards you were shown, so that they do not repeat, and nothing about your faith, "
            "health or family. Nothing you paste is kept."
        ),
        actions(button("What is held about me", MY_DATA)),
        divider(),
        context(" ".join(f"`{command.typed(prefix)}` {escape(command.summary)}." for command in COMMANDS)),
    ]
    return {"type": "home", "blocks": blocks}


def _level_menu(lightest: Level) -> Block:
    options = {level.value: words for level, words in _LEVELS.items()}
    return _menu(LEVEL, "Level", options, lightest.value)


def _tradition_menu(chosen: str) -> Block:
    return _menu(TRADITION, "Tradition", {EVERY: "Every tradition"} | {w: tradition(w) for w in TRADITIONS}, chosen)


def _menu(action_id: str, label: str, choices: dict[str, str], chosen: str) -> Block:
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": {"type": "plain_text", "text": label},
        "options": [option(words, value) for value, words in choices.items()],
        "initial_option": option(choices[chosen], chosen),
    }
