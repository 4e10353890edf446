"""The reports in a database: made, listed, changed, taken back, put into the bin."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pingkou_gui.errors import StorageError
from pingkou_gui.form import renamed_keys
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.renamed_keys import present_place
from pingkou_gui.form.values import TYPED, Entry, Place, RowList, Source, SourceKind
from pingkou_gui.report.json_format import Record, source_as_data, source_from_data
from pingkou_gui.report.report import Change, Report
from pingkou_gui.store.database import (
    COMMAND_WAIT,
    Access,
    DamagedDatabaseError,
    DatabaseFile,
    translating_errors,
)
from pingkou_gui.store.database_schema import CHECKED_COLUMNS, row_crc

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

HISTORY_KEPT = 2000
"""Steps that can be taken back in a report."""
HISTORY_WHOLE = timedelta(days=90)
"""For so long every step is kept by itself; after that the steps of one day are one step."""
_THINNED_EVERY = 100
"""Steps after which the history of the report in hand is thinned."""

# Each row is given twice, the second time for its checksum: some releases of Python 3.12 and 3.13
# take numbered placeholders for named ones and warn.
_UPSERT = """
    insert into field_values (report_id, section, row, field, value, source, crc)
    values (?, ?, ?, ?, ?, ?, row_crc(?, ?, ?, ?, ?, ?))
    on conflict (report_id, section, row, field)
    do update set value = excluded.value, source = excluded.source, crc = excluded.crc
"""
_UPSERT_ROW = """
    insert into report_rows (report_id, section, parent, row, position, crc)
    values (?, ?, ?, ?, ?, row_crc(?, ?, ?, ?, ?))
    on conflict (report_id, row) do update set section = excluded.section,
    parent = excluded.parent, position = excluded.position, crc = excluded.crc
"""
_SUMMARIES = """
    select r.id, r.name, r.changed_at, r.deleted_at, u.value as unit, y.value as year
    from reports r
    left join field_values u on u.report_id = r.id and u.row = 0
    and u.section = :section and u.field = :unit
    left join field_values y on y.report_id = r.id and y.row = 0
    and y.section = :section and y.field = :year
    where (r.deleted_at is not null) = :deleted order by r.opened_at desc, r.id desc
