"""`alongside quote`, `reflect` and `content`, typed as a person types them."""

import json

import pytest

from bot.cli import main
from content import library

WORDS = library.load()


@pytest.fixture
def alongside(capsys, monkeypatch, tmp_path):
    """Run a command; gives exit status, what stood on the screen, and what stood on standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'words.db'}")

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        told = capsys.readouterr()
        return ended.value.code, told.out, told.err

    return run


def test_quote_all_json_gives_every_card_with_its_provenance(alongside):
    status, out, _ = alongside("quote", "--all", "--json")
    cards = json.loads(out)
    assert status == 0
    spoken = [card for card in cards if card["kind"] != "author-line"]
    assert len(spoken) >= 30
    for card in cards:
        assert card.keys() >= {"id", "text", "speaker", "role", "organisation", "source", "author", "date", "themes"}
        assert card["text"]
        assert card["source"]
        assert card["author"]
        assert card["date"]
        assert card["themes"]
    by_id = {card["id"]: card for card in cards}
    assert by_id["q16"] == by_id["q16"] | {
        "text": "It’s an eye opener. How far off we probably are.",
        "speaker": "James Hawkins",
        "role": "Chief Digital and Information Officer",
        "organisation": "York and Scarborough Teaching Hospitals NHS Foundation Trust",
        "source": "James Hawkins: A Career Championing Digital Health and Allyship",
        "author": "Bernie Clarke",
        "date": "2024-03-22",
        "themes": ["accessibility", "inclusion"],
    }


def test_a_theme_narrows_it_and_a_slip_is_forgiven(alongside):
    _, out, _ = alongside("quote", "accesibility", "--all", "--json")
    assert {card["id"] for card in json.loads(out)} == {"q15", "q16"}


def test_a_quotation_reads_well_without_colour(alongside):
    _, out, _ = alongside("quote", "q16")
    assert out == (
        "On gaps in accessibility:\n"
        "  “It’s an eye opener. How far off we probably are.”\n"
        "  — James Hawkins, then Chief Digital and Information Officer, York and\n"
        "    Scarborough Teaching Hospitals NHS Foundation Trust (2024)\n"
        "    “James Hawkins: A Career Championing Digital Health and Allyship”, Bernie\n"
        "    Clarke, 22 March 2024\n"
    )
    assert "\x1b" not in out


def test_a_guarded_quotation_shows_its_guard(alongside):
    _, out, _ = alongside("quote", "q01")
    assert "Ask first: “Would it help if I said something?”" in out


def test_reflect_gives_one_prompt_for_a_situation(alongside):
    status, out, _ = alongside("reflect", "line", "managing", "--json")
    prompt = json.loads(out)
    assert (status, prompt["situation"]) == (0, "line-managing")
    assert prompt["words"] <= 60
    assert prompt["if_then"].startswith("If ")


def test_reflect_all_gives_every_prompt_of_a_theme(alongside):
    _, out, _ = alongside("reflect", "quiet voices", "--all", "--json")
    assert {card["id"] for card in json.loads(out)} == {
        prompt.id for prompt in WORDS.prompts if "speaking-up" in prompt.themes and not prompt.occasions
    }


def test_another_steps_on_and_the_same_day_gives_the_same(alongside):
    days = [alongside("reflect", "--now", "2026-12-04", "--another", str(n))[1] for n in (0, 0, 1, 2)]
    assert days[0] == days[1]
    assert len(set(days)) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("quote", "xyzzy"),
        ("reflect", "🎉"),
        ("quote", "x" * 5000),
        ("quote", "listening", "--now", "yesterday"),
        ("quote", "--another", "-1"),
        ("content", "verify"),
        ("content", "verify", "--against", "nowhere"),
        ("content", "check", "nowhere.toml"),
        ("content", "import", "nowhere.toml", "--workspace", "T1"),
        ("content", "list", "everything"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence_and_status_two(alongside, arguments):
    status, out, err = alongside(*arguments)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert len(err) < 400
    assert "Traceback" not in err


def test_content_check_counts_what_is_right_and_lists_what_is_wrong(alongside, tmp_path):
    assert alongside("content", "check")[:2] == (
        0,
        f"30 quotations, 16 author lines, {len(WORDS.prompts)} prompts, 17 themes: nothing wrong.\n",
    )
    bad = tmp_path / "bad.toml"
    bad.write_text('[[prompt]]\nid = "x1"\n', "utf-8")
    status, out, err = alongside("content", "check", str(bad))
    assert (status, out) == (1, f"{bad}:1: x1: situation is missing.\n")
    assert err == "1 fault.\n"


def test_content_goes_out_of_one_workspace_and_into_another(alongside, tmp_path):
    pack = tmp_path / "ours.toml"
    pack.write_text(
        '[hidden]\nids = ["q29"]\n\n[[prompt]]\nid = "own-loud-end"\nsituation = "chairing"\nthemes = ["listening"]\n'
        'notice = "Rooms have a loud end."\nact = "Sit at the other one."\n'
        'if_then = "If it answers first, then I will ask the other end."\nsource = "own: sitting elsewhere"\n'
        'owner = "EDI lead"\nreview = 2027-11-22\n',
        "utf-8",
    )
    assert alongside("content", "import", str(pack), "--workspace", "T1", "--dry-run")[1] == (
        "2 entries read, 2 would change in T1.\n"
    )
    assert alongside("content", "import", str(pack), "--workspace", "T1")[1] == "2 entries read, 2 changed in T1.\n"
    out = tmp_path / "out.toml"
    assert alongside("content", "export", "--workspace", "T1", "--output", str(out))[0] == 0
    assert alongside("content", "import", str(out), "--workspace", "T2")[1] == "2 entries read, 2 changed in T2.\n"
    assert alongside("content", "import", str(out), "--workspace", "T2")[1] == "2 entries read, 0 changed in T2.\n"
    seen = json.loads(alongside("content", "list", "prompts", "--workspace", "T2", "--json")[1])
    assert "own-loud-end" in {card["id"] for card in seen}
    said = json.loads(alongside("content", "list", "quotations", "--workspace", "T2", "--json")[1])
    assert "q29" not in {card["id"] for card in said}


def test_a_card_is_hidden_restored_reviewed_and_taken_down_by_hand(alongside):
    def shown():
        return {
            card["id"]
            for card in json.loads(alongside("content", "list", "quotations", "--workspace", "T1", "--json")[1])
        }

    assert "Undo: alongside content restore q16" in alongside("content", "hide", "q16", "--workspace", "T1")[1]
    assert "q16" not in shown()
    assert alongside("content", "restore", "q16", "--workspace", "T1")[1] == "q16 is shown again in T1.\n"
    assert "q16" in shown()
    assert alongside("content", "review", "chairing-credit", "2026-01-01", "--workspace", "T1")[0] == 0
    late = alongside("content", "list", "overdue", "--workspace", "T1", "--now", "2026-11-22")[1]
    assert late.splitlines()[1].startswith("chairing-credit  2026-01-01")
    assert alongside("content", "takedown", "q16", "--workspace", "T1")[0] == 0
    assert "q16" not in shown()
    assert alongside("content", "hide", "q99", "--workspace", "T1")[::2] == (2, 'There is no card "q99".\n')


def test_a_file_with_a_fault_changes_nothing(alongside, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('[hidden]\nids = ["q29"]\n\n[[prompt]]\nid = "x1"\n', "utf-8")
    status, out, err = alongside("content", "import", str(bad), "--workspace", "T1")
    assert (status, out, err) == (1, f"{bad}:4: x1: situation is missing.\n", "1 fault; nothing was taken.\n")
    assert "q29" not in alongside("content", "export", "--workspace", "T1")[1]


@pytest.mark.parametrize("what", ["themes", "situations", "quotations", "prompts", "awareness", "overdue"])
def test_every_list_is_readable_and_machine_readable(alongside, what):
    status, out, _ = alongside("content", "list", what, "--now", "2028-01-03")
    assert status == 0
    assert out.strip()
    assert isinstance(json.loads(alongside("content", "list", what, "--now", "2028-01-03", "--json")[1]), list)


def test_nothing_overdue_is_said(alongside):
    assert alongside("content", "list", "overdue", "--now", "2026-11-22")[1] == "Nothing is overdue.\n"


def test_a_year_of_a_channel_is_printed_week_by_week(alongside):
    _, out, _ = alongside("content", "rotation", "--start", "2027-01-05", "--channel", "C1", "--short")
    assert len(out.splitlines()) == 52
    assert "gave way" not in out
    _, out, _ = alongside("content", "rotation", "--start", "2027-01-05", "--every", "2", "--weeks", "8", "--short")
    assert len(out.splitlines()) == 4
