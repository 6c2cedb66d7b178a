from __future__ import annotations

import re
from pathlib import Path

from intake_app.form_engine.check import check_forms
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.model import Kind

README = Path(__file__).parents[2] / "forms" / "README.md"
EXAMPLE = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)


def test_the_examples_for_authors_are_a_form_without_mistakes(tmp_path):
    for name, text in EXAMPLE.findall(README.read_text(encoding="utf-8")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text + "\n")

    assert check_forms(tmp_path) == []
    questions = load_library(tmp_path).form("visit").questions()
    assert {question.kind for question in questions} == set(Kind)
