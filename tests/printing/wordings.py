"""The texts of the forms in the languages that are shipped."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from intake_app.form_engine.languages import Catalogues
from intake_app.form_engine.loader import load_library
from intake_app.paths import forms_dir, translations_dir


@cache
def library():
    return load_library(forms_dir())


@cache
def _catalogues():
    return Catalogues(translations_dir(), library())


@cache
def wording(language: str, form: str = "waiver"):
    return _catalogues().wording(language).of(library().forms[form])


def languages(form: str = "waiver") -> list[str]:
    """Return the tags of all languages that a form is translated into."""
    return sorted(path.parent.name for path in translations_dir().glob(f"*/{form}.po"))


@dataclass(frozen=True)
class Trusted:
    """A wording whose translation the office has (or has not) released."""

    wording: Any
    is_draft: bool

    def __getattr__(self, name):
        return getattr(self.wording, name)


@dataclass(frozen=True)
class Heard:
    """A wording that remembers what it was asked: language, id of the text, and the text."""

    wording: Any
    texts: dict[tuple[str, str, str], None] = field(default_factory=dict)

    def __getattr__(self, name):
        return getattr(self.wording, name)

    def block(self, text_id, /, **fields):
        return self._heard(text_id, self.wording.block(text_id, **fields))

    def list_label(self, list_id, code):
        return self._heard(f"{list_id}.{code}", self.wording.list_label(list_id, code))

    def list_hint(self, list_id, code):
        return self._heard(f"{list_id}.{code}", self.wording.list_hint(list_id, code))

    def _heard(self, text_id, text):
        self.texts[(self.wording.language, text_id, text)] = None
        return text


def draft(language: str, form: str = "waiver") -> Trusted:
    return Trusted(wording(language, form), is_draft=True)


def released(language: str, form: str = "waiver") -> Trusted:
    return Trusted(wording(language, form), is_draft=False)
