"""A workspace's own content: added, edited, hidden, restored, taken down, carried away in one file and brought back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import library, own
from content.errors import ContentError, NothingFoundError, PackError
from content.pack import Pack, read_pack, write_pack

WORDS = library.load()

TALK = {
    "id": "our-talk",
    "title": "A talk at work",
    "author": "The comms team",
    "date": "2026-05-01",
}
SAID = {
    "id": "carter-listening",
    "document": "our-talk",
    "text": "We listen first, and then we listen again.",
    "speaker": "Sam Carter",
    "role": "Head of Estates",
    "organisation": "A trust",
    "themes": ["listening"],
    "owner": "EDI lead",
    "review": "2027-11-22",
}
PROMPT = {
    "id": "own-loud-end",
    "situation": "chairing",
    "themes": ["listening"],
    "notice": "Rooms have a loud end.",
    "act": "Sit at the other one this week.",
    "if_then": "If the loud end answers first, then I will ask the other end next.",
    "quotation": "carter-listening",
    "source": "own: sitting elsewhere",
    "owner": "EDI lead",
    "review": "2027-11-22",
}


def a_workspace():
    records = []
    for kind, body in (("document", TALK), ("quotation", SAID), ("prompt", PROMPT)):
        records.append(own.add(kind, body, WORDS, records))
    return records


def saved(records, *changes):
    """As a store keeps them: each change over the record with its id."""
    kept = {record.card_id: record for record in records}
    kept.update({record.card_id: record for record in changes})
    return list(kept.values())


def test_what_a_workspace_adds_is_found_and_shown_beside_ours():
    here = own.with_own(WORDS, a_workspace())
    assert "carter-listening" in {card.id for card in here.find_quotations("Sam Carter").cards}
    card = here.card("own-loud-end")
    assert card.quotation.attribution == "Sam Carter, then Head of Estates, A trust (2026)"
    assert len(here.prompts) == len(WORDS.prompts) + 1


def test_an_id_that_is_taken_is_refused():
    with pytest.raises(ContentError, match='There is a card "chairing-credit" already'):
        own.add("prompt", {**PROMPT, "id": "chairing-credit"}, WORDS)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"notice": "word " * 60}, "a prompt has 60 at most"),
        ({"if_then": "Be nice."}, "must read “If …, then I will"),
        ({"situation": "flying"}, 'situation "flying" is not one of'),
        ({"notice": "Ask a Muslim colleague."}, "never about a colleague’s identity"),
        ({"review": "soon"}, "is not a date"),
        ({"review": None}, "review is missing"),
        ({"themes": "listening"}, "must be a list of texts"),
        ({"source": ""}, "source must be text"),
        ({"colour": "red"}, r"colour is not a field of \[\[prompt"),
        ({"quotation": "q99"}, 'there is no quotation "q99"'),
        ({"quotation": "q06/9"}, "q06 has 2 excerpts"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason(change, reason):
    body = {key: value for key, value in {**PROMPT, "quotation": "q05", **change}.items() if value is not None}
    with pytest.raises(PackError, match=reason):
        own.add("prompt", body, WORDS)


def test_a_built_in_prompt_can_be_reworded_and_keeps_its_place():
    record = own.edit("chairing-credit", {"notice": "An idea comes back in another voice."}, WORDS)
    here = own.with_own(WORDS, [record])
    assert here.card("chairing-credit").prompt.notice == "An idea comes back in another voice."
    assert [prompt.id for prompt in here.prompts] == [prompt.id for prompt in WORDS.prompts]


def test_the_words_of_a_built_in_quotation_stay_as_verified():
    for change in ({"text": "Something nicer."}, {"excerpts": ["It"]}, {"speaker": "Somebody Else"}):
        with pytest.raises(ContentError, match="stay as verified"):
            own.edit("q16", change, WORDS)
    assert own.with_own(WORDS, [own.edit("q16", {"lead_in": "On access:"}, WORDS)]).words("q16").lead_in == "On access:"


def test_a_hidden_card_is_not_shown_and_comes_back_when_restored():
    hidden = own.hide("q16", WORDS)
    here = own.with_own(WORDS, [hidden])
    assert "q16" not in {card.id for card in here.quotation_cards}
    with pytest.raises(NothingFoundError):
        here.card("q16")
    assert here.card("launching-by-keyboard").quotation is None
    back = own.with_own(WORDS, saved([hidden], own.restore("q16", WORDS, [hidden])))
    assert back.card("q16") == WORDS.card("q16")


def test_taking_down_removes_the_words_in_one_step():
    records = a_workspace()
    after = saved(records, own.take_down("carter-listening", WORDS, records))
    assert "Sam Carter" not in str(after)
    here = own.with_own(WORDS, after)
    assert here.card("own-loud-end").quotation is None
    assert "carter-listening" not in {card.id for card in here.quotation_cards}
    ours = own.with_own(WORDS, [own.take_down("q01", WORDS)])
    assert ours.card("everyone-ask-before-you-speak").quotation is None


def test_a_review_date_moves():
    record = own.review("chairing-credit", date(2028, 3, 1), WORDS)
    assert (record.review_on, own.with_own(WORDS, [record]).card("chairing-credit").prompt.review) == (
        date(2028, 3, 1),
        date(2028, 3, 1),
    )


def test_a_file_carries_all_of_it_to_another_workspace_and_twice_changes_nothing():
    records = a_workspace()
    records = saved(records, own.hide("q29", WORDS), own.edit("chairing-credit", {"notice": "Another voice."}, WORDS))
    text = own.export_pack(records, WORDS)
    there = own.import_pack(text, "their.toml", WORDS)
    assert own.with_own(WORDS, there) == own.with_own(WORDS, records)
    assert own.import_pack(text, "their.toml", WORDS, there) == there


def test_a_file_with_one_fault_is_not_taken_at_all_and_every_fault_has_its_line():
    text = own.export_pack(a_workspace(), WORDS).replace("loud end answers first, then", "loud end answers first,")
    with pytest.raises(PackError) as caught:
        own.import_pack(text.replace('themes = ["listening"]', 'themes = ["noise"]'), "their.toml", WORDS)
    lines = [problem.line for problem in caught.value.problems]
    assert len(lines) == 3
    assert all(line > 1 for line in lines)


def test_a_file_cannot_bring_other_words_under_one_of_our_ids():
    forged = own.export_pack([own.edit("q16", {"lead_in": "On access:"}, WORDS)], WORDS)
    forged = forged.replace("eye opener", "eyesore")
    forged = "\n".join(line for line in forged.splitlines() if not line.startswith("digest"))
    with pytest.raises(PackError, match="stay as verified"):
        own.import_pack(forged, "forged.toml", WORDS)


def test_nothing_can_be_done_to_a_card_that_is_not_there():
    for act in (own.hide, own.restore, own.take_down):
        with pytest.raises(NothingFoundError, match='There is no card "nothing"'):
            act("nothing", WORDS)


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).map(str.strip).filter(bool)


@given(texts, texts, texts, st.lists(texts, min_size=1, max_size=3))
def test_whatever_is_written_is_read_back_the_same(notice, act, owner, themes):
    prompt = replace(WORDS.prompts[0], notice=notice, act=act, owner=owner, themes=tuple(themes))
    assert read_pack(write_pack(Pack(prompts=(prompt,), hidden=("q1",))), "a.toml") == Pack(
        prompts=(prompt,), hidden=("q1",)
    )


def test_our_own_files_survive_the_way_out_and_back():
    pack = Pack(WORDS.documents, WORDS.quotations, WORDS.author_lines, WORDS.prompts)
    assert read_pack(write_pack(pack, about="All of it."), "a.toml") == pack


def test_a_record_of_a_store_is_plain_data():
    record = own.add("prompt", {**PROMPT, "quotation": "q05"}, WORDS)
    assert all(isinstance(value, (str, list)) for value in record.body.values())
    assert (record.kind, record.card_id, record.hidden, record.review_on) == (
        "prompt",
        "own-loud-end",
        False,
        date(2027, 11, 22),
    )
