"""Keeps an eye on what is open, and tells the steps, the foot and the editors."""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pingkou_gui.domain.facts import Facts
from pingkou_gui.ui.background import Task
from pingkou_gui.ui.findings.reviewer import Reviewer
from pingkou_gui.ui.kit import later
from pingkou_gui.ui.main_window import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.domain.report import Change, Report
    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.ui.editors import PageContext
    from pingkou_gui.ui.main_window.open_items import OpenState

_REST = 150
"""Milliseconds of quiet before the whole report is looked at again."""

_TIMES = 5
"""So many times as long as a look takes, it has to be quiet before one."""
_FIRST = 60
"""Milliseconds until the first look, behind the rest of the page."""
MANY = 3_000
"""A report of so many values takes too long to be looked at between two keys."""


Steps = tuple[tuple["Report", "Change"], ...]


def look_beside(
    facts: Facts | None,
    steps: Steps,
    start: tuple[Report, Scheme],
    reviewed: Sequence[Finding],
) -> tuple[Facts, OpenState]:
    """Return what is open in a report, and the facts for the next look; for a thread.

    Args:
        facts: Those of the look before, which the window never touches; None at first.
        steps: The reports since then, each with the change that made it.
        start: The report as it stands and its scheme, to begin with where there are no facts.
        reviewed: Findings in the clerk's own words.
    """
    facts = Facts(*start) if facts is None else facts
    for report, change in steps:
        facts = facts.after(report, change)
    return facts, on_demand.open_state(facts, tuple(reviewed))


class Watch(QObject):
    """Looks at the report again, a moment after a change; at a large one beside the window."""

    changed = Signal()
    """`state` is another one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._context = context
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.begin)
        self._state: OpenState | None = None
        self._task: Task | None = None
        self._again = False
        self._facts: Facts | None = None
        self._steps: Steps = ()
        self.reviewer = Reviewer(context, self)
        self.reviewer.changed.connect(self.begin)
        context.session.changed.connect(self._note)
        self._first = QTimer(self, singleShot=True, interval=_FIRST)
        self._first.timeout.connect(self.begin)
        later(self, self._first.start)  # counted from when events are handled

    @property
    def state(self) -> OpenState:
        """What is open, looked at now if there was a change since."""
        state = self._state
        late = self._rest.isActive() or self._task is not None
        return self._looked() if state is None or late else state

    @property
    def known(self) -> OpenState | None:
        """What was open when it was looked at last, None before that."""
        return self._state

    @property
    def settled(self) -> bool:
        """Whether everything has been looked at once: only then may nothing be said to be open."""
        return self._state is not None and self.reviewer.has_read

    def stop(self) -> None:
        """Look no more by itself, and hear no more of a look under way."""
        self._first.stop()
        self._rest.stop()
        if self._task is not None:
            self._task.forget()
            self._task, self._facts, self._steps = None, None, ()

    @Slot()
    def begin(self) -> None:
        """Look at the report: at once, or in a thread where that would be felt."""
        session = self._context.session
        if len(session.report.entries) < MANY:
            self._looked()
        elif self._task is not None:
            self._again = True
        else:
            self._first.stop()
            start = session.report, session.scheme
            work = partial(look_beside, self._facts, self._steps, start, self.reviewer.findings)
            self._facts, self._steps, self._again = None, (), False
            self._task = Task(work, self)
            self._task.done.connect(self._take)
            self._task.failed.connect(self._give_up)

    @Slot()
    def look(self) -> None:
        """Look at the report now."""
        self._looked()

    @Slot(object)
    def _note(self, change: Change) -> None:
        if self._task is not None or self._facts is not None:
            self._steps = (*self._steps, (self._context.session.report, change))
        self._rest.start()

    @Slot(object)
    def _take(self, result: tuple[Facts, OpenState]) -> None:
        """Show what was found, unless the report is another one by now."""
        self._task = None
        self._facts, state = result
        if self._facts.report is self._context.session.report:
            self._show(state)
            if self._again:
                self._rest.start()
        elif not self._rest.isActive():
            self._rest.start()

    @Slot(object)
    def _give_up(self, error: BaseException) -> None:
        self._task = None
        raise error

    def _looked(self) -> OpenState:
        self.stop()
        began = perf_counter()
        state = on_demand.open_state(self._context.facts, self.reviewer.findings)
        self._show(state)
        taken = round((perf_counter() - began) * 1000)
        self._rest.setInterval(max(_REST, _TIMES * taken))
        return state

    def _show(self, state: OpenState) -> None:
        self._state = state
        self._context.set_open(state.gaps, state.by_place)
        self.changed.emit()
