"""A database that hangs and a Slack that is slow delay nobody: acknowledged within three seconds, and soon answered."""

from __future__ import annotations

import gc
import socket
import threading
import time
from contextlib import closing, suppress

import pytest

from bot.reach import PATIENCE, Reach
from bot.store.errors import StoreUnavailableError

#: What a person waits at most for what needs no database: the second that the database is given, and the work.
SOON = 3.0
FRIDAY = "Fri 4 Dec 2026, 3-4.30pm"
#: The driver leaves a socket open when its connection is refused, as one is that comes after the database has gone.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture
def silent_database():
    """A PostgreSQL that takes connections and never says a word, as behind a firewall that forgot them."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=200)) as server:
        port = server.getsockname()[1]
        yield f"postgresql://somebody:secret@127.0.0.1:{port}/alongside"
    _close_what_is_left(port)


def _close_what_is_left(port):
    """The driver does not close what it could not connect with; whoever still waits there is let go."""
    for each in [found for found in gc.get_objects() if isinstance(found, socket.socket) and found.fileno() != -1]:
        with suppress(OSError):  # another thread closes its own meanwhile
            if _leads_to(each, port):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()


def _leads_to(each, port):
    try:
        return each.getpeername()[1] == port
    except OSError:  # the other end is gone, or nobody has connected
        return not each.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


@pytest.fixture
def slack(start_bot, silent_database):
    from bot.manifest import manifest
    from bot.playground import StandIn

    with StandIn(manifest=manifest(url="http://127.0.0.1")) as stand_in:
        yield start_bot(stand_in, database_url=silent_database, patience=PATIENCE).workspace


def timed(answer, words):
    began = time.monotonic()
    text = answer().until(words)
    return time.monotonic() - began, text


@pytest.mark.parametrize(
    ("typed", "where", "words"),
    [
        ("/ally-quote", "general", "“"),
        ("/ally-reflect chairing", "general", "This week:"),
        (f"/ally-check {FRIDAY}", "general", "15:44"),
        (FRIDAY, "dm", "15:44"),
        ("hello", "dm", "/ally-check"),
        ("/ally-dates Diwali 2027", "general", "2027"),
    ],
)
def test_what_needs_no_database_answers_soon_while_the_database_hangs(slack, typed, where, words):
    took, _ = timed(lambda: slack.type(typed, in_=where), words)
    assert took < SOON


def test_a_calendar_file_is_answered_soon_while_the_database_hangs(slack):
    from tests.bot.test_messages import ICS

    took, _ = timed(lambda: slack.upload(("a.ics", ICS)), "Away day")
    assert took < SOON + 1.0  # a file is read in a process of its own


def test_a_form_is_answered_soon_while_the_database_hangs(slack):
    assert slack.type("/ally-check").modal
    began = time.monotonic()
    assert "15:44" in slack.submit({"Day": "2026-12-04", "Start": "15:00"}).modal
    assert time.monotonic() - began < SOON


def test_while_it_rests_nobody_waits_again(slack):
    timed(lambda: slack.type("/ally-quote"), "“")
    took, _ = timed(lambda: slack.press("Another"), "“")
    assert took < 1.0


def test_every_acknowledgement_is_in_time_while_the_database_hangs(slack):
    for typed in ("/ally-quote", "/ally-weekly", "/ally settings", "/ally my-data", f"/ally-check {FRIDAY}"):
        ack = slack.type(typed).ack
        assert (ack.status, ack.error) == (200, "")
        assert ack.seconds < 2.5


def test_a_slow_slack_delays_an_answer_once_and_not_at_every_question(bot):
    bot.stand_in.slack.faults.add("slow", "users.info", times=9, seconds=8.0)
    took, text = timed(lambda: bot.workspace.type(f"/ally-check {FRIDAY}"), "15:44")
    assert took < SOON
    assert "Share here" in text or "Shabbat" in text


def test_many_who_ask_at_once_while_it_hangs_wait_together():
    reach, released = Reach(patience=0.2, rest=60), threading.Event()
    gave_up = []

    def ask():
        began = time.monotonic()
        with pytest.raises(StoreUnavailableError):
            reach.ask(lambda: released.wait(20))
        gave_up.append(time.monotonic() - began)

    people = [threading.Thread(target=ask) for _ in range(50)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    released.set()
    reach.close()
    assert len(gave_up) == 50
    assert max(gave_up) < 4.0  # one after the other it would be ten


def test_after_a_rest_one_request_finds_out_and_then_all_are_served():
    reach, away = Reach(patience=5, rest=0.05), [True]

    def read():
        if away[0]:
            raise StoreUnavailableError("gone")
        return "here"

    for _ in range(2):
        with pytest.raises(StoreUnavailableError):
            reach.ask(read)
    away[0] = False
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            assert reach.ask(read) == "here"
            break
        except StoreUnavailableError:
            time.sleep(0.01)
    assert reach.ask(read) == "here"
    reach.close()


def test_a_mistake_of_ours_is_not_taken_for_a_database_that_is_away():
    reach = Reach(rest=60)
    with pytest.raises(KeyError):
        reach.ask(lambda: {}["nothing"])
    assert reach.ask(lambda: "still asked") == "still asked"
    reach.close()
