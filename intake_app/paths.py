"""Where the program's own files lie, from source and in the built folder."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_config_path, user_documents_path

_APP = "intake-app"


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def forms_dir() -> Path:
    """Return the folder of the forms that are shipped."""
    return _root() / "forms"


def resources_dir() -> Path:
    """Return the folder of fonts, icons, word lists and sample talks."""
    return _root() / "resources"


def translations_dir() -> Path:
    """Return the folder of the catalogues, one subfolder per language."""
    return _root() / "translations"


def settings_file() -> Path:
    """Return the file of this machine's settings; it holds nothing personal."""
    return user_config_path(_APP, appauthor=False) / "settings.toml"


def proposed_vault_dir() -> Path:
    """Return the folder that the first start proposes for the vault."""
    return user_documents_path() / "Intake-App"
