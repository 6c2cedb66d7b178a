"""Small folders of forms for tests: valid by default, changed line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answers import Answer, AnswerState
from intake_app.form_engine.answer_view import AnswerView
from intake_app.form_engine.loader import load_library

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = Answer(state=AnswerState.UNKNOWN)
DECLINED = Answer(state=AnswerState.DECLINED)

FORM = """\
id = "visit"
version = "2026-1"
title = "Besuch"
sections = ["sections/a.toml", "sections/b.toml"]
texts = ["texts.toml"]
"""

SECTION_A = """\
id = "A1"
title = "Ankommen"
intro = "In Ruhe."
scope = "talk"
category = "K1"

[[question]]
id = "way"
kind = "choice"
label = "Weg"
list = "ways"
required = ["E"]

[[question]]
id = "stops"
kind = "integer"
label = "Halte"
minimum = 1
maximum = 20
unit = "Halte"
relevant = { question = "way", is = "bus" }

[[question]]
id = "explained"
kind = "flag"
label = "Erklärt"
asked_of = "advisor"
required = ["E"]

[[question]]
id = "level"
kind = "choice"
label = "Deutsch"
hint = "geschätzt"
list = "levels"
category = "never"
"""

SECTION_B = """\
id = "B1"
title = "Familie"
category = "K7"
relevant = { question = "explained", is = true }

[[question]]
id = "people"
kind = "repeat"
label = "Personen"
required = ["E"]
row_title = ["people.name"]

[[question.part]]
id = "people.name"
kind = "text"
label = "Vorname"
required = ["E"]

[[question.part]]
id = "people.school"
kind = "yes_no_unknown"
label = "Geht zur Schule"

[[question.part]]
id = "people.grade"
kind = "integer"
label = "Klasse"
relevant = { question = "people.school", is = "yes" }

[[question]]
id = "pet"
kind = "group"
label = "Tier"

[[question.part]]
id = "pet.has"
kind = "yes_no_unknown"
label = "Tier vorhanden"

[[question.part]]
id = "pet.kind"
kind = "text"
label = "Welches"
relevant = { question = "pet.has", is = "yes" }
"""

TEXTS = """\
[[text]]
id = "label.page"
text = "Seite {page} von {pages}"

[[text]]
id = "T-1"
text = "Wir waren bei {name}. Danke! Auf Wiedersehen."
"""

WAYS = """\
id = "ways"
title = "Wege"
version = "2026-1"

[[entry]]
code = "bus"
label = "Bus und Bahn"
hint = "auch Rufbus"

[[entry]]
code = "foot"
label = "zu Fuß gehen"

[[entry]]
code = "ka"
label = "keine Angabe"
means = "declined"
"""

LEVELS = """\
id = "levels"
title = "Niveau der Sprache"
version = "2026-1"
ranked = true
entry = [
  { code = "A1", label = "A1" }, { code = "A2", label = "A2" }, { code = "B1", label = "B1" },
  { code = "NB", label = "nicht bekannt", means = "unknown" },
]
"""

FILES = {
    "visit/form.toml": FORM,
    "visit/sections/a.toml": SECTION_A,
    "visit/sections/b.toml": SECTION_B,
    "visit/texts.toml": TEXTS,
    "lists/ways.toml": WAYS,
    "lists/levels.toml": LEVELS,
}


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write_forms(folder: Path, changes: dict[str, str] | None = None) -> Path:
    """Write the sample form; `changes` replaces whole files."""
    return write_files(folder, {**FILES, **(changes or {})})


def one_question(folder: Path, text: str, lists: dict[str, str] | None = None):
    """Load a form whose only section holds the given questions; return the form."""
    section = f'id = "A1"\ntitle = "Abschnitt"\ncategory = "K1"\n\n{text}'
    form = FORM.replace(', "sections/b.toml"', "")
    files = {
        "visit/form.toml": form,
        "visit/sections/a.toml": section,
        "visit/texts.toml": TEXTS,
        "lists/ways.toml": WAYS,
        "lists/levels.toml": LEVELS,
        **(lists or {}),
    }
    return load_library(write_files(folder, files)).form("visit")


def view(form, answers=None, rows=None) -> AnswerView:
    """Return a view; plain texts stand for values."""
    full = {
        path: Answer(value=answer) if isinstance(answer, str) else answer
        for path, answer in (answers or {}).items()
    }
    return AnswerView(form, full, rows or {})
