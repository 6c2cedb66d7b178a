"""`intake-app verify`: what somebody did to a vault behind the program's back shows."""

from __future__ import annotations

import hashlib
import io
from contextlib import contextmanager
from datetime import timedelta

import pytest

from intake_app import cli, errors
from intake_app.domain.keys import words_for
from intake_app.i18n import load_catalog, use_catalog
from intake_app.paths import translations_dir
from intake_app.services.services import services_for
from intake_app.services.vaults import VaultService
from intake_app.services.verification import VerificationService, WrittenWords
from intake_app.store.engine import open_engine
from intake_app.store.transaction import transaction
from intake_app.ui.words.messages import explain
from intake_app.ui.words.verification_words import report_lines
from intake_app.vault.folder import VaultFolder
from intake_app.vault.policy import RECOMMENDED
from tests.conftest import CHEAP, PASSPHRASE

PAGE = 4096
ALTERED = "Verändert, verschoben oder eingefügt:"
SOUND = "In Ordnung: Jede Seite ist echt, die {} Einträge des Protokolls bilden eine Kette."


@pytest.fixture(autouse=True)
def in_german():
    use_catalog(load_catalog(translations_dir(), "de"))


def snapshot(folder):
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


@pytest.fixture
def worked_in(vaults, vault_path, new_vault, clock):
    """A closed vault in which somebody worked on four days."""
    vaults.create(vault_path, new_vault, vaults.new_recovery_text()).close()
    for _day in range(4):
        clock.forward(minutes=24 * 60)
        services = services_for(vaults.unlock(vault_path, PASSPHRASE))
        case_id = services.cases.create()
        services.cases.open(case_id)
        services.session.close()
    return vault_path


@pytest.fixture
def verify(content, worked_in):
    service = VerificationService(content, CHEAP)
    return lambda written=None: service.verify(worked_in, PASSPHRASE, written)


@contextmanager
def behind_its_back(path):
    """Open the database as somebody who has every key and knows the program."""
    folder = VaultFolder(path, CHEAP)
    unlocked = folder.unlock(PASSPHRASE)
    engine = open_engine(
        folder.database_path, folder.database_key(unlocked), seal_key=folder.journal_key(unlocked)
    )
    yield engine
    engine.dispose()
    unlocked.wipe()


def sql(path, *statements):
    with behind_its_back(path) as engine, engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def words_of(path, content, days_back):
    """Return day and words of a seal, as somebody would have written them down."""
    with behind_its_back(path) as engine, transaction(engine, write=False) as store:
        seals = store.journal.seals
        mark = seals.latest(9)[days_back]
        return WrittenWords(day=mark.day, words=words_for(seals.words_digest(mark), content.words))


def test_a_sound_vault_is_called_sound_and_nothing_in_it_changes(verify, worked_in):
    before = snapshot(worked_in)

    report = verify()

    assert report.is_sound
    assert report.entries == 14
    assert report_lines(report) == [SOUND.format(14)]
    assert snapshot(worked_in) == before


def test_a_log_that_a_crash_left_is_read_too_and_left_as_it_is(verify, worked_in, tmp_path):
    crashed = tmp_path / "crashed"
    with behind_its_back(worked_in) as engine:
        with transaction(engine) as store:
            store.journal.write(store.journal.entries()[0].at, "MB", "case.opened")
        crashed.mkdir()
        for file in worked_in.iterdir():
            (crashed / file.name).write_bytes(file.read_bytes())
    assert (crashed / "store.db-wal").stat().st_size > 0
    before = snapshot(crashed)

    for file in list(worked_in.iterdir()):
        file.unlink()
    for file in crashed.iterdir():
        (worked_in / file.name).write_bytes(file.read_bytes())
    report = verify()

    assert report.is_sound
    assert report.entries == 15
    assert {name: entry[0] for name, entry in snapshot(worked_in).items()} == {
        name: entry[0] for name, entry in before.items()
    }


def test_one_flipped_bit_is_found_in_every_page_with_its_number(verify, worked_in):
    database = worked_in / "store.db"
    sound = database.read_bytes()
    pages = len(sound) // PAGE
    assert pages > 50

    for page in range(1, pages + 1):
        spoilt = bytearray(sound)
        # At another place in each page; the first 16 bytes of the file are the salt.
        spoilt[(page - 1) * PAGE + 16 + (page * 977) % (PAGE - 16)] ^= 0x10
        database.write_bytes(spoilt)
        report = verify()
        assert report.damaged_pages == (f"HMAC verification failed for page {page}",)
        assert not report.is_sound
        assert f"Datenbank: Seite {page} ist beschädigt." in report_lines(report)


@pytest.mark.parametrize("cut", [1, PAGE, 3 * PAGE])
def test_a_file_that_was_cut_short_is_found(verify, worked_in, cut):
    database = worked_in / "store.db"
    database.write_bytes(database.read_bytes()[:-cut])

    assert not verify().is_sound


