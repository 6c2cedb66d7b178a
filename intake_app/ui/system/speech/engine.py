"""What a speech engine of the system can do, and which voices fit a language of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = {"bs": ("bs", "hr", "sr"), "ku": ("ku", "kmr"), "fa_AF": ("prs", "fa")}
"""Voices that speak a language of ours under another name, the nearest first."""

_UNSPOKEN = re.compile("[\u2066-\u2069\u200e\u200f\u00ad•·]")


class SpeechError(Exception):
    """The engine does not answer, or not as agreed; nothing can be spoken."""


class Engine(Protocol):
    """A speech engine; its methods may wait and are called on one thread only."""

    def voices(self) -> frozenset[str]:
        """Return the languages of its voices, as the engine calls them.

        Raises:
            SpeechError: It does not answer.
        """
        ...

    def say(self, text: str, language: str) -> None:
        """Begin to speak instead of what is spoken now; `language` is one of `voices`.

        Raises:
            SpeechError: It does not answer.
        """
        ...

    def stop(self) -> None:
        """Be silent.

        Raises:
            SpeechError: It does not answer.
        """
        ...

    def close(self) -> None:
        """Be silent and let the engine go; it can be used again."""
        ...


def voice_for(tag: str, voices: Iterable[str]) -> str:
    """Return the voice that speaks a language of ours, "" for none.

    A voice of a neighbour in another script is none: a Kurmanji voice spells out Sorani.

    Args:
        tag: Tag of a catalogue, as "fa_AF" or "de_simple".
        voices: Languages as the engine calls them, as "fa", "de-DE" or "pt_br".
    """
    for wanted in _NEAR.get(tag, (tag.partition("_")[0],)):
        fitting = [voice for voice in voices if _parts(voice)[0] == wanted]
        if fitting:
            # French of France before that of Belgium, where no voice is of no country.
            return min(fitting, key=lambda voice: (len(set(_parts(voice))), len(voice), voice))
    return ""


def _parts(voice: str) -> list[str]:
    return re.split("[-_]", voice.lower())


def spoken(text: str) -> str:
    """Return a text without the signs that only a page needs."""
    return re.sub(r"[ \t]+", " ", _UNSPOKEN.sub(" ", text)).strip()
