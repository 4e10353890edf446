"""Keeps an eye on what is open, and tells the steps, the foot and the editors."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pingkou_gui.ui.findings.reviewer import Reviewer

if TYPE_CHECKING:
    from pingkou_gui.ui.editors import PageContext
    from pingkou_gui.ui.main_window.open_items import OpenState

_REST = 150
"""Milliseconds of quiet before the whole report is looked at again."""

_TIMES = 5
"""So many times as long as a look takes, it has to be quiet before one."""
_FIRST = 60
"""Milliseconds until the first look, behind the rest of the page."""


class Watch(QObject):
    """Looks at the report again, a moment after a change."""

    changed = Signal()
    """`state` is another one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._context = context
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look)
        self._state: OpenState | None = None
        self.reviewer = Reviewer(context, self)
        self.reviewer.changed.connect(self.look)
        context.session.changed.connect(self._rest.start)
        self._first = QTimer(self, singleShot=True, interval=_FIRST)
        self._first.timeout.connect(self.look)
        QTimer.singleShot(0, self, self._first.start)  # counted from when events are handled

    @property
    def state(self) -> OpenState:
        """What is open, looked at now if there was a change since."""
        state = self._state
        return self._looked() if state is None or self._rest.isActive() else state

    @property
    def known(self) -> OpenState | None:
        """What was open when it was looked at last, None before that."""
        return self._state

    def stop(self) -> None:
        """Look no more by itself: the window closes."""
        self._first.stop()
        self._rest.stop()

    @Slot()
    def look(self) -> None:
        """Look at the report now."""
        self._looked()

    def _looked(self) -> OpenState:
        from pingkou_gui.ui.main_window.open_items import open_state  # noqa: PLC0415 - start-up

        self.stop()
        began = perf_counter()
        self._state = state = open_state(self._context.facts, self.reviewer.findings)
        self._context.set_open(state.gaps, state.by_place)
        self.changed.emit()
        taken = round((perf_counter() - began) * 1000)
        self._rest.setInterval(max(_REST, _TIMES * taken))
        return state