"""


class DamagedReportError(StorageError):
    """A part of one report cannot be trusted; `report_id` and `title` name it."""

    def __init__(self, report_id: int, title: str) -> None:
        """Say which report it is."""
        super().__init__(
            f"报告“{title}”有一部分读不出来",
            "用“恢复数据”救出能读的内容，或者从备份恢复这一份",
        )
        self.report_id, self.title = report_id, title


class Summary(NamedTuple):
    """One line of the list of reports."""

    id: int
    name: str
    unit: str
    year: str
    changed_at: str
    deleted_at: str | None
    damaged: bool = False
    """Whether a part of it was found to be unreadable."""

    @property
    def title(self) -> str:
        """What the clerk calls it: 安化县平口镇人民政府 2023年度."""
        year = f"{self.year}年度" if self.year else ""
        return " ".join(part for part in (self.unit or "未填单位名称", year, self.name) if part)


class Step(NamedTuple):
    """A step of the history: its number, what the menu calls it, and the change."""

    id: int
    label: str
    change: Change


class FieldEvent(NamedTuple):
    """A change of one field: when (ISO 8601, UTC), by which step, from what, to what."""

    made_at: str
    label: str
    before: Entry | None
    after: Entry | None
    undone: bool


class RemovedRow(NamedTuple):
    """A row that was removed: where it stood, when, and what it and the rows below it held."""

    row_list: RowList
    row: int
    made_at: str
    entries: tuple[tuple[Place, Entry], ...]
    below: tuple[tuple[RowList, tuple[int, ...]], ...] = ()


class ReportStore:
    """The reports in one database file."""

    def __init__(
        self,
        path: Path | None,
        access: Access = Access.WRITE,
        *,
        wait: float = COMMAND_WAIT,
        before_upgrade: Callable[[Path], None] | None = None,
    ) -> None:
        """Open the database at `path`, None for one in memory.

        Raises:
            StorageError: It cannot be used; see `DatabaseFile`, also for the arguments.
        """
        self.path = path
        self.file = DatabaseFile(path, access, wait=wait, before_upgrade=before_upgrade)
        self.changes_made = 0
        """Transactions since the file was opened: whether a backup has anything new to hold."""
        self._damaged: set[int] = set()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: the folder, the file or the medium is write-protected."""
        return self.file.read_only

    def note_damaged(self, reports: Iterable[int]) -> None:
        """Have the list of reports name those that were found to be damaged."""
        self._damaged.update(reports)

    def check_in_place(self) -> None:
        """Return where the open file is the one that will be opened next time.

        Raises:
            DetachedDatabaseError: It was replaced, or is gone.
        """
        self.file.check_in_place()

    def close(self) -> None:
        """Close the database file."""
        self.file.close()

    # -- whole reports ----------------------------------------------------------------------

    def create(self, record: Record, name: str = "") -> int:
        """Add a report with all it holds and return its id."""
        report = record.report
        change = Change(
            {place: (None, entry) for place, entry in report.entries.items()},
            {row_list: ((), rows) for row_list, rows in report.row_lists.items()},
        )
        moment = now()
        values = [name, moment, moment, moment, report.last_row + 1, record.scheme]
        with self._writing() as connection:
            ((report_id,),) = connection.execute(
                "insert into reports (name, created_at, changed_at, opened_at, next_row, scheme)"
                " values (?, ?, ?, ?, ?, ?) returning id",
                values,
            )
            _write_change(connection, report_id, change)
            _seal(connection, "reports", report_id)
        return int(report_id)

    def duplicate(self, report_id: int) -> int:
        """Add a copy of a report, without its history, and return its id."""
        return self.create(self.load(report_id), "副本")

    def adopt(self, source: ReportStore, report_id: int, name: str = "") -> int:
        """Add a copy of a report of another database, with its history; return its new id.

        Args:
            source: The other database.
            report_id: The report there.
            name: What its own name becomes; as it was where this is empty.

        Raises:
            KeyError: There is no such report.
            DamagedReportError: A part of it is damaged.
        """
        record = source.load(report_id)
        with translating_errors(source.path):
            about = source._report_row(report_id)
            sql = "select * from history where report_id = ? order by id"
            steps = list(source.file.rows(sql, [report_id]))
        copy = self.create(record, name or about["name"])
        with self._writing() as connection:
            connection.execute(
                "update reports set next_row = max(next_row, ?) where id = ?",
                [about["next_row"], copy],
            )
            _seal(connection, "reports", copy)
            for step in steps:
                _add_step(connection, copy, step)
        return copy

    def load(self, report_id: int) -> Record:
        """Return the report with that id and its scheme.

        Raises:
            KeyError: There is no such report.
            DamagedReportError: A part of it is damaged or missing.
        """
        with suppress(DamagedDatabaseError), translating_errors(self.path):
            row = self._report_row(report_id)
            entries, values_sum = self._entries(report_id)
            row_lists, rows_sum = self._row_lists(report_id)
            if None not in (values_sum, rows_sum) and row["crc"] == _crc_of("reports", row):
                found = tuple(map(sum, zip(values_sum or (), rows_sum or (), strict=True)))
                if found == self._total(report_id):
                    return Record(Report(entries, row_lists), str(row["scheme"]))
        self._damaged.add(report_id)
        raise DamagedReportError(report_id, self._title(report_id))

    def count_values(self) -> int:
        """Return how many values all reports have, those in the bin included."""
        with translating_errors(self.path):
            found = self.file.connection.execute("select count(*) from field_values")
            return int(found.fetchone()[0])

    def mark(self, report_id: int) -> tuple[int, int]:
        """Return the number of values and rows of a report and their checksum, to compare it by."""
        with translating_errors(self.path):
            return self._total(report_id) or (0, 0)

    def scheme(self, report_id: int) -> str:
        """Return the scheme that is kept with a report.

        Raises:
            KeyError: There is no such report.
        """
        with translating_errors(self.path):
            return str(self._report_row(report_id)["scheme"])

    def summaries(self, *, deleted: bool = False) -> tuple[Summary, ...]:
        """Return the reports, or those in the bin, the last one opened first."""
        keys = {
            "section": Unit.key,
            "unit": Unit.name.name,
            "year": Unit.year.name,
            "deleted": int(deleted),
        }
        with translating_errors(self.path):
            return tuple(
                Summary(
                    row["id"],
                    row["name"],
                    row["unit"] or "",
                    row["year"] or "",
                    row["changed_at"],
                    row["deleted_at"],
                    row["id"] in self._damaged,
                )
                for row in self.file.rows(_SUMMARIES, keys)
            )

    def changed_at(self, report_id: int) -> datetime:
        """Return when a report was last changed; the present moment where that is not known."""
        with translating_errors(self.path):
            found = self.file.rows("select changed_at from reports where id = ?", [report_id])
            moments = [row["changed_at"] for row in found]
        try:
            moment = datetime.fromisoformat(moments[0])
        except (IndexError, TypeError, ValueError):
            return datetime.now(UTC)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def opened(self, report_id: int) -> None:
        """Note that a report was opened: the last one is opened again at the next start.

        What was the last one before is left alone: nothing is written at most starts.
        """
        first = next((each.id for each in self.summaries()), None)
        if first != report_id and not self.read_only:
            self._set(report_id, opened_at=now())

    def rename(self, report_id: int, name: str) -> None:
        """Give a report a name of its own beside its unit and year."""
        self._set(report_id, name=name)

    def delete(self, report_id: int) -> None:
        """Put a report into the bin; `restore` brings it back whole."""
        self._set(report_id, deleted_at=now())

    def restore(self, report_id: int) -> None:
        """Bring a report back from the bin."""
        self._set(report_id, deleted_at=None)

    def purge(self, report_id: int) -> None:
        """Remove a report for good."""
        with self._writing() as connection:
            for table in ("field_values", "report_rows", "history"):
                connection.execute(f"delete from {table} where report_id = ?", [report_id])
            connection.execute("delete from reports where id = ?", [report_id])

    def set_scheme(self, report_id: int, scheme: str) -> None:
        """Keep another scheme with a report."""
        self._set(report_id, scheme=scheme)

    def next_row(self, report_id: int) -> int:
        """Return the first row number that was never used in a report."""
        with translating_errors(self.path):
            return int(self._report_row(report_id)["next_row"])

    # -- changes and their history ----------------------------------------------------------

    def save(self, report_id: int, change: Change, label: str, *, merge: bool = False) -> None:
        """Write a change and its step of the history, all of it or nothing.

        With `merge` the step joins the one before it where one touches no other places.

        Raises:
            StorageError: Nothing was written.
        """
        with self._writing() as connection:
            _write_change(connection, report_id, change)
            connection.execute(
                "delete from history where report_id = ? and undone = 1", [report_id]
            )
            if not (merge and self._merged(connection, report_id, change)):
                self._remember(connection, report_id, change, label)
            _touch(connection, report_id, change)

    def last_step(self, report_id: int) -> Step | None:
        """Return the step that undo would take back, None where there is none."""
        return self._step(report_id, "undone = 0", "desc")

    def next_step(self, report_id: int) -> Step | None:
        """Return the step that redo would make again, None where there is none."""
        return self._step(report_id, "undone = 1", "asc")

    def undo(self, report_id: int, step: Step) -> None:
        """Take a step back."""
        self._replay(report_id, step, step.change.inverse, undone=1)

    def redo(self, report_id: int, step: Step) -> None:
        """Make a step again."""
        self._replay(report_id, step, step.change, undone=0)

    def field_history(self, report_id: int, place: Place) -> tuple[FieldEvent, ...]:
        """Return what became of a field, the last change first; a damaged step is left out."""
        found = []
        for row, change in self._steps_with(report_id, place.field):
            if place in change.entries:
                before, after = change.entries[place]
                undone = bool(row["undone"])
                found.append(FieldEvent(row["made_at"], row["label"], before, after, undone))
        return tuple(reversed(found))

    def emptied_of_workbook(self, report_id: int, place: Place) -> Entry | None:
        """Return the figure of a workbook, or typed over one, that last stood at a blank place.

        None where none did, or where the reading of the workbook was taken back.
        """
        sql = (
            "select * from history where report_id = ? and undone = 0 and instr(change, ?)"
            " and instr(change, ?) order by id desc"
        )
        with translating_errors(self.path):
            rows = list(self.file.rows(sql, [report_id, place.field, SourceKind.WORKBOOK.value]))
        for row in rows:
            change = _change_in(row)
            if change is not None and place in change.entries:
                before, after = change.entries[place]
                return before if after is None else None
        return None

    def removed_rows(self, report_id: int) -> tuple[RemovedRow, ...]:
        """Return the rows that were removed and are not back, the last one removed first.

        A row that went with the row it stood under is found with that one.
        """
        report = self.load(report_id).report
        there = {row for rows in report.row_lists.values() for row in rows}
        found: dict[int, RemovedRow] = {}
        for row, change in self._steps_with(report_id, ""):
            if not row["undone"]:
                found |= {r.row: r for r in _removed_by(change, row["made_at"])}
        alive = [r for r in found.values() if r.row not in there]
        return tuple(r for r in reversed(alive) if r.row_list.parent in (0, *there))

    # -- inside -----------------------------------------------------------------------------

    def _writing(self) -> Any:
        self.changes_made += 1
        return self.file.transaction()

    def _replay(self, report_id: int, step: Step, change: Change, *, undone: int) -> None:
        with self._writing() as connection:
            _write_change(connection, report_id, change)
            connection.execute("update history set undone = ? where id = ?", [undone, step.id])
            _seal(connection, "history", step.id)
            _touch(connection, report_id, change)

    def _entries(
        self, report_id: int
    ) -> tuple[MappingProxyType[Place, Entry], tuple[int, int] | None]:
        """Return the values of a report, and how many rows with what sum; None where one is bad."""
        found: dict[Place, Entry] = {}
        many = total = 0
        for values in self._checked_rows("field_values", report_id):
            if values[-1] != row_crc(*values[:-1]):
                return MappingProxyType({}), None
            many, total = many + 1, total + values[-1]
            written = Place(*values[1:4])
            place = present_place(written)
            entry = stored_entry(place, values[4], values[5])
            if entry is not None and (place == written or place not in found):
                found[place] = entry
        return MappingProxyType(found), (many, total)

    def _row_lists(
        self, report_id: int
    ) -> tuple[MappingProxyType[RowList, tuple[int, ...]], tuple[int, int] | None]:
        found: dict[RowList, list[int]] = {}
        many = total = 0
        for values in self._checked_rows("report_rows", report_id, "order by position"):
            if values[-1] != row_crc(*values[:-1]):
                return MappingProxyType({}), None
            many, total = many + 1, total + values[-1]
            found.setdefault(RowList(values[1], values[2]), []).append(values[3])
        row_lists = {row_list: tuple(numbers) for row_list, numbers in found.items()}
        return MappingProxyType(row_lists), (many, total)

    def _checked_rows(
        self, table: str, report_id: int, order: str = ""
    ) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a report: the columns of the checksum, then the checksum."""
        columns = CHECKED_COLUMNS[table]
        sql = f"select {columns}, crc from {table} where report_id = ? {order}"
        return self.file.connection.execute(sql, [report_id])

    def _total(self, report_id: int) -> tuple[int, int] | None:
        sql = "select many, total from report_totals where report_id = ?"
        found = self.file.connection.execute(sql, [report_id]).fetchone()
        return None if found is None else (found[0], found[1])

    def _report_row(self, report_id: int) -> dict[str, Any]:
        rows = list(self.file.rows("select * from reports where id = ?", [report_id]))
        if not rows:
            raise KeyError(report_id)
        return rows[0]

    def _title(self, report_id: int) -> str:
        with suppress(StorageError):
            both = (*self.summaries(), *self.summaries(deleted=True))
            return next((each.title for each in both if each.id == report_id), "")
        return f"编号 {report_id}"

    def _set(self, report_id: int, **columns: str | None) -> None:
        named = ", ".join(f"{name} = ?" for name in columns)
        with self._writing() as connection:
            connection.execute(
                f"update reports set {named} where id = ?",
                [*columns.values(), report_id],
            )
            _seal(connection, "reports", report_id)

    def _merged(self, connection: sqlite3.Connection, report_id: int, change: Change) -> bool:
        last = self.last_step(report_id)
        if last is None or not (_within(change, last.change) or _within(last.change, change)):
            return False
        both = last.change.merge(change)
        if both:
            values = [change_text(both), last.id]
            connection.execute("update history set change = ? where id = ?", values)
            _seal(connection, "history", last.id)
        else:
            connection.execute("delete from history where id = ?", [last.id])
        return True

    def _remember(
        self, connection: sqlite3.Connection, report_id: int, change: Change, label: str
    ) -> None:
        written = {"label": label, "change": change_text(change), "undone": 0, "made_at": now()}
        step = _add_step(connection, report_id, written)
        if step % _THINNED_EVERY == 0:
            self._thin_history(connection, report_id)

    def _thin_history(self, connection: sqlite3.Connection, report_id: int) -> None:
        connection.execute(
            "delete from history where report_id = ? and id not in"
            " (select id from history where report_id = ? order by id desc limit ?)",
            [report_id, report_id, HISTORY_KEPT],
        )
        old = (datetime.now(UTC) - HISTORY_WHOLE).isoformat()
        sql = "select * from history where report_id = ? and undone = 0 and made_at < ? order by id"
        for day, steps in groupby(self.file.rows(sql, [report_id, old]), _day_of):
            _merge_day(connection, day, list(steps))

    def _step(self, report_id: int, condition: str, order: str) -> Step | None:
        """Return the first step in an order, None where there is none or it is damaged.

        The steps behind a damaged one are not offered: they would be taken back out of order.
        """
        sql = (
            f"select * from history where report_id = ? and {condition} order by id {order} limit 1"
        )
        with translating_errors(self.path):
            row = next(self.file.rows(sql, [report_id]), None)
        change = None if row is None else _change_in(row)
        return None if row is None or change is None else Step(row["id"], row["label"], change)

    def _steps_with(self, report_id: int, word: str) -> Iterator[tuple[dict[str, Any], Change]]:
        """Yield the sound steps of a report in whose text a word stands, the oldest first."""
        sql = "select * from history where report_id = ? and instr(change, ?) order by id"
        with translating_errors(self.path):
            rows = list(self.file.rows(sql, [report_id, word]))
        for row in rows:
            change = _change_in(row)
            if change is not None:
                yield row, change


# -- a change as rows and as text -----------------------------------------------------------


def now() -> str:
    """Return the present moment as it is stored, by ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def source_text(source: Source) -> str | None:
    """Return a source as it is stored, None for plain typing."""
    data = source_as_data(source)
    return json.dumps(data, ensure_ascii=False) if data else None