@pytest.mark.parametrize(
    ("statements", "line"),
    [
        (
            ["UPDATE journal SET by = 'XX' WHERE seq = 5"],
            f"{ALTERED} Eintrag 5.",
        ),
        (
            ["UPDATE journal SET act = 'case.closed' WHERE seq = 14"],
            f"{ALTERED} Eintrag 14.",
        ),
        (["DELETE FROM journal WHERE seq = 3"], "Einträge fehlen: Eintrag 3."),
        (["DELETE FROM journal WHERE seq = 14"], "Einträge fehlen: Eintrag 14."),
        (["DELETE FROM journal WHERE seq BETWEEN 5 AND 7"], "Einträge fehlen: Einträge 5 bis 7."),
        (["DELETE FROM journal WHERE seq > 10"], "Einträge fehlen: Einträge 11 bis 14."),
        (
            [
                "UPDATE journal SET seq = 99 WHERE seq = 5",
                "UPDATE journal SET seq = 5 WHERE seq = 6",
                "UPDATE journal SET seq = 6 WHERE seq = 99",
            ],
            f"{ALTERED} Eintrag 5.",
        ),
        (
            [
                (
                    "INSERT INTO journal SELECT 15, at, by, act, case_id, object_id, chain"
                    " FROM journal WHERE seq = 14"
                )
            ],
            f"{ALTERED} Eintrag 15.",
        ),
        (
            [
                "DELETE FROM journal WHERE seq > 10",
                "DELETE FROM records WHERE name LIKE 'journal%'",
            ],
            "Das Ende des Protokolls ist nicht das",
        ),
        (["DELETE FROM journal_seals WHERE seq = 8"], "Das Siegel vom"),
        (
            [
                "DELETE FROM journal",
                "DELETE FROM journal_seals",
                "DELETE FROM records WHERE name LIKE 'journal%'",
            ],
            "Das Protokoll beginnt nicht mit dem Anlegen des Tresors.",
        ),
    ],
)
def test_what_somebody_did_with_sql_and_the_key_is_found(verify, worked_in, statements, line):
    sql(worked_in, *statements)

    report = verify()

    assert not report.is_sound
    assert any(found.startswith(line) for found in report_lines(report)), report_lines(report)


def test_an_older_state_of_one_page_is_found(verify, worked_in, vaults):
    old = (worked_in / "store.db").read_bytes()
    services = services_for(vaults.unlock(worked_in, PASSPHRASE))
    services.cases.create()
    services.session.close()
    new = (worked_in / "store.db").read_bytes()
    with behind_its_back(worked_in) as engine, engine.connect() as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'journal'"
        place = (connection.exec_driver_sql(query).scalar() - 1) * PAGE
    assert old[place : place + PAGE] != new[place : place + PAGE]

    (worked_in / "store.db").write_bytes(
        new[:place] + old[place : place + PAGE] + new[place + PAGE :]
    )

    # SQLCipher itself finds nothing: the page is authentic, only not of today.
    report = verify()
    assert report.damaged_pages == ()
    assert not report.is_sound


def rewritten(path, leave_out):
    """Forge the whole journal anew with all keys, without the entries of one act."""
    with behind_its_back(path) as engine, transaction(engine) as store:
        entries = [e for e in store.journal.walk() if e.seq != leave_out]
    sql(
        path,
        "DELETE FROM journal",
        "DELETE FROM journal_seals",
        "DELETE FROM records WHERE name LIKE 'journal%'",
    )
    with behind_its_back(path) as engine, transaction(engine) as store:
        for entry in entries:
            store.journal.write(entry.at, entry.by, entry.act, entry.case_id, entry.object_id)


def test_words_on_paper_show_what_somebody_with_all_keys_rewrote(verify, worked_in, content):
    written = words_of(worked_in, content, 0)
    assert len(written.words) == 6
    assert verify(written).words_fit
    assert report_lines(verify(written))[1] == "Die aufgeschriebenen Worte passen."

    rewritten(worked_in, leave_out=6)

    assert verify().is_sound  # nothing inside the vault can tell
    report = verify(written)
    assert report.words_fit is False
    assert "Vergangenheit wurde umgeschrieben" in report_lines(report)[-1]


def test_words_of_a_day_without_entries_do_not_fit(verify, worked_in, content):
    written = words_of(worked_in, content, 0)
    other_day = WrittenWords(day=written.day - timedelta(days=90), words=written.words)

    assert verify(other_day).words_fit is False


def test_words_may_be_typed_in_capitals(verify, worked_in, content):
    written = words_of(worked_in, content, 1)
    loud = WrittenWords(day=written.day, words=tuple(word.upper() for word in written.words))

    assert verify(loud).is_sound


def test_a_damaged_copy_of_the_key_file_is_told(verify, worked_in):
    copy = worked_in / "store.keys2"
    copy.write_bytes(copy.read_bytes()[:-20])

    report = verify()

    assert not report.is_sound
    assert report_lines(report)[0].startswith("Schlüsseldatei: Eine ihrer beiden Kopien fehlt")


def test_a_wrong_passphrase_opens_nothing(content, worked_in):
    before = snapshot(worked_in)
    with pytest.raises(errors.WrongPassphraseError):
        VerificationService(content, CHEAP).verify(worked_in, "falsch")
    assert snapshot(worked_in) == before


def test_a_vault_at_work_is_not_checked(verify, worked_in, vaults):
    session = vaults.unlock(worked_in, PASSPHRASE)
    with pytest.raises(errors.VaultInUseError):
        verify()
    session.close()
    assert verify().is_sound


def test_the_command_says_where_and_answers_with_its_exit_code(
    content, clock, vault_path, new_vault, monkeypatch, capsys
):
    vaults = VaultService(content, clock, RECOMMENDED)
    vaults.create(vault_path, new_vault, vaults.new_recovery_text()).close()

    def run(*more):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        code = cli.main(["verify", str(vault_path), "--passphrase-stdin", *more])
        return code, capsys.readouterr()

    code, said = run()
    assert (code, said.out) == (0, f"{SOUND.format(2)}\n")

    code, said = run("--words", "a b c d e f", "--day", "2026-01-05")
    assert code == 1
    assert "Vergangenheit" in said.out

    code, said = run("--words", "a b c d e f")
    assert (code, said.out) == (2, "")


def test_what_the_command_refuses_it_says_in_one_sentence(content, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("falsch\n"))

    code = cli.main(["verify", str(tmp_path / "nowhere"), "--passphrase-stdin"])

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err == f"{explain(errors.VaultMissingError())}\n"
    assert len(said.err.split()) > 5
