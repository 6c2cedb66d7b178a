"""Every text of the forms is said somewhere: translators have no work that nobody reads."""

from __future__ import annotations

import ast
import re

import pytest

from intake_app.form_engine.loader import load_library
from intake_app.paths import forms_dir
from tests.check import ROOT

BEGINNING = re.compile(r"[A-Z]-[A-Z]\d*|[a-z]+\.")
"""Of the id of a text."""


def named_in_the_program():
    """Return what the program names: whole ids, and beginnings and ends that it composes."""
    whole, beginnings, ends = set(), set(), set()
    for source in (ROOT / "intake_app").rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                first, last = node.values[0], node.values[-1]
                if isinstance(first, ast.Constant):
                    beginnings.add(first.value)
                elif isinstance(last, ast.Constant) and last.value.startswith("."):
                    ends.add(last.value)
    return whole, tuple(filter(BEGINNING.match, beginnings)), tuple(ends)


WHOLE, BEGINNINGS, ENDS = named_in_the_program()


def is_said(text_id):
    if text_id in WHOLE or text_id.startswith(BEGINNINGS):
        return True
    return any(text_id.endswith(end) and is_said(text_id.removesuffix(end)) for end in ENDS)


@pytest.mark.parametrize("form", ["competence", "routing", "waiver"])
def test_every_text_is_said_somewhere(form):
    texts = load_library(forms_dir()).forms[form].texts

    assert [text_id for text_id in texts if not is_said(text_id)] == []
