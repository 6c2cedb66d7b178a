"""The voice of the program: speaks on a thread of its own, and never stops the window."""

from __future__ import annotations

import sys
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.ui.system.speech.engine import SpeechError, spoken, voice_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.ui.system.speech.engine import Engine


def engine_of_system(platform: str = sys.platform) -> Engine | None:
    """Return the speech engine of this system, None where none is known."""
    if platform.startswith("linux"):
        from intake_app.ui.system.speech.ssip import SsipEngine  # noqa: PLC0415 - only this system's

        return SsipEngine()
    if platform == "win32":
        from intake_app.ui.system.speech.sapi import SapiEngine  # noqa: PLC0415 - only this system's

        return SapiEngine()
    return None


class Voice(QObject):
    """Reads out what a person sees, in the language of the talk.

    The engine is asked for its voices when somebody first wants to know; until it has
    answered, and where it does not, no language can be spoken.

    Args:
        engine: Returns what speaks, when somebody first wants to know; None is always silent.
        parent: Qt's parent.

    Signals:
        changed: Other languages can be spoken than before.
    """

    changed = Signal()
    _found = Signal(frozenset)

    def __init__(self, engine: Callable[[], Engine | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_engine = engine
        self._engine: Engine | None = None
        self._voices: frozenset[str] = frozenset()
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._turn = 0
        self._found.connect(self._on_found)

    def prepare(self) -> None:
        """Look for voices, if nobody did yet; `changed` tells when there are some."""
        if self._thread is not None:
            return
        engine = self._engine = self._engine or self._make_engine()
        if engine is None:
            return
        self._thread = Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()
        self._jobs.put(lambda: self._found.emit(engine.voices()))

    def speaks(self, tag: str) -> bool:
        """Tell whether there is a voice for a language of ours."""
        return bool(voice_for(tag, self._voices))

    def say(self, text: str, tag: str) -> None:
        """Speak a text instead of what is spoken now; silent where there is no voice."""
        engine, language = self._engine, voice_for(tag, self._voices)
        self._turn += 1
        turn, words = self._turn, spoken(text)
        if engine is None or not language:
            return

        def job() -> None:
            # Whoever pages on quickly hears the last sentence only.
            if turn == self._turn:
                engine.say(words, language)

        self._jobs.put(job)

    def stop(self) -> None:
        """Be silent."""
        self._turn += 1
        if self._engine is not None and self._thread is not None:
            self._jobs.put(self._engine.stop)

    def close(self) -> None:
        """Be silent and let the engine go; the program ends or is locked."""
        self._turn += 1
        if self._engine is None or self._thread is None:
            return
        self._jobs.put(self._engine.close)
        self._jobs.put(None)
        self._thread.join(timeout=2)
        self._thread = None
        self._on_found(frozenset())

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except SpeechError:
                self._found.emit(frozenset())

    def _on_found(self, voices: frozenset[str]) -> None:
        if voices != self._voices:
            self._voices = voices
            self.changed.emit()
