"""Tokens that expire are renewed once, whoever tries, and none is lost to a race or to a database that is away."""

from __future__ import annotations

import threading
import time

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.app import client_for
from bot.manifest import manifest
from bot.playground import StandIn
from bot.reach import Reach
from bot.settings import Settings
from bot.store.errors import StoreUnavailableError
from bot.store.installations import Installations
from bot.tokens import Tokens

HOUR = 3600


@pytest.fixture
def slack():
    with StandIn(manifest=manifest(url="http://127.0.0.1", many=True)) as stand_in:
        yield stand_in


class Office:
    """A workspace whose token has an hour left, and processes that serve it from one database."""

    def __init__(self, stand_in: StandIn, store) -> None:
        self.stand_in, self.store = stand_in, store
        self.team = stand_in.workspace.workspace.id
        self.installations = Installations(store)
        self.reaches: list[Reach] = []

    def install(self, *, left: float = HOUR, refresh: str = "xoxe-1-first", token: str = "") -> None:
        self.stand_in.slack.renewals[refresh] = self.team
        workspace = self.stand_in.workspace.workspace
        self.installations.save(
            Installation(
                team_id=self.team,
                user_id="U1",
                bot_token=token or workspace.bot_token,
                bot_refresh_token=refresh,
                bot_token_expires_at=int(time.time() + left),
                installed_at=time.time(),
            )
        )

    def process(self) -> Tokens:
        registration = self.stand_in.slack.registration
        settings = Settings(
            client_id=registration.client_id,
            client_secret=registration.client_secret,
            api_url=f"{self.stand_in.address}/api/",
        )
        self.reaches.append(Reach(patience=20))  # the machine may be busy
        return Tokens(settings, self.installations, client_for(settings), reach=self.reaches[-1])

    def stored(self):
        return self.installations.find_bot(enterprise_id=None, team_id=self.team)

    def works(self, bot) -> bool:
        token = self.stand_in.slack.tokens.get(bot.bot_token)
        return token is not None and not token.revoked


@pytest.fixture
def office(slack, store):
    made = Office(slack, store)
    yield made
    for reach in made.reaches:
        reach.close()


def test_a_token_with_little_time_left_is_renewed_and_kept(office):
    office.install()
    first = office.process().of(None, office.team)
    assert first.bot_token.startswith("xoxe.")
    assert office.stored().bot_token == first.bot_token
    assert office.process().of(None, office.team).bot_token == first.bot_token


def test_a_token_with_time_left_stays(office):
    office.install(left=5 * HOUR)
    assert office.process().of(None, office.team).bot_token == office.stand_in.workspace.workspace.bot_token


def test_of_many_that_renew_at_once_all_have_a_token_that_works_and_the_last_one_is_kept(office):
    office.install()
    processes = [office.process() for _ in range(4)]
    ready, found = threading.Barrier(8), []

    def ask(tokens):
        ready.wait(5)
        found.append(tokens.of(None, office.team))

    threads = [threading.Thread(target=ask, args=(tokens,)) for tokens in processes for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 8
    assert all(office.works(bot) for bot in found)
    kept = office.stored()
    assert kept.bot_token.startswith("xoxe.")
    assert office.works(kept)
    assert kept.bot_refresh_token in office.stand_in.slack.renewals  # the next renewal will work too
    office.stand_in.slack.refusals.clear()


def test_who_comes_second_goes_on_with_the_token_it_has_until_it_is_over(office):
    office.install(left=HOUR)
    office.stand_in.slack.renewals.clear()  # somebody else has used it, and has not stored what they got
    tokens = office.process()
    assert tokens.of(None, office.team).bot_token == office.stand_in.workspace.workspace.bot_token
    office.install(left=-1)
    office.stand_in.slack.renewals.clear()
    assert tokens.of(None, office.team) is None
    office.stand_in.slack.refusals.clear()


def test_slack_out_of_reach_is_no_lost_token(office):
    office.install(left=-1)
    office.stand_in.slack.faults.add("error", "oauth.v2.access", times=5, error="internal_error")
    from slack_sdk.errors import SlackTokenRotationError

    tokens = office.process()
    with pytest.raises(SlackTokenRotationError):
        tokens.of(None, office.team)
    office.stand_in.slack.faults = type(office.stand_in.slack.faults)()
    assert office.works(tokens.of(None, office.team))


def test_a_renewed_token_that_the_database_did_not_take_is_kept_until_it_does(office, monkeypatch):
    office.install()
    tokens = office.process()
    renew = office.installations.renew

    def away(*args, **kwargs):
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(office.installations, "renew", away)
    first = tokens.of(None, office.team)
    assert office.works(first)
    assert office.stored().bot_token != first.bot_token
    assert tokens.of(None, office.team).bot_token == first.bot_token
    monkeypatch.setattr(office.installations, "renew", renew)
    assert tokens.of(None, office.team).bot_token == first.bot_token
    assert office.stored().bot_token == first.bot_token


def test_a_renewal_that_comes_late_does_not_overwrite_a_new_installation(office):
    office.install()
    before = office.stored()
    office.install(left=12 * HOUR, refresh="xoxe-1-reinstalled", token="xoxb-reinstalled")
    from copy import copy

    late = copy(before)
    late.bot_token = "xoxe.xoxb-late"
    assert not office.installations.renew(late, used=before)
    assert office.stored().bot_token == "xoxb-reinstalled"


def test_without_the_database_a_workspace_is_served_with_what_was_known(office, monkeypatch):
    office.install(left=5 * HOUR)
    tokens, stranger = office.process(), office.process()
    known = tokens.of(None, office.team)

    def away(**kwargs):
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(office.installations, "find_bot", away)
    assert tokens.of(None, office.team).bot_token == known.bot_token
    with pytest.raises(StoreUnavailableError):
        stranger.of(None, office.team)


def test_a_workspace_that_left_is_not_served_from_memory(office):
    office.install(left=5 * HOUR)
    tokens = office.process()
    assert tokens.of(None, office.team)
    office.installations.delete_bot(enterprise_id=None, team_id=office.team)
    assert tokens.of(None, office.team) is None
