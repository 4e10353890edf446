"""The session: the open report, its history and the one way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import SINGLE, RowList
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft, PendingRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Entry, Place, Value
    from pingkou_gui.report.report import Change, Report, Rows
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.store.reports import ReportStore, Step


LARGE_CHANGE = 100
"""Values; whoever types changes one at a time."""


class Session(QObject):
    """Holds one report, saves each change before it shows, and says what changed."""

    changed = Signal(object)
    """A `Change` was made: typed, undone or redone."""
    saved = Signal()
    """The report on the disk is the report on the screen."""
    save_failed = Signal(object)
    """A `KnownError`: the change was not made; `retry` makes it."""
    blank_changed = Signal(object)
    """A blank line was begun, changed or dropped in this `Lane`."""

    def __init__(
        self,
        store: ReportStore,
        report_id: int,
        scheme: Scheme | Callable[[], Scheme],
        parent: QObject | None = None,
    ) -> None:
        """Open a report of the store; a scheme to be read is read when it is first asked for."""
        super().__init__(parent)
        self.store = store
        self.report_id = report_id
        self.facts = Facts(store.load(report_id).report, scheme)
        self.facts.follow()
        self.before_large_change: Callable[[], object] = lambda: None
        """Called before a change of so many values that only an import or a paste makes it."""
        self._waiting: list[tuple[Change, str]] = []
        self._blank: PendingRow | None = None
        self._emptied: PendingRow | None = None
        self._emptying: Step | None = None
        self._handed_out: dict[int, PendingRow] = {}
        self._last_year: tuple[object, Report | None] | None = None
        self._undo = store.last_step(report_id)
        self._redo = store.next_step(report_id)

    @property
    def report(self) -> Report:
        """The open report with every change made so far, saved or waiting to be."""
        return self.facts.report

    @property
    def scheme(self) -> Scheme:
        """The county's scheme that the report is made with."""
        return self.facts.scheme

    @property
    def changed_at(self) -> datetime:
        """When the report was last changed: what is written of it is of that moment."""
        return self.store.changed_at(self.report_id)

    @property
    def last_year(self) -> Report | None:
        """The unit's report of the year before, None where the database has none."""
        key = self.report[Unit.name.at()], self.report[Unit.year.at()]
        if self._last_year is None or self._last_year[0] != key:
            self._last_year = key, self._find_last_year(*key)
        return self._last_year[1]

    def has_year(self, year: int) -> bool:
        """Return whether the database has a report of the unit of that year."""
        unit = self.report[Unit.name.at()] or ""
        return any((s.unit, s.year) == (unit, str(year)) for s in self.store.summaries())

    def earlier_years(self, most: int = 7) -> dict[int, Report]:
        """Return the unit's reports of earlier years by year, the latest ones; read anew."""
        unit, year = self.report[Unit.name.at()], self.report[Unit.year.at()]
        if not unit or not isinstance(year, int):
            return {}
        known = [
            (int(s.year), s.id)
            for s in self.store.summaries()
            if s.unit == unit and s.year.isdecimal() and int(s.year) < year
        ]
        found: dict[int, Report] = {}
        for each, number in sorted(known, reverse=True)[:most]:
            try:
                found.setdefault(each, self.store.load(number).report)
            except KnownError:  # it is named in the list of reports; this one goes on without it
                continue
        return found

    def _find_last_year(self, unit: Value | None, year: Value | None) -> Report | None:
        if not isinstance(year, int) or not unit:
            return None
        known = (s for s in self.store.summaries() if s.id != self.report_id)
        found = (s.id for s in known if (s.unit, s.year) == (unit, str(year - 1)))
        last = next(found, None)
        try:
            return None if last is None else self.store.load(last).report
        except KnownError:  # it is named in the list of reports; this one goes on without it
            return None

    def move_to(self, store: ReportStore, report_id: int) -> None:
        """Go on in another database, where the same report is `report_id`; what waits, waits on."""
        self.store, self.report_id = store, report_id
        self._last_year = None
        self._undo = store.last_step(report_id)
        self._redo = store.next_step(report_id)

    def draft(self) -> Draft:
        """Return an empty draft on the report, to be given to `make`."""
        free = max(self._handed_out, default=0) + 1
        if self._waiting:
            free = max(free, self.report_as_made.last_row + 1)
        return Draft(self.report, first_free_row=max(free, self.store.next_row(self.report_id)))

    def type_in(
        self, field: Field[Any], text: str, row: int = SINGLE, *, merge: bool = False
    ) -> str:
        """Set a field to what typed text means; return the note that says what was understood.

        With `merge` the step joins the one before it, so that one stay in a field is one step.
        """
        draft = Draft(self.report_as_made)
        note = draft.type_in(field, text, row)
        if field.kind.numeric and self.report_as_made.entry(field.at(row)) is None:
            emptied = self.store.emptied_of_workbook(self.report_id, field.at(row))
            if emptied is not None:
                draft.keep_workbook(field, emptied, row)
        self.make(draft.change, f"修改{field.label}", merge=merge)
        return note

    def add_row(self, section: type[Section], parent: int = SINGLE, at: int | None = None) -> int:
        """Add an empty row, last or at position `at`, and return its number."""
        draft = self.draft()
        row = draft.add(section, parent, at)
        self.make(draft.change, f"添加{section.noun}")
        return row

    @property
    def blank(self) -> PendingRow | None:
        """The line that stands on the screen only; the first value put into it makes it a row."""
        return self._blank

    def lines(self, row_list: RowList) -> Rows:
        """Return the rows of a list as they are shown, the blank line included."""
        rows = self.report.rows(*row_list)
        blank = self._blank
        return blank.among(rows) if blank is not None and blank.row_list == row_list else rows

    def begin_row(
        self,
        section: type[Section],
        parent: int = SINGLE,
        at: int | None = None,
        values: Mapping[Field[Any], Entry] | None = None,
    ) -> int:
        """Begin a blank line, last or at position `at`, and return the number it will have.

        There is one at most. `values` go with it and do not make it a row.
        """
        self.drop_blank()
        row_list = RowList(section.key, parent)
        last = len(self.report.rows(*row_list))
        row = self.draft().add(section, parent)
        given = {field.at(row): entry for field, entry in (values or {}).items()}
        self._blank = PendingRow(row_list, row, last if at is None else min(at, last), given)
        self._handed_out[row] = self._blank
        self.blank_changed.emit(row_list)
        return row

    def set_blank_values(self, values: Mapping[Place, Entry]) -> None:
        """Give the blank line other values to go with it."""
        if self._blank is not None:
            self._blank = self._blank._replace(values=values)
            self._handed_out[self._blank.row] = self._blank
            self.blank_changed.emit(self._blank.row_list)

    def drop_blank(self) -> None:
        """Let the blank line go."""
        if self._blank is not None:
            row_list, self._blank = self._blank.row_list, None
            self.blank_changed.emit(row_list)

    def remove_rows(
        self, section: type[Section], rows: tuple[int, ...], parent: int = SINGLE
    ) -> None:
        """Remove rows with all they hold."""
        draft = self.draft()
        for row in rows:
            draft.remove(section, row, parent)
        self.make(draft.change, f"删除{section.noun}")

    def move_row(self, section: type[Section], row: int, by: int, parent: int = SINGLE) -> None:
        """Move a row up (negative) or down within its list; at the end it stays."""
        rows = list(self.report.rows(section.key, parent))
        at = rows.index(row)
        to = min(max(at + by, 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        draft = self.draft()
        draft.order(section, tuple(rows), parent)
        self.make(draft.change, f"移动{section.noun}")

    def make(self, change: Change, label: str, *, merge: bool = False) -> bool:
        """Save `change`, then make it and tell; return whether it was saved.

        A change that cannot be saved is not made: `save_failed` tells why, `retry` tries again.
        What waits is saved first, or the new change waits behind it; none takes its place but
        one of the same values.
        """
        if not change:
            return self.retry()
        behind = bool(self._waiting)
        self._waiting = [waits for waits in self._waiting if not _same_places(waits[0], change)]
        if not self.retry():
            self._waiting.append((change, label))
            return False
        return self._save(change.rebase(self.report) if behind else change, label, merge=merge)

    def retry(self) -> bool:
        """Try again to make what could not be saved; return whether all is saved."""
        while self._waiting:
            change, label = self._waiting.pop(0)
            rest, self._waiting = self._waiting, []
            saved = self._save(change.rebase(self.report), label)
            self._waiting += rest
            if not saved:
                return False
        return True

    @property
    def unsaved(self) -> bool:
        """Whether a change waits to be saved."""
        return bool(self._waiting)

    @property
    def unsaved_count(self) -> int:
        """How many values and lists of rows wait to be saved."""
        whole = [change for change, _ in self._waiting]
        places = {place for change in whole for place in change.entries}
        return len(places) or len({row_list for change in whole for row_list in change.row_lists})

    @property
    def report_as_made(self) -> Report:
        """The report with the changes that wait to be saved."""
        report = self.report
        for change, _ in self._waiting:
            report = report.apply(change.rebase(report))
        return report

    def _save(self, change: Change, label: str, *, merge: bool = False) -> bool:
        change, label = self._completed(change, label)
        if not change:
            return True
        if len(change.entries) >= LARGE_CHANGE:
            self.before_large_change()
        try:
            self.store.save(self.report_id, change, label, merge=merge)
        except KnownError as error:
            self._waiting.append((change, label))
            self.save_failed.emit(error)
            return False
        self._show(change)
        return True

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty where there is nothing."""
        return self._undo.label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would make again, empty where there is nothing."""
        return self._redo.label if self._redo else ""

    def undo(self) -> None:
        """Take the last step back, also one of an earlier run; a blank line goes before it.

        A line that this step has emptied is filled again at once.
        """
        emptied = self._undo is not None and self._undo is self._emptying
        if self._blank is not None and not emptied:
            self.drop_blank()
        elif self._undo is not None and self.retry():
            self._replay(self.store.undo, self._undo, self._undo.change.inverse)

    def undo_value(self, place: Place) -> bool:
        """Take the last step back if it changed that one value and nothing else; return whether."""
        step = self._undo
        alone = step is not None and not step.change.row_lists and [*step.change.entries] == [place]
        if alone:
            self.undo()
        return alone and self._undo is not step

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self._redo is not None and self.retry():
            self._replay(self.store.redo, self._redo, self._redo.change)

    def _replay(self, write: Callable[[int, Step], None], step: Step, change: Change) -> None:
        try:
            write(self.report_id, step)
        except KnownError as error:
            self.save_failed.emit(error)
            return
        self._show(change)

    def _completed(self, change: Change, label: str) -> tuple[Change, str]:
        """Return a change with the rows that it makes of blank lines, or empties again."""
        touched = {place.row for place in change.entries}
        touched.update(row_list.parent for row_list in change.row_lists)
        for row in sorted(touched & self._handed_out.keys()):
            blank = self._handed_out[row]
            whole, rows = blank.completed(self.report, change), self.report.rows(*blank.row_list)
            if whole is not change and row in rows:
                self._emptied = blank._replace(at=rows.index(row))
            elif whole is not change:
                label = f"添加{FORM.sections[blank.row_list.section].noun}"
            change = whole
        return change, label

    def _follow_blank(self) -> None:
        """Note that the blank line is a row now, or that one has become blank again."""
        blank = self._blank or self._emptied
        self._emptying = None if self._emptied is None else self._undo
        there = blank is not None and blank.row in self.report.rows(*blank.row_list)
        self._blank, self._emptied = None if there else blank, None

    def _show(self, change: Change) -> None:
        self.facts = self.facts.after(self.report.apply(change), change)
        self._undo = self.store.last_step(self.report_id)
        self._redo = self.store.next_step(self.report_id)
        self._follow_blank()
        self.changed.emit(change)
        self.saved.emit()


def _same_places(one: Change, other: Change) -> bool:
    """Whether the later of two changes says all that the other said: values of the same places."""
    return not one.row_lists and not other.row_lists and one.entries.keys() == other.entries.keys()
