from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.answers import NOT_ASKED, Answer, AnswerState
from intake_app.domain.dates import PartialDate, Precision
from intake_app.errors import FormError
from intake_app.form_engine.completeness import missing, not_asked, progress
from intake_app.form_engine.conditions import (
    NOTHING_DERIVED,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    CountAtLeast,
    Derived,
    Not,
    OneOf,
    holds,
    holds_for_certain,
)
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.relevance import hidden_answers, visible
from tests.form_engine.builders import DECLINED, UNKNOWN, one_question, view, write_forms


@pytest.fixture
def form(tmp_path):
    return load_library(write_forms(tmp_path)).form("visit")


def shown(form, answers=None, rows=None, derived=NOTHING_DERIVED):
    return [item.path for item in visible(view(form, answers, rows), derived).shown]


QUESTIONS = """\
[[question]]
id = "way"
kind = "choice"
label = "L"
list = "ways"

[[question]]
id = "level"
kind = "choice"
label = "L"
list = "levels"

[[question]]
id = "wishes"
kind = "choices"
label = "L"
choice = [{ code = "a", label = "A" }, { code = "b", label = "B" }]

[[question]]
id = "adult"
kind = "yes_no_unknown"
label = "L"

[[question]]
id = "years"
kind = "integer"
label = "L"

[[question]]
id = "told"
kind = "flag"
label = "L"

[[question]]
id = "born"
kind = "partial_date"
label = "L"

[[question]]
id = "card"
kind = "date"
label = "L"

[[question]]
id = "rows"
kind = "repeat"
label = "L"
part = [{ id = "row.name", kind = "text", label = "L" }]

[[question]]
id = "pet"
kind = "group"
label = "L"
part = [{ id = "pet.name", kind = "text", label = "L" }]

[[question]]
id = "q"
kind = "text"
label = "L"
relevant = CONDITION
note = [{ id = "n", text = "T", when = CONDITION }]
"""


def _is_shown(tmp_path, condition, answers=None, rows=None, derived=NOTHING_DERIVED):
    """Return whether question and note with this condition are shown."""
    form = one_question(tmp_path, QUESTIONS.replace("CONDITION", condition))
    visibility = visible(view(form, answers, rows), derived)
    found = [item for item in visibility.shown if item.path == "q"]
    return bool(found), bool(found and found[0].notes)


