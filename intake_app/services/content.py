"""Forms, lists and translations: as shipped, and with what an office added to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.form_engine.languages import OfficeTranslations
from intake_app.form_engine.own_entries import with_own_entries

if TYPE_CHECKING:
    from intake_app.form_engine.languages import Catalogues
    from intake_app.form_engine.model import Form, FormLibrary
    from intake_app.form_engine.wording import Wording
    from intake_app.store.transaction import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is shipped with the program.

    Attributes:
        library: Forms and code lists.
        catalogues: Their translations.
        words: Word list for generated passphrases and for words that stand for keys.
    """

    library: FormLibrary
    catalogues: Catalogues
    words: tuple[str, ...]

    def form(self, form_id: str) -> Form:
        """Return the present version of a form: "competence", "waiver" or "routing"."""
        return self.library.form(form_id)

    def wording(self, language: str) -> Wording:
        """Return the texts of all forms in a language (German where it has none)."""
        return self.catalogues.wording(language)


def office_translations(store: Store) -> OfficeTranslations:
    """Return what the office brought in and released."""
    return OfficeTranslations(
        own={(one.language, one.catalogue): one for one in store.translations.all()},
        releases={(one.language, one.catalogue): one for one in store.translations.releases()},
    )


def with_office_content(shipped: Content, store: Store) -> Content:
    """Return the content as the office of a vault uses it; the shipped one is not changed."""
    entries, office = store.own_lists.entries(), office_translations(store)
    if not (entries or office.own or office.releases):
        return shipped
    library = with_own_entries(shipped.library, entries)
    return replace(
        shipped, library=library, catalogues=shipped.catalogues.with_office(library, office)
    )
