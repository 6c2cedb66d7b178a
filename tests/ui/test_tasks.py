from __future__ import annotations

import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject

from intake_app.errors import BackupError, WrongPassphraseError
from intake_app.ui.tasks import TaskRunner
from tests.ui.screens import settle


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    assert runner.wait(5000)


def test_a_job_runs_elsewhere_and_its_result_arrives_on_the_gui_thread(qtbot, runner):
    seen = {}
    context = QObject()

    def done(where):
        seen["job"], seen["done"] = where, threading.get_ident()

    runner.run(threading.get_ident, context=context, done=done, failed=pytest.fail)
    qtbot.waitUntil(lambda: "done" in seen)

    assert seen["done"] == threading.get_ident()
    assert seen["job"] != seen["done"]
    assert not runner.is_busy


def test_an_intake_error_is_handed_over(qtbot, runner):
    errors: list[Exception] = []
    context = QObject()

    def job():
        raise WrongPassphraseError

    runner.run(job, context=context, done=pytest.fail, failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)

    assert isinstance(errors[0], WrongPassphraseError)


def test_a_bug_reaches_the_crash_dialog(qtbot, runner):
    context = QObject()
    with qtbot.captureExceptions() as exceptions:
        runner.run(lambda: 1 / 0, context=context, done=pytest.fail, failed=pytest.fail)
        qtbot.waitUntil(lambda: len(exceptions) == 1)

    assert exceptions[0][0] is ZeroDivisionError


def test_a_closed_window_dies_on_the_gui_thread(qtbot, runner):
    deaths: list[int] = []

    def ask_and_close():
        window = QObject()
        weakref.finalize(window, lambda: deaths.append(threading.get_ident()))
        runner.run(lambda: None, context=window, done=bool, failed=pytest.fail)

    for _ in range(50):
        ask_and_close()
    qtbot.waitUntil(lambda: len(deaths) == 50)

    assert set(deaths) == {threading.get_ident()}


def test_nobody_is_called_when_the_window_is_gone(runner):
    calls: list[object] = []
    gate = threading.Event()
    context = QObject()
    runner.run(lambda: gate.wait(5), context=context, done=calls.append, failed=pytest.fail)
    shiboken6.delete(context)
    gate.set()
    assert runner.wait(5000)
    settle()

    assert calls == []
    assert not runner.is_busy


def test_a_long_job_says_how_far_it_is(qtbot, runner):
    steps: list[tuple[int, int]] = []
    results: list[str] = []
    context = QObject()

    def job(progress):
        for done in range(1, 4):
            progress(done, 3)
        return "fertig"

    runner.run_long(
        job,
        context=context,
        done=results.append,
        failed=pytest.fail,
        progress=lambda done, total: steps.append((done, total)),
        cancelled=pytest.fail,
    )
    qtbot.waitUntil(lambda: results == ["fertig"])

    assert steps[0] == (1, 3)
    assert steps[-1] == (3, 3)


def test_a_long_job_can_be_stopped(qtbot, runner):
    outcomes: list[str] = []
    started = threading.Event()
    context = QObject()

    def job(progress):
        while True:
            started.set()
            progress(1, 2)

    handle = runner.run_long(
        job,
        context=context,
        done=pytest.fail,
        failed=pytest.fail,
        progress=lambda *_: None,
        cancelled=lambda: outcomes.append("stopped"),
    )
    assert started.wait(5)
    handle.cancel()
    qtbot.waitUntil(lambda: outcomes == ["stopped"])


def test_a_job_that_cleans_up_by_itself_is_told_to_stop(qtbot, runner):
    failures: list[Exception] = []
    context = QObject()

    def job(progress):
        while progress.part(0.5):
            pass
        raise BackupError("cancelled")

    handle = runner.run_long(
        job,
        context=context,
        done=pytest.fail,
        failed=failures.append,
        progress=lambda *_: None,
        cancelled=pytest.fail,
    )
    handle.cancel()
    qtbot.waitUntil(lambda: len(failures) == 1)

    assert failures[0].reason == "cancelled"
