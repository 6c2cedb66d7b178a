"""Preview and print: from memory, asked about afterwards, saved only on purpose."""

from __future__ import annotations

import stat
from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from intake_app.domain.office import PaperKind, PrintState
from intake_app.services.paper_wishes import PaperWish
from intake_app.ui.pages.documents_tab import DocumentsTab
from intake_app.ui.pages.handover.handover_page import HandoverPage
from intake_app.ui.pages.paper.print_job import PrintJob
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.paper.printers import SpoolPrinters, printers_for
from intake_app.ui.pages.paper.raster import RasterPrinters
from intake_app.ui.widgets.confirm import Confirm
from tests.ui.accessibility import problems
from tests.ui.screens import settle


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def case(played):
    return played.cases["a-nurse"].case_id


@pytest.fixture
def page(qtbot, services, desk, case, shown):
    page = shown(
        PrintPage(services, desk, lambda: services.papers.notice(case), back="Dokumente"),
        1100,
        700,
    )
    qtbot.waitUntil(page.panel.isEnabled, timeout=15_000)
    return page


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def last_paper(services, case):
    return services.papers.of_case(case)[0]


# -- the page


def test_the_job_carries_the_number_and_no_name(services, desk, case, page):
    click(page.panel.print)

    (job,) = desk.printers.jobs
    assert job.title == services.cases.head(case).case.number
    assert job.data.startswith(b"%PDF-")
    assert job.copies == 1


def test_a_paper_waits_until_somebody_says_that_it_came_out(qtbot, services, case, page):
    click(page.panel.print)
    assert last_paper(services, case).state is PrintState.PENDING
    assert page.panel.is_asking_after()

    with qtbot.waitSignal(page.left):
        click(page.panel.well)
    assert last_paper(services, case).state is PrintState.PRINTED


def test_the_profile_for_the_file_says_that_it_holds_more_than_offices_may_see(
    qtbot, services, desk, case, page, shown
):
    assert not page.beyond.isVisible(), "the privacy notice is for everybody"

    def opened():
        opened = shown(
            PrintPage(services, desk, lambda: services.papers.competence(case), back="Dokumente")
        )
        qtbot.waitUntil(opened.panel.isEnabled, timeout=15_000)
        return opened

    assert opened().beyond.isVisible()
    for waiver in services.waivers.of_case(case):
        services.waivers.withdraw(waiver.id, how="oral")
    assert not opened().beyond.isVisible(), "no office may see anything"


def test_large_print_sets_the_paper_anew_before_it_can_be_printed(
    qtbot, services, desk, case, shown
):
    wish = PaperWish(kind=PaperKind.PRIVACY_NOTICE, subject=case)
    page = shown(PrintPage(services, desk, wish, back="Dokumente"), 1100, 700)
    qtbot.waitUntil(page.panel.isEnabled, timeout=15_000)
    usual = page.live.document()

    click(page.panel.large)
    assert not page.panel.isEnabled()
    qtbot.waitUntil(page.panel.isEnabled, timeout=15_000)
    click(page.panel.print)

    (job,) = desk.printers.jobs
    assert len(pypdfium2.PdfDocument(job.data)) > len(pypdfium2.PdfDocument(usual.data))
    assert page.wish.large, "it is opened again as it was"


def test_what_is_for_others_has_no_large_print(page, services, desk, case, shown):
    wish = PaperWish(kind=PaperKind.INTERPRETER, subject=case)

    assert page.panel.large.isHidden()
    assert shown(PrintPage(services, desk, wish, back="Dokumente")).panel.large.isHidden()


def test_a_misprint_can_be_printed_again(services, desk, case, page):
    click(page.panel.print)
    click(page.panel.bad)
    assert last_paper(services, case).state is PrintState.MISPRINT

    click(page.panel.print)
    assert len(desk.printers.jobs) == 2


def test_a_printer_that_refuses_is_told_in_words(services, desk, case, page):
    desk.printers.refusal = "lp: The printer is out of paper."

    click(page.panel.print)

    assert "out of paper" in page.messages.text()
    assert last_paper(services, case).state is PrintState.MISPRINT
    assert page.panel.print.isVisible()


def test_printer_and_copies_are_chosen_and_remembered(desk, page):
    page.panel.printer.show_code("Kopierer-OG")
    page.panel.copies.line.setText("3")

    click(page.panel.print)

    (job,) = desk.printers.jobs
    assert (job.printer, job.copies) == ("Kopierer-OG", 3)
    assert desk.settings().printer == "Kopierer-OG"


@pytest.mark.parametrize(("typed", "copies"), [("", 1), ("0", 1), ("zwei", 1), ("99", 20)])
def test_copies_stay_within_reason(page, typed, copies):
    page.panel.copies.line.setText(typed)

    assert page.panel.copies.value() == copies


def test_the_hint_about_spoolers_is_shown_the_first_time_only(
    qtbot, services, desk, case, page, shown
):
    assert page.panel.hint.isVisible()

    click(page.panel.print)

    assert desk.settings().spool_hint_seen
    again = shown(PrintPage(services, desk, lambda: services.papers.notice(case), back=""))
    assert not again.panel.hint.isVisible()


