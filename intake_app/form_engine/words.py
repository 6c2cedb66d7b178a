"""The engine's own words: states, yes and no, what stands around a date.

They belong to no form, so that every form says "keine Angabe" alike; their translations
stand in `lists.po` under `word.<name>`.
"""

from __future__ import annotations

from types import MappingProxyType

WORDS = MappingProxyType(
    {
        "yes": "ja",
        "no": "nein",
        "unknown": "weiß nicht",
        "declined": "keine Angabe",
        "not_asked": "nicht gefragt",
        "none": "keine",
        "about": "ca. {date}",
        "as_of": "Stand {date}",
        "date_unknown": "unbekannt",
        "calendar.gregorian": "unser Kalender",
        "calendar.solar_hijri": "Sonnenkalender",
        "calendar.hijri": "islamischer Kalender",
        "calendar.ethiopic": "äthiopischer Kalender",
    }
)
"""German wording by name."""
