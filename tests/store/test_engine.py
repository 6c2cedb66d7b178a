"""Opening the store: settings, keys, damage, and what lies on the disk."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from sqlalchemy.exc import IntegrityError

from intake_app.errors import (
    DatabaseMissingError,
    StorageFullError,
    StorageReadOnlyError,
    StoreDamagedError,
)
from intake_app.store.engine import damaged_pages, open_engine
from intake_app.store.index import IndexRow
from intake_app.store.transaction import transaction
from tests.store.builders import NOW, a_case, a_paper, a_stored

MARK = "ZZMARKER Ünal محمد"
READ_ALL = (
    "import pathlib, sys\n"
    "for file in pathlib.Path(sys.argv[1]).rglob('*'):\n"
    "    if file.is_file(): sys.stdout.buffer.write(file.read_bytes())\n"
)


def bytes_on_disk(folder):
    """Read from another process: closing the file in this one would drop SQLite's locks."""
    return subprocess.run(
        [sys.executable, "-c", READ_ALL, str(folder)], capture_output=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("temp_store", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cache_size", -65536),
        ("page_size", "4096"),
        ("cipher_page_size", "4096"),
        ("cipher_memory_security", "0"),
    ],
)
def test_every_connection_has_the_settings_that_were_decided(vault, setting, value):
    with vault.engine.connect() as first, vault.engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {setting}").scalar() == value


def test_the_file_is_encrypted_from_its_first_byte_on(vault):
    assert not bytes_on_disk(vault.path.parent).startswith(b"SQLite")


def test_a_wrong_key_opens_nothing_and_changes_nothing(vault):
    before = vault.path.read_bytes()

    with pytest.raises(StoreDamagedError):
        open_engine(vault.path, bytearray(b"\x01" * 32))

    assert vault.path.read_bytes() == before


def test_a_missing_file_is_not_made_silently(tmp_path):
    with pytest.raises(DatabaseMissingError):
        open_engine(tmp_path / "store.db", bytearray(32))

    assert not list(tmp_path.iterdir())


def test_a_key_of_a_wrong_length_is_a_mistake_of_ours(tmp_path):
    with pytest.raises(ValueError, match="16 bytes"):
        open_engine(tmp_path / "store.db", bytearray(16), create=True)


def test_the_engine_keeps_no_key_after_it_was_disposed_of(vault):
    key = bytearray(vault.key)
    engine = open_engine(vault.path, key)
    key[:] = bytes(32)
    with engine.connect():
        pass
    engine.dispose()

    with pytest.raises(RuntimeError, match="closed"), engine.connect():
        pass


def test_one_flipped_bit_anywhere_is_noticed(vault, case_id):
    with vault.write() as store:
        for number in range(300):
            store.answers.put(case_id, a_stored(f"a.q{number}", "x" * 900))
    vault.close()
    sound = vault.path.read_bytes()
    choose = random.Random(7)
    places = [0, 17, *(choose.randrange(len(sound)) for _ in range(40))]

    for place in places:
        damaged = bytearray(sound)
        damaged[place] ^= 1 << choose.randrange(8)
        vault.path.write_bytes(damaged)
        with pytest.raises(StoreDamagedError):
            read_every_page(vault)
        vault.close()

    vault.path.write_bytes(sound)
    assert read_every_page(vault)


def read_every_page(vault):
    if damaged_pages(vault.open()):
        raise StoreDamagedError
    with transaction(vault.engine, write=False) as store:
        return store.cases.count()


def test_a_damaged_page_is_named_and_pages_still_in_the_log_are_not(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored("a.q", "x" * 50_000))
    assert damaged_pages(vault.engine) == []
    vault.close()
    damaged = bytearray(vault.path.read_bytes())
    damaged[-100] ^= 1
    vault.path.write_bytes(damaged)

    (line,) = damaged_pages(vault.open())

    assert f"page {len(damaged) // 4096}" in line


def test_a_cut_file_is_noticed(vault, case_id):
    vault.close()
    sound = vault.path.read_bytes()
    vault.path.write_bytes(sound[: len(sound) // 2])

    with pytest.raises(StoreDamagedError), vault.read() as store:
        store.answers.of_case(case_id)


def test_names_and_answers_are_nowhere_readable_on_the_disk(vault, case_id):
    with vault.write() as store:
        store.cases.save_index(case_id, IndexRow(display_name=MARK, sort_name=MARK.casefold()))
        store.search.index(case_id, [MARK])
        store.answers.put(case_id, a_stored("name.family", MARK))
        store.answers.put(case_id, a_stored("name.family", MARK + "2"), reason=MARK)
        store.drafts.put(case_id, None, "name.given", MARK)
        store.papers.add(a_paper(case_id, data=MARK.encode() * 2000))
    while_open = bytes_on_disk(vault.path.parent)
    assert list(vault.path.parent.glob("*-wal"))
    vault.close()
    after_closing = bytes_on_disk(vault.path.parent)

    for word in (MARK, *MARK.split(), MARK.casefold(), "zzmarker unal"):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(encoding) not in while_open
            assert word.encode(encoding) not in after_closing


def test_an_error_of_ours_does_not_carry_what_was_to_be_stored(vault, case_id):
    twin = a_case(created_by=MARK)

    with pytest.raises(IntegrityError) as caught, vault.write() as store:
        store.cases.add(twin)

    assert MARK not in str(caught.value)
    assert twin.number not in str(caught.value)


def test_a_read_only_store_refuses_to_write(vault, case_id):
    vault.close()

    with pytest.raises(StorageReadOnlyError), transaction(vault.open(read_only=True)) as store:
        store.journal.write(NOW, "AB", "case.opened", case_id)


def test_a_full_medium_is_said_and_what_was_stored_before_stays(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored("a.before", "stays"))
    with vault.read() as store:
        driver = store.work.driver
        driver.execute(
            f"PRAGMA max_page_count={driver.execute('PRAGMA page_count').fetchone()[0]}"
        )

    with pytest.raises(StorageFullError), vault.write() as store:
        store.answers.put(case_id, a_stored("a.after", "x" * 100_000))

    with vault.read() as store:
        assert [key for _, key in store.answers.of_case(case_id)] == ["a.before"]
