"""A signature is new once, to all processes that were forked from one, for ten minutes."""

from __future__ import annotations

import multiprocessing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.signatures import PLACES, REMEMBERED, Signatures


def test_a_signature_is_new_once_and_again_after_ten_minutes():
    seen = Signatures()
    assert seen.is_new("v0=a", now=1000)
    assert not seen.is_new("v0=a", now=1000)
    assert seen.is_new("v0=b", now=1000)
    assert not seen.is_new("v0=a", now=1000 + REMEMBERED - 1)
    assert seen.is_new("v0=a", now=1000 + REMEMBERED)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_what_one_process_saw_another_knows():
    seen = Signatures()
    forking = multiprocessing.get_context("fork")
    told = forking.SimpleQueue()
    child = forking.Process(target=lambda: told.put([seen.is_new("v0=a"), seen.is_new("v0=a")]))
    child.start()
    assert told.get() == [True, False]
    child.join()
    assert not seen.is_new("v0=a")


def test_a_process_that_was_killed_while_it_looked_does_not_stop_the_others():
    seen = Signatures()
    seen._lock.acquire()
    assert seen.is_new("v0=a")
    assert not seen.is_new("v0=a")


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=PLACES))
def test_as_many_as_have_room_are_each_remembered(signatures):
    seen = Signatures(slots=PLACES)
    assert all(seen.is_new(one, now=5000) for one in signatures)
    assert not any(seen.is_new(one, now=5001) for one in signatures)


def test_when_there_is_no_room_the_oldest_is_forgotten():
    seen = Signatures(slots=PLACES)
    for number in range(PLACES):
        assert seen.is_new(f"{number}", now=5000 + number)
    assert seen.is_new("one more", now=5100)
    assert not seen.is_new("1", now=5100)
    assert seen.is_new("0", now=5100)
