"""What tests of the statistics share: people with a few answers, and words to count with."""

from __future__ import annotations

from intake_app.domain.answers import Answer
from intake_app.domain.data_rights import Outcome, RequestKind
from intake_app.domain.statistics import Background, Period, Topic
from intake_app.services.statistics_wish import StatisticsWish
from intake_app.services.statistics_words import StatisticsWords, Term

_FIELDS = {
    Term.SCOPE: "{first} bis {last}",
    Term.AS_STORED: "Stand {today}",
    Term.AGE: "Alter am {day}",
    Term.YOUNG_ADULTS: "davon {first}–{last}",
    Term.TOO_FEW: "weniger als {fewest}",
    Term.MINUTES: "{minutes} Minuten in {count} Gesprächen",
    Term.STEP_DAYS: "{days} Tage, {count} Schritte",
    Term.SCHOOL_DAYS: "{days} Tage, {count} Kinder",
    Term.REQUEST_DAYS: "{days} Tage, {count} Anträge",
    Term.NO_MEDIAN: "kein Median unter {fewest}",
}

WORDS = StatisticsWords(
    topics={topic: topic.name for topic in Topic},
    terms={term: _FIELDS.get(term, term.value) for term in Term},
    backgrounds={background: background.value for background in Background},
    requests={kind: kind.value for kind in RequestKind},
    outcomes={outcome: outcome.value for outcome in Outcome},
)


def person(services, answers=None, *, rows=(), talk=None):
    """Lead a talk with somebody new; return the case and the talk."""
    case_id = services.cases.create()
    interview = services.interviews.begin(case_id, "ar")
    for repeat, row in rows:
        services.interviews.add_row(interview, repeat, row)
    for path, value in {**(answers or {}), **(talk or {})}.items():
        answer = value if isinstance(value, Answer) else Answer(value=value)
        services.interviews.answer(interview, path, answer)
    return case_id, interview


def wish(services, *topics, internal=True, **more):
    """Wish for tables of this year."""
    today = services.session.today()
    return StatisticsWish(
        period=more.pop("period", Period(today.replace(month=1, day=1), today)),
        topics=topics,
        is_internal=internal,
        **more,
    )


def table(services, topic, **more):
    """Return one table, exact unless something else is wished for."""
    (found,) = services.statistics.count(wish(services, topic, **more), WORDS).tables
    return found


def rows_of(found):
    """Return the rows of a table that hold a number, by their labels."""
    lines = {
        line.labels if len(line.labels) > 1 else line.labels[0]: line.numbers
        for line in found.lines()
    }
    return {labels: numbers for labels, numbers in lines.items() if any(numbers)}
