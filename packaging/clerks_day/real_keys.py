"""A window under a window manager, worked with real keys: X, openbox, xdotool, and a count."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

TOOLS = ("Xvfb", "openbox", "xdotool")
_SETTLE = 0.12
"""Seconds after a key until the window has done what it does at once."""


def missing_tools() -> list[str]:
    """Return the tools that are not installed here."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class Screen:
    """An X server with a window manager; `DISPLAY` names it until it is closed."""

    def __init__(self, size: str = "1366x768x24") -> None:
        """Start both."""
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
        self._server = subprocess.Popen(
            words, pass_fds=[writing], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        self._manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)

    def close(self) -> None:
        """Stop both."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)


class _Asked(QObject):
    """Does in the thread of the window what the hands ask for."""

    WANTED = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__()
        self.wanted: queue.Queue[tuple[Callable[[], Any], list[Any], threading.Event]] = (
            queue.Queue()
        )

    def event(self, event: QEvent) -> bool:
        if event.type() != self.WANTED:
            return super().event(event)
        act, answer, done = self.wanted.get()
        try:
            answer.append(act())
        finally:
            done.set()
        return True


class Hands:
    """Presses keys from a thread of its own, and counts what a clerk does.

    An action is a key with its modifiers, a click, or a value typed or pasted, however long,
    with the Enter that ends it.
    """

    def __init__(self) -> None:
        """Make hands; make them in the thread of the window."""
        self._asked = _Asked()
        self.counted: Counter[str] = Counter()

    def ask(self, act: Callable[[], Any]) -> Any:
        """Return what `act` returns in the thread of the window, also while a dialog is open."""
        answer: list[Any] = []
        done = threading.Event()
        self._asked.wanted.put((act, answer, done))
        QCoreApplication.postEvent(self._asked, QEvent(_Asked.WANTED))
        done.wait(60)
        if not answer:
            raise TimeoutError("the window did not answer")
        return answer[0]

    def settle(self, seconds: float = _SETTLE) -> None:
        """Let the window do what it has to."""
        time.sleep(seconds)
        self.ask(lambda: None)

    def until(self, holds: Callable[[], bool], seconds: float = 30) -> None:
        """Wait until something holds in the window.

        Raises:
            TimeoutError: It does not hold after so long.
        """
        end = time.monotonic() + seconds
        while not self.ask(holds):
            if time.monotonic() > end:
                raise TimeoutError("what was waited for did not come")
            time.sleep(0.05)
        self.settle()

    def rested(self, place: Callable[[], Any]) -> Any:
        """Return a place on the screen once it no longer moves."""
        before, now = None, self.ask(place)
        while before != now:
            self.settle()
            before, now = now, self.ask(place)
        return now

    def key(self, chord: str, times: int = 1) -> None:
        """Press a key as xdotool names it: `ctrl+shift+n`, `F4`, `Return`."""
        for _ in range(times):
            self.counted["keys"] += 1
            self._tell(chord)
            self._press(chord)

    def value(self, words: str, end: str = "") -> None:
        """Type a value with the key that ends it; Chinese comes as from an input method."""
        self.counted["values"] += 1
        self._tell(f"“{words[:24]}”")
        if words.isascii() and "\n" not in words:
            self._run("type", "--delay", "4", words)
        else:
            self._compose(words)
        if end:
            self._press(end)

    def _compose(self, words: str) -> None:
        """Put words into what is typed in: a first key opens a cell, as an input method does."""
        self.ask(lambda: QGuiApplication.clipboard().setText(words))
        for chord in ("x", "ctrl+a", "ctrl+v"):
            self._press(chord)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen."""
        self.counted["clicks"] += 1
        self._tell(f"click {x},{y}")
        self._run("mousemove", str(x), str(y), "click", "1")

    def _tell(self, what: str) -> None:
        """Tell each action where the environment asks for it: DAY_LOUD=1."""
        if os.environ.get("DAY_LOUD"):
            print(f"  {self.actions:4} {what}")

    def tell_place(self, place: object) -> None:
        """Tell where the next value goes, where the environment asks for it."""
        if os.environ.get("DAY_LOUD"):
            print(f"       {place}")

    @property
    def actions(self) -> int:
        """How much was done so far."""
        return sum(self.counted.values())

    def _press(self, chord: str) -> None:
        self._run("key", "--clearmodifiers", chord)

    def _run(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True, capture_output=True, timeout=30)
        self.settle()