def stored_entry(place: Place, value: str, source: str | None) -> Entry | None:
    """Return the entry of a stored row, None for a field that this version does not know."""
    field = FORM.field_at(place)
    if field is None:
        return None
    return Entry(field.load(value), source_from_data(json.loads(source)) if source else TYPED)


def change_text(change: Change) -> str:
    """Return a change as the JSON kept with a step.

    Places, row lists, each with before and after.
    """
    entries = [[*p, _pair(p, old), _pair(p, new)] for p, (old, new) in change.entries.items()]
    row_lists = [[*row_list, old, new] for row_list, (old, new) in change.row_lists.items()]
    return json.dumps({"entries": entries, "lanes": row_lists}, ensure_ascii=False)


def change_of(text: str) -> Change:
    """Return the change that was stored as `text`."""
    data = json.loads(text)
    entries: dict[Place, tuple[Entry | None, Entry | None]] = {}
    for section, row, name, old, new in data["entries"]:
        place = present_place(Place(section, row, name))
        entries[place] = (
            stored_entry(place, *old) if old else None,
            stored_entry(place, *new) if new else None,
        )
    row_lists = {
        RowList(section, parent): (tuple(old), tuple(new))
        for section, parent, old, new in data["lanes"]
    }
    return Change(entries, row_lists)


