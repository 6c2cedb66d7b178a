from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.answers import Answer, AnswerState
from intake_app.form_engine.values import NO_ROWS
from intake_app.ui.question.section_view import SectionView
from tests.ui.screens import settle
from tests.ui.typing import type_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(talk, shown):
    page = SectionView(talk.form.section("Q"), talk.context)
    talk.follow(page)
    shown(page, 800, 700)
    return page


@pytest.fixture
def children(page):
    return page.view("children").field


def click(qtbot, button):
    qtbot.mouseClick(button, LEFT)
    settle()


def test_plus_adds_a_row_opens_it_and_leads_into_it(page, talk, children, qtbot):
    click(qtbot, children.add)
    [row] = talk.rows["children"]
    assert page.current_path() == f"children/{row}/child_name"

    type_text(page.view(f"children/{row}/child_name").field, "Lina")
    page.go_to("name")
    settle()

    assert talk.answers[f"children/{row}/child_name"] == Answer(value="Lina")
    assert children.card(row).title() == "Lina"


def test_only_one_row_is_open_and_closed_rows_keep_their_answers(page, talk, children, qtbot):
    for _ in range(2):
        click(qtbot, children.add)
    first, second = talk.rows["children"]
    assert page.view(f"children/{first}/child_name").isVisible() is False
    assert page.view(f"children/{second}/child_name").isVisible()

    click(qtbot, children.card(first).head)

    assert page.view(f"children/{first}/child_name").isVisible()
    assert not page.view(f"children/{second}/child_name").isVisible()


def test_parts_are_built_when_a_row_is_opened(talk, shown):
    talk.rows["children"] = ["a", "b"]
    talk.answers["children/a/child_name"] = Answer(value="Lina")
    page = SectionView(talk.form.section("Q"), talk.context)
    page.show_filled(talk.filled())
    shown(page)
    assert page.view("children/a/child_name") is None
    assert page.view("children").field.card("a").title() == "Lina"
    assert page.view("children").field.card("b").title() == "Eintrag 2"

    page.view("children").field.open_row("a")

    assert page.view("children/a/child_name").field.line.text() == "Lina"


def test_the_only_row_is_open_at_once(talk, shown):
    talk.rows["children"] = ["a"]
    page = SectionView(talk.form.section("Q"), talk.context)
    page.show_filled(talk.filled())
    shown(page)

    assert page.view("children/a/child_name").isVisible()


def test_an_empty_row_goes_without_a_question(page, talk, children, qtbot):
    click(qtbot, children.add)
    [row] = talk.rows["children"]
    click(qtbot, children.card(row).remove)

    assert talk.rows["children"] == []


def test_a_row_with_answers_goes_only_after_a_second_word(page, talk, children, qtbot):
    talk.rows["children"] = ["a"]
    talk.answers["children/a/child_name"] = Answer(value="Lina")
    page.show_filled(talk.filled())
    card = children.card("a")
    click(qtbot, card.remove)
    assert card.keep.hasFocus()
    click(qtbot, card.keep)
    assert talk.rows["children"] == ["a"]

    click(qtbot, card.remove)
    click(qtbot, card.really)

    assert talk.rows["children"] == []
    assert "children/a/child_name" not in talk.answers


def test_rows_are_moved_and_the_new_order_is_reported(page, talk, children, qtbot):
    talk.rows["children"] = ["a", "b", "c"]
    page.show_filled(talk.filled())
    assert not children.card("a").up.isEnabled()
    with qtbot.waitSignal(page.row_moved) as signal:
        click(qtbot, children.card("c").up)

    assert signal.args == ["children/c"]
    assert children.row_ids() == ("a", "c", "b")


def test_there_are_no_more_rows_than_the_form_allows(page, talk, children, qtbot):
    for _ in range(3):
        click(qtbot, children.add)

    assert not children.add.isVisible()


def test_nothing_to_list_is_an_answer_too(page, talk, children, qtbot):
    click(qtbot, children.none)
    assert talk.answers["children"] == Answer(value=NO_ROWS)

    click(qtbot, children.none)
    assert "children" not in talk.answers


def test_a_list_can_be_declined(page, talk, children, qtbot):
    children.add.setFocus()
    settle()
    click(qtbot, page.view("children").toggles.chip(AnswerState.DECLINED))

    assert talk.answers["children"] == Answer(state=AnswerState.DECLINED)
