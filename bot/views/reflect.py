"""A prompt card: one situation, one small act, one if-then line; its reminder form; the list of situations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.views.blocks import Block, Message, actions, button, context, escape, field, message, modal, section
from bot.views.card import prompt_blocks
from bot.views.words import hide_button
from content.cards import Card, Situation, Theme

ANOTHER = "reflect_another"
REMIND = "reflect_remind"
SHARE = "reflect_share"
SHARE_FORM = "reflect_share_form"
REMIND_FORM = "reflect_remind_form"


def shown(card: Card, *, value: str, shareable: bool = True, may_hide: bool = False) -> Message:
    """The prompt for the asker. `value` goes back with *Another*."""
    buttons = [
        button("Another", ANOTHER, value=value, aria="Show another prompt"),
        button("Remind me on…", REMIND, value=card.id, aria="Choose a day to be reminded of this prompt"),
    ]
    if shareable:
        buttons.append(button("Share here", SHARE, value=card.id, aria="Post this prompt here"))
    if may_hide:
        buttons.append(hide_button(card.id))
    return message([*prompt_blocks(card), actions(*buttons)])


def shared(card: Card) -> Message:
    """The prompt as everybody in the conversation sees it."""
    return message(prompt_blocks(card))


def subjects(situations: Sequence[Situation], themes: Sequence[Theme], *, typed: str) -> Message:
    """Every situation and theme that a prompt can be asked for."""
    first = "\n".join(f"• *{escape(item.name)}*: {escape(item.sentence)}" for item in situations)
    second = ", ".join(escape(theme.name) for theme in themes)
    example = f"Ask for one with `{typed} {situations[0].name.lower()}`."
    return message([section(f"*Situations*\n{first}"), section(f"*Themes*\n{second}"), context(example)])


def reminder_form(card: Card, *, now: datetime) -> Block:
    """When to be reminded. `now` is local to the asker; the next working morning is suggested."""
    day = now.date() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    date_picker = {"type": "datepicker", "action_id": "day", "initial_date": f"{day}", "placeholder": _plain("Day")}
    time_picker = {"type": "timepicker", "action_id": "time", "initial_time": "09:00", "placeholder": _plain("Time")}
    blocks = [
        *prompt_blocks(card),
        field("Day", date_picker, block_id="day", optional=False, hint="Up to 120 days ahead."),
        field("Time", time_picker, block_id="time", optional=False),
        context("Slack keeps the reminder and delivers it to you alone; Alongside does not store it."),
    ]
    return modal("Remind me", blocks, callback_id=REMIND_FORM, submit="Remind me", close="Cancel", kept=card.id)


def reminder(card: Card) -> Message:
    """What arrives on the day."""
    return message([section("You asked to be reminded of this."), *prompt_blocks(card)])


def reminder_set(when: str) -> Block:
    """The confirmation, with the moment in words."""
    said = section(f"Slack will remind you on {escape(when)}, in a direct message from Alongside.")
    return modal("Remind me", [said], close="Done")


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}