def _pair(place: Place, entry: Entry | None) -> list[Any] | None:
    field = FORM.field_at(place)
    if entry is None or field is None:
        return None
    return [field.dump(entry.value), source_text(entry.source)]


def _change_in(row: dict[str, Any]) -> Change | None:
    """Return the change of a row of the history, None where it is damaged."""
    if row["crc"] != _crc_of("history", row):
        return None
    try:
        return change_of(row["change"])
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def _write_change(connection: sqlite3.Connection, report_id: int, change: Change) -> None:
    """Bring the tables to the new side of `change`, inside the caller's transaction."""
    gone = [(report_id, *p) for p, (_, new) in change.entries.items() if new is None]
    gone += [(report_id, *old) for p in change.entries for old in _addresses_before(p)]
    connection.executemany(
        "delete from field_values where report_id = ? and section = ? and row = ? and field = ?",
        gone,
    )
    rows = []
    for place, (_, new) in change.entries.items():
        field = FORM.field_at(place)
        if new is not None and field is not None:
            row = (report_id, *place, field.dump(new.value), source_text(new.source))
            rows.append((*row, *row))
    connection.executemany(_UPSERT, rows)
    for row_list, (old, new_rows) in change.row_lists.items():
        _write_row_list(connection, report_id, row_list, old, new_rows)


