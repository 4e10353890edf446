"""A damaged database set aside, and what can be read of it brought into a new one.

Every table is scanned by its row numbers: what stands on sound pages is found although indexes,
inner pages or the statements of the schema are damaged. A row counts only where its checksum says
that it is as it was written: a wrong value is worse than a missing one.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import SINGLE, Place
from pingkou_gui.paths import database_in
from pingkou_gui.store.database import (
    DatabaseFile,
    companions,
    connected,
    make_private,
    translating_errors,
)
from pingkou_gui.store.database_schema import CHECKED_COLUMNS, row_crc
from pingkou_gui.store.reports import change_of, now

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = 4096
_HEADER = 100
_LEAF = 13
"""What the page of a table's rows begins with."""
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)
"""Bytes of a value by its kind in a record, for the kinds below 12."""
_NAMES = {table: tuple(columns.split(", ")) for table, columns in CHECKED_COLUMNS.items()}
_INTEGERS = frozenset({"id", "report_id", "row", "parent", "position", "undone", "next_row"})
_OPTIONAL = frozenset({"source", "opened_at", "deleted_at"})
_MOST_ROWS = 5_000_000
_MOST_LISTED = 50
"""Lost values that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was brought into a new database, and in sentences what was lost."""

    reports: int
    values: int
    lost: tuple[str, ...]
    set_aside: Path | None = None
    """Where the damaged file lies now."""


@dataclass(slots=True)
class _Scan:
    """The sound rows of a table by their keys, and what was seen of the others."""

    rows: dict[Any, dict[str, Any]]
    bad: list[dict[str, Any]]
    broken: bool = False
    """Whether pages could not be read, so that rows may be missing."""

    @property
    def reach(self) -> tuple[int, bool]:
        """How far the scan came, to compare it with another: rows found, and whether to the end."""
        return len(self.rows), not self.broken


def recover(folder: Path) -> Rescued:
    """Set the damaged database of a data folder aside and put what can be read in its place.

    The damaged file is copied before anything is moved, and the new one takes its place in one
    step: cut off at any moment, it can be done again.

    Raises:
        StorageError: The disk is full or refuses.
    """
    path = database_in(folder)
    with (
        translating_errors(path),
        tempfile.TemporaryDirectory(prefix=".rescue-", dir=folder) as made,
    ):
        new = Path(made) / path.name
        rescued = rescue(path, new)
        aside = set_aside(path, keep=True)
        new.replace(path)
        make_private(path)
    if rescued.lost:
        note = aside.with_suffix(".txt")
        with suppress(OSError):
            note.write_text("\n".join(["没有救出的：", *rescued.lost, ""]), "utf-8")
            make_private(note)
    return Rescued(rescued.reports, rescued.values, rescued.lost, aside)


def set_aside(path: Path, *, keep: bool = False) -> Path:
    """Give a database and what lies beside it a dated name; return the new name.

    With `keep` the database itself is copied and stays, and only its journals are moved.

    Raises:
        OSError: It cannot be moved.
    """
    moment = datetime.now().astimezone()
    name = f"{path.stem}-damaged-{moment:%Y%m%d-%H%M%S}"
    target, more = path.with_name(f"{name}.db"), 1
    while target.exists():
        more += 1
        target = path.with_name(f"{name}-{more}.db")
    beside = companions(path)
    if keep:
        shutil.copyfile(path, target)
    for each in beside:
        each.replace(target.with_name(target.name + each.name.removeprefix(path.name)))
    if not keep:
        path.replace(target)
    make_private(target)
    return target


