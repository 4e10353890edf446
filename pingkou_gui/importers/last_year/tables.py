"""Amounts of the basic data table (附件1), by the words of row and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.vocabulary import vocabulary
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, Control, ThreePublic
from pingkou_gui.importers.last_year.candidates import Candidate
from pingkou_gui.importers.last_year.doubts import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.reading.tables import CellStatement
    from pingkou_gui.form.field import Amounts
    from pingkou_gui.importers.last_year.collector import Collector

_ROWS: dict[str, Amounts] = {
    "three_public": ThreePublic.total,
    "overseas_travel": ThreePublic.overseas,
    "official_vehicles": ThreePublic.vehicles,
    "vehicle_purchase": ThreePublic.purchase,
    "vehicle_running": ThreePublic.running,
    "official_reception": ThreePublic.reception,
    "operating_spending": Basic.operating,
    "office_costs": Control.office,
    "procurement": Control.procurement,
    "meetings": Conferences.meetings,
    "training": Conferences.training,
}
_OWN_ROWS = (
    (re.compile("^水费.{0,2}电费.{0,2}差旅费$"), Control.utilities),
    (re.compile("基本支出预算调整$"), Control.adjustment),
    (re.compile("^公务用车购置[和及与](?:运行)?维护"), ThreePublic.vehicles),
    (re.compile("^(?:公务用车|公车)购置$"), ThreePublic.purchase),
    (re.compile("^(?:公务用车|公车)运行(?:维护)?$"), ThreePublic.running),
    (re.compile("^(?:因公)?出国"), ThreePublic.overseas),
)
_COLUMNS = {"last_year": "last", "outturn": "this", "initial_budget": "budget", "budget": "budget"}
_YEAR = re.compile("20\\d\\d")
_YUAN = re.compile("单位：元")


def table_candidates(c: Collector) -> Iterator[tuple[Amounts, str, Candidate]]:
    """Yield amount row, column and figure for the cells that stand in known rows and columns."""
    for cell in c.reading.cells:
        amounts, column = _row(cell), _column(c, cell)
        if amounts is None or column is None or cell.amount.unit == "%":
            continue
        c.placed.add(cell.amount.span.paragraph)
        yield amounts, column, _candidate(c, cell)


def _column(c: Collector, cell: CellStatement) -> str | None:
    """Return the column by the words of its head, or by the year it names."""
    year = _YEAR.search(cell.heading)
    if year is None or not c.reading.year:
        return _COLUMNS.get(cell.column_key)
    columns = {(0, "year_final"): "this", (1, "year_final"): "last", (0, "year_budget"): "budget"}
    return columns.get((c.reading.year - int(year[0]), cell.column_key))


def _candidate(c: Collector, cell: CellStatement) -> Candidate:
    amount = cell.amount
    doubt = c.doubts.of_amount(amount.span)
    if doubt is None and _YUAN.search(c.reading.text):
        doubt = Doubt("表上有“单位：元”，核对这个数是不是万元")
    return Candidate(amount.value, amount.span, amount.step, doubt)


def _row(cell: CellStatement) -> Amounts | None:
    known = vocabulary().quantities.get(cell.label)
    if known is not None:
        return _ROWS.get(known.key)
    return next((amounts for pattern, amounts in _OWN_ROWS if pattern.search(cell.label)), None)
