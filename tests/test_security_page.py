"""SECURITY.md promises nothing that no test proves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intake_app.domain.office import Role
from intake_app.domain.roles import RIGHTS_OF_ROLE, Right

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
WHO_MAY = PAGE.partition("### Wer was darf")[2].partition("\n### ")[0]
ROLES = {
    "Beratung": Role.ADVISOR,
    "Leitung": Role.HEAD,
    "Verwaltung": Role.ADMIN,
    "Datenschutz": Role.PRIVACY,
    "Statistik": Role.STATISTICS,
}
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE)))


def test_the_page_names_the_tests_of_its_promises():
    assert len(NAMED) > 20


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_file_exists_and_tests_something(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.search(r"^(async )?def test_", text, re.MULTILINE)


def test_every_promise_has_its_proof():
    tables = PAGE.replace(WHO_MAY, "").splitlines()
    rows = [line for line in tables if line.startswith("| ") and "Promise" not in line]

    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"`tests/[\w/]+\.py`", row)] == []


@pytest.mark.parametrize(
    "heading",
    ["stolen laptop", "lost stick", "curious colleague", "malicious bundle", "forgotten pass"],
)
def test_the_threat_model_is_complete(heading):
    assert heading in PAGE.partition("## Against whom")[2].partition("## What it cannot do")[0]


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table_of_who_may_what_is_that_of_the_program():
    head, _rule, *rows = [line for line in WHO_MAY.splitlines() if line.startswith("|")]
    roles = [ROLES[name] for name in cells(head)[1:]]
    assert set(roles) == set(Role)

    told = {}
    for what, *answers in map(cells, rows):
        right = Right(re.search(r"\(`(\w+)`\)$", what)[1])
        told[right] = {role for role, answer in zip(roles, answers, strict=True) if answer == "ja"}
        assert set(answers) <= {"ja", "–"}

    held = {right: {r for r in Role if right in RIGHTS_OF_ROLE[r]} for right in Right}
    assert told == {**held, Right.SIGN_IN: set(Role)}
