"""What makes the build fail: each rule broken once, and every quotation mutated."""

import random
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from content import library, proof
from content.digest import digest, normalised
from content.errors import ContentError, PackError
from content.pack import read_pack
from content.verbatim import verify

WORDS = library.load()
HERE = resources.files("content")
QUOTES = {path.name: path.read_text("utf-8") for path in HERE.joinpath("quotes").iterdir()}

DOCUMENT = """
[defaults]
owner = "EDI lead"
review = 2027-11-22

[[document]]
id = "our-talk"
title = "A talk at work"
author = "The comms team"
date = "2026-05-01"
"""

QUOTATION = """
[[quotation]]
id = "talk-1"
document = "our-talk"
text = "We listen first, and then we listen again."
speaker = "Sam Carter"
role = "Head of Estates"
organisation = "A trust"
themes = ["listening"]
digest = "{digest}"
"""

PROMPT = """
[[prompt]]
id = "own-prompt"
situation = "chairing"
themes = ["listening"]
notice = "Rooms have a loud end."
act = "Sit at the other one this week."
if_then = "If the loud end answers first, then I will ask the other end next."
source = "our-talk: sitting elsewhere"
owner = "EDI lead"
review = 2027-11-22
"""


def pack(*parts):
    return "".join(parts).replace("{digest}", digest("We listen first, and then we listen again."))


def faults(text):
    return [str(problem) for problem in proof.check_pack(text, "own.toml", WORDS, ours=True)]


def test_our_own_words_have_no_fault():
    assert proof.check_library() == []


def test_a_whole_pack_has_no_fault():
    assert faults(pack(DOCUMENT, QUOTATION, PROMPT)) == []


@pytest.mark.parametrize(
    ("wrong", "right", "at", "reason"),
    [
        ('situation = "chairing"', 'situation = "chairs"', "situation", 'situation "chairs" is not one of'),
        ('themes = ["listening"]\nnotice', 'themes = ["hearing"]\nnotice', "themes", 'theme "hearing" is not in'),
        ('themes = ["listening"]\nnotice', "themes = []\nnotice", "themes", "themes is empty"),
        ("Rooms have a loud end.", "Rooms " + "have " * 50, "notice", "a prompt has 60 at most"),
        (
            "If the loud end answers first, then I will",
            "When it does, I will",
            "if_then",
            "must read “If …, then I will",
        ),
        ('source = "our-talk: sitting elsewhere"\n', "", "[[prompt]]", "source is missing"),
        ("our-talk: sitting", "the-web: sitting", "source", "source must name a document or guide"),
        ("Rooms have a loud end.", "Ask your Muslim colleagues.", "notice", "never about a colleague’s identity"),
        ("Rooms have a loud end.", "You haven’t listened.", "notice", "no guilt"),
        ("Rooms have a loud end.", "Rooms have a loud end!", "notice", "no exclamation marks"),
        ("Rooms have a loud end.", "Rooms have a loud end 🎉.", "notice", "not emoji"),
        ("Rooms have a loud end.", "Organize the room.", "notice", "British spelling"),
        ("Rooms have a loud end.", "Men apply at 60% of the list.", "notice", "speculative remark"),
        ("Rooms have a loud end.", "Bring your whole self.", "notice", "worn: say the plain thing"),
        ("Rooms have a loud end.", "Hello @channel.", "notice", "by force"),
        ('id = "own-prompt"', 'id = "Own prompt"', "id", "small letters, digits and hyphens"),
        ('id = "own-prompt"', 'id = "talk-1"', "id", "another entry has this id"),
        ('notice = "Rooms', 'notise = "Rooms', "notise", "notise is not a field of [[prompt]]"),
        ('"own-prompt"', "7", "id = 7", "id must be text"),
        ("We listen first, and", "We listened first, and", "text", "the words have changed since they were verified"),
        ('speaker = "Sam Carter"\n', "", "[[quotation]]", "speaker is missing"),
        ('date = "2026-05-01"', 'date = "1 May"', "date", "must be a day"),
        ('date = "2026-05-01"', 'date = "2026-02-30"', "date", "must be a day"),
        ('document = "our-talk"', 'document = "another"', "document", 'document "another" is not described'),
        ("[[prompt]]", "[[prompts]]", "[[prompts]]", "prompts: a pack holds"),
        ("review = 2027-11-22\n\n", "\n", "[[quotation]]", "review is missing"),
        (
            'owner = "EDI lead"\nreview = 2027-11-22\n\n',
            'owner = "EDI lead"\nreview = 2\n\n',
            "[[quot",
            "must be a date",
        ),
        ('id = "talk-1"', 'id = "talk-1', "id", "this is not TOML"),
        ('["listening"]\ndigest', '["listening"]\npronoun = "ze"\ndigest', "pronoun", "must be the one printed"),
        ('["listening"]\ndigest', '["listening"]\nkind = "song"\ndigest', "kind", '"song" is not one of'),
        ('["listening"]\ndigest', '["listening"]\nexcerpts = ["We hear"]\ndigest', "excerpts", "not inside"),
    ],
)
def test_each_fault_is_told_with_file_line_and_reason(wrong, right, at, reason):
    whole = pack(DOCUMENT, QUOTATION, PROMPT)
    assert wrong in whole
    changed = whole.replace(wrong, right, 1)
    lines = [n for n, line in enumerate(changed.splitlines(), 1) if line.startswith(at)]
    told = faults(changed)
    assert [one for one in told if reason in one and int(one.split(":")[1]) in lines], (lines, told)


