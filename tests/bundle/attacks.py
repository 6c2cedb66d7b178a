"""An honest bundle, and the watch over what is written while a bad one is opened."""

from __future__ import annotations

import os
import sys

import pytest

from intake_app.bundle.reader import open_bundle
from intake_app.errors import BundleDamagedError, BundleError
from tests.bundle.builders import JOBCENTER, OFFICE, a_bundle, files_of

HONEST = a_bundle()
HEADER = HONEST.index(b"\n---") + 1
FILES = files_of(HONEST)


class Writes:
    """Notes every file that this process opens to write while it listens."""

    def __init__(self):
        self.is_listening = False
        self.seen = []
        sys.addaudithook(self._hook)

    def _hook(self, event, details):
        if not self.is_listening or event not in {"open", "os.mkdir", "os.rename", "os.link"}:
            return
        flags = details[2] if event == "open" else os.O_WRONLY
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self.seen.append((event, details[0]))

    def __enter__(self):
        self.seen, self.is_listening = [], True
        return self

    def __exit__(self, *_):
        self.is_listening = False


WRITES = Writes()


def error_of(path, keys=JOBCENTER):
    """Open a bundle that must be refused; return the error if nothing was written meanwhile."""
    with WRITES, pytest.raises(BundleError) as caught:
        open_bundle(path, [keys.age_identity], {OFFICE.verify_key})
    assert WRITES.seen == []
    return caught.value


def damage_of(path):
    error = error_of(path)
    assert isinstance(error, BundleDamagedError), error
    return error.reason


def exchanged(name, data):
    """Return the honest files with another content for one of them."""
    return [(n, data if n == name else old) for n, old in FILES]
