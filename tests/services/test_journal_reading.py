"""Reading the journal: by whom, what is shown, what is taken out, and how fast."""

from __future__ import annotations

import csv
import dataclasses
import io
import shlex
from datetime import date, timedelta

import pypdfium2
import pytest

from intake_app.cli import _parser
from intake_app.domain.answers import Answer
from intake_app.domain.journal import JournalQuery
from intake_app.domain.office import Advisor, Role
from intake_app.errors import InputError, NotFoundError, NotPermittedError
from intake_app.printing.journal_pages import COMMAND
from intake_app.services.cases import AccessReason
from intake_app.services.journal import first_day_kept
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE

MANY = """
INSERT INTO journal (seq, at, by, act, case_id, object_id, chain)
WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 101000)
SELECT i, '2026-11-16 09:00:00.000000', 'P' || (i % 3), 'act.' || (i % 7), NULL, '', '' FROM n
"""


@pytest.fixture
def as_role(services):
    def change(*roles, initials=None):
        session = services.session
        session.advisor = dataclasses.replace(
            session.advisor, roles=frozenset(roles), initials=initials or session.by
        )
        return services

    return change


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def colleague(services, initials="CD"):
    """Let somebody else counsel in the office too."""
    with services.session.write() as store:
        store.office.save_advisor(
            Advisor(slot_id="0", initials=initials, name="C. D.", roles=frozenset({Role.ADVISOR}))
        )


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.ADMIN, Role.STATISTICS])
def test_nobody_but_head_and_data_protection_reads_it(as_role, role):
    journal = as_role(role).journal
    for read in (
        lambda: journal.lines(JournalQuery(), 10),
        lambda: journal.count(JournalQuery()),
        lambda: journal.export(JournalQuery(), str),
        journal.seals,
        journal.check,
    ):
        with pytest.raises((NotPermittedError, TypeError)) as refused:
            read()
        assert isinstance(refused.value, NotPermittedError)


@pytest.mark.parametrize("role", [Role.HEAD, Role.PRIVACY])
def test_reading_stands_in_it_once_until_the_vault_is_locked(as_role, role):
    journal = as_role(role).journal
    journal.open()
    journal.open()

    assert [line.act for line in journal.lines(JournalQuery(act="journal.read"), 10)] == [
        "journal.read"
    ]


def test_lines_are_found_by_day_case_person_and_act(as_role, nurse, services, clock):
    number = services.cases.head(nurse.case_id).case.number
    other = services.cases.create()
    first_day = services.session.today()
    clock.forward(minutes=24 * 60)
    as_role(*Role, initials="XY").cases.open(other)
    journal = services.journal

    def found(**wanted):
        return journal.lines(JournalQuery(**wanted), 1000)

    assert {line.case_number for line in found(case_number=number.replace("-", ""))} == {number}
    assert [line.act for line in found(by="XY")] == ["case.opened"]
    assert [line.act for line in found(first_day=first_day + timedelta(days=1))] == ["case.opened"]
    assert "case.opened" not in {line.act for line in found(last_day=first_day)}
    assert len(found(last_day=first_day)) == journal.count(JournalQuery(last_day=first_day)) > 9
    assert {line.act for line in found(act="slip.issued")} == {"slip.issued"}
    people, acts = journal.known()
    assert people == ["MB", "XY"]
    assert {"case.opened", "vault.created"} <= set(acts)
    with pytest.raises(NotFoundError):
        journal.count(JournalQuery(case_number="HE-26-999999-X"))


def test_no_line_shows_a_name_or_an_id_of_the_program(as_role, nurse):
    lines = as_role(*Role).journal.lines(JournalQuery(), 1000)

    assert len(lines) > 20
    shown = " ".join(f"{line.case_number} {line.detail}" for line in lines)
    assert str(nurse.case_id) not in shown
    assert str(nurse.interview.id) not in shown
    assert "Haddad" not in shown


def test_the_table_is_for_a_spreadsheet_and_stands_in_the_journal(as_role, nurse, services):
    journal = as_role(*Role).journal
    data = journal.export(JournalQuery(), lambda act: f"=({act})")

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Nr.", "Zeitpunkt", "Wer", "Fall"]
    assert len(rows) - 1 == journal.count(JournalQuery()) - 1
    assert {row[4][0] for row in rows[1:]} == {"'"}, "no cell may be taken for a formula"
    (noted,) = journal.lines(JournalQuery(act="journal.exported"), 10)
    assert noted.detail == str(len(rows) - 1)


