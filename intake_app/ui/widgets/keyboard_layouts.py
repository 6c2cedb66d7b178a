"""Letters of the small on-screen keyboards, by their place on a keyboard.

Each row begins at the same physical key as the US rows QWERTY, ASDF and ZXCV; `extra`
holds the letters that need Shift or another key there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The letters of one script.

    Attributes:
        name: In its own script, shown on the keyboard.
        rows: Upper, middle and lower row; keys are divided by spaces.
        extra: Further letters.
        has_case: Capital letters exist.
    """

    name: str
    rows: tuple[str, str, str]
    extra: str = ""
    has_case: bool = False

    def all_rows(self) -> tuple[tuple[str, ...], ...]:
        """Return all rows as keys, the further letters last."""
        extra = (tuple(self.extra.split()),) if self.extra else ()
        return (*(tuple(row.split()) for row in self.rows), *extra)


ARABIC = Layout(
    name="العربية",
    rows=("ض ص ث ق ف غ ع ه خ ح ج د", "ش س ي ب ل ا ت ن م ك ط", "ئ ء ؤ ر لا ى ة و ز ظ"),
    extra="أ إ آ ذ ـ َ ُ ِ ّ ْ ، ؟",
)
PERSIAN = Layout(
    name="فارسی",
    rows=("ض ص ث ق ف غ ع ه خ ح ج چ", "ش س ی ب ل ا ت ن م ک گ", "ظ ط ز ر ذ د پ و ئ ژ"),
    extra="آ ء أ ؤ ة ۀ ، ؟",
)
PASHTO = Layout(
    name="پښتو",
    rows=("ض ص ث ق ف غ ع ه خ ح ج چ", "ش س ی ب ل ا ت ن م ک ګ", "ظ ط ز ر ذ د پ و ئ ژ"),
    extra="آ ټ ډ ړ ږ ښ ڼ ې ۍ ځ څ ، ؟",
)
SORANI = Layout(
    name="کوردی",
    rows=("ق و ە ر ت ی ئ ح ۆ پ غ ع", "ا س د ف گ ه ژ ک ل ڵ", "ز خ ج ڤ ب ن م ێ چ ش"),
    extra="ڕ وو ص ض ط ظ ث ذ ، ؟",
)
URDU = Layout(
    name="اردو",
    rows=("ق و ع ر ت ے ء ی ہ پ ح ج", "ا س د ف گ ھ چ ک ل ش", "ز خ ط ص ب ن م ظ ض ذ"),
    extra="آ ٹ ڈ ڑ ں غ ث ژ ئ ؤ ، ؟",
)
UKRAINIAN = Layout(
    name="Українська",
    rows=("й ц у к е н г ш щ з х ї", "ф і в а п р о л д ж є ґ", "я ч с м и т ь б ю '"),
    has_case=True,
)
RUSSIAN = Layout(
    name="Русский",
    rows=("й ц у к е н г ш щ з х ъ", "ф ы в а п р о л д ж э", "я ч с м и т ь б ю ё"),
    has_case=True,
)

_BY_LANGUAGE = {
    "ar": ARABIC,
    "fa": PERSIAN,
    "fa_AF": PERSIAN,
    "prs": PERSIAN,
    "ps": PASHTO,
    "ckb": SORANI,
    "ur": URDU,
    "uk": UKRAINIAN,
    "ru": RUSSIAN,
    "bg": RUSSIAN,
}


def layout_for(language: str) -> Layout | None:
    """Return the keyboard of a language, None where the German one serves."""
    return _BY_LANGUAGE.get(language) or _BY_LANGUAGE.get(language.partition("_")[0])
