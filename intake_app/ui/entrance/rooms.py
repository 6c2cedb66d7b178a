"""What is loaded while the passphrase is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.services.practice import PracticeService
    from intake_app.services.services import Services
    from intake_app.services.session import Session
    from intake_app.services.vaults import VaultCard, VaultService
    from intake_app.ui.entrance.first_start import FirstStart
    from intake_app.ui.entrance.recovery_card import RecoveryCard
    from intake_app.ui.entrance.restore_card import RestoreCard
    from intake_app.ui.machine import Machine
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The services, and what builds pages on them.

    Attributes:
        vaults: Opens vaults.
        practices: Makes practice vaults.
        services_for: Returns the services of an open vault.
        main_window: Builds the pages of an open vault.
        first_start: Builds the first start, with the proposed folder.
        recovery: Builds the card that takes the key of the recovery sheet.
        restore: Builds the card that puts a safety copy back, with the proposed folder.
    """

    vaults: VaultService
    practices: PracticeService
    services_for: Callable[[Session], Services]
    main_window: Callable[[Services, PrintDesk, Machine], MainWindow]
    first_start: Callable[[VaultService, PrintDesk, Path], FirstStart]
    recovery: Callable[[VaultService, VaultCard], RecoveryCard]
    restore: Callable[[VaultService, PrintDesk, Path], RestoreCard]