def rescue(damaged: Path, into: Path) -> Rescued:
    """Bring what can be read of a damaged database into a new one at `into`.

    `damaged` and what lies beside it are left as they are.

    Raises:
        StorageError: The new file cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix=".scan-", dir=into.parent) as made:
        copy = Path(made) / "damaged.db"
        for each in (damaged, *companions(damaged)):
            if not each.name.endswith("-shm"):
                shutil.copyfile(each, f"{copy}{each.name.removeprefix(damaged.name)}")
        raw = copy.read_bytes()
        scans, totals = _scanned(copy)
        if any(scan.broken for scan in scans.values()):
            _replace_first_page(copy, Path(made) / "fresh.db")
            again, totals_again = _scanned(copy)
            totals = totals or totals_again
            for table, scan in again.items():
                if scan.reach > scans[table].reach:
                    scans[table] = scan
            _add_stray_rows(scans, raw)
    return _write_rescued(scans, totals, into)


# -- scanning -------------------------------------------------------------------------------


def _scanned(copy: Path) -> tuple[dict[str, _Scan], dict[int, tuple[int, int]]]:
    """Return the rows of every table, and the totals of the reports as far as they are readable."""
    totals: dict[int, tuple[int, int]] = {}
    with closing(connected(copy)) as connection:
        connection.text_factory = bytes
        connection.execute("pragma cell_size_check = off")
        most = min(_MOST_ROWS, copy.stat().st_size // 20)
        scans = {table: _scan_table(connection, table, most) for table in CHECKED_COLUMNS}
        with suppress(sqlite3.Error, UnicodeError):
            for report_id, many, total in connection.execute("select * from report_totals"):
                totals[report_id] = (many, total)
    return scans, totals


def _scan_table(connection: sqlite3.Connection, table: str, most: int) -> _Scan:
    """Return the rows of a table that are whole, and those that are not."""
    scan = _Scan({}, [])
    try:
        columns = [
            str(row[1], "utf-8") for row in connection.execute(f"pragma table_info({table})")
        ]
    except (sqlite3.Error, UnicodeError):
        columns = []
    if not set(_NAMES[table]) <= set(columns):
        scan.broken = True
        return scan
    checked = "crc" in columns
    for values in _rows_of(connection, table, most, scan):
        row = _decoded(dict(zip(columns, values[1:], strict=True)), values[0])
        if row is None or not _is_plausible(table, row):
            scan.bad.append(row or {"id": values[0]})
        elif checked and row["crc"] != row_crc(*(row[name] for name in _NAMES[table])):
            scan.bad.append(row)
        else:
            scan.rows[_key(table, row)] = row
    return scan


def _rows_of(
    connection: sqlite3.Connection, table: str, most: int, scan: _Scan
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows with their numbers first; where a page cannot be read, those behind it.

    Pages that refer to each other in a circle bring the same rows again: there a run ends, and
    after `most` rows and as many places where nothing can be read all of it does.
    """
    last, tries = 0, most
    sql = f"select rowid, * from {table} where rowid > ? order by rowid"
    while True:
        try:
            for values in connection.execute(sql, [last]):
                tries -= 1
                if values[0] <= last or tries <= 0:
                    raise sqlite3.DatabaseError(table)
                last = values[0]
                yield values
        except (sqlite3.Error, UnicodeError):
            scan.broken = True
        else:
            return
        found, tried = _next_readable(connection, sql, last, tries)
        tries -= tried
        if found is None:
            return
        last = found[0]
        yield found


def _next_readable(
    connection: sqlite3.Connection, sql: str, last: int, most: int
) -> tuple[tuple[Any, ...] | None, int]:
    """Return the first row behind the number `last` that can be read, and how many were tried.

    That next to it is tried first: where the page behind a row cannot be read, the row itself did
    not come either. None where there is no further row, or after `most` numbers.
    """
    for tried in range(most):
        try:
            found = connection.execute(f"{sql} limit 1", [last + tried]).fetchone()
        except (sqlite3.Error, UnicodeError):
            continue
        if found is None or found[0] > last + tried:
            return found, tried
    return None, most


def _decoded(row: dict[str, Any], rowid: int) -> dict[str, Any] | None:
    """Return a row with its words as text, None where they are none; an `id` is the row number."""
    if "id" in row:
        row["id"] = rowid
    try:
        return {key: str(v, "utf-8") if isinstance(v, bytes) else v for key, v in row.items()}
    except UnicodeDecodeError:
        return None