YES, NO, UNSURE = (True, True), (False, False), (True, False)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ('{ question = "way", is = "bus" }', {"way": "bus"}, YES),
        ('{ question = "way", is = "bus" }', {"way": "foot"}, NO),
        ('{ question = "way", is = "bus" }', {}, NO),
        ('{ question = "way", is = "bus" }', {"way": UNKNOWN}, UNSURE),
        ('{ question = "way", is = "bus" }', {"way": DECLINED}, UNSURE),
        ('{ question = "way", is_not = "bus" }', {}, YES),
        ('{ question = "way", is_not = "bus" }', {"way": "bus"}, NO),
        ('{ question = "way", is_not = "bus" }', {"way": UNKNOWN}, UNSURE),
        ('{ question = "way", in = ["bus", "foot"] }', {"way": "foot"}, YES),
        ('{ question = "way", is = "ka" }', {"way": DECLINED}, YES),
        ('{ question = "way", is = "declined" }', {"way": DECLINED}, YES),
        ('{ question = "way", is = "declined" }', {"way": UNKNOWN}, UNSURE),
        ('{ question = "adult", in = ["no", "unknown"] }', {"adult": "no"}, YES),
        ('{ question = "adult", in = ["no", "unknown"] }', {"adult": UNKNOWN}, YES),
        ('{ question = "adult", in = ["no", "unknown"] }', {"adult": "yes"}, NO),
        ('{ question = "adult", in = ["no", "unknown"] }', {}, NO),
        ('{ question = "wishes", is = "b" }', {"wishes": '["a","b"]'}, YES),
        ('{ question = "wishes", is = "b" }', {"wishes": '["a"]'}, NO),
        ('{ question = "wishes", count_at_least = 2 }', {"wishes": '["a","b"]'}, YES),
        ('{ question = "wishes", count_at_least = 2 }', {"wishes": '["a"]'}, NO),
        ('{ question = "wishes", count_at_least = 1 }', {"wishes": UNKNOWN}, UNSURE),
        ('{ question = "told", is = true }', {"told": "true"}, YES),
        ('{ question = "told", is = true }', {}, NO),
        ('{ question = "told", is = false }', {}, YES),
        ('{ question = "years", at_least = 3 }', {"years": "10"}, YES),
        ('{ question = "years", at_least = 3 }', {"years": "3"}, YES),
        ('{ question = "years", at_least = 3 }', {"years": "2"}, NO),
        ('{ question = "years", at_least = 3 }', {"years": UNKNOWN}, UNSURE),
        ('{ question = "years", below = 3 }', {"years": "2"}, YES),
        ('{ question = "years", is = 3 }', {"years": "3"}, YES),
        ('{ question = "level", at_least = "A2" }', {"level": "B1"}, YES),
        ('{ question = "level", at_least = "A2" }', {"level": "A2"}, YES),
        ('{ question = "level", at_least = "A2" }', {"level": "A1"}, NO),
        ('{ question = "level", at_least = "A2" }', {}, NO),
        ('{ question = "level", below = "A2" }', {"level": "A1"}, YES),
        ('{ question = "way", answered = true }', {"way": "bus"}, YES),
        ('{ question = "way", answered = true }', {"way": DECLINED}, NO),
        ('{ question = "way", answered = false }', {}, YES),
        ('{ question = "pet", answered = true }', {"pet/pet.name": "Rex"}, YES),
        ('{ question = "pet", answered = true }', {}, NO),
        ('{ not = { question = "way", is = "bus" } }', {"way": UNKNOWN}, UNSURE),
        (
            '{ all = [{ question = "way", is = "bus" }, { question = "told", is = true }] }',
            {"way": UNKNOWN, "told": "false"},
            NO,
        ),
        (
            '{ any = [{ question = "way", is = "bus" }, { question = "told", is = true }] }',
            {"way": UNKNOWN, "told": "true"},
            YES,
        ),
        (
            '{ any = [{ question = "way", is = "bus" }, { question = "told", is = true }] }',
            {"way": UNKNOWN, "told": "false"},
            UNSURE,
        ),
    ],
)  # fmt: skip
def test_a_question_is_shown_unless_it_surely_does_not_apply(
    tmp_path, condition, answers, expected
):
    assert _is_shown(tmp_path, condition, answers) == expected


def _born(first, last):
    """Return the canonical text of a birth between two days."""
    born = PartialDate(
        earliest=date.fromisoformat(first),
        latest=date.fromisoformat(last),
        precision=Precision.PERIOD,
    )
    return born.to_canonical()


TODAY = Derived(today=date(2026, 11, 16))
IN_2020 = _born("2020-01-01", "2020-12-31")
END_2019, MID_2020 = {"card": "2019-12-31"}, {"card": "2020-06-01"}
UNKNOWN_DAY = PartialDate(earliest=None, latest=None, precision=Precision.UNKNOWN).to_canonical()


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ('{ question = "card", days_ago = 1 }', {"card": "2026-11-15"}, YES),
        ('{ question = "card", days_ago = 1 }', {"card": "2026-11-16"}, NO),
        ('{ question = "card", days_ago = 15 }', {"card": "2026-11-02"}, NO),
        ('{ question = "card", days_ago = 15 }', {"card": "2026-11-01"}, YES),
        ('{ question = "card", days_ago = 1 }', {}, NO),
        ('{ question = "card", days_ago = 1 }', {"card": UNKNOWN}, UNSURE),
        ('{ question = "born", years_ago = 5 }', {"born": IN_2020}, YES),
        ('{ question = "born", years_ago = 6 }', {"born": IN_2020}, UNSURE),
        ('{ question = "born", years_ago = 7 }', {"born": IN_2020}, NO),
        ('{ question = "born", years_ago = 6 }', {"born": UNKNOWN_DAY}, UNSURE),
        ('{ question = "card", years_ago = 6 }', {"card": "2020-11-16"}, YES),
        ('{ question = "card", years_ago = 6 }', {"card": "2020-11-17"}, NO),
        ('{ question = "card", before = "born" }', {"born": IN_2020, **END_2019}, YES),
        ('{ question = "card", before = "born" }', {"born": IN_2020, **MID_2020}, UNSURE),
        ('{ question = "card", before = "born" }', {"card": "2020-12-31", "born": IN_2020}, NO),
        ('{ question = "card", before = "born" }', {"card": "2019-12-31"}, NO),
        ('{ question = "card", before = "born" }', {"born": IN_2020}, NO),
        ('{ question = "card", day_in = ["01-01", "12-31"] }', {"card": "1992-01-01"}, YES),
        ('{ question = "card", day_in = ["01-01", "12-31"] }', {"card": "1992-01-02"}, NO),
        ('{ question = "born", day_in = ["01-01"] }', {"born": IN_2020}, UNSURE),
        ('{ question = "card", day_in = ["01-01"] }', {}, NO),
    ],
)  # fmt: skip
def test_days_are_compared_with_today_and_with_each_other(tmp_path, condition, answers, expected):
    assert _is_shown(tmp_path, condition, answers, derived=TODAY) == expected


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [
        ('{ question = "card", days_ago = 0 }', "'days_ago' must be a number from 1"),
        ('{ question = "card", years_ago = true }', "'years_ago' must be a number from 1"),
        ('{ question = "card", before = "way" }', "'before' must name an earlier question"),
        ('{ question = "card", before = "cart" }', "there is no question 'cart'.*'card'"),
        ('{ question = "card", day_in = ["1.1."] }', "'day_in' must be a list of days"),
    ],
)
def test_a_mistake_in_a_condition_on_days_is_named(tmp_path, condition, complaint):
    with pytest.raises(FormError, match=complaint):
        one_question(tmp_path, QUESTIONS.replace("CONDITION", condition))


