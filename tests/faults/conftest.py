"""One driver program and one arranged place for all sweeps of a run."""

from __future__ import annotations

import shutil

import pytest

from tests.faults.first_release import take_back_migrations
from tests.faults.injection import Driver
from tests.faults.place import Place
from tests.faults.sweep import TABLE, Bench


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("faults")
    driver = Driver(scratch)
    driver.arrange(scratch / "today")
    shutil.copytree(scratch / "today", scratch / "before")
    take_back_migrations(Place(scratch / "before"))
    yield Bench(driver, scratch)
    driver.close()


def pytest_terminal_summary(terminalreporter):
    """Print the table of a soak run."""
    for line in TABLE:
        terminalreporter.write_line(line)
