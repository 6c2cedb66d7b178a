"""A clock that was ahead and is right again: work goes on as soon as somebody answers for it."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from intake_app.domain.journal import ClockReason, JournalQuery
from intake_app.domain.office import Role, office_day
from intake_app.errors import NotPermittedError
from intake_app.services.verification import VerificationService, WrittenWords
from tests.conftest import CHEAP, PASSPHRASE

AHEAD = 3 * 365


@pytest.fixture
def mended(services, unlock, clock):
    """A vault in which somebody worked on a day of years ahead; the clock is right again."""
    services.cases.create()
    services.session.close()
    clock.forward(minutes=AHEAD * 24 * 60)
    services = unlock()
    services.cases.create()
    services.session.close()
    clock.forward(minutes=-AHEAD * 24 * 60 + 5)
    services = unlock()
    yield services
    services.session.close()


def acts(services):
    lines = services.journal.lines(JournalQuery(), limit=3)
    return [(line.act, line.detail) for line in lines]


def test_until_somebody_confirms_it_the_later_day_counts(mended, clock):
    assert mended.session.today() == office_day(clock()) + timedelta(days=AHEAD)
    assert mended.session.clock_behind is not None


def test_after_it_the_day_is_right_now_and_after_unlocking(mended, unlock, clock):
    mended.office.confirm_clock(ClockReason.SET_WRONG)

    assert mended.session.today() == office_day(clock())
    assert mended.session.clock_behind is None
    assert acts(mended)[0] == ("clock.confirmed", "set_wrong")
    assert mended.journal.check() == []
    mended.session.close()
    later = unlock()
    assert later.session.clock_behind is None
    assert later.session.today() == office_day(clock())
    later.session.close()


def test_it_is_not_asked_of_a_clock_that_is_right(services):
    with pytest.raises(NotPermittedError) as refused:
        services.office.confirm_clock(ClockReason.SET_WRONG)

    assert refused.value.rule == "clock_right"


def test_an_advisor_alone_does_not_decide_it(mended):
    session = mended.session
    session.advisor = dataclasses.replace(session.advisor, roles=frozenset({Role.ADVISOR}))

    with pytest.raises(NotPermittedError) as refused:
        mended.office.confirm_clock(ClockReason.SET_WRONG)

    assert refused.value.rule == "role"
    assert session.clock_behind is not None


def test_a_clock_set_back_later_is_noticed_again(mended, unlock, clock):
    mended.office.confirm_clock(ClockReason.BATTERY)
    late = clock()
    mended.session.close()
    clock.forward(minutes=-24 * 60)

    services = unlock()

    assert services.session.clock_behind == late
    assert services.session.today() == office_day(late)
    services.session.close()


def test_days_are_sealed_again_and_every_seal_that_was_written_down_holds(
    mended, unlock, content, vault_path, clock
):
    first_day = office_day(clock())
    mended.office.confirm_clock(ClockReason.OTHER_COMPUTER)
    mended.session.close()
    for _day in range(2):
        clock.forward(minutes=24 * 60)
        services = unlock()
        services.session.close()
    services = unlock()
    seals = services.journal.seals(10)
    assert services.journal.check() == []
    services.session.close()

    days = [seal.day for seal in seals]
    assert days == [
        first_day + timedelta(days=1),
        first_day,
        first_day + timedelta(days=AHEAD),
        first_day,
    ]
    verification = VerificationService(content, CHEAP)
    for seal in seals:
        written = WrittenWords(day=seal.day, words=seal.words)
        report = verification.verify(vault_path, PASSPHRASE, written)
        assert report.words_fit
        assert report.is_sound
