"""The tables of the database: made, brought up step by step, and summed.

Every row carries a checksum and every report a sum of them. Reading and writing need no more than
`sqlite3`; sqlite-utils is loaded to make or upgrade a schema.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

MIGRATION_SET = "pingkou"
MIGRATION_TABLE = "_sqlite_migrations"


def row_crc(*values: object) -> int:
    """Return the checksum of a row's values, a number of 32 bits."""
    text = "\x1f".join(["\0" if value is None else str(value) for value in values])
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def upgrade_schema(connection: sqlite3.Connection) -> None:
    """Bring a database to the present schema in one transaction, from an empty one on."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - 0.1 s, for a first start only

    migrations = Migrations(MIGRATION_SET)
    for name, step in _STEPS.items():
        migrations(name=name)(step)
    database = Database(connection, execute_plugins=False)
    connection.execute("begin immediate")
    try:
        migrations.apply(database)
        connection.execute(f"pragma user_version = {_schema_mark(connection)}")
        connection.execute("commit")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("rollback")
        raise


def _m001_reports(db: Database) -> None:
    """Reports, their values and rows, and the history of their changes."""
    db.table("reports").create(
        {
            "id": int,
            "name": str,
            "created_at": str,
            "changed_at": str,
            "opened_at": str,
            "deleted_at": str,
            "next_row": int,
            "scheme": str,
        },
        pk="id",
        not_null={"name", "created_at", "changed_at", "next_row", "scheme"},
        strict=True,
    )
    db.table("field_values").create(
        {
            "report_id": int,
            "section": str,
            "row": int,
            "field": str,
            "value": str,
            "source": str,
        },
        pk=("report_id", "section", "row", "field"),
        foreign_keys=[("report_id", "reports", "id")],
        not_null={"report_id", "section", "row", "field", "value"},
        strict=True,
    )
    db.table("report_rows").create(
        {"report_id": int, "section": str, "parent": int, "row": int, "position": int},
        pk=("report_id", "row"),
        foreign_keys=[("report_id", "reports", "id")],
        not_null={"report_id", "section", "parent", "row", "position"},
        strict=True,
    )
    db.table("history").create(
        {"id": int, "report_id": int, "label": str, "change": str, "undone": int, "made_at": str},
        pk="id",
        foreign_keys=[("report_id", "reports", "id")],
        not_null={"report_id", "label", "change", "undone", "made_at"},
        strict=True,
    )
    db.table("history").create_index(["report_id", "undone", "id"])


def _m002_checksums(db: Database) -> None:
    """A checksum in every row, and for every report how many rows there are and their sum."""
    for table, columns in CHECKED_COLUMNS.items():
        db.execute(f"alter table {table} add column crc integer")
        db.execute(f"update {table} set crc = row_crc({columns})")
    db.table("report_totals").create(
        {"report_id": int, "many": int, "total": int}, pk="report_id", strict=True
    )
    db.table("last_write").create({"token": int}, strict=True)
    db.execute("insert into last_write values (0)")
    db.execute("insert into report_totals select id, 0, 0 from reports")
    for table in ("field_values", "report_rows"):
        db.execute(
            f"update report_totals set many = many + coalesce((select count(*) from {table} t"
            f" where t.report_id = report_totals.report_id), 0), total = total + coalesce("
            f"(select sum(crc) from {table} t where t.report_id = report_totals.report_id), 0)"
        )
        for trigger in _total_triggers(table):
            db.execute(trigger)
    db.execute(
        "create trigger reports_added after insert on reports begin"
        " insert into report_totals values (new.id, 0, 0); end"
    )
    db.execute(
        "create trigger reports_removed after delete on reports begin"
        " delete from report_totals where report_id = old.id; end"
    )


def _total_triggers(table: str) -> Iterator[str]:
    """Yield the triggers that keep, for every report, how many rows it has and their sum."""
    begin, where = "update report_totals set", "where report_id"
    yield (
        f"create trigger {table}_added after insert on {table} begin {begin} many = many + 1,"
        f" total = total + coalesce(new.crc, 0) {where} = new.report_id; end"
    )
    yield (
        f"create trigger {table}_changed after update of crc on {table} begin {begin}"
        f" total = total - coalesce(old.crc, 0) + coalesce(new.crc, 0) {where} = new.report_id; end"
    )
    yield (
        f"create trigger {table}_removed after delete on {table} begin {begin} many = many - 1,"
        f" total = total - coalesce(old.crc, 0) {where} = old.report_id; end"
    )


_STEPS = {"m001_reports": _m001_reports, "m002_checksums": _m002_checksums}
MIGRATIONS = tuple(_STEPS)
"""Every step of the schema, in order."""
CHECKED_COLUMNS = {
    "reports": "id, name, created_at, changed_at, opened_at, deleted_at, next_row, scheme",
    "field_values": "report_id, section, row, field, value, source",
    "report_rows": "report_id, section, parent, row, position",
    "history": "id, report_id, label, change, undone, made_at",
}
"""By table the columns whose values go into its `crc`, in their order."""


def schema_is_whole(connection: sqlite3.Connection) -> bool:
    """Return whether the statements of the schema are those that were noted when it was made."""
    noted = connection.execute("pragma user_version").fetchone()[0]
    return bool(noted == _schema_mark(connection))


def _schema_mark(connection: sqlite3.Connection) -> int:
    """Return the checksum of the schema's statements, as SQLite's `user_version` can hold it."""
    sql = "select type, name, tbl_name, coalesce(sql, '') from sqlite_master order by name"
    return row_crc(*(part for row in connection.execute(sql) for part in row)) & 0x7FFFFFFF
