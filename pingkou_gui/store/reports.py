"""The reports in a database: made, listed, changed, taken back, put into the bin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import Place, RowList
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Change, Report
from pingkou_gui.store.changes import change_of, change_text, stored_entry, write_change
from pingkou_gui.store.database import DatabaseFile, plainly

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from pingkou_gui.form.values import Entry

HISTORY_KEPT = 2000
"""Steps that can be taken back in a report."""


def now() -> str:
    """Return the present moment as it is stored, by ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list of reports."""

    id: int
    name: str
    unit: str
    year: str
    changed_at: str
    deleted_at: str | None

    @property
    def title(self) -> str:
        """What the clerk calls it: 安化县平口镇人民政府 2023年度."""
        year = f"{self.year}年度" if self.year else ""
        return " ".join(part for part in (self.unit or "未填单位名称", year, self.name) if part)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the history: its number, what the menu calls it, and the change."""

    id: int
    label: str
    change: Change


class ReportStore:
    """The reports in one database file."""

    def __init__(self, path: Path | None) -> None:
        """Open the database at `path`, None for one in memory.

        Raises:
            StorageError: It cannot be used; see `DatabaseFile`.
        """
        self.path = path
        self._file = DatabaseFile(path)

    @property
    def _db(self) -> Database:
        return self._file.tables

    def close(self) -> None:
        """Close the database file."""
        self._file.close()

    def create(self, record: Record, name: str = "") -> int:
        """Add a report with all it holds and return its id."""
        report = record.report
        change = Change(
            {place: (None, entry) for place, entry in report.entries.items()},
            {lane: ((), rows) for lane, rows in report.lanes.items()},
        )
        moment = now()
        row = {
            "name": name,
            "created_at": moment,
            "changed_at": moment,
            "opened_at": moment,
            "next_row": report.last_row + 1,
            "scheme": record.scheme,
        }
        with plainly(self.path), self._db.atomic():
            report_id = int(self._db.table("reports").insert(row).last_pk or 0)
            write_change(self._db, report_id, change)
        return report_id

    def duplicate(self, report_id: int) -> int:
        """Add a copy of a report, without its history, and return its id."""
        return self.create(self.load(report_id), "副本")

    def load(self, report_id: int) -> Record:
        """Return the report with that id and its scheme.

        Raises:
            KeyError: There is no such report.
        """
        with plainly(self.path):
            return Record(
                Report(self._entries(report_id), self._lanes(report_id)), self.scheme(report_id)
            )

    def scheme(self, report_id: int) -> str:
        """Return the scheme that is kept with a report.

        Raises:
            KeyError: There is no such report.
        """
        with plainly(self.path):
            return str(self._report_row(report_id)["scheme"])

    def summaries(self, *, deleted: bool = False) -> tuple[Summary, ...]:
        """Return the reports, or those in the bin, the last one opened first."""
        sql = (
            "select r.id, r.name, r.changed_at, r.deleted_at, u.value as unit, y.value as year"
            " from reports r"
            " left join field_values u on u.report_id = r.id and u.row = 0"
            " and u.section = :section and u.field = :unit"
            " left join field_values y on y.report_id = r.id and y.row = 0"
            " and y.section = :section and y.field = :year"
            " where (r.deleted_at is not null) = :deleted order by r.opened_at desc, r.id desc"
        )
        keys = {
            "section": Unit.key,
            "unit": Unit.name.name,
            "year": Unit.year.name,
            "deleted": int(deleted),
        }
        with plainly(self.path):
            return tuple(
                Summary(
                    row["id"],
                    row["name"],
                    row["unit"] or "",
                    row["year"] or "",
                    row["changed_at"],
                    row["deleted_at"],
                )
                for row in self._file.rows(sql, keys)
            )

    def opened(self, report_id: int) -> None:
        """Note that a report was opened: the last one is opened again at the next start.

        What was the last one before is left alone: nothing is written at most starts.
        """
        if next((each.id for each in self.summaries()), None) == report_id:
            return
        with plainly(self.path), self._file.connection as connection:
            connection.execute("update reports set opened_at = ? where id = ?", [now(), report_id])

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
        with plainly(self.path), self._db.atomic():
            for table in ("field_values", "report_rows", "history"):
                self._db.table(table).delete_where("report_id = ?", [report_id])
            self._db.table("reports").delete(report_id)

    def set_scheme(self, report_id: int, scheme: str) -> None:
        """Keep another scheme with a report."""
        self._set(report_id, scheme=scheme)

    def next_row(self, report_id: int) -> int:
        """Return the first row number that was never used in a report."""
        with plainly(self.path):
            return int(self._report_row(report_id)["next_row"])

    def save(self, report_id: int, change: Change, label: str, *, merge: bool = False) -> None:
        """Write a change and its step of the history, all of it or nothing.

        With `merge` the step joins the one before it where one touches no other places.

        Raises:
            StorageError: Nothing was written.
        """
        with plainly(self.path), self._db.atomic():
            write_change(self._db, report_id, change)
            self._db.execute("delete from history where report_id = ? and undone = 1", [report_id])
            if not (merge and self._merged(report_id, change)):
                self._remember(report_id, change, label)
            self._touch(report_id, change)

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

    def _replay(self, report_id: int, step: Step, change: Change, *, undone: int) -> None:
        with plainly(self.path), self._db.atomic():
            write_change(self._db, report_id, change)
            self._db.table("history").update(step.id, {"undone": undone})
            self._touch(report_id, change)

    def _entries(self, report_id: int) -> MappingProxyType[Place, Entry]:
        found: dict[Place, Entry] = {}
        rows = self._file.rows(
            "select section, row, field, value, source from field_values where report_id = ?",
            [report_id],
        )
        for row in rows:
            place = Place(row["section"], row["row"], row["field"])
            entry = stored_entry(place, row["value"], row["source"])
            if entry is not None:
                found[place] = entry
        return MappingProxyType(found)

    def _lanes(self, report_id: int) -> MappingProxyType[RowList, tuple[int, ...]]:
        found: dict[RowList, list[int]] = {}
        rows = self._file.rows(
            "select section, parent, row from report_rows where report_id = ? order by position",
            [report_id],
        )
        for row in rows:
            found.setdefault(RowList(row["section"], row["parent"]), []).append(row["row"])
        return MappingProxyType({lane: tuple(numbers) for lane, numbers in found.items()})

    def _report_row(self, report_id: int) -> dict[str, Any]:
        rows = list(self._file.rows("select * from reports where id = ?", [report_id]))
        if not rows:
            raise KeyError(report_id)
        return rows[0]

    def _set(self, report_id: int, **columns: str | None) -> None:
        with plainly(self.path), self._db.atomic():
            self._db.table("reports").update(report_id, columns)

    def _merged(self, report_id: int, change: Change) -> bool:
        last = self.last_step(report_id)
        if last is None or not (_within(change, last.change) or _within(last.change, change)):
            return False
        both = last.change.merge(change)
        if both:
            said = change_text(both), last.id
            self._db.execute("update history set change = ? where id = ?", said)
        else:
            self._db.execute("delete from history where id = ?", [last.id])
        return True

    def _remember(self, report_id: int, change: Change, label: str) -> None:
        made = self._db.execute(
            "insert into history (report_id, label, change, undone, made_at) values (?, ?, ?, 0, ?)",
            [report_id, label, change_text(change), now()],
        )
        step = int(made.lastrowid or 0)
        if step % 100 == 0:
            self._db.table("history").delete_where(
                "report_id = ? and id not in"
                " (select id from history where report_id = ? order by id desc limit ?)",
                [report_id, report_id, HISTORY_KEPT],
            )

    def _touch(self, report_id: int, change: Change) -> None:
        used = max((row for _, rows in change.lanes.values() for row in rows), default=0)
        self._db.execute(
            "update reports set changed_at = ?, next_row = max(next_row, ?) where id = ?",
            [now(), used + 1, report_id],
        )

    def _step(self, report_id: int, condition: str, order: str) -> Step | None:
        rows = self._file.rows(
            f"select id, label, change from history where report_id = ? and {condition}"  # noqa: S608 - both words are ours
            f" order by id {order} limit 1",
            [report_id],
        )
        row = next(iter(rows), None)
        return None if row is None else Step(row["id"], row["label"], change_of(row["change"]))


def _within(inner: Change, outer: Change) -> bool:
    """Return whether a change touches nothing that another does not touch."""
    return inner.entries.keys() <= outer.entries.keys() and inner.lanes.keys() <= outer.lanes.keys()
