"""The gate lets everybody through until an exchange, and nobody waits for himself."""

from __future__ import annotations

import threading

import pytest

from intake_app.errors import KeyChangeError, NotPermittedError
from intake_app.services.gate import Gate


@pytest.fixture
def gate():
    return Gate()


def start(work):
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_readers_pass_while_writers_are_refused(gate):
    with gate.without_writers():
        with gate.passing(write=False):
            pass
        with pytest.raises(NotPermittedError) as refused, gate.passing(write=True):
            pass
    assert refused.value.rule == "key_change"
    with gate.passing(write=True):
        pass


def test_a_writer_comes_to_his_end_before_writers_are_kept_out(gate):
    inside, may_end, order = threading.Event(), threading.Event(), []

    def write():
        with gate.passing(write=True):
            inside.set()
            assert may_end.wait(10)
            order.append("written")

    def keep_out():
        with gate.without_writers():
            order.append("kept out")

    writer = start(write)
    assert inside.wait(10)
    other = start(keep_out)
    may_end.set()
    for thread in (writer, other):
        thread.join(10)
    assert order == ["written", "kept out"]


def test_who_is_inside_reads_again_while_another_thread_waits_to_be_alone(gate):
    inside, shut, order = threading.Event(), threading.Event(), []

    def read_twice():
        with gate.passing(write=False):
            inside.set()
            assert shut.wait(10)
            with gate.passing(write=False):
                order.append("read")

    def be_alone():
        shut.set()
        with gate.alone():
            order.append("alone")

    reader = start(read_twice)
    assert inside.wait(10)
    other = start(be_alone)
    for thread in (reader, other):
        thread.join(10)
    assert order == ["read", "alone"]


def test_others_wait_while_somebody_is_alone(gate):
    alone, may_end, order = threading.Event(), threading.Event(), []

    def be_alone():
        with gate.alone():
            alone.set()
            assert may_end.wait(10)
            order.append("alone")

    def read():
        with gate.passing(write=False):
            order.append("read")

    first = start(be_alone)
    assert alone.wait(10)
    second = start(read)
    may_end.set()
    for thread in (first, second):
        thread.join(10)
    assert order == ["alone", "read"]


def test_two_changes_of_key_at_once_are_refused(gate):
    with gate.without_writers(), pytest.raises(KeyChangeError) as refused, gate.without_writers():
        pass
    assert refused.value.reason == "busy"
    with gate.passing(write=True):
        pass
