"""Confirmed days and school terms in Slack: added, replaced, removed, undone; wrong and hostile files told plainly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

FILE = "Calendar of school terms (.ics)"


def calendar(*events: tuple[str, str, str]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
    for number, (title, first, after) in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{first}"]
        lines += [f"DTEND;VALUE=DATE:{after}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


TERMS = calendar(
    ("Autumn term starts", "20260902", "20260903"),
    ("October half term", "20261026", "20261031"),
    ("Christmas holiday", "20261221", "20270104"),
    ("Summer fair", "20270619", "20270620"),
    ("Summer term ends", "20270721", "20270722"),
)
NEXT_YEAR = calendar(("Half term", "20270215", "20270220"), ("Easter holiday", "20270326", "20270412"))


def open_days(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    return slack.press("Days and terms", as_="admin").modal


def confirm(slack, day, observance="eid-al-fitr"):
    assert slack.press("Confirm a day", as_="admin").modal
    return slack.submit({"Observance": observance, "First day": day}, as_="admin")


def import_terms(slack, content, area="York", *, press="Add school terms"):
    assert slack.press(press, as_="admin").modal
    file = slack.add_file("terms.ics", content, owner="admin")
    return slack.submit({"Area": area, FILE: [file]}, as_="admin")


def imported(slack, content, area="York", *, press="Add school terms"):
    """What the list says after an import; a busy machine may take longer than Slack waits, and answers then."""
    return import_terms(slack, content, area, press=press).until("Latest changes", 30)


def test_a_confirmed_day_is_called_confirmed_in_answers_and_stands_in_the_list(slack):
    open_days(slack)
    said = confirm(slack, "2027-03-10").until("Latest changes")
    assert "Confirmed." in said
    assert "Eid al-Fitr: Wed 10 March 2027" in said
    slack.close(as_="admin")
    assert "confirmed" in slack.type("/ally-dates eid al-fitr 2027").message.text
    assert "confirmed for Wed 10 March 2027" in slack.type("/ally-check Wed 10 March 2027 10am").message.text
    assert "Eid al-Fitr: Wed 10 March 2027" in slack.type("/ally settings", as_="member").message.text


def test_confirming_another_day_replaces_the_first_and_undoing_brings_it_back(slack):
    open_days(slack)
    confirm(slack, "2027-03-10").until("Latest changes")
    assert "Tue 9 March 2027" in confirm(slack, "2027-03-09").until("confirmed for Tue 9 March 2027")
    slack.close(as_="admin")
    settings = slack.type("/ally settings", as_="admin").message.text
    assert "Confirmed days: Eid al-Fitr: Tue 9 March 2027" in settings
    assert "confirmed for Wed 10 March 2027 → confirmed for Tue 9 March 2027" in settings
    assert slack.press("Undo", as_="admin").until("Confirmed days: Eid al-Fitr: Wed 10 March 2027")


def test_a_confirmation_is_removed_and_that_can_be_undone_too(slack):
    open_days(slack)
    confirm(slack, "2027-03-10").until("Latest changes")
    assert slack.press("Remove", as_="admin").until("counts as expected again")
    slack.close(as_="admin")
    assert "expected" in slack.type("/ally-dates eid al-fitr 2027").message.text
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Undo", as_="admin").until("Confirmed days: Eid al-Fitr: Wed 10 March 2027")


@pytest.mark.parametrize("day", ["2027-06-10", "2027-01-20"])
@pytest.mark.parametrize("observance", ["eid-al-fitr", "diwali"])
def test_a_day_far_from_where_it_can_fall_is_refused_at_its_field(slack, observance, day):
    open_days(slack)
    assert "check the date" in confirm(slack, day, observance).errors["First day"]


def test_school_terms_are_shown_with_their_area_reach_and_age(slack):
    open_days(slack)
    said = imported(slack, TERMS)
    assert "York: 2 holidays, Wed 2 September 2026 to Wed 21 July 2027, fetched on Sun 22 November 2026." in said
    assert "Not understood as terms or holidays: Summer fair." in said
    assert "Christmas holiday Sat 19 December 2026 to Sun 3 January 2027" in said
    slack.close(as_="admin")
    read = slack.type("/ally settings", as_="member").message.text
    assert "York (Wed 2 September 2026 to Wed 21 July 2027, fetched on Sun 22 November 2026)" in read
    assert "school holidays of York" in slack.type("/ally-check Tue 22 Dec 2026 10-11").message.text
    beyond = slack.type("/ally-check Tue 14 Sep 2027 10-11").message.text
    assert "do not reach" in beyond


def test_the_same_area_is_replaced_however_it_is_written_and_undoing_brings_the_old_terms_back(slack):
    open_days(slack)
    imported(slack, TERMS)
    said = imported(slack, NEXT_YEAR, "  yORK ", press="Replace")
    assert "York: 2 holidays, Mon 15 February to Sun 11 April 2027" in said
    assert said.count("[ Replace ]") == 1, "there is still one calendar"
    slack.close(as_="admin")
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Undo", as_="admin").until("York (Wed 2 September 2026 to Wed 21 July 2027")


def test_terms_are_removed_and_the_area_that_counted_counts_no_more(slack):
    open_days(slack)
    imported(slack, TERMS)
    imported(slack, NEXT_YEAR, "Leeds")
    slack.close(as_="admin")
    assert slack.press("Change", as_="admin").modal
    assert slack.submit({"School area": "Leeds"}, as_="admin").until("Leeds counts")
    slack.close(as_="admin")
    assert "Leeds counts" in slack.type("/ally settings").message.text
    assert "another area counts" in open_days(slack)
    assert "Leeds: removed. Term time is assumed there." in slack.press("Remove", as_="admin", nth=0).modal
    slack.close(as_="admin")
    read = slack.type("/ally settings").message.text
    assert "Leeds" not in read
    assert "counts" not in read
    assert "school holidays of York" in slack.type("/ally-check Tue 22 Dec 2026 10-11").message.text


BOMB = calendar(*((f"Meeting {n}", "20270105", "20270106") for n in range(3000)))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it holds no events"),
        (b"hello", "it holds no events"),
        (b"\x00\xff\xfe" * 4000, "York"),
        (b"<!DOCTYPE html><html>Sign in</html>", "cannot be opened by Alongside"),
        (calendar(("Team lunch", "20270105", "20270106")), 'it holds "Team lunch"'),
        (calendar(("<!channel> & *bold*", "20270105", "20270106")), "No school holidays were found"),
        (calendar(("Half term", "20250217", "20250222")), "is past. Look for a newer calendar"),
        (BOMB, "No school holidays were found"),
        (b"BEGIN:VCALENDAR\r\n" * 50_000, "York"),
    ],
    ids=["empty", "text", "binary", "sign-in page", "other events", "formatting", "old", "many events", "nested"],
)
def test_a_wrong_or_hostile_file_gets_a_plain_sentence_at_its_field(slack, content, says):
    open_days(slack)
    told = import_terms(slack, content).until(says, 30)  # a busy machine answers a large file a little later
    assert "reference" not in told
    slack.close(as_="admin")
    assert "none imported" in slack.type("/ally settings").message.text


def test_a_file_full_of_other_titles_names_twenty_of_them(slack):
    open_days(slack)
    other = [(f"Staff meeting number {n} <!channel>", "20270105", "20270106") for n in range(60)]
    said = imported(slack, calendar(("Half term", "20270215", "20270220"), *other))
    assert "and 40 more" in said
    assert "Staff meeting number 59" not in said


def test_more_areas_than_are_kept_are_refused(slack, bot):
    from bot.changes import Part, change

    names = [f"Area {n}" for n in range(15)]
    day = date(2026, 12, 1)
    written = {"fetched": f"{day}", "first": f"{day}", "last": f"{day + timedelta(9)}", "holidays": []}
    with bot.desk.store.begin() as connection:
        change(connection, slack.workspace.id, Part.TERMS, dict.fromkeys(names, written), by=None, now=bot.desk.clock())
    bot.desk.workplaces.forget(slack.workspace.id)
    open_days(slack)
    assert "15 areas are the most" in import_terms(slack, TERMS, "One more").errors["Area"]
