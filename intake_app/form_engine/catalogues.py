"""Translations: one gettext catalogue per form and language.

    translations/<tag>/<form>.po      msgctxt = key, msgid = German, msgstr = translation
    translations/<tag>/lists.po       labels of shared lists and the engine's words

Tags are our own (`ar`, `uk`, `fa_AF`, `de_simple` for plain German).  A compiled `.mo`
beside the `.po` is read when it is at least as new, since that is much faster.  A message
whose German text is not that of the form is stale and is not used.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from babel.messages.pofile import PoFileError, read_po

from intake_app.domain.translation import Trust
from intake_app.errors import FormError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from intake_app.domain.translation import OwnTranslation, Release

STATE_HEADER = "X-Intake-State"

_CONTEXT_END = "\x04"
_MO_MAGIC, _MO_MAGIC_SWAPPED = 0x950412DE, 0xDE120495
_STATE_LINE = re.compile(rf'^"{STATE_HEADER}:\s*(\S*?)\s*\\n"$', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The translations of one form (or of the lists) into one language.

    Attributes:
        state: As it was delivered.
        messages: Translation by key and German text.
        by_office: How far the office trusts single texts, where it said so or brought them in.
    """

    tag: str
    domain: str
    state: Trust
    messages: Mapping[tuple[str, str], str]
    by_office: Mapping[tuple[str, str], Trust] = field(default_factory=dict)

    def trust(self, key: str, german: str) -> Trust:
        """Tell how far one text can be trusted; a text that is not there is a draft."""
        if (key, german) not in self.messages:
            return Trust.DRAFT
        return self.by_office.get((key, german), self.state)


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


def laid_over(
    shipped: Catalogue, own: OwnTranslation | None, release: Release | None
) -> Catalogue:
    """Return a catalogue with what an office brought in and released.

    A text that the office brought in is a draft until it releases it; a release holds for
    those texts only that are in both languages what they were on its day.
    """
    brought = {
        named: text
        for named, text in (own.messages.items() if own else ())
        if shipped.messages.get(named) != text
    }
    messages = {**shipped.messages, **brought}
    by_office = dict.fromkeys(brought, Trust.DRAFT)
    if release is not None and release.trust is not Trust.DRAFT:
        by_office |= {
            (key, german): release.trust
            for (key, german), text in messages.items()
            if release.covers(key, german, text)
        }
    return replace(shipped, messages=messages, by_office=by_office)


def _read_po(path: Path, file: str) -> tuple[Trust, dict[tuple[str, str], str]]:
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


def _read_mo(path: Path, file: str) -> tuple[Trust, dict[tuple[str, str], str]]:
    data = path.read_bytes()
    messages: dict[tuple[str, str], str] = {}
    header = ""
    try:
        for name, text in _mo_strings(data):
            key, has_key, german = name.partition(_CONTEXT_END)
            if has_key and text:
                messages[key, german] = text
            elif not name:
                header = text
    except (struct.error, ValueError) as error:
        raise FormError(file, "", "this is no compiled catalogue") from error
    state = re.search(rf"^{STATE_HEADER}:\s*(\S+)", header, re.MULTILINE)
    return _state(state[1] if state else "", file), messages


def _mo_strings(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield message and translation of a .mo file (GNU gettext manual, 10.3)."""
    (magic,) = struct.unpack_from("<I", data)
    order = {_MO_MAGIC: "<", _MO_MAGIC_SWAPPED: ">"}.get(magic)
    if order is None:
        raise ValueError("no .mo file")
    count, names_at, texts_at = struct.unpack_from(f"{order}3I", data, 8)
    for number in range(count):
        pair = []
        for table in (names_at, texts_at):
            length, start = struct.unpack_from(f"{order}2I", data, table + 8 * number)
            pair.append(data[start : start + length].decode())
        yield pair[0], pair[1]


def _state(text: str, file: str) -> Trust:
    try:
        return Trust(text)
    except ValueError as error:
        raise FormError(
            file, "", f"the header {STATE_HEADER} must be draft, reviewed or released"
        ) from error
