"""A card written in a form: what it becomes, what is refused and at which field, edited and deleted again."""

from __future__ import annotations

from datetime import date

import pytest

from content import drafts, library, own
from content.errors import ContentError, NothingFoundError, PackError
from content.lengths import LONGEST

WORDS = library.load()
TODAY = date(2026, 11, 22)

QUOTATION = {
    "kind": "speech",
    "text": "We listen first, and then we listen again.",
    "excerpts": "",
    "lead_in": "",
    "speaker": "Sam Carter",
    "role": "Head of Estates",
    "organisation": "A trust",
    "pronoun": "",
    "guard": "",
    "tone": "plain",
    "themes": ["listening"],
    "title": "A talk at work",
    "author": "The comms team",
    "publisher": "",
    "url": "https://example.org/talk",
    "date": "1 May 2026",
    "review": "2027-11-22",
    "verified": ["yes"],
}
PROMPT = {
    "situation": "chairing",
    "themes": ["listening"],
    "notice": "Rooms have a loud end.",
    "act": "Sit at the other one this week.",
    "if_then": "If the loud end answers first, then I will ask the other end next.",
    "source": "sitting elsewhere",
    "tone": "plain",
    "review": "2027-11-22",
}


def draft(fields, records=(), *, kind="quotation", card_id="own-1", new=True):
    return drafts.drafted(card_id, kind, fields, WORDS, records, today=TODAY, new=new)


def saved(records, changes):
    kept = {record.card_id: record for record in records}
    return list((kept | {record.card_id: record for record in changes}).values())


def refused(fields, records=(), **how):
    with pytest.raises(PackError) as caught:
        draft(fields, records, **how)
    return {problem.key: problem.reason for problem in caught.value.problems}


def test_a_quotation_becomes_a_card_with_its_document():
    records = draft(QUOTATION)
    said = own.with_own(WORDS, records).words("own-1")
    assert [record.kind for record in records] == ["document", "quotation"]
    assert said.attribution == "Sam Carter, then Head of Estates, A trust (2026)"
    assert said.document.byline == "“A talk at work”, The comms team, 1 May 2026"
    assert said.document.url == "https://example.org/talk"
    assert (said.owner, said.review) == ("this workspace", date(2027, 11, 22))


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"text": "  "}, "text", "cannot be left empty"),
        ({"text": "W" * 1501, "excerpts": "W"}, "text", "1501 characters; 1500 is the most"),
        ({"text": "60% apply."}, "text", "not published"),
        ({"text": "listening is half of it."}, "lead_in", "mid-sentence"),
        ({"text": "Listen. " * 40}, "excerpts", "too long for a card"),
        ({"excerpts": "We never listen."}, "excerpts", "not inside the quotation"),
        ({"text": "I speak on behalf of others."}, "guard", "needs a guard"),
        ({"guard": "Ask your Muslim colleague."}, "guard", "never about a colleague’s identity"),
        ({"speaker": ""}, "speaker", "Speaker is missing"),
        ({"role": ""}, "role", "Role is missing"),
        ({"organisation": ""}, "organisation", "is missing"),
        ({"speaker": "S" * 81}, "speaker", "81 characters; 80 is the most"),
        ({"kind": "saying"}, "speaker", "a saying has no speaker"),
        ({"pronoun": "xe"}, "pronoun", "must be the one printed"),
        ({"themes": []}, "themes", "give one at least"),
        ({"themes": ["flying"]}, "themes", "is not in themes.toml"),
        ({"title": ""}, "title", "cannot be left empty"),
        ({"author": ""}, "author", "cannot be left empty"),
        ({"date": ""}, "date", "cannot be left empty"),
        ({"date": "the day before"}, "date", "Write it as 21 March 2024"),
        ({"date": "31 June 2024"}, "date", "is not a date"),
        ({"date": "1 May 2027"}, "date", "still to come"),
        ({"url": "javascript:alert(1)"}, "url", "begins with https://"),
        ({"url": "https://example.org/a|b>"}, "url", "begins with https://"),
        ({"review": "2026-11-22"}, "review", "still ahead"),
        ({"review": ""}, "review", "still ahead"),
        ({"verified": []}, "verified", "letter by letter"),
    ],
)
def test_what_is_wrong_with_a_quotation_is_said_at_its_field(change, field, reason):
    told = refused(QUOTATION | change)
    assert list(told) == [field]
    assert reason.casefold() in told[field].casefold()


