"""Speech output: what is said to the engine, in which language, and when it falls silent."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from PySide6.QtWidgets import QWidget

from intake_app.ui.pages.person_view import PersonView
from intake_app.ui.pages.speak_button import SpeakButton
from intake_app.ui.system.speech.engine import SpeechError, spoken, voice_for
from intake_app.ui.system.speech.sapi import SapiEngine
from intake_app.ui.system.speech.ssip import SsipEngine, connect_to_dispatcher, socket_path
from intake_app.ui.system.speech.voice import Voice

MODULES = {"espeak-ng": ["de", "ar", "uk", "en-GB"], "ibmtts-generic": ["tr"], "dummy": ["fr"]}


class Dispatcher:
    """A small speech dispatcher that answers as the real one (0.11) and remembers."""

    def __init__(self):
        self.here, there = socket.socketpair()
        self._file = there.makefile("rwb")
        there.close()
        self.commands, self.texts = [], []
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def connect(self):
        return self.here

    def end(self):
        self.here.close()
        self.thread.join()

    def _serve(self):
        module = "espeak-ng"
        while line := self._line():
            self.commands.append(line)
            if line.startswith("SET self OUTPUT_MODULE "):
                module = line.split()[-1]
                self._answer("216 OK OUTPUT MODULE SET")
            elif line == "LIST OUTPUT_MODULES":
                self._answer(*(f"250-{name}" for name in MODULES), "250 OK MODULE LIST SENT")
            elif line == "LIST SYNTHESIS_VOICES":
                voices = [f"249-Voice {tag}\t{tag}\tnone" for tag in MODULES[module]]
                self._answer(*voices, "249 OK VOICE LIST SENT")
            elif line == "SPEAK":
                self._answer("230 OK RECEIVING DATA")
                self.texts.append(self._text())
                self._answer("225-1", "225 OK MESSAGE QUEUED")
            elif line == "QUIT":
                self._answer("231 HAPPY HACKING")
                break
            else:
                self._answer("210 OK")
        self._file.close()

    def _line(self):
        return self._file.readline().decode().rstrip("\r\n")

    def _text(self):
        lines = []
        while (line := self._line()) != ".":
            lines.append(line.removeprefix(".") if line.startswith("..") else line)
        return "\n".join(lines)

    def _answer(self, *lines):
        self._file.write("".join(f"{line}\r\n" for line in lines).encode())
        self._file.flush()


@pytest.fixture
def dispatcher():
    dispatcher = Dispatcher()
    yield dispatcher
    dispatcher.end()


@pytest.fixture
def voice(dispatcher, qtbot):
    voice = Voice(lambda: SsipEngine(dispatcher.connect))
    with qtbot.waitSignal(voice.changed):
        voice.prepare()
    yield voice
    voice.close()


def heard(qtbot, dispatcher, count=1):
    qtbot.waitUntil(lambda: len(dispatcher.texts) >= count)
    return dispatcher.texts


# Which voice


@pytest.mark.parametrize(
    ("tag", "voices", "wanted"),
    [
        ("de_simple", {"de", "en"}, "de"),
        ("fa_AF", {"fa", "fa-latn"}, "fa"),
        ("en", {"en-us", "en-gb"}, "en-gb"),
        ("uk", {"uk_UA"}, "uk_UA"),
        ("fr", {"fr-BE", "fr-CH", "fr-FR"}, "fr-FR"),
        ("bs", {"sr", "hr"}, "hr"),
        ("vi", {"vi-VN-X-SOUTH", "vi"}, "vi"),
        ("ckb", {"ku", "ar"}, ""),
        ("ti", {"am"}, ""),
    ],
)
def test_a_voice_speaks_the_language_of_the_talk_or_none(tag, voices, wanted):
    assert voice_for(tag, voices) == wanted


def test_signs_for_the_page_are_not_spoken():
    assert spoken("bis \u206816.11.2027\u2069 · Kurs") == "bis 16.11.2027 Kurs"


# The dispatcher of Linux


def test_a_text_is_spoken_in_its_language(qtbot, dispatcher, voice):
    voice.say("مرحبا.\n.. dot", "ar")

    assert heard(qtbot, dispatcher) == ["مرحبا.\n.. dot"]
    assert "SET self LANGUAGE ar" in dispatcher.commands
    assert dispatcher.commands[-3:-1] == [
        "SET self OUTPUT_MODULE espeak-ng",
        "SET self LANGUAGE ar",
    ]


def test_modules_that_hand_the_text_to_a_shell_are_not_used(voice):
    assert not voice.speaks("tr")
    assert not voice.speaks("fr")
    assert voice.speaks("uk")


def test_whoever_has_no_voice_is_silent(qtbot, dispatcher, voice):
    voice.say("Merhaba.", "tr")
    voice.say("Guten Tag.", "de")

    assert heard(qtbot, dispatcher) == ["Guten Tag."]


def test_stopping_cancels_what_is_spoken(qtbot, dispatcher, voice):
    voice.say("Guten Tag.", "de")
    heard(qtbot, dispatcher)
    before = dispatcher.commands.count("CANCEL self")
    voice.stop()

    qtbot.waitUntil(lambda: dispatcher.commands.count("CANCEL self") == before + 1)


def test_without_a_dispatcher_nothing_can_be_spoken(qtbot):
    def refused():
        raise SpeechError("no dispatcher")

    voice = Voice(lambda: SsipEngine(refused))
    voice.prepare()
    voice.say("Guten Tag.", "de")
    voice.close()

    assert not voice.speaks("de")


def test_a_dispatcher_that_goes_away_takes_its_voices_along(qtbot, dispatcher, voice):
    dispatcher.here.shutdown(socket.SHUT_RDWR)
    with qtbot.waitSignal(voice.changed):
        voice.say("Guten Tag.", "de")

    assert not voice.speaks("de")


def test_a_dispatcher_on_the_network_is_not_used(monkeypatch):
    monkeypatch.setenv("SPEECHD_ADDRESS", "inet_socket:192.0.2.7:6560")

    with pytest.raises(SpeechError):
        socket_path()


@pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix")
def test_the_dispatcher_of_the_session_is_found_by_its_socket(monkeypatch):
    # The name of a socket has room for a hundred characters: too few for `tmp_path`.
    with TemporaryDirectory(prefix="s") as session, socket.socket(socket.AF_UNIX) as server:
        monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
        monkeypatch.setenv("XDG_RUNTIME_DIR", session)
        place = Path(session) / "speech-dispatcher" / "speechd.sock"
        place.parent.mkdir()
        server.bind(str(place))
        server.listen()

        with connect_to_dispatcher() as connection:
            assert connection.getpeername() == str(place)


# Windows: a program that reads from its input


@pytest.fixture
def reader(tmp_path):
    """A program in the place of PowerShell: it lists two languages, or keeps what it got."""
    program = tmp_path / "reader.py"
    program.write_text(
        "import pathlib, sys, time\n"
        "language, _, text = sys.stdin.buffer.read().decode().partition('\\n')\n"
        "if not language:\n"
        "    print('de-DE'); print('ar-SA'); raise SystemExit\n"
        f"kept = pathlib.Path({str(tmp_path / 'kept')!r})\n"
        "kept.write_text(f'{language}|{text}|{sys.argv[1:]}', encoding='utf-8')\n"
        "time.sleep(60)\n",
        encoding="utf-8",
    )
    return [sys.executable, str(program)], tmp_path / "kept"


def test_windows_gets_the_text_on_the_standard_input_only(qtbot, reader):
    program, kept = reader
    engine = SapiEngine(program)
    assert engine.voices() == {"de-DE", "ar-SA"}

    engine.say("مرحبا.", "ar-SA")
    qtbot.waitUntil(lambda: kept.exists() and kept.read_text("utf-8") == "ar-SA|مرحبا.|[]")

    speaking = engine._speaking
    engine.stop()
    assert speaking.returncode is not None


def test_without_the_program_windows_is_silent(tmp_path):
    with pytest.raises(SpeechError):
        SapiEngine([str(tmp_path / "missing.exe")]).voices()


# What the person sees is what is spoken


@pytest.fixture
def view(content, qtbot, voice):
    view = PersonView(content.wording("ar"), voice)
    qtbot.addWidget(view)
    view.show()
    return view


def test_the_question_is_spoken_with_its_choices(qtbot, dispatcher, view, content):
    place = content.form("competence").place("int.accepted")
    view.set_speaking(True)
    view.show_question(place.question, place.section)

    said = heard(qtbot, dispatcher)[-1]
    assert content.wording("ar").label(place.question) in said
    assert content.wording("ar").word("unknown") in said
    assert "SET self LANGUAGE ar" in dispatcher.commands


def test_nothing_is_spoken_before_somebody_asks_for_it(qtbot, dispatcher, view, voice):
    view.show_text("مرحبا.")
    voice.say("أهلا.", "ar")

    assert heard(qtbot, dispatcher) == ["أهلا."]


@pytest.mark.parametrize("leave", ["hide", "show_neutral"])
def test_whoever_leaves_the_sentence_stops_the_voice(qtbot, dispatcher, view, leave):
    view.set_speaking(True)
    view.show_text("مرحبا.")
    heard(qtbot, dispatcher)
    before = dispatcher.commands.count("CANCEL self")
    getattr(view, leave)()

    qtbot.waitUntil(lambda: dispatcher.commands.count("CANCEL self") > before)


@pytest.mark.parametrize(("tag", "hidden"), [("uk", False), ("tr", True)])
def test_the_button_is_there_where_there_is_a_voice(qtbot, content, voice, tag, hidden):
    view = PersonView(content.wording(tag), voice)
    qtbot.addWidget(view)
    page = QWidget()
    qtbot.addWidget(page)
    button = SpeakButton(view, page)
    page.show()

    assert button.isHidden() is hidden


def test_a_button_that_is_gone_is_off(qtbot, content, voice, dispatcher):
    view = PersonView(content.wording("uk"), voice)
    qtbot.addWidget(view)
    page = QWidget()
    qtbot.addWidget(page)
    button = SpeakButton(view, page)
    page.show()
    view.show_text("Добрий день.")
    button.click()
    heard(qtbot, dispatcher)
    page.hide()

    assert not button.isChecked()
    qtbot.waitUntil(lambda: dispatcher.commands[-1] == "CANCEL self")


def test_without_a_voice_there_is_no_button(qtbot, content):
    silent = PersonView(content.wording("ar"), Voice(lambda: None))
    qtbot.addWidget(silent)
    button = SpeakButton(silent)
    qtbot.addWidget(button)

    assert button.isHidden()
