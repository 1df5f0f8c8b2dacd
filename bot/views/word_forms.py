"""The forms for a card of the workspace's own: a prompt, a quotation with its source, or an author's own line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.views import inputs
from bot.views.blocks import Block, context, field, header, modal
from content.cards import Kind, Situation, Theme, Tone
from content.lengths import LONGEST

FORM = "words_form"

#: What a form shows at first: texts, and the themes as a list.
Fields = Mapping[str, str | Sequence[str]]

_PRINTED = {"none": "None is printed", "she": "she", "he": "he", "they": "they"}
_KINDS = {
    Kind.SPEECH: "What somebody said or wrote",
    Kind.PHRASE: "A phrase of somebody’s, not a whole sentence",
    Kind.SAYING: "A saying: no speaker, leave name and role empty",
}
_TONES = {
    Tone.PLAIN: "Plain",
    Tone.LIGHT: "Light: rests near a solemn day",
    Tone.WEIGHTY: "Weighty",
}


def form(
    kind: str,
    fields: Fields,
    *,
    situations: Sequence[Situation],
    themes: Sequence[Theme],
    review: date,
    new: bool,
    kept: str,
) -> Block:
    """The form for a card of that kind, filled with `fields`; empty ones are for a new card."""
    shown = _prompt(fields, situations, themes) if kind == "prompt" else _words(kind, fields, themes)
    again = field("Look at it again on", inputs.day(review), block_id="review", optional=False,
                  hint="By then somebody checks that it still serves.")  # fmt: skip
    verified = [] if kind == "prompt" else [
        field("Verbatim", inputs.boxes({"yes": "I have compared the words with the source, letter by letter"}),
              block_id="verified", optional=False),
    ]  # fmt: skip
    what = "prompt" if kind == "prompt" else "quotation"
    title, submit = (f"Add a {what}", "Add") if new else (f"Edit a {what}", "Save")
    return modal(title, [*shown, again, *verified], callback_id=FORM, submit=submit, close="Cancel", kept=kept)


def entered(chosen: Mapping[str, object]) -> dict[str, object]:
    """What the form holds, by the fields of a draft."""
    held = {key: value for key, value in chosen.items() if key != "pronoun"}
    if "pronoun" in chosen:
        held["pronoun"] = "" if chosen["pronoun"] in (None, "none") else chosen["pronoun"]
    return held


def _prompt(fields: Fields, situations: Sequence[Situation], themes: Sequence[Theme]) -> list[Block]:
    return [
        field("Situation", inputs.one({one.id: one.name for one in situations}, _text(fields, "situation")),
              block_id="situation", optional=False),
        _themes(fields, themes),
        _line("Notice", "notice", fields, hint="Something to see. The three lines together: 60 words at most."),
        _line("Act", "act", fields, hint="One thing the reader can do this week."),
        _line("If … then …", "if_then", fields, placeholder="If …, then I will …."),
        _line("Source", "source", fields, hint="What it grew from: a practice here, a guide, a person who agreed."),
        _tone(fields),
    ]  # fmt: skip


def _words(kind: str, fields: Fields, themes: Sequence[Theme]) -> list[Block]:
    who = [_line("What the author was writing about", "occasion", fields)] if kind == "author_line" else [
        field("Kind", inputs.one({one.value: words for one, words in _KINDS.items()}, _text(fields, "kind")
                                 or Kind.SPEECH.value), block_id="kind", optional=False),
        _line("Speaker", "speaker", fields, optional=True, hint="The name as printed."),
        _line("Role at the time", "role", fields, optional=True, hint="The post held when it was said."),
        _line("Organisation at the time", "organisation", fields, optional=True),
    ]  # fmt: skip
    parts = [] if kind == "author_line" else [
        _line("Excerpts", "excerpts", fields, most=3000, lines=True, optional=True,
              hint="One a line, unchanged. A text of more than 220 characters is shown by the first."),
    ]  # fmt: skip
    pronoun = _text(fields, "pronoun") or "none"
    return [
        header("The words"),
        _line("Words", "text", fields, lines=True, hint="Exactly as printed, without the outer quotation marks."),
        *parts,
        _line("Lead-in", "lead_in", fields, optional=True,
              hint="Stands before the words; needed where they begin in mid-sentence."),
        header("Whose they are"),
        *who,
        field("Pronoun printed for them", inputs.one(_PRINTED, pronoun), block_id="pronoun",
              hint="Only the one that the source itself uses; never guessed from a name."),
        header("Where they were published"),
        _line("Title", "title", fields, hint="Of the article, report or talk."),
        _line("Author", "author", fields, hint="As printed; the organisation where no person is named."),
        _line("Publisher", "publisher", fields, optional=True),
        field("Link", inputs.address(_text(fields, "url")), block_id="url", hint="Begins with https://"),
        _line("Date", "date", fields, most=LONGEST["date_as_printed"],
              hint="As 21 March 2024, or the year alone where no day is printed."),
        header("How it is shown"),
        _themes(fields, themes),
        _tone(fields),
        _line("Guard", "guard", fields, optional=True,
              hint="Shown below the words; needed where somebody speaks “on behalf of” others."),
        context("Nobody’s health is told here, and nothing said in confidence."),
    ]  # fmt: skip


def _line(
    label: str,
    key: str,
    fields: Fields,
    *,
    most: int = 0,
    lines: bool = False,
    optional: bool = False,
    hint: str = "",
    placeholder: str = "",
) -> Block:
    element = inputs.text(_text(fields, key), most=most or LONGEST[key], lines=lines, placeholder=placeholder)
    return field(label, element, block_id=key, optional=optional, hint=hint)


def _themes(fields: Fields, themes: Sequence[Theme]) -> Block:
    known = {theme.id: theme.name for theme in themes}
    chosen = [str(theme) for theme in fields.get("themes", ())]
    return field("Themes", inputs.many(known, chosen, most=max(3, len(chosen))), block_id="themes", optional=False)


def _tone(fields: Fields) -> Block:
    tones = {tone.value: words for tone, words in _TONES.items()}
    return field("Tone", inputs.one(tones, _text(fields, "tone") or Tone.PLAIN.value), block_id="tone", optional=False)


def _text(fields: Fields, key: str) -> str:
    value = fields.get(key, "")
    return value if isinstance(value, str) else ""
