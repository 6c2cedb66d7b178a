"""Fills the competence profile: for person and file from the sheet, for a partner from facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answers import Answer, AnswerState, ToldBy
from intake_app.form_engine.model import Kind, Scope
from intake_app.printing import competence
from intake_app.printing.competence import Copy, Permission, Profile
from intake_app.printing.profile import NOTHING, ProfileEntry
from intake_app.printing.wording import Bilingual, same
from intake_app.services.profile_parts import ProfileParts, Said
from intake_app.services.reading import NAMES, Reading
from intake_app.services.rendering import GERMAN, imprint, second_wording
from intake_app.services.session import office_day
from intake_app.services.waiver_rendering import birth_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake_app.domain.disclosure import Decision, Fact
    from intake_app.domain.partner import Partner
    from intake_app.domain.waiver import Waiver
    from intake_app.form_engine.model import Form, Question
    from intake_app.form_engine.relevance import Shown
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet

PUPIL = "D2"
"""Section of the form that holds the pupil sheet (Schülerbogen)."""

_SCHOOL = "P05"
_ADDRESS = "addr."
_LEFT_OUT = frozenset({"person.salutation", "addr.kind"})
"""Of no use to the person on paper."""

_NOT_ON_PAPER = frozenset({"step.laufzettel"})
_NO_VALUE = frozenset({Kind.GROUP, Kind.REPEAT, Kind.COMPUTED})


def render_competence(
    session: Session, sheet: Sheet, copy: Copy = Copy.PERSON, *, large: bool = False
) -> bytes:
    """Return the profile with the states of all answers, for person or file."""
    german = session.content.wording(GERMAN)
    other = second_wording(session, sheet.reading.document_language, "competence")
    reading = sheet.reading
    data = Profile(
        copy=copy,
        number=sheet.case_number,
        form_version=sheet.form.version,
        name=reading.display_name,
        birth=birth_in_words(reading, german),
        advisor=session.advisor.name,
        spellings=tuple(name.full for name in reading.names[1:]),
        interpreting=_both(sheet, "int.mode", german, other),
        dated=office_day(sheet.interview.begun_at),
        sections=tuple(
            ProfileParts(sheet.form, german, other).sections(told(sheet, german, other))
        ),
        difficult=reading.value("int.quality") == "poor",
        open_questions=len(sheet.left_open()),
        with_residence=bool(reading.value("res.status")),
    )
    return competence.render(data, german, other, imprint(session), large=large)


def render_partner_profile(
    session: Session,
    sheet: Sheet,
    decision: Decision,
    partner: Partner,
    waivers: Sequence[Waiver],
) -> bytes:
    """Return the partner's version: rendered from what the gate released, nothing else."""
    german = session.content.wording(GERMAN)
    released = decision.released
    reading = _reading_of(released)
    data = Profile(
        copy=Copy.PARTNER,
        number=sheet.case_number,
        form_version=sheet.form.version,
        name=reading.display_name,
        birth=birth_in_words(reading, german),
        dated=session.today(),
        sections=tuple(
            ProfileParts(sheet.form, german, None).sections(_released(sheet.form, released))
        ),
        title=_pupil_title(sheet.form, released, partner, german),
        partner=partner.full_name,
        permission=_permission(decision, waivers),
        with_residence=any(fact.path.startswith("res.") for fact in released),
    )
    return competence.render(data, german, None, imprint(session))


def _pupil_title(
    form: Form, facts: Iterable[Fact], partner: Partner, german: Wording
) -> Bilingual:
    """Return the name of the pupil sheet, when it is one that goes to a school."""
    section = form.section(PUPIL)
    about_pupil = {question.id for question in section.walk()}
    is_sheet = any(form.place_at(fact.path).question.id in about_pupil for fact in facts)
    is_sheet = is_sheet and partner.kind == _SCHOOL
    return same(german.section_title(section)) if is_sheet else NOTHING


def told(sheet: Sheet, german: Wording, other: Wording | None) -> Iterator[Said]:
    """Yield the answers that the person's profile shows."""
    for section in sheet.form.sections:
        if section.scope is Scope.TALK or not sheet.is_open(section):
            continue
        for shown in sheet.in_section(section.id):
            if _counts(sheet, shown):
                answer = sheet.reading.answer(shown.path)
                answered = answer.value is not None
                yield Said(
                    path=shown.path,
                    place=sheet.form.place_at(shown.path),
                    entry=ProfileEntry(
                        label=NOTHING,
                        value=_both(sheet, shown.path, german, other) if answered else NOTHING,
                        state=answer.state,
                        evidence=answer.evidence,
                        uncertain=answer.uncertain,
                        by_companion=answer.told_by is ToldBy.COMPANION,
                    ),
                )


def _counts(sheet: Sheet, shown: Shown) -> bool:
    if shown.path.startswith(f"{NAMES}/") or shown.question.id in _LEFT_OUT:
        return False
    if shown.path.startswith(_ADDRESS) and sheet.reading.address_protected:
        return False
    answer = sheet.reading.answer(shown.path)
    return answer.state is not AnswerState.NOT_ASKED and _is_printed(
        shown.question, answer.value or ""
    )


def _released(form: Form, facts: Iterable[Fact]) -> Iterator[Said]:
    """Yield what the gate released."""
    for fact in facts:
        place = form.place_at(fact.path)
        if _is_printed(place.question, fact.value):
            entry = ProfileEntry(
                label=NOTHING,
                value=same(fact.text),
                evidence=fact.evidence,
                uncertain=fact.uncertain,
            )
            yield Said(path=fact.path, place=place, entry=entry)


def _reading_of(facts: Iterable[Fact]) -> Reading:
    """Return what was released as answers, for the head of the paper."""
    answers = {fact.path: Answer(value=fact.value) for fact in facts}
    names = [path.split("/")[1] for path in answers if path.startswith(f"{NAMES}/")]
    return Reading(answers, {NAMES: tuple(dict.fromkeys(names))})


def _is_printed(question: Question, value: str) -> bool:
    if question.kind in _NO_VALUE or question.id in _NOT_ON_PAPER:
        return False
    return question.kind is not Kind.FLAG or value == "true"


def _both(sheet: Sheet, path: str, german: Wording, other: Wording | None) -> Bilingual:
    return Bilingual(sheet.display(path, german), sheet.display(path, other) if other else "")


def _permission(decision: Decision, waivers: Sequence[Waiver]) -> Permission | None:
    for waiver in waivers:
        if waiver.signature and waiver.id in decision.waiver_ids:
            return Permission(
                number=waiver.number,
                signed_on=waiver.signature.signed_on,
                valid_until=decision.valid_until or waiver.signature.signed_on,
                purposes=tuple(sorted(decision.purposes)),
                purpose_other=", ".join(decision.purpose_others),
            )
    return None
