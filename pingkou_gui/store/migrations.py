"""The schema, as the migrations that lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from pingkou_gui.store.schema import SET

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations(SET)


@migrations()
def m001_reports(db: Database) -> None:
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
        {
            "id": int,
            "report_id": int,
            "label": str,
            "change": str,
            "undone": int,
            "made_at": str,
        },
        pk="id",
        foreign_keys=[("report_id", "reports", "id")],
        not_null={"report_id", "label", "change", "undone", "made_at"},
        strict=True,
    )
    db.table("history").create_index(["report_id", "undone", "id"])
