"""What was explained, signed and taken back of a waiver as JSON, strict in both directions.

They are read and written whole and never searched, so they are documents and not columns.
A key too many or too few is an error: a half-read signature would be worse than none.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from intake_app.domain.codes import Category
from intake_app.domain.signing import (
    Check,
    ExplainedHow,
    Explanation,
    GuardianRole,
    GuardianSignature,
    OwnSignature,
    ReceivedBy,
    Signature,
    WithdrawalNote,
)
from intake_app.domain.waiver import CategoryWithdrawal
from intake_app.store.types import canonical_json


def write_explanation(explanation: Explanation | None) -> str | None:
    """Return the JSON text of an explanation."""
    if explanation is None:
        return None
    return canonical_json(
        {
            "how": explanation.how,
            "by": explanation.by,
            "check": explanation.check,
            "interpreter": explanation.interpreter,
            "interpreter_confirmed": explanation.interpreter_confirmed,
            "confirmed_at": explanation.confirmed_at,
            "witness": explanation.witness,
        }
    )


def read_explanation(text: str | None) -> Explanation | None:
    """Return the explanation that the JSON text holds."""
    if text is None:
        return None
    data = _object(
        json.loads(text),
        "how",
        "by",
        "check",
        "interpreter",
        "interpreter_confirmed",
        "confirmed_at",
        "witness",
    )
    return Explanation(
        how=ExplainedHow(data["how"]),
        by=data["by"],
        check=Check(data["check"]),
        interpreter=data["interpreter"],
        interpreter_confirmed=data["interpreter_confirmed"],
        confirmed_at=data["confirmed_at"],
        witness=data["witness"],
    )


def write_signature(signature: Signature | None) -> str | None:
    """Return the JSON text of a signature."""
    if signature is None:
        return None
    return canonical_json(
        {
            "signed_on": signature.signed_on.isoformat(),
            "place": signature.place,
            "own": signature.own,
            "seen_by": signature.seen_by,
            "guardians": [
                {
                    "name": guardian.name,
                    "role": guardian.role,
                    "evidence_seen": guardian.evidence_seen,
                    "for_other_parent": guardian.for_other_parent,
                }
                for guardian in signature.guardians
            ],
            "strokes": signature.strokes,
            "original_at": signature.original_at,
            "insight": signature.insight,
            "custody_note": signature.custody_note,
        }
    )


def read_signature(text: str | None) -> Signature | None:
    """Return the signature that the JSON text holds."""
    if text is None:
        return None
    data = _object(
        json.loads(text),
        "signed_on",
        "place",
        "own",
        "seen_by",
        "guardians",
        "strokes",
        "original_at",
        "insight",
        "custody_note",
    )
    return Signature(
        signed_on=date.fromisoformat(data["signed_on"]),
        place=data["place"],
        own=OwnSignature(data["own"]),
        seen_by=data["seen_by"],
        guardians=tuple(_guardian(guardian) for guardian in data["guardians"]),
        strokes=tuple(
            tuple((float(x), float(y)) for x, y in stroke) for stroke in data["strokes"]
        ),
        original_at=data["original_at"],
        insight=data["insight"],
        custody_note=data["custody_note"],
    )


def write_withdrawals(notes: tuple[WithdrawalNote, ...]) -> str:
    """Return the JSON text of how withdrawals came in."""
    return canonical_json(
        [
            {
                "at": note.at.astimezone(UTC).isoformat(),
                "how": note.how,
                "by": note.by,
                "ask_deletion": note.ask_deletion,
            }
            for note in notes
        ]
    )


def read_withdrawals(text: str) -> tuple[WithdrawalNote, ...]:
    """Return how withdrawals came in."""
    return tuple(_withdrawal(found) for found in json.loads(text))


def write_taken(taken: tuple[CategoryWithdrawal, ...]) -> str:
    """Return the JSON text of the categories that were taken back of one line."""
    return canonical_json([[one.category, one.at.astimezone(UTC).isoformat()] for one in taken])


def read_taken(text: str) -> tuple[CategoryWithdrawal, ...]:
    """Return the categories that were taken back of one line."""
    return tuple(
        CategoryWithdrawal(category=Category(code), at=datetime.fromisoformat(at))
        for code, at in json.loads(text)
    )


def _withdrawal(found: object) -> WithdrawalNote:
    data = _object(found, "at", "how", "by", "ask_deletion")
    return WithdrawalNote(
        at=datetime.fromisoformat(data["at"]),
        how=ReceivedBy(data["how"]),
        by=data["by"],
        ask_deletion=data["ask_deletion"],
    )


def _guardian(found: object) -> GuardianSignature:
    data = _object(found, "name", "role", "evidence_seen", "for_other_parent")
    return GuardianSignature(
        name=data["name"],
        role=GuardianRole(data["role"]),
        evidence_seen=data["evidence_seen"],
        for_other_parent=data["for_other_parent"],
    )


def _object(found: object, *names: str) -> dict[str, Any]:
    if not isinstance(found, dict) or set(found) != set(names):
        raise ValueError("the document has not exactly the expected keys")
    return found
