"""Turns answers into facts for the disclosure gate, which knows no forms."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.codes import PartnerId
from intake_app.domain.disclosure import Fact
from intake_app.form_engine.model import Kind, Scope
from intake_app.services.reading import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.codes import Category
    from intake_app.form_engine.model import Place
    from intake_app.form_engine.wording import Wording
    from intake_app.services.sheet import Sheet

_FREE_TEXT = frozenset({Kind.LONG_TEXT})
_NO_VALUE = frozenset({Kind.GROUP, Kind.REPEAT, Kind.COMPUTED})
_ADDRESS = ("addr.street", "addr.no", "addr.extra", "addr.zip", "addr.town")
_TYPED_FREELY = frozenset({"step.result", "inf.show_what"})
"""One-line texts that hold free words about the person; names and titles do not count."""


def facts_of(sheet: Sheet, german: Wording) -> tuple[Fact, ...]:
    """Return every answer of the case as a fact, in the order of the form.

    Facts of a repeat carry the row in their path; steps carry the partner they name.  After a
    talk in which people hardly understood each other all of them are uncertain.
    """
    return tuple(_facts(sheet, german))


def _facts(sheet: Sheet, german: Wording) -> Iterator[Fact]:
    hardly_understood = sheet.reading.value("int.quality") == "poor"
    for path, answer in sheet.in_form_order():
        place = sheet.form.place_at(path)
        question = place.question
        if question.kind in _NO_VALUE:
            continue
        yield Fact(
            path=path,
            category=_category(sheet, place),
            label=german.label(question),
            text=sheet.display(path, german),
            # A partner is stored by an id of this vault; who receives it knows the name alone.
            value="" if question.format == "partner" else answer.value or "",
            section=german.section_title(place.section),
            is_free_text=_is_free(place),
            is_address=question.id in _ADDRESS,
            partner_id=_partner(sheet, path),
            is_general=place.section.scope is Scope.TALK,
            hidden=not sheet.is_shown(path),
            state=answer.state,
            evidence=answer.evidence,
            uncertain=answer.uncertain or hardly_understood,
        )


def _category(sheet: Sheet, place: Place) -> Category | None:
    """Return the question's category; some sections are better protected for the young."""
    category = place.question.category
    if category and place.section.category_minor and sheet.derived.minor_or_unsure is not False:
        return place.section.category_minor
    return category


def _is_free(place: Place) -> bool:
    return place.question.kind in _FREE_TEXT or place.question.id in _TYPED_FREELY


def _partner(sheet: Sheet, path: str) -> PartnerId | None:
    if not path.startswith(f"{STEPS}/"):
        return None
    row = path.split("/")[1]
    partner = sheet.reading.value(f"{STEPS}/{row}/step.partner")
    return PartnerId(UUID(partner)) if partner else None