def test_without_a_day_of_the_office_nothing_is_certain_about_how_long_ago(tmp_path):
    for condition in (
        '{ question = "card", days_ago = 1 }',
        '{ question = "card", years_ago = 1 }',
    ):
        assert _is_shown(tmp_path, condition, {"card": "1992-01-01"}) == UNSURE


@pytest.mark.parametrize(("count", "expected"), [(0, NO), (1, NO), (2, YES)])
def test_rows_are_counted(tmp_path, count, expected):
    rows = {"rows": [f"r{number}" for number in range(count)]}

    assert _is_shown(tmp_path, '{ question = "rows", count_at_least = 2 }', {}, rows) == expected


@pytest.mark.parametrize(("rows", "expected"), [([], NO), (["r1"], YES)])
def test_a_repeat_is_answered_by_its_rows(tmp_path, rows, expected):
    condition = '{ question = "rows", answered = true }'

    assert _is_shown(tmp_path, condition, {}, {"rows": rows}) == expected


@pytest.mark.parametrize(
    ("condition", "derived", "expected"),
    [
        ('{ derived = "age_max", at_least = 18 }', Derived(age_min=17, age_max=18), YES),
        ('{ derived = "age_min", at_least = 18 }', Derived(age_min=17, age_max=18), NO),
        ('{ derived = "age_max", at_least = 18 }', Derived(), UNSURE),
        ('{ derived = "age_min", below = 18 }', Derived(age_min=17, age_max=18), YES),
        ('{ derived = "minor_or_unsure", is = true }', Derived(minor_or_unsure=True), YES),
        ('{ derived = "minor_or_unsure", is = true }', Derived(minor_or_unsure=False), NO),
        ('{ derived = "minor_or_unsure", is = true }', Derived(), UNSURE),
        ('{ derived = "german_or_eu", is = false }', Derived(german_or_eu=True), NO),
        ('{ derived = "children_count", at_least = 1 }', Derived(children_count=0), NO),
        ('{ derived = "youngest_child_age", below = 12 }', Derived(children_count=0), NO),
        ('{ derived = "youngest_child_age", below = 12 }', Derived(children_count=2), UNSURE),
        (
            '{ derived = "youngest_child_age", below = 12 }',
            Derived(children_count=1, youngest_child_age=11),
            YES,
        ),
        (
            '{ derived = "youngest_child_age", at_least = 12 }',
            Derived(children_count=1, youngest_child_age=11),
            NO,
        ),
    ],
)
def test_derived_values_decide_and_uncertain_ones_show(tmp_path, condition, derived, expected):
    assert _is_shown(tmp_path, condition, derived=derived) == expected


