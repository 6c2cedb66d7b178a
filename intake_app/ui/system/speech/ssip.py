"""Speaks through the speech dispatcher (speech-dispatcher), as every Linux desktop has it.

The protocol is SSIP, spoken over a local socket: lines, each answered by lines whose last
one has a space after its number.  A dispatcher behind a network address is not used, because
what is read out tells of a person.  The dispatcher writes no text down below its fifth level
of logging; its usual level is the third.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from intake_app.ui.system.speech.engine import SpeechError

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE_S: Final = 5.0
_LONGEST: Final = 8 * 1024 * 1024
"""Bytes of one answer; a list of all voices has about one MiB."""

_CLIENT: Final = "intake:intake-app:view"
_RATE: Final = "-15"
"""A little slower than usual (−100 to 100): whoever listens hears each sentence once."""


class SsipEngine:
    """A client of the speech dispatcher.

    Args:
        connect: Returns a connected socket; the dispatcher of this session by default.
    """

    def __init__(self, connect: Callable[[], socket.socket] | None = None) -> None:
        self._connect = connect or connect_to_dispatcher
        self._socket: socket.socket | None = None
        self._left = b""
        self._modules: dict[str, str] = {}

    def voices(self) -> frozenset[str]:
        """Return the languages of all voices that keep the text to themselves."""
        found: dict[str, str] = {}
        for module in self._ask("LIST OUTPUT_MODULES"):
            # A generic module hands the text to a shell, where other programs can see it.
            if module == "dummy" or module.endswith("-generic"):
                continue
            self._ask(f"SET self OUTPUT_MODULE {module}")
            for voice in self._ask("LIST SYNTHESIS_VOICES"):
                language = voice.split("\t")[1] if voice.count("\t") else ""
                if language:
                    found.setdefault(language, module)
        self._modules = found
        return frozenset(found)

    def say(self, text: str, language: str) -> None:
        """Speak a text in the language of a voice."""
        self._ask("CANCEL self")
        self._ask(f"SET self OUTPUT_MODULE {self._modules[language]}")
        self._ask(f"SET self LANGUAGE {language}")
        self._ask("SPEAK")
        lines = [line.strip() for line in text.splitlines()]
        data = "\r\n".join(f".{line}" if line.startswith(".") else line for line in lines)
        self._ask(f"{data}\r\n.")

    def stop(self) -> None:
        """Be silent."""
        if self._socket is not None:
            self._ask("CANCEL self")

    def close(self) -> None:
        """End the session; the dispatcher falls silent with it."""
        if self._socket is None:
            return
        try:
            self._ask("CANCEL self")
            self._ask("QUIT")
        except SpeechError:
            return
        self._forget()

    def _ask(self, command: str) -> list[str]:
        """Send a command; return what it lists, without numbers."""
        try:
            if self._socket is None:
                self._open()
            return self._exchange(command)
        except (OSError, UnicodeError) as error:
            self._forget()
            raise SpeechError("no answer") from error
        except SpeechError:
            self._forget()
            raise

    def _open(self) -> None:
        self._socket = self._connect()
        self._socket.settimeout(_PATIENCE_S)
        self._left = b""
        self._exchange(f"SET self CLIENT_NAME {_CLIENT}")
        self._exchange("SET self PRIORITY message")
        self._exchange("SET self PUNCTUATION none")
        self._exchange(f"SET self RATE {_RATE}")

    def _exchange(self, command: str) -> list[str]:
        if self._socket is None:
            raise SpeechError("not connected")
        self._socket.sendall(command.encode() + b"\r\n")
        listed: list[str] = []
        while True:
            line = self._line()
            number, mark, words = line[:3], line[3:4], line[4:]
            if mark == "-":
                listed.append(words)
            elif number.startswith("2"):
                return listed
            else:
                raise SpeechError(number)

    def _line(self) -> str:
        while b"\n" not in self._left:
            read = self._socket.recv(65536) if self._socket is not None else b""
            if not read or len(self._left) > _LONGEST:
                raise SpeechError("no answer")
            self._left += read
        line, _, self._left = self._left.partition(b"\n")
        return line.decode().rstrip("\r")

    def _forget(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None


def connect_to_dispatcher() -> socket.socket:
    """Return a connection to the dispatcher of this session; it is started if need be.

    Raises:
        SpeechError: There is none, it is somebody else's, or it listens on the network.
    """
    place = socket_path()
    if not place.exists():
        _start_dispatcher()
    if not _is_ours(place):
        raise SpeechError("somebody else's")
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(_PATIENCE_S)
        connection.connect(str(place))
    except OSError as error:
        connection.close()
        raise SpeechError("no dispatcher") from error
    return connection


def socket_path() -> Path:
    """Return where the dispatcher of this session listens.

    Raises:
        SpeechError: It listens on the network.
    """
    address = os.environ.get("SPEECHD_ADDRESS", "")
    method, _, path = address.partition(":")
    if method not in {"", "unix_socket"}:
        raise SpeechError("not local")
    if path:
        return Path(path)
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    base = Path(runtime) if runtime else Path.home() / ".cache"
    return base / "speech-dispatcher" / "speechd.sock"


def _is_ours(place: Path) -> bool:
    try:
        return place.stat().st_uid == os.getuid()
    except OSError:
        return False


def _start_dispatcher() -> None:
    """Start it as its own library does; it ends by itself when nobody speaks."""
    program = shutil.which("speech-dispatcher")
    if program is None:
        raise SpeechError("no dispatcher")
    try:
        subprocess.run(  # noqa: S603 - a program of the system, without words of anybody
            [program, "--spawn"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SpeechError("does not start") from error
