"""Speaks through the voices of Windows (SAPI), by a PowerShell that reads from its input.

The text never stands among the arguments, where other programs see it, nor in a file.  Both
kinds of voices are asked: those of the desktop, and those that come with the languages of
Windows (OneCore), which are many more.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from intake_app.ui.system.speech.engine import SpeechError

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATIENCE_S: Final = 15.0
_RATE: Final = -1
"""A little slower than usual (−10 to 10)."""

_VOICES: Final = r"""
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$reader = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8)
$wanted = $reader.ReadLine()
$text = $reader.ReadToEnd()
$speaker = New-Object -ComObject SAPI.SpVoice
foreach ($kind in 'Speech', 'Speech_OneCore') {
    $category = New-Object -ComObject SAPI.SpObjectTokenCategory
    try {
        $category.SetId("HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\$kind\Voices", $false)
    } catch { continue }
    foreach ($token in $category.EnumerateTokens()) {
        foreach ($code in $token.GetAttribute('Language').Split(';')) {
            $name = [Globalization.CultureInfo]::GetCultureInfo([Convert]::ToInt32($code, 16)).Name
            if ($wanted -eq '') { [Console]::Out.WriteLine($name) }
            elseif ($wanted -eq $name) {
                $speaker.Voice = $token
                $speaker.Rate = {RATE}
                [void]$speaker.Speak($text, 16)
                exit 0
            }
        }
    }
}
"""
"""With an empty first line it lists the languages; otherwise it speaks what follows.

16 says that the text is no XML.
"""


class SapiEngine:
    """The voices of Windows; each text is spoken by a process of its own.

    Args:
        program: What runs the script; the PowerShell of Windows by default.
    """

    def __init__(self, program: Sequence[str] = ()) -> None:
        self._program = list(program) or _powershell()
        self._speaking: subprocess.Popen[bytes] | None = None

    def voices(self) -> frozenset[str]:
        """Return the languages of all voices."""
        with self._start() as process:
            try:
                listed, _ = process.communicate(b"\n", timeout=_PATIENCE_S)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise SpeechError("no answer") from error
        return frozenset(listed.decode("utf-8", "replace").split())

    def say(self, text: str, language: str) -> None:
        """Speak a text in the language of a voice."""
        self.stop()
        process = self._speaking = self._start()
        if process.stdin is None:
            raise SpeechError("no input")
        try:
            process.stdin.write(f"{language}\n{text}".encode())
            process.stdin.close()
        except OSError as error:
            raise SpeechError("no input") from error

    def stop(self) -> None:
        """Be silent."""
        if self._speaking is not None:
            self._speaking.kill()
            self._speaking.wait(_PATIENCE_S)
            if self._speaking.stdout is not None:
                self._speaking.stdout.close()
            self._speaking = None

    def close(self) -> None:
        """Be silent."""
        self.stop()

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - the words come over its input
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise SpeechError("does not start") from error


def _powershell() -> list[str]:
    """Return the PowerShell that belongs to Windows, not one that lies on the search path."""
    root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
    program = root / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    script = _VOICES.replace("{RATE}", str(_RATE))
    return [str(program), "-NoProfile", "-NonInteractive", "-Command", script]
