from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from intake_app.domain.answers import (
    NOT_ASKED,
    Answer,
    AnswerState,
    Evidence,
    EvidenceKind,
    ToldBy,
)
from intake_app.form_engine.model import Kind
from intake_app.ui.question.fields.kinds import FIELD_OF_KIND
from intake_app.ui.question.section_view import SectionView
from intake_app.ui.widgets.notices import Notice
from tests.ui.builders import PARTNER, TODAY
from tests.ui.screens import settle
from tests.ui.typing import press, type_text

DECLINED = Answer(state=AnswerState.DECLINED)
UNKNOWN = Answer(state=AnswerState.UNKNOWN)


@pytest.fixture
def page(talk, shown):
    page = SectionView(talk.form.section("Q"), talk.context)
    talk.follow(page)
    shown(page, 800, 700)
    return page


def field(page, path):
    return page.view(path).field


def leave(page, path):
    """Move the focus to another question."""
    page.view("number" if path != "number" else "name").setFocus()
    other = field(page, "job" if path == "office" and page.view("job").is_built else "office")
    other.setFocus()
    settle()


def test_every_kind_has_a_field():
    assert set(FIELD_OF_KIND) == set(Kind)


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("name", "Öztürk", "Öztürk"),
        ("name", "حداد", "حداد"),
        ("phone", "05351 1234", "+4953511234"),
        ("goal", "Pflege lernen, schnell.", "Pflege lernen, schnell."),
        ("years", "9", "9"),
        ("day", "24.11.2026", "2026-11-24"),
        ("day", "heute", "2026-12-03"),
        ("start", "930", "09:30"),
    ],
)
def test_typed_text_is_stored_when_the_field_is_left(page, talk, path, typed, value):
    field(page, path).setFocus()
    type_text(field(page, path), typed)
    assert path not in talk.answers
    leave(page, path)

    assert talk.answers[path] == Answer(value=value)


def test_typed_text_is_stored_after_a_second_of_rest(page, talk, qtbot):
    field(page, "name").setFocus()
    type_text(field(page, "name"), "Haddad")

    qtbot.waitUntil(lambda: "name" in talk.answers, timeout=3000)

    assert talk.answers["name"].value == "Haddad"
    assert field(page, "name").line.text() == "Haddad"


def test_who_types_without_a_rest_loses_a_word_in_a_crash_and_no_more(page, talk, qtbot):
    field(page, "goal").setFocus()

    def typed_on():
        type_text(field(page, "goal"), "Pflege ")
        return "goal" in talk.drafts

    qtbot.waitUntil(typed_on, timeout=5000)

    assert talk.drafts["goal"].startswith("Pflege Pflege")
    assert talk.answers == {}
    qtbot.waitUntil(lambda: "goal" in talk.answers, timeout=3000)
    assert talk.drafts == {}


def test_what_cannot_be_read_stays_and_is_explained_beside_the_field(page, talk):
    field(page, "day").setFocus()
    type_text(field(page, "day"), "31.02.2026")
    leave(page, "day")

    assert "day" not in talk.answers
    assert talk.drafts == {"day": "31.02.2026"}
    assert page.view("day").problem().startswith("Diesen Tag gibt es nicht")
    assert field(page, "day").line.text() == "31.02.2026"

    field(page, "day").setFocus()
    field(page, "day").line.clear()
    type_text(field(page, "day"), "28.02.2026")
    leave(page, "day")

    assert talk.answers["day"].value == "2026-02-28"
    assert talk.drafts == {}
    assert page.view("day").problem() == ""


def test_a_rule_of_the_form_is_explained_in_the_words_of_the_form(page, talk):
    field(page, "day").setFocus()
    type_text(field(page, "day"), "04.12.2026")
    leave(page, "day")

    assert page.view("day").problem() == "Der Tag liegt in der Zukunft."
    assert talk.drafts == {"day": "04.12.2026"}


def test_half_typed_input_is_there_again_after_unlocking(page, talk, shown):
    talk.drafts["day"] = "31.02."
    talk.drafts["tongue"] = "Zaza"
    again = SectionView(talk.form.section("Q"), talk.context)
    again.show_filled(talk.filled())
    shown(again)

    assert again.view("day").field.line.text() == "31.02."
    assert again.view("tongue").field.list.text() == "Zaza"


