"""The second reader's own side: files asked for on one pipe, answers told on another."""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

from pingkou_gui.exchange.readers.answer import read
from pingkou_gui.exchange.readers.lines import line_of, values_in
from pingkou_gui.exchange.readers.ways import ways
from pingkou_gui.exchange.readers.word import GRACE, READY

if TYPE_CHECKING:
    from pingkou_gui.exchange.readers.answer import Answer

_UNTIL = "until"
"""Comes after the last question."""


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer one file after the other until nobody is there any more to ask."""
    gc.disable()  # as in the process that asks
    ended, done = threading.Event(), threading.Event()
    questions: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(asked, questions, ended, done), daemon=True).start()
    try:
        _tell(told, READY)
        for number, path, shown, thorough in iter(questions.get, _UNTIL):
            if ended.is_set():
                return
            _tell(told, [number, _answer(Path(path), shown, thorough=thorough)])
    except OSError:  # whoever asked is gone
        os._exit(1)
    finally:
        done.set()


def _listen(
    asked: BinaryIO,
    questions: SimpleQueue[Any],
    ended: threading.Event,
    done: threading.Event,
) -> None:
    """Take in questions; when their pipe closes, end this process, a file without end or not."""
    with contextlib.suppress(ValueError):  # no question of ours: nobody is there who asks
        for line in asked:
            questions.put(values_in(line))
    ended.set()
    questions.put(_UNTIL)
    if not done.wait(GRACE):
        os._exit(1)


def _answer(path: Path, shown: str, *, thorough: bool) -> Answer | None:
    """Return the answer, None where something is wrong with us: the asking process shall see it."""
    try:
        return read(path, shown, ways(thorough=thorough))
    except Exception:  # noqa: BLE001 - it will be met again, and told, where the file is read next
        return None


def _tell(told: BinaryIO, values: Any) -> None:
    told.write(line_of(values))
    told.flush()