def test_a_file_is_saved_only_after_a_warning(services, desk, case, page, tmp_path):
    desk.dialogs.file_path = tmp_path / "gespeichert.pdf"

    click(page.panel.save)
    box = page.findChild(Confirm)
    assert box.focusWidget() is box.keep
    assert not desk.dialogs.file_path.exists()
    click(box.act)

    assert desk.dialogs.proposed == f"{services.cases.head(case).case.number}.pdf"
    assert desk.dialogs.file_path.read_bytes() == page.live.document().data
    with services.session.read() as store:
        acts = [entry.act for entry in store.journal.entries()]
    assert "paper.saved" in acts


def test_a_file_that_cannot_be_written_is_told_in_words(desk, page, tmp_path):
    desk.dialogs.file_path = tmp_path / "gibt es nicht" / "a.pdf"

    click(page.panel.save)
    click(page.findChild(Confirm).act)

    assert page.messages.isVisible()


def test_what_cannot_be_rendered_says_why(qtbot, services, desk, case, shown):
    services.office.save(replace(services.office.load(), data_protection_contact=""))
    page = shown(PrintPage(services, desk, lambda: services.papers.notice(case), back=""))

    qtbot.waitUntil(page.live.is_settled, timeout=15_000)
    assert "Datenschutz" in page.live._words._text.text()
    assert not page.panel.isEnabled()


def test_nothing_of_preview_and_print_is_written_to_disk(
    qtbot, services, desk, case, shown, tmp_path, monkeypatch
):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(scratch))
    before = set(tmp_path.rglob("*"))

    page = shown(PrintPage(services, desk, lambda: services.papers.competence(case), back=""))
    qtbot.waitUntil(page.panel.isEnabled, timeout=15_000)
    page.live.preview.set_percent(200)
    settle()
    click(page.panel.print)
    click(page.panel.well)

    new = {path.name for path in set(tmp_path.rglob("*")) - before}
    assert new <= {"store.db-wal", "store.db-shm"}, "nothing beside the encrypted store"


def test_the_page_is_named_and_reachable(page):
    assert problems(page) == []
    click(page.panel.print)
    settle()
    assert problems(page) == []


# -- printers


