"""Fills the competence profile: for person and file from the sheet, for a partner from facts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState, ToldBy
from intake_app.form_engine.model import Kind, Scope
from intake_app.printing import competence
from intake_app.printing.competence import (
    Copy,
    Permission,
    Profile,
    ProfileEntry,
    ProfileRow,
    ProfileSection,
)
from intake_app.printing.wording import Bilingual, same
from intake_app.services.reading import NAMES
from intake_app.services.rendering import GERMAN, imprint, second_wording
from intake_app.services.waiver_rendering import birth_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake_app.domain.disclosure import Decision, Fact
    from intake_app.domain.partner import Partner
    from intake_app.domain.waiver import Waiver
    from intake_app.form_engine.model import Question, Section
    from intake_app.form_engine.relevance import Shown
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet

_RESIDENCE = "A3"
_ADDRESS = "addr."
_LEFT_OUT = frozenset({NAMES, "person.salutation", "addr.kind"})
"""Shown in the head of the profile, or of no use on paper."""


def render_competence(session: Session, sheet: Sheet, copy: Copy = Copy.PERSON) -> bytes:
    """Return the profile with the states of all answers, for person or file."""
    german = session.content.wording(GERMAN)
    language = sheet.reading.document_language
    other = second_wording(session, language)
    texts = _Texts(sheet, german, other)
    reading = sheet.reading
    data = Profile(
        copy=copy,
        number=sheet.case_number,
        form_version=sheet.form.name,
        name=reading.display_name,
        birth=birth_in_words(reading, german),
        advisor=session.advisor.name,
        spellings=tuple(name.full for name in reading.names[1:]),
        interpreting=texts.value("int.mode") if reading.value("int.mode") else None,
        talk_on=sheet.interview.begun_at.date(),
        sections=tuple(texts.sections()),
        difficult=reading.value("int.quality") == "poor",
        open_questions=len(sheet.left_open()),
        with_residence=bool(reading.value("res.status")),
    )
    return competence.render(data, german, other, imprint(session))


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
    names = [fact for fact in released if fact.path.startswith(f"{NAMES}/")]
    birth = [fact.text for fact in released if fact.path in {"birth.official", "birth.value"}]
    data = Profile(
        copy=Copy.PARTNER,
        number=sheet.case_number,
        form_version=sheet.form.name,
        name=sheet.reading.display_name if names else "",
        birth=birth[-1] if birth else "",
        talk_on=sheet.interview.begun_at.date(),
        sections=tuple(_released_sections(released)),
        partner=partner.full_name,
        permission=_permission(decision, waivers),
        with_residence=any(fact.path.startswith("res.") for fact in released),
    )
    return competence.render(data, german, None, imprint(session))


class _Texts:
    """Labels and answers of a sheet in both languages."""

    def __init__(self, sheet: Sheet, german: Wording, other: Wording | None) -> None:
        self._sheet = sheet
        self._german = german
        self._other = other

    def sections(self) -> Iterator[ProfileSection]:
        """Yield the sections that hold something for the reader."""
        for section in self._sheet.form.sections:
            if section.scope is Scope.TALK or not self._sheet.is_open(section):
                continue
            shown = [s for s in self._sheet.in_section(section.id) if self._counts(s)]
            entries = tuple(self._entry(s.path) for s in shown if not s.row)
            rows = tuple(self._rows([s for s in shown if s.row]))
            if entries or rows:
                yield ProfileSection(title=self._title(section), entries=entries, rows=rows)

    def value(self, path: str) -> Bilingual:
        """Return the answer at a path for both readers."""
        other = self._sheet.display(path, self._other) if self._other else ""
        return Bilingual(self._sheet.display(path, self._german), other)

    def _counts(self, shown: Shown) -> bool:
        if any(shown.path.startswith(prefix) for prefix in _LEFT_OUT):
            return False
        if shown.path.startswith(_ADDRESS) and self._sheet.reading.address_protected:
            return False
        question = shown.question
        if question.kind in {Kind.GROUP, Kind.REPEAT, Kind.COMPUTED}:
            return False
        answer = self._sheet.reading.answer(shown.path)
        if answer.state is AnswerState.NOT_ASKED:
            return False
        return question.kind is not Kind.FLAG or answer.value == "true"

    def _rows(self, shown: Sequence[Shown]) -> Iterator[ProfileRow]:
        for _, parts in groupby(shown, key=lambda s: s.path.rpartition("/")[0]):
            listed = list(parts)
            yield ProfileRow(
                title=Bilingual("", ""), entries=tuple(self._entry(s.path) for s in listed)
            )

    def _title(self, section: Section) -> Bilingual:
        other = self._other.section_title(section) if self._other else ""
        return Bilingual(self._german.section_title(section), other)

    def _entry(self, path: str) -> ProfileEntry:
        question = self._sheet.form.place_at(path).question
        answer = self._sheet.reading.answer(path)
        return ProfileEntry(
            label=self._label(question),
            value=self.value(path) if answer.value is not None else Bilingual("", ""),
            state=answer.state,
            evidence=answer.evidence,
            uncertain=answer.uncertain,
            by_companion=answer.told_by is ToldBy.COMPANION,
        )

    def _label(self, question: Question) -> Bilingual:
        other = self._other.label(question) if self._other else ""
        return Bilingual(self._german.label(question), other)


def _released_sections(facts: Iterable[Fact]) -> Iterator[ProfileSection]:
    for title, of_section in groupby(facts, key=lambda fact: fact.section):
        plain: list[ProfileEntry] = []
        rows: dict[str, list[ProfileEntry]] = {}
        for fact in of_section:
            entry = ProfileEntry(
                label=same(fact.label),
                value=same(fact.text),
                evidence=fact.evidence,
                uncertain=fact.uncertain,
            )
            row = fact.path.rpartition("/")[0]
            rows.setdefault(row, []).append(entry) if row else plain.append(entry)
        yield ProfileSection(
            title=same(title),
            entries=tuple(plain),
            rows=tuple(ProfileRow(title=same(""), entries=tuple(row)) for row in rows.values()),
        )


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
