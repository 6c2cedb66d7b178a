"""The file that travels to a translator and back: one catalogue as gettext knows it (.po).

It holds texts of forms in German and one other language, and nothing about anybody.  What
comes back is taken as a whole or not at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polib

from intake_app.errors import TextFlaw, TranslationFileError
from intake_app.form_engine.catalogues import STATE_HEADER
from intake_app.form_engine.translation_check import complaints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake_app.form_engine.catalogues import Catalogue

CATALOGUE_HEADER: Final = "X-Intake-Catalogue"
LARGEST_FILE: Final = 8 * 1024 * 1024
"""Bytes; the largest catalogue has less than a tenth of it."""

_LINE_LENGTH: Final = 92
_FIELD = re.compile(r"\{[a-z][a-z0-9_]*\}")
_HEAD: Final = (
    "msgid ist der deutsche Text, msgstr die Übersetzung.  Felder in geschweiften Klammern\n"
    "bleiben, wie sie sind.  Bitte alle Texte übersetzen und die Datei als .po zurückgeben."
)


def write_file(catalogue: Catalogue, texts: Mapping[str, str]) -> bytes:
    """Return the file for the translator, with what is translated already.

    Args:
        catalogue: The present translations.
        texts: The German texts by key, in the order of the forms.
    """
    file = polib.POFile(wrapwidth=_LINE_LENGTH)
    file.header = _HEAD
    file.metadata = {
        "Language": catalogue.tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        CATALOGUE_HEADER: catalogue.domain,
        STATE_HEADER: catalogue.state.value,
    }
    for key, german in texts.items():
        entry = polib.POEntry(
            msgctxt=key, msgid=german, msgstr=catalogue.messages.get((key, german), "")
        )
        fields = sorted(set(_FIELD.findall(german)))
        if fields:
            entry.comment = f"Felder: {', '.join(fields)}"
        file.append(entry)
    return str(file).encode()


def read_file(
    data: bytes, tag: str, domain: str, texts: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Return the translations of a file that came back, by key and German text.

    Args:
        data: The file.
        tag: The language that it must be in.
        domain: The catalogue that it must be.
        texts: The German texts by key.

    Raises:
        TranslationFileError: It is no such file, or a text in it is missing, unknown, unsure
            or wrong; every single one is named.
    """
    file = _parsed(data)
    if _language(file) != tag or file.metadata.get(CATALOGUE_HEADER) != domain:
        raise TranslationFileError("other_catalogue")
    flaws = list(_flaws(file, tag, texts))
    if flaws:
        raise TranslationFileError("texts", flaws)
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in _live(file)}


def _parsed(data: bytes) -> polib.POFile:
    if len(data) > LARGEST_FILE:
        raise TranslationFileError("too_large")
    try:
        text = data.decode("utf-8-sig")
        # Without a line end polib takes a text for the name of a file.
        if "\0" in text or "\n" not in text:
            raise TranslationFileError("unreadable")
        return polib.pofile(text.replace("\r\n", "\n"))
    except (UnicodeDecodeError, OSError, ValueError) as error:
        raise TranslationFileError("unreadable") from error


def _language(file: polib.POFile) -> str:
    language: str = file.metadata.get("Language", "")
    return language.strip()


def _live(file: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in file if not entry.obsolete]


def _flaws(file: polib.POFile, tag: str, texts: Mapping[str, str]) -> Iterator[TextFlaw]:
    seen: set[str] = set()
    for entry in _live(file):
        key, german, translation = entry.msgctxt or "", entry.msgid, entry.msgstr
        wanted = texts.get(key)
        if wanted is None:
            yield TextFlaw(key=key, german=german, what="unknown")
        elif key in seen:
            yield TextFlaw(key=key, german=wanted, what="twice")
        elif german != wanted:
            yield TextFlaw(key=key, german=wanted, what="stale")
        elif not translation.strip():
            yield TextFlaw(key=key, german=wanted, what="missing")
        elif entry.fuzzy:
            yield TextFlaw(key=key, german=wanted, what="unsure")
        else:
            for found in complaints(tag, wanted, translation):
                what = found.flaw.name.lower()
                yield TextFlaw(key=key, german=wanted, what=what, detail=found.detail)
        seen.add(key)
    for key, german in texts.items():
        if key not in seen:
            yield TextFlaw(key=key, german=german, what="missing")