def test_each_day_that_is_over_has_words_of_the_shipped_list(as_role, services, clock, content):
    for _day in range(3):
        services.cases.create()
        clock.forward(minutes=24 * 60)
    services.cases.create()

    seals = as_role(Role.PRIVACY).journal.seals(2)

    today = services.session.today()
    assert [seal.day for seal in seals] == [today - timedelta(days=1), today - timedelta(days=2)]
    assert all(len(seal.words) == 6 and set(seal.words) <= set(content.words) for seal in seals)
    assert seals[0].words != seals[1].words


@pytest.mark.parametrize(
    ("now", "first"),
    [("2026-11-28", "2025-11-01"), ("2026-12-01", "2025-12-01"), ("2027-01-31", "2026-01-01")],
)
def test_entries_are_kept_for_twelve_whole_months(clock, now, first):
    clock.move_to(date.fromisoformat(now), "09:00")

    assert first_day_kept(clock()).isoformat() == first


def test_what_is_older_becomes_monthly_counts_at_an_unlock(services, vaults, vault_path, clock):
    for _case in range(3):
        services.cases.create()
    services.session.close()
    begun = clock()
    for _month in range(14):
        clock.forward(minutes=31 * 24 * 60)
        vaults.unlock(vault_path, PASSPHRASE).close()

    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    services.session.advisor = dataclasses.replace(
        services.session.advisor, roles=frozenset({Role.PRIVACY})
    )

    counts = services.journal.monthly_counts()
    assert counts[f"{begun:%Y-%m}"]["case.created"] == 3
    assert services.journal.count(JournalQuery(act="case.created")) == 0
    assert services.journal.count(JournalQuery(act="vault.unlocked")) == 14
    assert services.journal.check() == []
    services.session.close()


def test_a_hundred_thousand_entries_are_read_by_indexes(as_role, services, clock):
    with services.session.write() as store:
        store.journal._connection.exec_driver_sql(MANY)
    as_role(Role.PRIVACY)
    with services.session.read() as store:
        connection = store.journal._connection
        for column in ("by", "act", "case_id"):
            plan = connection.exec_driver_sql(
                f'EXPLAIN QUERY PLAN SELECT * FROM journal WHERE "{column}" = ?'
                " ORDER BY seq DESC LIMIT 100",
                ("x",),
            ).all()
            assert "USING INDEX" in plan[0][-1]
            assert "TEMP B-TREE" not in " ".join(row[-1] for row in plan)

    assert services.journal.count(JournalQuery(by="P1")) == 33_334
    (last,) = services.journal.lines(JournalQuery(by="P1"), 1, 33_333)
    assert last.seq == 1_000


# Why somebody opens a case of another advisor.


def test_nobody_is_asked_in_an_office_of_one_or_about_an_own_case(services, nurse):
    assert not services.cases.asks_reason(nurse.case_id)
    colleague(services)
    assert not services.cases.asks_reason(nurse.case_id)


def test_a_colleague_is_asked_once_and_the_reason_stands_in_the_journal(as_role, nurse, services):
    colleague(services)
    as_role(*Role, initials="CD")
    assert services.cases.asks_reason(nurse.case_id)

    services.cases.give_reason(nurse.case_id, AccessReason.COVER, "nicht gefragt")

    assert not services.cases.asks_reason(nurse.case_id)
    (line,) = services.journal.lines(JournalQuery(act="case.reason_given"), 10)
    assert (line.by, line.detail) == ("CD", "cover")


def test_who_led_a_talk_in_the_case_needs_no_reason(as_role, nurse, services):
    colleague(services)
    as_role(*Role, initials="CD")
    services.interviews.begin(nurse.case_id, "ar")

    assert not services.cases.asks_reason(nurse.case_id)


