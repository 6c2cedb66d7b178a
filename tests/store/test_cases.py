"""Cases, talks and drafts: what is stored comes back, and discarding leaves no content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from intake_app.domain.case import CaseState, InterviewState
from intake_app.errors import NotFoundError
from intake_app.store.index import IndexRow
from tests.store.builders import (
    LATER,
    NOW,
    TODAY,
    a_case,
    a_disclosure,
    a_full_interview,
    a_full_slip,
    a_full_waiver,
    a_paper,
    a_stored,
    an_interview,
)
from tests.store.many_cases import fill

FULL_INDEX = IndexRow(
    display_name="Al-Hussein, Amal",
    original_name="أمل الحسين",
    other_names=("Alhusain Amal", "El Hussein, Amal"),
    sort_name="al-hussein, amal",
    birth_first=date(1992, 3, 21),
    birth_last=date(1993, 3, 20),
    birth_official=date(1992, 1, 1),
    sex="female",
    municipality="03154028",
    languages=("ar", "ku"),
    document_language="ar",
    needs_interpreter=True,
    address_protected=True,
    age_uncertain=True,
    phone_key="4915112345678",
    open_steps=3,
    next_step_on=date(2026, 6, 1),
)


@pytest.mark.parametrize(
    "case",
    [
        a_case(),
        a_case(
            state=CaseState.CLOSED,
            last_contact_at=LATER,
            closed_at=LATER,
            state_reason="moved_away",
        ),
    ],
)
def test_a_case_comes_back_as_it_was_stored(vault, case):
    with vault.write() as store:
        store.cases.add(case)

    with vault.read() as store:
        assert store.cases.get(case.id) == case
        assert store.cases.by_number("he 26 000123 k") == case


def test_a_closed_case_keeps_its_index(vault, case_id):
    with vault.write() as store:
        store.cases.save_index(case_id, FULL_INDEX)
        closed = store.cases.get(case_id)._replace(
            state=CaseState.CLOSED,
            closed_at=LATER,
            state_reason="done",
            last_contact_at=LATER,
        )
        store.cases.save(closed)

    with vault.read() as store:
        assert store.cases.get(case_id) == closed
        assert store.cases.index_row(case_id) == FULL_INDEX


def test_the_head_shows_the_index_and_the_last_talk(vault, case_id):
    with vault.write() as store:
        store.cases.save_index(case_id, FULL_INDEX)
        store.interviews.add(an_interview(case_id))
        store.interviews.add(an_interview(case_id, begun_at=LATER))

    with vault.read() as store:
        head = store.cases.head(case_id)

    assert head.display_name == FULL_INDEX.display_name
    assert head.original_name == FULL_INDEX.original_name
    assert head.other_names == FULL_INDEX.other_names
    assert head.birth_years == (1992, 1993)
    assert head.languages == ("ar", "ku")
    assert (head.needs_interpreter, head.address_protected, head.age_uncertain) == (True,) * 3
    assert (head.sex, head.municipality, head.document_language) == ("female", "03154028", "ar")
    assert head.open_steps == 3
    assert head.last_talk_at == LATER


def test_a_new_case_has_an_empty_head(vault, case_id):
    with vault.read() as store:
        head = store.cases.head(case_id)

    assert head.display_name == ""
    assert head.birth_years is None
    assert head.last_talk_at is None


def test_heads_come_in_the_order_that_was_asked_for(vault):
    cases = [a_case(number=f"HE-26-00000{n}-K") for n in range(1, 6)]
    with vault.write() as store:
        for case in cases:
            store.cases.add(case)
    wanted = [cases[3].id, cases[0].id, a_case().id, cases[4].id]

    with vault.read() as store:
        found = [head.case.id for head in store.cases.heads(wanted)]

    assert found == [cases[3].id, cases[0].id, cases[4].id]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Ali", "Bilal", "Çelik", "Demir"]),
        ("number", ["Demir", "Ali", "Çelik", "Bilal"]),
        ("last_contact", ["Bilal", "Çelik", "Ali", "Demir"]),
    ],
)
def test_the_list_of_cases_is_sorted_and_paged_without_gaps(vault, order, names):
    with vault.write() as store:
        for number, name in enumerate(["Bilal", "Çelik", "Ali", "Demir"], 1):
            case = a_case(
                number=f"HE-26-00000{number}-K", last_contact_at=NOW - timedelta(days=number)
            )
            store.cases.add(case)
            sort_name = name.casefold().replace("ç", "c")
            store.cases.save_index(case.id, IndexRow(display_name=name, sort_name=sort_name))
        store.cases.add(a_case(number="HE-26-000099-K", state=CaseState.DISCARDED))

    with vault.read() as store:
        pages = [store.cases.heads_page(order, limit=3, offset=offset) for offset in (0, 3, 6)]

    assert [[head.display_name for head in page] for page in pages] == [names[:3], names[3:], []]


def test_numbers_of_a_year_run_on_and_are_never_given_twice(vault, case_id):
    with vault.write() as store:
        assert [store.cases.next_number_seq(2026) for _ in range(3)] == [1, 2, 3]
        assert store.waivers.next_waiver_seq(2026) == 1
    with vault.write() as store:
        store.cases.delete_content(case_id)
    with vault.write() as store:
        assert store.cases.next_number_seq(2026) == 4
        assert store.cases.next_number_seq(2027) == 1
        assert store.waivers.next_waiver_seq(2026) == 2


def test_cases_with_a_step_due_come_soonest_first(vault):
    due = {"later": 9, "soon": 2, "today": 0, "none": None}
    with vault.write() as store:
        for number, (name, days) in enumerate(due.items()):
            case = a_case(number=f"HE-26-00000{number}-K")
            store.cases.add(case)
            on = None if days is None else TODAY + timedelta(days=days)
            store.cases.save_index(case.id, IndexRow(display_name=name, next_step_on=on))

    with vault.read() as store:
        found = [head.display_name for head in store.cases.with_step_due(TODAY + timedelta(7))]

    assert found == ["today", "soon"]


def test_cases_without_contact_are_found_for_deletion(vault):
    old, new = a_case(number="HE-24-000001-K"), a_case(last_contact_at=LATER)
    with vault.write() as store:
        store.cases.add(old)
        store.cases.add(new)

    with vault.read() as store:
        found = store.cases.without_contact_since(NOW + timedelta(days=1))

    assert [head.case for head in found] == [old]


def test_interviews_come_back_newest_first(vault, case_id):
    first, second = a_full_interview(case_id), an_interview(case_id, begun_at=LATER)
    with vault.write() as store:
        store.interviews.add(first)
        store.interviews.add(second)

    with vault.read() as store:
        assert store.interviews.of_case(case_id) == [second, first]
        assert store.interviews.get(first.id) == first
        assert store.interviews.open_ones() == [second]


def test_a_completed_interview_is_no_longer_open(vault, case_id):
    talk = an_interview(case_id)
    done = replace(talk, state=InterviewState.COMPLETED, completed_at=LATER, section="A19")
    with vault.write() as store:
        store.interviews.add(talk)
    with vault.write() as store:
        store.interviews.save(done)

    with vault.read() as store:
        assert store.interviews.open_ones() == []
        assert store.interviews.of_case(case_id) == [done]


def test_half_typed_input_waits_until_it_is_cleared(vault, case_id):
    talk = an_interview(case_id)
    with vault.write() as store:
        store.interviews.add(talk)
        store.drafts.put(case_id, talk.id, "birth.value", "13.13.")
        store.drafts.put(case_id, talk.id, "birth.value", "13.13.19")
        store.drafts.put(case_id, None, "name.family", "Huss")
        store.drafts.put(case_id, None, "name.given", "Am")

    with vault.read() as store:
        assert store.drafts.all(case_id) == {
            (talk.id, "birth.value"): "13.13.19",
            (None, "name.family"): "Huss",
            (None, "name.given"): "Am",
        }
    with vault.write() as store:
        store.drafts.put(case_id, None, "name.given", "")
        store.drafts.clear(case_id, talk.id)
    with vault.read() as store:
        assert store.drafts.all(case_id) == {(None, "name.family"): "Huss"}


def test_a_discarded_case_keeps_number_reason_and_dates_only(vault, case_id):
    secret = "Geheimnis"
    with vault.write() as store:
        talk = an_interview(case_id)
        store.interviews.add(talk)
        store.cases.save_index(case_id, replace(FULL_INDEX, display_name=secret))
        store.search.index(case_id, [secret])
        store.answers.put(case_id, a_stored("a.q", secret, interview_id=talk.id))
        store.answers.put(case_id, a_stored("a.q", "neu", interview_id=talk.id))
        store.answers.add_row(case_id, "job.rows", secret)
        store.drafts.put(case_id, talk.id, "a.q2", secret)
        store.waivers.add(a_full_waiver(case_id))
        store.slips.add(a_full_slip(case_id))
        store.papers.add(a_paper(case_id, data=secret.encode()))
    with vault.write() as store:
        store.cases.delete_content(case_id)
        gone = store.cases.get(case_id)._replace(state=CaseState.DISCARDED, state_reason="mistake")
        store.cases.save(gone)

    with vault.read() as store:
        assert store.cases.get(case_id) == gone
        assert store.cases.index_row(case_id) == IndexRow()
        assert store.cases.count() == 0
        assert store.search.find(secret) == []
    assert rows_of_other_tables(vault) == {"cases": 1}
    plain = dump(vault)
    assert gone.number.encode() in plain
    assert secret.encode() not in plain
    assert secret.casefold().encode() not in plain


def test_a_name_that_divides_two_pages_of_the_search_index_is_deleted_too(vault):
    ids = fill(vault.engine, 1000)
    named = {f"geheimnis{number:04}x": case_id for number, case_id in enumerate(ids[:500])}
    with vault.write() as store:
        for name, case_id in named.items():
            store.search.index(case_id, [name, "Mohammed"])
    signposts = {
        bytes(term)[1:].decode()
        for (term,) in vault.sql("SELECT term FROM case_search_idx WHERE instr(term, 'geheim')")
    }
    gone = {name for name in named if any(name.startswith(sign) for sign in signposts)}
    assert gone
    with vault.write() as store:
        for name in gone:
            store.cases.delete_content(named[name])

    with vault.read() as store:
        assert store.search.find(min(gone)) == []
        assert len(store.search.find("geheim", 1000)) == len(named) - len(gone)
    assert vault.sql("INSERT INTO case_search(case_search) VALUES ('integrity-check')") == []
    plain = dump(vault)
    # The signpost is cut behind the sign that tells it from its neighbour.
    assert not [name for name in gone if name[:-1].encode() in plain]


def test_a_case_that_was_handed_over_keeps_its_register_rows(vault, case_id):
    sent = a_disclosure(case_id)
    with vault.write() as store:
        store.disclosures.add(sent)
        store.cases.delete_content(case_id)

    with vault.read() as store:
        assert store.disclosures.of_case(case_id) == [sent]


def rows_of_other_tables(vault):
    """Count the rows of every table, the search index and Alembic's own left out."""
    names = [
        name
        for (name,) in vault.sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("case_search", "alembic", "sqlite"))
    ]
    counts = {name: vault.sql(f"SELECT count(*) FROM {name}")[0][0] for name in names}
    return {name: count for name, count in counts.items() if count}


def dump(vault):
    """Return every byte of the database in the clear, free pages and slack included.

    A page of SQLCipher ends with 16 bytes of IV and 64 of HMAC; the first one begins with a
    salt of 16.
    """
    vault.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    vault.close()
    stored = vault.path.read_bytes()
    plain = b""
    for start in range(0, len(stored), 4096):
        page = stored[start : start + 4096]
        content, iv = page[16 if start == 0 else 0 : 4016], page[4016:4032]
        decryptor = Cipher(AES(bytes(vault.key)), CBC(iv)).decryptor()
        plain += decryptor.update(content) + decryptor.finalize()
    return plain


def test_changing_what_is_not_there_is_refused(vault, case_id):
    with vault.write() as store:
        for save, thing in (
            (store.cases.save, a_case()),
            (store.interviews.save, an_interview(case_id)),
            (store.waivers.save, a_full_waiver(case_id)),
            (store.slips.save, a_full_slip(case_id)),
            (store.papers.save, a_paper(case_id)),
            (store.disclosures.save, a_disclosure(case_id)),
        ):
            with pytest.raises(NotFoundError):
                save(thing)