def test_a_workspace_may_write_in_its_own_style_and_keeps_the_rules_that_protect_people():
    loud = pack(DOCUMENT, QUOTATION, PROMPT).replace("Rooms have a loud end.", "Organize your journey! 🎉")
    assert proof.check_pack(loud, "own.toml", WORDS) == []
    for harm in ("Ask your Muslim colleagues.", "You haven’t listened.", "Hello @channel.", "Men apply at 60%."):
        text = pack(DOCUMENT, QUOTATION, PROMPT).replace("Rooms have a loud end.", harm)
        assert proof.check_pack(text, "own.toml", WORDS)


def test_speaking_on_behalf_of_people_needs_a_guard():
    text = "We speak on behalf of others."
    bare = pack(DOCUMENT) + QUOTATION.replace("We listen first, and then we listen again.", text).format(
        digest=digest(text)
    )
    assert ["guard" in one for one in faults(bare)] == [True]
    assert faults(bare + 'guard = "Ask first."\n') == []


def test_words_that_start_in_mid_sentence_need_a_lead_in():
    text = "listening is most of it."
    bare = pack(DOCUMENT) + QUOTATION.replace("We listen first, and then we listen again.", text).format(
        digest=digest(text)
    )
    assert ["mid-sentence" in one for one in faults(bare)] == [True]


@pytest.mark.parametrize("said", WORDS.said, ids=lambda said: said.id)
def test_one_changed_letter_anywhere_fails_the_check(said):
    letters = random.Random(said.id)
    places = [n for n, sign in enumerate(said.text) if sign.isalpha()]
    name = next(name for name, text in QUOTES.items() if f'id = "{said.id}"' in text)
    printed = said.text.replace("\\", "\\\\").replace('"', '\\"')
    for place in letters.sample(places, min(3, len(places))):
        other = "x" if said.text[place] != "x" else "y"
        changed = printed[:place] + other + printed[place + 1 :]
        told = proof.check_pack(QUOTES[name].replace(f'text = "{printed}"', f'text = "{changed}"'), name, WORDS)
        assert [problem for problem in told if f"{said.id}: the words have changed" in problem.reason]


EXCERPTS = [(said.id, excerpt) for said in WORDS.quotations for excerpt in said.excerpts]


