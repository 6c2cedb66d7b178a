"""Copies that make themselves, leave in time, and are proven by being restored."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from datetime import date, timedelta
from pathlib import Path

import pytest

from intake_app.domain.copies import CopyCause, CopyRhythm
from intake_app.domain.data_rights import ErasureReason
from intake_app.domain.office import Role
from intake_app.errors import (
    BackupError,
    KeyChangeError,
    NotPermittedError,
    RecoveryKeyError,
    RecoverySheetError,
    StoreDamagedError,
    VaultFolderError,
    WrongPassphraseError,
)
from intake_app.services.sample_player import SamplePlayer
from intake_app.services.services import services_for
from intake_app.store import migrate
from intake_app.store.engine import open_engine
from intake_app.store.transaction import transaction
from tests.conftest import PASSPHRASE
from tests.journeys.marked_demo import marked
from tests.services.waiting import DAY, days_pass
from tests.store.file_limit import files_at_most
from tests.store.raw_pages import holding

MARKERS = ("Zzcopyfam", "Zzcopygiven", "Zzcopystreet", "Zzcopygoal", "Zzcopytask")
_fork = multiprocessing.get_context("fork")


@pytest.fixture
def recovery(vaults):
    return vaults.new_recovery_text()


@pytest.fixture
def services(vaults, vault_path, new_vault, recovery):
    session = vaults.create(vault_path, new_vault, recovery)
    yield services_for(session)
    session.close()


@pytest.fixture
def beside(vault_path):
    return vault_path.with_name("vault-Sicherungen")


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def flip(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def acts(services):
    with services.session.read() as store:
        return [entry.act for entry in store.journal.entries()]


def reopened_as_by_an_older_program(services, vaults, vault_path):
    """Lock the vault, take its schema one step back, and unlock it, which migrates it."""
    key = services.session.folder.database_key(services.session.unlocked)
    services.session.close()
    engine = open_engine(vault_path / "store.db", key)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE partner_sketches")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0010'")
    engine.dispose()

    return services_for(vaults.unlock(vault_path, PASSPHRASE))


# By itself.


def test_a_copy_is_due_once_a_day_and_lies_beside_the_vault(services, clock, beside):
    assert services.copies.overview().due
    made = services.copies.make_if_due()
    assert made is not None
    assert made.folder.parent == beside
    assert services.copies.make_if_due() is None

    clock.forward(minutes=DAY)
    assert services.copies.make_if_due() is not None
    assert len(names(beside)) == 2
    last = services.copies.overview().last
    assert (last.cause, last.made_at) == (CopyCause.DAILY, clock())
    assert acts(services).count("vault.copied") == 2


def test_the_rhythm_is_the_offices_choice(services, clock, stick):
    services.copies.make()
    services.copies.choose(folder=stick, rhythm=CopyRhythm.WEEKLY)
    clock.forward(minutes=6 * DAY)
    assert services.copies.make_if_due() is None
    clock.forward(minutes=DAY)
    assert services.copies.make_if_due().folder.parent == stick

    services.copies.choose(folder=stick, rhythm=CopyRhythm.NEVER)
    clock.forward(minutes=90 * DAY)
    assert services.copies.make_if_due() is None


def test_a_copy_on_the_drive_of_the_vault_is_told_as_such(services, stick, beside):
    overview = services.copies.overview()
    assert (overview.folder, overview.is_chosen) == (beside, False)
    assert overview.on_same_drive

    memory = Path("/dev/shm/intake-other-drive")
    memory.mkdir(exist_ok=True)
    try:
        services.copies.choose(folder=memory, rhythm=CopyRhythm.DAILY)
        same = memory.stat().st_dev == services.session.folder.path.stat().st_dev
        assert services.copies.overview().on_same_drive is same
    finally:
        memory.rmdir()


def test_a_folder_that_is_gone_fails_the_copy_and_the_next_try_works(services, stick):
    services.copies.choose(folder=stick, rhythm=CopyRhythm.DAILY)
    stick.rmdir()
    with pytest.raises(BackupError) as caught:
        services.copies.make_if_due()
    assert caught.value.reason == "folder"
    assert services.copies.overview().due

    stick.mkdir()
    assert services.copies.make_if_due() is not None


@pytest.mark.parametrize("folder", ["vault", "nowhere"])
def test_copies_do_not_go_into_the_vault_itself_or_nowhere(services, tmp_path, folder):
    with pytest.raises(BackupError):
        services.copies.choose(folder=tmp_path / folder, rhythm=CopyRhythm.DAILY)

    assert not services.copies.overview().is_chosen


def test_before_a_rekey_a_copy_is_made_whatever_the_day_has_seen(services, beside, clock):
    services.copies.make_if_due()
    clock.forward(minutes=1)
    services.copies.before_rekey()

    assert len(names(beside)) == 2
    assert services.copies.overview().last.cause is CopyCause.REKEY


def new_key(services):
    services.people.renew_key(lambda _part: True)


def removal(services):
    petra = services.people.add("Petra Muster", "PM", {Role.ADVISOR})
    services.people.remove(petra.advisor.slot_id, lambda _part: True)


@pytest.mark.parametrize("change", [new_key, removal])
def test_after_a_change_of_key_the_next_copy_is_due_at_once(services, vaults, clock, change):
    services.copies.make_if_due()
    clock.forward(minutes=1)
    assert not services.copies.overview().due

    change(services)

    overview = services.copies.overview()
    assert overview.last.cause is CopyCause.REKEY
    assert overview.due
    with pytest.raises(BackupError) as refused:
        services.copies.rehearse()
    assert refused.value.reason == "rekeyed"
    assert "vault.copy_not_proven" not in acts(services)
    vaults.unlock(Path(overview.last.folder), PASSPHRASE).close()

    clock.forward(minutes=1)
    assert services.copies.make_if_due() is not None
    assert not services.copies.overview().due
    assert services.copies.rehearse().proven_at is not None


def test_a_change_of_key_that_was_called_off_needs_no_other_copy(services):
    with pytest.raises(KeyChangeError):
        services.people.renew_key(lambda part: part < 0.6)

    assert services.copies.overview().last.cause is CopyCause.REKEY
    assert not services.copies.overview().due
    assert services.copies.rehearse().proven_at is not None


def test_without_a_safety_copy_the_key_stays(services, stick):
    services.copies.choose(folder=stick, rhythm=CopyRhythm.DAILY)
    stick.rmdir()
    before = bytes(services.session.folder.database_key(services.session.unlocked))

    with pytest.raises(BackupError) as refused:
        new_key(services)

    assert refused.value.reason == "folder"
    assert bytes(services.session.folder.database_key(services.session.unlocked)) == before
    assert "vault.key_renewed" not in acts(services)


def test_what_was_written_before_the_copy_is_in_it_and_what_came_later_is_not(
    services, vaults, stick
):
    before = services.cases.create()
    result = services.copies.make(stick)
    services.cases.create()

    assert result.cases == 1
    copy = services_for(vaults.unlock(result.folder, PASSPHRASE))
    assert [head.case.id for head in copy.cases.search("")] == [before]
    copy.session.close()


# Rotation.


def test_months_of_daily_copies_leave_seven_days_four_weeks_three_months(services, clock, beside):
    for _ in range(100):
        services.copies.make_if_due()
        clock.forward(minutes=DAY)
        assert len(names(beside)) <= 14

    today = services.session.today() - timedelta(days=1)
    ages = sorted((today - _day(name)).days for name in names(beside))
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert ages[-1] <= 90
    assert len(ages) > 9


def test_ninety_days_after_a_deletion_no_copy_anywhere_holds_a_byte_of_the_case(
    services, vaults, beside, clock, stick, demo_folder, talks
):
    vault_path = services.session.folder.path
    player = SamplePlayer(services, clock, demo_folder)
    player.add_partners()
    nurse = player.play(marked(talks["a-nurse"], *MARKERS))
    keys = {}

    def key_now(session):
        return bytes(session.folder.database_key(session.unlocked))

    def remember(key):
        for folder in (*beside.iterdir(), *stick.iterdir()):
            keys.setdefault(folder, key)

    services = reopened_as_by_an_older_program(services, vaults, vault_path)
    remember(key_now(services.session))
    assert services.copies.overview().last.cause is CopyCause.MIGRATION
    services.copies.make(stick)
    before = key_now(services.session)
    clock.forward(minutes=1)
    services.people.renew_key(lambda _part: True)
    remember(before)
    clock.forward(minutes=1)
    services.copies.make(stick)
    remember(key_now(services.session))
    assert len(keys) >= 4
    assert len(set(keys.values())) == 2
    for folder, key in keys.items():
        database = folder / "store.db"
        assert set(holding(database, key, MARKERS)) == set(MARKERS), folder

    elsewhere = stick.with_name("elsewhere")
    elsewhere.mkdir()
    services.copies.choose(folder=elsewhere, rhythm=CopyRhythm.DAILY)
    deleted_at = clock()
    erasure = services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
    clock.forward(minutes=DAY)
    own = services.session.advisor.slot_id
    services.retention.confirm(erasure.id, own, PASSPHRASE)
    for _ in range(91):
        clock.forward(minutes=DAY)
        services.copies.make_if_due()

    assert not list(beside.iterdir())
    assert not list(stick.iterdir())
    key = key_now(services.session)
    for database in vault_path.parent.rglob("store*db"):
        assert holding(database, key, MARKERS) == {}, database
    assert min(_day(name) for name in names(elsewhere)) > deleted_at.date()
    services.session.close()


def test_old_copies_go_although_nobody_copies_any_more(services, clock, stick, beside):
    services.copies.make(stick)
    services.copies.make()
    services.copies.choose(folder=None, rhythm=CopyRhythm.NEVER)
    days_pass(services.session, clock, 90)
    assert services.copies.make_if_due() is None
    assert len([*stick.iterdir(), *beside.iterdir()]) == 2

    clock.forward(minutes=DAY)
    assert services.copies.make_if_due() is None

    assert not [*stick.iterdir(), *beside.iterdir()]
    assert acts(services).count("copies.expired") == 1


def test_copies_on_a_stick_that_is_not_there_go_when_it_is_back(services, clock, stick):
    services.copies.make(stick)
    drawer = stick.rename(stick.with_name("drawer"))
    days_pass(services.session, clock, 91)
    assert services.copies.make_if_due() is not None
    assert list(drawer.iterdir())

    drawer.rename(stick)
    services.copies.make_if_due()

    assert not list(stick.iterdir())


def test_rotation_leaves_everything_alone_that_is_not_a_whole_copy_of_this_vault(
    services, clock, beside, vaults, tmp_path, new_vault
):
    old = services.copies.make().folder
    other_path = tmp_path / "other"
    other = services_for(vaults.create(other_path, new_vault, vaults.new_recovery_text()))
    clock.forward(minutes=1)
    foreign = other.copies.make(beside).folder
    other.session.close()
    strangers = {
        "brief.odt": b"wichtig",
        "Intake-Sicherung-2020-01-01-080000.zip": b"PK",
    }
    for name, content in strangers.items():
        (beside / name).write_bytes(content)
    renamed = shutil.copytree(old, beside / "vor dem Umzug")
    fuller = shutil.copytree(old, beside / "Intake-Sicherung-2020-01-01-080000")
    (fuller / "notiz.txt").write_text("bleibt")
    incomplete = shutil.copytree(old, beside / "Intake-Sicherung-2020-01-02-080000")
    (incomplete / "store.keys2").unlink()
    link = beside / "Intake-Sicherung-2020-01-03-080000"
    link.symlink_to(old, target_is_directory=True)

    days_pass(services.session, clock, 100)
    services.copies.make()

    assert not old.exists()
    there = {*strangers, foreign.name, renamed.name, fuller.name, incomplete.name, link.name}
    assert there < set(names(beside))
    assert len(names(beside)) == len(there) + 1
    assert (fuller / "notiz.txt").exists()


def test_what_a_crash_left_of_a_copy_goes_with_the_next_and_nothing_else(services, clock, beside):
    made = services.copies.make().folder
    half = made.with_name("Intake-Sicherung-2026-01-01-080000.part")
    half.mkdir()
    shutil.copy(made / "store.keys", half)
    (half / "store.db").write_bytes(b"half")
    foreign = made.with_name("Intake-Sicherung-2026-01-02-080000.part")
    foreign.mkdir()
    (foreign / "store.db").write_bytes(b"whose?")

    clock.forward(minutes=1)
    services.copies.make()

    assert not half.exists()
    assert foreign.exists()


# Proof.


def test_a_rehearsal_proves_the_last_copy_and_leaves_nothing(services, clock, stick, vault_path):
    services.cases.create()
    services.copies.make(stick)
    services.cases.create()
    clock.forward(minutes=30)
    before = names(vault_path)
    parts = []

    def progress(part):
        parts.append(part)
        return True

    proof = services.copies.rehearse(progress)

    assert parts == sorted(parts)
    assert (proof.proven_at, proof.proven_with) == (clock(), "session")
    assert dict(proof.counts)["cases"] == 1
    assert services.copies.overview().proven.id == proof.id
    assert services.today.load().proven_copy_at == proof.made_at
    assert names(vault_path) == before
    assert "vault.copy_proven" in acts(services)
    clock.forward(minutes=DAY)
    services.copies.make(stick)
    overview = services.copies.overview()
    assert overview.last.proven_at is None
    assert overview.proven.id == proof.id


def test_a_rehearsal_with_the_sheet_proves_the_sheet_too(services, recovery, stick, vaults):
    services.copies.make(stick)

    with pytest.raises(WrongPassphraseError):
        services.copies.rehearse(recovery_text=vaults.new_recovery_text())
    with pytest.raises(RecoveryKeyError):
        services.copies.rehearse(recovery_text="nothing")
    assert services.copies.overview().proven is None

    assert services.copies.rehearse(recovery_text=recovery).proven_with == "recovery"


def test_a_rehearsal_with_two_of_three_sheets_proves_them(services, stick, vaults):
    key = vaults.new_recovery_text()
    first, _second, third = vaults.recovery_shares(key)
    services.office.replace_recovery_key(key)
    services.copies.make(stick)

    assert services.copies.rehearse(recovery_text=f"{third}\n{first}").proven_with == "recovery"
    with pytest.raises(RecoverySheetError):
        services.copies.rehearse(recovery_text=f"{first}\n{first}")
    other = vaults.recovery_shares(vaults.new_recovery_text())
    with pytest.raises(WrongPassphraseError):
        services.copies.rehearse(recovery_text=f"{other[0]}\n{other[1]}")


def test_a_copy_from_before_a_new_passphrase_is_still_proven(services, stick):
    services.copies.make(stick)
    services.office.change_passphrase(PASSPHRASE, "ein ganz anderer langer satz")

    assert services.copies.rehearse().proven_at is not None


def flipped_page(folder):
    flip(folder / "store.db", 5000)


def cut(folder):
    os.truncate(folder / "store.db", (folder / "store.db").stat().st_size - 4096)


def other_keys(folder):
    for name in ("store.keys", "store.keys2"):
        (folder / name).write_bytes(b"garbage")


@pytest.mark.parametrize("spoil", [flipped_page, cut, other_keys])
def test_a_spoilt_copy_is_not_proven_and_the_journal_tells(services, stick, vault_path, spoil):
    spoil(services.copies.make(stick).folder)

    with pytest.raises(BackupError) as caught:
        services.copies.rehearse()

    assert caught.value.reason == "proof"
    assert services.copies.overview().proven is None
    assert "vault.copy_not_proven" in acts(services)
    assert "store.rehearsal" not in names(vault_path)


def test_an_older_copy_put_in_place_of_the_last_is_not_proven(services, clock, stick):
    first = services.copies.make(stick).folder
    clock.forward(minutes=1)
    services.cases.create()
    last = services.copies.make(stick).folder
    shutil.rmtree(last)
    shutil.copytree(first, last)

    with pytest.raises(BackupError) as caught:
        services.copies.rehearse()

    assert caught.value.reason == "proof"


def test_without_a_copy_or_its_medium_there_is_nothing_to_prove(services, stick):
    with pytest.raises(BackupError) as caught:
        services.copies.rehearse()
    assert caught.value.reason == "no_copy"

    services.copies.make(stick)
    shutil.rmtree(stick)
    with pytest.raises(BackupError) as caught:
        services.copies.rehearse()
    assert caught.value.reason == "no_copy"


@pytest.mark.parametrize("calls", [0, 1, 2])
def test_a_cancelled_rehearsal_leaves_nothing_and_proves_nothing(
    services, stick, vault_path, calls
):
    services.copies.make(stick)
    told = []

    def stop(part):
        told.append(part)
        return len(told) <= calls

    with pytest.raises(BackupError) as caught:
        services.copies.rehearse(stop)

    assert caught.value.reason == "cancelled"
    assert "store.rehearsal" not in names(vault_path)
    assert services.copies.overview().proven is None


def rehearse_until_killed(vaults, path, writing):
    services = services_for(vaults.unlock(path, PASSPHRASE))

    def stop(part):
        if part >= 0.4:
            os.write(writing, b"half way\n")
            signal.pause()
        return True

    services.copies.rehearse(stop)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_what_a_killed_rehearsal_left_is_removed_at_the_next_start(
    services, vaults, vault_path, stick
):
    services.copies.make(stick)
    services.session.close()
    reading, writing = os.pipe()
    child = _fork.Process(target=rehearse_until_killed, args=(vaults, vault_path, writing))
    child.start()
    assert os.read(reading, 20) == b"half way\n"
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    trial = vault_path / "store.rehearsal"
    assert trial.is_dir()
    (database,) = trial.glob("*store.db*")
    assert not database.read_bytes().startswith(b"SQLite")

    vaults.unlock(vault_path, PASSPHRASE).close()

    assert not trial.exists()


# Restore.


def test_a_copy_is_restored_into_an_empty_folder_and_checked_at_the_first_unlock(
    services, vaults, stick, tmp_path, recovery
):
    case_id = services.cases.create()
    copy = services.copies.make(stick).folder
    found = vaults.look_at_copy(copy)
    assert found.office_name == "Anlaufstelle Integration (Beispiel)"
    parts = []
    target = tmp_path / "new"

    vaults.restore(copy, target, lambda part: parts.append(part) or True)
    restored = services_for(vaults.unlock_restored(target, PASSPHRASE))

    assert parts
    assert parts[-1] == pytest.approx(1)
    assert restored.cases.head(case_id).case.id == case_id
    assert "vault.restored" in acts(restored)
    restored.session.close()
    slot = vaults.card(target).slots[0].slot_id
    vaults.recover(target, recovery, slot, "ein ganz anderer langer satz").close()


def test_nothing_is_ever_restored_over_a_vault_or_anything_else(
    services, vaults, stick, tmp_path, vault_path
):
    copy = services.copies.make(stick).folder
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "brief.odt").write_text("wichtig")

    for target in (vault_path, tmp_path / "full", copy):
        before = {path: path.read_bytes() for path in target.iterdir() if path.is_file()}
        with pytest.raises(VaultFolderError) as refused:
            vaults.restore(copy, target)
        assert refused.value.reason == "not_empty"
        assert {path: path.read_bytes() for path in before} == before


def test_what_is_no_copy_is_said_before_anything_is_written(vaults, tmp_path):
    target = tmp_path / "new"
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(BackupError) as refused:
            vaults.restore(folder, target)
        assert refused.value.reason == "no_copy"
    assert not target.exists()


def test_a_cancelled_restore_leaves_the_folder_as_it_was(services, vaults, stick, tmp_path):
    copy = services.copies.make(stick).folder
    empty = tmp_path / "empty"
    empty.mkdir()

    for target in (empty, tmp_path / "new"):
        with pytest.raises(BackupError) as caught:
            vaults.restore(copy, target, lambda _part: False)
        assert caught.value.reason == "cancelled"

    assert names(empty) == []
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("missing", [1, 4096, 8192, 100_000])
def test_a_medium_that_is_full_before_the_last_byte_is_said_and_stays_as_it_was(
    services, vaults, stick, tmp_path, missing
):
    """What is left in a buffer is written once more when the file is closed, and fails again."""
    copy = services.copies.make(stick).folder
    size = (copy / "store.db").stat().st_size

    with files_at_most(size - missing), pytest.raises(BackupError) as caught:
        vaults.restore(copy, tmp_path / "new")

    assert caught.value.reason == "full"
    assert not (tmp_path / "new").exists()


def test_a_spoilt_copy_is_found_out_at_the_first_unlock(services, vaults, stick, tmp_path):
    copy = services.copies.make(stick).folder
    size = (copy / "store.db").stat().st_size
    flip(copy / "store.db", size - 2000)
    target = tmp_path / "new"
    vaults.restore(copy, target)

    with pytest.raises(StoreDamagedError):
        vaults.unlock_restored(target, PASSPHRASE)


# Migration.


def test_before_a_migration_a_whole_copy_is_made_and_entered(
    services, vaults, vault_path, beside, clock
):
    reopened = reopened_as_by_an_older_program(services, vaults, vault_path)

    last = reopened.copies.overview().last
    assert last.cause is CopyCause.MIGRATION
    assert names(beside) == [Path(last.folder).name]
    key = reopened.session.folder.database_key(reopened.session.unlocked)
    copy = open_engine(Path(last.folder) / "store.db", key, read_only=True)
    assert not migrate.is_up_to_date(copy), "it was made before the schema was changed"
    copy.dispose()
    reopened.session.close()


def test_practice_makes_no_copies(vaults, content, clock, services, vault_path):
    services.session.is_practice = True

    assert services.copies.make_if_due() is None
    with pytest.raises(NotPermittedError):
        services.copies.make()
    with pytest.raises(NotPermittedError):
        services.copies.rehearse()


def test_the_copy_holds_the_register_without_itself(services, stick, vaults):
    result = services.copies.make(stick)

    key = services.session.folder.database_key(services.session.unlocked)
    copy = open_engine(result.folder / "store.db", key, read_only=True)
    with transaction(copy, write=False) as store:
        assert store.copies.latest() is None
    copy.dispose()


def _day(name):
    return date.fromisoformat(name.removeprefix("Intake-Sicherung-")[:10])