def test_fields_that_were_left_empty_in_a_form_count_as_empty():
    left = dict.fromkeys(("lead_in", "excerpts", "guard", "publisher", "url", "pronoun"))
    assert own.with_own(WORDS, draft(QUOTATION | left)).words("own-1").lead_in == ""


def test_every_wrong_field_is_told_at_once():
    told = refused(QUOTATION | {"speaker": "", "date": "soon", "url": "ftp://x", "verified": None, "themes": None})
    assert set(told) == {"speaker", "date", "verified", "themes"}
    assert set(refused(QUOTATION | {"role": "", "url": "ftp://x"})) == {"role", "url"}


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2024", "2024"),
        ("2024-03-21", "2024-03-21"),
        ("21 March 2024", "2024-03-21"),
        ("21st Mar 2024", "2024-03-21"),
        ("March 21, 2024", "2024-03-21"),
        ("5/3/2024", "2024-03-05"),
    ],
)
def test_dates_are_read_as_documents_print_them_day_before_month(printed, iso):
    assert drafts.printed_date(printed, TODAY) == iso


def test_the_same_words_twice_are_refused():
    first = draft(QUOTATION)
    assert "a card already (own-1)" in refused(QUOTATION, first, card_id="own-2")["text"]
    assert "a card already (q16)" in refused(QUOTATION | {"text": WORDS.words("q16").text})["text"]
    prompt = draft(PROMPT, kind="prompt")
    assert "there already (own-1)" in refused(PROMPT, prompt, kind="prompt", card_id="own-2")["act"]


def test_a_form_is_filled_with_what_was_saved_and_sent_back_unchanged_changes_nothing():
    records = draft(QUOTATION)
    kind, fields = drafts.written("own-1", WORDS, records)
    assert (kind, fields["date"], fields["url"]) == ("quotation", "1 May 2026", "https://example.org/talk")
    again = draft(fields | {"verified": ["yes"]}, records, new=False)
    assert saved(records, again) == records


def test_the_words_the_source_and_the_review_of_an_own_quotation_can_be_edited():
    records = draft(QUOTATION)
    change = {"text": "We listen.", "title": "A better title", "date": "2025", "review": "2028-01-10"}
    after = own.with_own(WORDS, saved(records, draft(QUOTATION | change, records, new=False)))
    said = after.words("own-1")
    assert (said.text, said.document.title, said.document.year) == ("We listen.", "A better title", "2025")
    assert said.review == date(2028, 1, 10)
    assert len(after.documents) == len(WORDS.documents) + 1


def test_a_document_that_other_cards_cite_stays_as_it_is_for_them():
    records = draft(QUOTATION)
    other = own.add("quotation", records[1].body | {"id": "own-2", "text": "Another.", "digest": ""}, WORDS, records)
    records = saved(records, [other])
    after = own.with_own(WORDS, saved(records, draft(QUOTATION | {"title": "Changed"}, records, new=False)))
    assert after.words("own-1").document.title == "Changed"
    assert after.words("own-2").document.title == "A talk at work"


def test_what_a_form_does_not_show_survives_an_edit():
    [record] = draft(PROMPT, kind="prompt")
    imported = own.edit("own-1", {"source": "bdf: regular breaks", "quotation": "q06/2"}, WORDS, [record])
    kind, fields = drafts.written("own-1", WORDS, [imported])
    assert fields["source"] == "regular breaks"
    change = fields | {"act": "Take a break."}
    [edited] = draft(change, [imported], kind=kind, new=False)
    assert edited.body["source"] == "bdf: regular breaks"
    assert edited.body["quotation"] == "q06/2"
    assert edited.body["act"] == "Take a break."


