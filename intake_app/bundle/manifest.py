"""The manifest of a bundle: who sends what to whom, what for, and until when.

It stands first in the archive, names size and hash of every part, and is signed by the
sending office, so that parts cannot be swapped, added or taken away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from intake_app.bundle.bounds import (
    MOST_CASE_BYTES,
    MOST_PART_BYTES,
    MOST_PARTS,
    Damage,
    is_part_name,
)
from intake_app.bundle.strict_json import (
    Json,
    JsonObject,
    StrictJsonError,
    read_json,
    write_json,
)
from intake_app.domain.codes import Category, Purpose
from intake_app.errors import BundleDamagedError, BundleTooNewError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

SCHEMA_VERSION = 1
FORMAT = "intake-app bundle"

MANIFEST_NAME = "manifest.json"
SIGNATURE_NAME = "manifest.sig"
CASE_NAME = "case.json"
README_NAME = "README.txt"

_Code = TypeVar("_Code", Category, Purpose)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An office that sends or receives.

    Attributes:
        unit: Department or room within the body.
        age_recipient: Its public age key.
        verify_key: Its public Ed25519 key, base64; empty when it has none.
    """

    name: str
    unit: str = ""
    age_recipient: str
    verify_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEntry:
    """One file of the bundle.

    Attributes:
        name: Neutral file name.
        media_type: "application/pdf" …
        label: What it is, in German.
        categories: Which data it holds; empty for the README.
        sha256: Of its bytes, hex.
    """

    name: str
    media_type: str
    label: str
    categories: frozenset[Category]
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a bundle says about itself.

    Attributes:
        id: The row of the sender's register of disclosures.
        purposes: What the receiver may use it for, with their German wording.
        purpose_others: Wording of purpose Z8.
        waivers: Numbers of the waivers under which it was sent.
        valid_until: Last day on which all lines used still hold.
        parts: All files but manifest and signature, in the order of the archive.
    """

    id: UUID
    made_at: datetime
    sender: Party
    recipient: Party
    purposes: Mapping[Purpose, str]
    purpose_others: tuple[str, ...] = ()
    waivers: tuple[str, ...]
    valid_until: date
    parts: tuple[PartEntry, ...] = ()

    def part(self, name: str) -> PartEntry:
        """Return the entry of a part.

        Raises:
            KeyError: There is no such part.
        """
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(name)


def write_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as the bytes that are signed."""
    return write_json(
        {
            "format": FORMAT,
            "schema_version": SCHEMA_VERSION,
            "id": str(manifest.id),
            "made_at": manifest.made_at.isoformat(timespec="seconds"),
            "sender": _write_party(manifest.sender),
            "recipient": _write_party(manifest.recipient),
            "purposes": [
                {"code": purpose.value, "label": manifest.purposes[purpose]}
                for purpose in Purpose
                if purpose in manifest.purposes
            ],
            "purpose_others": list(manifest.purpose_others),
            "waivers": list(manifest.waivers),
            "valid_until": manifest.valid_until.isoformat(),
            "parts": [_write_part(part) for part in manifest.parts],
        }
    )


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        BundleTooNewError: It has a later schema version.
        BundleDamagedError: It does not follow the format.
    """
    try:
        return _read(JsonObject(read_json(data)))
    except StrictJsonError as error:
        raise BundleDamagedError(Damage.MANIFEST) from error


def _read(found: JsonObject) -> Manifest:
    if found.text("format") != FORMAT:
        raise StrictJsonError("format")
    version = found.number("schema_version", most=1 << 20)
    # Later versions may look different behind this point.
    if version > SCHEMA_VERSION:
        raise BundleTooNewError
    if version != SCHEMA_VERSION:
        raise StrictJsonError("schema_version")
    return _read_first_version(found)


def _read_first_version(found: JsonObject) -> Manifest:
    manifest = Manifest(
        id=found.uuid("id"),
        made_at=found.moment("made_at"),
        sender=_read_party(found.object("sender")),
        recipient=_read_party(found.object("recipient")),
        purposes=_read_purposes(found.objects("purposes", most=len(Purpose))),
        purpose_others=found.texts("purpose_others"),
        waivers=found.texts("waivers"),
        valid_until=found.day("valid_until"),
        parts=tuple(_read_part(part) for part in found.objects("parts", most=MOST_PARTS)),
    )
    found.end()
    names = [part.name.casefold() for part in manifest.parts]
    if {MANIFEST_NAME, SIGNATURE_NAME} & set(names) or len(set(names)) != len(names):
        raise BundleDamagedError(Damage.NAME)
    if names[:1] != [CASE_NAME] or manifest.parts[0].size > MOST_CASE_BYTES:
        raise StrictJsonError("the case comes first")
    return manifest


def _write_party(party: Party) -> dict[str, Json]:
    return {
        "name": party.name,
        "unit": party.unit,
        "age_recipient": party.age_recipient,
        "verify_key": party.verify_key,
    }


def _read_party(found: JsonObject) -> Party:
    party = Party(
        name=found.text("name"),
        unit=found.text("unit"),
        age_recipient=found.text("age_recipient", most=4000),
        verify_key=found.text("verify_key"),
    )
    found.end()
    return party


def _read_purposes(values: tuple[JsonObject, ...]) -> dict[Purpose, str]:
    purposes: dict[Purpose, str] = {}
    for found in values:
        purposes[_code(Purpose, found.text("code"))] = found.text("label")
        found.end()
    return purposes


def _write_part(part: PartEntry) -> dict[str, Json]:
    return {
        "name": part.name,
        "media_type": part.media_type,
        "label": part.label,
        "categories": [category.value for category in Category if category in part.categories],
        "size": part.size,
        "sha256": part.sha256,
    }


def _read_part(found: JsonObject) -> PartEntry:
    part = PartEntry(
        name=found.text("name"),
        media_type=found.text("media_type"),
        label=found.text("label"),
        categories=frozenset(_code(Category, code) for code in found.texts("categories")),
        size=found.number("size", most=MOST_PART_BYTES),
        sha256=found.text("sha256"),
    )
    found.end()
    if not is_part_name(part.name):
        raise BundleDamagedError(Damage.NAME)
    if not _SHA256.fullmatch(part.sha256) or not _MEDIA_TYPE.fullmatch(part.media_type):
        raise StrictJsonError("part")
    return part


def _code(codes: type[_Code], text: str) -> _Code:
    try:
        return codes(text)
    except ValueError as error:
        raise StrictJsonError("unknown code") from error
