"""Has the clerk's own words read over while nobody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pingkou_gui.spec.place import Place
from pingkou_gui.ui.background import Task

if TYPE_CHECKING:
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.domain.report import Report
    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.ui.editors import PageContext

QUIET = 1200
"""Milliseconds without a change before the whole report is read."""


def read_over(report: Report, scheme: Scheme) -> tuple[Finding, ...]:
    """Return what is wrong in the words the clerk wrote (0.4 s for a whole report)."""
    from pingkou_gui.document.review import review_report  # noqa: PLC0415 - not for a first page

    return review_report(report, scheme)


class Reviewer(QObject):
    """Reads the report over in a thread, a while after the last change."""

    changed = Signal()
    """`findings` are other ones."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._session = context.session
        self._found: tuple[Finding, ...] = ()
        self._read: Report | None = None
        self._task: Task | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self.begin)
        self._session.changed.connect(self._quiet.start)
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
    def begin(self) -> None:
        """Read the report as it stands now, one reading at a time."""
        if self._task is not None:
            return  # it is read again once this reading is over, if it is another by then
        report, scheme = self._session.report, self._session.scheme
        self._task = Task(lambda: (report, read_over(report, scheme)), self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._give_up)

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
            self._quiet.start()
        if first or self.findings != before:
            self.changed.emit()

    @Slot(object)
    def _give_up(self, error: BaseException) -> None:
        self._task = None
        raise error

    def _still_stands(self, finding: Finding) -> bool:
        place = finding.places[0]
        if self._read is None or not isinstance(place, Place):
            return False
        return self._read[place] == self._session.report[place]
