from __future__ import annotations

import gc
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from intake_app.ui.widgets.pdf_pages import PdfPages
from intake_app.ui.widgets.preview import Preview
from tests.ui.screens import settle

A4_AT_96_DPI = (794, 1123)


def a_document(pages=2):
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(pages):
        canvas.setFillColorRGB(0.8, 0, 0)
        canvas.rect(0, A4[1] - 100, 100, 100, stroke=0, fill=1)
        canvas.drawString(200, 400, f"Seite {number + 1}")
        for line in range(0, 841, 3):
            canvas.rect(350, line, 80, 1, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(shown):
    preview = Preview()
    preview.show_document(a_document())
    shown(preview, 1000, 700)
    settle()
    return preview


def test_pages_have_their_size_on_paper(preview):
    page = preview._pages[0]

    assert preview.page_count() == 2
    assert (page.width(), page.height()) == A4_AT_96_DPI


def test_what_is_shown_is_what_the_document_says(preview):
    image = preview._pages[0].grab().toImage()

    assert image.pixelColor(60, 60).name() == "#cc0000"
    assert image.pixelColor(400, 60).name() == "#ffffff"


@pytest.mark.parametrize("percent", [50, 55, 61, 67, 80, 125])
def test_no_row_of_a_page_is_lost_at_any_zoom(preview, percent):
    preview.set_percent(percent)
    settle()
    page = preview._pages[0]
    shown = page.grab().toImage()
    document = PdfPages(a_document())
    rendered = document.image(0, page.logicalDpiX() / 72 * percent / 100)
    document.close()

    inside = QRect(1, 1, page.width() - 2, page.height() - 2)
    kind = QImage.Format.Format_RGB32
    assert shown.copy(inside).convertToFormat(kind) == rendered.copy(inside).convertToFormat(kind)


def test_pages_are_drawn_when_they_are_seen(preview):
    assert preview._pages[0]._image is not None
    assert preview._pages[1]._image is None


def test_zoom_goes_in_steps_by_key_and_has_ends(preview, qtbot):
    tray = preview._tray
    tray.setFocus()
    with qtbot.waitSignal(preview.zoomed):
        qtbot.keyClick(tray, Qt.Key.Key_Plus)
    assert preview.percent() == 125

    for _ in range(20):
        qtbot.keyClick(tray, Qt.Key.Key_Minus)
    assert preview.percent() == 50
    settle()
    assert preview._pages[0].width() == round(A4_AT_96_DPI[0] / 2)


def test_a_page_can_fill_the_width(preview):
    preview.fit_width()
    settle()

    assert preview._pages[0].width() <= preview._tray.viewport().width()
    assert preview.percent() > 100


def test_a_document_is_replaced_and_forgotten(preview):
    preview.show_document(a_document(3))
    settle()
    assert preview.page_count() == 3

    preview.clear()
    settle()
    assert preview.page_count() == 0


def open_documents():
    gc.collect()
    return sum(
        isinstance(one, pypdfium2.PdfDocument) and one.raw is not None for one in gc.get_objects()
    )


def test_a_window_that_goes_away_leaves_no_document_open(qapp):
    before = open_documents()
    window = QWidget()
    preview = Preview(window)
    preview.show_document(a_document(3))
    preview.show_document(a_document())
    settle()
    assert open_documents() == before + 1

    window.deleteLater()
    settle()

    assert open_documents() == before
