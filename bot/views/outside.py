"""What is said where a channel is shared with another organisation, and to people of another organisation."""

from __future__ import annotations

from bot.views.blocks import Block, Message, modal, plain

_QUIET = (
    "This channel is shared with another organisation, so Alongside stays quiet here. You can ask it in a direct "
    "message. A workspace admin can let it answer in shared channels: in the settings, under “Shared channels”."
)
_NOT_YOURS = "Alongside answers people of the organisation that installed it. Nothing about you was looked up or kept."


def quiet() -> Message:
    """To somebody of ours who asks in a shared channel."""
    return plain(_QUIET)


def not_yours() -> Message:
    """To somebody of another organisation who pressed a button."""
    return plain(_NOT_YOURS)


def not_your_form() -> Block:
    """The same in place of a form that was sent."""
    return modal("Alongside", plain(_NOT_YOURS).blocks)
