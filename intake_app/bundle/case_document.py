"""The content of a bundle as data: `case.json`, described by `docs/case.schema.json`.

It holds the facts that the gate released, codes with their German words beside them, and of
the waiver only the receiver's own lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.bundle.bounds import Damage
from intake_app.bundle.strict_json import (
    Json,
    JsonObject,
    StrictJsonError,
    read_json,
    write_json,
)
from intake_app.domain.answers import Evidence, EvidenceKind
from intake_app.domain.codes import NEVER_IN_BUNDLE, Category, Purpose
from intake_app.domain.waiver import Direction
from intake_app.errors import BundleDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from intake_app.domain.disclosure import Fact
    from intake_app.domain.waiver import WaiverLine

SCHEMA = "intake-app case 1"

MOST_ANSWERS = 5000
MOST_LINES = 100
MOST_TEXT_CHARACTERS = 20_000

_PATH = re.compile(r"[A-Za-z0-9._/-]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """One answer that travels.

    Attributes:
        path: Path of the answer in the sender's form; rows of a list share their beginning.
        section: Title of the form's section, in German.
        label: The question, in German.
        value: Canonical value (code, ISO date …).
        text: The answer in German words.
    """

    path: str
    category: Category
    section: str
    label: str
    value: str
    text: str
    evidence: Evidence | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """What the person allowed the receiver, from the waiver with this number."""

    waiver: str
    signed_on: date
    direction: Direction
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    purpose_other: str = ""
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDocument:
    """Everything in `case.json`.

    Attributes:
        case_number: The sender's number; it says nothing about the person.
        form: Form and version under which the answers were given.
        categories: German wording of the categories that occur.
    """

    case_number: str
    form: str
    exported_on: date
    categories: Mapping[Category, str]
    lines: tuple[SharedLine, ...]
    answers: tuple[SharedAnswer, ...]


def share_facts(facts: Iterable[Fact]) -> tuple[SharedAnswer, ...]:
    """Return released facts as they travel.

    Raises:
        ValueError: A fact has no category or one that never travels, so it cannot have come
            through the gate.
    """
    return tuple(_share(fact) for fact in facts)


def share_line(line: WaiverLine, waiver: str, signed_on: date) -> SharedLine:
    """Return a line as it travels to the partner that it names.

    Raises:
        ValueError: The line was not answered with yes, or lacks direction or end.
    """
    if not line.decision or line.direction is None or line.valid_until is None:
        raise ValueError("only complete lines answered with yes travel")
    return SharedLine(
        waiver=waiver,
        signed_on=signed_on,
        direction=line.direction,
        categories=line.categories,
        purposes=line.purposes,
        purpose_other=line.purpose_other,
        valid_until=line.valid_until,
    )


def write_case(case: CaseDocument) -> bytes:
    """Return the bytes of `case.json`."""
    return write_json(
        {
            "schema": SCHEMA,
            "case_number": case.case_number,
            "form": case.form,
            "exported_on": case.exported_on.isoformat(),
            "categories": [
                {"code": category.value, "label": case.categories[category]}
                for category in Category
                if category in case.categories
            ],
            "lines": [_write_line(line) for line in case.lines],
            "answers": [_write_answer(answer) for answer in case.answers],
        }
    )


def read_case(data: bytes) -> CaseDocument:
    """Read `case.json`.

    Raises:
        BundleDamagedError: It does not follow the schema.
    """
    try:
        return _read(JsonObject(read_json(data)))
    except (StrictJsonError, ValueError) as error:
        raise BundleDamagedError(Damage.CASE) from error


def _share(fact: Fact) -> SharedAnswer:
    if fact.category is None or fact.category in NEVER_IN_BUNDLE:
        raise ValueError("a fact of this category never travels")
    return SharedAnswer(
        path=fact.path,
        category=fact.category,
        section=fact.section,
        label=fact.label,
        value=fact.value,
        text=fact.text,
        evidence=fact.evidence,
        uncertain=fact.uncertain,
    )


def _write_line(line: SharedLine) -> dict[str, Json]:
    return {
        "waiver": line.waiver,
        "signed_on": line.signed_on.isoformat(),
        "direction": line.direction.value,
        "categories": [code.value for code in Category if code in line.categories],
        "purposes": [code.value for code in Purpose if code in line.purposes],
        "purpose_other": line.purpose_other,
        "valid_until": line.valid_until.isoformat(),
    }


def _write_answer(answer: SharedAnswer) -> dict[str, Json]:
    return {
        "path": answer.path,
        "category": answer.category.value,
        "section": answer.section,
        "label": answer.label,
        "value": answer.value,
        "text": answer.text,
        "uncertain": answer.uncertain,
        "evidence": _write_evidence(answer.evidence) if answer.evidence else None,
    }


def _write_evidence(evidence: Evidence) -> dict[str, Json]:
    # Who of the office saw the paper stays in the office.
    seen_on = evidence.seen_on.isoformat() if evidence.seen_on else None
    return {"kind": evidence.kind.value, "seen_on": seen_on}


def _read(found: JsonObject) -> CaseDocument:
    if found.text("schema") != SCHEMA:
        raise StrictJsonError("schema")
    case = CaseDocument(
        case_number=found.text("case_number", most=40),
        form=found.text("form", most=80),
        exported_on=found.day("exported_on"),
        categories=_read_categories(found.objects("categories", most=len(Category))),
        lines=tuple(_read_line(line) for line in found.objects("lines", most=MOST_LINES)),
        answers=tuple(_read_answer(a) for a in found.objects("answers", most=MOST_ANSWERS)),
    )
    found.end()
    return case


def _read_categories(values: tuple[JsonObject, ...]) -> dict[Category, str]:
    categories: dict[Category, str] = {}
    for found in values:
        categories[Category(found.text("code"))] = found.text("label")
        found.end()
    return categories


def _read_line(found: JsonObject) -> SharedLine:
    line = SharedLine(
        waiver=found.text("waiver", most=40),
        signed_on=found.day("signed_on"),
        direction=Direction(found.text("direction")),
        categories=frozenset(Category(code) for code in found.texts("categories")),
        purposes=frozenset(Purpose(code) for code in found.texts("purposes")),
        purpose_other=found.text("purpose_other"),
        valid_until=found.day("valid_until"),
    )
    found.end()
    return line


def _read_answer(found: JsonObject) -> SharedAnswer:
    answer = SharedAnswer(
        path=found.text("path"),
        category=Category(found.text("category")),
        section=found.text("section"),
        label=found.text("label"),
        value=found.text("value", most=MOST_TEXT_CHARACTERS),
        text=found.text("text", most=MOST_TEXT_CHARACTERS),
        uncertain=found.truth("uncertain"),
        evidence=_read_evidence(found.optional_object("evidence")),
    )
    found.end()
    if not _PATH.fullmatch(answer.path):
        raise StrictJsonError("path")
    return answer


def _read_evidence(found: JsonObject | None) -> Evidence | None:
    if found is None:
        return None
    evidence = Evidence(
        kind=EvidenceKind(found.text("kind")), seen_on=found.optional_day("seen_on")
    )
    found.end()
    return evidence
