"""The second window: what the person sees, and what they never see."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from intake_app.composition import content as shipped
from intake_app.form_engine.model import AskedOf
from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages.person_sheet import SMALLEST_PT, PersonSheet
from intake_app.ui.pages.person_view import PersonView

LANGUAGES = shipped().catalogues.tags()


@pytest.fixture
def form(content):
    return content.form("competence")


@pytest.fixture
def view(content, qtbot):
    view = PersonView(content.wording("ar"))
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    return view


def ask(view, form, question_id):
    place = form.place(question_id)
    view.show_question(place.question, place.section)


def picture(view):
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_a_question_is_shown_in_the_language_of_the_talk_only(view, form, content):
    ask(view, form, "int.accepted")
    shown, arabic = view.shown(), content.wording("ar")

    assert shown.text == arabic.label(form.question("int.accepted"))
    assert shown.text != content.wording("de").label(form.question("int.accepted"))
    assert shown.choices == tuple(arabic.word(word) for word in ("yes", "no", "unknown"))


def test_right_to_left_is_mirrored_and_left_to_right_is_not(view, content):
    assert view.layoutDirection() is Qt.LayoutDirection.RightToLeft

    view.set_wording(content.wording("uk"))

    assert view.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("question_id", ["meta.place", "int.name", "end.quality", "meta.case_no"])
def test_what_only_the_advisor_fills_in_is_a_neutral_picture(view, form, question_id):
    ask(view, form, "birth.value")
    ask(view, form, question_id)

    assert view.shown().text == ""
    assert view.shown().choices == ()


def test_a_paragraph_of_a_waiver_can_be_shown(view, content):
    text = content.wording("ar").block("B-T08")

    view.show_text(text)

    assert view.shown().text == text


def test_another_language_begins_with_the_neutral_picture(view, form, content):
    ask(view, form, "birth.value")

    view.set_wording(content.wording("uk"))

    assert view.shown().text == ""


def test_the_name_of_the_window_says_nothing(view, form):
    ask(view, form, "birth.value")

    assert view.windowTitle() == "Intake App"


def test_nothing_is_smaller_than_can_be_read_across_the_desk(view, form, content):
    view.resize(480, 320)
    view.show_text(" ".join([content.wording("uk").block("B-T08")] * 4))

    assert PersonSheet(view, view.shown(), "uk")._points >= SMALLEST_PT


@pytest.mark.parametrize("percent", [100, 200])
def test_a_question_with_its_choices_fits_the_window(view, form, theme, percent):
    theme.apply(Scheme.LIGHT, percent)
    ask(view, form, "alpha.first")
    shown = picture(view)
    ground = shown.pixelColor(0, 0)

    edges = [shown.pixelColor(x, 799) for x in range(0, 1280, 7)]
    edges += [shown.pixelColor(x, 0) for x in range(0, 1280, 7)]

    assert all(colour == ground for colour in edges)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["ur", "uk", "ti", "ckb"])
def test_no_choice_is_cut_off_in_a_low_window(view, form, theme, content, language, percent):
    theme.apply(Scheme.LIGHT, percent)
    view.set_wording(content.wording(language))
    view.resize(960, 600)
    ask(view, form, "alpha.first")
    shown = picture(view)
    ground = shown.pixelColor(0, 0)

    assert all(shown.pixelColor(x, 599) == ground for x in range(0, 960, 3))


def test_the_picture_of_a_sentence_stays_where_the_window_is_low(view, content):
    view.resize(700, 420)
    view.show_text(content.wording("ar").block("C-T01"), picture="sign_people")

    assert PersonSheet(view, view.shown(), "ar")._picture(34) >= 100


def test_on_the_only_screen_a_key_gives_it_back(view, form, qtbot, shown):
    window = shown(PersonView(view._wording))
    view.hide()
    view.open_beside(window)
    assert view.is_open()

    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view, Qt.Key.Key_A)

    assert not view.is_open()


def test_closing_the_window_only_puts_it_away(view, qtbot):
    with qtbot.waitSignal(view.closed):
        view.close()

    view.show()
    assert view.is_open()


def fullest(form, wording, most=6):
    """Return the questions that say the most to the person in a language."""

    def length(question):
        words = [wording.choice(question, choice.code) for choice in question.choices]
        return len(wording.label(question)) + (sum(map(len, words)) if len(words) <= 16 else 0)

    asked = [it for it in form.questions() if it.asked_of is not AskedOf.ADVISOR]
    return sorted(asked, key=length)[-most:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_questions_fit_the_window_in_every_language(content, form, qtbot, language):
    view = PersonView(content.wording(language))
    qtbot.addWidget(view)
    view.resize(960, 640)
    for question in fullest(form, content.wording(language)):
        ask(view, form, question.id)
        shown = picture(view)
        ground = shown.pixelColor(0, 0)
        edges = [shown.pixelColor(x, y) for x in range(0, 960, 3) for y in (0, 8, 631, 639)]
        edges += [shown.pixelColor(x, y) for y in range(0, 640, 3) for x in (0, 8, 951, 959)]
        assert all(colour == ground for colour in edges), question.id
