"""The second reader as it is used: it may fail to start, die or hang, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.exchange.readers.answer import Refused
from pingkou_gui.exchange.readers.second import GoneError, NonsenseError, SecondReader
from pingkou_gui.exchange.readers.turn import Turn, Whose

if TYPE_CHECKING:
    from collections.abc import Callable

_TRIALS = 3
"""Second readers that may die before this process goes on alone."""
_SLICE = 0.05
"""Seconds of waiting after which whoever waits is told so."""
ENDS_THE_READER = Refused("读到它时程序会停住", "由原单位用本程序重新打包，再报一次")


class Helper:
    """A second reader, if there is one; what it did not answer is left to this process.

    A file at which it dies is tried once more in a fresh one, after a file that is known to be
    read well. If that one dies too, and at the same file, it is the file: it is listed as one
    that cannot be read, and nobody reads it a third time.
    """

    def __init__(self, waiting: Callable[[], None], *, thorough: bool) -> None:
        """Start one; `waiting` is called while nothing else can be done, and may raise."""
        self._waiting, self._thorough = waiting, thorough
        self._trials = _TRIALS
        self.known_good: Turn | None = None
        """A file that this process has read."""
        self._second: SecondReader | None = None
        self._start()

    def takes_more(self) -> bool:
        """Return whether it can be asked for one more file."""
        return self._second is not None and self._second.takes_more()

    def ask(self, turn: Turn) -> None:
        """Ask for a file."""
        if self._second is not None:
            self._second.ask(turn)

    def hear(self, *, wait: bool = False) -> bool:
        """Take in an answer; return whether one came."""
        if self._second is None:
            return False
        try:
            return self._second.hear(_SLICE if wait else 0.0)
        except NonsenseError:
            self.close()
        except GoneError:
            self._lose(self._second)
        return False

    def close(self) -> None:
        """End it; this process reads what it was asked for."""
        second, self._second = self._second, None
        if second is not None:
            second.close()
            for turn in second.asked:
                turn.whose = Whose.OURS

    def _start(self) -> None:
        try:
            self._second = SecondReader(thorough=self._thorough)
        except (OSError, ValueError):  # ValueError: there is no name of a program to start
            return

    def _lose(self, second: SecondReader) -> None:
        suspect = second.asked[0] if second.asked else None
        self.close()
        if suspect is None or self.known_good is None or not self._trials:
            return
        self._trials -= 1
        self._start()
        try:
            self._get(Turn(self.known_good.path, self.known_good.shown))
        except (GoneError, NonsenseError):
            self.close()
            return
        self._try_again(suspect)

    def _try_again(self, suspect: Turn) -> None:
        try:
            self._get(suspect)
        except NonsenseError:
            self.close()
        except GoneError:
            self.close()
            suspect.answer = ENDS_THE_READER
            self._start()

    def _get(self, turn: Turn) -> None:
        """Wait for a fresh reader and its answer."""
        second = self._second
        if second is None:
            raise GoneError
        while not second.ready:
            second.hear(_SLICE)
            self._waiting()
        second.ask(turn)
        while second.asked:
            second.hear(_SLICE)
            self._waiting()
