"""Observances: when they fall, at which hours at a place, and what those hours may mean."""

from scheduling.observances.catalogue_files import catalogue
from scheduling.observances.coverage import coverage
from scheduling.observances.entries import Catalogue, Observance
from scheduling.observances.names import UnknownObservanceError, find, named_days
from scheduling.observances.occurrence import Candidate, Certainty, Occurrence, Part, Window
from scheduling.observances.overrides import Override, OverrideError, read_overrides
from scheduling.observances.year import observances

__all__ = [
    "Candidate",
    "Catalogue",
    "Certainty",
    "Observance",
    "Occurrence",
    "Override",
    "OverrideError",
    "Part",
    "UnknownObservanceError",
    "Window",
    "catalogue",
    "coverage",
    "find",
    "named_days",
    "observances",
    "read_overrides",
]
