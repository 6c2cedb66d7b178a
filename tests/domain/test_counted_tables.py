"""Tables, rounding, and what is not shown because there are too few (forms 9.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.counted_tables import (
    FEWEST_FOR_MEDIAN,
    STEP,
    Axis,
    Heading,
    Tally,
    merge_rare,
    most_frequent,
    round_to_step,
    table_of,
    typical,
)

HEADING = Heading(code="T0", title="Eine Tafel", unit="Personen", total="insgesamt")
UNITS = Axis(name="Einheit", labels=("Stadt", "Dorf"))
SEXES = Axis(name="Geschlecht", labels=("weiblich", "männlich", "divers", "ohne Angabe"))


def tally(axes, *counted):
    """Return what was counted: keys, or several keys of one person."""
    return Tally(
        heading=HEADING,
        axes=axes,
        counted=tuple(
            frozenset([key]) if isinstance(key, tuple) else frozenset(key) for key in counted
        ),
    )


@given(st.integers(0, 10_000))
def test_a_rounded_number_is_a_multiple_of_five_and_at_most_two_away(count):
    assert round_to_step(count) % STEP == 0
    assert abs(round_to_step(count) - count) <= 2


def test_two_dimensions_become_rows_and_columns_with_totals():
    table = table_of(tally((UNITS, SEXES), (0, 0), (0, 0), (0, 1), (1, 3)), rounded=False)

    assert table.columns == ("weiblich", "männlich", "divers", "ohne Angabe", "insgesamt")
    assert [(line.labels, line.numbers) for line in table.lines()] == [
        (("Stadt",), (2, 1, 0, 0, 3)),
        (("Dorf",), (0, 0, 0, 1, 1)),
        (("insgesamt",), (2, 1, 0, 1, 4)),
    ]
    assert [line.is_total for line in table.lines()] == [False, False, True]


def test_one_dimension_is_one_column():
    table = table_of(tally((UNITS,), (0,), (1,), (1,)), rounded=False)

    assert table.columns == ("Personen",)
    assert [(line.labels, line.numbers) for line in table.lines()] == [
        (("Stadt",), (1,)),
        (("Dorf",), (2,)),
        (("insgesamt",), (3,)),
    ]


def test_three_dimensions_have_a_total_below_each_group_and_below_all():
    ages = Axis(name="Alter", labels=("0–17", "18+"))
    table = table_of(tally((UNITS, SEXES, ages), (0, 0, 1), (1, 0, 1)), rounded=False)

    lines = list(table.lines())
    assert [axis.name for axis in table.row_axes] == ["Einheit", "Geschlecht"]
    assert len(lines) == 3 * 5
    assert lines[4].labels == ("Stadt", "insgesamt")
    assert lines[-1].labels == ("insgesamt", "insgesamt")
    assert lines[-1].numbers == (0, 2, 2)


def test_nothing_has_four_dimensions_and_nothing_none():
    with pytest.raises(ValueError, match="one to three"):
        tally((UNITS,) * 4)
    with pytest.raises(ValueError, match="one to three"):
        tally(())


def test_somebody_with_two_answers_is_one_in_the_total():
    barriers = Axis(name="Hindernis", labels=("Weg", "Arbeit"))
    table = table_of(tally((barriers,), [(0,), (1,)], (0,), []), rounded=False)

    assert (table.count(0), table.count(1), table.count(None)) == (2, 1, 2)


def test_an_axis_of_several_questions_has_no_total():
    asked = Axis(name="Zeilen", labels=("gefragt", "gegeben"), is_summed=False)
    table = table_of(tally((UNITS, asked), [(0, 0), (0, 1)]), rounded=False)

    assert table.columns == ("gefragt", "gegeben")
    assert next(table.lines()).numbers == (1, 1)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=60))
def test_a_published_table_holds_only_rounded_numbers_and_its_totals_are_rounded_alone(keys):
    exact = table_of(tally((UNITS, SEXES), *keys), rounded=False)
    shown = table_of(tally((UNITS, SEXES), *keys), rounded=True)

    assert shown.is_rounded
    for place in [(u, s) for u in (0, 1, None) for s in (0, 1, 2, 3, None)]:
        assert shown.count(*place) == round_to_step(exact.count(*place))
    assert exact.count(None, None) == len(keys)


def test_the_rounded_cells_of_a_row_need_not_sum_up_to_its_total():
    table = table_of(tally((UNITS, SEXES), *[(0, 0)] * 2, *[(0, 1)] * 2), rounded=True)

    assert next(table.lines()).numbers == (0, 0, 0, 0, 5)


@pytest.mark.parametrize(
    ("diverse", "unstated", "merged"), [(0, 0, True), (4, 9, True), (9, 4, True), (5, 5, False)]
)
def test_rare_sexes_are_shown_as_one(diverse, unstated, merged):
    counted = tally((UNITS, SEXES), *[(0, 2)] * diverse, *[(1, 3)] * unstated, *[(0, 0)] * 50)

    found = merge_rare(counted, 1, "divers oder ohne Angabe")

    assert (found.axes[1].labels[-1] == "divers oder ohne Angabe") is merged
    assert len(found.axes[1].labels) == (3 if merged else 4)
    table = table_of(found, rounded=False)
    assert table.count(None, None) == diverse + unstated + 50
    if merged:
        assert table.count(None, 2) == diverse + unstated


def test_what_is_withheld_holds_no_number_at_all():
    table = table_of(tally((UNITS,), (0,), (1,)).withheld("zu wenige"), rounded=False)

    assert table.is_withheld
    assert list(table.lines()) == []
    assert table.cells == {}
    assert table.heading.notes == ("zu wenige",)


def test_the_order_of_a_published_list_gives_nothing_away():
    counts = {"Syrien": 12, "Afghanistan": 11, "Ukraine": 8, "Eritrea": 2}

    assert most_frequent(counts, 10, rounded=False) == (
        *("Syrien", "Afghanistan", "Ukraine", "Eritrea"),
    )
    assert most_frequent(counts, 10, rounded=True) == ("Afghanistan", "Syrien", "Ukraine")
    assert most_frequent(counts, 2, rounded=False) == ("Syrien", "Afghanistan")


def test_a_median_needs_enough_cases():
    days = list(range(FEWEST_FOR_MEDIAN))

    assert typical(days) == 4
    assert typical(days[1:]) is None
