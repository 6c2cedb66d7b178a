"""Names of countries and languages in every language, from CLDR (package Babel).

Our own tags name catalogues (`de_simple`, `kmr`, `fa_AF`); Babel knows some of these
languages under another name, and some not at all.
"""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
"""Two-letter codes of CLDR that are not in ISO 3166-1 (Kosovo, XK, is kept)."""

_BABEL_TAGS = {"de_simple": "de", "kmr": "ku", "prs": "fa_AF", "pes": "fa"}
_COUNTRY_CODE_LENGTH = 2


@lru_cache(maxsize=64)
def babel_locale(tag: str) -> Locale | None:
    """Return Babel's locale for one of our tags, None when CLDR does not have it."""
    try:
        return Locale.parse(_BABEL_TAGS.get(tag, tag))
    except (UnknownLocaleError, ValueError):
        return None


def country_codes() -> list[str]:
    """Return the ISO 3166-1 codes and XK, sorted."""
    codes = [str(code) for code in Locale.parse("de").territories]
    return sorted(
        code
        for code in codes
        if len(code) == _COUNTRY_CODE_LENGTH and code.isalpha() and code not in NOT_COUNTRIES
    )


def country_name(code: str, tag: str) -> str | None:
    """Return the name of a country in a language, None when CLDR has none."""
    locale = babel_locale(tag)
    return locale.territories.get(code) if locale else None


def language_name(code: str, tag: str, alias: str = "") -> str | None:
    """Return the name of a language in a language, None when CLDR has none.

    Args:
        code: ISO 639-3, or one of our tags.
        tag: Language of the name.
        alias: CLDR's code where it differs, for example "fa_AF" for Dari.
    """
    locale = babel_locale(tag)
    if locale is None:
        return None
    name = locale.languages.get(alias or code) or locale.languages.get(_short_code(code))
    return name or None


def _short_code(code: str) -> str:
    """Return the two-letter code under which CLDR keeps a three-letter one."""
    return str(get_global("language_aliases").get(code, code))
