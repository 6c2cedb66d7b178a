"""What the fields of a talk need to know, from the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.ui.question.bilingual import Bilingual
from intake_app.ui.question.fields.base import FieldContext
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from intake_app.services.services import Services

RECORD_LANGUAGE = "de"


def field_context(
    services: Services, language: str = RECORD_LANGUAGE, *, offers_keyboard: bool = True
) -> FieldContext:
    """Return texts in German and a second language, the day, the initials, the partners."""
    session = services.session
    other = session.content.wording(language) if language != RECORD_LANGUAGE else None
    return FieldContext(
        texts=Bilingual(session.content.wording(RECORD_LANGUAGE), other, session.today()),
        today=session.today(),
        initials=session.by,
        hints=services.lists.hints_today(),
        partners=[
            Option(code=str(partner.id), label=partner.full_name, hint=partner.address)
            for partner in services.partners.all()
        ],
        offers_keyboard=offers_keyboard,
    )
