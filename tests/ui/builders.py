"""A small form with every kind of question, and what views need to show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.answers import Answer, AnswerState
from intake_app.form_engine.answer_view import AnswerView
from intake_app.form_engine.conditions import NOTHING_DERIVED
from intake_app.form_engine.depth import deepening
from intake_app.form_engine.display import display_answer
from intake_app.form_engine.languages import Catalogues
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.relevance import visible
from intake_app.ui.question.bilingual import Bilingual
from intake_app.ui.question.fields.base import FieldContext
from intake_app.ui.question.filled import Filled
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.form_engine.model import Form

TODAY = date(2026, 12, 3)
PARTNER = "0b8f4a52-7a57-4d7c-9b58-2f1f0a6f0c11"

FORM = """\
id = "talk"
version = "2026-1"
title = "Gespräch"
sections = ["sections/q.toml"]
texts = ["texts.toml"]
"""

SECTION = """\
id = "Q"
title = "Alles"
intro = "Von jeder Art eine Frage."
scope = "case"
category = "K1"

[[question]]
id = "name"
kind = "text"
label = "Familienname"
hint = "wie im Papier"
format = "name_any_script"
evidence = true

[[question]]
id = "phone"
kind = "text"
label = "Telefon"
format = "phone"

[[question]]
id = "office"
kind = "text"
label = "Stelle"
format = "partner"
asked_of = "advisor"

[[question]]
id = "goal"
kind = "long_text"
label = "Mein Ziel"
max_length = 60

[[question]]
id = "years"
kind = "integer"
label = "Schuljahre"
minimum = 0
maximum = 16
unit = "Jahre"

[[question]]
id = "day"
kind = "date"
label = "Tag des Gesprächs"
asked_of = "advisor"

[[question.constraint]]
not_future = true
text = "Der Tag liegt in der Zukunft."

[[question]]
id = "start"
kind = "time"
label = "Beginn"
asked_of = "advisor"

[[question]]
id = "born"
kind = "partial_date"
label = "Geboren"

[[question]]
id = "sex"
kind = "choice"
label = "Geschlecht"
choice = [
  { code = "f", label = "weiblich" },
  { code = "m", label = "männlich" },
  { code = "ka", label = "keine Angabe", means = "declined" },
]

[[question]]
id = "tongue"
kind = "choice"
label = "Muttersprache"
list = "tongues"

[[question]]
id = "devices"
kind = "choices"
label = "Geräte"
choice = [
  { code = "phone", label = "Handy" },
  { code = "pc", label = "Computer" },
  { code = "none", label = "weiß nicht", means = "unknown" },
]

[[question]]
id = "more_tongues"
kind = "choices"
label = "Weitere Sprachen"
list = "tongues"

[[question]]
id = "works"
kind = "yes_no_unknown"
label = "Arbeiten Sie?"

[[question.note]]
id = "stop"
when = { question = "works", is = "no" }
level = "block"
text = "Hier geht es nicht weiter."

[[question]]
id = "job"
kind = "text"
label = "Als was?"
relevant = { question = "works", is = "yes" }

[[question]]
id = "told"
kind = "flag"
label = "Hinweis vorgelesen"
asked_of = "advisor"

[[question]]
id = "german"
kind = "grid"
label = "Deutsch"
list = "levels"
rows = [ { code = "listening", label = "Hören" }, { code = "reading", label = "Lesen" } ]

[[question]]
id = "pet"
kind = "group"
label = "Haustier"

[[question.part]]
id = "pet_has"
kind = "yes_no_unknown"
label = "Ein Tier?"

[[question.part]]
id = "pet_kind"
kind = "text"
label = "Welches?"
relevant = { question = "pet_has", is = "yes" }

[[question]]
id = "children"
kind = "repeat"
label = "Kinder"
max_rows = 3
row_title = ["child_name"]

[[question.part]]
id = "child_name"
kind = "text"
label = "Vorname"

[[question.part]]
id = "child_born"
kind = "partial_date"
label = "Geboren"

[[question]]
id = "number"
kind = "computed"
label = "Fallnummer"
compute = "case_no"
"""

TONGUES = """\
id = "tongues"
title = "Sprachen"
version = "2026-1"

[[entry]]
code = "apc"
label = "Arabisch (Levante)"

[[entry]]
code = "kmr"
label = "Kurdisch (Kurmandschi)"

