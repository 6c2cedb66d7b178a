"""Files for translators: catalogues with every text of the forms, ready to be filled.

Known translations are kept.  Where the German text was changed, the old translation stays
as a proposal marked fuzzy, with the old German text beside it; fuzzy messages are never
shown to anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine.catalogues import STATE_HEADER, CatalogueState, read_catalogue
from intake_app.form_engine.texts import all_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from intake_app.form_engine.model import FormLibrary

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def update_catalogues(library: FormLibrary, translations_dir: Path, tag: str) -> list[Path]:
    """Write the catalogues of a language anew with all texts of the forms.

    A catalogue whose texts changed is a draft again.

    Returns:
        The files, one per form and `lists.po`.
    """
    written = []
    for domain, texts in all_texts(library, tag).items():
        old = read_catalogue(translations_dir, tag, domain)
        known = old.messages if old else {}
        unchanged = set(known) == set(texts.items())
        state = old.state if old and unchanged else CatalogueState.DRAFT
        path = translations_dir / tag / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_catalogue(tag, state, texts, known)), encoding="utf-8")
        written.append(path)
    return written


def _catalogue(
    tag: str, state: CatalogueState, texts: Mapping[str, str],
    known: Mapping[tuple[str, str], str],
) -> Iterator[str]:  # fmt: skip
    yield 'msgid ""'
    yield 'msgstr ""'
    for name, value in (
        ("Language", tag),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        (STATE_HEADER, state.value),
    ):
        yield f'"{name}: {value}\\n"'
    yield ""
    by_key = {key: (german, text) for (key, german), text in known.items()}
    for key, german in texts.items():
        translation = known.get((key, german))
        if translation is None and key in by_key:
            old_german, translation = by_key[key]
            yield "#, fuzzy"
            yield f"#| msgid {_quoted(old_german)}"
        yield f"msgctxt {_quoted(key)}"
        yield f"msgid {_quoted(german)}"
        yield f"msgstr {_quoted(translation or '')}"
        yield ""


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
