"""Safety copies: they open, they are equal, and a failed one leaves nothing behind."""

from __future__ import annotations

import resource
from contextlib import contextmanager

import pytest

from intake_app.errors import BackupError, StoreDamagedError
from intake_app.store import migrate
from intake_app.store.backup import copy_vault, is_readable, is_sound
from intake_app.store.engine import PAGE_BYTES, open_engine
from intake_app.store.transaction import transaction
from tests.store.builders import NOW, a_case, a_full_waiver, a_paper, a_stored
from tests.store.conftest import SEAL_KEY
from tests.store.many_cases import fill


@pytest.fixture
def key_files(vault):
    files = [vault.path.with_name("store.keys"), vault.path.with_name("store.keys2")]
    for file in files:
        file.write_text('{"vault": 1}')
    return files


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def contents(engine):
    """Return all rows of all tables."""
    with engine.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'case_search%' AND name NOT LIKE 'sqlite%'"
        ).scalars()
        return {name: connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in names}


@contextmanager
def files_at_most(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_copy_opens_with_the_key_and_holds_the_same(vault, case_id, key_files, stick):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
        store.waivers.add(a_full_waiver(case_id))
        store.papers.add(a_paper(case_id, data=b"%PDF" * 5000))
        store.search.index(case_id, ["Amal"])
        store.journal.write(NOW, "AB", "case.opened", case_id)

    result = copy_vault(vault.engine, vault.key, key_files, stick / "Kopie 1")

    assert result.folder == stick / "Kopie 1"
    assert result.cases == 1
    copied = {file.name: file for file in result.folder.iterdir()}
    assert set(copied) == {"store.db", "store.keys", "store.keys2"}
    assert result.file_bytes == copied["store.db"].stat().st_size
    assert copied["store.keys2"].read_bytes() == key_files[1].read_bytes()
    assert not copied["store.db"].read_bytes().startswith(b"SQLite")
    copy = open_engine(copied["store.db"], vault.key, seal_key=SEAL_KEY)
    assert migrate.revision(copy) == migrate.HEAD
    assert contents(copy) == contents(vault.engine)
    with transaction(copy) as store:
        assert store.search.find("ama") == [case_id]
        store.journal.write(NOW, "AB", "vault.unlocked")
    copy.dispose()


def test_work_goes_on_while_the_copy_is_made(vault, key_files, stick):
    fill(vault.engine, 3000, answers_each=3)
    parts = []

    def work_on(part):
        parts.append(part)
        with vault.write() as store:
            store.cases.add(a_case(number=f"HE-26-{len(parts):06}-W"))
        return True

    result = copy_vault(vault.engine, vault.key, key_files, stick / "copy", work_on)

    assert len(parts) > 3
    assert parts == sorted(parts)
    assert 3000 <= result.cases <= 3000 + len(parts)
    with vault.read() as store:
        assert store.cases.count() == 3000 + len(parts)


def test_a_copy_never_overwrites_another(vault, key_files, stick):
    (stick / "copy").mkdir()

    with pytest.raises(BackupError) as caught:
        copy_vault(vault.engine, vault.key, key_files, stick / "copy")

    assert caught.value.reason == "exists"


def test_a_folder_that_is_not_there_is_said_as_such(vault, key_files, stick):
    with pytest.raises(BackupError) as caught:
        copy_vault(vault.engine, vault.key, key_files, stick / "gone" / "copy")

    assert caught.value.reason == "folder"


def test_missing_key_files_fail_the_copy(vault, key_files, stick):
    key_files[0].unlink()

    with pytest.raises(BackupError) as caught:
        copy_vault(vault.engine, vault.key, key_files, stick / "copy")

    assert caught.value.reason == "folder"
    assert not list(stick.iterdir())


def test_a_full_medium_is_said_and_leaves_nothing(vault, case_id, key_files, stick):
    with vault.write() as store:
        store.papers.add(a_paper(case_id, data=b"x" * 3_000_000))

    with files_at_most(1_000_000), pytest.raises(BackupError) as caught:
        copy_vault(vault.engine, vault.key, key_files, stick / "copy")

    assert caught.value.reason == "full"
    assert not list(stick.iterdir())
    with vault.read() as store:
        assert store.cases.count() == 1


def test_a_copy_that_does_not_open_is_no_copy(vault, case_id, key_files, stick):
    with pytest.raises(BackupError) as caught:
        copy_vault(vault.engine, bytearray(b"\x07" * 32), key_files, stick / "copy")

    assert caught.value.reason == "check"
    assert not list(stick.iterdir())


def test_one_bit_in_any_page_is_found_by_either_check(vault, case_id, key_files, stick):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
        store.papers.add(a_paper(case_id, data=b"%PDF" * 5000))
    file = copy_vault(vault.engine, vault.key, key_files, stick / "copy").folder / "store.db"
    whole = file.read_bytes()
    pages = len(whole) // PAGE_BYTES
    assert pages > 20

    for page in range(pages):
        spoilt = bytearray(whole)
        spoilt[page * PAGE_BYTES + 1000 + page] ^= 1
        file.write_bytes(spoilt)
        assert not looked_at(file, vault.key, is_readable)
        assert not looked_at(file, vault.key, is_sound)
    file.write_bytes(whole)
    assert looked_at(file, vault.key, is_readable)
    assert looked_at(file, vault.key, is_sound)


def test_a_dangling_reference_is_not_sound(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
    assert is_sound(vault.engine)

    connection = vault.engine.raw_connection()
    for statement in ("PRAGMA foreign_keys=OFF", "DELETE FROM cases", "PRAGMA foreign_keys=ON"):
        connection.driver_connection.execute(statement)
    connection.close()

    assert not is_sound(vault.engine)


def looked_at(file, key, check):
    try:
        engine = open_engine(file, key, read_only=True)
        try:
            return check(engine)
        finally:
            engine.dispose()
    except StoreDamagedError:
        return False


def test_a_broken_journal_fails_the_check(vault, case_id, key_files, stick):
    with vault.write() as store:
        store.journal.write(NOW, "AB", "case.opened", case_id)
    vault.sql("UPDATE journal SET by = 'XY'")

    with pytest.raises(BackupError) as caught:
        copy_vault(vault.engine, vault.key, key_files, stick / "copy")

    assert caught.value.reason == "check"


@pytest.mark.parametrize("last", [0, 2, None])
def test_a_cancelled_copy_leaves_nothing(vault, key_files, stick, last):
    fill(vault.engine, 2000, answers_each=3)
    told = []

    def cancel(part):
        told.append(part)
        return part < 0.9 if last is None else len(told) <= last

    with pytest.raises(BackupError) as caught:
        copy_vault(vault.engine, vault.key, key_files, stick / "copy", cancel)

    assert caught.value.reason == "cancelled"
    assert not list(stick.iterdir())


def test_what_a_crash_left_behind_does_not_disturb_the_next_copy(vault, key_files, stick):
    (stick / "copy.part").mkdir()
    (stick / "copy.part" / "store.db").write_bytes(b"half")

    copy_vault(vault.engine, vault.key, key_files, stick / "copy")

    assert [file.name for file in stick.iterdir()] == ["copy"]
