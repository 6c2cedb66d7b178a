"""What every printed document needs: the sender, the wordings, the languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.errors import NotPermittedError
from intake_app.printing.page import Imprint
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session

GERMAN = "de"


def imprint(session: Session) -> Imprint:
    """Return where papers come from.

    Raises:
        NotPermittedError: The office has not filled in its address and data-protection
            contact yet ("office_incomplete"); nothing is printed for others before.
    """
    with session.read() as store:
        office = store.office.load()
    if not office.may_print_for_others:
        raise NotPermittedError("office_incomplete")
    return Imprint(office=office, made_at=session.now(), practice=session.is_practice)


def own_imprint(session: Session) -> Imprint:
    """Return where papers come from that are no texts for persons: nothing had to be released.

    Raises:
        NotPermittedError: As for `imprint`.
    """
    sender = imprint(session)
    return replace(sender, office=replace(sender.office, texts_released_on=session.today()))


def second_wording(session: Session, language: str, form_id: str) -> Wording | None:
    """Return the texts of the person's language; None for papers in German alone.

    Args:
        session: The vault.
        language: Catalogue tag.
        form_id: The form whose texts stand on the paper; it is a reading aid while one of
            them is a draft.

    Raises:
        NotPermittedError: The office prints released translations only, and this one is not
            ("translation_draft").
    """
    if language == GERMAN:
        return None
    wording = session.content.wording(language).judged_by(form_id)
    with session.read() as store:
        if store.office.load().require_released and not wording.is_released:
            raise NotPermittedError("translation_draft")
    return wording


def language_name(session: Session, language: str) -> Bilingual:
    """Return the name of a document language in German and in itself."""
    names = [
        session.content.wording(tag).list_label("document_languages", language)
        for tag in (GERMAN, language)
    ]
    return Bilingual(*names)