[[entry]]
code = "ukr"
label = "Ukrainisch"

[[entry]]
code = "prs"
label = "Dari"
tier = 2

[[entry]]
code = "tir"
label = "Tigrinisch"
tier = 2

[[entry]]
code = "tur"
label = "Türkisch"
tier = 2

[[entry]]
code = "sqi"
label = "Albanisch"
tier = 2

[[entry]]
code = "som"
label = "Somali"
tier = 2

[[entry]]
code = "ka"
label = "keine Angabe"
tier = 2
means = "declined"
"""

LEVELS = """\
id = "levels"
title = "Stufen"
version = "2026-1"
ranked = true

[[entry]]
code = "A1"
label = "A1"
hint = "einzelne Sätze"

[[entry]]
code = "A2"
label = "A2"

[[entry]]
code = "B1"
label = "B1"
"""

ARABIC = """\
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Intake-State: draft\\n"

msgctxt "question.name.label"
msgid "Familienname"
msgstr "اسم العائلة"

msgctxt "question.works.note.stop"
msgid "Hier geht es nicht weiter."
msgstr "لا يمكن المتابعة هنا."
"""


@dataclass
class Talk:
    """A form being filled: keeps answers as a service would, in memory."""

    form: Form
    context: FieldContext
    answers: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)

    def filled(self) -> Filled:
        """Return what the views show now."""
        view = AnswerView(self.form, self.answers, self.rows)
        german = self.context.texts.german

        def display(path: str) -> str:
            answer = self.answers.get(path)
            if answer is None:
                return ""
            return display_answer(self.form.place_at(path).question, answer, german)

        visibility = visible(view, NOTHING_DERIVED)
        return Filled(
            answers=dict(self.answers),
            rows={path: tuple(rows) for path, rows in self.rows.items()},
            drafts=dict(self.drafts),
            shown={shown.path: shown.notes for shown in visibility.shown},
            deepening=deepening(visibility),
            computed=lambda name, _path: {"case_no": "HE-26-000001-X"}[name],
            display=display,
            lookup=view.in_row,
        )

    def follow(self, page) -> None:
        """Do what a page does: store what the view reports and show what follows."""

        def answered(path: str) -> None:
            answer = page.view(path).answer()
            self.drafts.pop(path, None)
            if answer.state is AnswerState.NOT_ASKED:
                self.answers.pop(path, None)
            else:
                self.answers[path] = answer
            page.show_filled(self.filled())

        def drafted(path: str) -> None:
            self.drafts[path] = page.view(path).draft()
            if not self.drafts[path]:
                del self.drafts[path]

        def row_added(path: str) -> None:
            repeat, _, row = path.rpartition("/")
            self.rows.setdefault(repeat, []).append(row)
            page.show_filled(self.filled())

        def row_removed(path: str) -> None:
            repeat, _, row = path.rpartition("/")
            self.rows[repeat].remove(row)
            self.answers = {p: a for p, a in self.answers.items() if not p.startswith(path)}
            page.show_filled(self.filled())

        page.answered.connect(answered)
        page.drafted.connect(drafted)
        page.row_added.connect(row_added)
        page.row_removed.connect(row_removed)
        page.show_filled(self.filled())


@dataclass(frozen=True)
class Library:
    """The small form as it was loaded, with its translations."""

    form: Form
    catalogues: Catalogues


def a_library(folder: Path) -> Library:
    """Write the small form into a folder and load it."""
    forms, translations = folder / "forms", folder / "translations"
    for name, text in {
        "forms/talk/form.toml": FORM,
        "forms/talk/texts.toml": "",
        "forms/talk/sections/q.toml": SECTION,
        "forms/lists/tongues.toml": TONGUES,
        "forms/lists/levels.toml": LEVELS,
        "translations/ar/talk.po": ARABIC,
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    library = load_library(forms)
    return Library(library.form("talk"), Catalogues(translations, library))


def a_talk(library: Library, language: str = "ar") -> Talk:
    """Return an empty talk with the small form, in German and another language."""
    german = library.catalogues.wording("de")
    other = None if language == "de" else library.catalogues.wording(language)
    context = FieldContext(
        texts=Bilingual(german, other, TODAY),
        today=TODAY,
        initials="BK",
        partners=(Option(code=PARTNER, label="Jobcenter Helmstedt"),),
    )
    return Talk(form=library.form, context=context)