@pytest.mark.parametrize(("name", "excerpt"), EXCERPTS)
def test_one_changed_letter_in_an_excerpt_fails_the_check(name, excerpt):
    file = next(file for file, text in QUOTES.items() if f'id = "{name}"' in text)
    place = next(n for n, sign in enumerate(excerpt) if n > len(excerpt) // 2 and sign.isalpha())
    changed = excerpt[:place] + ("x" if excerpt[place] != "x" else "y") + excerpt[place + 1 :]
    told = proof.check_pack(QUOTES[file].replace(f'    "{excerpt}",', f'    "{changed}",'), file, WORDS)
    assert [problem for problem in told if f"{name}: " in problem.reason and "is not inside" in problem.reason]


def test_a_quotation_without_its_digest_fails_the_check():
    for file, text in QUOTES.items():
        bare = "\n".join(line for line in text.splitlines() if not line.startswith("digest"))
        told = proof.check_pack(bare, file, WORDS)
        assert len([problem for problem in told if "digest is missing" in problem.reason]) == text.count("\ndigest")


@pytest.mark.parametrize("change", ["’", " ", "—"])
def test_a_changed_apostrophe_or_dash_is_a_change_and_white_space_is_not(change):
    said = "I'm sure - it’s so"
    same = {"’": said.replace("'", "’"), " ": "I'm  sure -\u00a0it’s so\n", "—": said.replace("-", "—")}[change]
    assert (digest(same) == digest(said)) == (change == " ")


def the_documents(folder: Path, change=lambda text: text):
    """Papers that print our quotations among other sentences, as articles do."""
    for document in WORDS.documents:
        parts = [document.title, document.author, document.date_as_printed]
        for said in WORDS.said:
            if said.document == document:
                parts.append(f"And {getattr(said, 'pronoun', '') or 'one'} went on: “{said.text}” Then:\n\n")
                if hasattr(said, "speaker"):
                    parts.append(f"{said.speaker} {said.role} {said.organisation}")
        (folder / f"{document.id}.txt").write_text(change("\n".join(parts)), "utf-8")
    return folder


def test_every_quotation_is_proved_against_documents_that_print_it(tmp_path):
    found = verify(WORDS.said, the_documents(tmp_path))
    assert (len(found.proved), found.faults) == (46, ())


def test_a_document_that_prints_another_letter_proves_nothing(tmp_path):
    found = verify(WORDS.said, the_documents(tmp_path, lambda text: text.replace("eye opener", "eye-opener")))
    assert found.faults == ("q16: “It’s an eye opener. How far off we probably are.…” is not in the document.",)


def test_words_that_nobody_spoke_are_not_taken_for_speech(tmp_path):
    found = verify(WORDS.quotations, the_documents(tmp_path, lambda text: text.replace("“It’s an eye", "It’s an eye")))
    assert found.faults == ("q16: the words are in the document, but not between quotation marks.",)


def test_a_missing_document_and_a_missing_folder_are_said(tmp_path):
    found = verify(WORDS.quotations[:1], tmp_path)
    assert "no file in" in found.faults[0]
    with pytest.raises(ContentError, match="is not a folder"):
        verify(WORDS.quotations, tmp_path / "nowhere")


def test_what_is_overdue_is_listed_the_longest_waiting_first():
    assert proof.overdue(WORDS, date(2026, 11, 22)) == []
    assert len(proof.overdue(WORDS, date(2030, 1, 1))) == len(WORDS.said) + len(WORDS.prompts)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "hidden = 3", "[[quotation]]\n" * 3, "x" * 100, "[" * 5000])
def test_any_text_gets_an_answer_and_no_traceback(text):
    told = proof.check_pack(text, "own.toml", WORDS)
    assert all(problem.file == "own.toml" and problem.line >= 1 and problem.reason for problem in told)


def test_a_file_beyond_all_measure_is_refused_at_once():
    with pytest.raises(PackError, match="is the most we read"):
        read_pack("#" * 3_000_000, "own.toml")


def test_no_prompt_or_lead_in_repeats_what_must_not_be_published():
    ours = " ".join([*(prompt.text for prompt in WORDS.prompts), *(said.lead_in for said in WORDS.said)])
    everything = normalised(" ".join([ours, *(said.text for said in WORDS.said)])).casefold()
    for never in ("60%", "100%", "andy", "degenerative", "sight condition", "not technical’", "lot of time off"):
        assert never not in everything
