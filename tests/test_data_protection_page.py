"""What the page for the data-protection officer says is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intake_app.domain.copies import OLDEST
from intake_app.domain.retention import LONGEST_ATTACHMENT_MONTHS, WARN_DAYS, RetentionSpans
from intake_app.form_engine.loader import load_library
from intake_app.paths import forms_dir
from intake_app.services.journal import KEPT_MONTHS

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "data-protection.md").read_text(
    encoding="utf-8"
)


def rows(heading):
    """Return the cells of the table under a heading, without its head."""
    part = re.split(r"\n#{2,3} ", PAGE.partition(f"# {heading}\n")[2])[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize(
    ("heading", "list_id"), [("Kategorien von Daten", "categories"), ("Empfänger", "partners")]
)
def test_the_tables_name_every_entry_of_the_list(heading, list_id):
    entries = load_library(forms_dir()).lists[list_id].entries

    assert rows(heading) == [[entry.code, entry.label] for entry in entries]


def test_the_periods_are_those_of_the_program():
    spans, told = RetentionSpans(), {row[0]: row for row in rows("Löschfristen")}
    numbers = {name: [int(n) for n in re.findall(r"\d+", row[1])] for name, row in told.items()}

    assert list(numbers.values()) == [
        [spans.draft_days],
        [spans.case_months],
        [spans.health_months],
        [spans.level_months],
        [LONGEST_ATTACHMENT_MONTHS],
        [spans.proof_years],
        [KEPT_MONTHS],
        [OLDEST.days],
    ]
    first, last = WARN_DAYS
    assert f"{first} und {last} Tage vorher" in told["Fall"][2]
