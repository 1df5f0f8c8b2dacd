"""Read proposed dates, judge them against observances and caring hours, find better times.

A library: it knows no Slack, no database, no environment, no network and no clock. The functions here are its public
face; each imports its room when it is first called, so that a cold start pays only for what it uses.

    from scheduling import Policy, better_slots, check, find_place, observances, read_ics, read_text
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduling.clash import check
    from scheduling.observances.year import observances
    from scheduling.pastes import read_text
    from scheduling.places import find_place
    from scheduling.policy import Policy
    from scheduling.reading import read_ics
    from scheduling.slots import better_slots

__all__ = ["Policy", "better_slots", "check", "find_place", "observances", "read_ics", "read_text"]

#: Public name → the room it is in.
_ROOMS = {
    "Policy": "scheduling.policy",
    "better_slots": "scheduling.slots",
    "check": "scheduling.clash",
    "find_place": "scheduling.places",
    "observances": "scheduling.observances.year",
    "read_ics": "scheduling.reading",
    "read_text": "scheduling.pastes",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its room (PEP 562)."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    setattr(sys.modules[__name__], name, value)
    return value


class _Face(ModuleType):
    """A package in which importing the room `observances` does not hide the public function of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _ROOMS or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