def _is_plausible(table: str, row: dict[str, Any]) -> bool:
    """Return whether every value of a row has the type its column holds."""
    for name in _NAMES[table]:
        value = row[name]
        if value is None and name in _OPTIONAL:
            continue
        if not isinstance(value, int if name in _INTEGERS else str):
            return False
    return True


def _key(table: str, row: dict[str, Any]) -> Any:
    if table == "field_values":
        return row["report_id"], row["section"], row["row"], row["field"]
    return (row["report_id"], row["row"]) if table == "report_rows" else row["id"]


def _replace_first_page(copy: Path, fresh: Path) -> None:
    """Give a file a sound first page: header and statements of the schema, with its own page count.

    The tables of this program begin on the same pages in every file, because they are made in
    the same order in an empty one.
    """
    file = DatabaseFile(fresh)
    roots = dict(file.connection.execute("select name, rootpage from sqlite_master").fetchall())
    file.close()
    fresh.unlink()
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        for table, names in _NAMES.items():
            listed = ", ".join("id integer primary key" if n == "id" else n for n in names)
            connection.execute(f"create table {table} ({listed}, crc)")
        connection.execute("pragma writable_schema = on")
        for table in _NAMES:
            sql = "update sqlite_master set rootpage = ? where name = ?"
            connection.execute(sql, [roots[table], table])
    page = bytearray(fresh.read_bytes()[:_PAGE])
    raw = copy.read_bytes()
    pages = -(-len(raw) // _PAGE)
    page[28:32] = pages.to_bytes(4, "big")
    page[32:40] = bytes(8)  # no list of free pages
    page[92:96] = page[24:28]  # the page count counts where both counters agree
    copy.write_bytes((bytes(page) + raw[_PAGE:]).ljust(pages * _PAGE, b"\0"))
    for each in companions(copy):
        each.unlink()


# -- pages that no tree leads to ------------------------------------------------------------


def _add_stray_rows(scans: dict[str, _Scan], raw: bytes) -> None:
    """Add rows of pages whose inner pages are lost; a row tells by its checksum whose it is.

    A page that was given up may hold an older state of a row: where two stray rows have the same
    key and different values, neither counts.
    """
    strays: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in _NAMES}
    doubtful: set[tuple[str, Any]] = set()
    for rowid, values in _leaf_records(raw):
        for table, names in _NAMES.items():
            if not scans[table].broken or len(values) != len(names) + 1:
                continue
            row = _decoded(dict(zip((*names, "crc"), values, strict=True)), rowid)
            if row is None or row["crc"] != row_crc(*(row[name] for name in names)):
                continue
            if not _is_plausible(table, row):
                continue
            key = _key(table, row)
            if strays[table].setdefault(key, row) != row:
                doubtful.add((table, key))
    for table, found in strays.items():
        for key, row in found.items():
            if (table, key) in doubtful:
                scans[table].bad += [row] if key not in scans[table].rows else []
            else:
                scans[table].rows.setdefault(key, row)


def _leaf_records(raw: bytes) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield row number and values of every record on a leaf page, by SQLite's file format."""
    for start in range(0, len(raw) - _PAGE + 1, _PAGE):
        head = start + (_HEADER if start == 0 else 0)
        if raw[head] != _LEAF:
            continue
        many = int.from_bytes(raw[head + 3 : head + 5], "big")
        for at in range(head + 8, min(head + 8 + 2 * many, start + _PAGE - 1), 2):
            cell = start + int.from_bytes(raw[at : at + 2], "big")
            try:
                yield _record(raw, cell)
            except (ValueError, IndexError):
                continue


def _record(raw: bytes, cell: int) -> tuple[int, tuple[Any, ...]]:
    """Return row number and values of the cell that begins at an offset.

    Raises:
        ValueError, IndexError: It is no cell of a table.
    """
    size, at = _varint(raw, cell)
    rowid, at = _varint(raw, at)
    if size > len(raw):
        raise ValueError(size)
    payload = _payload(raw, at, size)
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        length = (kind - 12) // 2 if kind >= 12 else _SIZES[kind]
        part = payload[at : at + length]
        if len(part) != length:
            raise ValueError(kind)
        values.append(_value(kind, part))
        at += length
    return rowid, tuple(values)


