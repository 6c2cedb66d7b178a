"""In a vault too large to wait for, remnants of what was deleted go in a quiet moment."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from uuid import uuid4

import pytest

from intake_app.domain.answers import Answer
from intake_app.domain.data_rights import Attachment, AttachmentId
from intake_app.errors import VaultInUseError
from intake_app.services.remnants import WHILE_WAITING
from tests.store.raw_pages import holding

MARK = "Zzremnant"
SCAN = 16 * 1024 * 1024


@pytest.fixture
def key(services):
    session = services.session
    return bytes(session.folder.database_key(session.unlocked))


@pytest.fixture
def database(services):
    return services.session.folder.database_path


def keep_scan(services, case_id, data):
    session = services.session
    attachment = Attachment(
        id=AttachmentId(uuid4()),
        case_id=case_id,
        document="D01",
        reason="Anerkennung",
        delete_on=session.today() + timedelta(days=30),
        added_at=session.now(),
        added_by=session.by,
        media_type="application/pdf",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
    )
    with session.write() as store:
        store.attachments.add(attachment)
    return attachment.id


@pytest.fixture
def large(services):
    """A vault above the size up to which somebody waits for the file to be written anew."""
    case_id = services.cases.create()
    for _ in range(WHILE_WAITING // SCAN + 1):
        keep_scan(services, case_id, os.urandom(SCAN))
    return case_id


def crowd(services, count=40):
    """Write answers of several cases in turns, so that rows move between the pages."""
    talks = [services.interviews.begin(services.cases.create(), "ar") for _ in range(count)]
    for turn in range(1, 4):
        for number, talk in enumerate(talks):
            text = f"{MARK}{number:02d} " * (turn * (number % 7 + 1))
            services.interviews.answer(talk, "goal.main", Answer(value=text[:400].strip()))
    return talks


def test_what_is_discarded_in_a_large_vault_is_gone_after_a_quiet_moment(
    services, large, database, key
):
    talks = crowd(services)
    for talk in talks:
        services.cases.discard(talk.case_id, "doppelt")
    assert services.remnants.are_due()
    assert database.stat().st_size > WHILE_WAITING

    assert services.remnants.settle()

    assert holding(database, key, (MARK,)) == {}
    assert not services.remnants.are_due()
    with services.session.read() as store:
        assert [entry.act for entry in store.journal.entries()].count("vault.rewritten") == 1


def test_a_consent_taken_back_and_a_scan_removed_leave_no_remnants_either(
    services, large, database, key
):
    talk = services.interviews.begin(services.cases.create(), "ar")
    scan = keep_scan(services, talk.case_id, MARK.encode() * 1000)
    for path, value in (("health.consent", "yes"), ("health.other", MARK)):
        services.interviews.answer(talk, path, Answer(value=value))

    services.attachments.remove(scan)
    assert services.remnants.are_due()
    services.remnants.settle()
    assert not services.remnants.are_due()
    services.interviews.answer(talk, "health.consent", Answer(value="no"))
    assert services.remnants.are_due()
    services.remnants.settle()

    assert holding(database, key, (MARK,)) == {}


def test_a_small_vault_is_written_anew_at_once(services):
    services.cases.discard(services.cases.create(), "doppelt")

    assert not services.remnants.are_due()


def test_whoever_wants_to_type_stops_it_at_any_moment_and_it_stays_due(services, large):
    for talk in crowd(services):
        services.cases.discard(talk.case_id, "doppelt")
    asked = []

    def until(count):
        asked.clear()
        return lambda: asked.append(1) or len(asked) < count

    for count in (1, 2, 3):
        assert not services.remnants.settle(until(count))
        assert len(asked) == count
        assert services.remnants.are_due()
    assert len(services.attachments.of_case(large)) > 1
    services.interviews.begin(services.cases.create(), "ar")


def test_a_reader_puts_it_off(services, large, database, key):
    talk = services.interviews.begin(services.cases.create(), "ar")
    services.interviews.answer(talk, "goal.main", Answer(value=MARK))
    with services.session.read() as store:
        store.cases.get(talk.case_id)
        services.cases.discard(talk.case_id, "doppelt")
        with pytest.raises(VaultInUseError):
            services.remnants.settle()
    assert services.remnants.are_due()

    services.remnants.settle()

    assert holding(database, key, (MARK,)) == {}