def test_a_prompt_whose_quotation_was_deleted_can_still_be_edited():
    records = draft(QUOTATION)
    prompt = own.add("prompt", {**PROMPT, "id": "own-2", "source": "own: x", "owner": "us", "quotation": "own-1"},
                     WORDS, records)  # fmt: skip
    [edited] = draft(PROMPT | {"act": "Sit."}, [prompt], kind="prompt", card_id="own-2", new=False)
    assert "quotation" not in edited.body


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"notice": "word " * 60}, "notice", "60 at most"),
        ({"act": ""}, "act", "cannot be left empty"),
        ({"if_then": "Be nice."}, "if_then", "If …, then I will"),
        ({"notice": "Are you fasting?"}, "notice", "never asks for faith"),
        ({"situation": "flying"}, "situation", "is not one of"),
        ({"source": ""}, "source", "cannot be left empty"),
        ({"act": "a" * 401}, "act", "400 is the most"),
    ],
)
def test_what_is_wrong_with_a_prompt_is_said_at_its_field(change, field, reason):
    assert reason in refused(PROMPT | change, kind="prompt")[field]


@pytest.mark.parametrize("card", ["q16", "chairing-credit", "a01"])
def test_a_built_in_card_is_neither_rewritten_nor_deleted(card):
    if card not in {one.id for one in WORDS.all_cards}:
        card = WORDS.author_lines[0].id
    with pytest.raises(ContentError, match="built-in"):
        drafts.written(card, WORDS, [])
    with pytest.raises(ContentError, match="built-in"):
        draft(QUOTATION, card_id=card, new=False)
    with pytest.raises(ContentError, match="built-in"):
        drafts.deleted(card, WORDS, [])


def test_deleting_takes_the_document_along_unless_another_card_cites_it():
    records = draft(QUOTATION)
    assert drafts.deleted("own-1", WORDS, records) == ["own-1", "own-1-source"]
    other = own.add("quotation", records[1].body | {"id": "own-2", "text": "Another.", "digest": ""}, WORDS, records)
    assert drafts.deleted("own-1", WORDS, [*records, other]) == ["own-1"]
    with pytest.raises(NothingFoundError):
        drafts.deleted("own-9", WORDS, records)


def test_our_own_version_of_a_built_in_card_can_be_given_up():
    version = own.edit("chairing-credit", {"notice": "Another voice."}, WORDS)
    assert drafts.deleted("chairing-credit", WORDS, [version]) == ["chairing-credit"]


def test_an_author_line_is_edited_as_one():
    document = own.add("document", {"id": "d-1", "title": "T", "author": "Ann Author", "date": "2024"}, WORDS)
    line = own.add(
        "author_line",
        {"id": "own-3", "text": "A line.", "document": "d-1", "themes": ["listening"], "occasion": "on a talk",
         "owner": "us", "review": "2027-01-01"}, WORDS, [document],
    )  # fmt: skip
    records = [document, line]
    kind, fields = drafts.written("own-3", WORDS, records)
    assert (kind, fields["occasion"], fields["date"]) == ("author_line", "on a talk", "2024")
    fields = {key: value for key, value in fields.items() if key != "excerpts"}
    changed = draft(fields | {"text": "A new line.", "verified": ["y"]}, records, kind=kind, card_id="own-3", new=False)
    assert own.with_own(WORDS, saved(records, changed)).words("own-3").text == "A new line."


def test_no_built_in_field_is_longer_than_a_form_takes():
    for thing in (*WORDS.documents, *WORDS.said, *WORDS.prompts):
        for key, most in LONGEST.items():
            assert len(str(getattr(thing, key, ""))) <= most
