"""The check for authors: every mistake of forms, lists and translations at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine.loader import read_library
from intake_app.form_engine.published import check_published
from intake_app.form_engine.tables import Problems
from intake_app.form_engine.translation_check import check_translations

if TYPE_CHECKING:
    from pathlib import Path


def check_forms(forms_dir: Path, translations_dir: Path | None = None) -> list[str]:
    """Return all mistakes in a folder of forms, none when it may be used.

    Args:
        forms_dir: Folder with `lists/` and one folder per form.
        translations_dir: Folder of the catalogues; without it they are not looked at.

    Returns:
        One line per mistake: file, section and question, what is wrong.
    """
    problems = Problems()
    library = read_library(forms_dir, problems)
    if not library.forms:
        problems.add(forms_dir.name, "", "there is no form in this folder")
    check_published(library, forms_dir, problems)
    found = [str(problem) for problem in problems.found]
    # Translations of forms that cannot be read would only repeat their mistakes.
    if translations_dir is not None and not found:
        found += check_translations(library, translations_dir)
    return found
