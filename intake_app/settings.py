"""Settings of this machine: where the vault lies and how the window looks.

Nothing personal stands here; what belongs to the office lies in the vault.
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """This machine's settings.

    Attributes:
        vault: Folder of the vault, empty before the first start.
        language: Language of the program, "de" or "en".
        theme: "system", "light" or "dark".
        text_percent: Size of texts, 100 to 200.
        printer: Name of the printer used last.
        spool_hint_seen: The hint about printer spools was read.
        window: Place and size of the window, as Qt writes them; empty before the first time.
        on_screen_keyboard: Offer the small keyboards where original script is typed.
    """

    vault: str = ""
    language: str = "de"
    theme: str = "system"
    text_percent: int = 100
    printer: str = ""
    spool_hint_seen: bool = False
    window: str = ""
    on_screen_keyboard: bool = True


def load_settings(file: Path) -> Settings:
    """Read the settings; whatever is missing or unreadable takes its default."""
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings()
    default = Settings()
    known = {field.name: type(getattr(default, field.name)) for field in fields(Settings)}
    return Settings(**{k: v for k, v in read.items() if k in known and type(v) is known[k]})


def save_settings(file: Path, settings: Settings) -> None:
    """Write the settings."""
    import tomlkit  # noqa: PLC0415 - not needed at every start

    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(tomlkit.dumps(asdict(settings)), encoding="utf-8")
