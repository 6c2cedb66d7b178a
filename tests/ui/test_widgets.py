from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, font_of
from intake_app.ui.look.theme import Scheme
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Columns, EmptyState
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.disclosure import Disclosure
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import BilingualLabel, ElidedLabel, Label
from intake_app.ui.widgets.notices import Level, MessageBar
from intake_app.ui.widgets.passphrase import PassphraseField
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.signature import SignaturePad
from intake_app.ui.widgets.stepper import Stepper, StepState
from intake_app.ui.widgets.text_input import LineEdit, LongText
from intake_app.ui.widgets.tick import TickBox
from tests.ui.screens import settle
from tests.ui.typing import press, type_text


def draw(pad, qtbot, points):
    first, *others = (QPoint(x, y) for x, y in points)
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for point in others:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=others[-1] if others else first)


def clicked(button, qtbot):
    return qtbot.waitSignal(button.clicked, timeout=500)


def test_enter_presses_a_button_as_the_space_bar_does(shown, qtbot):
    button = shown(Button("Drucken"))
    with clicked(button, qtbot):
        press(button, Qt.Key.Key_Return)
    with clicked(button, qtbot):
        press(button, Qt.Key.Key_Space)


def test_a_button_has_an_access_key(shown, qtbot):
    button = shown(Button("&Drucken"))
    with clicked(button, qtbot):
        qtbot.keyClick(button, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)


def test_a_signature_is_kept_in_millimetres_without_time_and_pressure(shown, qtbot):
    pad = SignaturePad(width_mm=100)
    pad.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    shown(pad, 500, 160)
    draw(pad, qtbot, [(50, 100), (100, 60), (150, 100)])

    assert pad.strokes() == (((10.0, 20.0), (20.0, 12.0), (30.0, 20.0)),)


def test_a_dot_is_no_signature(shown, qtbot):
    pad = shown(SignaturePad(), 500, 160)
    draw(pad, qtbot, [(50, 50)])
    assert not pad.is_signed()

    draw(pad, qtbot, [(40 + 12 * n, 80 + 30 * (n % 3)) for n in range(20)])
    assert pad.is_signed()


def test_a_signature_can_be_wiped(shown, qtbot):
    pad = shown(SignaturePad(), 500, 160)
    draw(pad, qtbot, [(50, 100), (100, 60)])
    assert pad.strokes() != ()

    with qtbot.waitSignal(pad.changed):
        press(pad, Qt.Key.Key_Delete)

    assert pad.strokes() == ()


def test_a_signature_is_drawn_the_same_in_the_dark(shown, qtbot, theme):
    pad = shown(SignaturePad(), 500, 160)
    theme.apply(Scheme.DARK, 100)
    settle()

    assert pad.grab().toImage().pixelColor(30, 30).name() == "#ffffff"


def test_a_passphrase_is_hidden_until_the_eye_is_pressed(shown, qtbot):
    field = shown(PassphraseField("Kennwort"))
    type_text(field, "sechs ruhige Wörter")
    line = field.findChild(LineEdit)
    assert line.displayText() == "●" * 19

    qtbot.mouseClick(field._eye, Qt.MouseButton.LeftButton)
    assert line.displayText() == "sechs ruhige Wörter"
    assert field._eye.accessibleName() == "Kennwort verbergen"

    field.clear()
    type_text(field, "x")
    assert line.displayText() == "●"


def test_caps_lock_is_noticed_from_what_is_typed(shown):
    field = shown(PassphraseField("Kennwort"))
    type_text(field, "a")
    assert not field.says_caps_lock()

    type_text(field, "A")
    assert field.says_caps_lock()


def test_the_safe_answer_has_the_focus_and_escape_means_it(shown, qtbot):
    page = shown(QWidget())
    box = Confirm(
        page,
        title="Fall schließen?",
        text="Alles bleibt.",
        act="Fall schließen",
        keep="Offen lassen",
    )
    box.open()
    settle()
    assert box.keep.hasFocus()

    with qtbot.assertNotEmitted(box.confirmed), qtbot.waitSignal(box.rejected):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_the_act_is_done_only_when_its_verb_is_pressed(shown, qtbot):
    page = shown(QWidget())
    box = Confirm(page, title="?", text="", act="Löschen", keep="Behalten")
    box.open()
    with qtbot.waitSignal(box.confirmed):
        qtbot.mouseClick(box.act, Qt.MouseButton.LeftButton)


def test_long_work_can_be_stopped_once(shown, qtbot):
    row = shown(ProgressRow("Kopie wird geschrieben …"))
    row.show_progress(3, 8, "Kopie wird geprüft …")
    assert row.text() == "Kopie wird geprüft …"
    button = row.findChild(Button)
    with qtbot.waitSignal(row.cancelled):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert not button.isEnabled()


def test_a_message_offers_what_can_be_done(shown, qtbot):
    bar = MessageBar(shown(QWidget()))
    bar.say("Der Zettel ist abgelaufen.", Level.WARN, action="Neu ausstellen")
    with qtbot.waitSignal(bar.acted):
        qtbot.mouseClick(
            next(b for b in bar.findChildren(Button) if b.text() == "Neu ausstellen"),
            Qt.MouseButton.LeftButton,
        )


def test_a_line_that_does_not_fit_says_all_of_it_in_its_tool_tip(shown):
    name = "Agentur für Arbeit Helmstedt, Arbeitgeberservice und Berufsberatung"
    label = shown(ElidedLabel(name), 160, 40)
    assert label.shown_text().endswith("…")
    assert label.toolTip() == name

    label.resize(900, 40)
    settle()
    assert label.shown_text() == name
    assert label.toolTip() == ""


