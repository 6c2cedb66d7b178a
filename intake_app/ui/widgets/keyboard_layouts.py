"""Letters of the small on-screen keyboards, by their place on a keyboard.

Each row begins at the same physical key as the US rows QWERTY, ASDF and ZXCV; `extra`
holds the letters that need Shift or another key there.  Where a sign stands for a syllable, a
key is a consonant and the syllables that begin with it are chosen in a second step.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The letters of one script.

    Attributes:
        name: In its own script, shown on the keyboard.
        rows: Upper, middle and lower row; keys are divided by spaces.
        extra: Further letters.
        has_case: Capital letters exist.
        has_syllables: A key stands for all syllables of its consonant (Ethiopic).
    """

    name: str
    rows: tuple[str, str, str]
    extra: str = ""
    has_case: bool = False
    has_syllables: bool = False

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
    extra="آ ټ ډ ړ ږ ښ ڼ ې ۍ ي ځ څ ء گ",
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
    rows=("й ц у к е н г ш щ з х ї", "ф і в а п р о л д ж є", "я ч с м и т ь б ю '"),
    extra="ґ",
    has_case=True,
)
RUSSIAN = Layout(
    name="Русский",
    rows=("й ц у к е н г ш щ з х ъ", "ф ы в а п р о л д ж э", "я ч с м и т ь б ю ё"),
    has_case=True,
)
BULGARIAN = Layout(
    name="Български",
    rows=("я в е р т ъ у и о п ш щ", "а с д ф г х й к л ю", "з ь ц ж б н м ч ѝ"),
    has_case=True,
)
SERBIAN = Layout(
    name="Српски",
    rows=("љ њ е р т з у и о п ш ђ", "а с д ф г х ј к л ч ћ", "ж џ ц в б н м"),
    has_case=True,
)
ETHIOPIC = Layout(
    name="ግዕዝ",
    rows=("ሀ ለ ሐ መ ሠ ረ ሰ ሸ ቀ ቐ በ ተ", "ቸ ኀ ነ ኘ አ ከ ኸ ወ ዐ ዘ ዠ", "የ ደ ጀ ገ ጠ ጨ ጰ ጸ ፀ ፈ"),
    extra="ቨ ፐ",
    has_syllables=True,
)

_ORDERS = 7
_ROUNDED = "ቀቐኀከኸገ"
"""Consonants that are also spoken with rounded lips, in five orders of their own."""
_ROUNDED_PLACES = (8, 10, 11, 12, 13)
"""Where these stand after the consonant, in Unicode."""

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
    "bg": BULGARIAN,
    "bs": SERBIAN,
    "sr": SERBIAN,
    "ti": ETHIOPIC,
    "am": ETHIOPIC,
}


def layout_for(language: str) -> Layout | None:
    """Return the keyboard of a language, None where the German one serves."""
    return _BY_LANGUAGE.get(language) or _BY_LANGUAGE.get(language.partition("_")[0])


def syllables_of(consonant: str) -> tuple[str, ...]:
    """Return the Ethiopic syllables of a consonant, in the order in which they are taught.

    First its seven orders (ä, u, i, a, e, ə, o), then -wa where it exists, and last the rounded
    ones of the sounds that are made in the throat.

    Args:
        consonant: Its first order, as it stands on a key.
    """
    first = ord(consonant)
    found = [chr(first + place) for place in range(_ORDERS)]
    eighth = chr(first + _ORDERS)
    if unicodedata.name(eighth, "").endswith("WA"):
        found.append(eighth)
    if consonant in _ROUNDED:
        found += [chr(first + place) for place in _ROUNDED_PLACES]
    return tuple(found)
