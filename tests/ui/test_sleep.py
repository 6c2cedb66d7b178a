from __future__ import annotations

import os
import subprocess

import pytest
from PySide6.QtCore import QMetaType
from PySide6.QtDBus import QDBusArgument, QDBusConnection, QDBusMessage

from intake_app.ui.system.sleep import SleepWatch


@pytest.fixture
def bus(tmp_path):
    """A bus of our own, on which we can play logind."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    address = daemon.stdout.readline().strip()
    logind = QDBusConnection.connectToBus(address, "logind")
    assert logind.registerService("org.freedesktop.login1")
    yield QDBusConnection.connectToBus(address, "intake"), logind
    QDBusConnection.disconnectFromBus("intake")
    QDBusConnection.disconnectFromBus("logind")
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def say(logind, interface, signal, *arguments):
    message = QDBusMessage.createSignal(
        "/org/freedesktop/login1", f"org.freedesktop.login1.{interface}", signal
    )
    message.setArguments(list(arguments))
    logind.send(message)


def tell(logind, interface, changed):
    """Let logind say that properties changed."""
    message = QDBusMessage.createSignal(
        "/org/freedesktop/login1/session/_32",
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
    )
    nothing = QDBusArgument()
    nothing.beginArray(QMetaType(QMetaType.Type.QString.value))
    nothing.endArray()
    message.setArguments([interface, changed, nothing])
    logind.send(message)


def test_going_to_sleep_and_locking_the_desktop_lock_the_program(bus, qtbot):
    ours, logind = bus
    watch = SleepWatch(bus=ours)
    for interface, signal, arguments in (
        ("Manager", "PrepareForSleep", (True,)),
        ("Session", "Lock", ()),
    ):
        with qtbot.waitSignal(watch.leaving, timeout=20_000):
            say(logind, interface, signal, *arguments)


def test_a_desktop_that_says_it_is_locked_locks_the_program(bus, qtbot):
    ours, logind = bus
    watch = SleepWatch(bus=ours)
    told = []
    watch.leaving.connect(lambda: told.append(1))
    session = "org.freedesktop.login1.Session"
    tell(logind, session, {"LockedHint": False, "IdleHint": True})
    tell(logind, "org.freedesktop.login1.User", {"LockedHint": True})
    with qtbot.waitSignal(watch.leaving, timeout=20_000):
        tell(logind, session, {"LockedHint": True})
    assert told == [1]


@pytest.mark.parametrize("desktop", ["freedesktop", "gnome", "cinnamon", "mate", "xfce"])
def test_a_screen_saver_that_begins_locks_and_one_that_ends_does_not(bus, qtbot, desktop):
    ours, other = bus
    watch = SleepWatch(bus=QDBusConnection("nobody"), desktop=ours)
    told = []
    watch.leaving.connect(lambda: told.append(1))
    with qtbot.waitSignal(watch.leaving, timeout=20_000):
        for begins in (False, True):
            message = QDBusMessage.createSignal(
                "/org/anything/ScreenSaver", f"org.{desktop}.ScreenSaver", "ActiveChanged"
            )
            message.setArguments([begins])
            other.send(message)
    assert told == [1]


def test_waking_up_does_not_lock(bus, qtbot):
    ours, logind = bus
    watch = SleepWatch(bus=ours)
    told = []
    watch.leaving.connect(lambda: told.append(1))
    say(logind, "Manager", "PrepareForSleep", False)
    with qtbot.waitSignal(watch.leaving, timeout=20_000):
        say(logind, "Session", "Lock")
    assert told == [1]


def test_without_a_bus_nothing_happens(qapp):
    SleepWatch(bus=QDBusConnection("nobody"), desktop=QDBusConnection("nobody"))
