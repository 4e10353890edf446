"""Breaking off long work: the window asks, the work looks between its steps.

What asks is a `threading.Event` of one thread's work; no other thread sees it, and where nothing
asks (tests, the command line) the look costs a lookup and does nothing.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event

_asked: ContextVar[Event | None] = ContextVar("cancellation asked for", default=None)


class CancelledError(BaseException):
    """Nobody waits for the work any longer.

    No `Exception`: what makes sentences out of whatever a library raises is to let it pass.
    """


def listen_to(asked: Event) -> None:
    """Have the work of this thread break off once `asked` is set."""
    _asked.set(asked)


def check_cancelled() -> None:
    """Go on, or break off where that was asked for.

    Raises:
        CancelledError: The event this thread listens to is set.
    """
    asked = _asked.get()
    if asked is not None and asked.is_set():
        raise CancelledError
