"""The problems: each with its cause and its measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.pages.problems import Problem
from pingkou_gui.ui.rows.columns import TableColumn
from pingkou_gui.ui.rows.design import Design, Segment, box

if TYPE_CHECKING:
    from pingkou_gui.spec.section import Section


def design(_section: type[Section]) -> Design:
    """Return the design of the table of problems."""
    columns = (
        TableColumn("问题", None, field=Problem.name, wraps=True),
        TableColumn("改进措施", None, field=Problem.measure, wraps=True),
    )
    lines = (
        (box(Problem.detail), box(Problem.cause)),
        (box(Problem.measure_detail, 3),),
    )
    return Design(columns, (Segment("texts", "文字", lines),))
