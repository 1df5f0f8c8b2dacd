"""Sharing is the asker's own act: the question before, the same on every card and answer."""

from __future__ import annotations

from bot.views.blocks import Block

#: Added to a Share button: Slack asks before anything is posted.
SHARE_CONFIRM: Block = {
    "confirm": {
        "title": {"type": "plain_text", "text": "Share here?"},
        "text": {"type": "plain_text", "text": "Everybody in this conversation will see it. It names nobody."},
        "confirm": {"type": "plain_text", "text": "Share"},
        "deny": {"type": "plain_text", "text": "Keep it to myself"},
    }
}
