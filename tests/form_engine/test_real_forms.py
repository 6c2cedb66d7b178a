"""The forms that are shipped; what they ask is tested in tests/forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake_app.form_engine.answer_view import AnswerView
from intake_app.form_engine.check import check_forms
from intake_app.form_engine.completeness import missing
from intake_app.form_engine.conditions import NOTHING_DERIVED
from intake_app.form_engine.loader import load_form_from_canonical, load_library

FORMS = Path(__file__).parents[2] / "forms"


@pytest.fixture(scope="module")
def library():
    return load_library(FORMS)


def test_the_shipped_forms_have_no_mistake():
    assert check_forms(FORMS) == []


def test_the_shipped_forms_are_there(library):
    assert {"competence", "waiver", "routing"} <= library.forms.keys()


def test_the_kept_wording_makes_every_shipped_form_again(library):
    for form in library.forms.values():
        assert load_form_from_canonical(form.canonical()) == form


def test_an_empty_case_shows_what_is_required(library):
    for form in library.forms.values():
        view = AnswerView(form, {})
        for need in "ELW":
            for path in missing(view, NOTHING_DERIVED, need):
                assert need in form.place_at(path).question.required
