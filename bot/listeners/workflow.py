"""The step *Check dates* of Workflow Builder: typed inputs in, level, summary and better times out."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt import App

from bot.asking import Ask
from bot.checking import Answers, answer_all
from bot.desk import Desk
from bot.errors import NothingToReadError
from bot.features import STEP_CALLBACK
from bot.listeners.answering import acknowledge, beside, report
from bot.views.check_words import outputs as outputs_of
from scheduling import read_text
from scheduling.places import find_place

#: Pieces without a readable date that a failed step names.
MOST_NAMED = 5


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the step."""

    def run(ask: Ask) -> None:
        execution = str(ask.event.get("function_execution_id") or "")
        if not desk.seen.first_time(ask.team, ask.event_id, desk.clock()):
            return
        try:
            outputs = outputs_of(_check(desk, ask))
        except Exception as error:  # a workflow waits until its step is completed, whatever went wrong
            sentence = str(error) if getattr(error, "for_people", False) else report(STEP_CALLBACK, error)
            ask.client.functions_completeError(function_execution_id=execution, error=sentence)
        else:
            ask.client.functions_completeSuccess(function_execution_id=execution, outputs=outputs)

    app.function(STEP_CALLBACK)(ack=acknowledge, lazy=[beside(STEP_CALLBACK, run)])


def _check(desk: Desk, ask: Ask) -> Answers:
    """The check of the step's inputs, in the zone of its place. Raises NothingToReadError."""
    inputs = ask.event.get("inputs") or {}
    policy = desk.workplaces.of(ask.team).policy
    if place := str(inputs.get("place") or "").strip():
        policy = replace(policy, place=find_place(place))
    now = desk.clock()
    text, limits = str(inputs.get("dates") or ""), desk.limits
    reading = read_text(text, now=now, tz=policy.place.tz, place=policy.place, limits=limits.text, files=limits.files)
    answers = answer_all(reading.events, reading.unread, policy=policy, now=now)
    if not answers.found:
        unread = "; ".join(f"{item.text}: {item.why}" for item in answers.unread[:MOST_NAMED])
        what = unread or "No date was found in the input of this step"
        raise NothingToReadError(f"{what}. Write dates as in: Fri 4 Dec 2026, 3-4.30pm")
    return answers
