"""No name stands in titles, print jobs or file names; with F12 on no page shows one."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from intake_app.ui.pages.paper.print_page import PrintPage
from tests.ui.pages.lock_tour import Tour
from tests.ui.screens import settle

NAMES = ("Mithali", "المثالي", "Rima", "ريما")


@pytest.fixture
def tour(content, played_template, tmp_path, look):
    tour = Tour(content, played_template, tmp_path)
    yield tour
    tour.shell.close()


def holding(texts):
    return [text for text in texts if any(name.casefold() in text.casefold() for name in NAMES)]


def titles(window):
    """Return what task bars and window lists of the desktop can read."""
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() or w is window]
    texts = [text for w in windows for text in (w.windowTitle(), w.accessibleName())]
    texts += [w.windowFilePath() for w in windows]
    interface = QAccessible.queryAccessibleInterface(window)
    return [*texts, interface.text(QAccessible.Text.Name), QApplication.applicationDisplayName()]


def shown_texts(page):
    """Return everything that can be read or heard on a page."""
    texts = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            texts.append(widget.text())
        elif isinstance(widget, QTextEdit):
            texts.append(widget.toPlainText())
    return texts


def test_the_window_names_nobody_whatever_page_is_open(tour):
    met = []
    for name in tour.stops():
        tour.shell.main.navigation.go("today")
        tour.stops()[name]()
        settle()
        assert holding(titles(tour.shell.window)) == [], name
        met += holding(shown_texts(tour.shell.page))
        tour.shell.main.frame.search_entered.emit()

    assert met, "the tour never met a name, so it proves nothing"


def test_with_f12_no_page_shows_or_says_a_name(tour):
    tour.shell.main.frame.topbar.privacy.click()
    settle()
    found = {}
    for name in tour.stops():
        tour.shell.main.navigation.go("today")
        tour.stops()[name]()
        settle()
        held = holding(shown_texts(tour.shell.page))
        # The person's own answers in an open talk are what the advisor works on.
        if held and not name.startswith("talk"):
            found[name] = held

    assert found == {}


@pytest.mark.parametrize(
    "paper", ["waiver", "competence", "summary", "slip", "notice", "interpreter"]
)
def test_a_print_job_and_a_proposed_file_are_named_by_a_number(played, desk, shown, paper):
    nurse = played.cases["a-nurse"]
    subject = {"waiver": nurse.waiver.id, "slip": nurse.slip.id}.get(paper, nurse.case_id)
    render = getattr(played.services.papers, paper)
    page = shown(PrintPage(played.services, desk, lambda: render(subject), back="Zurück"))
    while desk.tasks.is_busy:
        desk.tasks.wait(20_000)
        settle()
    document = render(subject)

    page.panel.print_asked.emit()
    settle()
    page._save()

    jobs = desk.printers.jobs
    assert [job.title for job in jobs] == [document.number]
    assert holding([job.title for job in jobs]) == []
    assert desk.dialogs.proposed == f"{document.number}.pdf"
    assert holding([desk.dialogs.proposed]) == []
