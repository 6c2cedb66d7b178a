"""A clock that leapt ahead deletes nothing by itself, until somebody answers for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from intake_app.domain.data_rights import ErasureReason
from intake_app.domain.journal import LONGEST_PAUSE, ClockReason, JournalQuery
from intake_app.domain.office import office_day
from tests.bundle.builders import a_pdf
from tests.conftest import PASSPHRASE
from tests.services.waiting import DAY, days_pass

YEARS = 7 * 365
PROOF = "erasure.proofs"
SCAN = "attachment.expired"
COPIES = "copies.expired"


@pytest.fixture
def held(services, unlock, clock, vault_path):
    """A locked vault with something of each kind that goes by itself; its folder of copies.

    The erased case had no waiver, so its proof may go at once; nobody asked for it yet.
    """
    services.session.close()
    services = unlock()
    erased = services.retention.propose(services.cases.create(), ErasureReason.REQUEST)
    services.attachments.add(
        services.cases.create(),
        a_pdf(),
        document="DOC-A06",
        reason="für die Anerkennung",
        delete_on=services.session.today() + timedelta(days=30),
        consented=True,
    )
    clock.forward(minutes=DAY)
    services.retention.confirm(erased.id, services.session.advisor.slot_id, PASSPHRASE)
    services.copies.make()
    services.session.close()
    clock.forward(minutes=DAY)
    services = unlock()  # seals the day, so that its entries could be cut off
    services.copies.make()
    services.session.close()
    return vault_path.with_name("vault-Sicherungen")


def go_by_themselves(services):
    """Do what the program does by itself when somebody works with it."""
    services.attachments.delete_due()
    services.retention.erase_due_proofs()
    services.copies.make_if_due()


def created(services):
    return services.journal.count(JournalQuery(act="vault.created"))


def gone(services):
    lines = services.journal.lines(JournalQuery(), limit=100)
    return {line.act for line in lines} & {PROOF, SCAN, COPIES}


@pytest.mark.parametrize("unlockings", [1, 2])
def test_years_ahead_nothing_goes_by_itself(held, unlock, clock, unlockings):
    last = office_day(clock())
    copies = set(held.iterdir())
    clock.forward(minutes=YEARS * DAY)
    for _ in range(unlockings):
        services = unlock()
        go_by_themselves(services)
        services.copies.make()
        clock.forward(minutes=DAY)
        services.session.close()

    services = unlock()

    assert services.session.clock_leapt_from == last
    assert gone(services) == set()
    assert created(services) == 1
    assert copies < set(held.iterdir())
    services.session.close()


def test_after_the_clock_was_put_right_nothing_went_either(held, unlock, clock):
    clock.forward(minutes=YEARS * DAY)
    services = unlock()
    services.session.close()
    clock.forward(minutes=-YEARS * DAY)
    services = unlock()

    go_by_themselves(services)
    assert gone(services) == set()

    services.office.confirm_clock(ClockReason.SET_WRONG)
    go_by_themselves(services)
    assert gone(services) == {PROOF}
    assert not services.session.doubts_clock()
    services.session.close()
    services = unlock()
    assert not services.session.doubts_clock()
    assert created(services) == 1
    services.session.close()


def test_once_confirmed_everything_goes_that_is_due(held, unlock, clock):
    copies = set(held.iterdir())
    clock.forward(minutes=YEARS * DAY)
    services = unlock()

    services.office.confirm_clock(ClockReason.PAUSE)
    go_by_themselves(services)

    assert gone(services) == {PROOF, SCAN, COPIES}
    assert not copies & set(held.iterdir())
    services.session.close()
    clock.forward(minutes=DAY)
    services = unlock()
    assert not services.session.doubts_clock()
    assert created(services) == 0
    assert services.journal.check() == []
    services.session.close()


def test_what_was_confirmed_stays_so_when_the_confirmation_is_cut_off(held, unlock, clock):
    clock.forward(minutes=YEARS * DAY)
    services = unlock()
    services.office.confirm_clock(ClockReason.PAUSE)
    services.session.close()
    for _month in range(15):
        clock.forward(minutes=30 * DAY)
        unlock().session.close()

    services = unlock()

    assert services.journal.count(JournalQuery(act="clock.confirmed")) == 0
    assert not services.session.doubts_clock()
    services.session.close()


def test_a_clock_set_ahead_while_somebody_works_is_noticed(held, unlock, clock):
    services = unlock()
    before = services.session.today()
    clock.forward(minutes=YEARS * DAY)

    go_by_themselves(services)

    assert services.session.clock_leapt_from == before
    assert gone(services) == set()
    services.session.close()


def test_what_a_small_leap_deletes_too_early_is_in_the_last_copy_from_before(
    held, unlock, clock, vaults, tmp_path
):
    before = max(held.iterdir(), key=lambda copy: copy.name)
    clock.forward(minutes=LONGEST_PAUSE.days * DAY)
    services = unlock()
    go_by_themselves(services)
    services.copies.make()
    assert SCAN in gone(services)
    services.session.close()

    vaults.restore(before, tmp_path / "back")
    session = vaults.unlock_restored(tmp_path / "back", PASSPHRASE)

    with session.read() as store:
        assert [scan.reason for scan in store.attachments.due(date.max)] == ["für die Anerkennung"]
    session.close()


def test_a_summer_without_anybody_at_work_needs_no_answer(held, unlock, clock):
    clock.forward(minutes=LONGEST_PAUSE.days * DAY)
    services = unlock()

    go_by_themselves(services)

    assert not services.session.doubts_clock()
    assert gone(services) == {PROOF, SCAN}
    days_pass(services.session, clock, 60)
    go_by_themselves(services)
    assert gone(services) == {PROOF, SCAN, COPIES}
    services.session.close()
