"""Faults by strace: the kernel's answer to one call, or to all from one on, is exchanged."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from tests.faults.driver import MOST_BYTES

ROOT = Path(__file__).resolve().parents[2]
FORCING = ("fsync", "fdatasync")
WRITING = ("write", "pwrite64", "ftruncate", "rename", "unlink")
EVERYTHING = (*FORCING, *WRITING, "pread64")


class NotPermittedHereError(Exception):
    """This machine does not let us make the fault; the sweep that needs it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What strace does to the calls of the driver.

    Attributes:
        calls: Names of the calls that count.
        answer: "signal=KILL", "error=EIO" or "error=ENOSPC"; empty only counts.
        lasts: All calls from the chosen one on fail, not that one alone.
    """

    calls: tuple[str, ...]
    answer: str = ""
    lasts: bool = False

    def options(self, order=(), at=0):
        """Return the options of strace for the point `at` of an act that makes these calls.

        strace counts each name by itself.
        """
        options = ["-e", f"trace={','.join(self.calls)}"]
        if not at:
            return options
        before = Counter(order[: at - 1])
        hit = self.calls if self.lasts else (order[at - 1],)
        for name in hit:
            when = f"{before[name] + 1}{'+' if self.lasts else ''}"
            options += ["-e", f"inject={name}:{self.answer}:when={when}"]
        return options


@dataclass(frozen=True, slots=True)
class Run:
    """What the driver reported of one act.

    Attributes:
        status: As `os.waitpid` says it.
        calls: The watched calls in their order; injected: how many of them got the fault.
    """

    told: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    crashed: list[dict[str, Any]] = field(default_factory=list)
    status: int = 0
    calls: tuple[str, ...] = ()
    injected: int = 0


class Driver:
    """The driver program, started once for many acts."""

    def __init__(self, scratch: Path) -> None:
        self._log = scratch / "strace.log"
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.driver", str(theirs.fileno())],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def close(self):
        self._channel.close()
        self._process.wait()

    def arrange(self, root):
        self._ask(act="arrange", root=str(root))
        assert self._hear() == {"ended": 0}

    def run(self, act, root, options=(), *, begin=lambda: None):
        """Do an act, under strace with the options, and return what became of it.

        Args:
            act: One of `acts.ACTS`.
            root: The place, which the act changes.
            options: Of strace.
            begin: Called when the act is about to begin.
        """
        pid = self._ready(act, root)
        tracer = self._attach(pid, options) if options else None
        begin()
        heard = self._perform()
        if tracer:
            tracer.communicate()
        log = self._log.read_text("utf-8", "replace") if tracer else ""
        return Run(
            told=[each for each in heard if "told" in each],
            failed=[each for each in heard if "failed" in each],
            crashed=[each for each in heard if "crashed" in each],
            status=heard[-1]["ended"],
            # strace counts each thread by itself, and only the first one works on the vault.
            calls=tuple(re.findall(rf"^{pid} +(\w+)\(", log, re.MULTILINE)),
            injected=log.count("(INJECTED)"),
        )

    def run_and_kill(self, act, root, seconds):
        """Do an act and kill the program so many seconds after it began."""
        pid = self._ready(act, root)
        killer = Timer(seconds, _kill, (pid,))
        killer.start()
        heard = self._perform()
        killer.cancel()
        killer.join()
        return Run(told=[each for each in heard if "told" in each], status=heard[-1]["ended"])

    def _ready(self, act, root):
        self._ask(act=act, root=str(root))
        return self._hear()["ready"]

    def _perform(self):
        """Let the act begin; return all reports, the last of which tells how it ended."""
        self._ask(go=True)
        heard = [self._hear()]
        while "ended" not in heard[-1]:
            heard.append(self._hear())
        return heard

    def _ask(self, **request):
        self._channel.send(json.dumps(request).encode())

    def _hear(self):
        message = self._channel.recv(MOST_BYTES)
        if not message:
            raise AssertionError("the driver program ended")
        return json.loads(message)

    def _attach(self, pid, options):
        if not shutil.which("strace"):
            self._perform()
            raise NotPermittedHereError("strace is not installed")
        tracer = subprocess.Popen(
            ["strace", "-f", "-p", str(pid), "-o", str(self._log), *options],
            stderr=subprocess.PIPE,
            text=True,
        )
        said = tracer.stderr.readline()
        if "attached" not in said:
            tracer.communicate()
            self._perform()  # undisturbed, so that the driver can be asked again
            raise NotPermittedHereError(f"strace may not follow our own program: {said.strip()}")
        return tracer


def _kill(pid):
    # The act may be done in the very moment of the kill.
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
