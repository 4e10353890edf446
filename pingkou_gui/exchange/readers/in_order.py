"""Files read by one or two processes and given in their order, whoever read them."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Self

from pingkou_gui.exchange.readers.answer import read
from pingkou_gui.exchange.readers.turn import Turn, Whose
from pingkou_gui.exchange.readers.ways import ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pingkou_gui.exchange.readers.helper import Helper

_AHEAD = 48
"""Files in the line at once: what is known of those that are read lies in memory."""


class Readers:
    """Reads files in their order; use it as a context manager, so that no process is left."""

    def __init__(
        self,
        files: Iterable[tuple[Path, str]],
        waiting: Callable[[], None],
        *,
        thorough: bool,
        two: bool,
    ) -> None:
        """Make ready.

        Args:
            files: The files with the names to show.
            waiting: Called now and then while there is nothing to give; may raise.
            thorough: Whether to check again what packages state.
            two: Whether a second process reads a share.
        """
        self._coming, self._line = iter(files), deque[Turn]()
        self._ways, self._waiting = ways(thorough=thorough), waiting
        self._helper: Helper | None = None
        if two:
            from pingkou_gui.exchange.readers.helper import Helper  # noqa: PLC0415 - where many

            self._helper = Helper(waiting, thorough=thorough)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._helper is not None:
            self._helper.close()

    def turns(self) -> Iterator[Turn]:
        """Yield the files with their answers."""
        while True:
            new = islice(self._coming, _AHEAD - len(self._line))
            self._line.extend(Turn(path, shown) for path, shown in new)
            if not self._line:
                return
            if self._helper is not None:
                self._share(self._helper)
            if self._line[0].answer is not None:
                yield self._line.popleft()
            else:
                self._read_or_wait()

    def _share(self, helper: Helper) -> None:
        """Take in what the second reader has read; ask it for more, but not for the next file."""
        while helper.hear():
            pass
        if not helper.takes_more():
            return
        free = (turn for turn in self._line if turn.whose is Whose.ANYONES)
        next(free, None)
        for turn in free:
            helper.ask(turn)
            if not helper.takes_more():
                break

    def _read_or_wait(self) -> None:
        """Read the first file that nobody has; where the second reader has them all, wait."""
        turn = next(
            (t for t in self._line if t.answer is None and t.whose is not Whose.SECONDS), None
        )
        if turn is not None:
            turn.whose = Whose.OURS
            turn.answer = read(turn.path, turn.shown, self._ways)
        if self._helper is not None:
            if turn is None:
                self._helper.hear(wait=True)
            else:
                self._helper.known_good = turn
        self._waiting()