@pytest.fixture
def fake_lp(tmp_path):
    """A program in the place of `lp` that keeps what it got."""
    program = tmp_path / "lp"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/arguments\ncat > {tmp_path}/input\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def send(qtbot, printers, job):
    said = []
    printers.send(job, done=lambda: said.append("done"), failed=said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    return said[0]


def test_lp_gets_the_paper_on_its_standard_input(qtbot, qapp, fake_lp, tmp_path):
    owner = QObject()
    printers = SpoolPrinters(owner, program=str(fake_lp))
    job = PrintJob(data=b"%PDF-1.7 \x00\xff", title="SE-26-00001-C", copies=2, printer="Buero")

    assert send(qtbot, printers, job) == "done"

    assert (tmp_path / "input").read_bytes() == job.data
    arguments = (tmp_path / "arguments").read_text().splitlines()
    assert arguments[:6] == ["-d", "Buero", "-t", "SE-26-00001-C", "-n", "2"]
    assert arguments[-2:] == ["--", "-"]
    assert {"media=A4", "print-scaling=none", "sides=two-sided-long-edge"} <= set(arguments)


def test_a_slip_is_printed_on_one_side_since_a_strip_would_take_its_back_along(
    qtbot, services, desk, played, shown, fake_lp, tmp_path
):
    slip = played.cases["a-nurse"].slip
    page = shown(PrintPage(services, desk, lambda: services.papers.slip(slip.id), back=""))
    qtbot.waitUntil(page.panel.isEnabled, timeout=15_000)
    click(page.panel.print)
    (job,) = desk.printers.jobs
    owner = QObject()

    send(qtbot, SpoolPrinters(owner, program=str(fake_lp)), job)

    arguments = (tmp_path / "arguments").read_text().splitlines()
    assert "sides=one-sided" in arguments
    assert "sides=two-sided-long-edge" not in arguments


def test_lp_chooses_the_printer_when_none_is_named(qtbot, qapp, fake_lp, tmp_path):
    owner = QObject()

    send(qtbot, SpoolPrinters(owner, program=str(fake_lp)), PrintJob(data=b"%PDF", title="1"))

    assert "-d" not in (tmp_path / "arguments").read_text().splitlines()


def test_what_lp_says_when_it_fails_is_passed_on(qtbot, qapp, tmp_path):
    program = tmp_path / "lp"
    program.write_text("#!/bin/sh\ncat > /dev/null\necho 'lp: no such printer' >&2\nexit 1\n")
    program.chmod(0o700)
    owner = QObject()

    said = send(qtbot, SpoolPrinters(owner, program=str(program)), PrintJob(data=b"x", title="1"))

    assert said == "lp: no such printer"


def test_a_computer_without_lp_says_so(qapp):
    owner = QObject()

    assert "cups-client" in SpoolPrinters(owner, program="lp-that-is-not-there").problem()


def test_the_spooler_names_its_printers(qapp, tmp_path):
    lister = tmp_path / "lpstat"
    lister.write_text("#!/bin/sh\n[ \"$1\" = -e ] && printf 'Buero-EG\\nKopierer\\n'\n")
    lister.chmod(0o700)
    owner = QObject()

    assert SpoolPrinters(owner, lister=str(lister)).names() == ("Buero-EG", "Kopierer")


def test_elsewhere_every_page_is_printed_as_a_picture(qtbot, services, desk, case, tmp_path):
    out = tmp_path / "out.pdf"
    document = services.papers.notice(case)
    printers = RasterPrinters(desk.tasks, to_pdf=str(out))

    said = send(qtbot, printers, PrintJob(data=document.data, title=document.number))

    assert said == "done"
    before, after = pypdfium2.PdfDocument(document.data), pypdfium2.PdfDocument(out)
    assert len(after) == len(before)
    assert [round(length) for length in after.get_page_size(0)] == [595, 842]
    ink = bytes(after[0].render(scale=0.5).buffer)
    assert ink.count(255) < len(ink), "the page is not blank"
    before.close()
    after.close()


def test_linux_prints_with_lp_and_others_with_pictures(qapp, desk):
    owner = QObject()

    assert isinstance(printers_for(desk.tasks, owner, "linux"), SpoolPrinters)
    assert isinstance(printers_for(desk.tasks, owner, "win32"), RasterPrinters)


# -- the tab Dokumente


@pytest.fixture
def tab(qtbot, services, desk, case, shown):
    tab = shown(DocumentsTab(services, desk, case), 1200, 750)
    tab.entered()
    qtbot.waitUntil(lambda: tab.live.document() is not None, timeout=15_000)
    return tab


def test_every_document_of_the_case_is_listed(tab):
    kinds = [document.kind for document in tab._documents]

    assert kinds == [
        PaperKind.SHORT_NOTICE,
        PaperKind.PRIVACY_NOTICE,
        PaperKind.INTERPRETER,
        PaperKind.TIME_SHEET,
        PaperKind.COMPETENCE,
        PaperKind.SUMMARY,
        PaperKind.WAIVER,
        PaperKind.READ_ALOUD,
        PaperKind.WAIVER_EXTRACT,
        PaperKind.WAIVER_EXTRACT,
        PaperKind.WITHDRAWAL,
        PaperKind.SLIP,
    ]


def test_all_of_them_can_be_looked_at(qtbot, tab):
    for document in tab._documents:
        tab.choose(document.key)
        qtbot.waitUntil(
            lambda: tab.live.document() is not None and tab.live.is_settled(), timeout=15_000
        )
        assert tab.live.document().kind is document.kind
        assert tab.live.preview.page_count() >= 1


def test_a_case_without_a_talk_has_the_privacy_notice(services, desk, shown):
    tab = shown(DocumentsTab(services, desk, services.cases.create()), 1200, 750)
    tab.entered()

    notices = [PaperKind.SHORT_NOTICE, PaperKind.PRIVACY_NOTICE]
    assert [d.kind for d in tab._documents] == notices
    assert not tab.hand_over.isVisible(), "nothing could be handed over"


def test_the_print_state_stands_in_the_list(services, case, tab):
    assert tab.rows()[0].state() == "noch nicht gedruckt"

    document = services.papers.notice(case, short=True)
    paper = services.papers.send(document)
    tab.entered()
    assert tab.rows()[0].state().startswith("zum Drucker geschickt")

    services.papers.came_out(paper.id, document)
    tab.entered()
    assert tab.rows()[0].state().startswith("gedruckt")


def test_a_paper_that_waits_leads_to_the_question(qtbot, services, case, tab, shown):
    services.papers.send(services.papers.notice(case, short=True))
    tab.entered()

    with qtbot.waitSignal(tab.page_asked) as asked:
        click(tab.print)
    page = shown(asked.args[0], 1100, 700)

    qtbot.waitUntil(page.panel.is_asking_after, timeout=15_000)
    click(page.panel.well)
    assert last_paper(services, case).state is PrintState.PRINTED


def test_the_hand_over_is_reached_from_the_documents(qtbot, tab):
    with qtbot.waitSignal(tab.page_asked) as asked:
        click(tab.hand_over)

    assert isinstance(asked.args[0], HandoverPage)


def test_a_narrow_window_shows_list_or_paper(qtbot, tab):
    tab.resize(800, 500)
    settle()
    assert tab.beside.is_narrow()
    assert not tab.live.isVisible()

    click(tab.rows()[2])
    assert tab.live.isVisible()


def test_the_documents_are_named_and_reachable(tab):
    assert problems(tab) == []


def test_a_draft_of_a_waiver_is_not_printed_from_the_list(services, case, tab):
    services.waiver_drafts.draft(case, "ar")
    tab.entered()

    waivers = [d for d in tab._documents if d.kind is PaperKind.WAIVER]
    assert len(waivers) == 1
