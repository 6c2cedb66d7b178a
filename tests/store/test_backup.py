"""Safety copies: they open, they are equal, and a failed one leaves nothing behind."""

from __future__ import annotations

import pytest

from intake_app.errors import BackupError, StoreDamagedError
from intake_app.store import migrate
from intake_app.store.backup import copy_vault
from intake_app.store.copy_checks import check_restored, counts, is_sound
from intake_app.store.engine import PAGE_BYTES, open_engine
from intake_app.store.transaction import transaction
from tests.store.builders import NOW, a_case, a_full_waiver, a_paper, a_stored
from tests.store.conftest import SEAL_KEY
from tests.store.file_limit import files_at_most
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


def test_one_bit_in_any_page_of_a_new_copy_is_found(vault, case_id, key_files, stick):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
        store.papers.add(a_paper(case_id, data=b"%PDF" * 5000))
    whole = copy_vault(vault.engine, vault.key, key_files, stick / "copy")
    pages = whole.file_bytes // PAGE_BYTES
    assert pages > 20

    for page in range(pages):
        work = stick / f"{page}.part" / "store.db"

        spoilt = []

        def spoil(part, work=work, page=page, spoilt=spoilt):
            # Written, and about to be checked; the engine may still write the page anew.
            if part >= 0.65 and work.exists() and work.read_bytes() not in spoilt:
                flip(work, page)
                spoilt.append(work.read_bytes())
            return True

        with pytest.raises(BackupError) as caught:
            copy_vault(vault.engine, vault.key, key_files, stick / f"{page}", spoil)
        assert caught.value.reason == "check"
    assert [file.name for file in stick.iterdir()] == ["copy"]


def test_one_bit_in_any_page_of_a_restored_copy_is_found(vault, case_id, key_files, stick):
    with vault.write() as store:
        store.papers.add(a_paper(case_id, data=b"%PDF" * 5000))
    copied = copy_vault(vault.engine, vault.key, key_files, stick / "copy")
    file = copied.folder / "store.db"

    for page in range(copied.file_bytes // PAGE_BYTES):
        flip(file, page)
        with pytest.raises(StoreDamagedError):
            check_restored(file, vault.key)
        flip(file, page)
    assert check_restored(file, vault.key) == copied.counts


def flip(file, page):
    raw = bytearray(file.read_bytes())
    raw[page * PAGE_BYTES + 1000 + page] ^= 1
    file.write_bytes(raw)


def test_an_index_without_an_entry_for_each_row_is_found(vault, case_id):
    assert counts(vault.engine)["cases"] == 1
    index = (
        "type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE name = 'ix_cases_by_name'"
    )
    connection = vault.engine.raw_connection()
    sql = connection.driver_connection.execute
    try:
        sql("PRAGMA writable_schema=ON")
        row = sql(f"SELECT {index}").fetchone()
        sql("DELETE FROM sqlite_master WHERE name = 'ix_cases_by_name'")
        sql(f"PRAGMA schema_version={sql('PRAGMA schema_version').fetchone()[0] + 1}")
        with vault.write() as store:
            store.cases.add(a_case(number="HE-26-000777-W"))
        sql("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        sql(f"PRAGMA schema_version={sql('PRAGMA schema_version').fetchone()[0] + 1}")
        sql("PRAGMA writable_schema=OFF")
    finally:
        connection.close()

    with pytest.raises(StoreDamagedError):
        counts(vault.engine)


def test_a_dangling_reference_is_not_sound(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
    assert is_sound(vault.engine)

    connection = vault.engine.raw_connection()
    for statement in ("PRAGMA foreign_keys=OFF", "DELETE FROM cases", "PRAGMA foreign_keys=ON"):
        connection.driver_connection.execute(statement)
    connection.close()

    assert not is_sound(vault.engine)


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
