"""The practice case (Übungsfall): the sample talks in a vault that is thrown away.

It lies in a temporary folder under a key that nobody knows afterwards, and goes when it is
closed; what a crash left is removed at the next start.  The office's own vault is closed
meanwhile, so nothing can get from one to the other.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.errors import StorageError
from intake_app.services.sample_player import MovableClock, SamplePlayer
from intake_app.services.sample_talks import sample_office, sample_talks
from intake_app.services.services import services_for
from intake_app.services.vaults import NewVault, VaultService
from intake_app.vault.hold import holder_of
from intake_app.vault.passphrase import six_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from intake_app.services.session import Clock, Content, Session
    from intake_app.vault.policy import KdfPolicy

_PREFIX = "intake-practice-"
_VAULT = "vault"
_PLAYED_DAYS = 14
"""The talks begin so long ago that everything in them lies in the past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A practice vault on disk.

    Attributes:
        passphrase: Opens it again after locking; it is no secret.
    """

    vaults: VaultService
    folder: Path
    passphrase: str

    @property
    def path(self) -> Path:
        """Folder of the vault."""
        return self.folder / _VAULT

    def remove(self) -> None:
        """Throw everything away; the session has to be closed."""
        shutil.rmtree(self.folder, ignore_errors=True)


class PracticeService:
    """Makes practice vaults.

    Args:
        content: Forms and translations.
        clock: The clock of the program.
        policy: Costs of passphrases, as for a real vault.
        samples: Folder of the sample talks.
        temporary: Where practice vaults lie; the system's folder when left out.
    """

    def __init__(
        self,
        content: Content,
        clock: Clock,
        policy: KdfPolicy,
        samples: Path,
        temporary: Path | None = None,
    ) -> None:
        self._content = content
        self._clock = clock
        self._policy = policy
        self._samples = samples
        self._temporary = temporary or Path(tempfile.gettempdir())

    def open(self, progress: Callable[[int, int], None] | None = None) -> tuple[Practice, Session]:
        """Make a vault, lead the sample talks in it, and return it open.

        Args:
            progress: Gets how many talks are done, and of how many.

        Raises:
            StorageError: The temporary folder has no room or cannot be written.
        """
        folder = self._new_folder()
        try:
            return self._play(folder, progress or (lambda _done, _total: None))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def remove_leftovers(self) -> int:
        """Remove what earlier programs left behind; return how many folders that were.

        A practice vault that another program holds at this moment stays.
        """
        removed = 0
        for folder in self._temporary.glob(f"{_PREFIX}*"):
            if folder.is_symlink() or not folder.is_dir() or holder_of(folder / _VAULT):
                continue
            shutil.rmtree(folder, ignore_errors=True)
            removed += not folder.exists()
        return removed

    def _new_folder(self) -> Path:
        try:
            return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._temporary))
        except OSError as error:
            raise StorageError.of(error) from error

    def _play(
        self, folder: Path, progress: Callable[[int, int], None]
    ) -> tuple[Practice, Session]:
        sample = sample_office(self._samples)
        clock = _PlayedClock(self._clock)
        practice = Practice(
            vaults=VaultService(self._content, clock, self._policy, is_practice=True),
            folder=folder,
            passphrase=six_words(),
        )
        new = NewVault(
            office=sample.office,
            advisor_name=sample.advisors[0].name,
            initials=sample.advisors[0].initials,
            passphrase=practice.passphrase,
        )
        session = practice.vaults.create(practice.path, new, practice.vaults.new_recovery_text())
        try:
            player = SamplePlayer(services_for(session), clock.played, self._samples)
            player.add_partners()
            talks = sample_talks(self._samples)
            for number, talk in enumerate(talks):
                progress(number, len(talks))
                done = player.play(talk)
                player.play_marks(talk, done)
                if talk.follow_up:
                    player.play_follow_up(talk, done)
        except BaseException:
            session.close()
            raise
        clock.is_playing = False
        return practice, session


class _PlayedClock:
    """Stands in the past while the talks are led, then shows the real time."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self.played = MovableClock(real() - timedelta(days=_PLAYED_DAYS))
        self.is_playing = True

    def __call__(self) -> datetime:
        return self.played() if self.is_playing else self._real()
