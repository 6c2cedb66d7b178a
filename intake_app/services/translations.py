"""Translations as an office answers for them: out to a translator, back, and released.

The shipped catalogues stay as they are.  What comes back and what is released is stored in
the vault, for the whole office, and stands over them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.roles import Right
from intake_app.domain.translation import (
    OwnTranslation,
    Release,
    Trust,
    least_trusted,
    text_digest,
)
from intake_app.errors import (
    InputError,
    NotFoundError,
    NotPermittedError,
    TextFlaw,
    TranslationFileError,
)
from intake_app.form_engine.texts import all_texts
from intake_app.form_engine.translator_file import read_file, write_file
from intake_app.form_engine.wording import RECORD_LANGUAGE
from intake_app.printing.fonts import missing_characters
from intake_app.services.content import office_translations
from intake_app.services.permissions import needs, open_to_all

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.form_engine.catalogues import Catalogue
    from intake_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueState:
    """How far one catalogue of one language can be trusted (Stand einer Übersetzung).

    Attributes:
        trust: The least trusted of its texts.
        texts: How many texts it must have; `missing`: how many of them it lacks.
        release: What was said about it last, None when nothing was or it was taken back.
        withdrawn: German of the texts for which the release holds no more: one of the two
            sides was changed since.
        imported: What the office brought in, None for the shipped texts.
    """

    language: str
    catalogue: str
    trust: Trust
    texts: int
    missing: int
    release: Release | None
    withdrawn: tuple[str, ...]
    imported: OwnTranslation | None


class TranslationService:
    """Show, export, import and release translations."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @open_to_all
    def languages(self) -> list[str]:
        """Return the languages of papers beside German."""
        tags = self._session.shipped.catalogues.tags()
        return [tag for tag in tags if tag != RECORD_LANGUAGE]

    @needs(Right.SIGN_IN)
    def states(self, language: str) -> list[CatalogueState]:
        """Return the state of each catalogue of a language, the talk's form first."""
        with self._session.read() as store:
            office = office_translations(store)
        states = []
        for name, texts in self._texts(language).items():
            catalogue = self._session.content.catalogues.catalogue(language, name)
            if catalogue is not None:
                place = language, name
                states.append(
                    _state(catalogue, texts, office.own.get(place), office.releases.get(place))
                )
        return states

    @needs(Right.OFFICE)
    def export(self, language: str, catalogue: str) -> tuple[str, bytes]:
        """Return a neutral name and the file for a translator.

        Raises:
            NotFoundError: There is no such catalogue.
            NotPermittedError: Nothing leaves a practice vault ("practice").
        """
        self._session.refuse_in_practice()
        present, texts = self._catalogue(language, catalogue)
        with self._session.looking() as store:
            self._session.note(store, "translation.exported", of=f"{language}/{catalogue}")
        return f"{language}-{catalogue}.po", write_file(present, texts)

    @needs(Right.OFFICE)
    def bring_in(self, language: str, catalogue: str, data: bytes) -> int:
        """Take a file that came back from a translator, as a whole or not at all.

        What it changes is a draft until somebody releases it.

        Returns:
            How many texts it changed.

        Raises:
            NotFoundError: There is no such catalogue.
            TranslationFileError: Something is wrong with it; the texts are named.
            NotPermittedError: Nothing real comes into a practice vault ("practice").
        """
        self._session.refuse_in_practice()
        present, texts = self._catalogue(language, catalogue)
        messages = read_file(data, language, catalogue, texts)
        flaws = [
            TextFlaw(key=key, german=german, what="no_font", detail=lacking)
            for (key, german), text in messages.items()
            if (lacking := missing_characters(text))
        ]
        if flaws:
            raise TranslationFileError("texts", flaws)
        with self._session.write() as store:
            store.translations.save(
                OwnTranslation(
                    language=language,
                    catalogue=catalogue,
                    messages=messages,
                    imported_at=self._session.now(),
                    imported_by=self._session.by,
                )
            )
            self._session.note(store, "translation.imported", of=f"{language}/{catalogue}")
        self._session.reread_content()
        return sum(present.messages.get(named) != text for named, text in messages.items())

    @needs(Right.OFFICE)
    def release(
        self,
        language: str,
        catalogue: str,
        *,
        trust: Trust,
        name: str,
        qualification: str,
        released_on: date,
    ) -> None:
        """Enter who answers for a translation as it is now.

        Args:
            language: Catalogue tag.
            catalogue: Id of a form, or "lists".
            trust: REVIEWED or RELEASED.
            name: Who answers for it.
            qualification: As what, for example "ermächtigte Übersetzerin".
            released_on: When it was said.

        Raises:
            NotFoundError: There is no such catalogue.
            InputError: Name or qualification is missing ("required"), or the day lies in the
                future ("future_date").
            NotPermittedError: A text is missing ("translation_incomplete").
        """
        for field, text in (("name", name), ("qualification", qualification)):
            if not text.strip():
                raise InputError("required", field)
        if released_on > self._session.today():
            raise InputError("future_date", "released_on")
        present, texts = self._catalogue(language, catalogue)
        if any((key, german) not in present.messages for key, german in texts.items()):
            raise NotPermittedError("translation_incomplete")
        digests = {
            key: text_digest(german, present.messages[key, german])
            for key, german in texts.items()
        }
        act = "released" if trust is Trust.RELEASED else "reviewed"
        self._enter(
            Release(
                language=language,
                catalogue=catalogue,
                trust=trust,
                name=name.strip(),
                qualification=qualification.strip(),
                released_on=released_on,
                entered_at=self._session.now(),
                entered_by=self._session.by,
                digests=digests,
            ),
            act,
        )

    @needs(Right.OFFICE)
    def take_back(self, language: str, catalogue: str) -> None:
        """Take a release back: the translation is a draft again.

        Raises:
            NotFoundError: There is no such catalogue.
        """
        self._catalogue(language, catalogue)
        self._enter(
            Release(
                language=language,
                catalogue=catalogue,
                trust=Trust.DRAFT,
                name="",
                qualification="",
                released_on=self._session.today(),
                entered_at=self._session.now(),
                entered_by=self._session.by,
                digests={},
            ),
            "taken_back",
        )

    def _enter(self, release: Release, act: str) -> None:
        with self._session.write() as store:
            store.translations.release(release)
            of = f"{release.language}/{release.catalogue}"
            self._session.note(store, f"translation.{act}", of=of)
        self._session.reread_content()

    def _texts(self, language: str) -> Mapping[str, Mapping[str, str]]:
        return all_texts(self._session.shipped.library, language)

    def _catalogue(self, language: str, name: str) -> tuple[Catalogue, Mapping[str, str]]:
        texts = self._texts(language).get(name)
        found = self._session.content.catalogues.catalogue(language, name) if texts else None
        if texts is None or found is None:
            raise NotFoundError("translation")
        return found, texts


def _state(
    catalogue: Catalogue,
    texts: Mapping[str, str],
    own: OwnTranslation | None,
    release: Release | None,
) -> CatalogueState:
    if release is not None and release.trust is Trust.DRAFT:
        release = None
    trust = {catalogue.trust(key, german) for key, german in texts.items()}
    withdrawn = [
        german
        for key, german in texts.items()
        if release and not release.covers(key, german, catalogue.messages.get((key, german), ""))
    ]
    return CatalogueState(
        language=catalogue.tag,
        catalogue=catalogue.domain,
        trust=least_trusted(trust),
        texts=len(texts),
        missing=sum((key, german) not in catalogue.messages for key, german in texts.items()),
        release=release,
        withdrawn=tuple(withdrawn),
        imported=own,
    )
