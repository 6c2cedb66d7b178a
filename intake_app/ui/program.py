"""The course of the program: locked, open, practice, and locked again."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.application import appearance_of
from intake_app.ui.system.idle import IdleWatch
from intake_app.ui.system.scan import ScanFilter
from intake_app.ui.widgets.notices import Level
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from intake_app.services.practice import Practice
    from intake_app.services.session import Session
    from intake_app.ui.entrance.centred_card import CentredCard
    from intake_app.ui.entrance.entrance import Entrance
    from intake_app.ui.entrance.rooms import Rooms
    from intake_app.ui.entrance.unlock_card import UnlockCard
    from intake_app.ui.machine import Machine
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.shell.main_window import MainWindow
    from intake_app.ui.shell.navigation import Whereabouts
    from intake_app.ui.window import Window

_LOOK_AGAIN_MS = 40
_WAIT_AT_MOST_MS = 30_000


class Program(QObject):
    """Leads from the first card to the last.

    Args:
        window: Where everything is shown.
        machine: This machine's settings.
        desk: Printers, dialogs and background work.
        entrance: Shows what leads to an open vault.
        load: Returns the rooms; called on another thread.

    Attributes:
        idle: Counts the seconds without a key.
        scans: Hears hand scanners.
    """

    def __init__(
        self,
        window: Window,
        machine: Machine,
        desk: PrintDesk,
        entrance: Entrance,
        load: Callable[[], Rooms],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._machine = machine
        self._desk = desk
        self._entrance = entrance
        self._load = load
        self._rooms: Rooms | None = None
        self._session: Session | None = None
        self._main: MainWindow | None = None
        self._asking: QWidget | None = None
        self._where: Whereabouts | None = None
        self._has_copied = False
        self.idle = IdleWatch(self)
        self.scans = ScanFilter(self)
        self._connect()

    @property
    def main(self) -> MainWindow | None:
        """The pages of the open vault; None while it is locked."""
        return self._main

    @property
    def holds_vault(self) -> bool:
        """Whether keys of a vault are in memory at this moment."""
        return self._session is not None

    def start(self) -> None:
        """Show the first card; the rest is loaded as soon as the window is drawn."""
        self._entrance.show()

    def lock(self) -> None:
        """Store what is half typed, forget everything, and ask for the passphrase again."""
        main, session = self._main, self._session
        is_asking = self._asking is not None and self._window.content() is self._asking
        if session is None or (main is None and not is_asking):
            return
        problem = None
        if main is not None:
            # Before the fields are left, which may move the cursor.
            self._where = main.navigation.whereabouts()
            problem = _leave(main)
        self._entrance.advisor = session.advisor.slot_id
        self._clear()
        card = self._entrance.show_unlock(is_held_here=True)
        card.set_busy(_("The vault is being locked …"))
        self._when_quiet(partial(self._on_quiet, card, problem))

    def close(self) -> None:
        """Store, lock and leave nothing behind; the window is closing."""
        if self._main is not None:
            _leave(self._main)
        self._clear()
        self._desk.tasks.wait(_WAIT_AT_MOST_MS)
        self._close_session()
        self._end_practice()

    def open_practice(self) -> None:
        """Close the vault and show the practice case instead."""
        rooms = self._rooms
        if rooms is None or self._entrance.practice is not None:
            return
        if self._main is not None:
            _leave(self._main)
        self._clear()
        self._where = None
        card = self._entrance.show_waiting(_("The practice case is being prepared …"))
        self._when_quiet(partial(self._make_practice, rooms, card))

    # Open.

    def _on_drawn(self) -> None:
        """Load only now: two threads share one processor's time, and one lock of imports."""
        self._desk.tasks.run(
            self._load, context=self, done=self._on_loaded, failed=self._entrance.show_problem
        )

    def _on_loaded(self, rooms: Rooms) -> None:
        self._rooms = rooms
        rooms.practices.remove_leftovers()
        self._entrance.use(rooms)

    def _on_created(self, session: Session) -> None:
        self._session = session

    def _on_opened(self, session: Session) -> None:
        self._session = session
        if session.advisor.slot_id != self._entrance.advisor:
            self._where = None
        if session.advisor.must_change:
            self._ask_own_passphrase(session)
        else:
            self._build()

    def _ask_own_passphrase(self, session: Session) -> None:
        """Let somebody who was given a passphrase choose an own one before anything else."""
        if self._rooms is None:
            return
        services = self._rooms.services_for(session)
        # Few ever see this card, and everybody waits for the first one.
        from intake_app.ui.entrance.own_passphrase_card import OwnPassphraseCard  # noqa: PLC0415

        card = self._asking = OwnPassphraseCard(services)
        card.chosen.connect(
            lambda new: self._desk.tasks.run(
                lambda: services.office.choose_passphrase(new),
                context=card,
                done=lambda _result: self._build(),
                failed=card.show_error,
            )
        )
        card.cancelled.connect(self.lock)
        self._window.show_content(card)
        card.setFocus()
        self.idle.start(services.office.load().lock_minutes)

    def _build(self) -> None:
        """Build the pages, in the present language and look."""
        rooms, session = self._rooms, self._session
        if rooms is None or session is None:
            return
        main = rooms.main_window(rooms.services_for(session), self._desk, self._machine)
        main.lock_asked.connect(self.lock)
        main.minutes_changed.connect(self.idle.start)
        main.practice_asked.connect(self.open_practice)
        main.practice_left.connect(self._leave_practice)
        before, self._main = self._main, main
        if before is not None:
            before.close_other_windows()
            before.deleteLater()
        self._window.show_content(main.content)
        self._listen(on=True)
        main.start(self._where)
        self._where = None

    def _on_look_changed(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            appearance_of(application).apply(self._machine.settings)
        if self._main is not None:
            self._where = self._main.navigation.whereabouts()
            _leave(self._main)
            # The control that was pressed is still at work.
            QTimer.singleShot(0, self, self._build)

    # Practice.

    def _make_practice(self, rooms: Rooms, card: CentredCard) -> None:
        self._close_session()
        self._desk.tasks.run_long(
            rooms.practices.open,
            context=self,
            done=self._on_practice,
            failed=self._on_no_practice,
            progress=card.progress.show_progress,
            cancelled=self._entrance.show,
        )

    def _on_practice(self, made: tuple[Practice, Session]) -> None:
        self._entrance.practice, session = made
        self._on_opened(session)

    def _on_no_practice(self, error: IntakeError) -> None:
        self._entrance.show_unlock().say(explain(error))

    def _leave_practice(self) -> None:
        self._clear()
        self._where = None
        card = self._entrance.show_waiting(_("The practice case is being removed …"))
        card.setFocus()
        self._when_quiet(self._practice_left)

    def _practice_left(self) -> None:
        self._close_session()
        self._end_practice()
        self._entrance.show()

    def _end_practice(self) -> None:
        if self._entrance.practice is not None:
            self._entrance.practice.remove()
            self._entrance.practice = None

    # Locking.

    def _clear(self) -> None:
        """Take everything away that shows or holds something of a person."""
        self.idle.stop()
        self._listen(on=False)
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        if self._main is not None:
            self._main.close_other_windows()
            self._main.deleteLater()
            self._main = None
        self._asking = None
        if self._has_copied:
            self._has_copied = False
            QGuiApplication.clipboard().clear()

    def _when_quiet(self, then: Callable[[], None]) -> None:
        """Go on when no job works with the vault any more; the window stays alive."""
        if self._desk.tasks.wait(0):
            then()
        else:
            QTimer.singleShot(_LOOK_AGAIN_MS, self, lambda: self._when_quiet(then))

    def _on_quiet(self, card: UnlockCard, problem: IntakeError | None) -> None:
        self._close_session()
        card.set_busy("")
        card.setFocus()
        if problem is not None:
            text = _("What was half typed could not be stored.")
            card.say(f"{text} {explain(problem)}", Level.WARN)

    def _close_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
            # Pages refer to each other in circles; what they showed shall not wait for the
            # collector's next round.
            gc.collect()

    # What comes from outside.

    def _connect(self) -> None:
        self._entrance.opened.connect(self._on_opened)
        self._entrance.created.connect(self._on_created)
        self._entrance.finished.connect(self._build)
        self._entrance.practice_asked.connect(self.open_practice)
        self._window.drawn.connect(self._on_drawn)
        self._window.closing.connect(self.close)
        self._machine.look_changed.connect(self._on_look_changed)
        self.idle.expired.connect(self.lock)
        self.idle.counting.connect(self._on_counting)
        self.idle.quiet.connect(self._on_quiet_moment)
        self.idle.active.connect(self._on_active)
        self.scans.scanned.connect(self._on_scanned)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window)
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)

    def _on_focus_window(self, window: QWindow | None) -> None:
        """Keys in a dialog are activity too."""
        if window is not None:
            self.idle.watch(window)

    def _listen(self, *, on: bool) -> None:
        """Hear scanners while a vault is open; before, a password manager types as fast."""
        self._window.winId()  # A window that was never shown has no handle before.
        window = self._window.windowHandle()
        if on:
            self.scans.watch(window)
        else:
            window.removeEventFilter(self.scans)

    def _on_copied(self) -> None:
        """Remember whether it was here that something was copied; the rest is not ours."""
        self._has_copied = QGuiApplication.focusWindow() is not None

    def _on_counting(self, seconds: int) -> None:
        if self._main is not None:
            self._main.frame.show_countdown(seconds)

    def _on_quiet_moment(self) -> None:
        if self._main is not None:
            self._main.watch.tidy()

    def _on_active(self) -> None:
        if self._main is not None:
            self._main.watch.make_way()

    def _on_scanned(self, code: str) -> None:
        if self._main is not None:
            self._main.scanned(code)


def _leave(main: MainWindow) -> IntakeError | None:
    """Let the pages store what is half typed; locking goes on even when they cannot."""
    try:
        main.navigation.store_typed()
    except IntakeError as error:
        return error
    return None
