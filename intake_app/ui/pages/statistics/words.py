"""The words of the statistics that stand in no form, and those of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app import paths
from intake_app.domain.statistics import AgeSet, Background, Span, Topic, age_labels
from intake_app.i18n import _, load_catalog, speaking
from intake_app.services.statistics_words import StatisticsWords, Term
from intake_app.ui.pages.rights.words import KINDS, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOPICS: Final[Mapping[Topic, Callable[[], str]]] = {
    Topic.UNITS: lambda: _("Units, sex and age"),
    Topic.RESIDENCE: lambda: _("Residence status"),
    Topic.ORIGIN: lambda: _("Country of origin"),
    Topic.MIGRATION: lambda: _("Migration background and immigration history"),
    Topic.TALKS: lambda: _("Languages of the talks"),
    Topic.INTERPRETERS: lambda: _("Who interpreted"),
    Topic.GERMAN: lambda: _("Level of German"),
    Topic.LITERACY: lambda: _("Reading and writing"),
    Topic.SCHOOL: lambda: _("School-leaving certificate and evidence"),
    Topic.ISCED: lambda: _("Level of education (ISCED)"),
    Topic.TRAINING: lambda: _("Training and studies"),
    Topic.RECOGNITION: lambda: _("Recognition of certificates"),
    Topic.STEPS: lambda: _("Agreed steps and how far they are"),
    Topic.SCHOOL_PLACES: lambda: _("Places at school"),
    Topic.BARRIERS: lambda: _("What makes it hard to attend a course"),
    Topic.WAIVERS: lambda: _("Lines of waivers"),
    Topic.REQUESTS: lambda: _("Requests about one's data"),
}

_TERMS: Final[Mapping[Term, Callable[[], str]]] = {
    Term.TITLE: lambda: _("Statistics of the contact point"),
    Term.STAMP: lambda: _("for the office only"),
    Term.PEOPLE: lambda: _("People advised"),
    Term.TALKS: lambda: _("Talks"),
    Term.STEPS: lambda: _("Steps"),
    Term.LINES: lambda: _("Lines"),
    Term.REQUESTS: lambda: _("Requests"),
    Term.TOTAL: lambda: _("total"),
    Term.OTHERS: lambda: _("others"),
    Term.UNSTATED: lambda: _("not stated"),
    Term.NOT_ASSIGNABLE: lambda: _("cannot be assigned"),
    Term.YOUNG_ADULTS: lambda: _("of these {first}–{last}"),
    Term.UNIT: lambda: _("Unit"),
    Term.MIGRATION: lambda: _("Migration background"),
    Term.IMMIGRATION: lambda: _("Immigration history"),
    Term.APPLIES: lambda: _("Applies"),
    Term.PARTNER_KIND: lambda: _("Kind of office"),
    Term.NO_PARTNER: lambda: _("no office"),
    Term.REQUEST_KIND: lambda: _("Kind of request"),
    Term.OUTCOME: lambda: _("Outcome"),
    Term.RUNNING: lambda: _("still open"),
    Term.SCHOOL_PLACE: lambda: _("Place at school"),
    Term.STARTED: lambda: _("first day known"),
    Term.WAITING: lambda: _("none yet"),
    Term.DECISION: lambda: _("Decision"),
    Term.ASKED: lambda: _("asked"),
    Term.GIVEN: lambda: _("given"),
    Term.REFUSED: lambda: _("not given"),
    Term.WITHDRAWN: lambda: _("withdrawn"),
    Term.SCOPE: lambda: _(
        "People advised by the contact point from {first} to {last}; not statistics of the "
        "population."
    ),
    Term.AS_STORED: lambda: _("Answers as they were stored on {today}."),
    Term.ROUNDED: lambda: _(
        "Every number is rounded to a multiple of 5, totals on their own, so that cells need "
        "not sum up to them."
    ),
    Term.INTERNAL: lambda: _("For the office only: exact numbers, not to be passed on."),
    Term.UNSTATED_NOTE: lambda: _("Not stated: not asked, not known, or not said."),
    Term.AGE: lambda: _(
        "Age on {day}. Who could be in two groups, because the birthday is known in part only, "
        "cannot be assigned."
    ),
    Term.YOUNG_ADULTS_NOTE: lambda: _(
        "The column “of these” lies in the groups before it and adds nothing to the total."
    ),
    Term.SEVERAL: lambda: _("Several answers are possible; the total counts each person once."),
    Term.TOO_FEW: lambda: _("No table by country is made for fewer than {fewest} people."),
    Term.ORIGIN: lambda: _("By citizenship; of several the one that was named first counts."),
    Term.BACKGROUND: lambda: _(
        "Migration background: a foreign citizenship, immigrated, or one immigrated parent. "
        "Immigration history (Federal Statistical Office, since 2023): immigrated since 1950, "
        "or both parents; one parent only is shown apart and does not count."
    ),
    Term.INTERPRETED: lambda: _("Only talks in which somebody interpreted."),
    Term.MINUTES: lambda: _("{minutes} minutes were entered for {count} talks."),
    Term.OWN_ESTIMATE: lambda: _(
        "As entered in the talk, by the people's own estimate or the advisor's; results of tests "
        "are not part of it."
    ),
    Term.TRAINING: lambda: _(
        "Who has several trainings stands in several rows; the total counts each person once."
    ),
    Term.RECOGNITION: lambda: _("Only people with a completed training."),
    Term.AGREED: lambda: _(
        "Steps that were entered in the period, with the state they have today; without the "
        "office's own duties."
    ),
    Term.STEP_DAYS: lambda: _("Median from the entry to “done”: {days} days ({count} steps)."),
    Term.SCHOOL_DAYS: lambda: _(
        "Median from asking to the first day at school: {days} days ({count} people)."
    ),
    Term.LINES_NOTE: lambda: _(
        "Lines of waivers that were printed in the period, one for each office that was asked "
        "about; withdrawn in whole or in part."
    ),
    Term.ALL_REQUESTS: lambda: _("Requests that came in in the period, whoever asked."),
    Term.REQUEST_DAYS: lambda: _("Median to the answer: {days} days ({count} requests)."),
    Term.NO_MEDIAN: lambda: _("No median is given for fewer than {fewest} cases."),
}

_BACKGROUNDS: Final[Mapping[Background, Callable[[], str]]] = {
    Background.YES: lambda: _("yes"),
    Background.ONE_SIDED: lambda: _("one-sided (one parent)"),
    Background.NO: lambda: _("no"),
    Background.UNKNOWN: lambda: _("cannot be determined"),
}

SPANS: Final[Mapping[Span, Callable[[], str]]] = {
    Span.THIS_YEAR: lambda: _("This year"),
    Span.LAST_YEAR: lambda: _("Last year"),
    Span.THIS_QUARTER: lambda: _("This quarter"),
    Span.LAST_QUARTER: lambda: _("Last quarter"),
}
"""Periods that need no typing."""

_AGE_SETS: Final[Mapping[AgeSet, Callable[[], str]]] = {
    AgeSet.STANDARD: lambda: _("Standard: {first} to {last}"),
    AgeSet.EDUCATION: lambda: _("Education: {first} to {last}"),
}


def age_set_words(ages: AgeSet) -> str:
    """Say which groups of ages these are, by the first and the last."""
    labels = age_labels(ages)
    return _AGE_SETS[ages]().format(first=labels[0], last=labels[-1])


def topic_words(topic: Topic) -> str:
    """Return a table's short name and title."""
    return f"{topic}  {_TOPICS[topic]()}"


def statistics_words() -> StatisticsWords:
    """Return the words in the language of the program."""
    return StatisticsWords(
        topics={topic: say() for topic, say in _TOPICS.items()},
        terms={term: say() for term, say in _TERMS.items()},
        backgrounds={background: say() for background, say in _BACKGROUNDS.items()},
        requests={kind: say() for kind, say in KINDS.items()},
        outcomes={outcome: say() for outcome, say in OUTCOMES.items()},
    )


def german_words() -> StatisticsWords:
    """Return the words in German: papers and files are for the county."""
    with speaking(load_catalog(paths.translations_dir(), "de")):
        return statistics_words()