def _addresses_before(place: Place) -> Iterator[Place]:
    """Yield the addresses that a value had before its field was renamed."""
    for old, new in renamed_keys.RENAMED_FIELDS.items():
        if new == f"{place.section}.{place.field}":
            section, _, name = old.partition(".")
            yield Place(section, place.row, name)


def _write_row_list(
    connection: sqlite3.Connection,
    report_id: int,
    row_list: RowList,
    old: tuple[int, ...],
    new: tuple[int, ...],
) -> None:
    """Write a list of rows: those that are gone, and those whose place is another now."""
    gone = [(report_id, row) for row in set(old) - set(new)]
    connection.executemany("delete from report_rows where report_id = ? and row = ?", gone)
    before = {row: position for position, row in enumerate(old)}
    moved = [
        (report_id, row_list.section, row_list.parent, row, position)
        for position, row in enumerate(new)
        if before.get(row) != position
    ]
    connection.executemany(_UPSERT_ROW, [(*row, *row) for row in moved])


def _touch(connection: sqlite3.Connection, report_id: int, change: Change) -> None:
    used = max((row for _, rows in change.row_lists.values() for row in rows), default=0)
    connection.execute(
        "update reports set changed_at = ?, next_row = max(next_row, ?) where id = ?",
        [now(), used + 1, report_id],
    )
    _seal(connection, "reports", report_id)