def test_a_line_that_opens_something_gives_its_muted_words_a_second_line_where_narrow(shown):
    line = Disclosure(framed=True)
    line.show_words("Vertiefung – 5 weitere Fragen", "2 von 5 beantwortet", is_open=False)
    box = QWidget()
    column = QVBoxLayout(box)
    column.addWidget(line)
    column.addStretch(1)
    shown(box, 600, 120)
    one = line.height()

    box.resize(300, 120)
    settle()

    assert line.height() > one


def test_arabic_stands_opposite_where_it_fits_and_below_where_not(shown):
    label = shown(BilingualLabel("Muttersprache", "لغتك الأم", "ar"), 600, 60)
    assert label.other.x() > label.german.x() + 200
    assert label.other.y() == label.german.y()

    label.resize(150, 80)
    settle()
    assert label.other.x() == label.german.x()
    assert label.other.y() > label.german.y()


def test_a_text_with_marks_stays_in_its_line_beside_the_german(shown):
    label = shown(BilingualLabel("Angaben insgesamt", "المعلومات إجمالًا", "ar"), 600, 40)
    assert label.other.y() == label.german.y()

    one_line = label.other.sizeHint()

    assert one_line.height() <= label.height()
    assert one_line.width() <= label.other.width()


def test_what_is_written_from_the_left_stands_below(shown):
    label = shown(BilingualLabel("Muttersprache", "Рідна мова", "uk"), 600, 60)

    assert label.other.y() > label.german.y()


def test_a_text_without_translation_is_not_said_twice(shown):
    label = shown(BilingualLabel("Muttersprache", "Muttersprache", "uk"), 600, 60)

    assert not label.other.isVisible()


def test_texts_are_never_read_as_markup(shown):
    label = shown(Label("<b>Haddad</b>"))

    assert label.textFormat() is Qt.TextFormat.PlainText


def test_columns_become_one_where_the_window_is_narrow(shown):
    columns = Columns()
    for word in ("Termine", "Zettel", "Zu tun"):
        columns.add(QLabel(word))
    page = QWidget()
    QVBoxLayout(page).addWidget(columns)
    shown(page, 1200, 400)
    assert not columns.is_narrow()

    page.resize(500, 400)
    settle()
    assert columns.is_narrow()


@pytest.mark.parametrize(
    ("direction", "first_is_left"),
    [(Qt.LayoutDirection.LeftToRight, True), (Qt.LayoutDirection.RightToLeft, False)],
)
def test_a_flow_follows_the_direction_of_writing_and_breaks(shown, direction, first_is_left):
    page = QWidget()
    page.setLayoutDirection(direction)
    flow = FlowLayout(8, page)
    buttons = [Button(f"Wort {n}") for n in range(6)]
    for button in buttons:
        flow.addWidget(button)
    shown(page, 300, 300)

    assert (buttons[0].x() < buttons[1].x()) is first_is_left
    assert buttons[5].y() > buttons[0].y()
    assert flow.heightForWidth(300) > flow.heightForWidth(2000)


def test_a_long_text_grows_with_its_lines(shown):
    page = QWidget()
    column = QVBoxLayout(page)
    text = LongText("Aufgaben")
    column.addWidget(text)
    column.addStretch(1)
    shown(page, 400, 600)
    low = text.height()

    text.setText("\n".join("Zeile" for _ in range(7)))
    settle()
    assert text.height() > low

    text.setText("\n".join("Zeile" for _ in range(60)))
    settle()
    assert text.height() < 320


def test_a_long_text_that_is_full_still_lets_words_be_replaced(shown):
    text = shown(LongText("Ziel", max_length=5))
    type_text(text, "abcdefg")
    assert text.text() == "abcde"

    text.selectAll()
    type_text(text, "xy")
    assert text.text() == "xy"


def test_each_paragraph_is_aligned_by_its_own_language(shown):
    text = shown(LongText("Ziel"))
    text.setText("Pflege\nتمريض")
    blocks = [text.document().findBlockByNumber(n) for n in range(2)]

    assert [block.textDirection() for block in blocks] == [
        Qt.LayoutDirection.LeftToRight,
        Qt.LayoutDirection.RightToLeft,
    ]


def test_a_tick_can_be_set_on_its_words_and_by_enter(shown, qtbot):
    box = shown(TickBox("Ich habe den Hinweis vorgelesen und die Person hat ihn verstanden."), 200)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()

    press(box, Qt.Key.Key_Return)
    assert not box.isChecked()


def test_steps_say_where_a_thing_stands_without_colour(shown):
    stepper = shown(Stepper((("Entwurf", StepState.DONE), ("gedruckt", StepState.NOW))))

    assert stepper.accessibleName() == "✓ Entwurf, ● gedruckt"


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("width", [960, 620, 300])
def test_no_step_is_ever_cut_off(shown, width, direction):
    labels = ("Anerkennungsberatung", "Jobcenter", "Volkshochschule", "Kita")
    stepper = Stepper([(label, StepState.NOW) for label in labels])
    stepper.setLayoutDirection(direction)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(stepper)
    column.addStretch(1)
    shown(page, width, 400)

    places = stepper.label_places()
    metrics = QFontMetrics(font_of(Role.STRONG))
    for label, place in zip(labels, places, strict=True):
        assert metrics.horizontalAdvance(label) <= place.width()
        assert stepper.rect().toRectF().contains(place)
    for number, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[:number])


def test_an_empty_page_offers_the_first_step(shown, qtbot):
    empty = shown(EmptyState("Keine Fälle", "Suchen Sie zuerst.", action="Neuer Fall"))
    with qtbot.waitSignal(empty.button.clicked):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)


def test_danger_is_the_quieter_button_than_the_primary_one(shown):
    assert Button("Löschen", ButtonKind.DANGER).sizeHint().height() == 34
