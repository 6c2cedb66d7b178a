"""All languages: their catalogues in the program's folder, and what an office laid over them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.form_engine.catalogues import laid_over, read_catalogue
from intake_app.form_engine.texts import LISTS_DOMAIN
from intake_app.form_engine.wording import RECORD_LANGUAGE, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from intake_app.domain.translation import OwnTranslation, Release
    from intake_app.form_engine.catalogues import Catalogue
    from intake_app.form_engine.model import FormLibrary


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTranslations:
    """What an office brought in and released, by language and catalogue."""

    own: Mapping[tuple[str, str], OwnTranslation] = field(default_factory=dict)
    releases: Mapping[tuple[str, str], Release] = field(default_factory=dict)


class Catalogues:
    """All languages that forms can be shown and printed in.

    Args:
        translations_dir: Folder with one folder per language.
        library: The forms and lists that are translated.
        office: What an office brought in and released over the shipped catalogues.
    """

    def __init__(
        self,
        translations_dir: Path,
        library: FormLibrary,
        office: OfficeTranslations | None = None,
    ) -> None:
        self._folder = translations_dir
        self._library = library
        self._office = office or OfficeTranslations()
        self._wordings: dict[str, Wording] = {}

    def with_office(self, library: FormLibrary, office: OfficeTranslations) -> Catalogues:
        """Return the catalogues of the same folder with what an office changed."""
        return Catalogues(self._folder, library, office)

    def tags(self) -> list[str]:
        """Return the languages that have a catalogue of a form, German first."""
        found = {
            path.parent.name
            for form_id in self._library.forms
            for path in self._folder.glob(f"*/{form_id}.[pm]o")
        }
        return [RECORD_LANGUAGE, *sorted(found - {RECORD_LANGUAGE})]

    def wording(self, tag: str) -> Wording:
        """Return the texts of all forms in a language; German where it has none.

        Raises:
            FormError: A catalogue of this language is damaged.
        """
        if tag not in self._wordings:
            self._wordings[tag] = self.load(tag)
        return self._wordings[tag]

    def load(self, tag: str) -> Wording:
        """Read the catalogues of a language afresh (see `wording`)."""
        domains = () if tag == RECORD_LANGUAGE else (*self._library.forms, LISTS_DOMAIN)
        read = {domain: self.catalogue(tag, domain) for domain in domains}
        return Wording(
            tag,
            forms=self._library.forms.values(),
            lists=self._library.lists,
            catalogues={domain: found for domain, found in read.items() if found},
        )

    def catalogue(self, tag: str, domain: str) -> Catalogue | None:
        """Read one catalogue with what the office changed of it; None where there is none.

        Raises:
            FormError: It is damaged.
        """
        shipped = read_catalogue(self._folder, tag, domain)
        place = tag, domain
        own, release = self._office.own.get(place), self._office.releases.get(place)
        return laid_over(shipped, own, release) if shipped and (own or release) else shipped