def _value(kind: int, part: bytes) -> bytes | int | None:
    if kind >= 12:
        return part
    if kind in (0, 7):  # no value, or a float, of which this program stores none
        return None
    return 1 if kind == 9 else int.from_bytes(part, "big", signed=True)  # a 0 has no bytes


_MOST_ON_LEAF = _PAGE - 35
_LEAST_ON_LEAF = (_PAGE - 12) * 32 // 255 - 23
"""Bytes of a record that stand on its leaf page, where the rest is on others (SQLite's format)."""


def _payload(raw: bytes, at: int, size: int) -> bytes:
    """Return the bytes of a record, those on further pages included."""
    if size <= _MOST_ON_LEAF:
        return raw[at : at + size]
    here = _LEAST_ON_LEAF + (size - _LEAST_ON_LEAF) % (_PAGE - 4)
    here = here if here <= _MOST_ON_LEAF else _LEAST_ON_LEAF
    parts, have = [raw[at : at + here]], here
    following = int.from_bytes(raw[at + here : at + here + 4], "big")
    while have < size:
        start = (following - 1) * _PAGE
        if start <= 0:  # the first page is no page of a record; behind the last nothing is read
            raise ValueError(following)
        part = raw[start + 4 : start + 4 + min(size - have, _PAGE - 4)]
        following = int.from_bytes(raw[start : start + 4], "big")
        have += len(part)
        parts.append(part)
        if not part:
            raise ValueError(start)
    return b"".join(parts)


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        byte = raw[place]
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + 1
    return (value << 8) | raw[at + 8], at + 9


# -- writing --------------------------------------------------------------------------------


def _write_rescued(
    scans: dict[str, _Scan], totals: dict[int, tuple[int, int]], into: Path
) -> Rescued:
    """Write what was read whole into a new file; return counts and what was lost."""
    values, rows = scans["field_values"].rows, scans["report_rows"].rows
    titles = _titles(scans)
    lost = _lost_reports(scans, titles)
    numbers = {key[0] for key in (*values, *rows)} | set(scans["reports"].rows)
    file = DatabaseFile(into)
    try:
        with file.transaction() as connection:
            for number in sorted(numbers):
                about = scans["reports"].rows.get(number) or _stand_in(number, values, rows)
                _insert(connection, "reports", about)
                lost += _lost_values(number, titles[number], scans, totals.get(number))
            for table in ("field_values", "report_rows"):
                for row in scans[table].rows.values():
                    _insert(connection, table, row)
            for number in sorted(numbers):
                _put_lost_rows_last(connection, number)
            lost += _keep_history(connection, scans["history"], numbers)
    finally:
        file.close()
    if not numbers:
        lost.append("没有读出任何报告，请恢复备份")
    return Rescued(len(numbers), len(values), tuple(lost))


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = _NAMES[table]
    marks = ", ".join(f":{name}" for name in names)
    listed = ", ".join(names)
    sql = f"insert into {table} ({listed}, crc) values ({marks}, row_crc({marks}))"
    connection.execute(sql, {name: row[name] for name in names})


def _titles(scans: dict[str, _Scan]) -> dict[int, str]:
    found: dict[int, str] = {}
    values = scans["field_values"].rows
    numbers = {key[0] for key in (*values, *scans["report_rows"].rows)}
    for number in numbers | set(scans["reports"].rows):
        parts = [values.get((number, "unit", 0, name)) for name in ("name", "year")]
        words = [part["value"] for part in parts if part is not None]
        found[number] = " ".join(words) or f"编号 {number}"
    return found


