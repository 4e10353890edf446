"""Checks the open report in the background and tells steps, foot and editors."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pingkou_gui.form.values import Place
from pingkou_gui.report.facts import Facts
from pingkou_gui.ui.open_items import open_state
from pingkou_gui.ui.tasks import BackgroundTask
from pingkou_gui.ui.widgets.base import call_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.document.tree import Document
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.report.report import Change, Report
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.ui.editors.page_context import PageContext
    from pingkou_gui.ui.open_items import OpenState


# Has the clerk's own words read over while nobody types.


QUIET = 1200
"""Milliseconds without a change before the whole report is read."""
QUIET_IF_LARGE = 15_000
"""The same for a large report: to read it takes a minute, and it may be undone at once."""


def read_over(report: Report, scheme: Scheme) -> tuple[Finding, ...]:
    """Return what is wrong in the words the clerk wrote (0.4 s for a whole report)."""
    from pingkou_gui.document.review import review_report  # noqa: PLC0415 - not for a first page

    with _uncollected():
        return review_report(report, scheme)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have Python's collector stand still: it would hold up the window for a tenth of a second.

    What the first reading has loaded stays for good, and is left alone from then on.
    """
    gc.disable()
    try:
        yield
    finally:
        if not _LOADED:
            _LOADED.append(True)
            gc.freeze()
        gc.enable()


_LOADED: list[bool] = []
"""Whether a whole report has been read: what that takes is loaded."""


def composed_now(facts: Facts) -> Document:
    """Return the whole report as it is printed."""
    from pingkou_gui.document.compose import compose  # noqa: PLC0415 - not for a first page

    return compose(facts, draft=True)


def open_now(facts: Facts, reviewed: Sequence[Finding]) -> OpenState:
    """Return what is open in a report; `reviewed` are findings in the clerk's own words."""
    from pingkou_gui.document.status import report_status  # noqa: PLC0415 - not for a first page

    return open_state(facts, report_status(facts, reviewed))


class ReportReviewer(QObject):
    """Reads the report over in a thread, a while after the last change."""

    changed = Signal()
    """`findings` are other ones."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._session = context.session
        self._found: tuple[Finding, ...] = ()
        self._read: Report | None = None
        self._task: BackgroundTask | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self.begin)
        self._session.changed.connect(self._wait)
        self._quiet.start()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found last, as far as the words it is about still stand there."""
        return tuple(finding for finding in self._found if self._still_stands(finding))

    @property
    def has_read(self) -> bool:
        """Whether the report has been read at all: before that nothing found means nothing."""
        return self._read is not None

    @Slot()
    def _wait(self) -> None:
        """Wait for quiet anew; what is open is looked at beside meanwhile, and all the sooner."""
        large = len(self._session.report.entries) >= MANY
        self._quiet.start(QUIET_IF_LARGE if large else QUIET)

    @Slot()
    def begin(self) -> None:
        """Read the report as it stands now, one reading at a time."""
        if self._task is not None:
            return  # it is read again once this reading is over, if it is another by then
        report, scheme = self._session.report, self._session.scheme
        self._task = BackgroundTask(lambda: (report, read_over(report, scheme)), self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._raise_again)

    def read_now(self) -> None:
        """Read the report over at once, unless that was done since the last change."""
        report, scheme = self._session.report, self._session.scheme
        if self._read is not report:
            if self._task is not None:
                self._task.forget()
            self._take((report, read_over(report, scheme)))

    @Slot(object)
    def _take(self, result: tuple[Report, tuple[Finding, ...]]) -> None:
        before, first, self._task = self.findings, not self.has_read, None
        self._read, self._found = result
        if self._read is not self._session.report:
            self._wait()
        if first or self.findings != before:
            self.changed.emit()

    @Slot(object)
    def _raise_again(self, error: BaseException) -> None:
        self._task = None
        raise error

    def _still_stands(self, finding: Finding) -> bool:
        place = finding.places[0]
        if self._read is None or not isinstance(place, Place):
            return False
        return self._read[place] == self._session.report[place]


# Keeps an eye on what is open, and tells the steps, the foot and the editors.


_REST = 150
"""Milliseconds of quiet before the whole report is looked at again."""

_TIMES = 5
"""So many times as long as a look takes, it has to be quiet before one."""
_FIRST = 60
"""Milliseconds until the first look, behind the rest of the page."""
MANY = 3_000
"""A report of so many values takes too long to be looked at between two keys."""


