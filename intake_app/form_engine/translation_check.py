"""Checking translations: nothing missing, stale, damaged or left in German."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.errors import FormError
from intake_app.form_engine.catalogues import read_catalogue
from intake_app.form_engine.texts import all_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from intake_app.form_engine.model import FormLibrary

SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC", "ur": "ARABIC",
    "uk": "CYRILLIC", "ru": "CYRILLIC", "bg": "CYRILLIC",
    "ti": "ETHIOPIC", "am": "ETHIOPIC", "ka": "GEORGIAN", "hy": "ARMENIAN", "zh": "CJK",
}  # fmt: skip
"""Script of each language as Unicode's character names begin; every other is Latin."""

_FIELD = re.compile(r"\{[a-z][a-z0-9_]*\}")
_LETTERS = re.compile(r"[^\W\d_]+")
_GERMAN_WORDS = frozenset(
    {
        "aber", "auch", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einen", "für",
        "haben", "ihre", "ihren", "ist", "kein", "keine", "mit", "nicht", "oder", "sich", "sie",
        "sind", "und", "von", "wenn", "werden", "wir", "wird", "wurde", "zum", "zur",
    }
)  # fmt: skip
_SHORT_NAME = 12
"""A single word of so many letters may be a name that stays as it is (telc, Smartphone)."""
_ISOLATES, _POP = "\u2066\u2067\u2068", "\u2069"
_EMBEDDINGS = re.compile("[\u202a-\u202e]")


def check_translations(library: FormLibrary, translations_dir: Path) -> list[str]:
    """Return the mistakes of all catalogues, each with file and key.

    A language counts when its folder holds a catalogue of a form; `app.po` alone, the
    texts of the screen, makes no language of forms.
    """
    found: list[str] = []
    for folder in sorted(path for path in translations_dir.glob("*") if path.is_dir()):
        texts = all_texts(library, folder.name)
        if any((folder / f"{domain}.po").is_file() for domain in texts):
            for domain, german_by_key in texts.items():
                found += _check_catalogue(translations_dir, folder.name, domain, german_by_key)
    return found


def _check_catalogue(
    translations_dir: Path, tag: str, domain: str, texts: Mapping[str, str]
) -> Iterator[str]:
    file = f"{tag}/{domain}.po"
    try:
        catalogue = read_catalogue(translations_dir, tag, domain)
    except FormError as error:
        yield str(error)
        return
    if catalogue is None:
        yield f"{file}: this file is missing"
        return
    translated_keys = {key for key, _ in catalogue.messages}
    for key, german in texts.items():
        translation = catalogue.messages.get((key, german))
        if translation is not None:
            for complaint in complaints(tag, german, translation):
                yield f"{file}, {key}: {complaint}"
        elif key in translated_keys:
            yield f"{file}, {key}: stale, the German text was changed"
        else:
            yield f"{file}, {key}: missing"
    for key in sorted(translated_keys - texts.keys()):
        yield f"{file}, {key}: no form or list has this text"


class Flaw(StrEnum):
    """What can be wrong with one translation; the words are for authors of forms."""

    FIELDS = "the fields are not those of the German text: {detail}"
    BRACE = "a brace stands outside a field"
    DIRECTION = "direction marks must be isolates, each with its end (U+2069)"
    BLANKS = "blanks at the beginning or end"
    LINES = "it has not the lines of the German text"
    IS_GERMAN = "this is the German text"
    SCRIPT = "not written in {detail} letters"
    GERMAN_LEFT = "German words are left: {detail}"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong with a translation.

    Attributes:
        detail: Fields or words that it is about; "" for none.
    """

    flaw: Flaw
    detail: str = ""

    def __str__(self) -> str:
        return self.flaw.value.format(detail=self.detail)


def complaints(tag: str, german: str, translation: str) -> Iterator[Complaint]:
    """Yield what is wrong with one translation."""
    wanted, found = Counter(_FIELD.findall(german)), Counter(_FIELD.findall(translation))
    if wanted != found:
        changed = sorted((wanted - found) | (found - wanted))
        yield Complaint(Flaw.FIELDS, ", ".join(changed))
    elif re.search(r"[{}]", _words(translation)):
        yield Complaint(Flaw.BRACE)
    if _EMBEDDINGS.search(translation) or not _isolates_match(translation):
        yield Complaint(Flaw.DIRECTION)
    if translation != translation.strip():
        yield Complaint(Flaw.BLANKS)
    if translation.count("\n") != german.count("\n"):
        yield Complaint(Flaw.LINES)
    if not tag.startswith("de") and not _may_stay(german):
        yield from _language_complaints(tag, german, translation)


def _language_complaints(tag: str, german: str, translation: str) -> Iterator[Complaint]:
    script = SCRIPTS.get(tag.partition("_")[0], "LATIN")
    letters = [char for char in _words(translation) if unicodedata.category(char)[0] == "L"]
    fitting = sum(unicodedata.name(char, "").startswith(script) for char in letters)
    if translation == german:
        yield Complaint(Flaw.IS_GERMAN)
    elif letters and not fitting:
        yield Complaint(Flaw.SCRIPT, script.capitalize())
    else:
        words = {
            word for word in _LETTERS.findall(_words(translation)) if word.lower() in _GERMAN_WORDS
        }
        if len(words) > 1 and _is_latin_german(words, script, german):
            yield Complaint(Flaw.GERMAN_LEFT, ", ".join(sorted(words)))


def _is_latin_german(words: set[str], script: str, german: str) -> bool:
    """Tell whether words that look German are German here, not of another language."""
    shared = words & set(_LETTERS.findall(german))
    return len(shared) > 1 or script != "LATIN"


def _may_stay(german: str) -> bool:
    """Tell whether a text may be the same in every language: a name, a code, a field."""
    words = _LETTERS.findall(_words(german))
    if not words:
        return True
    if len(words) == 1 and len(words[0]) <= _SHORT_NAME:
        return True
    return all(word.isupper() for word in words)


def _words(text: str) -> str:
    """Return the text without its fields, whose names are the same in every language."""
    return _FIELD.sub("", text)


def _isolates_match(text: str) -> bool:
    depth = 0
    for char in text:
        if char in _ISOLATES:
            depth += 1
        elif char == _POP:
            depth -= 1
        if depth < 0:
            return False
    return depth == 0
