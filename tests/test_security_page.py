"""SECURITY.md promises nothing that no test proves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE)))


def test_the_page_names_the_tests_of_its_promises():
    assert len(NAMED) > 20


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_file_exists_and_tests_something(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.search(r"^(async )?def test_", text, re.MULTILINE)


def test_every_promise_has_its_proof():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "Promise" not in line]

    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"`tests/[\w/]+\.py`", row)] == []


@pytest.mark.parametrize(
    "heading",
    ["stolen laptop", "lost stick", "curious colleague", "malicious bundle", "forgotten pass"],
)
def test_the_threat_model_is_complete(heading):
    assert heading in PAGE.partition("## Against whom")[2].partition("## What it cannot do")[0]
