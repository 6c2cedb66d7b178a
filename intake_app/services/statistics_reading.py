"""Gathers what the statistics count: only the answers that the wanted tables need.

The whole sheet of a case is never read; ten thousand cases take a few statements.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.office import office_day
from intake_app.domain.statistics import Topic
from intake_app.services.reading import STEPS, WANTS_SCHOOL, Reading
from intake_app.services.steps import INFORM, steps_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from intake_app.domain.answers import Answer
    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.domain.data_rights import DataRequest
    from intake_app.domain.statistics import Period
    from intake_app.services.steps import Step
    from intake_app.store.statistics import AskedLine, LedTalk, Said
    from intake_app.store.transaction import Store

TALK_DATE: Final = "meta.talk_date"
TRAINING: Final = "voc.rows"
_PLACE = ("addr.municipality", "addr.protected", "addr.kind")
_NO_STEP = "none"
"""The kind of step that says that nothing was agreed."""

_OF_CASE: Final[Mapping[Topic, tuple[str, ...]]] = {
    Topic.UNITS: ("birth.value", "birth.official", "birth.placeholder", "person.sex", *_PLACE),
    Topic.RESIDENCE: ("res.status",),
    Topic.ORIGIN: ("person.citizenships",),
    Topic.MIGRATION: (
        *("person.citizenships", "birth.country", "person.entry_de", "person.parents_migrated"),
    ),
    Topic.GERMAN: ("lang.german",),
    Topic.LITERACY: ("alpha.first",),
    Topic.SCHOOL: ("sch.highest", "sch.evidence"),
    Topic.ISCED: ("sch.isced",),
    Topic.TRAINING: (TRAINING,),
    Topic.SCHOOL_PLACES: (WANTS_SCHOOL, "reg.asked_on", "pu.start", *_PLACE),
    Topic.BARRIERS: ("course.barrier",),
}
"""Paths of whole cases that each table reads."""

_OF_TALK: Final = ("meta.talk_lang", "int.mode", "int.kind", "int.minutes")
_WITH_TALKS: Final = frozenset({Topic.TALKS, Topic.INTERPRETERS})
_WITH_TRAINING: Final = frozenset({Topic.TRAINING, Topic.RECOGNITION})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedStep:
    """A step that was agreed in the period.

    Attributes:
        agreed_on: The day on which it was entered.
        done_on: The day on which it was entered as done; None while it is not.
    """

    step: Step
    agreed_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is counted.

    Attributes:
        people: The answers of everybody with a talk in the period, one entry each.
        talks: The answers of each talk in the period.
        partner_kinds: Kind of each partner that a step can name.
        lines: Of the waivers that were printed in the period.
        requests: That came in in the period.
    """

    period: Period
    today: date
    people: tuple[Reading, ...]
    talks: tuple[Reading, ...] = ()
    steps: tuple[AgreedStep, ...] = ()
    partner_kinds: Mapping[PartnerId, str]
    lines: tuple[AskedLine, ...] = ()
    requests: tuple[DataRequest, ...] = ()


def gather(store: Store, period: Period, topics: Collection[Topic], today: date) -> Gathered:
    """Read what some tables need.

    Args:
        store: The running transaction.
        period: Of which days.
        topics: The tables.
        today: The office's day.
    """
    led = [talk for talk in store.statistics.talks(TALK_DATE) if talk.day in period]
    cases = sorted({talk.case_id for talk in led})
    is_about = frozenset(topics).__contains__
    return Gathered(
        period=period,
        today=today,
        people=tuple(_people(store, cases, topics)),
        talks=tuple(_talks(store, led)) if _WITH_TALKS.intersection(topics) else (),
        steps=tuple(_steps(store, cases, period)) if is_about(Topic.STEPS) else (),
        partner_kinds={partner.id: partner.kind for partner in store.partners.all()},
        lines=tuple(store.statistics.asked_lines(period.first, period.last))
        if is_about(Topic.WAIVERS)
        else (),
        requests=tuple(one for one in store.requests.all() if one.received_on in period)
        if is_about(Topic.REQUESTS)
        else (),
    )


def _people(
    store: Store, cases: Collection[CaseId], topics: Collection[Topic]
) -> Iterator[Reading]:
    paths = {path for topic in topics for path in _OF_CASE.get(topic, ())}
    answers: dict[CaseId, dict[str, Answer]] = defaultdict(dict)
    for case_id, said in store.statistics.of_cases(cases, paths):
        answers[case_id][said.path] = said.answer
    if _WITH_TRAINING.intersection(topics):
        for case_id, said in store.statistics.below(cases, TRAINING):
            answers[case_id][said.path] = said.answer
    for case_id in cases:
        known = answers[case_id]
        yield Reading(known, {TRAINING: _rows(TRAINING, known)})


def _talks(store: Store, led: Iterable[LedTalk]) -> Iterator[Reading]:
    """Yield the answers of each talk; one without answers is a talk too."""
    answers: dict[object, dict[str, Answer]] = {talk.id: {} for talk in led}
    for talk_id, said in store.statistics.of_talks({talk.case_id for talk in led}, _OF_TALK):
        if talk_id in answers:  # else another talk of the same person
            answers[talk_id][said.path] = said.answer
    for known in answers.values():
        yield Reading(known, {})


def _steps(store: Store, cases: Collection[CaseId], period: Period) -> Iterator[AgreedStep]:
    found: dict[CaseId, dict[str, Said]] = defaultdict(dict)
    for case_id, said in store.statistics.below(cases, STEPS):
        found[case_id][said.path] = said
    for answers in found.values():
        known = {path: said.answer for path, said in answers.items()}
        for step in steps_of(Reading(known, {STEPS: _rows(STEPS, known)})):
            at = f"{STEPS}/{step.row}"
            agreed_on = office_day(answers[f"{at}/step.kind"].at)
            if agreed_on not in period or step.kind in {*INFORM, _NO_STEP}:
                continue
            is_done = step.state == "done"
            done_on = office_day(answers[f"{at}/step.state"].at) if is_done else None
            yield AgreedStep(step=step, agreed_on=agreed_on, done_on=done_on)


def _rows(repeat: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the rows that these answers tell of, in no particular order."""
    below = (path.split("/") for path in paths if path.startswith(f"{repeat}/"))
    return tuple(dict.fromkeys(parts[1] for parts in below))
