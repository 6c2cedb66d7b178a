"""Deleting cases among many others leaves no byte of them, however the pages were shuffled."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from intake_app.domain.answers import Answer
from intake_app.domain.case import CaseState
from intake_app.domain.data_rights import Attachment, AttachmentId
from intake_app.domain.name_search import search_keys
from intake_app.domain.names import PersonName
from intake_app.store.engine import settle
from intake_app.store.erasing import RECORD_OF_A_PERSON
from intake_app.store.index import IndexRow
from intake_app.store.tables import Base, table_of
from tests.store.builders import (
    NOW,
    a_case,
    a_disclosure,
    a_full_slip,
    a_full_waiver,
    a_paper,
    a_stored,
)
from tests.store.raw_pages import holding

CASES = 45


def mark(number):
    return f"Zzmark{number:03d}q"


def a_scan(case_id, content):
    return Attachment(
        id=AttachmentId(case_id),
        case_id=case_id,
        document="D01",
        reason=content[:20].decode(),
        delete_on=date(2026, 12, 1),
        added_at=NOW,
        added_by="AB",
        media_type="application/pdf",
        size=len(content),
        sha256="00" * 32,
        data=content,
    )


def fill(vault, cases):
    """Store the cases in turns, so that their rows lie between one another on the pages."""
    rnd = random.Random(20261128)
    for number, case in enumerate(cases):
        name = PersonName(kind="own", family=mark(number), given="Amal")
        with vault.write() as store:
            store.cases.add(case)
            store.cases.save_index(case.id, IndexRow(display_name=name.full, sort_name=name.full))
            store.search.index(case.id, [name.full, *search_keys([name])])
    for turn in range(12):
        for number, case in enumerate(cases):
            text = mark(number) * rnd.randint(1, 120)
            with vault.write() as store:
                for path in ("goal.main", f"job.rows/{turn}/job.tasks"):
                    store.answers.put(case.id, a_stored(path=path, answer=Answer(value=text)))
                store.drafts.put(case.id, None, "addr.street", f"{text}half")
    for number, case in enumerate(cases):
        content = mark(number).encode() * rnd.randint(1, 2000)
        with vault.write() as store:
            store.papers.add(a_paper(case.id, data=content))
            store.attachments.add(a_scan(case.id, content))
            store.office.set_flag(f"draft.case/{case.id}", f"{mark(number)}typed")


def test_every_third_case_goes_without_a_trace_and_the_others_stay_whole(vault):
    cases = [a_case(number=f"HE-26-{n:06d}-K") for n in range(CASES)]
    fill(vault, cases)
    gone = tuple(mark(number) for number in range(0, CASES, 3))
    stay = tuple(mark(number) for number in range(CASES) if number % 3)
    assert set(holding(vault.path, bytes(vault.key), gone)) == set(gone)

    for number in range(0, CASES, 3):
        with vault.write() as store:
            store.erasing.erase_record(cases[number].id, NOW)
    settle(vault.engine)

    assert holding(vault.path, bytes(vault.key), gone) == {}
    assert set(holding(vault.path, bytes(vault.key), stay)) == set(stay)
    with vault.read() as store:
        assert store.cases.get(cases[0].id).state is CaseState.ERASED
        assert store.search.find(mark(0)) == []
        assert store.search.find(mark(1)) == [cases[1].id]
        kept = store.attachments.get(AttachmentId(cases[1].id)).data
    assert kept.startswith(mark(1).encode())


def test_what_stays_as_proof_names_partners_and_days_and_no_person(vault, case_id):
    waiver = a_full_waiver(case_id)
    named = tuple(
        replace(guardian, name="Zzguardian", evidence_seen="Zzpaper")
        for guardian in waiver.signature.guardians
    )
    waiver = replace(
        waiver,
        signature=replace(waiver.signature, guardians=named),
        explanation=replace(waiver.explanation, interpreter="Zzinterpreter", witness="Zzwitness"),
    )
    left = a_disclosure(case_id, paths=("zzpath.rows/1/job.title",))
    with vault.write() as store:
        store.waivers.add(waiver)
        store.waivers.add(replace(a_full_waiver(case_id), number="SE-26-00099-P", signature=None))
        store.disclosures.add(left)
        store.slips.add(a_full_slip(case_id))

    with vault.write() as store:
        store.erasing.erase_record(case_id, NOW)
    settle(vault.engine)

    needles = ("Zzguardian", "Zzpaper", "Zzinterpreter", "Zzwitness", "zzpath", "Amal")
    assert holding(vault.path, bytes(vault.key), needles) == {}
    with vault.read() as store:
        (proof,) = store.waivers.of_case(case_id)
        (row,) = store.disclosures.of_case(case_id)
        assert store.slips.of_case(case_id) == []
    assert proof.number == waiver.number
    assert proof.signature.signed_on == waiver.signature.signed_on
    assert [line.partner_name for line in proof.lines] == [
        line.partner_name for line in waiver.lines
    ]
    assert [line.withdrawn_at for line in proof.lines] == [
        line.withdrawn_at for line in waiver.lines
    ]
    assert (row.partner_name, row.categories, row.paths) == (
        left.partner_name,
        left.categories,
        (),
    )


def test_when_the_proof_is_over_the_case_goes_too(vault, case_id):
    with vault.write() as store:
        store.waivers.add(a_full_waiver(case_id))
        store.disclosures.add(a_disclosure(case_id))
        store.erasing.erase_record(case_id, NOW)
        assert store.erasing.erased() == [case_id]

    with vault.write() as store:
        store.erasing.erase_proof(case_id)

    for table in ("cases", "waivers", "waiver_lines", "disclosures"):
        assert vault.sql(f"SELECT count(*) FROM {table}") == [(0,)]


def test_every_table_about_a_case_is_erased_or_known_as_proof(vault, case_id):
    """A table that somebody adds later must not be forgotten."""
    proofs = {"waivers", "disclosures", "data_requests", "erasures", "journal"}
    about_a_case = {
        name for name, table in Base.metadata.tables.items() if "case_id" in table.columns
    }

    assert about_a_case - proofs == {table_of(rows).name for rows in RECORD_OF_A_PERSON}
