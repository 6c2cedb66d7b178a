"""What messages of Windows mean; the messages themselves are only sent there."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest

from intake_app.ui.system.windows_session import WindowsSession


@pytest.fixture
def told(qapp):
    session = WindowsSession(qapp, 0)
    told = []
    session.leaving.connect(lambda: told.append(1))
    yield told, session._filter
    qapp.removeNativeEventFilter(session._filter)


@pytest.mark.parametrize(
    ("message", "word", "locks"),
    [
        (0x0218, 0x04, True),  # the computer goes to sleep
        (0x0218, 0x12, False),  # it woke up
        (0x02B1, 0x07, True),  # the desktop is locked
        (0x02B1, 0x02, True),  # somebody else takes the screen
        (0x02B1, 0x04, True),  # a session on a server is left
        (0x02B1, 0x08, False),  # unlocked
        (0x0100, 0x07, False),  # a key
    ],
)
def test_sleep_and_a_locked_desktop_lock_and_nothing_else_does(told, message, word, locks):
    times, heard = told
    sent = wintypes.MSG(message=message, wParam=word)

    swallowed = heard.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent))

    assert swallowed == (False, 0)
    assert times == ([1] if locks else [])


def test_messages_of_other_systems_are_not_read(told):
    times, heard = told

    assert heard.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert times == []
