"""Translations: one gettext catalogue per form and language.

    translations/<tag>/<form>.po      msgctxt = key, msgid = German, msgstr = translation
    translations/<tag>/lists.po       labels of shared lists and the engine's words

Tags are our own (`ar`, `uk`, `fa_AF`, `de_simple` for plain German).  A compiled `.mo`
beside the `.po` is read when it is at least as new, since that is much faster.  A message
whose German text is not that of the form is stale and is not used.
"""

from __future__ import annotations

import gettext
import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from babel.messages.pofile import PoFileError, read_po

from intake_app.errors import FormError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STATE_HEADER = "X-Intake-State"

_CONTEXT_END = "\x04"
_STATE_LINE = re.compile(rf'^"{STATE_HEADER}:\s*(\S*?)\s*\\n"$', re.MULTILINE)


class CatalogueState(StrEnum):
    """Delivered state of a translation, in the order of trust."""

    DRAFT = "draft"  # Entwurf
    REVIEWED = "reviewed"  # fachlich geprüft
    RELEASED = "released"  # freigegeben


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The translations of one form (or of the lists) into one language.

    Attributes:
        messages: Translation by key and German text.
    """

    tag: str
    domain: str
    state: CatalogueState
    messages: Mapping[tuple[str, str], str]

    def fingerprint(self) -> str:
        """Return the SHA-256 that an office's release of this catalogue names."""
        rows = [[key, german, text] for (key, german), text in sorted(self.messages.items())]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def read_catalogue(translations_dir: Path, tag: str, domain: str) -> Catalogue | None:
    """Read one catalogue, None when the language has none for this form.

    Raises:
        FormError: The file is no catalogue or names no state.
    """
    po = translations_dir / tag / f"{domain}.po"
    mo = po.with_suffix(".mo")
    file = f"{tag}/{domain}"
    if mo.is_file() and (not po.is_file() or mo.stat().st_mtime >= po.stat().st_mtime):
        state, messages = _read_mo(mo, f"{file}.mo")
    elif po.is_file():
        state, messages = _read_po(po, f"{file}.po")
    else:
        return None
    return Catalogue(tag=tag, domain=domain, state=state, messages=messages)


def _read_po(path: Path, file: str) -> tuple[CatalogueState, dict[tuple[str, str], str]]:
    try:
        text = path.read_text(encoding="utf-8")
        with path.open("rb") as stream:
            catalog = read_po(stream, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise FormError(file, "", str(error)) from error
    messages = {
        (message.context, message.id): message.string
        for message in catalog
        if message.context and message.id and message.string and not message.fuzzy
    }
    # Babel keeps only the headers it knows.
    header = _STATE_LINE.search(text)
    return _state(header[1] if header else "", file), cast("dict[tuple[str, str], str]", messages)


def _read_mo(path: Path, file: str) -> tuple[CatalogueState, dict[tuple[str, str], str]]:
    try:
        with path.open("rb") as stream:
            translations = gettext.GNUTranslations(stream)
    except (OSError, ValueError) as error:
        raise FormError(file, "", str(error)) from error
    found: dict[object, str] = vars(translations)["_catalog"]
    messages = {}
    for name, text in found.items():
        if isinstance(name, str) and _CONTEXT_END in name and text:
            key, _, german = name.partition(_CONTEXT_END)
            messages[key, german] = text
    return _state(translations.info().get(STATE_HEADER.lower(), ""), file), messages


def _state(text: str, file: str) -> CatalogueState:
    try:
        return CatalogueState(text)
    except ValueError as error:
        raise FormError(
            file, "", f"the header {STATE_HEADER} must be draft, reviewed or released"
        ) from error
