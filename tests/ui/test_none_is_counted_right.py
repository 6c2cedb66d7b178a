"""PySide6 6.12.0 loses a reference to None with every call and dies after some 20,000."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since 3.12")
def test_calls_that_return_none_leave_its_reference_count_alone():
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")

    assert abs(sys.getrefcount(None) - before) <= 10
