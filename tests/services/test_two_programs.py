"""Two programs on one vault, a medium that cannot be written, a clock that goes back.

The other program is a real one, in a process of its own.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.office import PaperKind, Role
from intake_app.domain.waiver import WaiverState
from intake_app.errors import NotPermittedError, VaultFolderError, VaultInUseError
from intake_app.services.services import services_for
from intake_app.vault.hold import STALE_AFTER
from tests.conftest import PASSPHRASE

_MOUNTED = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


class Other:
    """The other program, told what to do line by line."""

    def __init__(self, process):
        self.process = process
        self.said = process.stdout.readline().strip()

    def do(self, what):
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def leave(self):
        self.process.stdin.close()
        assert self.process.stdout.readline().strip() == "closed"
        assert self.process.wait(60) == 0


@contextmanager
def other_program(path, how, clock, *, mounted_read_only=False):
    command = [
        *(sys.executable, "-m", "tests.services.second_program"),
        *(str(path), how, clock().isoformat()),
    ]
    if mounted_read_only:
        command = ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNTED, path, *command]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        try:
            yield Other(process)
        finally:
            process.kill()


@pytest.fixture
def closed_vault(services, vault_path):
    services.cases.create()
    services.session.close()
    return vault_path


def contents(folder, *, but=()):
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
        if not path.name.endswith(but)
    }


# Two programs.


def test_the_second_is_told_who_works_since_when_and_where(closed_vault, vaults, clock):
    with other_program(closed_vault, "work", clock) as other:
        assert other.said == "open"
        card = vaults.card(closed_vault)
        with pytest.raises(VaultInUseError) as refused:
            vaults.unlock(closed_vault, PASSPHRASE)

        for error in (card.in_use, refused.value):
            assert (error.by, error.since) == ("MB", clock())
            assert str(other.process.pid) in error.holder
        assert not card.may_take_over
        other.leave()
    assert vaults.card(closed_vault).in_use is None


def test_the_second_reads_what_the_first_writes_and_changes_nothing(closed_vault, vaults, clock):
    with other_program(closed_vault, "work", clock) as other:
        before = contents(closed_vault, but=("-shm",))
        reader = services_for(vaults.unlock_to_read(closed_vault, PASSPHRASE))
        assert len(reader.cases.search("")) == 1
        case = reader.cases.search("")[0].case
        assert reader.cases.open(case.id).case == case
        assert contents(closed_vault, but=("-shm",)) == before

        assert other.do("create") == "created"
        assert len(reader.cases.search("")) == 2

        reader.session.close()
        assert other.do("create") == "created"
        other.leave()
    services = services_for(vaults.unlock(closed_vault, PASSPHRASE))
    assert len(services.cases.search("")) == 3
    services.session.close()


def test_a_reader_is_refused_every_write_with_one_rule(closed_vault, vaults, clock):
    with other_program(closed_vault, "work", clock):
        reader = services_for(vaults.unlock_to_read(closed_vault, PASSPHRASE))
        office = reader.office.load()
        case_id = reader.cases.search("")[0].case.id
        before = contents(closed_vault, but=("-shm",))
        for write in (
            reader.cases.create,
            lambda: reader.interviews.begin(case_id, "ar"),
            lambda: reader.office.save(replace(office, name="Andere")),
            lambda: reader.office.keep_draft("today", "x"),
            reader.copies.make,
            lambda: reader.papers.blank_waivers(1, "de"),
            # These would change the key file under the hands of the other program.
            lambda: reader.office.change_passphrase(PASSPHRASE, "ein ganz anderer satz"),
            lambda: reader.office.choose_passphrase("ein ganz anderer satz"),
            lambda: reader.office.replace_recovery_key(reader.keys.new_recovery_text()),
            lambda: reader.people.add("Petra Muster", "PM", {Role.ADVISOR}),
            lambda: reader.people.save(replace(reader.session.advisor, initials="XY")),
            lambda: reader.people.renew_key(lambda _part: True),
        ):
            with pytest.raises(NotPermittedError) as refused:
                write()
            assert refused.value.rule == "read_only"
        assert reader.copies.make_if_due() is None
        assert contents(closed_vault, but=("-shm",)) == before
        reader.session.close()


def test_a_reader_prints_what_is_there_but_makes_no_new_paper(
    services, player, talks, vaults, clock
):
    done = player.play(talks["a-nurse"])
    path, number = services.session.folder.path, done.waiver.number
    services.session.close()
    with other_program(path, "work", clock):
        reader = services_for(vaults.unlock_to_read(path, PASSPHRASE))
        profile = reader.papers.competence(done.case_id)
        assert profile.data.startswith(b"%PDF")
        assert reader.papers.send(profile).number == profile.number
        assert len(reader.papers.of_case(done.case_id)) > 0
        with pytest.raises(NotPermittedError):
            reader.papers.send(new_waiver(profile, number))
        reader.session.close()


def new_waiver(like, number):
    return replace(like, kind=PaperKind.WAIVER, number=number, is_copy=False)


def test_a_program_that_was_killed_leaves_the_vault_free_and_the_journal_tells(
    closed_vault, vaults, clock
):
    with other_program(closed_vault, "work", clock) as other:
        assert other.do("create") == "created"
        other.process.kill()
        other.process.wait()
        pid = other.process.pid

    services = services_for(vaults.unlock(closed_vault, PASSPHRASE))

    with services.session.read() as store:
        entries = {entry.act: entry for entry in store.journal.entries()}
    assert str(pid) in entries["vault.taken_over"].object_id
    assert len(services.cases.search("")) == 2
    services.session.close()


def test_a_program_that_hangs_can_be_relieved_and_then_writes_nothing_more(
    closed_vault, vaults, clock
):
    with other_program(closed_vault, "work", clock) as other:
        clock.forward(minutes=1)
        with pytest.raises(VaultInUseError):
            vaults.unlock(closed_vault, PASSPHRASE, take_over=True)
        clock.forward(minutes=STALE_AFTER.total_seconds() / 60)
        assert vaults.card(closed_vault).may_take_over
        with pytest.raises(VaultInUseError):
            vaults.unlock(closed_vault, PASSPHRASE)

        services = services_for(vaults.unlock(closed_vault, PASSPHRASE, take_over=True))

        assert other.do("create") == "VaultInUseError"
        services.cases.create()
        assert other.do("count") == "VaultInUseError"
        with services.session.read() as store:
            acts = [entry.act for entry in store.journal.entries()]
            assert store.journal.verify() == []
        assert acts.count("vault.taken_over") == 1
        assert len(services.cases.search("")) == 2
        other.process.kill()
        other.process.wait()
        assert vaults.card(closed_vault).in_use is not None
        services.cases.create()
        services.session.close()
    assert vaults.card(closed_vault).in_use is None


def test_signs_of_life_keep_the_vault(closed_vault, vaults, clock):
    session = vaults.unlock(closed_vault, PASSPHRASE)
    for _ in range(4):
        clock.forward(minutes=4)
        session.beat()
    assert not vaults.card(closed_vault).may_take_over
    session.close()


def test_a_reader_goes_through_talks_scans_and_journal_and_writes_nothing(
    services, player, talks, vaults, clock
):
    done = player.play(talks["a-nurse"])
    path = services.session.folder.path
    services.session.close()
    with other_program(path, "work", clock):
        reader = services_for(vaults.unlock_to_read(path, PASSPHRASE))
        before = contents(path, but=("-shm",))
        sheet = reader.interviews.open(done.interview.id)
        assert sheet.interview.case_id == done.case_id
        assert reader.interviews.at_section(sheet.interview, "A3").section == "A3"
        assert reader.attachments.delete_due() == 0
        assert reader.today.load().backup_due
        assert reader.routing.scan(done.slip.number).slip.id == done.slip.id
        assert contents(path, but=("-shm",)) == before
        reader.session.close()


# A medium that cannot be written.


def test_a_medium_that_cannot_be_written_offers_reading_and_is_not_changed(closed_vault, clock):
    before = contents(closed_vault)

    with other_program(closed_vault, "work", clock, mounted_read_only=True) as other:
        assert other.said == "VaultFolderError not_writable"
    with other_program(closed_vault, "read", clock, mounted_read_only=True) as other:
        assert other.said == "open"
        assert other.do("count") == "1"
        assert other.do("create") == "NotPermittedError read_only"
        assert other.do("count") == "1"
        other.leave()

    assert contents(closed_vault) == before


def test_work_that_a_crash_left_in_the_log_is_never_passed_over_in_silence(
    closed_vault, clock, vaults
):
    with other_program(closed_vault, "work", clock) as other:
        assert other.do("create") == "created"
        other.process.kill()
        other.process.wait()
    assert (closed_vault / "store.db-wal").stat().st_size

    with other_program(closed_vault, "read", clock, mounted_read_only=True) as other:
        assert other.said == "open"
        assert other.do("count") == "2"
        other.leave()
    (closed_vault / "store.db-shm").unlink()
    with other_program(closed_vault, "read", clock, mounted_read_only=True) as other:
        assert other.said == "VaultFolderError needs_writing"

    services = services_for(vaults.unlock(closed_vault, PASSPHRASE))
    assert len(services.cases.search("")) == 2
    services.session.close()


def test_a_copy_on_a_fixed_medium_can_be_looked_into(services, clock, tmp_path):
    services.cases.create()
    copy = services.copies.make(tmp_path).folder
    before = contents(copy)

    with other_program(copy, "read", clock, mounted_read_only=True) as other:
        assert other.said == "open"
        assert other.do("count") == "1"
        other.leave()

    assert contents(copy) == before


def test_a_vault_of_an_older_version_is_not_opened_for_reading(closed_vault, vaults, clock):
    session = vaults.unlock(closed_vault, PASSPHRASE)
    with session.database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    session.close()

    with pytest.raises(VaultFolderError) as refused:
        vaults.unlock_to_read(closed_vault, PASSPHRASE)

    assert refused.value.reason == "needs_writing"


# A clock that goes back.


def test_a_clock_that_was_set_back_is_told_and_entries_keep_their_order(
    closed_vault, vaults, clock
):
    late = clock()
    clock.forward(minutes=-3 * 24 * 60)

    services = services_for(vaults.unlock(closed_vault, PASSPHRASE))

    assert services.session.clock_behind == late
    assert services.session.doubts_clock()
    services.cases.create()
    with services.session.read() as store:
        entries = store.journal.entries()
        assert store.journal.verify() == []
    assert [entry.act for entry in entries[:2]] == ["case.created", "vault.unlocked"]
    assert entries[0].at == clock() < late
    services.session.close()


def test_a_clock_that_is_right_or_corrected_by_seconds_is_not_told(closed_vault, vaults, clock):
    for minutes in (5, -1):
        clock.forward(minutes=minutes)
        session = vaults.unlock(closed_vault, PASSPHRASE)
        assert session.clock_behind is None
        session.close()


def test_a_clock_set_back_makes_no_ended_permission_valid_again(
    services, player, talks, vaults, clock
):
    done = player.play(talks["a-nurse"])
    path, waiver = services.session.folder.path, done.waiver
    end = max(line.valid_until for line in waiver.lines if line.valid_until)
    assert services.waivers.state(waiver) is WaiverState.IN_FORCE
    days = (end - services.session.today()).days + 2
    clock.forward(minutes=days * 24 * 60)
    assert services.waivers.state(waiver) is not WaiverState.IN_FORCE
    ended = services.waivers.state(waiver)
    services.cases.create()
    services.session.close()

    clock.forward(minutes=-days * 24 * 60)
    services = services_for(vaults.unlock(path, PASSPHRASE))

    assert services.session.today() > end
    assert services.waivers.state(services.waivers.get(done.waiver.id)) is ended
    services.session.close()


def test_a_clock_set_back_during_work_does_not_turn_the_day_back(services, clock):
    today = services.session.today()
    clock.forward(minutes=-2 * 24 * 60)

    assert services.session.today() == today
    assert today - services.session.now().date() == timedelta(days=2)
