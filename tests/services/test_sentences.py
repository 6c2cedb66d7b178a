"""The one printed sentence about health or the child's level, and extracts of lines."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.office import DisclosureState, PaperKind
from intake_app.domain.signing import (
    Check,
    ExplainedHow,
    Explanation,
    OwnSignature,
    Signature,
)
from intake_app.domain.waiver import Direction
from intake_app.errors import DisclosureRefusedError, WaiverIncompleteError
from intake_app.services.sample_talks import partner_id
from tests.printing.reading import page_texts
from tests.services.printing import print_waiver

SCHOOL = partner_id("adult_school")
JOBCENTER = partner_id("jobcenter")
WORDS = "braucht Pausen im Sitzen"


@pytest.fixture
def case_id(player, talks):
    return player.play(replace(talks["a-nurse"], waiver={}, slip={})).case_id


def in_force(services, case_id, first=(SCHOOL, Category.HEALTH), **changes):
    """Make a waiver with a line about health for the adult school, and one without."""
    drafts, today = services.waiver_drafts, services.session.today()
    waiver = drafts.draft(case_id, "ar")
    for partner, categories in (
        (first[0], {Category.IDENTITY, first[1]}),
        (JOBCENTER, {Category.IDENTITY}),
    ):
        line = drafts.new_line(waiver, services.partners.get(partner))
        granted = {
            "decision": True,
            "direction": Direction.BOTH,
            "categories": frozenset(categories),
            "purposes": frozenset({Purpose.COURSE}),
            "health_detail": WORDS if Category.HEALTH in categories else "",
            **changes,
        }
        drafts.save_line(waiver.id, replace(line, **granted))
    services.waivers.prepare(waiver.id)
    print_waiver(services, waiver.id)
    explained = Explanation(
        how=ExplainedHow.INTERPRETED,
        by="MB",
        check=Check.ANSWERED,
        interpreter="Nadim Musterer",
        interpreter_confirmed="signed",
    )
    signed = Signature(signed_on=today, place="Musterheide", own=OwnSignature.SIGNED, seen_by="MB")
    services.waivers.sign(waiver.id, explained, signed)
    return services.waivers.hand_out_copy(waiver.id)


def test_the_sentence_is_printed_in_both_languages_and_nothing_else_of_the_line(services, case_id):
    waiver = in_force(services, case_id)

    document = services.papers.sentence(waiver.id, SCHOOL, Category.HEALTH)

    text = " ".join(" ".join(page_texts(document.data)).split())
    assert WORDS in text
    assert "Jobcenter" not in text
    assert (document.kind, document.language) == (PaperKind.SENTENCE, "ar")
    assert document.number == f"{waiver.number}.1"


def test_the_sentence_stands_in_the_register_from_the_moment_it_goes_to_the_printer(
    services, case_id
):
    waiver = in_force(services, case_id)
    document = services.papers.sentence(waiver.id, SCHOOL, Category.HEALTH)
    assert services.handover.of_case(case_id) == []

    paper = services.papers.send(document)

    (row,) = services.handover.of_case(case_id)
    assert (row.way, row.state) == ("sentence", DisclosureState.DONE)
    assert (row.partner_id, row.categories) == (SCHOOL, {Category.HEALTH})
    assert row.waiver_ids == (waiver.id,)
    assert row.file_sha256 == hashlib.sha256(document.data).hexdigest()
    services.papers.came_out(paper.id, document)
    assert services.handover.of_case(case_id) == [row]


def test_a_misprinted_sentence_told_nobody(services, case_id):
    waiver = in_force(services, case_id)
    document = services.papers.sentence(waiver.id, SCHOOL, Category.HEALTH)
    services.papers.misprinted(services.papers.send(document).id)

    (row,) = services.handover.of_case(case_id)
    assert row.state is DisclosureState.CANCELLED
    assert services.waivers.withdraw(waiver.id, how="oral").informed == ()


def test_who_read_the_sentence_is_told_of_the_withdrawal(services, case_id):
    waiver = in_force(services, case_id)
    document = services.papers.sentence(waiver.id, SCHOOL, Category.HEALTH)
    services.papers.send(document)
    line = waiver.lines[0]

    done = services.waivers.withdraw(
        waiver.id, [line.id], only={line.id: {Category.HEALTH}}, how="phone"
    )

    assert done.informed == (SCHOOL,)
    notice = services.papers.partner_notice(done, SCHOOL)
    text = " ".join(" ".join(page_texts(notice.data)).split())
    assert services.session.content.wording("de").list_hint("categories", "K9") in text
    assert WORDS not in text


def test_a_sentence_that_was_taken_back_meanwhile_does_not_go_to_the_printer(services, case_id):
    waiver = in_force(services, case_id)
    document = services.papers.sentence(waiver.id, SCHOOL, Category.HEALTH)
    services.waivers.withdraw(waiver.id, how="oral")

    with pytest.raises(DisclosureRefusedError) as refused:
        services.papers.send(document)

    assert refused.value.reason == "withdrawn"
    assert services.handover.of_case(case_id) == []
    assert PaperKind.SENTENCE not in {paper.kind for paper in services.papers.of_case(case_id)}


@pytest.mark.parametrize(
    ("partner", "category", "changes"),
    [
        (JOBCENTER, Category.HEALTH, {}),
        (SCHOOL, Category.CHILD_LEVEL, {}),
        (SCHOOL, Category.HEALTH, {"direction": Direction.ASK}),
        (partner_id("kita"), Category.HEALTH, {}),
    ],
)
def test_without_a_line_that_permits_it_there_is_no_sentence(
    services, case_id, partner, category, changes
):
    waiver = in_force(services, case_id, **changes)

    with pytest.raises(DisclosureRefusedError):
        services.papers.sentence(waiver.id, partner, category, "ein Satz")


def test_an_extract_of_a_line_that_ended_is_refused_with_the_reason(services, case_id):
    waiver = in_force(services, case_id)
    services.waivers.withdraw(waiver.id, [waiver.lines[0].id], how="oral")

    with pytest.raises(DisclosureRefusedError) as refused:
        services.papers.waiver_extract(waiver.id, SCHOOL)

    assert refused.value.reason == "withdrawn"
    assert services.papers.waiver_extract(waiver.id, JOBCENTER).number == f"{waiver.number}.2"


def test_an_extract_shows_what_is_left_of_the_line(services, case_id):
    both = frozenset({Category.IDENTITY, Category.LANGUAGES})
    waiver = in_force(services, case_id, categories=both, health_detail="")
    line = waiver.lines[0]
    services.waivers.withdraw(
        waiver.id, [line.id], only={line.id: {Category.LANGUAGES}}, how="oral"
    )

    text = " ".join(page_texts(services.papers.waiver_extract(waiver.id, SCHOOL).data))

    german = services.session.content.wording("de")
    text = " ".join(text.split())
    assert german.list_hint("categories", "K1") in text
    assert german.list_hint("categories", "K3") not in text


LEVEL = (partner_id("school"), Category.CHILD_LEVEL)


@pytest.mark.parametrize("words", ["", "  ", "x" * 201])
def test_a_sentence_about_the_level_needs_words_and_few(services, case_id, words):
    waiver = in_force(services, case_id, LEVEL)

    with pytest.raises(WaiverIncompleteError) as refused:
        services.papers.sentence(waiver.id, *LEVEL, words)

    assert refused.value.missing == ("sentence",)


def test_the_sentence_about_the_level_is_kept_on_the_paper_alone(services, case_id):
    waiver = in_force(services, case_id, LEVEL)

    document = services.papers.sentence(waiver.id, *LEVEL, "liest Deutsch auf A2")
    sent = services.papers.send(document)

    assert "liest Deutsch auf A2" in " ".join(" ".join(page_texts(document.data)).split())
    assert sent.data is None
    (row,) = services.handover.of_case(case_id)
    assert row.categories == {Category.CHILD_LEVEL}
    assert row.paths == ()
