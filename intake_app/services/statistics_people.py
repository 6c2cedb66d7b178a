"""The tables that count people: who they are, and what they bring along (forms 9.3)."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from intake_app.domain.counted_tables import FEWEST_BY_COUNTRY, Axis, merge_rare, most_frequent
from intake_app.domain.dates import german_date
from intake_app.domain.statistics import (
    YOUNG_ADULTS,
    Background,
    Origin,
    Topic,
    age_group,
    age_labels,
    immigration_history,
    is_young_adult,
    migration_background,
)
from intake_app.form_engine.values import grid
from intake_app.services.reading import WANTS_SCHOOL
from intake_app.services.statistics_counting import MOST_NAMED
from intake_app.services.statistics_reading import TRAINING
from intake_app.services.statistics_words import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.counted_tables import Key, Tally
    from intake_app.services.reading import Reading
    from intake_app.services.statistics_counting import Counting

_PROTECTED: Final = "protected"
"""The entry of the list of municipalities for an address that nobody may learn."""

_FIRST_WITH_CERTIFICATE: Final = "S2"
_NO_TRAINING: Final = "V0"


def _units(counting: Counting) -> Tally:
    scales, day = counting.scales, counting.gathered.period.last
    units = scales.units(by_municipality=counting.by_municipality)
    sexes = scales.choices("person.sex", in_short=True)
    groups, (first, last) = age_labels(counting.ages), YOUNG_ADULTS
    unsure, young = len(groups), len(groups) + 1
    beside = (
        counting.say(Term.NOT_ASSIGNABLE),
        counting.say(Term.YOUNG_ADULTS, first=first, last=last),
    )
    ages = Axis(name=scales.name("birth.age_calc"), labels=(*groups, *beside))

    def keys(person: Reading) -> list[Key]:
        age = person.possible_ages(day)
        group = age_group(age, counting.ages)
        found = [unsure if group is None else group, *([young] if is_young_adult(age) else [])]
        place = units.of_code(_unit(person)), sexes.of_answer(person.answer("person.sex"))
        return [(*place, one) for one in found]

    notes = (
        counting.say(Term.AGE, day=german_date(day)),
        counting.say(Term.YOUNG_ADULTS_NOTE),
        counting.say(Term.UNSTATED_NOTE),
    )
    people = map(keys, counting.gathered.people)
    tally = counting.tally(Topic.UNITS, (units.axis, sexes.axis, ages), people, *notes)
    return merge_rare(tally, 1, ", ".join(sexes.axis.labels[-2:])) if counting.rounded else tally


def _unit(person: Reading) -> str:
    """Return the municipality; a protected address has none that a table could tell."""
    return _PROTECTED if person.address_protected else person.value("addr.municipality")


def _residence(counting: Counting) -> Tally:
    path = "res.status"
    scale = counting.scales.groups(path)
    people = ([(scale.of_answer(one.answer(path)),)] for one in counting.gathered.people)
    return counting.tally(Topic.RESIDENCE, (scale.axis,), people)


def _origin(counting: Counting) -> Tally:
    path = "person.citizenships"
    question = counting.scales.question(path)
    label = counting.scales.german.choice
    named = Counter(
        label(question, codes[0])
        for person in counting.gathered.people
        if (codes := person.codes(path))
    )
    scale = counting.scales.some(path, most_frequent(named, MOST_NAMED, rounded=counting.rounded))

    def keys(person: Reading) -> list[Key]:
        codes = person.codes(path)
        return [(scale.of_code(codes[0]) if codes else scale.of_answer(person.answer(path)),)]

    people = counting.gathered.people
    tally = counting.tally(
        Topic.ORIGIN, (scale.axis,), map(keys, people), counting.say(Term.ORIGIN)
    )
    if len(people) < FEWEST_BY_COUNTRY:
        return tally.withheld(counting.say(Term.TOO_FEW, fewest=FEWEST_BY_COUNTRY))
    return tally


def _migration(counting: Counting) -> Tally:
    places = {background: place for place, background in enumerate(Background)}
    rows = Axis(
        name=counting.say(Term.APPLIES),
        labels=tuple(counting.scales.words.backgrounds[one] for one in Background),
    )
    definitions = Axis(
        name="",
        labels=(counting.say(Term.MIGRATION), counting.say(Term.IMMIGRATION)),
        is_summed=False,
    )

    def keys(person: Reading) -> list[Key]:
        origin = Origin(
            citizenships=person.codes("person.citizenships"),
            birth_country=person.value("birth.country"),
            entry=person.partial_date("person.entry_de"),
            parents=person.value("person.parents_migrated"),
        )
        return [
            (places[migration_background(origin)], 0),
            (places[immigration_history(origin)], 1),
        ]

    people = map(keys, counting.gathered.people)
    note = counting.say(Term.BACKGROUND)
    return counting.tally(Topic.MIGRATION, (rows, definitions), people, note)


def _german(counting: Counting) -> Tally:
    path = "lang.german"
    levels, question = counting.scales.choices(path), counting.scales.question(path)
    skills = [row.code for row in question.rows]
    columns = Axis(
        name="",
        labels=tuple(counting.scales.german.row(question, code) for code in skills),
        is_summed=False,
    )

    def keys(person: Reading) -> list[Key]:
        answer = person.answer(path)
        if answer.value is None:
            return [(levels.states[answer.state], column) for column in range(len(skills))]
        told = grid(answer.value)
        return [(levels.of_code(told.get(code, "")), at) for at, code in enumerate(skills)]

    people = map(keys, counting.gathered.people)
    note = counting.say(Term.OWN_ESTIMATE)
    return counting.tally(Topic.GERMAN, (levels.axis, columns), people, note)


def _question(counting: Counting, topic: Topic, path: str) -> Tally:
    """Count the answers to a single choice."""
    scale = counting.scales.choices(path)
    people = ([(scale.of_answer(one.answer(path)),)] for one in counting.gathered.people)
    return counting.tally(topic, (scale.axis,), people)


def _school(counting: Counting) -> Tally:
    highest = counting.scales.choices("sch.highest")
    papers = counting.scales.choices("sch.evidence", in_short=True)
    certified = counting.scales.content.library.lists["school"].at_least(_FIRST_WITH_CERTIFICATE)

    def keys(person: Reading) -> list[Key]:
        has_one = person.value("sch.highest") in certified
        paper = papers.of_answer(person.answer("sch.evidence")) if has_one else papers.of_code("")
        return [(highest.of_answer(person.answer("sch.highest")), paper)]

    people = map(keys, counting.gathered.people)
    note = counting.say(Term.UNSTATED_NOTE)
    return counting.tally(Topic.SCHOOL, (highest.axis, papers.axis), people, note)


def _training(counting: Counting) -> Tally:
    levels = counting.scales.choices("voc.level")
    done = counting.scales.choices("voc.done", in_short=True)

    def keys(person: Reading) -> list[Key]:
        rows = person.row_ids(TRAINING)
        if not rows:
            told = person.answer(TRAINING)
            level = levels.of_code(_NO_TRAINING) if told.value else levels.states[told.state]
            return [(level, done.of_code(""))]
        return [
            (
                levels.of_answer(person.answer(f"{TRAINING}/{row}/voc.level")),
                done.of_answer(person.answer(f"{TRAINING}/{row}/voc.done")),
            )
            for row in rows
        ]

    people = map(keys, counting.gathered.people)
    notes = counting.say(Term.TRAINING), counting.say(Term.UNSTATED_NOTE)
    return counting.tally(Topic.TRAINING, (levels.axis, done.axis), people, *notes)


def _recognition(counting: Counting) -> Tally:
    stages = counting.scales.choices("voc.recog")

    def keys(person: Reading) -> list[Key]:
        return [
            (stages.of_answer(person.answer(f"{TRAINING}/{row}/voc.recog")),)
            for row in person.row_ids(TRAINING)
            if person.value(f"{TRAINING}/{row}/voc.done") == "yes"
        ]

    people = map(keys, counting.gathered.people)
    return counting.tally(
        Topic.RECOGNITION, (stages.axis,), people, counting.say(Term.RECOGNITION)
    )


def _school_places(counting: Counting) -> Tally:
    units = counting.scales.units(by_municipality=counting.by_municipality)
    found = Axis(
        name=counting.say(Term.SCHOOL_PLACE),
        labels=(counting.say(Term.STARTED), counting.say(Term.WAITING)),
    )
    looking = [one for one in counting.gathered.people if one.value(WANTS_SCHOOL) == "yes"]

    def keys(person: Reading) -> list[Key]:
        return [(units.of_code(_unit(person)), 0 if person.day("pu.start") else 1)]

    days = [
        (start - asked).days
        for person in looking
        if (start := person.day("pu.start")) and (asked := person.day("reg.asked_on"))
    ]
    notes = counting.median(Term.SCHOOL_DAYS, days), counting.say(Term.UNSTATED_NOTE)
    people = map(keys, looking)
    return counting.tally(Topic.SCHOOL_PLACES, (units.axis, found), people, *notes)


def _barriers(counting: Counting) -> Tally:
    path = "course.barrier"
    scale = counting.scales.choices(path)

    def keys(person: Reading) -> list[Key]:
        codes = person.codes(path)
        if not codes:
            return [(scale.of_answer(person.answer(path)),)]
        return [(scale.of_code(code),) for code in codes]

    people = map(keys, counting.gathered.people)
    return counting.tally(Topic.BARRIERS, (scale.axis,), people, counting.say(Term.SEVERAL))


OF_PEOPLE: Final[Mapping[Topic, Callable[[Counting], Tally]]] = {
    Topic.UNITS: _units,
    Topic.RESIDENCE: _residence,
    Topic.ORIGIN: _origin,
    Topic.MIGRATION: _migration,
    Topic.GERMAN: _german,
    Topic.LITERACY: partial(_question, topic=Topic.LITERACY, path="alpha.first"),
    Topic.SCHOOL: _school,
    Topic.ISCED: partial(_question, topic=Topic.ISCED, path="sch.isced"),
    Topic.TRAINING: _training,
    Topic.RECOGNITION: _recognition,
    Topic.SCHOOL_PLACES: _school_places,
    Topic.BARRIERS: _barriers,
}
"""Counts each of them, exact."""