Steps = tuple[tuple["Report", "Change"], ...]


def check_in_thread(
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
    from pingkou_gui.document.compose import numbers_printed  # noqa: PLC0415 - not for a first page

    found = open_now(facts, reviewed)
    document = found.document
    return facts, found._replace(printed=None if document is None else numbers_printed(document))


class BackgroundChecker(QObject):
    """Looks at the report again, a moment after a change; at a large one beside the window."""

    changed = Signal()
    """`state` is another one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._context = context
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.begin)
        self._state: OpenState | None = None
        self._task: BackgroundTask | None = None
        self._again = False
        """Whether to look once more as soon as the look under way is done."""
        self._facts: Facts | None = None
        """What the last look in a thread worked out; the next one goes on from there."""
        self._steps: Steps = ()
        """The changes since that look, each with the report that it led to."""
        self._spared = False
        """Whether Python's collector was told to leave what a large report is made of alone."""
        self.reviewer = ReportReviewer(context, self)
        self.reviewer.changed.connect(self.begin)
        context.session.changed.connect(self._note)
        self._first = QTimer(self, singleShot=True, interval=_FIRST)
        self._first.timeout.connect(self.begin)
        call_later(self, self._first.start)  # counted from when events are handled

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
    def shown(self) -> OpenState:
        """What is open; of a large report what was known last while it is looked at beside."""
        return self._state if self.is_late and self._state is not None else self.state

    @property
    def is_late(self) -> bool:
        """Whether a look at a large report is under way or due: `changed` is said after it."""
        return self._is_large and (self._rest.isActive() or self._task is not None)

    def composed(self) -> Document | None:
        """Return the report as it stands, as pages show it; None while a large one is looked at.

        A large one is composed for the look: the window would stand still for it.
        """
        if not self._is_large:
            return composed_now(self._context.facts)
        return None if self.is_late or self._state is None else self._state.document

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

    def end(self) -> None:
        """Look no more at all: the report is let go of."""
        self.stop()
        if self._spared:
            gc.unfreeze()

    @property
    def _is_large(self) -> bool:
        """Whether a look after a change is left to a thread, and need not wait for rest."""
        return len(self._context.session.report.entries) >= MANY

    @Slot()
    def begin(self) -> None:
        """Look at the report: at once, or in a thread where that would be felt."""
        session = self._context.session
        if not self._is_large:
            self._looked()
        elif self._task is not None:
            self._again = True
        else:
            self._first.stop()
            self._rest.stop()  # else what this look finds would count as late when it comes
            start = session.report, session.scheme
            work = partial(check_in_thread, self._facts, self._steps, start, self.reviewer.findings)
            self._facts, self._steps, self._again = None, (), False
            self._task = BackgroundTask(work, self)
            self._task.done.connect(self._take)
            self._task.failed.connect(self._raise_again)

    @Slot()
    def look(self) -> None:
        """Look at the report now."""
        self._looked()

    @Slot(object)
    def _note(self, change: Change) -> None:
        """Keep a change for the next look in a thread, and look a moment later."""
        if self._task is not None or self._facts is not None:
            self._steps = (*self._steps, (self._context.session.report, change))
        self._rest.start()

    @Slot(object)
    def _take(self, result: tuple[Facts, OpenState]) -> None:
        """Show what was found, unless the report is another one by now."""
        self._task = None
        self._facts, state = result
        if not self._spared:
            self._spared = True
            gc.freeze()  # a full collection would go through millions of objects for a second
        if self._facts.report is self._context.session.report:
            self._show(state)
            if self._again:
                self._rest.start()
        elif not self._rest.isActive():
            self._rest.start()

    @Slot(object)
    def _raise_again(self, error: BaseException) -> None:
        self._task = None
        raise error

    def _looked(self) -> OpenState:
        """Return what is open, looked at now; the longer a look takes, the longer the next waits."""
        self.stop()
        began = perf_counter()
        state = open_now(self._context.facts, self.reviewer.findings)
        self._show(state)
        taken = 0 if self._is_large else round((perf_counter() - began) * 1000)
        self._rest.setInterval(max(_REST, _TIMES * taken))
        return state

    def _show(self, state: OpenState) -> None:
        self._state = state
        carried = {page.progress.page.key: page.carried for page in state.pages}
        self._context.set_open(state.gaps, state.by_place, carried)
        self.changed.emit()
