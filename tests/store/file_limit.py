"""A medium that takes no file above some size, as a stick with an old file system."""

from __future__ import annotations

import resource
from contextlib import contextmanager


@contextmanager
def files_at_most(size):
    """Let no file grow above so many bytes while the block runs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
