"""Before a new case is opened: who has a name that sounds like what was typed."""

from __future__ import annotations

import pytest

from intake_app.domain.answers import Answer


@pytest.fixture
def named(services):
    def make(given, family):
        case_id = services.cases.create()
        talk = services.interviews.begin(case_id, "uk")
        row = services.interviews.add_row(talk, "name.rows")
        for part, value in (("kind", "residence"), ("given", given), ("family", family)):
            path = f"name.rows/{row}/name.{part}"
            services.interviews.answer(talk, path, Answer(value=value))
        return case_id

    return make


def test_a_name_in_another_spelling_is_suggested(services, named):
    case_id = named("Andrii", "Zrazkovyi")
    named("Rima", "Al-Mithali")

    assert services.cases.search("Andrej Srazkowij") == []
    assert [head.case.id for head in services.cases.sounding("Andrej Srazkowij")] == [case_id]


def test_a_name_without_letters_sounds_like_nobody(services, named):
    named("Andrii", "Zrazkovyi")

    assert services.cases.sounding("1992") == []
    assert services.cases.sounding("…") == []
