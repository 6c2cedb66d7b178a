"""The program in which acts are done, and killed: `python -m tests.faults.driver FD`.

It loads the product once and forks for each act, so that a sweep of hundreds of points costs
seconds.  Requests and reports are JSON messages on the socket that it inherits; sockets, so
that a fault in files never reaches the reports.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import traceback
from functools import partial
from pathlib import Path

from intake_app.errors import IntakeError
from intake_app.i18n import load_catalog, use_catalog
from intake_app.paths import translations_dir
from intake_app.ui.words.messages import explain
from tests.faults.acts import ACTS, Desk, go_on
from tests.faults.place import Place, arrange

MOST_BYTES = 1 << 16


def serve(channel):
    """Do what is asked for until the asking side hangs up."""
    while request := channel.recv(MOST_BYTES):
        asked = json.loads(request)
        if "go" in asked:
            continue  # meant for an act that was killed before it heard it
        if asked["act"] == "arrange":
            arrange(Path(asked["root"]))
            _send(channel, ended=0)
        else:
            child = os.fork()
            if not child:
                _perform(channel, asked["act"], Place(Path(asked["root"])))
                os._exit(0)
            _, status = os.waitpid(child, 0)
            _send(channel, ended=status)


def _perform(channel, name, place):
    """Do one act, report what was promised and what was said when it failed, and lock."""
    act = ACTS[name]
    desk = Desk(place, lambda what, **facts: _send(channel, told=what, **facts))
    if act.is_inside:
        desk.open()
    _send(channel, ready=os.getpid())
    channel.recv(MOST_BYTES)
    for do in (act.do, go_on):
        _attempt(channel, partial(do, desk))
    if desk.services is not None:
        _attempt(channel, desk.services.session.close)


def _attempt(channel, do):
    try:
        do()
    except IntakeError as error:
        _send(channel, failed=type(error).__name__, words=_in_both_languages(error))
    except BaseException as error:  # noqa: BLE001 - what the crash dialog would get
        where = "".join(traceback.format_tb(error.__traceback__)[-6:])
        _send(channel, crashed=f"{type(error).__name__}: {error}", where=where[-6000:])


def _in_both_languages(error):
    words = []
    for language in ("de", "en"):
        use_catalog(load_catalog(translations_dir(), language))
        words.append(explain(error))
    return words


def _send(channel, **report):
    channel.send(json.dumps(report).encode())


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
