"""A second process of the program that reads files: started, asked, heard, ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any

import pingkou_gui
from pingkou_gui.exchange.readers.answer import answer_of
from pingkou_gui.exchange.readers.lines import line_of, values_in
from pingkou_gui.exchange.readers.turn import Whose
from pingkou_gui.exchange.readers.word import GRACE, READY, SECOND_READER

if TYPE_CHECKING:
    from pingkou_gui.exchange.readers.turn import Turn

_MOST_ASKED = 16
"""Files it is asked for beforehand, so that it need not wait for this process."""
_PIPE = 4_000
"""Bytes that the smallest pipe takes; no more lie in it, so that asking never waits."""
PATIENCE = 60.0
"""Seconds a file may take. The largest takes a few."""
START = 60.0
"""Seconds the start may take; nobody waits for it meanwhile."""


class GoneError(Exception):
    """It has ended, or has said nothing for too long."""


class NonsenseError(Exception):
    """It said what no second reader says."""


class SecondReader:
    """One such process; `asked` are the files it owes an answer for, in their order."""

    def __init__(self, *, thorough: bool) -> None:
        """Start it.

        Raises:
            OSError: It cannot be started.
        """
        self.asked: deque[Turn] = deque()
        self.ready = False
        self._thorough, self._number, self._in_pipe = thorough, 0, deque[int]()
        self._heard: SimpleQueue[bytes | None] = SimpleQueue()
        self._since = time.monotonic()
        self._process, self._questions, answers = _started()
        self._ear = threading.Thread(target=_listen, args=(answers, self._heard), daemon=True)
        self._ear.start()

    def takes_more(self) -> bool:
        """Return whether it can be asked for one more file."""
        return self.ready and len(self.asked) < _MOST_ASKED and sum(self._in_pipe) < _PIPE // 2

    def ask(self, turn: Turn) -> None:
        """Ask for a file."""
        if not self.asked:
            self._since = time.monotonic()
        self._number += 1
        line = line_of([self._number, str(turn.path), turn.shown, self._thorough])
        turn.whose = Whose.SECONDS
        self.asked.append(turn)
        self._in_pipe.append(len(line))
        try:
            self._questions.write(line)
            self._questions.flush()
        except OSError:
            self._heard.put(None)

    def hear(self, seconds: float = 0.0) -> bool:
        """Take in one answer, waiting for it so long; return whether one came.

        Raises:
            GoneError: None will come any more.
            NonsenseError: What came is none.
        """
        try:
            line = self._heard.get(timeout=seconds) if seconds else self._heard.get_nowait()
        except Empty:
            most = PATIENCE if self.ready else START
            if (self.asked or not self.ready) and time.monotonic() - self._since > most:
                raise GoneError from None
            return False
        if line is None:
            raise GoneError
        self._since = time.monotonic()
        try:
            self._understand(values_in(line))
        except (ValueError, RecursionError) as error:
            raise NonsenseError from error
        return True

    def close(self) -> None:
        """End it: after the file in hand, or at once where it was never ready or takes too long."""
        with contextlib.suppress(OSError):
            self._questions.close()
        try:
            self._process.wait(GRACE if self.ready else 0.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._ear.join()

    def _understand(self, values: Any) -> None:
        if not self.ready:
            if values != READY:
                raise ValueError(type(values))
            self.ready = True
            return
        due = self._number - len(self.asked) + 1
        if not isinstance(values, list) or len(values) != 2 or values[0] != due or not self.asked:
            raise ValueError(type(values))
        answer = None if values[1] is None else answer_of(values[1])
        turn = self.asked.popleft()
        self._in_pipe.popleft()
        turn.answer, turn.whose = answer, Whose.OURS


def own_words() -> list[str]:
    """Return the words that start this program as a second reader."""
    if getattr(sys, "frozen", False):
        return [sys.executable, SECOND_READER]
    return [sys.executable, "-P", "-m", "pingkou_gui.app", SECOND_READER]


def _environment() -> dict[str, str] | None:
    """Return the variables with which Python finds the program, None where it is installed."""
    if getattr(sys, "frozen", False):
        return None
    root = str(Path(pingkou_gui.__file__).parents[1])
    paths = filter(None, (root, os.environ.get("PYTHONPATH")))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _started() -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
    """Start the process, on Windows without a console window; return it with its pipes."""
    process = subprocess.Popen(  # noqa: S603 - the program itself
        own_words(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if process.stdin is None or process.stdout is None:  # never, with pipes asked for
        raise OSError
    return process, process.stdin, process.stdout


def _listen(answers: IO[bytes], heard: SimpleQueue[bytes | None]) -> None:
    """Take in answers as they come, so that the second reader need not wait; None at the end."""
    with answers:
        for line in answers:
            if line.endswith(b"\n"):
                heard.put(line)
    heard.put(None)
