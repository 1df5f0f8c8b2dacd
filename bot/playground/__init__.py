"""A stand-in Slack workspace that speaks only Slack's own protocol: for tests, and for trying Alongside without Slack.

It never imports the bot's listeners, and the bot never asks whether it talks to this or to Slack.
"""

from bot.playground.answers import Answer, Seen
from bot.playground.driver import Driver
from bot.playground.standin import StandIn

__all__ = ["Answer", "Driver", "Seen", "StandIn"]
