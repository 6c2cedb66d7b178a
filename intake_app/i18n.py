"""The texts of the program in the languages of its users (gettext).

Windows use `_` and `ngettext`, which follow the language chosen in the settings; the
source language is English.  What is printed for a person does not come from here but
from the catalogues of the forms (`form_engine.wording`).
"""

from __future__ import annotations

import gettext as _gettext
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM_LANGUAGES = ("de", "en")
"""Languages of the program's own texts."""

_SOURCE_LANGUAGE = "en"
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "ur"})
_COMMAS: dict[str, str] = {
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "ur"), "، "),
    **dict.fromkeys(("am", "ti"), "፣ "),
}
_current: _gettext.NullTranslations = _gettext.NullTranslations()


def load_catalog(folder: Path, language: str) -> _gettext.NullTranslations:
    """Load the program's texts in one language; texts not translated stay English."""
    source = folder / language / "app.po"
    if not source.exists():
        return _gettext.NullTranslations()
    compiled = source.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        return _gettext.GNUTranslations(BytesIO(compile_catalog(source)))
    with compiled.open("rb") as file:
        return _gettext.GNUTranslations(file)


def compile_catalog(source: Path) -> bytes:
    """Return the binary form (`.mo`) of a catalogue (`.po`), all headers kept."""
    import polib  # noqa: PLC0415 - not needed at a start with compiled catalogues

    compiled: bytes = polib.pofile(str(source), encoding="utf-8").to_binary()
    return compiled


def use_catalog(catalog: _gettext.NullTranslations) -> None:
    """Make `_` and `ngettext` speak the language of `catalog` from now on."""
    global _current  # noqa: PLW0603 - gettext needs one current language
    _current = catalog


@contextmanager
def speaking(catalog: _gettext.NullTranslations) -> Iterator[None]:
    """Let `_` and `ngettext` speak another language for a moment.

    For words that are taken down at once, on the thread of the window: what lies on paper is
    German whatever language somebody works in.
    """
    before = _current
    use_catalog(catalog)
    try:
        yield
    finally:
        use_catalog(before)


def program_language() -> str:
    """Return the language of `_`: one of `PROGRAM_LANGUAGES`."""
    return _current.info().get("language", _SOURCE_LANGUAGE)


def _(text: str) -> str:
    """Return `text` in the current language."""
    return _current.gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the text that fits `count` in the current language."""
    return _current.ngettext(singular, plural, count)


def is_right_to_left(language: str) -> bool:
    """Tell whether a language, given by its catalogue tag, is written from right to left."""
    return language.partition("_")[0] in _RIGHT_TO_LEFT


def list_comma(language: str) -> str:
    """Return what stands between the items of a list in a language, given by its catalogue tag."""
    return _COMMAS.get(language.partition("_")[0], ", ")
