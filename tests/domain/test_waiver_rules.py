"""What a waiver must hold before it is printed, and before it is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.ages import UNKNOWN_AGE, AgeRange
from intake_app.domain.codes import Category, PartnerId, Purpose
from intake_app.domain.partner import Offer, Partner, PartnerKind
from intake_app.domain.signing import (
    Check,
    CoSigning,
    ExplainedHow,
    GuardianRole,
    GuardianSignature,
    OwnSignature,
)
from intake_app.domain.waiver_rules import (
    Lack,
    SignerGroup,
    Talk,
    add_months,
    default_end,
    latest_end,
    missing_before_printing,
    missing_before_signing,
    missing_of_partner,
    not_offered,
    signer_group,
)
from tests.domain.builders import (
    TODAY,
    a_line,
    a_printed_waiver,
    a_signature,
    an_explanation,
)


def aged(youngest, oldest=None):
    return AgeRange(youngest=youngest, oldest=youngest if oldest is None else oldest)


ADULT = aged(34)
YOUTH = aged(16)
CHILD = aged(9)
MOTHER = GuardianSignature(name="Layla Beispiel", role=GuardianRole.MOTHER)
FATHER = GuardianSignature(name="Omar Beispiel", role=GuardianRole.FATHER)
APPOINTED = GuardianSignature(name="K. Vormund", role=GuardianRole.GUARDIAN)


def draft(*lines, **wanted):
    return a_printed_waiver(*lines, printed_at=None, printed_on=None, **wanted)


def lacks_for(
    explanation=None, signature=None, *, age=ADULT, talk=None, narrow=frozenset(), **wanted
):
    return missing_before_signing(
        a_printed_waiver(is_minor=age is not ADULT, **wanted),
        explanation or an_explanation(),
        signature or a_signature(),
        age=age,
        today=TODAY,
        talk=talk,
        narrow=narrow,
    )


# -- before printing


def test_a_complete_line_may_be_printed():
    assert missing_before_printing(draft(), TODAY) == ()


def test_a_line_answered_no_needs_nothing_else():
    empty = a_line(
        decision=False,
        direction=None,
        categories=frozenset(),
        purposes=frozenset(),
        valid_until=None,
    )

    assert missing_before_printing(draft(empty), TODAY) == ()


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"decision": None}, Lack.DECISION),
        ({"direction": None}, Lack.DIRECTION),
        ({"categories": frozenset()}, Lack.CATEGORIES),
        ({"purposes": frozenset()}, Lack.PURPOSES),
        ({"purposes": frozenset({Purpose.OTHER})}, Lack.PURPOSE_OTHER),
        ({"purposes": frozenset({Purpose.OTHER}), "purpose_other": " "}, Lack.PURPOSE_OTHER),
        ({"valid_until": None}, Lack.VALID_UNTIL),
        ({"valid_until": TODAY - timedelta(days=1)}, Lack.VALID_IN_PAST),
        ({"valid_until": add_months(TODAY, 24) + timedelta(days=1)}, Lack.VALID_TOO_LONG),
        ({"categories": frozenset({Category.HEALTH})}, Lack.HEALTH_DETAIL),
        ({"health_detail": "kann nicht schwer heben"}, Lack.HEALTH_DETAIL),
        ({"categories": frozenset({Category.COPIES})}, Lack.COPIES),
        ({"copies": ("DOC-A06",)}, Lack.COPIES),
        (
            {"categories": frozenset({Category.HEALTH}), "health_detail": "x" * 121},
            Lack.HEALTH_DETAIL,
        ),
    ],
)
def test_each_gap_of_a_line_is_named(change, lack):
    assert missing_before_printing(draft(a_line(), a_line(**change)), TODAY) == (lack,)


def test_all_gaps_are_named_at_once():
    bare = a_line(direction=None, categories=frozenset(), valid_until=None)

    assert missing_before_printing(draft(bare), TODAY) == (
        Lack.DIRECTION,
        Lack.CATEGORIES,
        Lack.VALID_UNTIL,
    )


def test_a_health_line_names_the_exact_sentence():
    line = a_line(categories=frozenset({Category.HEALTH}), health_detail="kann nicht schwer heben")

    assert missing_before_printing(draft(line), TODAY) == ()


def test_a_paper_has_one_to_twelve_lines():
    nothing = replace(draft(), lines=())

    assert missing_before_printing(nothing, TODAY) == (Lack.LINE,)
    assert missing_before_printing(draft(*[a_line()] * 12), TODAY) == ()
    assert missing_before_printing(draft(*[a_line()] * 13), TODAY) == (Lack.TOO_MANY_LINES,)


def test_a_line_may_hold_24_months_to_the_day():
    line = a_line(valid_until=date(2028, 5, 12))

    assert missing_before_printing(draft(line), TODAY) == ()


def test_the_lines_of_a_minor_end_before_the_18th_birthday():
    birthday = TODAY + timedelta(days=90)
    eve, too_long = (
        a_line(valid_until=birthday - timedelta(days=1)),
        a_line(valid_until=birthday),
    )

    def lacks(line, *, is_minor):
        paper = draft(line, is_minor=is_minor)
        return missing_before_printing(paper, TODAY, majority_on=birthday)

    assert lacks(eve, is_minor=True) == ()
    assert lacks(too_long, is_minor=True) == (Lack.VALID_TOO_LONG,)
    assert lacks(too_long, is_minor=False) == ()
    assert default_end(TODAY, birthday) == latest_end(TODAY, birthday) == eve.valid_until


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 5, 12), 12, date(2027, 5, 12)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_months_end_with_the_month(day, months, result):
    assert add_months(day, months) == result


def test_the_usual_end_is_a_year_from_printing():
    assert default_end(TODAY) == date(2027, 5, 12)


def test_what_a_kind_of_partner_must_not_get_is_named_in_order():
    kind = PartnerKind(
        code="P01",
        label="Ausländerstelle",
        limits={Category.IDENTITY: Offer.USUAL, Category.WORK: Offer.ON_REQUEST},
    )

    assert not_offered({Category.IDENTITY, Category.WORK}, kind) == ()
    assert not_offered(frozenset(Category), kind)[:2] == (Category.RESIDENCE, Category.LANGUAGES)


def test_a_volunteer_is_a_named_person_bound_to_silence():
    kind = PartnerKind(code="P12", label="Ehrenamt", person_named=True)
    club = Partner(id=PartnerId(UUID(int=1)), kind="P12", name="Verein Beispiel")

    assert missing_of_partner(club, kind) == (Lack.NAMED_PERSON, Lack.SECRECY_UNDERTAKING)
    assert missing_of_partner(replace(club, contact="Erika Muster"), kind) == (
        Lack.SECRECY_UNDERTAKING,
    )
    assert missing_of_partner(replace(club, contact="E. Muster", secrecy_bound=True), kind) == ()
    assert missing_of_partner(club, replace(kind, person_named=False)) == ()


# -- who signs


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (aged(18), SignerGroup.ADULT),
        (aged(17), SignerGroup.YOUTH),
        (aged(14), SignerGroup.YOUTH),
        (aged(13), SignerGroup.CHILD),
        (aged(17, 18), SignerGroup.YOUTH),
        (aged(13, 14), SignerGroup.YOUTH),
        (aged(12, 13), SignerGroup.CHILD),
        (aged(18, 40), SignerGroup.ADULT),
        (UNKNOWN_AGE, SignerGroup.YOUTH),
    ],
)
def test_in_doubt_somebody_counts_as_a_minor_who_signs_too(age, group):
    assert signer_group(age) is group


# -- before signing


def test_an_adult_who_read_the_paper_signs_alone():
    assert lacks_for() == ()


def test_a_paper_that_nobody_explained_cannot_be_signed():
    lacks = missing_before_signing(a_printed_waiver(), None, a_signature(), age=ADULT, today=TODAY)

    assert lacks == (Lack.EXPLAINED,)
    assert lacks_for(an_explanation(by=" ")) == (Lack.EXPLAINED,)


def test_who_is_unsure_signs_another_day():
    assert lacks_for(an_explanation(check=Check.UNSURE)) == (Lack.CHECK,)


def test_who_only_heard_the_paper_is_asked_what_it_says():
    heard = an_explanation(how=ExplainedHow.READ_ALOUD, check=Check.NOT_PUT)

    assert lacks_for(heard) == (Lack.CHECK,)
    assert lacks_for(an_explanation(check=Check.NOT_PUT)) == ()


@pytest.mark.parametrize("confirmed", ["signed", "phone"])
def test_an_interpreter_is_named_and_confirms_on_paper_or_by_phone(confirmed):
    told = an_explanation(how=ExplainedHow.INTERPRETED)
    named = replace(told, interpreter="Sprachdienst, Kennnr. 4711")

    assert lacks_for(told) == (Lack.INTERPRETER, Lack.INTERPRETER_CONFIRMED)
    assert lacks_for(named) == (Lack.INTERPRETER_CONFIRMED,)
    assert lacks_for(replace(named, interpreter_confirmed=confirmed)) == ()


def test_a_talk_with_an_interpreter_needs_the_interpreters_word_for_the_paper():
    assert lacks_for(talk=Talk(interpreted=True)) == (
        Lack.INTERPRETER,
        Lack.INTERPRETER_CONFIRMED,
    )


@pytest.mark.parametrize(
    ("talk", "lack"),
    [
        (Talk(machine=True), Lack.MACHINE_TRANSLATION),
        (Talk(insufficient=True), Lack.UNDERSTANDING),
        (Talk(cannot_read=True), Lack.READ_ALOUD),
    ],
)
def test_nobody_signs_what_was_not_understood(talk, lack):
    assert lacks_for(talk=talk) == (lack,)


def test_a_mark_needs_a_witness_and_a_paper_that_was_read_aloud():
    mark = a_signature(own=OwnSignature.MARK)
    aloud = an_explanation(how=ExplainedHow.READ_ALOUD)

    assert lacks_for(an_explanation(), mark) == (Lack.READ_ALOUD, Lack.WITNESS)
    assert lacks_for(aloud, mark) == (Lack.WITNESS,)
    assert lacks_for(replace(aloud, witness="KL"), mark) == ()


def test_the_witness_of_a_mark_is_missing_also_when_nothing_was_explained():
    lacks = missing_before_signing(
        a_printed_waiver(), None, a_signature(own=OwnSignature.MARK), age=ADULT, today=TODAY
    )

    assert lacks == (Lack.EXPLAINED, Lack.WITNESS)


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"own": OwnSignature.NOT_NEEDED}, Lack.OWN_SIGNATURE),
        ({"seen_by": ""}, Lack.SEEN_BY),
        ({"place": " "}, Lack.PLACE),
        ({"signed_on": TODAY + timedelta(days=1)}, Lack.SIGNED_IN_FUTURE),
        ({"signed_on": TODAY - timedelta(days=1)}, Lack.SIGNED_BEFORE_PRINTED),
    ],
)
def test_each_gap_of_the_signature_is_named(change, lack):
    assert lacks_for(signature=a_signature(**change)) == (lack,)


def test_a_paper_signed_away_from_the_office_may_be_entered_later():
    signature = a_signature(signed_on=TODAY - timedelta(days=3))

    assert lacks_for(signature=signature, printed_on=TODAY - timedelta(days=10)) == ()


@pytest.mark.parametrize("age", [YOUTH, CHILD, aged(17, 18), UNKNOWN_AGE])
def test_without_guardians_no_minor_signs(age):
    assert lacks_for(age=age) == (Lack.GUARDIAN,)


def test_from_14_on_the_young_person_signs_beside_the_guardians():
    both = (MOTHER, FATHER)
    left_out = a_signature(own=OwnSignature.NOT_NEEDED, guardians=both)

    assert lacks_for(signature=a_signature(guardians=both), age=YOUTH) == ()
    assert lacks_for(signature=left_out, age=YOUTH) == (Lack.OWN_SIGNATURE,)
    assert lacks_for(signature=left_out, age=CHILD) == ()
    assert lacks_for(signature=a_signature(guardians=both), age=CHILD) == ()


@pytest.mark.parametrize(
    ("guardians", "lacks"),
    [
        ((MOTHER, FATHER), ()),
        ((MOTHER,), (Lack.GUARDIAN_EVIDENCE,)),
        ((replace(MOTHER, for_other_parent=True),), ()),
        ((replace(FATHER, evidence_seen="Beschluss alleinige Sorge"),), ()),
        ((APPOINTED,), (Lack.GUARDIAN_EVIDENCE,)),
        ((replace(APPOINTED, evidence_seen="Bestallung vom 3.2.2026"),), ()),
        ((GuardianSignature(name="Jugendamt", role=GuardianRole.YOUTH_OFFICE),), ()),
        ((replace(MOTHER, name=" "), FATHER), (Lack.GUARDIAN_NAME,)),
    ],
)
def test_custody_is_shown_by_both_parents_or_by_evidence(guardians, lacks):
    assert lacks_for(signature=a_signature(guardians=guardians), age=YOUTH) == lacks


def test_a_paper_printed_for_a_minor_still_needs_the_guardian():
    """The wording on it is theirs; who is 18 by now gets a paper of their own."""
    paper = a_printed_waiver(is_minor=True)
    lacks = missing_before_signing(paper, an_explanation(), a_signature(), age=ADULT, today=TODAY)

    assert lacks == (Lack.GUARDIAN,)


INSIGHT = a_signature(insight="hat in eigenen Worten gesagt, wer was erfährt")
NARROW = frozenset({"P05", "P11"})


def alone(signature, age, lines):
    """Return what is missing on a paper that was printed for the young person alone."""
    return lacks_for(
        signature=signature, age=age, narrow=NARROW, lines=lines, co_signing=CoSigning.ALONE
    )


@pytest.mark.parametrize(
    ("age", "lacks"),
    [(YOUTH, ()), (aged(14), ()), (CHILD, (Lack.GUARDIAN,)), (aged(12, 16), (Lack.GUARDIAN,))],
)
def test_from_14_on_a_young_person_may_sign_alone_for_the_own_school(age, lacks):
    school = (a_line(partner_kind="P05"), a_line(partner_kind="P03", decision=False))

    assert alone(INSIGHT, age, school) == lacks


def test_alone_a_young_person_permits_nothing_further():
    lines = (a_line(partner_kind="P05"), a_line(partner_kind="P03"))

    assert alone(INSIGHT, YOUTH, lines) == (Lack.NARROW,)


def test_nobody_signs_alone_without_a_note_on_the_insight():
    school = (a_line(partner_kind="P05"),)
    blank = a_signature(insight=" ")

    assert alone(blank, YOUTH, school) == (Lack.INSIGHT,)
    assert lacks_for(signature=blank, age=YOUTH, narrow=NARROW, lines=school) == (Lack.GUARDIAN,)


def test_a_paper_printed_for_other_signers_is_printed_anew():
    school = (a_line(partner_kind="P05"),)
    guardian = GuardianSignature(
        name="Petra Beispiel", role=GuardianRole.GUARDIAN, evidence_seen="Bestallung"
    )
    both = a_signature(guardians=(guardian,))

    assert alone(both, YOUTH, school) == (Lack.OTHER_SIGNERS,)
    assert lacks_for(signature=both, age=YOUTH, narrow=NARROW, lines=school) == ()
    lacks = lacks_for(signature=INSIGHT, age=YOUTH, narrow=NARROW, lines=school)
    assert lacks == (Lack.OTHER_SIGNERS,)


def test_a_paper_for_a_young_person_alone_is_not_printed_for_wide_lines():
    school = replace(draft(a_line(partner_kind="P05")), co_signing=CoSigning.ALONE)
    wide = replace(draft(a_line(partner_kind="P03")), co_signing=CoSigning.ALONE)

    assert missing_before_printing(school, TODAY, narrow=NARROW) == ()
    assert missing_before_printing(wide, TODAY, narrow=NARROW) == (Lack.NARROW,)


CARER = GuardianSignature(
    name="Petra Muster", role=GuardianRole.CARER, evidence_seen="Betreuerausweis vom 3.2.2026"
)


@pytest.mark.parametrize(
    ("guardians", "lacks"),
    [
        ((CARER,), ()),
        ((), (Lack.CARER,)),
        ((replace(CARER, evidence_seen=""),), (Lack.CARER,)),
        ((replace(CARER, name=" "),), (Lack.CARER,)),
        ((replace(CARER, role=GuardianRole.GUARDIAN),), (Lack.CARER,)),
    ],
)
def test_a_legal_carer_signs_beside_the_adult_with_the_certificate(guardians, lacks):
    signature = a_signature(guardians=guardians)
    left_out = replace(signature, own=OwnSignature.NOT_NEEDED)

    assert lacks_for(signature=signature, co_signing=CoSigning.CARER) == lacks
    assert Lack.OWN_SIGNATURE in lacks_for(signature=left_out, co_signing=CoSigning.CARER)


@pytest.mark.parametrize(
    ("own", "guardians", "lacks"),
    [
        (OwnSignature.NOT_NEEDED, (CARER,), ()),
        (OwnSignature.NOT_NEEDED, (), (Lack.CARER,)),
        (OwnSignature.NOT_NEEDED, (replace(CARER, evidence_seen=""),), (Lack.CARER,)),
        (OwnSignature.NOT_NEEDED, (APPOINTED,), (Lack.CARER,)),
        (OwnSignature.SIGNED, (CARER,), (Lack.OTHER_SIGNERS,)),
        (OwnSignature.SIGNED, (), (Lack.CARER, Lack.OTHER_SIGNERS)),
    ],
)
def test_for_an_adult_who_cannot_understand_it_the_legal_carer_signs(own, guardians, lacks):
    signature = a_signature(own=own, guardians=guardians)

    assert lacks_for(signature=signature, co_signing=CoSigning.CARER_INSTEAD) == lacks


@pytest.mark.parametrize("co_signing", [CoSigning.BY_AGE, CoSigning.CARER, CoSigning.ALONE])
def test_an_adult_is_left_out_only_where_the_paper_was_printed_for_the_carer(co_signing):
    signature = a_signature(own=OwnSignature.NOT_NEEDED, guardians=(CARER,))

    assert Lack.OWN_SIGNATURE in lacks_for(signature=signature, co_signing=co_signing)


@pytest.mark.parametrize("age", [YOUTH, aged(17, 19), UNKNOWN_AGE])
def test_no_legal_carer_stands_in_for_who_may_be_a_minor(age):
    signature = a_signature(own=OwnSignature.NOT_NEEDED, guardians=(CARER,))

    lacks = lacks_for(signature=signature, age=age, co_signing=CoSigning.CARER_INSTEAD)

    assert lacks == (Lack.OWN_SIGNATURE, Lack.GUARDIAN)


def test_no_legal_carer_signs_for_a_minor():
    lacks = lacks_for(
        signature=a_signature(guardians=(CARER,)), age=YOUTH, co_signing=CoSigning.CARER
    )

    assert lacks == (Lack.GUARDIAN,)


def test_the_present_parent_signs_alone_with_a_note_when_the_other_is_not_reached():
    noted = a_signature(guardians=(MOTHER,), custody_note="im Ausland, kein Kontakt")
    guardian = replace(noted, guardians=(APPOINTED,))

    assert lacks_for(signature=noted, age=YOUTH) == ()
    assert lacks_for(signature=guardian, age=YOUTH) == (Lack.GUARDIAN_EVIDENCE,)