def test_an_own_reason_holds_words_but_never_a_name_of_the_person(as_role, nurse, services):
    colleague(services)
    as_role(*Role, initials="CD")
    give = services.cases.give_reason
    name = services.cases.head(nurse.case_id).display_name.split()[0]

    for text, code in (
        (" ", "required"),
        ("x" * 81, "too_long"),
        (f"Frau {name}", "names_person"),
    ):
        with pytest.raises(InputError) as refused:
            give(nurse.case_id, AccessReason.OTHER, text)
        assert refused.value.code == code
        assert name not in str(refused.value)
    give(nurse.case_id, AccessReason.OTHER, "Beschwerde  geprüft")

    (line,) = services.journal.lines(JournalQuery(act="case.reason_given"), 10)
    assert line.detail == "other: Beschwerde geprüft"


def test_answers_that_were_changed_leave_one_entry_a_talk(as_role, nurse, services):
    talk = services.interviews.begin(nurse.case_id, "ar")
    for street in ("Erste Straße 1", "Zweite Straße 2"):
        services.interviews.answer(talk, "addr.street", Answer(value=street))

    journal = as_role(*Role).journal
    lines = journal.lines(JournalQuery(act="interview.changed"), 10)
    assert len(lines) == 2  # the talk of the sample, and this one
    assert not any("Straße" in line.detail for line in lines)


# On paper.


def printed_text(document):
    with pypdfium2.PdfDocument(document.data) as pages:
        return [page.get_textpage().get_text_range().replace("\r\n", " ") for page in pages]


def test_the_pages_say_who_did_what_when_and_never_about_whom(as_role, nurse):
    services = as_role(Role.ADVISOR, Role.PRIVACY)
    head = services.cases.head(nurse.case_id)
    pages = printed_text(
        services.journal.pages(JournalQuery(), str.upper, lambda _act, detail: detail)
    )

    text = " ".join(pages)
    assert "CASE.CREATED" in text
    assert head.case.number in text
    assert f"Einträge: {services.journal.count(JournalQuery())}" in text
    for part in head.display_name.split():
        assert part not in text
    assert pages[0].index("VAULT.CREATED") < pages[0].index("CASE.CREATED"), "oldest first"


def test_pages_of_a_part_say_that_they_are_one(as_role, nurse):
    services = as_role(Role.ADVISOR, Role.PRIVACY)
    number = services.cases.head(nurse.case_id).case.number
    query = JournalQuery(case_number=number, act="case.created")

    (page,) = printed_text(services.journal.pages(query, str, lambda _act, detail: detail))

    assert f"Nur ein Teil des Protokolls: {number}, case.created." in page
    assert "Einträge: 1." in page


def test_printing_it_is_an_entry_of_its_own(as_role):
    services = as_role(Role.PRIVACY)
    document = services.journal.pages(JournalQuery(), str, lambda _act, detail: detail)
    paper = services.papers.send(document)
    services.papers.came_out(paper.id, document)
    services.papers.saved(document)

    lines = services.journal.lines(JournalQuery(), 3)
    assert [line.act for line in lines] == ["paper.saved", "paper.printed", "paper.sent"]
    assert {line.detail for line in lines} == {f"journal {document.number}"}


def test_more_than_anybody_reads_is_not_printed(as_role):
    services = as_role(Role.PRIVACY)
    with services.session.write() as store:
        store.journal._connection.exec_driver_sql(MANY)

    with pytest.raises(NotPermittedError) as refused:
        services.journal.pages(JournalQuery(), str, lambda _act, detail: detail)

    assert refused.value.rule == "too_many_entries"


def test_the_page_of_words_holds_what_the_check_compares(as_role, clock):
    services = as_role(Role.PRIVACY)
    for _day in range(2):
        clock.forward(minutes=24 * 60)
        with services.session.write() as store:
            services.session.note(store, "journal.read")
    document = services.journal.words_page(31)

    (page,) = printed_text(document)
    seals = services.journal.seals(31)
    assert len(seals) == 2
    for seal in seals:
        assert f"{seal.day:%d.%m.%Y} {' '.join(seal.words)}" in page
    assert "intake-app verify" in page


def test_the_command_on_the_page_of_words_is_one_that_the_program_knows():
    words = shlex.split(COMMAND)[1:]
    options = _parser().parse_args([word.replace("JJJJ-MM-TT", "2026-11-16") for word in words])

    assert (options.words, options.day) == ("SECHS WORTE", date(2026, 11, 16))
