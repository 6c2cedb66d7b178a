"""The tables that count what the office does: talks, steps, waivers, requests (forms 9.3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.counted_tables import FEWEST_FOR_MEDIAN, Axis, most_frequent
from intake_app.domain.statistics import Topic
from intake_app.services.statistics_counting import MOST_NAMED
from intake_app.services.statistics_words import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.counted_tables import Key, Tally
    from intake_app.services.statistics_counting import Counting
    from intake_app.services.statistics_reading import AgreedStep
    from intake_app.store.statistics import AskedLine

_INTERPRETED: Final = frozenset({"on_site", "phone", "video"})
"""Modes of a talk in which somebody interpreted."""


def _talks(counting: Counting) -> Tally:
    path, scales = "meta.talk_lang", counting.scales
    talks, question = counting.gathered.talks, scales.question(path)
    named = Counter(
        scales.german.choice(question, code) for talk in talks if (code := talk.value(path))
    )
    languages = scales.some(path, most_frequent(named, MOST_NAMED, rounded=counting.rounded))
    modes = scales.choices("int.mode", in_short=True)
    keys = (
        [(languages.of_answer(talk.answer(path)), modes.of_answer(talk.answer("int.mode")))]
        for talk in talks
    )
    axes, note = (languages.axis, modes.axis), counting.say(Term.UNSTATED_NOTE)
    return counting.tally(Topic.TALKS, axes, keys, note, unit=Term.TALKS)


def _interpreters(counting: Counting) -> Tally:
    path = "int.kind"
    kinds = counting.scales.choices(path)
    # Who interpreted before the way was changed stays stored, and is no answer any more.
    talks = [talk for talk in counting.gathered.talks if talk.value("int.mode") in _INTERPRETED]
    keys = ([(kinds.of_answer(talk.answer(path)),)] for talk in talks)
    minutes = [int(value) for talk in talks if (value := talk.value("int.minutes"))]
    notes = [counting.say(Term.INTERPRETED)]
    if len(minutes) >= FEWEST_FOR_MEDIAN:
        total, count = counting.number(sum(minutes)), counting.number(len(minutes))
        notes.append(counting.say(Term.MINUTES, minutes=total, count=count))
    return counting.tally(Topic.INTERPRETERS, (kinds.axis,), keys, *notes, unit=Term.TALKS)


def _steps(counting: Counting) -> Tally:
    kinds = counting.scales.partner_kinds()
    states = counting.scales.choices("step.state", in_short=True)
    gathered, step_kinds = counting.gathered, counting.scales.content.library.steps

    def keys(agreed: AgreedStep) -> list[Key]:
        step = agreed.step
        of_step = step_kinds.get(step.kind)
        usual = of_step.partner_kind if of_step else ""
        kind = gathered.partner_kinds.get(step.partner_id, usual) if step.partner_id else usual
        return [(kinds.of_code(kind), states.of_code(step.state or "open"))]

    days = [(one.done_on - one.agreed_on).days for one in gathered.steps if one.done_on]
    notes = counting.say(Term.AGREED), counting.median(Term.STEP_DAYS, days)
    # Every step has a state, so there is no column for those without.
    axes = (kinds.axis, replace(states.axis, labels=states.axis.labels[:-1]))
    return counting.tally(Topic.STEPS, axes, map(keys, gathered.steps), *notes, unit=Term.STEPS)


def _waivers(counting: Counting) -> Tally:
    kinds = counting.scales.partner_kinds()
    decisions = (Term.ASKED, Term.GIVEN, Term.REFUSED, Term.WITHDRAWN)
    columns = Axis(
        name=counting.say(Term.DECISION),
        labels=tuple(counting.say(term) for term in decisions),
        is_summed=False,
    )

    def keys(line: AskedLine) -> list[Key]:
        given = line.is_signed and line.decision is True
        refused = line.is_refused or (line.is_signed and not line.decision)
        true = (True, given, refused, given and line.is_withdrawn)
        kind = kinds.of_code(line.partner_kind)
        return [(kind, column) for column, holds in enumerate(true) if holds]

    lines = map(keys, counting.gathered.lines)
    note = counting.say(Term.LINES_NOTE)
    return counting.tally(Topic.WAIVERS, (kinds.axis, columns), lines, note, unit=Term.LINES)


def _requests(counting: Counting) -> Tally:
    words, requests = counting.scales.words, counting.gathered.requests
    kinds, outcomes = list(words.requests), list(words.outcomes)
    rows = Axis(
        name=counting.say(Term.REQUEST_KIND), labels=tuple(words.requests[one] for one in kinds)
    )
    ends = (*(words.outcomes[one] for one in outcomes), counting.say(Term.RUNNING))
    columns = Axis(name=counting.say(Term.OUTCOME), labels=ends)
    keys = (
        [(kinds.index(one.kind), outcomes.index(one.outcome) if one.outcome else len(outcomes))]
        for one in requests
    )
    days = [(one.done_on - one.received_on).days for one in requests if one.done_on]
    notes = counting.say(Term.ALL_REQUESTS), counting.median(Term.REQUEST_DAYS, days)
    return counting.tally(Topic.REQUESTS, (rows, columns), keys, *notes, unit=Term.REQUESTS)


OF_WORK: Final[Mapping[Topic, Callable[[Counting], Tally]]] = {
    Topic.TALKS: _talks,
    Topic.INTERPRETERS: _interpreters,
    Topic.STEPS: _steps,
    Topic.WAIVERS: _waivers,
    Topic.REQUESTS: _requests,
}
"""Counts each of them, exact."""