def test_a_chain_of_follow_up_questions_disappears_with_its_first(tmp_path):
    form = one_question(
        tmp_path,
        '[[question]]\nid = "a"\nkind = "flag"\nlabel = "L"\n'
        '[[question]]\nid = "b"\nkind = "flag"\nlabel = "L"\n'
        'relevant = { question = "a", is = true }\n'
        '[[question]]\nid = "c"\nkind = "text"\nlabel = "L"\n'
        'relevant = { question = "b", is = true }\n',
    )

    assert shown(form, {"a": "true", "b": "true", "c": "x"}) == ["a", "b", "c"]
    assert shown(form, {"a": "false", "b": "true", "c": "x"}) == ["a"]
    assert hidden_answers(view(form, {"a": "false", "b": "true", "c": "x"}), NOTHING_DERIVED) == [
        "b",
        "c",
    ]


def test_a_section_opens_only_when_its_condition_holds(form):
    closed = visible(view(form), NOTHING_DERIVED)
    opened = visible(view(form, {"explained": "true"}), NOTHING_DERIVED)

    assert closed.open_sections == {"A1"}
    assert closed.in_section("B1") == ()
    assert opened.open_sections == {"A1", "B1"}
    assert [item.path for item in opened.in_section("B1")] == ["people", "pet", "pet/pet.has"]


def test_a_condition_in_a_row_looks_at_its_own_row(form):
    answers = {
        "explained": "true",
        "people/r1/people.school": "yes",
        "people/r2/people.school": "no",
    }
    paths = shown(form, answers, {"people": ["r1", "r2"]})

    assert "people/r1/people.grade" in paths
    assert "people/r2/people.grade" not in paths


def test_answers_of_a_closed_section_are_hidden_with_their_rows(form):
    answers = {"people/r1/people.name": "Ali", "way": "bus"}

    assert hidden_answers(view(form, answers, {"people": ["r1"]}), NOTHING_DERIVED) == [
        "people/r1/people.name"
    ]


def test_what_is_required_is_missing_until_it_is_settled(form):
    assert missing(view(form), NOTHING_DERIVED) == ["way", "explained"]
    assert missing(view(form, {"way": DECLINED}), NOTHING_DERIVED) == ["explained"]
    assert missing(view(form, {"way": "bus", "explained": "false"}), NOTHING_DERIVED) == [
        "explained"
    ]
    assert missing(view(form), NOTHING_DERIVED, "W") == []


def test_a_required_repeat_needs_a_row_with_its_required_parts(form):
    done = {"way": "bus", "explained": "true"}

    assert missing(view(form, done), NOTHING_DERIVED) == ["people"]
    assert missing(view(form, done, {"people": ["r1"]}), NOTHING_DERIVED) == [
        "people/r1/people.name"
    ]
    named = {**done, "people/r1/people.name": "Ali"}
    assert missing(view(form, named, {"people": ["r1"]}), NOTHING_DERIVED) == []
    assert missing(view(form, {**done, "people": "0"}), NOTHING_DERIVED) == []
    assert missing(view(form, {**done, "people": UNKNOWN}), NOTHING_DERIVED) == []


def test_progress_counts_what_is_shown_and_settled(form):
    visibility = visible(view(form, {"way": "bus", "stops": UNKNOWN}), NOTHING_DERIVED)

    assert progress(visibility, "A1") == (2, 4)
    assert not_asked(visibility) == ["level"]


def test_a_required_group_is_settled_by_any_of_its_parts(tmp_path):
    form = one_question(
        tmp_path,
        '[[question]]\nid = "pet"\nkind = "group"\nlabel = "L"\nrequired = ["E"]\n'
        'part = [{ id = "pet.has", kind = "flag", label = "L" },'
        ' { id = "pet.name", kind = "text", label = "L" }]\n',
    )

    assert missing(view(form), NOTHING_DERIVED) == ["pet"]
    assert missing(view(form, {"pet/pet.name": DECLINED}), NOTHING_DERIVED) == []
    assert missing(view(form, {"pet/pet.has": "false"}), NOTHING_DERIVED) == []


