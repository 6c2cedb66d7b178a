from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.ui.widgets.chips import ChipRow
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.choice_model import ChoiceModel, fold
from intake_app.ui.widgets.choice_picks import ChoicePicks
from intake_app.ui.widgets.segments import Option, Segments
from tests.ui.screens import settle
from tests.ui.typing import press, type_text

OPTIONS = (
    Option(code="apc", label="Arabisch (Levante)", other="العربية", language="ar", group="Häufig"),
    Option(code="kmr", label="Kurdisch (Kurmandschi)", group="Häufig"),
    Option(code="tur", label="Türkisch", group="Weitere"),
    Option(code="ckb", label="Kurdisch (Sorani)", group="Weitere", keywords="Zentralkurdisch"),
    Option(code="sqi", label="Albanisch", group="Weitere"),
)
FEW = tuple(Option(code=code, label=code.upper()) for code in ("a", "b", "c"))


@pytest.fixture
def segments(shown):
    return shown(Segments(FEW))


@pytest.fixture
def chooser(shown):
    page = QWidget()
    column = QVBoxLayout(page)
    chooser = ChoiceList(OPTIONS, "Sprache")
    column.addWidget(chooser)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    shown(page)
    chooser.setFocus()
    return chooser


def leave(chooser):
    chooser.window().findChildren(QLineEdit)[-1].setFocus()
    settle()


def labels(chooser):
    return [option.label for option in chooser.model().matches()]


def test_arrows_move_and_only_space_chooses(segments, qtbot):
    first, second, _ = segments.segments()
    first.setFocus()
    with qtbot.assertNotEmitted(segments.chosen):
        press(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    assert segments.code() == ""

    with qtbot.waitSignal(segments.chosen):
        press(second, Qt.Key.Key_Space)
    assert segments.code() == "b"


def test_a_digit_chooses_at_once_and_delete_clears(segments):
    press(segments.segments()[0], Qt.Key.Key_3)
    assert segments.code() == "c"

    press(segments.segments()[2], Qt.Key.Key_Delete)
    assert segments.code() == ""


def test_arrows_follow_the_direction_of_writing(segments):
    segments.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    segments.segments()[0].setFocus()
    press(segments.segments()[0], Qt.Key.Key_Left)

    assert segments.segments()[1].hasFocus()


def test_a_group_is_one_stop_for_tab_and_it_is_the_chosen_one(segments):
    segments.show_code("b")

    stops = [
        s.option.code
        for s in segments.segments()
        if s.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["b"]


def test_choosing_the_same_again_by_key_reports_nothing(segments, qtbot):
    press(segments.segments()[0], Qt.Key.Key_1)
    with qtbot.assertNotEmitted(segments.chosen):
        press(segments.segments()[0], Qt.Key.Key_1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kurd", ["Kurdisch (Kurmandschi)", "Kurdisch (Sorani)"]),
        ("türk", ["Türkisch"]),
        ("tuerk", ["Türkisch"]),
        ("turk", ["Türkisch"]),
        ("zentral", ["Kurdisch (Sorani)"]),
        ("sor kur", ["Kurdisch (Sorani)"]),
        ("العر", ["Arabisch (Levante)"]),
        ("zaza", []),
        ("banisch", ["Albanisch"]),
    ],
)
def test_a_list_is_found_by_what_people_type(chooser, typed, found):
    type_text(chooser, typed)

    assert labels(chooser) == found


def test_what_begins_with_the_typed_word_comes_first():
    model = ChoiceModel(
        (Option(code="1", label="Neu-Arabisch"), Option(code="2", label="Arabisch"))
    )
    model.search("arab")

    assert [option.code for option in model.matches()] == ["2", "1"]


def test_letters_are_compared_without_case_and_accents():
    assert fold("ÉŞ ǅ") == fold("es ǆ")


def test_headings_are_shown_and_cannot_be_chosen(chooser):
    press(chooser, Qt.Key.Key_Down)
    model = chooser.model()

    assert model.rowCount() == len(OPTIONS) + 2
    assert model.index(0, 0).data() == "Häufig"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_arrows_walk_over_headings_and_enter_chooses(chooser, qtbot):
    press(chooser, Qt.Key.Key_Down)
    press(chooser, Qt.Key.Key_Down)
    press(chooser, Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.chosen):
        press(chooser, Qt.Key.Key_Return)

    assert chooser.code() == "tur"
    assert not chooser.is_list_open()


def test_a_click_opens_the_list_and_a_click_elsewhere_closes_it(chooser, qtbot):
    qtbot.mouseClick(chooser, Qt.MouseButton.LeftButton)
    assert chooser.is_list_open()

    qtbot.mouseClick(chooser.window(), Qt.MouseButton.LeftButton, pos=chooser.rect().topLeft())
    assert not chooser.is_list_open()


def test_escape_closes_the_list_and_keeps_the_choice(chooser):
    chooser.show_code("tur")
    type_text(chooser, "kur")
    press(chooser, Qt.Key.Key_Escape)

    assert not chooser.is_list_open()
    assert chooser.code() == "tur"
    assert chooser.text() == "Türkisch"


def test_the_list_stays_inside_the_window(chooser):
    press(chooser, Qt.Key.Key_Down)
    panel = chooser.window().findChild(QWidget, "choices")

    assert chooser.window().rect().contains(panel.geometry())


def test_a_word_typed_in_full_is_the_choice(chooser):
    type_text(chooser, "albanisch")
    leave(chooser)

    assert chooser.code() == "sqi"


def test_emptying_the_field_takes_the_choice_back(chooser, qtbot):
    chooser.show_code("tur")
    chooser.clear()
    with qtbot.waitSignal(chooser.chosen):
        leave(chooser)

    assert chooser.code() == ""


def test_a_code_that_is_no_longer_offered_is_still_shown(chooser):
    chooser.show_code("xyz")
    leave(chooser)

    assert chooser.code() == "xyz"
    assert chooser.stray_text() == ""


def test_several_are_chosen_one_after_the_other_and_ordered_by_key(shown):
    picks = ChoicePicks(OPTIONS, "Sprachen")
    shown(picks)
    for word in ("tür", "alb"):
        picks.field.setFocus()
        type_text(picks.field, word)
        press(picks.field, Qt.Key.Key_Return)
    assert picks.codes() == ("tur", "sqi")
    assert [chip.accessibleName() for chip in picks.chips()] == ["Türkisch", "Albanisch"]
    assert "Türkisch" not in [option.label for option in picks.field.model().matches()]

    press(picks.chips()[1], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert picks.codes() == ("sqi", "tur")

    press(picks.chips()[0], Qt.Key.Key_Delete)
    settle()
    assert picks.codes() == ("tur",)
    assert "Albanisch" in [option.label for option in picks.field.model().matches()]


def test_the_cross_of_a_chip_takes_it_out(shown, qtbot):
    picks = ChoicePicks(OPTIONS, "Sprachen")
    picks.show_codes(["tur", "apc"])
    shown(picks)
    chip = picks.chips()[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    assert picks.codes() == ("tur", "apc")

    cross = chip.rect().center()
    cross.setX(chip.width() - 12)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    settle()

    assert picks.codes() == ("apc",)


def test_categories_are_ticked_as_chips_in_their_own_order(shown, qtbot):
    row = shown(ChipRow(FEW))
    qtbot.mouseClick(row.chip("c"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row.chip("a"), Qt.MouseButton.LeftButton)

    assert row.codes() == ("a", "c")
