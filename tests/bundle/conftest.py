"""What the tests of this folder share."""

from __future__ import annotations

import pytest

from tests.bundle.builders import a_file


@pytest.fixture
def file_with(tmp_path):
    return lambda data: a_file(tmp_path, data)
