"""Brings catalogues up to the forms: new texts are added, changed ones wait for a translator.

A translation whose German text changed stays in the file as fuzzy, so that the translator
sees the old one beside the old German text; the program treats it as missing.  A catalogue
whose texts changed is a draft again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib

from intake_app.domain.translation import Trust
from intake_app.form_engine.catalogues import STATE_HEADER
from intake_app.form_engine.texts import all_texts

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.form_engine.model import FormLibrary

_LINE_LENGTH = 92


def refresh(translations_dir: Path, library: FormLibrary, tag: str) -> dict[str, int]:
    """Write the catalogues of one language anew, in the order of the forms.

    Returns:
        How many texts of each catalogue wait for a translation.
    """
    waiting: dict[str, int] = {}
    for domain, texts in all_texts(library, tag).items():
        path = translations_dir / tag / f"{domain}.po"
        old = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()
        new = _merged(old, texts, tag)
        path.parent.mkdir(parents=True, exist_ok=True)
        new.save(str(path))
        waiting[domain] = sum(not entry.msgstr or entry.fuzzy for entry in new)
    return waiting


def _merged(old: polib.POFile, texts: dict[str, str], tag: str) -> polib.POFile:
    known = {entry.msgctxt: entry for entry in old}
    unchanged = {entry.msgctxt: entry.msgid for entry in old if entry.msgstr} == texts
    state = old.metadata.get(STATE_HEADER) if unchanged else None
    new = polib.POFile(wrapwidth=_LINE_LENGTH)
    new.metadata = {
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        STATE_HEADER: state or Trust.DRAFT.value,
    }
    for key, german in texts.items():
        entry = polib.POEntry(msgctxt=key, msgid=german)
        before = known.get(key)
        if before is not None:
            entry.msgstr = before.msgstr
            entry.tcomment = before.tcomment
            entry.flags = list(before.flags)
            entry.previous_msgid = before.previous_msgid
            if before.msgid != german and before.msgstr and not entry.fuzzy:
                entry.flags.append("fuzzy")
                entry.previous_msgid = before.msgid
        new.append(entry)
    return new