def test_only_core_questions_that_can_be_answered_count_as_progress(tmp_path):
    form = one_question(
        tmp_path,
        '[[question]]\nid = "deep"\nkind = "text"\nlabel = "L"\ndepth = "V"\n'
        '[[question]]\nid = "no"\nkind = "computed"\nlabel = "L"\ncompute = "case_no"\n'
        'required = ["E"]\n'
        '[[question]]\nid = "pet"\nkind = "group"\nlabel = "L"\n'
        'part = [{ id = "pet.name", kind = "text", label = "L" }]\n'
        '[[question]]\nid = "told"\nkind = "flag"\nlabel = "L"\nasked_of = "advisor"\n',
    )
    visibility = visible(view(form), NOTHING_DERIVED)

    assert progress(visibility, "A1") == (0, 2)
    assert not_asked(visibility) == ["pet/pet.name"]
    assert missing(view(form), NOTHING_DERIVED) == []


def test_without_core_questions_all_others_count_as_progress(tmp_path):
    form = one_question(
        tmp_path,
        '[[question]]\nid = "deep"\nkind = "text"\nlabel = "L"\ndepth = "V"\n'
        '[[question]]\nid = "more"\nkind = "text"\nlabel = "L"\ndepth = "V"\n',
    )

    assert progress(visible(view(form), NOTHING_DERIVED), "A1") == (0, 2)
    told = visible(view(form, {"deep": "x"}), NOTHING_DERIVED)
    assert progress(told, "A1") == (1, 2)
    assert not_asked(told) == []


@dataclass
class Facts:
    """Answers to the questions a, b and c."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, question_id):
        return self.answers.get(question_id, NOT_ASKED)

    def row_count(self, question_id):
        return 0

    def is_answered(self, question_id):
        return self.answer(question_id).state is AnswerState.ANSWERED


_IDS = st.sampled_from(["a", "b", "c"])
_ANSWERS = st.one_of(
    st.sampled_from([UNKNOWN, DECLINED, NOT_ASKED]),
    st.integers(0, 9).map(lambda number: Answer(value=str(number))),
)
_LEAVES = st.one_of(
    st.builds(
        lambda q, codes: OneOf(q, frozenset(map(str, codes))), _IDS, st.sets(st.integers(0, 9))
    ),
    st.builds(lambda q, bound: AtLeast(q, str(bound)), _IDS, st.integers(0, 9)),
    st.builds(Answered, _IDS),
    st.builds(CountAtLeast, _IDS, st.integers(1, 3)),
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda parts: AllOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: AnyOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)
_FACTS = st.dictionaries(_IDS, _ANSWERS).map(Facts)


@given(_TREES, _FACTS)
def test_without_uncertain_answers_every_condition_is_certain(tree, facts):
    certain = Facts({key: a for key, a in facts.answers.items() if a not in (UNKNOWN, DECLINED)})

    assert tree.evaluate(certain, NOTHING_DERIVED) in (True, False)


@given(_TREES, _FACTS)
def test_not_turns_every_certain_result_and_keeps_uncertainty(tree, facts):
    result, opposite = (node.evaluate(facts, NOTHING_DERIVED) for node in (tree, Not(tree)))

    assert opposite is (None if result is None else not result)


@given(_TREES, _FACTS)
def test_a_note_appears_only_where_a_question_would(tree, facts):
    if holds_for_certain(tree, facts, NOTHING_DERIVED):
        assert holds(tree, facts, NOTHING_DERIVED)


@given(_TREES, _FACTS, st.integers(0, 9))
def test_what_is_certain_stays_so_whatever_the_uncertain_answers_turn_out_to_be(
    tree, facts, number
):
    result = tree.evaluate(facts, NOTHING_DERIVED)
    # "Answered" and counting see a state for what it is, so they may change; others may not.
    if result is None or _looks_at_presence(tree):
        return
    known = Facts(
        {
            key: Answer(value=str(number)) if a in (UNKNOWN, DECLINED) else a
            for key, a in facts.answers.items()
        }
    )
    assert tree.evaluate(known, NOTHING_DERIVED) is result


def _looks_at_presence(tree) -> bool:
    if isinstance(tree, AllOf | AnyOf):
        return any(_looks_at_presence(part) for part in tree.parts)
    if isinstance(tree, Not):
        return _looks_at_presence(tree.part)
    return isinstance(tree, Answered | CountAtLeast)
