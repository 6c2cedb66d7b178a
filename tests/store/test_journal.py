"""The journal: every kind of tampering by somebody who holds the key shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from intake_app.domain.journal import Flaw, JournalEntry, JournalFilter
from intake_app.store.engine import open_engine
from intake_app.store.journal_chain import START, chain_value
from intake_app.store.transaction import transaction
from tests.store.builders import NOW, a_case


@pytest.fixture
def journal(vault, case_id):
    """Ten entries, one a minute."""
    with vault.write() as store:
        for number in range(10):
            about = case_id if number % 2 else None
            at = NOW + timedelta(minutes=number)
            store.journal.write(at, "AB", "paper.printed", about, f"SE-26-{number:05}-X")
    return vault


def findings(vault):
    with vault.read() as store:
        return store.journal.verify()


def broken(vault):
    """Return the numbers of the entries with which something is wrong."""
    numbers = {
        seq
        for finding in findings(vault)
        if finding.first
        for seq in range(finding.first, finding.last + 1)
    }
    return sorted(numbers)


def flaws(vault):
    return {finding.flaw for finding in findings(vault)}


def test_an_entry_comes_back_as_it_was_written(vault, case_id):
    with vault.write() as store:
        first = store.journal.write(NOW, "AB", "case.opened", case_id)
        second = store.journal.write(NOW, "CD", "vault.copied", object_id="3")

    with vault.read() as store:
        assert store.journal.entries() == [second, first]
    assert first == JournalEntry(
        seq=1, at=NOW, by="AB", act="case.opened", case_id=case_id, chain=first.chain
    )
    assert second.chain == chain_value(first.chain, second)
    assert first.chain == chain_value(START, first)


def test_entries_are_found_by_case_time_person_and_act_and_come_in_pages(journal, case_id):
    with journal.read() as store:
        of_case = store.journal.entries(JournalFilter(case_id=case_id))
        middle = store.journal.entries(
            JournalFilter(since=NOW + timedelta(minutes=2), until=NOW + timedelta(minutes=5))
        )
        page = store.journal.entries(limit=3, offset=4)
        of_nobody = store.journal.entries(JournalFilter(case_id=a_case().id))

        assert store.journal.count() == 10
        assert store.journal.count(JournalFilter(by="AB", act="paper.printed")) == 10
        assert store.journal.count(JournalFilter(by="XY")) == 0
        assert store.journal.known() == (["AB"], ["paper.printed"])

    assert [entry.seq for entry in of_case] == [10, 8, 6, 4, 2]
    assert [entry.seq for entry in middle] == [5, 4, 3]
    assert [entry.seq for entry in page] == [6, 5, 4]
    assert of_nobody == []


def test_an_untouched_journal_is_whole(journal):
    assert broken(journal) == []


def test_an_empty_journal_is_whole(vault):
    assert broken(vault) == []


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE journal SET by = 'XY' WHERE seq = 4", [4]),
        ("UPDATE journal SET at = '2026-05-12 09:30:15.250001' WHERE seq = 1", [1]),
        ("UPDATE journal SET act = 'paper.misprint' WHERE seq = 10", [10]),
        ("UPDATE journal SET case_id = NULL WHERE seq = 2", [2]),
        ("UPDATE journal SET object_id = '' WHERE seq = 5", [5]),
        ("UPDATE journal SET chain = 'ab' WHERE seq = 7", [7, 8]),
        ("DELETE FROM journal WHERE seq = 1", [1, 2]),
        ("DELETE FROM journal WHERE seq = 6", [6, 7]),
        ("DELETE FROM journal WHERE seq = 10", [10]),
        ("DELETE FROM journal", list(range(1, 11))),
    ],
)
def test_a_changed_or_removed_entry_is_found(journal, tampering, found):
    journal.sql(tampering)

    assert broken(journal) == found


def test_removing_an_entry_and_closing_the_gap_is_found(journal):
    journal.sql("DELETE FROM journal WHERE seq = 3")
    for seq in range(4, 11):
        journal.sql(f"UPDATE journal SET seq = {seq - 1} WHERE seq = {seq}")

    assert set(broken(journal)) == set(range(3, 11))


def test_swapping_two_entries_is_found(journal):
    for old, new in ((4, 99), (5, 4), (99, 5)):
        journal.sql(f"UPDATE journal SET seq = {new} WHERE seq = {old}")

    assert set(broken(journal)) >= {4, 5}


def test_a_forged_entry_at_the_end_is_found(journal):
    journal.sql(
        "INSERT INTO journal SELECT 11, at, by, act, case_id, object_id, chain"
        " FROM journal WHERE seq = 10"
    )

    assert broken(journal) == [11]


def test_a_page_of_the_file_that_was_put_back_is_found(vault):
    """SQLCipher accepts an old page in its old place; the chain does not."""
    with vault.write() as store:
        store.journal.write(NOW, "AB", "vault.created")
    vault.close()
    old = vault.path.read_bytes()
    with vault.write() as store:
        store.journal.write(NOW, "AB", "case.opened")
    vault.close()
    new = vault.path.read_bytes()
    assert len(old) == len(new)
    changed = [n for n in range(0, len(new), 4096) if old[n : n + 4096] != new[n : n + 4096]]
    root = 4096 * (vault.sql("SELECT rootpage FROM sqlite_master WHERE name='journal'")[0][0] - 1)
    vault.close()
    assert root in changed

    vault.path.write_bytes(new[:root] + old[root : root + 4096] + new[root + 4096 :])

    assert broken(vault) == [2]


# The ends of the chain: what somebody with SQL and the database's key tries next.


LAST = "SELECT json_object('seq', seq, 'chain', chain, 'day', date(at)) FROM journal"


@pytest.mark.parametrize(
    "tampering",
    [
        # A cut end with the head moved back, with the old authentication.
        [
            "DELETE FROM journal WHERE seq > 7",
            (
                "UPDATE records SET content = json_patch(content,"
                f" ({LAST} WHERE seq = 7)) WHERE name = 'journal_head'"
            ),
        ],
        ["DELETE FROM journal WHERE seq > 7", "DELETE FROM records WHERE name = 'journal_head'"],
        ["UPDATE records SET content = '{}' WHERE name = 'journal_head'"],
        ["UPDATE records SET content = 'not json' WHERE name = 'journal_head'"],
        [
            "DELETE FROM journal",
            (
                "UPDATE records SET content = json_set(content, '$.seq', 0)"
                " WHERE name = 'journal_head'"
            ),
        ],
    ],
)
def test_a_head_that_was_bent_is_found_and_stays_found(journal, tampering):
    for statement in tampering:
        journal.sql(statement)
    assert flaws(journal) == {Flaw.END}

    with journal.write() as store:
        store.journal.write(NOW + timedelta(hours=1), "AB", "vault.unlocked")

    # Going on does not heal it: the program itself wrote down that it found the end broken.
    rows = [row[0] for row in journal.sql("SELECT act FROM journal ORDER BY seq")][-2:]
    if rows[0] == "journal.found_broken":
        assert Flaw.FOUND_BROKEN in flaws(journal)
    else:
        pytest.fail(f"the program went on in silence: {rows}")


def over_days(vault, days):
    """Write three entries on each of some days."""
    with vault.write() as store:
        for day in range(days):
            for hour in range(3):
                at = NOW + timedelta(days=day, hours=hour)
                store.journal.write(at, "AB", "case.opened", None, f"{day}")


def test_each_day_that_is_over_has_a_seal_over_its_last_entry(vault):
    over_days(vault, 3)

    with vault.read() as store:
        seals = store.journal.seals.latest(9)
        entries = {entry.seq: entry for entry in store.journal.entries()}

    assert [(mark.seq, str(mark.day)) for mark in seals] == [(6, "2026-05-13"), (3, "2026-05-12")]
    assert all(mark.chain == entries[mark.seq].chain for mark in seals)
    assert findings(vault) == []


def test_days_are_those_of_the_office(vault):
    late = datetime(2026, 5, 12, 22, 30, tzinfo=UTC)  # half past midnight in Berlin
    with vault.write() as store:
        store.journal.write(late - timedelta(hours=1), "AB", "case.opened")
        store.journal.write(late, "AB", "case.opened")

    with vault.read() as store:
        assert [(m.seq, str(m.day)) for m in store.journal.seals.latest(9)] == [(1, "2026-05-12")]


def test_a_clock_that_was_set_back_opens_no_day_again(vault):
    with vault.write() as store:
        for days in (0, 1, -1, 1, 2):
            store.journal.write(NOW + timedelta(days=days), "AB", "case.opened")

    with vault.read() as store:
        marks = store.journal.seals.latest(9)
    assert [(mark.seq, str(mark.day)) for mark in marks] == [(4, "2026-05-13"), (1, "2026-05-12")]
    assert findings(vault) == []


@pytest.mark.parametrize(
    ("tampering", "flaw"),
    [
        ("DELETE FROM journal_seals WHERE seq = 3", Flaw.SEAL),
        ("UPDATE journal_seals SET day = '2026-05-11' WHERE seq = 3", Flaw.SEAL),
        ("UPDATE journal_seals SET chain = 'ab' WHERE seq = 3", Flaw.SEAL),
        ("UPDATE journal_seals SET mac = 'ab' WHERE seq = 6", Flaw.SEAL),
        ("INSERT INTO journal_seals VALUES (8, '2026-05-15', 'ab', 'cd')", Flaw.SEAL),
        ("DELETE FROM journal WHERE seq BETWEEN 4 AND 6", Flaw.MISSING),
        ("DELETE FROM journal WHERE seq > 6", Flaw.MISSING),
    ],
)
def test_a_seal_or_a_whole_day_that_was_touched_is_found(vault, tampering, flaw):
    over_days(vault, 3)

    vault.sql(tampering)

    assert flaw in flaws(vault)


def test_without_the_right_key_no_mark_is_authentic(vault):
    over_days(vault, 2)
    vault.close()

    other = open_engine(vault.path, vault.key, seal_key=bytearray(32))
    with transaction(other, write=False) as store:
        found = {finding.flaw for finding in store.journal.verify()}
        assert store.journal.seals.latest(9) == []
    other.dispose()

    assert found == {Flaw.END, Flaw.SEAL}


def test_a_store_that_is_only_looked_through_needs_no_key_and_writes_nothing(vault):
    over_days(vault, 2)
    vault.close()

    bare = open_engine(vault.path, vault.key)
    with transaction(bare, write=False) as store:
        assert store.journal.verify() == []
    with pytest.raises(RuntimeError, match="without the key"), transaction(bare) as store:
        store.journal.write(NOW + timedelta(days=9), "AB", "case.opened")
    bare.dispose()

    assert findings(vault) == []


# Cutting off what is older than it may be.


def test_cut_entries_leave_counts_and_a_chain_that_is_still_proven(vault):
    over_days(vault, 40)

    with vault.write() as store:
        checkpoint = store.journal.cut(date(2026, 6, 1))
        assert store.journal.cut(date(2026, 6, 1)) is None
        store.journal.write(NOW + timedelta(days=41), "AB", "vault.unlocked")

    assert checkpoint.end.seq == 60
    assert checkpoint.counts == {"2026-05": {"case.opened": 60}}
    assert [row[0] for row in vault.sql("SELECT min(seq) FROM journal")] == [61]
    assert findings(vault) == []


def test_counts_of_a_second_cut_are_added_to_the_first(vault):
    over_days(vault, 40)
    with vault.write() as store:
        store.journal.cut(date(2026, 5, 20))

    with vault.write() as store:
        checkpoint = store.journal.cut(date(2026, 6, 15))

    assert checkpoint.counts == {"2026-05": {"case.opened": 60}, "2026-06": {"case.opened": 42}}
    assert findings(vault) == []


@pytest.mark.parametrize(
    ("tampering", "flaw"),
    [
        (
            (
                "UPDATE records SET content = json_set(content, '$.counts', json('{}'))"
                " WHERE name = 'journal_checkpoint'"
            ),
            Flaw.CHECKPOINT,
        ),
        ("DELETE FROM records WHERE name = 'journal_checkpoint'", Flaw.MISSING),
        ("DELETE FROM journal WHERE seq = 61", Flaw.MISSING),
        ("DELETE FROM journal_seals WHERE seq = 60", Flaw.SEAL),
    ],
)
def test_tampering_around_the_cut_is_found(vault, tampering, flaw):
    over_days(vault, 40)
    with vault.write() as store:
        store.journal.cut(date(2026, 6, 1))

    vault.sql(tampering)

    assert flaw in flaws(vault)
