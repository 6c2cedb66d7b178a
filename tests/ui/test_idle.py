from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from intake_app.ui.system.display import missing_display
from intake_app.ui.system.idle import COUNTDOWN_S, QUIET_S, IdleWatch


@pytest.fixture
def watch(qapp):
    watch = IdleWatch(tick_ms=3_600_000)
    watch.seconds = []
    watch.expiries = []
    watch.counting.connect(watch.seconds.append)
    watch.expired.connect(lambda: watch.expiries.append(True))
    return watch


def pass_seconds(watch, seconds):
    for _ in range(seconds):
        watch.tick()


def test_the_program_locks_after_the_time_and_counts_down_before(watch):
    watch.start(5)
    pass_seconds(watch, 5 * 60 - COUNTDOWN_S - 1)
    assert watch.seconds == []

    pass_seconds(watch, COUNTDOWN_S)
    assert watch.seconds == list(range(COUNTDOWN_S, 0, -1))
    assert watch.expiries == []

    pass_seconds(watch, 1)
    assert watch.expiries == [True]


def test_any_key_stops_the_countdown(watch, shown, qtbot):
    field = shown(QLineEdit())
    watch.watch(field.windowHandle())
    watch.start(1)
    pass_seconds(watch, 45)
    assert watch.seconds[-1] == 15

    qtbot.keyClick(field.windowHandle(), Qt.Key.Key_Shift)
    assert watch.seconds[-1] == 0

    pass_seconds(watch, 29)
    assert watch.expiries == []


def test_a_click_counts_as_activity(watch, shown, qtbot):
    field = shown(QLineEdit())
    watch.watch(field.windowHandle())
    watch.start(1)
    pass_seconds(watch, 50)
    qtbot.mouseClick(field.windowHandle(), Qt.MouseButton.LeftButton)
    pass_seconds(watch, 50)

    assert watch.expiries == []


def test_zero_minutes_never_lock(watch):
    watch.start(0)
    pass_seconds(watch, 24 * 60 * 60)

    assert (watch.seconds, watch.expiries) == ([], [])


def test_a_quiet_moment_is_told_again_and_again_and_its_end_once(watch):
    told = []
    watch.quiet.connect(lambda: told.append("quiet"))
    watch.active.connect(lambda: told.append("active"))
    watch.start(0)
    pass_seconds(watch, QUIET_S - 1)
    watch.touch()
    assert told == []

    pass_seconds(watch, 2 * QUIET_S)
    watch.touch()
    watch.touch()
    assert told == ["quiet", "quiet", "active"]


def test_a_talk_may_have_a_longer_time(watch):
    watch.start(5)
    pass_seconds(watch, 200)
    watch.start(15)
    pass_seconds(watch, 300)

    assert watch.expiries == []


@pytest.mark.parametrize(
    ("environment", "platform", "missing"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({}, "win32", False),
    ],
)
def test_a_missing_screen_is_said_in_one_sentence(environment, platform, missing):
    sentence = missing_display(environment, platform)

    assert bool(sentence) is missing
    assert sentence.count(".") <= 1
