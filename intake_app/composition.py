"""The composition root: makes the services from forms, clock and key costs."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from intake_app.form_engine.languages import Catalogues
from intake_app.form_engine.loader import load_library
from intake_app.paths import forms_dir, resources_dir, translations_dir
from intake_app.services.practice import PracticeService
from intake_app.services.session import Content
from intake_app.services.vaults import VaultService
from intake_app.services.verification import VerificationService
from intake_app.vault.policy import RECOMMENDED


def utc_now() -> datetime:
    """Return the present moment; the only clock of the program."""
    return datetime.now(UTC)


@lru_cache(maxsize=1)
def content() -> Content:
    """Load what is shipped: forms, lists, translations, word list."""
    words = resources_dir() / "words" / "de.txt"
    library = load_library(forms_dir())
    return Content(
        library=library,
        catalogues=Catalogues(translations_dir(), library),
        words=tuple(words.read_text(encoding="utf-8").split()),
    )


def vault_service() -> VaultService:
    """Return the service that opens vaults, with the key costs for real use."""
    return VaultService(content(), utc_now, RECOMMENDED)


def practice_service() -> PracticeService:
    """Return the service that makes practice vaults, with the costs of real ones."""
    return PracticeService(content(), utc_now, RECOMMENDED, resources_dir() / "demo")


def verification_service() -> VerificationService:
    """Return the service that checks vaults."""
    return VerificationService(content(), RECOMMENDED)
