"""Faults by strace: the kernel's answer to one call, or to all from one on, is exchanged."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.driver import MOST_BYTES

ROOT = Path(__file__).resolve().parents[2]
FORCING = "fsync,fdatasync"
WRITING = "write,pwrite64,ftruncate,rename,unlink"
EVERYTHING = f"{FORCING},{WRITING},pread64"
_CALL = re.compile(r"^\d+\s+(\w+)\(", re.MULTILINE)


class NotPermittedHereError(Exception):
    """This machine does not let us make the fault; the sweep that needs it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What strace does to the calls of the driver.

    Attributes:
        calls: Names of the calls, with commas between.
        answer: "signal=KILL", "error=EIO", "error=ENOSPC"; empty only counts the calls.
        at: Number of the call from 1; lasts: and all that follow.
    """

    calls: str
    answer: str = ""
    at: int = 0
    lasts: bool = False

    @property
    def options(self):
        options = ["-e", f"trace={self.calls}"]
        if self.answer:
            when = f"{self.at}+" if self.lasts else f"{self.at}"
            options += ["-e", f"inject={self.calls}:{self.answer}:when={when}"]
        return options


@dataclass(frozen=True, slots=True)
class Run:
    """What the driver reported of one act.

    Attributes:
        status: As `os.waitpid` says it.
        calls: How many of the watched calls were made; injected: how many got the fault.
    """

    told: list[dict] = field(default_factory=list)
    failed: list[dict] = field(default_factory=list)
    crashed: list[dict] = field(default_factory=list)
    status: int = 0
    calls: int = 0
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

    def run(self, act, root, fault=None):
        """Do an act, under a fault if there is one, and return what became of it."""
        self._ask(act=act, root=str(root))
        pid = self._hear()["ready"]
        tracer = self._attach(pid, fault) if fault else None
        self._ask(go=True)
        told, failed, crashed = [], [], []
        while "ended" not in (report := self._hear()):
            kind = next(list_ for name, list_ in
                        (("told", told), ("failed", failed), ("crashed", crashed)) if name in report)
            kind.append(report)
        calls = injected = 0
        if tracer:
            tracer.wait()
            log = self._log.read_text("utf-8", "replace")
            calls, injected = len(_CALL.findall(log)), log.count("(INJECTED)")
            if fault.answer.startswith("signal") and os.WIFSIGNALED(report["ended"]):
                injected = 1
        return Run(told, failed, crashed, report["ended"], calls, injected)

    def _ask(self, **request):
        self._channel.send(json.dumps(request).encode())

    def _hear(self):
        message = self._channel.recv(MOST_BYTES)
        if not message:
            raise AssertionError("the driver program ended")
        return json.loads(message)

    def _attach(self, pid, fault):
        if not shutil.which("strace"):
            raise NotPermittedHereError("strace is not installed")
        tracer = subprocess.Popen(
            ["strace", "-f", "-p", str(pid), "-o", str(self._log), *fault.options],
            stderr=subprocess.PIPE,
            text=True,
        )
        said = tracer.stderr.readline()
        if "attached" not in said:
            raise NotPermittedHereError(f"strace may not follow our own program: {said.strip()}")
        return tracer
