from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from intake_app.domain.answers import Answer
from intake_app.ui.question.section_view import SectionView
from tests.ui import gallery
from tests.ui.accessibility import names, problems
from tests.ui.screens import settle, windows_opened


@pytest.mark.parametrize("name", gallery.PAGES)
def test_every_control_of_the_toolkit_has_a_name_and_can_be_hit(shown, name):
    build, (width, height) = gallery.PAGES[name]
    page = shown(build(), width, height)

    assert problems(page) == []


def test_every_control_of_every_kind_of_question_has_a_name_and_can_be_hit(shown, talk):
    talk.rows["children"] = ["r1"]
    talk.answers["works"] = Answer(value="yes")
    page = SectionView(talk.form.section("Q"), talk.context)
    page.show_filled(talk.filled())
    shown(page, 800, 700)
    for leaf in page.leaves():
        leaf.focus_field()
        settle()

    assert problems(page) == []


def test_tab_leads_through_the_questions_in_their_order(shown, talk):
    page = SectionView(talk.form.section("Q"), talk.context)
    page.show_filled(talk.filled())
    shown(page, 800, 700)

    walked = names(page)

    assert walked.index("Telefon") > walked.index("Familienname")
    order = ["Familienname", "Telefon", "Stelle", "Mein Ziel", "Schuljahre", "Tag des Gesprächs"]
    assert [name for name in walked if name in order] == order


def test_the_walker_finds_what_is_wrong(shown):
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    tiny = QPushButton("x")
    tiny.setFixedSize(16, 16)
    column.addWidget(tiny)
    for words in ("&Neue Entbindung", "&Neues Gespräch"):
        column.addWidget(QPushButton(words))
    shown(page)

    found = problems(page)

    assert any("no accessible name: QLineEdit" in problem for problem in found)
    assert any("target of 16 × 16: QPushButton 'x'" in problem for problem in found)
    assert any("Alt+N is taken by" in problem and "Gespräch" in problem for problem in found)


def test_tab_goes_to_toggles_after_the_field_and_to_follow_up_questions_in_place(shown, talk):
    page = SectionView(talk.form.section("Q"), talk.context)
    talk.follow(page)
    shown(page, 800, 700)
    talk.answers["works"] = Answer(value="yes")
    page.show_filled(talk.filled())
    page.go_to("job")
    settle()

    walked = names(page)
    here = walked.index("Als was?")

    assert walked[here - 1] in {"weiß nicht", "ja", "keine Angabe"}
    assert walked[here + 1] == "weiß nicht"
    assert walked.index("Hinweis vorgelesen") > here


@pytest.mark.parametrize("name", [*gallery.PAGES, "section"])
def test_nothing_flashes_up_as_a_window_of_its_own_while_a_page_is_built(shown, talk, name):
    with windows_opened() as opened:
        page = a_page(name, talk)
        assert opened == []

        shown(page)

    assert opened == [type(page).__name__]


def a_page(name, talk):
    if name != "section":
        return gallery.PAGES[name][0]()
    talk.rows["children"] = ["r1", "r2"]
    talk.answers["works"] = Answer(value="no")
    page = SectionView(talk.form.section("Q"), talk.context)
    page.show_filled(talk.filled())
    return page
