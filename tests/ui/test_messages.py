from __future__ import annotations

import ast
import inspect
import re
from datetime import date
from pathlib import Path

import pytest

import intake_app
from intake_app import errors, paths
from intake_app.domain.disclosure import Reason
from intake_app.domain.waiver_rules import Lack
from intake_app.i18n import load_catalog, use_catalog
from intake_app.ui.words.messages import explain
from intake_app.ui.words.messages_rights import RULES
from intake_app.ui.words.messages_waiver import lacks_in_words, reason_words

EXAMPLES = {
    "what": "case",
    "code": "date",
    "detail": "",
    "rule": "reason_needed",
    "found": "9",
    "supported": "1",
    "holder": "PC-12 (4711)",
    "reason": "folder",
    "group": 3,
    "sheet": 2,
    "place": 7,
    "file": "sections/a02.toml",
    "where": "A2 person.sex",
    "complaint": "unknown key 'labl'",
    "characters": ["漢"],
    "state": "draft",
    "needed": "printed",
    "missing": ["line", "place"],
    "missing_bytes": 1_234_567_890,
    "categories": ["K9"],
    "on": date(2026, 11, 2),
}


def leaves(cls):
    below = cls.__subclasses__()
    return [leaf for sub in below for leaf in leaves(sub)] if below else [cls]


def an_error(cls):
    arguments = inspect.signature(cls.__init__).parameters
    given = {name: EXAMPLES[name] for name in arguments if name in EXAMPLES}
    return cls(**given)


LEAVES = pytest.mark.parametrize(
    "cls",
    [errors.VaultMissingError, errors.FormError, *leaves(errors.IntakeError)],
    ids=lambda cls: cls.__name__,
)


@LEAVES
def test_every_error_has_words_in_both_languages(cls):
    german = explain(an_error(cls))
    use_catalog(load_catalog(paths.translations_dir(), "en"))
    english = explain(an_error(cls))

    assert german != english
    assert "{" not in german + english


def test_a_form_changed_under_its_version_is_told_without_an_english_word():
    complaint = "changed without a new version"
    said = explain(errors.FormChangedError("competence", "2026-1", complaint))

    assert "competence" in said
    assert "2026-1" in said
    assert complaint not in said


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_answer_of_a_medium_has_words_of_its_own(language):
    use_catalog(load_catalog(paths.translations_dir(), language))
    kinds = (
        errors.StorageFullError(),
        errors.StorageFullError(1_234_567_890),
        errors.StorageReadOnlyError(),
        errors.StorageFailingError(),
        errors.StorageError(),
        *(errors.BackupError(reason) for reason in ("folder", "full", "failing", "check")),
        errors.BackupError("full", 1_234_567_890),
    )

    said = [explain(error) for error in kinds]

    assert len(set(said)) == len(said)
    assert [("1.2 GB" in words or "1,2 GB" in words) for words in said] == [
        getattr(error, "missing_bytes", 0) > 0 for error in kinds
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_mistake_in_a_recovery_sheet_has_words_of_its_own(language):
    use_catalog(load_catalog(paths.translations_dir(), language))
    reasons = ("word", "length", "checksum", "same", "mixed")

    said = [explain(errors.RecoverySheetError(2, reason, 7)) for reason in reasons]

    assert len(set(said)) == len(reasons)
    assert all(words.startswith(("Second sheet: ", "Zweites Blatt: ")) for words in said)


@LEAVES
def test_the_words_say_what_happened_and_what_to_do_in_at_most_two_sentences(cls):
    sentences = re.findall(r"[.?!](?= |$)", explain(an_error(cls)).replace("z. B.", "zB"))

    assert 1 <= len(sentences) <= 3


@pytest.mark.parametrize(
    "code",
    ["required", "date", "year", "time", "integer", "range", "step", "too_long", "choice",
     "phone", "zip", "unknown_character", "state", "constraint", "future_date", "prefix",
     "waiver_number", "slip_number", "check_character", "code", "case_number"],
)  # fmt: skip
def test_every_refused_input_is_explained_by_what_is_wrong(code):
    general = explain(errors.InputError("nothing known"))

    assert explain(errors.InputError(code, "3–9")) != general


def test_the_bounds_of_a_number_are_named():
    assert explain(errors.InputError("range", "5–240")) == (
        "Die Zahl muss zwischen 5 und 240 liegen."
    )
    assert explain(errors.InputError("range", "–16")) == "Die Zahl darf höchstens 16 sein."
    assert explain(errors.InputError("range", "1–")) == "Die Zahl muss mindestens 1 sein."


def test_everything_a_waiver_can_lack_has_words():
    words = lacks_in_words(list(Lack))

    assert len(set(words)) == len(Lack)
    assert not set(words) & {lack.value for lack in Lack}


def test_every_reason_for_keeping_something_in_the_house_has_words():
    words = [reason_words(reason) for reason in Reason]

    assert len(set(words)) == len(Reason)


def test_the_day_of_a_withdrawal_is_named():
    error = errors.DisclosureRefusedError(Reason.WITHDRAWN.value, date(2026, 11, 2))

    assert "am 02.11.2026 widerrufen." in explain(error)


def rules_in_the_code():
    """Return the rules by which the program says no, as they stand in its code."""
    found = set()
    for file in Path(intake_app.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_refusal = isinstance(node, ast.Call) and "NotPermittedError" in {
                getattr(node.func, "id", ""),
                getattr(node.func, "attr", ""),
            }
            if is_refusal and not isinstance(node.args[0], ast.JoinedStr):
                found |= {
                    part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)
                }
    return {rule for rule in found if isinstance(rule, str)}


def test_every_rule_by_which_the_program_says_no_has_words_of_its_own():
    general = explain(errors.NotPermittedError("nothing known"))

    assert len(rules_in_the_code()) > 40
    assert [
        rule
        for rule in sorted(rules_in_the_code())
        if explain(errors.NotPermittedError(rule)) == general
    ] == []


def test_every_rule_about_the_rights_of_persons_has_words_of_its_own():
    general = explain(errors.NotPermittedError("nothing known"))
    words = [explain(errors.NotPermittedError(rule)) for rule in RULES]

    assert len({*words, general}) == len(RULES) + 1


def test_an_unknown_kind_of_error_is_a_bug():
    class StrangeError(errors.IntakeError):
        pass

    with pytest.raises(TypeError, match="StrangeError"):
        explain(StrangeError())


def test_a_mistyped_recovery_sheet_is_named_with_sheet_and_word():
    said = explain(errors.RecoverySheetError(2, "word", 7))
    assert said.startswith("Zweites Blatt: Wort 7 ")
    assert explain(errors.RecoverySheetError(1, "length", 21)).endswith("hier sind es 21.")
    assert explain(errors.RecoverySheetError(0, "checksum")).startswith("Ein Wort ist falsch")


def test_somebody_who_may_not_come_in_reads_why_and_what_to_do():
    suspended = explain(errors.NotPermittedError("suspended"))
    assert "Ihr Kennwort stimmt" in suspended
    assert "Verwaltung" in suspended
    assert explain(errors.NotPermittedError("being_removed")) != suspended
    assert "niemand wurde entfernt" in explain(errors.KeyChangeError("cancelled"))
    assert explain(errors.KeyChangeError("check")) != explain(errors.KeyChangeError("busy"))