def test_stored_answers_are_shown_as_people_write_them(page, talk):
    talk.answers |= {
        "day": Answer(value="2026-11-24"),
        "phone": Answer(value="+4953511234"),
        "tongue": Answer(value="apc"),
        "office": Answer(value=PARTNER),
        "sex": DECLINED,
        "works": UNKNOWN,
        "german": Answer(value='{"listening":"A2"}'),
        "more_tongues": Answer(value='["tur","apc"]'),
    }
    page.show_filled(talk.filled())

    assert field(page, "day").line.text() == "24.11.2026"
    assert field(page, "phone").line.text().replace("\u00a0", " ") == "05351 1234"
    assert field(page, "tongue").list.text() == "Arabisch (Levante)"
    assert field(page, "office").list.text() == "Jobcenter Helmstedt"
    assert field(page, "sex").segments.code() == "ka"
    assert field(page, "works").segments.code() == "unknown"
    assert field(page, "german").grid.codes() == {"listening": "A2"}
    assert [chip.accessibleName() for chip in field(page, "more_tongues").picks.chips()] == [
        "Türkisch",
        "Arabisch (Levante)",
    ]


def test_showing_stored_answers_reports_nothing(talk, shown, qtbot):
    talk.answers |= {"name": Answer(value="Haddad"), "sex": Answer(value="f"), "works": UNKNOWN}
    page = SectionView(talk.form.section("Q"), talk.context)
    shown(page)

    with qtbot.assertNotEmitted(page.answered), qtbot.assertNotEmitted(page.drafted):
        page.show_filled(talk.filled())
        settle()


@pytest.mark.parametrize(
    ("path", "code", "answer"),
    [
        ("sex", "f", Answer(value="f")),
        ("sex", "ka", DECLINED),
        ("works", "no", Answer(value="no")),
        ("works", "unknown", UNKNOWN),
    ],
)
def test_a_choice_is_stored_with_the_click(page, talk, qtbot, path, code, answer):
    segments = field(page, path).segments.segments()
    segment = next(s for s in segments if s.option.code == code)
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)

    assert talk.answers[path] == answer

    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)

    assert path not in talk.answers