def _add_step(connection: sqlite3.Connection, report_id: int, step: Mapping[str, Any]) -> int:
    """Add a step to the history of a report and return its number."""
    ((key,),) = connection.execute(
        "insert into history (report_id, label, change, undone, made_at)"
        " values (:report, :label, :change, :undone, :made_at) returning id",
        {**step, "report": report_id},
    )
    _seal(connection, "history", key)
    return int(key)


def _seal(connection: sqlite3.Connection, table: str, key: int) -> None:
    """Bring the checksum of a row up to date."""
    columns = CHECKED_COLUMNS[table]
    connection.execute(f"update {table} set crc = row_crc({columns}) where id = ?", [key])


def _crc_of(table: str, row: dict[str, Any]) -> int:
    return row_crc(*(row[name] for name in _NAMES[table]))


_NAMES = {table: columns.split(", ") for table, columns in CHECKED_COLUMNS.items()}


def _within(inner: Change, outer: Change) -> bool:
    """Return whether a change touches nothing that another does not touch."""
    return (
        inner.entries.keys() <= outer.entries.keys()
        and inner.row_lists.keys() <= outer.row_lists.keys()
    )


def _day_of(row: dict[str, Any]) -> str:
    return str(row["made_at"])[:10]


def _merge_day(connection: sqlite3.Connection, day: str, steps: list[dict[str, Any]]) -> None:
    """Make one step of the steps of a day; where one is damaged they stay as they are."""
    changes = [_change_in(step) for step in steps]
    sound = [change for change in changes if change is not None]
    if len(sound) != len(steps) or len(steps) == 1:
        return
    whole = sound[0]
    for change in sound[1:]:
        whole = whole.merge(change)
    *earlier, last = (step["id"] for step in steps)
    gone = earlier if whole else [*earlier, last]
    connection.executemany("delete from history where id = ?", [(key,) for key in gone])
    if whole:
        label = f"{day} 的修改"
        values = [change_text(whole), label, last]
        connection.execute("update history set change = ?, label = ? where id = ?", values)
        _seal(connection, "history", last)


def _removed_by(change: Change, made_at: str) -> Iterable[RemovedRow]:
    """Yield the rows that a change takes away, each with what it held."""
    lost: dict[int, list[tuple[Place, Entry]]] = {}
    for place, (old, _) in change.entries.items():
        if old is not None:
            lost.setdefault(place.row, []).append((place, old))
    below: dict[int, list[tuple[RowList, tuple[int, ...]]]] = {}
    for row_list, (old_rows, _) in change.row_lists.items():
        below.setdefault(row_list.parent, []).append((row_list, old_rows))
    for row_list, (old_rows, new_rows) in change.row_lists.items():
        for row in set(old_rows) - set(new_rows):
            row_lists = tuple(below.get(row, ()))
            inside = [each for _, rows in row_lists for r in rows for each in lost.get(r, ())]
            yield RemovedRow(row_list, row, made_at, (*lost.get(row, ()), *inside), row_lists)
