"""What can be wrong with a question about words, or with a file of them; each is one plain sentence for a person."""

from __future__ import annotations

from dataclasses import dataclass


class ContentError(ValueError):
    """Input about quotations and prompts that cannot be used. `str(error)` names the value and the remedy."""

    for_people = True

    def __init__(self, sentence: str, *, value: object = None) -> None:
        super().__init__(sentence)
        self.value = value


class NothingFoundError(ContentError):
    """No theme, situation, speaker or card matches what was asked; `suggestions` are the nearest words that would."""

    def __init__(self, sentence: str, *, value: object = None, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(sentence, value=value)
        self.suggestions = suggestions


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a data file: where it is (line counts from 1) and what to do about it.

    `key` is the field that is wrong, "" where the fault is not one field's.
    """

    file: str
    line: int
    reason: str
    key: str = ""

    def __str__(self) -> str:
        """`file:line: reason`, the form editors make clickable."""
        return f"{self.file}:{self.line}: {self.reason}"


class PackError(ContentError):
    """A file of quotations or prompts that cannot be taken as it is; `problems` lists every fault found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first, rest = problems[0], len(problems) - 1
        more = f" (and {rest} more)" if rest else ""
        super().__init__(f"{first}{more}", value=first.file)
        self.problems = problems
