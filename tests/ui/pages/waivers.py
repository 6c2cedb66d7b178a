"""Waivers as far as a test needs them, and a hand on the page that leads them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.waiver import Direction
from intake_app.services.sample_talks import partner_id
from intake_app.ui.widgets.labels import Label
from tests.ui.typing import type_text


def a_draft(services, case, *partners, language="ar"):
    drafts = services.waiver_drafts
    waiver = drafts.draft(case, language)
    for key in partners:
        line = drafts.new_line(waiver, services.partners.get(partner_id(key)))
        waiver = drafts.save_line(waiver.id, line)
    return waiver


def a_printed(services, case, *partners, language="ar"):
    return print_it(services, a_draft(services, case, *partners, language=language))


def print_it(services, waiver):
    for line in waiver.lines:
        yes = replace(
            line,
            decision=True,
            direction=Direction.BOTH,
            categories=frozenset({Category.IDENTITY}),
            purposes=frozenset({Purpose.COURSE}),
        )
        waiver = services.waiver_drafts.save_line(waiver.id, yes)
    services.waivers.prepare(waiver.id)
    document = services.papers.waiver(waiver.id)
    paper = services.papers.send(document)
    services.papers.came_out(paper.id, document)
    return services.waivers.get(waiver.id)


def words_on(widget):
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose(segments, code):
    click(next(s for s in segments.segments() if s.option.code == code))


def write(field, text):
    """Type into a field and leave it."""
    field.setFocus()
    line = field.focusProxy() or field
    line.selectAll()
    type_text(line, text)
    line.clearFocus()


def pushed(qtbot, page, act):
    with qtbot.waitSignal(page.page_asked) as asked:
        act()
    return asked.args[0]


def stored(services, page):
    return services.waivers.get(page.waiver().id)


def said(page):
    return page.messages.text() if page.messages.isVisible() else ""