def test_several_choices_keep_their_order_and_a_state_stands_alone(page, talk, qtbot):
    picks = field(page, "devices").picks
    qtbot.mouseClick(picks.segment("pc"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(picks.segment("phone"), Qt.MouseButton.LeftButton)
    assert json.loads(talk.answers["devices"].value) == ["pc", "phone"]

    qtbot.mouseClick(picks.segment("none"), Qt.MouseButton.LeftButton)
    assert talk.answers["devices"] == UNKNOWN

    qtbot.mouseClick(picks.segment("phone"), Qt.MouseButton.LeftButton)
    assert json.loads(talk.answers["devices"].value) == ["phone"]


def test_a_long_list_is_searched_by_typing(page, talk):
    chooser = field(page, "tongue").list
    chooser.setFocus()
    type_text(chooser, "tuerk")
    assert chooser.is_list_open()
    press(chooser, Qt.Key.Key_Return)

    assert talk.answers["tongue"] == Answer(value="tur")
    assert chooser.text() == "Türkisch"


def test_a_word_that_is_not_in_the_list_is_kept(page, talk):
    chooser = field(page, "tongue").list
    chooser.setFocus()
    type_text(chooser, "Zaza")
    leave(page, "tongue")

    assert talk.drafts == {"tongue": "Zaza"}
    assert page.view("tongue").problem() == "Das steht nicht in der Liste. Andere Schreibweise?"
    assert "tongue" not in talk.answers


def test_a_partner_is_chosen_by_name_and_stored_by_id(page, talk):
    chooser = field(page, "office").list
    chooser.setFocus()
    type_text(chooser, "job")
    press(chooser, Qt.Key.Key_Return)

    assert talk.answers["office"] == Answer(value=PARTNER)


def test_a_partner_nobody_knows_is_no_answer(page, talk):
    field(page, "office").list.setFocus()
    type_text(field(page, "office").list, "Finanzamt")
    field(page, "name").setFocus()
    settle()

    assert "office" not in talk.answers
    assert talk.drafts == {"office": "Finanzamt"}


def test_a_tick_is_stored_and_taken_back(page, talk, qtbot):
    box = field(page, "told").box
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert talk.answers["told"] == Answer(value="true")

    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert "told" not in talk.answers


def test_levels_are_chosen_with_the_keys_alone(page, talk):
    grid = field(page, "german").grid
    grid.setFocus()
    press(grid.cell("listening", "A1"), Qt.Key.Key_Right)
    press(grid.cell("listening", "A2"), Qt.Key.Key_Space)
    press(grid.cell("listening", "A2"), Qt.Key.Key_Down)
    press(grid.cell("reading", "A2"), Qt.Key.Key_Return)

    assert json.loads(talk.answers["german"].value) == {"listening": "A2", "reading": "A2"}


@pytest.mark.parametrize(("key", "answer"), [("F7", UNKNOWN), ("F8", DECLINED)])
def test_one_key_says_does_not_know_or_does_not_want_to_say(page, talk, qtbot, key, answer):
    field(page, "years").setFocus()
    type_text(field(page, "years"), "9")
    qtbot.keyClick(field(page, "years").line, getattr(Qt.Key, f"Key_{key}"))

    assert talk.answers["years"] == answer
    assert field(page, "years").line.text() == ""

    qtbot.keyClick(field(page, "years").line, getattr(Qt.Key, f"Key_{key}"))

    assert "years" not in talk.answers


def test_leaving_an_empty_field_takes_no_state_back(page, talk):
    talk.answers["years"] = DECLINED
    page.show_filled(talk.filled())
    field(page, "years").setFocus()
    leave(page, "years")

    assert talk.answers["years"] == DECLINED


def test_typing_replaces_the_state(page, talk):
    talk.answers["years"] = DECLINED
    page.show_filled(talk.filled())
    field(page, "years").setFocus()
    type_text(field(page, "years"), "4")
    leave(page, "years")

    assert talk.answers["years"] == Answer(value="4")
    assert page.view("years").toggles.state() is None


def test_an_entry_of_the_list_that_means_a_state_needs_no_second_toggle(page):
    assert [s.option.code for s in field(page, "sex").segments.segments()] == ["f", "m", "ka"]
    with pytest.raises(KeyError):
        page.view("sex").toggles.chip(AnswerState.DECLINED)


def test_what_an_answer_rests_on_is_noted_with_day_and_initials(page, talk, qtbot):
    talk.answers["name"] = Answer(value="Haddad")
    page.show_filled(talk.filled())
    field(page, "name").setFocus()
    qtbot.keyClick(field(page, "name").line, Qt.Key.Key_F9)
    panel = page.view("name").toggles.panel
    assert panel.is_open()
    panel.kinds.setFocus()
    press(panel.kinds.segments()[0], Qt.Key.Key_2)
    qtbot.mouseClick(panel.uncertain, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.by_companion, Qt.MouseButton.LeftButton)

    assert talk.answers["name"] == Answer(
        value="Haddad",
        evidence=Evidence(kind=EvidenceKind.SEEN, seen_on=TODAY, seen_by="BK"),
        uncertain=True,
        told_by=ToldBy.COMPANION,
    )
    assert page.view("name").toggles.details.text().startswith("Unterlage gesehen, 03.12.2026")


def test_evidence_stays_when_the_answer_is_corrected(page, talk):
    seen = Evidence(kind=EvidenceKind.SEEN, seen_on=TODAY, seen_by="BK")
    talk.answers["name"] = Answer(value="Hadad", evidence=seen)
    page.show_filled(talk.filled())
    field(page, "name").setFocus()
    field(page, "name").line.clear()
    type_text(field(page, "name"), "Haddad")
    leave(page, "name")

    assert talk.answers["name"] == Answer(value="Haddad", evidence=seen)


def test_toggles_appear_with_the_focus_and_keep_their_place(page, qtbot):
    view = page.view("years")
    height = view.height()
    assert view.toggles.details is None
    field(page, "years").setFocus()
    settle()

    assert view.toggles.chip(AnswerState.UNKNOWN).isVisible()
    assert view.height() == height


def test_a_follow_up_question_appears_with_the_answer_that_needs_it(page, talk, qtbot):
    assert not page.view("job").isVisible()

    qtbot.mouseClick(field(page, "works").segments.segments()[0], Qt.MouseButton.LeftButton)
    assert page.view("job").isVisible()

    qtbot.mouseClick(field(page, "works").segments.segments()[1], Qt.MouseButton.LeftButton)
    assert not page.view("job").isVisible()


def test_a_safety_block_is_said_in_both_languages(page, talk, qtbot):
    qtbot.mouseClick(field(page, "works").segments.segments()[1], Qt.MouseButton.LeftButton)
    settle()

    [notice] = page.view("works").findChildren(Notice)
    words = " ".join(label.text() for label in notice.findChildren(QLabel))
    assert "Hier geht es nicht weiter." in words
    assert "لا يمكن المتابعة هنا." in words


def test_the_question_stands_in_german_and_in_the_language_of_the_talk(page):
    labels = {label.text(): label for label in page.view("name").findChildren(QLabel)}

    assert labels["Familienname"].layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert labels["اسم العائلة"].layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert page.view("name").findChild(QLineEdit).accessibleName() == "Familienname"


def test_parts_of_a_group_are_answers_of_their_own(page, talk, qtbot):
    qtbot.mouseClick(field(page, "pet/pet_has").segments.segments()[0], Qt.MouseButton.LeftButton)
    field(page, "pet/pet_kind").setFocus()
    type_text(field(page, "pet/pet_kind"), "Katze")
    leave(page, "pet/pet_kind")

    assert talk.answers["pet/pet_has"] == Answer(value="yes")
    assert talk.answers["pet/pet_kind"] == Answer(value="Katze")


def test_a_computed_value_is_shown_and_never_reported(page, talk):
    assert field(page, "number").shown() == "HE-26-000001-X"


def test_a_number_is_counted_with_the_arrow_keys_within_its_bounds(page, talk, qtbot):
    line = field(page, "years").line
    line.setFocus()
    for _ in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "2"
    for _ in range(5):
        qtbot.keyClick(line, Qt.Key.Key_Down)
    leave(page, "years")

    assert talk.answers["years"] == Answer(value="0")


def test_a_long_text_stops_at_its_limit_and_says_how_much_is_left(page, talk):
    goal = field(page, "goal")
    goal.setFocus()
    type_text(goal, "x" * 70)
    leave(page, "goal")

    assert talk.answers["goal"].value == "x" * 60
    assert any(label.text() == "noch 0 Zeichen" for label in goal.findChildren(QLabel))


def test_a_date_of_another_calendar_shows_what_it_means_here(page, talk, qtbot):
    born = field(page, "born")
    qtbot.mouseClick(born.calendars.segments()[1], Qt.MouseButton.LeftButton)
    born.line.setFocus()
    type_text(born.line, "1371")
    assert born.range.text() == "21.03.1992 bis 20.03.1993"
    leave(page, "born")

    assert json.loads(talk.answers["born"].value)["calendar"] == "solar_hijri"
    assert born.line.text() == "1371"


def test_a_half_typed_date_keeps_its_calendar(page, talk, shown, qtbot):
    born = field(page, "born")
    qtbot.mouseClick(born.calendars.segments()[3], Qt.MouseButton.LeftButton)
    born.line.setFocus()
    type_text(born.line, "19")
    leave(page, "born")
    again = SectionView(talk.form.section("Q"), talk.context)
    again.show_filled(talk.filled())
    shown(again)

    assert again.view("born").field.line.text() == "19"
    assert again.view("born").field.calendar().value == "ethiopic"


def test_an_approximate_date_reads_back_as_it_was_told(page, talk):
    born = field(page, "born")
    born.setFocus()
    type_text(born.line, "um 1990")
    leave(page, "born")

    assert born.line.text() == "ca. 1990"
    assert json.loads(talk.answers["born"].value)["precision"] == "about"


def test_ctrl_down_leads_from_question_to_question(page, qtbot):
    field(page, "name").setFocus()
    qtbot.keyClick(field(page, "name").line, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert page.current_path() == "phone"

    qtbot.keyClick(field(page, "phone").line, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert page.current_path() == "name"


def test_the_client_view_learns_which_question_is_open(page, qtbot):
    with qtbot.waitSignal(page.entered) as signal:
        field(page, "phone").setFocus()

    assert signal.args == ["phone"]


def test_going_past_the_last_question_leads_to_the_next_section(page, qtbot):
    field(page, "name").setFocus()
    with qtbot.waitSignal(page.left_end) as signal:
        qtbot.keyClick(
            field(page, "name").line, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
        )

    assert signal.args == [1]


def test_locking_stores_what_is_being_typed(page, talk):
    field(page, "name").setFocus()
    type_text(field(page, "name"), "Had")
    field(page, "day").line.setFocus()
    type_text(field(page, "day"), "24.1")
    page.commit()

    assert talk.answers["name"] == Answer(value="Had")
    assert talk.drafts == {"day": "24.1"}


def test_an_answer_that_the_service_refuses_is_shown_as_before(page, talk):
    talk.answers["years"] = Answer(value="9")
    page.show_filled(talk.filled())
    before = talk.filled()
    field(page, "years").setFocus()
    type_text(field(page, "years"), "9")
    page.show_filled(replace(before, answers={"years": Answer(value="9")}))
    leave(page, "years")
    page.show_filled(before)

    assert page.view("years").answer() == Answer(value="9")
    assert page.view("job").answer() == NOT_ASKED