def _stand_in(number: int, values: dict[Any, Any], rows: dict[Any, Any]) -> dict[str, Any]:
    """Return a line of the list for a report whose own was lost."""
    used = [key[2] for key in values if key[0] == number]
    used += [key[1] for key in rows if key[0] == number]
    moment = now()
    return {
        "id": number,
        "name": "救出的",
        "created_at": moment,
        "changed_at": moment,
        "opened_at": moment,
        "deleted_at": None,
        "next_row": max(used, default=0) + 1,
        "scheme": "",
    }


def _lost_reports(scans: dict[str, _Scan], titles: dict[int, str]) -> list[str]:
    known = scans["reports"].rows
    return [
        f"报告“{title}”的名称和县级方案没有读出，先用通用方案"
        for number, title in titles.items()
        if number not in known
    ]


def _lost_values(
    number: int, title: str, scans: dict[str, _Scan], total: tuple[int, int] | None
) -> list[str]:
    """Return what is missing of a report: by name where the bad row can be read, else how many."""
    bad = [row for row in scans["field_values"].bad if row.get("report_id") == number]
    named = [(label, row) for row in bad if (label := _label(row))][:_MOST_LISTED]
    lines = [f"“{title}”的“{label}”没有读出{_once(row)}" for label, row in named]
    if len(bad) > len(named):
        lines.append(f"“{title}”{'另' if named else ''}有 {len(bad) - len(named)} 处没有读出")
    sound = sum(
        key[0] == number for table in ("field_values", "report_rows") for key in scans[table].rows
    )
    broken = scans["field_values"].broken or scans["report_rows"].broken
    if total is not None:
        missing = total[0] - sound - len(bad)
        if missing > 0:
            lines.append(f"“{title}”少了 {missing} 处，不知道是哪些，对照上报的文件补上")
        elif missing < 0:
            lines.append(f"“{title}”多了 {-missing} 处以前删掉的，对照上报的文件核对")
    elif broken:
        lines.append(f"“{title}”可能有缺，对照上报的文件核对一遍")
    return lines


def _label(row: dict[str, Any]) -> str:
    """Return what the clerk calls the field of a bad row, empty where that is damaged too."""
    try:
        field = FORM.field_at(Place(row["section"], row["row"], row["field"]))
    except (TypeError, KeyError):
        field = None
    return "" if field is None else field.label


def _once(row: dict[str, Any]) -> str:
    value = row.get("value")
    if not isinstance(value, str) or not value or not value.isprintable():
        return ""
    return f"（残留的字样：{value[:40]}，不可靠）"


_END_OF_LIST = """
    select coalesce(max(position) + 1, 0) from report_rows
    where report_id = :report_id and section = :section and parent = :parent
"""


def _put_lost_rows_last(connection: sqlite3.Connection, number: int) -> None:
    """Give rows whose place in the list was lost, but whose values were not, a place at its end."""
    sql = (
        "select distinct section, row from field_values where report_id = :report and row > 0"
        " and row not in (select row from report_rows where report_id = :report) order by row"
    )
    for section, row in connection.execute(sql, {"report": number}).fetchall():
        declared = FORM.sections.get(section)
        if declared is None or declared.parent is not None:
            continue  # under which row it stood is not known; its values stay in the file
        place = {"report_id": number, "section": section, "parent": SINGLE, "row": row}
        end = connection.execute(_END_OF_LIST, place).fetchone()[0]
        _insert(connection, "report_rows", place | {"position": end})


def _keep_history(connection: sqlite3.Connection, scan: _Scan, numbers: set[int]) -> list[str]:
    """Keep the steps behind the last damaged one: those before could not be taken back in order."""
    after = max((row["id"] for row in scan.bad), default=0)
    kept = () if scan.broken else sorted(key for key in scan.rows if key > after)
    for row in map(scan.rows.__getitem__, kept):
        if row["report_id"] in numbers:
            try:
                change_of(row["change"])
            except (LookupError, TypeError, ValueError, AttributeError):
                continue
            _insert(connection, "history", row)
    lost = scan.broken or scan.bad
    return ["以前的撤销记录没有全部保住，填的内容不受影响"] if lost else []
