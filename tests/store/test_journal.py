"""The journal: every kind of tampering by somebody who holds the key shows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.office import JournalEntry
from intake_app.store.journal import START, chain_value
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


def broken(vault):
    with vault.read() as store:
        return store.journal.verify()


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


def test_entries_are_found_by_case_and_time_and_come_in_pages(journal, case_id):
    with journal.read() as store:
        of_case = store.journal.entries(case_id)
        middle = store.journal.entries(
            since=NOW + timedelta(minutes=2), until=NOW + timedelta(minutes=5)
        )
        page = store.journal.entries(limit=3, offset=4)
        of_nobody = store.journal.entries(a_case().id)

        assert store.journal.count() == 10

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
